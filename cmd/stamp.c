#include <string.h>

#include "stamp.h"
#include "text.h"
#include "utf8.h"

#define STAMP_MOST	48	/* bytes before a name */

/* The length of the first of the strings that the text begins with, or 0. */
static size_t
starts_one(struct sage_text t, const char *const strings[], size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		if (text_begins(t, strings[i]))
			return strlen(strings[i]);
	return 0;
}

void
stamp_drop(struct sage_text *t, size_t n)
{
	t->data += n;
	t->len -= n;
}

size_t
stamp_blank(struct sage_text t)
{
	static const char *const blanks[] = { "\xc2\xa0", "\xe2\x80\x8e",
	    "\xe2\x80\x8f", "\xe2\x80\xaf", "\xef\xbb\xbf" };

	if (t.len == 0)
		return 0;
	if ((*t.data & 0x80) == 0)
		return memchr(" \t\r\n", *t.data, 4) != NULL;
	return starts_one(t, blanks, sizeof(blanks) / sizeof(blanks[0]));
}

void
stamp_trim(struct sage_text *t)
{
	const char	*end;
	size_t		 n;

	while ((n = stamp_blank(*t)) > 0)
		stamp_drop(t, n);
	for (; t->len > 0; t->len -= n) {
		end = t->data + t->len;
		for (n = 1; n < 3 && n < t->len && (end[-(int)n] & 0xc0) ==
		    0x80; n++)
			;
		if (stamp_blank((struct sage_text){ end - n, n }) != n)
			return;
	}
}

/* ---- before a name ------------------------------------------------------ */

/* What sort is a text with the digits of a time in it? */
static enum stamp
sort_of(const struct chatwords *c, const char *s, size_t len)
{
	enum stamp	sort = stamp_whole(c, (struct sage_text){ s, len });
	size_t		i;
	int		clock = 0, before = 0, parts = 0, part;

	if (sort != STAMP_NONE)
		return sort;
	for (i = 1; i + 1 < len; i++)
		if (utf8_is_digit(s[i - 1]) && utf8_is_digit(s[i + 1])) {
			clock |= s[i] == ':';
			part = s[i] == '.' || s[i] == '/' || s[i] == '-';
			before |= part && !clock;
			parts += part;
		}
	/* Behind the time one such sign may be a part of that. */
	if (clock)
		return before || parts > 1 ? STAMP_FULL : STAMP_CLOCK;
	return STAMP_ODD;
}

/* In brackets, with a digit. */
static size_t
bracketed(const struct chatwords *c, struct sage_text t, enum stamp *sort)
{
	size_t	most = t.len < STAMP_MOST ? t.len : STAMP_MOST, i;
	char	close;
	int	digit = 0;

	if (most == 0 || (*t.data != '[' && *t.data != '('))
		return 0;
	close = *t.data == '[' ? ']' : ')';
	for (i = 1; i < most && t.data[i] != close; i++)
		digit |= utf8_is_digit(t.data[i]);
	if (i == most || !digit)
		return 0;
	*sort = sort_of(c, t.data + 1, i - 1);
	return i + 1;
}

static size_t
half_day(struct sage_text t)
{
	static const char *const halves[] = { "AM", "PM", "am", "pm", "a.m.",
	    "p.m." };

	return starts_one(t, halves, sizeof(halves) / sizeof(halves[0]));
}

/* How much of the text may be in a date or a time, at least 1; or 0. */
static size_t
stamp_piece(struct sage_text t)
{
	size_t	n = half_day(t);

	if (n > 0 || text_begins(t, "\xe2\x80\xaf"))
		return n > 0 ? n : 3;
	return t.len > 0 && (utf8_is_digit(*t.data) ||
	    memchr(":./-, \tTZ", *t.data, 9) != NULL);
}

/* Not in brackets: with a clock in it, up to " - " or else its last blank. */
static size_t
dated(struct sage_text t, int *dash)
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
		if (clock && n > 1 && text_begins(t, " ") &&
		    memcmp(all.data + n - 2, " -", 2) == 0) {
			*dash = 1;
			return n + 1;
		}
		stamp_drop(&t, piece);
	}
	return clock ? end : 0;
}

size_t
stamp_before(const struct chatwords *c, struct sage_text t, enum stamp *sort,
    int *dash)
{
	size_t	n;

	*dash = 0;
	*sort = STAMP_NONE;
	if ((n = bracketed(c, t, sort)) == 0 && (n = dated(t, dash)) > 0)
		*sort = sort_of(c, t.data, n);
	return n;
}

/* ---- alone -------------------------------------------------------------- */

static size_t
digits(struct sage_text t)
{
	size_t	n = 0;

	while (n < t.len && utf8_is_digit(t.data[n]))
		n++;
	return n;
}

static int
is_letter(char c)
{
	return utf8_is_small(c) || utf8_is_large(c);
}

/* 10:32 or 10:32:15 */
static size_t
clock_at(struct sage_text t)
{
	size_t	n = digits(t), all = t.len;
	int	i;

	if (n == 0 || n > 2)
		return 0;
	for (i = 0; i < 2; i++) {
		stamp_drop(&t, n);
		if (t.len < 3 || *t.data != ':')
			break;
		stamp_drop(&t, 1);
		if ((n = digits(t)) != 2)
			return 0;
	}
	if (i == 2)
		stamp_drop(&t, n);
	return i == 0 ? 0 : all - t.len;
}

/* A number, as 12, 12th, 12.03.24 or 2024-03-12. */
static size_t
number_at(struct sage_text t)
{
	static const char *const endings[] = { "st", "nd", "rd", "th" };
	const size_t		 all = t.len;
	size_t			 n = digits(t);
	int			 i = 0;

	if (n == 0 || n > 4)
		return 0;
	for (stamp_drop(&t, n); i < 2 && t.len > 1 && memchr("./-", *t.data,
	    3) != NULL && utf8_is_digit(t.data[1]); i++) {
		stamp_drop(&t, 1);
		stamp_drop(&t, digits(t));
	}
	if (i == 0)
		stamp_drop(&t, starts_one(t, endings, 4));
	return t.len > 0 && is_letter(*t.data) ? 0 : all - t.len;
}

static size_t
word_at(const struct chatwords *c, struct sage_text t)
{
	size_t	n = 0;

	while (n < t.len && is_letter(t.data[n]))
		n++;
	return n > 0 && chatwords_have(c, CHAT_TIME,
	    (struct sage_text){ t.data, n }) ? n : 0;
}

enum stamp
stamp_whole(const struct chatwords *c, struct sage_text t)
{
	size_t	n;
	int	clock = 0, day = 0;

	stamp_trim(&t);
	if (t.len > 2 && ((*t.data == '[' && t.data[t.len - 1] == ']') ||
	    (*t.data == '(' && t.data[t.len - 1] == ')')))
		t = (struct sage_text){ t.data + 1, t.len - 2 };
	if (t.len > STAMP_MOST)
		return STAMP_NONE;
	for (; t.len > 0; stamp_drop(&t, n)) {
		n = text_begins(t, ",") ? 1 : stamp_blank(t);
		if (n > 0)
			continue;
		if ((n = clock_at(t)) > 0) {
			clock++;
			continue;
		}
		if (clock && (n = half_day(t)) > 0)
			continue;
		if ((n = number_at(t)) == 0 && (n = word_at(c, t)) == 0)
			return STAMP_NONE;
		day++;
	}
	if (clock > 1)
		return STAMP_NONE;
	return clock ? day ? STAMP_FULL : STAMP_CLOCK : day ? STAMP_DAY :
	    STAMP_NONE;
}
