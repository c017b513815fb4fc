#include <string.h>

#include "sentence.h"
#include "utf8.h"

#define PART_MOST	1000	/* bytes of a part of a text */
#define STOP_SEES	256	/* bytes after a stop that tell what it is */

static int
is_stop(char c)
{
	return c == '.' || c == '!' || c == '?';
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int
is_ascii_alnum(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

/* Past the quotation marks, brackets and emphasis that close a sentence. */
static size_t
skip_closers(const char *s, size_t len, size_t at)
{
	for (;;) {
		if (at < len && strchr(")]\"'*_~", s[at]) != NULL &&
		    s[at] != '\0')
			at++;
		else if (len - at >= 3 && memcmp(s + at, "\xe2\x80", 2) == 0 &&
		    (s[at + 2] == '\x99' || s[at + 2] == '\x9d'))
			at += 3;
		else
			return at;
	}
}

/* Is the full stop at an offset the last of some letters with one each, "e.g.",
 * and does the sentence go on in small letters? */
static int
is_dotted(const char *s, size_t at, char next)
{
	size_t	i = at;

	if (next < 'a' || next > 'z')
		return 0;
	while (i > 1 && is_letter(s[i - 1]) && s[i - 2] == '.')
		i -= 2;
	return i < at && i > 0 && is_letter(s[i - 1]) &&
	    (i == 1 || !is_ascii_alnum(s[i - 2]));
}

/* Is the full stop at an offset the end of an abbreviation, an initial or
 * the number of an item? */
static int
is_abbreviation(const char *s, size_t at, abbreviation_fn *fn,
    const void *arg)
{
	size_t	start = at;
	int	digits = 1;

	while (start > 0 && at - start < 24 && (is_ascii_alnum(s[start - 1]) ||
	    s[start - 1] == '.'))
		start--;
	for (size_t i = start; i < at; i++)
		digits &= s[i] >= '0' && s[i] <= '9';
	if (start == at)
		return 0;
	if (digits)
		return at - start <= 2 && (start == 0 || s[start - 1] == '\n');
	if (at - start == 1 && s[start] >= 'A' && s[start] <= 'Z')
		return s[start] != 'I';
	return fn(s + start, at - start, arg);
}

size_t
sentence_end(const char *s, size_t len, size_t at, abbreviation_fn *fn,
    const void *arg)
{
	size_t	end = at, dots = 0, next;

	for (; end < len && is_stop(s[end]); end++)
		dots += s[end] == '.';
	next = skip_closers(s, len, end);
	if (next < len && !utf8_is_space(s[next]))
		return 0;
	while (next < len && utf8_is_space(s[next]))
		next++;
	if (dots < end - at)
		return next;
	if (dots > 1)
		return next == len || !(s[next] >= 'a' && s[next] <= 'z') ?
		    next : 0;
	if (next == len)
		return next;
	return is_dotted(s, at, s[next]) || is_abbreviation(s, at, fn, arg) ?
	    0 : next;
}

/* The first offset of the run of stops that ends at an offset. */
static size_t
run_start(const char *s, size_t from, size_t at)
{
	while (at > from && is_stop(s[at - 1]))
		at--;
	return at;
}

size_t
sentence_part(const char *s, size_t len, size_t from, size_t least,
    abbreviation_fn *fn, const void *arg)
{
	size_t	i, next, stops;

	for (i = from + least; i < len; i += stops) {
		stops = 1;
		if (s[i] == '\n' || i - from > PART_MOST)
			return i + 1;
		if (!is_stop(s[i]))
			continue;
		while (i + stops < len && is_stop(s[i + stops]))
			stops++;
		next = sentence_end(s, i + STOP_SEES < len ? i + STOP_SEES :
		    len, i, fn, arg);
		if (next > i)
			return next;
	}
	return len;
}

size_t
sentence_last_end(const char *s, size_t len, abbreviation_fn *fn,
    const void *arg)
{
	size_t	q, run, next;

	for (q = len; q > 0; q--) {
		if (!is_stop(s[q - 1]))
			continue;
		run = run_start(s, 0, q - 1);
		next = sentence_end(s, len, run, fn, arg);
		if (next != 0 && next < len)
			return next;
		q = run + 1;
	}
	return 0;
}
