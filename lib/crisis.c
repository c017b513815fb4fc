#include <string.h>

#include "crisis.h"

/*
 * Sure enough to answer nothing else, as a whole and for one sentence out of
 * several; in a few words, and for a wish to be gone, which has the plainest
 * words, more is needed.  What is WATCH less is enough for a word to who
 * answers.  tests/eval has what that finds, and how often it is wrong.
 */
#define SURE_WHOLE	.36
#define SURE_SENTENCE	.98
#define PLAIN_MORE	.25	/* beyond sure enough, to ask for it by name */
#define SHORT_MORE	.12
#define WISH_MORE	.14
#define STORY_MORE	.14	/* of what others do, or are in: long tales of
				 * trouble have many of its words */
#define WATCH		.20
#define DOUBTFUL	.20	/* of a message as a whole */
#define DOUBTFUL_LONG	.30	/* the same, where it tells of many things */
#define DOUBTFUL_PART	.28	/* and of the sentence that has the words */
#define NO_DANGER	"none"
#define WISH		"passive"
#define PART_LEAST	24	/* bytes of a part that is looked at: not a
				 * word or two by themselves */
#define FEW_WORDS	3	/* less say too little */
#define SHORT_WORDS	10	/* less may be said in jest */
#define STORY_WORDS	25	/* a tale */
#define LONG_WORDS	30	/* a message that may hide a sentence */

struct looking {
	const struct model	*m;
	const struct knowledge	*kn;
	struct features		*f;
	const char		*kind;
	double			 best;		/* beyond what is sure enough,
						 * may be below 0 */
	int			 plain;
	size_t			 start, end;
};

/* Classes of what is over are ids of rules, which have a full stop. */
static int
is_over(const char *class)
{
	return strchr(class, '.') != NULL;
}

/* Is it danger from others, or theirs? */
static int
is_others(const char *kind)
{
	return strcmp(kind, "abuse") == 0 || strcmp(kind, "third-party") == 0;
}

/* Is there no danger in a class: is it none, or what is over? */
static int
is_safe(const char *class)
{
	return strcmp(class, NO_DANGER) == 0 || is_over(class);
}

/* How likely it must be that there is danger of a kind, in the whole or in one
 * sentence of it. */
static double
sure_of(const struct features *f, const char *kind, int whole, double more)
{
	double	sure = whole ? SURE_WHOLE + more : SURE_SENTENCE;

	if (strcmp(kind, WISH) == 0)
		return sure + WISH_MORE;
	return whole && f->ntokens > STORY_WORDS && is_others(kind) ?
	    sure + STORY_MORE : sure;
}

/* How likely danger is here; where it is likeliest, as it were, is noted. */
static double
look_at(struct looking *l, const struct features *f, size_t start, size_t end,
    int whole, double more)
{
	const char	*name, *kind = NULL;
	int32_t		 p[MODEL_CLASSES], most = -1;
	size_t		 n, i;
	double		 danger = 1, beyond;

	n = model_run(l->m, MODEL_CRISIS, f, p);
	for (i = 0; i < n; i++) {
		name = model_name(l->m, MODEL_CRISIS, i);
		if (is_safe(name))
			danger -= (double)p[i] / MODEL_ONE;
		else if (p[i] > most) {
			most = p[i];
			kind = name;
		}
	}
	if (kind == NULL)
		return 0;
	beyond = danger - sure_of(f, kind, whole, more);
	if (beyond <= l->best)
		return danger;
	l->best = beyond;
	l->kind = kind;
	l->plain = !whole || beyond > PLAIN_MORE;
	l->start = start;
	l->end = end;
	return danger;
}

static double
look_at_part(struct looking *l, const char *text, size_t start, size_t end)
{
	features_of(l->f, l->kn, &l->m->tags, text + start, end - start);
	if (l->f->ntokens < FEW_WORDS)
		return 0;
	return look_at(l, l->f, start, end, 0, 0);
}

void
crisis_seen(const struct model *m, const struct knowledge *kn,
    const struct features *whole, struct features *part,
    abbreviation_fn *abbreviation, const void *arg, const char *text,
    size_t len, double more, struct danger *out)
{
	struct looking	l = { .m = m, .kn = kn, .f = part, .best = -WATCH };
	size_t		i, next, from = out->start, to = out->end;
	double		danger;
	int		long_one;

	out->kind = NULL;
	out->doubtful = 0;
	out->likely = 1;
	if (whole->ntokens < FEW_WORDS)
		return;
	long_one = whole->ntokens > LONG_WORDS;
	if (whole->ntokens < SHORT_WORDS)
		more += SHORT_MORE;
	out->likely = look_at(&l, whole, 0, len, 1, more);
	out->doubtful = out->likely < (long_one ? DOUBTFUL_LONG : DOUBTFUL);
	for (i = 0; long_one && i < len; i = next) {
		next = sentence_part(text, len, i, PART_LEAST, abbreviation,
		    arg);
		danger = look_at_part(&l, text, i, next);
		if (i >= to || from >= next)
			continue;
		out->doubtful &= danger < DOUBTFUL_PART;
		if (danger > out->likely)
			out->likely = danger;
	}
	out->kind = l.kind;
	out->sure = l.best > 0;
	out->plain = l.plain;
	out->start = l.start;
	out->end = l.end;
}

const char *
crisis_over(const struct model *m, const struct features *f, double *likely)
{
	const char	*name, *over = NULL;
	int32_t		 p[MODEL_CLASSES], most = 0;
	size_t		 n, i;
	int64_t		 all = 0;

	n = model_run(m, MODEL_CRISIS, f, p);
	for (i = 0; i < n; i++) {
		name = model_name(m, MODEL_CRISIS, i);
		if (!is_over(name))
			continue;
		all += p[i];
		if (p[i] > most) {
			most = p[i];
			over = name;
		}
	}
	*likely = (double)all / MODEL_ONE;
	return over;
}
