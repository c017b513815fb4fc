#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sentence.h"

#define LQUO	"\xe2\x80\x9c"			/* U+201C */
#define RQUO	"\xe2\x80\x9d"			/* U+201D */
#define APOS	"\xe2\x80\x99"			/* U+2019 */

/* Where sentences end, save at the end of the text, is a stroke. */
static const struct {
	const char	*name, *marked;
} cases[] = {
	{ "nothing",		"" },
	{ "no stop",		"no stop here" },
	{ "one",		"One sentence." },
	{ "two",		"One. |Two." },
	{ "three",		"One. |Two! |Three?" },
	{ "over a line end",	"One.\n|Two." },
	{ "CRLF",		"One.\r\n|Two." },
	{ "many blanks",	"One.   \t \n|Two." },
	{ "blanks at the end",	"One.  " },
	{ "a stop alone",	"." },
	{ "stops alone",	"... |... |..." },
	{ "no blank, no end",	"one.two three" },
	{ "lower-case chat",	"hey. |you never listen. |ok" },
	{ "abbreviation",	"See Dr. Who for it." },
	{ "its capitals",	"See DR. WHO for it." },
	{ "with stops in it",	"Use e.g. this one." },
	{ "letters, each a stop", "At 5 p.m. sharp. |Then we left." },
	{ "the same at an end",	"It was 5 p.m. |Then we left." },
	{ "no letters by one",	"It is a x.yz. |then we left." },
	{ "at the end",		"Tea, coffee, etc." },
	{ "no abbreviation",	"See doc. |Who knows?" },
	{ "longer than one",	"See Drr. |Who knows?" },
	{ "behind a bracket",	"Tea (vs. coffee) it is." },
	{ "an initial",		"Ask J. Smith about it." },
	{ "two initials",	"Ask J. R. Smith about it." },
	{ "I is no initial",	"It was I. |You know that." },
	{ "a small letter",	"It is x. |You know that." },
	{ "a word in capitals",	"It is OK. |You know that." },
	{ "ellipsis, small",	"well... you know" },
	{ "ellipsis, capital",	"Well... |You know" },
	{ "ellipsis, end",	"Well..." },
	{ "two dots, small",	"well.. you know" },
	{ "ellipsis and ?",	"well...? |you know" },
	{ "ellipsis and !",	"well...! |you know" },
	{ "! and small",	"stop! |you know" },
	{ "? and small",	"why? |you know" },
	{ "?!",			"why?! |you know" },
	{ "!!!",		"stop!!! |you know" },
	{ "!.",			"stop!. |you know" },
	{ "abbreviation and ?",	"is it etc.? |you know" },
	{ "a number",		"It is 3.5 or 4.25 of it." },
	{ "a number ends",	"It is 3. |It is 4." },
	{ "a year ends",	"It was in 2024. |It is over." },
	{ "an item",		"1. One thing." },
	{ "an item, line two",	"Do:\n1. One thing.\n|2. Two things." },
	{ "an item of two",	"12. Twelve things." },
	{ "no item",		"123. |That many." },
	{ "no item inside",	"It is 1. |That many." },
	{ "a version",		"Since v1.2.3 it is so." },
	{ "a name of a file",	"See main.c. |It is there." },
	{ "an address",		"See example.org. |It is there." },
	{ "an address, ?",	"See example.org/?a=b for it." },
	{ "quotation mark",	"He said \"No.\" |She left." },
	{ "curly one",		"He said " LQUO "No." RQUO " |She left." },
	{ "single one",		"He said 'No.' |She left." },
	{ "curly single one",	"He said No." APOS " |She left." },
	{ "bracket",		"(He left.) |She stayed." },
	{ "square bracket",	"[He left.] |She stayed." },
	{ "emphasis",		"*He left.* |**Now.** |_So._ |~x.~ |y" },
	{ "several closers",	"(\"He left.\") |She stayed." },
	{ "the mark outside",	"He said \"No\". |She left." },
	{ "abbreviation in it",	"He said \"Dr.\" and left." },
	{ "ellipsis in it",	"He said \"well...\" and left." },
	{ "? in it",		"He said \"why?\" |and left." },
	{ "a closer, a word",	"He said \"No.\"she left." },
	{ "a comma behind",	"He said \"No.\", and left." },
	{ "high bytes behind",	"One.\xc3\xa9 two." },
	{ "a stop after a mark", "\xe2\x80\x99. |Two." },
};

static int
is_known(const char *s, size_t len, const void *arg)
{
	static const char *const known[] = { "e.g", "dr", "DR", "Dr", "vs",
	    "etc" };
	size_t	i;

	ck_assert_ptr_eq(arg, cases);
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (len == strlen(known[i]) && memcmp(s, known[i], len) == 0)
			return 1;
	return 0;
}

static int
is_stop(char c)
{
	return c == '.' || c == '!' || c == '?';
}

/* The text without strokes; *last is where the last one was, or 0. */
static size_t
unmark(const char *marked, char *text, size_t *last)
{
	size_t	n = 0;

	for (*last = 0; *marked != '\0'; marked++)
		if (*marked == '|')
			*last = n;
		else
			text[n++] = *marked;
	return n;
}

START_TEST(test_end)
{
	const char	*marked = cases[_i].marked;
	char		 text[256], found[512];
	size_t		 len, last, i, next, n = 0, end = 0;

	len = unmark(marked, text, &last);
	for (i = 0; i < len; i++) {
		if (i == end && i > 0)
			found[n++] = '|';
		found[n++] = text[i];
		if (!is_stop(text[i]) || (i > 0 && is_stop(text[i - 1])))
			continue;
		next = sentence_end(text, len, i, is_known, cases);
		ck_assert_uint_le(next, len);
		if (next != 0)
			end = next;
	}
	found[n] = '\0';
	ck_assert_msg(strcmp(found, marked) == 0, "%s: %s, not %s",
	    cases[_i].name, found, marked);
}
END_TEST

START_TEST(test_last_end)
{
	char	text[256];
	size_t	len, last, got;

	len = unmark(cases[_i].marked, text, &last);
	got = sentence_last_end(text, len, is_known, cases);
	ck_assert_msg(got == last, "%s: %zu, not %zu", cases[_i].name, got,
	    last);
}
END_TEST

/* A part is a sentence or a line, and of some length if it can. */
START_TEST(test_part)
{
	static const char	text[] = "Oh. It rained\nall day!? Yes";
	char			wide[3000];

	ck_assert_uint_eq(sentence_part(text, 28, 0, 1, is_known, cases), 4);
	ck_assert_uint_eq(sentence_part(text, 28, 4, 1, is_known, cases), 14);
	ck_assert_uint_eq(sentence_part(text, 28, 14, 1, is_known, cases), 24);
	ck_assert_uint_eq(sentence_part(text, 28, 24, 1, is_known, cases), 28);
	ck_assert_uint_eq(sentence_part(text, 28, 0, 5, is_known, cases), 14);
	ck_assert_uint_eq(sentence_part(text, 28, 0, 40, is_known, cases), 28);
	memset(wide, 'a', sizeof(wide));
	ck_assert_uint_lt(sentence_part(wide, sizeof(wide), 0, 1, is_known,
	    cases), 1100);
}
END_TEST

/* NUL is a byte like others: it closes nothing and is no blank. */
START_TEST(test_nul)
{
	ck_assert_uint_eq(sentence_end("a.\0 b", 5, 1, is_known, cases), 0);
	ck_assert_uint_eq(sentence_end("a. \0b", 5, 1, is_known, cases), 3);
	ck_assert_uint_eq(sentence_end("a.", 2, 1, is_known, cases), 2);
}
END_TEST

/* Only what is within the length counts. */
START_TEST(test_length)
{
	ck_assert_uint_eq(sentence_end("a.b", 2, 1, is_known, cases), 2);
	ck_assert_uint_eq(sentence_end("a.\" b", 3, 1, is_known, cases), 3);
	ck_assert_uint_eq(sentence_end("Dr. x", 3, 2, is_known, cases), 3);
	ck_assert_uint_eq(sentence_end("a." RQUO, 4, 1, is_known, cases), 0);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("sentence");
	TCase	*tc = tcase_create("sentence");
	SRunner	*sr = srunner_create(s);
	int	 n = sizeof(cases) / sizeof(cases[0]), failed;

	tcase_add_loop_test(tc, test_end, 0, n);
	tcase_add_loop_test(tc, test_last_end, 0, n);
	tcase_add_test(tc, test_part);
	tcase_add_test(tc, test_nul);
	tcase_add_test(tc, test_length);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
