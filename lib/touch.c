#include <stdlib.h>
#include <string.h>

#include "table.h"
#include "token.h"
#include "touch.h"

#define COLUMNS		2
#define WORDS		8192	/* in the table */
#define HEAD_LEAST	5	/* bytes that two words begin with alike */

#define SAME		1.0
#define ALIKE		.8	/* the same beginning */
#define FAMILY_TOUCHES	.7
#define FAINTLY		.5	/* of it, by a word of TOUCH_FAINT */
#define LIGHTLY		.25	/* by a word of TOUCH_LIGHT that is the same */

/* Kinds of words.tsv that hold a sentence together. */
static const char *const plain[] = { "func", "pron", "self", "you", "third",
    "neg" };

static const uint64_t	own = (UINT64_C(1) << TOUCH_NAMED) - 1;

static const char *const named[TOUCH_NAMED] = {
	[TOUCH_LIGHT] = "light", [TOUCH_FAINT] = "faint",
	[TOUCH_JOINT] = "joint", [TOUCH_TURN] = "turn",
	[TOUCH_SUBJECT] = "subject"
};

/* ---- the table --------------------------------------------------------- */

static int
by_hash(const void *a, const void *b)
{
	const struct touch_entry	*x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->family < y->family ? -1 : x->family > y->family;
}

static int
add_family(struct touch *t, const char *list, uint32_t family)
{
	size_t	n;

	for (; *list != '\0'; list += n + (list[n] != '\0')) {
		if ((n = strcspn(list, " ")) == 0)
			continue;
		if (t->n == WORDS)
			return SAGE_ETOOBIG;
		t->entry[t->n].hash = word_hash(list, n);
		t->entry[t->n++].family = family;
	}
	return 0;
}

/* The number of a line of the table. */
static uint32_t
family_of(const char *name, uint32_t *next)
{
	uint32_t	i;

	for (i = 0; i < TOUCH_NAMED; i++)
		if (strcmp(named[i], name) == 0)
			return i;
	return (*next)++;
}

static int
read_table(struct touch *t, struct arena *a, struct sage_text text)
{
	const char	*column[COLUMNS];
	uint32_t	 next = TOUCH_NAMED, family;
	int		 n, e;

	while ((n = table_next(&text, a, column, COLUMNS)) > 0) {
		family = family_of(column[0], &next);
		if (family >= TOUCH_FAMILIES)
			return SAGE_ETOOBIG;
		if ((e = add_family(t, column[1], family)) != 0)
			return e;
	}
	if (t->n > 0)
		qsort(t->entry, t->n, sizeof(*t->entry), by_hash);
	return n;
}

int
touch_open(struct touch *t, struct arena *a, struct sage_text text,
    const struct knowledge *kn, const struct model *model)
{
	const void	*packed;
	size_t		 n, i;
	int		 e;

	memset(t, 0, sizeof(*t));
	t->model = model;
	packed = knowledge_section(kn, SEC_INFLECT, &n);
	if ((e = inflect_open(&t->inflect, packed, n)) != 0)
		return e;
	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		t->plain |= model_kind(model, plain[i]);
	t->entry = arena_alloc(a, WORDS, sizeof(*t->entry));
	return t->entry == NULL ? SAGE_ENOMEM : read_table(t, a, text);
}

/* ---- a word ------------------------------------------------------------ */

struct keying {
	const struct touch	*t;
	struct touch_word	*w;
};

static void
add_families(const struct touch *t, struct touch_word *w, uint32_t hash)
{
	size_t	low = 0, high = t->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (t->entry[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < t->n && t->entry[low].hash == hash; low++)
		w->family[t->entry[low].family / 64] |= UINT64_C(1) <<
		    t->entry[low].family % 64;
}

static void
add_key(const struct touch *t, struct touch_word *w, uint32_t hash)
{
	size_t	i;

	for (i = 0; i < w->nkeys; i++)
		if (w->key[i] == hash)
			return;
	if (w->nkeys == TOUCH_KEYS)
		return;
	w->key[w->nkeys++] = hash;
	add_families(t, w, hash);
}

static int
take_lemma(const char *s, size_t len, int which, void *arg)
{
	const struct keying	*k = arg;
	const struct tag	*tag = tags_find(&k->t->model->tags, s, len);

	(void)which;
	if (k->w->tag == NULL)
		k->w->tag = tag;
	add_key(k->t, k->w, word_hash(s, len));
	return 0;
}

/* Is it in a line of the table that is no heading? */
static int
is_listed(const struct touch_word *w)
{
	size_t		i;
	uint64_t	any = w->family[0] & ~own;

	for (i = 1; i < TOUCH_FAMILIES / 64; i++)
		any |= w->family[i];
	return any != 0;
}

void
touch_read(const struct touch *t, const char *text, uint32_t start,
    uint32_t len, struct touch_word *w)
{
	char		s[64];
	size_t		n = word_fold(text + start, len, s, sizeof(s));
	struct keying	k = { t, w };

	memset(w, 0, sizeof(*w));
	w->start = start;
	w->end = start + len;
	if (n == 0 || n >= sizeof(s))
		return;
	add_families(t, w, word_hash(s, n));
	n -= clitic_length(s, n);
	w->len = (uint8_t)(n < TOUCH_HEAD ? n : TOUCH_HEAD);
	memcpy(w->head, s, w->len);
	w->tag = tags_find(&t->model->tags, s, n);
	add_key(t, w, word_hash(s, n));
	if (w->tag != NULL)
		add_key(t, w, w->tag->lemma);
	if (n <= INFLECT_MAX)
		(void)inflect_lemmas(&t->inflect, s, n, NULL, take_lemma,
		    &k);
	if (n < 2 || (w->tag != NULL && (w->tag->kinds & t->plain) != 0))
		w->plain = !is_listed(w);
}

/* ---- two words --------------------------------------------------------- */

int
touch_is(const struct touch_word *w, unsigned what)
{
	return w->family[0] >> what & 1;
}

static int
share_key(const struct touch_word *a, const struct touch_word *b)
{
	size_t	i, k;

	for (i = 0; i < a->nkeys; i++)
		for (k = 0; k < b->nkeys; k++)
			if (a->key[i] == b->key[k])
				return 1;
	return 0;
}

static int
begin_alike(const struct touch_word *a, const struct touch_word *b)
{
	size_t	n = a->len < b->len ? a->len : b->len, i;

	for (i = 0; i < n && a->head[i] == b->head[i]; i++)
		;
	return i >= HEAD_LEAST && i * 3 >= (size_t)a->len * 2 &&
	    i * 3 >= (size_t)b->len * 2;
}

static int
share_family(const struct touch_word *a, const struct touch_word *b)
{
	size_t			i;
	uint64_t		both;

	for (i = 0; i < TOUCH_FAMILIES / 64; i++) {
		both = a->family[i] & b->family[i];
		if ((i == 0 ? both & ~own : both) != 0)
			return 1;
	}
	return 0;
}

int
touch_same(const struct touch_word *a, const struct touch_word *b)
{
	return share_key(a, b) || begin_alike(a, b);
}

double
touch_words(const struct touch_word *a, const struct touch_word *b)
{
	double	score;

	if (a->plain || b->plain)
		return 0;
	if (touch_is(a, TOUCH_LIGHT) || touch_is(b, TOUCH_LIGHT))
		return share_key(a, b) ? LIGHTLY : 0;
	if (share_key(a, b))
		score = SAME;
	else if (share_family(a, b))
		score = FAMILY_TOUCHES;
	else if (begin_alike(a, b))
		score = ALIKE;
	else
		return 0;
	if (touch_is(a, TOUCH_FAINT) || touch_is(b, TOUCH_FAINT))
		score *= FAINTLY;
	return score;
}
