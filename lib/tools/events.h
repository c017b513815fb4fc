/*
 * Learns to tell events apart by messages about them: see guess.h.
 *
 * A softmax over all events, learned by stochastic gradient descent; each step
 * moves the right one and those that come nearest to it, as the others are as
 * good as impossible.  In whole numbers, as the rest of train.c.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include "buf.h"
#include "guess.h"

struct events {
	const struct knowledge	*kn;
	uint16_t		 rule[GUESS_CLASSES];
	size_t			 classes;
	struct told		*told;
	size_t			 n, room;
	int16_t			(*weight)[GUESS_CLASSES];	/* by place */
	uint8_t			 rarity[GUESS_PLACES];
};

/* Take the events of the knowledge, and the examples that their rules have. */
void	events_open(struct events *, const struct knowledge *);

/* A message about an event, or about none that is known if the id is "-".  It
 * must outlive this. */
void	events_add(struct events *, const char *id, const char *text);

void	events_learn(struct events *, const struct tags *);

/* Append to the block. */
void	events_put(const struct events *, struct buf *, struct model_header *);

#endif
