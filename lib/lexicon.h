/*
 * Words and sets while knowledge is being compiled.  Numbers go on from the
 * knowledge that is there already (base), if any.
 */
#ifndef LEXICON_H
#define LEXICON_H

#include "arena.h"
#include "buf.h"
#include "inflect.h"
#include "knowledge.h"
#include "numbers.h"

#define LEX_ALSO	3	/* further tokens that a rule's word accepts */
#define LEX_CELLS	8	/* words in one alternative */

/* One place in an alternative: the words that may stand there. */
struct cell {
	uint16_t	id[1 + LEX_ALSO];
	uint16_t	n;
};

struct lexword {
	const char	*s;
	uint16_t	 len;
	uint16_t	 abbreviates;	/* a full stop after it ends nothing */
	uint32_t	 freq;		/* per million, at least 1 */
	uint16_t	 expand[EXPAND_MAX], expands;
	uint16_t	 also[LEX_ALSO], alsos;
	uint16_t	 meant;		/* another word stands for it */
};

/* How often a word stands in a million. */
struct lexfreq {
	struct sage_text	word;
	uint32_t		n;
};

struct lexset {
	uint16_t	*id;		/* ascending */
	uint32_t	 n;
	uint32_t	 freq;		/* index.h: of all, or 0 */
};

struct lexicon {
	struct arena		*arena;
	const struct knowledge	*base;		/* or NULL */
	const struct kn_word	*known;		/* the base's words, */
	struct filter		 filter;	/* ... and how to find them */
	struct inflect		 inflect;
	const struct lexfreq	*freqs;		/* sorted by word */
	size_t			 nfreqs;
	uint32_t		 first;		/* number of word[0] */
	struct buf		 words;		/* of struct lexword */
	struct numbers		 by_word;	/* less first */
	struct buf		 sets;		/* of struct lexset */
	struct numbers		 by_set;	/* less SET_LISTED */
	struct buf		 endings;	/* of struct sage_text */
	struct buf		 rows;		/* of uint16_t, counted rows */
	struct numbers		 by_rows;	/* where they are */
};

int	lexicon_init(struct lexicon *, struct arena *,
	    const struct knowledge *base);
void	lexicon_free(struct lexicon *);

static inline size_t
lexicon_words(const struct lexicon *lex)
{
	return lex->words.len / sizeof(struct lexword);
}

static inline struct lexword *
lexicon_at(const struct lexicon *lex, uint32_t id)
{
	return (struct lexword *)(void *)lex->words.data + (id - lex->first);
}

static inline uint32_t
lexicon_freq(const struct lexicon *lex, uint32_t id)
{
	return id < lex->first ? lex->known[id].freq :
	    lexicon_at(lex, id)->freq;
}

/* Find a word, or give it a number; its letters are folded. */
int	lexicon_word(struct lexicon *, const char *, size_t, uint16_t *id);

/* The words that a token of the text stands for; none if it stands for
 * itself. */
const uint16_t *lexicon_expansion(const struct lexicon *, uint16_t id,
	    size_t *n);

/*
 * What a word in a pattern asks of the text: one cell, or several where it
 * is a contraction.  SAGE_ETOOBIG when there is no room in the cells.
 */
int	lexicon_cells(struct lexicon *, const char *, size_t, struct cell *,
	    size_t room, size_t *n);

/* The words of a set. */
static inline uint16_t *
lexicon_ids(const struct lexicon *lex, uint16_t set)
{
	return ((struct lexset *)(void *)lex->sets.data)[set - SET_LISTED].id;
}

/* Sort words and leave each once; returns how many are left. */
size_t	lexicon_unique(uint16_t *id, size_t n);

/* The number of the set of these words; equal sets are one.  Sorts id. */
int	lexicon_set(struct lexicon *, uint16_t *id, size_t n, uint16_t *set);

static inline size_t
lexicon_sets(const struct lexicon *lex)
{
	return lex->sets.len / sizeof(struct lexset);
}

/* The place of rows of words (pattern.h); equal ones are one. */
int	lexicon_rows(struct lexicon *, const uint16_t *, size_t n,
	    uint32_t *place);

/* The set of words with an ending.  All endings come before the sets. */
int	lexicon_ending(struct lexicon *, struct sage_text, uint16_t *set);

#endif
