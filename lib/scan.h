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
	uint32_t	asks;		/* sets: the first */
	uint16_t	n;		/* ... and how many */
	uint16_t	id;		/* number of the word */
};

/*
 * A word of a sentence: letters, digits, underscores, apostrophes after a
 * letter; or a run of bytes that mask.h put there.  clitic is the number of
 * what follows the apostrophe, where the word is not known as a whole.
 */
struct seen {
	uint32_t	start, end;	/* offsets in the text */
	uint16_t	id, clitic;	/* 0 if they are not known */
};

#define SEEN_MAX	2176	/* words of a sentence: all that SENTENCE_MAX and
				 * a block can hold */

struct words {
	struct seen	seen[SEEN_MAX];
	size_t		n;
};

/* Words to look for, by hash: a bit each, then a table of fingerprints with
 * 0 for none, its size a power of two, and the gate of each. */
struct filter {
	const uint64_t		*bits;
	const uint64_t		*prints;
	const struct gate	*gate;
	const struct marks	*ask;
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

static inline void
marks_join(struct marks *m, const struct marks *more)
{
	size_t	i;

	for (i = 0; i < FAMILY / 64; i++)
		m->w[i] |= more->w[i];
}

/* Are all marks of one set in the other? */
static inline int
marks_within(const struct marks *some, const struct marks *all)
{
	uint64_t	missing = 0;
	size_t		i;

	for (i = 0; i < FAMILY / 64; i++)
		missing |= some->w[i] & ~all->w[i];
	return missing == 0;
}

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
