#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "model.h"

#define ROWS	256	/* of weights that are added at a time */

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
	const char	*s = model_name(m, which, 0);
	size_t		 i;

	for (i = 0; i < m->h->model[which].classes; i++, s += strlen(s) + 1)
		if (strcmp(s, name) == 0)
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
	int64_t	most = score[0], sum = 0;
	size_t	i;

	for (i = 1; i < n; i++)
		if (score[i] > most)
			most = score[i];
	for (i = 0; i < n; i++) {
		/* The binary logarithm of e is 94548 / 65536. */
		p[i] = (int32_t)power((most - score[i]) * 94548 >> 16);
		sum += p[i];
	}
	for (i = 0; i < n; i++)
		p[i] = (int32_t)((int64_t)p[i] * MODEL_ONE / sum);
}

uint32_t
model_row(const uint32_t *find, const uint8_t *key, uint32_t place)
{
	const uint32_t	*at = &find[place >> MODEL_KEY_BITS];
	uint32_t	 i;

	for (i = at[0]; i < at[1]; i++)
		if (key[i] == (uint8_t)place)
			return i;
	return MODEL_NO_ROW;
}

/* The weights of a feature, and what it weighs. */
struct row {
	const int8_t	*w;
	int32_t		 by;
};

#ifdef __SSE2__
/* Sixteen weights, of eight bits, as numbers of sixteen. */
static inline void
widen(const int8_t *w, __m128i out[2])
{
	__m128i	v = _mm_loadu_si128((const __m128i *)(const void *)w);
	__m128i	sign = _mm_cmpgt_epi8(_mm_setzero_si128(), v);

	out[0] = _mm_unpacklo_epi8(v, sign);
	out[1] = _mm_unpackhi_epi8(v, sign);
}

/*
 * Add up sixteen classes, from one on.  Two rows are taken at a time, as there
 * is an instruction that adds two products; the weights of features, and all
 * sums of two products, fit.  Up to fifteen bytes behind a row are read.
 */
static void
add_sixteen(const struct row *x, size_t n, size_t from, int32_t sum[16])
{
	__m128i			 s[4], a[2], b[2], by;
	const struct row	*end = x + n, *y;
	int			 none;
	unsigned		 i;

	for (i = 0; i < 4; i++)
		s[i] = _mm_loadu_si128((__m128i *)(void *)(sum + 4 * i));
	for (; x < end; x += 2) {
		none = x + 1 == end;
		y = x + !none;
		by = _mm_set1_epi32((x->by & 0xffff) | (none ? 0 :
		    (int32_t)((uint32_t)y->by << 16)));
		widen(x->w + from, a);
		widen(y->w + from, b);
		for (i = 0; i < 2; i++) {
			s[2 * i] = _mm_add_epi32(s[2 * i], _mm_madd_epi16(
			    _mm_unpacklo_epi16(a[i], b[i]), by));
			s[2 * i + 1] = _mm_add_epi32(s[2 * i + 1],
			    _mm_madd_epi16(_mm_unpackhi_epi16(a[i], b[i]),
			    by));
		}
	}
	for (i = 0; i < 4; i++)
		_mm_storeu_si128((__m128i *)(void *)(sum + 4 * i), s[i]);
}
#else
static void
add_sixteen(const struct row *x, size_t n, size_t from, int32_t sum[16])
{
	size_t	i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < 16; k++)
			sum[k] += x[i].by * x[i].w[from + k];
}
#endif

/* Where a model has its rows. */
struct rows {
	const uint32_t	*find;
	const uint8_t	*key;
	const int8_t	*w;
	size_t		 shared, classes;
};

/* The weights of a place: its own, or those that it shares. */
static const int8_t *
find_row(const struct rows *r, uint32_t place)
{
	uint32_t	row = model_row(r->find, r->key, place);

	return r->w + (row == MODEL_NO_ROW ? place & (r->shared - 1) :
	    r->shared + row) * r->classes;
}

/* The rows of some features.  All lie here and there: have them come at once,
 * and before them where they are. */
static void
find_rows(const struct rows *r, const struct feature *f, size_t n,
    struct row *row)
{
	size_t	i;

	for (i = 0; i < n; i++)
		__builtin_prefetch(&r->find[f[i].place >> MODEL_KEY_BITS]);
	for (i = 0; i < n; i++)
		__builtin_prefetch(&r->key[r->find[f[i].place >>
		    MODEL_KEY_BITS]]);
	for (i = 0; i < n; i++) {
		row[i] = (struct row){ find_row(r, f[i].place), f[i].weight };
		__builtin_prefetch(row[i].w);
		if (r->classes > 16)
			__builtin_prefetch(row[i].w + r->classes - 1);
	}
}

size_t
model_run(const struct model *m, enum model_which which,
    const struct features *f, int32_t p[MODEL_CLASSES])
{
	const struct rows	r = {
		(const uint32_t *)(const void *)(m->data +
		    m->h->model[which].find),
		m->data + m->h->model[which].key,
		(const int8_t *)m->data + m->h->model[which].weight,
		m->h->model[which].shared,
		m->h->model[which].classes
	};
	struct row	row[ROWS];
	int64_t		score[MODEL_CLASSES] = { 0 };
	int32_t		sum[MODEL_CLASSES] = { 0 };
	size_t		at, i, n;

	for (at = 0; at < f->n; at += ROWS) {
		n = f->n - at < ROWS ? f->n - at : ROWS;
		find_rows(&r, f->list + at, n, row);
		for (i = 0; i < r.classes; i += 16)
			add_sixteen(row, n, i, sum + i);
	}
	for (i = 0; i < r.classes; i++)
		score[i] = (int64_t)sum[i] * MODEL_ONE / FEATURE_ONE /
		    m->h->model[which].scale;
	model_softmax(score, r.classes, p);
	return r.classes;
}
