#include <string.h>

#include "table.h"

/* Take a line off the front; 0 at the end. */
static int
take_line(struct sage_text *rest, struct sage_text *line)
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

int
table_next(struct sage_text *rest, struct arena *a, const char **column,
    size_t room)
{
	struct sage_text	line;
	const char		*tab;
	size_t			 n, len;

	do {
		if (!take_line(rest, &line))
			return 0;
	} while (line.len == 0 || *line.data == '#');
	for (n = 0; n < room; n++)
		column[n] = "";
	for (n = 0; n < room && line.len > 0; n++) {
		tab = memchr(line.data, '\t', line.len);
		len = tab == NULL ? line.len : (size_t)(tab - line.data);
		column[n] = arena_strndup(a, line.data, len);
		if (column[n] == NULL)
			return SAGE_ENOMEM;
		line.data += len + (tab != NULL);
		line.len -= len + (tab != NULL);
	}
	return (int)n;
}
