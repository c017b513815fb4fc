/*
 * What chat programs write into a talk, and words that no name has: a text of
 * lines like those of lib/data/chat.tsv, a kind and words, in which * is any
 * others.
 */
#ifndef CHATWORDS_H
#define CHATWORDS_H

#include <stdint.h>

#include "sage.h"

#define CHATWORDS_MOST	512	/* lines; more are not heeded */

enum chat_kind {
	CHAT_TIME, CHAT_NONE, CHAT_END, CHAT_PROGRAM, CHAT_TOLD, CHAT_LABEL,
	CHAT_WORD, CHAT_KINDS
};

/* By kind, and then by the small letter that they begin with. */
struct chatwords {
	struct sage_text	words[CHATWORDS_MOST];
	uint16_t		from[CHAT_KINDS][257];
};

/* The lines that are built in. */
struct sage_text chat_words(void);
extern const char chat_text[], chat_text_end[];

/* Take the lines of a text, which must outlive them. */
void	chatwords_open(struct chatwords *, struct sage_text);

/* Is a text, in large letters or small, one of a kind? */
int	chatwords_have(const struct chatwords *, enum chat_kind,
	    struct sage_text);

/* The bytes at the end of a text that are one of a kind, in which * is itself.
 */
size_t	chatwords_end(const struct chatwords *, enum chat_kind,
	    struct sage_text);

#endif
