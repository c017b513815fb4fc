#include <err.h>
#include <stdlib.h>

#include "learn.h"

void *
must(void *p)
{
	if (p == NULL)
		errx(1, "no memory");
	return p;
}

uint32_t *
order_new(size_t n)
{
	uint32_t	*order;
	size_t		 i;

	order = must(reallocarray(NULL, n + 1, sizeof(*order)));
	for (i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	return order;
}

void
order_shuffle(uint32_t *order, size_t n, uint32_t *random)
{
	uint32_t	swap;
	size_t		i, k;

	for (i = n; i > 1; i--) {
		*random = *random * 1664525u + 1013904223u;
		k = (*random >> 8) % i;
		swap = order[i - 1];
		order[i - 1] = order[k];
		order[k] = swap;
	}
}

uint32_t
block_put(struct buf *out, const void *data, size_t len)
{
	static const char	zeros[64];
	uint32_t		off;

	if (buf_append(out, zeros, (64 - out->len % 64) % 64) != 0)
		errx(1, "no memory");
	off = (uint32_t)out->len;
	if (buf_append(out, data, len) != 0)
		errx(1, "no memory");
	return off;
}
