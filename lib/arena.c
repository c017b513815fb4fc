/* Objects that die together. */

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

#define ALIGN	_Alignof(max_align_t)

/*
 * Under AddressSanitizer each allocation is a chunk of its own, so that it
 * sees the ends of them.
 */
#if defined(__SANITIZE_ADDRESS__)
#define CHUNK	((size_t)0)
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHUNK	((size_t)0)
#endif
#endif
#ifndef CHUNK
#define CHUNK	((size_t)64 << 10)
#endif

struct chunk {
	struct chunk	*next;
	size_t		 size, used;	/* bytes of data */
	max_align_t	 data[];
};

/* Put a chunk with room for that many bytes in front of the others. */
static struct chunk *
add_chunk(struct arena *a, size_t need)
{
	struct chunk	*c;
	size_t		 size = need > CHUNK ? need : CHUNK;

	if ((c = malloc(sizeof(*c) + size)) == NULL)
		return NULL;
	c->size = size;
	c->used = 0;
	c->next = a->head;
	a->head = c;
	return c;
}

void *
arena_room(struct arena *a, size_t n, size_t size)
{
	struct chunk	*c = a->head;
	size_t		 need;
	char		*p;

	/* Most requests are for one object, and a division is slow. */
	if (n == 1 ? size > ARENA_MAX : size != 0 && n > ARENA_MAX / size)
		goto fail;
	need = (n * size + ALIGN - 1) / ALIGN * ALIGN;
	if ((c == NULL || need > c->size - c->used) &&
	    (c = add_chunk(a, need)) == NULL)
		goto fail;
	p = (char *)c->data + c->used;
	c->used += need;
	return p;
fail:
	a->failed = 1;
	return NULL;
}

/* Zeroed only now: what nobody asks for is then never touched. */
void *
arena_alloc(struct arena *a, size_t n, size_t size)
{
	void	*p = arena_room(a, n, size);

	return p == NULL ? NULL : memset(p, 0, n * size);
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char	*copy;

	if (len >= ARENA_MAX || (copy = arena_alloc(a, len + 1, 1)) == NULL)
		return NULL;
	if (len > 0)		/* memcpy(dst, NULL, 0) is undefined */
		memcpy(copy, s, len);
	return copy;
}

void
arena_free(struct arena *a)
{
	struct chunk	*c;

	while ((c = a->head) != NULL) {
		a->head = c->next;
		free(c);
	}
	a->failed = 0;
}
