#include <string.h>

#include "choice.h"
#include "token.h"
#include "utf8.h"

/* More alternatives than there can be words, of a choice; and of all choices,
 * as each takes memory wherever a pattern has it. */
#define ALTS_MOST	65535
#define ALTS_ALL	(4 << 20)

#define CLASS_DEPTH	16	/* classes in classes */

static struct named_class *
class_find(const struct classes *cs, struct sage_text name, int is_word)
{
	return names_find(&cs->by_name, (uint32_t)is_word, name);
}

/* The class of a name, which may be new. */
static int
class_named(struct classes *cs, struct sage_text name, int is_word,
    struct named_class **out)
{
	struct named_class	*c;

	if ((*out = class_find(cs, name, is_word)) != NULL)
		return 0;
	if ((*out = c = arena_alloc(cs->arena, 1, sizeof(*c))) == NULL)
		return SAGE_ENOMEM;
	c->name = name;
	c->is_word = is_word;
	c->last = &c->words;
	c->next = cs->all;
	cs->all = c;
	return names_add(&cs->by_name, (uint32_t)is_word, name, c);
}

int
class_base(struct classes *cs, struct sage_text name, struct sage_text lines)
{
	struct named_class	*c;
	struct lines		*l;
	int			 r;

	if ((r = class_named(cs, name, 0, &c)) != 0)
		return r;
	for (l = &c->lines; l->next != NULL; l = l->next)
		;
	if (l->text.len > 0) {
		if ((l->next = arena_alloc(cs->arena, 1, sizeof(*l))) == NULL)
			return SAGE_ENOMEM;
		l = l->next;
	}
	l->text = lines;
	return 0;
}

int
class_add(struct classes *cs, struct sage_text name, struct field *words)
{
	struct named_class	*c;
	int			 r;

	if ((r = class_named(cs, name, 0, &c)) != 0)
		return r;
	for (*c->last = words; *c->last != NULL; c->last = &(*c->last)->next)
		;
	return 0;
}

void
classes_free(struct classes *cs)
{
	struct named_class	*c;
	size_t			 k;

	for (c = cs->all; c != NULL; c = c->next)
		for (k = 0; k < 2; k++)
			if (c->choice[k] != NULL)
				buf_free(&c->choice[k]->alts);
	cs->all = NULL;
	names_free(&cs->by_name);
}

static int
too_many(struct classes *cs, int r, const struct field *f, size_t off)
{
	if (r == SAGE_ETOOBIG)
		return fault_at(cs->fault, f, off,
		    "too long, or too many words");
	return r;
}

/* Kinds of tokens are not seen by the fast pass, which knows words. */
static int
is_word(const struct cell *c)
{
	size_t	i;

	for (i = 0; i < c->n && c->id[i] >= WORD_FIRST; i++)
		;
	return c->n > 0 && i == c->n;
}

/* How often a cell's words stand in the text; what is no word may be
 * everywhere. */
static uint32_t
cell_freq(const struct lexicon *lex, const struct cell *c)
{
	uint32_t	f = 0;
	size_t		k;

	if (!is_word(c))
		return UINT32_MAX;
	for (k = 0; k < c->n; k++)
		f += lexicon_freq(lex, c->id[k]);
	return f;
}

/* The order of an alternative's cells; such as are equal stay as they are. */
static void
order_cells(const struct lexicon *lex, struct alt *a, const struct cell *cells)
{
	uint32_t	freq[LEX_CELLS];
	size_t		i, k;

	if (a->n == 1) {
		a->words = (uint8_t)is_word(cells);
		return;
	}
	for (i = 0; i < a->n; i++) {
		freq[i] = cell_freq(lex, &cells[i]);
		a->words += freq[i] != UINT32_MAX;
		for (k = i; k > 0 && freq[a->order[k - 1]] > freq[i]; k--)
			a->order[k] = a->order[k - 1];
		a->order[k] = (uint8_t)i;
	}
}

static int
put_alts(struct classes *cs, struct choice *ch, const void *alts, size_t len)
{
	size_t	n = len / sizeof(struct alt);

	if (ch->alts.len / sizeof(struct alt) + n > ALTS_MOST ||
	    cs->nalts + n > ALTS_ALL)
		return SAGE_ETOOBIG;
	cs->nalts += n;
	return buf_append(&ch->alts, alts, len);
}

static int
add_alt(struct classes *cs, struct choice *ch, const struct cell *cells,
    size_t n)
{
	struct alt	a = { .n = (uint8_t)n };

	order_cells(cs->lex, &a, cells);
	if ((a.cell = arena_room(cs->arena, n, sizeof(*cells))) == NULL)
		return SAGE_ENOMEM;
	memcpy(a.cell, cells, n * sizeof(*cells));
	if (n > ch->longest)
		ch->longest = n;
	return put_alts(cs, ch, &a, sizeof(a));
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

/* Add a member of a class, or all forms of it. */
static int
add_member(struct classes *cs, struct choice *ch, const struct field *f,
    size_t off, struct sage_text word, int inflected)
{
	char	tilde[80] = "~";

	if (inflected && strchr("~*@_-", *word.data) == NULL) {
		if (word.len >= sizeof(tilde))
			return too_many(cs, SAGE_ETOOBIG, f, off);
		memcpy(tilde + 1, word.data, word.len);
		word = (struct sage_text){ tilde, word.len + 1 };
	}
	return too_many(cs, choice_add(cs, ch, f, off, word), f, off);
}

static int
add_members(struct classes *cs, struct choice *ch, const struct field *f,
    int inflected)
{
	struct sage_text	rest = f->value, word;
	int			r;

	while (text_word(&rest, &word))
		if ((r = add_member(cs, ch, f, (size_t)(word.data -
		    f->value.data), word, inflected)) != 0)
			return r;
	return 0;
}

/* Fill a class's choice from its members, or a word's from its forms. */
static int
expand_class(struct classes *cs, const struct named_class *c, int inflected,
    struct choice *ch)
{
	struct sage_text	 rest;
	const struct lines	*l;
	struct field		 line = { .name = "built-in" };
	const struct field	*f;
	int			 r;

	if (c->is_word)
		return add_inflected(cs, ch, c->name);
	for (l = &c->lines; l != NULL; l = l->next)
		for (rest = l->text; text_line(&rest, &line.value);)
			if ((r = add_members(cs, ch, &line, inflected)) != 0)
				return r;
	for (f = c->words; f != NULL; f = f->next)
		if ((r = add_members(cs, ch, f, inflected)) != 0)
			return r;
	return 0;
}

/* The choice of a class, or a word; what it holds is read when it is first
 * asked for. */
static int
choice_of(struct classes *cs, const struct field *f, size_t off,
    struct named_class *c, int inflected, struct choice **out)
{
	int	r;

	if ((*out = c->choice[inflected]) == NULL && c->busy)
		return fault_at(cs->fault, f, off,
		    "class \"%.*s\" holds itself", (int)c->name.len,
		    c->name.data);
	if (cs->depth + (*out != NULL ? (*out)->depth : 0) >= CLASS_DEPTH)
		return fault_at(cs->fault, f, off,
		    "classes are nested too deep");
	if (*out != NULL)
		return 0;
	if ((*out = arena_alloc(cs->arena, 1, sizeof(**out))) == NULL)
		return SAGE_ENOMEM;
	c->busy = 1;
	cs->depth++;
	r = expand_class(cs, c, inflected, *out);
	cs->depth--;
	c->busy = 0;
	if (r != 0)
		buf_free(&(*out)->alts);
	else
		c->choice[inflected] = *out;
	return r;
}

/* Of a class, by its name. */
static int
named_choice(struct classes *cs, const struct field *f, size_t off,
    struct sage_text name, int inflected, struct choice **out)
{
	struct named_class	*c = class_find(cs, name, 0);
	int			 r;

	if (c == NULL)
		return fault_at(cs->fault, f, off, "no class \"%.*s\"",
		    (int)name.len, name.data);
	if ((r = choice_of(cs, f, off, c, inflected, out)) != 0)
		return r;
	if ((*out)->alts.len == 0)
		return fault_at(cs->fault, f, off, "class \"%.*s\" is empty",
		    (int)name.len, name.data);
	return 0;
}

/* Is it one word in small letters, as most are? */
int
choice_is_plain(struct sage_text t)
{
	for (; t.len > 0 && utf8_is_small(*t.data); t.data++, t.len--)
		;
	return t.len == 0;
}

/* {class} or ~{class}; NULL if it is neither. */
static int
class_choice(struct classes *cs, const struct field *f, size_t off,
    struct sage_text t, struct choice **out)
{
	int	inflected = t.len > 0 && *t.data == '~';

	*out = NULL;
	t.data += inflected;
	t.len -= (size_t)inflected;
	if (t.len == 0 || *t.data != '{')
		return 0;
	if (t.data[t.len - 1] != '}')
		return fault_at(cs->fault, f, off,
		    "a class's name without its closing brace");
	t.data++;
	t.len -= 2;
	return named_choice(cs, f, off, t, inflected, out);
}

int
choice_kept(struct classes *cs, const struct field *f, size_t off,
    struct sage_text t, struct choice **out)
{
	struct named_class	*c;
	int			 r;

	if ((r = class_choice(cs, f, off, t, out)) != 0 || *out != NULL ||
	    t.len < 2 || *t.data != '~')
		return r;
	t.data++;
	t.len--;
	if (!choice_is_plain(t))
		return 0;
	if ((r = class_named(cs, t, 1, &c)) != 0)
		return r;
	return too_many(cs, choice_of(cs, f, off, c, 1, out), f, off);
}

int
choice_join(struct classes *cs, struct choice *ch, const struct field *f,
    size_t off, const struct choice *more)
{
	if (more->longest > ch->longest)
		ch->longest = more->longest;
	if (more->depth >= ch->depth)
		ch->depth = more->depth + 1;
	return too_many(cs, put_alts(cs, ch, more->alts.data,
	    more->alts.len), f, off);
}

int
class_check(struct classes *cs, const struct field *head)
{
	struct named_class	*c = class_find(cs, head->value, 0);
	struct choice		*ch;

	/* Of several blocks of a name the first was read with the others. */
	if (c != NULL && c->choice[0] != NULL)
		return 0;
	return named_choice(cs, head, 0, head->value, 0, &ch);
}

/* * or *ing, without its sign */
static int
add_open(struct classes *cs, struct choice *ch, struct sage_text t)
{
	struct cell	c = { .id = { SET_ANY }, .n = 0 };
	int		r;

	if (t.len > 0 && (r = lexicon_ending(cs->lex, t, &c.id[0])) != 0)
		return r;
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
		if (utf8_is_small(*t.data)) {	/* most are */
			took = letters = 1;
			continue;
		}
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
	struct choice		*class;
	int			inflected, r;

	if ((r = class_choice(cs, f, off, t, &class)) != 0)
		return r;
	if (class != NULL)
		return choice_join(cs, ch, f, off, class);
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
	/* "my_{kin}" would be looked for as it stands. */
	if (memchr(t.data, '{', t.len) != NULL)
		return fault_at(cs->fault, f, off,
		    "a class stands alone, not in \"%.*s\"", (int)t.len,
		    t.data);
	if (*t.data == '@') {
		if (inflected)
			return fault_at(cs->fault, f, off,
			    "\"%.*s\" has no forms", (int)t.len, t.data);
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
