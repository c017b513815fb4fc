/* Words: their spelling, what they stand for, and what ends in a full stop. */
#include "compiler.h"

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
	size_t	n;

	if (meant >= c->lex.first)
		lexicon_at(&c->lex, meant)->meant = 1;
	(void)lexicon_expansion(&c->lex, meant, &n);
	if (n == 0 && !lexicon_at(&c->lex, id)->meant)
		return 0;
	return fault_at(c->fault, f, 0,
	    "a word for one that stands for another itself");
}

int
block_spelling(struct compiler *c, const struct block *b)
{
	const struct field	*f = &b->head;
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

int
block_contraction(struct compiler *c, const struct block *b)
{
	const struct field	*f = &b->head;
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

int
block_also(struct compiler *c, const struct block *b)
{
	const struct field	*f = &b->head;
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

int
block_abbreviation(struct compiler *c, const struct block *b)
{
	const struct field	*f = &b->head;
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
