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
	struct arena	 a = { 0 };
	const char	*column[2];
	int		 e;

	while ((e = table_next(&text, &a, column, 2)) > 0)
		if ((e = add_lead(m, column[0], column[1])) != 0)
			break;
	arena_free(&a);
	return e;
}

/* Those for a name, which stand together; how many is 0 if there are none. */
static const struct book_lead *
find_name(const struct book *b, const char *name, size_t *many)
{
	const struct book_lead	*l, *end;
	size_t			 n;

	l = book_part(b, BOOK_LEAD, &n);
	for (end = l + n; l < end; l += *many) {
		for (*many = 1; l + *many < end && l[*many].name == l->name;)
			++*many;
		if (strcmp(book_string(b, l->name), name) == 0)
			return l;
	}
	*many = 0;
	return NULL;
}

const char *
lead_for(const struct book *b, const char *name, uint64_t turn)
{
	const struct book_lead	*l;
	size_t			 many;

	l = find_name(b, name, &many);
	return many == 0 ? NULL : book_string(b, l[turn % many].lead);
}
