/* What blocks have in common: fields by key, names, strings; and those blocks
 * that are only kept by name, classes and guards. */
#include <stdlib.h>

#include "compiler.h"

#define WORD(s)	{ s, sizeof(s) - 1 }

static const struct sage_text	keywords[KEYWORDS] = {
	[KEY_ABBREVIATION] = WORD("abbreviation"),
	[KEY_ALLOW] = WORD("allow"),
	[KEY_ALSO] = WORD("also"),
	[KEY_CATEGORY] = WORD("category"),
	[KEY_CLASS] = WORD("class"),
	[KEY_CONTRACTION] = WORD("contraction"),
	[KEY_GUARD] = WORD("guard"),
	[KEY_RULE] = WORD("rule"),
	[KEY_SPELLING] = WORD("spelling"),
	[KEY_ASK] = WORD("ask"),
	[KEY_CONFIDENCE] = WORD("confidence"),
	[KEY_DEFINITION] = WORD("definition"),
	[KEY_FEEL] = WORD("feel"),
	[KEY_LEARNED] = WORD("learned"),
	[KEY_LEVEL] = WORD("level"),
	[KEY_MATCH] = WORD("match"),
	[KEY_NEED] = WORD("need"),
	[KEY_NO] = WORD("no"),
	[KEY_ONLY] = WORD("only"),
	[KEY_REASON] = WORD("reason"),
	[KEY_REPAIR] = WORD("repair"),
	[KEY_SAY] = WORD("say"),
	[KEY_SOURCE] = WORD("source"),
	[KEY_STRENGTH] = WORD("strength"),
	[KEY_TITLE] = WORD("title"),
	[KEY_UNLESS] = WORD("unless"),
	[KEY_WHY] = WORD("why"),
	[KEY_WORDS] = WORD("words"),
	[KEY_YES] = WORD("yes"),
};

enum keyword
keyword_of(struct sage_text t)
{
	enum keyword	k;

	for (k = KEY_NONE + 1; k < KEYWORDS; k++)
		if (text_equal(t, keywords[k]))
			return k;
	return KEY_NONE;
}

int
buf_align(struct buf *b, size_t len)
{
	/* One byte more, as a buffer has it, in whole lines. */
	len = (len / KNOWLEDGE_ALIGN + 1) * KNOWLEDGE_ALIGN;
	if ((b->data = aligned_alloc(KNOWLEDGE_ALIGN, len)) == NULL)
		return SAGE_ENOMEM;
	b->cap = len;
	return 0;
}

int
string_add(struct buf *pool, struct sage_text t, uint32_t *off)
{
	int	r;

	if (t.len == 0 && pool->len > 0) {
		*off = 0;
		return 0;
	}
	if (pool->len == 0 && (r = buf_append(pool, "", 1)) != 0)
		return r;
	*off = t.len == 0 ? 0 : (uint32_t)pool->len;
	if (t.len == 0)
		return 0;
	if ((r = buf_append(pool, t.data, t.len)) != 0)
		return r;
	return buf_append(pool, "", 1);
}

struct cnamed *
find_named(struct compiler *c, uint32_t kind, struct sage_text name)
{
	return names_find(&c->by_name, kind, name);
}

int
add_named(struct compiler *c, uint32_t kind, struct sage_text name,
    struct cnamed **out)
{
	struct cnamed	*n;

	if ((*out = n = arena_alloc(&c->arena, 1, sizeof(*n))) == NULL)
		return SAGE_ENOMEM;
	n->kind = kind;
	n->name = name;
	n->next = c->named;
	c->named = n;
	return kind == 'c' ? 0 : names_add(&c->by_name, kind, name, n);
}

/* What is not the base's. */
int
add_own(struct compiler *c, uint32_t kind, struct sage_text name,
    struct field *fields)
{
	struct cnamed	*n;
	int		 r;

	if ((r = add_named(c, kind, name, &n)) != 0)
		return r;
	n->fields = fields;
	n->own = 1;
	return 0;
}

int
pick_fields(struct compiler *c, const struct block *b, uint32_t keys,
    struct field **out)
{
	const struct field	 *f;
	struct field		**end = out;

	*out = NULL;
	for (f = b->fields; f != NULL; f = f->next) {
		if ((keys >> f->word & 1) == 0)
			continue;
		if ((*end = arena_alloc(&c->arena, 1, sizeof(**end))) == NULL)
			return SAGE_ENOMEM;
		**end = *f;
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	return 0;
}

static int
unknown_key(struct compiler *c, const struct block *b, const struct field *f)
{
	return fault_key(c->fault, f, "no \"%.*s\" in a %.*s",
	    (int)f->key.len, f->key.data, (int)b->head.key.len,
	    b->head.key.data);
}

int
check_bare(struct compiler *c, const struct block *b)
{
	return b->fields == NULL ? 0 : unknown_key(c, b, b->fields);
}

int
check_keys(struct compiler *c, const struct block *b, uint32_t known)
{
	const struct field	*f;

	for (f = b->fields; f != NULL; f = f->next) {
		if ((known >> f->word & 1) == 0)
			return unknown_key(c, b, f);
		if (f->value.len == 0)
			return fault_at(c->fault, f, 0, "\"%.*s\" of what?",
			    (int)f->key.len, f->key.data);
	}
	if (b->head.value.len == 0)
		return fault_at(c->fault, &b->head, 0, "a %.*s has a name",
		    (int)b->head.key.len, b->head.key.data);
	return 0;
}

int
block_class(struct compiler *c, const struct block *b)
{
	struct field	*words, *own;
	int		 r;

	/* The class's other blocks are hung behind the one. */
	if ((r = check_keys(c, b, KEY(WHY) | KEY(WORDS))) != 0 ||
	    (r = pick_fields(c, b, KEY(WORDS), &words)) != 0 ||
	    (r = pick_fields(c, b, KEY(WORDS), &own)) != 0)
		return r;
	if (words == NULL)
		return fault_at(c->fault, &b->head, 0, "a class needs words");
	if ((r = class_add(&c->classes, b->head.value, words)) != 0)
		return r;
	return add_own(c, 'c', b->head.value, own);
}

int
block_guard(struct compiler *c, const struct block *b)
{
	struct field	*lines;
	int		 r;

	if ((r = check_keys(c, b, KEY(WHY) | KEY(UNLESS) | KEY(ONLY))) != 0 ||
	    (r = pick_fields(c, b, KEY(UNLESS) | KEY(ONLY), &lines)) != 0)
		return r;
	if (find_named(c, 'g', b->head.value) != NULL)
		return fault_at(c->fault, &b->head, 0,
		    "there is a guard of this name");
	return add_own(c, 'g', b->head.value, lines);
}
