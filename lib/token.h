/* Words of a sentence: kinds, and what stands between them. */
#ifndef TOKEN_H
#define TOKEN_H

#include <stddef.h>
#include <stdint.h>

/* The byte that mask.h puts in place of what is not prose. */
#define MASKED	'\x1a'

/* What stands between a token and the one before it. */
enum brk {
	BRK_NONE,		/* blanks, hyphens, quotation marks */
	BRK_COMMA,
	BRK_CLAUSE		/* ; : dashes, brackets, ellipses */
};

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_CODE		/* masked bytes, or an identifier or a path */
};

struct token {
	uint32_t	off;
	uint16_t	len;	/* at most UINT16_MAX is told */
	uint8_t		brk;	/* enum brk, before it */
	uint8_t		kind;	/* enum token_kind */
};

/*
 * What kind of token stands at an offset, if it is not a known word; and what
 * break is before it, where the token before ends at `before'.
 */
enum token_kind token_kind(const char *, size_t len, size_t off, size_t end,
	    int known);
enum brk token_break(const char *, size_t len, size_t before, size_t off);

/* How many words of a text are code, or names of those who write it: "foo()",
 * "fooBar", "@somebody".  What is masked in the copy counts if it was marked
 * as code, and is no quotation. */
size_t	token_code(const char *copy, const char *text, size_t len);

/* How many bytes an apostrophe takes that a text begins with, or 0: ', U+2018,
 * U+2019, and what is typed for these, U+00B4 and U+02BC. */
size_t	apostrophe_length(const char *, size_t);

/* Fold letters of ASCII and of two bytes, these as scan_hash() takes them, and
 * apostrophes; returns the new length, at most room. */
size_t	word_fold(const char *, size_t, char *out, size_t room);

/* The length of the clitic at the end of a folded word ('ll, n't), or 0. */
size_t	clitic_length(const char *, size_t);

#endif
