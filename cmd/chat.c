#include <string.h>

#include "chat.h"
#include "esc.h"
#include "utf8.h"

#define NAME_MOST	40	/* bytes */
#define STAMP_MOST	48	/* bytes before a name */

/* A turn: who, and what. */
struct turn {
	struct sage_text	who, text;
};

static void
drop(struct sage_text *t, size_t n)
{
	t->data += n;
	t->len -= n;
}

static int
starts(struct sage_text t, const char *s)
{
	return t.len >= strlen(s) && memcmp(t.data, s, strlen(s)) == 0;
}

/* Blanks, line ends, and marks of direction or order that exports put in. */
static void
skip_blanks(struct sage_text *t)
{
	static const char *const blanks[] = { " ", "\t", "\r", "\n",
	    "\xe2\x80\x8e", "\xe2\x80\x8f", "\xef\xbb\xbf" };
	size_t	i = 0;

	while (i < sizeof(blanks) / sizeof(blanks[0]))
		if (starts(*t, blanks[i])) {
			drop(t, strlen(blanks[i]));
			i = 0;
		} else
			i++;
}

/* ---- what stands before a name ------------------------------------------ */

/* In brackets, with a digit. */
static size_t
bracketed(struct sage_text t)
{
	size_t	most = t.len < STAMP_MOST ? t.len : STAMP_MOST, i;
	char	close;
	int	digit = 0;

	if (most == 0 || (*t.data != '[' && *t.data != '('))
		return 0;
	close = *t.data == '[' ? ']' : ')';
	for (i = 1; i < most && t.data[i] != close; i++)
		digit |= utf8_is_digit(t.data[i]);
	return i < most && digit ? i + 1 : 0;
}

/* How much of the text may be in a date or a time, at least 1; or 0. */
static size_t
stamp_piece(struct sage_text t)
{
	static const char *const pieces[] = { "AM", "PM", "am", "pm", "a.m.",
	    "p.m.", "\xe2\x80\xaf" };
	size_t	i;

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		if (starts(t, pieces[i]))
			return strlen(pieces[i]);
	return t.len > 0 && (utf8_is_digit(*t.data) ||
	    memchr(":./-, \tTZ", *t.data, 9) != NULL);
}

/* Not in brackets: with a clock in it, up to " - " or else its last blank. */
static size_t
dated(struct sage_text t)
{
	const struct sage_text	all = t;
	size_t			n = 0, end = 0, piece;
	int			clock = 0;

	if (t.len == 0 || !utf8_is_digit(*t.data))
		return 0;
	for (; n < STAMP_MOST && (piece = stamp_piece(t)) > 0; n += piece) {
		if (*t.data == ':' && n > 0 && t.len > 1)
			clock |= utf8_is_digit(t.data[-1]) &&
			    utf8_is_digit(t.data[1]);
		if (*t.data == ' ' || *t.data == '\t')
			end = n + 1;
		if (clock && n > 1 && starts(t, " ") &&
		    memcmp(all.data + n - 2, " -", 2) == 0)
			return n + 1;
		drop(&t, piece);
	}
	return clock ? end : 0;
}

static struct sage_text
skip_stamp(struct sage_text line)
{
	size_t	n;

	if (line.len > 0 && (*line.data == ' ' || *line.data == '\t'))
		return line;
	skip_blanks(&line);
	if ((n = bracketed(line)) == 0)
		n = dated(line);
	if (n > 0) {
		drop(&line, n);
		skip_blanks(&line);
	}
	return line;
}

/* ---- names -------------------------------------------------------------- */

/* Is it what somebody is called, and not the beginning of a sentence? */
static int
is_name(struct sage_text who)
{
	const char	*last;
	size_t		 i;

	if (who.len == 0 || who.len > NAME_MOST || *who.data == ' ' ||
	    *who.data == '\t')
		return 0;
	for (i = 0; i < who.len; i++)
		if (who.data[i] == '\0' ||
		    strchr(".!?,;/\"<>[]", who.data[i]) != NULL)
			return 0;
	last = memrchr(who.data, ' ', who.len);
	return last == NULL || last[1] < 'a' || last[1] > 'z' ||
	    last + 1 == who.data + who.len;
}

/* "<name> text" */
static int
in_angles(struct sage_text t, struct turn *out)
{
	size_t		 most = t.len < NAME_MOST + 2 ? t.len : NAME_MOST + 2;
	const char	*close;

	if (most == 0 || *t.data != '<' ||
	    (close = memchr(t.data, '>', most)) == NULL)
		return 0;
	out->who = (struct sage_text){ t.data + 1,
	    (size_t)(close - t.data - 1) };
	drop(&t, (size_t)(close + 1 - t.data));
	out->text = t;
	return is_name(out->who);
}

/* "name, [time]" and no more */
static int
before_time(struct sage_text t, struct turn *out)
{
	size_t			 most = t.len < NAME_MOST ? t.len : NAME_MOST;
	const char		*mark = memmem(t.data, most, ", [", 3);
	struct sage_text	 rest = t;

	if (mark == NULL)
		return 0;
	drop(&rest, (size_t)(mark + 2 - t.data));
	if (bracketed(rest) != rest.len)
		return 0;
	out->who = (struct sage_text){ t.data, (size_t)(mark - t.data) };
	out->text = (struct sage_text){ t.data + t.len, 0 };
	return is_name(out->who);
}

/* Does a turn begin with the line? */
static int
begins_turn(struct sage_text line, struct turn *out)
{
	struct sage_text	 rest = skip_stamp(line);
	const char		*colon;

	if (rest.len > 0 && rest.data[rest.len - 1] == '\r')
		rest.len--;
	if (rest.len == 0)
		return 0;
	if (in_angles(rest, out) || before_time(rest, out))
		return 1;
	if ((colon = memchr(rest.data, ':', rest.len < NAME_MOST + 1 ?
	    rest.len : NAME_MOST + 1)) == NULL)
		return 0;
	out->who = (struct sage_text){ rest.data,
	    (size_t)(colon - rest.data) };
	drop(&rest, out->who.len + 1);
	/* Else it is an address, or a time. */
	if (rest.len > 0 && *rest.data != ' ' && *rest.data != '\t')
		return 0;
	out->text = rest;
	return is_name(out->who);
}

static int
same_name(struct sage_text a, struct sage_text b)
{
	return a.len == b.len && strncasecmp(a.data, b.data, a.len) == 0;
}

int
chat_is_name(const char *name)
{
	const struct sage_text	who = { name, strlen(name) };
	struct buf		line = { 0 };
	struct turn		t;
	int			is;

	is = is_name(who) && memchr(name, ':', who.len) == NULL &&
	    buf_printf(&line, "%s:", name) == 0 &&
	    begins_turn((struct sage_text){ line.data, line.len }, &t) &&
	    same_name(t.who, who);
	buf_free(&line);
	return is;
}

/* ---- turns -------------------------------------------------------------- */

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

/* Who speaks in our place? */
static int
is_me(const struct turn *t, const struct turn *last, const char *me)
{
	struct sage_text	name = { me, me == NULL ? 0 : strlen(me) };

	return me == NULL ? !same_name(t->who, last->who) :
	    same_name(t->who, name);
}

/* What was said, without what stands around it. */
static struct sage_text
said(const struct turn *t)
{
	struct sage_text	text = t->text;

	skip_blanks(&text);
	while (text.len > 0 && memchr(" \t\r\n", text.data[text.len - 1],
	    4) != NULL)
		text.len--;
	return text;
}

static int
add_before(struct chat *c, const struct turn *t, int ours)
{
	const struct sage_turn	turn = { said(t), ours };

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
			e = add_line(&c->theirs, said(&t[i]));
	return e;
}

int
chat_read(struct chat *c, const char *text, size_t len, const char *me)
{
	struct buf	turns = { 0 };
	int		e;

	c->theirs.len = c->before.len = 0;
	if ((e = read_turns(text, len, &turns)) == 0) {
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
	e = read_turns(text, len, &turns);
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
