#include <string.h>

#include "clause_end.h"
#include "clause_group.h"
#include "utf8.h"

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

	while (clause_has_second(c, &one)) {
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
