/*
 * What comes before a reply that does not begin with such words itself: "Oh
 * no." where somebody is afraid, "Aww!" where they are loved.  The table has
 * them by feeling and by situation, with a grade; "-" is none.
 */
#ifndef LEAD_H
#define LEAD_H

#include "book.h"
#include "sage.h"

#define LEADS_MAX	96	/* different ones, of any name */
#define LEADS_BEST	6	/* that there is a choice of */

/* Strings by offset; the lead with a blank at its end, or empty. */
struct book_lead {
	uint32_t	name, lead;
	uint32_t	grade;		/* tenths of one, 0 to 50 */
};

/* A feeling or a situation, and how likely it is. */
struct lead_name {
	const char	*name;
	double		 weight;
};

/* Put the table into a book; those for a name must stand together. */
int	leads_make(struct book_maker *, struct sage_text);

/* One of those for a feeling or a situation, another for another turn; NULL if
 * there are none for it. */
const char *lead_for(const struct book *, const char *name, uint64_t turn);

/* The same where one of n names may be right: leads by the grade that is to be
 * expected, those that are nearly the best in another order for another turn.
 * Returns how many there are. */
size_t	lead_among(const struct book *, const struct lead_name *, size_t n,
	    uint64_t turn, const char *lead[LEADS_BEST]);

#endif
