#include <string.h>

#include "cmd.h"
#include "held.h"

void
held_begin(struct held *h)
{
	h->bytes.len = 0;
	h->at = 0;
}

void
held_add(struct held *h, const void *data, size_t len)
{
	cmd_check(buf_append(&h->bytes, data, len));
}

/* Bytes that are held before an offset. */
static size_t
before(const struct held *h, uint64_t to)
{
	if (to <= h->at)
		return 0;
	return to - h->at < h->bytes.len ? (size_t)(to - h->at) :
	    h->bytes.len;
}

void
held_drop(struct held *h, uint64_t to)
{
	size_t	n = before(h, to);

	if (n == 0)
		return;
	memmove(h->bytes.data, h->bytes.data + n, h->bytes.len - n);
	h->bytes.len -= n;
	h->at += n;
}

void
held_write(struct held *h, uint64_t to)
{
	cmd_write(h->bytes.data, before(h, to));
	held_drop(h, to);
}

void
held_keep(struct held *h, size_t n)
{
	if (h->bytes.len > n)
		held_write(h, h->at + h->bytes.len - n);
}

void
held_free(struct held *h)
{
	buf_free(&h->bytes);
}
