#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "token.h"
#include "utf8.h"

#define TABLE	64		/* slots for fingerprints */
#define LETTER	"\xc3\xa9"	/* U+00E9, of a word */
#define DASH	"\xe2\x80\x94"	/* U+2014, of none */
#define CURLY	"\xe2\x80\x99"	/* U+2019, of both */

/*
 * Words of our own: the marks each has, and the sets of marks it asks for,
 * bit by bit.  The numbers count from 1.
 */
static const struct {
	const char	*word;
	unsigned	 has, asks[2];
} known[] = {
	{ "you",	1, { 0 } },
	{ "never",	2, { 0 } },
	{ "listen",	4, { 3 } },		/* with you and never */
	{ "lazy",	8, { 1, 2 } },		/* with you, or with never */
	{ "zork",	16, { ~0u } },		/* alone */
	{ "don't",	2, { 0 } },
	{ "'re",	32, { 1 } },
	{ "l" LETTER "ger", 64, { 1 } },
	{ "understanding", 128, { 2 } },
	{ "incomprehensibilities", 256, { 1 } },	/* over 16 bytes */
};

#define NKNOWN	(sizeof(known) / sizeof(known[0]))

static struct {
	uint64_t	bits[FILTER_WORDS], prints[TABLE];
	struct gate	gate[TABLE];
	struct marks	ask[2 * NKNOWN];
} table;

static const struct filter	filter = { table.bits, table.prints,
    table.gate, table.ask, TABLE };

static uint64_t
hash_of(const char *word)
{
	char	room[SCAN_SLACK * 2] = { 0 };

	memcpy(room, word, strlen(word));
	return scan_hash(room, strlen(word));
}

static void
set_up(void)
{
	uint64_t	h;
	size_t		i, k, at, n = 0;
	unsigned	ask;

	for (i = 0; i < NKNOWN; i++) {
		h = hash_of(known[i].word);
		table.bits[scan_bit(h) >> 6] |=
		    UINT64_C(1) << (scan_bit(h) & 63);
		for (at = scan_slot(h, TABLE); table.prints[at] != 0;
		    at = (at + 1) % TABLE)
			;
		table.prints[at] = scan_print(h);
		table.gate[at].id = (uint16_t)(i + 1);
		table.gate[at].has.w[i % 4] = known[i].has;
		table.gate[at].asks = (uint32_t)n;
		for (k = 0; k < 2 && (ask = known[i].asks[k]) != 0; k++, n++)
			if (ask == ~0u)
				continue;	/* no marks at all */
			else if (ask & 1)
				marks_set(&table.ask[n], 0);
			else if (ask & 2)
				marks_set(&table.ask[n], 64 + 1);
		table.gate[at].n = (uint16_t)k;
	}
	/* "listen" asks for both. */
	marks_set(&table.ask[0], 0);
	marks_set(&table.ask[0], 64 + 1);
}
