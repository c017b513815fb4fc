#include <string.h>

#include "guess.h"
#include "reading_parts.h"
#include "template.h"

#define WORDS_LEAST	3	/* fewer tell too little */
#define SURE_LEAST	.36	/* how likely it must be that an event is the
				 * one */
#define FOUND_LEAST	.25	/* the same of one that a rule found */
#define SURE_AGAINST	.5	/* the same, where the message sounds the other
				 * way round, */
#define GOOD_LEAST	.3	/* as long as it is not likelier than so hard */
#define GOOD_MOST	.75	/* or good; */
#define CHEER_LEAST	.35	/* nobody is cheered below it, */
#define GOOD_PLAIN	.64	/* and from here on all sounds good */
#define TELLS_NOTHING	.30	/* how likely it is that nothing is felt in a
				 * sentence that is left out */
#define SENTENCES_MOST	64	/* that are looked at: more than features are
				 * taken of */
#define FELT_LEAST	.02	/* is added to how likely a feeling is */

/* How likely it is that the first is right, by logistic regression on 2,506
 * messages that nothing was learned from: of its score, of how far it is ahead,
 * of how it feels, and of whether a rule found it. */
#define OF_SCORE	.239
#define OF_AHEAD	.225
#define OF_FELT		.353
#define OF_FOUND	.109
#define OF_ALL		(-3.093)
#define AHEAD_MOST	8.

#define FOUND_MORE	3.	/* is added to the score of what a rule found:
				 * of those messages 1,096 are right then, with
				 * 2 1,100, with 5 1,068; with 2 some twins of
				 * tests/meta were read the wrong way round */

#define OF_GOOD		.8	/* what events say of good and hard goes to the
				 * logarithm of the odds with this: by logistic
				 * regression on 6,780 messages that nothing
				 * was learned from 1, but with .8 fewer are
				 * answered as if it were the other way round */
#define LOG_TWO		.693147

#define LOWEST		(-99.)	/* than which a score is not lower */

/* Events that come into question, and the two that do most. */
struct pick {
	const struct guess	*guess;
	size_t			 n;
	const double		*weight;	/* of feelings */
	struct candidate {
		struct hit	hit;
		double		score, felt, sum;
		int		found;
	} first, next;
};

/* The logarithm of how likely it is that somebody feels as the event says. */
static double
likely_felt(const struct sage_reader *r, const struct hit *h,
    const double *weight)
{
	double	sum = FELT_LEAST;
	size_t	k;
	int	f;

	for (k = 0; (f = hit_feeling(r, h, k)) >= 0; k++)
		sum += weight[f];
	return (guess_log((uint64_t)(sum * MODEL_ONE)) / 16. - 16) * LOG_TWO;
}

/* Can it be spoken of, none of its words being known? */
static int
is_sayable(const struct sage_reader *r, const struct hit *h)
{
	return template_is_whole(reader_string(r, h->rule->say)) &&
	    template_is_whole(reader_string(r, h->rule->ask));
}

static void
consider(struct pick *c, const struct candidate *x)
{
	if (c->first.hit.number == x->hit.number) {
		if (x->sum > c->first.sum)
			c->first = *x;
	} else if (x->sum > c->first.sum) {
		c->next = c->first;
		c->first = *x;
	} else if (x->sum > c->next.sum)
		c->next = *x;
}

/* Danger that is over is not guessed here. */
static void
consider_guesses(struct sage_reader *r, struct pick *c)
{
	struct candidate	x = { .found = 0 };
	size_t			i;

	for (i = 0; i < c->n; i++) {
		x.hit = reader_hit(r, c->guess[i].rule);
		if (hit_is_of(&x.hit, CAT_OVER) || !is_sayable(r, &x.hit))
			continue;
		x.score = (double)c->guess[i].score / MODEL_ONE;
		x.felt = likely_felt(r, &x.hit, c->weight);
		x.sum = x.score + x.felt;
		consider(c, &x);
	}
}

/* What a rule found and is not among the guesses has the score of the last. */
static void
consider_found(struct sage_reader *r, struct pick *c, const struct hit *h)
{
	struct candidate	x = { .found = 1, .hit = *h };
	size_t			i;

	for (i = 0; i + 1 < c->n && c->guess[i].rule != h->number; i++)
		;
	x.score = c->n == 0 ? 0 : (double)c->guess[i].score / MODEL_ONE;
	x.felt = likely_felt(r, h, c->weight);
	x.sum = x.score + x.felt + FOUND_MORE;
	consider(c, &x);
}

/* How likely it is that the first is right. */
static double
likely_right(const struct pick *c)
{
	double	ahead = c->first.sum - c->next.sum,
		x = OF_ALL + OF_SCORE * c->first.score + OF_AHEAD *
		    (ahead < AHEAD_MOST ? ahead : AHEAD_MOST) +
		    OF_FELT * c->first.felt + OF_FOUND * c->first.found;
	int64_t	score[2] = { (int64_t)(x * MODEL_ONE), 0 };
	int32_t	p[2];

	model_softmax(score, 2, p);
	return (double)p[0] / MODEL_ONE;
}

/* The message without the sentences that tell nothing, or NULL if none is
 * left. */
static int
telling_part(struct sage_reader *r, const char **part)
{
	char	*copy = arena_alloc(&r->arena, r->len + SCAN_SLACK, 1);
	size_t	 i, next, n = 0;

	*part = NULL;
	if (copy == NULL)
		return SAGE_ENOMEM;
	memcpy(copy, r->prose, r->len);
	for (i = 0; i < r->len && n++ < SENTENCES_MOST; i = next) {
		next = sentence_part(r->prose, r->len, i, 1,
		    matcher_abbreviation, &r->matcher);
		if (reader_hear_none(r, r->prose + i, next - i) >
		    TELLS_NOTHING)
			memset(copy + i, ' ', next - i);
		else
			*part = copy;
	}
	return 0;
}

/* Is a feeling named that is another one's, or that they do not have? */
static int
is_of_others(const struct sage_reader *r)
{
	size_t	i;

	for (i = 0; i < r->out.nfeelings; i++)
		if (r->told[i].negated || strcmp(r->told[i].holder,
		    HOLDER) != 0)
			return 1;
	return 0;
}

/* May an event be guessed here at all?  A story that begins with what tells
 * nothing may sound like logistics. */
static int
is_open(const struct sage_reader *r)
{
	static const char *const open[] = { "trouble", "good", "unclear",
	    "memory", "logistics" };
	size_t	i;

	if (r->out.nevents > 0 || is_of_others(r))
		return 0;
	for (i = 0; i < sizeof(open) / sizeof(open[0]); i++)
		if (strcmp(r->out.situation, open[i]) == 0)
			return 1;
	return 0;
}

/* Is the event good where the message is hard, or the other way round?  Where
 * that is not as sure as the event is, it is not clear how the message is; but
 * nobody is cheered by a guess at what sounds rather hard. */
static int
is_against(struct sage_reader *r, const struct hit *h, double sure)
{
	int	good = hit_good(r, h);
	double	sounds = r->guess_sounds >= 0 ? r->guess_sounds : r->out.good;

	if (good > 0 ? sounds >= GOOD_PLAIN : good == 0 || sounds <= GOOD_PLAIN)
		return 0;
	if (sure < SURE_AGAINST || sounds < (good > 0 ? CHEER_LEAST :
	    GOOD_LEAST) || sounds > GOOD_MOST)
		return 1;
	if (strcmp(r->out.situation, good > 0 ? "trouble" : "good") == 0)
		r->out.situation = "unclear";
	return 0;
}

/* How good what comes into question is, from -1 to 1. */
static double
mood_of(const struct sage_reader *r, const struct guess *g, size_t n)
{
	struct hit	h;
	int64_t		score[GUESS_MOST], sum = 0;
	int32_t		p[GUESS_MOST];
	size_t		i;

	if (n == 0)
		return 0;
	for (i = 0; i < n; i++)
		score[i] = g[i].score;
	model_softmax(score, n, p);
	for (i = 0; i < n; i++) {
		h = reader_hit(r, g[i].rule);
		sum += (int64_t)p[i] * hit_good(r, &h);
	}
	return (double)sum / MODEL_ONE;
}

double
reader_good_likely(const struct sage_reader *r, double good)
{
	int64_t	score[2] = { (int64_t)(r->guess_good * OF_GOOD * MODEL_ONE),
		    0 };
	int32_t	p[2];

	model_softmax(score, 2, p);
	return good * p[0] / (good * p[0] + (1 - good) * p[1]);
}

/* Put the event that is likeliest first; those that rules found go if it is
 * none of them, or not likely. */
static void
heed(struct sage_reader *r, const struct pick *c, size_t *n)
{
	const struct hit	*first;
	size_t			 i;

	for (i = 0; i < *n && r->event_hit[i]->number !=
	    c->first.hit.number; i++)
		;
	if (i == *n) {
		*n = r->guess_sure < SURE_LEAST ? *n : 0;
		return;
	}
	if (r->guess_sure < FOUND_LEAST) {
		*n = 0;
		return;
	}
	for (first = r->event_hit[i]; i > 0; i--)
		r->event_hit[i] = r->event_hit[i - 1];
	r->event_hit[0] = first;
}

int
reader_likely(struct sage_reader *r, size_t *nfound)
{
	const char	*text;
	struct guess	 g[GUESS_MOST];
	double		 weight[FEELINGS_MAX];
	struct pick	 c = { .guess = g, .weight = weight,
			    .first.sum = LOWEST, .next.sum = LOWEST };
	int32_t		 none;
	size_t		 i;
	int		 e;

	r->guess_sure = r->guess_good = 0;
	r->guess_sounds = -1;
	if (r->out.words < WORDS_LEAST)
		return 0;
	if ((e = telling_part(r, &text)) != 0 || text == NULL)
		return e;
	reader_hear(r, text, r->len, weight);
	c.n = guess_events(&r->model, r->trait, g, &none);
	r->guess_good = mood_of(r, g, c.n);
	r->guess_sounds = reader_good_likely(r, reader_good(r, weight));
	for (i = 0; i < *nfound; i++)
		consider_found(r, &c, r->event_hit[i]);
	consider_guesses(r, &c);
	if (c.first.sum <= LOWEST)
		return 0;
	r->guessed = c.first.hit;
	r->guess_sure = likely_right(&c);
	heed(r, &c, nfound);
	return 0;
}

int
reader_guess(struct sage_reader *r)
{
	if (!is_open(r) || r->guess_sure < SURE_LEAST ||
	    is_against(r, &r->guessed, r->guess_sure))
		return 0;
	return reader_event(r, &r->guessed, r->guess_sure);
}
