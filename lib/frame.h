/*
 * Wordings: what may be said, and when it fits.  A text of blocks (see
 * rulefile.h), each
 *
 *	frame NAME
 *		event ID		of this event alone, by the name of
 *					its rule; or of a theme, "theme.X",
 *					or of an act, "act.X"
 *		situation NAME ...	one of them, or any
 *		feeling NAME ...	one of them; any; none for a message
 *					in which nothing is felt; both if it
 *					is not given
 *		strength LOW-HIGH	of the feeling; 1-3 if not given
 *		sure low|high		only if the reading is unsure, or sure
 *		bare yes		only if the message tells of nothing
 *					that happened
 *		needs SLOT ...		what must be known; "named" wants a
 *					rule whose "say" takes a word
 *		kind NAME		as -k of the commands has it
 *		depth NAME		of a question
 *		say TEXT		with {SLOT} where it is filled in;
 *					{lead}, which is always there, may
 *					begin it
 *		note TEXT		to who asked, not to be said
 */
#ifndef FRAME_H
#define FRAME_H

#include "book.h"
#include "buf.h"
#include "feelings.h"
#include "sage.h"

enum slot {
	SLOT_SAY,	/* what happened: "losing your job" */
	SLOT_ASK,	/* what is worth asking about it */
	SLOT_NAMED,	/* their word in what SLOT_SAY says: "grandmother" */
	SLOT_FEEL,	/* after "you are": "worn out" */
	SLOT_FEEL2,
	SLOT_NOUN,	/* the feeling as a thing */
	SLOT_CLAUSE,	/* "your landlord sold the house" */
	SLOT_PAST,	/* the same, if it is over */
	SLOT_NOW,	/* or if it is not */
	SLOT_DOING,	/* "your landlord selling the house" */
	SLOT_TOPIC,	/* "your dog" */
	SLOT_THING,	/* as it was told, "a hot tub" */
	SLOT_PERSON,	/* "your sister" */
	SLOT_TIME,
	SLOT_NEED,	/* "some rest" */
	SLOT_LIST,	/* several things that happened */
	SLOT_A,		/* both sides */
	SLOT_B,
	SLOT_THREAD,	/* what they spoke of before */
	SLOT_WHOM,	/* the same, if it is somebody */
	SLOT_LEAD,	/* "Oh no. ", or empty; see lead.h */
	SLOTS
};

/* Those that have words of the message. */
#define SLOTS_THEIRS	(~(1u << SLOT_FEEL | 1u << SLOT_FEEL2 | \
	1u << SLOT_NOUN | 1u << SLOT_NEED | 1u << SLOT_LEAD))

#define LIKED_ONE	1000	/* a grade, in struct frame's liked */

enum { SURE_ANY, SURE_LOW, SURE_HIGH };

/* In the book; strings by offset. */
struct frame {
	uint64_t	situations;	/* bits, by BOOK_SITUATION */
	uint64_t	feelings;	/* by number, and as below */
	uint32_t	event;		/* 0 is whatever happened */
	uint32_t	name, say, kind, depth, note;
	uint32_t	needs;		/* bits of slots */
	uint32_t	says;		/* those of them that it says */
	uint8_t		low, high;	/* strength */
	uint8_t		sure;
	uint8_t		sound;		/* it has no slots but a lead, and
					 * judges nobody: found when the book
					 * was made */
	uint8_t		bare;
	int16_t		liked;		/* the grade to be expected of it, 0 to
					 * 3 LIKED_ONE: lib/tools/liking.h */
};

/* Frames that are for the same, and need the same: most are not for what a
 * message tells, and here that is soon seen. */
struct frame_use {
	uint64_t	situations, feelings;
	uint32_t	needs, n;	/* so many of them */
};

/* Uses whose frames are for one event; the first are for whatever happened,
 * the others in the order of their names. */
struct frame_event {
	uint32_t	event;
	uint32_t	frame, use;	/* where they begin */
	uint32_t	nuses;
};

/* It is for any feeling; for none. */
#define FEELS_ANY	(UINT64_C(1) << 63)
#define FEELS_NOTHING	(UINT64_C(1) << 62)

_Static_assert(MODEL_CLASSES <= 62, "a feeling is a bit below those two");

#define SITUATIONS_MAX	64

/* Those of a speech. */
struct frames {
	const struct book	*book;
	const struct frame	*f;	/* use by use */
	const struct frame_use	*use;
	const struct frame_event *event;
	size_t			 n, nevents;
};

/* Put the frames of a text into a part of a book, after those in it.  The
 * rules, which may be NULL, tell which of them judge nobody; they must be
 * those that the speaker will have. */
int	frames_make(struct book_maker *, enum book_part, struct sage_text,
	    const struct model *, const struct sage_rules *,
	    struct sage_fault *);

/* Put those of an event and a use together, and the uses and the events into
 * the parts for them, when all are in. */
int	frames_index(struct book_maker *, enum book_part);

/* Take them from a book, which must outlive them. */
void	frames_open(struct frames *, const struct book *, enum book_part);

/* The uses for an event, or NULL; for "" those for whatever happened. */
const struct frame_event *frames_event(const struct frames *, const char *);

/* The bit of a situation, 0 if no frame is for it. */
uint64_t frames_situation(const struct frames *, const char *);

/* Append the frame's text with its slots filled, and a capital first. */
int	frame_fill(const struct frames *, const struct frame *,
	    const char *const slot[SLOTS], struct buf *);

#endif
