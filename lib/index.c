/*
 * How patterns are found.
 *
 * Of each pattern one item that must be there is chosen, and of each of its
 * alternatives one word: these words are the pattern's anchor.  It is only
 * looked at where one of them stands between words that may stand there.
 *
 * To find such places fast, patterns are thrown together in groups, as many
 * as there are bits in struct groups.  A word has four sets of groups: in
 * which it may be what a pattern is found by, stand right before that, or
 * right behind it, and in which it may be needed anywhere (scan.h).
 */
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

#define MILLION		UINT64_C(1000000)
#define EDGE_FREQ	70000	/* edges of sentences, in a million words */
#define KIND_FREQ	20000	/* pieces of code, numbers, names */
#define SENTENCE_WORDS	12

/* Alternatives of an item: of one word; of several, of which the first, one
 * amidst or the last is what they are found by. */
enum { ALONE, FIRST, AMIDST, LAST, KEYS };

/* What is so common is not worth asking for a second time. */
#define COMMON	(MILLION / 4)

/* Words that may stand at a place; WORD_NONE is the edge of the sentence. */
struct side {
	uint16_t	*id;		/* each once */
	size_t		 n;
	uint64_t	 freq;		/* of all together, at most MILLION */
	int		 any;		/* every word */
};

/* What some alternatives are found by. */
struct key {
	struct side	side[FIT_SIDES];
};

struct finder {
	struct compiler	*c;
	size_t		 nwords;
	const uint16_t	*item[PATTERN_ITEMS];	/* of the pattern */
	size_t		 nitems;
	struct key	 key[KEYS];		/* of one item */
	uint16_t	*in;			/* by word, a bit for each side
						 * of a key that has it */
};

static int
start_finder(struct finder *f, struct compiler *c)
{
	struct arena	*a = &c->arena;
	size_t		 i, k;

	memset(f, 0, sizeof(*f));
	f->c = c;
	f->nwords = c->lex.first + lexicon_words(&c->lex);
	if ((f->in = arena_alloc(a, f->nwords, sizeof(*f->in))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < KEYS; i++)
		for (k = 0; k < FIT_SIDES; k++)
			if ((f->key[i].side[k].id = arena_alloc(a, f->nwords,
			    sizeof(uint16_t))) == NULL)
				return SAGE_ENOMEM;
	return 0;
}

/* What is too big is told by the pattern that was one too many. */
static int
at_pattern(const struct compiler *c, const struct cpattern *p, int status)
{
	return status != SAGE_ETOOBIG ? status : fault_at(c->fault, p->line,
	    0, "too many sets of words, or words that patterns are found by");
}

/* ---- how common words are ---------------------------------------------- */

static const struct lexset *
set_at(const struct compiler *c, uint16_t set)
{
	return (const struct lexset *)(const void *)c->lex.sets.data +
	    (set - SET_LISTED);
}

static uint64_t
word_freq(const struct compiler *c, uint16_t id)
{
	if (id == WORD_NONE)
		return EDGE_FREQ;
	return id < WORD_FIRST ? KIND_FREQ : lexicon_freq(&c->lex, id);
}

static uint64_t
at_most_all(uint64_t freq)
{
	return freq < MILLION ? freq : MILLION;
}

static uint64_t
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
	if (set < SET_LISTED)
		return set == SET_NONE ? 0 : MILLION;
	return words_freq(c, set_at(c, set)->id, set_at(c, set)->n);
}

/* Are these words that the fast pass knows as such?  Kinds of tokens, which
 * have the least numbers, and endings are not. */
static int
is_words(const struct compiler *c, uint16_t set)
{
	return set >= SET_LISTED && set_at(c, set)->id[0] >= WORD_FIRST;
}

/* How often a place in a million looks like the key, times MILLION twice. */
static uint64_t
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
	size_t		 i, k;

	for (i = 0; i < KEYS; i++)
		for (k = 0; k < FIT_SIDES; k++) {
			s = &f->key[i].side[k];
			while (s->n > 0)
				f->in[s->id[--s->n]] = 0;
			s->freq = 0;
			s->any = 0;
		}
}

static void
add_word(struct finder *f, unsigned key, unsigned side, uint16_t id)
{
	struct side	*s = &f->key[key].side[side];
	unsigned	 bit = key * FIT_SIDES + side;

	if (f->in[id] >> bit & 1)
		return;
	f->in[id] |= (uint16_t)(1u << bit);
	s->id[s->n++] = id;
	s->freq = at_most_all(s->freq + word_freq(f->c, id));
}

static void
add_any(struct finder *f, unsigned key, unsigned side)
{
	f->key[key].side[side].any = 1;
	f->key[key].side[side].freq = MILLION;
}

static void
add_set(struct finder *f, unsigned key, unsigned side, uint16_t set)
{
	const struct lexset	*s;
	size_t			 i;

	if (set < SET_LISTED) {
		if (set != SET_NONE)
			add_any(f, key, side);
		return;
	}
	s = set_at(f->c, set);
	for (i = 0; i < s->n; i++)
		add_word(f, key, side, s->id[i]);
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
	w->next = w->end = (const uint16_t *)(const void *)c->lex.rows.data;
	if (op_of(item) == OP_ALT) {
		w->next += item[3] | (uint32_t)item[4] << 16;
		w->end = w->next + 1 + *w->next;
		w->next += 2;
	}
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

/* Words of a neighbour of the item, and whether there must be one of them. */
static int
add_neighbour(struct finder *f, unsigned key, unsigned side,
    const uint16_t *item)
{
	struct walk	w;

	switch (op_of(item)) {
	case OP_GAP:
		if (item[3] > 0)
			add_any(f, key, side);
		return item[2] > 0;
	case OP_SET:
	case OP_ALT:
		add_set(f, key, side, item[2]);
		begin_rows(f->c, item, &w);
		while (next_row(&w))
			add_set(f, key, side, w.row[side == FIT_BEFORE ?
			    *w.row : 1]);
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
	add_any(f, key, side);
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
	if (f->key[key].side[FIT_AT].n == 0 && key == FIRST)
		look_around(f, item, key, FIT_BEFORE);
	if (f->key[key].side[FIT_AT].n == 0 && key == LAST)
		look_around(f, item, key, FIT_AFTER);
	add_set(f, key, FIT_AT, row[at]);
	if (key != FIRST)
		add_set(f, key, FIT_BEFORE, row[at - 1]);
	if (key != LAST)
		add_set(f, key, FIT_AFTER, row[at + 1]);
	return 1;
}

/* What an item can be found by.  Returns 0 if that is not enough: it is an
 * option, or an alternative has no word. */
static int
find_keys(struct finder *f, size_t at)
{
	const uint16_t	*item = f->item[at];
	struct walk	 w;

	clear_keys(f);
	if (item[0] != OP_SET && item[0] != OP_ALT)
		return 0;
	if (item[2] != SET_NONE && !is_words(f->c, item[2]))
		return 0;
	look_around(f, at, ALONE, FIT_BEFORE);
	look_around(f, at, ALONE, FIT_AFTER);
	add_set(f, ALONE, FIT_AT, item[2]);
	begin_rows(f->c, item, &w);
	while (next_row(&w))
		if (!add_row(f, at, w.row))
			return 0;
	return 1;
}

static void
take_items(struct finder *f, const struct cpattern *p)
{
	const uint16_t	*code = (const uint16_t *)(const void *)
			    f->c->code.data + p->kn.code;

	for (f->nitems = 0; *code != OP_END; code += 2 + code[1])
		f->item[f->nitems++] = code;
}

/* ---- anchors ----------------------------------------------------------- */

/* Choose the item that fewest places of a text look like. */
static void
choose_item(struct finder *f, struct cpattern *p)
{
	uint64_t	now;
	size_t		at, i;

	p->cost = UINT64_MAX;
	take_items(f, p);
	for (at = 0; at < f->nitems; at++) {
		if (!find_keys(f, at))
			continue;
		for (i = 0, now = 0; i < KEYS; i++)
			now += key_cost(&f->key[i]);
		if (now < p->cost) {
			p->cost = now;
			p->item = at;
		}
	}
}

/* The bits of a side of all keys; see struct finder. */
static unsigned
side_bits(unsigned side)
{
	unsigned	i, bits = 0;

	for (i = 0; i < KEYS; i++)
		bits |= 1u << (i * FIT_SIDES + side);
	return bits;
}

/* How many words all keys have on a side; none if it may be any word. */
static size_t
count_side(const struct finder *f, unsigned side)
{
	const struct side	*s;
	unsigned		 bits = side_bits(side);
	size_t			 i, k, n = 0;

	for (i = 0; i < KEYS; i++) {
		s = &f->key[i].side[side];
		if (s->any)
			return 0;
		/* What several keys have is counted with the last. */
		for (k = 0; k < s->n; k++)
			n += (f->in[s->id[k]] & bits) >>
			    (i * FIT_SIDES + side) == 1;
	}
	return n;
}

/* Do all words that may stand there belong to what is needed? */
static int
is_implied(const struct finder *f, const struct needed *need, unsigned side)
{
	unsigned	bits = side_bits(side);
	size_t		all = count_side(f, side), i, n = 0;

	for (i = 0; i < need->n; i++)
		n += (f->in[need->id[i]] & bits) != 0;
	return all > 0 && n == all;
}

/* The sets a pattern needs besides what it is found by, rarest first. */
static int
order_needs(struct finder *f, struct cpattern *p)
{
	struct needed	*least[NEEDS + 1], *need;
	uint64_t	 cost[NEEDS + 1], now;
	size_t		 i, k;
	int		 r;

	for (i = 0; i < p->nneeded; i++) {
		need = &p->needed[i];
		need->n = lexicon_unique(need->id, need->n);
		if (is_implied(f, need, FIT_BEFORE) ||
		    is_implied(f, need, FIT_AT) ||
		    is_implied(f, need, FIT_AFTER))
			continue;
		now = words_freq(f->c, need->id, need->n);
		for (k = p->nneeds; k > 0 && cost[k - 1] > now; k--) {
			cost[k] = cost[k - 1];
			least[k] = least[k - 1];
		}
		cost[k] = now;
		least[k] = need;
		p->nneeds += p->nneeds < NEEDS;
	}
	for (i = 0; i < p->nneeds; i++)
		if ((r = lexicon_set(&f->c->lex, least[i]->id, least[i]->n,
		    &p->needs[i])) != 0)
			return r;
	return 0;
}

static int
choose_anchors(struct finder *f)
{
	struct cpattern	*p = (struct cpattern *)(void *)f->c->patterns.data;
	size_t		 n = f->c->patterns.len / sizeof(*p), i;
	int		 r;

	for (i = 0; i < n; i++) {
		if (p[i].nneeded == 0)
			continue;	/* a guard's */
		choose_item(f, &p[i]);
		(void)find_keys(f, p[i].item);
		if ((r = order_needs(f, &p[i])) != 0)
			return at_pattern(f->c, &p[i], r);
	}
	return 0;
}

/* ---- groups ------------------------------------------------------------ */

struct grouping {
	struct finder	 f;
	uint64_t	 freq[FIT_SIDES][GROUPS];	/* of all words in it */
	uint64_t	 shared[FIT_SIDES][GROUPS];	/* of those, with a
							 * key */
	double		 cost[GROUPS];
	struct fit	*fit;		/* by word; WORD_NONE: the edge */
	struct fit	 any;		/* of every word */
	uint32_t	*slot;		/* hash table of fits: number + 1 */
	size_t		 nslots;
};

/* Add to what each of the groups has. */
static void
add_to_each(uint64_t sum[GROUPS], const struct groups *in, uint64_t freq)
{
	uint64_t	bits;
	size_t		k;

	for (k = 0; k < GROUPS / 64; k++)
		for (bits = in->w[k]; bits != 0; bits &= bits - 1)
			sum[64 * k + (unsigned)__builtin_ctzll(bits)] += freq;
}

/* How common the words of a side are that each group has already. */
static void
count_shared(const struct grouping *g, const struct side *s, unsigned side,
    uint64_t shared[GROUPS])
{
	size_t	i;

	memset(shared, 0, GROUPS * sizeof(*shared));
	for (i = 0; i < s->n; i++)
		add_to_each(shared, &g->fit[s->id[i]].side[side],
		    word_freq(g->f.c, s->id[i]));
}

/* How common words are that a group has not yet. */
static uint64_t
count_new(const struct side *s, uint64_t shared)
{
	if (s->any)
		return MILLION;
	return s->freq < shared ? 0 : s->freq - shared;
}

/* How many sentences look like a group, roughly, as a product. */
static double
cost_of(const uint64_t freq[FIT_SIDES])
{
	return (double)(at_most_all(freq[FIT_BEFORE]) *
	    at_most_all(freq[FIT_AT]) * at_most_all(freq[FIT_AFTER])) *
	    (double)at_most_all(freq[FIT_ANYWHERE] * SENTENCE_WORDS);
}

/* The same of a group with a key in it. */
static double
cost_with(const struct grouping *g, const struct key *key, size_t group)
{
	uint64_t	freq[FIT_SIDES];
	unsigned	side;

	for (side = 0; side < FIT_SIDES; side++)
		freq[side] = g->freq[side][group] +
		    count_new(&key->side[side], g->shared[side][group]);
	return cost_of(freq);
}

/* A key has joined a group. */
static void
note_cost(struct grouping *g, size_t group)
{
	uint64_t	freq[FIT_SIDES];
	unsigned	side;

	for (side = 0; side < FIT_SIDES; side++)
		freq[side] = g->freq[side][group];
	g->cost[group] = cost_of(freq);
}

/* The group of which a key makes least more sentences look like it. */
static size_t
choose_group(const struct grouping *g, const struct key *key)
{
	double	more, least = 0;
	size_t	i, best = GROUPS;

	for (i = 0; i < GROUPS; i++) {
		more = cost_with(g, key, i) - g->cost[i];
		if (best == GROUPS || more < least) {
			least = more;
			best = i;
		}
	}
	return best;
}

static void
join_group(struct grouping *g, const struct side *s, unsigned side,
    size_t group)
{
	uint64_t	*freq = &g->freq[side][group];
	struct groups	*in;
	size_t		 i;

	if (s->any) {
		groups_set(&g->any.side[side], group);
		*freq += MILLION;
	}
	for (i = 0; i < s->n; i++) {
		in = &g->fit[s->id[i]].side[side];
		if (!groups_has(in, group))
			*freq += word_freq(g->f.c, s->id[i]);
		groups_set(in, group);
	}
}

static int
by_cost(const void *a, const void *b)
{
	const struct cpattern	*x = *(const struct cpattern *const *)a;
	const struct cpattern	*y = *(const struct cpattern *const *)b;

	if (x->cost != y->cost)
		return x->cost > y->cost ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Words that may stand beside the anchor, as a set: SET_ANY where the matcher
 * need not look. */
static int
side_set(struct finder *f, unsigned key, unsigned side, uint16_t *set)
{
	const struct side	*s = &f->key[key].side[side];
	struct buf		 ids = { 0 };
	size_t			 i;
	int			 r = 0;

	*set = SET_ANY;
	if (s->any || s->freq > COMMON)
		return 0;
	for (i = 0; i < s->n && r == 0; i++) {
		/* Kinds of tokens are told late. */
		if (s->id[i] != WORD_NONE && s->id[i] < WORD_FIRST)
			goto out;
		if (s->id[i] != WORD_NONE)
			r = buf_append(&ids, &s->id[i], sizeof(s->id[i]));
	}
	*set = SET_NONE;
	if (r == 0 && ids.len > 0)
		r = lexicon_set(&f->c->lex, (uint16_t *)(void *)ids.data,
		    ids.len / sizeof(uint16_t), set);
out:
	buf_free(&ids);
	return r;
}

/* In which rows of a sieve a key has a bit, for a side of its anchor. */
static void
note_rows(const struct finder *f, unsigned key, unsigned side, uint16_t set,
    uint64_t *words, int *edge)
{
	const struct side	*s = &f->key[key].side[side];
	size_t			 i;

	*words = set == SET_ANY ? ~UINT64_C(0) : 0;
	*edge = 0;
	for (i = 0; i < s->n; i++)
		if (s->id[i] == WORD_NONE)
			*edge = 1;
		else
			*words |= word_bit(s->id[i]);
}

/* The sketches of what the pattern of a key needs. */
static void
note_needs(const struct compiler *c, const struct cpattern *p,
    struct kn_key *kn)
{
	const struct lexset	*s;
	size_t			 i, k;

	for (i = 0; i < KEY_NEEDS; i++) {
		kn->needs[i] = i < p->nneeds ? 0 : ~UINT64_C(0);
		s = i < p->nneeds ? set_at(c, p->needs[i]) : NULL;
		for (k = 0; s != NULL && k < s->n; k++)
			kn->needs[i] |= word_bit(s->id[k]);
	}
}

/* Note what the matcher is to know of a key, and by which words. */
static int
note_key(struct finder *f, unsigned key, struct ckey *k, size_t group)
{
	const struct side	*at = &f->key[key].side[FIT_AT];
	size_t			 n = f->c->keys.len / sizeof(*k), i;
	struct member		 m = { .group = (uint16_t)group };
	int			 r;

	if (n > UINT16_MAX)
		return SAGE_ETOOBIG;
	if ((r = side_set(f, key, FIT_BEFORE, &k->kn.before)) != 0 ||
	    (r = side_set(f, key, FIT_AFTER, &k->kn.after)) != 0)
		return r;
	note_rows(f, key, FIT_BEFORE, k->kn.before, &k->words[0], &k->edge[0]);
	note_rows(f, key, FIT_AFTER, k->kn.after, &k->words[1], &k->edge[1]);
	m.key = (uint16_t)n;
	m.before = k->kn.before;
	for (i = 0; i < at->n; i++) {
		m.word = at->id[i];
		if (buf_append(&f->c->members, &m, sizeof(m)) != 0)
			return SAGE_ENOMEM;
	}
	return buf_append(&f->c->keys, k, sizeof(*k));
}

/* What the pattern of a key needs besides: its rarest set. */
static void
set_anywhere(struct finder *f, unsigned key, const struct cpattern *p)
{
	if (p->nneeds == 0)
		add_any(f, key, FIT_ANYWHERE);
	else
		add_set(f, key, FIT_ANYWHERE, p->needs[0]);
}

/* Put a key into a group. */
static int
group_key(struct grouping *g, unsigned key, const struct cpattern *p,
    size_t pattern)
{
	struct ckey	 k = { .kn = { .pattern = (uint16_t)pattern } };
	struct side	*s = g->f.key[key].side;
	size_t		 group;
	unsigned	 side;

	set_anywhere(&g->f, key, p);
	for (side = 0; side < FIT_SIDES; side++)
		count_shared(g, &s[side], side, g->shared[side]);
	group = choose_group(g, &g->f.key[key]);
	for (side = 0; side < FIT_SIDES; side++)
		join_group(g, &s[side], side, group);
	note_cost(g, group);
	note_needs(g->f.c, p, &k.kn);
	return note_key(&g->f, key, &k, group);
}

static int
group_pattern(struct grouping *g, const struct cpattern *p, size_t pattern)
{
	unsigned	i;
	int		r;

	take_items(&g->f, p);
	(void)find_keys(&g->f, p->item);
	for (i = 0; i < KEYS; i++)
		if (g->f.key[i].side[FIT_AT].n > 0 &&
		    (r = group_key(g, i, p, pattern)) != 0)
			return r;
	return 0;
}

/* The commonest first, as they matter most. */
static int
group_patterns(struct grouping *g)
{
	struct compiler	*c = g->f.c;
	struct cpattern	*p = (struct cpattern *)(void *)c->patterns.data;
	struct cpattern	**order;
	size_t		 n = c->patterns.len / sizeof(*p), i, k;
	int		 r;

	if ((order = arena_alloc(&c->arena, n, sizeof(*order))) == NULL)
		return SAGE_ENOMEM;
	for (i = k = 0; i < n; i++)
		if (p[i].nneeded > 0)
			order[k++] = &p[i];
	qsort(order, k, sizeof(*order), by_cost);
	for (i = 0, n = k; i < n; i++)
		if ((r = group_pattern(g, order[i],
		    (size_t)(order[i] - p))) != 0)
			return at_pattern(c, order[i], r);
	return 0;
}

static void
join_fit(struct fit *fit, const struct fit *more)
{
	unsigned	side;

	for (side = 0; side < FIT_SIDES; side++)
		groups_join(&fit->side[side], &more->side[side]);
}

/* The groups of the base go on with the patterns that are new. */
static void
take_base(struct grouping *g)
{
	const struct knowledge	*base = g->f.c->base;
	struct filter		 f;
	uint32_t		 i;

	knowledge_filter(base, &f);
	g->any = f.fit[ANY_FIT];
	g->fit[WORD_NONE] = f.fit[EDGE_FIT];
	memcpy(g->freq, knowledge_section(base, SEC_COMMON, NULL),
	    sizeof(g->freq));
	for (i = 0; i < GROUPS; i++)
		note_cost(g, i);
	for (i = 1; i < g->f.c->lex.first; i++) {
		if (f.fit_of[i] & SEVERAL_FITS)
			continue;	/* it means what it stands for */
		g->fit[i] = f.fit[f.fit_of[i]];
	}
}

/* ---- fits ------------------------------------------------------------- */

static const struct fit *
fit_at(const struct grouping *g, uint16_t number)
{
	return (const struct fit *)(const void *)g->f.c->fits.data +
	    number;
}

/* The number of a fit, which may be new. */
static int
number_fit(struct grouping *g, const struct fit *fit, uint16_t *number)
{
	size_t	n = g->f.c->fits.len / sizeof(*fit), at;

	for (at = word_hash((const char *)fit, sizeof(*fit)) &
	    (g->nslots - 1); g->slot[at] != 0;
	    at = (at + 1) & (g->nslots - 1)) {
		*number = (uint16_t)(g->slot[at] - 1);
		if (memcmp(fit_at(g, *number), fit, sizeof(*fit)) == 0)
			return 0;
	}
	if (n >= SEVERAL_FITS)
		return SAGE_ETOOBIG;
	*number = (uint16_t)n;
	g->slot[at] = (uint32_t)n + 1;
	return buf_append(&g->f.c->fits, fit, sizeof(*fit));
}

/* The text of a word, and the words it stands for. */
static struct sage_text
word_text(const struct compiler *c, uint32_t id, const uint16_t **list,
    size_t *n)
{
	const struct lexword	*w;
	const struct kn_word	*kn;

	if (id < c->lex.first) {
		kn = knowledge_entry(c->base, id);
		*list = knowledge_list(c->base, kn->expand, n);
		return (struct sage_text){ knowledge_string(c->base, kn->str),
		    kn->len };
	}
	w = lexicon_at(&c->lex, id);
	*list = w->expand;
	*n = w->expands;
	return (struct sage_text){ w->s, w->len };
}

/*
 * Any word may turn out to be code, and one that begins with a digit, or what
 * such a one stands for, to be a number.
 */
static void
add_kinds(struct grouping *g)
{
	const struct fit	*digits = &g->fit[WORD_NUMBER];
	const uint16_t		*list;
	struct sage_text	 t;
	size_t			 i, k, n;

	for (i = WORD_CODE; i < g->f.nwords; i++) {
		join_fit(&g->fit[i], &g->any);
		join_fit(&g->fit[i], &g->fit[WORD_CODE]);
		t = word_text(g->f.c, (uint32_t)i, &list, &n);
		if (t.len == 0 || *t.data < '0' || *t.data > '9')
			continue;
		join_fit(&g->fit[i], digits);
		for (k = 0; k < n; k++)
			join_fit(&g->fit[list[k]], digits);
	}
}

/* What the fast pass is to know of a word: its fit, or those of the words
 * that it stands for. */
static int
put_word(struct grouping *g, uint32_t id)
{
	struct compiler	*c = g->f.c;
	const uint16_t	*list;
	uint16_t	 number[1 + EXPAND_MAX];
	size_t		 n, i, first = c->several.len / sizeof(*number);
	int		 r;

	(void)word_text(c, id, &list, &n);
	if (n == 0) {
		if ((r = number_fit(g, &g->fit[id], &number[0])) != 0)
			return r;
		return buf_append(&c->fit_of, number, sizeof(*number));
	}
	number[0] = (uint16_t)n;
	for (i = 0; i < n; i++)
		if ((r = number_fit(g, &g->fit[list[i]],
		    &number[1 + i])) != 0)
			return r;
	if (first >= SEVERAL_FITS)
		return SAGE_ETOOBIG;
	if (buf_append(&c->several, number, (1 + n) * sizeof(*number)) != 0 ||
	    buf_append(&c->several, list, n * sizeof(*list)) != 0)
		return SAGE_ENOMEM;
	number[0] = (uint16_t)(SEVERAL_FITS | first);
	return buf_append(&c->fit_of, number, sizeof(*number));
}

/* A word that is not known may be a piece of code, a number or a name. */
static struct fit
unknown_fit(const struct grouping *g)
{
	struct fit	fit = g->any;

	join_fit(&fit, &g->fit[WORD_CODE]);
	join_fit(&fit, &g->fit[WORD_NUMBER]);
	join_fit(&fit, &g->fit[WORD_NAME]);
	return fit;
}

/* These have fixed numbers, so each is put there, if it is new or not. */
static int
put_fixed(struct grouping *g)
{
	struct fit	fixed[FIXED_FITS];

	fixed[UNKNOWN_FIT] = unknown_fit(g);
	fixed[EDGE_FIT] = g->fit[WORD_NONE];
	fixed[ANY_FIT] = g->any;
	return buf_append(&g->f.c->fits, fixed, sizeof(fixed));
}

static int
put_fits(struct grouping *g)
{
	uint16_t	unknown = UNKNOWN_FIT;
	uint32_t	i;
	int		r;

	add_kinds(g);
	if ((r = put_fixed(g)) != 0 || (r = buf_append(&g->f.c->fit_of,
	    &unknown, sizeof(unknown))) != 0)
		return r;
	for (i = 1; i < g->f.nwords; i++)
		if ((r = put_word(g, i)) != 0)
			return r;
	return 0;
}

int
index_patterns(struct compiler *c)
{
	struct grouping	*g;
	int		 r;

	if ((g = arena_alloc(&c->arena, 1, sizeof(*g))) == NULL)
		return SAGE_ENOMEM;
	if ((r = start_finder(&g->f, c)) != 0)
		return r;
	for (g->nslots = 64; g->nslots < g->f.nwords * 2; g->nslots *= 2)
		;
	g->slot = arena_alloc(&c->arena, g->nslots, sizeof(*g->slot));
	g->fit = arena_alloc(&c->arena, g->f.nwords, sizeof(*g->fit));
	if (g->slot == NULL || g->fit == NULL)
		return SAGE_ENOMEM;
	if ((r = choose_anchors(&g->f)) != 0)
		return r;
	if (c->base != NULL)
		take_base(g);
	if ((r = group_patterns(g)) != 0 || (r = buf_append(&c->common,
	    g->freq, sizeof(g->freq))) != 0)
		return r;
	return put_fits(g);
}
