/* What compile.c, index.c and emit.c share while knowledge is made. */
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

/* index.c: choose what each pattern is found by, and the fits that words
 * play in that. */
int	index_patterns(struct compiler *);

/* emit.c */
int	emit_knowledge(struct compiler *, struct buf *);

/* Append a string to a pool and give its offset. */
int	string_add(struct buf *, struct sage_text, uint32_t *);

#endif
