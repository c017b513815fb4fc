#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "markdown.h"
#include "mask.h"
#include "sage.h"
#include "token.h"

/* Goes through the lines of a text once, with the nodes. */
struct lines {
	char	*s;
	size_t	 len, at;	/* offset of the line */
	int	 line;		/* its number, from 1 */
};

/* The length of a line and its end: for cmark a return alone is one. */
static size_t
line_length(const char *s, size_t len)
{
	const char	*nl = memchr(s, '\n', len), *cr;
	size_t		 n = nl == NULL ? len : (size_t)(nl - s) + 1;

	cr = memchr(s, '\r', n);
	return cr == NULL || cr + 1 == nl ? n : (size_t)(cr - s) + 1;
}

/* The offset where a line begins, going forward. */
static size_t
line_start(struct lines *l, int line)
{
	while (l->line < line && l->at < l->len) {
		l->at += line_length(l->s + l->at, l->len - l->at);
		l->line++;
	}
	return l->at;
}

static int
count_lines(const char *s)
{
	int	n = 0;

	for (; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	return n;
}

/* Is a block code that a fence ends?  cmark 0.30 gives a fence that only its
 * item ends a line too much. */
static int
has_end(cmark_node *n, const struct lines *l)
{
	struct lines	ahead = *l;
	int		last = cmark_node_get_end_line(n);
	size_t		at;

	if (last != cmark_node_get_start_line(n) + 1 +
	    count_lines(cmark_node_get_literal(n)))
		return 0;
	at = line_start(&ahead, last);
	while (at < l->len && (l->s[at] == ' ' || l->s[at] == '\t'))
		at++;
	return l->len - at >= 3 && (memcmp(l->s + at, "```", 3) == 0 ||
	    memcmp(l->s + at, "~~~", 3) == 0);
}

static int
last_line(cmark_node *n, const struct lines *l)
{
	int	first = cmark_node_get_start_line(n);
	int	last = cmark_node_get_end_line(n), lines;

	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_HTML_BLOCK:
		/* cmark 0.30 ends it a line early where a mark ends it. */
		lines = count_lines(cmark_node_get_literal(n));
		return first + (lines > 0 ? lines - 1 : 0);
	case CMARK_NODE_CODE_BLOCK:
		lines = count_lines(cmark_node_get_literal(n));
		if (last == first + lines + 1 && !has_end(n, l))
			return last - 1;
		return last;
	default:
		return last;
	}
}

static void
fill_lines(struct lines *l, int first, int last)
{
	size_t	from = line_start(l, first), to = line_start(l, last + 1), i;

	for (i = from; i < to; i++)
		if (l->s[i] != '\n' && l->s[i] != '\r')
			l->s[i] = MASKED;
}

static int
is_prose(cmark_node_type type)
{
	switch (type) {
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_CUSTOM_BLOCK:
	case CMARK_NODE_THEMATIC_BREAK:
		return 0;
	default:
		return 1;
	}
}

/* The next block in order, not going into leaves or what is no prose. */
static cmark_node *
next_block(cmark_node *n, int into)
{
	cmark_node	*next = NULL;

	if (into)
		next = cmark_node_first_child(n);
	while (next == NULL && n != NULL) {
		next = cmark_node_next(n);
		n = cmark_node_parent(n);
	}
	return next;
}

static void
fill_blocks(cmark_node *root, struct lines *l)
{
	cmark_node	*n;
	cmark_node_type	 type;
	int		 into;

	for (n = next_block(root, 1); n != NULL; n = next_block(n, into)) {
		type = cmark_node_get_type(n);
		if (!is_prose(type))
			fill_lines(l, cmark_node_get_start_line(n),
			    last_line(n, l));
		into = type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
	}
}

/* ---- memory for cmark -------------------------------------------------- */

/*
 * cmark takes functions that may not fail and know of no argument, and its
 * own end the process.  Ours take from a pool, by which all is freed at
 * once, and leap out of the parser when there is no memory.
 */
struct piece {
	_Alignas(max_align_t) struct piece	*next;
	struct piece				*prev;
	size_t					 size;
	/* The bytes follow; its size keeps them aligned. */
};

struct pool {
	struct piece	 head;
	jmp_buf		 out;
};

static _Thread_local struct pool	*pool;

static void
link_piece(struct piece *p)
{
	p->prev = &pool->head;
	p->next = pool->head.next;
	p->next->prev = p;
	pool->head.next = p;
}

static void *
pool_calloc(size_t n, size_t size)
{
	struct piece	*p = NULL;

	if (size == 0 || n <= (SIZE_MAX - sizeof(*p)) / size)
		p = calloc(1, sizeof(*p) + n * size);
	if (p == NULL)
		longjmp(pool->out, 1);
	p->size = n * size;
	link_piece(p);
	return p + 1;
}

static void
pool_free(void *data)
{
	struct piece	*p;

	if (data == NULL)
		return;
	p = (struct piece *)data - 1;
	p->next->prev = p->prev;
	p->prev->next = p->next;
	free(p);
}

static void *
pool_realloc(void *data, size_t size)
{
	void		*more = pool_calloc(1, size);
	struct piece	*p;

	if (data == NULL)
		return more;
	p = (struct piece *)data - 1;
	memcpy(more, data, p->size < size ? p->size : size);
	pool_free(data);
	return more;
}

static void
empty_pool(void)
{
	while (pool->head.next != &pool->head)
		pool_free(pool->head.next + 1);
	pool = NULL;
}

/* ---- the context ------------------------------------------------------- */

#define CONTEXT_LINE	256	/* bytes of a line that are kept */

/*
 * A block that goes on in the next part: its first line, and those of the
 * items it is in, each cut short, stand for all of it.
 */
struct context {
	char	s[MARKDOWN_CONTEXT];
	size_t	len;
};

static void
add_context(struct context *c, const char *line, size_t len, const char *end)
{
	size_t	more = strlen(end);

	if (len > CONTEXT_LINE)
		len = CONTEXT_LINE;
	if (c->len + len + more > sizeof(c->s))
		return;
	memcpy(c->s + c->len, line, len);
	memcpy(c->s + c->len + len, end, more);
	c->len += len + more;
}

/* The length of a line without its end, and blanks before that. */
static size_t
bare_length(const struct lines *l, size_t at)
{
	size_t	n = line_length(l->s + at, l->len - at);

	while (n > 0 && strchr(" \t\r\n", l->s[at + n - 1]) != NULL &&
	    l->s[at + n - 1] != '\0')
		n--;
	return n;
}

/* The offset of the last line of a text. */
static size_t
last_start(const struct lines *l)
{
	const char	*nl = NULL;

	if (l->len > 1)
		nl = memrchr(l->s, '\n', l->len - 1);
	return nl == NULL ? 0 : (size_t)(nl - l->s) + 1;
}

/* May more lines belong to a block, no item, that is last in a text? */
static int
goes_on(cmark_node *n, const struct lines *l, int nlines)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_CODE_BLOCK:
		return !has_end(n, l);
	case CMARK_NODE_HTML_BLOCK:
		/* It seems to end a line early if it has an end. */
		return cmark_node_get_end_line(n) == nlines;
	case CMARK_NODE_BLOCK_QUOTE:
		return 1;
	default:
		return 0;
	}
}

/* As much of the line as stands before what is in an item, and a word. */
static void
add_item(struct context *c, const struct lines *l, size_t len, int open)
{
	add_context(c, l->s + l->at, len, open ? "x\n" : "x\n\n");
}

/* What is in no item, or in those that were added. */
static void
add_leaf(struct context *c, cmark_node *n, const struct lines *l, int nlines)
{
	size_t	before = (size_t)cmark_node_get_start_column(n) - 1;
	size_t	len = bare_length(l, l->at), last = last_start(l);

	if (!goes_on(n, l, nlines)) {
		add_item(c, l, before < len ? before : len,
		    cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH &&
		    bare_length(l, last) > 0);
		return;
	}
	add_context(c, l->s + l->at, len, "\n");
	/* What goes on with a quotation need not look like one. */
	if (cmark_node_get_type(n) == CMARK_NODE_BLOCK_QUOTE && last > l->at)
		add_context(c, l->s + last, bare_length(l, last), "\n");
}

/* An item whose first line has nothing else, or what is not last in it. */
static size_t
item_length(cmark_node *n, const struct lines *l)
{
	size_t		 len = bare_length(l, l->at), before;
	cmark_node	*first = cmark_node_first_child(n);

	if (first == NULL || cmark_node_get_start_line(first) !=
	    cmark_node_get_start_line(n))
		return len;
	before = (size_t)cmark_node_get_start_column(first) - 1;
	return before < len ? before : len;
}

/* The items that a block is in, if they do not begin on its line, and it. */
static void
add_blocks(struct context *c, cmark_node *n, struct lines *l, int nlines)
{
	cmark_node_type	 type;
	cmark_node	*in;

	for (; n != NULL; n = in) {
		line_start(l, cmark_node_get_start_line(n));
		type = cmark_node_get_type(n);
		in = cmark_node_last_child(n);
		if (type == CMARK_NODE_LIST)
			continue;
		if (type != CMARK_NODE_ITEM) {
			add_leaf(c, n, l, nlines);
			return;
		}
		if (in != NULL && cmark_node_get_start_line(in) ==
		    cmark_node_get_start_line(n))
			continue;
		add_item(c, l, item_length(n, l), 0);
	}
}

/* ---- the text ---------------------------------------------------------- */

int
markdown_init(struct markdown *m)
{
	m->work = malloc(MARKDOWN_CONTEXT + MARKDOWN_PART);
	markdown_begin(m);
	return m->work == NULL ? SAGE_ENOMEM : 0;
}

void
markdown_begin(struct markdown *m)
{
	m->context = 0;
	m->inside = m->masked = 0;
}

void
markdown_free(struct markdown *m)
{
	free(m->work);
	m->work = NULL;
}

#define DEPTH_MAX	64	/* items and quotations in each other */

/* Where a line begins with too many marks of items and quotations, or 0. */
static size_t
deep_offset(const char *s, size_t len)
{
	size_t	i, n = 0;

	for (i = 0; i + 1 < len && s[i] != '\0' &&
	    strchr(" \t>-*+.)0123456789", s[i]) != NULL; i++)
		if ((s[i] == '>' || (strchr("-*+.)", s[i]) != NULL &&
		    (s[i + 1] == ' ' || s[i + 1] == '\t'))) &&
		    ++n > DEPTH_MAX)
			return i;
	return 0;
}

/* Give cmark a text.  As it goes through all that is open for each line, what
 * is too deep is a word. */
static void
feed(cmark_parser *parser, const char *s, size_t len)
{
	size_t	at, deep, fed = 0;

	for (at = 0; at < len; at += line_length(s + at, len - at)) {
		if ((deep = deep_offset(s + at, len - at)) == 0)
			continue;
		cmark_parser_feed(parser, s + fed, at + deep - fed);
		cmark_parser_feed(parser, "x", 1);
		fed = at + deep;
	}
	cmark_parser_feed(parser, s + fed, len - fed);
}

/* Mask the context and the text behind it; returns the end of what is done,
 * and what the next part has as its context. */
static size_t
mask_blocks(const struct markdown *m, size_t len, int whole, cmark_mem *mem,
    struct context *next)
{
	struct lines	 l = { .s = m->work, .len = len, .line = 1 };
	struct lines	 ahead = l;
	cmark_parser	*parser;
	cmark_node	*root, *last;
	size_t		 at;

	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, mem);
	feed(parser, l.s, len);
	root = cmark_parser_finish(parser);
	last = cmark_node_last_child(root);
	if (!whole && last != NULL) {
		at = line_start(&ahead, cmark_node_get_start_line(last));
		if (at > m->context) {
			l.len = at;
			cmark_node_unlink(last);
		} else
			add_blocks(next, last, &ahead,
			    cmark_node_get_end_line(root));
	}
	fill_blocks(root, &l);
	return l.len;
}

/* What is left of a line goes with its beginning. */
static size_t
rest_of_line(struct markdown *m, char *out, const char *in, size_t len)
{
	const char	*nl = memchr(in, '\n', len);
	size_t		 n = nl == NULL ? len : (size_t)(nl - in) + 1, i;

	mask_copy(out, in, n);
	for (i = 0; i < n && m->masked; i++)
		if (in[i] != '\n' && in[i] != '\r')
			out[i] = MASKED;
	m->inside = nl == NULL;
	return n;
}

/* Whole lines, or a part of one that is no less than a part of the text. */
static int
mask_part(struct markdown *m, char *out, const char *in, size_t len,
    int whole, size_t *done)
{
	cmark_mem	mem = { pool_calloc, pool_realloc, pool_free };
	struct context	next = { .len = 0 };
	struct pool	p;
	size_t		end;

	p.head.next = p.head.prev = &p.head;
	pool = &p;
	if (setjmp(p.out) != 0) {
		empty_pool();
		return SAGE_ENOMEM;
	}
	mask_copy(m->work + m->context, in, len);
	end = mask_blocks(m, m->context + len, whole, &mem, &next);
	empty_pool();
	*done = end - m->context;
	memcpy(out, m->work + m->context, *done);
	m->masked = m->work[end - 1] == MASKED;
	memcpy(m->work, next.s, next.len);
	m->context = next.len;
	return 0;
}

int
markdown_mask(struct markdown *m, char *out, const char *in, size_t len,
    int whole, size_t *done)
{
	const char	*nl;

	if (m->inside) {
		*done = rest_of_line(m, out, in, len);
		return 0;
	}
	if (!whole) {
		nl = memrchr(in, '\n', len);
		m->inside = nl == NULL;
		len = nl == NULL ? len : (size_t)(nl - in) + 1;
	}
	return mask_part(m, out, in, len, whole, done);
}
