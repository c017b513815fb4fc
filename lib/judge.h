/* What else the library has of a judge. */
#ifndef JUDGE_H
#define JUDGE_H

#include "sage.h"
#include "stream.h"

/* Call the function for each paragraph, before what is found in it is told.
 * Non-zero from it ends the message as a status does. */
void	judge_watch(struct sage_judge *, paragraph_fn *, void *);

#endif
