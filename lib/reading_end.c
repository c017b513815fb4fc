/* How a message ends: a tale may be told for what it came to. */
#include "reading_parts.h"

#define END_LEAST	4	/* words of a sentence that may tell it */
#define ENDS_SURE	.10	/* so far from .5 it is good, or hard */
#define ENDS_FELT	.5	/* it is less likely that nothing is felt */

/* What happens in the last sentence, or is named there: good, hard, or 0 where
 * there is neither or both. */
static int
told_last(const struct sage_reader *r)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 good = 0, hard = 0, is;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (h[i].start < r->last)
			continue;
		is = hit_is_of(&h[i], CAT_NAMED) ? hit_good_named(r, &h[i]) :
		    hit_is_event(r, &h[i]) ? hit_good(r, &h[i]) : 0;
		if (hit_is_undone(r, &h[i], is))
			is = -is;
		good |= is > 0 && !r->out.sarcastic;
		hard |= is < 0;
	}
	return good - hard;
}

void
reader_end(struct sage_reader *r)
{
	double	weight[FEELINGS_MAX], none, good;
	int	told;

	r->ends = 0;
	if (r->last == 0)
		return;
	none = reader_hear(r, r->prose + r->last, r->len - r->last, weight);
	if (r->part->ntokens < END_LEAST || r->features->ntokens <
	    r->part->ntokens + END_LEAST)
		return;
	good = reader_good(r, weight);
	told = told_last(r);
	if (told > 0 ? good > .5 : none < ENDS_FELT &&
	    good > .5 + ENDS_SURE)
		r->ends = 1;
	if (told < 0 ? good < .5 : none < ENDS_FELT &&
	    good < .5 - ENDS_SURE)
		r->ends = -1;
}

int
hit_is_past(const struct sage_reader *r, const struct hit *h, int good)
{
	return h->end <= r->last && good * r->ends < 0 && (good > 0 ||
	    hit_strength(r, h) < GRAVE);
}
