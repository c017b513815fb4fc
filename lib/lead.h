/*
 * What comes before a reply that does not begin with such words itself: "Oh
 * no." where somebody is afraid, "Aww!" where they are loved.  The table has
 * them by feeling and by situation; "-" is none.
 */
#ifndef LEAD_H
#define LEAD_H

#include "book.h"
#include "sage.h"

/* Strings by offset; the lead with a blank at its end, or empty. */
struct book_lead {
	uint32_t	name, lead;
};

/* Put the table into a book; those for a name must stand together. */
int	leads_make(struct book_maker *, struct sage_text);

/* One of those for a feeling or a situation, another for another turn; NULL if
 * there are none for it. */
const char *lead_for(const struct book *, const char *name, uint64_t turn);

#endif
