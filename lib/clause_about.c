#include <string.h>

#include "clause_end.h"
#include "clause_group.h"
#include "clause_say.h"

#define ABOUT_LEAST	2	/* words of what is done */
#define FELT_FROM	5	/* from "I" to what is felt */

/* ---- whose feeling it is ---------------------------------------------- */

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

/* ---- things ----------------------------------------------------------- */

/* "Heights", "wild dogs": the end of many things, 0 if it is none. */
static size_t
many_end(const struct clause_text *c, size_t at)
{
	if (at + 1 < c->n && !clause_may_end(c, at + 1) && word_is_part(c, at))
		at++;
	if (!word_is_part(c, at) || !clause_may_end(c, at + 1) ||
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
		if (!word_is_part(c, i))
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

/* ---- what is done ----------------------------------------------------- */

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
		if (!(word_is_part(c, i) ||
		    (has(c, i, ROLE_OF) && i > first)) ||
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

/* ---- where it is looked for ------------------------------------------- */

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
