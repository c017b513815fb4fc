#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "felt.h"
#include "learn.h"

#define QUADS		(GUESS_HIDDEN / 4)
#define BEGIN_UNIT	.15f	/* weights at first, at most */
#define BEGIN_CLASS	.3f
#define SQUARES		1e-3f	/* with which Adagrad begins */
#define SHARE		.5f	/* of what traits are moved for, beside events:
				 * with 1 events are told worse, and with .25
				 * feelings */

/* What stands last is what a sum begins with. */
struct felt {
	size_t	classes;
	quad	unit[GUESS_TRAITS + 1][QUADS];
	float	unit_squares[GUESS_HIDDEN];
	quad	class[MODEL_CLASSES][QUADS];
	float	begin[MODEL_CLASSES], class_squares[MODEL_CLASSES];
};

/* A message while it is learned. */
struct pass {
	quad	active[QUADS];		/* how much units are, */
	quad	wanted[QUADS];		/* and how that should move */
	float	wrong[MODEL_CLASSES];	/* how much likelier classes are than
					 * they should be */
};

static void
by_chance(quad *row, float most, uint32_t *random)
{
	float	flat[GUESS_HIDDEN];
	size_t	i;

	for (i = 0; i < GUESS_HIDDEN; i++)
		flat[i] = most * ((float)(random_next(random) >> 16) / 32768 -
		    1);
	quads_join(row, flat, GUESS_HIDDEN);
}

struct felt *
felt_new(size_t classes)
{
	struct felt	*f = must(calloc(1, sizeof(*f)));
	uint32_t	 random = 7;
	size_t		 i;

	f->classes = classes;
	for (i = 0; i < GUESS_TRAITS; i++)
		by_chance(f->unit[i], BEGIN_UNIT, &random);
	for (i = 0; i < GUESS_HIDDEN; i++)
		f->unit_squares[i] = SQUARES;
	for (i = 0; i < classes; i++) {
		by_chance(f->class[i], BEGIN_CLASS, &random);
		f->class_squares[i] = SQUARES;
	}
	return f;
}

/* Always in the same order, so that it is rounded alike everywhere. */
static float
product(const quad *a, const quad *b)
{
	quad	sum = { 0 };
	size_t	i;

	for (i = 0; i < QUADS; i++)
		sum += a[i] * b[i];
	return sum[0] + sum[1] + (sum[2] + sum[3]);
}

static void
activate(const struct felt *f, const float *trait, struct pass *s)
{
	float	flat[GUESS_HIDDEN];
	size_t	i, k;

	memcpy(s->active, f->unit[GUESS_TRAITS], sizeof(s->active));
	for (k = 0; k < GUESS_TRAITS; k++)
		for (i = 0; i < QUADS; i++)
			s->active[i] += f->unit[k][i] * trait[k];
	quads_part(flat, s->active, GUESS_HIDDEN);
	for (i = 0; i < GUESS_HIDDEN; i++)
		flat[i] = flat[i] > 0 ? flat[i] : 0;
	quads_join(s->active, flat, GUESS_HIDDEN);
}

static void
predict(const struct felt *f, size_t class, struct pass *s)
{
	int64_t	score[MODEL_CLASSES];
	int32_t	p[MODEL_CLASSES];
	size_t	i;

	for (i = 0; i < f->classes; i++)
		score[i] = (int64_t)((f->begin[i] + product(f->class[i],
		    s->active)) * MODEL_ONE);
	model_softmax(score, f->classes, p);
	p[class] -= MODEL_ONE;
	for (i = 0; i < f->classes; i++)
		s->wrong[i] = (float)p[i] / MODEL_ONE;
}

static void
learn_classes(struct felt *f, struct pass *s, float rate)
{
	float	square = (product(s->active, s->active) + 1) /
		    (GUESS_HIDDEN + 1), step;
	size_t	i, k;

	memset(s->wanted, 0, sizeof(s->wanted));
	for (i = 0; i < f->classes; i++) {
		f->class_squares[i] += s->wrong[i] * s->wrong[i] * square;
		step = rate * s->wrong[i] / sqrtf(f->class_squares[i]);
		for (k = 0; k < QUADS; k++) {
			s->wanted[k] += f->class[i][k] * s->wrong[i];
			f->class[i][k] -= s->active[k] * step;
		}
		f->begin[i] -= step;
	}
}

/* How far units move by a trait of 1.  Those that are at rest do not. */
static void
find_steps(struct felt *f, struct pass *s, float square, float rate,
    quad step[QUADS])
{
	float	wanted[GUESS_HIDDEN], active[GUESS_HIDDEN], flat[GUESS_HIDDEN];
	size_t	i;

	quads_part(wanted, s->wanted, GUESS_HIDDEN);
	quads_part(active, s->active, GUESS_HIDDEN);
	for (i = 0; i < GUESS_HIDDEN; i++) {
		if (active[i] <= 0)
			wanted[i] = 0;
		f->unit_squares[i] += wanted[i] * wanted[i] * square;
		flat[i] = rate * wanted[i] / sqrtf(f->unit_squares[i]);
	}
	quads_join(s->wanted, wanted, GUESS_HIDDEN);
	quads_join(step, flat, GUESS_HIDDEN);
}

void
felt_learn(struct felt *f, const float trait[GUESS_TRAITS], size_t class,
    float rate, float wanted[GUESS_TRAITS])
{
	struct pass	s;
	quad		step[QUADS];
	float		square = 1;
	size_t		i, k;

	activate(f, trait, &s);
	predict(f, class, &s);
	learn_classes(f, &s, rate);
	for (k = 0; k < GUESS_TRAITS; k++)
		square += trait[k] * trait[k];
	find_steps(f, &s, square / (GUESS_TRAITS + 1), rate, step);
	for (k = 0; k < GUESS_TRAITS; k++) {
		wanted[k] += SHARE * product(f->unit[k], s.wanted);
		for (i = 0; i < QUADS; i++)
			f->unit[k][i] -= step[i] * trait[k];
	}
	for (i = 0; i < QUADS; i++)
		f->unit[GUESS_TRAITS][i] -= step[i];
}

static int16_t
whole(float x)
{
	x = rintf(x * GUESS_ONE);
	return (int16_t)(x > INT16_MAX ? INT16_MAX : x < -INT16_MAX ?
	    -INT16_MAX : x);
}

void
felt_put(const struct felt *f, struct buf *out, struct model_header *h)
{
	int16_t	unit[GUESS_HIDDEN][GUESS_TRAITS + 1],
		class[MODEL_CLASSES][GUESS_HIDDEN + 1];
	size_t	i, k;

	for (i = 0; i < GUESS_HIDDEN; i++)
		for (k = 0; k <= GUESS_TRAITS; k++)
			unit[i][k] = whole(f->unit[k][i / 4][i % 4]);
	for (i = 0; i < f->classes; i++) {
		for (k = 0; k < GUESS_HIDDEN; k++)
			class[i][k] = whole(f->class[i][k / 4][k % 4]);
		class[i][GUESS_HIDDEN] = whole(f->begin[i]);
	}
	h->event.hidden = block_put(out, unit, sizeof(unit));
	h->event.felt = block_put(out, class, f->classes * sizeof(class[0]));
}
