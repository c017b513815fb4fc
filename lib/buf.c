/* Bytes that grow, up to a ceiling. */

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "sage.h"

#define FIRST	((size_t)64)		/* bytes of the first allocation */

/* The ceiling, such that one byte more still is a size. */
static size_t
ceiling(const struct buf *b)
{
	if (b->max == 0)
		return BUF_MAX;
	return b->max < SIZE_MAX ? b->max : SIZE_MAX - 1;
}

int
buf_reserve(struct buf *b, size_t more)
{
	char	*data;
	size_t	 cap, max = ceiling(b);

	if (b->len > max || more > max - b->len)
		return SAGE_ETOOBIG;
	/* One byte more than asked for: buf_string() shall have its NUL. */
	if (b->cap > b->len + more)
		return 0;
	cap = b->cap > 0 ? b->cap : FIRST;
	if (cap <= max)
		cap += cap / 2;		/* so that n appends cost O(n) */
	if (cap > max)
		cap = max + 1;
	if (cap < b->len + more + 1)
		cap = b->len + more + 1;
	if ((data = realloc(b->data, cap)) == NULL) {
		b->failed = 1;
		return SAGE_ENOMEM;
	}
	b->data = data;
	b->cap = cap;
	return 0;
}

int
buf_append(struct buf *b, const void *data, size_t len)
{
	int	status;

	if (len == 0)		/* memcpy(dst, NULL, 0) is undefined */
		return 0;
	/* Mostly there is room: that costs no call. */
	if ((b->max != 0 || b->cap <= b->len || b->cap - b->len <= len) &&
	    (status = buf_reserve(b, len)) != 0)
		return status;
	memcpy(b->data + b->len, data, len);
	b->len += len;
	return 0;
}

int
buf_puts(struct buf *b, const char *s)
{
	return buf_append(b, s, strlen(s));
}

int
buf_printf(struct buf *b, const char *fmt, ...)
{
	size_t	room = b->max == 0 && b->cap > b->len ? b->cap - b->len : 0;
	va_list	ap;
	int	n, status;

	va_start(ap, fmt);
	n = vsnprintf(room > 0 ? b->data + b->len : NULL, room, fmt, ap);
	va_end(ap);
	if (n < 0)
		return SAGE_EINVAL;
	if ((size_t)n >= room) {
		if ((status = buf_reserve(b, (size_t)n)) != 0)
			return status;
		va_start(ap, fmt);
		vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->len += (size_t)n;
	return 0;
}

const char *
buf_string(struct buf *b)
{
	if (buf_reserve(b, 0) != 0)
		return NULL;
	b->data[b->len] = '\0';
	return b->data;
}

void
buf_free(struct buf *b)
{
	free(b->data);
	b->data = NULL;
	b->len = b->cap = 0;
}
