/*
 * All patterns over one sentence.
 *
 * A sentence is read in windows of up to 63 words, so that a set of places
 * between words is 64 bits, and an item of a pattern is a few operations,
 * whatever the text is.  Patterns are tried only where a word that they are
 * found by stands between words that fit; the places of a set's words are
 * found when first asked for, and once in a window.
 */
#ifndef MATCH_H
#define MATCH_H

#include "knowledge.h"
#include "lexicon.h"
#include "pattern.h"
#include "sentence.h"
#include "token.h"

#define MATCH_WORDS	(SEEN_MAX + SEEN_MAX / 2)

/* What a match is called by: the rule's number counts through all the
 * knowledge there is. */
struct match {
	uint32_t		 rule;
	uint32_t		 start, end;	/* bytes, in the text */
	uint32_t		 cap[CAPTURES][2];
};

typedef int match_fn(const struct match *, void *);

/* Where a set's words are. */
struct spot {
	uint64_t	places;
	uint32_t	now;		/* the window it was found in */
	uint16_t	set;
};

#define SPOTS_KEPT	512	/* sets that are kept */

/* Where a group of rows of words is: the places at which a row of so many
 * words begins. */
struct rows {
	uint32_t	now;		/* the window it was found in */
	uint32_t	group;		/* offset of it */
	uint64_t	start[LEX_CELLS + 1];
};

#define ROWS_KEPT	64	/* groups that are kept */

/* Where a pattern ends in the window. */
struct ends {
	uint32_t	now, pattern;
	uint64_t	places;
};

#define ENDS_KEPT	256	/* patterns that are kept */

/* What was found in a window, each where its number says, so that one may
 * push out another: that is looked for again. */
struct kept {
	struct spot	spot[SPOTS_KEPT];
	struct rows	rows[ROWS_KEPT];
	struct ends	ends[ENDS_KEPT];
};

/* One knowledge at work, and what was found of it in the window. */
struct bench {
	const struct knowledge	*kn;
	const struct fit	*fit;
	const uint16_t		*fit_of;	/* by word; NULL: the words of
						 * a sentence have it */
	const uint32_t		*member;
	const struct kn_key	*key;
	const uint16_t		*list, *code;
	const struct kn_set	*set;		/* from SET_LISTED on */
	const uint16_t		*row;		/* of words */
	const uint64_t		*table;		/* of sets */
	const uint16_t		*abbreviation;
	const struct kn_pattern	*pattern;
	const struct kn_guard	*guard;
	const struct kn_rule	*rule;
	struct kept		*kept;
	uint64_t		*asked;		/* a bit for each pattern: it
						 * was tried in the window */
	uint32_t		 now;		/* counts windows */
	size_t			 nmembers, npatterns, nabbreviations;
	uint32_t		 first_rule;
};

/* A word of a sentence; a token may stand for several. */
struct word {
	uint16_t	id, fit;
	uint16_t	token;		/* its number */
	uint8_t		brk, kind;	/* of the token */
};

/* Those of a sentence, counted from 1, between its edges: what few words need
 * is on one page of memory. */
struct reading {
	uint16_t	id[64];		/* of the window's words */
	struct word	word[MATCH_WORDS + 2];
};

struct matcher {
	struct bench		 bench[2];
	size_t			 nbenches;
	const unsigned char	*enabled;	/* by rule, a byte each */
	struct filter		 filter[2];	/* the second is the first's */
	struct reading		*read;
	int			 which;		/* kinds of rules tried */
	uint8_t			 marks;		/* all breaks there are */
	size_t			 nwords;
	const char		*text;
	const struct seen	*seen;
	const struct sentence	*sentence;
	/* the window */
	size_t			 from, n;
	size_t			 low, high;	/* what is new in it */
	uint64_t		 comma, clause;	/* places that marks stand at */
	uint64_t		 numbers;	/* words that are numbers */
	uint64_t		 words;		/* sketch of all, word_bit() */
	int			 begins, ends;	/* the sentence does, here */
};

/*
 * The knowledge, up to two, the user's last; enabled has a byte for each
 * rule, 0 for those that are not to be tried, and stays the caller's.
 */
int	matcher_init(struct matcher *, const struct knowledge *, size_t n,
	    const unsigned char *enabled);
void	matcher_free(struct matcher *);

/* Kinds of rules: those that tell what they find, and those that only say
 * where the model is to be asked. */
enum { MATCH_TOLD = 1, MATCH_LEARNED = 2 };

/* Which kinds are to be tried from now on; both at first. */
void	matcher_choose(struct matcher *, int which);

/*
 * Of which kinds may there be a match in a sentence of these words?  Does not
 * look at the text, only at what words there are.
 */
int	matcher_likely(struct matcher *, const struct words *);

/* Call the function for each match in a sentence of a text. */
int	matcher_run(struct matcher *, const char *text,
	    const struct sentence *, const struct words *, match_fn *,
	    void *);

/* An abbreviation_fn over a matcher's knowledge. */
int	matcher_abbreviation(const char *, size_t, const void *);

#endif
