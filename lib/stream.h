/*
 * A message that comes in pieces, as paragraphs of prose.  Holds a bounded
 * part of it.
 */
#ifndef STREAM_H
#define STREAM_H

#include "markdown.h"
#include "prose.h"
#include "scan.h"
#include "sentence.h"

/* Paragraphs that are longer are cut, and share some; so are lines. */
#define STREAM_PARAGRAPH	((size_t)16 << 10)
#define STREAM_OVERLAP		((size_t)1024)

/* Room for what begins a line and is no text, an open paragraph, the line
 * after it and less than a part of Markdown, and as much again to read. */
#define STREAM_WINDOW	(STREAM_PARAGRAPH * 4 + MARKDOWN_PART)

/* A paragraph, or a line that is none. */
struct paragraph {
	const char		*raw;	/* as it came */
	const char		*text;	/* the same, or with markup masked;
					 * SCAN_SLACK bytes follow */
	size_t			 len;
	size_t			 lead;	/* bytes before raw that are on
					 * its first line */
	size_t			 limit;	/* what begins from here on is the
					 * next one's, if this one was cut */
	int			 prose;
	int			 alone;	/* a title or a subject: one line */
	struct stream		*stream;
	size_t			 at;	/* in its window */
};

typedef int paragraph_fn(const struct paragraph *, void *);

struct stream {
	struct prose		 prose;
	struct markdown		 markdown;
	markdown_fn		*mask;
	enum sage_unit		 unit;
	abbreviation_fn		*abbreviation;
	const void		*abbreviation_arg;
	paragraph_fn		*fn;
	void			*arg;
	char			*raw, *text;	/* windows; text == raw save
						 * for Markdown */
	size_t			 len;		/* bytes in the window */
	size_t			 ready;		/* of them may be read now */
	size_t			 line;		/* begins the next line */
	size_t			 looked;	/* bytes of it, no end */
	size_t			 start, end;	/* the open paragraph */
	size_t			 lead;		/* before its start */
	int			 open;
	int			 alone;		/* what is open is one line */
	int			 inside;	/* within a cut line */
	enum prose_kind		 kind;		/* of that line */
	size_t			 nlines, ntrailers;
	size_t			 at;		/* offset of place */
	struct sage_place	 place;
	int			 fresh;		/* may begin with a mark */
};

/* Where the paragraph that was handed over begins.  Costs a look at all that
 * came since this was last asked. */
struct sage_place stream_place(const struct paragraph *);

/* The offset of what is still held: all before it has been handed over. */
uint64_t stream_held(const struct stream *);

/* A paragraph's text, or if there is need a copy of it, in room for
 * STREAM_WINDOW + SCAN_SLACK bytes, with all that is no prose masked. */
const char *paragraph_masked(const struct paragraph *, char *room);

/* The stream must be zeroed; stream_free() ends its life.  The mask is
 * markdown_mask(), or NULL if the text is none. */
int	stream_init(struct stream *, enum sage_type, markdown_fn *mask,
	    enum sage_unit, const char *comment, paragraph_fn *, void *);
void	stream_abbreviations(struct stream *, abbreviation_fn *, const void *);
int	stream_feed(struct stream *, const char *, size_t);

/* The message ends, and another may begin, at the given line. */
int	stream_end(struct stream *);
void	stream_begin(struct stream *, uint64_t line);
void	stream_free(struct stream *);

#endif
