#include <string.h>

#include "reading_parts.h"
#include "template.h"
#include "utf8.h"

static const char *const minimal = "minimal";

#define FEW_WORDS	3	/* a message of no more is minimal */
#define LETTER_WORDS	40	/* who tells so much seldom does because all is
				 * well, */
#define LETTER_GOOD	.75	/* unless it is as likely as this */

void
reader_people(struct sage_reader *r)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 cap;

	h = reader_hits(r, &n);
	r->out.people = r->person;
	r->out.npeople = 0;
	for (i = 0; i < n && r->out.npeople < PEOPLE_MAX; i++) {
		if (!hit_is_of(&h[i], CAT_PEOPLE))
			continue;
		cap = template_capture(reader_string(r, h[i].rule->say));
		if (cap >= 0)
			r->person[r->out.npeople++] = reader_span(r,
			    h[i].cap[cap][0], h[i].cap[cap][1]);
	}
}

const char *
reader_need(const struct sage_reader *r)
{
	int	number;

	if (r->out.nevents > 0 && *r->event[0].need != '\0')
		return r->event[0].need;
	if (r->out.nfeelings == 0)
		return "";
	number = feeling_number(&r->feelings, r->told[0].name,
	    strlen(r->told[0].name));
	return number < 0 ? "" : r->feelings.f[number].need;
}

#define FOREIGN_WORDS	4	/* and more are needed to tell */
#define FOREIGN_KNOWN	67	/* percent of them known is too little */
#define LATIN_MOST	0x24f	/* letters behind it are no English */

/* The words of a message: marks and emoji are words of no language. */
struct known_words {
	size_t	n, known;
	int	alien;		/* some has letters that English has not */
};

static void
count_word(const struct sage_reader *r, const struct ftoken *t,
    struct known_words *w)
{
	const char	*s = r->features->folded + t->off;
	uint32_t	 cp;

	(void)utf8_decode(s, t->len, &cp);
	if (cp < 0x80 ? !utf8_is_small(*s) && !utf8_is_digit(*s) :
	    !utf8_is_word(cp))
		return;
	w->n++;
	w->alien |= cp > LATIN_MOST;
	w->known += t->tag != NULL ||
	    knowledge_word(r->kn, s, t->len) != WORD_NONE;
}

static struct known_words
known_words(const struct sage_reader *r)
{
	struct known_words	w = { 0, 0, 0 };
	size_t			i;

	for (i = 0; i < r->features->ntokens; i++)
		count_word(r, &r->features->token[i], &w);
	return w;
}

static int
is_foreign(const struct known_words *w)
{
	return (w->alien && w->known == 0) || (w->n >= FOREIGN_WORDS &&
	    w->known * 100 / w->n < FOREIGN_KNOWN);
}

/* Something hard enough to be met before all else. */
static int
is_heavy(const struct sage_reader *r)
{
	size_t	i;

	for (i = 0; i < r->out.nevents; i++)
		if (r->event[i].good < 0 && r->event[i].strength > 1)
			return 1;
	for (i = 0; i < r->out.nfeelings; i++)
		if (r->told[i].good < 0 && !r->told[i].negated &&
		    strcmp(r->told[i].source, CAT_NAMED) == 0)
			return 1;
	return 0;
}

enum { NAMED_GOOD = 1, NAMED_HARD = 2 };

static int
is_open(const struct sage_reader *r, const struct sage_feeling *f)
{
	int	number = feeling_number(&r->feelings, f->name,
		    strlen(f->name));

	return number >= 0 && r->feelings.f[number].open;
}

/* Which of these they name that they feel. */
static int
find_named(const struct sage_reader *r)
{
	size_t	i;
	int	is = 0;

	for (i = 0; i < r->out.nfeelings; i++)
		if (!r->told[i].negated && strcmp(r->told[i].source,
		    CAT_NAMED) == 0 && strcmp(r->told[i].holder,
		    HOLDER) == 0 && !is_open(r, &r->told[i]))
			is |= r->told[i].good > 0 ? NAMED_GOOD :
			    NAMED_HARD;
	return is;
}

int
reader_is_mixed(const struct sage_reader *r)
{
	return find_named(r) == (NAMED_GOOD | NAMED_HARD);
}

/* What a message without trouble, or besides it, asks for. */
static const char *
find_address(const struct sage_reader *r)
{
	static const char *const names[] = { "anger-at-you", "apology",
	    "thanks" };
	size_t	i;

	if (reader_situation(r, names[0]))
		return names[0];
	for (i = 1; i < sizeof(names) / sizeof(names[0]); i++)
		if (reader_situation(r, names[i]) && !is_heavy(r))
			return names[i];
	if (reader_situation(r, "ambivalence") || reader_is_mixed(r))
		return "ambivalence";
	/* A story of trouble may end in a question as well. */
	if ((r->out.nevents > 0 && r->event[0].good < 0) ||
	    (is_heavy(r) && r->out.words > LONG_WORDS))
		return NULL;
	if (reader_situation(r, "advice"))
		return "advice";
	if (reader_situation(r, "question-to-you"))
		return "question-to-you";
	return NULL;
}

/* Where no event tells whether it is good or hard, is it hard to say? */
static int
is_unclear(const struct sage_reader *r)
{
	double	more = r->out.words > SHORT_WORDS ? DOUBT_MORE : DOUBT_SHORT;

	return !reader_tells_mood(r) && (r->none > LITTLE_FELT ||
	    (r->out.good > .5 - DOUBT && r->out.good < .5 + more));
}

/* Does it end with a question? */
static int
ends_asking(const struct sage_reader *r)
{
	size_t	i = r->len;

	while (i > 0 && memchr(" \r\n\t\")", r->prose[i - 1], 6) != NULL)
		i--;
	return i > 0 && r->prose[i - 1] == '?';
}

/* Nobody ends a letter with a question because all is well. */
static const char *
how_it_is(const struct sage_reader *r)
{
	if (r->out.good <= .5)
		return "trouble";
	if (r->out.words > LETTER_WORDS && (r->out.good < LETTER_GOOD ||
	    ends_asking(r)))
		return "unclear";
	return "good";
}

const char *
reader_what(const struct sage_reader *r)
{
	const struct known_words	w = known_words(r);
	const char			*address;

	if (r->out.crisis != NULL)
		return CAT_CRISIS;
	if (r->out.words == 0)
		return reader_situation(r, GREETING) ? GREETING : "nothing";
	if (is_foreign(&w))
		return "foreign";
	if (w.n == 0)
		return minimal;
	if ((address = find_address(r)) != NULL)
		return address;
	if (r->out.words <= FEW_WORDS && r->out.nevents == 0 &&
	    !is_heavy(r))
		return minimal;
	if (reader_situation(r, "opinion") && r->out.nevents == 0)
		return "opinion";
	if (reader_situation(r, "memory") && !is_heavy(r))
		return "memory";
	if (r->none > NOTHING_FELT || (reader_situation(r, "logistics") &&
	    r->out.nevents == 0 && !is_heavy(r)))
		return "logistics";
	if (!is_unclear(r))
		return how_it_is(r);
	switch (find_named(r)) {
	case NAMED_GOOD:
		return "good";
	case NAMED_HARD:
		return "trouble";
	default:
		return "unclear";
	}
}
