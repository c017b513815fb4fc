/* Which of the frames that fit are said, and in what order. */
#ifndef REPLY_CHOOSE_H
#define REPLY_CHOOSE_H

#include "reply.h"
#include "reply_fit.h"

/* What is open to choice: how well it fits, with its turn among equals. */
struct candidate {
	const struct frame	*f;
	double			 fit;
	uint64_t		 turn;
};

/* Add what is said to the speaker's replies, as many as are asked for if there
 * are so many.  Returns 0 or an error of sage.h. */
int	reply_choose(struct sage_speaker *, const struct frames *,
	    const struct mood *, const struct sage_reply_options *);

#endif
