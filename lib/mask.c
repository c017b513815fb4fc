#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "mask.h"
#include "token.h"
#include "utf8.h"

#define QUOTE_MAX	2000	/* bytes between quotation marks */
#define SINGLE_MAX	160	/* between single ones */
#define LINK_MAX	2000	/* in an address */

#define QUOTES		7	/* kinds of them */

#define U2018		"\xe2\x80\x98"
#define U2019		"\xe2\x80\x99"
#define U201A		"\xe2\x80\x9a"
#define U201C		"\xe2\x80\x9c"
#define U201D		"\xe2\x80\x9d"
#define U201E		"\xe2\x80\x9e"

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (unsigned char)c > 0x7f;
}

/* Bytes at which something may begin that is masked. */
static const unsigned char	begins[256] = {
	['`'] = 1, ['"'] = 1, ['<'] = 1, ['('] = 1, ['\''] = 1,
	[0xc2] = 1, [0xe2] = 1
};

/* What every address or path has somewhere: one of these signs, two hyphens
 * or the end of www. */
static int
tells_path(const char *s, size_t len, size_t at)
{
	switch (s[at]) {
	case '/':
	case '\\':
	case '@':
	case '~':
	case '$':
		return 1;
	case '-':
		return at + 1 < len && s[at + 1] == '-';
	case 'w':
		return at + 1 < len && s[at + 1] == '.';
	}
	return 0;
}

#ifdef __SSE2__
static inline __m128i
equals(__m128i v, char c)
{
	return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

/* Which of 16 bytes are in begins[]? */
static inline unsigned
begins16(const char *s)
{
	__m128i	v = _mm_loadu_si128((const __m128i *)(const void *)s), any;

	any = _mm_or_si128(equals(v, '`'), equals(v, '"'));
	any = _mm_or_si128(any, _mm_or_si128(equals(v, '<'), equals(v, '(')));
	any = _mm_or_si128(any, equals(v, '\''));
	any = _mm_or_si128(any, _mm_or_si128(equals(v, '\xc2'),
	    equals(v, '\xe2')));
	return (unsigned)_mm_movemask_epi8(any);
}

/* At which of 16 bytes does tells_path() hold?  Reads 17. */
static inline unsigned
paths16(const char *s)
{
	__m128i	v = _mm_loadu_si128((const __m128i *)(const void *)s), any;
	__m128i	next = _mm_loadu_si128((const __m128i *)(const void *)(s + 1));

	any = _mm_or_si128(equals(v, '/'), equals(v, '\\'));
	any = _mm_or_si128(any, _mm_or_si128(equals(v, '@'), equals(v, '~')));
	any = _mm_or_si128(any, equals(v, '$'));
	any = _mm_or_si128(any, _mm_and_si128(equals(v, '-'),
	    equals(next, '-')));
	any = _mm_or_si128(any, _mm_and_si128(equals(v, 'w'),
	    equals(next, '.')));
	return (unsigned)_mm_movemask_epi8(any);
}

typedef unsigned sixteen_fn(const char *);

/*
 * The first offset from one on at which one of 16 bytes is found, or SIZE_MAX
 * if a text is shorter; the last 16 are looked at again for what is left.
 */
static inline size_t
next_of(const char *s, size_t len, size_t at, sixteen_fn *found)
{
	unsigned	bits;

	if (len < 16)
		return SIZE_MAX;
	for (; len - at >= 16; at += 16)
		if ((bits = found(s + at)) != 0)
			return at + (unsigned)__builtin_ctz(bits);
	if (at == len)
		return len;
	bits = found(s + len - 16) >> (16 - (len - at));
	return bits == 0 ? len : at + (unsigned)__builtin_ctz(bits);
}
#endif

/* The first offset from one on at which something may begin, or len. */
static size_t
next_begin(const char *s, size_t len, size_t at)
{
#ifdef __SSE2__
	size_t	found = next_of(s, len, at, begins16);

	if (found != SIZE_MAX)
		return found;
#endif
	while (at < len && !begins[(unsigned char)s[at]])
		at++;
	return at;
}

/* The same for what tells of a path. */
static size_t
next_path(const char *s, size_t len, size_t at)
{
#ifdef __SSE2__
	size_t	found = SIZE_MAX;

	/* Of the last byte the next is not known. */
	if (len > at + 16 && (found = next_of(s, len - 1, at, paths16)) <
	    len - 1)
		return found;
	if (found != SIZE_MAX)
		at = len - 1;
#endif
	while (at < len && !tells_path(s, len, at))
		at++;
	return at;
}

int
mask_needed(const char *s, size_t len)
{
	size_t	at;

	/* Most quotation marks are apostrophes. */
	for (at = next_begin(s, len, 0); at < len;
	    at = next_begin(s, len, at + 1))
		if (s[at] != '\'' || at == 0 || !is_letter(s[at - 1]))
			return 1;
	return next_path(s, len, 0) < len;
}

void
mask_copy(char *out, const char *in, size_t len)
{
	char	*end = out + len;

	if (len > 0)
		memcpy(out, in, len);
	while ((out = memchr(out, MASKED, (size_t)(end - out))) != NULL)
		*out++ = ' ';
}

static void
fill(char *s, size_t from, size_t to)
{
	memset(s + from, MASKED, to - from);
}

static size_t
run_of(const char *s, size_t len, size_t at, char c)
{
	size_t	n = 0;

	while (at + n < len && s[at + n] == c)
		n++;
	return n;
}

/* What a search that found nothing has taught, so that none is done twice. */
struct lost {
	uint64_t	code;		/* bit n: no run of n backticks ahead */
	size_t		quote[QUOTES];	/* no such mark closes before here */
	int		comment;	/* no comment ends ahead */
	size_t		markup[2];	/* no > or ) before here */
};

/*
 * A code span: as many backticks as opened it close it.  `word' is the old
 * way of quoting.  Returns where to go on.
 */
static size_t
mask_code(char *s, size_t len, size_t at, struct lost *lost)
{
	size_t	open = run_of(s, len, at, '`'), n, i;

	if (open < 64 && (lost->code >> open & 1) == 0) {
		for (i = at + open; i < len; i += n) {
			if ((n = run_of(s, len, i, '`')) == open) {
				fill(s, at, i + n);
				return i + n;
			}
			if (n == 0)
				n = 1;
		}
		lost->code |= UINT64_C(1) << open;
	}
	for (i = at + open; open == 1 && i < len && i - at < SINGLE_MAX; i++)
		if (s[i] == '\'' && (i + 1 == len || !is_letter(s[i + 1]))) {
			fill(s, at, i + 1);
			return i + 1;
		}
	return at + open;
}

/* Signs that an address or a path may hold. */
static int
in_address(char c)
{
	return !utf8_is_space(c) && c != '"' && c != '<' && c != '>' &&
	    c != '`' && c != MASKED;
}

/* Is there an address or a path here?  Looks at one run without blanks. */
static int
looks_like_address(const char *s, size_t n)
{
	size_t		 i, slashes = 0;
	const char	*at;

	for (i = 0; i + 2 < n; i++)
		if (s[i] == ':' && s[i + 1] == '/' && s[i + 2] == '/')
			return 1;
	if (n > 4 && memcmp(s, "www.", 4) == 0)
		return 1;
	if ((at = memchr(s, '@', n)) != NULL && at > s &&
	    memchr(at, '.', n - (size_t)(at - s)) != NULL &&
	    is_letter(at[-1]))
		return 1;
	for (i = 0; i < n; i++)
		slashes += s[i] == '/' || s[i] == '\\';
	if (slashes == 1 && (at = memchr(s, '/', n)) != NULL &&
	    memchr(at, '.', n - (size_t)(at - s)) != NULL)
		return 1;
	return slashes > 1 || (n > 1 && (s[0] == '/' || s[0] == '\\' ||
	    s[0] == '@' || (s[0] == '~' && s[1] != '~') || (s[0] == '$' &&
	    !utf8_is_digit(s[1])))) ||	/* "$20" is no variable */
	    (n > 2 && s[0] == '.' && s[1] == '/') ||
	    (n > 2 && s[0] == '-' && s[1] == '-' && is_letter(s[2]));
}

/* Leave the marks that end the sentence around an address. */
static size_t
trim_address(const char *s, size_t n)
{
	while (n > 1 && strchr(".,;:!?)'*", s[n - 1]) != NULL)
		n--;
	return n;
}

/* Where the run without blanks begins that holds an offset.  A bracket in
 * front is none of it. */
static size_t
run_begin(const char *s, size_t from, size_t at)
{
	size_t	start = at;

	while (start > from && in_address(s[start - 1]))
		start--;
	while (start < at && (s[start] == '(' || s[start] == '['))
		start++;
	return start;
}

static void
mask_addresses(char *s, size_t len)
{
	size_t	at, start, n, end = 0;

	for (at = next_path(s, len, 0); at < len;
	    at = next_path(s, len, end)) {
		start = run_begin(s, end, at);
		for (end = at; end < len && in_address(s[end]); end++)
			;
		n = trim_address(s + start, end - start);
		if (n <= LINK_MAX && looks_like_address(s + start, n))
			fill(s, start, start + n);
	}
}

static size_t
mask_comment(char *s, size_t len, size_t at, struct lost *lost)
{
	const char	*end = NULL;

	if (!lost->comment)
		end = memmem(s + at, len - at, "-->", 3);
	lost->comment = end == NULL;
	if (end == NULL)
		return at + 1;
	memset(s + at, ' ', (size_t)(end - s) + 3 - at);
	return (size_t)(end - s) + 3;
}

/* The target of a Markdown link, ](...), or a tag, <...>: blanks, as the
 * words around them are not cut. */
static size_t
mask_markup(char *s, size_t len, size_t at, struct lost *lost)
{
	int		 tag = s[at] == '<';
	size_t		 from = at + 1, to, *none = &lost->markup[tag];
	const char	*end = NULL;

	if (tag && (len - at < 2 || (!is_letter(s[at + 1]) &&
	    s[at + 1] != '/' && s[at + 1] != '!')))
		return at + 1;
	to = len - at < LINK_MAX ? len : at + LINK_MAX;
	if (from < *none)
		from = *none;
	if (from < to)
		end = memchr(s + from, tag ? '>' : ')', to - from);
	if (end == NULL) {
		*none = to;
		return at + 1;
	}
	memset(s + at, ' ', (size_t)(end - s) + 1 - at);
	return (size_t)(end - s) + 1;
}

/* Kinds of quotation marks: how one opens, how it closes, either way. */
static const struct quote {
	const char	*open, *close, *other;
	size_t		 max;
} quotes[] = {
	{ "\"", "\"", NULL, QUOTE_MAX },
	{ U201C, U201D, NULL, QUOTE_MAX },
	{ U201E, U201C, U201D, QUOTE_MAX },
	{ "\xc2\xab", "\xc2\xbb", NULL, QUOTE_MAX },	/* U+00AB U+00BB */
	{ "'", "'", NULL, SINGLE_MAX },
	{ U2018, U2019, NULL, SINGLE_MAX },
	{ U201A, U2018, U2019, SINGLE_MAX },
};

_Static_assert(sizeof(quotes) / sizeof(quotes[0]) == QUOTES, "one each");

static int
starts(const char *s, size_t len, const char *with)
{
	for (; *with != '\0'; s++, len--, with++)
		if (len == 0 || *s != *with)
			return 0;
	return 1;
}

/* A mark that looks both ways opens after a blank and closes before one. */
static int
may_open(const char *s, size_t len, size_t at, size_t n)
{
	return at + n < len && !utf8_is_space(s[at + n]) &&
	    (at == 0 || !(is_letter(s[at - 1]) || (s[at - 1] >= '0' &&
	    s[at - 1] <= '9')));
}

static int
may_close(const char *s, size_t len, size_t at, size_t n)
{
	return !utf8_is_space(s[at - 1]) && (at + n >= len ||
	    !(is_letter(s[at + n]) && (unsigned char)s[at + n] < 0x80));
}

static int
closes(const struct quote *q, const char *s, size_t len)
{
	return starts(s, len, q->close) ||
	    (q->other != NULL && starts(s, len, q->other));
}

static size_t
mask_quote(char *s, size_t len, size_t at, size_t kind, struct lost *lost)
{
	const struct quote	*q = &quotes[kind];
	size_t			 n = strlen(q->open), m = strlen(q->close), i;

	if (!may_open(s, len, at, n))
		return at + n;
	i = at + n + 1;
	if (i < lost->quote[kind])
		i = lost->quote[kind];
	for (; i < len && i - at <= q->max; i++)
		if (closes(q, s + i, len - i) && may_close(s, len, i, m)) {
			fill(s, at, i + m);
			return i + m;
		}
	lost->quote[kind] = i;
	return at + n;
}

static size_t
mask_at(char *s, size_t len, size_t at, struct lost *lost)
{
	size_t	i;

	if (s[at] == '`')
		return mask_code(s, len, at, lost);
	if (starts(s + at, len - at, "<!--"))
		return mask_comment(s, len, at, lost);
	if (s[at] == '<' || (s[at] == '(' && at > 0 && s[at - 1] == ']'))
		return mask_markup(s, len, at, lost);
	for (i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
		if (starts(s + at, len - at, quotes[i].open))
			return mask_quote(s, len, at, i, lost);
	return at + 1;
}

void
mask_inline(char *s, size_t len)
{
	struct lost	lost = { .code = 0 };
	size_t		at = 0;

	while ((at = next_begin(s, len, at)) < len)
		at = mask_at(s, len, at, &lost);
	mask_addresses(s, len);
}
