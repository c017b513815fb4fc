/* What those who learn models have in common; what goes wrong ends them. */
#ifndef LEARN_H
#define LEARN_H

#include <stdint.h>

#include "buf.h"

void	*must(void *);

/* The numbers below n in some order, always the same ones; shuffle them. */
uint32_t *order_new(size_t n);
void	order_shuffle(uint32_t *order, size_t n, uint32_t *random);

/* Append to a block, at a place that suits any type; returns which. */
uint32_t block_put(struct buf *, const void *, size_t len);

#endif
