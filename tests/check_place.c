#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "place.h"
#include "utf8.h"

#define S(s)	s, sizeof(s) - 1

#define WAVE	"\xf0\x9f\x91\x8b"			/* U+1F44B */
#define CODER	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb"
#define HAN	"\xe6\xbc\xa2"				/* U+6F22 */
#define ACUTE	"\xcc\x81"				/* U+0301, combining */

/* A text, how far to go, and where that is: the line, and the column in each
 * unit, in the order of enum sage_unit. */
static const struct {
	const char	*name;
	const char	*text;
	size_t		 len, to;
	uint64_t	 line, column[4];
} cases[] = {
	{ "the start",		S("abc"),	0, 1, { 1, 1, 1, 1 } },
	{ "the end",		S("abc"),	3, 1, { 4, 4, 4, 4 } },
	{ "nothing",		S(""),		0, 1, { 1, 1, 1, 1 } },
	{ "before a line end",	S("ab\nc"),	2, 1, { 3, 3, 3, 3 } },
	{ "after a line end",	S("ab\nc"),	3, 2, { 1, 1, 1, 1 } },
	{ "in the next line",	S("ab\nc"),	4, 2, { 2, 2, 2, 2 } },
	{ "empty lines",	S("\n\n\n"),	3, 4, { 1, 1, 1, 1 } },
	{ "CRLF: at LF",	S("ab\r\nc"),	3, 1, { 4, 4, 4, 3 } },
	{ "CRLF: behind it",	S("ab\r\nc"),	4, 2, { 1, 1, 1, 1 } },
	{ "CR alone",		S("ab\rc"),	4, 1, { 5, 5, 5, 4 } },
	{ "a tab",		S("\tx"),	1, 1, { 2, 2, 2, 9 } },
	{ "a tab in between",	S("ab\tx"),	3, 1, { 4, 4, 4, 9 } },
	{ "a tab of one cell",	S("1234567\tx"), 8, 1, { 9, 9, 9, 9 } },
	{ "a tab of eight",	S("12345678\tx"), 9, 1, { 10, 10, 10, 17 } },
	{ "two tabs",		S("\t\tx"),	3, 1, { 4, 4, 4, 18 } },
	{ "a tab in line two",	S("abc\n\tx"),	5, 2, { 2, 2, 2, 9 } },
	{ "two bytes",		S("\xc3\xa9x"),	2, 1, { 2, 3, 2, 2 } },
	{ "three bytes",	S("\xe2\x82\xac" "x"), 3, 1, { 2, 4, 2, 2 } },
	{ "a wide one",		S(HAN "x"),	3, 1, { 2, 4, 2, 3 } },
	{ "a tab after it",	S(HAN "\tx"),	4, 1, { 3, 5, 3, 9 } },
	{ "past U+FFFF",	S(WAVE "x"),	4, 1, { 2, 5, 3, 3 } },
	{ "a combining mark",	S("e" ACUTE "x"), 3, 1, { 3, 4, 3, 2 } },
	{ "many of them",	S("e" ACUTE ACUTE ACUTE), 7, 1,
	    { 5, 8, 5, 2 } },
	{ "a joined emoji",	S(CODER "x"),	11, 1, { 4, 12, 6, 5 } },
	{ "a broken byte",	S("\xff" "x"),	1, 1, { 2, 2, 2, 2 } },
	{ "two of them",	S("\xff\x80x"),	2, 1, { 3, 3, 3, 3 } },
	{ "cut short",		S("\xf0\x9f\x91x"), 3, 1, { 2, 4, 2, 2 } },
	{ "... at the end",	S("a\xf0\x9f\x91"), 4, 1, { 3, 5, 3, 3 } },
	{ "a surrogate",	S("\xed\xa0\x80x"), 3, 1, { 4, 4, 4, 4 } },
	{ "overlong",		S("\xc0\xafx"),	2, 1, { 3, 3, 3, 3 } },
	{ "NUL",		S("a\0b"),	2, 1, { 3, 3, 3, 2 } },
	{ "a vertical tab",	S("a\vb"),	2, 1, { 3, 3, 3, 2 } },
	{ "U+2028 ends no line", S("\xe2\x80\xa8x"), 3, 1, { 2, 4, 2, 2 } },
	{ "U+0085 neither",	S("\xc2\x85x"),	2, 1, { 2, 3, 2, 1 } },
	{ "broken, then a line", S("\xe2\x80\nx"), 4, 2, { 2, 2, 2, 2 } },
};

static const size_t	ncases = sizeof(cases) / sizeof(cases[0]);

static struct cursor
cursor(size_t i, enum sage_unit unit)
{
	struct cursor	c = { cases[i].text, cases[i].len, 0, { 0, 1, 1 },
			    unit };

	return c;
}

static void
check_place(size_t i, enum sage_unit unit, const struct cursor *c)
{
	ck_assert_msg(c->place.byte == cases[i].to &&
	    c->place.line == cases[i].line &&
	    c->place.column == cases[i].column[unit],
	    "%s, unit %d: byte %llu, %llu:%llu", cases[i].name, (int)unit,
	    (unsigned long long)c->place.byte,
	    (unsigned long long)c->place.line,
	    (unsigned long long)c->place.column);
}

START_TEST(test_at_once)
{
	size_t		i = (size_t)_i / 4;
	enum sage_unit	unit = (enum sage_unit)(_i % 4);
	struct cursor	c = cursor(i, unit);

	cursor_to(&c, cases[i].to);
	check_place(i, unit, &c);
	ck_assert_uint_eq(c.at, cases[i].to);
}
END_TEST

/* One code point after the other comes to the same. */
START_TEST(test_by_steps)
{
	size_t		i = (size_t)_i / 4, took;
	enum sage_unit	unit = (enum sage_unit)(_i % 4);
	struct cursor	c = cursor(i, unit);
	uint32_t	cp;

	while (c.at < cases[i].to) {
		took = utf8_decode(c.text + c.at, c.len - c.at, &cp);
		cursor_to(&c, c.at + took);
	}
	check_place(i, unit, &c);
}
END_TEST

/* A piece in the middle of a message goes on from where that was. */
START_TEST(test_goes_on)
{
	struct cursor	c = { S("ab\n\tc"), 0, { 100, 7, 3 }, SAGE_DISPLAY };

	cursor_to(&c, 2);
	ck_assert_uint_eq(c.place.byte, 102);
	ck_assert_uint_eq(c.place.line, 7);
	ck_assert_uint_eq(c.place.column, 5);
	cursor_to(&c, 5);
	ck_assert_uint_eq(c.place.byte, 105);
	ck_assert_uint_eq(c.place.line, 8);
	ck_assert_uint_eq(c.place.column, 10);
}
END_TEST

START_TEST(test_never_back)
{
	struct cursor	c = { S("ab\ncd"), 0, { 0, 1, 1 }, SAGE_CHAR };

	cursor_to(&c, 4);
	cursor_to(&c, 1);
	cursor_to(&c, 4);
	cursor_to(&c, 0);
	ck_assert_uint_eq(c.at, 4);
	ck_assert_uint_eq(c.place.byte, 4);
	ck_assert_uint_eq(c.place.line, 2);
	ck_assert_uint_eq(c.place.column, 2);
}
END_TEST

/* Offsets beyond 32 bits do not wrap. */
START_TEST(test_far)
{
	struct cursor	c = { S("a\nb"), 0, { UINT64_C(1) << 40,
			    UINT64_C(1) << 33, UINT64_C(1) << 35 },
			    SAGE_CHAR };

	cursor_to(&c, 1);
	ck_assert(c.place.column == (UINT64_C(1) << 35) + 1);
	cursor_to(&c, 3);
	ck_assert(c.place.byte == (UINT64_C(1) << 40) + 3);
	ck_assert(c.place.line == (UINT64_C(1) << 33) + 1);
	ck_assert_uint_eq(c.place.column, 2);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("place");
	TCase	*tc = tcase_create("place");
	SRunner	*sr = srunner_create(s);
	int	 n = (int)ncases * 4, failed;

	tcase_add_loop_test(tc, test_at_once, 0, n);
	tcase_add_loop_test(tc, test_by_steps, 0, n);
	tcase_add_test(tc, test_goes_on);
	tcase_add_test(tc, test_never_back);
	tcase_add_test(tc, test_far);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
