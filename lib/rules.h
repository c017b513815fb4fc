/* Rules in use: the built-in knowledge, a user's, and what is switched on. */
#ifndef RULES_H
#define RULES_H

#include "arena.h"
#include "buf.h"
#include "knowledge.h"

struct sage_rules {
	struct knowledge	 kn[2];
	size_t			 nkn;
	unsigned char		*enabled;	/* a byte for each rule */
	size_t			 nrules;
	struct arena		 arena;
	struct buf		 sources;	/* of struct source */
	struct buf		 user;		/* compiled */
};

/* Rules over knowledge that is not the built-in one. */
int	rules_open(struct sage_rules **, const void *, size_t);

/* The knowledge that a rule is in, and the rule. */
const struct kn_rule *rules_at(const struct sage_rules *, size_t,
	    const struct knowledge **);

#endif
