/*
 * Learns to tell what is felt by the traits of messages, and what traits
 * should be for it: see guess.h.
 */
#ifndef FELT_H
#define FELT_H

#include "buf.h"
#include "guess.h"

struct felt;

/* Begin, with weights by chance, to tell so many classes apart. */
struct felt *felt_new(size_t classes);

/* Learn that who has those traits feels as the class says; how the traits should
 * move for it is added to wanted. */
void	felt_learn(struct felt *, const float trait[GUESS_TRAITS], size_t class,
	    float rate, float wanted[GUESS_TRAITS]);

/* Append to the block. */
void	felt_put(const struct felt *, struct buf *, struct model_header *);

#endif
