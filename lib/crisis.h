/*
 * Danger: does somebody speak of suicide, of hurting themselves or others, of
 * being hurt, or of somebody else who is in such danger?  Looked for before
 * all else, by rules and by a model that was taught what rules do not hold.
 */
#ifndef CRISIS_H
#define CRISIS_H

#include "feature.h"
#include "knowledge.h"
#include "model.h"
#include "sentence.h"

struct danger {
	const char	*kind;		/* as the corpus calls it, or NULL */
	int		 sure;		/* else it should be watched for */
	int		 plain;		/* so sure that it is asked for by its
					 * name */
	int		 doubtful;	/* so little of it is seen that what a
					 * rule finds may mean something else */
	double		 likely;	/* how likely what a rule finds means
					 * danger */
	size_t		 start, end;	/* words that it is seen in */
};

/*
 * What is told of that is over and no danger now, if anything is: the id of a
 * rule of lib/data/read, as the corpus names it, or NULL if it names none.  The
 * features are those of the whole text; *likely is how likely it is.
 */
const char *crisis_over(const struct model *, const struct features *,
	    double *likely);

/*
 * What the model sees in a text, as a whole, whose features are known, or in
 * one of its sentences, for which there must be room, which may be where those
 * features are; by more it must be likelier there, as a whole, than elsewhere.
 * What it is given for *out has where a rule found danger, or start and end of
 * 0: in a long text, that may be doubted though there is danger elsewhere.
 */
void	crisis_seen(const struct model *, const struct knowledge *,
	    const struct features *whole, struct features *part,
	    abbreviation_fn *abbreviation, const void *arg, const char *text,
	    size_t len, double more, struct danger *out);

#endif
