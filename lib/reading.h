/*
 * What is read in a message: see sage.h.  Here also what the replies are made
 * of.
 */
#ifndef READING_H
#define READING_H

#include "arena.h"
#include "buf.h"
#include "feelings.h"
#include "guess.h"
#include "match.h"
#include "place.h"
#include "rules.h"
#include "stream.h"

#define HOLDER		"speaker"	/* who has a feeling, by default */
#define HITS_MAX	1000	/* of a message that are looked at */
#define EVENTS_MAX	16
#define PEOPLE_MAX	8
#define TOLD_MAX	12	/* feelings */

/* A rule that holds somewhere in the message; offsets are the message's. */
struct hit {
	const struct kn_rule	*rule;
	const char		*id, *category;
	uint32_t		 number;	/* of the rule */
	uint32_t		 start, end;
	uint32_t		 cap[CAPTURES][2];
};

#define GRAVE	3	/* strength of what no good end makes good */

struct sage_reader {
	struct sage_rules	*rules;
	const struct knowledge	*kn;
	struct filter		 filter;
	struct matcher		 matcher;
	struct stream		 stream;
	struct words		*words;
	char			*masked;
	struct model		 model;
	struct features		*features, *part;	/* of a sentence */
	int16_t			 trait[GUESS_TRAITS];	/* of what was last
							 * heard */
	struct book		 book;
	struct feelings		 feelings;
	enum sage_unit		 unit;
	/* the message */
	struct arena		 arena;
	const char		*text;
	const char		*prose;		/* the same, all else masked */
	size_t			 len;
	size_t			 last;		/* sentence, its begin */
	int			 ends;		/* 1 good, -1 hard, 0 unclear */
	int			 plainly;	/* so: all before is past */
	int			 happened;	/* events are known in it, were
						 * they undone or past */
	uint32_t		 at;		/* where the paragraph begins */
	uint32_t		 limit;		/* what of it counts */
	struct buf		 hits;		/* struct hit, by place */
	struct hit		 danger;	/* the gravest, if id is set */
	struct hit		 outright;	/* the same, of what is plain */
	double			 weight[FEELINGS_MAX];
	double			 none;		/* that there is no feeling */
	double			 grave;		/* that something grave is told,
						 * 0 if all ended well */
	int			 strength;	/* of what is guessed, 1 or 2 */
	double			 sounds_good;	/* before what is undone */
	uint64_t		 taken;		/* feelings that are others', or
						 * denied: not to be guessed */
	struct sage_feeling	 told[TOLD_MAX];
	struct sage_event	 event[EVENTS_MAX];
	const struct hit	*event_hit[EVENTS_MAX];
	struct hit		 over;		/* danger that is past, by the
						 * model of danger */
	double			 over_sure;	/* how likely that is */
	struct hit		 guessed;	/* an event that no rule knew */
	double			 guess_sure;	/* how likely it is, or 0 */
	double			 guess_good;	/* how good what comes into
						 * question is, from -1 to 1 */
	double			 guess_sounds;	/* how good what tells it, where
						 * no feeling is named; or -1 */
	struct sage_span	 person[PEOPLE_MAX];
	struct sage_reading	 out;
};

/* A reader over knowledge and models that are not the built-in ones. */
int	reader_open(struct sage_reader **, enum sage_unit, const void *rules,
	    size_t, const void *model, size_t, const void *book, size_t);

/* The hits of the message, by place. */
const struct hit *reader_hits(const struct sage_reader *, size_t *n);

/* The hits of another text, struct hit by place, in a buffer that is empty;
 * what was read in the message stays. */
int	reader_scan(struct sage_reader *, struct sage_text, struct buf *);

/* How much the rule of a hit weighs, 1 to 3. */
int	hit_strength(const struct sage_reader *, const struct hit *);

/* The hit of a category that weighs most, and of those the first; or NULL. */
const struct hit *reader_heaviest(const struct sage_reader *,
	    const char *category);

/* What somebody does in the message, if that may be its point: it is short for
 * what the act weighs, and tells of nothing grave; or NULL. */
const struct hit *reader_act(const struct sage_reader *);

/* Where in the message a span stands. */
struct sage_span reader_span(const struct sage_reader *, uint32_t start,
	    uint32_t end);

/* The built-in knowledge: lib/blob.S. */
extern const unsigned char read_blob[], read_blob_end[];

#endif
