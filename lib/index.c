/* How patterns are found: their anchors, then their groups, then the fits of
 * words in these. */
#include <stdlib.h>

#include "index.h"

/* Of so many sets patterns ask for one only, and leave the others to what
 * stands before and after words: with 12,000 patterns that takes three quarters
 * of the time. */
#define SETS_MANY	32768

/* What is too big is told by the pattern that was one too many. */
static int
at_pattern(const struct compiler *c, const struct cpattern *p, int status)
{
	return status != SAGE_ETOOBIG ? status : fault_at(c->fault, p->line,
	    0, "too many sets of words, or words that patterns are found by");
}

/* Choose the item that fewest places of a text look like. */
static void
choose_item(struct finder *f, struct cpattern *p)
{
	uint64_t	now;
	size_t		at, i;

	p->cost = UINT64_MAX;
	finder_take(f, p);
	for (at = 0; at < f->nitems; at++) {
		if (!finder_keys(f, at))
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

	if (f->used == 1u << ALONE) {
		s = &f->key[ALONE].side[side];
		return s->any ? 0 : s->n;
	}
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

/* Do all words that may stand on a side belong to what is needed?  There are
 * so many of them. */
static int
is_implied(const struct finder *f, const struct needed *need, unsigned side,
    size_t all)
{
	unsigned	bits = side_bits(side);
	size_t		i, n = 0;

	for (i = 0; i < need->n && all > 0; i++)
		n += (f->in[need->id[i]] & bits) != 0;
	return all > 0 && n == all;
}

/* The sets a pattern needs besides what it is found by, rarest first. */
static int
order_needs(struct finder *f, struct cpattern *p)
{
	const struct needed	**least = p->least;
	struct needed	*need;
	uint64_t	 cost[NEEDS + 1], now;
	size_t		 before = count_side(f, FIT_BEFORE);
	size_t		 at = count_side(f, FIT_AT);
	size_t		 after = count_side(f, FIT_AFTER), i, k;
	int		 r;

	for (i = 0; i < p->nneeded; i++) {
		need = p->needed[i];
		need->n = lexicon_unique(need->id, need->n);
		if (is_implied(f, need, FIT_BEFORE, before) ||
		    is_implied(f, need, FIT_AT, at) ||
		    is_implied(f, need, FIT_AFTER, after))
			continue;
		now = words_freq(f->c, need->id, need->n);
		for (k = p->nleast; k > 0 && cost[k - 1] > now; k--) {
			cost[k] = cost[k - 1];
			least[k] = least[k - 1];
		}
		cost[k] = now;
		least[k] = need;
		p->nleast += p->nleast < NEEDS;
	}
	p->nneeds = p->nleast;
	if (p->nneeds > 1 && lexicon_sets(&f->c->lex) > SETS_MANY)
		p->nneeds = 1;
	for (i = r = 0; i < p->nneeds && r == 0; i++)
		r = lexicon_set(&f->c->lex, least[i]->id, least[i]->n,
		    &p->needs[i]);
	/* Where no more sets can be told apart, nothing more is asked for. */
	if (r == SAGE_ETOOBIG) {
		p->nneeds = i - 1;
		r = 0;
	}
	return r;
}

/* List what a pattern that the finder has is found by, and what it needs. */
static int
list_anchor(struct finder *f, struct cpattern *p)
{
	(void)finder_keys(f, p->item);
	finder_list(f);
	return order_needs(f, p);
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

/* Each pattern for itself. */
static int
find_groups(struct grouping *g, struct finder *f, struct cpattern **p,
    size_t n, const struct cpattern *first)
{
	size_t	i;
	int	r;

	for (i = 0; i < n; i++) {
		choose_item(f, p[i]);
		if ((r = list_anchor(f, p[i])) != 0 ||
		    (r = group_keys(g, p[i], (size_t)(p[i] - first))) != 0)
			return at_pattern(f->c, p[i], r);
	}
	return 0;
}

/* All anchors, and then what is needed besides, and the groups: those of the
 * commonest first, as they matter most. */
static int
choose_groups(struct grouping *g, struct finder *f, struct cpattern **p,
    size_t n, const struct cpattern *first)
{
	size_t	i;
	int	r;

	for (i = 0; i < n; i++)
		choose_item(f, p[i]);
	qsort(p, n, sizeof(*p), by_cost);
	for (i = 0; i < n; i++) {
		finder_take(f, p[i]);
		if ((r = list_anchor(f, p[i])) != 0 ||
		    (r = group_keys(g, p[i], (size_t)(p[i] - first))) != 0)
			return at_pattern(f->c, p[i], r);
	}
	return 0;
}

/* The patterns are known, and so are all words. */
static int
run(struct compiler *c, struct finder *f, struct fitter *t)
{
	struct cpattern	*first = (struct cpattern *)(void *)c->patterns.data;
	size_t		 all = c->patterns.len / sizeof(*first), i, n = 0;
	struct cpattern	**p = arena_room(&c->arena, all, sizeof(*p));
	struct grouping	*g = grouping_open(f, t);
	int		 r;

	if (p == NULL || g == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < all; i++)
		if (first[i].nneeded > 0)	/* else a guard's */
			p[n++] = &first[i];
	if ((r = finder_open(f, c)) != 0 ||
	    (r = fitter_open(t, c, f->nwords)) != 0 ||
	    (r = index_is_quick(c) ? find_groups(g, f, p, n, first) :
	    choose_groups(g, f, p, n, first)) != 0)
		return r;
	return fitter_put(t);
}

int
index_patterns(struct compiler *c)
{
	struct finder	f = { .c = c };
	struct fitter	t = { .c = c };
	int		r = run(c, &f, &t);

	fitter_free(&t);
	return r;
}
