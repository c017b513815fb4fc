/* Bytes made safe for a terminal. */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "esc.h"
#include "utf8.h"

/* Append each byte as \xNN. */
static int
hex(struct buf *b, const char *s, size_t len)
{
	size_t	i;
	int	status = 0;

	for (i = 0; i < len && status == 0; i++)
		status = buf_printf(b, "\\x%02x", (unsigned char)s[i]);
	return status;
}

/* Append one character, read by utf8_decode(), that must not stay. */
static int
escape(struct buf *b, const char *s, size_t took, uint32_t cp)
{
	if (cp == '\\')
		return buf_append(b, "\\\\", 2);
	if (cp < 0x80 || utf8_is_broken(s, took, cp))
		return hex(b, s, took);
	return buf_printf(b, "\\u{%04x}", (unsigned)cp);
}

int
esc_append(struct buf *b, const void *data, size_t len)
{
	const char	*s = data;
	size_t		 before = b->len, done = 0, i, took;
	uint32_t	 cp;
	int		 status = 0;

	for (i = 0; i < len && status == 0; i += took) {
		took = 1;
		if (s[i] >= ' ' && s[i] < '\x7f' && s[i] != '\\')
			continue;	/* most are such */
		took = utf8_decode(s + i, len - i, &cp);
		if (cp != '\\' && !utf8_is_control(cp) &&
		    !utf8_is_broken(s + i, took, cp))
			continue;
		/* All that can stay goes over in one piece. */
		if ((status = buf_append(b, s + done, i - done)) == 0)
			status = escape(b, s + i, took, cp);
		done = i + took;
	}
	if (status == 0)
		status = buf_append(b, s + done, len - done);
	if (status != 0)
		b->len = before;
	return status;
}
