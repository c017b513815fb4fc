/*
 * Learns to tell events apart by messages about them, and what is felt: see
 * guess.h.
 *
 * A softmax over all events, learned by stochastic gradient descent with the
 * steps of Adagrad (Duchi and others 2011), one for each row.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include "buf.h"
#include "felt.h"
#include "guess.h"

struct events {
	const struct knowledge	*kn;
	uint16_t		 rule[GUESS_CLASSES];
	size_t			 classes;
	struct told		*told;
	size_t			 n, room;
	size_t			 rows;		/* of features, */
	uint32_t		*place;		/* their places, */
	uint8_t			*rarity;	/* how rare they are, */
	float			(*row)[GUESS_TRAITS];	/* their traits, */
	float			*row_squares;	/* and of what was moved */
	float			(*weight)[GUESS_TRAITS];	/* by class */
	int16_t			(*quick)[GUESS_TRAITS];	/* the same, whole */
	float			*class_squares;
	struct felt		*felt;
};

/* Take the events of the knowledge, and the examples that their rules have. */
void	events_open(struct events *, const struct knowledge *);

/* A message about an event, or about none that is known if the id is "-", or
 * nobody has said of what if it is ""; up to two others that it may also be
 * taken to be about follow the id, with commas.  And the class of what is felt,
 * below 0 if nobody has said.  It must outlive this. */
void	events_add(struct events *, const char *ids, const char *text,
	    int feeling);

/* Feelings have so many classes. */
void	events_learn(struct events *, const struct tags *, size_t feelings);

/* Append to the block. */
void	events_put(const struct events *, struct buf *, struct model_header *);

#endif
