/*
 * A text as sentences and words, with what the sentences are for: what
 * attention.c compares.
 */
#ifndef HEARD_H
#define HEARD_H

#include "reading.h"
#include "touch.h"
#include "voice.h"

#define HEARD_WORDS	8000	/* of a text that are looked at */

/* Rules of lib/data/read/attention.rules that hold in a sentence. */
enum cue {
	CUE_FORMAL,		/* wants no answer */
	CUE_RHETORICAL,
	CUE_REQUEST,		/* a question that is one */
	CUE_GENERAL,		/* meets a feeling, whatever it is */
	CUE_ALL,		/* speaks of all that was said */
	CUE_REPLY,		/* answers, whatever it was */
	CUE_LISTENING,		/* I, for you */
	CUE_BIGGER,		/* mine is more, or I too */
	CUE_CARE,		/* takes up that somebody is in danger */
	CUES
};

struct heard_sentence {
	uint32_t	start, end;
	uint32_t	first, n;	/* of its words */
	uint32_t	cues;		/* a bit each */
	uint64_t	feelings;	/* that its words tell, a bit each */
	uint16_t	self, you;	/* words for who writes, who reads */
	uint8_t		question;
	uint8_t		trouble;	/* something hard happened to who
					 * writes */
};

/* A part of a sentence that tells something: most are clauses. */
struct heard_clause {
	uint32_t	start, end;
	uint32_t	first, n;	/* of its words */
	uint32_t	sentence;	/* number of it */
};

struct heard {
	const char		*text;
	size_t			 len;
	char			*prose;		/* the same, all else blank */
	struct buf		 sentences;	/* struct heard_sentence */
	struct buf		 clauses;	/* struct heard_clause */
	struct buf		 words;		/* struct touch_word */
	const struct sage_reading *reading;	/* until the next is read */
	int			 cut;		/* there were more words */
};

/* Zeroed before the first use; what was in it goes. */
int	heard_read(struct heard *, struct sage_reader *, const struct touch *,
	    struct sage_text, enum sage_type);
void	heard_free(struct heard *);

const struct heard_sentence *heard_sentences(const struct heard *, size_t *n);
const struct heard_clause *heard_clauses(const struct heard *, size_t *n);
const struct touch_word *heard_words(const struct heard *);

/* The sentence that an offset is in, or NULL. */
struct heard_sentence *heard_at(const struct heard *, uint64_t);

#endif
