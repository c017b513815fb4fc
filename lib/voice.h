/*
 * Words of a message as they are said back to who wrote it: "my dog" is "your
 * dog".  lib/data/voice.tsv has what changes.
 */
#ifndef VOICE_H
#define VOICE_H

#include "book.h"
#include "buf.h"
#include "inflect.h"
#include "knowledge.h"
#include "model.h"

/* What a word may be to a clause or a thing: see lib/data/voice.tsv. */
enum role {
	ROLE_SKIP, ROLE_STOP, ROLE_OPENER, ROLE_ARTICLE, ROLE_OWNER,
	ROLE_SELF, ROLE_SUBJECT, ROLE_VAGUE, ROLE_DANGLING, ROLE_NO_TOPIC,
	ROLE_BE, ROLE_HAVE, ROLE_BEEN, ROLE_DO, ROLE_CAN, ROLE_WILL,
	ROLE_PAST, ROLE_NOT, ROLE_ADVERB, ROLE_CUT, ROLE_FILLER,
	ROLE_LEAD, ROLE_OPENS, ROLE_JOINS, ROLE_HABIT, ROLE_ADJECTIVE,
	ROLE_SINGULAR, ROLE_COMMON, ROLE_NOT_BEFORE, ROLE_UNREAL, ROLE_MANY,
	ROLE_OF, ROLE_MINE, ROLE_OBJECT, ROLE_ENJOYS, ROLE_TOWARDS,
	ROLE_THING, ROLE_TO, ROLE_AHEAD, ROLE_AWAITS,
	ROLE_HOLDS, ROLE_PLACE, ROLE_LETS, ROLE_THERE,
	ROLE_PARTICLE, ROLE_BY, ROLE_SETS_OUT, ROLE_WHEN,
	ROLE_DATES, ROLE_UNIT, ROLE_COUNTS, ROLE_AGO, ROLE_DOES, ROLE_GIVES,
	ROLE_TELLS, ROLE_BEFALLS, ROLE_FINDS, ROLE_CREDITS, ROLE_ABLE,
	ROLE_READY, ROLE_NONE, ROLE_ITSELF, ROLE_VERY,
	ROLE_REPORTS, ROLE_DOUBTS, ROLE_UNSURE, ROLE_LESSENS, ROLE_EXCEPT,
	ROLE_ROBS, ROLE_PUTS, ROLE_TOGETHER, ROLE_LITTER, ROLE_FEARS,
	ROLE_DENIES, ROLE_SINCE, ROLE_OLD, ROLE_RELATIVE, ROLE_ASIDE,
	ROLE_OF_ONE, ROLE_PLURAL, ROLE_BESIDE, ROLE_TURNS,
	ROLE_NEW,
	ROLES
};

#define ROLE_BITS	32	/* of each of them */
#define ROLE_SETS	3

/* What comes before a verb that is said as a thing done, and who did it where
 * none is named: likewise. */
enum doing {
	DOING_PART, DOING_BE, DOING_NOT, DOING_UNABLE, DOING_NEVER,
	DOING_WHO, DOING_OF, DOING_ABOUT, DOINGS
};

/* What a word becomes; strings by offset, and 0 is none. */
struct turn {
	uint32_t	roles[ROLE_SETS];	/* a bit each */
	uint32_t	word;
	uint32_t	always, subject;	/* wherever, and after "I" */
	uint32_t	before;			/* as article or owner */
	uint32_t	not_before;		/* letters of the next word */
};

_Static_assert(ROLES <= ROLE_BITS * ROLE_SETS, "a role is a bit");

/* Kinds of words that things are made of, and words for what is done and who
 * did it. */
struct topic_kinds {
	uint64_t	verbs;			/* those that end one */
	uint64_t	persons, qualities, common, story, felt, places;
	uint64_t	shows;			/* what a text is about */
	uint8_t		worth[KINDS_MAX];	/* 0 to 9, by kind */
	uint32_t	doing[DOINGS];		/* strings */
};

struct voice {
	const struct book	*book;
	const struct knowledge	*kn;
	const struct model	*model;
	const struct topic_kinds *topic;
	struct inflect		 inflect;
	const char		*your;		/* what "my" is then */
};

/* A word of a message; brk is what stands behind it. */
struct vword {
	uint32_t	start, len;
	uint8_t		brk;		/* 0, or as below */
	uint8_t		question;
};

/* ODD is a sign that may be a part of what is said: "$20", "#1". */
enum { VOICE_COMMA = 1, VOICE_STOP, VOICE_ODD };

#define VOICE_WORDS	400	/* of a message that are looked at */
#define VOICE_LONGEST	40	/* bytes of a word, with a NUL after them */

/* Put the table into a book. */
int	voice_make(struct book_maker *, struct sage_text,
	    const struct model *);

/* Take it from a book, which must outlive it.  SAGE_EINVAL if the knowledge
 * has no inflections. */
int	voice_open(struct voice *, const struct book *,
	    const struct knowledge *, const struct model *);

size_t	voice_words(const char *, size_t, struct vword *);

/* A word of a text in small letters, its apostrophe straight; "" if it is
 * long. */
const char *voice_folded(const char *, const struct vword *,
	    char[VOICE_LONGEST]);

/* What the table says of a folded word, or NULL; also by its word_hash(). */
const struct turn *voice_turn(const struct voice *, const char *);
const struct turn *voice_hashed(const struct voice *, uint32_t hash,
	    const char *);

/* Has an entry, which may be NULL, that role? */
static inline int
voice_has(const struct turn *t, enum role role)
{
	return t != NULL && (t->roles[role / ROLE_BITS] >>
	    role % ROLE_BITS & 1);
}

/* May the word of an entry, which may be NULL, stand in what a thing or a
 * person is called? */
int	voice_may_name(const struct turn *);

/* How much a word is worth talking about, 0 to 9: the most that the table has
 * for one of its kinds. */
int	voice_worth(const struct voice *, const struct tag *);

/* Do we know the word, so that it is neither a slip nor another language? */
int	voice_is_known(const struct voice *, const char *);

/*
 * Append something that is spoken of, "your dog", or of these something that
 * is the speaker's.  Return 1, or 0 if there is nothing that is safe to say.
 */
int	voice_topic(const struct voice *, const char *, size_t len,
	    int theirs, struct buf *);

/* Does it say "that" and the like in place of what it is? */
int	voice_is_vague(const struct voice *, const char *);

/* May it be said: no word twice in a row, no article that does not fit? */
int	voice_is_sound(const struct voice *, const char *);

/* Has one thing the verb of one, and no more than one: not "your shoes was",
 * nor "where is your shoes"? */
int	voice_agrees(const struct voice *, const char *);

/* Write common words small that somebody wrote large: "my Dad", "MY DOG". */
void	voice_fold(const struct voice *, char *);

#endif
