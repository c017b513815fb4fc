#include <string.h>

#include "guess.h"
#include "reading_parts.h"
#include "template.h"

#define WORDS_LEAST	3	/* fewer tell too little */
#define SURE_LEAST	.5	/* how likely it must be that an event is the
				 * one */
#define SURE_ACT	.75	/* the same, where a rule knows what is done in
				 * the message */
#define SURE_AGAINST	.6	/* the same, where the message sounds the other
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

/* How likely it is that the first is right, by logistic regression on 3,200
 * messages that nothing was learned from: of its score, of how far it is ahead,
 * of how it feels, and of the score of none. */
#define OF_SCORE	.664
#define OF_AHEAD	.372
#define OF_FELT		.324
#define OF_NONE		(-.100)
#define OF_ALL		(-3.045)

#define LIKELY_LEANS	.15	/* most events that come into question are
				 * hard */
#define LOG_TWO		.693147

#define LOWEST		(-99.)	/* than which a score is not lower */

struct pick {
	const struct guess	*first;
	double			 score, felt;	/* of it */
	double			 sum, next;	/* both, of it and the next */
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

static void
choose(const struct sage_reader *r, const double *weight,
    const struct guess *g, size_t n, struct pick *c)
{
	struct hit	h;
	double		score, felt;
	size_t		i;

	c->first = NULL;
	c->sum = c->next = LOWEST;
	for (i = 0; i < n; i++) {
		h = reader_hit(r, g[i].rule);
		score = (double)g[i].score * GUESS_SHARP / FEATURE_ONE;
		felt = likely_felt(r, &h, weight);
		if (score + felt > c->sum)
			*c = (struct pick){ &g[i], score, felt,
			    score + felt, c->sum };
		else if (score + felt > c->next)
			c->next = score + felt;
	}
}

/* How likely it is that the first is right. */
static double
likely_right(const struct pick *c, int32_t none)
{
	double	x = OF_ALL + OF_SCORE * c->score + OF_AHEAD *
		    (c->sum - c->next) + OF_FELT * c->felt + OF_NONE *
		    none * GUESS_SHARP / FEATURE_ONE;
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
	double	 weight[FEELINGS_MAX];
	size_t	 i, next, n = 0;

	*part = NULL;
	if (copy == NULL)
		return SAGE_ENOMEM;
	memcpy(copy, r->prose, r->len);
	for (i = 0; i < r->len && n++ < SENTENCES_MOST; i = next) {
		next = sentence_part(r->prose, r->len, i, 1,
		    matcher_abbreviation, &r->matcher);
		if (reader_hear(r, r->prose + i, next - i, weight) >
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

/* Can it be spoken of, none of its words being known? */
static int
is_sayable(const struct sage_reader *r, const struct hit *h)
{
	return template_is_whole(reader_string(r, h->rule->say)) &&
	    template_is_whole(reader_string(r, h->rule->ask));
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
		score[i] = (int64_t)g[i].score * GUESS_SHARP *
		    (MODEL_ONE / FEATURE_ONE);
	model_softmax(score, n, p);
	for (i = 0; i < n; i++) {
		h = reader_hit(r, g[i].rule);
		sum += (int64_t)p[i] * hit_good(r, &h);
	}
	return (double)sum / MODEL_ONE;
}

/* What events say goes to the logarithm of the odds: by logistic regression on
 * 1,700 messages as much as feelings do. */
double
reader_good_likely(const struct sage_reader *r, double good)
{
	int64_t	score[2] = { (int64_t)((r->guess_good + LIKELY_LEANS) *
		    MODEL_ONE), 0 };
	int32_t	p[2];

	model_softmax(score, 2, p);
	return good * p[0] / (good * p[0] + (1 - good) * p[1]);
}

int
reader_likely(struct sage_reader *r)
{
	const char	*text;
	struct guess	 g[GUESS_MOST];
	struct pick	 c;
	double		 weight[FEELINGS_MAX];
	int32_t		 none;
	size_t		 n;
	int		 e;

	r->guess_sure = r->guess_good = 0;
	r->guess_sounds = -1;
	if (r->out.words < WORDS_LEAST)
		return 0;
	if ((e = telling_part(r, &text)) != 0 || text == NULL)
		return e;
	reader_hear(r, text, r->len, weight);
	n = guess_events(&r->model, r->part, g, &none);
	r->guess_good = mood_of(r, g, n);
	if (memcmp(text, r->prose, r->len) != 0)
		r->guess_sounds = reader_good_likely(r, reader_good(r,
		    weight));
	choose(r, weight, g, n, &c);
	if (c.first == NULL || c.first->broad)
		return 0;
	r->guessed = reader_hit(r, c.first->rule);
	r->guess_sure = likely_right(&c, none);
	return 0;
}

/* How likely must an event be? */
static double
sure_enough(const struct sage_reader *r)
{
	const struct hit	*act = reader_act(r);

	return act != NULL && hit_strength(r, act) > 1 ? SURE_ACT : SURE_LEAST;
}

int
reader_guess(struct sage_reader *r)
{
	if (!is_open(r) || r->guess_sure < sure_enough(r) ||
	    !is_sayable(r, &r->guessed) ||
	    is_against(r, &r->guessed, r->guess_sure))
		return 0;
	return reader_event(r, &r->guessed, r->guess_sure);
}
