/* Rules in use: the built-in knowledge, a user's, and what is switched on. */
#ifndef RULES_H
#define RULES_H

#include "arena.h"
#include "buf.h"
#include "compile.h"
#include "knowledge.h"
#include "markdown.h"
#include "model.h"

struct sage_rules {
	struct knowledge	 kn[2];
	size_t			 nkn;
	unsigned char		*enabled;	/* a byte for each rule */
	size_t			 nrules;
	struct arena		 arena;
	struct buf		 sources;	/* of struct source */
	struct compiled		 user;
	struct model		 model;		/* for what patterns do not
						 * hold; its data may be NULL */
	markdown_fn		*markdown;	/* or NULL: who judges with
						 * them has none */
};

/* Rules over knowledge that is not the built-in one. */
int	rules_open(struct sage_rules **, const void *, size_t);

/* Take a model for the rules that are learned; without one they find
 * nothing. */
int	rules_model(struct sage_rules *, const void *, size_t);

/* The knowledge that a rule is in, and the rule. */
const struct kn_rule *rules_at(const struct sage_rules *, size_t,
	    const struct knowledge **);

/* The number of the rule of that id; if there is none, how many there are. */
size_t	rules_number(const struct sage_rules *, const char *id);

/* All that is told of a rule. */
void	rules_describe(const struct sage_rules *, size_t, struct sage_rule *);

/* Is there a rule of that id, or of that category? */
int	rules_have(const struct sage_rules *, const char *name);

#endif
