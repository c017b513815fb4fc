#include <err.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "events.h"
#include "learn.h"

#define ROW_LEAST	10	/* messages that a feature is in, to be
				 * looked at */
#define EPOCHS		4
#define RATE		.1f	/* in the beginning; to 0 in the end */
#define SQUARES		1e-3f	/* with which Adagrad begins */
#define BEGIN		.16f	/* traits of a feature at first, at most */
#define MOVED		(MODEL_ONE / 200)	/* events that are not so likely
				 * are moved as if they were, but as seldom as
				 * makes up for it */
#define WIDE		3	/* stored traits are up to so many times their
				 * root mean square */
#define STEPS		7	/* and so many steps on each side */

#define ALSO		2	/* other events that a message may be about */
#define UNSAID		GUESS_CLASSES	/* for a class: nobody has said */

struct told {
	const char	*text;
	struct feature	*list;
	size_t		 n;
	size_t		 class;
	size_t		 also[ALSO];	/* or GUESS_NONE */
	int		 feeling;	/* its class, or -1 */
};

/* ---- what is told ------------------------------------------------------- */

static struct told *
add_told(struct events *v, size_t class, const char *text)
{
	if (v->n == v->room)
		v->told = must(reallocarray(v->told, v->room = v->room * 2 +
		    1024, sizeof(*v->told)));
	v->told[v->n] = (struct told){ .text = text, .class = class,
	    .feeling = -1 };
	return &v->told[v->n++];
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
		if (i > UINT16_MAX)
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

	if (*id == '\0')
		return UNSAID;
	if (strcmp(id, "-") == 0)
		return GUESS_NONE;
	for (i = GUESS_NONE + 1; i < v->classes; i++)
		if (strcmp(knowledge_string(v->kn, rule[v->rule[i]].id),
		    id) == 0)
			return i;
	errx(1, "%s: no such event", id);
}

void
events_add(struct events *v, const char *ids, const char *text, int feeling)
{
	char		*list = must(strdup(ids)), *s = list;
	struct told	*t = add_told(v, class_of(v, strsep(&s, ",")), text);
	size_t		 n;

	t->feeling = feeling;
	for (n = 0; n < ALSO && s != NULL; n++)
		t->also[n] = class_of(v, strsep(&s, ","));
	if (s != NULL)
		errx(1, "%s: too many events", ids);
	free(list);
}

/* ---- features ----------------------------------------------------------- */

static void
find_rows(struct events *v)
{
	uint32_t	*row = must(calloc(1 << FEATURE_BITS, sizeof(*row)));
	struct told	*t;
	size_t		 i, k, n;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < v->told[i].n; k++)
			row[v->told[i].list[k].place]++;
	v->place = rows_find(row, ROW_LEAST, 1, &v->rows);
	for (i = 0; i < v->n; i++) {
		t = &v->told[i];
		for (k = n = 0; k < t->n; k++)
			if (row[t->list[k].place] != 0)
				t->list[n++] = (struct feature){
				    row[t->list[k].place] - 1,
				    t->list[k].weight };
		t->n = n;
	}
	free(row);
}

/* How rare each feature is among the messages. */
static void
find_rarity(struct events *v)
{
	uint32_t	*many = must(calloc(v->rows + 1, sizeof(*many)));
	size_t		 i, k;

	for (i = 0; i < v->n; i++)
		for (k = 0; k < v->told[i].n; k++)
			many[v->told[i].list[k].place]++;
	v->rarity = must(calloc(v->rows + 1, 1));
	for (i = 0; i < v->rows; i++)
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
		t->list = must(reallocarray(NULL, f->n + 1,
		    sizeof(*t->list)));
		memcpy(t->list, f->list, f->n * sizeof(*t->list));
	}
	free(f);
	find_rows(v);
	find_rarity(v);
	for (i = 0; i < v->n; i++) {
		t = &v->told[i];
		t->n = guess_weigh(v->rarity, t->list, t->n, t->list);
	}
}

/* ---- learning ----------------------------------------------------------- */

/* A message while it is learned. */
struct pass {
	float	trait[GUESS_TRAITS];	/* what it has of each, */
	float	wanted[GUESS_TRAITS];	/* and how that should move */
	int32_t	p[GUESS_CLASSES];	/* how likely the classes are */
	float	rate;
	uint32_t random;
};

static void
add_row(float *restrict to, float by, const float *restrict row)
{
	size_t	k;

	for (k = 0; k < GUESS_TRAITS; k++)
		to[k] += by * row[k];
}

static float
mean_square(const float *row)
{
	float	sum = 0;
	size_t	k;

	for (k = 0; k < GUESS_TRAITS; k++)
		sum += row[k] * row[k];
	return sum / GUESS_TRAITS;
}

/* To whole numbers of sixteen bits. */
static void
make_whole(int16_t *restrict to, const float *restrict row, float one)
{
	float	x;
	size_t	k;

	for (k = 0; k < GUESS_TRAITS; k++) {
		x = row[k] * one;
		x = x > INT16_MAX ? INT16_MAX : x;
		x = x < -INT16_MAX ? -INT16_MAX : x;
		to[k] = (int16_t)(int32_t)x;
	}
}

static void
find_traits(const struct events *v, const struct told *t, struct pass *s)
{
	static const float	zeros[GUESS_TRAITS];
	size_t			i;

	memcpy(s->trait, zeros, sizeof(zeros));
	for (i = 0; i < t->n; i++)
		add_row(s->trait, (float)t->list[i].weight / FEATURE_ONE,
		    v->row[t->list[i].place]);
}

static void
predict(const struct events *v, struct pass *s)
{
	int16_t	trait[GUESS_TRAITS];
	int64_t	score[GUESS_CLASSES];
	size_t	i;

	make_whole(trait, s->trait, GUESS_TRAIT_ONE);
	guess_score(v->quick, v->classes, trait, s->p);
	for (i = 0; i < v->classes; i++)
		score[i] = s->p[i];
	model_softmax(score, v->classes, s->p);
}

/* Move the weights of a class, and note what it wants of the traits. */
static void
learn_class(struct events *v, struct pass *s, size_t class, float square)
{
	float	by = (float)s->p[class] / MODEL_ONE, *w = v->weight[class];

	add_row(s->wanted, by, w);
	v->class_squares[class] += by * by * square;
	add_row(w, -s->rate * by / sqrtf(v->class_squares[class]), s->trait);
	make_whole(v->quick[class], w, GUESS_ONE);
}

/* To move all classes each time would take long. */
static void
draw_classes(struct pass *s, size_t classes)
{
	size_t	i;

	for (i = 0; i < classes; i++)
		if (s->p[i] > 0 && s->p[i] < MOVED)
			s->p[i] = (int32_t)((random_next(&s->random) >> 16) *
			    MOVED >> 16) < s->p[i] ? MOVED : 0;
}

static void
learn_event(struct events *v, const struct told *t, struct pass *s)
{
	float	square;
	size_t	i;

	predict(v, s);
	for (i = 0; i < ALSO; i++)
		if (t->also[i] != GUESS_NONE)
			s->p[t->also[i]] = 0;
	s->p[t->class] -= MODEL_ONE;
	draw_classes(s, v->classes);
	square = mean_square(s->trait);
	for (i = 0; i < v->classes; i++)
		if (s->p[i] != 0)
			learn_class(v, s, i, square);
}

static void
learn_one(struct events *v, const struct told *t, struct pass *s)
{
	float	square, x;
	size_t	i;

	memset(s->wanted, 0, sizeof(s->wanted));
	find_traits(v, t, s);
	if (t->class != UNSAID)
		learn_event(v, t, s);
	if (t->feeling >= 0)
		felt_learn(v->felt, s->trait, (size_t)t->feeling, s->rate,
		    s->wanted);
	square = mean_square(s->wanted);
	for (i = 0; i < t->n; i++) {
		x = (float)t->list[i].weight / FEATURE_ONE;
		v->row_squares[t->list[i].place] += x * x * square;
		add_row(v->row[t->list[i].place], -s->rate * x /
		    sqrtf(v->row_squares[t->list[i].place]), s->wanted);
	}
}

static void
fill(float *x, size_t n, float with)
{
	while (n-- > 0)
		x[n] = with;
}

/* At first features have some of each trait by chance, and events none. */
static void
begin(struct events *v)
{
	uint32_t	random = 1;
	size_t		i, k;

	v->row = must(calloc(v->rows + 1, sizeof(*v->row)));
	v->row_squares = must(calloc(v->rows + 1, sizeof(float)));
	v->weight = must(calloc(v->classes, sizeof(*v->weight)));
	v->quick = must(calloc(v->classes, sizeof(*v->quick)));
	v->class_squares = must(calloc(v->classes, sizeof(float)));
	fill(v->row_squares, v->rows, SQUARES);
	fill(v->class_squares, v->classes, SQUARES);
	for (i = 0; i < v->rows; i++)
		for (k = 0; k < GUESS_TRAITS; k++)
			v->row[i][k] = BEGIN * ((float)(random_next(&random) >>
			    16) / 32768 - 1);
}

void
events_learn(struct events *v, const struct tags *tags, size_t feelings)
{
	struct pass	*s = must(calloc(1, sizeof(*s)));
	uint32_t	*order, random = 1;
	size_t		 i, done = 0;
	int		 epoch;

	find_features(v, tags);
	begin(v);
	v->felt = felt_new(feelings);
	order = order_new(v->n);
	for (epoch = 0; epoch < EPOCHS; epoch++) {
		order_shuffle(order, v->n, &random);
		for (i = 0; i < v->n; i++, done++) {
			s->rate = RATE * (1 - (float)done /
			    ((float)v->n * EPOCHS));
			learn_one(v, &v->told[order[i]], s);
		}
	}
	free(order);
	free(s);
}

/* ---- the block ---------------------------------------------------------- */

/* Traits are stored coarsely: of many features together that is lost. */
static void
put_traits(const struct events *v, struct buf *out, struct model_header *h)
{
	uint8_t		(*small)[GUESS_TRAITS / 2];
	uint16_t	*unit = must(calloc(v->rows + 1, sizeof(*unit)));
	float		 one, x;
	size_t		 i, k;
	int		 step;

	small = must(calloc(v->rows + 1, sizeof(*small)));
	for (i = 0; i < v->rows; i++) {
		one = sqrtf(mean_square(v->row[i])) * WIDE / STEPS;
		x = one * MODEL_ONE;
		unit[i] = (uint16_t)(x > UINT16_MAX ? UINT16_MAX : x);
		for (k = 0; k < GUESS_TRAITS; k++) {
			step = (int)rintf(v->row[i][k] / one);
			step = step > STEPS ? STEPS : step < -STEPS ? -STEPS :
			    step;
			small[i][k / 2] = (uint8_t)(small[i][k / 2] |
			    (step + 8) << k % 2 * 4);
		}
	}
	h->event.traits = block_put(out, small, v->rows * sizeof(*small));
	h->event.unit = block_put(out, unit, v->rows * sizeof(*unit));
	free(small);
	free(unit);
}

void
events_put(const struct events *v, struct buf *out, struct model_header *h)
{
	h->event.classes = (uint32_t)v->classes;
	h->event.rule = block_put(out, v->rule, v->classes *
	    sizeof(v->rule[0]));
	rows_put(out, v->place, v->rows, &h->event.find, &h->event.key);
	h->event.rarity = block_put(out, v->rarity, v->rows);
	put_traits(v, out, h);
	h->event.weight = block_put(out, v->quick, v->classes *
	    sizeof(*v->quick));
	felt_put(v->felt, out, h);
}
