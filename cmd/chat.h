/*
 * Transcripts of talk, a turn in one or more lines:
 *
 *	Name: what was said
 *	goes on here
 *
 * What the exports of common chat programs put before the name, a time in
 * brackets or a date and " - ", is passed over.
 */
#ifndef CHAT_H
#define CHAT_H

#include <stddef.h>

#include "buf.h"

struct chat {
	struct buf	theirs;		/* what is to be answered */
	struct buf	asked;		/* lines of ours that ask, each ended
					 * by a newline */
	size_t		nasked;
};

/*
 * Read a transcript.  We are called me; if that is NULL, everybody is who did
 * not speak last.  What they said since our last turn before that is to be
 * answered; of a text without turns all of it.  Returns 0 or SAGE_ENOMEM.
 */
int	chat_read(struct chat *, const char *text, size_t len,
	    const char *me);
void	chat_free(struct chat *);

#endif
