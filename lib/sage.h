/*
 * Copyright (c) 2026 the sage authors
 *
 * Permission to use, copy, modify, and distribute this software for any
 * purpose with or without fee is hereby granted, provided that the above
 * copyright notice and this permission notice appear in all copies.
 *
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
 * WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
 * MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
 * ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
 * WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
 * ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
 * OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
 */

#ifndef SAGE_H
#define SAGE_H

/*
 * libsage: reads what people write to each other.
 *
 * Text goes in as bytes and a length; it may hold anything, NUL and broken
 * UTF-8 among it.  Results come out as spans, so that a caller can always
 * show the very words.
 *
 * Functions that can fail return 0 or a negative enum sage_status, and on
 * failure leave what their out parameters point to as it was.  The library
 * prints nothing, exits nowhere, reads no environment and keeps no state
 * outside the objects made here.  Different objects may be used by different
 * threads at the same time; one object may not, save a struct sage_rules
 * that nobody changes any more.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum sage_status {
	SAGE_OK = 0,
	SAGE_ENOMEM = -1,	/* no memory */
	SAGE_EINVAL = -2,	/* an argument out of its range */
	SAGE_ERULES = -3,	/* a fault in the text of rules */
	SAGE_ETOOBIG = -4,	/* over a documented bound */
	SAGE_EIO = -5,		/* the system failed to read or write */
	SAGE_ESTOP = -6		/* a caller's function asked to end */
};

/* A lower-case message without a full stop, for any int. */
const char	*sage_strerror(int);

/* The version of the library, as in its package: "0.1.0". */
const char	*sage_version(void);

/* How grave a finding is: worth a thought, likely to close the talk, likely
 * to hurt. */
enum sage_level {
	SAGE_NOTE = 1,
	SAGE_WARNING = 2,
	SAGE_ERROR = 3
};

/* What kind of text it is, which decides what in it is prose. */
enum sage_type {
	SAGE_PLAIN,
	SAGE_MARKDOWN,
	SAGE_COMMIT,
	SAGE_MAIL
};

/* What a column counts. */
enum sage_unit {
	SAGE_CHAR,		/* code points; what is ill-formed counts as
				 * one, byte by byte or as far as a sequence
				 * was well begun */
	SAGE_BYTE,
	SAGE_UTF16,		/* code units, as in editors' protocols */
	SAGE_DISPLAY		/* terminal cells; a tab goes to the next 8th */
};

/*
 * A place in a message: an offset from 0 in bytes, a line and a column from
 * 1, the column in the unit asked for.
 */
struct sage_place {
	uint64_t	byte;
	uint64_t	line;
	uint64_t	column;
};

/* Borrowed bytes, not NUL-terminated. */
struct sage_text {
	const char	*data;
	size_t		 len;
};

/*
 * Rules: the built-in ones, and those a user adds in the language of
 * sage-rules(5).
 */
struct sage_rules;

/* What is wrong with a text of rules: line and column count from 1. */
struct sage_fault {
	const char	*name;		/* of the text, as it was given */
	unsigned	 line;
	unsigned	 column;
	char		 message[240];	/* one line, NUL-terminated; what would
					 * steer a terminal is \x1b in it */
};

/* A rule or a category, for listing and explaining; all strings live as long
 * as the rules do, and are empty rather than NULL. */
struct sage_rule {
	const char	*id;
	const char	*category;
	enum sage_level	 level;
	double		 confidence;	/* 0..1, see sage-rules(5) */
	const char	*title;
	const char	*definition;
	const char	*reason;
	const char	*source;
	const char	*repair;
	const char	*yes;		/* examples, one a line */
	const char	*no;
	int		 enabled;	/* 0 if the rule is switched off */
};

/* The built-in rules.  Free them with sage_rules_free(), which takes NULL. */
int	 sage_rules_new(struct sage_rules **);
void	 sage_rules_free(struct sage_rules *);

/*
 * Add the rules in a text.  All texts are compiled together by the next
 * sage_rules_compile(), so that one may use the classes of another; name
 * is for messages and must outlive the rules.  The text is copied.
 */
int	 sage_rules_add(struct sage_rules *, const char *, const void *,
	    size_t);

/* Make what was added usable.  On SAGE_ERULES the fault says where and why; on
 * any failure what was usable before still is. */
int	 sage_rules_compile(struct sage_rules *, struct sage_fault *);

/*
 * Switch rules off (0) or on (1): a category, a rule's id, or NULL for all.
 * SAGE_EINVAL when nothing has that name.
 */
int	 sage_rules_enable(struct sage_rules *, const char *, int);

/* Call the function for each category, or each rule, in order of their
 * definition.  Non-zero from the function ends the walk and is returned. */
int	 sage_rules_categories(const struct sage_rules *,
	    int (*)(const struct sage_rule *, void *), void *);
int	 sage_rules_each(const struct sage_rules *,
	    int (*)(const struct sage_rule *, void *), void *);

/*
 * Run the examples of the rules that were added (or, when none were, of the
 * built-in ones).  The function is called for each example that fails, with
 * the rule, the sentence, and 1 if it should have been found, 0 if not.
 */
int	 sage_rules_check(const struct sage_rules *,
	    int (*)(const struct sage_rule *, const char *, int, void *),
	    void *);

/*
 * One place where a text judges.  Everything in it is borrowed and valid
 * only during the call that hands it over.
 */
struct sage_finding {
	const char		*id;
	const char		*category;
	enum sage_level		 level;
	const char		*source;	/* "rule", "model", or
						 * "attention" */
	double			 confidence;
	struct sage_place	 start, end;	/* end is one past the last */
	struct sage_text	 text;
	const char		*title;
	const char		*reason;
	const char		*repair;
	struct sage_text	 line;		/* source lines it stands in */
	size_t			 offset;	/* of the text in those lines */
	const char		*name;		/* of the file, where that is
						 * not the one that is judged,
						 * else NULL */
	struct sage_text	 sentence;	/* it stands in, or empty if
						 * that was too long */
	size_t			 within;	/* offset of the text in it */
};

struct sage_judge_options {
	enum sage_type	 type;
	enum sage_unit	 unit;
	const char	*comment;	/* of commits; NULL is "#", "" none */
	int		 rules_only;	/* find nothing by the model */
};

/*
 * A judge reads messages, each fed in pieces of any size, and calls the
 * function for each finding in order of place.  It holds at most some
 * 100 KiB of the message.  Non-zero from the function ends the message;
 * feed or end then return that value.
 *
 * Bounds: a paragraph of more than 16 KiB is read in pieces, cut between
 * sentences where there are any; a sentence of more than 4 KiB likewise.
 */
struct sage_judge;

int	 sage_judge_new(struct sage_judge **, const struct sage_rules *,
	    const struct sage_judge_options *,
	    int (*)(const struct sage_finding *, void *), void *);
int	 sage_judge_feed(struct sage_judge *, const void *, size_t);

/* The message ends; the next feed begins another one. */
int	 sage_judge_end(struct sage_judge *);

/* Before the first feed of a message: the number of its first line, 1 if
 * this is not called. */
void	 sage_judge_line(struct sage_judge *, uint64_t);
void	 sage_judge_free(struct sage_judge *);

/*
 * The score of a message goes from 0 (nothing found) to 1: one minus the
 * product of (1 - weight) of its findings, with the weights .15, .4 and .7
 * by level.  Begin with 0 and add each finding's level.
 */
double	 sage_score_add(double, enum sage_level);

/*
 * ---- reading: what somebody said, and what it feels like -----------------
 */

/* Words of a message, and where they stand. */
struct sage_span {
	struct sage_place	start, end;	/* end is one past the last */
	struct sage_text	text;
};

/* A feeling that somebody has. */
struct sage_feeling {
	const char		*name;		/* see sage.3 */
	double			 score;		/* how sure that is, 0 to 1 */
	int			 strength;	/* 1 mild, 2 clear, 3 strong */
	int			 good;		/* 1 good, -1 hard, 0 neither */
	int			 negated;	/* they say they do not have it,
						 * or no longer */
	const char		*source;	/* "named", "event", "model" */
	const char		*holder;	/* "speaker", or what who has it
						 * is called in the message */
	const char		*about;		/* the id of the event that it
						 * is felt for, or "" */
	struct sage_span	 evidence;
};

/* Something that happened. */
struct sage_event {
	const char		*id;		/* "work.lost-job" */
	const char		*say;		/* "losing your job" */
	const char		*ask;		/* what to ask about, or "" */
	const char		*need;		/* or "" */
	int			 strength;	/* 1 to 3 */
	int			 good;		/* 1, -1, 0 */
	double			 likely;	/* 1 if a rule knows it,
						 * less if it is guessed */
	struct sage_span	 evidence;
};

/*
 * What is read in a message; everything is valid until the next message.
 * Feelings and events come best first, those of the speaker before those of
 * others, denied ones last.
 */
struct sage_reading {
	const char			*situation;	/* see sage.3 */
	const char			*crisis;	/* "crisis.suicide", or
							 * NULL */
	const char			*watch;		/* the same, where it
							 * is not sure */
	struct sage_span		 crisis_at;
	const struct sage_feeling	*feelings;
	size_t				 nfeelings;
	const struct sage_event		*events;
	size_t				 nevents;
	const struct sage_span		*people;
	size_t				 npeople;
	const char			*need;		/* or "" */
	double				 good;		/* how likely what they
							 * feel is good */
	int				 played_down, sarcastic, both;
	size_t				 words;
};

/*
 * A reader of messages.  Of a message of more than SAGE_MESSAGE_MAX bytes
 * the first are read.
 */
#define SAGE_MESSAGE_MAX	((size_t)1 << 20)

struct sage_reader;

int	 sage_reader_new(struct sage_reader **, enum sage_unit);
void	 sage_reader_free(struct sage_reader *);
int	 sage_read(struct sage_reader *, const void *, size_t,
	    const struct sage_reading **);

/*
 * ---- attention: what an answer leaves out of what it answers -------------
 */

/*
 * Compares messages with drafts of an answer.  Of each the first
 * SAGE_MESSAGE_MAX bytes are read; of a draft that has more than 8,000 words
 * nothing is said to be missing, as not all of it is looked at.
 */
struct sage_attention;

int	 sage_attention_new(struct sage_attention **, enum sage_unit);
void	 sage_attention_free(struct sage_attention *);

/*
 * Call the function for each point, feeling or question of the message that
 * the draft does not touch, in order of place; before them, for danger that
 * it does not take up, and for one-upping.  The findings are of the category
 * "attention", and are places in the message.  Non-zero from the function
 * ends it and is returned.
 */
int	 sage_attend(struct sage_attention *, struct sage_text message,
	    enum sage_type, struct sage_text draft, enum sage_type,
	    int (*)(const struct sage_finding *, void *), void *);

/* As sage_rules_each() and sage_rules_enable(), for what this can find.  The
 * category comes first, with an id that is its name. */
int	 sage_attention_each(const struct sage_attention *,
	    int (*)(const struct sage_rule *, void *), void *);
int	 sage_attention_enable(struct sage_attention *, const char *, int);

/*
 * ---- replies: what may be said, or asked, of a message -------------------
 */

enum sage_speech { SAGE_REFLECT, SAGE_ASK, SAGE_SPEECHES };

struct sage_reply {
	const char	*text;
	const char	*kind;
	const char	*frame;		/* the name of the wording */
	const char	*note;		/* to who asked for it, or "" */
	const char	*about;		/* the id of what it speaks of: an
					 * event, a theme, an act, or "" */
	const char	*const *words;	/* of the message, as it says them */
	size_t		 nwords;
};

/* A turn of a talk. */
struct sage_turn {
	struct sage_text	text;
	int			ours;	/* of the one who is to reply */
};

/* So many turns before a message count, the last ones, and so many bytes of
 * each, the first ones. */
#define SAGE_TURNS_MAX	((size_t)40)
#define SAGE_TURN_MAX	((size_t)4096)

struct sage_reply_options {
	size_t		 count;		/* how many different ones */
	const char	*kinds;		/* names with commas, or NULL: any */
	const char	*context;	/* "work", "code-review", "family",
					 * "friend", or NULL */
	uint64_t	 seed;		/* another of what fits as well */
	const struct sage_turn *before;	/* or NULL, if this is no talk */
	size_t		 nbefore;	/* turns, the oldest first */
};

/*
 * A speaker reads a message and makes replies to it, best first; there may be
 * less of them than were asked for.  All that it hands out is valid until the
 * next message.
 *
 * What was said before is read as well.  Nothing that we said is said again,
 * nothing is asked that they told or were asked, in these words or others,
 * each question goes one step deeper than the last (what happened, what it
 * feels like, what it means or what they need, how they stand to themselves
 * and others), and where little comes one goes back, once, to what they spoke
 * of earlier.  With danger, and with a death, one stays while they answer in a
 * word or two.
 */
struct sage_speaker;

int	 sage_speaker_new(struct sage_speaker **, enum sage_unit);
void	 sage_speaker_free(struct sage_speaker *);
int	 sage_speak(struct sage_speaker *, enum sage_speech, const void *,
	    size_t, const struct sage_reply_options *,
	    const struct sage_reading **, const struct sage_reply **,
	    size_t *n);

#ifdef __cplusplus
}
#endif

#endif
