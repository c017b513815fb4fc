/*
 * Ridge regression (Hoerl and Kennard, Technometrics 12, 1970) by coordinate
 * descent: each weight in turn is set to what is best as the others stand.  In
 * whole numbers, so that every compiler gets the same.
 */
#include <ctype.h>
#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "knowledge.h"
#include "liking.h"
#include "table.h"

#define ONE		(INT64_C(1) << 20)	/* a grade, in what is summed */
#define HOLD		20	/* grades that a weight is held to 0 by; of 10
				 * to 30 any does as well on grades left out */
#define ROUNDS		60	/* each sets all weights once */
#define WEIGHTS		(1u << 20)
#define TRAITS_MAX	160	/* of a frame */
#define BEST		3	/* grade */
#define SAID_MOST	400	/* bytes of what it says that count */

struct traits {
	uint32_t	w[TRAITS_MAX];	/* numbers of weights */
	size_t		n;
	int64_t		grades, sum;	/* how many, in all */
	int64_t		left;		/* of the sum, in parts of ONE */
};

struct learning {
	const struct book_maker	*book;
	const struct frame	*f;
	struct traits		*t;
	size_t			 n;
	int64_t			*weight, *count;	/* by number */
	int64_t			 mean;
};

static void *
must(void *p)
{
	if (p == NULL)
		errx(1, "no memory");
	return p;
}

/* ---- what a frame is like ---------------------------------------------- */

/* Each trait counts once. */
static void
add_trait(struct traits *t, const struct buf *name)
{
	uint32_t	w = word_hash(name->data, name->len) % WEIGHTS;
	size_t		i;

	for (i = 0; i < t->n && t->w[i] != w; i++)
		;
	if (i == t->n && t->n < TRAITS_MAX)
		t->w[t->n++] = w;
}

static void
trait(struct traits *t, const char *what, const char *is, size_t len,
    const char *more, size_t mlen)
{
	struct buf	b = { 0 };

	if (buf_puts(&b, what) != 0 || buf_append(&b, is, len) != 0 ||
	    buf_puts(&b, "\n") != 0 || buf_append(&b, more, mlen) != 0)
		errx(1, "no memory");
	add_trait(t, &b);
	buf_free(&b);
}

static void
trait_bits(struct traits *t, const char *what, uint64_t bits)
{
	trait(t, what, (const char *)&bits, sizeof(bits), "", 0);
}

/* Where a word, a slot or a mark ends. */
static size_t
word_end(const char *s, size_t at)
{
	const char	*close;

	if (s[at] == '{' && (close = strchr(s + at, '}')) != NULL)
		return (size_t)(close - s) + 1;
	if (!isalpha((unsigned char)s[at]))
		return at + 1;
	while (isalpha((unsigned char)s[at]) || s[at] == '\'')
		at++;
	return at;
}

/* The words, and which stands beside which; an edge is a word, too. */
static void
traits_of_words(struct traits *t, const char *s)
{
	size_t	from, to, before = 0, blen = 0;

	for (from = 0; s[from] != '\0'; from = to) {
		to = word_end(s, from);
		if (s[from] == ' ')
			continue;
		trait(t, "word ", s + from, to - from, "", 0);
		trait(t, "pair ", s + before, blen, s + from, to - from);
		before = from;
		blen = to - from;
	}
	trait(t, "pair ", s + before, blen, "", 0);
}

static uint64_t
moods_of(const struct frame *f)
{
	const uint64_t	any = f->feelings & (FEELS_ANY | FEELS_NOTHING);

	return any | (f->feelings != any);
}

static void
traits_of(const struct book_maker *book, const struct frame *f,
    struct traits *t)
{
	static const char	 lead[] = "{lead}";
	const char		*strings = book->part[BOOK_STRING].data;
	const char		*say = strings + f->say;
	char			 said[SAID_MOST + 1];
	uint64_t		 event = f->event != 0;
	size_t			 i;

	if (strncmp(say, lead, sizeof(lead) - 1) == 0)
		say += sizeof(lead) - 1;
	for (i = 0; i < SAID_MOST && say[i] != '\0'; i++)
		said[i] = (char)tolower((unsigned char)say[i]);
	said[i] = '\0';
	trait_bits(t, "says ", (f->says & ~(1u << SLOT_LEAD)) | event << 32);
	trait_bits(t, "moods ", moods_of(f));
	trait_bits(t, "in ", f->situations);
	trait(t, "kind ", strings + f->kind, strlen(strings + f->kind), "", 0);
	trait(t, "depth ", strings + f->depth, strlen(strings + f->depth), "",
	    0);
	if (event)	/* by its category */
		trait(t, "of ", strings + f->event,
		    strcspn(strings + f->event, "."), "", 0);
	else
		trait(t, "all ", said, i, "", 0);
	traits_of_words(t, said);
}

/* ---- grades ------------------------------------------------------------ */

static int
by_name(const void *a, const void *b, void *arg)
{
	const struct learning	*l = arg;
	const char		*strings = l->book->part[BOOK_STRING].data;

	return strcmp(strings + l->f[*(const uint32_t *)a].name,
	    strings + l->f[*(const uint32_t *)b].name);
}

/* The frame of a name, by the numbers of frames in the order of their names. */
static struct traits *
find_frame(const struct learning *l, const uint32_t *sorted, const char *name)
{
	const char	*strings = l->book->part[BOOK_STRING].data;
	size_t		 low = 0, high = l->n, mid;
	int		 c;

	while (low < high) {
		mid = low + (high - low) / 2;
		c = strcmp(name, strings + l->f[sorted[mid]].name);
		if (c == 0)
			return &l->t[sorted[mid]];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

static void
add_grades(struct traits *t, const char *name, const char *grades)
{
	size_t	n = strlen(grades);

	if (n == 0 || strspn(grades, "0123") != n)
		errx(1, "%s: its grades are digits from 0 to %d", name, BEST);
	for (t->grades += (int64_t)n; *grades != '\0'; grades++)
		t->sum += *grades - '0';
}

static void
read_grades(const struct learning *l, struct liking *from)
{
	uint32_t		*sorted = must(calloc(l->n + 1,
				    sizeof(*sorted)));
	struct sage_text	 rest = from->text;
	struct arena		 a = { 0 };
	struct traits		*t;
	const char		*column[2];
	size_t			 i;
	int			 e;

	for (i = 0; i < l->n; i++)
		sorted[i] = (uint32_t)i;
	qsort_r(sorted, l->n, sizeof(*sorted), by_name,
	    (void *)(uintptr_t)l);
	for (i = 0; (e = table_next(&rest, &a, column, 2)) > 0; i++) {
		if (i == LINES_MAX)
			errx(1, "more than %d lines of grades", LINES_MAX);
		if ((t = find_frame(l, sorted, column[0])) == NULL)
			continue;
		add_grades(t, column[0], column[1]);
		from->found[i] = 1;
	}
	if (e != 0)
		errx(1, "no memory");
	arena_free(&a);
	free(sorted);
}

/* ---- learning ---------------------------------------------------------- */

static void
take_mean(struct learning *l)
{
	int64_t	grades = 0, sum = 0;
	size_t	i, k;

	for (i = 0; i < l->n; i++) {
		grades += l->t[i].grades;
		sum += l->t[i].sum;
		for (k = 0; k < l->t[i].n; k++)
			l->count[l->t[i].w[k]] += l->t[i].grades;
	}
	l->mean = grades == 0 ? 0 : sum * ONE / grades;
	for (i = 0; i < l->n; i++)
		l->t[i].left = l->t[i].sum * ONE - l->t[i].grades * l->mean;
}

/* Set one weight, and tell the frames that have it: n of them, by number. */
static void
set_weight(struct learning *l, uint32_t w, const uint32_t *has, size_t n)
{
	int64_t	push = 0, by;
	size_t	i;

	for (i = 0; i < n; i++)
		push += l->t[has[i]].left;
	by = (push - HOLD * l->weight[w]) / (l->count[w] + HOLD);
	l->weight[w] += by;
	for (i = 0; i < n; i++)
		l->t[has[i]].left -= by * l->t[has[i]].grades;
}

/* Which graded frames have each weight: lists that follow each other. */
static uint32_t *
list_by_weight(const struct learning *l, uint32_t *first)
{
	uint32_t	*list, sum = 0, n;
	size_t		 i, k, w;

	for (i = 0; i < l->n; i++)
		for (k = 0; k < l->t[i].n && l->t[i].grades > 0; k++)
			first[l->t[i].w[k]]++;
	for (w = 0; w <= WEIGHTS; w++) {
		n = w < WEIGHTS ? first[w] : 0;
		first[w] = sum;
		sum += n;
	}
	list = must(calloc(sum + 1, sizeof(*list)));
	for (i = l->n; i-- > 0;)
		for (k = 0; k < l->t[i].n && l->t[i].grades > 0; k++)
			list[first[l->t[i].w[k]]++] = (uint32_t)i;
	for (w = WEIGHTS; w > 0; w--)
		first[w] = first[w - 1];
	first[0] = 0;
	return list;
}

static void
learn(struct learning *l)
{
	uint32_t	*first = must(calloc(WEIGHTS + 1, sizeof(*first)));
	uint32_t	*list = list_by_weight(l, first), w;
	int		 round;

	take_mean(l);
	for (round = 0; round < ROUNDS; round++)
		for (w = 0; w < WEIGHTS; w++)
			if (first[w] < first[w + 1])
				set_weight(l, w, list + first[w],
				    first[w + 1] - first[w]);
	free(first);
	free(list);
}

void
liking_learn(struct liking *from, struct book_maker *book,
    enum book_part part)
{
	struct frame	*f = (struct frame *)(void *)book->part[part].data;
	struct learning	 l = { .book = book, .f = f, .n = book->n[part] };
	int64_t		 like;
	size_t		 i, k;

	l.t = must(calloc(l.n + 1, sizeof(*l.t)));
	l.weight = must(calloc(WEIGHTS, sizeof(*l.weight)));
	l.count = must(calloc(WEIGHTS, sizeof(*l.count)));
	for (i = 0; i < l.n; i++)
		traits_of(book, &f[i], &l.t[i]);
	read_grades(&l, from);
	learn(&l);
	for (i = 0; i < l.n; i++) {
		for (like = l.mean, k = 0; k < l.t[i].n; k++)
			like += l.weight[l.t[i].w[k]];
		like = like < 0 ? 0 : like > BEST * ONE ? BEST * ONE : like;
		f[i].liked = (int16_t)(like * LIKED_ONE / ONE);
	}
	free(l.t);
	free(l.weight);
	free(l.count);
}

int
liking_is_whole(const struct liking *l)
{
	struct sage_text	rest = l->text;
	struct arena		a = { 0 };
	const char		*column[2];
	size_t			i;
	int			whole = 1;

	for (i = 0; i < LINES_MAX && table_next(&rest, &a, column, 2) > 0; i++)
		if (!l->found[i]) {
			warnx("grades for no frame: %s", column[0]);
			whole = 0;
		}
	arena_free(&a);
	return whole;
}
