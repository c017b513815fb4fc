#include <string.h>

#include "guess.h"

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
		out[k].place = f[i].place >> (FEATURE_BITS - GUESS_BITS);
		out[k].weight = f[i].weight * rarity[out[k].place] / 16;
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

static void
score_all(const struct model *m, const struct feature *f, size_t n,
    int32_t *score)
{
	const struct event_step	*step = part(m, m->h->event.step), *at, *end;
	const uint32_t		*row = part(m, m->h->event.row);
	size_t			 i, class;

	memset(score, 0, m->h->event.classes * sizeof(*score));
	for (i = 0; i < n; i++) {
		at = step + row[f[i].place];
		end = step + row[f[i].place + 1];
		for (class = 0; at < end; at++) {
			class += at->classes;
			score[class] += f[i].weight * at->weight;
		}
	}
	for (i = 0; i < m->h->event.classes; i++)
		score[i] /= (int32_t)m->h->event.scale;
}

size_t
guess_events(const struct model *m, struct features *f,
    struct guess out[GUESS_MOST], int32_t *none)
{
	const uint16_t	*rule = part(m, m->h->event.rule);
	int32_t		 score[GUESS_CLASSES];
	size_t		 i, k = 0, at;

	f->n = guess_weigh(part(m, m->h->event.rarity), f->list, f->n,
	    f->list);
	score_all(m, f->list, f->n, score);
	*none = score[GUESS_NONE];
	for (i = GUESS_NONE + 1; i < m->h->event.classes; i++) {
		if (k == GUESS_MOST && score[i] <= out[k - 1].score)
			continue;
		for (at = k < GUESS_MOST ? k++ : k - 1; at > 0 &&
		    out[at - 1].score < score[i]; at--)
			out[at] = out[at - 1];
		out[at] = (struct guess){ rule[i] & ~GUESS_BROAD,
		    rule[i] & GUESS_BROAD, score[i] };
	}
	return k;
}
