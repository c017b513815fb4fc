/*
 * Finding clauses, the first half: the subject, and the verb with what helps
 * it.  Words are told by number, as in clause_text.h, and what is found is
 * written into a clause that the caller owns.
 */
#ifndef CLAUSE_GROUP_H
#define CLAUSE_GROUP_H

#include "clause_text.h"

/* May a subject begin here; and which word comes after the one that does, as
 * the end of the text does too?  0 if none does. */
int	subject_may_begin(const struct clause_text *, size_t);
size_t	subject_end(const struct clause_text *, size_t);

/* May a clause begin at a word of the text by what stands before it in the
 * sentence?  Behind "and" it may be the second of two things, and behind "if"
 * it has not happened. */
int	clause_is_free(const struct clause_text *, size_t);

/* Does a clause begin here, and not in the middle of another? */
int	clause_begins(const struct clause_text *, size_t);

/* Does a verb of the speaker's tell nothing by itself?  "I think", "I love it"
 * do not, "I love my new job", "I tried to sell it" do. */
int	verb_tells_nothing(const struct clause_text *, size_t);

/*
 * Read the verb and what helps it from after the subject, at least 1.  Of the
 * clause, from and self are set before; verb, group, tense and never are then.
 * Return 1, or 0 if it is none to be said: group and tense may tell why.
 */
int	group_read(const struct clause_text *, size_t, struct clause *);

#endif
