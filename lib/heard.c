#include <stdlib.h>
#include <string.h>

#include "heard.h"

/* Names that lib/data/read and this file have in common. */
static const char *const category = "attention", *const named = "named";
static const char *const cues[CUES] = {
	[CUE_FORMAL] = "formal", [CUE_RHETORICAL] = "rhetorical",
	[CUE_REQUEST] = "request", [CUE_GENERAL] = "general",
	[CUE_ALL] = "all", [CUE_REPLY] = "reply",
	[CUE_LISTENING] = "listening", [CUE_BIGGER] = "bigger",
	[CUE_CARE] = "care"
};

#define HEARD_CLAUSE_LEAST	3	/* words */
#define OTHERS		3	/* words from "she" to what she feels */
#define STOP_SEES	256	/* bytes after a stop that tell what it is */

/* What is needed while a text is read. */
struct hearing {
	struct heard		*h;
	struct sage_reader	*r;
	const struct touch	*t;
	char			*room;		/* for a paragraph */
	int			 third;		/* words that may still tell
						 * what another one feels */
};

const struct heard_sentence *
heard_sentences(const struct heard *h, size_t *n)
{
	*n = h->sentences.len / sizeof(struct heard_sentence);
	return (const struct heard_sentence *)(void *)h->sentences.data;
}

const struct heard_clause *
heard_clauses(const struct heard *h, size_t *n)
{
	*n = h->clauses.len / sizeof(struct heard_clause);
	return (const struct heard_clause *)(void *)h->clauses.data;
}

const struct touch_word *
heard_words(const struct heard *h)
{
	return (const struct touch_word *)(void *)h->words.data;
}

struct heard_sentence *
heard_at(const struct heard *h, uint64_t at)
{
	struct heard_sentence	*s;
	size_t			 n = h->sentences.len / sizeof(*s), i;

	s = (struct heard_sentence *)(void *)h->sentences.data;
	for (i = 0; i < n; i++)
		if (at >= s[i].start && at < s[i].end)
			return &s[i];
	return NULL;
}

/* ---- sentences --------------------------------------------------------- */

static void
count_word(struct hearing *g, struct heard_sentence *s,
    const struct touch_word *w)
{
	const struct model	*m = &g->r->model;
	struct sage_text	 t = { g->h->prose + w->start,
				    w->end - w->start };
	int			 strength, feeling;

	if (w->tag != NULL) {
		s->self += (w->tag->kinds & model_kind(m, "self")) != 0;
		s->you += (w->tag->kinds & model_kind(m, "you")) != 0;
	}
	if (w->tag != NULL && (w->tag->kinds & model_kind(m, "third")) != 0)
		g->third = OTHERS + 1;
	g->third -= g->third > 0;
	if (touch_is(w, TOUCH_LIGHT) || g->third > 0)
		return;
	feeling = feeling_of_word(&g->r->feelings, t, &strength);
	if (feeling >= 0)
		s->feelings |= UINT64_C(1) << feeling;
	if (w->tag != NULL && w->tag->feeling < FEELINGS_MAX)
		s->feelings |= UINT64_C(1) << w->tag->feeling;
}

static int
add_word(struct hearing *g, struct heard_sentence *s, size_t from,
    const struct vword *v)
{
	static const size_t	most = HEARD_WORDS *
				    sizeof(struct touch_word);
	struct touch_word	w;

	if (g->h->words.len >= most) {
		g->h->cut = 1;
		return 0;
	}
	touch_read(g->t, g->h->prose, from + v->start, v->len, &w);
	w.brk = v->brk;
	count_word(g, s, &w);
	s->n++;
	return buf_append(&g->h->words, &w, sizeof(w));
}

/* Add words of a sentence from an offset on, which is moved behind them.  What
 * stands behind the last of very many is only known when it is read again. */
static int
add_some(struct hearing *g, struct heard_sentence *s, size_t *from)
{
	struct vword	v[VOICE_WORDS];
	size_t		n, i, begin = *from;
	int		e = 0;

	n = voice_words(g->h->prose + begin, s->end - begin, v);
	if (n == VOICE_WORDS && v[n - 1].brk == VOICE_ODD)
		*from = begin + v[--n].start;
	else {
		*from = s->end;
		s->question = n > 0 && v[n - 1].question;
	}
	for (i = 0; i < n && e == 0 && !g->h->cut; i++)
		e = add_word(g, s, begin, &v[i]);
	return e;
}

static int
add_words(struct hearing *g, struct heard_sentence *s)
{
	size_t	from = s->start;
	int	e = 0;

	while (from < s->end && e == 0 && !g->h->cut)
		e = add_some(g, s, &from);
	return e;
}

/* Does a clause begin with the second of two words that stand together? */
static int
is_joint(const struct touch_word *w, const struct touch_word *next,
    const struct touch_word *end)
{
	if (w->brk == VOICE_STOP)
		return 1;
	if (touch_is(next, TOUCH_JOINT))
		return next + 1 < end && touch_is(next + 1, TOUCH_SUBJECT);
	return w->brk == VOICE_COMMA && touch_is(next, TOUCH_SUBJECT);
}

/* Cut a sentence into clauses of some words each; a question is cut at marks
 * only. */
static int
add_clauses(const struct hearing *g, const struct heard_sentence *s)
{
	const struct touch_word	*w = heard_words(g->h) + s->first;
	struct heard_clause	 c = { .sentence = (uint32_t)(
				    g->h->sentences.len / sizeof(*s)) };
	uint32_t		 i, from = 0;
	int			 e;

	for (i = 1; i <= s->n; i++) {
		if (i < s->n && (i - from < HEARD_CLAUSE_LEAST ||
		    s->n - i < HEARD_CLAUSE_LEAST || (s->question &&
		    w[i - 1].brk == 0) || !is_joint(&w[i - 1], &w[i],
		    w + s->n)))
			continue;
		c.first = s->first + from;
		c.n = i - from;
		c.start = w[from].start;
		c.end = w[i - 1].end;
		if ((e = buf_append(&g->h->clauses, &c, sizeof(c))) != 0)
			return e;
		from = i;
	}
	return 0;
}

static int
add_sentence(struct hearing *g, size_t start, size_t end)
{
	struct heard_sentence	s = { .start = (uint32_t)start,
				    .end = (uint32_t)end };
	int			e;

	s.first = (uint32_t)(g->h->words.len / sizeof(struct touch_word));
	if ((e = add_words(g, &s)) != 0 || s.n == 0 ||
	    (e = add_clauses(g, &s)) != 0)
		return e;
	return buf_append(&g->h->sentences, &s, sizeof(s));
}

/* Does a new line begin here that is empty, or an item of a list? */
static int
is_edge(const char *s, size_t len, size_t at)
{
	if (s[at] != '\n')
		return 0;
	while (++at < len && (s[at] == ' ' || s[at] == '\t'))
		;
	return at == len || s[at] == '\n' || (strchr("-*+", s[at]) != NULL &&
	    at + 1 < len && s[at + 1] == ' ');
}

/* Where the sentence that begins at an offset ends, with what follows it. */
static size_t
next_sentence(const struct hearing *g, size_t from)
{
	const char	*s = g->h->prose;
	size_t		 len = g->h->len, i, next, stops;

	for (i = from; i < len; i += stops) {
		stops = strspn(s + i, ".!?");
		if (stops == 0) {
			stops = 1;
			if (is_edge(s, len, i))
				return i + 1;
			continue;
		}
		next = sentence_end(s, len - i > STOP_SEES ? i + STOP_SEES :
		    len, i, matcher_abbreviation, &g->r->matcher);
		if (next > i)
			return next;
	}
	return len;
}

static int
cut_sentences(struct hearing *g)
{
	size_t	from, next;
	int	e;

	for (from = 0; from < g->h->len; from = next) {
		next = next_sentence(g, from);
		if ((e = add_sentence(g, from, next)) != 0)
			return e;
	}
	return 0;
}

/* ---- prose ------------------------------------------------------------- */

static int
take_paragraph(const struct paragraph *p, void *arg)
{
	const struct hearing	*g = arg;
	size_t			 at, len;

	if (!p->prose || (at = (size_t)stream_place(p).byte) >= g->h->len)
		return 0;
	len = p->len < g->h->len - at ? p->len : g->h->len - at;
	memcpy(g->h->prose + at, paragraph_masked(p, g->room), len);
	return 0;
}

/* A copy of the text, with lines where they were, that ends in NUL and has
 * none before that. */
static int
find_prose(struct hearing *g, enum sage_type type)
{
	struct heard	*h = g->h;
	struct stream	*s;
	size_t		 i;
	int		 e;

	h->prose = malloc(h->len + SCAN_SLACK);
	g->room = malloc(STREAM_WINDOW + SCAN_SLACK);
	s = calloc(1, sizeof(*s));
	e = h->prose == NULL || g->room == NULL || s == NULL ? SAGE_ENOMEM :
	    stream_init(s, type, markdown_mask, SAGE_BYTE, NULL,
	    take_paragraph, g);
	if (e == 0) {
		stream_abbreviations(s, matcher_abbreviation,
		    &g->r->matcher);
		for (i = 0; i < h->len; i++)
			h->prose[i] = h->text[i] == '\n' ? '\n' : ' ';
		memset(h->prose + h->len, 0, SCAN_SLACK);
		stream_begin(s, 1);
		if ((e = stream_feed(s, h->text, h->len)) == 0)
			e = stream_end(s);
		for (i = 0; i < h->len; i++)
			if (h->prose[i] == '\r' || h->prose[i] == '\0')
				h->prose[i] = ' ';
	}
	if (s != NULL)
		stream_free(s);
	free(s);
	free(g->room);
	return e;
}

/* ---- what the sentences are for ---------------------------------------- */

static void
take_hit(const struct heard *h, const struct hit *hit)
{
	struct heard_sentence	*s;
	enum cue		 c;

	if (strcmp(hit->category, category) != 0 ||
	    (s = heard_at(h, hit->start)) == NULL)
		return;
	for (c = 0; c < CUES; c++)
		if (strcmp(hit->id + strlen(category) + 1, cues[c]) == 0)
			s->cues |= 1u << c;
}

static void
mark_troubles(const struct heard *h)
{
	const struct sage_reading	*r = h->reading;
	struct heard_sentence		*s;
	size_t				 i;

	for (i = 0; i < r->nevents; i++)
		if (r->events[i].good < 0 && (s = heard_at(h,
		    r->events[i].evidence.start.byte)) != NULL)
			s->trouble = 1;
	for (i = 0; i < r->nfeelings; i++)
		if (r->feelings[i].good < 0 && !r->feelings[i].negated &&
		    strcmp(r->feelings[i].source, named) == 0 &&
		    strcmp(r->feelings[i].holder, HOLDER) == 0 &&
		    (s = heard_at(h,
		    r->feelings[i].evidence.start.byte)) != NULL)
			s->trouble = 1;
}

int
heard_read(struct heard *h, struct sage_reader *r, const struct touch *t,
    struct sage_text text, enum sage_type type)
{
	struct hearing		 g = { h, r, t, NULL, 0 };
	const struct hit	*hit;
	size_t			 n, i;
	int			 e;

	heard_free(h);
	h->text = text.data;
	h->len = text.len < SAGE_MESSAGE_MAX ? text.len : SAGE_MESSAGE_MAX;
	h->cut = h->len < text.len;
	if ((e = find_prose(&g, type)) != 0 || (e = cut_sentences(&g)) != 0 ||
	    (e = sage_read(r, h->prose, h->len, &h->reading)) != 0)
		return e;
	hit = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		take_hit(h, &hit[i]);
	mark_troubles(h);
	return 0;
}

void
heard_free(struct heard *h)
{
	free(h->prose);
	buf_free(&h->sentences);
	buf_free(&h->clauses);
	buf_free(&h->words);
	memset(h, 0, sizeof(*h));
}
