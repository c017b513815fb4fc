#include <string.h>

#include "compiler.h"

/* The name by which a text speaks to us; see suppress.h. */
#define CALLED	"sage"

/* How often one of the words stands in a million. */
static uint64_t
cost_of(const struct compiler *c, const uint16_t *id, size_t n)
{
	uint64_t	cost = 0;
	size_t		i;

	for (i = 0; i < n; i++)
		cost += lexicon_freq(&c->lex, id[i]);
	return cost;
}

static const struct needed *
cheapest(const struct compiler *c, const struct cpattern *p)
{
	const struct needed	*best = NULL;
	uint64_t		 now, least = 0;
	size_t			 i;

	for (i = 0; i < p->nneeded; i++) {
		now = cost_of(c, p->needed[i].id, p->needed[i].n);
		if (best == NULL || now < least) {
			best = &p->needed[i];
			least = now;
		}
	}
	return best;
}

/* The other sets a pattern needs, rarest first. */
static int
order_needs(struct compiler *c, struct cpattern *p)
{
	size_t		i, k;
	uint64_t	cost[PATTERN_ITEMS], now;
	uint16_t	set;
	int		r;

	p->needs = arena_alloc(&c->arena, p->nneeded, sizeof(*p->needs));
	if (p->needs == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < p->nneeded; i++) {
		if ((r = lexicon_set(&c->lex, p->needed[i].id,
		    p->needed[i].n, &set)) != 0)
			return r;
		if (set == p->anchor)
			continue;
		now = cost_of(c, p->needed[i].id, p->needed[i].n);
		for (k = p->nneeds; k > 0 && cost[k - 1] > now; k--) {
			cost[k] = cost[k - 1];
			p->needs[k] = p->needs[k - 1];
		}
		cost[k] = now;
		p->needs[k] = set;
		p->nneeds++;
	}
	return 0;
}

int
index_anchors(struct compiler *c)
{
	struct cpattern		*p = (struct cpattern *)(void *)
				    c->patterns.data;
	size_t			 n = c->patterns.len / sizeof(*p), i;
	const struct needed	*need;
	int			 r;

	for (i = 0; i < n; i++) {
		if ((need = cheapest(c, &p[i])) == NULL)
			continue;
		if ((r = lexicon_set(&c->lex, need->id, need->n,
		    &p[i].anchor)) != 0 ||
		    (r = order_needs(c, &p[i])) != 0)
			return r;
	}
	return 0;
}

/* ---- the gate ---------------------------------------------------------- */

/*
 * The fast pass lets a sentence through when it holds, for some pattern, a
 * word of the rarest set that the pattern needs, and one of each other set
 * that it needs, as far as they are in the family: up to FAMILY sets, a
 * mark each.
 */
#define SENTENCE_WORDS	20	/* in a sentence, for reckoning only */

/* A list of numbers. */
struct asks {
	uint16_t	*set;
	size_t		 n, room;
};

struct gating {
	struct compiler	*c;
	struct asks	*asks;			/* by word: sets of marks, none
						 * of them part of another */
	struct asks	*holders;		/* by set */
	unsigned char	*needed;		/* by set */
	struct marks	*has;			/* by word */
	uint16_t	*set;			/* PATTERN_ITEMS a pattern */
	const struct needed **first;		/* by pattern */
	double		*chance;		/* that it would pass now, */
	double		*best;			/* ... by what it needs */
	uint32_t	*slot;			/* hash table of sets of marks:
						 * number + 1 */
	size_t		 nslots;
	struct lexset	 family[FAMILY];	/* words of each mark */
	uint64_t	 sign[FAMILY];		/* ... and their sign */
	uint16_t	 number[FAMILY];	/* ... and its set, if new */
	size_t		 nfamily;
};

/* How likely is a word of these in a sentence? */
static double
chance_of(const struct compiler *c, const uint16_t *id, size_t n)
{
	double	p = (double)cost_of(c, id, n) * SENTENCE_WORDS / 1e6;

	return p > 1 ? 1 : p;
}

/* The number of each set that a pattern needs. */
static int
number_sets(struct gating *g)
{
	struct cpattern	*p = (struct cpattern *)(void *)g->c->patterns.data;
	size_t		 n = g->c->patterns.len / sizeof(*p), i, k;
	int		 r;

	for (i = 0; i < n; i++)
		for (k = 0; k < p[i].nneeded; k++)
			if ((r = lexicon_set(&g->c->lex, p[i].needed[k].id,
			    p[i].needed[k].n,
			    &g->set[i * PATTERN_ITEMS + k])) != 0)
				return r;
	return 0;
}

/* What each pattern is found by first, and what it needs besides. */
static int
note_needs(struct gating *g)
{
	struct cpattern	*p = (struct cpattern *)(void *)g->c->patterns.data;
	size_t		 n = g->c->patterns.len / sizeof(*p), i, k;

	g->needed = arena_alloc(&g->c->arena, lexicon_sets(&g->c->lex) + 1,
	    1);
	if (g->needed == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		g->first[i] = cheapest(g->c, &p[i]);
		if (g->first[i] != NULL)
			g->chance[i] = chance_of(g->c, g->first[i]->id,
			    g->first[i]->n);
		for (k = 0; k < p[i].nneeded; k++) {
			g->best[i * PATTERN_ITEMS + k] = 1;
			if (&p[i].needed[k] != g->first[i])
				g->needed[g->set[i * PATTERN_ITEMS + k] -
				    SET_LISTED] = 1;
		}
	}
	return 0;
}

/* Are all words of one set in the other?  Both are in ascending order. */
static int
is_part(const struct lexset *some, const struct lexset *all)
{
	size_t	i, k;

	if (some->n > all->n)
		return 0;
	for (i = k = 0; i < some->n; i++) {
		while (k < all->n && all->id[k] < some->id[i])
			k++;
		if (k == all->n || all->id[k] != some->id[i])
			return 0;
	}
	return 1;
}

/* A bit for each word by its number; what is in a set is in its sign. */
static uint64_t
sign_of(const struct lexset *set)
{
	uint64_t	sign = 0;
	size_t		i;

	for (i = 0; i < set->n; i++)
		sign |= UINT64_C(1) << (set->id[i] % 64);
	return sign;
}

/* One more number in a list of them. */
static int
add_number(struct gating *g, struct asks *a, uint16_t number)
{
	uint16_t	*more;

	if (a->n == a->room) {
		a->room = a->room == 0 ? 4 : a->room * 2;
		more = arena_alloc(&g->c->arena, a->room, sizeof(*more));
		if (more == NULL)
			return SAGE_ENOMEM;
		if (a->n > 0)
			memcpy(more, a->set, a->n * sizeof(*more));
		a->set = more;
	}
	a->set[a->n++] = number;
	return 0;
}

/*
 * A set that is in the family speaks for the sets it holds as well.  For each
 * set that some pattern needs besides its rarest, those that hold it and are
 * themselves needed.
 */
static int
find_holders(struct gating *g)
{
	const struct lexset	*set = (struct lexset *)(void *)
				    g->c->lex.sets.data;
	size_t			 n = lexicon_sets(&g->c->lex), i, k;
	uint64_t		*sign;
	struct asks		*a;

	g->holders = arena_alloc(&g->c->arena, n, sizeof(*g->holders));
	sign = arena_alloc(&g->c->arena, n, sizeof(*sign));
	if (g->holders == NULL || sign == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++)
		sign[i] = sign_of(&set[i]);
	for (i = 0; i < n; i++) {
		a = &g->holders[i];
		for (k = 0; g->needed[i] && k < n; k++)
			if (g->needed[k] && (sign[i] & ~sign[k]) == 0 &&
			    is_part(&set[i], &set[k]) &&
			    add_number(g, a, (uint16_t)k) != 0)
				return SAGE_ENOMEM;
	}
	return 0;
}

/*
 * Go through what patterns need besides their rarest sets, with the sets
 * that would speak for it: either add up what each would save, or let one
 * into the family.
 */
static void
weigh_sets(const struct gating *g, const double *chance, double *saves)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    g->c->patterns.data;
	size_t			 n = g->c->patterns.len / sizeof(*p), i, k, h;
	const struct asks	*a;
	double			 best;

	for (i = 0; i < n; i++)
		for (k = 0; k < p[i].nneeded; k++) {
			if (&p[i].needed[k] == g->first[i])
				continue;
			a = &g->holders[g->set[i * PATTERN_ITEMS + k] -
			    SET_LISTED];
			best = g->best[i * PATTERN_ITEMS + k];
			for (h = 0; h < a->n; h++)
				if (chance[a->set[h]] < best)
					saves[a->set[h]] += g->chance[i] *
					    (1 - chance[a->set[h]] / best);
		}
}

static void
lower_chances(struct gating *g, size_t set, double chance)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    g->c->patterns.data;
	const struct lexset	*sets = (struct lexset *)(void *)
				    g->c->lex.sets.data;
	size_t			 n = g->c->patterns.len / sizeof(*p), i, k;
	double			*best;

	for (i = 0; i < n; i++)
		for (k = 0; k < p[i].nneeded; k++) {
			best = &g->best[i * PATTERN_ITEMS + k];
			if (&p[i].needed[k] == g->first[i] ||
			    *best <= chance ||
			    !is_part(&sets[g->set[i * PATTERN_ITEMS + k] -
			    SET_LISTED], &sets[set]))
				continue;
			g->chance[i] *= chance / *best;
			*best = chance;
		}
}

static void
join_family(struct gating *g, size_t best)
{
	const struct lexset	*set = (struct lexset *)(void *)
				    g->c->lex.sets.data + best;
	size_t			 k;

	for (k = 0; k < set->n; k++)
		marks_set(&g->has[set->id[k]], g->nfamily);
	g->family[g->nfamily] = *set;
	g->sign[g->nfamily] = sign_of(set);
	g->number[g->nfamily++] = (uint16_t)(SET_LISTED + best);
}

/* Take into the family, one by one, the sets that save most. */
static int
choose_family(struct gating *g)
{
	const struct lexset	*set = (struct lexset *)(void *)
				    g->c->lex.sets.data;
	size_t			 n = lexicon_sets(&g->c->lex), i, best;
	double			*saves, *chance;

	saves = arena_alloc(&g->c->arena, n, sizeof(*saves));
	chance = arena_alloc(&g->c->arena, n, sizeof(*chance));
	if (saves == NULL || chance == NULL || find_holders(g) != 0)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++)
		chance[i] = chance_of(g->c, set[i].id, set[i].n);
	while (g->nfamily < FAMILY) {
		memset(saves, 0, n * sizeof(*saves));
		weigh_sets(g, chance, saves);
		for (i = best = 0; i < n; i++)
			if (saves[i] > saves[best])
				best = i;
		if (saves[best] <= 0)
			break;
		join_family(g, best);
		lower_chances(g, best, chance[best]);
	}
	return 0;
}

/* The marks that a sentence has if it has what a pattern needs besides its
 * rarest set. */
static struct marks
marks_of(const struct gating *g, size_t pattern)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    g->c->patterns.data;
	const struct lexset	*set = (struct lexset *)(void *)
				    g->c->lex.sets.data;
	const struct lexset	*need;
	struct marks		 marks = { { 0 } };
	uint64_t		 sign;
	size_t			 i, k;

	p += pattern;
	for (i = 0; i < p->nneeded; i++) {
		if (&p->needed[i] == g->first[pattern])
			continue;
		need = &set[g->set[pattern * PATTERN_ITEMS + i] - SET_LISTED];
		sign = sign_of(need);
		for (k = 0; k < g->nfamily; k++)
			if ((sign & ~g->sign[k]) == 0 &&
			    is_part(need, &g->family[k]))
				marks_set(&marks, k);
	}
	return marks;
}

static const struct marks *
marks_at(const struct gating *g, uint16_t number)
{
	return (const struct marks *)(void *)g->c->marks.data + number;
}

/* The number of a set of marks. */
static int
number_marks(struct gating *g, const struct marks *m, uint16_t *number)
{
	size_t	n = g->c->marks.len / sizeof(*m), at;

	for (at = word_hash((const char *)m, sizeof(*m)) & (g->nslots - 1);
	    g->slot[at] != 0; at = (at + 1) & (g->nslots - 1)) {
		*number = (uint16_t)(g->slot[at] - 1);
		if (memcmp(marks_at(g, *number), m, sizeof(*m)) == 0)
			return 0;
	}
	if (n == UINT16_MAX)
		return SAGE_ETOOBIG;
	*number = (uint16_t)n;
	g->slot[at] = (uint32_t)n + 1;
	return buf_append(&g->c->marks, m, sizeof(*m));
}

/* One more set of marks that a word asks for. */
static int
add_ask(struct gating *g, struct asks *a, uint16_t number)
{
	const struct marks	*m = marks_at(g, number);
	size_t			 i, k;

	for (i = 0; i < a->n; i++)
		if (a->set[i] == number ||
		    marks_within(marks_at(g, a->set[i]), m))
			return 0;
	for (i = k = 0; i < a->n; i++)
		if (!marks_within(m, marks_at(g, a->set[i])))
			a->set[k++] = a->set[i];
	a->n = k;
	return add_number(g, a, number);
}

static int
ask_all(struct gating *g)
{
	struct cpattern	*p = (struct cpattern *)(void *)g->c->patterns.data;
	size_t		 n = g->c->patterns.len / sizeof(*p), i, k;
	struct marks	 m;
	int		 r;

	for (i = 0; i < n; i++) {
		if (g->first[i] == NULL)
			continue;
		m = marks_of(g, i);
		if ((r = number_marks(g, &m, &p[i].kn.asks)) != 0)
			return r;
		for (k = 0; k < g->first[i]->n; k++)
			if ((r = add_ask(g, &g->asks[g->first[i]->id[k]],
			    p[i].kn.asks)) != 0)
				return r;
	}
	return 0;
}

/* The words of a set of the base, as the compiler has them. */
static int
base_set(struct gating *g, uint16_t number, struct lexset *out)
{
	const struct kn_set	*set = knowledge_section(g->c->base, SEC_SET,
				    NULL);
	const uint16_t		*list;

	list = knowledge_list(g->c->base, set[number - SET_LISTED].list,
	    &out->n);
	out->id = arena_alloc(&g->c->arena, out->n, sizeof(*out->id));
	if (out->id == NULL)
		return SAGE_ENOMEM;
	memcpy(out->id, list, out->n * sizeof(*list));
	return 0;
}

static int
take_base(struct gating *g)
{
	const struct gate	*gate;
	const struct kn_word	*w;
	const struct marks	*set;
	const uint16_t		*family, *ask;
	uint16_t		 number;
	size_t			 n;
	uint32_t		 i, k;
	int			 r;

	family = knowledge_section(g->c->base, SEC_FAMILY, &g->nfamily);
	ask = knowledge_section(g->c->base, SEC_ASK, NULL);
	set = knowledge_section(g->c->base, SEC_MARKS, &n);
	/* All are different, so each gets its number again. */
	for (i = 0; i < n; i++)
		if ((r = number_marks(g, &set[i], &number)) != 0)
			return r;
	for (i = 0; i < g->nfamily; i++)
		if ((r = base_set(g, family[i], &g->family[i])) == 0)
			g->sign[i] = sign_of(&g->family[i]);
		else
			return r;
	for (i = 0; i < g->c->lex.first; i++) {
		w = knowledge_entry(g->c->base, i);
		(void)knowledge_list(g->c->base, w->expand, &n);
		if (n > 0)
			continue;	/* it means what it stands for */
		gate = knowledge_gate(g->c->base, knowledge_string(g->c->base,
		    w->str), w->len);
		g->has[i] = gate->has;
		for (k = 0; k < gate->n; k++)
			if ((r = add_ask(g, &g->asks[i],
			    ask[gate->asks + k])) != 0)
				return r;
	}
	return 0;
}

static int
start_gating(struct gating *g)
{
	size_t	n = g->c->patterns.len / sizeof(struct cpattern);
	size_t	words = g->c->lex.first + lexicon_words(&g->c->lex);
	size_t	most = n + 1;
	int	r;

	if (g->c->base != NULL)
		most += g->c->base->h->sec[SEC_MARKS].n;
	for (g->nslots = 64; g->nslots < most * 2; g->nslots *= 2)
		;
	g->slot = arena_alloc(&g->c->arena, g->nslots, sizeof(*g->slot));
	g->asks = arena_alloc(&g->c->arena, words, sizeof(*g->asks));
	g->has = arena_alloc(&g->c->arena, words, sizeof(*g->has));
	g->set = arena_alloc(&g->c->arena, n * PATTERN_ITEMS,
	    sizeof(*g->set));
	g->first = arena_alloc(&g->c->arena, n, sizeof(*g->first));
	g->chance = arena_alloc(&g->c->arena, n, sizeof(*g->chance));
	g->best = arena_alloc(&g->c->arena, n * PATTERN_ITEMS,
	    sizeof(*g->best));
	if (g->slot == NULL || g->asks == NULL || g->has == NULL ||
	    g->set == NULL || g->first == NULL || g->chance == NULL ||
	    g->best == NULL)
		return SAGE_ENOMEM;
	if ((r = number_sets(g)) != 0)
		return r;
	return note_needs(g);
}

/* The gates of all words, their sets of marks in a row. */
static int
finish_gating(const struct gating *g, struct gate **out)
{
	size_t		words = g->c->lex.first + lexicon_words(&g->c->lex), i;
	struct gate	*gate;

	gate = arena_alloc(&g->c->arena, words, sizeof(*gate));
	if (gate == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < words; i++) {
		gate[i].has = g->has[i];
		gate[i].asks = (uint32_t)(g->c->asks.len / sizeof(uint16_t));
		gate[i].n = (uint16_t)g->asks[i].n;
		if (g->asks[i].n > 0 && buf_append(&g->c->asks,
		    g->asks[i].set, g->asks[i].n * sizeof(uint16_t)) != 0)
			return SAGE_ENOMEM;
	}
	*out = gate;
	return buf_append(&g->c->family, g->number,
	    g->nfamily * sizeof(g->number[0]));
}

int
index_gates(struct compiler *c, struct gate **out)
{
	const struct marks	none = { { 0 } };
	struct gating		g = { .c = c };
	uint16_t		called, number;
	int			r;

	if ((r = lexicon_word(&c->lex, CALLED, strlen(CALLED),
	    &called)) != 0 || (r = start_gating(&g)) != 0)
		return r;
	r = c->base != NULL ? take_base(&g) : choose_family(&g);
	if (r != 0 || (r = ask_all(&g)) != 0 ||
	    (r = number_marks(&g, &none, &number)) != 0 ||
	    (r = add_ask(&g, &g.asks[called], number)) != 0)
		return r;
	return finish_gating(&g, out);
}
