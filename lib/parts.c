#include <string.h>

#include "attention.h"

#define LEAST_CONTENT	1.0	/* words that a point must have */

/* ---- parts of the message ---------------------------------------------- */

const struct touch_word *
parts_words(const struct sage_attention *a, const struct part *p)
{
	return heard_words(&a->message) + p->c.first;
}

static struct part *
part_at(struct sage_attention *a, uint64_t at)
{
	size_t	i;

	for (i = 0; i < a->nparts; i++)
		if (at < a->part[i].c.end)
			return at + 1 > a->part[i].c.start ? &a->part[i] : NULL;
	return NULL;
}

static int
is_own(const struct sage_feeling *f)
{
	return strcmp(f->source, "named") == 0 &&
	    strcmp(f->holder, HOLDER) == 0 && !f->negated;
}

static void
mark_feelings(struct sage_attention *a, const struct sage_reading *r)
{
	const struct feelings		*fs = &a->reader->feelings;
	const struct sage_feeling	*f;
	struct part			*p;
	size_t				 i;
	int				 n;

	for (i = 0; i < r->nfeelings; i++) {
		f = &r->feelings[i];
		if (!is_own(f) || (p = part_at(a,
		    f->evidence.start.byte)) == NULL || (n = feeling_number(
		    fs, f->name, strlen(f->name))) < 0)
			continue;
		p->strong = 1;
		p->hard |= f->good < 0;
		p->feeling |= UINT64_C(1) << n;
		p->near |= fs->f[n].near;
		if (p->kind == PART_FEELING)
			continue;
		p->kind = PART_FEELING;
		p->what = fs->f[n].said[f->strength - 1];
	}
}

static void
mark_events(struct sage_attention *a, const struct sage_reading *r)
{
	struct part	*p;
	size_t		 i;

	for (i = 0; i < r->nevents; i++)
		if ((p = part_at(a, r->events[i].evidence.start.byte)) !=
		    NULL) {
			p->strong = 1;
			p->hard |= r->events[i].good < 0;
		}
}

/* How many words of a part a talk can be about. */
double
parts_content(const struct sage_attention *a, const struct part *p)
{
	const struct touch_word	*w = parts_words(a, p);
	double			 n = 0;
	size_t			 i;

	for (i = 0; i < p->c.n; i++)
		if (!w[i].plain && !touch_is(&w[i], TOUCH_LIGHT))
			n += touch_is(&w[i], TOUCH_FAINT) ? .5 : 1;
	return n;
}

/* Does the part say nothing but what something feels like? */
static uint64_t
bare_feeling(const struct sage_attention *a, const struct part *p)
{
	const struct touch_word	*w = parts_words(a, p);
	uint64_t		 bits = 0;
	size_t			 i;

	for (i = 0; i < p->c.n; i++) {
		if (w[i].plain || touch_is(&w[i], TOUCH_LIGHT) ||
		    touch_is(&w[i], TOUCH_FAINT))
			continue;
		if (w[i].tag == NULL || w[i].tag->feeling >= FEELINGS_MAX)
			return 0;
		bits |= UINT64_C(1) << w[i].tag->feeling;
	}
	return bits;
}

static void
mark_bare(struct sage_attention *a)
{
	const struct feelings	*fs = &a->reader->feelings;
	struct part		*p;
	size_t			 i, k;

	for (i = 0; i < a->nparts; i++) {
		p = &a->part[i];
		if (p->kind != PART_POINT || (p->feeling = bare_feeling(a,
		    p)) == 0)
			continue;
		p->kind = PART_FEELING;
		for (k = 0; k < fs->n; k++)
			if (p->feeling >> k & 1) {
				p->near |= fs->f[k].near;
				p->hard |= fs->f[k].good < 0;
			}
	}
}

/* Is it about somebody, or good, or hard, or not so? */
static int
matters(const struct sage_attention *a, const struct part *p)
{
	static const char *const	kinds[] = { "self", "you", "neg", "rel",
					    "family", "trouble", "harm",
					    "fault", "loss" };
	const struct touch_word		*w = parts_words(a, p);
	uint64_t			 bits = 0;
	size_t				 i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		bits |= model_kind(&a->reader->model, kinds[i]);
	for (i = 0; i < p->c.n; i++)
		if (w[i].tag != NULL && (w[i].tag->valence != 0 ||
		    (w[i].tag->kinds & bits) != 0))
			return 1;
	return 0;
}

/* Is it more than what one says to begin, to end, or to be polite? */
static int
counts(const struct sage_attention *a, const struct part *p,
    const struct heard_sentence *s)
{
	if ((s->cues & 1u << CUE_FORMAL) != 0 && !p->hard)
		return 0;
	if (p->kind == PART_QUESTION)
		return (s->cues & 1u << CUE_REQUEST) != 0 &&
		    (s->cues & 1u << CUE_RHETORICAL) == 0;
	return p->kind == PART_FEELING || p->strong ||
	    (parts_content(a, p) >= LEAST_CONTENT && matters(a, p));
}

void
parts_find(struct sage_attention *a)
{
	const struct heard_sentence	*s;
	const struct heard_clause	*c;
	size_t				 i, k;

	s = heard_sentences(&a->message, &k);
	c = heard_clauses(&a->message, &k);
	a->nparts = k < PARTS_MAX ? k : PARTS_MAX;
	memset(a->part, 0, sizeof(a->part));
	for (i = 0; i < a->nparts; i++) {
		a->part[i].c = c[i];
		if (s[c[i].sentence].question && (i + 1 == k ||
		    c[i + 1].sentence != c[i].sentence))
			a->part[i].kind = PART_QUESTION;
	}
	mark_feelings(a, a->message.reading);
	mark_bare(a);
	mark_events(a, a->message.reading);
	for (i = 0; i < a->nparts; i++)
		a->part[i].quiet = !counts(a, &a->part[i],
		    &s[a->part[i].c.sentence]);
}

