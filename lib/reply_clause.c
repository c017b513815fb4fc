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
static double
clause_weight(struct sage_speaker *s, struct sage_text t)
{
	struct sage_reader	*r = s->reader;
	int32_t			 p[MODEL_CLASSES];
	size_t			 n, i;
	double			 sign = 2 * r->out.good - 1;
	int			 want = sign > 0 ? 1 : -1;
	double			 weight = 0, against = 0;

	features_of(r->part, FEATURES_WORDS, r->kn, &r->model.tags, t.data,
	    t.len);
	n = model_run(&r->model, MODEL_FEELING, r->part, p);
	for (i = 0; i < n; i++)
		if (r->feelings.f[i].good == want)
			weight += (double)p[i] / MODEL_ONE;
		else if (r->feelings.f[i].good == -want)
			against += (double)p[i] / MODEL_ONE;
	if ((against - weight) * sign * want > AGAINST)
		return UNFIT;
	if (s->nfirst >= 0)
		weight += (double)p[s->nfirst] / MODEL_ONE;
	if (is_beside(r->part, sign))
		weight -= OF_OTHER;
	return tells_event(s, t) ? weight + OF_EVENT : weight;
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
		if (c->tense == TENSE_PAST)
			s->slot[SLOT_PAST] = s->slot[SLOT_CLAUSE];
		else if (c->tense == TENSE_NOW)
			s->slot[SLOT_NOW] = s->slot[SLOT_CLAUSE];
	}
	b.len = 0;
	if (s->slot[SLOT_DOING] == NULL && clause_doing(text, c, &b))
		s->slot[SLOT_DOING] = reply_sound(s, &b);
	buf_free(&b);
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

/* Say the clause that tells most of those that can be said; 0 if none can. */
static int
say_heaviest(struct sage_speaker *s, struct clause_text *text,
    const struct clause *c, const double *weight, size_t n, double least)
{
	size_t	i, best;
	uint8_t	tried[CLAUSES] = { 0 };

	for (;;) {
		for (i = 0, best = n; i < n; i++)
			if (!tried[i] && weight[i] > least && (best == n ||
			    weight[i] > weight[best]))
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

/* Where there are no other words for what happened, it may be a little more
 * like what they wrote. */
void
reply_fill_clause(struct sage_speaker *s, struct clause_text *text)
{
	struct clause	c[CLAUSES];
	double		weight[CLAUSES], least = least_weight(s);
	uint8_t		weak[CLAUSES];
	size_t		n, i;

	n = clause_find(text, c, CLAUSES);
	for (i = 0; i < n; i++) {
		weight[i] = says_nothing(s, &c[i]) ? UNFIT :
		    clause_weight(s, clause_bytes(text, &c[i])) -
		    (c[i].inner ? OF_INNER : 0) -
		    (is_him(text, &c[i]) ? OF_HIM : 0);
		weak[i] = c[i].inner || is_him(text, &c[i]) ||
		    voice_has(text->turn[c[i].verb], ROLE_ENJOYS);
	}
	if (say_heaviest(s, text, c, weight, n, least))
		return;
	if (s->asks)
		text->run = CLAUSE_RUN_ASK;
	else if (s->slot[SLOT_SAY] == NULL && s->slot[SLOT_TOPIC] == NULL)
		text->run = CLAUSE_RUN_MOST;
	if (say_heaviest(s, text, c, weight, n, least))
		return;
	if (s->slot[SLOT_SAY] != NULL || s->slot[SLOT_TOPIC] != NULL) {
		for (i = 0; i < n; i++)
			if (weak[i])
				weight[i] = UNFIT;
		(void)say_heaviest(s, text, c, weight, n, least / HALFWAY);
		return;
	}
	for (i = 0; i < n; i++)
		if (is_him(text, &c[i]))
			weight[i] = UNFIT;
		else if (c[i].inner)
			weight[i] += c[i].inner == INNER_LEADS ? OF_INNER :
			    UNFIT;
	if (!s->asks)
		text->run = CLAUSE_RUN;
	(void)say_heaviest(s, text, c, weight, n, least / BARELY - DOUBTFUL);
}
