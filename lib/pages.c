#include <sys/mman.h>

#include <stdint.h>
#include <unistd.h>

#include "pages.h"

void
pages_ready(void *p, size_t len)
{
#ifdef MADV_POPULATE_WRITE
	size_t	page = (size_t)sysconf(_SC_PAGESIZE);
	size_t	before = (uintptr_t)p % page;

	(void)madvise((char *)p - before, before + len, MADV_POPULATE_WRITE);
#else
	(void)p;
	(void)len;
#endif
}
