/*
 * Findings as people and programs read them.  Everything that came from a
 * text or a name is made safe for a terminal.
 */
#ifndef REPORT_H
#define REPORT_H

#include "buf.h"
#include "sage.h"

/*
 * As compilers tell it, each on a line of its own: the finding, then what to
 * say instead.
 */
int	report_gnu(struct buf *, const char *name, const struct sage_finding *);

/* For eyes: with the line, the span underlined, and the reason. */
int	report_pretty(struct buf *, const char *name,
	    const struct sage_finding *, int color);

/* One object a message; findings go between begin and end, counted from 0. */
int	report_json_begin(struct buf *, uint64_t message, const char *name);
int	report_json(struct buf *, const struct sage_finding *, size_t);
int	report_json_end(struct buf *, double score);

/* Text on one line, its blanks and line ends as one blank each, escaped. */
int	report_text(struct buf *, struct sage_text);

/* A reason or a repair of a rule as it stands: words that it would take from
 * a text are what is said without them, or dots. */
int	report_template(struct buf *, const char *);

#endif
