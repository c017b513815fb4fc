/* Readings and replies as people and programs read them. */
#ifndef TELL_H
#define TELL_H

#include "buf.h"
#include "sage.h"

/* For eyes: what was read, a line each. */
int	tell_reading(struct buf *, const struct sage_reading *);
int	tell_reply(struct buf *, const struct sage_reply *);

/* One object a message, on a line of its own. */
int	tell_json(struct buf *, uint64_t message, const struct sage_reading *,
	    const struct sage_reply *, size_t n);

#endif
