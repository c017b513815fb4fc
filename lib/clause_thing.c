#include <string.h>

#include "clause_end.h"
#include "clause_group.h"
#include "clause_say.h"

#define PLAIN		4	/* worth of a word of which we know nothing */
#define ELSE		2	/* of one that we know as something else */
#define SOMEBODY	1	/* of a person or an animal */
#define LEAST		3	/* "a puppy" is one, and "my uncle" is none */
#define OF_NEW		3	/* more for "a" than for "the" */
#define OF_KIND		2	/* for "a giant marrow", "bank card" */
#define OF_OWN		1
#define TOWARDS		2	/* less for where or whom to */
#define DENIES		6	/* words from "not" to the thing */
#define AS_NAMED	4	/* less for what something is called */

/* A thing by the numbers of its words, and how much it is worth saying. */
struct thing {
	size_t	from, to;
	int	worth;
};

/* "Grandmother's", before what is hers. */
static int
is_owner_word(const struct clause_text *c, size_t at)
{
	const char	*word = c->word[at];
	size_t		 len = strlen(word);

	return len > 4 && memcmp(word + len - 2, "'s", 2) == 0 &&
	    c->turn[at] == NULL;
}

/* May the word be one of what a thing is called?  "It's" is none. */
static int
is_part(const struct clause_text *c, size_t at)
{
	if (is_owner_word(c, at))
		return 1;
	return strchr(c->word[at], '\'') == NULL && word_is_part(c, at);
}

/* Is it a word for a time, or one that stands for anything? */
static int
is_empty(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_NO_TOPIC) || has(c, at, ROLE_WHEN) ||
	    has(c, at, ROLE_UNIT) || has(c, at, ROLE_DATES) ||
	    has(c, at, ROLE_VAGUE) || has(c, at, ROLE_THING);
}

/* Is it what the thing before it does: "the machine hums", "lessons start", "a
 * dog eating", "a girl scream"? */
static int
is_deed(const struct clause_text *c, size_t at)
{
	int	person;

	if (at == 0 || c->w[at - 1].brk != 0)
		return 0;
	person = word_is_person(c, at - 1);
	if (!person && !word_is_thing(c, at - 1))
		return 0;
	return word_is_form(c, at, INFLECT_THIRD | INFLECT_ING, 1) ||
	    (word_is_many(c, at - 1) && word_is_plain_verb(c, at)) ||
	    (person && (word_is_form(c, at, INFLECT_ING, 0) ||
	    word_is_of(c, at, c->v->topic->verbs)));
}

/* Can a thing be called by the word, if it is the last?  Behind "the" what is
 * done is a thing as well: "the call". */
static int
may_be_head(const struct clause_text *c, size_t at, int named)
{
	if (is_empty(c, at) || has(c, at, ROLE_ADVERB) ||
	    word_is_quality(c, at) || is_owner_word(c, at) ||
	    word_is_felt(c, at) || word_is_adverb(c, at) || is_deed(c, at))
		return 0;
	if (word_is_thing(c, at) || word_is_person(c, at))
		return 1;
	return named && !word_is_form(c, at, INFLECT_ING | INFLECT_PAST |
	    INFLECT_PART, 1);
}

/* The word after the parts of a thing that begins with one of them. */
static size_t
parts_end(const struct clause_text *c, size_t at)
{
	size_t	i;

	for (i = at; i < c->n && i < at + CLAUSE_THING; i++) {
		if (i > at && (c->w[i - 1].brk != 0 || clause_may_end(c, i) ||
		    word_starts_verb(c, i) || word_is_adverb(c, i) ||
		    has(c, i, ROLE_WHEN) || is_deed(c, i)))
			break;
		if (!is_part(c, i) && !has(c, i, ROLE_COUNTS))
			break;
	}
	return i;
}

/* May a thing end before the word? */
static int
may_end_before(const struct clause_text *c, size_t at)
{
	return clause_may_end(c, at) || word_starts_verb(c, at) ||
	    word_is_adverb(c, at) || has(c, at, ROLE_ASIDE) ||
	    has(c, at, ROLE_WHEN) || is_deed(c, at) ||
	    has(c, at, ROLE_TOWARDS) || has(c, at, ROLE_PLACE) ||
	    has(c, at, ROLE_OF) || has(c, at, ROLE_OPENS);
}

/* The end of a thing whose parts begin at a word, or that word if it is none.
 * What it does may be left off, and nothing else: "her bus" is not what "her
 * bus pass" is. */
static size_t
thing_end(const struct clause_text *c, size_t first, int named)
{
	size_t	end = parts_end(c, first);

	if (end == first || !may_end_before(c, end))
		return first;
	while (end > first + 1 && (is_deed(c, end - 1) ||
	    (has(c, end - 1, ROLE_NO_TOPIC) &&
	    word_is_form(c, end - 1, INFLECT_THIRD, 0))))
		end--;
	return may_be_head(c, end - 1, named) ? end : first;
}

/* Does a thing without "the" begin here: "seats", "forty jobs"? */
static int
begins_bare(const struct clause_text *c, size_t at)
{
	return !word_is_form(c, at, INFLECT_ING | INFLECT_PAST, 1) &&
	    !word_is_adverb(c, at) && !word_is_helper(c, at) &&
	    !word_is_plain_verb(c, at) && (at == 0 ||
	    c->w[at - 1].brk != 0 || (!word_begins_name(c, at - 1) &&
	    !is_part(c, at - 1) && !has(c, at - 1, ROLE_COUNTS)));
}

/* Somebody is worth little here: what people do is told of them. */
static int
worth_of(const struct clause_text *c, size_t at)
{
	int	worth;

	if (word_is_person(c, at))
		return SOMEBODY;
	if (c->tag[at] == NULL)
		return PLAIN;
	worth = voice_worth(c->v, c->tag[at]);
	return worth > 0 ? worth : ELSE;
}

/* What more it is worth by how it is told. */
static int
worth_more(const struct clause_text *c, const struct thing *t, size_t first,
    size_t end)
{
	size_t	before = t->from > 0 && c->w[t->from - 1].brk == 0 ?
		    t->from - 1 : SIZE_MAX;
	int	more = 0;

	if (t->to > end || end > first + 1 + (size_t)has(c, first,
	    ROLE_COUNTS))
		more = OF_KIND;
	if (has(c, before, ROLE_BE) || has(c, before, ROLE_NOT))
		more -= AS_NAMED;
	if (has(c, before, ROLE_TOWARDS))
		more -= TOWARDS;
	if (first == t->from)
		return more;
	if (has(c, t->from, ROLE_OWNER))
		return more + OF_OWN;
	return more + (has(c, t->from, ROLE_NEW) ? OF_NEW : 0);
}

/* The words of "a slice of cheese" from "of" on. */
static size_t
of_end(const struct clause_text *c, size_t at)
{
	size_t	first = at + 1, end;

	if (!has(c, at, ROLE_OF) || c->w[at - 1].brk != 0 ||
	    c->w[at].brk != 0)
		return at;
	first += (size_t)word_begins_name(c, first);
	end = thing_end(c, first, 1);
	return end > first ? end : at;
}

/* Is it what there is not, or was not done with: "I don't have a car"? */
static int
is_denied(const struct clause_text *c, size_t at)
{
	size_t	i;

	for (i = at; i > 0 && at - i < DENIES && c->w[i - 1].brk == 0; i--)
		if (has(c, i - 1, ROLE_NOT) || has(c, i - 1, ROLE_NONE))
			return 1;
	return 0;
}

/* "His": what others have is not for us to remark on. */
static int
is_anothers(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_OWNER) && strcmp(book_string(c->v->book,
	    c->turn[at]->before), c->v->your) != 0;
}

/* The thing that begins here; its worth is 0 if there is none. */
static struct thing
thing_at(const struct clause_text *c, size_t at)
{
	struct thing	t = { at, at, 0 };
	int		named = word_begins_name(c, at);
	size_t		first = at + (size_t)named, end;

	/* "That" may begin a clause: "surprised that God is good". */
	if ((!named && !begins_bare(c, at)) || (named && (c->w[at].brk != 0 ||
	    has(c, at, ROLE_OPENS))) ||
	    (has(c, at - 1, ROLE_ASIDE) && c->w[at - 1].brk == 0) ||
	    is_anothers(c, at) || is_denied(c, at))
		return t;
	end = thing_end(c, first, named);
	if (end == first || (!named && (!word_is_many(c, end - 1) ||
	    (end == first + 1 && at == 0 &&
	    word_is_form(c, at, INFLECT_THIRD, 0)))))
		return t;
	t.to = of_end(c, end);
	/* "My best friend" is told of, and is not what is told. */
	if (has(c, at, ROLE_OWNER) && word_is_person(c, end - 1))
		return t;
	t.worth = worth_of(c, end - 1) + worth_more(c, &t, first, end);
	return t;
}

/* Is one of its words one for something bad? */
static int
is_bad(const struct clause_text *c, const struct thing *t)
{
	size_t	i;

	for (i = t->from; i < t->to; i++)
		if (c->tag[i] != NULL && c->tag[i]->valence < 0)
			return 1;
	return 0;
}

/* "A" and "some" stay what they are here: it is told for the first time. */
static int
say_first(struct saying *s, size_t at)
{
	const struct clause_text	*c = s->c;
	const char			*first = c->word[at];

	if (has(c, at, ROLE_OWNER))
		first = book_string(c->v->book, c->turn[at]->before);
	return say_word(s, first, strlen(first), 1);
}

int
clause_thing(const struct clause_text *c, struct sage_text within, int well,
    struct buf *out)
{
	struct saying	s = { c, out, out->len, 0, 0, NULL };
	struct thing	now, best = { 0, 0, 0 };
	size_t		i, from = (size_t)(within.data - c->text);
	int		e = 0;

	for (i = 0; i < c->n && c->w[i].start < from + within.len; i++) {
		if (c->w[i].start < from)
			continue;
		now = thing_at(c, i);
		if (now.worth > best.worth && !(well && is_bad(c, &now)))
			best = now;
	}
	if (best.worth < LEAST)
		return 0;
	i = best.from;
	if (word_begins_name(c, i))
		e = say_first(&s, i++);
	if (e == 0 && say_words(&s, i, best.to, word_begins_sentence(c, i) ?
	    i : SIZE_MAX) == 0 && s.most <= CLAUSE_RUN_MOST)
		return 1;
	out->len = s.begun;
	return 0;
}
