/* Which patterns are thrown together. */
#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "index.h"

#define SENTENCE_WORDS	12

/* What is so common is not worth asking for a second time. */
#define COMMON	(MILLION / 4)

/* Numbers of words in a million, which double holds. */
struct grouping {
	struct finder	*f;
	struct fitter	*fits;
	size_t		 n;		/* groups: those with a key, and one
					 * for all without */
	double		 freq[FIT_SIDES][GROUPS];	/* of all words in it */
	double		 shared[FIT_SIDES][GROUPS];	/* of those, with a
							 * key */
	double		 cost[GROUPS];
	double		 with[GROUPS];	/* the cost, if the key were in it */
};

/* Add to what each of the groups has. */
static void
add_to_each(double sum[GROUPS], const struct groups *in, double freq)
{
	uint64_t	bits;
	size_t		k;

	for (k = 0; k < GROUPS / 64; k++)
		for (bits = in->w[k]; bits != 0; bits &= bits - 1)
			sum[64 * k + (unsigned)__builtin_ctzll(bits)] += freq;
}

/* How common the words of a side are that each group has already; that of any
 * word has none. */
static void
count_shared(struct grouping *g, const struct side *s, unsigned side)
{
	size_t	i;

	memset(g->shared[side], 0, g->n * sizeof(g->shared[side][0]));
	for (i = 0; i < s->n && !s->any; i++)
		add_to_each(g->shared[side],
		    &fitter_fit(g->fits, s->id[i])->side[side],
		    (double)word_freq(g->f->c, s->id[i]));
}

static double
at_most(double freq, double most)
{
	return freq < most ? freq : most;
}

/* How many sentences look like a group, roughly, as a product.  The first two
 * factors are whole numbers, and so is their product: it is rounded once. */
static double
cost_of(double before, double at, double after, double anywhere)
{
	return at_most(before, MILLION) * at_most(at, MILLION) *
	    at_most(after, MILLION) *
	    at_most(anywhere * SENTENCE_WORDS, MILLION);
}

/*
 * Multiply what groups cost by how common their words of a side would be, if
 * they had some more, of which they have a part already; in so many words.
 */
#ifdef __SSE2__
static void
times_side(struct grouping *g, unsigned side, double more, double words)
{
	const double	*freq = g->freq[side], *shared = g->shared[side];
	__m128d		 f;
	size_t		 i;

	/* There may be one over, as GROUPS is even. */
	for (i = 0; i < g->n; i += 2) {
		f = _mm_sub_pd(_mm_set1_pd(more), _mm_loadu_pd(shared + i));
		f = _mm_max_pd(_mm_setzero_pd(), f);
		f = _mm_add_pd(_mm_loadu_pd(freq + i), f);
		f = _mm_mul_pd(f, _mm_set1_pd(words));
		f = _mm_min_pd(f, _mm_set1_pd(MILLION));
		f = _mm_mul_pd(_mm_loadu_pd(g->with + i), f);
		_mm_storeu_pd(g->with + i, f);
	}
}
#else
static void
times_side(struct grouping *g, unsigned side, double more, double words)
{
	const double	*freq = g->freq[side], *shared = g->shared[side];
	double		 new;
	size_t		 i;

	for (i = 0; i < g->n; i++) {
		new = more > shared[i] ? more - shared[i] : 0;
		g->with[i] *= at_most((freq[i] + new) * words, MILLION);
	}
}
#endif

/* What each group would cost with a key in it. */
static void
cost_each(struct grouping *g, const struct key *key)
{
	const struct side	*s = key->side;
	double			 any = 1;
	size_t			 i;
	unsigned		 side;

	for (side = 0; side < FIT_ANYWHERE; side++)
		any *= s[side].any ? MILLION : 1;
	for (i = 0; i < g->n; i++)
		g->with[i] = any;
	for (side = 0; side < FIT_ANYWHERE; side++)
		if (!s[side].any)
			times_side(g, side, (double)s[side].freq, 1);
	times_side(g, FIT_ANYWHERE, (double)s[FIT_ANYWHERE].freq,
	    SENTENCE_WORDS);
}

/* A key has joined a group. */
static void
note_cost(struct grouping *g, size_t group)
{
	g->cost[group] = cost_of(g->freq[FIT_BEFORE][group],
	    g->freq[FIT_AT][group], g->freq[FIT_AFTER][group],
	    g->freq[FIT_ANYWHERE][group]);
}

/* The group of which a key makes least more sentences look like it. */
static size_t
choose_group(struct grouping *g, const struct key *key)
{
	double		least;
	size_t		i, best = 0;
	unsigned	side;

	for (side = 0; side < FIT_SIDES; side++)
		count_shared(g, &key->side[side], side);
	cost_each(g, key);
	least = g->with[0] - g->cost[0];
	for (i = 1; i < g->n; i++)
		if (g->with[i] - g->cost[i] < least) {
			least = g->with[i] - g->cost[i];
			best = i;
		}
	if (best == g->n - 1 && g->n < GROUPS)
		g->n++;
	return best;
}

/* The same for all that are found by the same words. */
static size_t
quick_group(const struct side *at)
{
	return word_hash((const char *)at->id, at->n * sizeof(*at->id)) %
	    GROUPS;
}

static int
join_group(struct grouping *g, const struct side *s, unsigned side,
    size_t group)
{
	double		*freq = &g->freq[side][group];
	struct fit	*fit;
	size_t		 i;
	int		 r;

	if (s->any) {
		groups_set(&g->fits->any.side[side], group);
		*freq += MILLION;
	}
	for (i = 0; i < s->n; i++) {
		if (groups_has(&fitter_fit(g->fits, s->id[i])->side[side],
		    group))
			continue;
		if ((r = fitter_own(g->fits, s->id[i], &fit)) != 0)
			return r;
		groups_set(&fit->side[side], group);
		*freq += (double)word_freq(g->f->c, s->id[i]);
	}
	return 0;
}

/* Words that may stand beside the anchor, as a set: SET_ANY where the matcher
 * need not look. */
static int
side_set(struct finder *f, unsigned key, unsigned side, uint16_t *set)
{
	const struct side	*s = &f->key[key].side[side];
	uint16_t		*id = f->room;
	size_t			 i, n = 0;
	int			 r;

	*set = SET_ANY;
	if (s->any || s->freq > COMMON)
		return 0;
	if (is_words(f->c, s->set)) {
		*set = s->set;
		return 0;
	}
	for (i = 0; i < s->n; i++) {
		/* Kinds of tokens are told late. */
		if (s->id[i] != WORD_NONE && s->id[i] < WORD_FIRST)
			return 0;
		if (s->id[i] != WORD_NONE)
			id[n++] = s->id[i];
	}
	*set = SET_NONE;
	r = n == 0 ? 0 : lexicon_set(&f->c->lex, id, n, set);
	/* Where no more sets can be told apart, all words may stand there. */
	if (r == SAGE_ETOOBIG) {
		*set = SET_ANY;
		r = 0;
	}
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
note_needs(const struct cpattern *p, struct kn_key *kn)
{
	const struct needed	*need;
	size_t			 i, k;

	for (i = 0; i < KEY_NEEDS; i++) {
		need = i < p->nleast ? p->least[i] : NULL;
		kn->needs[i] = need != NULL ? 0 : ~UINT64_C(0);
		for (k = 0; need != NULL && k < need->n; k++)
			kn->needs[i] |= word_bit(need->id[k]);
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
		if ((r = buf_append(&f->c->members, &m, sizeof(m))) != 0)
			return r;
	}
	return buf_append(&f->c->keys, k, sizeof(*k));
}

/* What the pattern of a key needs besides: the rarest of it. */
static void
set_anywhere(struct finder *f, unsigned key, const struct cpattern *p)
{
	if (p->nleast == 0)
		key_any(f, key, FIT_ANYWHERE);
	else if (p->nneeds > 0)
		key_set(f, key, FIT_ANYWHERE, p->needs[0]);
	else
		key_words(f, key, FIT_ANYWHERE, p->least[0]->id,
		    p->least[0]->n);
}

/* Put a key into a group. */
static int
group_key(struct grouping *g, unsigned key, const struct cpattern *p,
    size_t pattern)
{
	struct ckey	 k = { .kn = { .pattern = (uint16_t)pattern } };
	struct side	*s = g->f->key[key].side;
	size_t		 group;
	unsigned	 side;
	int		 r;

	set_anywhere(g->f, key, p);
	finder_list(g->f);
	if (index_is_quick(g->f->c))
		group = quick_group(&s[FIT_AT]);
	else
		group = choose_group(g, &g->f->key[key]);
	for (side = 0; side < FIT_SIDES; side++)
		if ((r = join_group(g, &s[side], side, group)) != 0)
			return r;
	note_cost(g, group);
	note_needs(p, &k.kn);
	return note_key(g->f, key, &k, group);
}

int
group_keys(struct grouping *g, const struct cpattern *p, size_t pattern)
{
	unsigned	i;
	int		r;

	for (i = 0; i < KEYS; i++)
		if (g->f->key[i].side[FIT_AT].n > 0 &&
		    (r = group_key(g, i, p, pattern)) != 0)
			return r;
	return 0;
}

struct grouping *
grouping_open(struct finder *f, struct fitter *fits)
{
	struct grouping	*g = arena_alloc(&f->c->arena, 1, sizeof(*g));

	if (g == NULL)
		return NULL;
	g->f = f;
	g->fits = fits;
	g->n = 1;
	return g;
}
