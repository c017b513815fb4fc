/* What was read of a message and not written yet, in filter modes. */
#ifndef HELD_H
#define HELD_H

#include <stdint.h>

#include "buf.h"

/* { 0 } holds nothing, from the start of a message. */
struct held {
	struct buf	bytes;
	uint64_t	at;		/* offset of the first in the message */
};

void	held_begin(struct held *);
void	held_add(struct held *, const void *, size_t);

/* Write what is held up to an offset in the message, or forget it; all of it
 * for UINT64_MAX. */
void	held_write(struct held *, uint64_t to);
void	held_drop(struct held *, uint64_t to);

/* Write all but so many bytes at the end. */
void	held_keep(struct held *, size_t);
void	held_free(struct held *);

#endif
