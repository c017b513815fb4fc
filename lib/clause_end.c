#include <string.h>

#include "clause_end.h"
#include "clause_group.h"
#include "utf8.h"

#define MOST		11	/* words of a clause that is said back */
#define CUT_FROM	3	/* that suffice, if more can be left */
#define TIME_MOST	2	/* that say when, "last week" */
#define AGO_MOST	4	/* behind the first of "a few weeks ago" */
#define REPORT_MOST	3u	/* from "promised" to what was */
#define THING_LEAST	4	/* bytes of a word that we do not know */
#define LETTERS		"abcdefghijklmnopqrstuvwxyz"
#define DIGITS		"0123456789.,"

int
clause_may_end(const struct clause_text *c, size_t at)
{
	return at >= c->n || (c->w[at - 1].brk != 0 &&
	    c->w[at - 1].brk != VOICE_ODD) || has(c, at, ROLE_STOP) ||
	    has(c, at, ROLE_LEAD) || has(c, at, ROLE_CUT) ||
	    has(c, at, ROLE_SELF);
}

/* ---- where it may be cut ----------------------------------------------- */

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

/* "Knocked it | over", "yelled | at by him", "working | on at the shop": does
 * the word belong to the verb, as nothing follows that it could? */
static int
is_stranded(const struct clause_text *c, size_t at)
{
	if ((!has(c, at, ROLE_PLACE) && !has(c, at, ROLE_TOWARDS) &&
	    !has(c, at, ROLE_BY)) || has(c, at, ROLE_TO))
		return 0;
	if (at + 1 >= c->n || c->w[at].brk != 0 || has(c, at + 1, ROLE_PLACE) ||
	    has(c, at + 1, ROLE_BY))
		return 1;
	return (has(c, at + 1, ROLE_STOP) || (has(c, at + 1, ROLE_DANGLING) &&
	    !has(c, at + 1, ROLE_ARTICLE) && !has(c, at + 1, ROLE_ADVERB) &&
	    clause_may_end(c, at + 2))) &&
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

/* "20" wants what it counts; "$20" and "3k" do not. */
static int
is_bare_number(const char *word)
{
	return utf8_is_digit(*word) &&
	    strlen(word) != strspn(word, DIGITS) + 1;
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
			return clause_may_end(c, i + 1) ||
			    has(c, i + 1, ROLE_TO) ? i + 1 : 0;
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

	/* "Two weeks | before the race" is all left, or nothing. */
	if (has(c, at, ROLE_AGO) && has(c, at - 1, ROLE_UNIT))
		return 0;
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
	if (to <= cl->from || to <= cl->verb || is_bare_number(c->word[to - 1]))
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

/* ---- what may follow the verb ------------------------------------------ */

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

int
clause_runs_on(const struct clause_text *c, const struct clause *cl, size_t at)
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
	    (at > cl->verb && clause_may_end(c, at + 1));
}

int
clause_has_second(const struct clause_text *c, const struct clause *cl)
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

/* "My mom swears | I", "I had to promise my son | I": is it what somebody
 * says? */
static int
is_reported(const struct clause_text *c, const struct clause *cl, size_t at)
{
	size_t	i = at > cl->verb + REPORT_MOST ? at - REPORT_MOST : cl->verb;

	for (; i < at; i++)
		if (has(c, i, ROLE_REPORTS))
			return 1;
	return has(c, cl->verb, ROLE_LEAD) && has(c, at - 1, ROLE_LEAD);
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

int
clause_find_end(const struct clause_text *c, struct clause *cl, size_t least)
{
	size_t	i, most = SIZE_MAX;

	for (i = cl->from; i < c->n; i++) {
		if (i > cl->verb && has(c, i, ROLE_STOP) && !is_both(c, i)) {
			if (is_half(c, cl, i))
				return 0;
			break;
		}
		if (clause_runs_on(c, cl, i)) {
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
		/* "I found out that" and "I had to tell him that" are less
		 * than half of it, "I had an operation that" is the whole. */
		if (tells_of(c, cl, i)) {
			if (is_reported(c, cl, i))
				return 0;
			break;
		}
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
