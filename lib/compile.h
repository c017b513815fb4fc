/*
 * From texts of rules to knowledge.  Serves the build, which makes the
 * built-in knowledge from nothing, and users' rules, which are made on top
 * of it.  The same texts give the same bytes.
 */
#ifndef COMPILE_H
#define COMPILE_H

#include "buf.h"
#include "knowledge.h"

struct source {
	const char		*name;
	struct sage_text	 text;
};

struct compile_input {
	const struct knowledge	*base;		/* or NULL */
	const struct source	*rules;
	size_t			 n;
	struct sage_text	 inflections;	/* inflect.tsv, when no base */
	struct sage_text	 frequencies;	/* frequency.tsv, likewise */
};

/* Knowledge as it is made: its sections, each in memory of its own. */
struct compiled {
	uint32_t		 base;
	uint32_t		 n[SECTIONS];
	struct buf		 section[SECTIONS];
};

/* Compile; { 0 } is an empty one, which is to be freed whatever happens. */
int	compile_rules(const struct compile_input *, struct compiled *,
	    struct sage_fault *);
void	compiled_free(struct compiled *);

/* A view of it, as long as it lives. */
void	compiled_open(const struct compiled *, struct knowledge *);

/* The same as one block, for knowledge_open(). */
int	compile(const struct compile_input *, struct buf *out,
	    struct sage_fault *);

#endif
