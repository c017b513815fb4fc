/*
 * Finding clauses, the second half: what may follow the verb, how far it is a
 * part of the clause, and where that may be cut before.
 */
#ifndef CLAUSE_END_H
#define CLAUSE_END_H

#include "clause_text.h"

/* May something end before the word, 1 to the end of the text: is nothing left
 * over that belongs to it? */
int	clause_may_end(const struct clause_text *, size_t);

/* Does another clause begin at a word of the text without a mark? */
int	clause_runs_on(const struct clause_text *, const struct clause *,
	    size_t);

/* Find where a clause ends that has been read up to its verb, and where it may
 * be cut before, with no less than so many words left; set to, cut and ncuts.
 * Return 1, or 0 if it is none to be said; they tell nothing then. */
int	clause_find_end(const struct clause_text *, struct clause *,
	    size_t least);

/* Is there another verb behind the first, and before the end that was found?
 * "Seeing your dog ran away" is none to be said. */
int	clause_has_second(const struct clause_text *, const struct clause *);

#endif
