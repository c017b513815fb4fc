#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "scan.h"
#include "token.h"
#include "utf8.h"

#define BUCKETS	4		/* of words */
#define LETTER	"\xc3\xa9"	/* U+00E9, of a word */
#define DASH	"\xe2\x80\x94"	/* U+2014, of none */
#define CURLY	"\xe2\x80\x99"	/* U+2019, of a word inside one */
#define ACUTE	"\xc2\xb4"	/* U+00B4, the same */
#define MODIFIER "\xca\xbc"	/* U+02BC, the same */
#define ALL	(1 << 2 | 1 << 3 | 1 << 6)	/* groups that ask for no
						 * word before or behind */

/* As ck_assert(), which takes too long for what is asked for each word. */
#define MUST(that)	do { if (!(that)) ck_abort_msg("%s", #that); } while (0)

/*
 * Words of our own, in eight groups: 0 is found by "you never listen", 1 by
 * "never listen" at the end, 2 by zork, 3 by lazy behind 're, 4 by a word that
 * is not known before the end, 5 by one of sixteen letters that is neither
 * first nor last and needs "you" anywhere, 6 by the long one behind that.
 * Numbers count from 1.
 */
static const struct {
	const char	*word;
	unsigned	 side[FIT_SIDES];	/* groups: before, at, after,
						 * needed anywhere */
} known[] = {
	{ "you",	{ 1 << 0, 0, 0, 1 << 5 } },
	{ "never",	{ 1 << 1, 1 << 0, 0, 0 } },
	{ "listen",	{ 0, 1 << 1, 1 << 0, 0 } },
	{ "lazy",	{ 0, 1 << 3, 0, 0 } },
	{ "zork",	{ 0, 1 << 2, 0, 0 } },
	{ "'re",	{ 1 << 3, 0, 0, 0 } },
	{ "l" LETTER "ger", { 0, 1 << 4, 0, 0 } },
	{ "sixteen0letters0", { 1 << 6, 1 << 5, 0, 0 } },
	{ "incomprehensibilities", { 0, 1 << 6, 0, 0 } },
	{ "don't",	{ 0, 0, 0, 0 } },		/* stands for two */
};

/* What it stands for: you, never. */
static const uint16_t	several[] = { 2, 1, 2 };

static const unsigned	unknown[FIT_SIDES] = { 1 << 4, 0, 0, 0 };
static const unsigned	edge[FIT_SIDES] = { 0, 0, 1 << 1 | 1 << 4, 0 };
static const unsigned	any_word[FIT_SIDES] = { 1 << 5 | 1 << 2, 0,
				    ALL | 1 << 5, 255 & ~(1 << 5) };
static const unsigned	any_edge[FIT_SIDES] = { 1 << 2, 0, ALL, 0 };

#define NKNOWN	(sizeof(known) / sizeof(known[0]))

static struct {
	struct bucket	bucket[BUCKETS];
	uint16_t	several[3];
	struct fit	fit[FIXED_FITS + NKNOWN];
} table;

static const struct filter	filter = {
	.bucket = table.bucket, .nbuckets = BUCKETS,
	.several = table.several, .fit = table.fit
};

/* Eight groups, far from each other. */
static void
set_fit(struct fit *f, const unsigned *own, const unsigned *any)
{
	size_t	i, k;

	for (k = 0; k < FIT_SIDES; k++)
		for (i = 0; i < 8; i++)
			if ((own[k] | any[k]) >> i & 1)
				groups_set(&f->side[k], i * 67 % GROUPS);
}

/* Put a word into a table, among other bytes. */
static void
put_word(struct bucket *b, const char *word, uint16_t id, uint16_t fit)
{
	char	room[SCAN_SLACK * 2];

	memset(room, 'x', sizeof(room));
	memcpy(room, word, strlen(word));
	scan_add(b, BUCKETS, room, strlen(word), id, fit);
}

static uint16_t
fit_of(uint16_t id)
{
	return (uint16_t)(FIXED_FITS + id - 1);
}

static void
set_up(void)
{
	size_t	i;

	for (i = 1; i <= NKNOWN; i++) {
		put_word(table.bucket, known[i - 1].word, (uint16_t)i,
		    i < NKNOWN ? fit_of((uint16_t)i) : SEVERAL_FITS);
		set_fit(&table.fit[fit_of((uint16_t)i)], known[i - 1].side,
		    any_word);
	}
	table.several[0] = several[0];
	for (i = 1; i <= several[0]; i++)
		table.several[i] = fit_of(several[i]);
	set_fit(&table.fit[UNKNOWN_FIT], unknown, any_word);
	set_fit(&table.fit[EDGE_FIT], edge, any_edge);
}

static int
no_abbreviation(const char *s, size_t len, const void *arg)
{
	(void)arg;
	return len == 3 && memcmp(s, "etc", 3) == 0;
}

/* ---- the reference: slow and simple ------------------------------------ */

/* Has the word a number?  Case does not count, of any byte. */
static uint16_t
number(const char *s, size_t len)
{
	size_t	i, k;

	for (i = 0; i < NKNOWN; i++) {
		if (strlen(known[i].word) != len)
			continue;
		for (k = 0; k < len; k++)
			if ((s[k] | 0x20) != (known[i].word[k] | 0x20))
				break;
		if (k == len)
			return (uint16_t)(i + 1);
	}
	return 0;
}

/* How many bytes of a word, or of one sign of it, stand here? */
static size_t
word_bytes(const char *s, size_t len, size_t at)
{
	uint32_t	cp;
	size_t		took = utf8_decode(s + at, len - at, &cp);

	if (cp > 0x7f)
		return utf8_is_word(cp) ? took : 0;
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
	    (cp >= '0' && cp <= '9') || cp == '_' || cp == MASKED;
}

static void
add_seen(struct words *words, size_t start, size_t end, uint16_t id)
{
	struct seen	*w = &words->seen[words->n++];

	w->start = (uint32_t)start;
	w->end = (uint32_t)end;
	w->id = id;
}

/* How many bytes of an apostrophe stand here? */
static size_t
apostrophe(const char *s, size_t len, size_t at)
{
	if (s[at] == '\'')
		return 1;
	if (len - at >= 2 && (memcmp(s + at, ACUTE, 2) == 0 ||
	    memcmp(s + at, MODIFIER, 2) == 0))
		return 2;
	return len - at >= 3 && memcmp(s + at, "\xe2\x80", 2) == 0 &&
	    (s[at + 2] == '\x98' || s[at + 2] == '\x99') ? 3 : 0;
}

/* A word: one, or two if it has an apostrophe and is not known. */
static void
add_word(const char *s, size_t start, size_t end, struct words *words)
{
	char	 folded[SCAN_SLACK];
	size_t	 n = 0, tail, cut;

	for (;;)
		if (s[end - 1] == '\'')
			end--;
		else if (end - start > 3 && apostrophe(s, end, end - 3) == 3)
			end -= 3;
		else if (end - start > 2 && apostrophe(s, end, end - 2) == 2)
			end -= 2;
		else
			break;
	if (end - start <= SCAN_SLACK)
		n = word_fold(s + start, end - start, folded, SCAN_SLACK);
	if (number(s + start, end - start) != 0)
		add_seen(words, start, end, number(s + start, end - start));
	else if (number(folded, n) != 0 ||
	    (tail = clitic_length(folded, n)) == 0)
		add_seen(words, start, end, number(folded, n));
	else {
		for (cut = end; word_fold(s + cut, end - cut, folded + n - tail,
		    SCAN_SLACK - (n - tail)) < tail; cut--)
			;
		while (((unsigned char)s[cut] & 0xc0) == 0x80)
			cut--;
		n = word_fold(s + start, end - start, folded, SCAN_SLACK);
		add_seen(words, start, cut, number(folded, n - tail));
		add_seen(words, cut, end, number(folded + n - tail, tail));
	}
}

/* All words between two offsets.  An apostrophe is a word's behind a letter,
 * or behind a curly one, and such at its end are none of it. */
static void
find_words(const char *s, size_t at, size_t len, struct words *words)
{
	uint32_t	cp;
	size_t		start, took, straight;

	for (words->n = 0; at < len;) {
		if (word_bytes(s, len, at) == 0) {
			at += utf8_decode(s + at, len - at, &cp);
			continue;
		}
		for (start = at, straight = 0; at < len; at += took) {
			if ((took = word_bytes(s, len, at)) == 0) {
				took = apostrophe(s, len, at);
				if (took == 0 || straight)
					break;
			}
			straight = s[at] == '\'';
		}
		add_word(s, start, at, words);
	}
}

/* Add the groups of a word, or of those that it stands for, to a row. */
static size_t
add_fits(unsigned (*row)[FIT_SIDES], uint32_t id)
{
	size_t	i, k, n = id == NKNOWN ? several[0] : 1;

	for (i = 0; i < n; i++)
		for (k = 0; k < FIT_SIDES; k++)
			row[i][k] = any_word[k] | (id == 0 ? unknown[k] :
			    known[(n > 1 ? several[1 + i] : id) - 1].side[k]);
	return n;
}

/* Are there three in a row that fit, and anywhere what they need? */
static int
lets_through(const struct words *words)
{
	static unsigned	row[2 * SEEN_MAX + 2][FIT_SIDES];
	unsigned	found = 0, anywhere = 0;
	size_t		n = 1, i, k;

	for (k = 0; k < FIT_SIDES; k++)
		row[0][k] = edge[k] | any_edge[k];
	for (i = 0; i < words->n; i++)
		n += add_fits(row + n, words->seen[i].id);
	memcpy(row[n], row[0], sizeof(row[0]));
	for (i = 1; i < n; i++) {
		found |= row[i - 1][0] & row[i][1] & row[i + 1][2];
		anywhere |= row[i][3];
	}
	return (found & anywhere) != 0;
}

static int
is_stop(char c)
{
	return c == '.' || c == '!' || c == '?';
}

/* The end of the sentence that begins at an offset, and its marks.  Returns
 * where these are: what closes the sentence behind them is no word. */
static size_t
find_end(const char *s, size_t len, struct sentence *out)
{
	size_t	i, next, stop;

	out->question = out->exclaim = 0;
	out->end = len;
	for (i = out->start; i < len; i++) {
		if (!is_stop(s[i]) || (i > out->start && is_stop(s[i - 1])))
			continue;
		next = sentence_end(s, len, i, no_abbreviation, NULL);
		if (next == 0)
			continue;
		for (stop = i; i < len && is_stop(s[i]); i++) {
			out->question |= s[i] == '?';
			out->exclaim |= s[i] == '!';
		}
		out->end = next;
		return stop;
	}
	return len;
}

/* As scan_next(), for sentences that need not be cut. */
static int
next_sentence(const char *s, size_t len, struct sentence *out,
    struct words *words)
{
	size_t	stop;

	for (out->start = out->end; out->start < len; out->start = out->end) {
		stop = find_end(s, len, out);
		find_words(s, out->start, stop, words);
		if (lets_through(words))
			return 1;
	}
	return 0;
}

/* ---- texts ------------------------------------------------------------- */

static struct words	want, got;

/* A copy with slack behind it, of any bytes. */
static char *
slacken(const char *s, size_t len, char slack)
{
	char	*copy = malloc(len + SCAN_SLACK);

	MUST(copy != NULL);
	memcpy(copy, s, len);
	memset(copy + len, slack, SCAN_SLACK);
	return copy;
}

static void
compare_words(const char *text, size_t len)
{
	const struct seen	*w, *g;
	size_t			 i;

	for (i = 0; i < want.n && i < got.n; i++) {
		w = &want.seen[i];
		g = &got.seen[i];
		if (w->start != g->start || w->end != g->end ||
		    w->id != g->id)
			ck_abort_msg("word %zu of %.*s: %u-%u %u, not %u-%u "
			    "%u", i, (int)len, text, g->start, g->end, g->id,
			    w->start, w->end, w->id);
	}
	if (want.n != got.n)
		ck_abort_msg("%zu words in %.*s, not %zu", got.n, (int)len,
		    text, want.n);
}

/* Both find the same, whatever stands behind the text. */
static void
compare(const char *s, size_t len, char slack)
{
	struct sentence	w = { .end = 0 }, g = { .end = 0 };
	char		*copy = slacken(s, len, slack);
	int		 more;

	do {
		more = next_sentence(s, len, &w, &want);
		if (scan_next(&filter, copy, len, no_abbreviation, NULL, &g,
		    &got) != more)
			ck_abort_msg("%s: %.*s", more ? "not let through" :
			    "let through", (int)len, s);
		if (!more)
			break;
		if (w.start != g.start || w.end != g.end ||
		    w.question != g.question || w.exclaim != g.exclaim)
			ck_abort_msg("%zu-%zu, not %zu-%zu of %.*s", g.start,
			    g.end, w.start, w.end, (int)len, s);
		MUST(g.first && g.last && g.next == g.end);
		compare_words(s, len);
	} while (more);
	free(copy);
}

static const char *const texts[] = {
	"",
	"you",
	"zork",
	"you never listen",
	"You NEVER listen.",
	"You never. Listen. You never listen. You.",
	"never listen, you",
	"never listen",
	"x never listen x",
	"don't listen",
	"x DON" CURLY "T listen! x",
	"never don't",
	"l" LETTER "ger",
	"x l" LETTER "ger",
	"x l" LETTER "ger x",
	"x sixteen0letters0",
	"x sixteen0letters0 x",
	"You listen. Never you listen!",
	"you're lazy",
	"you" CURLY "re lazy",
	"YOU" CURLY "RE LAZY",
	"you" ACUTE "re lazy",
	"you" MODIFIER "re lazy",
	"don" ACUTE "t be lazy",
	"don" MODIFIER "t be lazy",
	"zork" ACUTE " " ACUTE "zork" MODIFIER " " MODIFIER "zork zork" ACUTE,
	"zork" MODIFIER ACUTE "x",
	"they're lazy",
	"don't be lazy",
	"don" CURLY "t be lazy",
	"don't' be lazy",
	"'you' 'never' 'listen'",
	"you''zork",
	"y" CURLY "all" CURLY "re lazy",
	"lazy y'all" CURLY "re",
	"zork'",
	"'zork",
	"zork''",
	"zork" CURLY " zork",
	"zork" CURLY CURLY "x",
	"zork-zork zork/zork zork",
	"zork" DASH "zork",
	DASH "zork" DASH,
	"zork_zork _zork zork_ zork",
	"zork1 1zork zork",
	"zork" LETTER " " LETTER "zork zork",
	"you l" LETTER "ger",
	"you l\xc3\x89ger",
	"you L" LETTER "GER",
	"l" LETTER "ger " LETTER LETTER LETTER " you",
	"\x1a\x1a zork \x1azork zork",
	"zork\xff zork\xe2\x80 zork\xc3",
	"\xff\xfe\xfd you \xf0\x9f\x91\x8b never \xf0\x9f\x91 listen",
	"you sixteen0letters0 then",
	"sixteen0letters0 incomprehensibilities",
	"INCOMPREHENSIBILITIES Sixteen0Letters0",
	"incomprehensibilitiez sixteen0letters0",
	"zork! zork? zork?! zork... zork etc. zork",
	"Zork...you. Zork.",
	"zork.\" zork.) zork.* x",
	"you. you. you. never. listen. zork.",
	"?!. zork",
	"other._) you listen. _you never_",
	"other._ you._ never listen",
	"_zork._ _other._",
	"a.b zork.c",
};

#define NTEXTS	(sizeof(texts) / sizeof(texts[0]))

START_TEST(test_text)
{
	const char	*s = texts[_i];

	compare(s, strlen(s), '\0');
	compare(s, strlen(s), 'x');
	compare(s, strlen(s), '\'');
	compare(s, strlen(s), '.');
	compare(s, strlen(s), '\x99');
}
END_TEST

/* At every offset of a block of 64 bytes, behind marks and behind words. */
START_TEST(test_offset)
{
	struct buf	b = { 0 };
	size_t		i, k;
	static const char *const fill[] = { " ", ",", "x ", LETTER, "\xff" };

	for (i = 0; i < sizeof(fill) / sizeof(fill[0]); i++)
		for (k = 0; k < 130; k++) {
			while (b.len < k)
				MUST(buf_puts(&b, fill[i]) == 0);
			MUST(buf_puts(&b, " ") == 0);
			MUST(buf_puts(&b, texts[_i]) == 0);
			compare(b.data, b.len, 'x');
			b.len = 0;
		}
	buf_free(&b);
}
END_TEST

/* ---- chance ------------------------------------------------------------ */

static const char *const parts[] = {
	"you", "never", "listen", "lazy", "zork", "don't", "'re", "You",
	"NEVER", "l" LETTER "ger", "sixteen0letters0",
	"incomprehensibilities", "other", "word", "x", "42", "\x1a\x1a\x1a",
	" ", " ", " ", " ", " ", " ", "  ", "\n", "\t", ". ", ".", "? ", "!",
	"!\n", "... ", "etc. ", ", ", "-", "(", ") ", "\"", "'", "'", CURLY,
	CURLY, ACUTE, MODIFIER, DASH, LETTER, "\xff", "\xe2\x80", "\xe2",
	"\x99", "\xf0\x9f\x91\x8b", "_", "*",
	"fifty-bytes-or-so-of-letters-without-any-blank-between",
	"sixtyfourlettersandmorewithoutanyblankbetweensothatnoroomisleftfor",
	"you'llsixtyfourlettersandmorewithoutanyblankbetweensothatnoroomis",
};

static uint32_t
chance(uint32_t *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

START_TEST(test_chance)
{
	uint32_t	seed = (uint32_t)_i * 977u + 1u;
	struct buf	b = { 0 };
	size_t		i, n;

	for (i = 0; i < 200; i++) {
		b.len = 0;
		for (n = chance(&seed) % 60; n > 0; n--)
			MUST(buf_puts(&b, parts[chance(&seed) %
			    (sizeof(parts) / sizeof(parts[0]))]) == 0);
		MUST(buf_puts(&b, "") == 0);
		compare(b.len > 0 ? b.data : "", b.len, 'x');
	}
	buf_free(&b);
}
END_TEST

/* ---- long sentences ---------------------------------------------------- */

/*
 * A sentence of many words with our own somewhere: a piece of it that is let
 * through must hold them all.  Pieces overlap, and no word is lost.
 */
static void
check_long(const char *filler, size_t before, size_t after)
{
	struct sentence	 s = { .end = 0 };
	struct buf	 b = { 0 };
	size_t		 i, at, last = 0;
	char		*copy;
	int		 through = 0;

	for (i = 0; i < before; i++)
		MUST(buf_puts(&b, filler) == 0);
	at = b.len;
	MUST(buf_puts(&b, "you never listen ") == 0);
	for (i = 0; i < after; i++)
		MUST(buf_puts(&b, filler) == 0);
	copy = slacken(b.data, b.len, 'x');
	while (scan_next(&filter, copy, b.len, no_abbreviation, NULL, &s,
	    &got)) {
		MUST(s.start >= last && s.next <= s.end && s.end <= b.len);
		MUST(s.next > s.start && s.last == (s.next == s.end));
		last = s.next;
		through |= s.start <= at && s.end >= at + 16;
		for (i = 0; i < got.n; i++)
			MUST(got.seen[i].start >= s.start &&
			    got.seen[i].end <= s.end &&
			    got.seen[i].start < got.seen[i].end);
	}
	ck_assert_msg(through, "%zu * \"%s\" before, %zu behind", before,
	    filler, after);
	free(copy);
	buf_free(&b);
}

START_TEST(test_long)
{
	static const struct {
		const char	*filler;
		size_t		 most;
	} fillers[] = {
		{ "some words ", 800 }, { "a ", 4500 }, { "x, ", 3000 },
		{ "zork ", 1700 }, { "don't ", 1400 },
		{ "caf" LETTER "-", 1500 },
		{ "sixtyfourlettersandmorewithoutanyblankbetweensothatnoroom"
		    "isleftfor ", 140 },
	};
	size_t	n;

	for (n = 0; n < fillers[_i].most; n += 1 + n / 12)
		check_long(fillers[_i].filler, n, fillers[_i].most - n);
}
END_TEST

/*
 * A word over each edge between two blocks, and as many others as there is
 * room for: the sentence must be cut all the same.
 */
START_TEST(test_edges)
{
	static const char	*const block[] = {
		"x a a a a a a a a a a a a a a a a a a a a a a a a a a "
		    "a a a a a",
		"zork a'b a'b a'b a'b a'b a'b a'b a'b a'b a'b a'b a'b "
		    "a'b a'b zo",
		"zork zork zork zork zork zork zork zork zork zork "
		    "zork zork zork",
	};
	struct sentence		 s = { .end = 0 };
	struct buf		 b = { 0 };
	char			*copy;
	size_t			 i, n;

	for (i = 0; i < 1000; i++) {
		n = strlen(block[_i]);
		MUST(buf_append(&b, block[_i], n) == 0);
		for (; n < 64; n++)
			MUST(buf_puts(&b, "x") == 0);
	}
	copy = slacken(b.data, b.len, 'x');
	while (scan_next(&filter, copy, b.len, no_abbreviation, NULL, &s,
	    &got))
		ck_assert_uint_le(got.n, SEEN_MAX);
	free(copy);
	buf_free(&b);
}
END_TEST

/* A word that is longer than all bounds is none that is known. */
START_TEST(test_long_word)
{
	size_t		 len = 100000;
	char		*s = malloc(len + SCAN_SLACK);
	struct sentence	 st = { .end = 0 };

	MUST(s != NULL);
	memset(s, 'x', len + SCAN_SLACK);
	memcpy(s, "zork ", 5);
	MUST(scan_next(&filter, s, len, no_abbreviation, NULL, &st, &got));
	ck_assert_uint_ge(got.n, 1);
	ck_assert_uint_eq(got.seen[0].end, 4);
	ck_assert(!scan_next(&filter, s, len, no_abbreviation, NULL, &st,
	    &got));
	free(s);
}
END_TEST

/* The numbers of the words of a text, with "zork" before its end, which is
 * let through. */
static void
read_ids(const struct bucket *b, const char *text)
{
	struct filter	 f = filter;
	char		*s = slacken(text, strlen(text), 'x');
	struct sentence	 st = { .end = 0 };

	f.bucket = b;
	ck_assert(scan_next(&f, s, strlen(text), no_abbreviation, NULL, &st,
	    &got));
	free(s);
}

/* Case counts for no letter, and the length does. */
START_TEST(test_hash)
{
	static const char *const words[] = { "a", "tall",
	    "sixteen0letters0", "incomprehensibilities" };
	static struct bucket	 b[BUCKETS];
	size_t			 i;

	for (i = 0; i < 4; i++)
		put_word(b, words[i], (uint16_t)(10 + i), UNKNOWN_FIT);
	put_word(b, "zork", 5, fit_of(5));
	read_ids(b, "A tAll sixTEEN0letters0 iNCOMPREHENSIBILITIES aa talls "
	    "sixteen0letters0s incomprehensibilitie zork");
	ck_assert_uint_eq(got.n, 9);
	for (i = 0; i < 4; i++) {
		ck_assert_uint_eq(got.seen[i].id, 10 + i);
		ck_assert_uint_eq(got.seen[4 + i].id, 0);
	}
}
END_TEST

/* Words that do not fit into their bucket are found in the next; of the same
 * word the first one counts. */
START_TEST(test_full)
{
	static struct bucket	 b[BUCKETS];
	struct buf		 text = { 0 };
	char			 word[8];
	unsigned		 i, full = 0, most = BUCKET * BUCKETS - 2;

	for (i = 1; i <= most; i++) {
		snprintf(word, sizeof(word), "w%u", i);
		put_word(b, word, (uint16_t)i, UNKNOWN_FIT);
		put_word(b, word, 1000, UNKNOWN_FIT);
		ck_assert_int_eq(buf_printf(&text, "%s ", word), 0);
	}
	put_word(b, "zork", 5, fit_of(5));
	for (i = 0; i < BUCKETS; i++)
		full += b[i].full;
	ck_assert_uint_gt(full, 0);
	ck_assert_int_eq(buf_printf(&text, "w0 zork"), 0);
	read_ids(b, buf_string(&text));
	ck_assert_uint_eq(got.n, most + 2);
	for (i = 1; i <= most; i++)
		ck_assert_uint_eq(got.seen[i - 1].id, i);
	ck_assert_uint_eq(got.seen[most].id, 0);
	buf_free(&text);
}
END_TEST

/* ---- a second filter --------------------------------------------------- */

enum { BLARG = NKNOWN + 1, GIMME, WORDS };	/* numbers of its words */
enum { OTHER_FIT = FIXED_FITS, BLARG_FIT, FITS };

/* Texts, and whether they are let through: in the second filter there is one
 * group, 0, that is found by blarg; "gimme" stands for "you never". */
static const struct {
	const char	*text;
	int		 through;
	uint16_t	 id;		/* of the first word */
} more_texts[] = {
	{ "blarg",			1, BLARG },
	{ "Blarg it listen",		1, BLARG },
	{ "it blarg",			1, 0 },
	{ "it is",			0, 0 },
	{ "you listen",			0, 1 },
	{ "you never listen",		1, 1 },
	{ "gimme listen",		1, GIMME },
	{ "gimme",			0, GIMME },
	{ "listen gimme",		0, 3 },
	{ "zork",			1, 5 },
};

static struct {
	struct bucket	bucket[BUCKETS];
	uint16_t	fit_of[WORDS], several[5];
	struct fit	fit[FITS];
} more_table;

static void
set_up_more(void)
{
	static const uint16_t	gimme[] = { 2, OTHER_FIT, OTHER_FIT, 1, 2 };
	size_t			i, k;

	memset(more_table.bucket, 0, sizeof(more_table.bucket));
	put_word(more_table.bucket, "blarg", BLARG, BLARG_FIT);
	put_word(more_table.bucket, "gimme", GIMME, SEVERAL_FITS);
	memcpy(more_table.several, gimme, sizeof(gimme));
	for (i = 1; i < WORDS; i++)
		more_table.fit_of[i] = OTHER_FIT;
	more_table.fit_of[BLARG] = BLARG_FIT;
	more_table.fit_of[GIMME] = SEVERAL_FITS;
	for (i = 0; i < FITS; i++)
		for (k = 0; k < FIT_SIDES; k++)
			if (k != FIT_AT || i == BLARG_FIT)
				groups_set(&more_table.fit[i].side[k], 0);
}

/* Words that only the second has are found, and those of both are joined. */
START_TEST(test_more)
{
	const struct filter	 more = {
		.bucket = more_table.bucket, .nbuckets = BUCKETS,
		.fit_of = more_table.fit_of, .nwords = WORDS,
		.several = more_table.several, .fit = more_table.fit
	};
	const char		*text = more_texts[_i].text;
	uint16_t		 fits[NKNOWN + 1];
	struct filter		 f = filter;
	struct sentence		 st = { .end = 0 };
	char			*s = slacken(text, strlen(text), 'x');
	size_t			 i;

	set_up_more();
	for (i = 1; i <= NKNOWN; i++)
		fits[i] = fit_of((uint16_t)i);
	f.fit_of = fits;
	f.nwords = NKNOWN + 1;
	f.more = &more;
	ck_assert_int_eq(scan_next(&f, s, strlen(text), no_abbreviation, NULL,
	    &st, &got), more_texts[_i].through);
	ck_assert_uint_eq(scan_known(&f, s, strcspn(s, " x")).id,
	    more_texts[_i].id);
	free(s);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("scan");
	TCase	*tc = tcase_create("scan");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	set_up();
	tcase_add_loop_test(tc, test_text, 0, (int)NTEXTS);
	tcase_add_loop_test(tc, test_offset, 0, (int)NTEXTS);
	tcase_add_loop_test(tc, test_chance, 0, 20);
	tcase_add_loop_test(tc, test_long, 0, 7);
	tcase_add_loop_test(tc, test_edges, 0, 3);
	tcase_add_test(tc, test_long_word);
	tcase_add_test(tc, test_hash);
	tcase_add_test(tc, test_full);
	tcase_add_loop_test(tc, test_more, 0,
	    (int)(sizeof(more_texts) / sizeof(more_texts[0])));
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
