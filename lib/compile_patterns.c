/* Patterns, and the guards that ask for them or bar them. */
#include <string.h>

#include "compiler.h"

#define NAMED_DEPTH	8	/* guards in guards */
#define BIT_FREQ	8000	/* of the words of a bit of a sketch */

/* The words of a set as bits, and how often, in a million, a window has one
 * of them, or another word of these bits. */
static uint64_t
needed_sketch(const struct compiler *c, const struct needed *need,
    uint64_t *freq)
{
	uint64_t	words = 0;
	size_t		i;

	*freq = 0;
	for (i = 0; i < need->n; i++) {
		if ((words & word_bit(need->id[i])) == 0)
			*freq += BIT_FREQ;
		words |= word_bit(need->id[i]);
		*freq += lexicon_freq(&c->lex, need->id[i]);
	}
	return words;
}

/* The rarest words that a pattern needs, as bits; all if it needs none. */
static uint64_t
rarest_sketch(const struct compiler *c, const struct pattern *p)
{
	uint64_t	words, least = ~UINT64_C(0), now, best = UINT64_MAX;
	size_t		i;

	for (i = 0; i < p->nneeded; i++) {
		words = needed_sketch(c, p->needed[i], &now);
		if (now < best) {
			best = now;
			least = words;
		}
	}
	return least;
}

int
add_pattern(struct compiler *c, const struct field *f, size_t off,
    struct kn_guard *guard)
{
	size_t		number = c->patterns.len / sizeof(struct cpattern);
	struct pattern	p;
	struct cpattern	cp = { .nneeded = 0 };
	int		r;

	if ((r = pattern_compile(&c->pm, f, off, guard != NULL,
	    &p)) != 0)
		return r;
	cp.kn.code = p.code;
	cp.kn.captures = (uint8_t)p.captures;
	cp.kn.rule = NO_RULE;
	cp.line = f;
	if (number > UINT16_MAX)
		return fault_at(c->fault, f, 0, "too many patterns");
	if (guard != NULL) {
		guard->pattern = (uint32_t)number;
		guard->words = rarest_sketch(c, &p);
	} else {
		cp.kn.rule = (uint16_t)(c->rules.len / sizeof(struct kn_rule));
		cp.nneeded = p.nneeded;
		cp.needed = arena_alloc(&c->arena, p.nneeded,
		    sizeof(*cp.needed));
		if (cp.needed == NULL)
			return SAGE_ENOMEM;
		memcpy(cp.needed, p.needed, p.nneeded * sizeof(*cp.needed));
	}
	return buf_append(&c->patterns, &cp, sizeof(cp));
}

/* Where guards go while they are read. */
struct guarding {
	struct buf	*out;
	unsigned	 left;		/* how deep they may be, */
	unsigned	 depth;		/* ... and are */
};

static int	guards_of(struct compiler *, const struct field *,
		    struct guarding *);

static int
read_named(struct compiler *c, struct cnamed *n, unsigned left)
{
	struct guarding		 g = { &n->guards, left, 0 };
	const struct field	*fields;
	int			 r;

	n->busy = 1;
	if ((r = fields_of(c, n, &fields)) == 0)
		r = guards_of(c, fields, &g);
	n->busy = 0;
	n->done = r == 0;
	n->depth = g.depth;
	return r;
}

static int
add_named_guards(struct compiler *c, const struct field *f,
    struct sage_text name, struct guarding *g)
{
	struct cnamed	*n = find_named(c, 'g', name);
	int		 r;

	if (n == NULL)
		return fault_at(c->fault, f, 0, "no guard \"%.*s\"",
		    (int)name.len, name.data);
	if (n->busy)
		return fault_at(c->fault, f, 0, "guard \"%.*s\" holds itself",
		    (int)name.len, name.data);
	if (n->depth >= g->left)
		return fault_at(c->fault, f, 0, "guards are nested too deep");
	if (!n->done && (r = read_named(c, n, g->left - 1)) != 0)
		return r;
	if (n->depth >= g->depth)
		g->depth = n->depth + 1;
	return buf_append(g->out, n->guards.data, n->guards.len);
}

static const struct {
	const char	*word;
	enum guard_where where;
	int		 counted;
} wheres[] = {
	{ "before",	GUARD_BEFORE,	1 },
	{ "after",	GUARD_AFTER,	1 },
	{ "within",	GUARD_WITHIN,	0 },
	{ "sentence",	GUARD_SENTENCE,	0 },
};

static int
guard_distance(struct compiler *c, const struct field *f,
    struct sage_text *rest, uint16_t *words)
{
	struct sage_text	t;

	if (!text_word(rest, &t) || t.len > 2 || *t.data < '0' ||
	    *t.data > '9' || t.data[t.len - 1] < '0' ||
	    t.data[t.len - 1] > '9')
		return fault_at(c->fault, f, 0,
		    "how many words away, 0 to 63?");
	*words = (uint16_t)(*t.data - '0');
	if (t.len == 2)
		*words = (uint16_t)(*words * 10 + t.data[1] - '0');
	if (*words > 63)
		return fault_at(c->fault, f, 0,
		    "how many words away, 0 to 63?");
	return 0;
}

static int
add_guard(struct compiler *c, const struct field *f, struct guarding *to)
{
	struct kn_guard		g = { .only = f->word == KEY_ONLY };
	struct sage_text	rest = f->value, t;
	size_t			i;
	int			r;

	if (!text_word(&rest, &t))
		return fault_at(c->fault, f, 0, "an empty guard");
	if (text_is(t, "guard") && text_word(&rest, &t))
		return add_named_guards(c, f, t, to);
	for (i = 0; i < sizeof(wheres) / sizeof(wheres[0]); i++)
		if (text_is(t, wheres[i].word))
			break;
	if (i == sizeof(wheres) / sizeof(wheres[0]))
		return fault_at(c->fault, f, 0,
		    "before, after, within, sentence or guard, not \"%.*s\"",
		    (int)t.len, t.data);
	g.where = (uint8_t)wheres[i].where;
	if (wheres[i].counted &&
	    (r = guard_distance(c, f, &rest, &g.far)) != 0)
		return r;
	if ((r = add_pattern(c, f, (size_t)(rest.data - f->value.data),
	    &g)) != 0)
		return r;
	return buf_append(to->out, &g, sizeof(g));
}

static int
guards_of(struct compiler *c, const struct field *f, struct guarding *to)
{
	int	r;

	for (; f != NULL; f = f->next)
		if ((f->word == KEY_UNLESS || f->word == KEY_ONLY) &&
		    (r = add_guard(c, f, to)) != 0)
			return r;
	return 0;
}

int
add_guards(struct compiler *c, const struct field *f, struct buf *out)
{
	struct guarding	g = { out, NAMED_DEPTH, 0 };

	return guards_of(c, f, &g);
}
