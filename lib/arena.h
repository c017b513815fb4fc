/* Objects that die together. */

#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

#define ARENA_MAX	((size_t)1 << 30)	/* bytes of one request */

struct chunk;

/* { 0 } is an empty arena.  It notes that a request has failed, for who makes
 * many of them and asks once. */
struct arena {
	struct chunk	*head;
	int		 failed;	/* since it was empty */
};

/*
 * n zeroed objects, aligned for any type, that live until arena_free(); or
 * NULL if there is no memory or they would take more than ARENA_MAX bytes.
 * For no objects there is a pointer too, but nothing behind it.
 */
void	*arena_alloc(struct arena *, size_t n, size_t size);

/* The same, and whatever was there before: for what is written first. */
void	*arena_room(struct arena *, size_t n, size_t size);

/* A copy of that many bytes with a NUL after them, or NULL. */
char	*arena_strndup(struct arena *, const char *, size_t);

/* Free all objects; the arena is then empty. */
void	 arena_free(struct arena *);

#endif
