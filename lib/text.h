/* Pieces of text: bytes that belong to somebody else. */
#ifndef TEXT_H
#define TEXT_H

#include <string.h>

#include "sage.h"

static inline struct sage_text
text_of(const char *s)
{
	return (struct sage_text){ s, strlen(s) };
}

static inline int
text_equal(struct sage_text a, struct sage_text b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static inline int
text_is(struct sage_text t, const char *s)
{
	return text_equal(t, text_of(s));
}

/* As memcmp(3) does. */
static inline int
text_order(struct sage_text a, struct sage_text b)
{
	const int	c = memcmp(a.data, b.data, a.len < b.len ? a.len :
			    b.len);

	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

static inline int
text_begins(struct sage_text t, const char *s)
{
	const size_t	n = strlen(s);

	return t.len >= n && memcmp(t.data, s, n) == 0;
}

/* Take a line off the front, without its newline; 0 at the end. */
static inline int
text_line(struct sage_text *rest, struct sage_text *line)
{
	const char	*nl;

	if (rest->len == 0)
		return 0;
	nl = memchr(rest->data, '\n', rest->len);
	line->data = rest->data;
	line->len = nl == NULL ? rest->len : (size_t)(nl - rest->data);
	rest->data += line->len + (nl != NULL);
	rest->len -= line->len + (nl != NULL);
	return 1;
}

#endif
