/* What is told in a message fills the slots of what is said to it. */
#ifndef REPLY_FILL_H
#define REPLY_FILL_H

#include "reply.h"

/* What the speaker feels, by rank, hard or good as the situation is; NULL if
 * that is not known. */
const struct sage_feeling *reply_feeling(const struct sage_speaker *,
	    size_t rank);

/* Fill the slots from a reading, which is the speaker's now, and find the
 * event, the theme or the act that is spoken of. */
int	reply_fill(struct sage_speaker *, const struct sage_reading *);

/* What a buffer holds as it is to be written, a copy that lasts as long as the
 * reading; NULL for what is empty, or must not be said. */
const char *reply_sound(struct sage_speaker *, struct buf *);

/* Free a buffer of the speaker's, and note whether it had no memory. */
void	reply_drop(struct sage_speaker *, struct buf *);

#endif
