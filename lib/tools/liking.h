/*
 * How well people like to be told something.  Readers graded what frames said
 * to messages, from 0 (hurts, or is beside the point) to 3 (as good as what a
 * skilled listener says): lib/data/liking.tsv.  From that each frame gets the
 * grade that is to be expected of it, graded or not, by its slots, kind, depth,
 * moods and words.
 */
#ifndef LIKING_H
#define LIKING_H

#include "frame.h"

#define LINES_MAX	32768	/* of the table */

struct liking {
	struct sage_text	text;	/* of the table: name, tab, grades */
	unsigned char		found[LINES_MAX];	/* its frame, by line */
};

/* Give the frames of a part their grades. */
void	liking_learn(struct liking *, struct book_maker *, enum book_part);

/* Were all frames that the table names in one of the parts?  Tells those that
 * were not. */
int	liking_is_whole(const struct liking *);

#endif
