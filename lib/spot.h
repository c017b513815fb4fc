/* Where the words of a set are in the window of a matcher. */
#ifndef SPOT_H
#define SPOT_H

#include "match.h"

/* The first word of the window. */
static inline const struct word *
window(const struct matcher *m)
{
	return m->read->word + 1 + m->from;
}

/* Look for a set, and keep what was found. */
uint64_t spot_find(const struct matcher *, struct bench *, struct spot *,
	    uint16_t set);

/* Is the word at a place of the sentence, counted from 1, one of a set?  At
 * an edge it is taken for one, and so is each in SET_ANY. */
int	spot_word(const struct matcher *, const struct bench *, uint16_t set,
	    size_t place);

/* Most were asked for before: that is all that is done in place. */
static inline uint64_t
spot_places(const struct matcher *m, struct bench *b, uint16_t set)
{
	struct spot	*spot = &b->kept->spot[set % SPOTS_KEPT];

	return spot->now == b->now && spot->set == set ? spot->places :
	    spot_find(m, b, spot, set);
}

/* Which of some places in the window are a set's?  Of one alone nothing is
 * kept, as it takes much less to look there. */
uint64_t spot_one(const struct matcher *, const struct bench *, uint16_t set,
	    uint64_t place);

static inline uint64_t
spot_among(const struct matcher *m, struct bench *b, uint16_t set,
    uint64_t places)
{
	struct spot	*spot = &b->kept->spot[set % SPOTS_KEPT];

	if (places == 0)
		return 0;
	if (spot->now == b->now && spot->set == set)
		return places & spot->places;
	return (places & (places - 1)) == 0 && set >= SET_LISTED ?
	    spot_one(m, b, set, places) :
	    places & spot_find(m, b, spot, set);
}

#endif
