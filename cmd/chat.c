#include <string.h>

#include "chat.h"
#include "sage.h"

#define NAME_MOST	40	/* bytes */
#define DATE_MOST	32	/* bytes of a date before " - " */

/* A turn: who, and what. */
struct turn {
	struct sage_text	who, text;
};

/* Pass over what stands before a name. */
static struct sage_text
skip_time(struct sage_text line)
{
	const char	*end = NULL;
	size_t		 most = line.len < DATE_MOST ? line.len : DATE_MOST;

	if (line.len > 0 && *line.data == '[')
		end = memchr(line.data, ']', line.len);
	else if (line.len > 0 && *line.data >= '0' && *line.data <= '9' &&
	    (end = memmem(line.data, most, " - ", 3)) != NULL)
		end += 2;
	if (end == NULL)
		return line;
	end++;
	while (end < line.data + line.len && *end == ' ')
		end++;
	line.len -= (size_t)(end - line.data);
	line.data = end;
	return line;
}

/* Does a turn begin with the line? */
static int
begins_turn(struct sage_text line, struct turn *out)
{
	struct sage_text	rest = skip_time(line);
	size_t			most = rest.len < NAME_MOST ? rest.len :
				    NAME_MOST, i;
	const char		*colon;

	if (most == 0 || (colon = memchr(rest.data, ':', most)) == NULL ||
	    colon == rest.data)
		return 0;
	for (i = 0; rest.data + i < colon; i++)
		if (strchr(".!?,;/\"", rest.data[i]) != NULL)
			return 0;
	out->who.data = rest.data;
	out->who.len = (size_t)(colon - rest.data);
	out->text.data = colon + 1;
	out->text.len = (size_t)(rest.data + rest.len - (colon + 1));
	if (out->text.len > 0 && *out->text.data != ' ')
		return 0;	/* an address, or a time */
	return 1;
}

static int
same_name(struct sage_text a, struct sage_text b)
{
	return a.len == b.len && strncasecmp(a.data, b.data, a.len) == 0;
}

/* All turns, in order; lines before the first are nobody's. */
static int
read_turns(const char *text, size_t len, struct buf *turns)
{
	struct sage_text	line = { text, 0 };
	struct turn		t, *last;
	const char		*end = text + len, *nl;
	int			e;

	for (; line.data < end; line.data = nl + 1) {
		if ((nl = memchr(line.data, '\n', (size_t)(end -
		    line.data))) == NULL)
			nl = end;
		line.len = (size_t)(nl - line.data);
		last = turns->len == 0 ? NULL : (struct turn *)(void *)
		    (turns->data + turns->len) - 1;
		if (begins_turn(line, &t)) {
			if ((e = buf_append(turns, &t, sizeof(t))) != 0)
				return e;
		} else if (last != NULL)
			last->text.len = (size_t)(nl - last->text.data);
	}
	return 0;
}

static int
add_line(struct buf *b, struct sage_text t)
{
	int	e = buf_append(b, t.data, t.len);

	return e == 0 ? buf_append(b, "\n", 1) : e;
}

/* Who speaks in our place? */
static int
is_me(const struct turn *t, const struct turn *last, const char *me)
{
	struct sage_text	name = { me, me == NULL ? 0 : strlen(me) };

	return me == NULL ? !same_name(t->who, last->who) :
	    same_name(t->who, name);
}

static int
sort_turns(struct chat *c, const struct turn *t, size_t n, const char *me)
{
	size_t	from, to, i;
	int	e = 0;

	for (to = n; to > 0 && is_me(&t[to - 1], &t[n - 1], me); to--)
		;
	for (from = to; from > 0 && !is_me(&t[from - 1], &t[n - 1], me);
	    from--)
		;
	for (i = from; i < to && e == 0; i++)
		e = add_line(&c->theirs, t[i].text);
	for (i = 0; i < n && e == 0; i++)
		if (is_me(&t[i], &t[n - 1], me) &&
		    memchr(t[i].text.data, '?', t[i].text.len) != NULL) {
			e = add_line(&c->asked, t[i].text);
			c->nasked++;
		}
	return e;
}

int
chat_read(struct chat *c, const char *text, size_t len, const char *me)
{
	struct buf	turns = { 0 };
	int		e;

	c->theirs.len = c->asked.len = c->nasked = 0;
	if ((e = read_turns(text, len, &turns)) == 0) {
		if (turns.len == 0)
			e = buf_append(&c->theirs, text, len);
		else
			e = sort_turns(c, (struct turn *)(void *)turns.data,
			    turns.len / sizeof(struct turn), me);
	}
	buf_free(&turns);
	return e;
}

void
chat_free(struct chat *c)
{
	buf_free(&c->theirs);
	buf_free(&c->asked);
}
