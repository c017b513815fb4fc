/* The whole: blocks in passes, and what is made of them. */
#include <string.h>

#include "compiler.h"

#define PASSES	5
#define SETS	3	/* that a pattern has, roughly */

/* Blocks in passes: words, then names, then what uses them. */
static const struct {
	int	pass;
	int	bare;		/* it has no fields */
	int	(*block)(struct compiler *, const struct block *);
} kinds[KEYWORDS] = {
	[KEY_SPELLING]		= { 0, 1, block_spelling },
	[KEY_ALSO]		= { 0, 1, block_also },
	[KEY_ABBREVIATION]	= { 0, 1, block_abbreviation },
	[KEY_CONTRACTION]	= { 1, 1, block_contraction },
	[KEY_CLASS]		= { 1, 0, block_class },
	[KEY_GUARD]		= { 1, 0, block_guard },
	[KEY_CATEGORY]		= { 2, 0, block_category },
	[KEY_RULE]		= { 3, 0, block_rule },
	[KEY_ALLOW]		= { 4, 1, block_allow },
};

/* Number the keys, and count the rules and the patterns. */
static void
number_keys(struct block *b, size_t *rules, size_t *patterns)
{
	struct field	*f;

	*rules = *patterns = 0;
	for (; b != NULL; b = b->next) {
		b->head.word = keyword_of(b->head.key);
		*rules += b->head.word == KEY_RULE;
		for (f = b->fields; f != NULL; f = f->next) {
			f->word = keyword_of(f->key);
			*patterns += (KEY(MATCH) | KEY(UNLESS) | KEY(ONLY)) >>
			    f->word & 1;
		}
	}
}

/* Room for most of what is made of texts of so many bytes: what is left of it
 * is never touched, but to move what is there would be. */
static int
make_room(struct compiler *c, size_t bytes)
{
	size_t	rules, patterns;
	int	r;

	number_keys(c->blocks.first, &rules, &patterns);
	if ((r = buf_reserve(&c->rules, rules *
	    sizeof(struct kn_rule))) != 0 ||
	    (r = buf_reserve(&c->patterns, patterns *
	    sizeof(struct cpattern))) != 0 ||
	    (r = buf_reserve(&c->code, bytes)) != 0 ||
	    (r = numbers_reserve(&c->lex.by_set, patterns * SETS)) != 0)
		return r;
	return buf_reserve(&c->strings, bytes);
}

static int
run_block(struct compiler *c, const struct block *b, int pass)
{
	int	r;

	if (kinds[b->head.word].block == NULL)
		return fault_key(c->fault, &b->head,
		    "\"%.*s\" begins no block", (int)b->head.key.len,
		    b->head.key.data);
	if (kinds[b->head.word].pass != pass)
		return 0;
	if (kinds[b->head.word].bare && (r = check_bare(c, b)) != 0)
		return r;
	r = kinds[b->head.word].block(c, b);
	if (r == SAGE_ETOOBIG)
		return fault_at(c->fault, &b->head, 0,
		    "a word that is too long, or too many of them");
	return r;
}

/* The members of classes that nothing uses were not read. */
static int
check_classes(struct compiler *c)
{
	const struct block	*b;
	int			 r;

	for (b = c->blocks.first; b != NULL; b = b->next)
		if (b->head.word == KEY_CLASS &&
		    (r = class_check(&c->classes, &b->head)) != 0)
			return r;
	return 0;
}

static int
prepare(struct compiler *c, const struct compile_input *in)
{
	int	r;

	c->base = in->base;
	c->classes.arena = &c->arena;
	c->classes.lex = &c->lex;
	c->classes.fault = c->fault;
	c->pm.classes = &c->classes;
	c->pm.code = &c->code;
	if ((r = lexicon_init(&c->lex, &c->arena, in->base)) != 0)
		return r;
	return in->base != NULL ? begin_on_base(c) : begin_anew(c, in);
}

static int
run(struct compiler *c, const struct compile_input *in, struct compiled *out)
{
	const struct block	*b;
	size_t			 i, bytes = 0;
	int			 pass, r;

	if ((r = prepare(c, in)) != 0)
		return r;
	for (i = 0; i < in->n; i++) {
		if ((r = rulefile_read(&c->blocks, &c->arena,
		    in->rules[i].name, in->rules[i].text, c->fault)) != 0)
			return r;
		bytes += in->rules[i].text.len;
	}
	if ((r = make_room(c, bytes)) != 0)
		return r;
	for (pass = 0; pass < PASSES; pass++)
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
compile_rules(const struct compile_input *in, struct compiled *out,
    struct sage_fault *fault)
{
	struct compiler	 c = { .fault = fault };
	struct cnamed	*n;
	int		 r;

	r = run(&c, in, out);
	for (n = c.named; n != NULL; n = n->next)
		buf_free(&n->guards);
	classes_free(&c.classes);
	names_free(&c.by_name);
	names_free(&c.by_category);
	pattern_maker_free(&c.pm);
	lexicon_free(&c.lex);
	buf_free(&c.code);
	buf_free(&c.patterns);
	buf_free(&c.guards);
	buf_free(&c.rules);
	numbers_free(&c.by_id);
	buf_free(&c.strings);
	buf_free(&c.examples);
	buf_free(&c.allows);
	buf_free(&c.keys);
	buf_free(&c.members);
	buf_free(&c.fit_of);
	buf_free(&c.several);
	buf_free(&c.fits);
	buf_free(&c.packed);
	arena_free(&c.arena);
	return r;
}

void
compiled_open(const struct compiled *from, struct knowledge *kn)
{
	size_t	i;

	kn->data = NULL;
	kn->base = from->base;
	for (i = 0; i < SECTIONS; i++) {
		kn->n[i] = from->n[i];
		kn->section[i] = from->section[i].data;
	}
}

void
compiled_free(struct compiled *made)
{
	size_t	i;

	for (i = 0; i < SECTIONS; i++) {
		buf_free(&made->section[i]);
		made->n[i] = 0;
	}
}

/* ---- as one block ------------------------------------------------------ */

static int
pad(struct buf *out)
{
	static const char	zeros[KNOWLEDGE_ALIGN];

	return buf_append(out, zeros, (KNOWLEDGE_ALIGN -
	    out->len % KNOWLEDGE_ALIGN) % KNOWLEDGE_ALIGN);
}

/* Put the sections together; each is freed then, as all together are large. */
static int
join(struct compiled *made, struct buf *out)
{
	struct kn_header	h = { .magic = KNOWLEDGE_MAGIC,
				    .version = KNOWLEDGE_VERSION,
				    .base = made->base };
	struct buf		*b;
	size_t			 i;
	int			 r;

	out->len = 0;
	if ((r = buf_append(out, &h, sizeof(h))) != 0 || (r = pad(out)) != 0)
		return r;
	for (i = 0; i < SECTIONS; i++) {
		b = &made->section[i];
		h.sec[i].off = (uint32_t)out->len;
		h.sec[i].n = made->n[i];
		if ((r = buf_append(out, b->data, b->len)) != 0 ||
		    (r = pad(out)) != 0)
			return r;
		buf_free(b);
	}
	h.size = (uint32_t)out->len;
	memcpy(out->data, &h, sizeof(h));
	return 0;
}

int
compile(const struct compile_input *in, struct buf *out,
    struct sage_fault *fault)
{
	struct compiled	made = { .base = 0 };
	int		r;

	if ((r = compile_rules(in, &made, fault)) == 0)
		r = join(&made, out);
	compiled_free(&made);
	return r;
}
