#include <string.h>

#include "chatwords.h"
#include "text.h"
#include "utf8.h"

#define WORDS_LONGEST	512	/* bytes of what is looked for */

static const char *const names[CHAT_KINDS] = {
	[CHAT_TIME] = "time", [CHAT_NONE] = "none", [CHAT_END] = "end",
	[CHAT_PROGRAM] = "program", [CHAT_TOLD] = "told",
	[CHAT_LABEL] = "label", [CHAT_WORD] = "word"
};

static unsigned char
small(char c)
{
	return (unsigned char)(utf8_is_large(c) ? c | 0x20 : c);
}

/* Take the words of the next line of a kind; 0 at the end. */
static int
next(struct sage_text *rest, const char *kind, struct sage_text *words)
{
	struct sage_text	line;
	size_t			n = strlen(kind);

	while (text_line(rest, &line)) {
		if (line.len < n + 2 || !text_begins(line, kind) ||
		    line.data[n] != '\t')
			continue;
		*words = (struct sage_text){ line.data + n + 1,
		    line.len - n - 1 };
		return 1;
	}
	return 0;
}

void
chatwords_open(struct chatwords *c, struct sage_text text)
{
	struct sage_text	rest, w;
	uint16_t		*from, n = 0, of[257];
	size_t			k, i;

	for (k = 0; k < CHAT_KINDS; k++) {
		from = c->from[k];
		memset(of, 0, sizeof(of));
		for (rest = text, i = n; i < CHATWORDS_MOST && next(&rest,
		    names[k], &w); i++)
			of[small(*w.data) + 1]++;
		for (i = 1; i < 257; i++)
			of[i] = (uint16_t)(of[i] + of[i - 1]);
		for (i = 0; i < 257; i++)
			from[i] = (uint16_t)(of[i] + n);
		for (rest = text; n < from[256] && next(&rest, names[k],
		    &w); n++)
			c->words[from[0] + of[small(*w.data)]++] = w;
	}
}

static int
alike(char a, char b)
{
	return small(a) == small(b);
}

/* Do the words stand for the text?  Where that fails behind a *, that takes a
 * byte more. */
static int
stand_for(struct sage_text words, struct sage_text s)
{
	size_t	i = 0, j = 0, star = SIZE_MAX, from = 0;

	while (j < s.len) {
		if (i < words.len && words.data[i] == '*') {
			star = ++i;
			from = j;
		} else if (i < words.len && alike(words.data[i], s.data[j])) {
			i++;
			j++;
		} else if (star != SIZE_MAX) {
			i = star;
			j = ++from;
		} else
			return 0;
	}
	while (i < words.len && words.data[i] == '*')
		i++;
	return i == words.len;
}

static int
have_from(const struct chatwords *c, enum chat_kind kind, unsigned char letter,
    struct sage_text s)
{
	size_t	i;

	for (i = c->from[kind][letter]; i < c->from[kind][letter + 1]; i++)
		if (stand_for(c->words[i], s))
			return 1;
	return 0;
}

int
chatwords_have(const struct chatwords *c, enum chat_kind kind,
    struct sage_text s)
{
	return s.len > 0 && s.len <= WORDS_LONGEST &&
	    (have_from(c, kind, small(*s.data), s) ||
	    have_from(c, kind, '*', s));
}

static int
ends_with(struct sage_text s, struct sage_text words)
{
	size_t	n = words.len;

	if (n > s.len)
		return 0;
	while (n > 0 && alike(words.data[n - 1],
	    s.data[s.len - words.len + n - 1]))
		n--;
	return n == 0;
}

size_t
chatwords_end(const struct chatwords *c, enum chat_kind kind,
    struct sage_text s)
{
	size_t	i;

	for (i = c->from[kind][0]; i < c->from[kind][256]; i++)
		if (ends_with(s, c->words[i]))
			return c->words[i].len;
	return 0;
}
