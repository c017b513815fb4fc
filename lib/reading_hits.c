#include <stdlib.h>
#include <string.h>

#include "reading_hits.h"

#define ACT_WORDS	15	/* of a message whose point an act is, for each
				 * step of what the act weighs */
#define NOT_GRAVE	.3	/* so likely it is grave, and it is not asked
				 * what is done there */

const struct hit *
reader_hits(const struct sage_reader *r, size_t *n)
{
	*n = r->hits.len / sizeof(struct hit);
	return (const struct hit *)(void *)r->hits.data;
}

struct sage_span
reader_span(const struct sage_reader *r, uint32_t start, uint32_t end)
{
	struct cursor		c = { r->text, r->len, 0, { 0, 1, 1 },
				    r->unit };
	struct sage_span	span;

	cursor_to(&c, start);
	span.start = c.place;
	cursor_to(&c, end);
	span.end = c.place;
	span.text = (struct sage_text){ r->text + start, end - start };
	return span;
}

struct hit
reader_hit(const struct sage_reader *r, size_t number)
{
	const struct knowledge	*kn;
	struct hit		 h = { .number = number };

	h.rule = rules_at(r->rules, number, &kn);
	h.id = knowledge_string(kn, h.rule->id);
	h.category = knowledge_string(kn, h.rule->category);
	h.end = (uint32_t)r->len;
	return h;
}

int
hit_is_of(const struct hit *h, const char *category)
{
	return strcmp(h->category, category) == 0;
}

int
hit_is_rule(const struct hit *h, const char *category, const char *name)
{
	return hit_is_of(h, category) &&
	    strcmp(h->id + strlen(category) + 1, name) == 0;
}

static int
take_match(const struct match *m, void *arg)
{
	struct sage_reader	*r = arg;
	const struct knowledge	*kn;
	struct hit		 h;
	size_t			 i;

	if (m->start >= r->limit)
		return 0;
	h.rule = rules_at(r->rules, m->rule, &kn);
	h.id = knowledge_string(kn, h.rule->id);
	h.category = knowledge_string(kn, h.rule->category);
	h.number = m->rule;
	h.start = r->at + m->start;
	h.end = r->at + m->end;
	for (i = 0; i < CAPTURES; i++) {
		h.cap[i][0] = r->at + m->cap[i][0];
		h.cap[i][1] = r->at + m->cap[i][1];
	}
	/* Of danger all of the message tells, and what comes first counts. */
	if (hit_is_of(&h, CAT_CRISIS)) {
		if (r->danger.id == NULL || h.number < r->danger.number)
			r->danger = h;
		return 0;
	}
	if (hit_is_of(&h, CAT_OUTRIGHT)) {
		if (r->outright.id == NULL || h.number < r->outright.number)
			r->outright = h;
		return 0;
	}
	if (r->hits.len >= HITS_MAX * sizeof(h))
		return 0;
	return buf_append(&r->hits, &h, sizeof(h));
}

static int
take_paragraph(const struct paragraph *p, void *arg)
{
	struct sage_reader	*r = arg;
	struct sentence		 s = { .end = 0 };
	const char		*text;
	int			 e;

	if (!p->prose)
		return 0;
	text = paragraph_masked(p, r->masked);
	r->at = (uint32_t)stream_place(p).byte;
	r->limit = p->limit > UINT32_MAX ? UINT32_MAX : (uint32_t)p->limit;
	while (scan_next(&r->filter, text, p->len, matcher_abbreviation,
	    &r->matcher, &s, r->words))
		if ((e = matcher_run(&r->matcher, text, &s, r->words,
		    take_match, r)) != 0)
			return e;
	return 0;
}

int
reader_open_hits(struct sage_reader *r)
{
	int	e;

	if ((e = stream_init(&r->stream, SAGE_PLAIN, NULL, SAGE_BYTE,
	    NULL, take_paragraph, r)) != 0)
		return e;
	stream_abbreviations(&r->stream, matcher_abbreviation, &r->matcher);
	return 0;
}

static int
by_place(const void *a, const void *b)
{
	const struct hit	*x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

int
reader_find(struct sage_reader *r)
{
	int	e;

	r->hits.len = 0;
	r->danger.id = r->outright.id = NULL;
	stream_begin(&r->stream, 1);
	if ((e = stream_feed(&r->stream, r->text, r->len)) != 0 ||
	    (e = stream_end(&r->stream)) != 0)
		return e;
	if (r->hits.len > 0)
		qsort(r->hits.data, r->hits.len / sizeof(struct hit),
		    sizeof(struct hit), by_place);
	return 0;
}

int
reader_scan(struct sage_reader *r, struct sage_text text, struct buf *hits)
{
	const struct sage_text	message = { r->text, r->len };
	const struct hit	danger = r->danger, outright = r->outright;
	struct buf		own = r->hits;
	int			e;

	r->hits = *hits;
	r->text = text.data;
	r->len = text.len;
	e = reader_find(r);
	*hits = r->hits;
	r->hits = own;
	r->danger = danger;
	r->outright = outright;
	r->text = message.data;
	r->len = message.len;
	return e;
}

static const struct hit *
find_rule(const struct sage_reader *r, const char *category, const char *name)
{
	const struct hit	*h;
	size_t			 n, i;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (hit_is_rule(&h[i], category, name))
			return &h[i];
	return NULL;
}

int
reader_rule(const struct sage_reader *r, const char *category,
    const char *name)
{
	return find_rule(r, category, name) != NULL;
}

int
reader_situation(const struct sage_reader *r, const char *name)
{
	return reader_rule(r, CAT_SITUATION, name);
}

/* ---- what a rule says --------------------------------------------------- */

const char *
reader_string(const struct sage_reader *r, uint32_t off)
{
	return knowledge_string(r->kn, off);
}

int
hit_feeling(const struct sage_reader *r, const struct hit *h, size_t rank)
{
	struct sage_text	rest = { reader_string(r, h->rule->feel), 0 };
	struct sage_text	t;

	rest.len = strlen(rest.data);
	do {
		if (!text_word(&rest, &t))
			return -1;
	} while (rank-- > 0);
	return feeling_number(&r->feelings, t.data, t.len);
}

int
hit_strength(const struct sage_reader *r, const struct hit *h)
{
	const char	*s = reader_string(r, h->rule->strength);

	return *s >= '1' && *s <= '3' ? *s - '0' : 2;
}

const struct hit *
reader_heaviest(const struct sage_reader *r, const char *category)
{
	const struct hit	*h, *best = NULL;
	size_t			 n, i;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (hit_is_of(&h[i], category) && (best == NULL ||
		    hit_strength(r, &h[i]) > hit_strength(r, best)))
			best = &h[i];
	return best;
}

const struct hit *
reader_act(const struct sage_reader *r)
{
	const struct hit	*h, *best = reader_heaviest(r, CAT_ACT);
	size_t			 n, i;

	if (best == NULL || r->grave >= NOT_GRAVE || r->out.watch != NULL ||
	    r->out.words > ACT_WORDS * (size_t)hit_strength(r, best))
		return NULL;
	h = reader_hits(r, &n);
	for (i = 0; i < n && !hit_is_rule(&h[i], CAT_ACT, GRAVE_ACT); i++)
		;
	return i == n ? best : NULL;
}

int
hit_is_event(const struct sage_reader *r, const struct hit *h)
{
	return *reader_string(r, h->rule->say) != '\0' &&
	    *reader_string(r, h->rule->feel) != '\0';
}

int
hit_good(const struct sage_reader *r, const struct hit *h)
{
	int	f = hit_feeling(r, h, 0);

	return f < 0 || r->feelings.f[f].open ? 0 : r->feelings.f[f].good;
}

/* ---- turns ------------------------------------------------------------- */

int
hit_is_turn(const struct sage_reader *r, const struct hit *h)
{
	return hit_is_of(h, CAT_TURN) && h->end > r->last;
}

int
hit_is_undone(const struct sage_reader *r, const struct hit *words, int good)
{
	const struct hit	*h;
	size_t			 n, i;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (hit_is_turn(r, &h[i]) && h[i].start < words->end &&
		    h[i].end > words->start && hit_good(r, &h[i]) == -good)
			return 1;
	return 0;
}
