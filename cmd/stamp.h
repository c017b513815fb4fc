/* Times of messages, as chat programs write them. */
#ifndef STAMP_H
#define STAMP_H

#include "chatwords.h"

enum stamp {
	STAMP_NONE,
	STAMP_ODD,	/* in brackets, with a digit */
	STAMP_DAY,	/* no clock */
	STAMP_CLOCK,	/* nothing else */
	STAMP_FULL	/* both */
};

/* How much of a line is a time before a name, and of what sort: in brackets,
 * or with a clock and up to " - ", which is told, or else its last blank. */
size_t	stamp_before(const struct chatwords *, struct sage_text, enum stamp *,
	    int *dash);

/* What sort of time is all of the text, in brackets or not? */
enum stamp stamp_whole(const struct chatwords *, struct sage_text);

/* A blank, as programs put them, or one of their marks of direction and order:
 * how many bytes? */
size_t	stamp_blank(struct sage_text);

/* Drop so many bytes at the front, and blanks at either end. */
void	stamp_drop(struct sage_text *, size_t);
void	stamp_trim(struct sage_text *);

#endif
