#include <string.h>

#include "compiler.h"

#define NAMED_DEPTH	8	/* guards in guards */
#define BIT_FREQ	8000	/* of the words of a bit of a sketch */


int
string_add(struct buf *pool, struct sage_text t, uint32_t *off)
{
	if (t.len == 0 && pool->len > 0) {
		*off = 0;
		return 0;
	}
	if (pool->len == 0 && buf_append(pool, "", 1) != 0)
		return SAGE_ENOMEM;
	*off = t.len == 0 ? 0 : (uint32_t)pool->len;
	if (t.len == 0)
		return 0;
	if (buf_append(pool, t.data, t.len) != 0 ||
	    buf_append(pool, "", 1) != 0)
		return SAGE_ENOMEM;
	return 0;
}

static struct sage_text
text_of(const char *s)
{
	return (struct sage_text){ s, strlen(s) };
}

static int
text_equal(struct sage_text a, struct sage_text b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

/* ---- words: spelling, contraction, also, abbreviation ------------------ */

/* Split "a = b c" into the word before the sign and what follows. */
static int
split_equation(struct compiler *c, const struct field *f,
    struct sage_text *left, struct sage_text *right)
{
	struct sage_text	sign;

	*right = f->value;
	if (!text_word(right, left) || !text_word(right, &sign) ||
	    !text_is(sign, "=") || right->len == 0)
		return fault_at(c->fault, f, 0, "this line is: word = words");
	return 0;
}

static int
own_word(struct compiler *c, const struct field *f, struct sage_text t,
    uint16_t *id)
{
	int	r = lexicon_word(&c->lex, t.data, t.len, id);

	if (r == SAGE_ETOOBIG)
		return fault_at(c->fault, f, 0, "a word that is too long");
	if (r == 0 && *id < c->lex.first)
		return fault_at(c->fault, f, 0,
		    "\"%.*s\" is built in and cannot be changed",
		    (int)t.len, t.data);
	return r;
}

/* Note that a word stands for another.  That one must stand for itself, as a
 * word of a text is replaced once. */
static int
note_meant(struct compiler *c, const struct field *f, uint16_t id,
    uint16_t meant)
{
	struct lexword	*w;
	size_t		 n = 0;

	if (meant >= c->lex.first) {
		w = lexicon_at(&c->lex, meant);
		w->meant = 1;
		n = w->expands;
	} else if (c->base != NULL)
		knowledge_list(c->base, knowledge_entry(c->base,
		    meant)->expand, &n);
	if (n == 0 && !lexicon_at(&c->lex, id)->meant)
		return 0;
	return fault_at(c->fault, f, 0,
	    "a word for one that stands for another itself");
}

static int
add_spelling(struct compiler *c, const struct field *f)
{
	struct sage_text	left, right, t;
	uint16_t		canon, id;
	int			r;

	if ((r = split_equation(c, f, &left, &right)) != 0)
		return r;
	if ((r = lexicon_word(&c->lex, left.data, left.len, &canon)) != 0)
		return r;
	while (text_word(&right, &t)) {
		if ((r = own_word(c, f, t, &id)) != 0)
			return r;
		if (id == canon)
			continue;
		if ((r = note_meant(c, f, id, canon)) != 0)
			return r;
		lexicon_at(&c->lex, id)->expand[0] = canon;
		lexicon_at(&c->lex, id)->expands = 1;
	}
	return 0;
}

static int
add_contraction(struct compiler *c, const struct field *f)
{
	struct sage_text	left, right, t;
	uint16_t		id, word;
	struct lexword		*w;
	int			 r;

	if ((r = split_equation(c, f, &left, &right)) != 0 ||
	    (r = own_word(c, f, left, &id)) != 0)
		return r;
	lexicon_at(&c->lex, id)->expands = 0;
	while (text_word(&right, &t)) {
		if ((r = lexicon_word(&c->lex, t.data, t.len, &word)) != 0)
			return r;
		w = lexicon_at(&c->lex, id);
		if (w->expands == EXPAND_MAX)
			return fault_at(c->fault, f, 0,
			    "more than %d words", EXPAND_MAX);
		if ((r = note_meant(c, f, id, word)) != 0)
			return r;
		w->expand[w->expands++] = word;
	}
	return 0;
}

static int
add_also(struct compiler *c, const struct field *f)
{
	struct sage_text	left, right, t;
	uint16_t		id, word;
	struct lexword		*w;
	int			 r;

	if ((r = split_equation(c, f, &left, &right)) != 0 ||
	    (r = own_word(c, f, left, &id)) != 0)
		return r;
	while (text_word(&right, &t)) {
		if ((r = lexicon_word(&c->lex, t.data, t.len, &word)) != 0)
			return r;
		w = lexicon_at(&c->lex, id);
		if (w->alsos == LEX_ALSO)
			return fault_at(c->fault, f, 0,
			    "more than %d words", LEX_ALSO);
		w->also[w->alsos++] = word;
	}
	return 0;
}

static int
add_abbreviations(struct compiler *c, const struct field *f)
{
	struct sage_text	rest = f->value, t;
	uint16_t		id;
	int			r;

	while (text_word(&rest, &t)) {
		if ((r = own_word(c, f, t, &id)) != 0)
			return r;
		lexicon_at(&c->lex, id)->abbreviates = 1;
	}
	return 0;
}

/* ---- classes, guards, categories as blocks ----------------------------- */

static struct cnamed *
find_named(struct compiler *c, uint32_t kind, struct sage_text name)
{
	struct cnamed	*n;

	for (n = c->named; n != NULL; n = n->next)
		if (n->kind == kind && text_equal(n->name, name))
			return n;
	return NULL;
}

static int
add_named(struct compiler *c, uint32_t kind, struct sage_text name,
    struct field *fields, int own)
{
	struct cnamed	*n;

	if ((n = arena_alloc(&c->arena, 1, sizeof(*n))) == NULL)
		return SAGE_ENOMEM;
	n->kind = kind;
	n->name = name;
	n->fields = fields;
	n->own = own;
	n->next = c->named;
	c->named = n;
	return 0;
}

/* The fields of a block that have the key, as a list of their own. */
static int
pick_fields(struct compiler *c, const struct block *b, const char *key,
    const char *other, struct field **out)
{
	const struct field	 *f;
	struct field		**end = out;

	*out = NULL;
	for (f = b->fields; f != NULL; f = f->next) {
		if (!text_is(f->key, key) &&
		    (other == NULL || !text_is(f->key, other)))
			continue;
		if ((*end = arena_alloc(&c->arena, 1, sizeof(**end))) == NULL)
			return SAGE_ENOMEM;
		**end = *f;
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	return 0;
}

/* Only known keys, so that a slip of the pen is not passed over. */
static int
check_keys(struct compiler *c, const struct block *b, const char *known)
{
	const struct field	*f;
	struct sage_text	 rest, t;
	int			 found;

	for (f = b->fields; f != NULL; f = f->next) {
		rest = text_of(known);
		for (found = 0; !found && text_word(&rest, &t);)
			found = text_equal(t, f->key);
		if (!found)
			return fault_key(c->fault, f,
			    "no \"%.*s\" in a %.*s", (int)f->key.len,
			    f->key.data, (int)b->head.key.len,
			    b->head.key.data);
		if (f->value.len == 0)
			return fault_at(c->fault, f, 0, "\"%.*s\" of what?",
			    (int)f->key.len, f->key.data);
	}
	if (b->head.value.len == 0)
		return fault_at(c->fault, &b->head, 0, "a %.*s has a name",
		    (int)b->head.key.len, b->head.key.data);
	return 0;
}

static int
add_class_block(struct compiler *c, struct block *b)
{
	struct field	*words, *own;
	int		 r;

	/* The class's other blocks are hung behind the one. */
	if ((r = check_keys(c, b, "why words")) != 0 ||
	    (r = pick_fields(c, b, "words", NULL, &words)) != 0 ||
	    (r = pick_fields(c, b, "words", NULL, &own)) != 0)
		return r;
	if (words == NULL)
		return fault_at(c->fault, &b->head, 0, "a class needs words");
	if ((r = class_add(&c->classes, b->head.value, words)) != 0)
		return r;
	return add_named(c, 'c', b->head.value, own, 1);
}

static int
add_guard_block(struct compiler *c, struct block *b)
{
	struct field	*lines;
	int		 r;

	if ((r = check_keys(c, b, "why unless only")) != 0 ||
	    (r = pick_fields(c, b, "unless", "only", &lines)) != 0)
		return r;
	if (find_named(c, 'g', b->head.value) != NULL)
		return fault_at(c->fault, &b->head, 0,
		    "there is a guard of this name");
	return add_named(c, 'g', b->head.value, lines, 1);
}

/* ---- patterns and guards ----------------------------------------------- */

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
		words = needed_sketch(c, &p->needed[i], &now);
		if (now < best) {
			best = now;
			least = words;
		}
	}
	return least;
}

/* A rule's pattern, or a guard's. */
static int
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

static int	add_guards(struct compiler *, const struct field *,
		    struct buf *, int);

static int
add_named_guards(struct compiler *c, const struct field *f,
    struct sage_text name, struct buf *out, int depth)
{
	struct cnamed	*n = find_named(c, 'g', name);
	int		 r;

	if (n == NULL)
		return fault_at(c->fault, f, 0, "no guard \"%.*s\"",
		    (int)name.len, name.data);
	if (n->busy || depth == 0)
		return fault_at(c->fault, f, 0, "guard \"%.*s\" holds itself",
		    (int)name.len, name.data);
	if (!n->done) {
		n->busy = 1;
		r = add_guards(c, n->fields, &n->guards, depth - 1);
		n->busy = 0;
		if (r != 0)
			return r;
		n->done = 1;
	}
	return buf_append(out, n->guards.data, n->guards.len);
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
add_guard(struct compiler *c, const struct field *f, struct buf *out,
    int depth)
{
	struct kn_guard		g = { .only = text_is(f->key, "only") };
	struct sage_text	rest = f->value, t;
	size_t			i;
	int			r;

	if (!text_word(&rest, &t))
		return fault_at(c->fault, f, 0, "an empty guard");
	if (text_is(t, "guard") && text_word(&rest, &t))
		return add_named_guards(c, f, t, out, depth);
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
	return buf_append(out, &g, sizeof(g));
}

static int
add_guards(struct compiler *c, const struct field *f, struct buf *out,
    int depth)
{
	int	r;

	for (; f != NULL; f = f->next)
		if ((text_is(f->key, "unless") || text_is(f->key, "only")) &&
		    (r = add_guard(c, f, out, depth)) != 0)
			return r;
	return 0;
}

/* ---- categories and rules ---------------------------------------------- */

/* What may be said of a rule or a category, and where it goes. */
static const struct {
	const char	*key;
	size_t		 off;
	int		 template;
	int		 must;		/* a category has it */
} texts[] = {
	{ "title",	offsetof(struct kn_rule, title),	0, 1 },
	{ "definition",	offsetof(struct kn_rule, definition),	0, 1 },
	{ "reason",	offsetof(struct kn_rule, reason),	1, 1 },
	{ "source",	offsetof(struct kn_rule, source),	0, 0 },
	{ "repair",	offsetof(struct kn_rule, repair),	1, 0 },
	{ "feel",	offsetof(struct kn_rule, feel),		0, 0 },
	{ "strength",	offsetof(struct kn_rule, strength),	0, 0 },
	{ "need",	offsetof(struct kn_rule, need),		0, 0 },
	{ "say",	offsetof(struct kn_rule, say),		1, 0 },
	{ "ask",	offsetof(struct kn_rule, ask),		1, 0 },
};

/*
 * A reason or a repair, with <name|fallback> turned into marks and the
 * number of the capture.
 */
static int
add_template(struct compiler *c, const struct field *f, uint32_t *off)
{
	const char	*p = f->value.data, *end = p + f->value.len, *bar, *q;
	struct buf	 out = { 0 };
	char		 mark[2] = { TEMPLATE_OPEN, 0 };
	size_t		 i;
	int		 r = 0;

	for (; p < end && r == 0; p++) {
		if (*p != '<' || (q = memchr(p, '>', (size_t)(end - p))) ==
		    NULL) {
			r = buf_append(&out, *p == TEMPLATE_OPEN ||
			    *p == TEMPLATE_CLOSE ? " " : p, 1);
			continue;
		}
		if ((bar = memchr(p, '|', (size_t)(q - p))) == NULL)
			bar = q;
		for (i = 0; i < c->pm.nnames; i++)
			if (text_equal(c->pm.names[i], (struct sage_text){
			    p + 1, (size_t)(bar - p - 1) }))
				break;
		if (i == c->pm.nnames) {
			r = fault_at(c->fault, f, (size_t)(p -
			    f->value.data), "no capture \"%.*s\"",
			    (int)(bar - p - 1), p + 1);
			break;
		}
		mark[1] = (char)('a' + i);
		if ((r = buf_append(&out, mark, 2)) == 0 && bar < q)
			r = buf_append(&out, bar + 1, (size_t)(q - bar - 1));
		mark[1] = TEMPLATE_CLOSE;
		if (r == 0)
			r = buf_append(&out, &mark[1], 1);
		p = q;
	}
	if (r == 0)
		r = string_add(&c->strings, (struct sage_text){ out.data,
		    out.len }, off);
	buf_free(&out);
	return r;
}

static int
read_level(struct compiler *c, const struct field *f, uint8_t *level)
{
	static const char *const names[] = { "note", "warning", "error" };
	size_t	i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_is(f->value, names[i])) {
			*level = (uint8_t)(SAGE_NOTE + i);
			return 0;
		}
	return fault_at(c->fault, f, 0, "a level is note, warning or error");
}

static int
read_percent(struct compiler *c, const struct field *f, uint8_t *percent)
{
	const char	*s = f->value.data;

	if (f->value.len > 2 || s[0] < '0' || s[0] > '9' ||
	    s[f->value.len - 1] < '0' || s[f->value.len - 1] > '9')
		return fault_at(c->fault, f, 0,
		    "a confidence is 0 to 99 percent");
	*percent = (uint8_t)(s[0] - '0');
	if (f->value.len == 2)
		*percent = (uint8_t)(*percent * 10 + s[1] - '0');
	return 0;
}

/* The fields that a category and a rule have in common. */
static int
read_texts(struct compiler *c, const struct block *b, struct kn_rule *kn)
{
	const struct field	*f;
	uint32_t		*to;
	uint8_t			 percent;
	size_t			 i;
	int			 r = 0;

	for (f = b->fields; f != NULL && r == 0; f = f->next) {
		if (text_is(f->key, "level"))
			r = read_level(c, f, &kn->level);
		if (text_is(f->key, "confidence"))
			r = read_percent(c, f, &kn->confidence);
		if (text_is(f->key, "learned")) {
			if ((r = read_percent(c, f, &percent)) == 0)
				kn->learned = percent;
		}
		for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
			if (r != 0 || !text_is(f->key, texts[i].key))
				continue;
			to = (uint32_t *)(void *)((char *)kn + texts[i].off);
			r = texts[i].template ? add_template(c, f, to) :
			    string_add(&c->strings, f->value, to);
		}
	}
	return r;
}

static struct ccategory *
find_category(struct compiler *c, struct sage_text id)
{
	struct ccategory	*cat;

	for (cat = c->categories; cat != NULL; cat = cat->next)
		if (text_equal(cat->id, id))
			return cat;
	return NULL;
}

static struct ccategory *
new_category(struct compiler *c, struct sage_text id,
    const struct field *head)
{
	struct ccategory	*cat;

	if ((cat = arena_alloc(&c->arena, 1, sizeof(*cat))) == NULL)
		return NULL;
	cat->id = id;
	cat->head = head;
	if (c->last_category == NULL)
		c->last_category = &c->categories;
	*c->last_category = cat;
	c->last_category = &cat->next;
	return cat;
}

/* Ids are letters, digits and hyphens, with one dot in a rule's. */
static int
check_id(struct compiler *c, const struct field *f, size_t *dot)
{
	size_t	i, dots = 0;

	for (i = 0; i < f->value.len; i++) {
		char	ch = f->value.data[i];

		if (ch == '.') {
			*dot = i;
			dots++;
		} else if (!(ch >= 'a' && ch <= 'z') && ch != '-' &&
		    !(ch >= '0' && ch <= '9'))
			break;
	}
	if (i < f->value.len || i > 60 || dots > 1)
		return fault_at(c->fault, f, i,
		    "an id is of small letters, digits, hyphens");
	if (dots == 1 && (*dot == 0 || *dot + 1 == f->value.len))
		return fault_at(c->fault, f, *dot,
		    "a rule's id is CATEGORY.NAME");
	return dots == 1;
}

static int
add_category(struct compiler *c, const struct block *b)
{
	struct ccategory	*cat;
	struct field		*lines;
	size_t			 dot;
	int			 r;

	if ((r = check_keys(c, b, "title level confidence definition reason "
	    "source repair unless")) != 0 ||
	    (r = check_id(c, &b->head, &dot)) < 0)
		return r;
	if (r == 1 || find_category(c, b->head.value) != NULL)
		return fault_at(c->fault, &b->head, 0, r == 1 ?
		    "a category's id has no dot" :
		    "there is a category of this name");
	if ((cat = new_category(c, b->head.value, &b->head)) == NULL)
		return SAGE_ENOMEM;
	cat->kn.level = SAGE_WARNING;
	cat->kn.confidence = 90;
	c->pm.nnames = 0;
	if ((r = string_add(&c->strings, cat->id, &cat->kn.id)) != 0 ||
	    (r = read_texts(c, b, &cat->kn)) != 0)
		return r;
	cat->kn.category = cat->kn.id;
	if ((r = pick_fields(c, b, "unless", NULL, &lines)) != 0)
		return r;
	return add_named(c, 'k', cat->id, lines, 1);
}

/* Examples as one string, a line each. */
static int
add_examples(struct compiler *c, const struct block *b, const char *key,
    uint32_t *off)
{
	const struct field	*f;
	struct buf		 out = { 0 };
	int			 r = 0;

	for (f = b->fields; f != NULL && r == 0; f = f->next) {
		if (!text_is(f->key, key))
			continue;
		if (out.len > 0)
			r = buf_append(&out, "\n", 1);
		if (r == 0)
			r = buf_append(&out, f->value.data, f->value.len);
	}
	if (r == 0)
		r = string_add(&c->examples, (struct sage_text){ out.data,
		    out.len }, off);
	buf_free(&out);
	return r;
}

/* Guards go to those of all: where the first is, and how many. */
static int
put_guards(struct compiler *c, const struct field *fields, uint32_t *first,
    uint16_t *n)
{
	size_t	size = sizeof(struct kn_guard), count;
	int	r;

	*first = (uint32_t)(c->guards.len / size);
	if ((r = add_guards(c, fields, &c->guards, NAMED_DEPTH)) != 0)
		return r;
	count = c->guards.len / size - *first;
	if (count > UINT16_MAX)
		return SAGE_ETOOBIG;
	*n = (uint16_t)count;
	return 0;
}

static int
rule_guards(struct compiler *c, const struct block *b, struct sage_text cat,
    struct kn_rule *kn)
{
	struct cnamed	*n = find_named(c, 'k', cat);
	int		 r;

	if (n != NULL && !n->done && (r = put_guards(c, n->fields, &n->first,
	    &n->n)) != 0)
		return r;
	if (n != NULL) {
		n->done = 1;
		kn->shared = n->first;
		kn->shares = n->n;
	}
	return put_guards(c, b->fields, &kn->guard, &kn->guards);
}

static int
rule_patterns(struct compiler *c, const struct block *b)
{
	const struct field	*f;
	int			 any = 0, r;

	c->pm.nnames = 0;
	for (f = b->fields; f != NULL; f = f->next) {
		if (!text_is(f->key, "match"))
			continue;
		if ((r = add_pattern(c, f, 0, NULL)) != 0)
			return r;
		any = 1;
	}
	if (!any)
		return fault_at(c->fault, &b->head, 0,
		    "a rule needs a match line");
	return 0;
}

static int
check_new_rule(struct compiler *c, const struct block *b)
{
	const struct kn_rule	*kn = (struct kn_rule *)(void *)c->rules.data;
	const uint32_t		*id = (uint32_t *)(void *)c->ids.data;
	uint32_t		 own = word_hash(b->head.value.data,
				    b->head.value.len);
	size_t			 n = c->rules.len / sizeof(*kn), i;

	if (n == UINT16_MAX)
		return fault_at(c->fault, &b->head, 0, "too many rules");
	for (i = 0; i < n; i++)
		if (id[i] == own &&
		    text_is(b->head.value, c->strings.data + kn[i].id))
			return fault_at(c->fault, &b->head, 0,
			    "there is a rule of this name");
	return buf_append(&c->ids, &own, sizeof(own));
}

static int
add_rule(struct compiler *c, const struct block *b)
{
	struct ccategory	*cat;
	struct kn_rule		 kn;
	struct sage_text	 id;
	size_t			 dot;
	int			 r;

	if ((r = check_keys(c, b, "match unless only learned level "
	    "confidence title definition reason source repair feel strength "
	    "need say ask yes no")) != 0 ||
	    (r = check_id(c, &b->head, &dot)) < 0)
		return r;
	if (r == 0)
		return fault_at(c->fault, &b->head, 0,
		    "a rule's id is CATEGORY.NAME");
	id = (struct sage_text){ b->head.value.data, dot };
	if ((cat = find_category(c, id)) == NULL)
		return fault_at(c->fault, &b->head, 0, "no category \"%.*s\"",
		    (int)id.len, id.data);
	kn = cat->kn;
	if ((r = check_new_rule(c, b)) != 0 ||
	    (r = rule_patterns(c, b)) != 0 ||
	    (r = read_texts(c, b, &kn)) != 0 ||
	    (r = rule_guards(c, b, id, &kn)) != 0 ||
	    (r = string_add(&c->strings, b->head.value, &kn.id)) != 0 ||
	    (r = add_examples(c, b, "yes", &kn.yes)) != 0 ||
	    (r = add_examples(c, b, "no", &kn.no)) != 0)
		return r;
	return buf_append(&c->rules, &kn, sizeof(kn));
}

/* Is there a category or a rule of the name in these? */
static int
is_named(const struct kn_rule *kn, size_t n, const char *strings,
    struct sage_text name)
{
	for (; n > 0; n--, kn++)
		if (text_is(name, strings + kn->id) ||
		    text_is(name, strings + kn->category))
			return 1;
	return 0;
}

static int
add_allow(struct compiler *c, const struct block *b)
{
	struct sage_text	rest = b->head.value, t;
	const struct kn_rule	*kn;
	uint32_t		off;
	size_t			n;
	int			r, known;

	if (!text_word(&rest, &t))
		return fault_at(c->fault, &b->head, 0, "allow what?");
	known = is_named((struct kn_rule *)(void *)c->rules.data,
	    c->rules.len / sizeof(*kn), c->strings.data, t);
	if (!known && c->base != NULL) {
		kn = knowledge_section(c->base, SEC_RULE, &n);
		known = is_named(kn, n, knowledge_string(c->base, 0), t);
	}
	if (!known)
		return fault_at(c->fault, &b->head, 0,
		    "no category or rule \"%.*s\"", (int)t.len, t.data);
	if ((r = string_add(&c->strings, t, &off)) != 0)
		return r;
	return buf_append(&c->allows, &off, sizeof(off));
}

/* ---- what is complete ---------------------------------------------------- */

/* The members of classes that nothing uses were not read. */
static int
check_classes(struct compiler *c)
{
	const struct block	*b;
	int			 r;

	for (b = c->blocks.first; b != NULL; b = b->next)
		if (text_is(b->head.key, "class") &&
		    (r = class_check(&c->classes, &b->head)) != 0)
			return r;
	return 0;
}

/* All that is told of a finding is there. */
static int
check_category(struct compiler *c, const struct ccategory *cat)
{
	const uint32_t	*text;
	size_t		 i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		text = (const uint32_t *)(const void *)
		    ((const char *)&cat->kn + texts[i].off);
		if (texts[i].must && *text == 0)
			return fault_at(c->fault, cat->head, 0,
			    "a category needs a %s", texts[i].key);
	}
	return 0;
}

static int
check_categories(struct compiler *c)
{
	const struct ccategory	*cat;
	int			 r;

	for (cat = c->categories; cat != NULL; cat = cat->next)
		if (cat->head != NULL && (r = check_category(c, cat)) != 0)
			return r;
	return 0;
}

/* ---- the whole --------------------------------------------------------- */

/* Blocks in passes: words, then names, then what uses them. */
static const struct {
	const char	*key;
	int		 pass;
	int		(*line)(struct compiler *, const struct field *);
	int		(*block)(struct compiler *, struct block *);
	int		(*cblock)(struct compiler *, const struct block *);
} kinds[] = {
	{ "spelling",	  0, add_spelling,	NULL, NULL },
	{ "also",	  0, add_also,		NULL, NULL },
	{ "abbreviation", 0, add_abbreviations,	NULL, NULL },
	{ "contraction",  1, add_contraction,	NULL, NULL },
	{ "class",	  1, NULL, add_class_block, NULL },
	{ "guard",	  1, NULL, add_guard_block, NULL },
	{ "category",	  2, NULL, NULL, add_category },
	{ "rule",	  3, NULL, NULL, add_rule },
	{ "allow",	  4, NULL, NULL, add_allow },
};

static int
run_block(struct compiler *c, struct block *b, int pass)
{
	size_t	i;
	int	r;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (text_is(b->head.key, kinds[i].key))
			break;
	if (i == sizeof(kinds) / sizeof(kinds[0]))
		return fault_key(c->fault, &b->head,
		    "\"%.*s\" begins no block", (int)b->head.key.len,
		    b->head.key.data);
	if (kinds[i].pass != pass)
		return 0;
	if (kinds[i].line != NULL)
		r = kinds[i].line(c, &b->head);
	else if (kinds[i].block != NULL)
		r = kinds[i].block(c, b);
	else
		r = kinds[i].cblock(c, b);
	if (r == SAGE_ETOOBIG)
		return fault_at(c->fault, &b->head, 0,
		    "a word that is too long, or too many of them");
	return r;
}

/* Field nodes for text that the base holds, so that it is read the same. */
static int
base_fields(struct compiler *c, struct sage_text text, int keyed,
    struct field **out)
{
	struct field		**end = out;
	struct sage_text	  line;
	const char		 *nl;

	for (*out = NULL; text.len > 0; text.data += line.len + 1,
	    text.len -= line.len + (nl != NULL)) {
		nl = memchr(text.data, '\n', text.len);
		line = (struct sage_text){ text.data, nl == NULL ? text.len :
		    (size_t)(nl - text.data) };
		if ((*end = arena_alloc(&c->arena, 1, sizeof(**end))) == NULL)
			return SAGE_ENOMEM;
		(*end)->name = "built-in";
		(*end)->value = line;
		if (keyed)
			text_word(&(*end)->value, &(*end)->key);
		end = &(*end)->next;
	}
	return 0;
}

static int
take_base(struct compiler *c)
{
	const struct kn_named	*named;
	const struct kn_rule	*cat;
	struct ccategory	*own;
	struct sage_text	 name;
	struct field		*f;
	size_t			 n, i;
	int			 r;

	named = knowledge_section(c->base, SEC_NAMED, &n);
	for (i = 0; i < n; i++) {
		name = text_of(knowledge_string(c->base, named[i].name));
		if ((r = base_fields(c, text_of(knowledge_string(c->base,
		    named[i].text)), named[i].kind != 'c', &f)) != 0)
			return r;
		if (named[i].kind == 'c')
			r = class_add(&c->classes, name, f);
		else
			r = add_named(c, named[i].kind, name, f, 0);
		if (r != 0)
			return r;
	}
	cat = knowledge_section(c->base, SEC_CATEGORY, &n);
	for (i = 0; i < n; i++) {
		name = text_of(knowledge_string(c->base, cat[i].id));
		if ((own = new_category(c, name, NULL)) == NULL)
			return SAGE_ENOMEM;
		own->kn.level = cat[i].level;
		own->kn.confidence = cat[i].confidence;
		if ((r = string_add(&c->strings, name, &own->kn.category)) != 0)
			return r;
#define TAKE(what)	string_add(&c->strings, text_of(knowledge_string( \
			    c->base, cat[i].what)), &own->kn.what)
		if ((r = TAKE(title)) != 0 || (r = TAKE(definition)) != 0 ||
		    (r = TAKE(reason)) != 0 || (r = TAKE(source)) != 0 ||
		    (r = TAKE(repair)) != 0)
			return r;
#undef TAKE
	}
	return 0;
}

/* word TAB count lines, in the order of the words' bytes. */
static int
read_frequencies(struct compiler *c, struct sage_text text)
{
	struct field		*f, *line;
	struct lexfreq		*freq;
	struct sage_text	 rest, count;
	size_t			 n = 0;
	int			 r;

	if ((r = base_fields(c, text, 0, &f)) != 0)
		return r;
	for (line = f; line != NULL; line = line->next)
		n++;
	if ((freq = arena_alloc(&c->arena, n, sizeof(*freq))) == NULL)
		return SAGE_ENOMEM;
	for (n = 0; f != NULL; f = f->next) {
		rest = f->value;
		if (!text_word(&rest, &freq[n].word) ||
		    *freq[n].word.data == '#')
			continue;
		if (!text_word(&rest, &count))
			return SAGE_EINVAL;
		for (; count.len > 0; count.data++, count.len--)
			freq[n].n = freq[n].n * 10 +
			    (uint32_t)(*count.data - '0');
		n++;
	}
	c->lex.freqs = freq;
	c->lex.nfreqs = n;
	return 0;
}

static int
prepare(struct compiler *c, const struct compile_input *in)
{
	const void	*packed;
	size_t		 n;
	int		 r;

	c->base = in->base;
	c->classes.arena = &c->arena;
	c->classes.lex = &c->lex;
	c->classes.fault = c->fault;
	c->pm.classes = &c->classes;
	c->pm.code = &c->code;
	if ((r = lexicon_init(&c->lex, &c->arena, in->base)) != 0)
		return r;
	if (in->base != NULL) {
		packed = knowledge_section(in->base, SEC_INFLECT, &n);
		if ((r = inflect_open(&c->lex.inflect, packed, n)) != 0)
			return r;
		return take_base(c);
	}
	if ((r = inflect_pack(&c->packed, in->inflections.data,
	    in->inflections.len, NULL)) != 0)
		return r;
	if ((r = inflect_open(&c->lex.inflect, c->packed.data,
	    c->packed.len)) != 0)
		return r;
	return read_frequencies(c, in->frequencies);
}

static int
run(struct compiler *c, const struct compile_input *in, struct buf *out)
{
	struct block	*b;
	size_t		 i;
	int		 pass, r;

	if ((r = prepare(c, in)) != 0)
		return r;
	for (i = 0; i < in->n; i++)
		if ((r = rulefile_read(&c->blocks, &c->arena,
		    in->rules[i].name, in->rules[i].text, c->fault)) != 0)
			return r;
	for (pass = 0; pass < 5; pass++)
		for (b = c->blocks.first; b != NULL; b = b->next)
			if ((r = run_block(c, b, pass)) != 0)
				return r;
	/* The built-in knowledge tells nobody of some categories, and takes no
	 * words from classes that it only offers. */
	if (c->base != NULL && ((r = check_classes(c)) != 0 ||
	    (r = check_categories(c)) != 0))
		return r;
	if ((r = index_patterns(c)) != 0)
		return r;
	return emit_knowledge(c, out);
}

int
compile(const struct compile_input *in, struct buf *out,
    struct sage_fault *fault)
{
	struct compiler	 c = { .fault = fault };
	struct cnamed	*n;
	int		 r;

	r = run(&c, in, out);
	for (n = c.named; n != NULL; n = n->next)
		buf_free(&n->guards);
	classes_free(&c.classes);
	lexicon_free(&c.lex);
	buf_free(&c.code);
	buf_free(&c.patterns);
	buf_free(&c.guards);
	buf_free(&c.rules);
	buf_free(&c.ids);
	buf_free(&c.strings);
	buf_free(&c.examples);
	buf_free(&c.allows);
	buf_free(&c.keys);
	buf_free(&c.members);
	buf_free(&c.fit_of);
	buf_free(&c.several);
	buf_free(&c.fits);
	buf_free(&c.common);
	buf_free(&c.packed);
	arena_free(&c.arena);
	return r;
}
