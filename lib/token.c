#include <string.h>

#include "token.h"
#include "utf8.h"

enum { C_OTHER, C_COMMA, C_CLAUSE, C_DASH, C_DOT, C_TAB, C_HIGH };

static const unsigned char kind_of[256] = {
	[','] = C_COMMA, [';'] = C_CLAUSE, [':'] = C_CLAUSE,
	['('] = C_CLAUSE, [')'] = C_CLAUSE, ['['] = C_CLAUSE,
	[']'] = C_CLAUSE, ['{'] = C_CLAUSE, ['}'] = C_CLAUSE,
	['|'] = C_CLAUSE, ['='] = C_CLAUSE, ['<'] = C_CLAUSE,
	['>'] = C_CLAUSE, ['\t'] = C_TAB, ['-'] = C_DASH, ['.'] = C_DOT,
	[0x80 ... 0xff] = C_HIGH
};

static int
joins_code(const char *s)
{
	return (s[0] == ':' && s[1] == ':') || (s[0] == '-' && s[1] == '>');
}

/* Colons or an arrow join code; brackets behind a word are a call's. */
static int
code_around(const char *s, size_t len, size_t off, size_t end)
{
	if (len - end >= 2 && (joins_code(s + end) ||
	    (s[end] == '(' && s[end + 1] == ')')))
		return 1;
	return off >= 2 && joins_code(s + off - 2);
}

enum token_kind
token_kind(const char *s, size_t len, size_t off, size_t end, int known)
{
	size_t	i, digits = 0;

	if (code_around(s, len, off, end) || s[off] == MASKED)
		return TOKEN_CODE;
	for (i = off; i < end && !known; i++) {
		if (s[i] == '_')
			return TOKEN_CODE;
		digits += s[i] >= '0' && s[i] <= '9';
	}
	return digits > 0 && digits * 2 >= end - off ? TOKEN_NUMBER :
	    TOKEN_WORD;
}

static int
is_part(char c)
{
	return utf8_is_small(c) || utf8_is_large(c) || utf8_is_digit(c) ||
	    c == '_' || c == MASKED;
}

/* "fooBar"; names as "iPhone" have but one small letter before. */
static int
is_camel(const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < len && utf8_is_small(s[i]); i++)
		;
	return i >= 2 && i + 1 < len && utf8_is_large(s[i]) &&
	    utf8_is_small(s[i + 1]);
}

size_t
token_code(const char *copy, const char *text, size_t len)
{
	size_t	i, end, n = 0;

	for (i = 0; i < len; i = end + 1) {
		for (end = i; end < len && is_part(copy[end]); end++)
			;
		if (end == i)
			continue;
		if (copy[i] == MASKED)
			n += text[i] == '`';
		else
			n += (i > 0 && copy[i - 1] == '@') ||
			    is_camel(copy + i, end - i) ||
			    token_kind(copy, len, i, end, 0) == TOKEN_CODE;
	}
	return n;
}

/* Marks over U+007F: dashes, bullets, ellipses. */
static enum brk
high_break(const char *s, size_t len, size_t at, size_t *took)
{
	uint32_t	cp;

	*took = utf8_decode(s + at, len - at, &cp);
	return (cp >= 0x2012 && cp <= 0x2015) || cp == 0x2022 ||
	    cp == 0x2026 ? BRK_CLAUSE : BRK_NONE;
}

static int
is_gap(const char *s, size_t len, size_t at)
{
	return at >= len || s[at] == ' ' || s[at] == '\n' || s[at] == '\r';
}

/* A hyphen breaks only between blanks, or doubled; dots and tabs only
 * several. */
static enum brk
mark_break(const char *s, size_t len, size_t at)
{
	switch (kind_of[(unsigned char)s[at]]) {
	case C_COMMA:
		return BRK_COMMA;
	case C_CLAUSE:
		return BRK_CLAUSE;
	case C_DOT:
		return at + 1 < len && s[at + 1] == '.' ? BRK_CLAUSE :
		    BRK_NONE;
	case C_TAB:
		return at + 1 < len && s[at + 1] == '\t' ? BRK_CLAUSE :
		    BRK_NONE;
	case C_DASH:
		if (at + 1 < len && s[at + 1] == '-')
			return BRK_CLAUSE;
		return at > 0 && is_gap(s, len, at - 1) &&
		    is_gap(s, len, at + 1) ? BRK_CLAUSE : BRK_NONE;
	}
	return BRK_NONE;
}

enum brk
token_break(const char *s, size_t len, size_t before, size_t off)
{
	enum brk	b, most = BRK_NONE;
	size_t		took;

	if (off == before + 1 && s[before] == ' ')
		return BRK_NONE;
	for (; before < off; before += took) {
		took = 1;
		if (kind_of[(unsigned char)s[before]] == C_HIGH)
			b = high_break(s, len, before, &took);
		else
			b = mark_break(s, len, before);
		if (b > most)
			most = b;
	}
	return most;
}

size_t
apostrophe_length(const char *s, size_t len)
{
	if (len >= 3 && memcmp(s, "\xe2\x80", 2) == 0 &&
	    (s[2] == '\x98' || s[2] == '\x99'))
		return 3;
	if (len >= 2 && (memcmp(s, "\xc2\xb4", 2) == 0 ||
	    memcmp(s, "\xca\xbc", 2) == 0))
		return 2;
	return len >= 1 && *s == '\'';
}

size_t
word_fold(const char *s, size_t len, char *out, size_t room)
{
	size_t	i, n, took;

	/* Most words are in small letters. */
	for (n = 0; n < len && n < room && utf8_is_small(s[n]); n++)
		out[n] = s[n];
	for (i = n; i < len && n < room; i++)
		if ((unsigned char)s[i] < 0x80)
			out[n++] = (char)(s[i] | (s[i] >= 'A' && s[i] <= 'Z') <<
			    5);
		else if ((took = apostrophe_length(s + i, len - i)) > 0) {
			out[n++] = '\'';
			i += took - 1;
		} else if (n > 0 && (s[i] & 0xc0) == 0x80 &&
		    (out[n - 1] & 0xe0) == 0xc0)
			out[n++] = (char)(s[i] | 0x20);
		else
			out[n++] = s[i];
	return n;
}

size_t
clitic_length(const char *s, size_t len)
{
	const char	*cut = memrchr(s, '\'', len);

	if (cut == NULL || cut == s)
		return 0;
	if (len > 3 && cut == s + len - 2 && memcmp(cut - 1, "n't", 3) == 0)
		return 3;
	return len - (size_t)(cut - s);
}
