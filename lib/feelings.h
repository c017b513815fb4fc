/* The feelings and how they are spoken of, as lib/data/feelings.tsv has
 * them. */
#ifndef FEELINGS_H
#define FEELINGS_H

#include "book.h"
#include "knowledge.h"
#include "model.h"

#define FEELINGS_MAX	MODEL_CLASSES

struct feeling {
	const char	*name;
	int		 good;		/* 1 good, -1 hard, 0 neither */
	int		 open;		/* it may be about anything, and is
					 * good if that is */
	uint64_t	 near;		/* those it is taken for, a bit each */
	const char	*need;
	const char	*said[3];	/* mild, clear, strong */
	const char	*noun;
};

/* The same in the book; strings by offset. */
struct book_feeling {
	uint64_t	near;
	int32_t		good;
	uint32_t	open, name, need, said[3], noun;
};

/* A word for a feeling; blanks in it are single. */
struct feeling_word {
	uint32_t	word;
	uint8_t		feeling, strength, unused[2];
};

/* The feelings have the numbers that the model knows them by. */
struct feelings {
	struct feeling		 f[FEELINGS_MAX];
	size_t			 n;
	const struct book	*book;
};

/*
 * Put them into a book, from the text, with the words for them from the
 * classes of the knowledge: feel-NAME, noun-NAME, feel-strong and feel-mild.
 */
int	feelings_make(struct book_maker *, struct sage_text,
	    const struct knowledge *, const struct model *);

/* Take them from a book, which must outlive them. */
void	feelings_open(struct feelings *, const struct book *);

/* The number of a feeling by name, or of the feeling that a word speaks of,
 * with how strong it is; -1 if there is none. */
int	feeling_number(const struct feelings *, const char *, size_t);
int	feeling_of_word(const struct feelings *, struct sage_text,
	    int *strength);

#endif
