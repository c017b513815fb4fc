/* Where sentences end. */
#ifndef SENTENCE_H
#define SENTENCE_H

#include <stddef.h>

#define SENTENCE_MAX	((size_t)4096)	/* bytes; longer ones are cut */

struct sentence {
	size_t	start, end;	/* offsets in the text, the marks included */
	size_t	next;		/* where the next begins: the end, or before
				 * it, if this one was cut; what begins there
				 * is the next one's */
	int	question, exclaim;
	int	first, last;	/* it was not cut at its start, its end */
};

/* Does the word end in a full stop that ends no sentence?  It is given
 * without the stop. */
typedef int abbreviation_fn(const char *, size_t, const void *);

/*
 * If a sentence ends with the run of stops that begins at an offset, where
 * the next may begin; else 0.
 */
size_t	sentence_end(const char *, size_t len, size_t at, abbreviation_fn *,
	    const void *);

/*
 * Where the part of a text that begins at an offset ends: a sentence, a line,
 * or some 1000 bytes.  It has so many bytes at least, if the text does.
 */
size_t	sentence_part(const char *, size_t len, size_t from, size_t least,
	    abbreviation_fn *, const void *);

/* The end of the last whole sentence in a text, or 0. */
size_t	sentence_last_end(const char *, size_t len, abbreviation_fn *,
	    const void *);

#endif
