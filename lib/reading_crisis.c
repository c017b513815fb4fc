#include <string.h>

#include "crisis.h"
#include "reading_parts.h"
#include "token.h"

#define SOUNDS_GOOD	.7	/* what is likelier good than so is */
#define GOOD_MORE	.20	/* there danger must be likelier by so much */
#define EVENT_MORE	.15	/* and where an event is known, as it is in few
				 * of those who hint at danger */
#define LITTLE_NONE	.1	/* it is likelier than so that nothing is */
#define NONE_MORE	.15	/* ... felt */
#define CODE_MORE	.15	/* there is code in it */
#define RULE_PLAIN	.5	/* so likely what a rule finds is danger: at
				 * .6 one or two in a hundred more of those who
				 * say it outright are not asked by its name,
				 * and one in a hundred fewer of the harmless
				 * are */

/* How sure danger is: what is past is not asked for, what is not plain not by
 * its name. */
static void
take_kind(struct sage_reader *r, const char *id, int sure, int plain)
{
	if (!plain && r->over.id != NULL)
		sure = 0;
	if (!sure || !plain)
		r->out.watch = id;
	if (sure)
		r->out.crisis = plain ? id : CRISIS_UNSURE;
}

/* What no rule holds the model may see. */
static int
take_danger(struct sage_reader *r, const struct danger *d)
{
	struct buf	 name = { 0 };
	const char	*id = NULL;
	int		 e;

	if (d->kind == NULL)
		return 0;
	if ((e = buf_printf(&name, "%s.%s", CAT_CRISIS, d->kind)) == 0 &&
	    (id = arena_strndup(&r->arena, name.data, name.len)) == NULL)
		e = SAGE_ENOMEM;
	buf_free(&name);
	if (e != 0)
		return e;
	take_kind(r, id, d->sure, d->plain);
	r->out.crisis_at = reader_span(r, (uint32_t)d->start,
	    (uint32_t)d->end);
	return 0;
}

/* What is said outright; of words that say the same, those that a rule of
 * danger finds are shown. */
static int
take_outright(struct sage_reader *r)
{
	const struct hit	*h = &r->outright;
	struct danger		 d = { .kind = h->id + strlen(CAT_OUTRIGHT) + 1,
				    .sure = 1, .plain = 1 };

	if (r->danger.id != NULL && hit_is_rule(&r->danger, CAT_CRISIS, d.kind))
		h = &r->danger;
	d.start = h->start;
	d.end = h->end;
	return take_danger(r, &d);
}

/* How much likelier danger must be here than elsewhere. */
static double
danger_more(const struct sage_reader *r)
{
	return (r->sounds_good > SOUNDS_GOOD ? GOOD_MORE : 0) +
	    (r->happened ? EVENT_MORE : 0) +
	    (r->none > LITTLE_NONE ? NONE_MORE : 0) +
	    (token_code(r->prose, r->text, r->len) > 0 ? CODE_MORE : 0);
}

/* The message without what sounds like danger and is none, or NULL if there
 * is no such thing in it. */
static int
without_harmless(struct sage_reader *r, char **copy)
{
	const struct hit	*h;
	size_t			 n, i;

	*copy = NULL;
	h = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (!hit_is_of(&h[i], CAT_HARMLESS))
			continue;
		if (*copy == NULL) {
			*copy = arena_alloc(&r->arena, r->len + SCAN_SLACK, 1);
			if (*copy == NULL)
				return SAGE_ENOMEM;
			memcpy(*copy, r->prose, r->len);
		}
		memset(*copy + h[i].start, ' ', h[i].end - h[i].start);
	}
	return 0;
}

/* Where a rule found it, for crisis_seen(). */
static void
set_found(const struct sage_reader *r, struct danger *d)
{
	d->start = r->danger.id != NULL ? r->danger.start : 0;
	d->end = r->danger.id != NULL ? r->danger.end : 0;
}

/* What the model sees in the message, and in the rest of it if there is more
 * to see than what is harmless. */
static int
see_danger(struct sage_reader *r, struct danger *d)
{
	double		 more = danger_more(r);
	struct danger	 whole;
	char		*rest;
	int		 e;

	set_found(r, d);
	crisis_seen(&r->model, r->kn, r->features, r->part,
	    matcher_abbreviation, &r->matcher, r->prose, r->len, more, d);
	if (d->kind == NULL && r->danger.id == NULL)
		return 0;
	if ((e = without_harmless(r, &rest)) != 0 || rest == NULL)
		return e;
	whole = *d;
	set_found(r, d);
	features_of(r->part, r->kn, &r->model.tags, rest, r->len);
	crisis_seen(&r->model, r->kn, r->part, r->part, matcher_abbreviation,
	    &r->matcher, rest, r->len, more, d);
	if (whole.kind == NULL)
		d->kind = NULL;
	d->sure = d->sure && whole.sure;
	d->doubtful = d->doubtful || whole.doubtful;
	if (d->likely > whole.likely)
		d->likely = whole.likely;
	return 0;
}

int
reader_crisis(struct sage_reader *r)
{
	struct danger	d;
	int		e;

	if (r->outright.id != NULL && r->over.id == NULL)
		return take_outright(r);
	if ((e = see_danger(r, &d)) != 0)
		return e;
	if (r->outright.id != NULL && d.likely >= RULE_PLAIN)
		return take_outright(r);
	if (r->danger.id == NULL)
		return take_danger(r, &d);
	take_kind(r, r->danger.id, !d.doubtful, d.likely >= RULE_PLAIN);
	r->out.crisis_at = reader_span(r, r->danger.start, r->danger.end);
	return 0;
}
