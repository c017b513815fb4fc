/*
 * Hash tables of numbers: what a number stands for, and whether two of those
 * are equal, is the caller's to know.
 */
#ifndef NUMBERS_H
#define NUMBERS_H

#include <stddef.h>
#include <stdint.h>

struct numbered {
	uint32_t	hash;
	uint32_t	number;		/* and one; 0 where there is none */
};

/* { 0 } is an empty table. */
struct numbers {
	struct numbered	*slot;
	size_t		 n, used;	/* slots; those that are used */
};

/* Make room for so many more.  Returns 0 or SAGE_ENOMEM. */
int	numbers_reserve(struct numbers *, size_t more);
void	numbers_free(struct numbers *);

/*
 * Walk the numbers that have a hash: *at is where, and begins with the hash.
 * Returns a slot that has it, or the free one in which it belongs.  There must
 * be a free one: numbers_reserve() sees to that.
 */
static inline struct numbered *
numbers_next(const struct numbers *t, uint32_t hash, size_t *at)
{
	struct numbered	*s;

	do {
		s = &t->slot[*at & (t->n - 1)];
		++*at;
	} while (s->number != 0 && s->hash != hash);
	return s;
}

/* Put a number where numbers_next() said. */
static inline void
numbers_put(struct numbers *t, struct numbered *s, uint32_t hash,
    uint32_t number)
{
	s->hash = hash;
	s->number = number + 1;
	t->used++;
}

#endif
