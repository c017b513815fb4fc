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
	/* danger: see talk_stay.c */
	const char	*danger;	/* what they were in lately */
	size_t		 danger_at;	/* their turn that last bore on it */
	int		 settled;	/* it is over, they said */
	int		 about;		/* we asked of it since their turn, */
	int		 elsewhere;	/* or of something else, */
	const char	*yes, *no;	/* and what these say to that */
	uint64_t	 pressed;	/* asked of it by us */
	size_t		 stayed;	/* turns of more than an answer */
	/* and a death */
	const char	*loss;		/* the event, or NULL */
	const char	*loss_say, *loss_named;
	size_t		 loss_at;
	struct thread	 thread[THREADS_MAX];
	size_t		 nthreads, first;	/* of their last turn */
};

/* A question's depth by its name, from 0; -1 if it is none. */
int	talk_rung(const char *);

/* The message is another one; before the first, all is zero. */
void	talk_begin(struct talk *);
void	talk_free(struct talk *);

/* A turn of ours, or of theirs that was read, and what it is about and its
 * slots are known. */
int	talk_ours(struct talk *, struct sage_reader *, struct sage_text);
int	talk_theirs(struct talk *, struct sage_reader *, const char *event,
	    const char *const slot[SLOTS]);

/* The matters that a text asks for. */
int	talk_asks(struct talk *, struct sage_reader *, struct sage_text,
	    uint64_t *);

/* The bit of a matter; 0 if it has no name, or if there are too many, which
 * then are not told from others. */
uint64_t talk_matter(struct talk *, const char *name);

/* Was it ever asked for? */
int	talk_asked(const struct talk *, const char *matter);

/* What was told lately, and what was asked for in our last turns. */
uint64_t talk_told(const struct talk *);
uint64_t talk_lately(const struct talk *);

/*
 * ---- of the message, which is their last turn ------------------------------
 */

#define THIN_WORDS	7	/* a message of less may be thin */

/* Is there next to nothing in it? */
int	talk_is_thin(const struct sage_reader *, const char *const
	    slot[SLOTS]);

/* Does it tell of something that happened?  What is only guessed is nothing to
 * go by in a talk, where much has been said before. */
int	talk_happened(const struct sage_reading *);

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

/*
 * ---- what one stays with ---------------------------------------------------
 * A word or two after danger, or after a death, is an answer.  The rules of
 * lib/data/read/answer.rules tell which.
 */

/* What we asked of danger, by the hits of a turn of ours that is not counted
 * yet; and which of some matters are about that. */
void	talk_press(struct talk *, const struct sage_reader *,
	    const struct hit *, size_t, int asking);
uint64_t talk_of_danger(const struct talk *, uint64_t);

/* A turn of theirs, before it is counted. */
int	talk_stay(struct talk *, const struct sage_reader *,
	    const char *event, const char *const slot[SLOTS]);

/* The danger that they were in lately, or NULL. */
const char *talk_danger(const struct talk *);

/* Does the message tell of danger by itself?  What was only guessed to does not
 * where it is an answer. */
int	talk_is_danger(const struct talk *, const struct sage_reader *);

/* What the message says to it, by the name of a rule; or NULL if it speaks of
 * something else, or if there is none. */
const char *talk_answer(const struct talk *, const struct sage_reader *);

/* What else may be said after that, and is that it already? */
const char *talk_answer_else(const char *answer);
int	talk_is_else(const char *answer);

/* Is it time to come back to it? */
int	talk_is_danger_open(const struct talk *, int thin);

/* Does the message go on about the death that they told of?  Then the answer
 * is what it says of that, by the name of a rule. */
int	talk_mourns(const struct talk *, const struct sage_reader *,
	    const char **answer);

#endif
