/*
 * What inside a paragraph is not the writer's own prose: code between
 * backticks, addresses, words in quotation marks, markup.  It is replaced by
 * MASKED bytes in a copy, so that all offsets stay.
 */
#ifndef MASK_H
#define MASK_H

#include <stddef.h>

/* Might there be anything to mask?  Cheap. */
int	mask_needed(const char *, size_t);

/* A copy in which nothing is masked yet: a byte that looks so is a blank. */
void	mask_copy(char *, const char *, size_t);

/* Mask in place. */
void	mask_inline(char *, size_t);

#endif
