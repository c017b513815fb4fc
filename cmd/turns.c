#include <string.h>
#include <strings.h>

#include "stamp.h"
#include "text.h"
#include "turns.h"
#include "utf8.h"

#define NAME_MOST	40	/* bytes, of what may be a sentence */
#define CALLED_MOST	80	/* of what can only be a name */
#define HEAD_MOST	160	/* of a line with a name and the time */
#define FIELDS_MOST	32	/* lines that tell of a message */
#define NAMES_MOST	64	/* that are kept in mind */
#define DASH		"\xe2\x80\x94"
#define MARK		"\xe2\x80\x8e"	/* of programs, of no width */

/* How a turn begins. */
enum way {
	WAY_BARE,	/* "Name: text" */
	WAY_TIMED,	/* the same behind a time, or "Name, [time]" */
	WAY_HEAD	/* a name and the time on lines of their own */
};

/* Where a turn begins. */
struct start {
	struct turn	turn;
	const char	*next;		/* line */
	enum way	 way;
	enum stamp	 stamp;
	int		 sure;		/* it can be nothing else */
	int		 dash;		/* after the time */
	int		 bracket;	/* before it */
	int		 program;	/* nobody said it */
};

/* Who was seen. */
struct names {
	struct sage_text	who[NAMES_MOST];
	size_t			n;
};

/* What is being read. */
struct reading {
	struct chatwords	words;
	struct sage_text	all, me;
	int			kept;		/* by us */
	enum way		way;		/* head, or else another */
	struct names		names;
	int			timed;		/* there are times */
	struct buf		*turns;
};

/* ---- texts -------------------------------------------------------------- */

static struct sage_text
first(struct sage_text t, size_t n)
{
	t.len = n;
	stamp_trim(&t);
	return t;
}

static struct sage_text
after(struct sage_text t, size_t n)
{
	stamp_drop(&t, n);
	return t;
}

/* The line there, without its end; *next is where the next begins. */
static struct sage_text
line_at(struct sage_text all, const char *at, const char **next)
{
	const char	*end = all.data + all.len, *nl;

	nl = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
	*next = nl == NULL ? end : nl + 1;
	return (struct sage_text){ at, (size_t)((nl == NULL ? end : nl) -
	    at) };
}

/* The bytes of ":palm_tree:" at the front. */
static size_t
emoji_at(struct sage_text t)
{
	size_t	i;

	for (i = 1; i < t.len && (utf8_is_small(t.data[i]) ||
	    utf8_is_digit(t.data[i]) || memchr("_+-", t.data[i], 3) !=
	    NULL); i++)
		;
	return i > 1 && i < t.len && *t.data == ':' && t.data[i] == ':' ?
	    i + 1 : 0;
}

/* Drop such at the end. */
static void
drop_emoji(struct sage_text *t)
{
	size_t	i;

	while (t->len > 2 && t->data[t->len - 1] == ':') {
		for (i = t->len - 2; i > 0 && t->data[i] != ':'; i--)
			;
		if (emoji_at(after(*t, i)) != t->len - i)
			break;
		*t = first(*t, i);
	}
}

/* ---- names -------------------------------------------------------------- */

/* Is it, or its first word, a label, or one of its words in no name? */
static int
is_label(const struct chatwords *c, struct sage_text who)
{
	const char		*blank;
	enum chat_kind		 kind = CHAT_LABEL;
	struct sage_text	 word;
	size_t			 n;

	if (memchr(who.data, ' ', who.len) == NULL)
		return chatwords_have(c, kind, who);
	for (; who.len > 0; kind = CHAT_WORD) {
		blank = memchr(who.data, ' ', who.len);
		n = blank == NULL ? who.len : (size_t)(blank - who.data);
		word = (struct sage_text){ who.data, n };
		if (chatwords_have(c, kind, word) ||
		    chatwords_have(c, CHAT_WORD, word))
			return 1;
		stamp_drop(&who, n + (blank != NULL));
	}
	return 0;
}

/* Is it the beginning of an item of a list, "- " or "1) ", or a title? */
static int
is_item(struct sage_text t)
{
	size_t	n = 0;

	while (n < t.len && utf8_is_digit(t.data[n]))
		n++;
	return n + 1 < t.len && t.data[n + 1] == ' ' && (n > 0 ?
	    t.data[n] == ')' : memchr("-*#", *t.data, 3) != NULL);
}

/* Is it what somebody is called, and not the beginning of a sentence? */
static int
is_name(const struct chatwords *c, struct sage_text who)
{
	const char	*last;
	size_t		 i;

	if (who.len == 0 || who.len > NAME_MOST || *who.data == ' ' ||
	    *who.data == '\t' || is_item(who))
		return 0;
	for (i = 0; i < who.len; i++)
		if (who.data[i] == '\0' ||
		    strchr(".!?,;:/\"<>[]", who.data[i]) != NULL)
			return 0;
	last = memrchr(who.data, ' ', who.len);
	return (last == NULL || last + 1 == who.data + who.len ||
	    !utf8_is_small(last[1])) && !is_label(c, who);
}

/* Anything, but what breaks off within a quotation. */
int
turns_is_called(struct sage_text who)
{
	size_t	i, quotes = 0;
	int	open = 0;

	if (who.len == 0 || who.len > CALLED_MOST || *who.data == ' ')
		return 0;
	for (i = 0; i < who.len; i++) {
		if ((unsigned char)who.data[i] < ' ' || who.data[i] == ':')
			return 0;
		quotes += who.data[i] == '"';
		open += text_begins(after(who, i), "\xe2\x80\x9c");
		open -= text_begins(after(who, i), "\xe2\x80\x9d");
	}
	return quotes % 2 == 0 && open == 0;
}

/* The name with a time: any with a date, else such as "maya.lopez" and "Maya
 * Lopez (she/her)" too. */
static int
is_head_name(const struct chatwords *c, struct sage_text who, enum stamp stamp)
{
	const char	*open;
	size_t		 i;

	if (stamp < STAMP_CLOCK || !turns_is_called(who))
		return 0;
	if (stamp == STAMP_FULL)
		return 1;
	if (who.data[who.len - 1] == ')' && (open = memmem(who.data, who.len,
	    " (", 2)) != NULL)
		who.len = (size_t)(open - who.data);
	for (i = 1; i + 1 < who.len; i++)
		if (who.data[i] == '.')
			return memchr(who.data, ' ', who.len) == NULL;
	return is_name(c, who);
}

int
turns_same_name(struct sage_text a, struct sage_text b)
{
	return a.len == b.len && strncasecmp(a.data, b.data, a.len) == 0;
}

/* ---- how a turn begins -------------------------------------------------- */

/* "<name> text" */
static int
in_angles(const struct reading *r, struct sage_text t, struct start *s)
{
	size_t		 most = t.len < NAME_MOST + 2 ? t.len : NAME_MOST + 2;
	const char	*close;

	if (most == 0 || *t.data != '<' ||
	    (close = memchr(t.data, '>', most)) == NULL)
		return 0;
	s->turn.who = (struct sage_text){ t.data + 1,
	    (size_t)(close - t.data - 1) };
	s->turn.text = after(t, (size_t)(close + 1 - t.data));
	return is_name(&r->words, s->turn.who);
}

/* "name: text" */
static int
with_colon(const struct reading *r, struct sage_text t, struct start *s)
{
	int		 full = s->stamp == STAMP_FULL;
	size_t		 most = full ? CALLED_MOST : NAME_MOST;
	const char	*colon;

	if ((colon = memchr(t.data, ':', t.len < most + 1 ? t.len :
	    most + 1)) == NULL)
		return 0;
	s->turn.text = after(t, (size_t)(colon + 1 - t.data));
	/* Else it is an address, or a time. */
	if (s->turn.text.len > 0 && stamp_blank(s->turn.text) == 0)
		return 0;
	s->turn.who = first(t, (size_t)(colon - t.data));
	return full ? turns_is_called(s->turn.who) :
	    is_name(&r->words, s->turn.who);
}

/* "name, [time]", or with a colon behind */
static int
with_bracket(const struct reading *r, struct sage_text t, struct start *s)
{
	const char	*mark;
	int		 dash;

	if (t.len > HEAD_MOST || (mark = memmem(t.data, t.len, ", [",
	    3)) == NULL)
		return 0;
	t.len -= t.data[t.len - 1] == ':';
	s->turn.who = first(t, (size_t)(mark - t.data));
	t = after(t, (size_t)(mark + 2 - t.data));
	return stamp_before(&r->words, t, &s->stamp, &dash) == t.len &&
	    is_head_name(&r->words, s->turn.who, s->stamp);
}

/* "name", a long dash, two blanks or a bracket, "time" */
static int
with_time(const struct reading *r, struct sage_text t, struct start *s)
{
	struct sage_text	rest;
	size_t			i, n, blanks = 0;

	if (t.len > HEAD_MOST)
		return 0;
	for (i = 1; i < t.len; i += n > 0 ? n : 1) {
		rest = after(t, i);
		n = stamp_blank(rest);
		blanks = n > 0 ? blanks + 1 : 0;
		if (text_begins(rest, " " DASH " "))
			stamp_drop(&rest, strlen(" " DASH));
		else if (blanks < 2 && !text_begins(rest, " ["))
			continue;
		s->stamp = stamp_whole(&r->words, rest);
		s->turn.who = first(t, i);
		drop_emoji(&s->turn.who);
		if (is_head_name(&r->words, s->turn.who, s->stamp))
			return 1;
	}
	return 0;
}

/* "name", and on the next line blanks, or an emoji, and "time"; or on the next
 * a long dash, and then "time" */
static int
above_time(const struct reading *r, struct sage_text t, struct start *s)
{
	struct sage_text	line, rest;
	size_t			n;

	if (t.len > CALLED_MOST)
		return 0;
	line = rest = line_at(r->all, s->next, &s->next);
	stamp_trim(&rest);
	if (rest.len == strlen(DASH) && text_begins(rest, DASH))
		rest = line_at(r->all, s->next, &s->next);
	else if ((n = emoji_at(rest)) > 0)
		rest = after(rest, n);
	else if (stamp_blank(line) == 0)
		return 0;
	s->turn.who = t;
	s->stamp = stamp_whole(&r->words, rest);
	drop_emoji(&s->turn.who);
	return is_head_name(&r->words, s->turn.who, s->stamp);
}

/* "From: name", "Type: ...", more such lines, and an empty one */
static int
with_fields(const struct reading *r, struct sage_text t, struct start *s)
{
	struct sage_text	line;
	int			n = FIELDS_MOST;

	if (!text_begins(t, "From: ") || !text_begins(line_at(r->all, s->next,
	    &s->next), "Type: "))
		return 0;
	do {
		line = line_at(r->all, s->next, &s->next);
		stamp_trim(&line);
	} while (line.len > 0 && !text_begins(line, "From: ") && --n > 0);
	s->turn.who = after(t, strlen("From: "));
	s->stamp = STAMP_FULL;
	s->sure = 1;
	return n > 0 && line.len == 0 && turns_is_called(s->turn.who);
}

/* Of what is on lines of its own the text begins on the next. */
static int
has_head(const struct reading *r, struct sage_text line, struct start *s)
{
	const struct start	was = *s;

	if (with_time(r, line, s) || (*s = was, above_time(r, line, s)) ||
	    (*s = was, with_fields(r, line, s))) {
		s->way = WAY_HEAD;
		s->turn.text = (struct sage_text){ s->next, 0 };
		return 1;
	}
	*s = was;
	return 0;
}

/* Does nobody say it, in an export that has the date? */
static int
is_program(const struct reading *r, const struct start *s)
{
	struct sage_text	t = s->turn.text;

	if (r->kept || s->way != WAY_TIMED)
		return 0;
	while (t.len > 0 && *t.data == ' ')
		stamp_drop(&t, 1);
	if (s->bracket && s->stamp == STAMP_FULL && text_begins(t, MARK)) {
		stamp_trim(&t);
		return chatwords_have(&r->words, CHAT_PROGRAM, t) ||
		    chatwords_have(&r->words, CHAT_TOLD, t);
	}
	stamp_trim(&t);
	return chatwords_have(&r->words, CHAT_PROGRAM, t);
}

/* May a turn begin at a line?  s->next is the line after it in any case. */
static int
find_start(const struct reading *r, const char *at, struct start *s)
{
	struct sage_text	line = line_at(r->all, at, &s->next), rest;
	size_t			n;

	s->program = s->sure = 0;
	s->stamp = STAMP_NONE;
	if (line.len > 0 && (*line.data == ' ' || *line.data == '\t'))
		return 0;
	stamp_trim(&line);
	if (line.len == 0)
		return 0;
	s->bracket = *line.data == '[';
	n = stamp_before(&r->words, line, &s->stamp, &s->dash);
	if (n > 0 && s->stamp == STAMP_ODD)
		return 0;
	rest = after(line, n);
	while (n > 0 && rest.len > 0 && stamp_blank(rest) > 0)
		stamp_drop(&rest, stamp_blank(rest));
	s->way = n > 0 ? WAY_TIMED : WAY_BARE;
	s->sure = s->stamp == STAMP_FULL && (s->dash || s->bracket);
	if (n == 0 && with_bracket(r, line, s)) {
		s->way = WAY_TIMED;
		s->sure = s->stamp == STAMP_FULL;
		s->turn.text = (struct sage_text){ s->next, 0 };
		return 1;
	}
	if (n == 0)
		s->stamp = STAMP_NONE;
	if (rest.len > 0 && (in_angles(r, rest, s) || with_colon(r, rest, s))) {
		s->program = is_program(r, s);
		return 1;
	}
	if (n == 0)
		return has_head(r, line, s);
	s->program = !r->kept && s->dash && s->stamp == STAMP_FULL;
	s->turn.text = rest;
	return s->program;
}

/* ---- is it a transcript? ------------------------------------------------ */

static int
is_known(const struct names *names, struct sage_text who)
{
	size_t	i;

	for (i = 0; i < names->n; i++)
		if (turns_same_name(names->who[i], who))
			return 1;
	return 0;
}

static void
add_name(struct names *names, struct sage_text who)
{
	if (names->n < NAMES_MOST && !is_known(names, who))
		names->who[names->n++] = who;
}

static int
is_me(const struct reading *r, struct sage_text who)
{
	return r->me.len > 0 && turns_same_name(who, r->me);
}

/* A line with nothing, or only a day. */
static int
is_empty(const struct reading *r, struct sage_text line)
{
	stamp_trim(&line);
	return line.len == 0 || stamp_whole(&r->words, line) == STAMP_DAY;
}

/*
 * Are there turns of a sort: does the text begin with one, or do we speak, or
 * somebody twice, or is there the date?  One name with a colon in the middle
 * is none, and what stands before would be lost.
 */
static int
are_turns(const struct reading *r, int head)
{
	const char	*at = r->all.data, *end = at + r->all.len, *next;
	struct names	 seen = { .n = 0 };
	struct start	 s;
	int		 lead = 1, is;

	for (; at < end; at = next) {
		is = find_start(r, at, &s) && (s.way == WAY_HEAD) == head;
		if (is && (lead || s.sure || is_known(&seen, s.turn.who) ||
		    is_me(r, s.turn.who)))
			return 1;
		if (is)
			add_name(&seen, s.turn.who);
		lead = lead && is_empty(r, line_at(r->all, at, &next));
		(void)line_at(r->all, at, &next);
	}
	return 0;
}

/* Does the first turn of any sort have lines of its own for the name? */
static int
begins_with_head(const struct reading *r)
{
	const char	*at = r->all.data, *end = at + r->all.len;
	struct start	 s;

	for (; at < end; at = s.next)
		if (find_start(r, at, &s))
			return s.way == WAY_HEAD;
	return 0;
}

/* Who speaks at a time, or more than once; where there are times, nobody else
 * speaks. */
static void
find_names(struct reading *r)
{
	const char	*at = r->all.data, *end = at + r->all.len, *next;
	struct names	 seen = { .n = 0 };
	struct start	 s;

	for (; at < end; at = next) {
		if (find_start(r, at, &s) && s.way != WAY_HEAD && !s.program) {
			r->timed |= s.way == WAY_TIMED;
			if (s.way == WAY_TIMED || is_known(&seen, s.turn.who))
				add_name(&r->names, s.turn.who);
			add_name(&seen, s.turn.who);
		}
		(void)line_at(r->all, at, &next);
	}
}

static int
counts(const struct reading *r, const struct start *s)
{
	if (r->kept)
		return s->way != WAY_HEAD && !s->program;
	if (r->way == WAY_HEAD)
		return s->way == WAY_HEAD || (s->way == WAY_TIMED &&
		    s->bracket);
	if (s->way == WAY_BARE)
		return !r->timed || is_known(&r->names, s->turn.who) ||
		    turns_same_name(s->turn.who, r->me.len > 0 ? r->me :
		    text_of("Me"));
	return s->way == WAY_TIMED;
}

/* ---- turns -------------------------------------------------------------- */

static struct turn *
last_turn(const struct reading *r)
{
	return r->turns->len == 0 ? NULL : (struct turn *)(void *)
	    (r->turns->data + r->turns->len) - 1;
}

/* A time alone, or in brackets before what was said, goes on with who spoke
 * before. */
static int
goes_on(const struct reading *r, const char *at, struct start *s)
{
	struct sage_text	line = line_at(r->all, at, &s->next);
	const struct turn	*first_one = (const void *)r->turns->data;
	const struct turn	*last = last_turn(r);
	size_t			n;

	/* What a program said is said by nobody. */
	while (last != NULL && last->who.len == 0)
		last = last == first_one ? NULL : last - 1;
	if (r->way != WAY_HEAD || last == NULL)
		return 0;
	n = stamp_before(&r->words, line, &s->stamp, &s->dash);
	if (n == 0 || *line.data != '[' || s->stamp < STAMP_CLOCK)
		n = stamp_blank(line) == 0 && stamp_whole(&r->words, line) ==
		    STAMP_CLOCK ? line.len : 0;
	s->turn.who = last->who;
	s->turn.text = after(line, n);
	s->program = 0;
	return n > 0;
}

static struct sage_text
last_line(struct sage_text t)
{
	const char	*nl = memrchr(t.data, '\n', t.len);

	return nl == NULL ? t : after(t, (size_t)(nl + 1 - t.data));
}

/* ":+1:" and "2" on the last two lines: so many answered with that.  How many
 * bytes is that? */
static size_t
reaction(struct sage_text t)
{
	const size_t		all = t.len;
	struct sage_text	line = last_line(t);
	size_t			i, n;

	for (i = 0; i < line.len && utf8_is_digit(line.data[i]); i++)
		;
	if (i == 0 || i < line.len || line.len == all)
		return 0;
	t = first(t, all - line.len);
	line = last_line(t);
	for (i = 0; (n = emoji_at(line)) > 0; i++)
		stamp_drop(&line, n);
	return i == 0 || line.len > 0 ? 0 :
	    all - (t.len - last_line(t).len);
}

/* What was said, without what a program put at its front and its end. */
static void
clean(const struct reading *r, struct sage_text *t)
{
	const struct chatwords	*c = &r->words;
	int			head = r->way == WAY_HEAD;
	struct sage_text	line;
	const char		*next;
	size_t			 was;

	do {
		stamp_trim(t);
		was = t->len;
		t->len -= chatwords_end(c, CHAT_END, *t);
		if (head)
			t->len -= reaction(*t);
		stamp_trim(t);
		line = last_line(*t);
		if (chatwords_have(c, CHAT_NONE, line))
			t->len -= line.len;
		stamp_trim(t);
		line = line_at(*t, t->data, &next);
		if (chatwords_have(c, CHAT_NONE, line) ||
		    (head && text_begins(line, ">")))
			stamp_drop(t, line.len);
	} while (t->len < was);
}

/* Clean all, and leave out what nobody said. */
static void
finish(struct reading *r)
{
	struct turn	*t = (struct turn *)(void *)r->turns->data;
	size_t		 n = r->turns->len / sizeof(*t), i, k = 0;

	for (i = 0; i < n; i++) {
		stamp_trim(&t[i].text);
		if (t[i].who.len > 0)
			t[k++] = t[i];
	}
	/* Such as that somebody called, or went. */
	while (r->way == WAY_HEAD && k > 0 && t[k - 1].text.len == 0)
		k--;
	for (i = 0; i < k && !r->kept; i++)
		clean(r, &t[i].text);
	r->turns->len = k * sizeof(*t);
}

static int
read_all(struct reading *r)
{
	const char	*at = r->all.data, *end = at + r->all.len;
	struct turn	*last;
	struct start	 s;
	int		 e = 0;

	for (; at < end && e == 0; at = s.next) {
		if ((find_start(r, at, &s) && counts(r, &s)) ||
		    goes_on(r, at, &s)) {
			if (s.program)
				s.turn.who.len = 0;
			s.turn.text.len = (size_t)(s.next - s.turn.text.data);
			e = buf_append(r->turns, &s.turn, sizeof(s.turn));
			continue;
		}
		(void)line_at(r->all, at, &s.next);
		if ((last = last_turn(r)) != NULL)
			last->text.len = (size_t)(s.next - last->text.data);
	}
	finish(r);
	return e;
}

int
turns_read(struct buf *out, struct sage_text text, const char *me, int kept)
{
	struct reading	r = { .all = text, .kept = kept,
			    .me = text_of(me == NULL ? "" : me),
			    .way = WAY_TIMED, .turns = out };

	chatwords_open(&r.words, chat_words());
	if (!kept) {
		if (begins_with_head(&r) && are_turns(&r, 1))
			r.way = WAY_HEAD;
		else if (are_turns(&r, 0))
			find_names(&r);
		else
			return 0;
	}
	return read_all(&r);
}
