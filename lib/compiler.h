/*
 * What the rooms of the compiler share while knowledge is made: compile.c and
 * those it calls, one for each kind of block; then index.c, and emit.c.
 */
#ifndef COMPILER_H
#define COMPILER_H

#include "compile.h"
#include "pattern.h"

#define NEEDS	3	/* that a pattern asks for: more tell hardly more */

struct cpattern {
	struct kn_pattern	 kn;
	const struct field	*line;		/* where it stands */
	struct needed		*needed;
	size_t			 nneeded;
	size_t			 item;		/* that it is found by, */
	uint64_t		 cost;		/* ... and how often */
	uint16_t		 needs[NEEDS];	/* sets, besides that */
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
	struct field		*fields;
	struct buf		 guards;	/* of struct kn_guard */
	uint32_t		 first;		/* of a category's guards, */
	uint16_t		 n;		/* ... which are with all, and
						 * how many */
	int			 done, busy;
	int			 own;		/* not from the base */
	struct cnamed		*next;
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
	struct ccategory	*categories, **last_category;
	struct buf		 code;		/* uint16_t */
	struct buf		 patterns;	/* struct cpattern */
	struct buf		 guards;	/* struct kn_guard */
	struct buf		 rules;		/* struct kn_rule */
	struct buf		 ids;		/* uint32_t, their hashes */
	struct buf		 strings, examples;
	struct buf		 allows;	/* uint32_t */
	struct buf		 keys;		/* struct ckey */
	struct buf		 members;	/* struct member */
	struct buf		 fit_of;	/* uint16_t, by word */
	struct buf		 several;	/* uint16_t, counted lists */
	struct buf		 fits;		/* struct fit */
	struct buf		 common;	/* uint64_t, see SEC_COMMON */
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

/* compile_blocks.c: append a string to a pool and give its offset. */
int	string_add(struct buf *, struct sage_text, uint32_t *);

/* Only known keys, so that a slip of the pen is not passed over. */
int	check_keys(struct compiler *, const struct block *, const char *known);

/* The fields of a block that have the key, or the other one if that is not
 * NULL, as a list of their own. */
int	pick_fields(struct compiler *, const struct block *, const char *key,
	    const char *other, struct field **);

/* What is kept by name; the name is new. */
struct cnamed *find_named(struct compiler *, uint32_t kind,
	    struct sage_text);
int	add_named(struct compiler *, uint32_t kind, struct sage_text,
	    struct field *, int own);

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
struct ccategory *new_category(struct compiler *, struct sage_text id,
	    const struct field *head);

/* index.c: choose what each pattern is found by, and the fits that words
 * play in that. */
int	index_patterns(struct compiler *);

/* emit.c: all of it as one block. */
int	emit_knowledge(struct compiler *, struct buf *);

#endif
