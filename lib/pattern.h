/*
 * The pattern language of sage-rules(5), from text to a program.
 *
 * A program is a row of items, each an operation, the number of its
 * arguments, and those.  It works on sets of positions between words, one
 * bit each (program.c): every item maps the positions where it may begin to
 * those where it may end, so nothing is ever tried twice.
 *
 * Rows of words that stand for each other are kept once for all patterns:
 * how many numbers follow, the set of all words that they begin with, and
 * then, for the rows that begin with the same set, that set, how many numbers
 * follow for them, and for each how many words more it has and their sets.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include "choice.h"

enum op {
	OP_END,
	OP_SET,			/* set: one word of it */
	OP_ALT,			/* set, number of rows, low half first: one word
				 * of the set, or one of the rows of words;
				 * SET_NONE: no words */
	OP_GAP,			/* low, high: that many words, any */
	OP_CLAUSE,		/* a clause begins here */
	OP_SENTENCE,		/* the sentence begins here */
	OP_CLAUSE_END,
	OP_SENTENCE_END,
	OP_QUESTION,		/* the sentence ends here, with ? */
	OP_EXCLAIM,		/* the sentence ends here, with ! */
	OP_MARK,		/* a comma or a stronger mark stands here */
	OP_OPEN,		/* capture: begins */
	OP_CLOSE		/* capture: ends */
};

/* Added to OP_SET and OP_ALT.  With edges there is one argument more, last: a
 * bit for each operation that tells an edge or a mark and may hold instead. */
#define OP_OPTIONAL	0x8000
#define OP_EDGES	0x4000
#define OP_FLAGS	(OP_OPTIONAL | OP_EDGES)

#define PATTERN_ITEMS	24
#define PATTERN_WORDS	32
#define CAPTURES	8	/* names in one rule */

/* Bytes around a capture in a text of a rule; see template.h. */
#define TEMPLATE_OPEN	'\1'
#define TEMPLATE_CLOSE	'\2'

struct pattern {
	uint32_t	 code;		/* offset in the code, in uint16_t */
	uint16_t	 captures;
	struct needed	*needed[PATTERN_ITEMS];
	size_t		 nneeded;
};

struct pattern_maker {
	struct classes		*classes;
	struct buf		*code;
	struct sage_text	 names[CAPTURES];	/* of captures */
	size_t			 nnames;
	struct choice		 choice;	/* room for what is read, */
	struct buf		 singles;	/* ... and for its words */
	struct buf		 firsts;
};

void	pattern_maker_free(struct pattern_maker *);

/*
 * Compile a pattern that stands in the field at the offset, to its end.  It
 * must hold a word that is not optional, unless it is a guard's.
 */
int	pattern_compile(struct pattern_maker *, const struct field *,
	    size_t offset, int guard, struct pattern *);

#endif
