#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "token.h"

#define CURLY	"\xe2\x80\x99"			/* U+2019 */
#define MASK	"\x1a"

/* The word in the text, and whether rules know it. */
static const struct {
	const char	*text, *word;
	int		 known;
	enum token_kind	 kind;
} kinds[] = {
	{ "the word here",	"word",		0, TOKEN_WORD },
	{ "the word here",	"word",		1, TOKEN_WORD },
	{ "don't",		"don't",	0, TOKEN_WORD },
	{ "caf\xc3\xa9",	"caf\xc3\xa9",	0, TOKEN_WORD },
	{ "7 days",		"7",		0, TOKEN_NUMBER },
	{ "in 2024",		"2024",		0, TOKEN_NUMBER },
	{ "the 3rd",		"3rd",		0, TOKEN_WORD },
	{ "the 42nd",		"42nd",		0, TOKEN_NUMBER },
	{ "the 10th",		"10th",		0, TOKEN_NUMBER },
	{ "utf8",		"utf8",		0, TOKEN_WORD },
	{ "x86",		"x86",		0, TOKEN_NUMBER },
	{ "24 is known",	"24",		1, TOKEN_WORD },
	{ "foo_bar",		"foo_bar",	0, TOKEN_CODE },
	{ "_foo",		"_foo",		0, TOKEN_CODE },
	{ "well_known",		"well_known",	1, TOKEN_WORD },
	{ "call() it",		"call",		0, TOKEN_CODE },
	{ "call() it",		"call",		1, TOKEN_CODE },
	{ "call(x) it",		"call",		0, TOKEN_WORD },
	{ "word (aside)",	"word",		0, TOKEN_WORD },
	{ "std::list",		"std",		0, TOKEN_CODE },
	{ "std::list",		"list",		0, TOKEN_CODE },
	{ "p->next",		"p",		0, TOKEN_CODE },
	{ "p->next",		"next",		0, TOKEN_CODE },
	{ "one: two",		"one",		0, TOKEN_WORD },
	{ "one: two",		"two",		0, TOKEN_WORD },
	{ "a -> b",		"a",		0, TOKEN_WORD },
	{ "a -> b",		"b",		0, TOKEN_WORD },
	{ "see " MASK MASK,	MASK MASK,	0, TOKEN_CODE },
	{ "x:",			"x",		0, TOKEN_WORD },
	{ "x::",		"x",		0, TOKEN_CODE },
	{ "::x",		"x",		0, TOKEN_CODE },
	{ ":x",			"x",		0, TOKEN_WORD },
};

START_TEST(test_kind)
{
	const char	*text = kinds[_i].text;
	size_t		 off = (size_t)(strstr(text, kinds[_i].word) - text);
	enum token_kind	 kind;

	kind = token_kind(text, strlen(text), off, off +
	    strlen(kinds[_i].word), kinds[_i].known);
	ck_assert_msg(kind == kinds[_i].kind, "%s in %s: %d", kinds[_i].word,
	    text, (int)kind);
}
END_TEST

/* What is behind the end of a sentence does not count. */
START_TEST(test_kind_ends)
{
	ck_assert_int_eq(token_kind("call()", 4, 0, 4, 0), TOKEN_WORD);
	ck_assert_int_eq(token_kind("call()", 5, 0, 4, 0), TOKEN_WORD);
	ck_assert_int_eq(token_kind("call()", 6, 0, 4, 0), TOKEN_CODE);
	ck_assert_int_eq(token_kind("a::b", 2, 0, 1, 0), TOKEN_WORD);
}
END_TEST

/* What is code's, and names that only look like it; of what is masked what was
 * marked so. */
START_TEST(test_code)
{
	static const struct {
		const char	*copy, *text;
		size_t		 n;
	} cases[] = {
		{ "", "", 0 },
		{ "My iPhone fell on McDonald at 5 o'clock.", NULL, 0 },
		{ "He wrote to me @ night.", NULL, 0 },
		{ "foo() calls bar_baz", NULL, 2 },
		{ "reportErrors is off", NULL, 1 },
		{ "@somebody a::b", NULL, 3 },
		{ "set \x1a\x1a\x1a to \x1a\x1a\x1a", "set `a` to \"b\"", 1 },
	};
	const char	*text;
	size_t		 i, n;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text = cases[i].text == NULL ? cases[i].copy : cases[i].text;
		n = token_code(cases[i].copy, text, strlen(text));
		ck_assert_msg(n == cases[i].n, "\"%s\": %zu", text, n);
	}
}
END_TEST

/* What stands between two words. */
static const struct {
	const char	*between;
	enum brk	 brk;
} breaks[] = {
	{ " ",			BRK_NONE },
	{ "  ",			BRK_NONE },
	{ "\n",			BRK_NONE },
	{ "\r\n",		BRK_NONE },
	{ "",			BRK_NONE },
	{ "-",			BRK_NONE },
	{ "-\n",		BRK_NONE },
	{ "/",			BRK_NONE },
	{ "\"",			BRK_NONE },
	{ " \"",		BRK_NONE },
	{ "' ",			BRK_NONE },
	{ " *",			BRK_NONE },
	{ ". ",			BRK_NONE },
	{ "! ",			BRK_NONE },
	{ "? ",			BRK_NONE },
	{ " & ",		BRK_NONE },
	{ " \xe2\x80\x9c",	BRK_NONE },	/* U+201C */
	{ "\xe2\x80\x91",	BRK_NONE },	/* U+2011, a hyphen */
	{ ", ",			BRK_COMMA },
	{ ",",			BRK_COMMA },
	{ ",\n",		BRK_COMMA },
	{ " , ",		BRK_COMMA },
	{ ",\" ",		BRK_COMMA },
	{ "; ",			BRK_CLAUSE },
	{ ": ",			BRK_CLAUSE },
	{ " (",			BRK_CLAUSE },
	{ ") ",			BRK_CLAUSE },
	{ " [",			BRK_CLAUSE },
	{ "] ",			BRK_CLAUSE },
	{ " {",			BRK_CLAUSE },
	{ "} ",			BRK_CLAUSE },
	{ " | ",		BRK_CLAUSE },
	{ " = ",		BRK_CLAUSE },
	{ " < ",		BRK_CLAUSE },
	{ " > ",		BRK_CLAUSE },
	{ "\t",			BRK_NONE },
	{ " \t",		BRK_NONE },
	{ "\n\t",		BRK_NONE },
	{ "\t\t",		BRK_CLAUSE },
	{ " \t\t\t ",		BRK_CLAUSE },
	{ " - ",		BRK_CLAUSE },
	{ " -\n",		BRK_CLAUSE },
	{ "\n- ",		BRK_CLAUSE },
	{ "--",			BRK_CLAUSE },
	{ " -- ",		BRK_CLAUSE },
	{ " -",			BRK_NONE },
	{ "- ",			BRK_NONE },
	{ "... ",		BRK_CLAUSE },
	{ "..",			BRK_CLAUSE },
	{ "\xe2\x80\x93",	BRK_CLAUSE },	/* U+2013, a dash */
	{ " \xe2\x80\x94 ",	BRK_CLAUSE },	/* U+2014, a dash */
	{ "\xe2\x80\xa6 ",	BRK_CLAUSE },	/* U+2026, an ellipsis */
	{ "\xe2\x80\xa2 ",	BRK_CLAUSE },	/* U+2022, a bullet */
	{ ", (",		BRK_CLAUSE },	/* the stronger one counts */
	{ "), ",		BRK_CLAUSE },
	{ "\xff",		BRK_NONE },
	{ "\xe2\x80",		BRK_NONE },
};

START_TEST(test_break)
{
	char		text[64];
	enum brk	brk;
	int		len;

	len = snprintf(text, sizeof(text), "one%stwo", breaks[_i].between);
	brk = token_break(text, (size_t)len, 3, (size_t)len - 3);
	ck_assert_msg(brk == breaks[_i].brk, "%s: %d", text, (int)brk);
}
END_TEST

static const struct {
	const char	*in;
	size_t		 room;
	const char	*out;
} folds[] = {
	{ "",				9, "" },
	{ "word",			9, "word" },
	{ "Word",			9, "word" },
	{ "WORD",			9, "word" },
	{ "[@]^`{~}",			9, "[@]^`{~}" },
	{ "You'RE",			9, "you're" },
	{ "you" CURLY "re",		9, "you're" },
	{ "YOU\xc2\xb4RE",		9, "you're" },
	{ "you\xca\xbcre",		9, "you're" },
	{ "\xc2\xb5\xca\xbb",		9, "\xc2\xb5\xca\xbb" },
	{ "ab\xc2\xb4" "c",		3, "ab'" },
	{ "\xe2\x80\x98tis",		9, "'tis" },
	{ "\xe2\x80\x9cx",		9, "\xe2\x80\x9cx" },
	{ "\xe2\x80",			9, "\xe2\x80" },
	{ "\xc3\x89" "t",		9, "\xc3\xa9t" },
	{ "\xd0\x90\xd0\xb0",		9, "\xd0\xb0\xd0\xb0" },
	{ "\xe1\x88\x84",		9, "\xe1\x88\x84" },
	{ "\x88\xc3",			9, "\x88\xc3" },
	{ "a" CURLY,			9, "a'" },
	{ "ABCD",			4, "abcd" },
	{ "ABCDE",			4, "abcd" },
	{ "ab" CURLY "c",		3, "ab'" },
	{ "ab",				0, "" },
};

START_TEST(test_fold)
{
	char	out[16];
	size_t	n;

	memset(out, 'X', sizeof(out));
	n = word_fold(folds[_i].in, strlen(folds[_i].in), out, folds[_i].room);
	ck_assert_msg(n == strlen(folds[_i].out) &&
	    memcmp(out, folds[_i].out, n) == 0, "%s: %.*s", folds[_i].in,
	    (int)n, out);
	ck_assert_int_eq(out[folds[_i].room], 'X');
}
END_TEST

static const struct {
	const char	*word;
	size_t		 length;
} clitics[] = {
	{ "you're",	3 },
	{ "i'm",	2 },
	{ "they'll",	3 },
	{ "dog's",	2 },
	{ "dogs'",	1 },
	{ "don't",	3 },
	{ "can't",	3 },
	{ "n't",	2 },	/* no host is left for it */
	{ "isn't",	3 },
	{ "it't",	2 },
	{ "y'all'd",	2 },
	{ "rock'n'roll", 5 },
	{ "'tis",	0 },
	{ "'",		0 },
	{ "word",	0 },
	{ "",		0 },
	{ "a'",		1 },
	{ "wouldn't've", 3 },
};

START_TEST(test_clitic)
{
	const char	*word = clitics[_i].word;
	size_t		 n = clitic_length(word, strlen(word));

	ck_assert_msg(n == clitics[_i].length, "%s: %zu", word, n);
}
END_TEST

static const struct {
	const char	*text;
	size_t		 length;
} apostrophes[] = {
	{ "",			0 },
	{ "x'",			0 },
	{ "'x",			1 },
	{ "\xc2\xb4x",		2 },
	{ "\xc2\xb5x",		0 },
	{ "\xc2",		0 },
	{ "\xca\xbc",		2 },
	{ "\xe2\x80\x98",	3 },
	{ CURLY "x",		3 },
	{ "\xe2\x80\x9a",	0 },
	{ "\xe2\x80",		0 },
};

START_TEST(test_apostrophe)
{
	const char	*s = apostrophes[_i].text;

	ck_assert_uint_eq(apostrophe_length(s, strlen(s)),
	    apostrophes[_i].length);
}
END_TEST

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("token");
	TCase	*tc = tcase_create("token");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_loop_test(tc, test_kind, 0, NITEMS(kinds));
	tcase_add_test(tc, test_kind_ends);
	tcase_add_test(tc, test_code);
	tcase_add_loop_test(tc, test_break, 0, NITEMS(breaks));
	tcase_add_loop_test(tc, test_apostrophe, 0, NITEMS(apostrophes));
	tcase_add_loop_test(tc, test_fold, 0, NITEMS(folds));
	tcase_add_loop_test(tc, test_clitic, 0, NITEMS(clitics));
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
