#include <string.h>

#include "arena.h"
#include "buf.h"
#include "lead.h"
#include "table.h"

static int
add_lead(struct book_maker *m, const char *name, const char *lead)
{
	struct book_lead	 l;
	struct buf		 b = { 0 };
	int			 e;

	if (strcmp(lead, "-") != 0 && (e = buf_printf(&b, "%s ", lead)) != 0)
		return e;
	if ((e = book_add_string(m, (struct sage_text){ name, strlen(name) },
	    &l.name)) == 0)
		e = book_add_string(m, (struct sage_text){ buf_string(&b),
		    b.len }, &l.lead);
	buf_free(&b);
	return e == 0 ? book_add(m, BOOK_LEAD, &l, sizeof(l)) : e;
}

int
leads_make(struct book_maker *m, struct sage_text text)
{
	struct arena	 a = { NULL };
	const char	*column[2];
	int		 e;

	while ((e = table_next(&text, &a, column, 2)) > 0)
		if ((e = add_lead(m, column[0], column[1])) != 0)
			break;
	arena_free(&a);
	return e;
}

/* Where the name stands among the strings of the book, which has each once; 0
 * if there are no leads for it. */
static uint32_t
find_name(const struct book *b, const struct book_lead *l, size_t n,
    const char *name)
{
	size_t	i;

	for (i = 0; i < n; i++)
		if ((i == 0 || l[i].name != l[i - 1].name) &&
		    strcmp(book_string(b, l[i].name), name) == 0)
			return l[i].name;
	return 0;
}

const char *
lead_for(const struct book *b, const char *name, uint64_t turn)
{
	const struct book_lead	*l;
	size_t			 n, i, many = 0;
	uint64_t		 left;
	uint32_t		 at;

	l = book_part(b, BOOK_LEAD, &n);
	if ((at = find_name(b, l, n, name)) == 0)
		return NULL;
	for (i = 0; i < n; i++)
		many += l[i].name == at;
	left = turn % many;
	for (i = 0; i < n; i++)
		if (l[i].name == at && left-- == 0)
			break;
	return book_string(b, l[i].lead);
}
