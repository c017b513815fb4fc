/* Where in a message: lines and columns, going forward only. */
#ifndef PLACE_H
#define PLACE_H

#include "sage.h"

/* A piece of a message and how far we are in it; the place is the reader's,
 * with its column in the unit. */
struct cursor {
	const char		*text;
	size_t			 len, at;
	struct sage_place	 place;
	enum sage_unit		 unit;
};

/* Go forward to an offset in the text; backward is no error and no move. */
void	cursor_to(struct cursor *, size_t);

#endif
