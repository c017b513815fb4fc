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
};

/* What was heard: a class of the model, how likely, and where. */
struct heard {
	int		class;
	double		p;
	uint32_t	start, end;		/* bytes of the text */
};

/* Both must outlive it. */
int	hearing_open(struct hearing *, const struct model *,
	    const struct knowledge *);
void	hearing_close(struct hearing *);

/*
 * Listen to a sentence of a text, given by its words; wanted has a bit for
 * each class that may be heard.  A sentence of more than 60 words is not.
 * Returns 1 if the likeliest class is one of them, and sets where: of the
 * parts between marks the one that tells most, less the words at its ends
 * that add nothing.
 */
int	hearing_listen(struct hearing *, const char *text,
	    const struct seen *, size_t n, uint64_t wanted, struct heard *);

#endif
