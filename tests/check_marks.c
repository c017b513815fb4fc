#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "mask.h"
#include "token.h"

#define DASH	"\xe2\x80\x94"		/* U+2014 */
#define LETTER	"\xc3\xa9"		/* U+00E9 */

/* A text, and the same with # for each masked byte; NULL: nothing is done. */
static const struct {
	const char	*name, *in, *out;
} cases[] = {
	{ "nothing",		"",			NULL },
	{ "plain words",	"You never listen.",	NULL },

	/* Emphasis. */
	{ "emphasis",		"a _b_ c",		"a  b  c" },
	{ "strong",		"a __b__ c",		"a   b   c" },
	{ "all",		"_a b._",		" a b. " },
	{ "over a line end",	"a _b\nc_ d",		"a  b\nc  d" },
	{ "in each other",	"_a __b__ c_",		" a   b   c " },
	{ "one in a word",	"a_b_c d",		NULL },
	{ "one in a word, after", "_a b_c d_",		" a b_c d " },
	{ "letters of two bytes", LETTER "_a_ b",	NULL },
	{ "... behind",		"_a_" LETTER " b",	NULL },
	{ "a dash",		DASH "_a_" DASH,	DASH " a " DASH },
	{ "brackets",		"(_a_)",		"( a )" },
	{ "never closed",	"a _b c",		NULL },
	{ "never opened",	"a b_ c",		NULL },
	{ "blanks inside",	"a _ b _ c",		NULL },
	{ "of code",		"a _`b`_ c",		"a  ###  c" },
	{ "in code",		"a `_b_` c",		"a ##### c" },
	{ "asterisks",		"a **b** *c*",		NULL },
	{ "tildes",		"a ~~b~~ c",		NULL },
	{ "many open", "_a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a "
	    "_a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a b_",
	    "_a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a _a "
	    "_a _a _a _a _a _a _a _a _a _a _a _a _a  a _a _a _a b " },

	/* Links. */
	{ "a link",		"a [b c](d) e",		"a  b c     e" },
	{ "with a title",	"[a](b \"c\") d",	" a         d" },
	{ "with nothing",	"[a]() d",		" a    d" },
	{ "a reference",	"[a b][c] d",		" a b     d" },
	{ "a short one",	"[a b][] d",		" a b    d" },
	{ "an image",		"a ![b](c) d",		"a   b     d" },
	{ "an image in a link",	"[![a](b)](c) d",	"   a         d" },
	{ "brackets in it",	"[a [b] c](d)",		" a [b] c    " },
	{ "brackets alone",	"a [b] c (d)",		NULL },
	{ "an item's box",	"[x] a",		NULL },
	{ "never closed",	"[a](b",		NULL },
	{ "never closed either", "[a][b",		NULL },
	{ "never opened",	"a](b) c",		"a]    c" },
	{ "emphasis in it",	"[_a_](b)",		"  a     " },
	{ "... around it",	"_[a](b)_",		"  a     " },

	/* Entities. */
	{ "a blank",		"a&nbsp;b",		"a      b" },
	{ "as a number",	"a&#160;b&#xA0;c",	"a      b      c" },
	{ "another sign",	"a&amp;b & c&nbsp",	NULL },
};

START_TEST(test_blank)
{
	const char	*in = cases[_i].in;
	const char	*want = cases[_i].out != NULL ? cases[_i].out : in;
	size_t		 len = strlen(in), i;
	char		*text = malloc(len), *copy = malloc(len + 1);

	ck_assert(text != NULL && copy != NULL);
	memcpy(text, in, len);
	memcpy(copy, in, len + 1);
	mask_inline(copy, len);
	marks_blank(copy, text, len);
	for (i = 0; i < len; i++)
		if (copy[i] == MASKED)
			copy[i] = '#';
	ck_assert(marks_needed(text, len) || strpbrk(in, "_]&") == NULL);
	ck_assert_msg(strcmp(copy, want) == 0, "%s: %s, not %s",
	    cases[_i].name, copy, want);
	free(text);
	free(copy);
}
END_TEST

/* A text with a span between < and >, and the same with what is around it. */
static const struct {
	const char	*in, *out;
} spans[] = {
	{ "a <b> c",			"a <b> c" },
	{ "**<a>**",			"**<a>**" },
	{ "**<a** b> c",		"<**a** b> c" },
	{ "a <b __c>__ d",		"a <b __c__> d" },
	{ "a <b **c> d**",		"a <b **c> d**" },
	{ "_**<a** b>_",		"_<**a** b>_" },
	{ "_**<a** b_ c>",		"<_**a** b_ c>" },
	{ "[<a](b) c>",			"<[a](b) c>" },
	{ "**[<a](b)** c>",		"<**[a](b)** c>" },
	{ "~~<a~~ b>",			"<~~a~~ b>" },
	{ "<a [b>](c) d",		"<a [b](c)> d" },
	{ "<a **[b>][c]** d",		"<a **[b][c]**> d" },
	{ "<a [b>] (c) d",		"<a [b]> (c) d" },
	{ "<a [b>](c",			"<a [b]>(c" },
	{ "[[<a>",			"[[<a>" },
};

START_TEST(test_around)
{
	const char	*in = spans[_i].in, *gt = strchr(in, '>');
	size_t		 from = strcspn(in, "<"), n, before, after;
	char		 text[32], out[32];

	n = gt == NULL ? strlen(in) - from - 1 : (size_t)(gt - in) - from - 1;
	memcpy(text, in, from);
	strcpy(text + from, in + from + 1);
	if (gt != NULL)
		memmove(text + from + n, gt + 1, strlen(gt));
	before = from;
	after = strlen(text) - from - n;
	marks_around(text + from, n, &before, &after);
	snprintf(out, sizeof(out), "%.*s<%.*s%s%s", (int)(from - before), text,
	    (int)(before + n + after), text + from - before,
	    gt == NULL ? "" : ">", text + from + n + after);
	ck_assert_msg(strcmp(out, spans[_i].out) == 0, "%s: %s", in, out);
}
END_TEST

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("marks");
	TCase	*tc = tcase_create("marks");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_loop_test(tc, test_blank, 0, NITEMS(cases));
	tcase_add_loop_test(tc, test_around, 0, NITEMS(spans));
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
