#include <string.h>

#include "choice.h"
#include "token.h"
#include "utf8.h"

static struct named_class *
class_find(const struct classes *cs, struct sage_text name)
{
	struct named_class	*c;

	for (c = cs->first; c != NULL; c = c->next)
		if (text_equal(c->name, name))
			return c;
	return NULL;
}

int
class_add(struct classes *cs, struct sage_text name, struct field *words)
{
	struct named_class	 *c = class_find(cs, name);
	struct field		**end;

	if (c == NULL) {
		if ((c = arena_alloc(cs->arena, 1, sizeof(*c))) == NULL)
			return SAGE_ENOMEM;
		c->name = name;
		c->next = cs->first;
		cs->first = c;
	}
	for (end = &c->words; *end != NULL; end = &(*end)->next)
		;
	*end = words;
	return 0;
}

void
classes_free(struct classes *cs)
{
	struct named_class	*c;

	for (c = cs->first; c != NULL; c = c->next) {
		buf_free(&c->plain.alts);
		buf_free(&c->inflected.alts);
	}
	cs->first = NULL;
}

static int
too_many(struct classes *cs, int r, const struct field *f, size_t off)
{
	if (r == SAGE_ETOOBIG)
		return fault_at(cs->fault, f, off,
		    "too long, or too many words");
	return r;
}

static int
add_alt(struct classes *cs, struct choice *ch, const struct cell *cells,
    size_t n)
{
	struct alt	a = { .n = n };

	if ((a.cell = arena_alloc(cs->arena, n, sizeof(*cells))) == NULL)
		return SAGE_ENOMEM;
	memcpy(a.cell, cells, n * sizeof(*cells));
	return buf_append(&ch->alts, &a, sizeof(a));
}

/* One alternative: the first word is given apart, as it may be inflected. */
static int
add_words(struct classes *cs, struct choice *ch, struct sage_text first,
    struct sage_text rest)
{
	struct cell	cells[LEX_CELLS];
	size_t		n = 0, k, i;
	int		r;

	for (;;) {
		if ((r = lexicon_cells(cs->lex, first.data, first.len,
		    cells + n, LEX_CELLS - n, &k)) != 0)
			return r;
		n += k;
		while (rest.len > 0 &&
		    (*rest.data == '_' || *rest.data == '-')) {
			rest.data++;
			rest.len--;
		}
		if (rest.len == 0)
			return add_alt(cs, ch, cells, n);
		for (i = 0; i < rest.len && rest.data[i] != '_' &&
		    rest.data[i] != '-'; i++)
			;
		first.data = rest.data;
		first.len = i;
		rest.data += i;
		rest.len -= i;
	}
}

struct forms {
	struct classes	*cs;
	struct choice	*ch;
	struct sage_text rest;
};

static int
add_form(const char *form, size_t len, void *arg)
{
	struct forms		*f = arg;
	struct sage_text	 first = { form, len };

	return add_words(f->cs, f->ch, first, f->rest);
}

/* Cut at the first sign that joins words. */
static struct sage_text
first_word(struct sage_text *t)
{
	struct sage_text	first = *t;
	size_t			i;

	for (i = 0; i < t->len && t->data[i] != '_' && t->data[i] != '-'; i++)
		;
	first.len = i;
	t->data += i;
	t->len -= i;
	return first;
}

static int
add_inflected(struct classes *cs, struct choice *ch, struct sage_text t)
{
	char			 folded[64];
	struct sage_text	 first = first_word(&t);
	struct forms		 f = { cs, ch, t };
	size_t			 n;

	if ((n = word_fold(first.data, first.len, folded,
	    sizeof(folded))) == sizeof(folded))
		return SAGE_ETOOBIG;
	return inflect_forms(&cs->lex->inflect, folded, n,
	    INFLECT_VERB | INFLECT_NOUN, add_form, &f);
}

/* Fill a class's choice from its members. */
static int
expand_class(struct classes *cs, struct named_class *c, int inflected)
{
	struct choice		*ch = inflected ? &c->inflected : &c->plain;
	struct sage_text	 rest, word;
	const struct field	*f;
	size_t			 off;
	int			 r;

	for (f = c->words; f != NULL; f = f->next) {
		rest = f->value;
		while (text_word(&rest, &word)) {
			off = (size_t)(word.data - f->value.data);
			if (!inflected || strchr("~*@_-", *word.data) != NULL)
				r = choice_add(cs, ch, f, off, word);
			else {
				char	tilde[80] = "~";

				if (word.len >= sizeof(tilde))
					return too_many(cs, SAGE_ETOOBIG, f,
					    off);
				memcpy(tilde + 1, word.data, word.len);
				word = (struct sage_text){ tilde,
				    word.len + 1 };
				r = choice_add(cs, ch, f, off, word);
			}
			if (r != 0)
				return too_many(cs, r, f, off);
		}
	}
	return 0;
}

static int
add_class(struct classes *cs, struct choice *ch, const struct field *f,
    size_t off, struct sage_text name, int inflected)
{
	struct named_class	*c = class_find(cs, name);
	struct choice		*from;
	int			*has, r;

	if (c == NULL)
		return fault_at(cs->fault, f, off, "no class \"%.*s\"",
		    (int)name.len, name.data);
	from = inflected ? &c->inflected : &c->plain;
	has = inflected ? &c->has_inflected : &c->has_plain;
	if (!*has) {
		if (c->busy)
			return fault_at(cs->fault, f, off,
			    "class \"%.*s\" holds itself",
			    (int)name.len, name.data);
		c->busy = 1;
		r = expand_class(cs, c, inflected);
		c->busy = 0;
		if (r != 0)
			return r;
		*has = 1;
	}
	if (from->alts.len == 0)
		return fault_at(cs->fault, f, off, "class \"%.*s\" is empty",
		    (int)name.len, name.data);
	ch->open |= from->open;
	return buf_append(&ch->alts, from->alts.data, from->alts.len);
}

int
class_check(struct classes *cs, const struct field *head)
{
	struct named_class	*c = class_find(cs, head->value);
	struct choice		 ch = { .open = 0 };
	int			 r;

	/* Of several blocks of a name the first was read with the others. */
	if (c != NULL && c->has_plain)
		return 0;
	r = add_class(cs, &ch, head, 0, head->value, 0);
	buf_free(&ch.alts);
	return r;
}

/* * or *ing, without its sign */
static int
add_open(struct classes *cs, struct choice *ch, struct sage_text t)
{
	struct cell	c = { .id = { SET_ANY }, .n = 0 };
	int		r;

	if (t.len > 0 && (r = lexicon_ending(cs->lex, t, &c.id[0])) != 0)
		return r;
	ch->open = 1;
	return add_alt(cs, ch, &c, 1);
}

/* May words of a text be written so?  Apostrophes and what joins words are no
 * letters. */
static int
is_written(struct sage_text t)
{
	uint32_t	cp;
	size_t		took;
	int		letters = 0;

	for (; t.len > 0; t.data += took, t.len -= took) {
		if ((took = apostrophe_length(t.data, t.len)) > 0)
			continue;
		took = utf8_decode(t.data, t.len, &cp);
		if (utf8_is_letter(cp))
			letters = 1;
		else if (cp != '_' && cp != '-')
			return 0;
	}
	return letters;
}

static int
unwritten(struct classes *cs, const struct field *f, size_t off,
    struct sage_text t)
{
	return fault_at(cs->fault, f, off, "no word is written \"%.*s\"",
	    (int)t.len, t.data);
}

int
choice_add(struct classes *cs, struct choice *ch, const struct field *f,
    size_t off, struct sage_text t)
{
	struct sage_text	first, none = { "", 0 };
	int			inflected, r;

	if (t.len > 0 && *t.data == '*') {
		t.data++;
		t.len--;
		if (t.len > 0 && !is_written(t))
			return unwritten(cs, f, off, t);
		return too_many(cs, add_open(cs, ch, t), f, off);
	}
	inflected = t.len > 0 && *t.data == '~';
	t.data += inflected;
	t.len -= (size_t)inflected;
	if (t.len == 0 || *t.data == '_' || *t.data == '-')
		return fault_at(cs->fault, f, off, "an empty alternative");
	if (*t.data == '{') {
		if (t.data[t.len - 1] != '}')
			return fault_at(cs->fault, f, off,
			    "a class's name without its closing brace");
		t.data++;
		t.len -= 2;
		return add_class(cs, ch, f, off, t, inflected);
	}
	/* "my_{kin}" would be looked for as it stands. */
	if (memchr(t.data, '{', t.len) != NULL)
		return fault_at(cs->fault, f, off,
		    "a class stands alone, not in \"%.*s\"", (int)t.len,
		    t.data);
	if (*t.data == '@') {
		if (!text_is(t, NAME_CODE) && !text_is(t, NAME_NUMBER) &&
		    !text_is(t, NAME_NAME))
			return fault_at(cs->fault, f, off,
			    "\"%.*s\" is not @code, @num or @name",
			    (int)t.len, t.data);
		r = add_words(cs, ch, t, none);
	} else if (!is_written(t))
		return unwritten(cs, f, off, t);
	else if (inflected)
		r = add_inflected(cs, ch, t);
	else {
		first = first_word(&t);
		r = add_words(cs, ch, first, t);
	}
	return too_many(cs, r, f, off);
}
