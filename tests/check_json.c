#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "json.h"
#include "sage.h"

#define S(s)	s, sizeof(s) - 1
#define BAD	"\xef\xbf\xbd"

static const struct {
	const char	*name;
	const char	*in;
	size_t		 len;
	const char	*out;
} cases[] = {
	{ "nothing",		S(""),			"\"\"" },
	{ "text",		S("a b/c"),		"\"a b/c\"" },
	{ "quote, backslash",	S("\"\\\""),		"\"\\\"\\\\\\\"\"" },
	{ "UTF-8 stays",	S("\xc3\xaf\xf0\x9f\x91\x8b"),
	    "\"\xc3\xaf\xf0\x9f\x91\x8b\"" },
	{ "NUL",		S("a\0b"),		"\"a\\u0000b\"" },
	{ "line feed, tab",	S("a\nb\t"),	"\"a\\u000ab\\u0009\"" },
	{ "escape",		S("\033[31m"),		"\"\\u001b[31m\"" },
	{ "DEL",		S("\x7f"),		"\"\\u007f\"" },
	{ "C1: CSI",		S("\xc2\x9b"),		"\"\\u009b\"" },
	{ "override",		S("\xe2\x80\xae"),	"\"\\u202e\"" },
	{ "line separator",	S("\xe2\x80\xa8"),	"\"\\u2028\"" },
	{ "0xff",		S("a\xff" "b"),		"\"a" BAD "b\"" },
	{ "two bad bytes",	S("\xff\xfe"),		"\"" BAD BAD "\"" },
	{ "cut short",		S("a\xf0\x9f\x91"),	"\"a" BAD "\"" },
	{ "surrogate",		S("\xed\xa0\x80"), "\"" BAD BAD BAD "\"" },
	{ "U+FFFD itself",	S(BAD),			"\"" BAD "\"" },
};

START_TEST(test_json)
{
	struct buf	b = { 0 };

	ck_assert_int_eq(buf_puts(&b, "before: "), 0);
	ck_assert_int_eq(json_string(&b, cases[_i].in, cases[_i].len), 0);
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
		ck_assert_int_eq(json_string(&b, cases[_i].in, cases[_i].len),
		    SAGE_ETOOBIG);
		ck_assert_str_eq(buf_string(&b), "before: ");
		buf_free(&b);
	}
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("json");
	TCase	*tc = tcase_create("json");
	SRunner	*sr = srunner_create(s);
	int	 n = sizeof(cases) / sizeof(cases[0]), failed;

	tcase_add_loop_test(tc, test_json, 0, n);
	tcase_add_loop_test(tc, test_full, 0, n);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
