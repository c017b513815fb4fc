/*
 * Loaded by LD_PRELOAD: the allocation that FAILALLOC numbers, from 1, fails,
 * and none before it or after it.  When it does, that is written to standard
 * error, so that a test knows when it has tried them all.
 */

#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void	*malloc(size_t);
void	*calloc(size_t, size_t);
void	*realloc(void *, size_t);
void	*reallocarray(void *, size_t, size_t);

/* Memory for dlsym(3) while there is none yet; never freed. */
static union {
	max_align_t	align;
	char		data[4096];
} early;
static size_t	early_used;

static void	*(*next_malloc)(size_t);
static void	*(*next_calloc)(size_t, size_t);
static void	*(*next_realloc)(void *, size_t);
static void	*(*next_reallocarray)(void *, size_t, size_t);

/* ISO C knows no cast from an object's pointer to a function's. */
static void
find(void *where, const char *name)
{
	void	*p = dlsym(RTLD_NEXT, name);

	memcpy(where, &p, sizeof(p));
}

static void
init(void)
{
	if (next_malloc != NULL)
		return;
	find(&next_realloc, "realloc");
	find(&next_reallocarray, "reallocarray");
	find(&next_calloc, "calloc");
	find(&next_malloc, "malloc");
}

/* Is this the one to fail? */
static int
fails(void)
{
	static const char	 line[] = "failalloc: now\n";
	static unsigned long	 count;
	const char		*n = getenv("FAILALLOC");

	if (n == NULL || ++count != strtoul(n, NULL, 10))
		return 0;
	if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
		_exit(99);
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	init();
	return fails() ? NULL : next_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	static int	 busy;
	void		*p;

	if (next_calloc == NULL && busy) {
		size = (n * size + 15) / 16 * 16;
		if (size > sizeof(early.data) - early_used)
			return NULL;
		p = early.data + early_used;
		early_used += size;
		return p;
	}
	busy = 1;
	init();
	busy = 0;
	return fails() ? NULL : next_calloc(n, size);
}

void *
realloc(void *p, size_t size)
{
	init();
	return fails() ? NULL : next_realloc(p, size);
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	init();
	return fails() ? NULL : next_reallocarray(p, n, size);
}
