#include <stdint.h>
#include <string.h>

#include "marks.h"
#include "utf8.h"

#define OPEN_MAX	32	/* marks of a kind that are open at a time */

/* A paragraph, and where marks stand in it that are not closed yet. */
struct marks {
	char		*s;
	const char	*text;
	size_t		 len;
	size_t		 under[OPEN_MAX], bracket[OPEN_MAX];
	size_t		 nunder, nbracket;
};

static int
word_before(const char *s, size_t at)
{
	size_t		from = at;
	uint32_t	cp = 0;

	while (from > 0 && at - from < 4 &&
	    ((unsigned char)s[--from] & 0xc0) == 0x80)
		;
	(void)utf8_decode(s + from, at - from, &cp);
	return utf8_is_letter(cp);
}

static int
word_behind(const char *s, size_t len, size_t at)
{
	uint32_t	cp = 0;

	(void)utf8_decode(s + at, len - at, &cp);
	return utf8_is_letter(cp);
}

static size_t
run_of(const char *s, size_t len, size_t at)
{
	size_t	n = 0;

	while (at + n < len && s[at + n] == s[at])
		n++;
	return n;
}

/* Underscores emphasize where they stand at both edges of some words: those
 * that end it are blotted out, and the last ones that may have begun it. */
static size_t
take_underscores(struct marks *m, size_t at)
{
	size_t	n = run_of(m->s, m->len, at), end = at + n, from;

	if (m->nunder > 0 && !utf8_is_space(m->text[at - 1]) &&
	    !word_behind(m->text, m->len, end)) {
		from = m->under[--m->nunder];
		memset(m->s + from, ' ', run_of(m->s, m->len, from));
		memset(m->s + at, ' ', n);
	} else if (m->nunder < OPEN_MAX && end < m->len &&
	    !utf8_is_space(m->text[end]) && !word_before(m->text, at))
		m->under[m->nunder++] = at;
	return end;
}

/* The length of what says where a link goes: (...), which is masked, or
 * [...]; 0 if nothing does. */
static size_t
target_length(const struct marks *m, size_t at)
{
	const char	*end;

	if (at == m->len)
		return 0;
	if (m->text[at] == '(' && m->s[at] == ' ')
		return 1;
	if (m->text[at] != '[')
		return 0;
	end = memchr(m->text + at, ']', m->len - at);
	return end == NULL ? 0 : (size_t)(end - m->text) + 1 - at;
}

/* A bracket closes: with the text of a link goes what says whether it is an
 * image. */
static size_t
take_bracket(struct marks *m, size_t at)
{
	size_t	n, from;

	if (m->nbracket == 0)
		return at + 1;
	from = m->bracket[--m->nbracket];
	if ((n = target_length(m, at + 1)) == 0)
		return at + 1;
	memset(m->s + at, ' ', n + 1);
	m->s[from] = ' ';
	if (from > 0 && m->s[from - 1] == '!')
		m->s[from - 1] = ' ';
	return at + 1 + n;
}

/* Blanks that are no line ends, and wider ones and narrower ones. */
static size_t
take_entity(struct marks *m, size_t at)
{
	static const char *const	blanks[] = { "&nbsp;", "&#160;",
	    "&#xa0;", "&#xA0;", "&ensp;", "&emsp;", "&thinsp;" };
	size_t				i, n;

	for (i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
		n = strlen(blanks[i]);
		if (m->len - at < n || memcmp(m->s + at, blanks[i], n) != 0)
			continue;
		memset(m->s + at, ' ', n);
		return at + n;
	}
	return at + 1;
}

int
marks_needed(const char *s, size_t len)
{
	return memchr(s, '_', len) != NULL || memchr(s, ']', len) != NULL ||
	    memchr(s, '&', len) != NULL;
}

void
marks_blank(char *copy, const char *text, size_t len)
{
	struct marks	m = { .s = copy, .text = text, .len = len };
	size_t		at = 0;

	while (at < len)
		switch (copy[at]) {
		case '_':
			at = take_underscores(&m, at);
			break;
		case '[':
			if (m.nbracket < OPEN_MAX)
				m.bracket[m.nbracket++] = at;
			at++;
			break;
		case ']':
			at = take_bracket(&m, at);
			break;
		case '&':
			at = take_entity(&m, at);
			break;
		default:
			at++;
		}
}

/* Has a mark in a span a partner outside of it, which is the byte? */
static int
is_parted(const char *span, size_t len, char c)
{
	size_t	i, runs = 0, opens = 0, closes = 0;

	for (i = 0; i < len; i++) {
		opens += span[i] == '[';
		closes += span[i] == ']';
		runs += span[i] == c && (i == 0 || span[i - 1] != c);
	}
	switch (c) {
	case '*':
	case '_':
	case '~':
		return runs % 2 == 1;
	case '[':
		return closes > opens;
	default:
		return c == ']' && opens > closes;
	}
}

/* Where a link that began in the span ends, if it does so there. */
static size_t
rest_of_link(const char *s, size_t len)
{
	const char	*end;

	if (len < 2 || (s[1] != '(' && s[1] != '['))
		return 1;
	end = memchr(s + 2, s[1] == '(' ? ')' : ']', len - 2);
	return end == NULL ? 1 : (size_t)(end - s) + 1;
}

void
marks_around(const char *span, size_t len, size_t *before, size_t *after)
{
	size_t	b = 0, a = 0;

	while (b < *before && is_parted(span, len, span[-1 - (ptrdiff_t)b]))
		b++;
	while (b == 0 && a < *after && is_parted(span, len, span[len + a]))
		a += span[len + a] == ']' ? rest_of_link(span + len + a,
		    *after - a) : 1;
	*before = b;
	*after = a;
}
