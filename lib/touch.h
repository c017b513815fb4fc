/*
 * Which words of two texts speak of the same: forms of one word, words with
 * the same beginning, and words that lib/data/touch.tsv puts together.
 */
#ifndef TOUCH_H
#define TOUCH_H

#include "arena.h"
#include "inflect.h"
#include "knowledge.h"
#include "model.h"

#define TOUCH_KEYS	4	/* words that one may be a form of */
#define TOUCH_FAMILIES	256	/* lines of the table at most */
#define TOUCH_HEAD	24	/* bytes of a word that are compared */

/* What the table's first lines say of a word, as families 0 to 4. */
enum {
	TOUCH_LIGHT, TOUCH_FAINT, TOUCH_JOINT, TOUCH_TURN, TOUCH_SUBJECT,
	TOUCH_NAMED
};

/* A word of a text, in bytes of it; brk is what stands behind it, as in
 * voice.h. */
struct touch_word {
	uint32_t		 start, end;
	uint32_t		 key[TOUCH_KEYS];
	uint64_t		 family[TOUCH_FAMILIES / 64];
	const struct tag	*tag;		/* or NULL */
	char			 head[TOUCH_HEAD];
	uint8_t			 len;		/* of head */
	uint8_t			 nkeys, brk;
	uint8_t			 plain;		/* holds a sentence together,
						 * and touches nothing */
};

struct touch_entry {
	uint32_t	hash;
	uint32_t	family;
};

struct touch {
	const struct model	*model;
	struct inflect		 inflect;
	struct touch_entry	*entry;		/* by hash */
	size_t			 n;
	uint64_t		 plain;		/* kinds of words that touch
						 * nothing */
};

/* Read the table; what is made lives in the arena. */
int	touch_open(struct touch *, struct arena *, struct sage_text,
	    const struct knowledge *, const struct model *);

/* The word at some bytes of a text. */
void	touch_read(const struct touch *, const char *text, uint32_t start,
	    uint32_t len, struct touch_word *);

/* Does the table put a word in one of the first lines? */
int	touch_is(const struct touch_word *, unsigned);

/* Are they forms of the same word, or begin alike? */
int	touch_same(const struct touch_word *, const struct touch_word *);

/* How much one speaks of the other, from 0 to 1. */
double	touch_words(const struct touch_word *, const struct touch_word *);

/* The built-in table: lib/blob.S. */
extern const char touch_text[], touch_text_end[];

#endif
