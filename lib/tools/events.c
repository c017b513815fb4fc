#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "events.h"
#include "learn.h"

#define NEAREST		12	/* others that a step moves */
#define EPOCHS		2
#define RATE		(3 * FEATURE_ONE / 10)	/* in the first epoch */
#define SCORE_ONE	(FEATURE_ONE * (INT16_MAX / FEATURE_ONE) / 16)
#define BROAD_FROM	200	/* messages about one event */
#define SHRINK		8	/* of each weight is lost after each epoch */
#define SCALE		100	/* of stored weights, */
#define LEAST		2	/* of which smaller ones are left out */

struct told {
	const char	*text;
	struct feature	*list;
	size_t		 n;
	size_t		 class;
};

/* ---- what is told ------------------------------------------------------- */

static void
add_told(struct events *v, size_t class, const char *text)
{
	if (v->n == v->room)
		v->told = must(reallocarray(v->told, v->room = v->room * 2 +
		    1024, sizeof(*v->told)));
	v->told[v->n++] = (struct told){ .text = text, .class = class };
}

/* The examples of a rule are one a line. */
static void
add_examples(struct events *v, size_t class, const char *s)
{
	char	*lines = must(strdup(s)), *line;

	while ((line = strsep(&lines, "\n")) != NULL)
		if (*line != '\0')
			add_told(v, class, line);
}

void
events_open(struct events *v, const struct knowledge *kn)
{
	const struct kn_rule	*rule;
	size_t			 n, i;

	v->kn = kn;
	v->classes = GUESS_NONE + 1;
	rule = knowledge_section(kn, SEC_RULE, &n);
	for (i = 0; i < n; i++) {
		if (*knowledge_string(kn, rule[i].say) == '\0' ||
		    *knowledge_string(kn, rule[i].feel) == '\0')
			continue;
		if (v->classes == GUESS_CLASSES)
			errx(1, "too many events");
		if (i >= GUESS_BROAD)
			errx(1, "too many rules");
		v->rule[v->classes] = (uint16_t)i;
		add_examples(v, v->classes++, knowledge_example(kn,
		    rule[i].yes));
	}
}

static size_t
class_of(const struct events *v, const char *id)
{
	const struct kn_rule	*rule = knowledge_section(v->kn, SEC_RULE,
				    NULL);
	size_t			 i;

	if (strcmp(id, "-") == 0)
		return GUESS_NONE;
	for (i = GUESS_NONE + 1; i < v->classes; i++)
		if (strcmp(knowledge_string(v->kn, rule[v->rule[i]].id),
		    id) == 0)
			return i;
	errx(1, "%s: no such event", id);
}

void
events_add(struct events *v, const char *id, const char *text)
{
	add_told(v, class_of(v, id), text);
}

/* ---- features ----------------------------------------------------------- */

/* How rare each feature is among the messages. */
static void
find_rarity(struct events *v)
{
	uint32_t	*many = must(calloc(GUESS_PLACES, sizeof(*many)));
	size_t		 i, k;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < v->told[i].n; k++)
			many[v->told[i].list[k].place >>
			    (FEATURE_BITS - GUESS_BITS)]++;
	for (i = 0; i < GUESS_PLACES; i++)
		if (many[i] > 0)
			v->rarity[i] = (uint8_t)guess_log(1 + v->n / many[i]);
	free(many);
}

static void
find_features(struct events *v, const struct tags *tags)
{
	struct features	*f = must(calloc(1, sizeof(*f)));
	struct told	*t;
	size_t		 i;

	for (i = 0; i < v->n; i++) {
		t = &v->told[i];
		features_of(f, v->kn, tags, t->text, strlen(t->text));
		t->n = f->n;
		t->list = must(reallocarray(NULL, f->n, sizeof(*t->list)));
		memcpy(t->list, f->list, f->n * sizeof(*t->list));
	}
	free(f);
	find_rarity(v);
	for (i = 0; i < v->n; i++) {
		t = &v->told[i];
		t->n = guess_weigh(v->rarity, t->list, t->n, t->list);
	}
}

/* ---- learning ----------------------------------------------------------- */

/* In sixteen bits, so that a processor adds many at once: of a score that is
 * SCORE_ONE some thousandth is lost. */
static void
score_all(const struct events *v, const struct told *t, int16_t *score)
{
	const int16_t	*row;
	int16_t		 x;
	size_t		 i, k;

	memset(score, 0, GUESS_CLASSES * sizeof(*score));
	for (i = 0; i < t->n; i++) {
		row = v->weight[t->list[i].place];
		x = (int16_t)(t->list[i].weight * (INT16_MAX / FEATURE_ONE));
		for (k = 0; k < GUESS_CLASSES; k++)
			score[k] = (int16_t)(score[k] + (row[k] * x >> 16));
	}
}

/* The right class, and behind it those that come nearest. */
static size_t
find_nearest(const struct events *v, const int16_t *score, size_t right,
    size_t class[NEAREST + 1])
{
	size_t	n = 1, i, at;

	class[0] = right;
	for (i = 0; i < v->classes; i++) {
		if (i == right || (n > NEAREST &&
		    score[i] <= score[class[n - 1]]))
			continue;
		for (at = n <= NEAREST ? n++ : n - 1; at > 1 &&
		    score[class[at - 1]] < score[i]; at--)
			class[at] = class[at - 1];
		class[at] = i;
	}
	return n;
}

static void
learn_one(struct events *v, const struct told *t, int32_t rate)
{
	int16_t	score[GUESS_CLASSES];
	int32_t	p[NEAREST + 1], step;
	int64_t	sharp[NEAREST + 1];
	size_t	class[NEAREST + 1], n, i, k;

	score_all(v, t, score);
	n = find_nearest(v, score, t->class, class);
	for (k = 0; k < n; k++)
		sharp[k] = (int64_t)score[class[k]] * GUESS_SHARP *
		    MODEL_ONE / SCORE_ONE;
	model_softmax(sharp, n, p);
	p[0] -= MODEL_ONE;
	for (i = 0; i < t->n; i++) {
		step = t->list[i].weight * rate / FEATURE_ONE;
		for (k = 0; k < n; k++)
			v->weight[t->list[i].place][class[k]] -=
			    (int16_t)((int64_t)step * p[k] / MODEL_ONE);
	}
}

/* What was learned of a few messages alone is forgotten, and need not be
 * stored. */
static void
shrink(struct events *v)
{
	int16_t	*w = v->weight[0], *end = w + GUESS_PLACES * GUESS_CLASSES;

	for (; w < end; w++)
		*w = (int16_t)(*w > SHRINK ? *w - SHRINK : *w < -SHRINK ?
		    *w + SHRINK : 0);
}

void
events_learn(struct events *v, const struct tags *tags)
{
	uint32_t	*order, random = 1;
	size_t		 i;
	int		 epoch;

	find_features(v, tags);
	v->weight = must(calloc(GUESS_PLACES, sizeof(*v->weight)));
	order = order_new(v->n);
	for (epoch = 0; epoch < EPOCHS; epoch++) {
		order_shuffle(order, v->n, &random);
		for (i = 0; i < v->n; i++)
			learn_one(v, &v->told[order[i]], RATE *
			    (EPOCHS - epoch) / EPOCHS);
		shrink(v);
	}
	free(order);
}

/* ---- the block ---------------------------------------------------------- */

static void
add_step(struct buf *out, size_t classes, int weight)
{
	struct event_step	step = { UINT8_MAX, 0 };

	for (; classes > UINT8_MAX; classes -= UINT8_MAX)
		if (buf_append(out, &step, sizeof(step)) != 0)
			errx(1, "no memory");
	step = (struct event_step){ (uint8_t)classes, (int8_t)(weight > 127 ?
	    127 : weight < -127 ? -127 : weight) };
	if (buf_append(out, &step, sizeof(step)) != 0)
		errx(1, "no memory");
}

static void
put_weights(const struct events *v, struct buf *out, struct model_header *h)
{
	struct buf	steps = { 0 };
	uint32_t	*row = must(calloc(GUESS_PLACES + 1, sizeof(*row)));
	size_t		 i, k, last;
	int		 w;

	for (i = 0; i < GUESS_PLACES; i++) {
		row[i] = (uint32_t)(steps.len / sizeof(struct event_step));
		for (k = last = 0; k < v->classes; k++) {
			w = v->weight[i][k] * SCALE / FEATURE_ONE;
			if (abs(w) < LEAST)
				continue;
			add_step(&steps, k - last, w);
			last = k;
		}
	}
	row[i] = (uint32_t)(steps.len / sizeof(struct event_step));
	h->event.row = block_put(out, row, (i + 1) * sizeof(*row));
	h->event.step = block_put(out, steps.data, steps.len);
	h->event.scale = SCALE;
	buf_free(&steps);
	free(row);
}

/* Mark the events of which there are so many messages that they are broad. */
static void
put_rules(const struct events *v, struct buf *out, struct model_header *h)
{
	uint32_t	many[GUESS_CLASSES] = { 0 };
	uint16_t	rule[GUESS_CLASSES];
	size_t		i;

	for (i = 0; i < v->n; i++)
		many[v->told[i].class]++;
	for (i = 0; i < v->classes; i++)
		rule[i] = (uint16_t)(v->rule[i] | (many[i] < BROAD_FROM ? 0 :
		    GUESS_BROAD));
	h->event.rule = block_put(out, rule, v->classes * sizeof(*rule));
}

void
events_put(const struct events *v, struct buf *out, struct model_header *h)
{
	h->event.classes = (uint32_t)v->classes;
	put_rules(v, out, h);
	h->event.rarity = block_put(out, v->rarity, sizeof(v->rarity));
	put_weights(v, out, h);
}
