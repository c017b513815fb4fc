/* What the items of a pattern can be found by. */
#include <string.h>

#include "index.h"

int
finder_open(struct finder *f, struct compiler *c)
{
	struct side	*s;
	uint16_t	*room;
	size_t		 i;

	memset(f, 0, sizeof(*f));
	f->c = c;
	f->nwords = c->lex.first + lexicon_words(&c->lex);
	f->in = arena_alloc(&c->arena, f->nwords, sizeof(*f->in));
	room = arena_room(&c->arena, f->nwords * (KEYS * FIT_SIDES + 1),
	    sizeof(*room));
	if (f->in == NULL || room == NULL)
		return SAGE_ENOMEM;
	f->room = room;
	for (i = 0; i < KEYS * FIT_SIDES; i++) {
		s = &f->key[i / FIT_SIDES].side[i % FIT_SIDES];
		s->id = s->few;
		s->many = room += f->nwords;
	}
	return 0;
}

/* ---- how common words are ---------------------------------------------- */

uint64_t
words_freq(const struct compiler *c, const uint16_t *id, size_t n)
{
	uint64_t	freq = 0;

	for (; n > 0; n--)
		freq += word_freq(c, *id++);
	return at_most_all(freq);
}

static uint64_t
set_freq(const struct compiler *c, uint16_t set)
{
	struct lexset	*s;

	if (set < SET_LISTED)
		return set == SET_NONE ? 0 : MILLION;
	s = set_at(c, set);
	if (s->freq == 0)
		s->freq = (uint32_t)words_freq(c, s->id, s->n);
	return s->freq;
}

uint64_t
key_cost(const struct key *key)
{
	return key->side[FIT_BEFORE].freq * key->side[FIT_AT].freq *
	    key->side[FIT_AFTER].freq;
}

/* ---- the keys of an item ----------------------------------------------- */

static void
clear_keys(struct finder *f)
{
	struct side	*s;
	unsigned	 left, k;

	for (left = f->used; left != 0; left &= left - 1)
		for (k = 0; k < FIT_SIDES; k++) {
			s = &f->key[__builtin_ctz(left)].side[k];
			while (s->n > 0)
				f->in[s->id[--s->n]] = 0;
			s->id = s->few;
			s->freq = 0;
			s->any = 0;
			s->set = SET_NONE;
		}
	f->used = 0;
	f->at = SIZE_MAX;
}

static inline void
add_listed(struct finder *f, struct side *s, unsigned bit, uint16_t id)
{
	if (f->in[id] >> bit & 1)
		return;
	f->in[id] |= (uint16_t)(1u << bit);
	if (s->n == SIDE_FEW && s->id == s->few)
		s->id = memcpy(s->many, s->few, sizeof(s->few));
	s->id[s->n++] = id;
	s->freq = at_most_all(s->freq + word_freq(f->c, id));
}

/* List the words of a set. */
static void
list_set(struct finder *f, unsigned key, unsigned side, uint16_t set)
{
	const struct lexset	*s = set_at(f->c, set);
	size_t			 i;

	for (i = 0; i < s->n; i++)
		add_listed(f, &f->key[key].side[side], key * FIT_SIDES + side,
		    s->id[i]);
}

/* List the words of a side, if they are not. */
static void
list_side(struct finder *f, unsigned key, unsigned side)
{
	struct side	*s = &f->key[key].side[side];

	if (s->set == SET_NONE || s->n > 0)
		return;
	s->freq = s->any ? MILLION : 0;		/* counted anew */
	list_set(f, key, side, s->set);
}

void
finder_list(struct finder *f)
{
	unsigned	left, side;

	for (left = f->used; left != 0; left &= left - 1)
		for (side = 0; side < FIT_SIDES; side++)
			list_side(f, (unsigned)__builtin_ctz(left), side);
}

static void
add_word(struct finder *f, unsigned key, unsigned side, uint16_t id)
{
	struct side	*s = &f->key[key].side[side];

	list_side(f, key, side);
	s->set = SET_NONE;
	add_listed(f, s, key * FIT_SIDES + side, id);
}

void
key_words(struct finder *f, unsigned key, unsigned side, const uint16_t *id,
    size_t n)
{
	for (; n > 0; n--)
		add_word(f, key, side, *id++);
}

void
key_any(struct finder *f, unsigned key, unsigned side)
{
	f->key[key].side[side].any = 1;
	f->key[key].side[side].freq = MILLION;
}

void
key_set(struct finder *f, unsigned key, unsigned side, uint16_t set)
{
	struct side	*s = &f->key[key].side[side];

	if (set < SET_LISTED) {
		if (set != SET_NONE)
			key_any(f, key, side);
		return;
	}
	if (s->set == set)
		return;
	if (s->set == SET_NONE && s->n == 0) {
		s->set = set;
		s->freq = at_most_all(s->freq + set_freq(f->c, set));
		return;
	}
	list_side(f, key, side);
	s->set = SET_NONE;
	list_set(f, key, side, set);
}

static unsigned
op_of(const uint16_t *item)
{
	return item[0] & ~(unsigned)OP_FLAGS;
}

/* The rows of an item, one after the other; see pattern.h. */
struct walk {
	const uint16_t	*next, *group, *end;	/* group is where one ends */
	uint16_t	 row[1 + LEX_CELLS];	/* its length and its sets */
};

static void
begin_rows(const struct compiler *c, const uint16_t *item, struct walk *w)
{
	w->next = (const uint16_t *)(const void *)c->lex.rows.data;
	w->next += item[3] | (uint32_t)item[4] << 16;
	w->end = w->next + 1 + *w->next;
	w->next += 2;
	w->group = w->next;
}

/* Go to the next, 0 if there is none. */
static int
next_row(struct walk *w)
{
	size_t	n;

	if (w->next == w->end)
		return 0;
	if (w->next == w->group) {
		w->row[1] = *w->next++;
		w->group = w->next + 1 + *w->next;
		w->next++;
	}
	n = *w->next++;
	w->row[0] = (uint16_t)(1 + n);
	memcpy(w->row + 2, w->next, n * sizeof(*w->row));
	w->next += n;
	return 1;
}

/* The words of the rows of a neighbour that stand next to the item. */
static void
add_rows(struct finder *f, unsigned key, unsigned side, const uint16_t *item)
{
	struct walk	w;

	for (begin_rows(f->c, item, &w); next_row(&w);)
		key_set(f, key, side, w.row[side == FIT_BEFORE ? *w.row : 1]);
}

/* Words of a neighbour of the item, and whether there must be one of them. */
static int
add_neighbour(struct finder *f, unsigned key, unsigned side,
    const uint16_t *item)
{
	switch (op_of(item)) {
	case OP_GAP:
		if (item[3] > 0)
			key_any(f, key, side);
		return item[2] > 0;
	case OP_SET:
	case OP_ALT:
		key_set(f, key, side, item[2]);
		if (op_of(item) == OP_ALT)
			add_rows(f, key, side, item);
		return (item[0] & OP_FLAGS) == 0;
	case OP_SENTENCE:
		add_word(f, key, side, WORD_NONE);
		return side == FIT_BEFORE;
	case OP_SENTENCE_END:
	case OP_QUESTION:
	case OP_EXCLAIM:
		add_word(f, key, side, WORD_NONE);
		return side == FIT_AFTER;
	}
	return 0;	/* it stands between words */
}

/* What may stand right before or behind an item. */
static void
look_around(struct finder *f, size_t at, unsigned key, unsigned side)
{
	size_t	i;

	for (i = 1; side == FIT_BEFORE ? i <= at : at + i < f->nitems; i++)
		if (add_neighbour(f, key, side, side == FIT_BEFORE ?
		    f->item[at - i] : f->item[at + i]))
			return;
	key_any(f, key, side);
	add_word(f, key, side, WORD_NONE);
}

/* The word of a row that is rarest where it stands, counted from 1; 0 if no
 * word will do. */
static size_t
rarest(const struct finder *f, const uint16_t *row)
{
	const struct side	*around = f->key[ALONE].side;
	uint64_t		 now, least = UINT64_MAX;
	size_t			 i, best = 0;

	for (i = 1; i <= *row; i++) {
		if (!is_words(f->c, row[i]))
			continue;
		now = set_freq(f->c, row[i]) *
		    (i > 1 ? set_freq(f->c, row[i - 1]) :
		    around[FIT_BEFORE].freq) *
		    (i < *row ? set_freq(f->c, row[i + 1]) :
		    around[FIT_AFTER].freq);
		if (now < least) {
			least = now;
			best = i;
		}
	}
	return best;
}

static int
add_row(struct finder *f, size_t item, const uint16_t *row)
{
	size_t		at = rarest(f, row);
	unsigned	key = at == 1 ? FIRST : at == *row ? LAST : AMIDST;

	if (at == 0)
		return 0;
	f->used |= 1u << key;
	if (f->key[key].side[FIT_AT].freq == 0 && key == FIRST)
		look_around(f, item, key, FIT_BEFORE);
	if (f->key[key].side[FIT_AT].freq == 0 && key == LAST)
		look_around(f, item, key, FIT_AFTER);
	key_set(f, key, FIT_AT, row[at]);
	if (key != FIRST)
		key_set(f, key, FIT_BEFORE, row[at - 1]);
	if (key != LAST)
		key_set(f, key, FIT_AFTER, row[at + 1]);
	return 1;
}

int
finder_keys(struct finder *f, size_t at)
{
	const uint16_t	*item = f->item[at];
	struct walk	 w;

	if (at == f->at)
		return 1;
	clear_keys(f);
	if (item[0] != OP_SET && item[0] != OP_ALT)
		return 0;
	if (item[2] != SET_NONE && !is_words(f->c, item[2]))
		return 0;
	f->used = 1u << ALONE;
	look_around(f, at, ALONE, FIT_BEFORE);
	look_around(f, at, ALONE, FIT_AFTER);
	key_set(f, ALONE, FIT_AT, item[2]);
	if (item[0] == OP_ALT) {
		begin_rows(f->c, item, &w);
		while (next_row(&w))
			if (!add_row(f, at, w.row))
				return 0;
	}
	f->at = at;
	return 1;
}

void
finder_take(struct finder *f, const struct cpattern *p)
{
	const uint16_t	*code = (const uint16_t *)(const void *)
			    f->c->code.data + p->kn.code;

	f->at = SIZE_MAX;
	for (f->nitems = 0; *code != OP_END; code += 2 + code[1])
		f->item[f->nitems++] = code;
}
