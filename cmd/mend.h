/* A draft written out again, with proposals for the sentences that judge. */
#ifndef MEND_H
#define MEND_H

#include "held.h"
#include "repair.h"

struct mend {
	struct repairer	*repairer;
	struct held	*held;
	const char	*name;		/* of the message, for warnings */
	struct repair	 repair;	/* of the sentence that is judged now */
	int		 pending;
	uint64_t	 done;		/* written up to there */
};

/* For a file and its judge, which must not have read anything yet. */
void	mend_open(struct mend *, struct sage_judge *,
	    const struct sage_rules *, const struct repair_options *);

/* A message begins; the name must live as long as it. */
void	mend_begin(struct mend *, const char *name);

/* What the judge tells of and is to be repaired. */
void	mend_take(struct mend *, const struct sage_finding *);

/* The judge has told all there is in what it was fed. */
void	mend_settle(struct mend *);
void	mend_close(struct mend *);

#endif
