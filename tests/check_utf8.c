#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

#define BAD	UTF8_REPLACEMENT

/* Sequences and what is taken of them; well-formed ones encode back. */
static const struct {
	const char	*name;
	const char	*in;
	size_t		 len;
	uint32_t	 cp;
	size_t		 took;
	int		 broken;
} decode[] = {
	{ "NUL",		"\0a",		    2, 0x0,	 1, 0 },
	{ "ASCII",		"ab",		    2, 'a',	 1, 0 },
	{ "last of one byte",	"\x7f",		    1, 0x7f,	 1, 0 },
	{ "first of two",	"\xc2\x80",	    2, 0x80,	 2, 0 },
	{ "last of two",	"\xdf\xbf",	    2, 0x7ff,	 2, 0 },
	{ "first of three",	"\xe0\xa0\x80",	    3, 0x800,	 3, 0 },
	{ "before surrogates",	"\xed\x9f\xbf",	    3, 0xd7ff,	 3, 0 },
	{ "after surrogates",	"\xee\x80\x80",	    3, 0xe000,	 3, 0 },
	{ "U+FFFD itself",	"\xef\xbf\xbd",	    3, BAD,	 3, 0 },
	{ "last of three",	"\xef\xbf\xbf",	    3, 0xffff,	 3, 0 },
	{ "first of four",	"\xf0\x90\x80\x80", 4, 0x10000,	 4, 0 },
	{ "waving hand",	"\xf0\x9f\x91\x8b", 4, 0x1f44b,	 4, 0 },
	{ "last of four",	"\xf4\x8f\xbf\xbf", 4, 0x10ffff, 4, 0 },
	{ "tail alone",		"\x80\x80",	    2, BAD,	 1, 1 },
	{ "overlong slash",	"\xc0\xaf",	    2, BAD,	 1, 1 },
	{ "overlong of three",	"\xe0\x80\xaf",	    3, BAD,	 1, 1 },
	{ "overlong of four",	"\xf0\x8f\xbf\xbf", 4, BAD,	 1, 1 },
	{ "surrogate",		"\xed\xa0\x80",	    3, BAD,	 1, 1 },
	{ "past U+10FFFF",	"\xf4\x90\x80\x80", 4, BAD,	 1, 1 },
	{ "no lead byte",	"\xf5\x80\x80\x80", 4, BAD,	 1, 1 },
	{ "0xff",		"\xff",		    1, BAD,	 1, 1 },
	{ "two cut short",	"\xc3",		    1, BAD,	 1, 1 },
	{ "three cut short",	"\xe2\x82",	    2, BAD,	 2, 1 },
	{ "four cut short",	"\xf0\x9f\x91",	    3, BAD,	 3, 1 },
	{ "cut by a letter",	"\xf0\x9f" "a",	    3, BAD,	 2, 1 },
	{ "cut by a lead byte",	"\xe2\x82\xc3\xa9", 4, BAD,	 2, 1 },
};

START_TEST(test_decode)
{
	uint32_t	cp = 0;
	size_t		took;
	char		*in;

	/* A copy of just this size, so that a sanitizer sees its end. */
	ck_assert_ptr_nonnull(in = malloc(decode[_i].len));
	memcpy(in, decode[_i].in, decode[_i].len);
	took = utf8_decode(in, decode[_i].len, &cp);
	ck_assert_msg(cp == decode[_i].cp && took == decode[_i].took,
	    "%s: U+%04X in %zu bytes", decode[_i].name, (unsigned)cp, took);
	ck_assert_msg(utf8_is_broken(in, took, cp) == decode[_i].broken,
	    "%s", decode[_i].name);
	free(in);
}
END_TEST

START_TEST(test_nothing)
{
	uint32_t	cp = 0;

	ck_assert_uint_eq(utf8_decode("a", 0, &cp), 0);
}
END_TEST

/* All code points come back from what they are written as. */
START_TEST(test_encode)
{
	uint32_t	cp, got = 0, bad = 0;
	size_t		len;
	char		out[4];

	for (cp = 0; cp <= 0x10ffff && bad == 0; cp++) {
		len = utf8_encode(cp, out);
		if (utf8_decode(out, len, &got) != len ||
		    got != (cp >= 0xd800 && cp <= 0xdfff ? BAD : cp) ||
		    utf8_is_broken(out, len, got))
			bad = cp;
	}
	ck_assert_msg(bad == 0, "U+%04X", (unsigned)bad);
	len = utf8_encode(0x110000, out);
	ck_assert_uint_eq(utf8_decode(out, len, &got), 3);
	ck_assert_uint_eq(got, BAD);
}
END_TEST

/* What code points are; words only from U+0080 on. */
static const struct {
	const char	*name;
	uint32_t	 cp;
	int		 word, control, width;
} kinds[] = {
	{ "letter a",			'a',	    1, 0, 1 },
	{ "line feed",			'\n',	    1, 1, 0 },
	{ "escape",			0x1b,	    1, 1, 0 },
	{ "delete",			0x7f,	    1, 1, 0 },
	{ "C1: CSI",			0x9b,	    0, 1, 0 },
	{ "no-break space",		0xa0,	    0, 0, 1 },
	{ "ordinal \u00aa",		0xaa,	    1, 0, 1 },
	{ "section sign",		0xa7,	    0, 0, 1 },
	{ "micro sign",			0xb5,	    1, 0, 1 },
	{ "ordinal \u00ba",		0xba,	    1, 0, 1 },
	{ "times",			0xd7,	    0, 0, 1 },
	{ "letter e with acute",	0xe9,	    1, 0, 1 },
	{ "divided by",			0xf7,	    0, 0, 1 },
	{ "modifier apostrophe",	0x02bc,	    0, 0, 1 },
	{ "combining acute",		0x301,	    1, 0, 0 },
	{ "Greek alpha",		0x3b1,	    1, 0, 1 },
	{ "Arabic letter mark",		0x61c,	    1, 1, 1 },
	{ "Hangul initial",		0x1100,	    1, 0, 2 },
	{ "zero-width joiner",		0x200d,	    0, 0, 0 },
	{ "em dash",			0x2014,	    0, 0, 1 },
	{ "curly apostrophe",		0x2019,	    0, 0, 1 },
	{ "line separator",		0x2028,	    0, 1, 1 },
	{ "right-to-left override",	0x202e,	    0, 1, 1 },
	{ "euro",			0x20ac,	    0, 0, 1 },
	{ "rightwards arrow",		0x2192,	    0, 0, 1 },
	{ "check mark emoji",		0x2705,	    0, 0, 2 },
	{ "heart",			0x2764,	    0, 0, 1 },
	{ "Georgian letter",		0x2d00,	    1, 0, 1 },
	{ "ideographic full stop",	0x3002,	    0, 0, 2 },
	{ "hiragana",			0x3042,	    1, 0, 2 },
	{ "ideograph",			0x4e2d,	    1, 0, 2 },
	{ "Hangul syllable",		0xac00,	    1, 0, 2 },
	{ "private use",		0xe000,	    0, 0, 1 },
	{ "variation selector",		0xfe0f,	    0, 0, 0 },
	{ "byte order mark",		0xfeff,	    0, 0, 0 },
	{ "full-width exclamation",	0xff01,	    0, 0, 2 },
	{ "full-width A",		0xff21,	    1, 0, 2 },
	{ "replacement character",	BAD,	    0, 0, 1 },
	{ "waving hand",		0x1f44b,    0, 0, 2 },
	{ "rare ideograph",		0x20000,    1, 0, 2 },
};

START_TEST(test_kind)
{
	uint32_t	cp = kinds[_i].cp;

	if (cp >= 0x80)
		ck_assert_msg(utf8_is_word(cp) == kinds[_i].word,
		    "%s", kinds[_i].name);
	ck_assert_msg(utf8_is_control(cp) == kinds[_i].control,
	    "%s", kinds[_i].name);
	ck_assert_msg(utf8_width(cp) == kinds[_i].width,
	    "%s: %d columns", kinds[_i].name, utf8_width(cp));
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("utf8");
	TCase	*tc = tcase_create("utf8");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, test_decode, 0,
	    sizeof(decode) / sizeof(decode[0]));
	tcase_add_test(tc, test_nothing);
	tcase_add_test(tc, test_encode);
	tcase_add_loop_test(tc, test_kind, 0,
	    sizeof(kinds) / sizeof(kinds[0]));
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
