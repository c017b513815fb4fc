/* Which lines of a text are the writer's own prose. */
#ifndef PROSE_H
#define PROSE_H

#include <stddef.h>

#include "sage.h"

enum prose_kind {
	PROSE_TEXT,	/* goes on, or begins, a paragraph */
	PROSE_ITEM,	/* begins a paragraph */
	PROSE_ALONE,	/* is a paragraph, with what is folded */
	PROSE_FOLDED,	/* goes on with that */
	PROSE_TRAILER,	/* text, save in a paragraph of such lines alone */
	PROSE_BREAK,	/* empty */
	PROSE_SKIP,	/* not prose */
	PROSE_END	/* nothing that follows is prose */
};

struct prose {
	enum sage_type	 type;
	const char	*comment;	/* what begins a comment line */
	size_t		 comment_len;
	size_t		 lines;		/* seen so far */
	int		 began;		/* a line of text was seen */
	int		 after_blank;
	char		 fence;		/* the sign of an open code fence */
	size_t		 fence_len;
	int		 diff, header, subject, indented, trailer, log, ended;
};

/* The comment is borrowed; NULL is "#". */
void	prose_init(struct prose *, enum sage_type, const char *comment);

/*
 * Look at the next line, which comes without its line end, or with the first
 * half of one.  *skip is how many bytes at its start are not text: a marker, a
 * header's name.
 */
enum prose_kind prose_line(struct prose *, const char *, size_t, size_t *);

/*
 * Which sign begins the comment lines of a commit message, where git chose
 * it: the scissors tell, or else the lines at the end that begin alike.
 * Writes a string, "#" if nothing tells.
 */
void	prose_comment(const char *, size_t, char *, size_t room);

#endif
