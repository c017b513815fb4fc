/* What --list and --explain say of rules, safe for a terminal. */
#ifndef ABOUT_H
#define ABOUT_H

#include "sage.h"

/* A line for each rule that is not switched off: id, level, title. */
void	about_all(const struct sage_rules *, const struct sage_attention *);

/* All that is known of a category or a rule, or the end if there is none. */
void	about_one(const struct sage_rules *, const struct sage_attention *,
	    const char *id);

#endif
