#include <err.h>
#include <stdlib.h>

#include "learn.h"
#include "model.h"

void *
must(void *p)
{
	if (p == NULL)
		errx(1, "no memory");
	return p;
}

void
quads_part(float *to, const quad *from, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		to[i] = from[i / 4][i % 4];
}

void
quads_join(quad *to, const float *from, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		to[i / 4][i % 4] = from[i];
}

uint32_t
random_next(uint32_t *random)
{
	return *random = *random * 1664525u + 1013904223u;
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
		k = (random_next(random) >> 8) % i;
		swap = order[i - 1];
		order[i - 1] = order[k];
		order[k] = swap;
	}
}

uint32_t *
rows_find(uint32_t *row, uint32_t least, uint32_t first, size_t *n)
{
	uint32_t	*place;
	size_t		 i;

	for (*n = i = 0; i < 1 << FEATURE_BITS; i++) {
		row[i] = row[i] < least ? 0 : first + (uint32_t)*n;
		*n += row[i] != 0;
	}
	place = must(reallocarray(NULL, *n + 1, sizeof(*place)));
	for (i = 0; i < 1 << FEATURE_BITS; i++)
		if (row[i] != 0)
			place[row[i] - first] = (uint32_t)i;
	return place;
}

void
rows_put(struct buf *out, const uint32_t *place, size_t n, uint32_t *find,
    uint32_t *key)
{
	uint32_t	*begin = must(calloc(MODEL_BUCKETS + 1,
			    sizeof(*begin)));
	uint8_t		*keys = must(calloc(n + 1, 1));
	size_t		 i;

	for (i = 0; i < n; i++) {
		keys[i] = (uint8_t)place[i];
		begin[(place[i] >> MODEL_KEY_BITS) + 1]++;
	}
	for (i = 0; i < MODEL_BUCKETS; i++)
		begin[i + 1] += begin[i];
	*find = block_put(out, begin, (MODEL_BUCKETS + 1) * sizeof(*begin));
	*key = block_put(out, keys, n);
	free(begin);
	free(keys);
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
