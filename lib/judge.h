/* What else the library has of a judge. */
#ifndef JUDGE_H
#define JUDGE_H

#include "sage.h"
#include "stream.h"

/* Call the function for each paragraph, before what is found in it is told.
 * Non-zero from it ends the message as a status does. */
void	judge_watch(struct sage_judge *, paragraph_fn *, void *);

/* The offset in a message before which nothing more will be found. */
uint64_t judge_done(const struct sage_judge *);

/* Call the function for a name that a text asks not to be told, on that line,
 * and that neither a category nor a rule has; once if it comes again and
 * again, and for some of the first names only if there are very many. */
typedef void judge_name_fn(const char *name, uint64_t line, void *);
void	judge_on_unknown(struct sage_judge *, judge_name_fn *, void *);

#endif
