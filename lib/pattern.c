#include <stdlib.h>
#include <string.h>

#include "pattern.h"

/* What is known while one pattern is read. */
struct reading {
	struct pattern_maker	*pm;
	const struct field	*f;
	struct pattern		*out;
	size_t			 items, words;
	int			 open;		/* capture, or -1 */
};

static int
emit(struct reading *r, unsigned op, const uint16_t *args, size_t n)
{
	uint16_t	head[2] = { (uint16_t)op, (uint16_t)n };

	if (n > UINT16_MAX)
		return SAGE_ETOOBIG;
	if (buf_append(r->pm->code, head, sizeof(head)) != 0 ||
	    (n > 0 && buf_append(r->pm->code, args, n * sizeof(*args)) != 0))
		return SAGE_ENOMEM;
	return 0;
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

static int
add_ids(struct buf *ids, const struct cell *c)
{
	return buf_append(ids, c->id, c->n * sizeof(c->id[0]));
}

static int
ids_set(struct lexicon *lex, struct buf *ids, uint16_t *set)
{
	if (ids->len == 0) {
		*set = SET_NONE;
		return 0;
	}
	return lexicon_set(lex, (uint16_t *)(void *)ids->data,
	    ids->len / sizeof(uint16_t), set);
}

/*
 * The set of the alternatives of one word, and that of the words which begin
 * the others: SET_ANY if one of these begins with no word.
 */
static int
gather(struct lexicon *lex, const struct choice *ch, uint16_t *single,
    uint16_t *first)
{
	const struct alt	*a = (struct alt *)(void *)ch->alts.data;
	size_t			 n = ch->alts.len / sizeof(*a), i;
	struct buf		 singles = { 0 }, firsts = { 0 };
	int			 open = 0, e = 0;

	for (i = 0; i < n && e == 0; i++) {
		open |= a[i].cell->n == 0;
		e = add_ids(a[i].n == 1 ? &singles : &firsts, a[i].cell);
	}
	if (e == 0)
		e = ids_set(lex, &singles, single);
	if (e == 0)
		e = ids_set(lex, &firsts, first);
	if (open)
		*first = SET_ANY;
	buf_free(&singles);
	buf_free(&firsts);
	return e;
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

/* The edges are bits as of OP_EDGES. */
static int
emit_choice(struct reading *r, const struct choice *ch, unsigned flag,
    unsigned edges)
{
	struct lexicon	*lex = r->pm->classes->lex;
	struct buf	 rows = { 0 };
	uint16_t	 args[4], first;
	uint32_t	 number;
	size_t		 more = edges != 0;
	int		 e;

	flag |= more ? OP_EDGES : 0;
	if ((e = gather(lex, ch, &args[0], &first)) != 0)
		return e;
	if (first == SET_NONE) {
		args[1] = (uint16_t)edges;
		return emit(r, OP_SET | flag, args, 1 + more);
	}
	if ((e = group_rows(lex, ch, first, &rows)) == 0)
		e = lexicon_rows(lex, (uint16_t *)(void *)rows.data,
		    rows.len / sizeof(uint16_t), &number);
	buf_free(&rows);
	if (e != 0)
		return e;
	args[1] = (uint16_t)number;
	args[2] = (uint16_t)(number >> 16);
	args[3] = (uint16_t)edges;
	return emit(r, OP_ALT | flag, args, 3 + more);
}

/* The longest alternative in words. */
static size_t
longest(const struct choice *ch)
{
	const struct alt	*a = (struct alt *)(void *)ch->alts.data;
	size_t			 n = ch->alts.len / sizeof(*a), i, most = 0;

	for (i = 0; i < n; i++)
		if (a[i].n > most)
			most = a[i].n;
	return most;
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
	uint32_t	f = is_word(c) ? 0 : UINT32_MAX;
	size_t		k;

	for (k = 0; k < c->n && is_word(c); k++)
		f += lexicon_freq(lex, c->id[k]);
	return f;
}

/* The cell of an alternative that has `rank' rarer ones, or the commonest;
 * NULL if it has no word. */
static const struct cell *
rare_cell(const struct lexicon *lex, const struct alt *a, size_t rank)
{
	uint32_t	f, g;
	size_t		i, k, rarer;

	if (rank >= a->n)
		rank = a->n - 1;
	for (i = 0; i < a->n; i++) {
		f = cell_freq(lex, &a->cell[i]);
		for (k = 0, rarer = 0; k < a->n; k++) {
			g = cell_freq(lex, &a->cell[k]);
			rarer += g < f || (g == f && k < i);
		}
		if (rarer == rank)
			return is_word(&a->cell[i]) ? &a->cell[i] : NULL;
	}
	return NULL;
}

/*
 * Remember words one of which a choice needs: of each alternative the one
 * that has as many rarer ones as the rank says, or its commonest.  Returns 1
 * if that is more than the rank before could say.
 */
static int
note_rank(struct reading *r, const struct choice *ch, size_t rank)
{
	const struct alt	*a = (struct alt *)(void *)ch->alts.data;
	struct lexicon		*lex = r->pm->classes->lex;
	const struct cell	*c;
	struct needed		*need = &r->out->needed[r->out->nneeded];
	size_t			 n = ch->alts.len / sizeof(*a), i;

	if (r->out->nneeded == PATTERN_ITEMS || rank >= longest(ch))
		return 0;
	for (i = 0; i < n; i++)
		if (rare_cell(lex, &a[i], rank) == NULL)
			return 0;
	need->id = arena_alloc(r->pm->classes->arena, n * (1 + LEX_ALSO),
	    sizeof(*need->id));
	if (need->id == NULL)
		return SAGE_ENOMEM;
	for (i = 0, need->n = 0; i < n; i++) {
		c = rare_cell(lex, &a[i], rank);
		memcpy(need->id + need->n, c->id, c->n * sizeof(*c->id));
		need->n += c->n;
	}
	r->out->nneeded++;
	return 1;
}

static int
note_needed(struct reading *r, const struct choice *ch)
{
	size_t	rank;
	int	e;

	for (rank = 0; (e = note_rank(r, ch, rank)) > 0; rank++)
		;
	return e;
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

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (text_is(t, signs[i].text))
			return signs[i].op;
	return OP_END;
}

static int
read_choice(struct reading *r, struct sage_text t, unsigned flag)
{
	struct choice		ch = { 0 };
	struct sage_text	one;
	enum op			sign;
	unsigned		edges = 0;
	size_t			i;
	int			e = 0;

	while (e == 0) {
		for (i = 0; i < t.len && t.data[i] != '|'; i++)
			;
		one = (struct sage_text){ t.data, i };
		if ((sign = find_sign(one)) != OP_END)
			edges |= 1u << sign;
		else
			e = choice_add(r->pm->classes, &ch, r->f,
			    (size_t)(one.data - r->f->value.data), one);
		if (i == t.len)
			break;
		t.data += i + 1;
		t.len -= i + 1;
	}
	if (e == 0)
		e = emit_choice(r, &ch, flag, edges);
	if (e == 0 && flag == 0 && edges == 0)
		e = note_needed(r, &ch);
	r->words += longest(&ch);
	buf_free(&ch.alts);
	return e;
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
		return emit(r, sign, NULL, 0);
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
	return emit(&r, OP_END, NULL, 0);
}
