#include <string.h>

#include "chat.h"
#include "esc.h"
#include "turns.h"

int
chat_is_name(const char *name)
{
	const struct sage_text	who = { name, strlen(name) };
	const struct turn	*t;
	struct buf		 line = { 0 }, turns = { 0 };
	int			 is;

	is = buf_printf(&line, "%s:", name) == 0 &&
	    turns_read(&turns, (struct sage_text){ line.data, line.len },
	    NULL, 1) == 0 && turns.len == sizeof(*t);
	t = (const struct turn *)(void *)turns.data;
	is = is && turns_same_name(t->who, who);
	buf_free(&turns);
	buf_free(&line);
	return is;
}

int
chat_is_called(const char *name)
{
	return turns_is_called((struct sage_text){ name, strlen(name) });
}

/* Who speaks in our place? */
static int
is_me(const struct turn *t, const struct turn *last, const char *me)
{
	struct sage_text	name = { me, me == NULL ? 0 : strlen(me) };

	return me == NULL ? !turns_same_name(t->who, last->who) :
	    turns_same_name(t->who, name);
}

static int
add_before(struct chat *c, const struct turn *t, int ours)
{
	const struct sage_turn	turn = { t->text, ours };

	return buf_append(&c->before, &turn, sizeof(turn));
}

static int
add_line(struct buf *b, struct sage_text t)
{
	int	e = buf_append(b, t.data, t.len);

	return e == 0 ? buf_append(b, "\n", 1) : e;
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
	c->has_me = 0;
	for (i = 0; i < n; i++)
		c->has_me |= is_me(&t[i], &t[n - 1], me);
	for (i = 0; i < n && e == 0; i++)
		if (i < from || i >= to)
			e = add_before(c, &t[i], is_me(&t[i], &t[n - 1], me));
		else
			e = add_line(&c->theirs, t[i].text);
	return e;
}

int
chat_read(struct chat *c, const char *text, size_t len, const char *me)
{
	struct buf	turns = { 0 };
	int		e;

	c->theirs.len = c->before.len = 0;
	e = turns_read(&turns, (struct sage_text){ text, len }, me, 0);
	if (e == 0) {
		c->is_talk = turns.len > 0;
		if (!c->is_talk)
			e = buf_append(&c->theirs, text, len);
		else
			e = sort_turns(c, (struct turn *)(void *)turns.data,
			    turns.len / sizeof(struct turn), me);
	}
	buf_free(&turns);
	return e;
}

int
chat_read_history(struct chat *c, const char *text, size_t len,
    const char *me)
{
	struct buf		turns = { 0 };
	const struct turn	*t;
	size_t			i;
	int			e;

	c->before.len = 0;
	c->is_talk = 1;
	e = turns_read(&turns, (struct sage_text){ text, len }, me, 1);
	t = (const struct turn *)(void *)turns.data;
	for (i = 0; i < turns.len / sizeof(*t) && e == 0; i++)
		e = add_before(c, &t[i], is_me(&t[i], &t[i], me));
	buf_free(&turns);
	return e;
}

int
chat_add(struct buf *out, const char *name, const char *text, size_t len)
{
	const char	*nl;
	size_t		 n, room = len < SAGE_TURN_MAX ? len : SAGE_TURN_MAX;
	int		 e = buf_printf(out, "%s: ", name);

	while (room > 0 && text[room - 1] == '\n')
		room--;
	for (; e == 0; text += n + 1, room -= n + 1) {
		nl = room == 0 ? NULL : memchr(text, '\n', room);
		n = nl == NULL ? room : (size_t)(nl - text);
		e = esc_append(out, text, n > 0 && text[n - 1] == '\r' ?
		    n - 1 : n);
		if (e == 0)
			e = buf_puts(out, nl == NULL ? "\n" : "\n\t");
		if (nl == NULL)
			break;
	}
	return e;
}

void
chat_free(struct chat *c)
{
	buf_free(&c->theirs);
	buf_free(&c->before);
}
