#include <string.h>

#include "guess.h"

#define TRAIT_SHIFT	5	/* from MODEL_ONE to GUESS_TRAIT_ONE */
#define SCORE_SHIFT	7	/* from both ones to MODEL_ONE */
#define UNIT_SHIFT	12	/* from both to GUESS_TRAIT_ONE */

unsigned
guess_log(uint64_t x)
{
	unsigned	whole = 63u - (unsigned)__builtin_clzll(x);

	/* The rest as if it were straight between powers of two. */
	return whole * 16 + (unsigned)(((x << 4) >> whole) & 15);
}

size_t
guess_weigh(const uint8_t *rarity, const struct feature *f, size_t n,
    struct feature *out)
{
	uint64_t	sum = 0, root;
	size_t		i, k = 0;

	for (i = 0; i < n; i++) {
		out[k].place = f[i].place;
		out[k].weight = f[i].weight * rarity[f[i].place] / 16;
		sum += (uint64_t)out[k].weight * (uint64_t)out[k].weight;
		k += out[k].weight != 0;
	}
	root = whole_root(sum << 8);
	for (i = 0; i < k; i++)
		out[i].weight = (int32_t)((uint64_t)out[i].weight * 16 *
		    FEATURE_ONE / root);
	return k;
}

/* What stands where a part of the model begins. */
static const void *
part(const struct model *m, uint32_t off)
{
	return m->data + off;
}

/* Only what has a row is looked at. */
static size_t
find_rows(const struct model *m, struct feature *f, size_t n)
{
	const uint32_t	*find = part(m, m->h->event.find);
	const uint8_t	*key = part(m, m->h->event.key);
	uint32_t	 row;
	size_t		 i, k = 0;

	for (i = 0; i < n; i++) {
		row = model_row(find, key, f[i].place);
		if (row != MODEL_NO_ROW)
			f[k++] = (struct feature){ row, f[i].weight };
	}
	return guess_weigh(part(m, m->h->event.rarity), f, k, f);
}

static void
find_traits(const struct model *m, const struct feature *f, size_t n,
    int16_t trait[GUESS_TRAITS])
{
	const uint8_t	(*row)[GUESS_TRAITS / 2] =
			    part(m, m->h->event.traits), *at;
	const uint16_t	*unit = part(m, m->h->event.unit);
	int32_t		 sum[GUESS_TRAITS] = { 0 }, by;
	size_t		 i, k;

	for (i = 0; i < n; i++) {
		at = row[f[i].place];
		by = f[i].weight * unit[f[i].place] / FEATURE_ONE;
		for (k = 0; k < GUESS_TRAITS / 2; k++) {
			sum[2 * k] += by * ((at[k] & 15) - 8);
			sum[2 * k + 1] += by * ((at[k] >> 4) - 8);
		}
	}
	for (k = 0; k < GUESS_TRAITS; k++) {
		by = sum[k] >> TRAIT_SHIFT;
		trait[k] = (int16_t)(by > INT16_MAX ? INT16_MAX :
		    by < -INT16_MAX ? -INT16_MAX : by);
	}
}

void
guess_score(const int16_t (*weight)[GUESS_TRAITS], size_t classes,
    const int16_t trait[GUESS_TRAITS], int32_t *score)
{
	int32_t	sum;
	size_t	i, k;

	/* Both ones are so small that a sum fits: scores are below 100. */
	for (i = 0; i < classes; i++) {
		sum = 0;
		for (k = 0; k < GUESS_TRAITS; k++)
			sum += weight[i][k] * trait[k];
		score[i] = sum >> SCORE_SHIFT;
	}
}

void
guess_traits(const struct model *m, struct features *f,
    int16_t trait[GUESS_TRAITS])
{
	f->n = find_rows(m, f->list, f->n);
	find_traits(m, f->list, f->n, trait);
}

size_t
guess_events(const struct model *m, const int16_t trait[GUESS_TRAITS],
    struct guess out[GUESS_MOST], int32_t *none)
{
	const uint16_t	*rule = part(m, m->h->event.rule);
	int32_t		 score[GUESS_CLASSES];
	size_t		 i, k = 0, at;

	guess_score(part(m, m->h->event.weight), m->h->event.classes, trait,
	    score);
	*none = score[GUESS_NONE];
	for (i = GUESS_NONE + 1; i < m->h->event.classes; i++) {
		if (k == GUESS_MOST && score[i] <= out[k - 1].score)
			continue;
		for (at = k < GUESS_MOST ? k++ : k - 1; at > 0 &&
		    out[at - 1].score < score[i]; at--)
			out[at] = out[at - 1];
		out[at] = (struct guess){ rule[i], score[i] };
	}
	return k;
}

/* Behind the weights of a unit stands what it begins with. */
static void
find_units(const struct model *m, const int16_t trait[GUESS_TRAITS],
    int32_t unit[GUESS_HIDDEN])
{
	const int16_t	(*weight)[GUESS_TRAITS + 1] =
			    part(m, m->h->event.hidden);
	int64_t		 sum;
	size_t		 i, k;

	for (i = 0; i < GUESS_HIDDEN; i++) {
		sum = (int64_t)weight[i][GUESS_TRAITS] * GUESS_TRAIT_ONE;
		for (k = 0; k < GUESS_TRAITS; k++)
			sum += weight[i][k] * trait[k];
		unit[i] = sum < 0 ? 0 : (int32_t)(sum >> UNIT_SHIFT);
	}
}

void
guess_feelings(const struct model *m, const int16_t trait[GUESS_TRAITS],
    int32_t p[MODEL_CLASSES])
{
	const int16_t	(*weight)[GUESS_HIDDEN + 1] =
			    part(m, m->h->event.felt);
	size_t		 n = m->h->model[MODEL_FEELING].classes, i, k;
	int32_t		 unit[GUESS_HIDDEN];
	int64_t		 score[MODEL_CLASSES];

	find_units(m, trait, unit);
	for (i = 0; i < n; i++) {
		score[i] = (int64_t)weight[i][GUESS_HIDDEN] * GUESS_TRAIT_ONE;
		for (k = 0; k < GUESS_HIDDEN; k++)
			score[i] += (int64_t)weight[i][k] * unit[k];
		score[i] >>= SCORE_SHIFT;
	}
	model_softmax(score, n, p);
}
