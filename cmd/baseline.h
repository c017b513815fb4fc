/*
 * Findings that were there before, and are not told again.  The file has a
 * line for each: name, rule and text, separated by tabs, escaped.
 */
#ifndef BASELINE_H
#define BASELINE_H

#include "buf.h"
#include "sage.h"

struct baseline {
	struct buf	 text;		/* the file, NUL for line end */
	const char	**line;		/* sorted */
	unsigned char	*used;		/* by line: it has hidden one */
	size_t		 n;
};

/* These end the program with a message when they fail, as they do where a line
 * is none of a baseline. */
void	baseline_read(struct baseline *, const char *path);
void	baseline_free(struct baseline *);

/* Is there a line for a finding that has not hidden another?  Then it hides
 * this one: of what is listed twice, the third is told. */
int	baseline_hides(struct baseline *, const char *name,
	    const struct sage_finding *);

/* Append the line of a finding. */
void	baseline_line(struct buf *, const char *name,
	    const struct sage_finding *);

/* Is the file, if it is there, what is read as input?  "-" is standard
 * input. */
int	baseline_is_input(const char *path, const char *input);

/* End with the reason if the file holds what is no baseline. */
void	baseline_may_replace(const char *path);

/* Put a new file in the place of the old one at once, or leave that; of a
 * symbolic link, in the place of what it points to. */
void	baseline_write(const char *path, const struct buf *);

#endif
