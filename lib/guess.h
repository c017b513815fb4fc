/*
 * What happened, where no rule knows the words: of all events that rules know
 * those whose messages are most like this one.  A linear model that was
 * learned with the others (lib/tools/events.c), of weights that mostly are
 * nothing and are left out.
 */
#ifndef GUESS_H
#define GUESS_H

#include "model.h"

#define GUESS_BITS	15	/* features are told apart by so many */
#define GUESS_PLACES	(1 << GUESS_BITS)
#define GUESS_CLASSES	2304	/* at most */
#define GUESS_NONE	0	/* the class of what is none of the others */
#define GUESS_SHARP	20	/* times a score, to have a logarithm */
#define GUESS_MOST	24	/* that come into question */
#define GUESS_BROAD	0x8000	/* with the number of a rule: of what is told
				 * in so many ways that the event says little
				 * more than how it feels */

struct guess {
	uint16_t	rule;		/* in the knowledge for reading */
	int		broad;		/* its number has GUESS_BROAD */
	int32_t		score;		/* of FEATURE_ONE */
};

/* 16 times the binary logarithm of a number above 0, to within 2. */
unsigned	guess_log(uint64_t);

/* What features weigh here: rare ones more, all together FEATURE_ONE; place
 * is one of GUESS_PLACES.  Returns how many, of n at most; out
 * may be where they are. */
size_t	guess_weigh(const uint8_t *rarity, const struct feature *, size_t n,
	    struct feature *out);

/* The events that come into question, best first; the score of none of them is
 * left in *none.  Returns how many.  What is left of the features is what they
 * weigh here. */
size_t	guess_events(const struct model *, struct features *,
	    struct guess out[GUESS_MOST], int32_t *none);

#endif
