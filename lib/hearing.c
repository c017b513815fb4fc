#include <stdlib.h>
#include <string.h>

#include "hearing.h"
#include "token.h"

#define INNOCENT	"none"
#define PART_LEAST	2	/* words that can weigh */
#define HEARD_LEAST	4	/* words of a sentence that is listened to */
#define HEARD_MOST	60
#define WORD_MOST	40	/* bytes of a word; no longer one opens it */
#define TRIM_MOST	12	/* that are left off: each costs a hearing */
#define PART_KEEPS	.9	/* of how likely it is that less must leave */

int
hearing_open(struct hearing *h, const struct model *m,
    const struct knowledge *kn)
{
	h->model = m;
	h->kn = kn;
	h->innocent = model_number(m, MODEL_JUDGE, INNOCENT);
	h->opens = model_kind(m, "func") | model_kind(m, "pron") |
	    model_kind(m, "neg");
	h->features = malloc(sizeof(*h->features));
	return h->features == NULL ? SAGE_ENOMEM : 0;
}

void
hearing_close(struct hearing *h)
{
	free(h->features);
	h->features = NULL;
}

/* How likely it is that some words judge, and of that the likeliest class. */
static double
judges(struct hearing *h, const char *text, const struct seen *w, size_t n,
    int *class)
{
	int32_t	p[MODEL_CLASSES];
	size_t	many, i;

	features_of(h->features, h->kn, &h->model->tags,
	    text + w->start, w[n - 1].end - w->start);
	many = model_run(h->model, MODEL_JUDGE, h->features, p);
	*class = h->innocent == 0;
	for (i = 0; i < many; i++)
		if ((int)i != h->innocent && p[i] > p[*class])
			*class = (int)i;
	return h->innocent < 0 ? 0 : 1 - (double)p[h->innocent] / MODEL_ONE;
}

static double
likely(struct hearing *h, const char *text, const struct seen *w, size_t n)
{
	int	class;

	return judges(h, text, w, n, &class);
}

/* The words from here to the next mark. */
static size_t
part_length(const char *text, const struct seen *w, size_t n)
{
	size_t	i;

	for (i = 1; i < n; i++)
		if (token_break(text, w[n - 1].end, w[i - 1].end,
		    w[i].start) != BRK_NONE)
			break;
	return i;
}

/* May a part begin with the word, or end before it?  "Your" and "for" may come
 * first, what stands behind them may not. */
static int
may_open(const struct hearing *h, const char *text, const struct seen *w)
{
	const struct tag	*tag;
	char			 word[WORD_MOST];
	size_t			 n;

	n = word_fold(text + w->start, w->end - w->start, word, sizeof(word));
	tag = tags_find(&h->model->tags, word, n);
	return tag != NULL && (tag->kinds & h->opens) != 0;
}

/* Leave off words at the ends, as long as what is left tells as much and is a
 * phrase. */
static void
trim(struct hearing *h, const char *text, const struct seen **w, size_t *n)
{
	double	keep = likely(h, text, *w, *n) * PART_KEEPS;
	size_t	least = *n > PART_LEAST + TRIM_MOST ? *n - TRIM_MOST :
		    PART_LEAST;
	size_t	from = 0, to = *n;

	while (to - from > least &&
	    likely(h, text, *w + from + 1, to - from - 1) >= keep)
		from++;
	while (from > 0 && !may_open(h, text, *w + from))
		from--;
	while (to - from > least &&
	    likely(h, text, *w + from, to - from - 1) >= keep)
		to--;
	while (to < *n && !may_open(h, text, *w + to))
		to++;
	*w += from;
	*n = to - from;
}

double
hearing_listen(struct hearing *h, const char *text, const struct seen *w,
    size_t n, int *class)
{
	*class = 0;
	return n < HEARD_LEAST || n > HEARD_MOST ? 0 :
	    judges(h, text, w, n, class);
}

void
hearing_place(struct hearing *h, const char *text, const struct seen *w,
    size_t n, uint32_t *start, uint32_t *end)
{
	const struct seen	*best = w;
	size_t			 i, k, nbest = n;
	double			 p, most = -1;

	for (i = 0; i < n; i += k) {
		k = part_length(text, w + i, n - i);
		if (k >= PART_LEAST && (p = likely(h, text, w + i, k)) >
		    most) {
			most = p;
			best = w + i;
			nbest = k;
		}
	}
	trim(h, text, &best, &nbest);
	*start = best->start;
	*end = best[nbest - 1].end;
}
