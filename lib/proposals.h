/*
 * What may be written in the place of a sentence that judges: the text of
 * lib/data/repair/proposals.frames, which says at its head how it is read.
 */
#ifndef PROPOSALS_H
#define PROPOSALS_H

#include "arena.h"
#include "buf.h"
#include "sage.h"

/* Pieces of a sentence that may stand in a proposal. */
enum piece {
	PIECE_DO,	/* what is wished for: "test your changes" */
	PIECE_DOING,	/* the same: "testing your changes" */
	PIECE_DID,	/* what was done: "interrupted me" */
	PIECE_THING,	/* what is spoken of: "the parser", "`foo()`" */
	PIECE_TIME,	/* "yesterday" */
	PIECE_FEEL,	/* after "I am": the writer's own word, or a likely
			 * one */
	PIECE_NEED,	/* after "I'd like": "to be heard" */
	PIECE_VALID,	/* a kind clause: "I understand you're upset" */
	PIECE_SORRY,	/* "I'm sorry about yesterday" */
	PIECES
};

/* How a text speaks; the last two of somebody who is not there. */
enum tone {
	TONE_LETTER,
	TONE_WORK,
	TONE_COMMIT,	/* to whoever reads it one day */
	TONE_SUBJECT,	/* of a commit: one line, without a full stop */
	TONE_TITLE,	/* likewise, of a mail or a part of a text */
	TONE_LETTER_THIRD,
	TONE_WORK_THIRD,
	TONES
};

struct proposal {
	const char	*of;		/* categories and rules, with blanks */
	const char	*say;
	enum tone	 tone;
	unsigned	 needs;		/* bits of pieces */
	unsigned	 says;		/* those and others that it may say */
};

/* What may be felt and needed: in a category, or behind a word. */
struct meaning {
	const char	*of;
	int		 is_word;
	const char	*feel;		/* several, with commas */
	const char	*need;		/* or "" */
};

struct proposals {
	struct proposal	*p;
	size_t		 n;
	struct meaning	*m;
	size_t		 nm;
};

/* Read a text; what is made lives in the arena.  The fault may be NULL. */
int	proposals_open(struct proposals *, struct arena *, struct sage_text,
	    struct sage_fault *);

/* Is the name among those, with blanks in between? */
int	proposals_is_of(const char *of, const char *name);

/* The meaning of a word, or of a category or a rule; or NULL. */
const struct meaning *proposals_meaning(const struct proposals *,
	    const char *, int is_word);

/* Append the proposal with its pieces; for one that is NULL, or a thing that
 * is in another, what the text has for it. */
int	proposal_fill(const struct proposal *, const char *const[PIECES],
	    struct buf *);

/* The built-in text: lib/blob.S. */
extern const char proposals_text[], proposals_text_end[];

#endif
