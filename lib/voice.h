/*
 * Words of a message as they are said back to who wrote it: "my dog" is "your
 * dog".  lib/data/voice.tsv has what changes.
 */
#ifndef VOICE_H
#define VOICE_H

#include "arena.h"
#include "buf.h"
#include "knowledge.h"
#include "model.h"

struct turn {
	const char	*word, *to, *when;
	uint64_t	 kinds;		/* that the word is the name of */
};

struct voice {
	struct turn		*turn;
	size_t			 n;
	const char		*your;		/* what "my" is then */
	const struct knowledge	*kn;
	const struct model	*model;
};

/* A word of a message; brk is what stands behind it. */
struct vword {
	uint32_t	start, len;
	uint8_t		brk;		/* 0, or VOICE_COMMA, VOICE_STOP */
	uint8_t		question;
};

enum { VOICE_COMMA = 1, VOICE_STOP };

#define VOICE_WORDS	400	/* of a message that are looked at */

/* Read a table; its strings live in the arena. */
int	voice_open(struct voice *, struct arena *, struct sage_text,
	    const struct knowledge *, const struct model *);

size_t	voice_words(const char *, size_t, struct vword *);

/*
 * Append a clause that says what happened, in the second person, as near to
 * the offset as there is one; or something that is spoken of, "your dog".
 * Return 1, or 0 if there is none that is safe to say.
 */
int	voice_clause(const struct voice *, const char *, size_t len,
	    uint32_t near, struct buf *);
int	voice_topic(const struct voice *, const char *, size_t len,
	    struct buf *);

/* Does it say "that" and the like in place of what it is? */
int	voice_is_vague(const struct voice *, const char *);

/* The built-in table: lib/blob.S. */
extern const char voice_text[], voice_text_end[];

#endif
