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

static void
add_allow(struct suppress *s, const char *name, size_t len, uint64_t line)
{
	size_t	i = s->nallow++ % SUPPRESS_ALLOWS;

	if (len >= SUPPRESS_NAME)
		len = SUPPRESS_NAME - 1;
	memcpy(s->allow[i].name, name, len);
	s->allow[i].name[len] = '\0';
	s->allow[i].line = line;
}

static void
add_allows(struct suppress *s, const char *t, size_t len, size_t at,
    uint64_t line)
{
	size_t	n;

	at = skip_blanks(t, len, at);
	if (name_length(t, len, at) == 0) {
		add_allow(s, "", 0, line);
		return;
	}
	while ((n = name_length(t, len, at)) > 0) {
		/* A full stop may end the sentence. */
		add_allow(s, t + at, n - (t[at + n - 1] == '.'), line);
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
obey(struct suppress *s, const char *t, size_t len, uint64_t line)
{
	size_t	at = skip_blanks(t, len, 0), n = name_length(t, len, at);

	t += at;
	len -= at;
	if (is_word(t, n, "allow"))
		add_allows(s, t, len, n, line);
	else if (is_word(t, n, "allow-next"))
		add_allows(s, t, len, n, line + 1);
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
suppress_read(struct suppress *s, const char *t, size_t len, uint64_t line)
{
	const char	*call, *end = t + len, *nl;
	int		 apart;

	while ((call = memmem(t, (size_t)(end - t), CALL,
	    sizeof(CALL) - 1)) != NULL) {
		while ((nl = memchr(t, '\n', (size_t)(call - t))) != NULL) {
			line++;
			t = nl + 1;
		}
		apart = call == t || !is_word_byte(call[-1]);
		t = call + sizeof(CALL) - 1;
		nl = memchr(t, '\n', (size_t)(end - t));
		if (apart)
			obey(s, t, (size_t)((nl == NULL ? end : nl) - t), line);
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
