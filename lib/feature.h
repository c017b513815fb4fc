/*
 * What a text has in it, as numbers: words and rows of words, parts of words,
 * and what is known of the words (lib/data/words.tsv) with what stands before
 * them.  Each is a place among 2^FEATURE_BITS, by hash, and a weight;
 * all weights together have the length 1.  The same for learning and for
 * reading.
 */
#ifndef FEATURE_H
#define FEATURE_H

#include <stddef.h>
#include <stdint.h>

#include "knowledge.h"

#define FEATURE_BITS	22	/* so many that few share a place */
#define FEATURE_ONE	4096	/* the weight 1 */
#define FEATURE_TOKENS	512	/* of a text that are looked at */
#define FEATURE_MAX	16384	/* in them, before equal ones are joined */

/* What is known of a word. */
struct tag {
	uint32_t	lemma;		/* hash of the word it is a form of */
	int8_t		valence;	/* -2 to 2 */
	uint8_t		judges;		/* 0 to 3 */
	uint8_t		feeling;	/* number of what it says one feels, or
					 * TAG_NONE */
	uint8_t		unused;
	uint64_t	kinds;		/* a bit each */
};

#define TAG_NONE	255

/* Kinds that the features ask for; the others have no order. */
enum { KIND_NEG, KIND_SELF, KIND_YOU, KIND_THIRD, KINDS_NAMED };

#define KINDS_MAX	64

/* A table of a power of two of forms, by hash; tag is 0 where there is none,
 * else one more than the number of the tag. */
struct form {
	uint16_t	hash[2];	/* its low half first */
	uint16_t	tag;
};

struct tags {
	const struct form	*form;
	size_t			 nforms;
	const struct tag	*tag;
};

struct feature {
	uint32_t	place;
	int32_t		weight;
};

/* What came out, each place once, and room to work in.  A short text needs
 * little of it, and that on few pages of memory. */
struct features {
	size_t		 n, ntokens, used;
	struct ftoken {
		uint32_t		 hash;
		const struct tag	*tag;	/* or NULL */
		uint16_t		 off, len;	/* folded */
		uint8_t			 negated, who;
	} token[FEATURE_TOKENS];
	char		 folded[FEATURE_TOKENS * 16];
	struct feature	 list[FEATURE_MAX + FEATURE_MAX / 2];
						/* behind n of them is a
						 * table of uint16_t */
};

/* The whole part of a square root. */
uint64_t whole_root(uint64_t);

/* What is known of a word that is folded, or NULL; the same by its
 * word_hash(). */
const struct tag *tags_find(const struct tags *, const char *, size_t);
const struct tag *tags_hashed(const struct tags *, uint32_t);

/* Words are read as the knowledge has them: "dont" is "do not". */
void	features_of(struct features *, const struct knowledge *,
	    const struct tags *, const char *text, size_t len);

#endif
