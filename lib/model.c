#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

#ifdef __SSE2__
/* Sixteen weights, of eight bits, as numbers of sixteen. */
static inline void
widen(const int8_t *row, __m128i out[2])
{
	__m128i	v = _mm_loadu_si128((const __m128i *)(const void *)row);
	__m128i	sign = _mm_cmpgt_epi8(_mm_setzero_si128(), v);

	out[0] = _mm_unpacklo_epi8(v, sign);
	out[1] = _mm_unpackhi_epi8(v, sign);
}

/*
 * The sums of sixteen classes.  Two features are taken at a time, as there
 * is an instruction that adds two products; the weights of features, and all
 * sums of two products, fit.  Up to fifteen bytes behind a row are read.
 */
static void
add_sixteen(const int8_t *w, size_t n, unsigned shift,
    const struct features *f, int32_t sum[16])
{
	__m128i		s[4] = { _mm_setzero_si128() }, a[2], b[2], by;
	const struct feature *x = f->list, *end = x + f->n;
	const struct feature *y;
	int32_t		none;
	unsigned	i;

	s[1] = s[2] = s[3] = s[0];
	for (; x < end; x += 2) {
		none = x + 1 == end;
		y = x + !none;
		by = _mm_set1_epi32((x->weight & 0xffff) | (none ? 0 :
		    (int32_t)((uint32_t)y->weight << 16)));
		widen(w + (x->place >> shift) * n, a);
		widen(w + (y->place >> shift) * n, b);
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
add_sixteen(const int8_t *w, size_t n, unsigned shift,
    const struct features *f, int32_t sum[16])
{
	const int8_t	*row;
	size_t		 i, k;

	memset(sum, 0, 16 * sizeof(*sum));
	for (i = 0; i < f->n; i++) {
		row = w + (f->list[i].place >> shift) * n;
		for (k = 0; k < 16; k++)
			sum[k] += f->list[i].weight * row[k];
	}
}
#endif

size_t
model_run(const struct model *m, enum model_which which,
    const struct features *f, int32_t p[MODEL_CLASSES])
{
	const int8_t	*w = (const int8_t *)m->data +
			    m->h->model[which].weight, *row;
	size_t		 n = m->h->model[which].classes, i;
	unsigned	 shift = FEATURE_BITS - m->h->model[which].bits;
	int64_t		 score[MODEL_CLASSES] = { 0 };
	int32_t		 sum[MODEL_CLASSES];

	/* The rows lie here and there: have them come all at once. */
	for (i = 0; i < f->n; i++) {
		row = w + (f->list[i].place >> shift) * n;
		__builtin_prefetch(row);
		if (n > 16)
			__builtin_prefetch(row + n - 1);
	}
	for (i = 0; i < n; i += 16)
		add_sixteen(w + i, n, shift, f, sum + i);
	for (i = 0; i < n; i++)
		score[i] = (int64_t)sum[i] * MODEL_ONE / FEATURE_ONE /
		    m->h->model[which].scale;
	model_softmax(score, n, p);
	return n;
}
