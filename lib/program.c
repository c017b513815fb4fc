#include <string.h>

#include "program.h"

/* Where a pattern may be: places before its first word, and inside it. */
struct state {
	uint64_t	fresh, cur;
};

/* The row's further words behind the first, which is at some places: where
 * the row ends. */
static uint64_t
after_first(const struct matcher *m, struct bench *b, const uint16_t *row,
    uint64_t at)
{
	size_t	k;

	for (k = 1; at != 0 && k <= *row; k++)
		at = spot_among(m, b, row[k], (at << 1) & ~m->clause);
	return at;
}

/* Find where in the window the rows of a group begin, by their lengths. */
static void
find_rows(const struct matcher *m, struct bench *b, struct rows *found)
{
	const uint16_t	*some = b->row + found->group;
	const uint16_t	*end = some + 1 + *some, *row, *next;
	uint64_t	 first = spot_places(m, b, some[1]), at;

	memset(found->start, 0, sizeof(found->start));
	for (some += 2; some < end; some = next) {
		next = some + 2 + some[1];
		if ((at = first & spot_places(m, b, some[0])) == 0)
			continue;
		for (row = some + 2; row < next; row += 1 + *row)
			found->start[*row + 1] |=
			    after_first(m, b, row, at) >> *row;
	}
}

/*
 * What is known of a group of rows in the window.  Groups have up to some
 * thousand rows and are in many patterns, and a pattern is run more than
 * once, so they are looked for once.
 */
static const struct rows *
rows_of(const struct matcher *m, struct bench *b, uint32_t group)
{
	struct rows	*found = &b->kept->rows[group % ROWS_KEPT];

	if (found->now != b->now || found->group != group) {
		found->now = b->now;
		found->group = group;
		find_rows(m, b, found);
	}
	return found;
}

/* One word of a set, or rows of words: places after any of them. */
static uint64_t
after_rows(const struct matcher *m, struct bench *b,
    const uint16_t *arg, uint64_t from)
{
	uint32_t		 group = arg[1] | (uint32_t)arg[2] << 16;
	const struct rows	*rows;
	uint64_t		 out = 0;
	size_t			 i;

	if (arg[0] != SET_NONE)
		out = spot_among(m, b, arg[0], from) << 1;
	from = spot_among(m, b, b->row[group + 1], from);
	if (from == 0)
		return out;
	rows = rows_of(m, b, group);
	for (i = 1; i <= LEX_CELLS; i++)
		out |= (from & rows->start[i]) << i;
	return out;
}

static uint64_t
after_gap(const struct matcher *m, uint64_t from, unsigned low, unsigned high)
{
	uint64_t	all = (UINT64_C(2) << m->n) - 1, out = 0;
	unsigned	i;

	for (i = 0; i <= high && from != 0; i++) {
		if (i >= low)
			out |= from;
		from = ((from & ~m->clause) << 1) & all;
	}
	return out;
}

/* The places where an edge or a mark is. */
static uint64_t
edges(const struct matcher *m, unsigned op)
{
	uint64_t	start = m->begins, end = (uint64_t)m->ends << m->n;

	switch (op) {
	case OP_CLAUSE:
		return start | m->comma;
	case OP_SENTENCE:
		return start;
	case OP_CLAUSE_END:
		return end | m->comma;
	case OP_SENTENCE_END:
		return end;
	case OP_QUESTION:
		return m->sentence->question ? end : 0;
	case OP_EXCLAIM:
		return m->sentence->exclaim ? end : 0;
	case OP_MARK:
		return m->comma;
	}
	return 0;
}

/* What an edge or a mark lets pass of the places where a pattern may be. */
static struct state
pass_edge(const struct matcher *m, unsigned op, struct state s)
{
	uint64_t	at = edges(m, op);

	/* A mark is part of the pattern, so it may be crossed. */
	if (op == OP_MARK)
		return (struct state){ .fresh = (s.fresh | s.cur) & at };
	return (struct state){ s.fresh & at, s.cur & at };
}

/* What any edge of some lets pass, a bit for each. */
static struct state
pass_edges(const struct matcher *m, unsigned ops, struct state s)
{
	struct state	out = { 0 }, one;

	for (; ops != 0; ops &= ops - 1) {
		one = pass_edge(m, (unsigned)__builtin_ctz(ops), s);
		out.fresh |= one.fresh;
		out.cur |= one.cur;
	}
	return out;
}

/* One item of a program, which begins at code. */
static struct state
step(const struct matcher *m, struct bench *b, const uint16_t *code,
    struct state s)
{
	unsigned	op = code[0] & ~(unsigned)OP_FLAGS;
	uint64_t	from = s.fresh | (s.cur & ~m->clause), to;
	struct state	out = { 0 };

	switch (op) {
	case OP_SET:
		to = spot_among(m, b, code[2], from) << 1;
		break;
	case OP_ALT:
		to = after_rows(m, b, code + 2, from);
		break;
	case OP_GAP:
		s.cur = after_gap(m, s.fresh | s.cur, code[2], code[3]);
		s.fresh = 0;
		return s;
	case OP_OPEN:
	case OP_CLOSE:
		return s;
	default:
		return pass_edge(m, op, s);
	}
	if (code[0] & OP_EDGES)
		out = pass_edges(m, code[1 + code[1]], s);
	if (code[0] & OP_OPTIONAL) {
		out.fresh |= s.fresh;
		out.cur |= s.cur;
	}
	out.cur |= to;
	return out;
}

static struct state
run_program(const struct matcher *m, struct bench *b,
    const uint16_t *code, struct state s)
{
	for (; code[0] != OP_END && (s.fresh | s.cur) != 0;
	    code += 2 + code[1])
		s = step(m, b, code, s);
	return s;
}

uint64_t
program_run(const struct matcher *m, struct bench *b, uint32_t pattern,
    uint64_t places)
{
	struct state	s = { .fresh = places };

	s = run_program(m, b, b->code + b->pattern[pattern].code, s);
	return s.fresh | s.cur;
}

/* ---- captures ---------------------------------------------------------- */

static int
leads_to(const struct matcher *m, struct bench *b,
    const uint16_t *code, struct state before, unsigned at, unsigned to)
{
	struct state	s = { before.fresh & (UINT64_C(1) << at),
			    before.cur & (UINT64_C(1) << at) };

	if ((s.fresh | s.cur) == 0)
		return 0;
	s = step(m, b, code, s);
	return (s.fresh | s.cur) >> to & 1;
}

/*
 * The latest place from which an item leads to `to'; an option that is there
 * counts before one that is not.
 */
static unsigned
step_back(const struct matcher *m, struct bench *b,
    const uint16_t *code, struct state before, unsigned to)
{
	unsigned	at = to + ((code[0] & OP_OPTIONAL) == 0);

	while (at-- > 0)
		if (leads_to(m, b, code, before, at, to))
			return at;
	return to;
}

/* Go back through a program from where it ended, and note the captures. */
void
program_captures(const struct matcher *m, struct bench *b,
    const uint16_t *code, size_t start, size_t end, size_t cap[][2])
{
	struct state	before[PATTERN_ITEMS + 1];
	const uint16_t	*item[PATTERN_ITEMS + 1];
	struct state	s = { .fresh = UINT64_C(1) << start };
	unsigned	at = (unsigned)end;
	size_t		n;

	for (n = 0; code[0] != OP_END && n <= PATTERN_ITEMS;
	    code += 2 + code[1]) {
		before[n] = s;
		item[n++] = code;
		s = step(m, b, code, s);
	}
	while (n-- > 0) {
		if (item[n][0] == OP_CLOSE)
			cap[item[n][2]][1] = at;
		else if (item[n][0] == OP_OPEN)
			cap[item[n][2]][0] = at;
		else
			at = step_back(m, b, item[n], before[n], at);
	}
}
