/* Things by kind and name. */
#ifndef NAMES_H
#define NAMES_H

#include "buf.h"
#include "numbers.h"
#include "text.h"

/* { 0 } is an empty one. */
struct names {
	struct numbers	by_name;
	struct buf	list;		/* struct name: see names.c */
};

/* The thing that has a name, or NULL. */
void	*names_find(const struct names *, uint32_t kind, struct sage_text);

/* The name, which must outlive the table, is a new one of its kind. */
int	names_add(struct names *, uint32_t kind, struct sage_text, void *);
void	names_free(struct names *);

#endif
