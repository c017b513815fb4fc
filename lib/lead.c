#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "lead.h"
#include "table.h"

#define NEARLY	.3	/* of a grade less is as good */

static int
add_lead(struct book_maker *m, const char *name, const char *lead,
    const char *grade)
{
	struct book_lead	 l = { .grade = (uint32_t)strtoul(grade, NULL,
				    10) };
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
	const char	*column[3];
	int		 e;

	while ((e = table_next(&text, &a, column, 3)) > 0)
		if ((e = add_lead(m, column[0], column[1], column[2])) != 0)
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

/* What a lead is worth, over all that it may be said to. */
struct worth {
	const char	*lead;
	double		 grade;
	size_t		 at;		/* its place in the table */
};

/* Add the leads for a name; returns how many there are then. */
static size_t
add_worth(const struct book *b, const struct lead_name *name,
    struct worth *worth, size_t n)
{
	const struct book_lead	*l;
	const char		*lead;
	size_t			 many, i, k;

	l = find_name(b, name->name, &many);
	for (i = 0; i < many; i++) {
		lead = book_string(b, l[i].lead);
		for (k = 0; k < n && worth[k].lead != lead; k++)
			;
		if (k == LEADS_MAX)
			continue;
		if (k == n)
			worth[n++] = (struct worth){ .lead = lead, .at = k };
		worth[k].grade += name->weight * l[i].grade / 10;
	}
	return n;
}

static int
by_grade(const void *a, const void *b)
{
	const struct worth	*x = a, *y = b;

	if (x->grade != y->grade)
		return x->grade > y->grade ? -1 : 1;
	return x->at > y->at ? 1 : -1;
}

size_t
lead_among(const struct book *b, const struct lead_name *name, size_t n,
    uint64_t turn, const char *lead[LEADS_BEST])
{
	struct worth	worth[LEADS_MAX];
	size_t		many = 0, near, i;

	for (i = 0; i < n; i++)
		many = add_worth(b, &name[i], worth, many);
	qsort(worth, many, sizeof(worth[0]), by_grade);
	for (near = 0; near < many && near < LEADS_BEST && worth[near].grade >=
	    worth[0].grade - NEARLY; near++)
		;
	for (i = 0; i < many && i < LEADS_BEST; i++)
		lead[i] = worth[i < near ? (turn + i) % near : i].lead;
	return i;
}

const char *
lead_for(const struct book *b, const char *name, uint64_t turn)
{
	const char	*lead[LEADS_BEST];

	return lead_among(b, &(struct lead_name){ name, 1 }, 1, turn, lead) ==
	    0 ? NULL : lead[0];
}
