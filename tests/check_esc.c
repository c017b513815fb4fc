#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "esc.h"
#include "sage.h"

#define S(s)	s, sizeof(s) - 1

static const struct {
	const char	*name;
	const char	*in;
	size_t		 len;
	const char	*out;
} cases[] = {
	{ "nothing",		S(""),			"" },
	{ "text",		S("a b"),		"a b" },
	{ "UTF-8 stays",	S("na\xc3\xafve \xf0\x9f\x91\x8b"),
	    "na\xc3\xafve \xf0\x9f\x91\x8b" },
	{ "NUL",		S("a\0b"),		"a\\x00b" },
	{ "line feed, tab",	S("a\nb\tc"),		"a\\x0ab\\x09c" },
	{ "colour",		S("\033[31mred"),	"\\x1b[31mred" },
	{ "DEL",		S("\x7f"),		"\\x7f" },
	{ "C1: CSI",		S("a\xc2\x9b" "31m"),	"a\\u{009b}31m" },
	{ "CSI as a byte",	S("a\x9b" "31m"),	"a\\x9b31m" },
	{ "override",		S("a\xe2\x80\xae" "b"),	"a\\u{202e}b" },
	{ "isolate",		S("\xe2\x81\xa6"),	"\\u{2066}" },
	{ "line separator",	S("\xe2\x80\xa8"),	"\\u{2028}" },
	{ "backslash",		S("a\\x1b"),		"a\\\\x1b" },
	{ "cut short",		S("a\xf0\x9f\x91"),	"a\\xf0\\x9f\\x91" },
	{ "surrogate",		S("\xed\xa0\x80"),	"\\xed\\xa0\\x80" },
	{ "U+FFFD itself",	S("\xef\xbf\xbd"),	"\xef\xbf\xbd" },
	{ "all at the end",	S("a\033"),		"a\\x1b" },
};

START_TEST(test_esc)
{
	struct buf	b = { 0 };

	ck_assert_int_eq(buf_puts(&b, "before: "), 0);
	ck_assert_int_eq(esc_append(&b, cases[_i].in, cases[_i].len), 0);
	ck_assert_msg(strcmp(buf_string(&b) + 8, cases[_i].out) == 0,
	    "%s: %s", cases[_i].name, buf_string(&b) + 8);
	buf_free(&b);
}
END_TEST

/* Whatever the ceiling cuts off, what was there before stays alone. */
START_TEST(test_full)
{
	struct buf	b = { 0 };
	size_t		max;

	for (max = 8; max < 8 + strlen(cases[_i].out); max++) {
		b.max = max;
		ck_assert_int_eq(buf_puts(&b, "before: "), 0);
		ck_assert_int_eq(esc_append(&b, cases[_i].in, cases[_i].len),
		    SAGE_ETOOBIG);
		ck_assert_str_eq(buf_string(&b), "before: ");
		buf_free(&b);
	}
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("esc");
	TCase	*tc = tcase_create("esc");
	SRunner	*sr = srunner_create(s);
	int	 n = sizeof(cases) / sizeof(cases[0]), failed;

	tcase_add_loop_test(tc, test_esc, 0, n);
	tcase_add_loop_test(tc, test_full, 0, n);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
