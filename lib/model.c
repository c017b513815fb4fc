#include <string.h>

#include "model.h"

int
model_open(struct model *m, const void *data, size_t len)
{
	const struct model_header	*h = data;

	if (len < sizeof(*h) || h->magic != MODEL_MAGIC || h->size > len)
		return SAGE_EINVAL;
	m->data = data;
	m->h = h;
	m->tags.form = (const struct form *)(const void *)(m->data + h->form);
	m->tags.nforms = h->nforms;
	m->tags.tag = (const struct tag *)(const void *)(m->data + h->tag);
	return 0;
}

const char *
model_name(const struct model *m, enum model_which which, size_t n)
{
	const char	*s = (const char *)m->data +
			    m->h->model[which].names;

	while (n-- > 0)
		s += strlen(s) + 1;
	return s;
}

int
model_number(const struct model *m, enum model_which which, const char *name)
{
	size_t	i;

	for (i = 0; i < m->h->model[which].classes; i++)
		if (strcmp(model_name(m, which, i), name) == 0)
			return (int)i;
	return -1;
}

uint64_t
model_kind(const struct model *m, const char *name)
{
	const char	*s = (const char *)m->data + m->h->kind;
	size_t		 i;

	for (i = 0; i < m->h->nkinds; i++, s += strlen(s) + 1)
		if (strcmp(s, name) == 0)
			return UINT64_C(1) << i;
	return 0;
}

/*
 * Two to the power of -x / MODEL_ONE: whole numbers by shifts, and for the
 * rest a polynomial that is off by less than 1e-4.
 */
static int64_t
power(int64_t x)
{
	int64_t	f = x & (MODEL_ONE - 1), y;

	if (x >> 16 > 24)
		return 0;
	/* 1 - 0.6931 f + 0.2402 f^2 - 0.0555 f^3 + 0.0083 f^4 */
	y = 544;
	y = (y * f >> 16) - 3637;
	y = (y * f >> 16) + 15742;
	y = (y * f >> 16) - 45426;
	y = (y * f >> 16) + MODEL_ONE;
	return y >> (x >> 16);
}

void
model_softmax(const int64_t *score, size_t n, int32_t *p)
{
	int64_t	most = score[0], sum = 0, e[MODEL_CLASSES];
	size_t	i;

	for (i = 1; i < n; i++)
		if (score[i] > most)
			most = score[i];
	for (i = 0; i < n; i++) {
		/* The binary logarithm of e is 94548 / 65536. */
		e[i] = power((most - score[i]) * 94548 >> 16);
		sum += e[i];
	}
	for (i = 0; i < n; i++)
		p[i] = (int32_t)(e[i] * MODEL_ONE / sum);
}

size_t
model_run(const struct model *m, enum model_which which,
    const struct features *f, int32_t p[MODEL_CLASSES])
{
	const int8_t	*w = (const int8_t *)m->data +
			    m->h->model[which].weight;
	size_t		 n = m->h->model[which].classes, i, k;
	int64_t		 score[MODEL_CLASSES] = { 0 };
	int32_t		 sum[MODEL_CLASSES] = { 0 };

	for (i = 0; i < f->n; i++)
		for (k = 0; k < n; k++)
			sum[k] += f->list[i].weight *
			    w[f->list[i].place * n + k];
	for (k = 0; k < n; k++)
		score[k] = (int64_t)sum[k] * MODEL_ONE / FEATURE_ONE /
		    m->h->model[which].scale;
	model_softmax(score, n, p);
	return n;
}
