/* The clause of a message that tells most of what it is about. */
#ifndef REPLY_CLAUSE_H
#define REPLY_CLAUSE_H

#include "reply.h"

/* Fill the slots that say what happened in their words, from a text that is
 * open; they stay empty if no clause can be said. */
void	reply_fill_clause(struct sage_speaker *, struct clause_text *);

#endif
