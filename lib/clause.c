#include <string.h>

#include "clause_end.h"
#include "clause_group.h"

/* ---- what one is to the text ------------------------------------------- */

/* Does it stand behind "when" and the like? */
static int
is_behind(const struct clause_text *c, size_t at)
{
	/* "Sad when my dog died" gives the cause. */
	return at > 0 && c->w[at - 1].brk == 0 && has(c, at - 1, ROLE_STOP) &&
	    !has(c, at - 1, ROLE_JOINS) && (at < 2 || !word_is_felt(c, at - 2));
}

static enum inner
inner_of(const struct clause_text *c, const struct clause *cl)
{
	int	sets_out = cl->self && cl->group != GROUP_NOT &&
		    has(c, cl->verb, ROLE_SETS_OUT);

	if (is_behind(c, cl->from))
		return sets_out ? INNER_AWAY : INNER_BEHIND;
	if ((cl->group == GROUP_ING && cl->tense == TENSE_PAST) ||
	    (cl->group == GROUP_BE && cl->self))
		return INNER_BEHIND;
	/* Of "I found out my dog died" the second half tells it. */
	return sets_out || (cl->self && has(c, cl->verb, ROLE_LEAD) &&
	    clause_has_second(c, cl)) ? INNER_LEADS : INNER_NOT;
}

/* "I was driving home when ...", "when I was at school ...": what happened
 * comes then.  Of "I missed it because I was reading" it came before. */
static int
is_background(const struct clause_text *c, const struct clause *cl)
{
	if (cl->group == GROUP_BE && cl->self)
		return is_behind(c, cl->from);
	if (cl->group != GROUP_ING || cl->tense != TENSE_PAST)
		return 0;
	return (cl->self && is_behind(c, cl->from)) || (cl->to < c->n &&
	    c->w[cl->to - 1].brk < VOICE_STOP && has(c, cl->to, ROLE_STOP));
}

/* "Growing up, we": so little, without a subject, tells something if it is one
 * itself, as in "having kids takes time", or all of it. */
static int
is_scrap(const struct clause_text *c, const struct clause *cl)
{
	return cl->bare && cl->group == GROUP_ING &&
	    cl->to < cl->from + CLAUSE_LEAST && cl->to < c->n &&
	    (c->w[cl->to - 1].brk == VOICE_COMMA ||
	    (c->w[cl->to - 1].brk == 0 && !clause_runs_on(c, cl, cl->to)));
}

/* "Almost.", "I think.", "just kidding.": does what begins here, all that is
 * left of the sentence, say that it may not be so? */
static int
is_doubted(const struct clause_text *c, size_t at)
{
	if (has(c, at, ROLE_SELF) && c->w[at].brk == 0)
		at++;
	while (has(c, at, ROLE_ADVERB) && !has(c, at, ROLE_DOUBTS) &&
	    c->w[at].brk == 0)
		at++;
	return at < c->n && c->w[at].brk >= VOICE_STOP &&
	    (has(c, at, ROLE_DOUBTS) || has(c, at, ROLE_UNSURE) ||
	    has(c, at, ROLE_UNREAL) || (has(c, at, ROLE_OPENER) &&
	    !has(c, at, ROLE_HOLDS) && has(c, at - 1, ROLE_SELF)));
}

/* "And he didn't.", "but never did.", "Not!": is it denied here? */
static int
is_denied(const struct clause_text *c, size_t at, int self)
{
	int	no = 0;

	at += has(c, at, ROLE_JOINS);
	/* "They were invited, but I wasn't." */
	if (!self && has(c, at, ROLE_SELF))
		return 0;
	if ((has(c, at, ROLE_SELF) || has(c, at, ROLE_SUBJECT)) &&
	    at < c->n && c->w[at].brk == 0)
		at++;
	for (; has(c, at, ROLE_NOT) || has(c, at, ROLE_DO) ||
	    has(c, at, ROLE_ADVERB); at++) {
		no |= has(c, at, ROLE_NOT);
		if (c->w[at].brk >= VOICE_STOP)
			return no;
	}
	return 0;
}

/* "He promised to call, and he didn't": the second half is what happened. */
static int
is_taken_back(const struct clause_text *c, const struct clause *cl)
{
	size_t	at = cl->to;

	if (is_denied(c, at, cl->self) || (at < c->n &&
	    c->w[at - 1].brk < VOICE_STOP && is_doubted(c, at)))
		return 1;
	/* "I won it and then lost it." */
	if (!has(c, at, ROLE_JOINS) || !has(c, ++at, ROLE_JOINS))
		return 0;
	at++;
	return word_is_form(c, at, INFLECT_PAST, 1) &&
	    has(c, at + 1, ROLE_THING);
}

/* ---- those with no subject, or no tense -------------------------------- */

/* "Did not", "have been": a verb follows; "had a nap" is one itself. */
static int
is_helping(const struct clause_text *c, size_t at)
{
	if (has(c, at, ROLE_CAN) || has(c, at, ROLE_WILL) ||
	    has(c, at, ROLE_BEEN))
		return 1;
	return !word_begins_name(c, at + 1) && (has(c, at, ROLE_DO) ||
	    (has(c, at, ROLE_HAVE) && !(has(c, at + 1, ROLE_TO) &&
	    word_is_plain_verb(c, at + 2))));
}

/* "Robbed at the mall", "left me", "kicked out by my mum": was it somebody else
 * who did it?  "Lost my keys" was none. */
static int
is_suffered(const struct clause_text *c, size_t at)
{
	const struct turn	*next = at + 1 < c->n ? c->turn[at + 1] : NULL;
	size_t			 i;
	int			 thing = word_begins_name(c, at + 1);

	if (thing && has(c, at, ROLE_GIVES) && has(c, at + 1, ROLE_ARTICLE))
		return 1;	/* "offered a job" */
	if (has(c, at, ROLE_ROBS))
		return 1;	/* "stole my car" */
	thing |= next == NULL && at + 1 < c->n && word_is_thing(c, at + 1);
	if (word_is_form(c, at, INFLECT_PART, 0) && !thing &&
	    !has(c, at, ROLE_ITSELF) && !has(c, at, ROLE_HAVE))
		return 1;
	if (next != NULL && next->always != 0 && !thing)
		return 1;	/* "left me" */
	for (i = at + 1; i < c->n && c->w[i - 1].brk == 0; i++)
		if (has(c, i, ROLE_BY))
			return 1;
	return 0;
}

/* "Did the parcel come": it asks, as a verb follows; "did the dishes" does
 * not. */
static int
is_asked(const struct clause_text *c, size_t at)
{
	size_t	i;

	if (!has(c, at, ROLE_DO))
		return 0;
	for (i = at + 2; word_is_within(c, i, at + CLAUSE_THING); i++)
		if (word_is_plain_verb(c, i) && word_may_name(c, i - 1))
			return 1;
	return 0;
}

/* Is what stands there a verb that may have a subject of its own? */
static int
is_finite(const struct clause_text *c, size_t at)
{
	return word_is_helper(c, at) || word_is_form(c, at, INFLECT_PAST |
	    INFLECT_PART | INFLECT_THIRD, 1);
}

static int
is_behind_and(const struct clause_text *c, size_t at)
{
	return at > 2 && c->w[at - 1].brk == 0 &&
	    has(c, at - 1, ROLE_JOINS) && has(c, at - 1, ROLE_STOP);
}

/* Does what begins here say what else the speaker did, "I tripped and [fell
 * down the stairs]"?  Nobody else may be what it is said of. */
static int
is_joined(const struct clause_text *c, size_t at)
{
	struct clause	first = { 0 };
	size_t		i, end = at - 1;

	for (i = end; i > 0 && !has(c, i, ROLE_SELF); i--)
		if (c->w[i - 1].brk != 0 || (i < end &&
		    (has(c, i, ROLE_STOP) || has(c, i, ROLE_OPENS) ||
		    (has(c, i, ROLE_SUBJECT) && !word_begins_name(c, i)))))
			return 0;
	first.from = (uint16_t)i;
	first.self = 1;
	if (!has(c, i, ROLE_SELF) || !clause_begins(c, i) ||
	    (!group_read(c, i + 1, &first) && first.group != GROUP_BE) ||
	    first.tense != TENSE_PAST || first.group == GROUP_PART ||
	    first.group == GROUP_PERFECT)
		return 0;
	for (i = first.verb + 1u; i < end; i++)
		if (is_finite(c, i))
			return 0;
	return 1;
}

/* Does a form of the past stand here, of a verb whose subject may be left
 * out? */
static int
is_bare_past(const struct clause_text *c, size_t at)
{
	return at < c->n && (word_is_form(c, at, INFLECT_PAST, 1) ||
	    (has(c, at, ROLE_DOES) && word_is_form(c, at, INFLECT_PAST, 0))) &&
	    !word_is_put(c, at) && !has(c, at, ROLE_BE) &&
	    (!word_is_felt(c, at) || word_begins_name(c, at + 1));
}

/* "Losing", "being", "having". */
static int
is_doing(const struct clause_text *c, size_t at)
{
	char			 lemma[INFLECT_MAX + 1];
	const struct turn	*t;

	if (word_is_form(c, at, INFLECT_ING, 1))
		return 1;
	if (!word_lemma(c, at, INFLECT_ING, lemma))
		return 0;
	t = voice_turn(c->v, lemma);
	return voice_has(t, ROLE_BE) || voice_has(t, ROLE_HAVE);
}

/* "My brother is mean. [Sold my car.]": was the sentence before told of
 * somebody else, who may have done this too? */
static int
is_of_others(const struct clause_text *c, size_t at)
{
	size_t	i = at;

	if (at == 0)
		return 0;
	for (i--; !word_begins_sentence(c, i); i--)
		;
	while (i + 1 < at && (has(c, i, ROLE_ADVERB) || has(c, i, ROLE_JOINS)))
		i++;
	return has(c, i, ROLE_SUBJECT) && !has(c, i, ROLE_SELF) &&
	    !has(c, i, ROLE_THING);
}

/* "Went to the zoo today.", "Holding her for the first time was amazing.": it
 * is the speaker who did it. */
static int
read_bare(const struct clause_text *c, size_t at, struct clause *out)
{
	size_t	from = at;
	int	alone = word_begins_sentence(c, at);

	if (!alone && !is_behind_and(c, at))
		return 0;
	while (has(c, at, ROLE_ADVERB) && !has(c, at, ROLE_NOT) &&
	    c->w[at].brk == 0)
		at++;
	if (at == from && has(c, at, ROLE_NOT) && is_doing(c, at + 1))
		from = ++at;	/* "Not getting it" */
	if (at >= c->n || c->w[at].brk != 0 || is_suffered(c, at) ||
	    verb_tells_nothing(c, at) || is_helping(c, at) ||
	    is_asked(c, at))
		return 0;
	out->bare = out->self = 1;
	out->verb = (uint16_t)at;
	if (at == from && alone && is_doing(c, at)) {
		out->group = GROUP_ING;
		out->tense = TENSE_OTHER;
		return 1;
	}
	out->group = GROUP_SIMPLE;
	out->tense = TENSE_PAST;
	return is_bare_past(c, at) && (alone ? !is_of_others(c, from) :
	    is_joined(c, from));
}

/* "[My mom being sick] is hard on us": what somebody else does, as a thing; its
 * verb has no form of its own time. */
static int
read_nominal(const struct clause_text *c, size_t at, struct clause *out)
{
	size_t	i;

	if (!has(c, at, ROLE_OWNER) || !word_begins_sentence(c, at))
		return 0;
	for (i = at + 1; word_is_within(c, i, at + CLAUSE_THING); i++) {
		if (i > at + 1 && is_doing(c, i) &&
		    !word_is_quality(c, i - 1)) {
			out->verb = (uint16_t)i;
			out->group = GROUP_ING;
			return word_is_person(c, i - 1) &&
			    !verb_tells_nothing(c, i);
		}
		if (!word_may_name(c, i) || word_starts_verb(c, i))
			return 0;
	}
	return 0;
}

static int
read_clause(const struct clause_text *c, size_t at, struct clause *out)
{
	size_t	next;

	memset(out, 0, sizeof(*out));
	out->from = (uint16_t)at;
	if (!subject_may_begin(c, at))
		return read_bare(c, at, out);
	out->self = (uint8_t)has(c, at, ROLE_SELF);
	if (read_nominal(c, at, out))
		return 1;
	return clause_begins(c, at) && (next = subject_end(c, at)) != 0 &&
	    group_read(c, next, out);
}

size_t
clause_find(const struct clause_text *c, struct clause *out, size_t room)
{
	struct clause	cl;
	size_t		i, n = 0;

	for (i = 0; i < c->n && n < room; i++) {
		if (!read_clause(c, i, &cl))
			continue;
		if (clause_find_end(c, &cl, CLAUSE_LEAST - cl.bare) &&
		    !is_taken_back(c, &cl) &&
		    !is_background(c, &cl) && !is_scrap(c, &cl)) {
			cl.inner = (uint8_t)inner_of(c, &cl);
			out[n++] = cl;
		}
	}
	return n;
}

struct sage_text
clause_bytes(const struct clause_text *c, const struct clause *cl)
{
	const struct vword	*last = &c->w[cl->to - 1];
	uint32_t		 start = c->w[cl->from].start;

	return (struct sage_text){ c->text + start, last->start + last->len -
	    start };
}
