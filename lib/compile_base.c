/* What there is before the texts are read: the knowledge that they add to, or
 * the tables that the build starts from. */
#include "compiler.h"
#include "utf8.h"

/* Field nodes for text that the base holds, so that it is read the same. */
int
fields_of(struct compiler *c, struct cnamed *n, const struct field **out)
{
	struct field		**end = &n->fields;
	struct sage_text	  line;

	for (; text_line(&n->lines, &line); end = &(*end)->next) {
		if ((*end = arena_alloc(&c->arena, 1, sizeof(**end))) == NULL)
			return SAGE_ENOMEM;
		(*end)->name = "built-in";
		(*end)->value = line;
		if (text_word(&(*end)->value, &(*end)->key))
			(*end)->word = keyword_of((*end)->key);
	}
	*out = n->fields;
	return 0;
}

/* Classes and guards, by name. */
static int
take_named(struct compiler *c)
{
	const struct kn_named	*kn;
	struct sage_text	 name, lines;
	struct cnamed		*own;
	size_t			 n, i;
	int			 r;

	kn = knowledge_section(c->base, SEC_NAMED, &n);
	for (i = 0; i < n; i++) {
		name = text_of(knowledge_string(c->base, kn[i].name));
		lines = text_of(knowledge_string(c->base, kn[i].text));
		if (kn[i].kind == 'c') {
			if ((r = class_base(&c->classes, name, lines)) != 0)
				return r;
			continue;
		}
		if ((r = add_named(c, kn[i].kind, name, &own)) != 0)
			return r;
		own->lines = lines;
	}
	return 0;
}

static int
take_categories(struct compiler *c)
{
	const struct kn_rule	*cat;
	struct ccategory	*own;
	struct sage_text	 name;
	size_t			 n, i;
	int			 r;

	cat = knowledge_section(c->base, SEC_CATEGORY, &n);
	for (i = 0; i < n; i++) {
		name = text_of(knowledge_string(c->base, cat[i].id));
		if ((r = new_category(c, name, NULL, &own)) != 0)
			return r;
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

int
begin_on_base(struct compiler *c)
{
	const void	*packed;
	size_t		 n;
	int		 r;

	packed = knowledge_section(c->base, SEC_INFLECT, &n);
	if ((r = inflect_view(&c->lex.inflect, packed, n)) != 0 ||
	    (r = take_named(c)) != 0)
		return r;
	return take_categories(c);
}

static int
read_count(struct sage_text t, uint32_t *n)
{
	for (*n = 0; t.len > 0; t.data++, t.len--) {
		if (!utf8_is_digit(*t.data))
			return SAGE_EINVAL;
		*n = *n * 10 + (uint32_t)(*t.data - '0');
	}
	return 0;
}

/* word TAB count lines, in the order of the words' bytes. */
static int
read_frequencies(struct compiler *c, struct sage_text text)
{
	struct sage_text	 rest = text, line, count;
	struct lexfreq		*freq;
	size_t			 n = 0;

	while (text_line(&rest, &line))
		n++;
	if ((freq = arena_alloc(&c->arena, n, sizeof(*freq))) == NULL)
		return SAGE_ENOMEM;
	for (n = 0; text_line(&text, &line);) {
		if (!text_word(&line, &freq[n].word) ||
		    *freq[n].word.data == '#')
			continue;
		if (!text_word(&line, &count) ||
		    read_count(count, &freq[n].n) != 0 || (n > 0 &&
		    text_order(freq[n - 1].word, freq[n].word) >= 0))
			return SAGE_EINVAL;
		n++;
	}
	c->lex.freqs = freq;
	c->lex.nfreqs = n;
	return 0;
}

int
begin_anew(struct compiler *c, const struct compile_input *in)
{
	int	r;

	if ((r = inflect_pack(&c->packed, in->inflections.data,
	    in->inflections.len, NULL)) != 0)
		return r;
	if ((r = inflect_open(&c->lex.inflect, c->packed.data,
	    c->packed.len)) != 0)
		return r;
	return read_frequencies(c, in->frequencies);
}
