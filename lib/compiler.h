/* What compile.c, index.c and emit.c share while knowledge is made. */
#ifndef COMPILER_H
#define COMPILER_H

#include "compile.h"
#include "pattern.h"

struct cpattern {
	struct kn_pattern	 kn;
	struct needed		*needed;
	size_t			 nneeded;
	uint16_t		 anchor;	/* set */
	uint16_t		*needs;		/* other sets */
	size_t			 nneeds;
};

/* Guards by name: a guard's own, or those that a category hands on. */
struct cnamed {
	uint32_t		 kind;		/* as in struct kn_named */
	struct sage_text	 name;
	struct field		*fields;
	struct buf		 guards;	/* of struct kn_guard */
	int			 done, busy;
	int			 own;		/* not from the base */
	struct cnamed		*next;
};

struct ccategory {
	struct kn_rule		 kn;
	struct sage_text	 id;
	int			 own;
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
	struct buf		 strings;
	struct buf		 allows;	/* uint32_t */
	struct buf		 family;	/* uint16_t */
	struct buf		 asks;		/* uint16_t */
	struct buf		 marks;		/* struct marks, each once */
	struct buf		 packed;	/* inflections */
	struct sage_fault	*fault;
};

/* index.c: choose what each pattern is found by. */
int	index_anchors(struct compiler *);

/* What each word means to the fast pass, by number; the sets that are asked
 * for go to c->asks. */
int	index_gates(struct compiler *, struct gate **);

/* emit.c */
int	emit_knowledge(struct compiler *, const struct gate *, struct buf *);

/* Append a string to a pool and give its offset. */
int	string_add(struct buf *, struct sage_text, uint32_t *);

#endif
