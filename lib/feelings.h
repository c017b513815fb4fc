/* The feelings and how they are spoken of, as lib/data/feelings.tsv has
 * them. */
#ifndef FEELINGS_H
#define FEELINGS_H

#include "arena.h"
#include "knowledge.h"
#include "model.h"

#define FEELINGS_MAX	MODEL_CLASSES

struct feeling {
	const char	*name;
	int		 good;		/* 1 good, -1 hard, 0 neither */
	uint64_t	 near;		/* those it is taken for, a bit each */
	const char	*need;
	const char	*said[3];	/* mild, clear, strong */
	const char	*noun;
	const char	*like;		/* what brings it is like that */
};

/* A word for a feeling; blanks in it are single. */
struct feeling_word {
	const char	*word;
	uint8_t		 feeling, strength;
};

/* The feelings have the numbers that the model knows them by. */
struct feelings {
	struct feeling		 f[FEELINGS_MAX];
	size_t			 n;
	struct feeling_word	*word;
	size_t			 nwords;
};

/*
 * Read them from the text, and the words for them from the classes of the
 * knowledge: feel-NAME, noun-NAME, feel-strong and feel-mild.  What is made
 * lives in the arena.
 */
int	feelings_open(struct feelings *, struct arena *, struct sage_text,
	    const struct knowledge *, const struct model *);

/* The number of a feeling by name, or of the feeling that a word speaks of,
 * with how strong it is; -1 if there is none. */
int	feeling_number(const struct feelings *, const char *, size_t);
int	feeling_of_word(const struct feelings *, struct sage_text,
	    int *strength);

/* The built-in text: lib/blob.S. */
extern const char feelings_text[], feelings_text_end[];

#endif
