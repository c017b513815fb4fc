/*
 * The book of what is said: feelings and the words for them, words of a
 * message as they are said back, frames.  Made of texts of lib/data by
 * lib/tools/mkbook.c into one block of bytes that holds offsets and no
 * pointers, in the byte order of the machine that will use it.  Each part
 * is declared where it is used.
 */
#ifndef BOOK_H
#define BOOK_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "sage.h"

#define BOOK_MAGIC	0x6b6f6f62u	/* "book" */

enum book_part {
	BOOK_STRING,	/* NUL-terminated strings, the first empty */
	BOOK_FEELING,	/* struct book_feeling, by the model's numbers */
	BOOK_WORD,	/* struct feeling_word */
	BOOK_WORD_SLOT,	/* a table of them, see book_index() */
	BOOK_NEED,	/* struct book_need */
	BOOK_LEAD,	/* struct book_lead */
	BOOK_TURN,	/* struct turn */
	BOOK_TURN_SLOT,
	BOOK_TOPIC,	/* one struct topic_kinds */
	BOOK_SITUATION,	/* uint32_t, strings: what the bits of frames mean */
	BOOK_REFLECT,	/* struct frame */
	BOOK_ASK,
	BOOK_REFLECT_USE,	/* struct frame_use */
	BOOK_ASK_USE,
	BOOK_REFLECT_EVENT,	/* struct frame_event */
	BOOK_ASK_EVENT,
	BOOK_PARTS
};

struct book_header {
	uint32_t	magic, size;
	struct {
		uint32_t	off, n;	/* bytes from the header; items */
	} part[BOOK_PARTS];
};

struct book {
	const unsigned char		*data;
	const struct book_header	*h;
};

/* A view of a block, which must outlive it. */
int	book_open(struct book *, const void *, size_t);

const void *book_part(const struct book *, enum book_part, size_t *n);
const char *book_string(const struct book *, uint32_t off);

/* The slots of a table; walk on from the hash, modulo their number, until a
 * slot is 0; else it is one more than the number of an item. */
const uint32_t *book_slots(const struct book *, enum book_part, size_t *n);

/* What a book is made of. */
struct book_maker {
	struct buf	part[BOOK_PARTS];
	uint32_t	n[BOOK_PARTS];
	struct buf	known;		/* offsets of the strings, by hash */
};

/* Append an item to a part, or a string that may be there already; the empty
 * one is at offset 0. */
int	book_add(struct book_maker *, enum book_part, const void *, size_t);
int	book_add_string(struct book_maker *, struct sage_text, uint32_t *off);

/* Make a part the table of n items with these hashes. */
int	book_index(struct book_maker *, enum book_part, const uint32_t *hash,
	    size_t n);

/* Replace what is in the buffer by the block, and free what that was made of.
 */
int	book_finish(struct book_maker *, struct buf *);
void	book_drop(struct book_maker *);

/* The built-in book: lib/blob.S. */
extern const unsigned char book_blob[], book_blob_end[];

#endif
