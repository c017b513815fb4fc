/* Which lines of a Markdown text are prose. */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include <stddef.h>

#define MARKDOWN_PART		((size_t)32 << 10)	/* read at once */
#define MARKDOWN_CONTEXT	((size_t)4 << 10)

/* A text that comes in parts, and what of it the next part begins in. */
struct markdown {
	char	*work;		/* the context, then the part */
	size_t	 context;	/* bytes */
	int	 inside;	/* the last part ended inside a line */
	int	 masked;	/* ... that was no prose */
};

int	markdown_init(struct markdown *);
void	markdown_begin(struct markdown *);	/* another text */
void	markdown_free(struct markdown *);

/*
 * Copy lines of a text, those that are code, HTML, quotation or rule as
 * MASKED bytes.  The input is all that is left, if whole is set, and at most
 * MARKDOWN_PART; else just that.  *done is set to how much was dealt with,
 * which is more than nothing.  Code spans and links are left to mask.h: cmark
 * gives no positions of inlines in nested blocks that hold (cmark issue 298
 * and others).
 */
typedef int markdown_fn(struct markdown *, char *out, const char *in,
	    size_t len, int whole, size_t *done);

/* Who has no such texts names it nowhere, and is linked without cmark, whose
 * tables have to be relocated at each start. */
markdown_fn	markdown_mask;

#endif
