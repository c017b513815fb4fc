/*
 * Small linear models, and what is known of words: one block of bytes without
 * pointers, made by lib/tools/train.c from lib/data/corpus.  Only whole
 * numbers are used, so that it comes out the same everywhere.
 */
#ifndef MODEL_H
#define MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "feature.h"

#define MODEL_MAGIC	0x6c646f6du	/* "modl" */
#define MODEL_CLASSES	48	/* that a model can tell apart */
#define MODEL_SLACK	16	/* bytes that may be read behind the weights */
#define MODEL_KEY_BITS	8	/* of a place: these tell it from others in its
				 * bucket, which the rest is the number of */
#define MODEL_BUCKETS	(1 << (FEATURE_BITS - MODEL_KEY_BITS))
#define MODEL_NO_ROW	UINT32_MAX
#define MODEL_ONE	65536	/* the probability 1, and the score 1 */

enum model_which {
	MODEL_FEELING, MODEL_CRISIS, MODEL_JUDGE,
	MODEL_STRENGTH,		/* of what is felt, classes "1" to "3" */
	MODEL_GRAVE,		/* is it something grave? "grave" or "none" */
	MODELS
};

struct model_header {
	uint32_t	magic, size;
	uint32_t	form, nforms;		/* offsets in bytes; items */
	uint32_t	tag, ntags;
	uint32_t	kind, nkinds;		/* their names, in a row */
	struct {
		uint32_t	weight;		/* int8_t, by row and class */
		uint32_t	shared;		/* so many rows, the first ones,
						 * a power of two, are shared by
						 * the places that have none of
						 * their own: what is rare tells
						 * something, too */
		uint32_t	find;		/* uint32_t, by bucket and one
						 * more: where its rows begin,
						 * behind those */
		uint32_t	key;		/* uint8_t, by such a row */
		uint32_t	classes;
		uint32_t	names;		/* NUL-terminated, in a row */
		uint32_t	scale;		/* of weights: score 1 is that,
						 * for the feature weight 1 */
	} model[MODELS];
	/* Of events, whose classes are rules; class 0 is none of them.  What
	 * they are for: guess.h. */
	struct {
		uint32_t	classes;
		uint32_t	rule;		/* uint16_t, by class: its
						 * number */
		uint32_t	find, key;	/* as above; others have no
						 * row */
		uint32_t	rarity;		/* uint8_t, by row: 16 times
						 * the binary logarithm of how
						 * rare a feature is */
		uint32_t	traits;		/* GUESS_TRAITS numbers by row,
						 * two in a byte, the low half
						 * first: 8 more than it is */
		uint32_t	unit;		/* uint16_t, by row: what such
						 * a 1 is, of MODEL_ONE */
		uint32_t	weight;		/* int16_t, by class and trait,
						 * of GUESS_ONE */
		uint32_t	hidden;		/* the same by hidden unit and
						 * trait, and one more for what
						 * the unit begins with; */
		uint32_t	felt;		/* and by class of what is felt
						 * and such unit */
	} event;
};

struct model {
	const unsigned char		*data;
	const struct model_header	*h;
	struct tags			 tags;
};

int	model_open(struct model *, const void *, size_t);

/* The name of a class, and its number by name; -1 if there is none. */
const char *model_name(const struct model *, enum model_which, size_t);
int	model_number(const struct model *, enum model_which, const char *);

/* The bit of a kind of words by name; 0 if there is none. */
uint64_t model_kind(const struct model *, const char *);

/* Probabilities of all classes, which are MODEL_ONE together. */
size_t	model_run(const struct model *, enum model_which,
	    const struct features *, int32_t p[MODEL_CLASSES]);

/* The row of a place, from 0, or MODEL_NO_ROW; by a table as model_header has
 * them. */
uint32_t model_row(const uint32_t *find, const uint8_t *key, uint32_t place);

/* Turn n scores, of MODEL_ONE, into probabilities. */
void	model_softmax(const int64_t *score, size_t n, int32_t *p);

/* The built-in models: lib/blob.S. */
extern const unsigned char model_blob[], model_blob_end[];

#endif
