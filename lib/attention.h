/*
 * What an answer leaves out of the message that it answers.
 *
 * A message is cut into parts: a clause each, with a feeling that it names,
 * or a question.  A sentence of the answer touches a part when words of the
 * two speak of the same (touch.h), or when it meets the feeling.  A sentence
 * that touches none may say one in quite other words, so each is taken to
 * touch one part that nothing else touches: what is told is missing for want
 * of anything that could be meant by it.
 */
#ifndef ATTENTION_H
#define ATTENTION_H

#include "heard.h"

#define PARTS_MAX	64	/* of a message */

enum part_kind { PART_POINT, PART_FEELING, PART_QUESTION };

struct part {
	enum part_kind		 kind;
	struct heard_clause	 c;
	uint64_t		 feeling;	/* of PART_FEELING, a bit */
	uint64_t		 near;		/* those that are near it */
	const char		*what;		/* the feeling is called, or
						 * NULL */
	uint8_t			 strong;	/* counts in itself, whatever
						 * is said of its sentence */
	uint8_t			 hard;
	uint8_t			 quiet;		/* is not missed */
	uint8_t			 touched;	/* BY_... */
	size_t			 others;	/* sentences of the draft that
						 * touch its sentence */
};

/* How a part is touched, or a sentence of the draft touches. */
#define BY_WORDS	1
#define BY_FEELING	2
#define BY_SENTENCE	4	/* with another clause of it */
#define BY_REST		8	/* for want of anything else to mean */
#define BY_CUE		16

/* What is said of it: a line of lib/data/attention.tsv. */
struct remark {
	struct sage_rule	 rule;
	const char		*reason, *repair;	/* with their places */
};

enum remark_number {
	REMARK_CRISIS, REMARK_WATCH, REMARK_POINT, REMARK_FEELING,
	REMARK_QUESTION, REMARK_ONE_UP, REMARKS
};

struct sage_attention {
	struct sage_reader	*reader;
	struct touch		 touching;
	struct arena		 fixed;
	struct sage_rule	 category;
	struct remark		 remark[REMARKS];
	enum sage_unit		 unit;
	struct heard		 message, draft;
	struct part		 part[PARTS_MAX];
	size_t			 nparts;
	float			*rare;		/* by word of the message, 1 of
						 * one sentence, less if it is
						 * in more */
	double			*score;		/* by sentence of the draft,
						 * then part */
	uint8_t			*touch;		/* likewise: by words */
	uint8_t			*busy;		/* by sentence: BY_... */
	const char		*crisis, *watch;
	struct sage_span	 crisis_at;
	int			 hard;		/* the message is */
	int			 one_up;	/* the draft is */
	int			 (*fn)(const struct sage_finding *, void *);
	void			*arg;
};

/* parts.c: the parts of the message that was read, and their words. */
void	parts_find(struct sage_attention *);
const struct touch_word *parts_words(const struct sage_attention *,
	    const struct part *);

/* How many words of a part a talk can be about; some count half. */
double	parts_content(const struct sage_attention *, const struct part *);

/* touching.c: what of the parts the draft touches, both being read; what all
 * of its sentences are for, a bit each; and whether a part says, for the most
 * of it, what another one says. */
int	touching_find(struct sage_attention *);
unsigned touching_cues(const struct sage_attention *);
int	touching_repeats(const struct sage_attention *, const struct part *,
	    const struct part *);
void	touching_free(struct sage_attention *);

/* Over a reader, which it then owns, and other texts than the built-in
 * ones. */
int	attention_open(struct sage_attention **, struct sage_reader *,
	    struct sage_text touch, struct sage_text remarks);

/* The built-in text: lib/blob.S. */
extern const char attention_text[], attention_text_end[];

#endif
