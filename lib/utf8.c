/* Code points in bytes. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "utf8.h"

#define NITEMS(a)	(sizeof(a) / sizeof((a)[0]))

/*
 * Well-formed sequences by first byte (Unicode 15.0, table 3-7).  Only the
 * second byte has bounds of its own: they keep out overlong forms, the
 * surrogates, and all past U+10FFFF.
 */
static const struct lead {
	unsigned char	first, last;	/* bounds of the lead byte */
	unsigned char	tail;		/* bytes that follow it */
	unsigned char	lo, hi;		/* bounds of the second byte */
} leads[] = {
	{ 0x00, 0x7f, 0, 0x00, 0x00 },
	{ 0xc2, 0xdf, 1, 0x80, 0xbf },
	{ 0xe0, 0xe0, 2, 0xa0, 0xbf },
	{ 0xe1, 0xec, 2, 0x80, 0xbf },
	{ 0xed, 0xed, 2, 0x80, 0x9f },
	{ 0xee, 0xef, 2, 0x80, 0xbf },
	{ 0xf0, 0xf0, 3, 0x90, 0xbf },
	{ 0xf1, 0xf3, 3, 0x80, 0xbf },
	{ 0xf4, 0xf4, 3, 0x80, 0x8f },
};

/* Bounds of code points, both included; tables of them are sorted. */
struct range {
	uint32_t	first, last;
};

/* What may steer a terminal, or end a line where nobody looks for it. */
static const struct range controls[] = {
	{ 0x0000, 0x001f },	/* C0 */
	{ 0x007f, 0x009f },	/* DEL, C1 */
	{ 0x061c, 0x061c },	/* Arabic letter mark */
	{ 0x200e, 0x200f },	/* left-to-right and right-to-left mark */
	{ 0x2028, 0x202e },	/* separators, embeddings, overrides */
	{ 0x2066, 0x2069 },	/* isolates */
};

/*
 * What parts words, from U+0080 up.  All else is taken for a letter: a word
 * in a script that this table forgets is then still one word.
 */
static const struct range marks[] = {
	{ 0x0080, 0x00a9 },	/* C1, Latin-1 marks up to the ordinal ª */
	{ 0x00ab, 0x00b4 },	/* ... up to the micro sign µ */
	{ 0x00b6, 0x00b9 },	/* ... up to the ordinal º */
	{ 0x00bb, 0x00bf },
	{ 0x00d7, 0x00d7 },	/* × */
	{ 0x00f7, 0x00f7 },	/* ÷ */
	{ 0x02bc, 0x02bc },	/* an apostrophe */
	{ 0x2000, 0x2bff },	/* punctuation, currency, symbols, arrows */
	{ 0x2e00, 0x2e7f },	/* supplemental punctuation */
	{ 0x3000, 0x303f },	/* CJK punctuation */
	{ 0xe000, 0xf8ff },	/* private use */
	{ 0xfe00, 0xfe0f },	/* variation selectors: they follow emoji */
	{ 0xfe30, 0xfe6f },	/* CJK and small forms of punctuation */
	{ 0xfeff, 0xff0f },	/* byte order mark, full-width punctuation */
	{ 0xff1a, 0xff20 },
	{ 0xff3b, 0xff40 },
	{ 0xff5b, 0xff65 },
	{ 0xffe0, 0xffff },	/* full-width signs, specials */
	{ 0x1f000, 0x1faff },	/* emoji and other pictures */
	{ 0xe0000, 0x10ffff },	/* tags, private use */
};

/*
 * Widths are looked up here and not by wcwidth(3), as that needs a locale:
 * setting one costs more than the rest of the start-up, need not exist on
 * the machine, and gives other columns with the next C library.  The tables
 * go by blocks and know the common scripts; a caret under a rare one may be
 * off by a column, the offsets never are.
 */
static const struct range zero[] = {
	{ 0x0300, 0x036f },	/* combining marks */
	{ 0x0483, 0x0489 },	/* Cyrillic */
	{ 0x0591, 0x05bd },	/* Hebrew points */
	{ 0x05bf, 0x05bf },
	{ 0x05c1, 0x05c2 },
	{ 0x05c4, 0x05c5 },
	{ 0x0610, 0x061a },	/* Arabic */
	{ 0x064b, 0x065f },
	{ 0x0670, 0x0670 },
	{ 0x06d6, 0x06dc },
	{ 0x06df, 0x06e4 },
	{ 0x06e7, 0x06e8 },
	{ 0x06ea, 0x06ed },
	{ 0x0900, 0x0902 },	/* Devanagari */
	{ 0x093a, 0x093a },
	{ 0x093c, 0x093c },
	{ 0x0941, 0x0948 },
	{ 0x094d, 0x094d },
	{ 0x0e31, 0x0e31 },	/* Thai */
	{ 0x0e34, 0x0e3a },
	{ 0x0e47, 0x0e4e },
	{ 0x1160, 0x11ff },	/* Hangul vowels and finals */
	{ 0x1ab0, 0x1aff },	/* combining marks */
	{ 0x1dc0, 0x1dff },
	{ 0x200b, 0x200d },	/* zero-width space and joiners */
	{ 0x2060, 0x2064 },
	{ 0x20d0, 0x20f0 },	/* combining marks for symbols */
	{ 0x302a, 0x302d },	/* CJK tone marks */
	{ 0x3099, 0x309a },	/* kana sound marks */
	{ 0xfe00, 0xfe0f },	/* variation selectors */
	{ 0xfe20, 0xfe2f },	/* combining half marks */
	{ 0xfeff, 0xfeff },	/* zero-width no-break space */
	{ 0xe0000, 0xe0fff },	/* tags, variation selectors */
};

static const struct range wide[] = {
	{ 0x1100, 0x115f },	/* Hangul initials */
	{ 0x231a, 0x231b },	/* emoji among the symbols */
	{ 0x2329, 0x232a },	/* angle brackets */
	{ 0x23e9, 0x23ec },
	{ 0x23f0, 0x23f0 },
	{ 0x23f3, 0x23f3 },
	{ 0x25fd, 0x25fe },
	{ 0x2614, 0x2615 },
	{ 0x2648, 0x2653 },
	{ 0x267f, 0x267f },
	{ 0x2693, 0x2693 },
	{ 0x26a1, 0x26a1 },
	{ 0x26aa, 0x26ab },
	{ 0x26bd, 0x26be },
	{ 0x26c4, 0x26c5 },
	{ 0x26ce, 0x26ce },
	{ 0x26d4, 0x26d4 },
	{ 0x26ea, 0x26ea },
	{ 0x26f2, 0x26f3 },
	{ 0x26f5, 0x26f5 },
	{ 0x26fa, 0x26fa },
	{ 0x26fd, 0x26fd },
	{ 0x2705, 0x2705 },
	{ 0x270a, 0x270b },
	{ 0x2728, 0x2728 },
	{ 0x274c, 0x274c },
	{ 0x274e, 0x274e },
	{ 0x2753, 0x2755 },
	{ 0x2757, 0x2757 },
	{ 0x2795, 0x2797 },
	{ 0x27b0, 0x27b0 },
	{ 0x27bf, 0x27bf },
	{ 0x2b1b, 0x2b1c },
	{ 0x2b50, 0x2b50 },
	{ 0x2b55, 0x2b55 },
	{ 0x2e80, 0x303e },	/* CJK radicals and punctuation */
	{ 0x3041, 0x3247 },	/* kana, bopomofo, Hangul letters */
	{ 0x3250, 0x4dbf },	/* CJK ideographs */
	{ 0x4e00, 0xa4cf },
	{ 0xa960, 0xa97c },	/* Hangul */
	{ 0xac00, 0xd7a3 },
	{ 0xf900, 0xfaff },	/* CJK compatibility */
	{ 0xfe10, 0xfe19 },
	{ 0xfe30, 0xfe6b },
	{ 0xff01, 0xff60 },	/* full-width forms */
	{ 0xffe0, 0xffe6 },
	{ 0x16fe0, 0x18cff },	/* Tangut, Khitan */
	{ 0x1aff0, 0x1b2fb },	/* kana */
	{ 0x1f004, 0x1f004 },	/* emoji */
	{ 0x1f0cf, 0x1f0cf },
	{ 0x1f18e, 0x1f18e },
	{ 0x1f191, 0x1f19a },
	{ 0x1f200, 0x1f320 },
	{ 0x1f32d, 0x1f335 },
	{ 0x1f337, 0x1f37c },
	{ 0x1f37e, 0x1f393 },
	{ 0x1f3a0, 0x1f3ca },
	{ 0x1f3cf, 0x1f3d3 },
	{ 0x1f3e0, 0x1f3f0 },
	{ 0x1f3f4, 0x1f3f4 },
	{ 0x1f3f8, 0x1f43e },
	{ 0x1f440, 0x1f440 },
	{ 0x1f442, 0x1f4fc },
	{ 0x1f4ff, 0x1f53d },
	{ 0x1f54b, 0x1f54e },
	{ 0x1f550, 0x1f567 },
	{ 0x1f57a, 0x1f57a },
	{ 0x1f595, 0x1f596 },
	{ 0x1f5a4, 0x1f5a4 },
	{ 0x1f5fb, 0x1f64f },
	{ 0x1f680, 0x1f6c5 },
	{ 0x1f6cc, 0x1f6cc },
	{ 0x1f6d0, 0x1f6d2 },
	{ 0x1f6d5, 0x1f6df },
	{ 0x1f6eb, 0x1f6ec },
	{ 0x1f6f4, 0x1f6ff },
	{ 0x1f7e0, 0x1f7f0 },
	{ 0x1f90c, 0x1f93a },
	{ 0x1f93c, 0x1f945 },
	{ 0x1f947, 0x1f9ff },
	{ 0x1fa70, 0x1faff },
	{ 0x20000, 0x3fffd },	/* CJK ideographs */
};

static int
in_ranges(uint32_t cp, const struct range *r, size_t n)
{
	size_t	lo = 0, mid;

	while (lo < n) {
		mid = lo + (n - lo) / 2;
		if (cp < r[mid].first)
			n = mid;
		else if (cp > r[mid].last)
			lo = mid + 1;
		else
			return 1;
	}
	return 0;
}

size_t
utf8_decode(const char *s, size_t len, uint32_t *cp)
{
	const unsigned char	*p = (const unsigned char *)s;
	const struct lead	*l;
	uint32_t		 c;
	size_t			 i;

	if (len == 0)
		return 0;
	if (p[0] < 0x80) {	/* most are */
		*cp = p[0];
		return 1;
	}
	for (l = leads; l < leads + NITEMS(leads); l++)
		if (p[0] >= l->first && p[0] <= l->last)
			break;
	*cp = UTF8_REPLACEMENT;
	if (l == leads + NITEMS(leads))
		return 1;
	/* Of a lead byte the low 7, 5, 4 or 3 bits count. */
	c = l->tail == 0 ? p[0] : p[0] & (0x3fu >> l->tail);
	for (i = 1; i <= l->tail; i++) {
		if (i == len || p[i] < (i == 1 ? l->lo : 0x80) ||
		    p[i] > (i == 1 ? l->hi : 0xbf))
			return i;
		c = c << 6 | (p[i] & 0x3fu);
	}
	*cp = c;
	return i;
}

size_t
utf8_encode(uint32_t cp, char out[4])
{
	size_t	i, tail;

	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = UTF8_REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	tail = cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;
	for (i = tail; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3f));
		cp >>= 6;
	}
	out[0] = (char)(0xff00u >> (tail + 1) | cp);	/* c0, e0 or f0 */
	return tail + 1;
}

int
utf8_is_broken(const char *s, size_t took, uint32_t cp)
{
	return cp == UTF8_REPLACEMENT && took > 0 &&
	    (took != 3 || memcmp(s, "\xef\xbf\xbd", 3) != 0);
}

int
utf8_is_control(uint32_t cp)
{
	return in_ranges(cp, controls, NITEMS(controls));
}

int
utf8_is_word(uint32_t cp)
{
	return !in_ranges(cp, marks, NITEMS(marks));
}

int
utf8_width(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (cp < 0xa0 || in_ranges(cp, zero, NITEMS(zero)))
		return 0;
	return in_ranges(cp, wide, NITEMS(wide)) ? 2 : 1;
}
