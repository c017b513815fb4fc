#include "knowledge.h"
#include "names.h"

struct name {
	struct sage_text	 text;
	uint32_t		 kind;
	void			*thing;
};

/* The slot of a name, or the free one that it belongs in. */
static struct numbered *
find(const struct names *t, uint32_t kind, struct sage_text text,
    uint32_t hash)
{
	const struct name	*name = (struct name *)(void *)t->list.data;
	struct numbered		*slot;
	size_t			 at = hash;

	while ((slot = numbers_next(&t->by_name, hash, &at))->number != 0)
		if (name[slot->number - 1].kind == kind &&
		    text_equal(name[slot->number - 1].text, text))
			break;
	return slot;
}

void *
names_find(const struct names *t, uint32_t kind, struct sage_text text)
{
	const struct name	*name = (struct name *)(void *)t->list.data;
	const struct numbered	*slot;

	if (t->by_name.n == 0)
		return NULL;
	slot = find(t, kind, text, word_hash(text.data, text.len));
	return slot->number == 0 ? NULL : name[slot->number - 1].thing;
}

int
names_add(struct names *t, uint32_t kind, struct sage_text text, void *thing)
{
	struct name	name = { text, kind, thing };
	uint32_t	hash = word_hash(text.data, text.len);
	size_t		n = t->list.len / sizeof(name);
	int		e;

	if ((e = numbers_reserve(&t->by_name, 1)) != 0 ||
	    (e = buf_append(&t->list, &name, sizeof(name))) != 0)
		return e;
	numbers_put(&t->by_name, find(t, kind, text, hash), hash,
	    (uint32_t)n);
	return 0;
}

void
names_free(struct names *t)
{
	numbers_free(&t->by_name);
	buf_free(&t->list);
}
