/* The whole: blocks in passes, and what is made of them. */
#include "compiler.h"

/* Blocks in passes: words, then names, then what uses them. */
static const struct {
	const char	*key;
	int		 pass;
	int		(*block)(struct compiler *, const struct block *);
} kinds[] = {
	{ "spelling",	  0, block_spelling },
	{ "also",	  0, block_also },
	{ "abbreviation", 0, block_abbreviation },
	{ "contraction",  1, block_contraction },
	{ "class",	  1, block_class },
	{ "guard",	  1, block_guard },
	{ "category",	  2, block_category },
	{ "rule",	  3, block_rule },
	{ "allow",	  4, block_allow },
};

static int
run_block(struct compiler *c, const struct block *b, int pass)
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
	r = kinds[i].block(c, b);
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
		if (text_is(b->head.key, "class") &&
		    (r = class_check(&c->classes, &b->head)) != 0)
			return r;
	return 0;
}

/* All that is told of a finding is there. */

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
run(struct compiler *c, const struct compile_input *in, struct buf *out)
{
	const struct block	*b;
	size_t			 i;
	int			 pass, r;

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
