#include <string.h>

#include "suppress.h"

#define CALL	SUPPRESS_CALLED ":"

void
suppress_begin(struct suppress *s)
{
	s->nallow = s->noff = 0;
	s->is_off = 0;
}

static int
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    c == '.' || c == '-';
}

/* Of a word that only ends in the call? */
static int
is_word_byte(char c)
{
	return is_name(c) || (c >= 'A' && c <= 'Z') || c == '_' ||
	    (unsigned char)c > 0x7f;
}

static size_t
skip_blanks(const char *t, size_t len, size_t at)
{
	while (at < len && (t[at] == ' ' || t[at] == '\t'))
		at++;
	return at;
}

static size_t
name_length(const char *t, size_t len, size_t at)
{
	size_t	n = 0;

	if (at < len && !(t[at] >= 'a' && t[at] <= 'z'))
		return 0;	/* the end of a comment, perhaps: --> */
	while (at + n < len && is_name(t[at + n]))
		n++;
	return n;
}

/* Does the line end behind an offset, or the comment? */
static int
is_last(const char *t, size_t len, size_t at)
{
	static const char *const	ends[] = { "-->", "*/" };
	size_t				i, n;

	at = skip_blanks(t, len, at);
	if (at < len && t[at] == ')')
		at = skip_blanks(t, len, at + 1);
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		n = strlen(ends[i]);
		if (len - at >= n && memcmp(t + at, ends[i], n) == 0)
			return 1;
	}
	return at == len || t[at] == '\r';
}

/* Does what stands before on the line, or before a bracket there, end with a
 * mark, if it is anything? */
static int
is_first(const char *line, size_t len)
{
	char	c;

	while (len > 0 && memchr(" \t(", line[len - 1], 3) != NULL)
		len--;
	c = len == 0 ? '.' : line[len - 1];
	return c == '.' || c == '-' || (c != ',' && !is_word_byte(c));
}

static void
add_allow(struct suppress *s, const char *name, size_t len, uint64_t line,
    int next)
{
	size_t	i = s->nallow++ % SUPPRESS_ALLOWS;

	if (len >= SUPPRESS_NAME)
		len = SUPPRESS_NAME - 1;
	memcpy(s->allow[i].name, name, len);
	s->allow[i].name[len] = '\0';
	s->allow[i].line = line + (uint64_t)next;
	if (len > 0 && s->fn != NULL && !s->again)
		s->fn(s->allow[i].name, line, s->arg);
}

static void
add_allows(struct suppress *s, const char *t, size_t len, size_t at,
    uint64_t line, int next)
{
	size_t	n;

	at = skip_blanks(t, len, at);
	while ((n = name_length(t, len, at)) > 0) {
		/* A full stop may end the sentence. */
		add_allow(s, t + at, n - (t[at + n - 1] == '.'), line, next);
		at = skip_blanks(t, len, at + n);
		if (at == len || t[at] != ',')
			return;
		at = skip_blanks(t, len, at + 1);
	}
}

static void
set_off(struct suppress *s, int off, uint64_t line)
{
	size_t	i;

	if (off && !s->is_off) {
		i = s->noff++ % SUPPRESS_ALLOWS;
		s->off[i].from = line;
		s->off[i].to = UINT64_MAX;
	} else if (!off && s->is_off)
		s->off[(s->noff - 1) % SUPPRESS_ALLOWS].to = line;
	s->is_off = off;
}

static int
is_word(const char *t, size_t n, const char *word)
{
	return n == strlen(word) && memcmp(t, word, n) == 0;
}

/* What follows the call, on its line. */
static void
obey(struct suppress *s, const char *t, size_t len, int first, uint64_t line)
{
	size_t	at = skip_blanks(t, len, 0), n = name_length(t, len, at);
	int	next, alone;

	t += at;
	len -= at;
	n -= n > 0 && t[n - 1] == '.';
	alone = first && is_last(t, len, n + (n < len && t[n] == '.'));
	next = is_word(t, n, "allow-next");
	if (is_word(t, n, "allow") || next) {
		if (name_length(t, len, skip_blanks(t, len, n)) > 0)
			add_allows(s, t, len, n, line, next);
		else if (alone)
			add_allow(s, "", 0, line, next);
	} else if (!alone)
		return;
	else if (is_word(t, n, "off"))
		set_off(s, 1, line);
	else if (is_word(t, n, "on"))
		set_off(s, 0, line);
}

int
suppress_called(const char *t, size_t len)
{
	const char	*end = t + len, *colon = t;
	size_t		 n = sizeof(CALL) - 1;

	/* By the colon, which is rare: three times as fast as memmem(). */
	for (; (colon = memchr(colon, ':', (size_t)(end - colon))) != NULL;
	    colon++)
		if ((size_t)(colon + 1 - t) >= n &&
		    memcmp(colon + 1 - n, CALL, n) == 0)
			return 1;
	return 0;
}

void
suppress_read(struct suppress *s, const char *t, size_t len, size_t limit,
    uint64_t line)
{
	const char	*call, *end = t + len, *nl, *begin = t;
	const char	*again = t + limit;
	int		 apart;

	while ((call = memmem(t, (size_t)(end - t), CALL,
	    sizeof(CALL) - 1)) != NULL) {
		while ((nl = memchr(t, '\n', (size_t)(call - t))) != NULL) {
			line++;
			begin = t = nl + 1;
		}
		s->again = call >= again;
		apart = call == t || !is_word_byte(call[-1]);
		t = call + sizeof(CALL) - 1;
		nl = memchr(t, '\n', (size_t)(end - t));
		if (apart)
			obey(s, t, (size_t)((nl == NULL ? end : nl) - t),
			    is_first(begin, (size_t)(call - begin)), line);
	}
}

int
suppress_hides(const struct suppress *s, const char *id,
    const char *category, uint64_t line)
{
	size_t	i;

	for (i = 0; i < s->noff && i < SUPPRESS_ALLOWS; i++)
		if (line >= s->off[i].from && line <= s->off[i].to)
			return 1;
	for (i = 0; i < s->nallow && i < SUPPRESS_ALLOWS; i++)
		if (line == s->allow[i].line &&
		    (s->allow[i].name[0] == '\0' ||
		    strcmp(s->allow[i].name, id) == 0 ||
		    strcmp(s->allow[i].name, category) == 0))
			return 1;
	return 0;
}
