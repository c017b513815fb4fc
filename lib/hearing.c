#include <stdlib.h>
#include <string.h>

#include "hearing.h"
#include "token.h"

#define INNOCENT	"none"
#define PART_LEAST	2	/* words that can weigh */
#define HEARD_MOST	60	/* words of a sentence that is listened to */
#define TRIM_MOST	12	/* that are left off: each costs a hearing */
#define PART_KEEPS	.9	/* of how likely it is that less must leave */

int
hearing_open(struct hearing *h, const struct model *m,
    const struct knowledge *kn)
{
	h->model = m;
	h->kn = kn;
	h->innocent = model_number(m, MODEL_JUDGE, INNOCENT);
	h->features = malloc(sizeof(*h->features));
	return h->features == NULL ? SAGE_ENOMEM : 0;
}

void
hearing_close(struct hearing *h)
{
	free(h->features);
	h->features = NULL;
}

/* How likely each class is for some words. */
static size_t
ask(struct hearing *h, const char *text, const struct seen *w, size_t n,
    int32_t p[MODEL_CLASSES])
{
	features_of(h->features, h->kn, &h->model->tags, text + w->start,
	    w[n - 1].end - w->start);
	return model_run(h->model, MODEL_JUDGE, h->features, p);
}

/* How likely it is that they judge, and of that the likeliest class. */
static double
judges(const struct hearing *h, const int32_t *p, size_t n, int *class)
{
	size_t	i;

	*class = h->innocent == 0;
	for (i = 0; i < n; i++)
		if ((int)i != h->innocent && p[i] > p[*class])
			*class = (int)i;
	return h->innocent < 0 ? 0 : 1 - (double)p[h->innocent] / MODEL_ONE;
}

static double
likely(struct hearing *h, const char *text, const struct seen *w, size_t n)
{
	int32_t	p[MODEL_CLASSES];
	size_t	many = ask(h, text, w, n, p);
	int	class;

	return judges(h, p, many, &class);
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

/* Leave off words at the ends, as long as what is left tells as much. */
static void
trim(struct hearing *h, const char *text, const struct seen **w, size_t *n)
{
	double	keep = likely(h, text, *w, *n) * PART_KEEPS;
	size_t	least = *n > PART_LEAST + TRIM_MOST ? *n - TRIM_MOST :
		    PART_LEAST;

	while (*n > least && likely(h, text, *w + 1, *n - 1) >= keep) {
		++*w;
		--*n;
	}
	while (*n > least && likely(h, text, *w, *n - 1) >= keep)
		--*n;
}

static void
find_part(struct hearing *h, const char *text, const struct seen *w,
    size_t n, struct heard *out)
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
	out->start = best->start;
	out->end = best[nbest - 1].end;
}

int
hearing_listen(struct hearing *h, const char *text, const struct seen *w,
    size_t n, uint64_t wanted, struct heard *out)
{
	int32_t	p[MODEL_CLASSES];
	size_t	many;

	if (n < PART_LEAST || n > HEARD_MOST)
		return 0;
	many = ask(h, text, w, n, p);
	out->p = judges(h, p, many, &out->class);
	if ((wanted >> out->class & 1) == 0)
		return 0;
	find_part(h, text, w, n, out);
	return 1;
}
