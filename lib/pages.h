/* Memory by the page. */
#ifndef PAGES_H
#define PAGES_H

#include <stddef.h>

/*
 * Have the system lay out memory that was allocated and that most of will be
 * written to: at once, where else each page is faulted in by itself.  Changes
 * nothing else, and nothing at all where the system knows no such thing.
 */
void	pages_ready(void *, size_t);

#endif
