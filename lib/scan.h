/*
 * The fast pass: which sentences of a text can matter at all?  Most cannot,
 * and nothing more is done for them.
 *
 * Patterns are thrown together in groups.  A word may be what the patterns of
 * a group are found by, or stand right before or right behind that.  A
 * sentence is let through when for some group there are three such words, or
 * edges of the sentence, in a row.  index.c sees to it that nothing is missed.
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
 * that, or stand right behind it.  Another division of the patterns tells in
 * which it may be what some of them need anywhere.
 */
enum { FIT_BEFORE, FIT_AT, FIT_AFTER, FIT_ANYWHERE, FIT_SIDES };

struct fit {
	struct groups	side[FIT_SIDES];
};

/* Numbers of the first fits: that of words that are not known, that of a
 * sentence's edge, and what every word may be. */
enum { UNKNOWN_FIT, EDGE_FIT, ANY_FIT, FIXED_FITS };

/* Added to where a list begins: a word stands for several. */
#define SEVERAL_FITS	0x8000

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
	struct seen	seen[SEEN_MAX];
	size_t		n;
};

/*
 * Words to look for: a hash table of pairs of slots, a power of two of them,
 * each slot scan_slot() or 0, the first of a pair used first; and the fits
 * that words have, by number.
 */
struct filter {
	const uint64_t		*slot;
	size_t			 npairs;
	const uint16_t		*fit_of;	/* or a list, if SEVERAL_FITS
						 * is set */
	const uint16_t		*several;	/* counted lists of fits */
	const struct fit	*fit;
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

static inline int
groups_any(const struct groups *g)
{
	uint64_t	any = 0;
	size_t		i;

	for (i = 0; i < GROUPS / 64; i++)
		any |= g->w[i];
	return any != 0;
}

/* Add to the groups those in which three words in a row play their fits. */
static inline void
groups_join_row(struct groups *g, const struct fit *before,
    const struct fit *at, const struct fit *after)
{
	size_t	i;

	for (i = 0; i < GROUPS / 64; i++)
		g->w[i] |= before->side[FIT_BEFORE].w[i] &
		    at->side[FIT_AT].w[i] & after->side[FIT_AFTER].w[i];
}

/*
 * The hash of a word; case of ASCII letters does not count.  SCAN_SLACK
 * bytes from its start must be readable.
 */
uint64_t scan_hash(const char *, size_t);

/* The pair of slots at which to look first; the table goes on behind it. */
static inline size_t
scan_pair(uint64_t hash, size_t npairs)
{
	return (size_t)(hash >> 32) & (npairs - 1);
}

/*
 * A slot of the table: 48 bits of the hash, and the number of the word.  With
 * those that choose the pair two words with the same are a thing of
 * centuries, and counted as one.
 */
static inline uint64_t
scan_slot(uint64_t hash, uint16_t id)
{
	return hash << 16 | id;
}

#endif
