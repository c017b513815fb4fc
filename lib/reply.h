/* Choosing and filling frames: what sage-ask and sage-reflect say. */
#ifndef REPLY_H
#define REPLY_H

#include "clause.h"
#include "frame.h"
#include "reading.h"
#include "talk.h"

/* What is needed, and how it is said; strings by offset. */
struct book_need {
	uint32_t	need, phrase;
};

struct candidate;

struct sage_speaker {
	struct sage_reader	*reader;
	struct sage_rules	*rules;		/* for the judge */
	struct sage_judge	*judge;		/* of what would be said */
	int			 judged;	/* it found something */
	struct voice		 voice;
	struct frames		 frames[SAGE_SPEECHES];
	struct candidate	*candidate;	/* room for all frames */
	struct clause_text	 clauses;	/* room for those of a text */
	struct talk		 talk;		/* before the message */
	/* a message */
	const struct sage_reading *reading;
	size_t			 nevents;	/* hard or good as it is */
	const char		*event;		/* the first, or "" */
	const char		*theme;		/* where there is none, or "" */
	const struct sage_span	*event_at;	/* where it is told */
	const char		*answer;	/* to what we asked of danger,
						 * or about a death; or NULL */
	int			 in_danger;	/* by the message itself */
	int			 mourns;	/* it is about a death that was
						 * told before */
	int			 returns;	/* to danger it is time to */
	uint64_t		 told;		/* not to be asked */
	int			 main;		/* what to come back to is
						 * what it began with */
	int			 felt;		/* before, by number, or -1 */
	double			 least_sure;	/* of a feeling that is said */
	int			 weak;		/* little of its own is in it */
	int			 thin, next;	/* see talk.h; next is -1 if
						 * this is no talk */
	int			 failed;	/* no memory for a slot */
	const char		*slot[SLOTS];
	const char		*lead;		/* whose to begin with, or
						 * NULL */
	uint64_t		 lead_turn;
	unsigned		 have;		/* slots that are filled */
	double			 liking[SLOTS];	/* see reply_like.h */
	int			 asks;		/* rather than reflects */
	int			 vague;		/* what SLOT_SAY says */
	int			 about_doing;	/* they say that they feel what
						 * they do about SLOT_DOING */
	const struct sage_feeling *first, *second;	/* of the speaker's */
	int			 nfirst, nsecond;	/* their numbers */
	struct buf		 reply;		/* struct sage_reply */
};

/* Put the table of needs into a book. */
int	needs_make(struct book_maker *, struct sage_text);

/* A speaker over a reader, and rules that all it says must pass; it then
 * owns both. */
int	speaker_open(struct sage_speaker **, struct sage_reader *,
	    struct sage_rules *);

#endif
