/* What those who learn models have in common; what goes wrong ends them. */
#ifndef LEARN_H
#define LEARN_H

#include <float.h>
#include <stdint.h>

#include "buf.h"

/* Numbers with fractions come out the same everywhere where each step is
 * rounded by itself, and to what it is stored as. */
_Static_assert(FLT_EVAL_METHOD == 0, "steps are not rounded to float");

/* Four numbers that are reckoned with at once. */
typedef float quad __attribute__((vector_size(16)));

void	*must(void *);

/* n numbers by themselves, and together again. */
void	quads_part(float *, const quad *, size_t n);
void	quads_join(quad *, const float *, size_t n);

/* Another number, by the one before. */
uint32_t random_next(uint32_t *random);

/* The numbers below n in some order, always the same ones; shuffle them. */
uint32_t *order_new(size_t n);
void	order_shuffle(uint32_t *order, size_t n, uint32_t *random);

/* Which places have a row: those that are in so many texts; row has how many by
 * place, and then numbers of rows, from first on, or 0.  Returns the places of
 * the rows, in order, n of them. */
uint32_t *rows_find(uint32_t *row, uint32_t least, uint32_t first, size_t *n);

/* Append where the row of a place is: see model_row(). */
void	rows_put(struct buf *, const uint32_t *place, size_t n, uint32_t *find,
	    uint32_t *key);

/* Append to a block, at a place that suits any type; returns which. */
uint32_t block_put(struct buf *, const void *, size_t len);

#endif
