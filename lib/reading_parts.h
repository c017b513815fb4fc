/*
 * The parts of a reading, in the order in which they are read: each fills its
 * part of the reader from those before it.  Errors are those of sage.h.
 */
#ifndef READING_PARTS_H
#define READING_PARTS_H

#include "reading_hits.h"

#define LONG_WORDS	30	/* a story */
#define NOTHING_FELT	.46	/* how likely that is: it is logistics, and no
				 * feeling is guessed; */
#define LITTLE_FELT	.14	/* it is not clear if good or hard: of plain
				 * messages .39 are taken for either, at .20
				 * .43; of those that tell a feeling one in a
				 * hundred fewer */
#define DOUBT		.15	/* so far below .5 it is not clear if hard, */
#define DOUBT_MORE	.16	/* and above it if good: who is cheered at bad
				 * news is hurt more; */
#define DOUBT_SHORT	.20	/* of everyday messages of so many words */
#define SHORT_WORDS	14	/* every other one is not */

/* What of the message is prose and tells something, and its features. */
int	reader_prose(struct sage_reader *);

/* How it ends, where there is more than one sentence. */
void	reader_end(struct sage_reader *);

/* Is what is told there, good or hard, the other way round in the end? */
int	hit_is_past(const struct sage_reader *, const struct hit *, int good);

/* The speaker's events, the likeliest first, then the heaviest. */
int	reader_events(struct sage_reader *);

/* Add an event behind the others, and how likely it is that it is one. */
int	reader_event(struct sage_reader *, const struct hit *, double likely);

/* Is an event known that tells whether it is good or hard? */
int	reader_tells_mood(const struct sage_reader *);

/* The events that come into question, by rules, which found n, and by guess:
 * what rules found stays only where it is as likely.  And how likely it is that
 * something is good that sounds so good, by those as well. */
int	reader_likely(struct sage_reader *, size_t *n);
double	reader_good_likely(const struct sage_reader *, double good);

/* Where no rule knows an event, and the situation is one to tell of events in,
 * the one that the model is sure enough of. */
int	reader_guess(struct sage_reader *);

/* What the model hears in a text: how much it speaks for each feeling, and how
 * likely it is that nothing is felt, which is returned. */
double	reader_hear(struct sage_reader *, const char *, size_t,
	    double *weight);

/* The latter alone, which is sooner known. */
double	reader_hear_none(struct sage_reader *, const char *, size_t);

/* How likely it is that what is felt is good, by the weights of feelings. */
double	reader_good(const struct sage_reader *, const double *weight);

/* Is what a hit names that they feel good (1) or hard (-1)?  0 if it names
 * nothing of theirs. */
int	hit_good_named(const struct sage_reader *, const struct hit *);

/* What is felt, by whom, and how likely it is that it is good. */
int	reader_feelings(struct sage_reader *);

/* Danger, or what is to be watched for. */
int	reader_crisis(struct sage_reader *);

void	reader_people(struct sage_reader *);

/* What they need, or "". */
const char *reader_need(const struct sage_reader *);

/* Do they name something good and something hard that they feel? */
int	reader_is_mixed(const struct sage_reader *);

/* The situation as a whole; all else is read before it. */
const char *reader_what(const struct sage_reader *);

#endif
