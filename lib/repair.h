/*
 * Sentences that judge, and what may be written in their place: an
 * observation, a feeling, a need and a request, with the draft's own words
 * where they fit and [square brackets] where only the writer knows.
 *
 * A repairer stands beside a judge: it sees the paragraphs that the judge
 * reads, and is handed the findings that are to be repaired.  Findings of one
 * sentence get one proposal, for the gravest of them.
 */
#ifndef REPAIR_H
#define REPAIR_H

#include "buf.h"
#include "sage.h"
#include "stream.h"

enum repair_tone { REPAIR_AUTO, REPAIR_LETTER, REPAIR_WORK };

struct repair_options {
	enum sage_type	 type;
	enum repair_tone tone;
	uint64_t	 seed;		/* each turns to other proposals */
};

/* Bytes of a message, and what to write for them; made is 0 if none of the
 * proposals is clean, or there is more in the sentence than one may lose. */
struct repair {
	uint64_t		 from, to;
	struct sage_place	 place;		/* of what judges */
	int			 made;
	struct buf		 text;
};

struct repairer;

/* What is built in, and the rules that a proposal must pass, all of them
 * switched on; the rules must outlive the repairer. */
int	repairer_new(struct repairer **, const struct sage_rules *,
	    const struct repair_options *);
void	repairer_free(struct repairer *);

/* The same, of what a test gives. */
int	repairer_open(struct repairer **, const struct sage_rules *,
	    const struct repair_options *, struct sage_text knowledge,
	    struct sage_text proposals);

/* A message begins, in which nothing was proposed yet. */
void	repairer_begin(struct repairer *);

/* A paragraph_fn for judge_watch(), with the repairer as its argument. */
int	repairer_watch(const struct paragraph *, void *);

enum repair_news {
	REPAIR_KEPT,	/* nothing was written: the one before holds */
	REPAIR_GRAVER,	/* in the place of the one before */
	REPAIR_FRESH	/* of another sentence */
};

/*
 * Take a finding, within the call that tells of it, and say what to do for
 * its sentence.  The text of the repair is appended to and is the caller's.
 */
int	repairer_take(struct repairer *, const struct sage_finding *,
	    struct repair *, enum repair_news *);

#endif
