/*
 * How patterns are found: what index.c and its rooms share.
 *
 * Of each pattern one item that must be there is chosen, and of each of its
 * alternatives one word: these words are the pattern's anchor.  It is only
 * looked at where one of them stands between words that may stand there.
 *
 * To find such places fast, patterns are thrown together in groups, as many
 * as there are bits in struct groups.  A word has four sets of groups, its fit:
 * in which it may be what a pattern is found by, stand right before that, or
 * right behind it, and in which it may be needed anywhere (scan.h).
 */
#ifndef INDEX_H
#define INDEX_H

#include "compiler.h"

#define MILLION		UINT64_C(1000000)
#define EDGE_FREQ	70000	/* edges of sentences, in a million words */
#define KIND_FREQ	20000	/* pieces of code, numbers, names */

/* Alternatives of an item: of one word; of several, of which the first, one
 * amidst or the last is what they are found by. */
enum { ALONE, FIRST, AMIDST, LAST, KEYS };

#define SIDE_FEW	24

/* Words that may stand at a place; WORD_NONE is the edge of the sentence. */
struct side {
	uint16_t	*id;		/* each once, when they are listed */
	size_t		 n;
	uint64_t	 freq;		/* of all together, at most MILLION */
	int		 any;		/* every word */
	uint16_t	 set;		/* they are the words of this one, or
					 * SET_NONE */
	uint16_t	*many;		/* room for all words there are, which
					 * is mostly left untouched, */
	uint16_t	 few[SIDE_FEW];	/* ... and for some */
};

/* What some alternatives are found by. */
struct key {
	struct side	side[FIT_SIDES];
};

/* Looks at one item of one pattern at a time. */
struct finder {
	struct compiler	*c;
	size_t		 nwords;
	const uint16_t	*item[PATTERN_ITEMS];	/* of the pattern */
	size_t		 nitems;
	size_t		 at;			/* the item whose keys these
						 * are, or SIZE_MAX */
	struct key	 key[KEYS];		/* of one item, */
	unsigned	 used;			/* ... and which there are, a
						 * bit each */
	uint16_t	*in;			/* by word, a bit for each side
						 * of a key that has it */
	uint16_t	*room;			/* for as many words as there
						 * are */
};

static inline uint64_t
at_most_all(uint64_t freq)
{
	return freq < MILLION ? freq : MILLION;
}

static inline struct lexset *
set_at(const struct compiler *c, uint16_t set)
{
	return (struct lexset *)(void *)c->lex.sets.data + (set - SET_LISTED);
}

/* Are these words that the fast pass knows as such?  Kinds of tokens, which
 * have the least numbers, and endings are not. */
static inline int
is_words(const struct compiler *c, uint16_t set)
{
	return set >= SET_LISTED && set_at(c, set)->id[0] >= WORD_FIRST;
}

/* How often a word, or the edge of a sentence, stands in a million. */
static inline uint64_t
word_freq(const struct compiler *c, uint16_t id)
{
	if (id == WORD_NONE)
		return EDGE_FREQ;
	return id < WORD_FIRST ? KIND_FREQ : lexicon_freq(&c->lex, id);
}

uint64_t words_freq(const struct compiler *, const uint16_t *id, size_t n);

int	finder_open(struct finder *, struct compiler *);

/* The items of a pattern. */
void	finder_take(struct finder *, const struct cpattern *);

/*
 * What an item can be found by.  Returns 0 if that is not enough: it is an
 * option, or an alternative has no word.  A second call for it costs nothing.
 */
int	finder_keys(struct finder *, size_t item);

/* How often a place in a million looks like a key, times MILLION twice. */
uint64_t key_cost(const struct key *);

/* Add words to a side of a key: any at all, or those of a set. */
void	key_any(struct finder *, unsigned key, unsigned side);
void	key_words(struct finder *, unsigned key, unsigned side,
	    const uint16_t *, size_t);
void	key_set(struct finder *, unsigned key, unsigned side, uint16_t set);

/* List the words of all sides, which takes longer than to find out how common
 * they are. */
void	finder_list(struct finder *);

/*
 * index_fits.c: the fits of words.  Most are in no group, so that a word has a
 * fit of its own only when it is put into one.
 */
struct fitter {
	struct compiler	*c;
	size_t		 nwords;
	struct buf	 fits;		/* struct fit: room for those of fixed
					 * numbers; one of no group; own ones */
	uint16_t	*own;		/* by word: which is its own, or 0 */
	struct fit	 any;		/* of every word */
	struct fit	 more;		/* that all words have at last */
	struct numbers	 known;		/* of all fits, each once */
	uint32_t	 plain;		/* of a word in no group: its number,
					 * from 1, or 0 */
	int		 quick;		/* equal ones need not be one */
};

int	fitter_open(struct fitter *, struct compiler *, size_t words);
void	fitter_free(struct fitter *);

/* The fit of a word; and one of its own, to be changed: 0, SAGE_ENOMEM, or
 * SAGE_ETOOBIG if there are too many. */
const struct fit *fitter_fit(const struct fitter *, uint16_t id);
int	fitter_own(struct fitter *, uint16_t id, struct fit **);

/* All is known: what the fast pass is to know of each word. */
int	fitter_put(struct fitter *);

/* index_groups.c: put the keys that the finder has of a pattern into groups.
 * Opening it is NULL if there is no memory. */
struct grouping *grouping_open(struct finder *, struct fitter *);
int	group_keys(struct grouping *, const struct cpattern *, size_t number);

#endif
