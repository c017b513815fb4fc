/* Bytes as JSON. */

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "json.h"
#include "utf8.h"

/* Append one character, read by utf8_decode(), that must not stay. */
static int
escape(struct buf *b, uint32_t cp)
{
	if (cp == UTF8_REPLACEMENT)
		return buf_append(b, "\xef\xbf\xbd", 3);
	if (cp == '"' || cp == '\\')
		return buf_printf(b, "\\%c", (char)cp);
	return buf_printf(b, "\\u%04x", (unsigned)cp);
}

/* Append what stands between the quotes. */
static int
body(struct buf *b, const char *s, size_t len)
{
	size_t		done = 0, i, took;
	uint32_t	cp;
	int		status;

	for (i = 0; i < len; i += took) {
		took = utf8_decode(s + i, len - i, &cp);
		if (cp != '"' && cp != '\\' && !utf8_is_control(cp) &&
		    !utf8_is_broken(s + i, took, cp))
			continue;
		/* All that can stay goes over in one piece. */
		if ((status = buf_append(b, s + done, i - done)) != 0 ||
		    (status = escape(b, cp)) != 0)
			return status;
		done = i + took;
	}
	return buf_append(b, s + done, len - done);
}

int
json_string(struct buf *b, const void *data, size_t len)
{
	size_t	before = b->len;
	int	status;

	if ((status = buf_append(b, "\"", 1)) != 0 ||
	    (status = body(b, data, len)) != 0 ||
	    (status = buf_append(b, "\"", 1)) != 0)
		b->len = before;
	return status;
}

int
json_member(struct buf *out, const char *key, struct sage_text t,
    const char *end)
{
	int	e;

	if ((e = buf_printf(out, "\"%s\":", key)) != 0 ||
	    (e = json_string(out, t.data, t.len)) != 0)
		return e;
	return buf_puts(out, end);
}

int
json_place(struct buf *out, const char *key, const struct sage_place *p)
{
	return buf_printf(out, "\"%s\":{\"byte\":%" PRIu64 ",\"line\":%" PRIu64
	    ",\"column\":%" PRIu64 "},", key, p->byte, p->line, p->column);
}
