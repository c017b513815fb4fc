#include <stdlib.h>
#include <string.h>

#include "lexicon.h"
#include "token.h"

#define WORD_MAX	64	/* bytes in a word of rules */

int
lexicon_init(struct lexicon *lex, struct arena *a,
    const struct knowledge *base)
{
	static const char *const kinds[] = { "", NAME_CODE, NAME_NUMBER,
					NAME_NAME };
	uint16_t	id;
	size_t		i;
	int		r;

	memset(lex, 0, sizeof(*lex));
	lex->arena = a;
	lex->base = base;
	if (base != NULL) {
		lex->first = knowledge_words(base);
		return 0;
	}
	for (i = 0; i < WORD_FIRST; i++)
		if ((r = lexicon_word(lex, kinds[i], strlen(kinds[i]),
		    &id)) != 0)
			return r;
	return 0;
}

void
lexicon_free(struct lexicon *lex)
{
	buf_free(&lex->words);
	buf_free(&lex->slots);
	buf_free(&lex->sets);
	buf_free(&lex->setslots);
	buf_free(&lex->endings);
	buf_free(&lex->rows);
	buf_free(&lex->rowlists);
	buf_free(&lex->rowslots);
}

size_t
lexicon_words(const struct lexicon *lex)
{
	return lex->words.len / sizeof(struct lexword);
}

struct lexword *
lexicon_at(const struct lexicon *lex, uint32_t id)
{
	return (struct lexword *)(void *)lex->words.data + (id - lex->first);
}

uint32_t
lexicon_freq(const struct lexicon *lex, uint32_t id)
{
	if (id < lex->first)
		return knowledge_entry(lex->base, id)->freq;
	return lexicon_at(lex, id)->freq;
}

/* Grow a hash table of numbers, and put back what was in it. */
static int
regrow(struct buf *slots, size_t used, uint32_t (*hash)(const void *, size_t),
    const void *arg)
{
	size_t		 n = slots->len / sizeof(uint32_t), i, at;
	uint32_t	*slot;
	static const char zeros[4096];

	if (used * 2 < n)
		return 0;
	n = n == 0 ? 1024 : n * 2;
	slots->len = 0;
	for (i = 0; i < n * sizeof(uint32_t); i += sizeof(zeros))
		if (buf_append(slots, zeros, sizeof(zeros)) != 0)
			return SAGE_ENOMEM;
	slot = (uint32_t *)(void *)slots->data;
	for (i = 0; i < used; i++) {
		for (at = hash(arg, i) & (n - 1); slot[at] != 0;
		    at = (at + 1) & (n - 1))
			;
		slot[at] = (uint32_t)i + 1;
	}
	return 0;
}

static uint32_t
hash_word(const void *arg, size_t i)
{
	const struct lexicon	*lex = arg;
	const struct lexword	*w = lexicon_at(lex,
	    lex->first + (uint32_t)i);

	return word_hash(w->s, w->len);
}

static uint32_t
hash_set(const void *arg, size_t i)
{
	const struct lexicon	*lex = arg;
	const struct lexset	*s = (struct lexset *)(void *)lex->sets.data;

	return word_hash((const char *)s[i].id, s[i].n * sizeof(*s[i].id));
}

static const uint16_t *
row_at(const struct lexicon *lex, size_t i)
{
	const uint32_t	*list = (uint32_t *)(void *)lex->rowlists.data;

	return (uint16_t *)(void *)lex->rows.data + list[i];
}

static uint32_t
hash_rows(const void *arg, size_t i)
{
	const uint16_t	*row = row_at(arg, i);

	return word_hash((const char *)(row + 1), *row * sizeof(*row));
}

static int
by_word(const void *key, const void *item)
{
	const struct sage_text	*a = key;
	const struct lexfreq	*f = item;
	size_t			 n = a->len < f->word.len ? a->len :
				    f->word.len;
	int			 c = memcmp(a->data, f->word.data, n);

	return c != 0 ? c : (a->len > f->word.len) - (a->len < f->word.len);
}

/* Words that are not listed are rare. */
static uint32_t
listed_freq(const struct lexicon *lex, const char *s, size_t len)
{
	struct sage_text	 t = { s, len };
	const struct lexfreq	*f = NULL;

	if (lex->nfreqs > 0)
		f = bsearch(&t, lex->freqs, lex->nfreqs, sizeof(*f), by_word);
	return f == NULL || f->n < 1 ? 1 : f->n;
}

static int
new_word(struct lexicon *lex, const char *s, size_t len, uint16_t *id)
{
	struct lexword	 w = { .len = (uint16_t)len, .freq = 1 };
	size_t		 n = lexicon_words(lex);

	if (lex->first + n >= UINT16_MAX)
		return SAGE_ETOOBIG;
	if ((w.s = arena_strndup(lex->arena, s, len)) == NULL)
		return SAGE_ENOMEM;
	w.freq = listed_freq(lex, s, len);
	if (buf_append(&lex->words, &w, sizeof(w)) != 0)
		return SAGE_ENOMEM;
	*id = (uint16_t)(lex->first + n);
	return 0;
}

/*
 * Look for a folded word.  Returns 1 and sets id, or 0 and the slot that is
 * free for it.
 */
static int
find_word(const struct lexicon *lex, const char *s, size_t len, uint16_t *id,
    size_t *free_slot)
{
	const uint32_t	*slot = (uint32_t *)(void *)lex->slots.data;
	size_t		 n = lex->slots.len / sizeof(*slot), at;

	if (lex->base != NULL &&
	    (at = knowledge_word(lex->base, s, len)) != WORD_NONE) {
		*id = (uint16_t)at;
		return 1;
	}
	for (at = word_hash(s, len) & (n - 1); n > 0 && slot[at] != 0;
	    at = (at + 1) & (n - 1)) {
		*id = (uint16_t)(lex->first + slot[at] - 1);
		if (lexicon_at(lex, *id)->len == len &&
		    memcmp(lexicon_at(lex, *id)->s, s, len) == 0)
			return 1;
	}
	*free_slot = at;
	return 0;
}

int
lexicon_word(struct lexicon *lex, const char *raw, size_t len, uint16_t *id)
{
	char	s[WORD_MAX];
	size_t	n, at;
	int	r;

	if ((n = word_fold(raw, len, s, sizeof(s))) == sizeof(s))
		return SAGE_ETOOBIG;
	if ((r = regrow(&lex->slots, lexicon_words(lex), hash_word,
	    lex)) != 0)
		return r;
	if (find_word(lex, s, n, id, &at))
		return 0;
	if ((r = new_word(lex, s, n, id)) != 0)
		return r;
	((uint32_t *)(void *)lex->slots.data)[at] =
	    (uint32_t)lexicon_words(lex);
	return 0;
}

/* A cell for one canonical word. */
static void
make_cell(const struct lexicon *lex, uint16_t id, struct cell *c)
{
	const struct lexword	*w;
	const uint16_t		*list;
	size_t			 n, i;

	c->n = 0;
	c->id[c->n++] = id;
	if (id >= lex->first) {
		w = lexicon_at(lex, id);
		list = w->also;
		n = w->alsos;
	} else
		list = knowledge_list(lex->base,
		    knowledge_entry(lex->base, id)->also, &n);
	for (i = 0; i < n; i++)
		c->id[c->n++] = list[i];
}

/* The words that a token of the text stands for, itself if nothing else. */
static size_t
expand(const struct lexicon *lex, uint16_t id, uint16_t out[EXPAND_MAX])
{
	const struct lexword	*w;
	const uint16_t		*list;
	size_t			 n;

	if (id >= lex->first) {
		w = lexicon_at(lex, id);
		list = w->expand;
		n = w->expands;
	} else
		list = knowledge_list(lex->base,
		    knowledge_entry(lex->base, id)->expand, &n);
	if (n == 0) {
		out[0] = id;
		return 1;
	}
	memcpy(out, list, n * sizeof(*list));
	return n;
}

/* A word with an apostrophe that is not known as a whole: host and clitic,
 * as the text's are read. */
static int
split_cells(struct lexicon *lex, const char *s, size_t len,
    struct cell *cells, size_t room, size_t *n)
{
	size_t	tail = clitic_length(s, len), more;
	int	r;

	if ((r = lexicon_cells(lex, s, len - tail, cells, room, n)) != 0)
		return r;
	if ((r = lexicon_cells(lex, s + len - tail, tail, cells + *n,
	    room - *n, &more)) != 0)
		return r;
	*n += more;
	return 0;
}

int
lexicon_cells(struct lexicon *lex, const char *raw, size_t len,
    struct cell *cells, size_t room, size_t *n)
{
	char		s[WORD_MAX];
	uint16_t	id, words[EXPAND_MAX];
	size_t		i, k;
	int		r;

	if ((len = word_fold(raw, len, s, sizeof(s))) == sizeof(s))
		return SAGE_ETOOBIG;
	if (clitic_length(s, len) > 0 && !find_word(lex, s, len, &id, &k))
		return split_cells(lex, s, len, cells, room, n);
	if ((r = lexicon_word(lex, s, len, &id)) != 0)
		return r;
	k = expand(lex, id, words);
	if (k > room)
		return SAGE_ETOOBIG;
	for (i = 0; i < k; i++)
		make_cell(lex, words[i], &cells[i]);
	*n = k;
	return 0;
}

static int
by_id(const void *a, const void *b)
{
	return *(const uint16_t *)a - *(const uint16_t *)b;
}

static int
new_set(struct lexicon *lex, const uint16_t *id, size_t n, uint16_t *set)
{
	struct lexset	s = { .n = n };

	if (lexicon_sets(lex) >= UINT16_MAX - SET_LISTED)
		return SAGE_ETOOBIG;
	if ((s.id = arena_alloc(lex->arena, n, sizeof(*id))) == NULL)
		return SAGE_ENOMEM;
	memcpy(s.id, id, n * sizeof(*id));
	if (buf_append(&lex->sets, &s, sizeof(s)) != 0)
		return SAGE_ENOMEM;
	*set = (uint16_t)(SET_LISTED + lexicon_sets(lex) - 1);
	return 0;
}

size_t
lexicon_sets(const struct lexicon *lex)
{
	return lex->sets.len / sizeof(struct lexset);
}

size_t
lexicon_unique(uint16_t *id, size_t n)
{
	size_t	i, k;

	qsort(id, n, sizeof(*id), by_id);
	for (i = k = 0; i < n; i++)
		if (k == 0 || id[k - 1] != id[i])
			id[k++] = id[i];
	return k;
}

int
lexicon_set(struct lexicon *lex, uint16_t *id, size_t n, uint16_t *set)
{
	const struct lexset	*s;
	uint32_t		*slot;
	size_t			 k = lexicon_unique(id, n), mod, at;
	int			 r;

	if ((r = regrow(&lex->setslots, lexicon_sets(lex), hash_set,
	    lex)) != 0)
		return r;
	slot = (uint32_t *)(void *)lex->setslots.data;
	mod = lex->setslots.len / sizeof(*slot);
	s = (struct lexset *)(void *)lex->sets.data;
	for (at = word_hash((char *)id, k * sizeof(*id)) & (mod - 1);
	    slot[at] != 0; at = (at + 1) & (mod - 1))
		if (s[slot[at] - 1].n == k && memcmp(s[slot[at] - 1].id, id,
		    k * sizeof(*id)) == 0) {
			*set = (uint16_t)(SET_LISTED +
			    slot[at] - 1);
			return 0;
		}
	if ((r = new_set(lex, id, k, set)) != 0)
		return r;
	slot[at] = (uint32_t)lexicon_sets(lex);
	return 0;
}

static int
new_rows(struct lexicon *lex, const uint16_t *row, size_t n)
{
	uint32_t	place = (uint32_t)(lex->rows.len / sizeof(*row));
	uint16_t	count = (uint16_t)n;

	if (n > UINT16_MAX)
		return SAGE_ETOOBIG;
	if (buf_append(&lex->rows, &count, sizeof(count)) != 0 ||
	    buf_append(&lex->rows, row, n * sizeof(*row)) != 0 ||
	    buf_append(&lex->rowlists, &place, sizeof(place)) != 0)
		return SAGE_ENOMEM;
	return 0;
}

int
lexicon_rows(struct lexicon *lex, const uint16_t *row, size_t n,
    uint32_t *place)
{
	size_t		 used = lex->rowlists.len / sizeof(uint32_t), mod, at;
	const uint16_t	*have;
	uint32_t	*slot;
	int		 r;

	if ((r = regrow(&lex->rowslots, used, hash_rows, lex)) != 0)
		return r;
	slot = (uint32_t *)(void *)lex->rowslots.data;
	mod = lex->rowslots.len / sizeof(*slot);
	for (at = word_hash((const char *)row, n * sizeof(*row)) & (mod - 1);
	    slot[at] != 0; at = (at + 1) & (mod - 1)) {
		have = row_at(lex, slot[at] - 1);
		if (*have == n &&
		    memcmp(have + 1, row, n * sizeof(*row)) == 0)
			break;
	}
	if (slot[at] == 0) {
		if ((r = new_rows(lex, row, n)) != 0)
			return r;
		slot[at] = (uint32_t)used + 1;
	}
	*place = (uint32_t)(row_at(lex, slot[at] - 1) -
	    (uint16_t *)(void *)lex->rows.data);
	return 0;
}

int
lexicon_ending(struct lexicon *lex, struct sage_text t, uint16_t *set)
{
	struct sage_text	*known;
	size_t			 n, i;

	known = (struct sage_text *)(void *)lex->endings.data;
	n = lex->endings.len / sizeof(*known);
	for (i = 0; i < n; i++)
		if (known[i].len == t.len &&
		    memcmp(known[i].data, t.data, t.len) == 0)
			break;
	if (i == n) {
		if (n == ENDINGS_MAX)
			return SAGE_ETOOBIG;
		if (buf_append(&lex->endings, &t, sizeof(t)) != 0)
			return SAGE_ENOMEM;
	}
	*set = (uint16_t)(SET_FIRST + i);
	return 0;
}
