#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "markdown.h"
#include "sage.h"
#include "token.h"

/* Goes through the lines of a text once, with the nodes. */
struct lines {
	char	*s;
	size_t	 len, at;	/* offset of the line */
	int	 line;		/* its number, from 1 */
};

/* The offset where a line begins, going forward. */
static size_t
line_start(struct lines *l, int line)
{
	char	*nl;

	while (l->line < line && l->at < l->len) {
		nl = memchr(l->s + l->at, '\n', l->len - l->at);
		l->at = nl == NULL ? l->len : (size_t)(nl - l->s) + 1;
		l->line++;
	}
	return l->at;
}

static void
fill_lines(struct lines *l, int first, int last)
{
	size_t	from = line_start(l, first), to, i;

	/* cmark 0.30 ends HTML of one line on the line before. */
	to = line_start(l, (last < first ? first : last) + 1);
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
			    cmark_node_get_end_line(n));
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

/* ---- the text ---------------------------------------------------------- */

static size_t
mask_blocks(char *s, size_t len, int whole, cmark_mem *mem)
{
	struct lines	 l = { .s = s, .len = len, .line = 1 };
	struct lines	 start = l;
	cmark_parser	*parser;
	cmark_node	*root, *last;

	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, mem);
	cmark_parser_feed(parser, s, len);
	root = cmark_parser_finish(parser);
	last = cmark_node_last_child(root);
	if (!whole && last != NULL &&
	    cmark_node_previous(last) != NULL) {
		l.len = line_start(&start, cmark_node_get_start_line(last));
		cmark_node_unlink(last);
	}
	fill_blocks(root, &l);
	return l.len;
}

int
markdown_mask(char *s, size_t len, int whole, size_t *done)
{
	cmark_mem	mem = { pool_calloc, pool_realloc, pool_free };
	struct pool	p;

	p.head.next = p.head.prev = &p.head;
	pool = &p;
	if (setjmp(p.out) != 0) {
		empty_pool();
		return SAGE_ENOMEM;
	}
	*done = mask_blocks(s, len, whole, &mem);
	empty_pool();
	return 0;
}
