#include <string.h>

#include "crisis.h"

/*
 * Sure enough to answer nothing else, as a whole and for one sentence out of
 * several; in what is short, or sounds good, more is needed.  What is WATCH
 * less is enough for a word to who answers.  tests/eval has what that finds,
 * and how often it is wrong.
 */
#define SURE_WHOLE	.42
#define SURE_SENTENCE	.85
#define SHORT_MORE	.20
#define GOOD_MORE	.30
#define WATCH		.15
#define DOUBTFUL	.06	/* of a short message as a whole */
#define NO_DANGER	"none"
#define SENTENCES	200
#define FEW_WORDS	3	/* less say too little */
#define SHORT_WORDS	8
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
	if (danger - sure <= l->best)
		return danger;
	l->best = danger - sure;
	l->kind = model_name(l->m, MODEL_CRISIS, best);
	l->start = start;
	l->end = end;
	return danger;
}

static void
look_at_part(struct looking *l, const char *text, size_t start, size_t end)
{
	features_of(l->f, l->kn, &l->m->tags, text + start, end - start);
	(void)look_at(l, l->f, start, end, SURE_SENTENCE);
}

void
crisis_seen(const struct model *m, const struct knowledge *kn,
    const struct features *whole, struct features *part,
    abbreviation_fn *abbreviation, const void *arg, const char *text,
    size_t len, int good, struct danger *out)
{
	struct looking	l = { .m = m, .kn = kn, .f = part, .best = -WATCH };
	size_t		from = 0, i, next, n = 0;
	int		long_one;

	out->kind = NULL;
	out->doubtful = 0;
	if (whole->ntokens < FEW_WORDS)
		return;
	long_one = whole->ntokens > LONG_WORDS;
	out->doubtful = look_at(&l, whole, 0, len, SURE_WHOLE + (good ?
	    GOOD_MORE : 0) + (whole->ntokens < SHORT_WORDS ? SHORT_MORE :
	    0)) < DOUBTFUL && !long_one;
	for (i = 0; long_one && i < len && n < SENTENCES; i++) {
		next = text[i] == '\n' ? i + 1 : memchr(".!?", text[i],
		    3) == NULL ? 0 : sentence_end(text, len, i,
		    abbreviation, arg);
		if (next == 0 || next <= from)
			continue;
		look_at_part(&l, text, from, next);
		from = next;
		i = next - 1;
		n++;
	}
	if (from > 0 && from < len && n < SENTENCES)
		look_at_part(&l, text, from, len);
	out->kind = l.kind;
	out->sure = l.best > 0;
	out->start = l.start;
	out->end = l.end;
}
