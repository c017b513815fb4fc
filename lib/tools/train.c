/*
 * train -o FILE -k KNOWLEDGE [-f RULES] [-x TEXT] words.tsv corpus ...
 *
 * Learns the built-in models from lines that were written for it.  A corpus
 * is named feelings*.tsv, crisis*.tsv, grave*.tsv, judge*.tsv or events*.tsv
 * after what it teaches; the first tell how strongly it is felt as well, and
 * they and the next two of some lines what happened, as the examples of rules
 * do;
 * frames teach that what they say does not judge, rules what theirs does;
 * rules in a folder "read", that what they find is no danger, how it feels, and
 * that what they say does not judge.
 * With -f, which may be repeated, rules teach how it feels alone.
 * With -x, which may be repeated, that corpus is not learned but measured on,
 * and what comes out for each of its lines is printed: the most likely class,
 * its probability, and the right one.
 *
 * Multinomial logistic regression by stochastic gradient descent, with a step
 * for each feature that falls with the root of the squared
 * gradients there (Duchi, Hazan and Singer, Adaptive subgradient methods, JMLR
 * 12, 2011), and weights that decay.  Each step is rounded by itself, so that
 * every machine and compiler gets the same.
 */
#include <err.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "events.h"
#include "file.h"
#include "inflect.h"
#include "learn.h"

#define EPOCHS		12
#define EPOCHS_CRISIS	24		/* it finds more, and no more wrongly */
#define MEAN_OF		4	/* epochs, the last ones */
#define RATE		.5f
#define START		1e-3f		/* of squared gradients, to divide by */
#define COLUMNS		8
#define INNOCENT	"none"
#define DAYS_CRISIS	2	/* one line in so many is borrowed */
#define DAYS_JUDGE	6
#define TALK_CRISIS	4
#define SCALE		24		/* of stored weights: see model.h */

struct example {
	struct feature	*list;
	size_t		 n;
	unsigned	 class;
	const char	*label, *text;
};

struct corpus {
	struct example	*e;
	size_t		 n, room;
	const char	*name[MODEL_CLASSES];	/* of classes, in order */
	size_t		 nclasses;
};

struct trainer {
	struct knowledge	 kn;
	struct inflect		 inflect;
	struct buf		 tags, forms;	/* struct tag, struct form */
	struct tags		 view;
	const char		*kind[KINDS_MAX];
	size_t			 nkinds;
	struct corpus		 learn[MODELS], measure[MODELS];
	struct events		 events;
	struct corpus		 told;		/* of events, to measure on */
};

static const char *const kinds[KINDS_NAMED] = {
	[KIND_NEG] = "neg", [KIND_SELF] = "self", [KIND_YOU] = "you",
	[KIND_THIRD] = "third"
};

/* Cut the next line into columns; returns how many, 0 at the end. */
static size_t
next_line(char **text, char *column[COLUMNS])
{
	char	*line, *end;
	size_t	 n;

	do {
		if (**text == '\0')
			return 0;
		line = *text;
		end = strchr(line, '\n');
		*text = end == NULL ? line + strlen(line) : end + 1;
		if (end != NULL)
			*end = '\0';
	} while (*line == '#' || *line == '\0');
	for (n = 0; n < COLUMNS && line != NULL; n++)
		column[n] = strsep(&line, "\t");
	return n;
}

/* ---- words ------------------------------------------------------------- */

static unsigned
number_kind(struct trainer *t, const char *name)
{
	size_t	i;

	for (i = 0; i < t->nkinds; i++)
		if (strcmp(t->kind[i], name) == 0)
			return (unsigned)i;
	if (t->nkinds == KINDS_MAX)
		errx(1, "too many kinds: %s", name);
	t->kind[t->nkinds++] = name;
	return (unsigned)i;
}

struct adding {
	struct trainer	*t;
	uint16_t	 tag;	/* number + 1 */
};

/* The first line that has a form has it. */
static int
add_form(const char *s, size_t len, void *arg)
{
	const struct adding	*a = arg;
	uint32_t		 h = word_hash(s, len);
	struct form		 form = { { (uint16_t)h, (uint16_t)(h >> 16) },
				    a->tag }, *f;
	size_t			 n = a->t->forms.len / sizeof(*f), at;

	f = (struct form *)(void *)a->t->forms.data;
	for (at = h & (n - 1); f[at].tag != 0; at = (at + 1) & (n - 1))
		if (memcmp(f[at].hash, form.hash, sizeof(form.hash)) == 0)
			return 0;
	f[at] = form;
	return 0;
}

static int
feeling_number(const struct trainer *t, const char *name)
{
	const struct corpus	*c = &t->learn[MODEL_FEELING];
	size_t			 i;

	for (i = 0; i < c->nclasses; i++)
		if (strcmp(c->name[i], name) == 0)
			return (int)i;
	return TAG_NONE;
}

static void
add_word(struct trainer *t, char *column[COLUMNS], int forms)
{
	struct adding	 a = { t, (uint16_t)(t->tags.len /
			    sizeof(struct tag) + 1) };
	struct tag	 tag = { .valence = (int8_t)atoi(column[1]),
			    .judges = (uint8_t)atoi(column[2]) };
	size_t		 len = strlen(column[0]);
	char		*list = column[4], *kind;

	if (forms) {
		a.tag = (uint16_t)forms;
		inflect_forms(&t->inflect, column[0], len,
		    INFLECT_VERB | INFLECT_NOUN, add_form, &a);
		return;
	}
	tag.lemma = word_hash(column[0], len);
	tag.feeling = (uint8_t)feeling_number(t, column[3]);
	while ((kind = strsep(&list, ", ")) != NULL)
		if (*kind != '\0' && strcmp(kind, "-") != 0)
			tag.kinds |= UINT64_C(1) << number_kind(t, kind);
	if (buf_append(&t->tags, &tag, sizeof(tag)) != 0)
		errx(1, "no memory");
	(void)add_form(column[0], len, &a);
}

/* First the words themselves, then forms of them that are no words of
 * their own. */
static void
read_words(struct trainer *t, const char *name)
{
	char	*column[COLUMNS], *text, *copy;
	size_t	 len, i, n;
	int	 number;

	for (i = 0; i < KINDS_NAMED; i++)
		number_kind(t, kinds[i]);
	n = 1u << 16;
	t->forms.data = must(calloc(n, sizeof(struct form)));
	t->forms.len = n * sizeof(struct form);
	text = file_read(name, &len);
	copy = must(memcpy(must(malloc(len + 1)), text, len + 1));
	while ((n = next_line(&text, column)) > 0) {
		if (n < 5)
			errx(1, "%s: %s: not five columns", name, column[0]);
		add_word(t, column, 0);
	}
	for (number = 1; next_line(&copy, column) > 0; number++)
		if (strlen(column[0]) <= INFLECT_LEMMA)
			add_word(t, column, number);
	if (number > UINT16_MAX)
		errx(1, "%s: too many words", name);
	t->view.form = (struct form *)(void *)t->forms.data;
	t->view.nforms = t->forms.len / sizeof(struct form);
	t->view.tag = (struct tag *)(void *)t->tags.data;
}

/* ---- corpora ----------------------------------------------------------- */

static unsigned
number_class(struct corpus *c, const char *name)
{
	size_t	i;

	for (i = 0; i < c->nclasses; i++)
		if (strcmp(c->name[i], name) == 0)
			return (unsigned)i;
	if (c->nclasses == MODEL_CLASSES)
		errx(1, "too many classes: %s", name);
	c->name[c->nclasses++] = name;
	return (unsigned)i;
}

static const char *
base_name(const char *name)
{
	const char	*slash = strrchr(name, '/');

	return slash == NULL ? name : slash + 1;
}

/* What a text teaches, by the beginning of its name, and in which columns. */
static const struct lesson {
	const char		*begins;
	enum model_which	 which;
	size_t			 text, label;
	int			 marked;	/* the first says if at all */
} lessons[] = {
	{ "crisis", MODEL_CRISIS, 1, 0, 0 },
	{ "grave", MODEL_GRAVE, 1, 0, 0 },
	{ "judge", MODEL_JUDGE, 3, 1, 1 },
	{ "feelings", MODEL_FEELING, 2, 0, 0 }
}, strength = { "feelings", MODEL_STRENGTH, 2, 1, 0 };

static const struct lesson *
lesson_of(const char *name)
{
	const char	*base = base_name(name);
	size_t		 i;

	for (i = 0; i < sizeof(lessons) / sizeof(lessons[0]); i++)
		if (strncmp(base, lessons[i].begins,
		    strlen(lessons[i].begins)) == 0)
			return &lessons[i];
	errx(1, "%s: what does it teach?", name);
}

static struct example *
add_example(struct corpus *c, const char *text, const char *label)
{
	struct example	*e;

	if (c->n == c->room)
		c->e = must(reallocarray(c->e, c->room = c->room * 2 + 1024,
		    sizeof(*c->e)));
	e = &c->e[c->n++];
	memset(e, 0, sizeof(*e));
	e->text = text;
	e->label = label;
	return e;
}

static void
learn_example(struct corpus *c, const char *text, const char *label)
{
	struct example	*e = add_example(c, text, label);

	e->class = number_class(c, label);
}

/* Of what event messages tell: the column of the message, and that of its id,
 * which may be left out where nobody has said. */
static void
read_events(struct trainer *t, const char *name, size_t text, size_t id,
    int learned)
{
	char	*column[COLUMNS], *data;
	size_t	 len, n;

	data = file_read(name, &len);
	while ((n = next_line(&data, column)) > 0) {
		if (n <= id || *column[id] == '\0')
			continue;
		if (learned)
			events_add(&t->events, column[id], column[text], -1);
		else
			add_example(&t->told, column[text], column[id]);
	}
}

/* The same where what is felt is said, by a corpus that was read for that. */
static void
read_felt_events(struct trainer *t, const char *name)
{
	char	*column[COLUMNS], *data;
	size_t	 len, n;

	data = file_read(name, &len);
	while ((n = next_line(&data, column)) > 0)
		events_add(&t->events, n > 6 ? column[6] : "", column[2],
		    (int)number_class(&t->learn[MODEL_FEELING], column[0]));
}

static const char *
label_of(const struct lesson *l, char *column[COLUMNS])
{
	char	*s = column[l->label];

	if (l->marked && strcmp(column[0], "0") == 0)
		return INNOCENT;
	for (; *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s | 0x20);
	return column[l->label];
}

static void
read_corpus(struct corpus *c, const struct lesson *l, const char *name,
    int learned)
{
	const char	*label;
	char		*column[COLUMNS], *text;
	size_t		 len, n;

	text = file_read(name, &len);
	while ((n = next_line(&text, column)) > 0) {
		if (n <= l->text)
			errx(1, "%s: %s: too few columns", name, column[0]);
		label = label_of(l, column);
		if (learned)
			learn_example(c, column[l->text], label);
		else
			add_example(c, column[l->text], label);
	}
}

/* Leave out what is filled in, "{say}" and "<who>"; of "<who|partner>" the
 * partner stays. */
static void
blank_slots(char *s, const char *end)
{
	const char	*closed = NULL;

	for (; s < end; s++)
		if (closed == NULL && (*s == '{' || *s == '<')) {
			closed = *s == '{' ? "}" : "|>";
			*s = ' ';
		} else if (closed != NULL || *s == '>') {
			if (closed != NULL && strchr(closed, *s) != NULL)
				closed = NULL;
			*s = ' ';
		}
}

/* What sage says to people judges nobody: the frames, less what they are
 * filled with, and what rules fill them with. */
static void
read_said(struct corpus *c, const char *name)
{
	char	*text, *say, *end;
	size_t	 len;

	text = file_read(name, &len);
	for (; (say = strstr(text, "\n\tsay ")) != NULL; text = end) {
		say += strlen("\n\tsay ");
		if ((end = strchr(say, '\n')) == NULL)
			break;
		blank_slots(say, end);
		learn_example(c, strndup(say, (size_t)(end - say)),
		    INNOCENT);
	}
}

/* The category of the rule that begins in a line. */
static void
note_category(const char *line, char *category, size_t room)
{
	size_t	n;

	if (strncmp(line, "rule ", 5) == 0 && (n = strcspn(line + 5, ".")) <
	    room) {
		memcpy(category, line + 5, n);
		category[n] = '\0';
	}
}

/*
 * The rules that judge: their examples teach what they find and what they
 * must not, and what they propose instead is innocent.  Of those that read
 * what people tell of their days, all examples are.
 */
static void
read_rules(struct corpus *c, const char *name, int innocent)
{
	char	*text, *line, *end, category[64] = "";
	size_t	 len;

	text = file_read(name, &len);
	for (line = text; *line != '\0'; line = end) {
		end = line + strcspn(line, "\n");
		if (*end != '\0')
			*end++ = '\0';
		note_category(line, category, sizeof(category));
		if (strncmp(line, "\tyes ", 5) == 0)
			learn_example(c, line + 5, innocent ? INNOCENT :
			    must(strdup(category)));
		else if (strncmp(line, "\tno ", 4) == 0)
			learn_example(c, line + 4, INNOCENT);
		else if (!innocent && (strncmp(line, "\treason ", 8) == 0 ||
		    strncmp(line, "\trepair ", 8) == 0))
			learn_example(c, line + 8, INNOCENT);
	}
}

/* What the rules find is felt as they say first. */
static void
read_felt(struct corpus *c, const char *name)
{
	char	*text, *line, *end, *felt = NULL;
	size_t	 len;

	text = file_read(name, &len);
	for (line = text; *line != '\0'; line = end) {
		end = line + strcspn(line, "\n");
		if (*end != '\0')
			*end++ = '\0';
		if (strncmp(line, "rule ", 5) == 0)
			felt = NULL;
		else if (strncmp(line, "\tfeel ", 6) == 0) {
			felt = line + 6;
			felt[strcspn(felt, " ")] = '\0';
		} else if (felt != NULL && strncmp(line, "\tyes ", 5) == 0)
			learn_example(c, line + 5, felt);
	}
}

/* One in so many lines of another corpus, or of those in it that carry a
 * label, is innocent here. */
static void
borrow_innocent(struct corpus *c, const struct corpus *from,
    const char *label, size_t each)
{
	size_t	i, n = 0;

	for (i = 0; c->n > 0 && i < from->n; i++)
		if ((label == NULL || strcmp(from->e[i].label, label) == 0) &&
		    n++ % each == 0)
			learn_example(c, from->e[i].text, INNOCENT);
}

/* What people tell of their days is no danger and does not judge, for the
 * most part, and who does not judge is in no danger. */
static void
borrow_all(struct trainer *t)
{
	struct corpus	*days = &t->learn[MODEL_FEELING];
	struct corpus	*felt = &t->learn[MODEL_STRENGTH];

	borrow_innocent(&t->learn[MODEL_CRISIS], days, NULL, DAYS_CRISIS);
	borrow_innocent(&t->learn[MODEL_JUDGE], days, NULL, DAYS_JUDGE);
	borrow_innocent(&t->learn[MODEL_CRISIS], &t->learn[MODEL_JUDGE],
	    INNOCENT, TALK_CRISIS);
	/* What is felt most strongly may be grave. */
	borrow_innocent(&t->learn[MODEL_GRAVE], felt, "1", 1);
	borrow_innocent(&t->learn[MODEL_GRAVE], felt, "2", 1);
}

static void
find_features(const struct trainer *t, struct corpus *c)
{
	struct features	*f = must(calloc(1, sizeof(*f)));
	struct example	*e;
	size_t		 i;

	for (i = 0; i < c->n; i++) {
		e = &c->e[i];
		features_of(f, &t->kn, &t->view, e->text,
		    strlen(e->text));
		e->n = f->n;
		e->list = must(reallocarray(NULL, e->n, sizeof(*e->list)));
		memcpy(e->list, f->list, e->n * sizeof(*e->list));
	}
	free(f);
}

/* ---- learning ---------------------------------------------------------- */

/* How fast weights decay, by the step; more makes a model less sure, and better
 * on what is unlike its corpus. */
static const float decays[MODELS] = {
	[MODEL_FEELING] = 7e-4f, [MODEL_CRISIS] = 9e-5f,
	[MODEL_JUDGE] = 18e-5f, [MODEL_STRENGTH] = 7e-4f,
	[MODEL_GRAVE] = 24e-5f
};

/* In how many texts a feature must be to have a row for itself, and how many
 * rows all others share.  Where they are many and shared they make a model less
 * sure of texts that are unlike its corpus. */
static const uint32_t least[MODELS] = {
	[MODEL_FEELING] = 4, [MODEL_CRISIS] = 4, [MODEL_JUDGE] = 16,
	[MODEL_STRENGTH] = 2, [MODEL_GRAVE] = 2
};
static const size_t shared[MODELS] = {
	[MODEL_FEELING] = 64, [MODEL_CRISIS] = 64, [MODEL_JUDGE] = 1 << 16,
	[MODEL_STRENGTH] = 64, [MODEL_GRAVE] = 64
};

#define QUADS	(MODEL_CLASSES / 4)

struct weights {
	quad		*w;		/* by row and class */
	float		*squares;	/* by row */
	uint32_t	*place;		/* of rows that one has for itself,
					 * ascending; they are behind those
					 * that are shared */
	size_t		 rows, n, quads, shared, own;
	uint32_t	 least;		/* texts that a place is in, to have a
					 * row */
	float		 decay;
};

/* From now on an example has rows for places. */
static void
number_rows(struct example *e, const uint32_t *row, uint32_t others)
{
	struct feature	*f;
	size_t		 i;

	for (i = 0; i < e->n; i++) {
		f = &e->list[i];
		f->place = row[f->place] != 0 ? row[f->place] :
		    f->place & (others - 1);
	}
}

/* Which places have a row, by how many texts they are in. */
static void
find_places(struct weights *w, const struct corpus *c)
{
	uint32_t	*row = must(calloc(1 << FEATURE_BITS, sizeof(*row)));
	size_t		 i, k;

	for (i = 0; i < c->n; i++)
		for (k = 0; k < c->e[i].n; k++)
			row[c->e[i].list[k].place]++;
	w->place = rows_find(row, w->least, (uint32_t)w->shared, &w->own);
	w->rows = w->shared + w->own;
	for (i = 0; i < c->n; i++)
		number_rows(&c->e[i], row, (uint32_t)w->shared);
	free(row);
}

static void
predict(const struct weights *w, const struct example *e, int32_t *p)
{
	quad		 sum[QUADS] = { { 0 } };
	float		 flat[MODEL_CLASSES];
	int64_t		 score[MODEL_CLASSES];
	const quad	*row;
	float		 x;
	size_t		 i, k;

	for (i = 0; i < e->n; i++) {
		row = w->w + e->list[i].place * w->quads;
		x = (float)e->list[i].weight / FEATURE_ONE;
		for (k = 0; k < w->quads; k++)
			sum[k] += row[k] * x;
	}
	quads_part(flat, sum, w->n);
	for (k = 0; k < w->n; k++)
		score[k] = (int64_t)(flat[k] * MODEL_ONE);
	model_softmax(score, w->n, p);
}

static void
change(struct weights *w, const struct feature *f, const quad *wrong,
    float length)
{
	quad	*row = w->w + f->place * w->quads;
	float	 x = (float)f->weight / FEATURE_ONE, step, decay;
	size_t	 k;

	w->squares[f->place] += length * x * x;
	step = RATE / sqrtf(w->squares[f->place]);
	decay = step * w->decay;
	step *= x;
	for (k = 0; k < w->quads; k++)
		row[k] -= row[k] * decay + wrong[k] * step;
}

static void
learn_one(struct weights *w, const struct example *e)
{
	quad	wrong[QUADS];
	float	flat[MODEL_CLASSES] = { 0 }, length = 0;
	int32_t	p[MODEL_CLASSES];
	size_t	i, k;

	predict(w, e, p);
	p[e->class] -= MODEL_ONE;
	for (k = 0; k < w->n; k++) {
		flat[k] = (float)p[k] / MODEL_ONE;
		length += flat[k] * flat[k];
	}
	quads_join(wrong, flat, MODEL_CLASSES);
	for (i = 0; i < e->n; i++)
		change(w, &e->list[i], wrong, length);
}

/* Weights go to and fro with the order of the texts: their mean does less. */
static void
add_mean(const struct weights *w, quad *mean)
{
	size_t	i;

	for (i = 0; i < w->rows * w->quads; i++)
		mean[i] += w->w[i] / MEAN_OF;
}

static void
learn(struct weights *w, const struct corpus *c, int epochs)
{
	uint32_t	*order, random = 1;
	quad		*mean;
	size_t		 i;
	int		 epoch;

	find_places(w, c);
	w->n = c->nclasses;
	w->quads = (w->n + 3) / 4;
	w->w = must(calloc(w->rows * w->quads, sizeof(*w->w)));
	mean = must(calloc(w->rows * w->quads, sizeof(*mean)));
	w->squares = must(reallocarray(NULL, w->rows, sizeof(float)));
	for (i = 0; i < w->rows; i++)
		w->squares[i] = START;
	order = order_new(c->n);
	for (epoch = 0; epoch < epochs; epoch++) {
		order_shuffle(order, c->n, &random);
		for (i = 0; i < c->n; i++)
			learn_one(w, &c->e[order[i]]);
		if (epoch + MEAN_OF >= epochs)
			add_mean(w, mean);
	}
	free(order);
	free(w->w);
	w->w = mean;
}

/* A model that is learned: each by itself, so that all are at once. */
struct job {
	struct trainer		*t;
	enum model_which	 which;
	struct weights		 w;
	pthread_t		 thread;
};

static void *
run_job(void *arg)
{
	struct job	*j = arg;
	struct corpus	*c = &j->t->learn[j->which];

	find_features(j->t, c);
	find_features(j->t, &j->t->measure[j->which]);
	j->w.decay = decays[j->which];
	j->w.least = least[j->which];
	j->w.shared = shared[j->which];
	learn(&j->w, c, j->which == MODEL_CRISIS ? EPOCHS_CRISIS : EPOCHS);
	return NULL;
}

static void *
run_events(void *arg)
{
	struct trainer	*t = arg;

	events_learn(&t->events, &t->view, t->learn[MODEL_FEELING].nclasses);
	find_features(t, &t->told);
	return NULL;
}

static void
learn_all(struct trainer *t, struct job job[MODELS])
{
	pthread_t	events;
	size_t		i;

	if (pthread_create(&events, NULL, run_events, t) != 0)
		errx(1, "no thread");
	for (i = 0; i < MODELS; i++) {
		job[i] = (struct job){ .t = t, .which = (enum model_which)i };
		if (pthread_create(&job[i].thread, NULL, run_job,
		    &job[i]) != 0)
			errx(1, "no thread");
	}
	for (i = 0; i < MODELS; i++)
		if (pthread_join(job[i].thread, NULL) != 0)
			errx(1, "a thread is lost");
	if (pthread_join(events, NULL) != 0)
		errx(1, "a thread is lost");
}

/* ---- the block --------------------------------------------------------- */

static uint32_t
put_names(struct buf *out, const char *const *name, size_t n)
{
	struct buf	names = { 0 };
	uint32_t	off;
	size_t		i;

	for (i = 0; i < n; i++)
		if (buf_append(&names, name[i], strlen(name[i]) + 1) != 0)
			errx(1, "no memory");
	off = block_put(out, names.data == NULL ? "" : names.data, names.len);
	buf_free(&names);
	return off;
}

/* Rounded to the nearest. */
static void
put_weights(struct buf *out, struct model_header *h, enum model_which which,
    const struct weights *w)
{
	int8_t	*small = must(calloc(w->rows * w->n, 1));
	float	 row[MODEL_CLASSES], x;
	size_t	 i, k;

	for (i = 0; i < w->rows; i++) {
		quads_part(row, w->w + i * w->quads, w->n);
		for (k = 0; k < w->n; k++) {
			x = rintf(row[k] * SCALE);
			small[i * w->n + k] = (int8_t)(x > 127 ? 127 :
			    x < -127 ? -127 : x);
		}
	}
	h->model[which].weight = block_put(out, small, w->rows * w->n);
	h->model[which].shared = (uint32_t)w->shared;
	h->model[which].scale = SCALE;
	free(small);
}

static void
put_model(struct buf *out, struct model_header *h, enum model_which which,
    const struct corpus *c, const struct weights *w)
{
	put_weights(out, h, which, w);
	rows_put(out, w->place, w->own, &h->model[which].find,
	    &h->model[which].key);
	h->model[which].classes = (uint32_t)c->nclasses;
	h->model[which].names = put_names(out, c->name, c->nclasses);
}

static void
measure(const struct trainer *t, enum model_which which, const struct buf *b)
{
	const struct corpus	*c = &t->measure[which];
	struct features		*f = must(calloc(1, sizeof(*f)));
	struct model		 m;
	int32_t			 p[MODEL_CLASSES];
	size_t			 i, k, n, best;

	if (model_open(&m, b->data, b->len) != 0)
		errx(1, "not a model");
	for (i = 0; i < c->n; i++) {
		f->n = c->e[i].n;
		memcpy(f->list, c->e[i].list, f->n * sizeof(f->list[0]));
		n = model_run(&m, which, f, p);
		for (k = best = 0; k < n; k++)
			if (p[k] > p[best])
				best = k;
		printf("%s\t%d\t%s\t%s\n", model_name(&m, which, best),
		    p[best], c->e[i].label, c->e[i].text);
	}
	free(f);
}

/* The same of events. */
static void
measure_events(const struct trainer *t, const struct buf *b)
{
	const struct kn_rule	*rule = knowledge_section(&t->kn, SEC_RULE,
				    NULL);
	const struct corpus	*c = &t->told;
	struct features		*f = must(calloc(1, sizeof(*f)));
	struct guess		 g[GUESS_MOST];
	struct model		 m;
	int16_t			 trait[GUESS_TRAITS];
	int32_t			 none;
	size_t			 i;

	if (model_open(&m, b->data, b->len) != 0)
		errx(1, "not a model");
	for (i = 0; i < c->n; i++) {
		f->n = c->e[i].n;
		memcpy(f->list, c->e[i].list, f->n * sizeof(f->list[0]));
		guess_traits(&m, f, trait);
		guess_events(&m, trait, g, &none);
		printf("%s\t%d\t%s\t%s\n", knowledge_string(&t->kn,
		    rule[g[0].rule].id), g[0].score, c->e[i].label,
		    c->e[i].text);
	}
	free(f);
}

static void
make(struct trainer *t, const char *file)
{
	static const char	 slack[MODEL_SLACK];
	struct model_header	 h = { .magic = MODEL_MAGIC };
	struct job		 job[MODELS];
	struct buf		 out = { 0 };
	size_t			 i;

	learn_all(t, job);
	block_put(&out, &h, sizeof(h));
	h.form = block_put(&out, t->forms.data, t->forms.len);
	h.nforms = (uint32_t)t->view.nforms;
	h.tag = block_put(&out, t->tags.data, t->tags.len);
	h.ntags = (uint32_t)(t->tags.len / sizeof(struct tag));
	h.kind = put_names(&out, t->kind, t->nkinds);
	h.nkinds = (uint32_t)t->nkinds;
	for (i = 0; i < MODELS; i++) {
		put_model(&out, &h, (enum model_which)i, &t->learn[i],
		    &job[i].w);
		free(job[i].w.w);
		free(job[i].w.squares);
		free(job[i].w.place);
	}
	events_put(&t->events, &out, &h);
	block_put(&out, slack, sizeof(slack));
	h.size = (uint32_t)out.len;
	memcpy(out.data, &h, sizeof(h));
	for (i = 0; i < MODELS; i++)
		measure(t, (enum model_which)i, &out);
	measure_events(t, &out);
	file_write(file, &out);
	buf_free(&out);
}

static void
read_knowledge(struct trainer *t, const char *name)
{
	const void	*packed;
	size_t		 len, n;
	char		*data = file_read(name, &len);

	if (knowledge_open(&t->kn, data, len) != 0)
		errx(1, "%s: not knowledge", name);
	packed = knowledge_section(&t->kn, SEC_INFLECT, &n);
	if (inflect_open(&t->inflect, packed, n) != 0)
		errx(1, "%s: no inflections", name);
	events_open(&t->events, &t->kn);
}

#define NAMES	32

struct names {
	const char	*name[NAMES];
	size_t		 n;
};

static void
add_name(struct names *names, const char *name)
{
	if (names->n == NAMES)
		errx(1, "too many: %s", name);
	names->name[names->n++] = name;
}

/* Texts that are measured on, and rules that tell how it feels. */
struct apart {
	struct names	measured, felt;
};

/* A corpus is learned, or measured on. */
static void
teach(struct trainer *t, const struct lesson *l, const char *name,
    int learned)
{
	read_corpus(learned ? &t->learn[l->which] : &t->measure[l->which], l,
	    name, learned);
}

static void
read_text(struct trainer *t, struct apart *a, const char *name)
{
	const struct lesson	*l;
	size_t			 i;
	int			 days, learned;

	if (strstr(base_name(name), ".frames") != NULL) {
		read_said(&t->learn[MODEL_JUDGE], name);
		return;
	}
	if (strstr(base_name(name), ".rules") != NULL) {
		days = strstr(name, "/read/") != NULL;
		read_rules(&t->learn[days ? MODEL_CRISIS : MODEL_JUDGE], name,
		    days);
		if (days) {
			read_said(&t->learn[MODEL_JUDGE], name);
			add_name(&a->felt, name);
		}
		return;
	}
	for (i = 0; i < a->measured.n &&
	    strcmp(a->measured.name[i], name) != 0; i++)
		;
	learned = i == a->measured.n;
	if (strncmp(base_name(name), "events", 6) == 0) {
		read_events(t, name, 1, 0, learned);
		return;
	}
	l = lesson_of(name);
	teach(t, l, name, learned);
	/* Each line is measured once. */
	if (l->which == MODEL_FEELING && learned) {
		teach(t, &strength, name, 1);
		read_felt_events(t, name);
	}
	if ((l->which == MODEL_CRISIS || l->which == MODEL_GRAVE) && learned)
		read_events(t, name, 1, 2, 1);
}

int
main(int argc, char **argv)
{
	struct trainer	*t = must(calloc(1, sizeof(*t)));
	struct apart	 apart = { { { NULL }, 0 }, { { NULL }, 0 } };
	const char	*out = NULL;
	size_t		 i;
	int		 c, k;

	while ((c = getopt(argc, argv, "f:k:o:x:")) != -1)
		switch (c) {
		case 'f':
			add_name(&apart.felt, optarg);
			break;
		case 'k':
			read_knowledge(t, optarg);
			break;
		case 'o':
			out = optarg;
			break;
		case 'x':
			add_name(&apart.measured, optarg);
			break;
		default:
			errx(1, "usage: train -o file -k knowledge words ...");
		}
	if (out == NULL || t->kn.data == NULL || optind >= argc)
		errx(1, "usage: train -o file -k knowledge words ...");
	for (k = optind + 1; k < argc; k++)
		read_text(t, &apart, argv[k]);
	/* Of what is felt none is lent. */
	borrow_all(t);
	for (i = 0; i < apart.felt.n; i++)
		read_felt(&t->learn[MODEL_FEELING], apart.felt.name[i]);
	read_words(t, argv[optind]);
	make(t, out);
	free(t);
	return 0;
}
