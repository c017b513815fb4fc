/* Categories, rules, and what a project allows. */
#include <string.h>

#include "compiler.h"

/* What is told of a category, and may be told otherwise of a rule. */
#define TEXT_KEYS	(KEY(TITLE) | KEY(LEVEL) | KEY(CONFIDENCE) | \
			    KEY(DEFINITION) | KEY(REASON) | KEY(SOURCE) | \
			    KEY(REPAIR))

int
new_category(struct compiler *c, struct sage_text id,
    const struct field *head, struct ccategory **out)
{
	struct ccategory	*cat;

	if ((*out = cat = arena_alloc(&c->arena, 1, sizeof(*cat))) == NULL)
		return SAGE_ENOMEM;
	cat->id = id;
	cat->head = head;
	if (c->last_category == NULL)
		c->last_category = &c->categories;
	*c->last_category = cat;
	c->last_category = &cat->next;
	return names_add(&c->by_category, 0, id, cat);
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

int
block_category(struct compiler *c, const struct block *b)
{
	struct ccategory	*cat;
	struct field		*lines;
	size_t			 dot;
	int			 r;

	if ((r = check_keys(c, b, TEXT_KEYS | KEY(UNLESS))) != 0 ||
	    (r = check_id(c, &b->head, &dot)) < 0)
		return r;
	if (r == 1 || names_find(&c->by_category, 0, b->head.value) != NULL)
		return fault_at(c->fault, &b->head, 0, r == 1 ?
		    "a category's id has no dot" :
		    "there is a category of this name");
	if ((r = new_category(c, b->head.value, &b->head, &cat)) != 0)
		return r;
	cat->kn.level = SAGE_WARNING;
	cat->kn.confidence = 90;
	c->pm.nnames = 0;
	if ((r = string_add(&c->strings, cat->id, &cat->kn.id)) != 0 ||
	    (r = read_texts(c, b, &cat->kn)) != 0)
		return r;
	cat->kn.category = cat->kn.id;
	if ((r = pick_fields(c, b, KEY(UNLESS), &lines)) != 0)
		return r;
	return add_own(c, 'k', cat->id, lines);
}

/* Examples as one string, a line each. */
static int
add_examples(struct compiler *c, const struct block *b, enum keyword key,
    uint32_t *off)
{
	const struct field	*f;
	struct buf		 out = { 0 };
	int			 r = 0;

	for (f = b->fields; f != NULL && r == 0; f = f->next) {
		if (f->word != (int)key)
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
	if ((r = add_guards(c, fields, &c->guards)) != 0)
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
	struct cnamed		*n = find_named(c, 'k', cat);
	const struct field	*f;
	int			 r;

	if (n != NULL && !n->done && ((r = fields_of(c, n, &f)) != 0 ||
	    (r = put_guards(c, f, &n->first, &n->n)) != 0))
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
		if (f->word != KEY_MATCH)
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

/* The next rule's id is its own. */
static int
take_id(struct compiler *c, const struct field *id)
{
	const struct kn_rule	*kn = (struct kn_rule *)(void *)c->rules.data;
	uint32_t		 n = (uint32_t)(c->rules.len / sizeof(*kn));
	uint32_t		 hash = word_hash(id->value.data,
				    id->value.len);
	struct numbered		*slot;
	size_t			 at = hash;
	int			 r;

	if (n == UINT16_MAX)
		return fault_at(c->fault, id, 0, "too many rules");
	if ((r = numbers_reserve(&c->by_id, 1)) != 0)
		return r;
	while ((slot = numbers_next(&c->by_id, hash, &at))->number != 0)
		if (text_is(id->value, c->strings.data +
		    kn[slot->number - 1].id))
			return fault_at(c->fault, id, 0,
			    "there is a rule of this name");
	numbers_put(&c->by_id, slot, hash, n);
	return 0;
}

int
block_rule(struct compiler *c, const struct block *b)
{
	struct ccategory	*cat;
	struct kn_rule		 kn;
	struct sage_text	 id;
	size_t			 dot;
	int			 r;

	if ((r = check_keys(c, b, TEXT_KEYS | KEY(MATCH) | KEY(UNLESS) |
	    KEY(ONLY) | KEY(LEARNED) | KEY(FEEL) | KEY(STRENGTH) | KEY(NEED) |
	    KEY(SAY) | KEY(ASK) | KEY(YES) | KEY(NO))) != 0 ||
	    (r = check_id(c, &b->head, &dot)) < 0)
		return r;
	if (r == 0)
		return fault_at(c->fault, &b->head, 0,
		    "a rule's id is CATEGORY.NAME");
	id = (struct sage_text){ b->head.value.data, dot };
	if ((cat = names_find(&c->by_category, 0, id)) == NULL)
		return fault_at(c->fault, &b->head, 0, "no category \"%.*s\"",
		    (int)id.len, id.data);
	kn = cat->kn;
	if ((r = take_id(c, &b->head)) != 0 ||
	    (r = rule_patterns(c, b)) != 0 ||
	    (r = read_texts(c, b, &kn)) != 0 ||
	    (r = rule_guards(c, b, id, &kn)) != 0 ||
	    (r = string_add(&c->strings, b->head.value, &kn.id)) != 0 ||
	    (r = add_examples(c, b, KEY_YES, &kn.yes)) != 0 ||
	    (r = add_examples(c, b, KEY_NO, &kn.no)) != 0)
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

int
block_allow(struct compiler *c, const struct block *b)
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
