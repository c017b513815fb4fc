/* What rules find in a message, and what they say of it. */
#ifndef READING_HITS_H
#define READING_HITS_H

#include "reading.h"

/* Categories of rules in lib/data/read. */
#define CAT_CRISIS	"crisis"
#define CRISIS_UNSURE	"crisis.unsure"	/* danger that is not called by name */
#define CAT_OUTRIGHT	"outright"	/* danger that is said plainly */
#define CAT_HARMLESS	"harmless"	/* what sounds like it and is none */
#define CAT_NAMED	"named"		/* feelings that are named */
#define CAT_TURN	"turn"		/* what turns good and hard round */
#define CAT_TENSE	"tense"		/* when a feeling is felt */
#define CAT_SPLIT	"split"		/* behind which a tale may turn */
#define CAT_SITUATION	"situation"
#define CAT_PEOPLE	"people"
#define CAT_ACT		"act"		/* what somebody does, in any mood */
#define GRAVE_ACT	"grave"		/* beside which no act counts */
#define CAT_ASIDE	"aside"		/* words to begin with */
#define CAT_OVER	"over"		/* danger that is over */
#define GREETING	"greeting"	/* a situation */

/* Make ready for it, once; the matcher is. */
int	reader_open_hits(struct sage_reader *);

/* Find all hits of the message.  Returns 0 or an error of sage.h. */
int	reader_find(struct sage_reader *);

/* A rule by its number, as if the whole message were what it finds. */
struct hit reader_hit(const struct sage_reader *, size_t number);

int	hit_is_of(const struct hit *, const char *category);

/* Is the hit the rule of that name in the category? */
int	hit_is_rule(const struct hit *, const char *category,
	    const char *name);

/* Does that rule find something somewhere in the message? */
int	reader_rule(const struct sage_reader *, const char *category,
	    const char *name);

/* Does a rule tell that situation somewhere in the message? */
int	reader_situation(const struct sage_reader *, const char *name);

/* A string of the knowledge, by offset. */
const char *reader_string(const struct sage_reader *, uint32_t off);

/* Is it something that happened? */
int	hit_is_event(const struct sage_reader *, const struct hit *);

/* The feeling that a hit speaks for at a rank from 0, by number, or -1. */
int	hit_feeling(const struct sage_reader *, const struct hit *,
	    size_t rank);

/* Is that good (1) or hard (-1)?  0 if it speaks for none. */
int	hit_good(const struct sage_reader *, const struct hit *);

/* Does it turn the message?  What is told before the last sentence may be
 * turned again by that. */
int	hit_is_turn(const struct sage_reader *, const struct hit *);

/* Is what these words tell, good or hard, the other way round by others around
 * them? */
int	hit_is_undone(const struct sage_reader *, const struct hit *,
	    int good);

#endif
