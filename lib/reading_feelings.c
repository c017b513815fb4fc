#include <stdlib.h>
#include <string.h>

#include "reading_parts.h"
#include "template.h"
#include "token.h"

#define SHARES		4	/* feelings of an event that count */
#define TELL_FROM	.10	/* what weighs less is not told */
#define TELL_MOST	4	/* feelings that are only guessed */
#define ACT_WEIGHS	.3	/* what they do, for what they feel */
#define OPEN_WEIGHS	.15	/* what they are surprised at is mostly good */
#define OTHERS_WEIGH	.4	/* what others feel, for good or hard */
#define DENIED_WEIGHS	.45	/* what the model hears where that is denied */
#define TURNED		.15	/* what the model hears where it is undone */
#define TURNED_MORE	.3	/* and what more is felt then */
#define ENDED		.7	/* where it ends the other way */
#define LEANS		.6	/* the same, where that is less plain */
#define FELT_MILDLY	1.5	/* strength below it is 1 */
#define GRAVE_DIM	.2	/* so likely something grave is told, where
				 * it is not clear how good it is, */
#define GRAVE_GOOD	.3	/* or where it sounds good */
#define EVENT_TELLS	.10	/* so far from .5 an event tells how it is */
#define NAMED_SURE	.87	/* as often they feel what they name */

static const char *const source_model = "model", *const grave = "grave";

/* How much an event speaks for its feelings, the likeliest first. */
static const double share[SHARES] = { .45, .25, .18, .12 };

/* How strongly it is felt, in the mean of what is likely; the strongest is not
 * guessed at, and who laughs it off feels it mildly. */
static int
guess_strength(struct sage_reader *r)
{
	int32_t	p[MODEL_CLASSES];
	size_t	n, i;
	double	mean = 0;

	if (reader_situation(r, "laughed-off"))
		return 1;
	n = model_run(&r->model, MODEL_STRENGTH, r->features, p);
	for (i = 0; i < n; i++)
		mean += (double)p[i] / MODEL_ONE *
		    (*model_name(&r->model, MODEL_STRENGTH, i) - '0');
	return mean < FELT_MILDLY ? 1 : 2;
}

/* What the linear model says, and the other, by the half and the fourth power:
 * more of the other does better on talk that it was not taught, and worse on
 * situations that are told in a sentence. */
static double
both(int32_t linear, int32_t other)
{
	uint64_t	root = whole_root((uint64_t)(other + 1) * MODEL_ONE);

	return (double)whole_root((uint64_t)(linear + 1) * root);
}

/* How much a text speaks for each feeling; returns how likely it is that
 * nothing is felt.  Two models are asked, which are wrong about different
 * texts.  The traits are left, and nothing of the features of a part. */
static double
weigh_feelings(struct sage_reader *r, const struct features *f,
    double *weight)
{
	int32_t	p[MODEL_CLASSES], q[MODEL_CLASSES];
	size_t	n, i;
	double	none = 0, sum = 0;

	n = model_run(&r->model, MODEL_FEELING, f, p);
	if (f != r->part) {
		r->part->n = f->n;
		memcpy(r->part->list, f->list, f->n * sizeof(f->list[0]));
	}
	guess_traits(&r->model, r->part, r->trait);
	guess_feelings(&r->model, r->trait, q);
	for (i = 0; i < n; i++) {
		weight[i] = both(p[i], q[i]);
		sum += weight[i];
	}
	for (i = 0; i < n; i++) {
		weight[i] /= sum;
		if (r->feelings.f[i].good == 0)
			none += weight[i];
	}
	return none;
}

double
reader_hear(struct sage_reader *r, const char *text, size_t len,
    double *weight)
{
	features_of(r->part, r->kn, &r->model.tags, text, len);
	return weigh_feelings(r, r->part, weight);
}

double
reader_hear_none(struct sage_reader *r, const char *text, size_t len)
{
	int32_t	p[MODEL_CLASSES];
	size_t	n, i;
	double	none = 0;

	features_of(r->part, r->kn, &r->model.tags, text, len);
	n = model_run(&r->model, MODEL_FEELING, r->part, p);
	for (i = 0; i < n; i++)
		if (r->feelings.f[i].good == 0)
			none += (double)p[i] / MODEL_ONE;
	return none;
}

/* The corpus has three good feelings to five hard ones, which says nothing
 * of how often either comes. */
#define GOOD_NEWS	1.5
#define SARCASM		.2	/* what is left of the good words */

double
reader_good(const struct sage_reader *r, const double *weight)
{
	double	good = 0, hard = 0;
	size_t	i;

	for (i = 0; i < r->feelings.n; i++)
		if (r->feelings.f[i].good > 0)
			good += weight[i] * (r->out.sarcastic ? SARCASM :
			    GOOD_NEWS);
		else if (r->feelings.f[i].good < 0)
			hard += weight[i];
	return good + hard > 0 ? good / (good + hard) : .5;
}

/* ---- what is named ----------------------------------------------------- */

/* How a feeling is named, strongest claim last. */
enum claim { CLAIM_SELF, CLAIM_OTHER, CLAIM_NOT, CLAIM_PAST, CLAIMS };

static const char *const claims[CLAIMS] = {
	[CLAIM_SELF] = "self", [CLAIM_OTHER] = "other", [CLAIM_NOT] = "not",
	[CLAIM_PAST] = "past"
};

/* The words that name the feeling in a hit: all of it where its rule is for
 * one feeling alone. */
static int
named_word(const struct sage_reader *r, const struct hit *h, uint32_t w[2])
{
	int	cap = template_capture(reader_string(r, h->rule->say));

	w[0] = cap < 0 ? h->start : h->cap[cap][0];
	w[1] = cap < 0 ? h->end : h->cap[cap][1];
	return cap >= 0;
}

/* By the first part of the rule's name; a rule of another name is one for
 * what the speaker feels. */
static enum claim
claim_of(const struct hit *h)
{
	const char	*name = h->id + strlen(CAT_NAMED) + 1;
	size_t		 i, n;

	for (i = 0; i < CLAIMS; i++) {
		n = strlen(claims[i]);
		if (strncmp(name, claims[i], n) == 0 &&
		    (name[n] == '\0' || name[n] == '-'))
			return (enum claim)i;
	}
	return CLAIM_SELF;
}

/* The number of the feeling that is named, and how strongly; -1 if it is
 * none. */
static int
named_feeling(const struct sage_reader *r, const struct hit *h, int *strength)
{
	uint32_t	w[2];

	if (named_word(r, h, w))
		return feeling_of_word(&r->feelings, (struct sage_text){
		    r->text + w[0], w[1] - w[0] }, strength);
	return hit_feeling(r, h, 0);
}

int
hit_good_named(const struct sage_reader *r, const struct hit *h)
{
	int	strength = 0, number;

	if (claim_of(h) != CLAIM_SELF)
		return 0;
	number = named_feeling(r, h, &strength);
	return number < 0 ? 0 : r->feelings.f[number].good;
}

/* ---- what the model hears ---------------------------------------------- */

/* Does a hit name something open that they feel? */
static int
names_open(const struct sage_reader *r, const struct hit *h)
{
	int	number, strength;

	if (!hit_is_of(h, CAT_NAMED) || claim_of(h) != CLAIM_SELF)
		return 0;
	number = named_feeling(r, h, &strength);
	return number >= 0 && r->feelings.f[number].open;
}

/* Blank the words for what is open; tells whether there are any. */
static int
blank_open(const struct sage_reader *r, char *s)
{
	const struct hit	*h;
	uint32_t		 w[2];
	size_t			 n, i;
	int			 found = 0;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (!names_open(r, &h[i]))
			continue;
		(void)named_word(r, &h[i], w);
		memset(s + w[0], ' ', w[1] - w[0]);
		found = 1;
	}
	return found;
}

/* Who is surprised may be so by anything, "shocked when he told me": what is
 * felt is heard without such words, if there are others. */
static int
hear_besides(struct sage_reader *r)
{
	char	*copy = arena_alloc(&r->arena, r->len + SCAN_SLACK, 1);

	if (copy == NULL)
		return SAGE_ENOMEM;
	if (r->len > 0)
		memcpy(copy, r->prose, r->len);
	if (!blank_open(r, copy))
		return 0;
	features_of(r->part, r->kn, &r->model.tags, copy, r->len);
	if (r->part->ntokens > 0)
		(void)weigh_feelings(r, r->part, r->weight);
	return 0;
}

/* What the models say, and how likely it is that nothing is felt. */
static int
ask_model(struct sage_reader *r)
{
	size_t	i;
	double	felt = 0;
	int	e;

	r->none = weigh_feelings(r, r->features, r->weight);
	if ((e = hear_besides(r)) != 0)
		return e;
	for (i = 0; i < r->feelings.n; i++)
		if (r->feelings.f[i].good == 0)
			r->weight[i] = 0;
		else
			felt += r->weight[i];
	for (i = 0; i < r->feelings.n && felt > 0; i++)
		r->weight[i] /= felt;
	r->strength = guess_strength(r);
	return 0;
}

/*
 * What happened speaks as well: the two are multiplied, so that where they
 * agree both are surer, and where they do not neither is.
 */
static void
ask_events(struct sage_reader *r)
{
	double	 said[FEELINGS_MAX] = { 0 }, sum = 0, most = 0;
	size_t	 i, k;
	int	 f;

	for (i = 0; i < r->out.nevents; i++)
		for (k = 0; k < SHARES; k++) {
			f = hit_feeling(r, r->event_hit[i], k);
			if (f < 0)
				break;
			said[f] += share[k] * r->event[i].strength;
			most += share[k] * r->event[i].strength;
		}
	if (most == 0)
		return;
	r->none /= 4;
	for (i = 0; i < r->feelings.n; i++) {
		r->weight[i] *= .08 + said[i] / most;
		r->weight[i] += .02 * said[i] / most;
		sum += r->weight[i];
	}
	for (i = 0; i < r->feelings.n; i++)
		r->weight[i] /= sum;
}

/* Which way it is turned by all that is undone: 0 if both ways. */
static int
turn_of(const struct sage_reader *r, const struct hit **turn)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 good = 0, hard = 0;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (hit_is_turn(r, &h[i])) {
			*turn = &h[i];
			good |= hit_good(r, &h[i]) > 0;
			hard |= hit_good(r, &h[i]) < 0;
		}
	return good - hard;
}

/* Do they say that they feel good, or that they do not? */
static int
is_named(const struct sage_reader *r, int good)
{
	size_t	i;

	for (i = 0; i < r->out.nfeelings; i++)
		if (!r->told[i].negated && r->told[i].good == good &&
		    strcmp(r->told[i].holder, HOLDER) == 0)
			return 1;
	return 0;
}

/* The model hears the words, and not that they are denied or undone. */
static void
turn_feelings(struct sage_reader *r)
{
	const struct hit	*h = NULL;
	int			 good = turn_of(r, &h), f;
	double			 keep, sum = 0;
	size_t			 i;

	if (good == 0 || is_named(r, -good))
		return;
	keep = hit_strength(r, h) > 1 ? TURNED : LEANS;
	for (i = 0; i < r->feelings.n; i++) {
		sum += r->weight[i];
		if (r->feelings.f[i].good == -good)
			r->weight[i] *= keep;
	}
	for (i = 0; i < SHARES && (f = hit_feeling(r, h, i)) >= 0; i++)
		r->weight[f] += TURNED_MORE * sum * share[i];
	r->none *= keep;
}

/* What they came to feel counts more than what they felt before. */
static void
end_feelings(struct sage_reader *r)
{
	size_t	i;

	for (i = 0; r->ends != 0 && i < r->feelings.n; i++)
		if (r->feelings.f[i].good == -r->ends)
			r->weight[i] *= ENDED;
}

/* Is there a stronger claim on the same words? */
static int
is_overruled(const struct sage_reader *r, const struct hit *h)
{
	const struct hit	*all;
	uint32_t		 w[2], v[2];
	size_t			 n, i;

	named_word(r, h, w);
	all = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (!hit_is_of(&all[i], CAT_NAMED) ||
		    claim_of(&all[i]) <= claim_of(h))
			continue;
		named_word(r, &all[i], v);
		if (v[0] < w[1] && w[0] < v[1])
			return 1;
	}
	return 0;
}

/* The same feeling of the same holder, if it was told already. */
static struct sage_feeling *
told_before(struct sage_reader *r, const char *name, const char *holder,
    int negated)
{
	size_t	i;

	for (i = 0; i < r->out.nfeelings; i++)
		if (r->told[i].name == name && r->told[i].negated ==
		    negated && strcmp(r->told[i].holder, holder) == 0)
			return &r->told[i];
	return NULL;
}

static void
tell_feeling(struct sage_reader *r, int number, double score, int strength,
    const char *source, const char *holder, int negated, uint32_t start,
    uint32_t end)
{
	const struct feeling	*f = &r->feelings.f[number];
	struct sage_feeling	*t;

	if (f->good == 0 || r->out.nfeelings == TOLD_MAX ||
	    told_before(r, f->name, holder, negated) != NULL)
		return;
	t = &r->told[r->out.nfeelings++];
	t->name = f->name;
	t->good = f->good;
	t->score = score;
	t->strength = strength;
	t->source = source;
	t->holder = holder;
	t->negated = negated;
	t->evidence = reader_span(r, start, end);
	t->about = "";
}

/* The words in small letters, without what is joined to them: he, of "He's". */
static const char *
lower(struct sage_reader *r, uint32_t start, uint32_t end)
{
	size_t	 len = end - start, n = 0, i, took;
	char	*s = arena_strndup(&r->arena, r->text + start, len);

	if (s == NULL)
		return NULL;
	for (i = 0; i < len; i += took) {
		took = apostrophe_length(s + i, len - i);
		s[n] = took > 0 ? '\'' : s[i];
		if (s[n] >= 'A' && s[n] <= 'Z')
			s[n] = (char)(s[n] | 0x20);
		n++;
		took += took == 0;
	}
	s[n - clitic_length(s, n)] = '\0';
	return s;
}

/* The model hears a hard word, and not that it is denied: it weighs little
 * then, and so does what is taken for it, unless that is said too or another
 * clause may say what is felt instead. */
static void
deny(struct sage_reader *r, size_t number, uint32_t end)
{
	const struct feeling	*f = r->feelings.f;
	size_t			 i;

	if (f[number].good >= 0 || memchr(r->text + end, ',', r->len - end) !=
	    NULL)
		return;
	for (i = 0; i < r->feelings.n; i++)
		if (f[i].good < 0 && (i == number ||
		    (f[i].near >> number & 1) != 0) &&
		    told_before(r, f[i].name, HOLDER, 0) == NULL)
			r->weight[i] *= DENIED_WEIGHS;
}

/* Was what they name, good or hard, felt before all ended the other way round:
 * "I was nervous. It went so well!"? */
static int
is_over(const struct sage_reader *r, const struct hit *named, int good)
{
	const struct hit	*h;
	size_t			 n, i;

	if (named->end > r->last || r->ends != -good)
		return 0;
	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (hit_is_of(&h[i], CAT_TENSE) && h[i].start < named->end &&
		    h[i].end > named->start)
			return 1;
	return 0;
}

static int
tell_named(struct sage_reader *r, const struct hit *h, enum claim claim)
{
	const char	*holder = HOLDER;
	uint32_t	 w[2];
	int		 number, strength = 2, cap, named;

	named = named_word(r, h, w);
	number = named_feeling(r, h, &strength);
	if (number < 0 || (claim <= CLAIM_OTHER && hit_is_undone(r, h,
	    r->feelings.f[number].good)))
		return 0;
	if (claim == CLAIM_SELF && is_over(r, h,
	    r->feelings.f[number].good))
		claim = CLAIM_PAST;
	/* What somebody does tells less of it than what happened. */
	if (!named && claim == CLAIM_SELF && r->out.nevents > 0) {
		r->weight[number] += ACT_WEIGHS;
		return 0;
	}
	if (!named && reader_situation(r, "laughed-off"))
		strength = 1;
	if (claim != CLAIM_SELF)
		r->taken |= UINT64_C(1) << number;
	if (claim == CLAIM_OTHER)
		r->taken |= r->feelings.f[number].near;
	if (claim == CLAIM_NOT && r->out.nevents == 0)
		deny(r, (size_t)number, h->end);
	cap = template_capture(reader_string(r, h->rule->ask));
	if (claim == CLAIM_OTHER && cap >= 0 && (holder = lower(r,
	    h->cap[cap][0], h->cap[cap][1])) == NULL)
		return SAGE_ENOMEM;
	tell_feeling(r, number, NAMED_SURE, strength, CAT_NAMED, holder,
	    claim >= CLAIM_NOT, h->start, h->end);
	if (claim == CLAIM_SELF)
		r->weight[number] += r->feelings.f[number].open ? OPEN_WEIGHS :
		    named ? 1 : ACT_WEIGHS;
	if (claim == CLAIM_OTHER)
		r->weight[number] += OTHERS_WEIGH;
	return 0;
}

/* What was named, of one sort of claim. */
static int
tell_claims(struct sage_reader *r, enum claim claim)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 e;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (hit_is_of(&h[i], CAT_NAMED) && claim_of(&h[i]) == claim &&
		    !is_overruled(r, &h[i]) &&
		    (e = tell_named(r, &h[i], claim)) != 0)
			return e;
	return 0;
}

/* ---- the rest of what is felt ------------------------------------------ */

/* The event that speaks for a feeling, or NULL. */
static const struct sage_event *
event_for(const struct sage_reader *r, int number)
{
	size_t	i, k;
	int	f;

	for (i = 0; i < r->out.nevents; i++)
		for (k = 0; k < SHARES; k++) {
			f = hit_feeling(r, r->event_hit[i], k);
			if (f == number)
				return &r->event[i];
			if (f < 0)
				break;
		}
	return NULL;
}

/*
 * How often a feeling of such a weight, or one near it, is the right one:
 * measured on 1,349 situations that people told with their feelings (the
 * development set of tests/eval), read off a logistic curve.
 */
static double
how_sure(double weight)
{
	static const double	knot[] = { .10, .36, .49, .57, .64, .70, .75,
				    .80, .85, .91, .98 };
	size_t			at = (size_t)(weight * 10);

	if (at >= 10)
		return knot[10];
	return knot[at] + (knot[at + 1] - knot[at]) * (weight * 10 -
	    (double)at);
}

static void
tell_guessed(struct sage_reader *r)
{
	const struct sage_event	*ev;
	double			 w[FEELINGS_MAX] = { 0 }, sum = 0;
	size_t			 i, k, best;
	int			 number;

	for (i = 0; i < r->feelings.n; i++)
		sum += r->weight[i];
	for (i = 0; i < r->feelings.n; i++)
		w[i] = sum > 0 ? r->weight[i] / sum : 0;
	for (k = 0; k < TELL_MOST && r->features->ntokens > 0; k++) {
		for (i = best = 0; i < r->feelings.n; i++)
			if (w[i] > w[best])
				best = i;
		/* The likeliest is told, however likely it is. */
		if (w[best] == 0 || (w[best] * (1 - r->none) < TELL_FROM &&
		    (r->out.nfeelings > 0 || r->none > NOTHING_FELT)))
			break;
		number = (int)best;
		if (r->taken >> best & 1) {
			w[best] = 0;
			continue;
		}
		ev = event_for(r, number);
		tell_feeling(r, number, how_sure(w[best] * (1 - r->none)),
		    ev == NULL ? r->strength : ev->strength,
		    ev == NULL ? source_model : "event", HOLDER, 0,
		    ev == NULL ? 0 : (uint32_t)ev->evidence.start.byte,
		    ev == NULL ? (uint32_t)r->len :
		    (uint32_t)ev->evidence.end.byte);
		w[best] = 0;
	}
}

/* A feeling of the speaker's that is told in the words for an event is about
 * that. */
static void
find_about(struct sage_reader *r, struct sage_feeling *f)
{
	const struct sage_event	*ev = r->event;
	size_t			 i;

	if (f->negated || strcmp(f->holder, HOLDER) != 0 ||
	    strcmp(f->source, source_model) == 0)
		return;
	for (i = 0; i < r->out.nevents; i++)
		if (f->evidence.start.byte < ev[i].evidence.end.byte &&
		    ev[i].evidence.start.byte < f->evidence.end.byte) {
			f->about = ev[i].id;
			return;
		}
}

/* The speaker's first, what is denied last, and the surer before. */
static int
by_holder(const void *a, const void *b)
{
	const struct sage_feeling	*x = a, *y = b;
	int	other = strcmp(x->holder, HOLDER) != 0;

	if (x->negated != y->negated)
		return x->negated - y->negated;
	if (other != (strcmp(y->holder, HOLDER) != 0))
		return other ? 1 : -1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->evidence.start.byte != y->evidence.start.byte)
		return x->evidence.start.byte < y->evidence.start.byte ? -1 :
		    1;
	return strcmp(x->name, y->name);
}

/* How likely is it that something grave is told? */
static double
hear_grave(const struct sage_reader *r)
{
	int32_t	p[MODEL_CLASSES];
	size_t	n = model_run(&r->model, MODEL_GRAVE, r->features, p);
	int	number = model_number(&r->model, MODEL_GRAVE, grave);

	return r->ends > 0 || number < 0 || (size_t)number >= n ? 0 :
	    (double)p[number] / MODEL_ONE;
}

/* Do they say themselves what they feel, or that something is undone? */
static int
says_itself(const struct sage_reader *r)
{
	const struct hit	*h;
	size_t			 i;

	for (i = 0; i < r->out.nfeelings; i++)
		if (strcmp(r->told[i].source, source_model) != 0 &&
		    strcmp(r->told[i].holder, HOLDER) == 0)
			return 1;
	return turn_of(r, &h) != 0;
}

/* Where it is not clear how good it is, what happened says it; and nobody is
 * cheered who tells of something grave, unless all ended well. */
static double
hear_events(struct sage_reader *r, double good)
{
	const struct sage_event	*first = &r->event[0];
	size_t			 i;

	r->grave = hear_grave(r);
	if (says_itself(r))
		r->guess_sounds = -1;
	else if (!reader_tells_mood(r))
		good = reader_good_likely(r, good);
	if (!reader_tells_mood(r))
		return r->grave > (good > .5 + DOUBT_MORE ? GRAVE_GOOD :
		    GRAVE_DIM) && good > .5 - DOUBT ? .5 - DOUBT : good;
	for (i = 0; i < r->out.nevents && r->event[i].good <= 0; i++)
		;
	if (first->strength > 1 && good > .5 - EVENT_TELLS &&
	    good < .5 + EVENT_TELLS)
		return .5 + EVENT_TELLS * first->good;
	if (first->strength == GRAVE && first->good < 0 && good > .5 &&
	    i == r->out.nevents && r->ends <= 0)
		return .5 - EVENT_TELLS;
	return good;
}

int
reader_feelings(struct sage_reader *r)
{
	enum claim	claim;
	size_t		i;
	int		e;

	r->out.feelings = r->told;
	r->out.nfeelings = 0;
	r->taken = 0;
	if ((e = ask_model(r)) != 0)
		return e;
	ask_events(r);
	for (claim = CLAIM_SELF; claim < CLAIMS; claim++)
		if ((e = tell_claims(r, claim)) != 0)
			return e;
	r->sounds_good = reader_good(r, r->weight);
	turn_feelings(r);
	end_feelings(r);
	tell_guessed(r);
	for (i = 0; i < r->out.nfeelings; i++)
		find_about(r, &r->told[i]);
	qsort(r->told, r->out.nfeelings, sizeof(r->told[0]), by_holder);
	r->out.good = hear_events(r, reader_good(r, r->weight));
	return 0;
}
