/*
 * The marks of Markdown around words that are the writer's own: emphasis,
 * links, blanks that are written as entities.
 */
#ifndef MARKS_H
#define MARKS_H

#include <stddef.h>

/* Might there be any that part words?  Cheap. */
int	marks_needed(const char *, size_t);

/* Make them blanks in a copy of a paragraph in which all that is no prose has
 * been masked, so that they part no words and are part of none.  Asterisks and
 * tildes, which do neither, stay. */
void	marks_blank(char *copy, const char *text, size_t);

/*
 * How many bytes of marks stand right before and right behind a span, and
 * belong to others in it that have no partner there?  *before and *after hold
 * how many bytes may be looked at.
 */
void	marks_around(const char *span, size_t, size_t *before, size_t *after);

#endif
