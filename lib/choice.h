/*
 * What may stand at one place of a pattern: alternatives of one or more
 * words, written out, inflected, or taken from a class.
 */
#ifndef CHOICE_H
#define CHOICE_H

#include "lexicon.h"
#include "names.h"
#include "rulefile.h"

/* Words in a row.  A cell with no word names a set in id[0] (an ending, or
 * SET_ANY). */
struct alt {
	struct cell	*cell;
	uint8_t		 n;
	uint8_t		 words;		/* cells of words: the others are of
					 * what the fast pass does not see */
	uint8_t		 order[LEX_CELLS];	/* of the cells, rarest first,
						 * all words before others */
};

/* Words one of which is in every match: what to look for first. */
struct needed {
	uint16_t	*id;
	size_t		 n;
};

struct choice {
	struct buf	 alts;		/* of struct alt */
	size_t		 longest;	/* of them, in words */
	unsigned	 depth;		/* classes in each other that they
					 * come from */
	/* what it comes to in a program (pattern.h), once that is known */
	int		 known;
	uint16_t	 single;	/* the set of those of one word, */
	uint16_t	 first;		/* and of what begins the others */
	uint32_t	 rows;
	struct needed	*needed[LEX_CELLS];
	size_t		 nneeded;
};

/* Lines of members, of one block. */
struct lines {
	struct sage_text	 text;
	struct lines		*next;
};

/* A class: its members as text, and what they come to once asked for.  Or a
 * word, whose forms are asked for again and again. */
struct named_class {
	struct sage_text	 name;
	struct lines		 lines;		/* of the base, */
	struct field		*words;		/* ... and key "words", */
	struct field		**last;		/* ... with its end */
	struct choice		*choice[2];	/* as they are, inflected */
	int			 is_word, busy;
	struct named_class	*next;		/* of all */
};

struct classes {
	struct arena		*arena;
	struct lexicon		*lex;
	struct named_class	*all;
	struct names		 by_name;
	unsigned		 depth;		/* of what is being read */
	size_t			 nalts;		/* in all choices that were */
	struct sage_fault	*fault;
};

/* Members must not be NULL; a class that is there already gets them too. */
int	class_add(struct classes *, struct sage_text name, struct field *words);

/* The same with lines of members in the base, which are not looked at before
 * they are asked for. */
int	class_base(struct classes *, struct sage_text name,
	    struct sage_text lines);

/* Read the members of a class, used or not; its block begins there. */
int	class_check(struct classes *, const struct field *head);
void	classes_free(struct classes *);

/*
 * The choice that one alternative is alone, if it is kept: of a class, {class}
 * or ~{class}, or of the forms of a word, ~word; else NULL.  The member must
 * outlive the classes.  For the rest see choice_add().
 */
int	choice_kept(struct classes *, const struct field *, size_t offset,
	    struct sage_text member, struct choice **);

/* Add all alternatives of another choice; for the rest see choice_add(). */
int	choice_join(struct classes *, struct choice *, const struct field *,
	    size_t offset, const struct choice *);

/* Is it one word in small letters, as most are? */
int	choice_is_plain(struct sage_text);

/*
 * Add one alternative of a pattern, or one member of a class: word, a_b,
 * ~verb, {class}, ~{class}, @code, @num, * or *ing.  It stands in the field
 * at the offset, for messages.
 */
int	choice_add(struct classes *, struct choice *, const struct field *,
	    size_t offset, struct sage_text member);

#endif
