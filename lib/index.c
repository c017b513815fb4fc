#include <string.h>

#include "compiler.h"

/* The name by which a text speaks to us; see suppress.h. */
#define CALLED	"sage"

/* How often one of the words stands in a million. */
static uint64_t
cost_of(const struct compiler *c, const struct needed *need)
{
	uint64_t	cost = 0;
	size_t		i;

	for (i = 0; i < need->n; i++)
		cost += lexicon_freq(&c->lex, need->id[i]);
	return cost;
}

static const struct needed *
cheapest(const struct compiler *c, const struct cpattern *p)
{
	const struct needed	*best = NULL;
	uint64_t		 now, least = 0;
	size_t			 i;

	for (i = 0; i < p->nneeded; i++) {
		now = cost_of(c, &p->needed[i]);
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
		now = cost_of(c, &p->needed[i]);
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

/* Numbers of sets of marks, none of them part of another. */
struct asks {
	uint16_t	*set;
	size_t		 n, room;
};

struct gating {
	struct compiler	*c;
	struct asks	*asks;			/* by word */
	struct marks	*has;			/* by word */
	uint16_t	*set;			/* PATTERN_ITEMS a pattern */
	const struct needed **first;		/* by pattern */
	double		*chance;		/* that it would pass now */
	struct lexset	 family[FAMILY];	/* words of each mark */
	uint16_t	 number[FAMILY];	/* ... and its set, if new */
	size_t		 nfamily;
};

/* How likely is a word of these in a sentence? */
static double
chance_of(const struct compiler *c, const struct needed *need)
{
	double	p = (double)cost_of(c, need) * SENTENCE_WORDS / 1e6;

	return p > 1 ? 1 : p;
}

static int
number_sets(struct gating *g)
{
	struct cpattern	*p = (struct cpattern *)(void *)g->c->patterns.data;
	size_t		 n = g->c->patterns.len / sizeof(*p), i, k;
	int		 r;

	for (i = 0; i < n; i++) {
		g->first[i] = cheapest(g->c, &p[i]);
		if (g->first[i] != NULL)
			g->chance[i] = chance_of(g->c, g->first[i]);
		for (k = 0; k < p[i].nneeded; k++)
			if ((r = lexicon_set(&g->c->lex, p[i].needed[k].id,
			    p[i].needed[k].n,
			    &g->set[i * PATTERN_ITEMS + k])) != 0)
				return r;
	}
	return 0;
}

/* What each set would save, were it in the family. */
static void
weigh_sets(const struct gating *g, double *saves)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    g->c->patterns.data;
	size_t			 n = g->c->patterns.len / sizeof(*p), i, k;
	double			 now;

	for (i = 0; i < n; i++)
		for (k = 0; k < p[i].nneeded; k++) {
			if (&p[i].needed[k] == g->first[i])
				continue;
			now = g->chance[i] * chance_of(g->c,
			    &p[i].needed[k]);
			saves[g->set[i * PATTERN_ITEMS + k] - SET_LISTED] +=
			    g->chance[i] - now;
		}
}

/* A set is in the family now: patterns that need it are less likely. */
static void
lower_chances(struct gating *g, uint16_t set)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    g->c->patterns.data;
	size_t			 n = g->c->patterns.len / sizeof(*p), i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < p[i].nneeded; k++)
			if (g->set[i * PATTERN_ITEMS + k] == set &&
			    &p[i].needed[k] != g->first[i])
				g->chance[i] *= chance_of(g->c,
				    &p[i].needed[k]);
}

/* Take into the family, one by one, the sets that save most. */
static int
choose_family(struct gating *g)
{
	const struct lexset	*set;
	size_t			 n = lexicon_sets(&g->c->lex), i, best, k;
	double			*saves;
	unsigned char		*done;

	saves = arena_alloc(&g->c->arena, n, sizeof(*saves));
	done = arena_alloc(&g->c->arena, n, 1);
	if (saves == NULL || done == NULL)
		return SAGE_ENOMEM;
	set = (struct lexset *)(void *)g->c->lex.sets.data;
	while (g->nfamily < FAMILY) {
		memset(saves, 0, n * sizeof(*saves));
		weigh_sets(g, saves);
		for (i = best = 0; i < n; i++) {
			if (done[i])
				saves[i] = 0;
			if (saves[i] > saves[best])
				best = i;
		}
		if (saves[best] <= 0)
			break;
		done[best] = 1;
		for (k = 0; k < set[best].n; k++)
			marks_set(&g->has[set[best].id[k]], g->nfamily);
		g->family[g->nfamily] = set[best];
		g->number[g->nfamily++] = (uint16_t)(SET_LISTED + best);
		lower_chances(g, (uint16_t)(SET_LISTED + best));
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

/* The marks that a sentence has if it has what a pattern needs besides its
 * rarest set. */
static struct marks
marks_of(const struct gating *g, size_t pattern)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    g->c->patterns.data;
	const struct lexset	*set = (struct lexset *)(void *)
				    g->c->lex.sets.data;
	struct marks		 marks = { { 0 } };
	size_t			 i, k;

	p += pattern;
	for (i = 0; i < p->nneeded; i++) {
		if (&p->needed[i] == g->first[pattern])
			continue;
		for (k = 0; k < g->nfamily; k++)
			if (is_part(&set[g->set[pattern * PATTERN_ITEMS + i] -
			    SET_LISTED], &g->family[k]))
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
	size_t	n = g->c->marks.len / sizeof(*m), i;

	for (i = 0; i < n; i++)
		if (memcmp(marks_at(g, (uint16_t)i), m, sizeof(*m)) == 0)
			break;
	*number = (uint16_t)i;
	if (i < n)
		return 0;
	if (n == UINT16_MAX)
		return SAGE_ETOOBIG;
	return buf_append(&g->c->marks, m, sizeof(*m));
}

/* One more set of marks that a word asks for. */
static int
add_ask(struct gating *g, struct asks *a, uint16_t number)
{
	const struct marks	*m = marks_at(g, number);
	uint16_t		*more;
	size_t			 i, k;

	for (i = 0; i < a->n; i++)
		if (a->set[i] == number ||
		    marks_within(marks_at(g, a->set[i]), m))
			return 0;
	for (i = k = 0; i < a->n; i++)
		if (!marks_within(m, marks_at(g, a->set[i])))
			a->set[k++] = a->set[i];
	a->n = k;
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
	size_t			 n;
	uint32_t		 i, k;
	int			 r;

	family = knowledge_section(g->c->base, SEC_FAMILY, &g->nfamily);
	ask = knowledge_section(g->c->base, SEC_ASK, NULL);
	set = knowledge_section(g->c->base, SEC_MARKS, &n);
	if ((r = buf_append(&g->c->marks, set, n * sizeof(*set))) != 0)
		return r;
	for (i = 0; i < g->nfamily; i++)
		if ((r = base_set(g, family[i], &g->family[i])) != 0)
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

	g->asks = arena_alloc(&g->c->arena, words, sizeof(*g->asks));
	g->has = arena_alloc(&g->c->arena, words, sizeof(*g->has));
	g->set = arena_alloc(&g->c->arena, n * PATTERN_ITEMS,
	    sizeof(*g->set));
	g->first = arena_alloc(&g->c->arena, n, sizeof(*g->first));
	g->chance = arena_alloc(&g->c->arena, n, sizeof(*g->chance));
	if (g->asks == NULL || g->has == NULL || g->set == NULL ||
	    g->first == NULL || g->chance == NULL)
		return SAGE_ENOMEM;
	return number_sets(g);
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
