/*
 * What the rooms of the compiler share while knowledge is made: compile.c and
 * those it calls, one for each kind of block; then index.c, and emit.c.
 */
#ifndef COMPILER_H
#define COMPILER_H

#include "compile.h"
#include "pattern.h"

/* What blocks begin with, and their fields. */
enum keyword {
	KEY_NONE,
	KEY_ABBREVIATION, KEY_ALLOW, KEY_ALSO, KEY_CATEGORY, KEY_CLASS,
	KEY_CONTRACTION, KEY_GUARD, KEY_RULE, KEY_SPELLING,
	KEY_ASK, KEY_CONFIDENCE, KEY_DEFINITION, KEY_FEEL, KEY_LEARNED,
	KEY_LEVEL, KEY_MATCH, KEY_NEED, KEY_NO, KEY_ONLY, KEY_REASON,
	KEY_REPAIR, KEY_SAY, KEY_SOURCE, KEY_STRENGTH, KEY_TITLE, KEY_UNLESS,
	KEY_WHY, KEY_WORDS, KEY_YES,
	KEYWORDS
};

/* A set of them. */
#define KEY(name)	(UINT32_C(1) << KEY_##name)

#define NEEDS	3	/* that a pattern asks for: more tell hardly more */

struct cpattern {
	struct kn_pattern	 kn;
	const struct field	*line;		/* where it stands */
	struct needed		**needed;
	size_t			 nneeded;
	size_t			 item;		/* that it is found by, */
	uint64_t		 cost;		/* ... and how often */
	const struct needed	*least[NEEDS + 1];
	size_t			 nleast;	/* what else it needs, rarest
						 * first; there is room for one
						 * more, */
	uint16_t		 needs[NEEDS];	/* and those that have a set */
	size_t			 nneeds;
};

/* A word that a key is found by; `before' is a set, as the key has it. */
struct member {
	uint16_t		 word, group, before, key;
};

/* A key, and in which rows of a sieve it has a bit. */
struct ckey {
	struct kn_key		 kn;
	uint64_t		 words[2];	/* before, after: of kinds, */
	int			 edge[2];	/* ... and that of the edge */
};

/* Guards by name: a guard's own, or those that a category hands on. */
struct cnamed {
	uint32_t		 kind;		/* as in struct kn_named */
	struct sage_text	 name;
	struct sage_text	 lines;		/* of the base, until they */
	struct field		*fields;	/* ... are asked for */
	struct buf		 guards;	/* of struct kn_guard */
	uint32_t		 first;		/* of a category's guards, */
	uint16_t		 n;		/* ... which are with all, and
						 * how many */
	int			 done, busy;
	unsigned		 depth;		/* guards in it, and in those */
	int			 own;		/* not from the base */
	struct cnamed		*next;		/* of all */
};

struct ccategory {
	struct kn_rule		 kn;
	struct sage_text	 id;
	const struct field	*head;		/* NULL if it is the base's */
	struct ccategory	*next;
};

struct compiler {
	struct arena		 arena;
	struct lexicon		 lex;
	struct classes		 classes;
	struct pattern_maker	 pm;
	struct blocks		 blocks;
	const struct knowledge	*base;
	struct cnamed		*named;
	struct names		 by_name;	/* of them, by kind */
	struct ccategory	*categories, **last_category;
	struct names		 by_category;
	struct buf		 code;		/* uint16_t */
	struct buf		 patterns;	/* struct cpattern */
	struct buf		 guards;	/* struct kn_guard */
	struct buf		 rules;		/* struct kn_rule */
	struct numbers		 by_id;		/* of rules */
	struct buf		 strings, examples;
	struct buf		 allows;	/* uint32_t */
	struct buf		 keys;		/* struct ckey */
	struct buf		 members;	/* struct member */
	struct buf		 fit_of;	/* uint16_t, by word */
	struct buf		 several;	/* uint16_t, counted lists */
	struct buf		 fits;		/* struct fit */
	struct buf		 packed;	/* inflections */
	struct sage_fault	*fault;
};

/* A kind of block each: make of it what it says. */
int	block_spelling(struct compiler *, const struct block *);
int	block_contraction(struct compiler *, const struct block *);
int	block_also(struct compiler *, const struct block *);
int	block_abbreviation(struct compiler *, const struct block *);
int	block_class(struct compiler *, const struct block *);
int	block_guard(struct compiler *, const struct block *);
int	block_category(struct compiler *, const struct block *);
int	block_rule(struct compiler *, const struct block *);
int	block_allow(struct compiler *, const struct block *);

/*
 * compile_base.c: what there is before the texts are read.  Take over what the
 * base names; or read the tables that the build begins with.
 */
int	begin_on_base(struct compiler *);
int	begin_anew(struct compiler *, const struct compile_input *);

/* The fields of what is kept by name. */
int	fields_of(struct compiler *, struct cnamed *, const struct field **);

/* compile_blocks.c: room for that many bytes in an empty buffer, so aligned
 * that what is read as one lies in one line of the machine's cache. */
int	buf_align(struct buf *, size_t);

/* Append a string to a pool and give its offset. */
int	string_add(struct buf *, struct sage_text, uint32_t *);

/* Which keyword a text is, or KEY_NONE. */
enum keyword keyword_of(struct sage_text);

/* Only known keys, or no field at all, so that a slip of the pen is not passed
 * over. */
int	check_keys(struct compiler *, const struct block *, uint32_t known);
int	check_bare(struct compiler *, const struct block *);

/* The fields of a block that have one of the keys, as a list of their own. */
int	pick_fields(struct compiler *, const struct block *, uint32_t keys,
	    struct field **);

/* What is kept by name; the name is new, save a class's, and a class is not
 * found. */
struct cnamed *find_named(struct compiler *, uint32_t kind,
	    struct sage_text);
int	add_named(struct compiler *, uint32_t kind, struct sage_text,
	    struct cnamed **);
int	add_own(struct compiler *, uint32_t kind, struct sage_text,
	    struct field *);

/* compile_patterns.c: a pattern that stands in the field at the offset, a
 * rule's if there is no guard. */
int	add_pattern(struct compiler *, const struct field *, size_t offset,
	    struct kn_guard *);

/* The guards among the fields, and those that they name. */
int	add_guards(struct compiler *, const struct field *, struct buf *);

/* compile_texts.c: the fields that a category and a rule have in common. */
int	read_texts(struct compiler *, const struct block *, struct kn_rule *);

/* All that is told of a finding is there. */
int	check_categories(struct compiler *);

/* compile_rules.c: a category; no head if it is the base's. */
int	new_category(struct compiler *, struct sage_text id,
	    const struct field *head, struct ccategory **);

/* To take care takes longer than a user's patterns can gain by it, if they are
 * so few. */
#define FEW_PATTERNS	(8 * GROUPS)

static inline int
index_is_quick(const struct compiler *c)
{
	return c->base != NULL &&
	    c->patterns.len / sizeof(struct cpattern) <= FEW_PATTERNS;
}

/* index.c: choose what each pattern is found by, and the fits that words
 * play in that. */
int	index_patterns(struct compiler *);

/* emit.c: all of it. */
int	emit_knowledge(struct compiler *, struct compiled *);

#endif
