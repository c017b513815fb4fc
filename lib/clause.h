/*
 * Clauses of a message that tell what happened, as they are said back to who
 * wrote it: "my boss yelled at me" is "your boss yelled at you", or "your
 * boss yelling at you".  A clause whose words do not all fit the few shapes
 * that are known here is none.
 */
#ifndef CLAUSE_H
#define CLAUSE_H

#include "voice.h"

enum tense { TENSE_OTHER, TENSE_PAST, TENSE_NOW };

/* How the verb stands, as that decides what "doing it" is. */
enum verb_group {
	GROUP_SIMPLE,	/* lost, yells */
	GROUP_ING,	/* am waiting, have been waiting */
	GROUP_PART,	/* was told */
	GROUP_BE,	/* is a bully */
	GROUP_PERFECT,	/* have lost */
	GROUP_NOT,	/* did not come */
	GROUP_UNABLE,	/* cannot sleep */
	GROUP_MODAL	/* might move; never "doing it" */
};

/* Is it less than what happened: behind "when", or what went on then; or does
 * it lead there, "went to the bank"; or both, which says nothing? */
enum inner { INNER_NOT, INNER_BEHIND, INNER_LEADS, INNER_AWAY };

#define CLAUSE_CUTS	3

/* By words of a text: it begins with the subject and ends before to. */
struct clause {
	uint16_t	from, verb, to;
	uint16_t	cut[CLAUSE_CUTS];	/* where it may end before */
	uint8_t		ncuts;
	uint8_t		tense, group;
	uint8_t		self;		/* the subject is who speaks */
	uint8_t		bare;		/* and is not there */
	uint8_t		never;		/* "never" stands by the verb */
	uint8_t		inner;		/* enum inner */
};

/* Which forms of a verb a word is, if that is known. */
struct clause_forms {
	uint8_t	known, loose, strict;	/* strictly if it is mostly a verb */
};

/* What is known of the words of a text.  It points into itself, so it is not
 * to be copied. */
struct clause_text {
	const struct voice	*v;
	const char		*text;
	size_t			 run;		/* words in a row that may stay
						 * as they were written */
	size_t			 n;
	struct vword		 w[VOICE_WORDS];
	char			 word[VOICE_WORDS][VOICE_LONGEST];
							/* folded */
	const struct turn	*turn[VOICE_WORDS];	/* or NULL */
	const struct tag	*tag[VOICE_WORDS];	/* likewise */
	struct clause_forms	*forms;		/* found when asked for */
	struct clause_forms	 room[VOICE_WORDS];
};

#define CLAUSE_RUN	4	/* as it is opened */
#define CLAUSE_RUN_MOST	5	/* where nothing else can be said */
#define CLAUSE_RUN_ASK	9	/* of what is asked about */

/* The text must outlive the view. */
void	clause_open(struct clause_text *, const struct voice *, const char *,
	    size_t);

/* Find those that are safe to say, in order, as many as there is room for. */
size_t	clause_find(const struct clause_text *, struct clause *, size_t room);

/* The bytes of a clause in the text. */
struct sage_text clause_bytes(const struct clause_text *,
	    const struct clause *);

/* Find what a feeling is said to be about, "scared of [losing my job]", "I miss
 * [my dog]", or what there was, "there was [a storm]", and append it as a thing
 * that is done (1) or that is (2); return 0 and append nothing if there is
 * none. */
enum { ABOUT_DOING = 1, ABOUT_THING };

int	clause_about(const struct clause_text *, struct buf *);

/* Append the thing that is most worth saying of those that are told of in some
 * bytes of the text, as it stands but for whose it is: "a hot tub", "your old
 * flat".  What is bad is not said if all is well.  Return 1, or 0 and append
 * nothing if there is none. */
int	clause_thing(const struct clause_text *, struct sage_text within,
	    int well, struct buf *);

/* Append it as it is said back, or as what is done or happens.  Return 1, or
 * 0 and append nothing if that would not read well. */
int	clause_say(const struct clause_text *, const struct clause *,
	    struct buf *);
int	clause_doing(const struct clause_text *, const struct clause *,
	    struct buf *);

#endif
