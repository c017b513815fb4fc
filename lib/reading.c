#include <stdlib.h>
#include <string.h>

#include "crisis.h"
#include "mask.h"
#include "reading.h"
#include "template.h"
#include "token.h"

/* Names that lib/data/read and this file have in common. */
static const char *const cat_crisis = "crisis", *const cat_named = "named",
    *const cat_situation = "situation", *const cat_people = "people",
    *const cat_aside = "aside", *const cat_outright = "outright",
    *const cat_harmless = "harmless", *const cat_turn = "turn",
    *const greeting = "greeting";

#define SHARES		4	/* feelings of an event that count */
#define FEW_WORDS	3	/* a message of no more is minimal */
#define LONG_WORDS	30	/* a story */
#define NOTHING_FELT	.6	/* how likely that is */
#define SOUNDS_GOOD	.7	/* what is likelier good than so is */
#define GOOD_MORE	.20	/* there danger must be likelier by so much */
#define EVENT_MORE	.05	/* and where an event is known, as it is in few
				 * of those who hint at danger */
#define CODE_MORE	.15	/* there is code in it */
#define DOUBT		.06	/* so far below .5 it is not clear if hard, */
#define DOUBT_MORE	.12	/* and above it if good: of situations read so
				 * one in four is not, and who is cheered at
				 * bad news is hurt more */
#define TELL_FROM	.10	/* what weighs less is not told */
#define TELL_MOST	4	/* feelings that are only guessed */
#define ACT_WEIGHS	.3	/* what they do, for what they feel */
#define OTHERS_WEIGH	.4	/* what others feel, for good or hard */
#define DENIED_WEIGHS	.45	/* what the model hears where that is denied */
#define TURNED		.15	/* what the model hears where it is undone */
#define TURNED_MORE	.3	/* and what more is felt then */
#define LEANS		.6	/* the same, where that is less plain */
#define NAMED_SURE	.87	/* as often they feel what they name */

/* How much an event speaks for its feelings, the likeliest first. */
static const double share[SHARES] = { .45, .25, .18, .12 };

/* ---- hits -------------------------------------------------------------- */

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

static int
is_category(const struct hit *h, const char *category)
{
	return strcmp(h->category, category) == 0;
}

/* Is the hit the rule of that name in the category? */
static int
is_rule(const struct hit *h, const char *category, const char *name)
{
	return is_category(h, category) &&
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
	if (is_category(&h, cat_crisis)) {
		if (r->danger.id == NULL || h.number < r->danger.number)
			r->danger = h;
		return 0;
	}
	if (is_category(&h, cat_outright)) {
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

static int
find_hits(struct sage_reader *r)
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
	e = find_hits(r);
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
		if (is_rule(&h[i], category, name))
			return &h[i];
	return NULL;
}

static int
is_situation(const struct sage_reader *r, const char *name)
{
	return find_rule(r, cat_situation, name) != NULL;
}

/* ---- crisis ------------------------------------------------------------ */

/* What no rule holds the model may see. */
static int
take_danger(struct sage_reader *r, const struct danger *d)
{
	struct buf	 name = { 0 };
	const char	*id = NULL;
	int		 e;

	if (d->kind == NULL)
		return 0;
	if ((e = buf_printf(&name, "%s.%s", cat_crisis, d->kind)) == 0 &&
	    (id = arena_strndup(&r->arena, name.data, name.len)) == NULL)
		e = SAGE_ENOMEM;
	buf_free(&name);
	if (d->sure)
		r->out.crisis = id;
	else
		r->out.watch = id;
	r->out.crisis_at = reader_span(r, (uint32_t)d->start,
	    (uint32_t)d->end);
	return e;
}

/* What is said outright; of words that say the same, those that a rule of
 * danger finds are shown. */
static int
take_outright(struct sage_reader *r)
{
	const struct hit	*h = &r->outright;
	struct danger		 d = { .kind = h->id + strlen(cat_outright) + 1,
				    .sure = 1 };

	if (r->danger.id != NULL && is_rule(&r->danger, cat_crisis, d.kind))
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
	    (r->out.nevents > 0 ? EVENT_MORE : 0) +
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
		if (!is_category(&h[i], cat_harmless))
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

/* What the model sees in the message, and in the rest of it if there is more
 * to see than what is harmless. */
static int
see_danger(struct sage_reader *r, struct danger *d)
{
	double		 more = danger_more(r);
	struct danger	 whole;
	char		*rest;
	int		 e;

	crisis_seen(&r->model, r->kn, r->features, r->part,
	    matcher_abbreviation, &r->matcher, r->prose, r->len, more, d);
	if (d->kind == NULL && r->danger.id == NULL)
		return 0;
	if ((e = without_harmless(r, &rest)) != 0 || rest == NULL)
		return e;
	whole = *d;
	features_of(r->part, FEATURES_WORDS, r->kn, &r->model.tags, rest,
	    r->len);
	crisis_seen(&r->model, r->kn, r->part, r->part, matcher_abbreviation,
	    &r->matcher, rest, r->len, more, d);
	if (whole.kind == NULL)
		d->kind = NULL;
	d->sure = d->sure && whole.sure;
	d->doubtful = d->doubtful || whole.doubtful;
	return 0;
}

/*
 * What is said outright is danger.  Of what another rule finds that is so too,
 * save where a model that knows idioms and jokes sees nothing at all; then it
 * is watched for.
 */
static int
find_crisis(struct sage_reader *r)
{
	struct danger	d;
	int		e;

	if (r->outright.id != NULL)
		return take_outright(r);
	if ((e = see_danger(r, &d)) != 0)
		return e;
	if (r->danger.id == NULL)
		return take_danger(r, &d);
	if (d.doubtful)
		r->out.watch = r->danger.id;
	else
		r->out.crisis = r->danger.id;
	r->out.crisis_at = reader_span(r, r->danger.start, r->danger.end);
	return 0;
}

/* ---- events ------------------------------------------------------------ */

static const char *
string_of(const struct sage_reader *r, uint32_t off)
{
	return knowledge_string(r->kn, off);
}

/* A template filled, as a string that lives as long as the reading. */
static const char *
filled(struct sage_reader *r, const struct hit *h, uint32_t off)
{
	struct buf	 out = { 0 };
	const char	*s = NULL;

	if (template_fill(&out, string_of(r, off), r->text, h->cap) == 0)
		s = arena_strndup(&r->arena, out.data == NULL ? "" :
		    out.data, out.len);
	buf_free(&out);
	return s;
}

/* The feeling that an event speaks for at a rank, or -1. */
static int
event_feeling(const struct sage_reader *r, const struct hit *h, size_t rank)
{
	struct sage_text	rest = { string_of(r, h->rule->feel), 0 }, t;

	rest.len = strlen(rest.data);
	do {
		if (!text_word(&rest, &t))
			return -1;
	} while (rank-- > 0);
	return feeling_number(&r->feelings, t.data, t.len);
}

static int
is_event(const struct sage_reader *r, const struct hit *h)
{
	return *string_of(r, h->rule->say) != '\0' &&
	    *string_of(r, h->rule->feel) != '\0';
}

int
hit_strength(const struct sage_reader *r, const struct hit *h)
{
	const char	*s = string_of(r, h->rule->strength);

	return *s >= '1' && *s <= '3' ? *s - '0' : 2;
}

static int
event_good(const struct sage_reader *r, const struct hit *h)
{
	int	f = event_feeling(r, h, 0);

	return f < 0 ? 0 : r->feelings.f[f].good;
}

/* Where the last sentence begins. */
static size_t
find_last(const struct sage_reader *r)
{
	size_t	i = r->len;

	while (i > 0 && memchr(" .!?\n)\"'", r->prose[i - 1], 8) != NULL)
		i--;
	while (i > 0 && memchr(".!?\n", r->prose[i - 1], 4) == NULL)
		i--;
	return i;
}

/* Does it turn the message?  What is told before the last sentence may be
 * turned again by that. */
static int
is_turn(const struct sage_reader *r, const struct hit *h)
{
	return is_category(h, cat_turn) && h->end > r->last;
}

/* Is what these words tell, good or hard, the other way round by others around
 * them? */
static int
is_undone(const struct sage_reader *r, const struct hit *words, int good)
{
	const struct hit	*h;
	size_t			 n, i;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (is_turn(r, &h[i]) && h[i].start < words->end &&
		    h[i].end > words->start && event_good(r, &h[i]) == -good)
			return 1;
	return 0;
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

static int
find_events(struct sage_reader *r)
{
	const struct hit	*h;
	struct sage_event	*ev;
	size_t			 n, i, k = 0;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (is_event(r, &h[i]) && !(r->out.sarcastic &&
		    event_good(r, &h[i]) > 0) && !is_undone(r, &h[i],
		    event_good(r, &h[i])))
			insert_event(r, &h[i], &k);
	for (i = 0; i < k; i++) {
		ev = &r->event[i];
		h = r->event_hit[i];
		ev->id = h->id;
		ev->say = filled(r, h, h->rule->say);
		ev->ask = filled(r, h, h->rule->ask);
		ev->need = string_of(r, h->rule->need);
		ev->strength = hit_strength(r, h);
		ev->good = event_good(r, h);
		ev->evidence = reader_span(r, h->start, h->end);
		if (ev->say == NULL || ev->ask == NULL)
			return SAGE_ENOMEM;
	}
	r->out.events = r->event;
	r->out.nevents = k;
	return 0;
}

/* ---- feelings ---------------------------------------------------------- */

/* What the models say, and how likely it is that nothing is felt. */
static void
ask_model(struct sage_reader *r)
{
	int32_t	p[MODEL_CLASSES];
	size_t	n, i;
	double	felt = 0;

	n = model_run(&r->model, MODEL_FEELING, r->features, p);
	r->none = 0;
	for (i = 0; i < n; i++) {
		r->weight[i] = (double)p[i] / MODEL_ONE;
		if (r->feelings.f[i].good == 0) {
			r->none += r->weight[i];
			r->weight[i] = 0;
		} else
			felt += r->weight[i];
	}
	for (i = 0; i < n && felt > 0; i++)
		r->weight[i] /= felt;
	r->out.words = r->features->ntokens;
}

/*
 * What happened speaks as well: the two are multiplied, so that where they
 * agree both are surer, and where they do not neither is.
 */
static void
ask_events(struct sage_reader *r)
{
	double	 said[FEELINGS_MAX] = { 0 }, sum = 0, most = 0;
	size_t	 i, k;
	int	 f;

	for (i = 0; i < r->out.nevents; i++)
		for (k = 0; k < SHARES; k++) {
			f = event_feeling(r, r->event_hit[i], k);
			if (f < 0)
				break;
			said[f] += share[k] * r->event[i].strength;
			most += share[k] * r->event[i].strength;
		}
	if (most == 0)
		return;
	r->none /= 4;
	for (i = 0; i < r->feelings.n; i++) {
		r->weight[i] *= .08 + said[i] / most;
		r->weight[i] += .02 * said[i] / most;
		sum += r->weight[i];
	}
	for (i = 0; i < r->feelings.n; i++)
		r->weight[i] /= sum;
}

/* Which way it is turned by all that is undone: 0 if both ways. */
static int
turn_of(const struct sage_reader *r, const struct hit **turn)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 good = 0, hard = 0;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (is_turn(r, &h[i])) {
			*turn = &h[i];
			good |= event_good(r, &h[i]) > 0;
			hard |= event_good(r, &h[i]) < 0;
		}
	return good - hard;
}

/* Do they say that they feel good, or that they do not? */
static int
is_named(const struct sage_reader *r, int good)
{
	size_t	i;

	for (i = 0; i < r->out.nfeelings; i++)
		if (!r->told[i].negated && r->told[i].good == good &&
		    strcmp(r->told[i].holder, HOLDER) == 0)
			return 1;
	return 0;
}

/* The model hears the words, and not that they are denied or undone. */
static void
turn_feelings(struct sage_reader *r)
{
	const struct hit	*h = NULL;
	int			 good = turn_of(r, &h), f;
	double			 keep, sum = 0;
	size_t			 i;

	if (good == 0 || is_named(r, -good))
		return;
	keep = hit_strength(r, h) > 1 ? TURNED : LEANS;
	for (i = 0; i < r->feelings.n; i++) {
		sum += r->weight[i];
		if (r->feelings.f[i].good == -good)
			r->weight[i] *= keep;
	}
	for (i = 0; i < SHARES && (f = event_feeling(r, h, i)) >= 0; i++)
		r->weight[f] += TURNED_MORE * sum * share[i];
	r->none *= keep;
}

/* How a feeling is named, strongest claim last. */
enum claim { CLAIM_SELF, CLAIM_OTHER, CLAIM_NOT, CLAIM_PAST, CLAIMS };

static const char *const claims[CLAIMS] = {
	[CLAIM_SELF] = "self", [CLAIM_OTHER] = "other", [CLAIM_NOT] = "not",
	[CLAIM_PAST] = "past"
};

/* The words that name the feeling in a hit: all of it where its rule is for
 * one feeling alone. */
static int
named_word(const struct sage_reader *r, const struct hit *h, uint32_t w[2])
{
	int	cap = template_capture(string_of(r, h->rule->say));

	w[0] = cap < 0 ? h->start : h->cap[cap][0];
	w[1] = cap < 0 ? h->end : h->cap[cap][1];
	return cap >= 0;
}

/* By the first part of the rule's name; a rule of another name is one for
 * what the speaker feels. */
static enum claim
claim_of(const struct hit *h)
{
	const char	*name = h->id + strlen(cat_named) + 1;
	size_t		 i, n;

	for (i = 0; i < CLAIMS; i++) {
		n = strlen(claims[i]);
		if (strncmp(name, claims[i], n) == 0 &&
		    (name[n] == '\0' || name[n] == '-'))
			return (enum claim)i;
	}
	return CLAIM_SELF;
}

/* Is there a stronger claim on the same words? */
static int
is_overruled(const struct sage_reader *r, const struct hit *h)
{
	const struct hit	*all;
	uint32_t		 w[2], v[2];
	size_t			 n, i;

	named_word(r, h, w);
	all = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (!is_category(&all[i], cat_named) ||
		    claim_of(&all[i]) <= claim_of(h))
			continue;
		named_word(r, &all[i], v);
		if (v[0] < w[1] && w[0] < v[1])
			return 1;
	}
	return 0;
}

/* The same feeling of the same holder, if it was told already. */
static struct sage_feeling *
told_before(struct sage_reader *r, const char *name, const char *holder,
    int negated)
{
	size_t	i;

	for (i = 0; i < r->out.nfeelings; i++)
		if (r->told[i].name == name && r->told[i].negated ==
		    negated && strcmp(r->told[i].holder, holder) == 0)
			return &r->told[i];
	return NULL;
}

static void
tell_feeling(struct sage_reader *r, int number, double score, int strength,
    const char *source, const char *holder, int negated, uint32_t start,
    uint32_t end)
{
	const struct feeling	*f = &r->feelings.f[number];
	struct sage_feeling	*t;

	if (f->good == 0 || r->out.nfeelings == TOLD_MAX ||
	    told_before(r, f->name, holder, negated) != NULL)
		return;
	t = &r->told[r->out.nfeelings++];
	t->name = f->name;
	t->good = f->good;
	t->score = score;
	t->strength = strength;
	t->source = source;
	t->holder = holder;
	t->negated = negated;
	t->evidence = reader_span(r, start, end);
}

/* The words in small letters, without what is joined to them: he, of "He's". */
static const char *
lower(struct sage_reader *r, uint32_t start, uint32_t end)
{
	const char	*from = r->text + start;
	char		*s = arena_strndup(&r->arena, from, end - start -
			    clitic_length(from, end - start));
	size_t		 i;

	for (i = 0; s != NULL && s[i] != '\0'; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] | 0x20);
	return s;
}

/* The model hears a hard word, and not that it is denied: it weighs little
 * then, and so does what is taken for it, unless that is said too or another
 * clause may say what is felt instead. */
static void
deny(struct sage_reader *r, size_t number, uint32_t end)
{
	const struct feeling	*f = r->feelings.f;
	size_t			 i;

	if (f[number].good >= 0 || memchr(r->text + end, ',', r->len - end) !=
	    NULL)
		return;
	for (i = 0; i < r->feelings.n; i++)
		if (f[i].good < 0 && (i == number ||
		    (f[i].near >> number & 1) != 0) &&
		    told_before(r, f[i].name, HOLDER, 0) == NULL)
			r->weight[i] *= DENIED_WEIGHS;
}

static int
tell_named(struct sage_reader *r, const struct hit *h, enum claim claim)
{
	const char	*holder = HOLDER;
	uint32_t	 w[2];
	int		 number, strength = 2, cap, named;

	if ((named = named_word(r, h, w)) != 0)
		number = feeling_of_word(&r->feelings, (struct sage_text){
		    r->text + w[0], w[1] - w[0] }, &strength);
	else
		number = event_feeling(r, h, 0);
	if (number < 0 || (claim <= CLAIM_OTHER && is_undone(r, h,
	    r->feelings.f[number].good)))
		return 0;
	/* What somebody does tells less of it than what happened. */
	if (!named && claim == CLAIM_SELF && r->out.nevents > 0) {
		if (number >= 0)
			r->weight[number] += ACT_WEIGHS;
		return 0;
	}
	if (claim != CLAIM_SELF)
		r->taken |= UINT64_C(1) << number;
	if (claim == CLAIM_OTHER)
		r->taken |= r->feelings.f[number].near;
	if (claim == CLAIM_NOT && r->out.nevents == 0)
		deny(r, (size_t)number, h->end);
	cap = template_capture(string_of(r, h->rule->ask));
	if (claim == CLAIM_OTHER && cap >= 0 && (holder = lower(r,
	    h->cap[cap][0], h->cap[cap][1])) == NULL)
		return SAGE_ENOMEM;
	tell_feeling(r, number, NAMED_SURE, strength, cat_named, holder,
	    claim >= CLAIM_NOT, h->start, h->end);
	if (claim == CLAIM_SELF)
		r->weight[number] += named ? 1 : ACT_WEIGHS;
	if (claim == CLAIM_OTHER)
		r->weight[number] += OTHERS_WEIGH;
	return 0;
}

/* What was named, of one sort of claim. */
static int
tell_claims(struct sage_reader *r, enum claim claim)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 e;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (is_category(&h[i], cat_named) && claim_of(&h[i]) == claim &&
		    !is_overruled(r, &h[i]) &&
		    (e = tell_named(r, &h[i], claim)) != 0)
			return e;
	return 0;
}

/* ---- the rest of what is felt ------------------------------------------ */

/* The event that speaks for a feeling, or NULL. */
static const struct sage_event *
event_for(const struct sage_reader *r, int number)
{
	size_t	i, k;
	int	f;

	for (i = 0; i < r->out.nevents; i++)
		for (k = 0; k < SHARES; k++) {
			f = event_feeling(r, r->event_hit[i], k);
			if (f == number)
				return &r->event[i];
			if (f < 0)
				break;
		}
	return NULL;
}

/*
 * How often a feeling of such a weight, or one near it, is the right one:
 * measured on 1,349 situations that people told with their feelings (the
 * development set of tests/eval), read off a logistic curve.
 */
static double
how_sure(double weight)
{
	static const double	knot[] = { .10, .36, .49, .57, .64, .70, .75,
				    .80, .85, .91, .98 };
	size_t			at = (size_t)(weight * 10);

	if (at >= 10)
		return knot[10];
	return knot[at] + (knot[at + 1] - knot[at]) * (weight * 10 -
	    (double)at);
}

static void
tell_guessed(struct sage_reader *r)
{
	const struct sage_event	*ev;
	double			 w[FEELINGS_MAX] = { 0 }, sum = 0;
	size_t			 i, k, best;
	int			 number;

	for (i = 0; i < r->feelings.n; i++)
		sum += r->weight[i];
	for (i = 0; i < r->feelings.n; i++)
		w[i] = sum > 0 ? r->weight[i] / sum : 0;
	for (k = 0; k < TELL_MOST; k++) {
		for (i = best = 0; i < r->feelings.n; i++)
			if (w[i] > w[best])
				best = i;
		/* The likeliest is told, however likely it is. */
		if (w[best] == 0 || (w[best] * (1 - r->none) < TELL_FROM &&
		    (r->out.nfeelings > 0 || r->none > NOTHING_FELT)))
			break;
		number = (int)best;
		if (r->taken >> best & 1) {
			w[best] = 0;
			continue;
		}
		ev = event_for(r, number);
		tell_feeling(r, number, how_sure(w[best] * (1 - r->none)),
		    ev == NULL ? 2 : ev->strength, ev == NULL ? "model" :
		    "event", HOLDER, 0, ev == NULL ? 0 :
		    (uint32_t)ev->evidence.start.byte, ev == NULL ?
		    (uint32_t)r->len : (uint32_t)ev->evidence.end.byte);
		w[best] = 0;
	}
}

/* The corpus has three good feelings to five hard ones, which says nothing
 * of how often either comes. */
#define GOOD_NEWS	1.5
#define SARCASM		.2	/* what is left of the good words */

/* How likely it is that what they feel is good. */
static double
how_good(const struct sage_reader *r)
{
	double	good = 0, hard = 0;
	size_t	i;

	for (i = 0; i < r->feelings.n; i++)
		if (r->feelings.f[i].good > 0)
			good += r->weight[i] * (r->out.sarcastic ? SARCASM :
			    GOOD_NEWS);
		else
			hard += r->weight[i];
	return good + hard > 0 ? good / (good + hard) : .5;
}

/* The speaker's first, what is denied last, and the surer before. */
static int
by_holder(const void *a, const void *b)
{
	const struct sage_feeling	*x = a, *y = b;
	int	other = strcmp(x->holder, HOLDER) != 0;

	if (x->negated != y->negated)
		return x->negated - y->negated;
	if (other != (strcmp(y->holder, HOLDER) != 0))
		return other ? 1 : -1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->evidence.start.byte != y->evidence.start.byte)
		return x->evidence.start.byte < y->evidence.start.byte ? -1 :
		    1;
	return strcmp(x->name, y->name);
}

static int
find_feelings(struct sage_reader *r)
{
	enum claim	claim;
	int		e;

	r->out.feelings = r->told;
	r->out.nfeelings = 0;
	r->taken = 0;
	ask_model(r);
	ask_events(r);
	for (claim = CLAIM_SELF; claim < CLAIMS; claim++)
		if ((e = tell_claims(r, claim)) != 0)
			return e;
	r->sounds_good = how_good(r);
	turn_feelings(r);
	tell_guessed(r);
	qsort(r->told, r->out.nfeelings, sizeof(r->told[0]), by_holder);
	r->out.good = how_good(r);
	/* Where that is not clear, what happened says it. */
	if (r->out.nevents > 0 && r->event[0].strength > 1 &&
	    r->out.good > .5 - DOUBT && r->out.good < .5 + DOUBT)
		r->out.good = .5 + DOUBT * r->event[0].good;
	return 0;
}

/* ---- people, needs, situation ------------------------------------------ */

static void
find_people(struct sage_reader *r)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 cap;

	h = reader_hits(r, &n);
	r->out.people = r->person;
	r->out.npeople = 0;
	for (i = 0; i < n && r->out.npeople < PEOPLE_MAX; i++) {
		if (!is_category(&h[i], cat_people))
			continue;
		cap = template_capture(string_of(r, h[i].rule->say));
		if (cap >= 0)
			r->person[r->out.npeople++] = reader_span(r,
			    h[i].cap[cap][0], h[i].cap[cap][1]);
	}
}

static const char *
find_need(const struct sage_reader *r)
{
	int	number;

	if (r->out.nevents > 0 && *r->event[0].need != '\0')
		return r->event[0].need;
	if (r->out.nfeelings == 0)
		return "";
	number = feeling_number(&r->feelings, r->told[0].name,
	    strlen(r->told[0].name));
	return number < 0 ? "" : r->feelings.f[number].need;
}

/* What emoji begin with, which are no words of any language. */
#define EMOJI	0xf0

/* Words of a message that are known, in percent. */
static unsigned
known_words(const struct sage_reader *r)
{
	const struct ftoken	*t;
	size_t			 i, known = 0, n = 0;

	for (i = 0; i < r->features->ntokens; i++) {
		t = &r->features->token[i];
		if ((unsigned char)r->features->folded[t->off] == EMOJI)
			continue;
		n++;
		known += t->tag != NULL || knowledge_word(r->kn,
		    r->features->folded + t->off, t->len) != WORD_NONE;
	}
	return n == 0 ? 0 : (unsigned)(known * 100 / n);
}

/* Something hard enough to be met before all else. */
static int
is_heavy(const struct sage_reader *r)
{
	size_t	i;

	for (i = 0; i < r->out.nevents; i++)
		if (r->event[i].good < 0 && r->event[i].strength > 1)
			return 1;
	for (i = 0; i < r->out.nfeelings; i++)
		if (r->told[i].good < 0 && !r->told[i].negated &&
		    strcmp(r->told[i].source, cat_named) == 0)
			return 1;
	return 0;
}

/* Do they name something good and something hard that they feel? */
static int
is_mixed(const struct sage_reader *r)
{
	size_t	i;
	int	good = 0, hard = 0;

	for (i = 0; i < r->out.nfeelings; i++)
		if (!r->told[i].negated && strcmp(r->told[i].source,
		    cat_named) == 0 && strcmp(r->told[i].holder,
		    HOLDER) == 0) {
			good |= r->told[i].good > 0;
			hard |= r->told[i].good < 0;
		}
	return good && hard;
}

/* What a message without trouble, or besides it, asks for. */
static const char *
find_address(const struct sage_reader *r)
{
	static const char *const names[] = { "anger-at-you", "apology",
	    "thanks" };
	size_t	i;

	if (is_situation(r, names[0]))
		return names[0];
	for (i = 1; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_situation(r, names[i]) && !is_heavy(r))
			return names[i];
	if (is_situation(r, "ambivalence") || is_mixed(r))
		return "ambivalence";
	/* A story of trouble may end in a question as well. */
	if ((r->out.nevents > 0 && r->event[0].good < 0) ||
	    (is_heavy(r) && r->out.words > LONG_WORDS))
		return NULL;
	if (is_situation(r, "advice"))
		return "advice";
	if (is_situation(r, "question-to-you"))
		return "question-to-you";
	return NULL;
}

#define FOREIGN_WORDS	4	/* and more are needed to tell */
#define FOREIGN_KNOWN	60	/* percent of them known is too little */

static const char *
find_situation(const struct sage_reader *r)
{
	const char	*address;

	if (r->out.crisis != NULL)
		return cat_crisis;
	if (r->out.words == 0)
		return is_situation(r, greeting) ? greeting : "nothing";
	if (r->out.words >= FOREIGN_WORDS &&
	    known_words(r) < FOREIGN_KNOWN)
		return "foreign";
	if ((address = find_address(r)) != NULL)
		return address;
	if (r->out.words <= FEW_WORDS && r->out.nevents == 0 &&
	    !is_heavy(r))
		return "minimal";
	if (is_situation(r, "opinion") && r->out.nevents == 0)
		return "opinion";
	if (is_situation(r, "memory") && !is_heavy(r))
		return "memory";
	if (r->none > NOTHING_FELT || (is_situation(r, "logistics") &&
	    r->out.nevents == 0 && !is_heavy(r)))
		return "logistics";
	if (r->out.nevents == 0 && r->out.good > .5 - DOUBT &&
	    r->out.good < .5 + DOUBT_MORE)
		return "unclear";
	return r->out.good > .5 ? "good" : "trouble";
}

/* ---- the public part --------------------------------------------------- */

static int
open_parts(struct sage_reader *r)
{
	int	e;

	r->kn = &r->rules->kn[0];
	knowledge_filter(r->kn, &r->filter);
	r->masked = malloc(STREAM_WINDOW + SCAN_SLACK);
	r->words = malloc(sizeof(*r->words));
	r->features = malloc(sizeof(*r->features));
	r->part = malloc(sizeof(*r->part));
	if (r->masked == NULL || r->words == NULL || r->features == NULL ||
	    r->part == NULL)
		return SAGE_ENOMEM;
	if ((e = matcher_init(&r->matcher, r->rules->kn, 1,
	    r->rules->enabled)) != 0)
		return e;
	if ((e = stream_init(&r->stream, SAGE_PLAIN, NULL, SAGE_BYTE,
	    NULL, take_paragraph, r)) != 0)
		return e;
	stream_abbreviations(&r->stream, matcher_abbreviation, &r->matcher);
	return 0;
}

int
reader_open(struct sage_reader **out, enum sage_unit unit,
    const void *rules, size_t nrules, const void *model, size_t nmodel,
    const void *book, size_t nbook)
{
	struct sage_reader	*r;
	int			 e;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		return SAGE_ENOMEM;
	r->unit = unit;
	if ((e = rules_open(&r->rules, rules, nrules)) != 0 ||
	    (e = model_open(&r->model, model, nmodel)) != 0 ||
	    (e = book_open(&r->book, book, nbook)) != 0 ||
	    (e = open_parts(r)) != 0) {
		sage_reader_free(r);
		return e;
	}
	feelings_open(&r->feelings, &r->book);
	*out = r;
	return 0;
}

void
sage_reader_free(struct sage_reader *r)
{
	if (r == NULL)
		return;
	stream_free(&r->stream);
	matcher_free(&r->matcher);
	sage_rules_free(r->rules);
	arena_free(&r->arena);
	buf_free(&r->hits);
	free(r->features);
	free(r->part);
	free(r->masked);
	free(r->words);
	free(r);
}

/* ---- what is told -------------------------------------------------------- */

#define AGAIN_MOST	256	/* sentences that are known again */
#define AGAIN_LEAST	12	/* bytes of one */

static void
blank(char *s, size_t from, size_t to)
{
	memset(s + from, ' ', to - from);
}

/* Words to begin with, and the mark behind them. */
static void
blank_asides(const struct sage_reader *r, char *s)
{
	const struct hit	*h;
	size_t			 n, i, end;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (!is_category(&h[i], cat_aside) && !is_rule(&h[i],
		    cat_situation, greeting))
			continue;
		for (end = h[i].end; end < r->len && memchr(" ,.!-", s[end],
		    5) != NULL; end++)
			;
		blank(s, h[i].start, end);
	}
}

/* The name below a mail. */
static void
blank_signature(char *s, size_t len)
{
	static const char	 mark[] = "\n-- \n";
	const char		*at = memmem(s, len, mark, sizeof(mark) - 1);

	if (at != NULL)
		blank(s, (size_t)(at - s), len);
}

/* Who says a thing twice does not feel it twice as much. */
static void
blank_again(char *s, size_t len)
{
	uint32_t	seen[AGAIN_MOST], hash;
	size_t		from, to, i, n = 0;

	for (from = 0; from < len && n < AGAIN_MOST; from = to) {
		while (from < len && s[from] == ' ')
			from++;
		for (to = from; to < len && memchr(".!?\n", s[to], 4) == NULL;
		    to++)
			;
		to += to < len;
		if (to - from < AGAIN_LEAST)
			continue;
		hash = word_hash(s + from, to - from);
		for (i = 0; i < n && seen[i] != hash; i++)
			;
		if (i < n)
			blank(s, from, to);
		else
			seen[n++] = hash;
	}
}

/* What was found in what has been made blank is not found. */
static void
drop_blank(struct sage_reader *r, const char *s)
{
	struct hit	*h = (struct hit *)(void *)r->hits.data;
	size_t		 n = r->hits.len / sizeof(*h), i, k = 0;

	for (i = 0; i < n; i++)
		if (s[h[i].start] == r->text[h[i].start] ||
		    is_rule(&h[i], cat_situation, greeting))
			h[k++] = h[i];
	r->hits.len = k * sizeof(*h);
}

/* Of what is prose in the message, and tells something. */
static int
find_features(struct sage_reader *r)
{
	char	*copy;

	copy = arena_alloc(&r->arena, r->len + SCAN_SLACK, 1);
	if (copy == NULL)
		return SAGE_ENOMEM;
	if (r->len > 0)
		memcpy(copy, r->text, r->len);
	if (mask_needed(copy, r->len))
		mask_inline(copy, r->len);
	blank_asides(r, copy);
	blank_signature(copy, r->len);
	blank_again(copy, r->len);
	drop_blank(r, copy);
	r->prose = copy;
	features_of(r->features, FEATURES_WORDS, r->kn, &r->model.tags, copy,
	    r->len);
	return 0;
}

int
sage_read(struct sage_reader *r, const void *text, size_t len,
    const struct sage_reading **out)
{
	int	e;

	arena_free(&r->arena);
	memset(&r->out, 0, sizeof(r->out));
	r->text = text;
	r->len = len < SAGE_MESSAGE_MAX ? len : SAGE_MESSAGE_MAX;
	if ((e = find_hits(r)) != 0 || (e = find_features(r)) != 0)
		return e;
	r->out.sarcastic = is_situation(r, "sarcasm");
	r->last = find_last(r);
	if ((e = find_events(r)) != 0 || (e = find_feelings(r)) != 0 ||
	    (e = find_crisis(r)) != 0)
		return e;
	find_people(r);
	r->out.need = find_need(r);
	r->out.played_down = is_situation(r, "played-down");
	r->out.both = is_situation(r, "ambivalence") || is_mixed(r);
	r->out.situation = find_situation(r);
	*out = &r->out;
	return 0;
}
