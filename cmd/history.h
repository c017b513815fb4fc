/*
 * What was said and asked before, kept in a file that is a transcript (see
 * chat.h), which a person may read and change.  It is made with mode 0600 if
 * it is missing.  Of a long one the last HISTORY_MOST bytes are read.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include <sys/types.h>

#include "buf.h"

#define HISTORY_MOST	((size_t)64 << 10)

struct history {
	const char	*path;
	int		 fd;
	off_t		 size;		/* when it was read */
	struct buf	 text;
};

/* Open it for reading and appending; to be called before sandbox().  Ends the
 * program with a message if that fails. */
void	history_open(struct history *, const char *path);

/*
 * Read what is there, and keep others from changing it until it is added to;
 * who reads must add.  Reading ends the program if it fails.  Adding appends
 * all or nothing, and returns -1 after a message if it fails.
 */
void	history_read(struct history *);
int	history_add(struct history *, const struct buf *);

/* Returns -1 after a message if what was added may be lost. */
int	history_close(struct history *);

#endif
