/* The message that a draft answers, and what the draft leaves out of it. */
#ifndef ATTEND_H
#define ATTEND_H

#include "buf.h"
#include "input.h"
#include "sage.h"

/* Zeroed before the first use. */
struct attend {
	struct sage_attention	*attention;	/* once it is needed */
	const char		*name;		/* of the file, or NULL */
	enum sage_type		 type;		/* of its messages */
	enum input_mode		 mode;
	struct buf		 text;		/* all of the file */
	size_t			 at;		/* what was not answered yet */
	uint64_t		 number;
	struct sage_text	 message;	/* that is answered now */
	struct buf		 draft;
	int			 open;		/* the draft is being held */
	int			 (*fn)(const struct sage_finding *, void *);
};

/* What can be found, and switched on and off before anything is. */
struct sage_attention *attend_rules(struct attend *, enum sage_unit);

/* Read the file, or end with the reason. */
void	attend_read(struct attend *, char *file, const char *stdin_name,
	    enum input_mode);

/* A file of drafts begins, which answer the messages from the first on. */
void	attend_open(struct attend *);

/*
 * A draft begins, the number counts those of a file from 1; there must be a
 * message for it.  Its bytes are held until attend_take() says 0, which is
 * when it has enough of them.
 */
void	attend_begin(struct attend *, uint64_t number);
int	attend_take(struct attend *, const char *, size_t);

/* Compare the two, and call fn for what is left out.  What the draft holds
 * stays until the next begins. */
void	attend_tell(struct attend *, enum sage_type);

/* A file of drafts has ended: were there as many messages?  If not that is
 * said, and CMD_TROUBLE. */
int	attend_close(const struct attend *);
void	attend_free(struct attend *);

#endif
