/*
 * What no pattern holds: does a sentence judge, by the model of the corpus,
 * and which words of it weigh most?
 */
#ifndef HEARING_H
#define HEARING_H

#include "knowledge.h"
#include "model.h"

struct hearing {
	const struct model	*model;
	const struct knowledge	*kn;
	struct features		*features;
	int			 innocent;	/* number of that class */
	uint64_t		 opens;		/* kinds of words that a part
						 * may begin with */
};

/* Both must outlive it. */
int	hearing_open(struct hearing *, const struct model *,
	    const struct knowledge *);
void	hearing_close(struct hearing *);

/*
 * Listen to a sentence of a text, given by its n words, one at least: how
 * likely is it that it judges, and if so, what class is it most likely?  A
 * sentence of fewer than 4 words, or of more than 60, does not.
 */
double	hearing_listen(struct hearing *, const char *text,
	    const struct seen *, size_t n, int *class);

/*
 * Where in it that is heard, in bytes of the text: of the parts between marks
 * the one that tells most, less the words at its ends that add nothing, as far
 * as that leaves whole phrases.  This costs a hearing for each of some dozen
 * parts.
 */
void	hearing_place(struct hearing *, const char *text,
	    const struct seen *, size_t n, uint32_t *start, uint32_t *end);

#endif
