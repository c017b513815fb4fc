/* Bytes that grow, up to a ceiling. */

#ifndef BUF_H
#define BUF_H

#include <stddef.h>

#define BUF_MAX	((size_t)64 << 20)	/* the ceiling where none is set */

/*
 * { 0 } is an empty buffer, { .max = n } one that refuses to hold more than
 * n bytes.  The bytes may be anything, NUL among them; no NUL follows them,
 * save after buf_string().  Any call but buf_free() may move them.
 */
struct buf {
	char	*data;		/* NULL until the first byte comes */
	size_t	 len, cap;
	size_t	 max;		/* 0 is BUF_MAX */
	int	 failed;	/* there was no memory, since it was made */
};

/*
 * Append to a buffer.  Return 0, SAGE_ENOMEM, or SAGE_ETOOBIG if the ceiling
 * is in the way; the buffer is then what it was before.  buf_printf() returns
 * SAGE_EINVAL where printf(3) fails.  What is appended must not lie in the
 * buffer itself.
 */
int	 buf_append(struct buf *, const void *, size_t);
int	 buf_puts(struct buf *, const char *);
int	 buf_printf(struct buf *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));

/* Make room for that many bytes more, so that appending them cannot fail. */
int	 buf_reserve(struct buf *, size_t);

/* The bytes with a NUL after them, or NULL if there is no memory. */
const char *buf_string(struct buf *);

/* Free the bytes; the buffer is then empty, with the ceiling it had. */
void	 buf_free(struct buf *);

#endif
