#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "mask.h"
#include "token.h"

#define GUARD	'\x55'			/* around the text, to stay */
#define LQUO	"\xe2\x80\x9c"		/* U+201C */
#define RQUO	"\xe2\x80\x9d"		/* U+201D */
#define LSQ	"\xe2\x80\x98"		/* U+2018 */
#define RSQ	"\xe2\x80\x99"		/* U+2019 */
#define LOW	"\xe2\x80\x9e"		/* U+201E */
#define LOWSQ	"\xe2\x80\x9a"		/* U+201A */
#define LANG	"\xc2\xab"		/* U+00AB */
#define RANG	"\xc2\xbb"		/* U+00BB */

/* A text, and the same with # for each masked byte; NULL: nothing is. */
static const struct {
	const char	*name, *in, *out;
} cases[] = {
	{ "nothing",		"",			NULL },
	{ "plain words",	"You never listen.",	NULL },

	/* Code spans. */
	{ "code",		"a `b c` d",		"a ##### d" },
	{ "code alone",		"`b`",			"###" },
	{ "two spans",		"`a` b `c`",		"### b ###" },
	{ "two backticks",	"a ``b`c`` d",		"a ####### d" },
	{ "three in a line",	"a ```b``c` ``` d",	"a ############ d" },
	{ "not as many",	"a ``b` c",		NULL },
	{ "one, then two",	"a `b`` c",		NULL },
	{ "closed by its own",	"a `b`` c` d",		"a ####### d" },
	{ "never closed",	"a `b c",		NULL },
	{ "over a line end",	"a `b\nc` d",		"a ##### d" },
	{ "an empty pair",	"a `` b",		NULL },
	{ "at the end",		"a `b`",		"a ###" },
	{ "marks in code",	"a `\"` b `\"` c",	"a ### b ### c" },
	{ "a tag in code",	"`<a` b `c>` d",	"#### b #### d" },
	{ "one open before",	"a `` b `c` d",		"a `` b ### d" },
	{ "the old way",	"a `word' b",		"a ###### b" },
	{ "... of two words",	"a `two words' b",	"a ########### b" },
	{ "... and apostrophe",	"a `don't' b",		"a ####### b" },
	{ "... at the end",	"a `word'",		"a ######" },
	{ "... and a stop",	"a `word'.",		"a ######." },

	/* Quotation marks. */
	{ "double",		"He said \"no way\" then",
	    "He said ######## then" },
	{ "double, at the end",	"He said \"no.\"",	"He said #####" },
	{ "double, comma",	"\"No,\" he said.",	"##### he said." },
	{ "two of them",	"\"a\" b \"c\"",	"### b ###" },
	{ "over a line end",	"a \"b\nc\" d",		"a ##### d" },
	{ "inches",		"5\" wide, 3\" high",	NULL },
	{ "never closed",	"a \"b c",		NULL },
	{ "opens before blank",	"a \" b\" c",		NULL },
	{ "a word behind",	"a \"b\"c",		NULL },
	{ "nothing between",	"a \"\" b",		NULL },
	{ "one byte between",	"a \"b\" c",		"a ### c" },
	{ "curly",		"a " LQUO "b c" RQUO " d", "a ######### d" },
	{ "curly, not closed",	"a " LQUO "b c",	NULL },
	{ "curly, only closed",	"a b" RQUO " c",	NULL },
	{ "curly in curly",	"a " LQUO "b " LSQ "c" RSQ " d" RQUO " e",
	    "a ################# e" },
	{ "low",		"a " LOW "b c" LQUO " d", "a ######### d" },
	{ "low, another end",	"a " LOW "b c" RQUO " d", "a ######### d" },
	{ "low, not closed",	"a " LOW "b c",		NULL },
	{ "low in low",		"a " LOW "b " LOWSQ "c" LSQ " d" LQUO " e",
	    "a ################# e" },
	{ "single, low",	"a " LOWSQ "b c" LSQ " d", "a ######### d" },
	{ "angle",		"a " LANG "b c" RANG " d", "a ####### d" },
	{ "angle, not closed",	"a " LANG "b c",	NULL },
	{ "single",		"a 'b c' d",		"a ##### d" },
	{ "single, apostrophe",	"a 'don't do it' b",	"a ############# b" },
	{ "single, curly",	"a " LSQ "b c" RSQ " d", "a ######### d" },
	{ "in brackets",	"a (\"b\") c",		"a (###) c" },
	{ "double in single",	"a 'b \"c\" d' e",	"a ######### e" },
	{ "single in double",	"a \"b 'c' d\" e",	"a ######### e" },

	/* Apostrophes. */
	{ "don't",		"don't, can't, won't",	NULL },
	{ "a plural's",		"the users' words",	NULL },
	{ "curly apostrophe",	"you" RSQ "re, they" RSQ "re", NULL },
	{ "'tis",		"'tis so",		NULL },
	{ "the '90s",		"in the '90s",		NULL },
	{ "a name's",		"Bob's and Al's",	NULL },
	{ "the last alone",	"dogs' and cats'",	NULL },

	/* Addresses. */
	{ "https",		"see https://a.b/c?d=e#f now",
	    "see ################### now" },
	{ "any scheme",		"see git+ssh://a/b now",
	    "see ############# now" },
	{ "a stop behind it",	"see https://a.b/c.",	"see #############." },
	{ "several behind it",	"see https://a.b/c?!...",
	    "see #############?!..." },
	{ "a comma behind it",	"see http://a.b, now",	"see ##########, now" },
	{ "in round brackets", "see (http://a.b) now", "see (##########) now" },
	{ "in angle brackets", "see <http://a.b> now", "see              now" },
	{ "www",		"see www.a.b now",	"see ####### now" },
	{ "mail",		"ask a.b@c.d now",	"ask ####### now" },
	{ "mail, a stop",	"ask a@b.org.",		"ask #######." },
	{ "no mail",		"a @ b, and c@d",	NULL },
	{ "somebody",		"thanks @somebody !",	"thanks ######### !" },

	/* Paths and the like. */
	{ "a path",		"in /usr/share now",	"in ########## now" },
	{ "a short one",	"in /x now",		"in ## now" },
	{ "a relative one",	"in src/lib/x now",	"in ######### now" },
	{ "a file in one",	"in src/main.c now",	"in ########## now" },
	{ "from here",		"in ./x now",		"in ### now" },
	{ "at home",		"in ~/x now",		"in ### now" },
	{ "struck out",		"in ~~x~~ now",		NULL },
	{ "backslashes",	"in C:\\a\\b now",	"in ###### now" },
	{ "a variable",		"set $HOME now",	"set ##### now" },
	{ "money",		"won $250 now",		"won $250 now" },
	{ "an option",		"with --force now",	"with ####### now" },
	{ "a short option",	"with -f now",		NULL },
	{ "and/or",		"this and/or that",	NULL },
	{ "either/or/both",	"either/or/both it is",
	    "############## it is" },
	{ "a slash alone",	"this / that",		NULL },
	{ "a dash",		"this -- that",		NULL },
	{ "well-known",		"a well-known one",	NULL },
	{ "a file alone",	"in main.c now",	NULL },
	{ "a time",		"at 10:30 or so",	NULL },

	/* Tags, links and comments become blanks. */
	{ "a tag",		"a <b>c</b> d",		"a    c     d" },
	{ "an attribute",	"a <a href=\"x\">c",	"a             c" },
	{ "a mark in a tag",	"<a b='>c' d",		"       c' d" },
	{ "less than",		"if a < b and c > d",	NULL },
	{ "a heart",		"you <3 me",		NULL },
	{ "an arrow",		"this <- that",		NULL },
	{ "a tag not closed",	"a <b c",		NULL },
	{ "a comment", "a <!-- b -- > c --> d", "a                   d" },
	{ "... over lines",	"a <!-- b\nc --> d",	"a              d" },
	{ "... not closed",	"a <!-- b c",		NULL },
	{ "... not closed, >",	"a <!-- b> c",		NULL },
	{ "a quote in it",	"<!-- \" --> a \" b",	"           a \" b" },
	{ "a link",		"a [b c](http://d) e",	"a [b c]           e" },
	{ "a link's title",	"[a](b \"c\") d",	"[a]        d" },
	{ "a link not closed",	"[a](b c",		NULL },
	{ "an image",		"![a b](c.png) d",	"![a b]        d" },
	{ "a reference",	"[a b][c] d",		NULL },
	{ "no link",		"a] (b) c",		NULL },

	/* Odd bytes. */
	{ "high bytes",		"caf\xc3\xa9 na\xc3\xafve", NULL },
	{ "broken ones",	"\xe2\x80 \xc2 \xff \xe2", NULL },
	{ "an emoji",		"\xf0\x9f\x91\x8b you",	NULL },
	{ "masked already",	"a \x1a\x1a b",		"a ## b" },
};

/* Mask a copy that stands between guards, some times; MASKED comes out as
 * #. */
static void
mask(const char *in, size_t len, int times, char *out)
{
	char	*room = malloc(len + 2), *s = room + 1;
	size_t	 i;

	ck_assert_ptr_nonnull(room);
	room[0] = room[len + 1] = GUARD;
	memcpy(s, in, len);
	for (; times > 0; times--)
		mask_inline(s, len);
	ck_assert_int_eq(room[0], GUARD);
	ck_assert_int_eq(room[len + 1], GUARD);
	for (i = 0; i < len; i++)
		out[i] = s[i] == MASKED ? '#' : s[i];
	out[len] = '\0';
	free(room);
}

START_TEST(test_mask)
{
	const char	*in = cases[_i].in;
	const char	*want = cases[_i].out != NULL ? cases[_i].out : in;
	char		 out[256];

	mask(in, strlen(in), 1, out);
	ck_assert_msg(strcmp(out, want) == 0, "%s: %s, not %s",
	    cases[_i].name, out, want);
}
END_TEST

/* Nothing is read behind the last byte, where a sanitizer looks on. */
START_TEST(test_last)
{
	static const char *const	 in[] = { "$", "pay $", "a --", "./" };
	size_t				 len = strlen(in[_i]);
	char				*s = malloc(len);

	ck_assert_ptr_nonnull(s);
	memcpy(s, in[_i], len);
	mask_inline(s, len);
	ck_assert_mem_eq(s, in[_i], 1);
	free(s);
}
END_TEST

/* What is masked is needed; much that is not needs no second look. */
START_TEST(test_needed)
{
	const char	*in = cases[_i].in;

	if (cases[_i].out != NULL && strchr(in, MASKED) == NULL)
		ck_assert_msg(mask_needed(in, strlen(in)), "%s",
		    cases[_i].name);
}
END_TEST

START_TEST(test_not_needed)
{
	static const char *const plain[] = { "", "You never listen.",
	    "Don't, can't; users' words: so. (No!) Well, \xc3\xa9t\xc3\xa9." };
	size_t	i;

	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		ck_assert_msg(mask_needed(plain[i], strlen(plain[i])) ==
		    (strchr(plain[i], '(') != NULL), "%s", plain[i]);
}
END_TEST

/* Any start of a text can be masked, and what was masked can be again. */
START_TEST(test_any_start)
{
	char	once[256], twice[256];
	size_t	len = strlen(cases[_i].in), n, i;

	for (n = 0; n <= len; n++) {
		mask(cases[_i].in, n, 1, once);
		mask(cases[_i].in, n, 2, twice);
		/* At most more is masked. */
		for (i = 0; i < n; i++)
			ck_assert(once[i] != '#' || twice[i] == '#');
	}
}
END_TEST

/* What is too far away closes nothing. */
static const struct {
	const char	*open, *close;
	size_t		 most;		/* bytes in between */
} limits[] = {
	{ "\"", "\"", 1999 },
	{ LQUO, RQUO, 1997 },
	{ LOW, LQUO, 1997 },
	{ LANG, RANG, 1998 },
	{ "'", "'", 159 },
	{ LSQ, RSQ, 157 },
	{ "[a](", ")", 1998 },
	{ "<b", ">", 1997 },
};

static int
is_masked(size_t i, size_t between)
{
	size_t	 o = strlen(limits[i].open), c = strlen(limits[i].close);
	char	*s = malloc(o + between + c), *copy;
	size_t	 len = o + between + c;
	int	 changed;

	ck_assert_ptr_nonnull(s);
	memcpy(s, limits[i].open, o);
	memset(s + o, 'x', between);
	memcpy(s + o + between, limits[i].close, c);
	ck_assert_ptr_nonnull(copy = malloc(len));
	memcpy(copy, s, len);
	mask_inline(copy, len);
	changed = memcmp(s, copy, len) != 0;
	free(copy);
	free(s);
	return changed;
}

START_TEST(test_limit)
{
	size_t	i = (size_t)_i, n;

	for (n = limits[i].most - 10; n <= limits[i].most + 10; n++)
		ck_assert_msg(is_masked(i, n) == (n <= limits[i].most),
		    "%s, %zu bytes", limits[i].open, n);
}
END_TEST

/* A code span has no limit but the paragraph's. */
START_TEST(test_long_code)
{
	size_t	 len = 16000, i;
	char	*s = malloc(len);

	ck_assert_ptr_nonnull(s);
	memset(s, 'x', len);
	s[0] = s[len - 1] = '`';
	mask_inline(s, len);
	for (i = 0; i < len; i++)
		ck_assert_int_eq(s[i], MASKED);
	free(s);
}
END_TEST

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("mask");
	TCase	*tc = tcase_create("mask");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_loop_test(tc, test_mask, 0, NITEMS(cases));
	tcase_add_loop_test(tc, test_last, 0, 4);
	tcase_add_loop_test(tc, test_needed, 0, NITEMS(cases));
	tcase_add_test(tc, test_not_needed);
	tcase_add_loop_test(tc, test_any_start, 0, NITEMS(cases));
	tcase_add_loop_test(tc, test_limit, 0, NITEMS(limits));
	tcase_add_test(tc, test_long_code);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
