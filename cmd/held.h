/* What was read of a message and not written yet, in filter modes. */
#ifndef HELD_H
#define HELD_H

#include <stdint.h>

#include "buf.h"

/* { 0 } holds nothing, from the start of a message. */
struct held {
	struct buf	bytes;
	uint64_t	at;		/* offset of the first in the message */
	int		masked;		/* for a terminal */
};

void	held_begin(struct held *);
void	held_add(struct held *, const void *, size_t);

/*
 * Write bytes: as they are, or, when masked, so that they cannot steer a
 * terminal, as esc_append() does; but line ends, tabs and backslashes stay.
 */
void	held_put(const struct held *, const char *, size_t);

/* Write what is held up to an offset in the message, or forget it; all of it
 * for UINT64_MAX. */
void	held_write(struct held *, uint64_t to);
void	held_drop(struct held *, uint64_t to);

/* Write all but so many bytes at the end, or a few more. */
void	held_keep(struct held *, size_t);
void	held_free(struct held *);

#endif
