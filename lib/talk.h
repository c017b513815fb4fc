/*
 * What was said before a message, as far as it bears on what is asked next:
 * what was asked and told, how deep that went, and what they spoke of that
 * one may come back to.  The rules of lib/data/read/asks.rules tell what a
 * question asks for and what a message answers; each such matter is a bit.
 */
#ifndef TALK_H
#define TALK_H

#include "arena.h"
#include "frame.h"
#include "reading.h"

#define THREADS_MAX	12
#define RUNG_LAST	3	/* the deepest */
#define LATELY		6	/* turns of one side that are fresh */

/* Something they spoke of. */
struct thread {
	const char	*what;		/* "your sister", "losing your job" */
	int		 person;
	int		 main;		/* the talk began with it */
	int		 weight;
	int		 taken;		/* up by us */
	size_t		 at;		/* their turn that last spoke of it */
};

struct talk {
	struct arena	 arena;		/* until the next message */
	const char	*matter[64];	/* names of the bits */
	size_t		 nmatters;
	uint64_t	 asked;		/* by us, in any turn */
	uint64_t	 ours[LATELY];	/* in our last turns, by number; those
					 * with none of theirs between are one
					 * turn */
	uint64_t	 theirs[LATELY]; /* told in theirs */
	size_t		 nours, ntheirs;
	int		 depth;		/* of what was asked last, or -1 */
	int		 ours_now;	/* we spoke since their turn */
	int		 counted;	/* and asked: the depth is that one's */
	int		 tone;		/* above 0 good, below hard: what weighs
					 * in their turns, the first twice */
	int		 code;		/* it is about work or code; the user of
					 * this file says so */
	const char	*event[EVENTS_MAX];	/* what happened so far */
	size_t		 nevents;
	const char	*danger;	/* what they were in lately */
	size_t		 danger_at;
	struct thread	 thread[THREADS_MAX];
	size_t		 nthreads, first;	/* of their last turn */
};

/* A question's depth by its name, from 0; -1 if it is none. */
int	talk_rung(const char *);

/* The message is another one; before the first, all is zero. */
void	talk_begin(struct talk *);
void	talk_free(struct talk *);

/* A turn of ours, or of theirs that was read and has its slots filled. */
int	talk_ours(struct talk *, struct sage_reader *, struct sage_text);
int	talk_theirs(struct talk *, struct sage_reader *,
	    const char *const slot[SLOTS]);

/* The matters that a text asks for. */
int	talk_asks(struct talk *, struct sage_reader *, struct sage_text,
	    uint64_t *);

/* What was told lately, and what was asked for in our last turns. */
uint64_t talk_told(const struct talk *);
uint64_t talk_lately(const struct talk *);

/*
 * ---- of the message, which is their last turn ------------------------------
 */

/* Is there next to nothing in it? */
int	talk_is_thin(const struct sage_reader *, const char *const
	    slot[SLOTS]);

/* Does it tell of nothing that happened, and name no feeling?  What it is
 * like then is guessed better from the turns before. */
int	talk_is_weak(const struct sage_reading *);

/* Is it good, 1, or hard, -1, by itself? */
int	talk_tone(const struct sage_reading *);

/* How deep to ask next; to be called before the message is added as a turn of
 * theirs. */
int	talk_next(const struct talk *, const struct sage_reading *, int thin);

/* What to come back to, or NULL; after the message was added. */
const struct thread *talk_thread(const struct talk *,
	    const struct sage_reading *, int thin);

/* The danger that they were in lately, or NULL; and whether we asked them
 * about it lately, or right before the message. */
const char *talk_danger(const struct talk *);
int	talk_asked_danger(const struct talk *);
int	talk_asks_danger(const struct talk *);

#endif
