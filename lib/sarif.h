/*
 * All findings of a run as one log in SARIF 2.1.0, the format that code
 * hosts and editors read from checkers.  It is written as it comes: the
 * results first, then what is known only at the end, which are the rules
 * that were broken.
 */
#ifndef SARIF_H
#define SARIF_H

#include "buf.h"
#include "sage.h"

/* { 0 } is a log without results; sarif_end() frees what it has. */
struct sarif {
	struct buf	rules;		/* struct sage_rule, as they came */
	size_t		nresults;
};

/*
 * Where a message begins in its file: SARIF counts in files, findings in
 * messages.  Columns are left out where they are the message's own.
 */
struct sarif_base {
	uint64_t	byte;
	int		no_columns;
};

int	sarif_begin(struct buf *);

/* The rules must be those that found it, and live until the end. */
int	sarif_result(struct sarif *, struct buf *, const char *file,
	    const struct sage_finding *, const struct sage_rules *,
	    const struct sarif_base *);

/* The unit is SAGE_CHAR or SAGE_UTF16; well is 0 if there was trouble. */
int	sarif_end(struct sarif *, struct buf *, const char *program,
	    enum sage_unit, int well);

#endif
