#include <string.h>

#include "crisis.h"
#include "reading_parts.h"
#include "template.h"

#define OVER		.5	/* how likely it must be that danger is over, */
#define OVER_LONG_AGO	.1	/* and where it is told as long ago */

/* A template filled, as a string that lives as long as the reading. */
static const char *
filled(struct sage_reader *r, const struct hit *h, uint32_t off)
{
	struct buf	 out = { 0 };
	const char	*s = NULL;

	if (template_fill(&out, reader_string(r, off), r->text, h->cap) == 0)
		s = arena_strndup(&r->arena, out.data == NULL ? "" :
		    out.data, out.len);
	buf_free(&out);
	return s;
}

/* What weighs most comes first; of equals what was said first. */
static int
outweighs(const struct sage_reader *r, const struct hit *a,
    const struct hit *b)
{
	int	x = hit_strength(r, a), y = hit_strength(r, b);

	if (x != y)
		return x > y;
	if (a->start != b->start)
		return a->start < b->start;
	return a->end > b->end;
}

/* Put an event in its place among the heaviest; of one rule one is kept, and
 * of those over the same words the longest. */
static void
insert_event(struct sage_reader *r, const struct hit *h, size_t *n)
{
	const struct hit	**list = r->event_hit;
	size_t			  i;

	for (i = 0; i < *n; i++)
		if (list[i]->number == h->number || (h->start >=
		    list[i]->start && h->end <= list[i]->end))
			return;
	for (i = *n < EVENTS_MAX ? (*n)++ : EVENTS_MAX - 1; i > 0 &&
	    outweighs(r, h, list[i - 1]); i--)
		list[i] = list[i - 1];
	list[i] = h;
}

int
reader_event(struct sage_reader *r, const struct hit *h, double likely)
{
	struct sage_event	*ev = &r->event[r->out.nevents];

	ev->id = h->id;
	ev->say = filled(r, h, h->rule->say);
	ev->ask = filled(r, h, h->rule->ask);
	ev->need = reader_string(r, h->rule->need);
	ev->strength = hit_strength(r, h);
	ev->good = hit_good(r, h);
	ev->likely = likely;
	ev->evidence = reader_span(r, h->start, h->end);
	if (ev->say == NULL || ev->ask == NULL)
		return SAGE_ENOMEM;
	r->event_hit[r->out.nevents++] = h;
	return 0;
}

/* Does the model see danger that is over?  Of what is told as long ago it need
 * not be sure. */
static int
find_over(struct sage_reader *r)
{
	const char	*id = crisis_over(&r->model, r->features,
			    &r->over_sure);
	double		 least = reader_rule(r, CAT_OVER, "long-ago") ?
			    OVER_LONG_AGO : OVER;
	size_t		 number;

	r->over.id = NULL;
	if (id == NULL || r->over_sure < least ||
	    (number = rules_number(r->rules, id)) == r->rules->nrules)
		return 0;
	r->over = reader_hit(r, number);
	return 1;
}

/* What is over and as grave as danger stands by itself, before all else that is
 * told with it. */
static void
insert_over(struct sage_reader *r, size_t *n)
{
	if (!find_over(r))
		return;
	r->happened = 1;
	if (hit_strength(r, &r->over) > 2)
		*n = 0;
	insert_event(r, &r->over, n);
}

/* Those that rules find. */
static size_t
insert_found(struct sage_reader *r)
{
	const struct hit	*h;
	size_t			 n, i, k = 0;
	int			 good;

	h = reader_hits(r, &n);
	r->happened = 0;
	for (i = 0; i < n; i++) {
		if (!hit_is_event(r, &h[i]))
			continue;
		r->happened = 1;
		good = hit_good(r, &h[i]);
		if (!(r->out.sarcastic && good > 0) &&
		    !hit_is_undone(r, &h[i], good) &&
		    !hit_is_past(r, &h[i], good))
			insert_event(r, &h[i], &k);
	}
	return k;
}

int
reader_events(struct sage_reader *r)
{
	size_t	n = insert_found(r), i;
	int	e = reader_likely(r, &n);

	insert_over(r, &n);
	r->out.events = r->event;
	r->out.nevents = 0;
	for (i = 0; i < n && e == 0; i++)
		e = reader_event(r, r->event_hit[i],
		    r->event_hit[i] == &r->over ? r->over_sure : 1);
	return e;
}

int
reader_tells_mood(const struct sage_reader *r)
{
	size_t	i;

	for (i = 0; i < r->out.nevents && r->event[i].good == 0; i++)
		;
	return i < r->out.nevents;
}
