#include <string.h>

#include "clause_end.h"
#include "clause_group.h"
#include "clause_say.h"
#include "utf8.h"

/* What the word becomes behind the one before it, or NULL if it stays. */
static const char *
turned(const struct clause_text *c, size_t at, size_t from)
{
	const struct turn	*t = c->turn[at];

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

int
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

int
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

int
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
		as = turned(s->c, from, first);
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

int
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

/* ---- as it was told ------------------------------------------------------ */

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

/* ---- as what is done ---------------------------------------------------- */

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

int
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
