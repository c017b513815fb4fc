#include <stdlib.h>
#include <string.h>

#include "lexicon.h"
#include "text.h"
#include "token.h"

#define WORD_MAX	SCAN_SLACK	/* bytes in a word of rules */
#define UNIQUE_FEW	16	/* so few are sorted one by one */

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
		lex->known = knowledge_section(base, SEC_WORD, NULL);
		knowledge_filter(base, &lex->filter);
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
	numbers_free(&lex->by_word);
	buf_free(&lex->sets);
	numbers_free(&lex->by_set);
	buf_free(&lex->endings);
	buf_free(&lex->rows);
	numbers_free(&lex->by_rows);
}

static int
by_word(const void *key, const void *item)
{
	const struct sage_text	*a = key;
	const struct lexfreq	*f = item;

	return text_order(*a, f->word);
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
	int		 r;

	if (lex->first + n >= UINT16_MAX)
		return SAGE_ETOOBIG;
	if ((w.s = arena_strndup(lex->arena, s, len)) == NULL)
		return SAGE_ENOMEM;
	w.freq = listed_freq(lex, s, len);
	if ((r = buf_append(&lex->words, &w, sizeof(w))) != 0)
		return r;
	*id = (uint16_t)(lex->first + n);
	return 0;
}

/* Look for a word of the base as it is looked for in texts: that takes one
 * look at memory.  WORD_MAX bytes can be read. */
static int
is_known(const struct lexicon *lex, const char *s, size_t len, uint16_t *id)
{
	*id = lex->base == NULL ? WORD_NONE :
	    scan_known(&lex->filter, s, len).id;
	return *id != WORD_NONE;
}

/* The slot of a word that is new since, or the free one that it belongs in. */
static struct numbered *
find_new(const struct lexicon *lex, const char *s, size_t len, uint32_t hash)
{
	const struct lexword	*w = (struct lexword *)(void *)lex->words.data;
	struct numbered		*slot;
	size_t			 at = hash;

	while ((slot = numbers_next(&lex->by_word, hash, &at))->number != 0)
		if (w[slot->number - 1].len == len &&
		    memcmp(w[slot->number - 1].s, s, len) == 0)
			break;
	return slot;
}

/* Is there such a folded word? */
static int
has_word(const struct lexicon *lex, const char *s, size_t len)
{
	uint16_t	id;

	return is_known(lex, s, len, &id) || (lex->by_word.n > 0 &&
	    find_new(lex, s, len, word_hash(s, len))->number != 0);
}

/* Find a folded word, or give it a number. */
static int
number_word(struct lexicon *lex, const char *s, size_t len, uint16_t *id)
{
	struct numbered	*slot;
	uint32_t	 hash;
	int		 r;

	if (is_known(lex, s, len, id))
		return 0;
	if ((r = numbers_reserve(&lex->by_word, 1)) != 0)
		return r;
	hash = word_hash(s, len);
	slot = find_new(lex, s, len, hash);
	if (slot->number != 0) {
		*id = (uint16_t)(lex->first + slot->number - 1);
		return 0;
	}
	if ((r = new_word(lex, s, len, id)) != 0)
		return r;
	numbers_put(&lex->by_word, slot, hash, *id - lex->first);
	return 0;
}

int
lexicon_word(struct lexicon *lex, const char *raw, size_t len, uint16_t *id)
{
	char	s[WORD_MAX];

	if ((len = word_fold(raw, len, s, sizeof(s))) == sizeof(s))
		return SAGE_ETOOBIG;
	return number_word(lex, s, len, id);
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

const uint16_t *
lexicon_expansion(const struct lexicon *lex, uint16_t id, size_t *n)
{
	const struct lexword	*w;
	const uint16_t		*list;

	if (id >= lex->first) {
		w = lexicon_at(lex, id);
		*n = w->expands;
		return w->expand;
	}
	*n = 0;
	if ((lex->filter.fit_of[id] & SEVERAL_FITS) == 0)
		return NULL;
	list = filter_several(&lex->filter, lex->filter.fit_of[id], n);
	return list + *n;
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
	uint16_t	id;
	const uint16_t	*words;
	size_t		i, k;
	int		r;

	if ((len = word_fold(raw, len, s, sizeof(s))) == sizeof(s))
		return SAGE_ETOOBIG;
	if (clitic_length(s, len) > 0 && !has_word(lex, s, len))
		return split_cells(lex, s, len, cells, room, n);
	if ((r = number_word(lex, s, len, &id)) != 0)
		return r;
	words = lexicon_expansion(lex, id, &k);
	if (k == 0) {
		words = &id;
		k = 1;
	}
	if (k > room)
		return SAGE_ETOOBIG;
	for (i = 0; i < k; i++)
		make_cell(lex, words[i], &cells[i]);
	*n = k;
	return 0;
}

static int
new_set(struct lexicon *lex, const uint16_t *id, size_t n, uint16_t *set)
{
	struct lexset	s = { .n = (uint32_t)n };
	int		r;

	if (lexicon_sets(lex) >= UINT16_MAX - SET_LISTED)
		return SAGE_ETOOBIG;
	if ((s.id = arena_alloc(lex->arena, n, sizeof(*id))) == NULL)
		return SAGE_ENOMEM;
	memcpy(s.id, id, n * sizeof(*id));
	if ((r = buf_append(&lex->sets, &s, sizeof(s))) != 0)
		return r;
	*set = (uint16_t)(SET_LISTED + lexicon_sets(lex) - 1);
	return 0;
}

/* By a bit for each word that there may be, from the least to the greatest. */
static size_t
unique_many(uint16_t *id, size_t n)
{
	uint64_t	bits[(UINT16_MAX + 1) / 64], left;
	size_t		low = id[0], high = id[0], i, k;

	for (i = 1; i < n; i++) {
		low = id[i] < low ? id[i] : low;
		high = id[i] > high ? id[i] : high;
	}
	low /= 64;
	high /= 64;
	memset(bits + low, 0, (high - low + 1) * sizeof(*bits));
	for (i = 0; i < n; i++)
		bits[id[i] / 64] |= UINT64_C(1) << id[i] % 64;
	for (i = low, k = 0; i <= high; i++)
		for (left = bits[i]; left != 0; left &= left - 1)
			id[k++] = (uint16_t)(i * 64 +
			    (unsigned)__builtin_ctzll(left));
	return k;
}

size_t
lexicon_unique(uint16_t *id, size_t n)
{
	size_t		i, k, at, to;
	uint16_t	new;

	for (i = 1; i < n && id[i - 1] < id[i]; i++)
		;
	if (i >= n)
		return n;	/* they are sorted */
	if (n > UNIQUE_FEW)
		return unique_many(id, n);
	for (i = k = 0; i < n; i++) {
		new = id[i];
		for (at = k; at > 0 && id[at - 1] > new; at--)
			;
		if (at > 0 && id[at - 1] == new)
			continue;
		for (to = k++; to > at; to--)
			id[to] = id[to - 1];
		id[at] = new;
	}
	return k;
}

int
lexicon_set(struct lexicon *lex, uint16_t *id, size_t n, uint16_t *set)
{
	const struct lexset	*s = (struct lexset *)(void *)lex->sets.data;
	struct numbered		*slot;
	size_t			 at;
	uint32_t		 hash;
	int			 r;

	n = lexicon_unique(id, n);
	at = hash = word_hash((char *)id, n * sizeof(*id));
	if ((r = numbers_reserve(&lex->by_set, 1)) != 0)
		return r;
	while ((slot = numbers_next(&lex->by_set, hash, &at))->number != 0)
		if (s[slot->number - 1].n == n && memcmp(
		    s[slot->number - 1].id, id, n * sizeof(*id)) == 0) {
			*set = (uint16_t)(SET_LISTED + slot->number - 1);
			return 0;
		}
	if ((r = new_set(lex, id, n, set)) != 0)
		return r;
	numbers_put(&lex->by_set, slot, hash, *set - SET_LISTED);
	return 0;
}

static int
new_rows(struct lexicon *lex, const uint16_t *row, size_t n, uint32_t *place)
{
	uint16_t	count = (uint16_t)n;
	int		r;

	if (n > UINT16_MAX)
		return SAGE_ETOOBIG;
	*place = (uint32_t)(lex->rows.len / sizeof(*row));
	if ((r = buf_append(&lex->rows, &count, sizeof(count))) != 0)
		return r;
	return buf_append(&lex->rows, row, n * sizeof(*row));
}

int
lexicon_rows(struct lexicon *lex, const uint16_t *row, size_t n,
    uint32_t *place)
{
	const uint16_t	*all = (uint16_t *)(void *)lex->rows.data;
	uint32_t	 hash = word_hash((const char *)row, n * sizeof(*row));
	struct numbered	*slot;
	size_t		 at = hash;
	int		 r;

	if ((r = numbers_reserve(&lex->by_rows, 1)) != 0)
		return r;
	while ((slot = numbers_next(&lex->by_rows, hash, &at))->number != 0) {
		*place = slot->number - 1;
		if (all[*place] == n && memcmp(all + *place + 1, row,
		    n * sizeof(*row)) == 0)
			return 0;
	}
	if ((r = new_rows(lex, row, n, place)) != 0)
		return r;
	numbers_put(&lex->by_rows, slot, hash, *place);
	return 0;
}

int
lexicon_ending(struct lexicon *lex, struct sage_text t, uint16_t *set)
{
	struct sage_text	*known;
	size_t			 n, i;
	char			*folded = arena_room(lex->arena, t.len, 1);
	int			 r;

	if (folded == NULL)
		return SAGE_ENOMEM;
	t.len = word_fold(t.data, t.len, folded, t.len);
	t.data = folded;
	known = (struct sage_text *)(void *)lex->endings.data;
	n = lex->endings.len / sizeof(*known);
	for (i = 0; i < n; i++)
		if (text_equal(known[i], t))
			break;
	if (i == n) {
		if (n == ENDINGS_MAX)
			return SAGE_ETOOBIG;
		if ((r = buf_append(&lex->endings, &t, sizeof(t))) != 0)
			return r;
	}
	*set = (uint16_t)(SET_FIRST + i);
	return 0;
}
