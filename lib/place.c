#include <string.h>

#include "place.h"
#include "utf8.h"

#define TAB	8

/* The columns that a code point takes; column is where it begins, from 1. */
static unsigned
columns(uint32_t cp, size_t bytes, uint64_t column, enum sage_unit unit)
{
	switch (unit) {
	case SAGE_BYTE:
		return (unsigned)bytes;
	case SAGE_UTF16:
		return cp > 0xffff ? 2 : 1;
	case SAGE_DISPLAY:
		if (cp == '\t')
			return TAB - (unsigned)((column - 1) % TAB);
		return (unsigned)utf8_width(cp);
	case SAGE_CHAR:
		break;
	}
	return 1;
}

static int
is_plain(char c)
{
	return c >= ' ' && c <= '~';
}

void
cursor_to(struct cursor *c, size_t to)
{
	const char	*nl;
	uint32_t	 cp;
	size_t		 took, from = c->at;

	if (to <= c->at)
		return;
	while ((nl = memchr(c->text + c->at, '\n', to - c->at)) != NULL) {
		c->at = (size_t)(nl - c->text) + 1;
		c->place.line++;
		c->place.column = 1;
	}
	while (c->at < to) {
		/* Most is plain, and one of anything. */
		if (is_plain(c->text[c->at])) {
			c->at++;
			c->place.column++;
			continue;
		}
		took = utf8_decode(c->text + c->at, to - c->at, &cp);
		c->place.column += columns(cp, took, c->place.column,
		    c->unit);
		c->at += took;
	}
	c->place.byte += to - from;
}
