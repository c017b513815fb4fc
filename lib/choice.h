/*
 * What may stand at one place of a pattern: alternatives of one or more
 * words, written out, inflected, or taken from a class.
 */
#ifndef CHOICE_H
#define CHOICE_H

#include "lexicon.h"
#include "rulefile.h"

/* Words in a row.  A cell with no word names a set in id[0] (an ending, or
 * SET_ANY). */
struct alt {
	struct cell	*cell;
	size_t		 n;
};

struct choice {
	struct buf	 alts;		/* of struct alt */
	int		 open;		/* some alternative holds no word */
};

/* A class: its members as text, and what they come to once asked for. */
struct named_class {
	struct sage_text	 name;
	struct field		*words;		/* key "words" */
	struct choice		 plain, inflected;
	int			 has_plain, has_inflected, busy;
	struct named_class	*next;
};

struct classes {
	struct arena		*arena;
	struct lexicon		*lex;
	struct named_class	*first;
	struct sage_fault	*fault;
};

/* Members must not be NULL; a class that is there already gets them too. */
int	class_add(struct classes *, struct sage_text name, struct field *words);

/* Read the members of a class, used or not; its block begins there. */
int	class_check(struct classes *, const struct field *head);
void	classes_free(struct classes *);

/*
 * Add one alternative of a pattern, or one member of a class: word, a_b,
 * ~verb, {class}, ~{class}, @code, @num, * or *ing.  It stands in the field
 * at the offset, for messages.
 */
int	choice_add(struct classes *, struct choice *, const struct field *,
	    size_t offset, struct sage_text member);

#endif
