#include "table.h"
#include "text.h"

int
table_next(struct sage_text *rest, struct arena *a, const char **column,
    size_t room)
{
	struct sage_text	line;
	const char		*tab;
	size_t			 n, len;

	do {
		if (!text_line(rest, &line))
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
