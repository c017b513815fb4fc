#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "level.h"
#include "report.h"

#define S(s)	s, sizeof(s) - 1
#define WAVE	"\xf0\x9f\x91\x8b"		/* U+1F44B, two cells */
#define ACUTE	"\xcc\x81"			/* U+0301, none */
#define BAD	"\xef\xbf\xbd"			/* U+FFFD */
#define TEN	"0123456789"
#define FIFTY	TEN TEN TEN TEN TEN

/* A finding: the source lines, and where in them it is. */
static struct sage_finding
finding(const char *line, size_t len, size_t offset, size_t span)
{
	struct sage_finding	f = {
		.id = "cat.rule", .category = "cat", .level = SAGE_WARNING,
		.source = "rule", .confidence = .9, .title = "a title",
		.reason = "a reason", .repair = "a repair",
		.start = { 10, 2, 3 }, .end = { 14, 2, 7 },
	};

	f.line = (struct sage_text){ line, len };
	f.offset = offset;
	f.text = (struct sage_text){ line + offset, span };
	return f;
}

/* ---- as compilers tell it ---------------------------------------------- */

static const struct {
	const char	*what, *name, *title;
	const char	*text;
	size_t		 len;
	const char	*repair, *out;
} gnus[] = {
	{ "plain", "a.txt", "a title", S("zork"), "a repair",
	    "a.txt:2:3: warning: a title: \"zork\" [cat]\n"
	    "a.txt:2:3: note: a repair\n" },
	{ "no repair", "a", "a title", S("zork"), "",
	    "a:2:3: warning: a title: \"zork\" [cat]\n" },
	{ "a name of control bytes", "a\033[31m\nb", "a title", S("zork"), "",
	    "a\\x1b[31m\\x0ab:2:3: warning: a title: \"zork\" [cat]\n" },
	{ "a title of such", "a", "a\033[31m\n\xc2\x9b", S("zork"), "",
	    "a:2:3: warning: a\\x1b[31m \\u{009b}: \"zork\" [cat]\n" },
	{ "over a line end", "a", "a title", S("big\r\n  zork"), "",
	    "a:2:3: warning: a title: \"big zork\" [cat]\n" },
	{ "blanks and tabs", "a", "a title", S("big \t\v zork"), "",
	    "a:2:3: warning: a title: \"big zork\" [cat]\n" },
	{ "NUL, escape, DEL", "a", "a title", S("a\0b\033c\x7f"), "",
	    "a:2:3: warning: a title: \"a\\x00b\\x1bc\\x7f\" [cat]\n" },
	{ "broken UTF-8", "a", "a title", S("a\xff\xe2\x80 b"), "",
	    "a:2:3: warning: a title: \"a\\xff\\xe2\\x80 b\" [cat]\n" },
	{ "UTF-8 stays", "a", "a title", S("caf\xc3\xa9 " WAVE), "",
	    "a:2:3: warning: a title: \"caf\xc3\xa9 " WAVE "\" [cat]\n" },
	{ "an override", "a", "a title", S("a\xe2\x80\xae" "b"), "",
	    "a:2:3: warning: a title: \"a\\u{202e}b\" [cat]\n" },
	{ "a backslash", "a\\b", "a title", S("a\\b"), "",
	    "a\\\\b:2:3: warning: a title: \"a\\\\b\" [cat]\n" },
	{ "a repair of two lines", "a", "a title", S("zork"),
	    "do\nthis\033[m", "a:2:3: warning: a title: \"zork\" [cat]\n"
	    "a:2:3: note: do this\\x1b[m\n" },
};

START_TEST(test_gnu)
{
	struct sage_finding	f = finding(gnus[_i].text, gnus[_i].len, 0,
				    gnus[_i].len);
	struct buf		b = { 0 };

	f.title = gnus[_i].title;
	f.repair = gnus[_i].repair;
	ck_assert_int_eq(report_gnu(&b, gnus[_i].name, &f), 0);
	ck_assert_msg(strcmp(buf_string(&b), gnus[_i].out) == 0, "%s: %s",
	    gnus[_i].what, buf_string(&b));
	buf_free(&b);
}
END_TEST

START_TEST(test_level)
{
	static const char *const names[] = { "note", "warning", "error" };
	struct sage_finding	 f = finding(S("zork"), 0, 4);
	struct buf		 b = { 0 };

	f.level = (enum sage_level)(SAGE_NOTE + _i);
	f.repair = "";
	ck_assert_str_eq(level_name(f.level), names[_i]);
	ck_assert_int_eq(report_gnu(&b, "a", &f), 0);
	ck_assert_ptr_nonnull(strstr(buf_string(&b), names[_i]));
	buf_free(&b);
}
END_TEST

/* ---- for eyes ---------------------------------------------------------- */

/* The source lines, where the span is, and both lines as they are shown. */
static const struct {
	const char	*what, *line;
	size_t		 len, offset, span;
	const char	*shown, *carets;
} pretties[] = {
	{ "plain", S("a zork b"), 2, 4,
	    "a zork b",
	    "  ^^^^" },
	{ "at the start", S("zork"), 0, 4,
	    "zork",
	    "^^^^" },
	{ "a line end behind it", S("a zork\n"), 2, 4,
	    "a zork",
	    "  ^^^^" },
	{ "CRLF", S("a zork\r\n"), 2, 4,
	    "a zork",
	    "  ^^^^" },
	{ "a tab before", S("\ta\tzork"), 3, 4,
	    " a zork",
	    "   ^^^^" },
	{ "a tab inside", S("big\tzork"), 0, 8,
	    "big zork",
	    "^^^^^^^^" },
	{ "a wide one before", S(WAVE " zork"), 5, 4,
	    WAVE " zork",
	    "   ^^^^" },
	{ "a wide one inside", S("a " WAVE "b c"), 2, 5,
	    "a " WAVE "b c",
	    "  ^^^" },
	{ "a combining mark before", S("e" ACUTE " zork"), 4, 4,
	    "e" ACUTE " zork",
	    "  ^^^^" },
	{ "a combining mark inside", S("e" ACUTE "e zork"), 0, 4,
	    "e" ACUTE "e zork",
	    "^^" },
	{ "nothing but one", S(ACUTE), 0, 2,
	    ACUTE,
	    "^" },
	{ "a broken byte before", S("\xff zork"), 2, 4,
	    "\\xff zork",
	    "     ^^^^" },
	{ "cut short before", S("\xf0\x9f\x91 zork"), 4, 4,
	    "\\xf0\\x9f\\x91 zork",
	    "             ^^^^" },
	{ "control bytes before", S("\033\0\x7f zork"), 4, 4,
	    "\\x1b\\x00\\x7f zork",
	    "             ^^^^" },
	{ "a backslash before", S("\\ zork"), 2, 4,
	    "\\\\ zork",
	    "   ^^^^" },
	{ "U+FFFD before", S(BAD " zork"), 4, 4,
	    BAD " zork",
	    "  ^^^^" },
	{ "an override inside", S("a\xe2\x80\xaez b"), 0, 5,
	    "a\\u{202e}z b",
	    "^^^^^^^^^^" },
	{ "over a line end", S("a big\nzork b"), 2, 8,
	    "a big",
	    "  ^^^" },
	{ "a long line: its start", S("zork " FIFTY FIFTY), 0, 4,
	    "zork " FIFTY TEN TEN TEN TEN "0...",
	    "^^^^" },
	{ "a long line: its end", S(FIFTY FIFTY " zork"), 101, 4,
	    "...123456789" TEN TEN TEN " zork",
	    "                                           ^^^^" },
	{ "a long line: its middle", S(FIFTY FIFTY " zork " FIFTY FIFTY), 101,
	    4, "...123456789" TEN TEN TEN " zork " FIFTY "0...",
	    "                                           ^^^^" },
	{ "a long span", S(FIFTY FIFTY), 0, 100,
	    FIFTY TEN TEN TEN TEN "012345...",
	    "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
	    "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^" },
	{ "no cut through a sign", S("0" WAVE WAVE WAVE WAVE WAVE WAVE WAVE
	    WAVE WAVE WAVE WAVE " zork " FIFTY), 46, 4,
	    "..." WAVE WAVE WAVE WAVE WAVE WAVE WAVE WAVE WAVE " zork "
	    FIFTY,
	    "                      ^^^^" },
	{ "nor at the end", S("zork " TEN TEN TEN TEN TEN TEN TEN TEN TEN
	    WAVE " x"), 0, 4,
	    "zork " TEN TEN TEN TEN TEN TEN TEN TEN TEN "...",
	    "^^^^" },
};

START_TEST(test_pretty)
{
	struct sage_finding	f = finding(pretties[_i].line,
				    pretties[_i].len, pretties[_i].offset,
				    pretties[_i].span);
	struct buf		b = { 0 }, want = { 0 };

	ck_assert_int_eq(report_pretty(&b, "a", &f, 0), 0);
	ck_assert_int_eq(buf_printf(&want, "a:2:3: warning: a title [cat]\n"
	    "    %s\n    %s\n    why: a reason\n    instead: a repair\n",
	    pretties[_i].shown, pretties[_i].carets), 0);
	ck_assert_msg(strcmp(buf_string(&b), buf_string(&want)) == 0,
	    "%s: %s", pretties[_i].what, buf_string(&b));
	buf_free(&b);
	buf_free(&want);
}
END_TEST

START_TEST(test_pretty_parts)
{
	struct sage_finding	f = finding(S("zork"), 0, 4);
	struct buf		b = { 0 };

	f.reason = "";
	f.repair = "one\n two\033";
	f.title = "t\033\nu";
	ck_assert_int_eq(report_pretty(&b, "\033", &f, 0), 0);
	ck_assert_str_eq(buf_string(&b), "\\x1b:2:3: warning: t\\x1b u [cat]\n"
	    "    zork\n    ^^^^\n    instead: one two\\x1b\n");
	b.len = 0;
	f.repair = "";
	f.level = SAGE_ERROR;
	ck_assert_int_eq(report_pretty(&b, "a", &f, 1), 0);
	ck_assert_ptr_nonnull(strstr(buf_string(&b), "\033[31m^^^^\033[0m\n"));
	ck_assert_ptr_null(strstr(buf_string(&b), "instead"));
	buf_free(&b);
}
END_TEST

/* ---- JSON -------------------------------------------------------------- */

START_TEST(test_json)
{
	struct sage_finding	f = finding(S("a\0\xff\"\\\n"), 0, 6);
	struct buf		b = { 0 };

	f.reason = "\033" WAVE;
	f.repair = "";
	f.end.byte = UINT64_MAX;
	ck_assert_int_eq(report_json_begin(&b, 7, "n\"\n\xff"), 0);
	ck_assert_int_eq(report_json(&b, &f, 0), 0);
	f = finding(S("zork"), 0, 4);
	f.confidence = 0;
	f.level = SAGE_NOTE;
	ck_assert_int_eq(report_json(&b, &f, 1), 0);
	ck_assert_int_eq(report_json_end(&b, .555), 0);
	ck_assert_str_eq(buf_string(&b),
	    "{\"message\":7,\"name\":\"n\\\"\\u000a" BAD "\",\"findings\":["
	    "{\"id\":\"cat.rule\",\"category\":\"cat\",\"level\":\"warning\","
	    "\"source\":\"rule\",\"confidence\":0.90,"
	    "\"start\":{\"byte\":10,\"line\":2,\"column\":3},"
	    "\"end\":{\"byte\":18446744073709551615,\"line\":2,\"column\":7},"
	    "\"text\":\"a\\u0000" BAD "\\\"\\\\\\u000a\","
	    "\"reason\":\"\\u001b" WAVE "\",\"repair\":\"\"},"
	    "{\"id\":\"cat.rule\",\"category\":\"cat\",\"level\":\"note\","
	    "\"source\":\"rule\",\"confidence\":0.00,"
	    "\"start\":{\"byte\":10,\"line\":2,\"column\":3},"
	    "\"end\":{\"byte\":14,\"line\":2,\"column\":7},"
	    "\"text\":\"zork\",\"reason\":\"a reason\","
	    "\"repair\":\"a repair\"}],\"score\":0.56}\n");
	buf_free(&b);
}
END_TEST

START_TEST(test_json_empty)
{
	struct buf	b = { 0 };

	ck_assert_int_eq(report_json_begin(&b, UINT64_MAX, ""), 0);
	ck_assert_int_eq(report_json_end(&b, 0), 0);
	ck_assert_str_eq(buf_string(&b), "{\"message\":18446744073709551615,"
	    "\"name\":\"\",\"findings\":[],\"score\":0.00}\n");
	buf_free(&b);
}
END_TEST

/* ---- text, and no room ------------------------------------------------- */

static const struct {
	const char	*in;
	size_t		 len;
	const char	*out;
} texts[] = {
	{ S(""),			"" },
	{ S("a b"),			"a b" },
	{ S("a \t\r\n\v\f b"),		"a b" },
	{ S(" a "),			" a " },
	{ S("\n\n"),			" " },
	{ S("a\0b"),			"a\\x00b" },
	{ S("\xc2\xa0x\xc2\x85"),	"\xc2\xa0x\\u{0085}" },
	{ S("\xff\n\xff"),		"\\xff \\xff" },
};

START_TEST(test_text)
{
	struct buf	b = { 0 };

	ck_assert_int_eq(report_text(&b, (struct sage_text){ texts[_i].in,
	    texts[_i].len }), 0);
	ck_assert_str_eq(buf_string(&b), texts[_i].out);
	buf_free(&b);
}
END_TEST

static int
report(struct buf *b, int format, const struct sage_finding *f)
{
	int	e;

	switch (format) {
	case 0:
		return report_gnu(b, "name", f);
	case 1:
		return report_pretty(b, "name", f, 1);
	}
	if ((e = report_json_begin(b, 1, "name")) != 0 ||
	    (e = report_json(b, f, 0)) != 0)
		return e;
	return report_json_end(b, .5);
}

/* Where there is no room for all of it, that is told, whatever is missing. */
START_TEST(test_full)
{
	struct sage_finding	f = finding(S("\xff\ta zork " WAVE), 3, 6);
	struct buf		b = { 0 };
	size_t			all;

	ck_assert_int_eq(report(&b, _i, &f), 0);
	all = b.len;
	for (b.max = 1; b.max < all; b.max++) {
		b.len = 0;
		ck_assert_int_eq(report(&b, _i, &f), SAGE_ETOOBIG);
		ck_assert_uint_le(b.len, b.max);
	}
	b.len = 0;
	ck_assert_int_eq(report(&b, _i, &f), 0);
	buf_free(&b);
}
END_TEST

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("report");
	TCase	*tc = tcase_create("report");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_loop_test(tc, test_gnu, 0, NITEMS(gnus));
	tcase_add_loop_test(tc, test_level, 0, 3);
	tcase_add_loop_test(tc, test_pretty, 0, NITEMS(pretties));
	tcase_add_test(tc, test_pretty_parts);
	tcase_add_test(tc, test_json);
	tcase_add_test(tc, test_json_empty);
	tcase_add_loop_test(tc, test_text, 0, NITEMS(texts));
	tcase_add_loop_test(tc, test_full, 0, 3);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
