#include <string.h>

#include "template.h"

/* Words of a message with one blank between them, whatever stood there. */
static int
add_words(struct buf *out, const char *s, size_t len)
{
	size_t	i, n;
	int	e = 0;

	for (i = 0; i < len && e == 0; i += n) {
		for (n = 0; i + n < len && (unsigned char)s[i + n] > ' '; n++)
			;
		if (n > 0)
			e = buf_append(out, s + i, n);
		for (i += n, n = 0; i + n < len &&
		    (unsigned char)s[i + n] <= ' '; n++)
			;
		if (e == 0 && n > 0 && i + n < len)
			e = buf_append(out, " ", 1);
	}
	return e;
}

int
template_words(struct buf *out, const char *text,
    const uint32_t cap[CAPTURES][2], int number)
{
	uint32_t	from = cap[number][0], to = cap[number][1];

	return to > from ? add_words(out, text + from, to - from) : 0;
}

int
template_fill(struct buf *out, const char *t, const char *text,
    const uint32_t cap[CAPTURES][2])
{
	static const char	open[] = { TEMPLATE_OPEN, 0 };
	const char		*end;
	size_t			 plain, before;
	int			 e = 0;

	out->len = 0;
	for (; e == 0; t = end + 1) {
		plain = strcspn(t, open);
		e = buf_append(out, t, plain);
		t += plain;
		if (e != 0 || (end = strchr(t, TEMPLATE_CLOSE)) == NULL)
			return e;
		before = out->len;
		e = template_words(out, text, cap, t[1] - 'a');
		if (e == 0 && out->len == before)
			e = buf_append(out, t + 2, (size_t)(end - t - 2));
	}
	return e;
}

int
template_capture(const char *t)
{
	t = strchr(t, TEMPLATE_OPEN);
	return t == NULL ? -1 : t[1] - 'a';
}

int
template_is_whole(const char *t)
{
	while ((t = strchr(t, TEMPLATE_OPEN)) != NULL) {
		if (t[2] == TEMPLATE_CLOSE)
			return 0;
		t++;
	}
	return 1;
}
