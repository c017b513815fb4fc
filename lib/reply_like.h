/* How well people like what is said to a message. */
#ifndef REPLY_LIKE_H
#define REPLY_LIKE_H

#include "reply.h"

/* How well the message can be said back by the slots that are filled. */
void	reply_note_liking(struct sage_speaker *);

/* Does the frame name a thing or a deed that the message does? */
int	reply_shares(const struct sage_speaker *, const struct frame *);

/* The grade that is to be expected of a frame, and a bit more where it has
 * words of the message, or is for its event: readers saw each reply alone, and
 * did not see that others are told the same. */
double	reply_liked(const struct sage_speaker *, const struct frame *);

#endif
