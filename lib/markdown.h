/* Which lines of a Markdown text are prose. */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include <stddef.h>

/*
 * Fill with MASKED bytes, in place, the lines of a text that are code, HTML,
 * quotation or rule.  The text is a part of a document that ends between two
 * blocks if whole is set; else the last block may be unfinished.  *done is
 * set to how much was dealt with: all of it, or what comes before the last
 * block.  Code spans and links are left to mask.h: cmark gives no positions
 * of inlines in nested blocks that hold (cmark issue 298 and others).
 */
int	markdown_mask(char *, size_t, int whole, size_t *done);

#endif
