#include <string.h>

#include "cmd.h"
#include "esc.h"
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

static int
is_plain(const char *s, const char *end)
{
	return *s == '\n' || *s == '\t' || *s == '\\' || (*s == '\r' &&
	    end - s > 1 && s[1] == '\n');
}

void
held_put(const struct held *h, const char *s, size_t len)
{
	struct buf	out = { 0 };
	const char	*end = s + len, *from = s;

	if (!h->masked) {
		cmd_write(s, len);
		return;
	}
	for (; s < end; s++) {
		if (!is_plain(s, end))
			continue;
		cmd_check(esc_append(&out, from, (size_t)(s - from)));
		cmd_check(buf_append(&out, s, 1));
		from = s + 1;
	}
	cmd_check(esc_append(&out, from, (size_t)(end - from)));
	cmd_write(out.data, out.len);
	buf_free(&out);
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
	held_put(h, h->bytes.data, before(h, to));
	held_drop(h, to);
}

void
held_keep(struct held *h, size_t n)
{
	size_t	out;

	if (h->bytes.len <= n)
		return;
	/* A character is not cut, nor a line end, for held_put() to know. */
	for (out = h->bytes.len - n; out > 0 && h->bytes.len - out < n + 4 &&
	    ((h->bytes.data[out] & 0xc0) == 0x80 ||
	    h->bytes.data[out - 1] == '\r'); out--)
		;
	held_write(h, h->at + out);
}

void
held_free(struct held *h)
{
	buf_free(&h->bytes);
}
