#include "clause_text.h"
#include "reading_parts.h"
#include "reply_clause.h"
#include "reply_fill.h"

#define CLAUSES		24	/* of a message that are weighed */
#define OF_EVENT	.5	/* more for one that tells the event */
#define OF_OTHER	.3	/* less for one whose words tell otherwise */
#define AGAINST		.2	/* the other way by so much is not said */
#define UNFIT		-1.0
#define OF_INNER	.3	/* less for one that only leads to it */
#define OF_HIM		.1	/* less where it does not say who */
#define SHORT_STORY	15	/* words of a message: any that tells some */
#define WORDS_WEIGH	60.0	/* so many more ask for 1 */
#define LONG_LEAST	.85	/* but for no more than this */
#define HALFWAY		1.5	/* this share of it, where no other does */
#define DOUBTFUL	.25	/* and by so much it may tell otherwise then */
#define BARELY		3.0	/* likewise, where nothing else is at all */

/* Of clauses that tell enough, the one that holds most of the matter, as
 * weighed on 509 messages that have several: how much a long one is more than
 * a short one, the last more than the first, and so on. */
#define OF_LENGTH	3.6
#define LONG_CLAUSE	10	/* words; a longer one is no more */
#define OF_LATER	2.0
#define OF_PLAIN	2.8	/* less for what is neither good nor hard */
#define OF_ASIDE	4.0	/* less behind "when", "before" and "if" */
#define OF_TURN		3.3	/* less for what has a "but" behind it */

struct telling {
	double	weight;		/* how much it tells of what it is about */
	double	rank;		/* the highest of those that tell enough is
				 * said */
	double	plain;		/* how likely nothing is felt about it */
	uint8_t	weak;
};

/* Do its words tell the other way, all that tell anything: "an adorable
 * hamster" of a message that is hard? */
static int
is_beside(const struct features *f, double sign)
{
	size_t	i;
	int	other = 0;

	for (i = 0; i < f->ntokens; i++) {
		if (f->token[i].tag == NULL || f->token[i].tag->valence == 0)
			continue;
		if (f->token[i].tag->valence * sign > 0)
			return 0;
		other = 1;
	}
	return other;
}

/* Do words of the prose have a part in what is told of the event?  The two
 * are not in the same place. */
static int
tells_event(const struct sage_speaker *s, struct sage_text t)
{
	size_t	from = (size_t)(t.data - s->reader->prose);

	return s->event_at != NULL && from < s->event_at->end.byte &&
	    s->event_at->start.byte < from + t.len;
}

/* How much of what the message is about a clause of it tells; UNFIT if it
 * plainly sounds good where the message is hard, or hard where that is
 * good. */
static void
weigh(struct sage_speaker *s, struct sage_text t, struct telling *out)
{
	struct sage_reader	*r = s->reader;
	double			 weight[FEELINGS_MAX], felt[3] = { 0 };
	double			 sign = 2 * r->out.good - 1;
	int			 want = sign > 0 ? 1 : -1;
	size_t			 i;

	reader_hear(r, t.data, t.len, weight);
	for (i = 0; i < r->feelings.n; i++)
		felt[r->feelings.f[i].good * want + 1] += weight[i];
	out->plain = felt[1];
	out->weight = felt[2];
	if ((felt[0] - felt[2]) * sign * want > AGAINST) {
		out->weight = UNFIT;
		return;
	}
	if (s->nfirst >= 0)
		out->weight += weight[s->nfirst];
	if (is_beside(r->part, sign))
		out->weight -= OF_OTHER;
	if (tells_event(s, t))
		out->weight += OF_EVENT;
}

/* Fill those slots that a clause can and that are empty; 0 if that is
 * nothing. */
static int
fill_forms(struct sage_speaker *s, const struct clause_text *text,
    const struct clause *c)
{
	struct buf	b = { 0 };

	if (s->slot[SLOT_CLAUSE] == NULL && clause_say(text, c, &b) &&
	    (s->slot[SLOT_CLAUSE] = reply_sound(s, &b)) != NULL) {
		/* "After you used to ride" is no English. */
		if (c->tense == TENSE_PAST && !has(text, c->verb, ROLE_HABIT))
			s->slot[SLOT_PAST] = s->slot[SLOT_CLAUSE];
		else if (c->tense == TENSE_NOW)
			s->slot[SLOT_NOW] = s->slot[SLOT_CLAUSE];
	}
	b.len = 0;
	if (s->slot[SLOT_DOING] == NULL && clause_doing(text, c, &b))
		s->slot[SLOT_DOING] = reply_sound(s, &b);
	reply_drop(s, &b);
	return s->slot[SLOT_CLAUSE] != NULL || s->slot[SLOT_DOING] != NULL;
}

/* Say a clause; 0 if it cannot be.  What is asked about may have one of its
 * forms more like what was written than the other. */
static int
say_clause(struct sage_speaker *s, struct clause_text *text,
    const struct clause *c)
{
	size_t	run = text->run;

	if (!fill_forms(s, text, c))
		return 0;
	if (s->asks)
		text->run = CLAUSE_RUN_ASK;
	(void)fill_forms(s, text, c);
	text->run = run;
	return 1;
}

/* How much a clause must tell: of a long story more than of a line. */
static double
least_weight(const struct sage_speaker *s)
{
	size_t	words = s->reader->out.words;
	double	least;

	if (words <= SHORT_STORY)
		return 0;
	least = (double)(words - SHORT_STORY) / WORDS_WEIGH;
	return least > LONG_LEAST ? LONG_LEAST : least;
}

/* Say the first in rank of the clauses that tell enough and can be said; 0 if
 * none can. */
static int
say_first(struct sage_speaker *s, struct clause_text *text,
    const struct clause *c, const struct telling *t, size_t n, double least)
{
	size_t	i, best;
	uint8_t	tried[CLAUSES] = { 0 };

	for (;;) {
		for (i = 0, best = n; i < n; i++)
			if (!tried[i] && t[i].weight > least && (best == n ||
			    t[i].rank > t[best].rank))
				best = i;
		if (best == n)
			return 0;
		if (say_clause(s, text, &c[best]))
			return 1;
		tried[best] = 1;
	}
}

/* Is it told of "him", whoever that is? */
static int
is_him(const struct clause_text *text, const struct clause *c)
{
	return !c->self && c->verb == c->from + 1u &&
	    !voice_has(text->turn[c->from], ROLE_OBJECT);
}

/* Did it only lead to what is told, which is known otherwise or is more than a
 * line?  What is still to come may be all there is to tell. */
static int
says_nothing(const struct sage_speaker *s, const struct clause *c)
{
	return c->inner == INNER_AWAY || (c->inner == INNER_LEADS &&
	    c->tense == TENSE_PAST && (s->slot[SLOT_SAY] != NULL ||
	    s->reader->out.words > SHORT_STORY));
}

/* Does "but" stand behind it: in the same sentence, or first in the next? */
static int
is_turned(const struct clause_text *text, const struct clause *c)
{
	size_t	i;
	int	stop = 0;

	for (i = c->to; i < text->n && !stop; i++) {
		stop = text->w[i - 1].brk == VOICE_STOP;
		if (voice_has(text->turn[i], ROLE_TURNS))
			return 1;
	}
	return 0;
}

static void
rank(struct sage_speaker *s, const struct clause_text *text,
    const struct clause *c, struct telling *t)
{
	size_t	length = c->to - c->from;

	weigh(s, clause_bytes(text, c), t);
	if (says_nothing(s, c))
		t->weight = UNFIT;
	else
		t->weight -= (c->inner ? OF_INNER : 0) +
		    (is_him(text, c) ? OF_HIM : 0);
	t->weak = c->inner || is_him(text, c) ||
	    voice_has(text->turn[c->verb], ROLE_ENJOYS);
	t->rank = t->weight + OF_LENGTH * (double)(length < LONG_CLAUSE ?
	    length : LONG_CLAUSE) / LONG_CLAUSE +
	    OF_LATER * c->from / (double)text->n - OF_PLAIN * t->plain;
	if (c->from > 0 && voice_has(text->turn[c->from - 1], ROLE_BESIDE))
		t->rank -= OF_ASIDE;
	if (is_turned(text, c))
		t->rank -= OF_TURN;
}

/* Where nothing else can be said at all: what only leads to it is as good. */
static void
be_content(const struct clause_text *text, const struct clause *c,
    struct telling *t)
{
	if (is_him(text, c))
		t->weight = UNFIT;
	else if (c->inner)
		t->weight += c->inner == INNER_LEADS ? OF_INNER : UNFIT;
}

/* Where there are no other words for what happened, it may be a little more
 * like what they wrote. */
void
reply_fill_clause(struct sage_speaker *s, struct clause_text *text)
{
	struct clause	c[CLAUSES];
	struct telling	t[CLAUSES];
	double		least = least_weight(s);
	size_t		n, i;

	n = clause_find(text, c, CLAUSES);
	for (i = 0; i < n; i++)
		rank(s, text, &c[i], &t[i]);
	if (say_first(s, text, c, t, n, least))
		return;
	if (s->asks)
		text->run = CLAUSE_RUN_ASK;
	else if (s->slot[SLOT_SAY] == NULL && s->slot[SLOT_TOPIC] == NULL)
		text->run = CLAUSE_RUN_MOST;
	if (say_first(s, text, c, t, n, least))
		return;
	if (s->slot[SLOT_SAY] != NULL || s->slot[SLOT_TOPIC] != NULL) {
		for (i = 0; i < n; i++)
			if (t[i].weak)
				t[i].weight = UNFIT;
		(void)say_first(s, text, c, t, n, least / HALFWAY);
		return;
	}
	for (i = 0; i < n; i++)
		be_content(text, &c[i], &t[i]);
	if (!s->asks)
		text->run = CLAUSE_RUN;
	(void)say_first(s, text, c, t, n, least / BARELY - DOUBTFUL);
}
