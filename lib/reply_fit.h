/* How well a frame fits what a message tells. */
#ifndef REPLY_FIT_H
#define REPLY_FIT_H

#include "reply.h"

/* More for a frame that is for what happened, or for what it is about. */
#define FIT_EVENT	14.0
#define FIT_THEME	12.0

#define UNSURE		.55	/* a feeling's score: hedge below */
#define SURE		.70
#define PLAINLY_GOOD	.75	/* how likely what they feel is good */
#define PLAINLY_HARD	.25	/* above it, it may not be hard at all */

/* What kind of talk it is, and what colours it: situations, a bit each. */
struct mood {
	uint64_t	main, aside, talk;
	uint64_t	any;
};

void	reply_mood(const struct sage_speaker *, const struct frames *,
	    const struct sage_reply_options *, struct mood *);

/* Is the talk about work or code? */
int	reply_is_work(const struct sage_speaker *,
	    const struct sage_reply_options *);

/* Note the feelings that frames are chosen by. */
void	reply_note_feelings(struct sage_speaker *);

/* A frame must be for one of these; in danger they do not matter. */
uint64_t reply_feelings(const struct sage_speaker *);

/* How well a frame fits that is for one of the situations, and has what it
 * needs; below 0 it does not. */
double	reply_fit(const struct sage_speaker *, const struct frame *,
	    const struct mood *);

/* More for how near a question is to the depth that comes next. */
double	reply_fit_depth(const struct sage_speaker *, const struct frames *,
	    const struct frame *);

#endif
