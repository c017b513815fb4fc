/* Choosing and filling frames: what sage-ask and sage-reflect say. */
#ifndef REPLY_H
#define REPLY_H

#include "frame.h"
#include "reading.h"
#include "voice.h"

struct sage_speaker {
	struct sage_reader	*reader;
	struct sage_rules	*rules;		/* for the judge */
	struct sage_judge	*judge;		/* of what would be said */
	int			 judged;	/* it found something */
	struct voice		 voice;
	struct sage_text	 text[SAGE_SPEECHES];	/* of the frames */
	struct frames		 frames[SAGE_SPEECHES];	/* once needed */
	struct arena		 arena;		/* lives with the speaker */
	const char		*need[64][2];	/* need, phrase */
	size_t			 nneeds;
	/* a message */
	const struct sage_reading *reading;
	const char		*slot[SLOTS];
	int			 vague;		/* what SLOT_SAY says */
	const struct sage_feeling *first, *second;	/* of the speaker's */
	int			 nfirst, nsecond;	/* their numbers */
	struct buf		 reply;		/* struct sage_reply */
};

/* Texts that the library has built in: lib/blob.S. */
extern const char reflect_text[], reflect_text_end[];
extern const char ask_text[], ask_text_end[];
extern const char needs_text[], needs_text_end[];

/* A speaker over a reader, and rules that all it says must pass; it then
 * owns both. */
int	speaker_open(struct sage_speaker **, struct sage_reader *,
	    struct sage_rules *,
	    const struct sage_text frames[SAGE_SPEECHES],
	    struct sage_text voice, struct sage_text needs);

/* Read the frames of a speech, if that was not done; the fault may be
 * NULL. */
int	speaker_frames(struct sage_speaker *, enum sage_speech,
	    struct sage_fault *);

#endif
