#include <string.h>

#include "clause_end.h"
#include "clause_group.h"
#include "clause_say.h"

#define ABOUT_LEAST	2	/* of what is done that a feeling is about */
#define FELT_FROM	5	/* words from "I" to what is felt */

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
 * comes then. */
static int
is_background(const struct clause_text *c, const struct clause *cl)
{
	if (cl->group == GROUP_BE && cl->self)
		return is_behind(c, cl->from);
	return cl->group == GROUP_ING && cl->tense == TENSE_PAST &&
	    cl->to < c->n && c->w[cl->to - 1].brk < VOICE_STOP &&
	    has(c, cl->to, ROLE_STOP);
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
	    !word_is_put(c, at) && !has(c, at, ROLE_BE) && !word_is_felt(c, at);
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
	    verb_tells_nothing(c, at) || is_helping(c, at))
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

/* ---- what a feeling is about -------------------------------------------- */

/* Is it wished for, or what another says? */
static int
is_unreal(const struct clause_text *c, size_t at)
{
	while (!word_begins_sentence(c, at))
		if (has(c, --at, ROLE_UNREAL))
			return 1;
	return 0;
}

/* Is it the speaker who feels what the word says, now or then?  Nobody is
 * "not scared of dogs" or "too tired to go", and what I would enjoy, or used to
 * be afraid of, I do not. */
static int
is_mine(const struct clause_text *c, size_t at)
{
	size_t	i;
	int	joy = has(c, at, ROLE_ENJOYS);

	if (has(c, at, ROLE_UNREAL))
		return 0;
	for (i = at; i > 0 && i + FELT_FROM > at && c->w[i - 1].brk == 0; i--) {
		if (has(c, i - 1, ROLE_NOT) || has(c, i - 1, ROLE_WILL) ||
		    has(c, i - 1, ROLE_CAN) || has(c, i - 1, ROLE_DO) ||
		    has(c, i - 1, ROLE_DOUBTS) || has(c, i - 1, ROLE_LESSENS) ||
		    has(c, i - 1, ROLE_NONE) || has(c, i - 1, ROLE_TO) ||
		    has(c, i - 1, ROLE_UNREAL) || has(c, i - 1, ROLE_EXCEPT))
			return 0;
		if (has(c, i - 1, ROLE_SELF) && is_unreal(c, i - 1))
			return 0;
		if (has(c, i - 1, ROLE_SELF))
			return joy || word_is_felt(c, at) ||
			    has(c, at, ROLE_READY) || has(c, at, ROLE_TELLS);
		if (joy && !has(c, i - 1, ROLE_ADVERB))
			return 0;
	}
	return 0;
}

/* "Cannot wait for", "looking forward to". */
static int
is_awaited(const struct clause_text *c, size_t at)
{
	if (has(c, at, ROLE_AHEAD))
		return 1;
	return has(c, at, ROLE_AWAITS) && at > 0 && has(c, at - 1, ROLE_NOT) &&
	    (has(c, at - 1, ROLE_CAN) || (at > 1 &&
	    has(c, at - 2, ROLE_CAN)));
}

/* A word that may be one of what a thing is called. */
static int
is_part(const struct clause_text *c, size_t at)
{
	return word_may_name(c, at) && !word_is_insult(c, at) &&
	    (word_is_name(c, at) || word_is_known(c, at));
}

/* "Heights", "wild dogs": the end of many things, 0 if it is none. */
static size_t
many_end(const struct clause_text *c, size_t at)
{
	if (at + 1 < c->n && !clause_may_end(c, at + 1) && is_part(c, at))
		at++;
	if (!is_part(c, at) || !clause_may_end(c, at + 1) ||
	    has(c, at, ROLE_NO_TOPIC))
		return 0;
	return word_is_many(c, at) ? at + 1 : 0;
}

/* The end of a thing that begins here, 0 if it is none.  "The way" is none,
 * and "my life" is one. */
static size_t
thing_end(const struct clause_text *c, size_t at)
{
	size_t	i;
	int	own = has(c, at, ROLE_OWNER);

	if (!word_begins_name(c, at))
		return many_end(c, at);
	for (i = at + 1; word_is_within(c, i, at + CLAUSE_THING); i++) {
		if (i > at + 1 && clause_may_end(c, i))
			break;
		if (!is_part(c, i))
			return 0;
	}
	return i > at + 1 && clause_may_end(c, i) &&
	    !has(c, i - 1, ROLE_ADJECTIVE) && !has(c, i - 1, ROLE_ADVERB) &&
	    !has(c, i - 1, ROLE_THING) &&
	    (own || !has(c, i - 1, ROLE_NO_TOPIC)) ? i : 0;
}

static int
say_thing(const struct clause_text *c, size_t from, size_t to,
    struct buf *out)
{
	struct saying	s = { c, out, out->len, 0, 0, NULL };
	const char	*first;
	int		 e = 0;

	if (word_begins_name(c, from)) {
		first = book_string(c->v->book, c->turn[from]->before);
		e = say_word(&s, first, strlen(first), 1);
		from++;
	}
	if (e == 0 && say_words(&s, from, to, SIZE_MAX) == 0 &&
	    s.most <= c->run)
		return ABOUT_THING;
	out->len = s.begun;
	return 0;
}

/* Begin what is done, or is, with a verb and no subject. */
static void
begin_done(struct clause *cl, size_t at, enum verb_group group)
{
	memset(cl, 0, sizeof(*cl));
	cl->from = cl->verb = (uint16_t)at;
	cl->group = (uint8_t)group;
	cl->tense = TENSE_NOW;
}

/* A verb here, as "doing" or as it stands in the dictionary behind "to". */
static int
read_done(const struct clause_text *c, size_t at, int to, size_t least,
    struct clause *cl)
{
	if (to && word_is_plain_verb(c, at) && word_is_plain_verb(c, at + 1))
		at++;	/* "to go see" */
	if (to ? !word_is_plain_verb(c, at) :
	    !word_is_form(c, at, INFLECT_ING, 0) || has(c, at, ROLE_OPENER))
		return 0;
	begin_done(cl, at, to ? GROUP_SIMPLE : GROUP_ING);
	cl->self = 1;
	return clause_find_end(c, cl, least) && !clause_has_second(c, cl);
}

/* Say what somebody else does, from which word on and with which verb. */
static int
say_deed(struct saying *s, const struct clause *cl, size_t to)
{
	struct clause	one = *cl;
	size_t		end;
	int		e;

	end = has(s->c, cl->verb - 1u, ROLE_TO) ? cl->verb - 1u : cl->verb;
	one.from = one.verb;
	e = say_words(s, cl->from, end, cl->from);
	return e == 0 ? say_verb(s, &one, to) : e;
}

/* "For [school to start]", "about [my son moving] out": what another does that
 * a feeling is about. */
static int
say_their(const struct clause_text *c, size_t at, struct buf *out)
{
	struct clause	cl;
	size_t		i = at + (size_t)word_begins_name(c, at);
	size_t		verb, first = i;
	int		to;

	for (; i < c->n && i < at + CLAUSE_THING && c->w[i].brk == 0; i++) {
		to = has(c, i + 1, ROLE_TO);
		if (!(is_part(c, i) || (has(c, i, ROLE_OF) && i > first)) ||
		    word_is_form(c, i, INFLECT_ING, 1) ||
		    has(c, i, ROLE_ADVERB))
			return 0;
		verb = i + 1u + (size_t)to;
		while (!to && word_is_adverb(c, verb))
			verb++;
		if (word_is_quality(c, i) ||
		    (at == first && !word_is_thing(c, i) &&
		    !word_is_person(c, i) && !word_is_name(c, i)) ||
		    !read_done(c, verb, to, 1, &cl))
			continue;
		cl.from = (uint16_t)at;
		return say_best(c, &cl, say_deed, out) ? ABOUT_DOING : 0;
	}
	return 0;
}

/* Read the verb of what will be, behind "will", "might" or "am going to", from
 * after the subject; 0 if it is none to be said. */
static int
read_future(const struct clause_text *c, size_t from, size_t at,
    struct clause *cl)
{
	size_t	be = has(c, at, ROLE_BE);

	if (has(c, at, ROLE_WILL) && !has(c, from, ROLE_WILL))
		at++;
	else if ((be || has(c, at - 1, ROLE_BE)) && word_is_ahead(c, at + be))
		at += 2 + be;
	else if (!has(c, from, ROLE_WILL))
		return 0;
	while (has(c, at, ROLE_NOT) || has(c, at, ROLE_ADVERB))
		at++;
	if (!has(c, at, ROLE_BE))
		return read_done(c, at, 1, at < c->n && c->w[at].brk != 0 ?
		    1 : ABOUT_LEAST, cl);
	begin_done(cl, at + 1, GROUP_BE);
	return c->w[at].brk == 0 && !has(c, at + 1, ROLE_ABLE) &&
	    clause_find_end(c, cl, 1) && !clause_has_second(c, cl);
}

/* "Being afraid of never finding anyone": from is whom it is feared of. */
static int
say_worry(struct saying *s, const struct clause *cl, size_t to)
{
	const struct clause_text *c = s->c;
	const uint32_t	*doing = c->v->topic->doing;
	size_t		 felt = cl->from - 1u - word_is_that(c, cl->from - 1u);
	size_t		 i = has(c, cl->from, ROLE_WILL) ? cl->from + 1u :
			    subject_end(c, cl->from);
	struct clause	 one = *cl;
	int		 e;

	one.from = one.verb;
	if ((e = say_string(s, doing[DOING_BE])) == 0 && (e = say_words(s,
	    felt, felt + 1, SIZE_MAX)) == 0)
		e = say_string(s, doing[has(c, felt, ROLE_FEARS) ?
		    DOING_OF : DOING_ABOUT]);
	if (e == 0 && !has(c, cl->from, ROLE_SELF) &&
	    !has(c, cl->from, ROLE_WILL))
		e = say_words(s, cl->from, i, SIZE_MAX);
	for (; i < cl->verb && e == 0; i++)
		if (has(c, i, ROLE_NOT) || has(c, i, ROLE_DENIES))
			e = words_say_never(c, i, i + 1) ?
			    say_words(s, i, i + 1, SIZE_MAX) :
			    say_string(s, doing[DOING_NOT]);
	return e == 0 ? say_verb(s, &one, to) : e;
}

/* "Afraid [I will never find anyone]", "worried that [my dog might die]": it
 * may not be so, so that the fear is said with it. */
static int
say_feared(const struct clause_text *c, size_t at, struct buf *out)
{
	struct clause	cl;
	size_t		end, from = at + (size_t)word_is_that(c, at);

	if (!has(c, at - 1, ROLE_UNSURE) || at < 2 ||
	    !(has(c, at - 2, ROLE_BE) || word_is_adverb(c, at - 2)) ||
	    from >= c->n)
		return 0;
	/* "I'll" is a subject here, and what will be. */
	end = has(c, from, ROLE_WILL) && c->turn[from]->always != 0 ?
	    from + 1 : subject_may_begin(c, from) ? subject_end(c, from) : 0;
	if (end == 0 || (end == from + 1 && !has(c, from, ROLE_SELF) &&
	    !has(c, from, ROLE_WILL)) || !read_future(c, from, end, &cl))
		return 0;
	cl.from = (uint16_t)from;
	return say_best(c, &cl, say_worry, out) ? ABOUT_DOING : 0;
}

/* What begins here, behind the word for the feeling. */
static int
say_about(const struct clause_text *c, size_t at, int joy, struct buf *out)
{
	struct clause	cl;
	size_t		end, least = ABOUT_LEAST;
	int		to = 0;

	while (has(c, at, ROLE_ADVERB) && c->w[at].brk == 0)
		at++;
	if (say_feared(c, at, out))
		return ABOUT_DOING;
	/* "Scared walking" */
	if (!joy && word_is_form(c, at, INFLECT_ING, 1))
		return read_done(c, at, 0, CLAUSE_LEAST, &cl) &&
		    say_best(c, &cl, say_verb, out) ? ABOUT_DOING : 0;
	if (!joy || has(c, at, ROLE_TO)) {
		if (!has(c, at, ROLE_TOWARDS) || c->w[at].brk != 0)
			return 0;
		to = has(c, at, ROLE_TO);
		at++;
		while (to && has(c, at, ROLE_ADVERB) && c->w[at].brk == 0)
			at++;
	}
	if (!to && say_their(c, at, out))
		return ABOUT_DOING;
	if ((end = thing_end(c, at)) != 0)
		return say_thing(c, at, end, out);
	/* "Excited to move": it is the whole, as "ready to go" is not. */
	if (to && at < c->n && c->w[at].brk != 0 && !has(c, at, ROLE_SETS_OUT))
		least = 1;
	if (read_done(c, at, to, least, &cl) || (to && read_done(c, at, 0,
	    least, &cl)))
		return say_best(c, &cl, say_verb, out) ? ABOUT_DOING : 0;
	return 0;
}

/* "There was [a big storm] last night." */
static int
say_there(const struct clause_text *c, struct buf *out)
{
	size_t	i, at, end;

	for (i = 0; i + 2 < c->n; i++) {
		if (!has(c, i, ROLE_THERE) || !has(c, i + 1, ROLE_BE) ||
		    has(c, i + 1, ROLE_NOT) || c->w[i].brk != 0 ||
		    c->w[i + 1].brk != 0 || !clause_is_free(c, i))
			continue;
		for (at = i + 2; has(c, at, ROLE_ADVERB) && !has(c, at,
		    ROLE_NOT) && !has(c, at, ROLE_DOUBTS) &&
		    c->w[at].brk == 0; at++)
			;
		if (has(c, at, ROLE_ARTICLE) && (end = thing_end(c, at)) != 0 &&
		    !word_is_form(c, end - 1, INFLECT_ING, 1) &&
		    !has(c, end - 1, ROLE_WHEN))
			return say_thing(c, at, end, out);
	}
	return 0;
}

/* "It was so nice to [see my sister]." */
static int
say_nice(const struct clause_text *c, size_t at, struct buf *out)
{
	struct clause	cl;
	int		to;

	if (!has(c, at, ROLE_THING) || !(has(c, at + 1, ROLE_BE) ||
	    has(c, at + 1, ROLE_OPENER)) || has(c, at + 1, ROLE_NOT) ||
	    !word_begins_sentence(c, at))
		return 0;
	for (at += 2; (word_is_adverb(c, at) && !has(c, at, ROLE_NOT)) ||
	    has(c, at, ROLE_JOINS); at++)
		;	/* "so" joins too */
	if (at + 1 >= c->n || c->w[at].brk != 0 || c->tag[at] == NULL ||
	    c->tag[at]->valence < 0 || (c->tag[at]->valence == 0 &&
	    c->tag[at]->feeling == TAG_NONE))
		return 0;
	at++;
	to = has(c, at, ROLE_TO);
	return read_done(c, at + (size_t)to, to, ABOUT_LEAST, &cl) &&
	    say_best(c, &cl, say_verb, out) ? ABOUT_DOING : 0;
}

int
clause_about(const struct clause_text *c, struct buf *out)
{
	size_t	i;
	int	joy, what;

	for (i = 0; i + 1 < c->n; i++) {
		joy = has(c, i, ROLE_ENJOYS);
		if (c->w[i].brk == 0 && (is_awaited(c, i) || is_mine(c, i)) &&
		    (what = say_about(c, i + 1, joy, out)) != 0)
			return what;
		if ((what = say_nice(c, i, out)) != 0)
			return what;
	}
	return say_there(c, out);
}
