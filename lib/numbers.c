#include <stdlib.h>

#include "numbers.h"
#include "sage.h"

#define FIRST	256	/* slots; a power of two */

/* At most half full, so that hardly a walk is long. */
int
numbers_reserve(struct numbers *t, size_t more)
{
	struct numbers		 new = { .n = FIRST, .used = t->used };
	const struct numbered	*s;
	size_t			 i, at;

	if ((t->used + more) * 2 <= t->n)
		return 0;
	while ((t->used + more) * 2 > new.n)
		new.n *= 2;
	if ((new.slot = calloc(new.n, sizeof(*new.slot))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < t->n; i++) {
		s = &t->slot[i];
		if (s->number == 0)
			continue;
		/* All are put, whether some are equal or not. */
		for (at = s->hash; new.slot[at & (new.n - 1)].number != 0;
		    at++)
			;
		new.slot[at & (new.n - 1)] = *s;
	}
	free(t->slot);
	*t = new;
	return 0;
}

void
numbers_free(struct numbers *t)
{
	free(t->slot);
	*t = (struct numbers){ NULL, 0, 0 };
}
