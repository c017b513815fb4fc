/*
 * The fast pass: which sentences of a text can matter at all?  Most cannot,
 * and nothing more is done for them.
 *
 * Patterns are thrown together in groups.  A word may be what the patterns of
 * a group are found by, or stand right before or right behind that, or be
 * needed anywhere.  A sentence is let through when for some group there are
 * three such words, or edges of the sentence, in a row, and one that is
 * needed.  index.c sees to it that nothing is missed.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "sentence.h"

#define SCAN_SLACK	64	/* bytes after the text that may be read */
#define GROUPS		128	/* groups there are */

/* Groups, a bit each. */
struct groups {
	uint64_t	w[GROUPS / 64];
};

/*
 * In which groups a word may stand right before what patterns are found by, be
 * that, stand right behind it, or be what they need anywhere besides.
 */
enum { FIT_BEFORE, FIT_AT, FIT_AFTER, FIT_ANYWHERE, FIT_SIDES };

struct fit {
	struct groups	side[FIT_SIDES];
};

/* Numbers of the first fits: that of words that are not known, that of a
 * sentence's edge, and what every word may be. */
enum { UNKNOWN_FIT, EDGE_FIT, ANY_FIT, FIXED_FITS };

/* Added to where a list begins: a word stands for several.  Of a word of the
 * second filter (struct filter) that does, the first one knows no more. */
#define SEVERAL_FITS	0x8000
#define MORE_FITS	0xffff

/*
 * A word of a sentence: letters, digits, underscores, apostrophes after a
 * letter; or a run of bytes that mask.h put there.  What is not known as a
 * whole and has an apostrophe is two: code's is "code" and "'s".
 */
struct seen {
	uint32_t	start, end;	/* offsets in the text */
	uint16_t	id;		/* number, 0 if it is not known */
	uint16_t	fit;		/* or a list, if SEVERAL_FITS is set */
};

/* Words of a sentence: as many as SENTENCE_MAX bytes and a block can hold,
 * twice if all were two. */
#define SEEN_MAX	4352

struct words {
	size_t		n, nspans;
	struct seen	seen[SEEN_MAX];
	uint32_t	span[SEEN_MAX / 2][2];	/* of those that are not looked
						 * up yet: start, end */
};

/*
 * Words to look for are in a hash table of buckets, each a line of the cache.
 * A word is known by 32 bits of its hash besides those that choose the bucket:
 * that one which is not known passes for one that is, is a thing of a billion
 * words.
 */
#define BUCKET	7		/* words in one */

struct bucket {
	uint32_t	tag[BUCKET];
	uint32_t	full;		/* others are in the next */
	uint16_t	id[BUCKET + 1];		/* 0 where no word is, */
	uint16_t	fit[BUCKET + 1];	/* ... as in the last */
};

/*
 * The table, and the fits that words have.
 *
 * The rules of a user have a second filter, and groups of their own.  Its table
 * has only words that the first does not know; but each word has a fit there
 * as well, by its number.
 */
struct filter {
	const struct bucket	*bucket;
	size_t			 nbuckets;
	const uint16_t		*fit_of;	/* or a list, if SEVERAL_FITS
						 * is set; of so many words */
	size_t			 nwords;
	const uint16_t		*several;	/* counted lists of fits, each
						 * with as many words behind */
	const struct fit	*fit;
	const struct filter	*more;		/* the second, or NULL */
};

/*
 * Put a word into a table, which was zeroed; it must not get full.  Case of
 * ASCII letters does not count.  Of words that cannot be told apart, as "a["
 * and "a{", the first one counts.  SCAN_SLACK bytes from the word's start must
 * be readable.
 */
void	scan_add(struct bucket *, size_t nbuckets, const char *, size_t len,
	    uint16_t id, uint16_t fit);

/* A word as the table has it; the number is 0 if it does not. */
struct known {
	uint16_t	id;
	uint16_t	fit;		/* or a list, if SEVERAL_FITS is set */
};

/* Look for a word, in both tables; it is read as scan_add() reads one. */
struct known scan_known(const struct filter *, const char *, size_t len);

/* How many words one stands for, with such a fit: their fits, then their
 * numbers. */
static inline const uint16_t *
filter_several(const struct filter *f, uint16_t fit, size_t *n)
{
	const uint16_t	*list = f->several + (fit & ~SEVERAL_FITS);

	*n = *list;
	return list + 1;
}

/* The fit of a word that stands for itself.  The first filter does not know
 * the words that are new in the second. */
static inline uint16_t
filter_fit(const struct filter *f, uint16_t id)
{
	return id < f->nwords ? f->fit_of[id] : UNKNOWN_FIT;
}

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
groups_set(struct groups *g, size_t i)
{
	g->w[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline int
groups_has(const struct groups *g, size_t i)
{
	return g->w[i / 64] >> (i % 64) & 1;
}

static inline void
groups_join(struct groups *g, const struct groups *more)
{
	size_t	i;

	for (i = 0; i < GROUPS / 64; i++)
		g->w[i] |= more->w[i];
}

static inline void
groups_meet(struct groups *g, const struct groups *other)
{
	size_t	i;

	for (i = 0; i < GROUPS / 64; i++)
		g->w[i] &= other->w[i];
}

static inline int
groups_any(const struct groups *g)
{
	uint64_t	any = 0;
	size_t		i;

	for (i = 0; i < GROUPS / 64; i++)
		any |= g->w[i];
	return any != 0;
}

/* The groups in which three words in a row play their fits. */
static inline struct groups
groups_row(const struct fit *before, const struct fit *at,
    const struct fit *after)
{
	struct groups	g = before->side[FIT_BEFORE];

	groups_meet(&g, &at->side[FIT_AT]);
	groups_meet(&g, &after->side[FIT_AFTER]);
	return g;
}

#endif
