#include <stdlib.h>
#include <string.h>

#include "pattern.h"

#define ARGS	4		/* of an operation, at most */

/* What is known while one pattern is read. */
struct reading {
	struct pattern_maker	*pm;
	const struct field	*f;
	struct pattern		*out;
	size_t			 items, words;
	int			 open;		/* capture, or -1 */
};

static const uint16_t	none;	/* no arguments */

static int
emit(struct reading *r, unsigned op, const uint16_t *args, size_t n)
{
	uint16_t	item[2 + ARGS] = { (uint16_t)op, (uint16_t)n };

	memcpy(item + 2, args, n * sizeof(*args));
	return buf_append(r->pm->code, item, (2 + n) * sizeof(*item));
}

static int
fail(struct reading *r, struct sage_text at, const char *why)
{
	return fault_at(r->pm->classes->fault, r->f,
	    (size_t)(at.data - r->f->value.data), "%s: \"%.*s\"", why,
	    (int)at.len, at.data);
}

/* The set of a cell, or all single words of a choice as one. */
static int
cell_set(struct lexicon *lex, const struct cell *c, uint16_t *set)
{
	uint16_t	ids[1 + LEX_ALSO];

	if (c->n == 0) {
		*set = c->id[0];
		return 0;
	}
	memcpy(ids, c->id, sizeof(ids));
	return lexicon_set(lex, ids, c->n, set);
}

/* Make room for the words of so many cells, and none else. */
static uint16_t *
clear_ids(struct buf *ids, size_t cells)
{
	ids->len = 0;
	if (buf_reserve(ids, cells * sizeof(((struct cell *)NULL)->id)) != 0)
		return NULL;
	return (uint16_t *)(void *)ids->data;
}

/* The words of a cell behind others: all are copied that it has room for, as
 * the next cell's come over what is too much. */
static inline uint16_t *
put_ids(uint16_t *end, const struct cell *c)
{
	memcpy(end, c->id, sizeof(c->id));
	return end + c->n;
}

static int
ids_set(struct lexicon *lex, uint16_t *id, size_t n, uint16_t *set)
{
	if (n == 0) {
		*set = SET_NONE;
		return 0;
	}
	return lexicon_set(lex, id, n, set);
}

/*
 * The set of the alternatives of one word, and that of the words which begin
 * the others: SET_ANY if one of these begins with no word.
 */
static int
gather(struct pattern_maker *pm, struct choice *ch)
{
	const struct alt	*a = (struct alt *)(void *)ch->alts.data;
	size_t			 n = ch->alts.len / sizeof(*a), i;
	uint16_t		*singles = clear_ids(&pm->singles, n);
	uint16_t		*firsts = clear_ids(&pm->firsts, n);
	uint16_t		*single = singles, *first = firsts;
	struct lexicon		*lex = pm->classes->lex;
	int			 open = 0, e;

	if (singles == NULL || firsts == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		open |= a[i].cell->n == 0;
		if (a[i].n == 1)
			single = put_ids(single, a[i].cell);
		else
			first = put_ids(first, a[i].cell);
	}
	if ((e = ids_set(lex, singles, (size_t)(single - singles),
	    &ch->single)) != 0 || (e = ids_set(lex, firsts,
	    (size_t)(first - firsts), &ch->first)) != 0)
		return e;
	if (open)
		ch->first = SET_ANY;
	return 0;
}

/* An alternative of several words, a set for each. */
struct row {
	uint16_t	n;
	uint16_t	set[LEX_CELLS];
};

static int
add_row(struct lexicon *lex, struct buf *rows, const struct alt *a)
{
	struct row	row = { .n = (uint16_t)a->n };
	size_t		i;
	int		r;

	for (i = 0; i < a->n; i++)
		if ((r = cell_set(lex, &a->cell[i], &row.set[i])) != 0)
			return r;
	return buf_append(rows, &row, sizeof(row));
}

/* Those together that begin with the same set. */
static int
by_sets(const void *a, const void *b)
{
	const struct row	*x = a, *y = b;
	size_t			 i;

	for (i = 0; i < LEX_CELLS; i++)
		if (x->set[i] != y->set[i])
			return x->set[i] - y->set[i];
	return x->n - y->n;
}

/* Rows that begin with the same set, as pattern.h has them, without it. */
static int
put_rows(struct buf *args, const struct row *row, size_t n)
{
	uint16_t	head[2] = { row->set[0], 0 }, rest;
	size_t		i;
	int		e;

	for (i = 0; i < n; i++)
		head[1] = (uint16_t)(head[1] + row[i].n);
	e = buf_append(args, head, sizeof(head));
	for (i = 0; i < n && e == 0; i++) {
		rest = (uint16_t)(row[i].n - 1);
		if ((e = buf_append(args, &rest, sizeof(rest))) == 0)
			e = buf_append(args, row[i].set + 1,
			    rest * sizeof(row[i].set[0]));
	}
	return e;
}

/* All rows of a choice as numbers, after the set of what they begin with. */
static int
group_rows(struct lexicon *lex, const struct choice *ch, uint16_t first,
    struct buf *args)
{
	const struct alt	*a = (struct alt *)(void *)ch->alts.data;
	size_t			 n = ch->alts.len / sizeof(*a), i, k;
	struct buf		 rows = { 0 };
	struct row		*row;
	int			 e;

	e = buf_append(args, &first, sizeof(first));
	for (i = 0; i < n && e == 0; i++)
		if (a[i].n != 1 || a[i].cell->n == 0)
			e = add_row(lex, &rows, &a[i]);
	row = (struct row *)(void *)rows.data;
	n = rows.len / sizeof(*row);
	if (n > 0)
		qsort(row, n, sizeof(*row), by_sets);
	for (i = 0; i < n && e == 0; i += k) {
		for (k = 1; i + k < n && row[i + k].set[0] == row[i].set[0];
		    k++)
			;
		e = put_rows(args, row + i, k);
	}
	buf_free(&rows);
	return e;
}

/* The rows of a choice, if some of it is more than a word. */
static int
find_rows(struct lexicon *lex, struct choice *ch)
{
	struct buf	rows = { 0 };
	int		e;

	if (ch->first == SET_NONE)
		return 0;
	if ((e = group_rows(lex, ch, ch->first, &rows)) == 0)
		e = lexicon_rows(lex, (uint16_t *)(void *)rows.data,
		    rows.len / sizeof(uint16_t), &ch->rows);
	buf_free(&rows);
	return e;
}

/* The edges are bits as of OP_EDGES. */
static int
emit_choice(struct reading *r, const struct choice *ch, unsigned flag,
    unsigned edges)
{
	uint16_t	args[4] = { ch->single };
	size_t		more = edges != 0;

	flag |= more ? OP_EDGES : 0;
	if (ch->first == SET_NONE) {
		args[1] = (uint16_t)edges;
		return emit(r, OP_SET | flag, args, 1 + more);
	}
	args[1] = (uint16_t)ch->rows;
	args[2] = (uint16_t)(ch->rows >> 16);
	args[3] = (uint16_t)edges;
	return emit(r, OP_ALT | flag, args, 3 + more);
}

/* Which cell of an alternative has `rank' rarer ones, or is the commonest; is
 * it one of words? */
static inline int
rare_cell(const struct alt *a, size_t rank, const struct cell **c)
{
	if (rank >= a->n)
		rank = a->n - 1u;
	*c = &a->cell[a->order[rank]];
	return rank < a->words;
}

/*
 * The words one of which a choice needs: of each alternative the one that has
 * as many rarer ones as the rank says, or its commonest.  NULL if one has no
 * such word; room for them is the caller's.
 */
static int
find_needed(struct classes *cs, const struct choice *ch, size_t rank,
    struct needed **out)
{
	const struct alt	*a = (struct alt *)(void *)ch->alts.data;
	const struct cell	*c;
	struct needed		*need;
	uint16_t		*end;
	size_t			 n = ch->alts.len / sizeof(*a), i;

	*out = NULL;
	for (i = 0; i < n; i++)
		if (!rare_cell(&a[i], rank, &c))
			return 0;
	need = arena_alloc(cs->arena, 1, sizeof(*need) + n * sizeof(c->id));
	if (need == NULL)
		return SAGE_ENOMEM;
	need->id = end = (uint16_t *)(void *)(need + 1);
	for (i = 0; i < n; i++) {
		(void)rare_cell(&a[i], rank, &c);
		end = put_ids(end, c);
	}
	need->n = (size_t)(end - need->id);
	*out = need;
	return 0;
}

/* What a choice comes to. */
static int
know_choice(struct pattern_maker *pm, struct choice *ch)
{
	size_t	rank;
	int	e;

	if ((e = gather(pm, ch)) != 0 ||
	    (e = find_rows(pm->classes->lex, ch)) != 0)
		return e;
	for (rank = 0; rank < ch->longest; rank++, ch->nneeded++) {
		if ((e = find_needed(pm->classes, ch, rank,
		    &ch->needed[rank])) != 0)
			return e;
		if (ch->needed[rank] == NULL)
			break;
	}
	ch->known = 1;
	return 0;
}

static void
note_needed(struct pattern *p, const struct choice *ch)
{
	size_t	i;

	for (i = 0; i < ch->nneeded && p->nneeded < PATTERN_ITEMS; i++)
		p->needed[p->nneeded++] = ch->needed[i];
}

/* Items that are one or two signs. */
static const struct sign {
	const char	*text;
	enum op		 op;
} signs[] = {
	{ "^",	OP_CLAUSE },
	{ "^^",	OP_SENTENCE },
	{ "$",	OP_CLAUSE_END },
	{ "$$",	OP_SENTENCE_END },
	{ "?",	OP_QUESTION },
	{ "!",	OP_EXCLAIM },
	{ ",",	OP_MARK },
};

/* OP_END if it is none. */
static enum op
find_sign(struct sage_text t)
{
	size_t	i;

	if (t.len > 2)
		return OP_END;
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (text_is(t, signs[i].text))
			return signs[i].op;
	return OP_END;
}

/* One alternative. */
static int
read_alternative(struct reading *r, struct sage_text t, struct choice *ch)
{
	struct classes	*cs = r->pm->classes;
	size_t		 off = (size_t)(t.data - r->f->value.data);
	struct choice	*kept;
	int		 e;

	if ((e = choice_kept(cs, r->f, off, t, &kept)) != 0)
		return e;
	return kept != NULL ? choice_join(cs, ch, r->f, off, kept) :
	    choice_add(cs, ch, r->f, off, t);
}

/* The alternatives of an item, and the edges among them. */
static int
read_alternatives(struct reading *r, struct sage_text t, struct choice *ch,
    unsigned *edges)
{
	struct sage_text	one;
	enum op			sign;
	size_t			i;
	int			e;

	for (;;) {
		for (i = 0; i < t.len && t.data[i] != '|'; i++)
			;
		one = (struct sage_text){ t.data, i };
		if ((sign = find_sign(one)) != OP_END)
			*edges |= 1u << sign;
		else if ((e = read_alternative(r, one, ch)) != 0)
			return e;
		if (i == t.len)
			return 0;
		t.data += i + 1;
		t.len -= i + 1;
	}
}

/* The choice of an item, which may be kept: or else it is made. */
static int
find_choice(struct reading *r, struct sage_text t, struct choice **ch,
    unsigned *edges)
{
	struct buf	alts = r->pm->choice.alts;
	int		e;

	if (memchr(t.data, '|', t.len) == NULL) {
		if ((e = choice_kept(r->pm->classes, r->f,
		    (size_t)(t.data - r->f->value.data), t, ch)) != 0)
			return e;
		if (*ch != NULL)
			return 0;
	}
	alts.len = 0;
	r->pm->choice = (struct choice){ .alts = alts };
	*ch = &r->pm->choice;
	return read_alternatives(r, t, *ch, edges);
}

/* Read a plain word, if it means no more than itself.  Returns 1 if it does,
 * and what a choice of it would come to is done. */
static int
read_plain(struct reading *r, struct sage_text t, unsigned flag)
{
	struct lexicon	*lex = r->pm->classes->lex;
	struct needed	*need;
	struct cell	 c;
	uint16_t	 set;
	size_t		 n;
	int		 e;

	if (lexicon_cells(lex, t.data, t.len, &c, 1, &n) != 0 || c.n > 1 ||
	    c.id[0] < WORD_FIRST)
		return 0;
	if ((e = lexicon_set(lex, c.id, 1, &set)) != 0 ||
	    (e = emit(r, OP_SET | flag, &set, 1)) != 0)
		return e;
	r->words++;
	if (flag != 0 || r->out->nneeded == PATTERN_ITEMS)
		return 1;
	need = arena_room(r->pm->classes->arena, 1, sizeof(*need));
	if (need == NULL)
		return SAGE_ENOMEM;
	*need = (struct needed){ lexicon_ids(lex, set), 1 };
	r->out->needed[r->out->nneeded++] = need;
	return 1;
}

static int
read_choice(struct reading *r, struct sage_text t, unsigned flag)
{
	struct choice	*ch;
	unsigned	 edges = 0;
	int		 e;

	if (choice_is_plain(t) && (e = read_plain(r, t, flag)) != 0)
		return e < 0 ? e : 0;
	if ((e = find_choice(r, t, &ch, &edges)) != 0 ||
	    (!ch->known && (e = know_choice(r->pm, ch)) != 0) ||
	    (e = emit_choice(r, ch, flag, edges)) != 0)
		return e;
	if (flag == 0 && edges == 0)
		note_needed(r->out, ch);
	r->words += ch->longest;
	return 0;
}

/* ..3 or ..1-4 */
static int
read_gap(struct reading *r, struct sage_text t)
{
	uint16_t	args[2] = { 0, 0 };
	size_t		i, dash = 0;

	for (i = 2; i < t.len; i++) {
		if (t.data[i] == '-' && dash == 0 && i > 2) {
			dash = i;
			args[0] = args[1];
			args[1] = 0;
		} else if (t.data[i] >= '0' && t.data[i] <= '9' &&
		    args[1] < 100)
			args[1] = (uint16_t)(args[1] * 10 + t.data[i] - '0');
		else
			return fail(r, t, "a gap is ..N or ..M-N");
	}
	if (t.len == 2 || args[1] == 0 || args[0] > args[1])
		return fail(r, t, "a gap is ..N or ..M-N");
	r->words += args[1];
	return emit(r, OP_GAP, args, 2);
}

static int
read_open(struct reading *r, struct sage_text t)
{
	struct sage_text	name = { t.data + 1, t.len - 1 };
	uint16_t		arg;
	size_t			i;

	if (r->open >= 0)
		return fail(r, t, "a capture inside a capture");
	for (i = 0; i < r->pm->nnames; i++)
		if (text_equal(r->pm->names[i], name))
			break;
	if (i == CAPTURES)
		return fail(r, t, "too many captures");
	if (i == r->pm->nnames)
		r->pm->names[r->pm->nnames++] = name;
	r->open = (int)i;
	arg = (uint16_t)i;
	r->out->captures++;
	return emit(r, OP_OPEN, &arg, 1);
}

static int
read_close(struct reading *r, struct sage_text t)
{
	uint16_t	arg = (uint16_t)r->open;

	if (r->open < 0)
		return fail(r, t, "no capture to close");
	if (t.len > 1)
		return fail(r, t, "no blank before the >");
	r->open = -1;
	return emit(r, OP_CLOSE, &arg, 1);
}

static int
read_item(struct reading *r, struct sage_text t)
{
	enum op	sign = find_sign(t);

	if (sign != OP_END)
		return emit(r, sign, &none, 0);
	if (t.len >= 2 && memcmp(t.data, "..", 2) == 0)
		return read_gap(r, t);
	if (*t.data == '<' && t.len > 1)
		return read_open(r, t);
	if (t.data[t.len - 1] == '>')
		return read_close(r, t);
	if (*t.data != '[')
		return read_choice(r, t, 0);
	if (t.len < 3 || t.data[t.len - 1] != ']')
		return fail(r, t, "an option is [word|other]");
	t.data++;
	t.len -= 2;
	return read_choice(r, t, OP_OPTIONAL);
}

void
pattern_maker_free(struct pattern_maker *pm)
{
	buf_free(&pm->choice.alts);
	buf_free(&pm->singles);
	buf_free(&pm->firsts);
}

int
pattern_compile(struct pattern_maker *pm, const struct field *f, size_t off,
    int guard, struct pattern *out)
{
	struct reading		r = { .pm = pm, .f = f, .out = out,
				    .open = -1 };
	struct sage_text	rest = { f->value.data + off,
				    f->value.len - off }, t, all = rest;
	int			e;

	memset(out, 0, sizeof(*out));
	out->code = (uint32_t)(pm->code->len / sizeof(uint16_t));
	while (text_word(&rest, &t)) {
		if (++r.items > PATTERN_ITEMS)
			return fail(&r, t, "more than 24 items");
		if ((e = read_item(&r, t)) != 0)
			return e;
	}
	if (r.open >= 0)
		return fail(&r, all, "a capture that is not closed");
	if (r.words > PATTERN_WORDS)
		return fail(&r, all, "a pattern of more than 32 words");
	if (out->nneeded == 0 && !guard)
		return fail(&r, all, "no word that must be there");
	if (r.items == 0)
		return fail(&r, all, "an empty pattern");
	return emit(&r, OP_END, &none, 0);
}
