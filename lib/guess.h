/*
 * What happened, where no rule knows the words: of all events that rules know
 * those whose messages are most like this one; and what is felt.
 *
 * A message has traits, which nobody named: each of its features gives some of
 * each, and what it has of them tells how likely each event is.  That is a
 * linear model whose weights are a product of two narrow tables (fastText,
 * Joulin and others 2016), so that what is learned of one event helps with its
 * neighbours: of few messages about each it learns more than a table of all
 * features by all events.
 *
 * Of what is felt the traits tell through a layer of hidden units, which are 0
 * below 0, so that what tells of one feeling may tell of another beside other
 * words.  Both are learned at once, by lib/tools/events.c and felt.c.
 */
#ifndef GUESS_H
#define GUESS_H

#include "model.h"

#define GUESS_TRAITS	256
#define GUESS_CLASSES	2304	/* at most */
#define GUESS_NONE	0	/* the class of what is none of the others */
#define GUESS_MOST	24	/* that come into question */
#define GUESS_ONE	4096	/* the weight 1 of a trait, */
#define GUESS_TRAIT_ONE	2048	/* and 1 of the trait itself */
#define GUESS_HIDDEN	32	/* units */

struct guess {
	uint16_t	rule;		/* in the knowledge for reading */
	int32_t		score;		/* logarithm of the odds, of
					 * MODEL_ONE */
};

/* 16 times the binary logarithm of a number above 0, to within 2. */
unsigned	guess_log(uint64_t);

/* What features weigh here: their place is a row now, rare ones weigh more, all
 * together FEATURE_ONE.  Returns how many, of n at most; out may be where they
 * are. */
size_t	guess_weigh(const uint8_t *rarity, const struct feature *, size_t n,
	    struct feature *out);

/* The scores of all classes, of MODEL_ONE, by the traits of a message. */
void	guess_score(const int16_t (*weight)[GUESS_TRAITS], size_t classes,
	    const int16_t trait[GUESS_TRAITS], int32_t *score);

/* The traits of what has those features.  What is left of these is what they
 * weigh here. */
void	guess_traits(const struct model *, struct features *,
	    int16_t trait[GUESS_TRAITS]);

/* The events that come into question, best first; the score of none of them is
 * left in *none.  Returns how many. */
size_t	guess_events(const struct model *, const int16_t trait[GUESS_TRAITS],
	    struct guess out[GUESS_MOST], int32_t *none);

/* Probabilities of what is felt, by the classes of MODEL_FEELING. */
void	guess_feelings(const struct model *, const int16_t trait[GUESS_TRAITS],
	    int32_t p[MODEL_CLASSES]);

#endif
