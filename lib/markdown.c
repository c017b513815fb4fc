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
			    cmark_node_get_end_line(n));
		into = type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
	}
}

int
markdown_mask(char *s, size_t len, int whole, size_t *done)
{
	struct lines	 l = { .s = s, .len = len, .line = 1 };
	struct lines	 start = l;
	cmark_node	*root, *last;

	root = cmark_parse_document(s, len, CMARK_OPT_DEFAULT);
	if (root == NULL)
		return SAGE_ENOMEM;
	*done = len;
	last = cmark_node_last_child(root);
	if (!whole && last != NULL &&
	    cmark_node_previous(last) != NULL) {
		*done = line_start(&start, cmark_node_get_start_line(last));
		cmark_node_free(last);
	}
	l.len = *done;
	fill_blocks(root, &l);
	cmark_node_free(root);
	return 0;
}
