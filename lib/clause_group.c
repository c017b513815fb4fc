#include "clause_group.h"
#include "utf8.h"

#define PLACE_MOST	3	/* words to the one for a place */
#define SUBJECT_MOST	5	/* words from "my" to the verb */

/* ---- the subject ------------------------------------------------------- */

/* The word after "at work", "in the kitchen" behind a subject, or at. */
static size_t
skip_place(const struct clause_text *c, size_t at)
{
	size_t	i = at + 1;

	i += (size_t)word_begins_name(c, i);
	return i + 1 < c->n && c->w[i].brk == 0 && word_is_thing(c, i) &&
	    word_starts_verb(c, i + 1) ? i + 1 : at;
}

/* The word after "of mine", "of my friends", "and I" behind a name, or at if
 * there is none of these. */
static size_t
skip_of(const struct clause_text *c, size_t at)
{
	if (at >= c->n || c->w[at].brk != 0)
		return at;
	if (has(c, at, ROLE_OF) && has(c, at + 1, ROLE_MINE))
		return at + 2;
	if (has(c, at, ROLE_OF) && has(c, at + 1, ROLE_OWNER))
		return word_may_name(c, at + 3) &&
		    !word_starts_verb(c, at + 3) ? at + 4 : at + 3;
	if (has(c, at, ROLE_OF) && word_is_many(c, at + 1) &&
	    word_starts_verb(c, at + 2) && !has(c, at - 1, ROLE_DATES))
		return at + 2;	/* "a swarm of bees", not "one of friends" */
	if (has(c, at, ROLE_PLACE))
		return skip_place(c, at);
	if (has(c, at, ROLE_JOINS) && has(c, at + 1, ROLE_OWNER) &&
	    c->turn[at + 1]->always == 0 && word_may_name(c, at + 2) &&
	    word_starts_verb(c, at + 3))
		return at + 3;	/* "and her family" */
	if (has(c, at, ROLE_JOINS) && has(c, at + 1, ROLE_SELF) &&
	    !has(c, at + 1, ROLE_BE) && !has(c, at + 1, ROLE_HAVE))
		return at + 2;
	return at;
}

/* "My neighbors [keep] shouting", "they [hate] it": does a verb stand here that
 * more than one do?  In "my sons love for cars began" there is another, and an
 * apostrophe was left out. */
static int
is_of_many(const struct clause_text *c, size_t at)
{
	size_t	i;

	if (at == 0 || at + 1 >= c->n || c->w[at].brk != 0 ||
	    !word_is_plain_verb(c, at) || word_is_put(c, at) ||
	    has(c, at + 1, ROLE_OF) ||
	    !(has(c, at - 1, ROLE_MANY) || word_is_many(c, at - 1)))
		return 0;
	for (i = at + 1; i < c->n && !has(c, i, ROLE_STOP) &&
	    !has(c, i, ROLE_SUBJECT) && !has(c, i, ROLE_OPENS); i++) {
		if (word_is_helper(c, i) ||
		    word_is_form(c, i, INFLECT_THIRD, 1) ||
		    (word_is_form(c, i, INFLECT_PAST, 1) && !word_is_form(c, i,
		    INFLECT_PART, 0)))
			return 0;
		if (c->w[i].brk != 0)
			break;
	}
	return 1;
}

size_t
subject_end(const struct clause_text *c, size_t at)
{
	size_t	i, next;

	if (has(c, at, ROLE_SELF))
		return at + 1;
	if (has(c, at, ROLE_TOGETHER) && has(c, at + 1, ROLE_JOINS) &&
	    has(c, at + 2, ROLE_OWNER) && c->w[at + 1].brk == 0)
		at += 2;	/* "me and [my brother]" */
	if (!has(c, at, ROLE_SUBJECT))
		return 0;
	if (has(c, at, ROLE_NONE))
		return has(c, at + 1, ROLE_SUBJECT) && has(c, at + 1,
		    ROLE_DATES) && at + 2 < c->n ? at + 2 : 0;
	if (!word_begins_name(c, at))
		return at + 1;
	for (i = at + 1; word_is_within(c, i, at + SUBJECT_MOST); i++) {
		next = skip_of(c, i);
		if (next < c->n && (next > i || i > at + 1) &&
		    (word_starts_verb(c, next) || is_of_many(c, next) ||
		    (word_is_put(c, next) && word_is_plain_verb(c, next) &&
		    word_is_person(c, next - 1))))
			return has(c, next - 1, ROLE_ADJECTIVE) &&
			    !has(c, next - 2, ROLE_UNIT) ? 0 : next;
		if (next > i || !word_may_name(c, i))
			return 0;
	}
	return 0;
}

int
subject_may_begin(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_SELF) || has(c, at, ROLE_SUBJECT) ||
	    (has(c, at, ROLE_TOGETHER) && has(c, at + 1, ROLE_JOINS));
}

/* ---- where one begins -------------------------------------------------- */

int
clause_is_free(const struct clause_text *c, size_t at)
{
	size_t	i;
	int	verbs = 0;

	for (i = at; i > 0 && c->w[i - 1].brk < VOICE_STOP; i--) {
		if (has(c, i - 1, ROLE_UNREAL))
			return 0;
		verbs |= !has(c, i - 1, ROLE_ADVERB) &&
		    word_starts_verb(c, i - 1);
	}
	return verbs || at == 0 || c->w[at - 1].brk != 0 ||
	    !has(c, at - 1, ROLE_JOINS) ||
	    (has(c, at - 1, ROLE_STOP) && word_begins_sentence(c, at - 1));
}

/* Is what begins here what somebody found out, or feels something about:
 * "I found that my", "I'm so glad my"? */
static int
is_told(const struct clause_text *c, size_t at)
{
	if (word_is_that(c, at - 1)) {
		if (at < 2 || c->w[at - 2].brk != 0)
			return 0;
		at--;
		/* "So scared that I" */
		if (has(c, at - 1, ROLE_LEAD) || (word_is_felt(c, at - 1) &&
		    has(c, at - 2, ROLE_STOP)))
			return 1;
	}
	if (has(c, at - 1, ROLE_CREDITS))
		return at > 1 && has(c, at - 2, ROLE_NOT);
	/* What they are afraid of may not be so. */
	return !has(c, at - 1, ROLE_UNSURE) && (word_is_felt(c, at - 1) ||
	    has(c, at - 1, ROLE_TELLS));
}

/* "When I was ten [my dad] took me": does it stand behind how old they were? */
static int
is_behind_age(const struct clause_text *c, size_t at)
{
	size_t	i = at;

	i -= i > 0 && has(c, i - 1, ROLE_OLD);
	i -= i > 0 && has(c, i - 1, ROLE_UNIT);
	if (i < 3 || !(has(c, i - 1, ROLE_COUNTS) ||
	    has(c, i - 1, ROLE_ADJECTIVE) || utf8_is_digit(*c->word[i - 1])))
		return 0;
	return has(c, i - 2, ROLE_BE) && has(c, i - 3, ROLE_SELF) &&
	    c->w[i - 2].brk == 0;
}

int
clause_begins(const struct clause_text *c, size_t at)
{
	int	inside = at > 0 && c->w[at - 1].brk == 0;

	if (inside && !has(c, at - 1, ROLE_STOP) &&
	    !has(c, at - 1, ROLE_LEAD) && !is_told(c, at) &&
	    !word_is_one_time(c, at - 1) && !is_behind_age(c, at))
		return 0;
	/* "It's been weeks since I", "[finding] my cat made my day" */
	if (inside && ((has(c, at - 1, ROLE_SINCE) &&
	    has(c, at - 2, ROLE_UNIT)) || (word_is_form(c, at - 1, INFLECT_ING,
	    0) && has(c, at - 1, ROLE_LEAD) &&
	    word_begins_sentence(c, at - 1))))
		return 0;
	if (inside && ((has(c, at - 1, ROLE_OPENS) &&
	    !word_is_that(c, at - 1)) || has(c, at - 1, ROLE_RELATIVE)))
		return 0;	/* "if it", "who I saw" */
	return subject_may_begin(c, at) && clause_is_free(c, at);
}

/* ---- the verb and what helps it ---------------------------------------- */

int
verb_tells_nothing(const struct clause_text *c, size_t at)
{
	if (!has(c, at, ROLE_OPENER))
		return 0;
	if (!has(c, at, ROLE_HOLDS) || at + 1 >= c->n || c->w[at].brk != 0)
		return 1;
	if (has(c, at + 1, ROLE_TO))
		return !word_is_plain_verb(c, at + 2);
	/* "I tried sushi", "I started running" */
	if (word_is_thing(c, at + 1) ||
	    (word_is_form(c, at + 1, INFLECT_ING, 0) &&
	    !has(c, at + 1, ROLE_OPENER)))
		return has(c, at + 1, ROLE_NO_TOPIC);
	return word_is_that(c, at + 1) || has(c, at + 2, ROLE_NO_TOPIC) ||
	    has(c, at + 2, ROLE_THING) || !word_begins_name(c, at + 1);
}

static size_t
skip_adverbs(const struct clause_text *c, size_t at, struct clause *out)
{
	for (; word_is_adverb(c, at) || has(c, at, ROLE_NOT); at++) {
		/* "did not come" is a group of its own. */
		if (has(c, at, ROLE_DO) || has(c, at, ROLE_CAN) ||
		    has(c, at, ROLE_BE) || has(c, at, ROLE_HAVE))
			break;
		out->never |= has(c, at, ROLE_NOT);
	}
	return at;
}

/* "At the dentist", "in my car"; not "in the wrong". */
static int
is_placed(const struct clause_text *c, size_t at)
{
	size_t	i;

	if (!has(c, at, ROLE_PLACE))
		return 0;
	for (i = at + 1; word_is_within(c, i, at + PLACE_MOST); i++)
		if (word_is_of(c, i, c->v->topic->places))
			return 1;
	return 0;
}

/* What stands behind a form of "be". */
static int
read_be(const struct clause_text *c, size_t at, struct clause *out)
{
	at = skip_adverbs(c, at, out);
	out->verb = (uint16_t)at;
	if (word_is_form(c, at, INFLECT_ING, 0))
		out->group = GROUP_ING;
	else if (word_is_participle(c, at) && !word_is_felt(c, at))
		out->group = GROUP_PART;
	else if (word_is_plain_verb(c, at))
		return 0;
	else
		out->group = GROUP_BE;
	/* "I am tired" is told by the feeling, "I was at home" is not. */
	if (has(c, at, ROLE_ABLE) && has(c, at + 1, ROLE_TO))
		return word_is_plain_verb(c, at + 2) &&
		    !has(c, at + 2, ROLE_OPENER);
	return !out->self || (out->group == GROUP_BE ? is_placed(c, at) :
	    (out->group != GROUP_ING || !verb_tells_nothing(c, at)));
}

static int
read_have(const struct clause_text *c, size_t at, struct clause *out)
{
	size_t	next = skip_adverbs(c, at, out);

	out->verb = (uint16_t)next;
	if (has(c, next, ROLE_BEEN))
		return read_be(c, next + 1, out);
	out->group = GROUP_PERFECT;
	if (has(c, next, ROLE_HAVE) && has(c, next + 1, ROLE_THING) &&
	    !has(c, next + 1, ROLE_ARTICLE))
		return 0;	/* "had it with them" */
	if (word_is_participle(c, next))
		return !verb_tells_nothing(c, next);
	out->group = GROUP_SIMPLE;
	out->verb = (uint16_t)(at - 1);
	/* "I've a dog", "hadn't a clue": too odd to be said back. */
	return !out->never && !has(c, at - 1, ROLE_SELF) &&
	    !has(c, at - 1, ROLE_NOT);
}

/* Behind what could not be, or have: is it that nothing could be better? */
static int
is_best(const struct clause_text *c, size_t at)
{
	if (has(c, at, ROLE_HAVE))
		return word_is_form(c, at + 1, INFLECT_PART, 0);
	if (!has(c, at, ROLE_BE))
		return 0;
	at += 1u + has(c, at + 1, ROLE_DANGLING);	/* "any more" */
	return has(c, at, ROLE_ADJECTIVE) || word_is_felt(c, at);
}

/* Do, can and the like, and the verb behind them. */
static int
read_helped(const struct clause_text *c, size_t at, struct clause *out)
{
	int	can = has(c, at, ROLE_CAN), no = has(c, at, ROLE_NOT);
	size_t	next = at + 1;

	for (; word_is_adverb(c, next) || has(c, next, ROLE_NOT); next++)
		no += has(c, next, ROLE_NOT);
	out->verb = (uint16_t)next;
	if (no > 1)
		return 0;	/* "I did not not go" */
	if (has(c, at, ROLE_WILL) || (can && !no))
		out->group = GROUP_MODAL;
	else if (can && is_best(c, next))
		return 0;	/* "could not be happier" */
	else if (can)
		out->group = GROUP_UNABLE;
	else if (no)
		out->group = GROUP_NOT;
	else {
		out->verb = (uint16_t)at;	/* "did great" */
		out->group = GROUP_SIMPLE;
		return next == at + 1 && ((!word_is_base(c, next) &&
		    !word_is_put(c, next)) || has(c, next, ROLE_ADJECTIVE));
	}
	if (out->group == GROUP_MODAL)
		out->tense = TENSE_OTHER;
	/* "I'm afraid I will never be a good father" is not to be said. */
	if (out->group == GROUP_MODAL && (no || (out->from > 0 &&
	    is_told(c, out->from))))
		return 0;
	/* What others will or could do is feared, or hoped for. */
	if (out->group == GROUP_MODAL && !out->self && (!can || no ||
	    has(c, at, ROLE_PAST)))
		return 0;
	return !(out->self && verb_tells_nothing(c, next)) &&
	    (word_is_base(c, next) || has(c, next, ROLE_HAVE));
}

/* A verb that stands alone. */
static int
read_simple(const struct clause_text *c, size_t at, struct clause *out)
{
	int	pronoun = at == (size_t)out->from + 1 || out->self;
	size_t	first = at;

	at = skip_adverbs(c, at, out);
	if (out->never && !words_say_never(c, first, at))
		return 0;	/* "I not only lost" */
	out->verb = (uint16_t)at;
	out->group = GROUP_SIMPLE;
	if (word_is_form(c, at, INFLECT_PAST, 0))
		out->tense = TENSE_PAST;
	else if ((out->self && word_is_base(c, at) && !has(c, at, ROLE_CUT) &&
	    (!has(c, at, ROLE_DANGLING) || word_is_plain_verb(c, at))) ||
	    (!out->self && (word_is_form(c, at, INFLECT_THIRD, !pronoun) ||
	    is_of_many(c, at))))
		out->tense = TENSE_NOW;
	else if (word_is_put(c, at) && (pronoun || has(c, at, ROLE_LETS) ||
	    word_is_person(c, at - 1)))
		out->tense = out->self ? TENSE_OTHER : TENSE_PAST;
	else
		return 0;
	return 1;
}

int
group_read(const struct clause_text *c, size_t at, struct clause *out)
{
	size_t	first = skip_adverbs(c, at, out);

	out->tense = TENSE_NOW;
	if (out->self && has(c, at - 1, ROLE_BE))
		return read_be(c, at, out);
	if (out->self && has(c, at - 1, ROLE_HAVE))
		return read_have(c, at, out);
	if (has(c, first, ROLE_PAST))
		out->tense = TENSE_PAST;
	if (has(c, first, ROLE_BE)) {
		out->never |= has(c, first, ROLE_NOT);
		return read_be(c, first + 1, out);
	}
	if (has(c, first, ROLE_HAVE)) {
		out->never |= has(c, first, ROLE_NOT);
		return read_have(c, first + 1, out);
	}
	if (has(c, first, ROLE_DO) || has(c, first, ROLE_CAN) ||
	    has(c, first, ROLE_WILL))
		return read_helped(c, first, out);
	/* "I think it is over": what comes then tells more. */
	return !(out->self && verb_tells_nothing(c, first)) &&
	    read_simple(c, at, out);
}
