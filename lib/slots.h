/*
 * What a sentence that judges holds besides: the pieces that may stand in
 * what is proposed for it, and what has to be known to propose well.  The
 * patterns are in lib/data/repair/slots.rules.
 */
#ifndef SLOTS_H
#define SLOTS_H

#include "arena.h"
#include "inflect.h"
#include "match.h"
#include "proposals.h"
#include "rules.h"
#include "stream.h"

struct slots {
	struct sage_rules	*rules;
	const struct knowledge	*kn;
	struct inflect		 inflect;
	struct filter		 filter;
	struct matcher		 matcher;
	struct words		*words;
	char			*masked;
	struct buf		 hits;		/* of a text: see slots.c */
	int			 markdown;	/* sentences have its marks */
	/* what was read; all of it lives until the next sentence */
	struct arena		 arena;
	int			 failed;	/* there was no memory */
	const char		*text;
	const char		*piece[PIECES];
	const char		*faux;		/* the word, or NULL */
	int			 third;		/* of somebody not there */
	int			 hangs;		/* it begins with no clause
						 * that could stay */
	size_t			 start;		/* end of what is to stay */
	size_t			 join;		/* where the clause before
						 * the words that judge
						 * ended, or 0 */
};

/* The knowledge is that of lib/blob.S or a test's. */
int	slots_open(struct slots *, const void *, size_t);
void	slots_close(struct slots *);

/* Read a sentence of at most SLOTS_MAX bytes, of which those from one offset
 * to another judge. */
#define SLOTS_MAX	((size_t)4096)

int	slots_read(struct slots *, const char *, size_t len, size_t from,
	    size_t to);

/* Add how many words of a paragraph, masked as stream.h does, are of work,
 * less those of people who are near. */
int	slots_weigh(struct slots *, const struct paragraph *, long *);

/* The built-in knowledge: lib/blob.S. */
extern const unsigned char repair_blob[], repair_blob_end[];

#endif
