/*
 * Wordings: what may be said, and when it fits.  A text of blocks (see
 * rulefile.h), each
 *
 *	frame NAME
 *		situation NAME ...	one of them, or any
 *		feeling NAME ...	one of them; any; none for a message
 *					in which nothing is felt; both if it
 *					is not given
 *		strength LOW-HIGH	of the feeling; 1-3 if not given
 *		sure low|high		only if the reading is unsure, or sure
 *		needs SLOT ...		what must be known
 *		kind NAME		as -k of the commands has it
 *		depth NAME		of a question
 *		say TEXT		with {SLOT} where it is filled in
 *		note TEXT		to who asked, not to be said
 */
#ifndef FRAME_H
#define FRAME_H

#include "arena.h"
#include "buf.h"
#include "feelings.h"
#include "sage.h"

enum slot {
	SLOT_SAY,	/* what happened: "losing your job" */
	SLOT_ASK,	/* what is worth asking about it */
	SLOT_FEEL,	/* after "you are": "worn out" */
	SLOT_FEEL2,
	SLOT_NOUN,	/* the feeling as a thing */
	SLOT_CLAUSE,	/* "your landlord sold the house" */
	SLOT_TOPIC,	/* "your dog" */
	SLOT_PERSON,	/* "your sister" */
	SLOT_TIME,
	SLOT_NEED,	/* "some rest" */
	SLOT_LIST,	/* several things that happened */
	SLOT_A,		/* both sides */
	SLOT_B,
	SLOTS
};

enum { SURE_ANY, SURE_LOW, SURE_HIGH };

struct frame {
	const char	*name, *say, *kind, *depth, *note;
	uint64_t	 situations;	/* bits of frames.situation */
	uint64_t	 feelings;
	int		 any_feeling, no_feeling;
	int		 low, high;	/* strength */
	int		 sure;
	unsigned	 needs;		/* bits of slots */
	unsigned	 says;		/* those of them that it says */
};

#define SITUATIONS_MAX	64

struct frames {
	struct frame	*f;
	size_t		 n;
	const char	*situation[SITUATIONS_MAX];
	size_t		 nsituations;
};

/* Read a text; what is made lives in the arena.  The fault may be NULL. */
int	frames_open(struct frames *, struct arena *, struct sage_text,
	    const struct feelings *, struct sage_fault *);

/* The bit of a situation, 0 if no frame is for it. */
uint64_t frames_situation(const struct frames *, const char *);

/* Append the frame's text with its slots filled, and a capital first. */
int	frame_fill(const struct frame *, const char *const slot[SLOTS],
	    struct buf *);

#endif
