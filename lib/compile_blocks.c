/* What blocks have in common: fields by key, names, strings; and those blocks
 * that are only kept by name, classes and guards. */
#include "compiler.h"

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

struct cnamed *
find_named(struct compiler *c, uint32_t kind, struct sage_text name)
{
	struct cnamed	*n;

	for (n = c->named; n != NULL; n = n->next)
		if (n->kind == kind && text_equal(n->name, name))
			return n;
	return NULL;
}

int
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

int
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

int
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

int
block_class(struct compiler *c, const struct block *b)
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

int
block_guard(struct compiler *c, const struct block *b)
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
