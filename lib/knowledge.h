/*
 * A typed view of compiled knowledge.  The built-in one is a block of bytes
 * that holds offsets and no pointers, so that it can lie in .rodata and costs
 * nothing until it is touched.  compile.c makes it, in the byte order of the
 * machine that will use it; and that of a user's rules, which stays in pieces.
 *
 * Words and sets are small numbers.  A word's number is the same in the
 * built-in knowledge and in the one made of a user's rules, which goes on
 * counting where the first ends.  A set is a set of words; a pattern is a
 * short program over sets (pattern.h).
 */
#ifndef KNOWLEDGE_H
#define KNOWLEDGE_H

#include <stddef.h>
#include <stdint.h>

#include "sage.h"
#include "scan.h"

#define KNOWLEDGE_MAGIC		0x65676173u	/* "sage" */
#define KNOWLEDGE_VERSION	3
#define KNOWLEDGE_ALIGN		64	/* of a block, and of each section */

/* Words that stand for kinds of tokens; real words count from WORD_FIRST. */
enum { WORD_NONE, WORD_CODE, WORD_NUMBER, WORD_NAME, WORD_FIRST };

#define NAME_CODE	"@code"
#define NAME_NUMBER	"@num"
#define NAME_NAME	"@name"

/* Sets that need no list: any word; then one for each ending, by number. */
enum { SET_NONE, SET_ANY, SET_FIRST };

#define ENDINGS_MAX	30	/* endings that one knowledge can hold */
#define SET_LISTED	(SET_FIRST + ENDINGS_MAX)	/* first with a list */

#define EXPAND_MAX	4	/* words that one token can stand for */

/*
 * In this order they follow each other.  Memory is laid out by pages, many at
 * a time: so those that every text needs come first, and together.
 */
enum section {
	SEC_HASHED,	/* struct bucket, of words */
	SEC_FIT,	/* struct fit */
	SEC_FITOF,	/* uint16_t, by word number, from 0 on */
	SEC_SEVERAL,	/* uint16_t, counted lists of fits, each with as many
			 * words behind: those that one stands for */
	SEC_ABBREVIATION,	/* uint16_t, words, ascending: a full stop
				 * after one ends no sentence */
	SEC_ENDING,	/* struct kn_ending */
	SEC_LEARNED,	/* uint16_t, numbers of rules that are learned */
	SEC_MEMBER,	/* uint32_t by word number: list of the keys that it
			 * is found by, or an empty one: how many, their
			 * numbers, and the sieve of these */
	SEC_KEY,	/* struct kn_key */
	SEC_LIST,	/* uint16_t, counted lists: n, then n items */
	SEC_SET,	/* struct kn_set, by number less SET_LISTED */
	SEC_TABLE,	/* uint64_t, of sets of more than a few words */
	SEC_ROW,	/* uint16_t, rows of words: see pattern.h */
	SEC_CODE,	/* uint16_t, programs of patterns */
	SEC_PATTERN,	/* struct kn_pattern */
	SEC_GUARD,	/* struct kn_guard */
	SEC_RULE,	/* struct kn_rule */
	SEC_STRING,	/* NUL-terminated strings */
	/* for those who make rules, or ask about them */
	SEC_EXAMPLE,	/* such that only the examples of rules are: `yes' and
			 * `no' are places in it */
	SEC_CATEGORY,	/* struct kn_rule */
	SEC_WORD,	/* struct kn_word, by number less base */
	SEC_SLOT,	/* uint16_t, hash table of words: number + 1 - base */
	SEC_NAMED,	/* struct kn_named: classes and guards, as text */
	SEC_ALLOW,	/* uint32_t, strings: what a project allows */
	SEC_INFLECT,	/* as inflect.h packs it */
	SECTIONS
};

/* Bytes that may be read behind the lists. */
#define LIST_SLACK	32

/*
 * Words are of a few kinds, and a sketch of some words has a bit for each kind:
 * where two have none in common, no word is in both.  Words are numbered as
 * the rules name them, so those that stand for each other are often of one
 * kind, and a set of them is of few.
 */
#define KINDS		64
#define KIND_WORDS	4	/* that follow each other */

static inline unsigned
word_kind(uint16_t word)
{
	return word / KIND_WORDS % KINDS;
}

static inline uint64_t
word_bit(uint16_t word)
{
	return UINT64_C(1) << word_kind(word);
}

struct kn_header {
	uint32_t	magic, version;
	uint32_t	size;		/* of the whole, in bytes */
	uint32_t	base;		/* number of the first word here */
	struct {
		uint32_t	off, n;	/* bytes from the header; items */
	} sec[SECTIONS];
};

struct kn_word {
	uint32_t	str;
	uint32_t	len;
	uint32_t	expand;		/* list of words it stands for */
	uint32_t	also;		/* list of words it accepts in a rule */
	uint32_t	freq;		/* per million, at least 1 */
};

/*
 * A set's words: one by its number; up to SET_FEW as a list, ascending; up to
 * SET_SOME by rooms; more as a table with a bit for each number there is.
 *
 * A room has a bit for each of 32 numbers.  Of most sets few are not empty:
 * so there is a bit for each room, in uint64_t; then for each of these, in
 * uint16_t, how many rooms are there before; then those rooms, in uint32_t.
 */
enum set_size { SIZE_ONE, SIZE_FEW, SIZE_SOME, SIZE_MANY };

struct kn_set {
	uint32_t	place : 29;	/* in SEC_LIST, or in SEC_TABLE; or
					 * the word */
	uint32_t	size : 2;	/* enum set_size */
	uint32_t	numbers : 1;	/* WORD_NUMBER is one */
};

#define SET_FEW		16
#define SET_SOME	640
#define ROOM		32

/* How many uint64_t hold a bit for each room, and the counts, where there are
 * so many words. */
static inline size_t
rooms_bits(size_t words)
{
	return words / ROOM / 64 + 1;
}

static inline size_t
rooms_counts(size_t words)
{
	return (rooms_bits(words) + 3) / 4;
}

struct kn_ending {
	uint32_t	str;
	uint16_t	len, set;
};

struct kn_pattern {
	uint32_t	code;		/* offset in SEC_CODE */
	uint16_t	rule;		/* or NO_RULE, a guard's */
	uint8_t		captures;	/* how many */
	uint8_t		learned;	/* its rule is */
	uint32_t	needs;		/* list of sets, rarest first */
};

#define NO_RULE	UINT16_MAX

#define KEY_NEEDS	2

/*
 * What some alternatives of a pattern are found by: a word that has the key
 * among its members, between one of two sets each, SET_ANY for any word; or
 * at an edge of the sentence.
 */
struct kn_key {
	uint64_t	needs[KEY_NEEDS];	/* sketches: one word of each
						 * is there */
	uint16_t	pattern;
	uint16_t	before, after;		/* sets */
	uint8_t		learned;		/* the pattern's rule is */
	uint8_t		edges;			/* of the sentence, that it may
						 * be at: 1 before, 2 after */
};

/*
 * A sieve tells which of a word's keys may have some word before it, and which
 * some word behind it.  On each side it has a row for each kind of words, and
 * one more for the edge of the sentence; a row has a bit for each key, in
 * bytes, least first.  Few keys are looked at one by one, and have none.
 */
#define SIEVE_LEAST	3
#define SIEVE_ROWS	(KINDS + 1)
#define SIEVE_EDGE	KINDS

/* Bytes of a row, and uint16_t of all rows of both sides, where there are so
 * many keys. */
static inline size_t
sieve_width(size_t keys)
{
	return (keys + 7) / 8;
}

static inline size_t
sieve_size(size_t keys)
{
	return keys < SIEVE_LEAST ? 0 : SIEVE_ROWS * sieve_width(keys);
}

/* WITHIN begins in the match, and may end behind it. */
enum guard_where { GUARD_BEFORE, GUARD_AFTER, GUARD_WITHIN, GUARD_SENTENCE,
    GUARD_WHERES };

struct kn_guard {
	uint64_t	words;		/* sketch: one of these is there where
					 * it holds */
	uint32_t	pattern;
	uint8_t		where;		/* enum guard_where */
	uint8_t		only;		/* else unless */
	uint16_t	far;		/* in words, for before and after */
};

/* A rule, or a category, whose guards count nothing.  Strings by offset. */
struct kn_rule {
	uint32_t	id, category, title, definition, reason, source;
	uint32_t	repair, yes, no;
	uint32_t	feel, strength, need, say, ask;	/* of events */
	uint32_t	learned;	/* its patterns only say where the
					 * model is to be asked: how sure
					 * that must be, in percent */
	uint32_t	guard;		/* first of its guards, */
	uint32_t	shared;		/* ... and of those its category has */
	uint16_t	guards, shares;	/* how many */
	uint8_t		level;
	uint8_t		confidence;	/* percent */
};

struct kn_named {
	uint32_t	kind;		/* 'c' a class, 'g' a guard, 'k' a
					 * category with its guards */
	uint32_t	name, text;
};

struct knowledge {
	const void		*data;		/* the block, if it is one */
	uint32_t		 base;		/* as in the header */
	uint32_t		 n[SECTIONS];
	const void		*section[SECTIONS];
};

/* Look at a block that compile.c made, aligned as it must be. */
int	 knowledge_open(struct knowledge *, const void *, size_t);

/* The items of a section, and how many. */
static inline const void *
knowledge_section(const struct knowledge *kn, enum section sec, size_t *n)
{
	if (n != NULL)
		*n = kn->n[sec];
	return kn->section[sec];
}

static inline const char *
knowledge_string(const struct knowledge *kn, uint32_t off)
{
	return (const char *)knowledge_section(kn, SEC_STRING, NULL) + off;
}

static inline const char *
knowledge_example(const struct knowledge *kn, uint32_t off)
{
	return (const char *)knowledge_section(kn, SEC_EXAMPLE, NULL) + off;
}

static inline const uint16_t *
knowledge_list(const struct knowledge *kn, uint32_t off, size_t *n)
{
	const uint16_t	*list = knowledge_section(kn, SEC_LIST, NULL);

	*n = list[off];
	return list + off + 1;
}

/* One past the number of its last word. */
static inline uint32_t
knowledge_words(const struct knowledge *kn)
{
	return kn->base + kn->n[SEC_WORD];
}

/* What is known of a word. */
static inline const struct kn_word *
knowledge_entry(const struct knowledge *kn, uint32_t id)
{
	const struct kn_word	*word = knowledge_section(kn, SEC_WORD, NULL);

	return word + (id - kn->base);
}

/* The number of a word that is folded already, or WORD_NONE. */
uint32_t knowledge_word(const struct knowledge *, const char *, size_t);

/* What the fast pass looks for: in one knowledge, or in the first with that of
 * a user's rules if n is 2, and so are the filters. */
void	 knowledge_filter(const struct knowledge *, struct filter *);
void	 knowledge_filters(const struct knowledge *, size_t n,
	    struct filter *);

/* The hash that slots are by. */
uint32_t word_hash(const char *, size_t);

/* The built-in knowledge: lib/blob.S. */
extern const unsigned char knowledge_blob[], knowledge_blob_end[];

#endif
