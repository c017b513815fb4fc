/*
 * The outer shape of a text of rules, as in sage-rules(5): blocks that begin
 * in column 1 with a keyword, and their indented fields.  What keywords and
 * fields mean is for the compiler to say.
 */
#ifndef RULEFILE_H
#define RULEFILE_H

#include <stddef.h>

#include "arena.h"
#include "sage.h"
#include "text.h"

#define RULEFILE_MAX	((size_t)16 << 20)	/* bytes in one text */
#define RULELINE_MAX	((size_t)64 << 10)	/* bytes in one line */

/* A keyword and what follows it; both lie in the text that was read. */
struct field {
	struct sage_text key, value;
	const char	*name;		/* of the text, for messages */
	unsigned	 line;		/* from 1 */
	unsigned	 key_column;	/* of the key's first byte, from 1 */
	unsigned	 column;	/* of the value's first byte, from 1 */
	int		 word;		/* 0: for who reads it to number keys */
	struct field	*next;
};

struct block {
	struct field	 head;
	struct field	*fields;
	struct block	*next;
};

/* Blocks of all texts read, in order. */
struct blocks {
	struct block	*first, **last;
};

/*
 * Read a text and append its blocks.  The text must outlive them; the nodes
 * live in the arena.  Returns SAGE_ERULES with the fault set for a line that
 * belongs to nothing, a NUL byte, or a line or text over its bound.
 */
int	rulefile_read(struct blocks *, struct arena *, const char *name,
	    struct sage_text, struct sage_fault *);

/* Set the fault and return SAGE_ERULES, or SAGE_ENOMEM.  Untrusted text goes
 * in as %.*s and comes out as of esc_append(). */
int	fault_at(struct sage_fault *, const struct field *, size_t offset,
	    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The same, at the key. */
int	fault_key(struct sage_fault *, const struct field *, const char *fmt,
	    ...) __attribute__((format(printf, 3, 4)));

/* Take the next blank-separated word off the front; 0 at the end. */
int	text_word(struct sage_text *rest, struct sage_text *word);

#endif
