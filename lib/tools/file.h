/* Whole files, for the programs that make what is built in; these end with a
 * message where something is wrong. */
#ifndef FILE_H
#define FILE_H

#include <stddef.h>

#include "buf.h"

/* The bytes of a file, with a NUL after them, at an address that suits any
 * type. */
char	*file_read(const char *, size_t *len);

void	file_write(const char *, const struct buf *);

#endif
