/* Transcripts of talk, to be answered or kept; see turns.h. */
#ifndef CHAT_H
#define CHAT_H

#include <stddef.h>

#include "buf.h"
#include "sage.h"

struct chat {
	struct buf	before;		/* struct sage_turn */
	struct buf	theirs;		/* what is to be answered */
	int		is_talk;	/* there was a turn, or a history */
	int		has_me;		/* one of them was ours */
};

/* May somebody be called that in one that we keep, and in any? */
int	chat_is_name(const char *);
int	chat_is_called(const char *);

/*
 * Read a transcript that ends with what is to be answered.  We are called me;
 * if that is NULL, everybody is who did not speak last.  What they said since
 * our last turn before that is to be answered; of a text without turns all of
 * it.  All else was before, and points into the text.  Returns 0 or
 * SAGE_ENOMEM.
 */
int	chat_read(struct chat *, const char *text, size_t len,
	    const char *me);

/* Read one in which all was before what is to be answered. */
int	chat_read_history(struct chat *, const char *text, size_t len,
	    const char *me);

/* Append a turn to a text, so that it can be read back whatever is in it; of
 * a long one the first SAGE_TURN_MAX bytes.  Returns what buf_append() does. */
int	chat_add(struct buf *, const char *name, const char *text, size_t len);

void	chat_free(struct chat *);

#endif
