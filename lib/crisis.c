#include <string.h>

#include "crisis.h"

/*
 * Sure enough to answer nothing else, as a whole and for one sentence out of
 * several; in a few words, and for a wish to be gone, which has the plainest
 * words, more is needed.  What is WATCH less is enough for a word to who
 * answers.  tests/eval has what that finds, and how often it is wrong.
 */
#define SURE_WHOLE	.41
#define SURE_SENTENCE	.98
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
	size_t			 start, end;
};

/* Is it danger from others, or theirs? */
static int
is_others(const char *kind)
{
	return strcmp(kind, "abuse") == 0 || strcmp(kind, "third-party") == 0;
}

/* How likely danger is here. */
static double
look_at(struct looking *l, const struct features *f, size_t start, size_t end,
    double sure)
{
	int32_t	p[MODEL_CLASSES];
	size_t	n, i, best = 0;
	double	danger = 1;

	n = model_run(l->m, MODEL_CRISIS, f, p);
	for (i = 0; i < n; i++)
		if (strcmp(model_name(l->m, MODEL_CRISIS, i),
		    NO_DANGER) == 0) {
			danger -= (double)p[i] / MODEL_ONE;
			p[i] = 0;
		}
	for (i = 0; i < n; i++)
		if (p[i] > p[best])
			best = i;
	if (strcmp(model_name(l->m, MODEL_CRISIS, best), WISH) == 0)
		sure += WISH_MORE;
	else if (f->ntokens > STORY_WORDS && sure < SURE_SENTENCE &&
	    is_others(model_name(l->m, MODEL_CRISIS, best)))
		sure += STORY_MORE;
	if (danger - sure <= l->best)
		return danger;
	l->best = danger - sure;
	l->kind = model_name(l->m, MODEL_CRISIS, best);
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
	return look_at(l, l->f, start, end, SURE_SENTENCE);
}

void
crisis_seen(const struct model *m, const struct knowledge *kn,
    const struct features *whole, struct features *part,
    abbreviation_fn *abbreviation, const void *arg, const char *text,
    size_t len, double more, struct danger *out)
{
	struct looking	l = { .m = m, .kn = kn, .f = part, .best = -WATCH };
	size_t		i, next, from = out->start, to = out->end;
	int		long_one;

	out->kind = NULL;
	out->doubtful = 0;
	if (whole->ntokens < FEW_WORDS)
		return;
	long_one = whole->ntokens > LONG_WORDS;
	out->doubtful = look_at(&l, whole, 0, len, SURE_WHOLE + more +
	    (whole->ntokens < SHORT_WORDS ? SHORT_MORE : 0)) <
	    (long_one ? DOUBTFUL_LONG : DOUBTFUL);
	for (i = 0; long_one && i < len; i = next) {
		next = sentence_part(text, len, i, PART_LEAST, abbreviation,
		    arg);
		if (look_at_part(&l, text, i, next) >= DOUBTFUL_PART &&
		    i < to && from < next)
			out->doubtful = 0;
	}
	out->kind = l.kind;
	out->sure = l.best > 0;
	out->start = l.start;
	out->end = l.end;
}
