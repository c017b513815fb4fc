/*
 * The fast pass: which sentences of a text can matter at all?  Most cannot,
 * and nothing more is done for them.
 *
 * A word may have marks, and ask for sets of marks.  A sentence is let
 * through when its words together have all marks of a set that one of them
 * asks for.  index.c sees to it that nothing is missed.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stddef.h>
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "sentence.h"

#define SCAN_SLACK	64	/* bytes after the text that may be read */
#define FILTER_WORDS	1024	/* uint64_t in the bits: 65,536 of them */
#define FAMILY		256	/* marks there are */

/* A set of marks. */
struct marks {
	uint64_t	w[FAMILY / 64];
};

struct gate {
	struct marks	has;
	uint32_t	asks;		/* numbers of sets: the first */
	uint16_t	n;		/* ... and how many */
	uint16_t	id;		/* number of the word */
};

/*
 * A word of a sentence: letters, digits, underscores, apostrophes after a
 * letter; or a run of bytes that mask.h put there.  What is not known as a
 * whole and has an apostrophe is two: code's is "code" and "'s".
 */
struct seen {
	uint32_t	start, end;	/* offsets in the text */
	uint32_t	id;		/* number, 0 if it is not known */
};

/* Words of a sentence: as many as SENTENCE_MAX bytes and a block can hold,
 * twice if all were two. */
#define SEEN_MAX	4352

struct words {
	struct seen		 seen[SEEN_MAX];
	size_t			 n;
	struct marks		 has;	/* all marks of the words */
	const struct gate	*asking[SEEN_MAX];	/* of those that ask */
	size_t			 nasking;
};

/* Words to look for, by hash: a bit each, then a table of fingerprints with
 * 0 for none, its size a power of two, and the gate of each; the first gate
 * is empty.  Sets that are asked for have numbers. */
struct filter {
	const uint64_t		*bits;
	const uint64_t		*prints;
	const uint16_t		*index;		/* of the gate, by place */
	const struct gate	*gate;
	const uint16_t		*ask;
	const struct marks	*set;
	size_t			 n;
};

/*
 * Find the next sentence that is let through, and its words; returns 0 if
 * there is none.  The sentence is the one before, or zeroed.  SCAN_SLACK
 * bytes after the text must be readable, whatever they hold.
 *
 * A sentence of more than SENTENCE_MAX bytes is cut, and the next begins
 * with the last words of it, so that no row of words is torn apart.
 */
int	scan_next(const struct filter *, const char *text, size_t len,
	    abbreviation_fn *, const void *, struct sentence *,
	    struct words *);

static inline void
marks_set(struct marks *m, size_t i)
{
	m->w[i / 64] |= UINT64_C(1) << (i % 64);
}

#ifdef __SSE2__
static inline __m128i
marks_part(const struct marks *m, size_t i)
{
	return _mm_loadu_si128((const __m128i *)(const void *)m + i);
}

static inline void
marks_join(struct marks *m, const struct marks *more)
{
	size_t	i;

	for (i = 0; i < FAMILY / 128; i++)
		_mm_storeu_si128((__m128i *)(void *)m + i,
		    _mm_or_si128(marks_part(m, i), marks_part(more, i)));
}

/* Are all marks of one set in the other? */
static inline int
marks_within(const struct marks *some, const struct marks *all)
{
	__m128i	missing = _mm_setzero_si128();
	size_t	i;

	for (i = 0; i < FAMILY / 128; i++)
		missing = _mm_or_si128(missing, _mm_andnot_si128(
		    marks_part(all, i), marks_part(some, i)));
	return _mm_movemask_epi8(_mm_cmpeq_epi8(missing,
	    _mm_setzero_si128())) == 0xffff;
}
#else
static inline void
marks_join(struct marks *m, const struct marks *more)
{
	size_t	i;

	for (i = 0; i < FAMILY / 64; i++)
		m->w[i] |= more->w[i];
}

static inline int
marks_within(const struct marks *some, const struct marks *all)
{
	uint64_t	missing = 0;
	size_t		i;

	for (i = 0; i < FAMILY / 64; i++)
		missing |= some->w[i] & ~all->w[i];
	return missing == 0;
}
#endif

/*
 * The hash of a word; case of ASCII letters does not count.  SCAN_SLACK
 * bytes from its start must be readable.
 */
uint64_t scan_hash(const char *, size_t);

static inline size_t
scan_bit(uint64_t hash)
{
	return (size_t)(hash >> 48);
}

/* Two words with the same are one: 63 bits make that a thing of centuries. */
static inline uint64_t
scan_print(uint64_t hash)
{
	return hash | 1;
}

/* Where a table of n begins to look for it. */
static inline size_t
scan_slot(uint64_t hash, size_t n)
{
	return (size_t)(hash >> 20) & (n - 1);
}

#endif
