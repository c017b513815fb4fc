/*
 * What a text asks not to be told, in any kind of text:
 *
 *	sage: allow NAME[, NAME ...]		on this line
 *	sage: allow-next NAME[, NAME ...]	on the next
 *	sage: off ... sage: on			from this line to that
 *
 * A name is a category's or a rule's; without one all are meant.  What has no
 * name must be the last word of its line, and the first of it or of a sentence
 * or a comment: else it is prose.
 */
#ifndef SUPPRESS_H
#define SUPPRESS_H

#include <stddef.h>
#include <stdint.h>

#define SUPPRESS_CALLED	"sage"	/* the word by which a text calls */
#define SUPPRESS_ALLOWS	64	/* remembered at a time; older are forgotten */
#define SUPPRESS_NAME	64

/* Told of each name and its line. */
typedef void suppress_fn(const char *, uint64_t, void *);

/* Zeroed before the first use. */
struct suppress {
	struct {
		uint64_t	line;
		char		name[SUPPRESS_NAME];	/* "" is all */
	} allow[SUPPRESS_ALLOWS];
	struct {
		uint64_t	from, to;	/* lines, both in */
	} off[SUPPRESS_ALLOWS];
	size_t	nallow, noff;
	int	is_off;
	suppress_fn	*fn;		/* or NULL */
	void		*arg;
	int		 again;		/* what is read comes again */
};

void	suppress_begin(struct suppress *);

/* Is there anything to read?  Cheap. */
int	suppress_called(const char *, size_t);

/* Read what stands in a text whose first line has the number.  What begins
 * from the limit on is read again, and its names are told then. */
void	suppress_read(struct suppress *, const char *, size_t, size_t limit,
	    uint64_t line);

int	suppress_hides(const struct suppress *, const char *id,
	    const char *category, uint64_t line);

#endif
