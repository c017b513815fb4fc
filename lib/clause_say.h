/*
 * Saying words of a text to who wrote them, in the second person.  What is
 * said goes to the end of a buffer of the caller's, a blank between words.
 * Functions return 0, or a negative enum sage_status and may have said a part.
 */
#ifndef CLAUSE_SAY_H
#define CLAUSE_SAY_H

#include "clause_text.h"

/* What is being said, from where in the buffer on, and how many words in a row
 * have stayed as they were: just now, and at the most. */
struct saying {
	const struct clause_text *c;
	struct buf		*out;
	size_t			 begun, run, most;
	const struct clause	*clause;	/* or NULL */
};

/* A word, which stays as it was or does not; and a string of the book. */
int	say_word(struct saying *, const char *, size_t len, int stays);
int	say_string(struct saying *, uint32_t);

/* The words of the text from one number to another, both at most the end of
 * it, as they are in a sentence whose first word is that of a third number, or
 * none if it is SIZE_MAX. */
int	say_words(struct saying *, size_t from, size_t to, size_t first);

/* The verb of a clause and what comes after it up to a word, as what is done:
 * "not being able to sleep".  SAGE_EINVAL if it has no such form. */
int	say_verb(struct saying *, const struct clause *, size_t to);

/* Say a clause up to a word by such a function, as a whole or cut, so that not
 * too much of it is like what was written.  Return 1, or 0 and say nothing. */
typedef int say_fn(struct saying *, const struct clause *, size_t to);

int	say_best(const struct clause_text *, const struct clause *, say_fn *,
	    struct buf *);

#endif
