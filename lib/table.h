/* Texts of columns with a tab between them, as lib/data has them. */
#ifndef TABLE_H
#define TABLE_H

#include "arena.h"
#include "sage.h"

/*
 * Take the next line that is no comment, as strings that live in the arena;
 * columns that it does not have are empty.  Returns how many it has, 0 at
 * the end, or SAGE_ENOMEM.
 */
int	table_next(struct sage_text *rest, struct arena *,
	    const char **column, size_t room);

#endif
