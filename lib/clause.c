#include <string.h>

#include "clause_text.h"
#include "utf8.h"

#define MOST		11
#define CUT_FROM	3	/* words that suffice, if more can be left */
#define ABOUT_LEAST	2	/* of what is done that a feeling is about */
#define FELT_FROM	5	/* words from "I" to what is felt */
#define PLACE_MOST	3	/* words to the one for a place */
#define TIME_MOST	2	/* words that say when, "last week" */
#define AGO_MOST	4	/* behind the first of "a few weeks ago" */
#define THING_LEAST	4	/* bytes of one that we do not know */
#define LETTERS		"abcdefghijklmnopqrstuvwxyz"
#define DIGITS		"0123456789.,"
#define SUBJECT_MOST	5	/* words from "my" to the verb */
#define REPORT_MOST	3u	/* words from "promised" to what was */

/* Does a verb of the speaker's tell nothing by itself?  "I think", "I love it"
 * do not, "I love my new job", "I tried to sell it" do. */
static int
tells_nothing(const struct clause_text *c, size_t at)
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

/* The word after the subject that begins here, 0 if none does. */
static size_t
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

/* May a subject begin here? */
static int
may_begin(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_SELF) || has(c, at, ROLE_SUBJECT) ||
	    (has(c, at, ROLE_TOGETHER) && has(c, at + 1, ROLE_JOINS));
}

/* May a clause begin here by what stands before in the sentence?  Behind
 * "and" it may be the second of two things, and behind "if" it has not
 * happened. */
static int
is_free(const struct clause_text *c, size_t at)
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

/* Does a clause begin here, and not in the middle of another? */
static int
begins(const struct clause_text *c, size_t at)
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
	if (inside && has(c, at - 1, ROLE_OPENS) && !word_is_that(c, at - 1))
		return 0;	/* "if it" */
	return may_begin(c, at) && is_free(c, at);
}

/* Does it stand behind "when" and the like? */
static int
is_behind(const struct clause_text *c, size_t at)
{
	/* "Sad when my dog died" gives the cause. */
	return at > 0 && c->w[at - 1].brk == 0 && has(c, at - 1, ROLE_STOP) &&
	    !has(c, at - 1, ROLE_JOINS) && (at < 2 || !word_is_felt(c, at - 2));
}

/* Is there another verb behind the first?  "Seeing your dog ran away" is none
 * to be said. */
static int
has_second(const struct clause_text *c, const struct clause *cl)
{
	size_t	i;

	for (i = cl->verb + 1u; i < cl->to; i++)
		if (has(c, i, ROLE_BE) || has(c, i, ROLE_HAVE) ||
		    has(c, i, ROLE_CAN) || has(c, i, ROLE_WILL) ||
		    (word_is_form(c, i, INFLECT_PAST, 1) &&
		    (i > cl->verb + 1u ||
		    !word_is_form(c, i, INFLECT_PART, 0))))
			return 1;	/* "getting lost" has none */
	return 0;
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
	    has_second(c, cl)) ? INNER_LEADS : INNER_NOT;
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
	    (out->group != GROUP_ING || !tells_nothing(c, at)));
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
		return !tells_nothing(c, next);
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
	return !(out->self && tells_nothing(c, next)) &&
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

/* The verb and what helps it, from after the subject. */
static int
read_group(const struct clause_text *c, size_t at, struct clause *out)
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
	return !(out->self && tells_nothing(c, first)) &&
	    read_simple(c, at, out);
}

/* Is what begins here what or whom it was done for: "going back to school [to
 * become a chef]", "took my kids [to school]"? */
static int
is_purpose(const struct clause_text *c, const struct clause *cl, size_t at)
{
	if (!has(c, at, ROLE_TO) || at <= cl->verb + 2u ||
	    !word_may_name(c, at - 1) || has(c, at - 2, ROLE_CUT) ||
	    has(c, at - 1, ROLE_NO_TOPIC) ||
	    cl->group == GROUP_BE || has(c, cl->verb, ROLE_OPENER) ||
	    (at + 1 < c->n && strcmp(c->word[at - 1], c->word[at + 1]) == 0))
		return 0;	/* nor is "cover to cover" */
	/* "I asked my sister to wait." */
	return !word_is_plain_verb(c, at + 1) || !word_is_person(c, at - 1);
}

/* How many words there must be between the verb and what is left: "was
 * rejected" needs none, "trying to get | over it" one. */
static unsigned
least_kept(const struct clause_text *c, const struct clause *cl)
{
	if (has(c, cl->verb, ROLE_HABIT))
		return 3;
	return cl->group == GROUP_PART && (!cl->self ||
	    has(c, cl->verb, ROLE_BEFALLS)) ? 0 : 1;
}

/* May it end before the word: is nothing left over that belongs to it? */
static int
is_end(const struct clause_text *c, size_t at)
{
	return at >= c->n || (c->w[at - 1].brk != 0 &&
	    c->w[at - 1].brk != VOICE_ODD) || has(c, at, ROLE_STOP) ||
	    has(c, at, ROLE_LEAD) || has(c, at, ROLE_CUT) ||
	    has(c, at, ROLE_SELF);
}

/* "Knocked it | over", "yelled | at more", "working | on at the shop": does
 * the word belong to the verb, as nothing follows that it could? */
static int
is_stranded(const struct clause_text *c, size_t at)
{
	if ((!has(c, at, ROLE_PLACE) && !has(c, at, ROLE_TOWARDS) &&
	    !has(c, at, ROLE_BY)) || has(c, at, ROLE_TO))
		return 0;
	if (at + 1 >= c->n || c->w[at].brk != 0 || has(c, at + 1, ROLE_PLACE))
		return 1;
	return (has(c, at + 1, ROLE_STOP) || (has(c, at + 1, ROLE_DANGLING) &&
	    !has(c, at + 1, ROLE_ARTICLE) && !has(c, at + 1, ROLE_ADVERB) &&
	    is_end(c, at + 2))) &&
	    !has(c, at + 2, ROLE_DANGLING);
}

/* Does what stands before the word want it?  "Trying to get | over it", "put
 * off turning | in", "got backed | into", "Bread | in Winter". */
static int
wants_more(const struct clause_text *c, size_t at)
{
	return has(c, at - 1, ROLE_DANGLING) || has(c, at - 1, ROLE_CUT) ||
	    has(c, at - 1, ROLE_HAVE) || has(c, at - 1, ROLE_BE) ||
	    has(c, at - 1, ROLE_PUTS) ||
	    (has(c, at - 2, ROLE_TO) && word_is_plain_verb(c, at - 1)) ||
	    word_is_form(c, at - 1, INFLECT_ING, 1) ||
	    (has(c, at, ROLE_BY) && word_is_form(c, at - 1, INFLECT_PART, 0) &&
	    !has(c, at - 2, ROLE_BE)) ||
	    (word_is_thing(c, at - 2) &&
	    word_is_form(c, at - 1, INFLECT_PART, 1)) ||
	    (has(c, at - 1, ROLE_PARTICLE) && has(c, at - 3, ROLE_TO)) ||
	    ((word_is_person(c, at - 2) || has(c, at - 2, ROLE_OBJECT)) &&
	    word_is_plain_verb(c, at - 1)) ||
	    (word_is_form(c, at - 1, INFLECT_PART, 0) &&
	    !word_is_thing(c, at - 1) && !has(c, at - 2, ROLE_BE) &&
	    word_is_form(c, at - 2, INFLECT_PAST, 1)) ||
	    (word_is_name(c, at - 1) && word_is_name(c, at + 1));
}

/* "$20", "3k", and the like of other moneys. */
static int
is_amount(const char *word)
{
	return !utf8_is_digit(*word) || (word[strspn(word, DIGITS)] != '\0' &&
	    strlen(word) == strspn(word, DIGITS) + 1);
}

/* "A", "few", "20". */
static int
is_count(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_ARTICLE) || has(c, at, ROLE_COUNTS) ||
	    utf8_is_digit(*c->word[at]);
}

/* The word after "a couple of weeks ago", or 0. */
static size_t
ago_end(const struct clause_text *c, size_t at)
{
	size_t	i;

	if (!is_count(c, at))
		return 0;
	for (i = at + 1; word_is_within(c, i, at + AGO_MOST); i++)
		if (has(c, i, ROLE_AGO) && has(c, i - 1, ROLE_UNIT))
			return i + 1;
	return 0;
}

/* The word after a phrase that begins here and says when, "the other day", or
 * 0 if none does. */
static size_t
when_end(const struct clause_text *c, size_t at)
{
	size_t	i = at;

	if (at < c->n && c->w[at].brk == 0 && has(c, at, ROLE_ARTICLE) &&
	    has(c, at + 1, ROLE_DATES) && !has(c, at, ROLE_DATES))
		i++;
	if (!has(c, i, ROLE_DATES))
		return ago_end(c, at);
	for (i++; word_is_within(c, i, at + 1 + TIME_MOST); i++) {
		if (has(c, i, ROLE_UNIT))
			return is_end(c, i + 1) || has(c, i + 1, ROLE_TO) ?
			    i + 1 : 0;
		if (!word_begins_name(c, i) && !has(c, i, ROLE_ADJECTIVE) &&
		    !has(c, i, ROLE_WHEN))
			break;
	}
	return 0;
}

/* Does it only say when, what may be left from there on? */
static int
is_when(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_WHEN) || when_end(c, at) != 0;
}

/* Can what comes from this word on be left, and the clause still stands? */
static int
can_cut(const struct clause_text *c, const struct clause *cl, size_t at)
{
	size_t	i;

	for (i = cl->verb; i < at && !is_when(c, at); i++)
		if (has(c, i, ROLE_PUTS))
			return 0;	/* "He put his foot | in it." */
	for (i = cl->verb + 1u; i < at && has(c, at, ROLE_TOWARDS) &&
	    !has(c, at, ROLE_TO) && cl->group != GROUP_NOT; i++)
		if (has(c, i, ROLE_LESSENS))
			return 0;	/* "enough money | for a car" */
	return at >= (size_t)cl->from + CUT_FROM &&
	    at > cl->verb + least_kept(c, cl) && !wants_more(c, at) &&
	    !is_stranded(c, at) &&
	    (has(c, at, ROLE_CUT) || is_purpose(c, cl, at) ||
	    when_end(c, at) != 0 || (has(c, at, ROLE_OF) &&
	    at + 1 < c->n && utf8_is_digit(*c->word[at + 1])));
}

/* "I adopted her": it owns nothing. */
static int
ends_with_her(const struct clause_text *c, size_t to)
{
	return has(c, to - 1, ROLE_OBJECT) && (to == c->n ||
	    c->w[to - 1].brk != 0 || has(c, to, ROLE_STOP));
}

/* "They told me": what is told matters. */
static int
is_telling(const struct clause_text *c, const struct clause *cl, size_t to)
{
	return has(c, cl->verb, ROLE_OPENER) && to <= cl->verb + 2u &&
	    !has(c, cl->verb, ROLE_ITSELF) &&
	    !(has(c, cl->verb, ROLE_HOLDS) && word_is_thing(c, cl->verb + 1u));
}

/* "Knocked it over.", "stepped in when": it belongs to the verb. */
static int
is_particle(const struct clause_text *c, size_t at)
{
	/* "In so long" does not. */
	return has(c, at, ROLE_PARTICLE) && (at + 1 == c->n ||
	    c->w[at].brk != 0 || (has(c, at + 1, ROLE_STOP) &&
	    !has(c, at + 2, ROLE_DANGLING)));
}

/* May the clause end before the word?  "I went to and ..." leaves one that
 * wants another. */
static int
is_whole(const struct clause_text *c, const struct clause *cl, size_t to,
    size_t least)
{
	if (to <= cl->from || to <= cl->verb || !is_amount(c->word[to - 1]))
		return 0;
	/* "Buying a newer | and bigger car", "had good | for a while" */
	if (word_is_quality(c, to - 1) && (word_begins_name(c, to - 2) ||
	    (to == cl->verb + 2u && has(c, cl->verb, ROLE_HAVE))))
		return 0;
	/* "My friend had | no job", "came out to see | if" */
	if ((to == cl->verb + 1u && has(c, cl->verb, ROLE_HAVE)) ||
	    has(c, to - 1, ROLE_PUTS) ||
	    (has(c, to - 2, ROLE_TO) && has(c, to - 1, ROLE_LEAD)))
		return 0;
	return to - cl->from >= least &&
	    to - cl->from <= MOST && !has(c, to - 1, ROLE_ARTICLE) &&
	    ((!has(c, to - 1, ROLE_DANGLING) && !has(c, to - 1, ROLE_CUT)) ||
	    is_particle(c, to - 1)) &&
	    (!has(c, to - 1, ROLE_OWNER) || ends_with_her(c, to)) &&
	    !has(c, to - 1, ROLE_THING) && !is_telling(c, cl, to) &&
	    (to - 1 == cl->verb || !has(c, to - 1, ROLE_OPENER));
}

/* "I got home | my mom had": has what begins here a verb of its own? */
static int
is_new_subject(const struct clause_text *c, const struct clause *cl,
    size_t at)
{
	size_t	end;

	if (!has(c, at, ROLE_OWNER) || has(c, cl->verb, ROLE_LEAD) ||
	    has(c, cl->verb, ROLE_OPENER))
		return 0;
	end = subject_end(c, at);
	return end != 0 && (has(c, end, ROLE_HAVE) || has(c, end, ROLE_BE));
}

/* Does another clause begin here without a mark? */
static int
runs_on(const struct clause_text *c, const struct clause *cl, size_t at)
{
	/* "Holding her | was amazing.", "being left out | hurt" */
	if ((cl->bare || (cl->group == GROUP_ING &&
	    cl->tense == TENSE_OTHER)) &&
	    at > cl->verb + (size_t)cl->bare && !has(c, at, ROLE_ADVERB) &&
	    (word_starts_verb(c, at) || (cl->group == GROUP_ING &&
	    word_is_put(c, at) && (word_is_plain_verb(c, at) ||
	    word_is_felt(c, at)) && !has(c, at - 1, ROLE_TO))))
		return 1;
	/* "Had | someone over", "no luck finding | anyone" */
	if (has(c, at, ROLE_OBJECT) && (at == cl->verb + 1u ||
	    word_is_form(c, at - 1, INFLECT_ING, 1)))
		return 0;
	if (at > cl->verb + 1u && has(c, at, ROLE_SUBJECT) &&
	    (has(c, at - 1, ROLE_WHEN) || is_new_subject(c, cl, at)))
		return 1;	/* "recently | the man" */
	return at > cl->verb && at + 1 < c->n && (has(c, at, ROLE_SELF) ||
	    (has(c, at, ROLE_SUBJECT) && !word_begins_name(c, at) &&
	    !has(c, at, ROLE_NONE)));
}

/* Does "that" stand here and tell more of the thing before it? */
static int
tells_of(const struct clause_text *c, const struct clause *cl, size_t at)
{
	return word_is_that(c, at) && at > cl->verb + 2u &&
	    (!has(c, cl->verb, ROLE_LEAD) || (has(c, cl->verb, ROLE_FINDS) &&
	    has(c, cl->verb + 1u, ROLE_ARTICLE))) &&
	    !has(c, cl->verb, ROLE_OPENER) &&
	    !word_is_felt(c, at - 1);
}

/* Is it written as the word for a thing may be? */
static int
is_spelled(const char *word)
{
	return strlen(word) >= THING_LEAST &&
	    word[strspn(word, LETTERS)] == '\0';
}

/* Is it a word that can be repeated: one that we know, a name, or after "my"
 * any that the thing may be called?  Not what somebody is called: among the
 * words that we do not know are those that hurt. */
static int
is_word(const struct clause_text *c, const struct clause *cl, size_t at)
{
	if (word_is_known(c, at) || word_is_name(c, at))
		return 1;
	if (cl->group == GROUP_BE || !has(c, at - 1, ROLE_OWNER) ||
	    !is_spelled(c->word[at]))
		return 0;
	return (at == cl->from + 1u && subject_end(c, cl->from) == at + 1) ||
	    (at > cl->verb && is_end(c, at + 1));
}

/* Note that the clause may end before the word, if it may. */
static void
note_cut(const struct clause_text *c, struct clause *cl, size_t at,
    size_t least)
{
	if (cl->ncuts < CLAUSE_CUTS && can_cut(c, cl, at) &&
	    is_whole(c, cl, at, least))
		cl->cut[cl->ncuts++] = (uint16_t)at;
}

/* The last word before which it may be cut, or 0. */
static size_t
last_cut(const struct clause *cl)
{
	return cl->ncuts > 0 ? cl->cut[cl->ncuts - 1] : 0;
}

/* "I saw a kid at the park fall" is not "I saw a kid": forget the places to
 * cut up to the other verb, and what it is done to. */
static void
keep_seen(const struct clause_text *c, struct clause *cl, size_t end)
{
	size_t	i, n = 0, verb = 0;

	if (!has(c, cl->verb, ROLE_LEAD) || cl->ncuts == 0)
		return;
	for (i = cl->verb + 2u; i < end; i++)
		if ((word_may_name(c, i - 1) && word_is_plain_verb(c, i)) ||
		    word_is_form(c, i, INFLECT_PAST | INFLECT_PART |
		    INFLECT_ING | INFLECT_THIRD, 1))
			verb = i;
	if (verb == 0)
		return;
	for (i = 0; i < cl->ncuts; i++)
		if (is_when(c, cl->cut[i]) || cl->cut[i] > verb + 1)
			cl->cut[n++] = cl->cut[i];
	cl->ncuts = (uint8_t)n;
}

/* "You lost your keys yesterday" is said on another day. */
static void
leave_time(const struct clause_text *c, struct clause *cl)
{
	size_t	at = last_cut(cl);

	if (at == 0 || at >= cl->to || !((has(c, at, ROLE_WHEN) &&
	    cl->to - at <= TIME_MOST) || (is_count(c, at) &&
	    when_end(c, at) == cl->to)))
		return;
	cl->to = (uint16_t)at;
	cl->ncuts--;
}

/* "I was irked", "I got upset" are feelings, "I was told to leave" is none. */
static int
is_feeling(const struct clause_text *c, const struct clause *cl)
{
	if (!cl->self)
		return 0;
	return (cl->group == GROUP_PART && cl->to == cl->verb + 1u &&
	    !has(c, cl->verb, ROLE_BEFALLS)) ||
	    (cl->to == cl->verb + 2u && word_is_felt(c, cl->to - 1u));
}

/* "When I was growing up is": it was half of another. */
static int
is_second(const struct clause_text *c, const struct clause *cl, size_t at)
{
	/* "The day I met her | still makes me smile." */
	if (cl->from > 0 && c->w[cl->from - 1].brk == 0 && at > cl->verb + 1u &&
	    word_is_one_time(c, cl->from - 1u) &&
	    word_is_form(c, at, INFLECT_THIRD, 1))
		return 1;
	return at > cl->verb + 1u && has(c, at, ROLE_BE) &&
	    !has(c, at, ROLE_SELF) && !has(c, at, ROLE_TO) &&
	    !has(c, at - 1, ROLE_TO) && !has(c, cl->verb, ROLE_LEAD) &&
	    !has(c, cl->verb, ROLE_OPENER);
}

/* "I have no doubt | she", "the last time | I": is it half of what is said? */
static int
is_told_of(const struct clause_text *c, size_t at)
{
	return at > 2 && (has(c, at - 2, ROLE_NONE) ||
	    has(c, at - 1, ROLE_OBJECT) ||	/* "everything | my kids" */
	    (has(c, at - 1, ROLE_UNIT) && (has(c, at - 2, ROLE_ARTICLE) ||
	    has(c, at - 3, ROLE_ARTICLE))));
}

/* "My mom swears | I", "I promised my son | I": is it what somebody says? */
static int
is_reported(const struct clause_text *c, const struct clause *cl, size_t at)
{
	return (has(c, cl->verb, ROLE_REPORTS) &&
	    at <= cl->verb + REPORT_MOST) || (has(c, cl->verb, ROLE_LEAD) &&
	    has(c, at - 1, ROLE_LEAD));
}

/* "He asked | if", "everyone | but me", "can't help | but cry": would the sense
 * be another without what comes? */
static int
is_half(const struct clause_text *c, const struct clause *cl, size_t at)
{
	if (c->w[at - 1].brk != 0)
		return 0;
	if (has(c, at, ROLE_UNREAL))
		return is_reported(c, cl, at);
	if (!has(c, at, ROLE_EXCEPT))
		return 0;
	return subject_end(c, at + 1) == 0 && !word_starts_verb(c, at + 1) &&
	    ((has(c, at - 1, ROLE_OBJECT) && !has(c, at - 1, ROLE_OWNER)) ||
	    (cl->group == GROUP_UNABLE && at == cl->verb + 1u));
}

/* "Got me [and] my brother a dog": is it more of what stands before it? */
static int
is_both(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_JOINS) && has(c, at - 1, ROLE_TOGETHER) &&
	    c->w[at - 1].brk == 0 && has(c, at + 1, ROLE_OWNER) &&
	    subject_end(c, at + 1) == 0;
}

/* "I was [supposed] to go", "I'm [hoping] to go": it is said to be no more. */
static int
is_meant(const struct clause_text *c, const struct clause *cl, size_t at)
{
	return at == cl->verb && cl->self && (cl->group == GROUP_ING ||
	    cl->group == GROUP_SIMPLE || (cl->group == GROUP_PART &&
	    cl->tense == TENSE_PAST)) && has(c, at + 1, ROLE_TO) &&
	    word_is_plain_verb(c, at + 2) && !has(c, at + 2, ROLE_HAVE);
}

/* Find where the clause ends, and where it may be cut before; 0 if it is none
 * to be said. */
static int
find_end_of(const struct clause_text *c, struct clause *cl, size_t least)
{
	size_t	i, most = SIZE_MAX;

	for (i = cl->from; i < c->n; i++) {
		if (i > cl->verb && has(c, i, ROLE_STOP) && !is_both(c, i)) {
			if (is_half(c, cl, i))
				return 0;
			break;
		}
		if (runs_on(c, cl, i)) {
			/* "Holding her for the first time | was nice." */
			if ((!cl->bare || !word_starts_verb(c, i)) &&
			    (is_told_of(c, i) || is_reported(c, cl, i)))
				return 0;
			break;
		}
		if (has(c, i, ROLE_SKIP) || (has(c, i, ROLE_UNREAL) &&
		    !is_meant(c, cl, i)) ||
		    word_is_insult(c, i) || is_second(c, cl, i))
			return 0;
		/* "I found out that" is less than half of it, "I had an
		 * operation that" is the whole. */
		if (tells_of(c, cl, i))
			break;
		if (i > cl->from && has(c, i, ROLE_OPENS))
			return 0;
		note_cut(c, cl, i, least);
		if (i == (size_t)cl->from + MOST ||
		    c->w[i].brk == VOICE_ODD || !is_word(c, cl, i)) {
			most = i;
			break;
		}
		if (c->w[i].brk != 0) {
			if (c->w[i].question)
				return 0;
			i++;
			break;
		}
	}
	keep_seen(c, cl, i);
	/* What went on for too long, or into what is not known, is cut. */
	if (i != most && is_whole(c, cl, i, least))
		cl->to = (uint16_t)i;
	else if (cl->ncuts > 0)
		cl->to = cl->cut[--cl->ncuts];
	leave_time(c, cl);
	return cl->to > cl->verb && !is_feeling(c, cl);
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
	    (c->w[cl->to - 1].brk == 0 && !runs_on(c, cl, cl->to)));
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
	if (!has(c, i, ROLE_SELF) || !begins(c, i) ||
	    (!read_group(c, i + 1, &first) && first.group != GROUP_BE) ||
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
	    tells_nothing(c, at) || is_helping(c, at))
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
			return word_is_person(c, i - 1) && !tells_nothing(c, i);
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
	if (!may_begin(c, at))
		return read_bare(c, at, out);
	out->self = (uint8_t)has(c, at, ROLE_SELF);
	if (read_nominal(c, at, out))
		return 1;
	return begins(c, at) && (next = subject_end(c, at)) != 0 &&
	    read_group(c, next, out);
}

size_t
clause_find(const struct clause_text *c, struct clause *out, size_t room)
{
	struct clause	cl;
	size_t		i, n = 0;

	for (i = 0; i < c->n && n < room; i++) {
		if (!read_clause(c, i, &cl))
			continue;
		if (find_end_of(c, &cl, CLAUSE_LEAST - cl.bare) &&
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

/* ---- saying ------------------------------------------------------------ */

/* What the word becomes behind the one before it, or NULL if it stays. */
static const char *
turned(const struct clause_text *c, size_t at, size_t from,
    const struct turn *t)
{
	/* "This week" and "this Easter" stay. */
	if (t == NULL || (voice_has(t, ROLE_DATES) &&
	    (has(c, at + 1, ROLE_UNIT) || has(c, at + 1, ROLE_WHEN) ||
	    word_is_name(c, at + 1))))
		return NULL;
	if (t->subject != 0 && at > from && (has(c, at - 1, ROLE_SELF) ||
	    has(c, at - 1, ROLE_MANY)))
		return book_string(c->v->book, t->subject);
	return t->always != 0 ? book_string(c->v->book, t->always) : NULL;
}

/* What is being said, and how many words in a row stayed as they were. */
struct saying {
	const struct clause_text *c;
	struct buf		*out;
	size_t			 begun, run, most;
	const struct clause	*clause;	/* or NULL */
};

static int
say_word(struct saying *s, const char *word, size_t len, int stays)
{
	size_t	i;
	int	e = 0;

	s->run = stays ? s->run + 1 : 0;
	for (i = 0; stays && i < len; i++)
		s->run += word[i] == '-';
	s->most = s->run > s->most ? s->run : s->most;
	if (s->out->len > s->begun)
		e = buf_append(s->out, " ", 1);
	return e == 0 ? buf_append(s->out, word, len) : e;
}

static int
say_string(struct saying *s, uint32_t at)
{
	const char	*words = book_string(s->c->v->book, at);

	return say_word(s, words, strlen(words), 0);
}

/* Are two words the same but for apostrophes, "cant" and "can't"? */
static int
is_same(const char *a, const char *b)
{
	for (;;) {
		a += *a == '\'';
		b += *b == '\'';
		if (*a != *b)
			return 0;
		if (*a == '\0')
			return 1;
		a++;
		b++;
	}
}

/* "NEVER YELLS AT me": is it written large, and the name of nothing? */
static int
is_shouted(const struct clause_text *c, size_t at)
{
	const struct vword	*w = &c->w[at];
	const char		*s = c->text + w->start;
	size_t			 i = 1;

	while (i < w->len && !utf8_is_large(s[i]))
		i++;
	return i < w->len && (c->turn[at] != NULL || word_is_form(c, at,
	    INFLECT_PAST | INFLECT_PART | INFLECT_ING | INFLECT_THIRD, 1));
}

/* Must a word stay that else is left out?  "Did not just lose it", "is not very
 * nice": without it it would be said that it was not so at all. */
static int
is_kept(const struct saying *s, size_t at)
{
	const struct clause	*cl = s->clause;
	size_t			 i;

	if (cl == NULL || at > cl->verb)
		return 0;
	for (i = cl->from; i < at; i++)
		if (has(s->c, i, ROLE_NOT))
			return 1;
	return 0;
}

static int
say_words(struct saying *s, size_t from, size_t to, size_t first)
{
	const struct vword	*w;
	const char		*as;
	const char		*word;
	int			 e = 0;

	for (; from < to && e == 0; from++) {
		if (from + 1 < to && has(s->c, from, ROLE_VERY) &&
		    !is_kept(s, from)) {
			s->run = 0;
			continue;
		}
		w = &s->c->w[from];
		word = s->c->word[from];
		as = turned(s->c, from, first, s->c->turn[from]);
		if (as != NULL)
			e = say_word(s, as, strlen(as), is_same(as, word));
		else if (from == first || is_shouted(s->c, from))
			/* It may have a capital of its sentence's. */
			e = say_word(s, word, strlen(word), 1);
		else
			e = say_word(s, s->c->text + w->start, w->len, 1);
	}
	return e;
}

typedef int say_fn(struct saying *, const struct clause *, size_t to);

/* Say it, as a whole or cut, so that not too much is like what was written. */
static int
say_best(const struct clause_text *c, const struct clause *cl, say_fn *say,
    struct buf *out)
{
	struct saying	s;
	size_t		i = cl->ncuts, to = cl->to;

	for (;;) {
		s = (struct saying){ c, out, out->len, 0, 0, cl };
		if (say(&s, cl, to) == 0 && s.most <= c->run)
			return 1;
		out->len = s.begun;
		if (i == 0)
			return 0;
		to = cl->cut[--i];
	}
}

/* The word after the subject of a clause. */
static size_t
subject_of(const struct clause_text *c, const struct clause *cl)
{
	size_t	end = subject_end(c, cl->from);

	return end != 0 && end <= cl->verb ? end : cl->verb;
}

/* "Me and my dad" is "your dad and you", so that the dad is not who did it
 * where only the end of it is heard. */
static int
say_subject(struct saying *s, const struct clause *cl)
{
	size_t	from = cl->from, end = subject_of(s->c, cl);
	int	e;

	if (!has(s->c, from, ROLE_TOGETHER))
		return say_words(s, from, end, from);
	if ((e = say_words(s, from + 2, end, from + 2)) == 0 &&
	    (e = say_words(s, from + 1, from + 2, from + 2)) == 0)
		e = say_words(s, from, from + 1, from + 2);
	return e;
}

/* "You just lost it" is "you lost it", said on another day. */
static int
say_clause(struct saying *s, const struct clause *cl, size_t to)
{
	size_t	i, from = cl->from;
	int	e = 0;

	if (cl->group == GROUP_ING && cl->tense == TENSE_OTHER)
		return SAGE_EINVAL;	/* it is a thing done, and no more */
	if (cl->bare)
		e = say_string(s, s->c->v->topic->doing[DOING_WHO]);
	else if (has(s->c, from, ROLE_TOGETHER)) {
		e = say_subject(s, cl);
		from = subject_of(s->c, cl);
	}
	for (i = from; i < cl->verb && e == 0; i++)
		if (has(s->c, i, ROLE_FILLER) && !is_kept(s, i)) {
			e = say_words(s, from, i, cl->from);
			from = i + 1;
			s->run = 0;
		}
	return e == 0 ? say_words(s, from, to, cl->from) : e;
}

int
clause_say(const struct clause_text *c, const struct clause *cl,
    struct buf *out)
{
	return say_best(c, cl, say_clause, out);
}

/* The -ing form of the verb; 0 if that is not known. */
static size_t
ing_of(const struct clause_text *c, const struct clause *cl,
    char form[INFLECT_MAX])
{
	char	lemma[INFLECT_MAX + 1];

	if (!word_lemma(c, cl->verb, cl->group == GROUP_PERFECT ?
	    INFLECT_PART : cl->tense == TENSE_PAST ? INFLECT_PAST :
	    INFLECT_THIRD, lemma)) {
		if (!word_is_base(c, cl->verb) && !word_is_put(c, cl->verb))
			return 0;
		memcpy(lemma, c->word[cl->verb], VOICE_LONGEST);
	}
	return inflect_form(&c->v->inflect, lemma, strlen(lemma),
	    INFLECT_ING, form);
}

/* What stands before the verb, or in its place, when it is said as a thing
 * done: "not being able to", "being told".  "Never" stays where it was. */
static enum doing
doing_of(const struct clause *cl)
{
	switch (cl->group) {
	case GROUP_PART:
		return DOING_PART;
	case GROUP_BE:
		return DOING_BE;
	case GROUP_NOT:
		return DOING_NOT;
	case GROUP_UNABLE:
		return DOING_UNABLE;
	default:
		return DOINGS;
	}
}

/* Do the words behind what doing_of() gives begin with the verb as it is? */
static int
verb_stays(const struct clause *cl)
{
	return cl->group == GROUP_PART || cl->group == GROUP_BE ||
	    cl->group == GROUP_UNABLE || cl->group == GROUP_ING;
}

/* "Barely slept" is not "sleeping", nor is "never once slept". */
static int
say_adverbs(struct saying *s, const struct clause *cl)
{
	size_t	i;
	int	e = 0;

	if (cl->from == cl->verb)
		return 0;	/* it has no subject */
	if (cl->bare && has(s->c, cl->from, ROLE_NOT) && cl->from + 1u ==
	    cl->verb)
		return words_say_never(s->c, cl->from, cl->verb) ? say_words(s,
		    cl->from, cl->verb, cl->from) :
		    say_string(s, s->c->v->topic->doing[DOING_NOT]);
	for (i = cl->bare ? cl->from : subject_of(s->c, cl);
	    i < cl->verb && e == 0; i++)
		if (word_is_adverb(s->c, i) && (doing_of(cl) == DOINGS ||
		    !has(s->c, i, ROLE_NOT)) &&
		    (is_kept(s, i) || !has(s->c, i, ROLE_FILLER)))
			e = say_words(s, i, i + 1, cl->from);
	return e;
}

static int
say_verb(struct saying *s, const struct clause *cl, size_t to)
{
	enum doing	 doing = doing_of(cl);
	char		 form[INFLECT_MAX];
	size_t		 n, rest = cl->verb;
	int		 e = 0;
	/* "Being very random", "not being able to even". */
	int		 behind = doing != DOINGS;

	if (cl->verb > cl->from)
		s->run = 0;	/* "is" is left out, or more */
	if (!behind)
		e = say_adverbs(s, cl);
	if (behind && (e = say_string(s, s->c->v->topic->doing[doing])) == 0)
		e = say_adverbs(s, cl);
	if (!verb_stays(cl)) {
		/* "Keeping losing" is no English, nor "using to go". */
		if ((n = ing_of(s->c, cl, form)) == 0 || (++rest < to &&
		    (has(s->c, cl->verb, ROLE_HABIT) ||
		    (word_is_form(s->c, rest, INFLECT_ING, 0) &&
		    !has(s->c, cl->verb, ROLE_SETS_OUT)))))
			return SAGE_EINVAL;
		e = e == 0 ? say_word(s, form, n, 0) : e;
	}
	return e == 0 ? say_words(s, rest, to, cl->bare ? cl->from :
	    SIZE_MAX) : e;
}

static int
say_doing(struct saying *s, const struct clause *cl, size_t to)
{
	int	e = 0;

	if (!cl->self)
		e = say_subject(s, cl);
	return e == 0 ? say_verb(s, cl, to) : e;
}

int
clause_doing(const struct clause_text *c, const struct clause *cl,
    struct buf *out)
{
	struct clause	one = *cl;

	while (has_second(c, &one)) {
		if (one.ncuts == 0)
			return 0;
		one.to = one.cut[--one.ncuts];
	}
	/* "He" would be "him", if it is known who that is. */
	if (word_is_ahead(c, cl->verb) || cl->group == GROUP_MODAL ||
	    (cl->never && cl->group != GROUP_SIMPLE) || (!cl->self &&
	    subject_end(c, cl->from) == cl->from + 1u))
		return 0;
	return say_best(c, &one, say_doing, out);
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
	if (at + 1 < c->n && !is_end(c, at + 1) && is_part(c, at))
		at++;
	if (!is_part(c, at) || !is_end(c, at + 1) ||
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
		if (i > at + 1 && is_end(c, i))
			break;
		if (!is_part(c, i))
			return 0;
	}
	return i > at + 1 && is_end(c, i) && !has(c, i - 1, ROLE_ADJECTIVE) &&
	    !has(c, i - 1, ROLE_ADVERB) && !has(c, i - 1, ROLE_THING) && (own ||
	    !has(c, i - 1, ROLE_NO_TOPIC)) ? i : 0;
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
	return find_end_of(c, cl, least) && !has_second(c, cl);
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
	    find_end_of(c, cl, 1) && !has_second(c, cl);
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
	    from + 1 : may_begin(c, from) ? subject_end(c, from) : 0;
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
		    c->w[i + 1].brk != 0 || !is_free(c, i))
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
