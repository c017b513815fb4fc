#include <stdlib.h>
#include <string.h>

#include "attention.h"

#define TOUCHED		.5	/* a score that is enough */
#define SURELY		.99	/* and for what is not the main thing */
#define SPARE_LEAST	3	/* words */
#define OWN_SHARE	.8	/* of a draft that may be about who writes */
#define APART		2.0	/* words that make a clause a point of its
				 * own */

/* ---- what touches what ------------------------------------------------- */

/* In how many sentences of the message the word stands: what is in all of
 * them says little of any. */
static unsigned
spread(const struct sage_attention *a, const struct touch_word *word)
{
	const struct heard_sentence	*s;
	const struct touch_word		*w = heard_words(&a->message);
	size_t				 n, i, k;
	unsigned			 found = 0;

	s = heard_sentences(&a->message, &n);
	for (i = 0; i < n; i++) {
		for (k = 0; k < s[i].n && !touch_same(&w[s[i].first + k],
		    word); k++)
			;
		found += k < s[i].n;
	}
	return found > 0 ? found : 1;
}

/* How much one word of the draft speaks of any in a part; the best of them
 * is *at. */
static double
score_word(const struct sage_attention *a, const struct part *p,
    const struct touch_word *word, size_t *at)
{
	const struct touch_word	*w = parts_words(a, p);
	double			 best = 0, score;
	size_t			 i;

	for (i = 0; i < p->c.n; i++) {
		score = touch_words(&w[i], word) * (double)a->rare[p->c.first +
		    i];
		if (score > best) {
			best = score;
			*at = i;
		}
	}
	return best;
}

/* A word speaks of what it speaks of most, and of nothing else; and a word of
 * the message counts once. */
static void
score_clause(const struct sage_attention *a, const struct heard_clause *c,
    double *score)
{
	const struct touch_word	*w = heard_words(&a->draft) + c->first;
	double			 one[PARTS_MAX], best;
	size_t			 i, k, at[PARTS_MAX], last[PARTS_MAX];

	for (i = 0; i < a->nparts; i++)
		last[i] = SIZE_MAX;
	for (k = 0; k < c->n; k++) {
		best = 0;
		for (i = 0; i < a->nparts; i++) {
			one[i] = score_word(a, &a->part[i], &w[k], &at[i]);
			best = one[i] > best ? one[i] : best;
		}
		for (i = 0; i < a->nparts && best > 0; i++)
			if (one[i] == best && at[i] != last[i]) {
				score[i] += best;
				last[i] = at[i];
			}
	}
}

static int
meets_feeling(const struct sage_attention *a, const struct part *p,
    const struct heard_sentence *s)
{
	const struct feelings	*fs = &a->reader->feelings;
	size_t			 i;

	if ((s->feelings & (p->feeling | p->near)) != 0)
		return 1;
	for (i = 0; i < fs->n; i++)
		if ((s->feelings >> i & 1) != 0 &&
		    (fs->f[i].near & p->feeling) != 0)
			return 1;
	return 0;
}

/* The part that a score is highest for; nparts if it is 0 for all. */
static size_t
main_part(const struct sage_attention *a, const double *score)
{
	size_t	i, best = 0;

	for (i = 0; i < a->nparts; i++)
		if (score[i] > score[best])
			best = i;
	return score[best] > 0 ? best : a->nparts;
}

/* The row of a table by sentences of the draft. */
static double *
row_of(const struct sage_attention *a, size_t d)
{
	return a->score + d * a->nparts;
}

/* A clause of the draft touches what it speaks of most, and what it surely
 * speaks of. */
static void
touch_clause(struct sage_attention *a, const struct heard_clause *c)
{
	double		 score[PARTS_MAX] = { 0 }, *row = row_of(a,
			    c->sentence);
	struct part	*p;
	size_t		 i, main;

	score_clause(a, c, score);
	main = main_part(a, score);
	for (i = 0; i < a->nparts; i++) {
		p = &a->part[i];
		row[i] += score[i];
		if (score[i] < (main < a->nparts && score[i] == score[main] &&
		    p->kind != PART_FEELING ? TOUCHED : SURELY))
			continue;
		p->touched |= BY_WORDS;
		a->busy[c->sentence] |= BY_WORDS;
		a->touch[c->sentence * a->nparts + i] = 1;
	}
}

static void
touch_by_words(struct sage_attention *a)
{
	const struct heard_clause	*c;
	size_t				 n, i;

	c = heard_clauses(&a->draft, &n);
	for (i = 0; i < n; i++)
		touch_clause(a, &c[i]);
}

static void
touch_by_feeling(struct sage_attention *a)
{
	const struct heard_sentence	*s;
	size_t				 n, d, i;

	s = heard_sentences(&a->draft, &n);
	for (d = 0; d < n; d++)
		for (i = 0; i < a->nparts; i++)
			if (a->part[i].kind == PART_FEELING &&
			    (meets_feeling(a, &a->part[i], &s[d]) ||
			    (!a->busy[d] && (s[d].cues &
			    1u << CUE_GENERAL) != 0))) {
				a->part[i].touched |= BY_FEELING;
				a->busy[d] |= BY_FEELING;
			}
}

/* Does any sentence of the draft have a word of the part? */
static int
has_score(const struct sage_attention *a, size_t part)
{
	size_t	n, d;

	heard_sentences(&a->draft, &n);
	for (d = 0; d < n; d++)
		if (row_of(a, d)[part] > 0)
			return 1;
	return 0;
}

/* Does the clause go on with what the sentence tells, and not give the reason
 * or the time of it? */
static int
goes_on(const struct sage_attention *a, const struct part *p)
{
	const struct touch_word	*w = parts_words(a, p);

	return !touch_is(w, TOUCH_JOINT) || touch_is(w, TOUCH_TURN);
}

/*
 * A clause is touched with its sentence, save one that comes after what is
 * touched, goes on from there, and has enough to tell: what stands last is
 * what most sentences are written for.
 */
static int
is_covered(const struct sage_attention *a, size_t part, size_t by)
{
	const struct part	*p = &a->part[part];

	if (p->c.sentence != a->part[by].c.sentence ||
	    a->part[by].touched != BY_WORDS)
		return 0;
	return by > part || !goes_on(a, p) || has_score(a, part) ||
	    (!p->strong && parts_content(a, p) < APART);
}

/* Does a part say, for the most of it, what another one says? */
int
touching_repeats(const struct sage_attention *a, const struct part *p,
    const struct part *q)
{
	const struct touch_word	*w = parts_words(a, p), *v = parts_words(a, q);
	size_t			 i, k;
	double			 same = 0;

	for (i = 0; i < p->c.n; i++) {
		for (k = 0; k < q->c.n && (w[i].plain ||
		    touch_is(&w[i], TOUCH_LIGHT) ||
		    !touch_same(&w[i], &v[k])); k++)
			;
		same += k == q->c.n ? 0 : touch_is(&w[i], TOUCH_FAINT) ? .5 :
		    1;
	}
	return same >= 1 && same * 2 >= parts_content(a, p);
}

static void
touch_by_sentence(struct sage_attention *a)
{
	size_t	i, k;

	for (i = 0; i < a->nparts; i++)
		for (k = 0; k < a->nparts && !a->part[i].touched &&
		    a->part[i].kind == PART_POINT; k++)
			if (is_covered(a, i, k) ||
			    ((a->part[k].touched & BY_WORDS) != 0 &&
			    touching_repeats(a, &a->part[i], &a->part[k])))
				a->part[i].touched |= BY_SENTENCE;
}

unsigned
touching_cues(const struct sage_attention *a)
{
	const struct heard_sentence	*s;
	size_t				 n, i;
	unsigned			 cues = 0;

	s = heard_sentences(&a->draft, &n);
	for (i = 0; i < n; i++)
		cues |= s[i].cues;
	return cues;
}

static int
is_about_self(const struct heard_sentence *s)
{
	return s->self > 0 && s->you == 0 && (s->cues &
	    (1u << CUE_LISTENING | 1u << CUE_GENERAL | 1u << CUE_REPLY)) == 0;
}

/* May the sentence mean a part that it has no word of? */
static int
is_spare(const struct sage_attention *a, const struct heard_sentence *s,
    const struct part *p, int words)
{
	if (p->kind == PART_QUESTION)
		return !s->question;
	if ((s->cues & (1u << CUE_FORMAL | 1u << CUE_BIGGER)) != 0 ||
	    s->n < SPARE_LEAST)
		return 0;
	return words || p->kind == PART_FEELING || a->nparts == 1 ||
	    (s->cues & (1u << CUE_GENERAL | 1u << CUE_REPLY)) !=
	    1u << CUE_GENERAL;
}

/* A sentence of the draft is about a part, and so about all that the message
 * tells in that sentence. */
static void
touch_sentence(struct sage_attention *a, size_t d, size_t part)
{
	size_t	i;

	a->busy[d] |= BY_REST;
	for (i = 0; i < a->nparts; i++)
		if (a->part[i].c.sentence == a->part[part].c.sentence)
			a->part[i].touched |= BY_REST;
}

/* Of the parts in a range that nothing touches, the one that the sentence may
 * be about and has most words of, however little they say; nparts if there is
 * none, or none with words where there have to be some. */
static size_t
likely_part(const struct sage_attention *a, size_t d, size_t from, size_t to,
    int words)
{
	const struct heard_sentence	*s;
	const double			*row = row_of(a, d);
	size_t				 n, i, best = a->nparts;
	double				 most = 0;

	s = heard_sentences(&a->draft, &n);
	for (i = from; i < to; i++) {
		if (a->part[i].touched || !is_spare(a, &s[d], &a->part[i],
		    words))
			continue;
		if ((best == a->nparts && !words) || row[i] > most) {
			best = i;
			most = row[i];
		}
	}
	return best;
}

/* The parts between those that the sentences before and after touch: answers
 * go by the order of the message. */
static void
find_range(const struct sage_attention *a, size_t d, size_t *from, size_t *to)
{
	size_t	n, k, main;

	heard_sentences(&a->draft, &n);
	*from = 0;
	*to = a->nparts;
	for (k = 0; k < d; k++)
		if ((main = main_part(a, row_of(a, k))) < a->nparts)
			*from = main;
	for (k = n; k-- > d + 1;)
		if ((main = main_part(a, row_of(a, k))) < a->nparts)
			*to = main;
}

/* How many sentences of the draft touch the sentence of a part. */
static size_t
count_touching(const struct sage_attention *a, size_t part)
{
	size_t	n, d, i, found = 0;

	heard_sentences(&a->draft, &n);
	for (d = 0; d < n; d++) {
		for (i = 0; i < a->nparts && !(a->touch[d * a->nparts + i] &&
		    a->part[i].c.sentence == a->part[part].c.sentence); i++)
			;
		found += i < a->nparts;
	}
	return found;
}

/* Is all that a sentence of the draft touches touched by others as well? */
static int
is_free(const struct sage_attention *a, size_t d)
{
	size_t	i;

	for (i = 0; i < a->nparts; i++)
		if (a->touch[d * a->nparts + i] && a->part[i].others < 2)
			return 0;
	return 1;
}

/*
 * What nothing touches may be what a sentence is about that touches nothing,
 * or nothing that others do not: one part of the message for each.
 */
static void
touch_by_rest(struct sage_attention *a)
{
	const struct heard_sentence	*s;
	size_t				 n, d, i, from, to;

	s = heard_sentences(&a->draft, &n);
	for (d = 0; d < n; d++)
		if ((!a->busy[d] || (a->busy[d] == BY_WORDS && is_free(a,
		    d))) && (i = likely_part(a, d, 0, a->nparts, 1)) <
		    a->nparts)
			touch_sentence(a, d, i);
	for (d = 0; d < n; d++) {
		if (a->busy[d])
			continue;
		find_range(a, d, &from, &to);
		if ((i = likely_part(a, d, from, to, 0)) < a->nparts ||
		    (!s[d].question && (i = likely_part(a, d, 0, a->nparts,
		    0)) < a->nparts))
			touch_sentence(a, d, i);
	}
}

/* An answer has words of what the question is about, which may stand in the
 * message before it. */
static void
answer_questions(struct sage_attention *a)
{
	const struct heard_sentence	*s;
	size_t				 n, d, i;

	s = heard_sentences(&a->draft, &n);
	for (i = 0; i < a->nparts; i++)
		for (d = 0; d < n && a->part[i].kind == PART_QUESTION &&
		    !a->part[i].touched; d++)
			if (!s[d].question && a->busy[d] == BY_WORDS &&
			    is_free(a, d))
				touch_sentence(a, d, i);
}

static void
touch_by_cues(struct sage_attention *a)
{
	unsigned	cues = touching_cues(a);
	size_t		i;

	for (i = 0; i < a->nparts; i++)
		if ((cues & 1u << CUE_ALL) != 0 ||
		    (a->part[i].kind == PART_QUESTION &&
		    (cues & 1u << CUE_REPLY) != 0))
			a->part[i].touched |= BY_CUE;
}

/* ---- one-upping -------------------------------------------------------- */

static int
is_theirs(const struct sage_attention *a, const struct heard_sentence *s,
    size_t d)
{
	return !is_about_self(s) && (s->cues & 1u << CUE_BIGGER) == 0 &&
	    (s->you > 0 || a->busy[d] ||
	    (s->cues & (1u << CUE_LISTENING | 1u << CUE_GENERAL)) != 0);
}

/*
 * Does the draft tell of its writer's own trouble before it says a word of
 * theirs?  A short story of one's own that ends with theirs does not.
 */
static int
is_one_up(const struct sage_attention *a)
{
	const struct heard_sentence	*s;
	size_t				 n, d, own = 0, all = 0;
	int				 first = 0, bigger = 0, met = 0;

	s = heard_sentences(&a->draft, &n);
	for (d = 0; d < n; d++) {
		met |= is_theirs(a, &s[d], d);
		bigger |= !met && (s[d].cues & 1u << CUE_BIGGER) != 0;
		first |= !met && is_about_self(&s[d]) && s[d].trouble;
		own += is_about_self(&s[d]) ? s[d].n : 0;
		all += s[d].n;
	}
	if (!a->hard || bigger)
		return a->hard;
	return first && (s[n - 1].you == 0 || is_about_self(&s[n - 1]) ||
	    (double)own > OWN_SHARE * (double)all);
}

/* ---- all of it --------------------------------------------------------- */

static int
weigh_words(struct sage_attention *a)
{
	const struct part	*p;
	size_t			 n, i, k;

	n = a->message.words.len / sizeof(struct touch_word);
	if ((a->rare = calloc(n + 1, sizeof(*a->rare))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < a->nparts; i++)
		for (p = &a->part[i], k = 0; k < p->c.n; k++)
			a->rare[p->c.first + k] = 1.0f / (float)spread(a,
			    parts_words(a, p) + k);
	return 0;
}

static int
make_room(struct sage_attention *a, size_t n)
{
	a->score = calloc(n * a->nparts, sizeof(*a->score));
	a->touch = calloc(n * a->nparts, sizeof(*a->touch));
	a->busy = calloc(n, sizeof(*a->busy));
	if (a->score == NULL || a->touch == NULL || a->busy == NULL)
		return SAGE_ENOMEM;
	return weigh_words(a);
}

int
touching_find(struct sage_attention *a)
{
	size_t	n, i;
	int	e;

	heard_sentences(&a->draft, &n);
	if ((e = make_room(a, n)) != 0)
		return e;
	touch_by_words(a);
	touch_by_feeling(a);
	touch_by_sentence(a);
	for (i = 0; i < a->nparts; i++)
		a->part[i].others = count_touching(a, i);
	a->one_up = is_one_up(a);
	touch_by_cues(a);
	touch_by_rest(a);
	answer_questions(a);
	return 0;
}

void
touching_free(struct sage_attention *a)
{
	free(a->score);
	free(a->touch);
	free(a->busy);
	free(a->rare);
	a->score = NULL;
	a->touch = NULL;
	a->busy = NULL;
	a->rare = NULL;
}
