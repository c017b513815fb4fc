#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "rulefile.h"
#include "rules.h"

#define CAT	"category t\n"
#define MATCH	CAT "rule t.r\n\tmatch "
#define TEN	"x x x x x x x x x x "
#define TIMES_TEN(s)	s " " s " " s " " s " " s " " s " " s " " s " " s " " s
#define LONG	"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"	/* 52 */

/* Texts with a fault: its line and column, and a part of what is said. */
static const struct {
	const char	*text;
	unsigned	 line, column;
	const char	*message;
} faults[] = {
	/* Lines and blocks. */
	{ "foo bar\n",			1, 1, "\"foo\" begins no block" },
	{ "# x\n\n" CAT "foo\n",	4, 1, "\"foo\" begins no block" },
	{ "\tmatch x\n",		1, 2, "indented line before the" },
	{ "    x\n",			1, 5, "indented line before the" },
	{ CAT "\tfoo bar\n",		2, 2, "no \"foo\" in a category" },
	{ CAT "\tmatch bar\n",		2, 2, "no \"match\" in a category" },
	{ CAT "rule t.r\n\twords x\n",	3, 2, "no \"words\" in a rule" },
	{ "spelling zork = zorck\n\tfoo x\n", 2, 2, "no \"foo\" in a sp" },
	{ "contraction zork = a b\n\twhy\n", 2, 2, "no \"why\" in a con" },
	{ "also zork = a\n\tmatch x\n",	2, 2, "no \"match\" in a also" },
	{ "abbreviation zrk\n\tmatch x\n", 2, 2, "no \"match\" in a abb" },
	{ "allow blame\n\tlevel note\n", 2, 2, "no \"level\" in a allow" },
	{ CAT "  title\n",		2, 8, "\"title\" of what?" },
	{ CAT "\ttitle  \t \n",	2, 11, "\"title\" of what?" },
	{ "category\n",			1, 9, "a category has a name" },
	{ "rule\n\tmatch x\n",		1, 5, "a rule has a name" },
	{ "class\n\twords x\n",	1, 6, "a class has a name" },

	/* Names. */
	{ "category T\n",		1, 10, "an id is of small letters" },
	{ "category a_b\n",		1, 11, "an id is of small letters" },
	{ "category a b\n",		1, 11, "an id is of small letters" },
	{ "category a.b\n",		1, 10, "id has no dot" },
	{ "category .b\n",		1, 10, "id is CATEGORY.NAME" },
	{ "category ab.\n",		1, 12, "id is CATEGORY.NAME" },
	{ "category a.b.c\n",		1, 15, "an id is of small letters" },
	{ "category " LONG "123456789\n", 1, 71, "an id is of small" },
	{ CAT CAT,			2, 10, "there is a category" },
	{ "category blame\n",		1, 10, "there is a category" },
	{ "rule t\n\tmatch x\n",	1, 6, "id is CATEGORY.NAME" },
	{ "rule t.r\n\tmatch x\n",	1, 6, "no category \"t\"" },
	{ MATCH "x\nrule t.r\n\tmatch x\n", 4, 6, "there is a rule" },
	{ "guard g\n\tunless sentence x\nguard  g\n\tonly sentence x\n",
	    3, 8, "there is a guard" },
	{ "allow\n",			1, 6, "allow what?" },
	{ "allow nobody\n",		1, 7, "no category or rule \"nob" },

	/* Classes. */
	{ "class a\n\twhy x\n",		1, 7, "a class needs words" },
	{ MATCH "a {no}\n",		3, 10, "no class \"no\"" },
	{ MATCH "a|{no}\n",		3, 10, "no class \"no\"" },
	{ MATCH "a {no\n",		3, 10, "without its closing brace" },
	{ MATCH "a {\n",		3, 10, "without its closing brace" },
	{ MATCH "a {}\n",		3, 10, "no class \"\"" },
	{ "class a\n\twords b {a}\n" MATCH "{a}\n",
	    2, 10, "class \"a\" holds itself" },
	{ "class a\n\twords x {b}\nclass b\n\twords y ~{a}\n" MATCH "{a}\n",
	    4, 10, "class \"a\" holds itself" },
	{ "class a\n\twords {b}\nclass b\n\twords {a}\n",
	    4, 8, "class \"a\" holds itself" },
	{ "class a\n\twords x ~{a}\n",	2, 10, "class \"a\" holds itself" },
	{ "class a\n\twords x {no}\n",	2, 10, "no class \"no\"" },
	{ "class a\n\twords x {no}\n" MATCH "{a}\n", 2, 10, "no class \"no\"" },
	{ "class a\n\twords x ~{no}\n" MATCH "{a}\n", 2, 10, "no class \"no" },
	{ "class a\n\twords x {no}\n" MATCH "~{a}\n", 2, 10, "no class \"no" },
	{ "class a\n\twords x\n\twords y @no\n" MATCH "{a}\n", 3, 10, "@code" },
	{ "class a\n\twords x {" LONG LONG "}\n" MATCH "~{a}\n", 2, 10, "" },

	/* Patterns. */
	{ CAT "rule t.r\n",		2, 6, "a rule needs a match line" },
	{ CAT "rule t.r\n\tlevel note\n", 2, 6, "a rule needs a match" },
	{ MATCH "\n",			3, 8, "\"match\" of what?" },
	{ MATCH "*\n",			3, 8, "no word that must be there" },
	{ MATCH "[a]\n",		3, 8, "no word that must be there" },
	{ MATCH "*ing [b]\n",		3, 8, "no word that must be there" },
	{ MATCH "a|*\n",		3, 8, "no word that must be there" },
	{ MATCH "^ ..3 $\n",		3, 8, "no word that must be there" },
	{ MATCH TEN TEN "x x x x x\n",	3, 56, "more than 24 items" },
	{ MATCH TEN "..23\n",		3, 8, "more than 32 words" },
	{ MATCH "a_b_c_d ..29\n",	3, 8, "more than 32 words" },
	{ MATCH "a||b\n",		3, 10, "an empty alternative" },
	{ MATCH "|a\n",			3, 8, "an empty alternative" },
	{ MATCH "a|\n",			3, 10, "an empty alternative" },
	{ MATCH "a ~\n",		3, 10, "an empty alternative" },
	{ MATCH "a ~_b\n",		3, 10, "an empty alternative" },
	{ MATCH "a _b\n",		3, 10, "an empty alternative" },
	{ MATCH "a x|-b\n",		3, 12, "an empty alternative" },
	{ "class a\n\twords x _b\n" MATCH "~{a}\n", 2, 10, "an empty alt" },
	{ "class a\n\twords x ~-\n" MATCH "{a}\n", 2, 10, "an empty alt" },
	{ MATCH "a my_{b}\n",		3, 10, "a class stands alone" },
	{ MATCH "a|$ [b]\n",		3, 8, "no word that must be there" },
	{ MATCH "a b|100%\n",		3, 12, "no word is written \"100%\"" },
	{ MATCH "a :|b\n",		3, 10, "no word is written \":\"" },
	{ MATCH "don\xc2\xb4t|don\xca\xbct|\"\n",
			3, 22, "no word is written \"\"\"" },
	{ MATCH "a b|'\n",		3, 12, "no word is written \"'\"" },
	{ MATCH "a b_,_c\n",		3, 10, "no word is written \"b_,_c\"" },
	{ MATCH "a \xff\xfe\n",	3, 10, "no word is written \"\\xff" },
	{ MATCH "a a\xe3\xa9\n",	3, 10, "no word is written \"a\\xe3" },
	{ MATCH "a \xe2\x80\x9c" "b\n",	3, 10, "no word is written" },
	{ MATCH "a *\xe2\x80\x9c\n",	3, 10, "no word is written" },
	{ MATCH "a *ing!\n",		3, 10, "no word is written \"ing!\"" },
	{ MATCH "a my_*\n",		3, 10, "no word is written \"my_*\"" },
	{ "class a\n\twords x $\n" MATCH "{a}\n", 2, 10, "is written \"$" },
	{ "class a\n\twords x $\n" MATCH "~{a}\n", 2, 10, "written \"$" },
	{ MATCH "a @foo\n",		3, 10, "is not @code, @num or @name" },
	{ MATCH "a ~@code\n",		3, 10, "\"@code\" has no forms" },
	{ MATCH "a " LONG "123456789012\n", 3, 10, "too long" },
	{ MATCH "a ~" LONG "12345678\n", 3, 10, "too long" },
	{ MATCH "a b_c_d_e_f_g_h_i_j\n", 3, 10, "too many words" },
	{ MATCH "a don't_don't_don't_don't_a\n", 3, 10, "too many words" },
	{ MATCH "a ..\n",		3, 10, "a gap is" },
	{ MATCH "a ..x b\n",		3, 10, "a gap is" },
	{ MATCH "a ..0 b\n",		3, 10, "a gap is" },
	{ MATCH "a ..3-2 b\n",		3, 10, "a gap is" },
	{ MATCH "a ..-2 b\n",		3, 10, "a gap is" },
	{ MATCH "a ..1-2-3 b\n",	3, 10, "a gap is" },
	{ MATCH "a ..1- b\n",		3, 10, "a gap is" },
	{ MATCH "a [\n",		3, 10, "an option is" },
	{ MATCH "a []\n",		3, 10, "an option is" },
	{ MATCH "a [b\n",		3, 10, "an option is" },
	{ MATCH "a [b c]\n",		3, 10, "an option is" },
	{ MATCH "a foo>\n",		3, 10, "to close: \"foo>\"" },
	{ MATCH "<a foo>\n",		3, 11, "no blank before the >" },
	{ MATCH "a <b c\n",		3, 8, "that is not closed" },
	{ MATCH "a b >\n",		3, 12, "no capture to close" },
	{ MATCH "<a b > >\n",		3, 15, "no capture to close" },
	{ MATCH "<a b <c d > >\n",	3, 13, "a capture inside a" },
	{ MATCH "<a x > <b x > <c x > <d x > <e x > <f x >\n"
	    "\tmatch <g x > <h x > <i x >\n", 4, 22, "too many captures" },

	/* Guards. */
	{ MATCH "x\n\tunless around x\n", 4, 9, "not \"around\"" },
	{ MATCH "x\n\tunless before x\n", 4, 9, "how many words away" },
	{ MATCH "x\n\tunless before\n",	4, 9, "how many words away" },
	{ MATCH "x\n\tonly after 64 y\n", 4, 7, "how many words away" },
	{ MATCH "x\n\tonly after 100 y\n", 4, 7, "how many words away" },
	{ MATCH "x\n\tonly after 3x y\n", 4, 7, "how many words away" },
	{ MATCH "x\n\tonly after -1 y\n", 4, 7, "how many words away" },
	{ MATCH "x\n\tonly after 3\n",	4, 14, "an empty pattern" },
	{ MATCH "x\n\tunless within\n",	4, 15, "an empty pattern" },
	{ MATCH "x\n\tunless sentence y {no}\n", 4, 20, "no class \"no\"" },
	{ MATCH "x\n\tunless guard no\n", 4, 9, "no guard \"no\"" },
	{ "guard g\n\tunless guard g\n" MATCH "x\n\tunless guard g\n",
	    2, 9, "guard \"g\" holds itself" },
	{ "guard g\n\tunless guard h\nguard h\n\tunless guard g\n" MATCH
	    "x\n\tunless guard g\n", 4, 9, "guard \"g\" holds itself" },
	{ CAT "\tunless around x\nrule t.r\n\tmatch x\n", 2, 9, "\"around" },

	/* Levels and texts. */
	{ CAT,				1, 10, "a category needs a title" },
	{ CAT "\ttitle x\n\treason x\n", 1, 10, "needs a definition" },
	{ CAT "\ttitle x\n\tdefinition x\n", 1, 10, "needs a reason" },
	{ CAT "\tlevel loud\n",		2, 8, "a level is note, warning" },
	{ CAT "\tlevel note x\n",	2, 8, "a level is note, warning" },
	{ CAT "\tconfidence 100\n",	2, 13, "0 to 99 percent" },
	{ CAT "\tconfidence x\n",	2, 13, "0 to 99 percent" },
	{ CAT "\tconfidence 5x\n",	2, 13, "0 to 99 percent" },
	{ CAT "\tconfidence -1\n",	2, 13, "0 to 99 percent" },
	{ MATCH "x\n\tlearned 100\n", 4, 10, "\"learned\" is 1 to 99" },
	{ MATCH "x\n\tlearned 0\n",	4, 10, "\"learned\" is 1 to 99" },
	{ CAT "\trepair say <x>\n",	2, 13, "no capture \"x\"" },
	{ MATCH "<x y >\n\trepair say <z|w>\n", 4, 13, "no capture \"z\"" },
	{ MATCH "<x y >\n\treason <>\n", 4, 9, "no capture \"\"" },

	/* Words. */
	{ "spelling a b\n",		1, 10, "this line is: word = words" },
	{ "spelling a =\n",		1, 10, "this line is: word = words" },
	{ "spelling\n",			1, 9, "this line is: word = words" },
	{ "contraction = a\n",		1, 13, "this line is: word = words" },
	{ "spelling zork = you\n",	1, 10, "\"you\" is built in" },
	{ "contraction don't = zork\n",	1, 13, "\"don't\" is built in" },
	{ "also you = zork\n",		1, 6, "\"you\" is built in" },
	{ "abbreviation zork you\n",	1, 14, "\"you\" is built in" },
	{ "spelling a = " LONG LONG "\n", 1, 10, "a word that is too long" },
	{ "spelling " LONG LONG " = a\n", 1, 10, "a word that is too long" },
	{ "also zork = " LONG LONG "\n", 1, 6, "a word that is too long" },
	{ "contraction zork = " LONG LONG "\n", 1, 13, "a word that is too" },
	{ "abbreviation " LONG LONG "\n", 1, 14, "a word that is too long" },
	{ "contraction zork = a b c d e\n", 1, 13, "more than 4 words" },
	{ "also zork = a b c d\n",	1, 6, "more than 3 words" },
};

/* From here on it has all that it needs. */
#undef CAT
#define CAT	"category t\n\ttitle x\n\tdefinition x\n\treason x\n"

/* Texts with nothing wrong, some just at a limit. */
static const char *const fine[] = {
	"",
	"\n\n# comment\n  # another\n\t\n",
	"\xef\xbb\xbf" CAT,
	"category t\r\n\ttitle x\r\n\tdefinition x\r\n\treason x\r\n"
	    "\r\nrule t.r\r\n\tmatch x\r\n",
	"rule t.r\n match x\n" CAT,
	"rule blame.zork\n\tmatch zork\n",
	"category " LONG "12345678\n title x\n definition x\n reason x",
	CAT "\tlevel note\n\tconfidence 0\n\ttitle x\n\tdefinition x\n"
	    "\treason if 1 > 0 then 1 < 2\n\tsource x\n\trepair x\n"
	    "\tunless sentence y\n",
	MATCH TEN TEN "x x x x\n",
	MATCH TEN "..22\n",
	MATCH "a_b_c_d ..28\n",
	MATCH "a_b_c_d_e_f_g_h\n",
	MATCH "don't_don't_don't_don't\n",
	MATCH LONG "12345678901\n",
	MATCH "~" LONG "1234567\n",
	MATCH "a\xc3\xa9|a\xc3\x89|isn\xe2\x80\x99t *\xc3\xa9\n",
	MATCH "x ..2 x ..1-2 x *ing [*] [*ed] *\n",
	MATCH "^ ^^ x $ $$ ? ! ,\n",
	MATCH "z x|~y|{you}|~{role}|a_b|~c_d|@code|@num\n",
	MATCH "<a x > <b x > <c x > <d x >\n"
	    "\tmatch <e x > <f x > <g x > <h x >\n"
	    "\tmatch <a x > <h x >\n\trepair <a> <h|x> <b|> <c|y z>\n",
	MATCH "x\n\tunless before 63 y\n\tonly after 0 *\n"
	    "\tunless within y\n\tunless sentence ?\n",
	"class a\n\twords x {b}\n\twords y\nclass b\n\twords z ~w a_b\n"
	    "class b\n\twords v\n" MATCH "{a}|~{a}\n",
	"guard g\n\tunless guard h\n\tonly guard h\n\twhy x\nguard h\n"
	    "\tunless sentence x\n" MATCH "x\n\tunless guard g\n",
	"spelling zork = zrok zorc\nspelling you = yoooou\n"
	    "contraction zorknt = zork not at all\nalso zork = x y z\n"
	    "abbreviation zrk. zrk\n",
	"allow blame for a reason\nallow blame.fault\n",
	MATCH "x\nallow t\nallow t.r\n",
};

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

static struct sage_rules *
rules_of(const char *text, size_t len)
{
	struct sage_rules	*rules;

	ck_assert_int_eq(sage_rules_new(&rules), 0);
	ck_assert_int_eq(sage_rules_add(rules, "t", text, len), 0);
	return rules;
}

START_TEST(test_fault)
{
	const char		*text = faults[_i].text;
	struct sage_rules	*rules = rules_of(text, strlen(text));
	struct sage_fault	 f = { .name = "" };
	int			 e;

	e = sage_rules_compile(rules, &f);
	ck_assert_msg(e == SAGE_ERULES && strcmp(f.name, "t") == 0 &&
	    f.line == faults[_i].line && f.column == faults[_i].column &&
	    strstr(f.message, faults[_i].message) != NULL,
	    "%s: %d, %s:%u:%u: %s", text, e, f.name, f.line, f.column,
	    f.message);
	sage_rules_free(rules);
}
END_TEST

START_TEST(test_fine)
{
	struct sage_rules	*rules = rules_of(fine[_i], strlen(fine[_i]));
	struct sage_fault	 f = { .name = "" };
	int			 e;

	e = sage_rules_compile(rules, &f);
	ck_assert_msg(e == 0, "%s: %d, %s:%u:%u: %s", fine[_i], e, f.name,
	    f.line, f.column, f.message);
	sage_rules_free(rules);
}
END_TEST

/* A text that is cut off anywhere is fine, or has a fault within it. */
START_TEST(test_cut_off)
{
	struct sage_rules	*rules;
	struct sage_fault	 f;
	size_t			 len = strlen(fine[_i]), n, i;
	unsigned		 lines = 1;
	int			 e;

	for (n = 0; n < len; n += 1 + len / 40) {
		for (i = 0, lines = 1; i < n; i++)
			lines += fine[_i][i] == '\n';
		rules = rules_of(fine[_i], n);
		e = sage_rules_compile(rules, &f);
		ck_assert(e == 0 || (e == SAGE_ERULES && f.line >= 1 &&
		    f.line <= lines && f.column >= 1));
		sage_rules_free(rules);
	}
}
END_TEST

static int
compile_big(const char *text, size_t len, struct sage_fault *f)
{
	struct sage_rules	*rules = rules_of(text, len);
	int			 e = sage_rules_compile(rules, f);

	sage_rules_free(rules);
	return e;
}

/* Bounds of a text and of a line, and NUL bytes. */
START_TEST(test_bounds)
{
	struct sage_fault	 f;
	char			*big = malloc(RULEFILE_MAX + 1);

	ck_assert_ptr_nonnull(big);
	memset(big, '#', RULEFILE_MAX + 1);
	big[0] = '\n';
	ck_assert_int_eq(compile_big(big, RULEFILE_MAX + 1, &f), SAGE_ERULES);
	ck_assert_uint_eq(f.line, 1);
	ck_assert_int_eq(compile_big(big, RULELINE_MAX + 1, &f), 0);
	ck_assert_int_eq(compile_big(big, RULELINE_MAX + 2, &f), SAGE_ERULES);
	ck_assert_uint_eq(f.line, 2);
	free(big);
	ck_assert_int_eq(compile_big("category t\n\ttitle a\0b\n", 22,
	    &f), SAGE_ERULES);
	ck_assert_uint_eq(f.line, 2);
	ck_assert_str_eq(f.message, "a NUL byte");
}
END_TEST

/* 30 endings there are, and no more. */
START_TEST(test_endings)
{
	struct buf		b = { 0 };
	struct sage_fault	f;
	int			i;

	ck_assert_int_eq(buf_puts(&b, CAT), 0);
	for (i = 0; i < 30; i++)
		ck_assert_int_eq(buf_printf(&b, "rule t.r%d\n"
		    "\tmatch x *q%c%c\n", i, 'a' + i / 6, 'a' + i % 6), 0);
	ck_assert_int_eq(compile_big(b.data, b.len, &f), 0);
	ck_assert_int_eq(buf_puts(&b, "rule t.x\n\tmatch x *qaa *zz\n"), 0);
	ck_assert_int_eq(compile_big(b.data, b.len, &f), SAGE_ERULES);
	ck_assert_uint_eq(f.line, 66);
	ck_assert_uint_eq(f.column, 15);
	buf_free(&b);
}
END_TEST

/* Add a text, a number in place of each # and the next one of each +. */
static void
add_numbered(struct buf *b, const char *s, int n)
{
	int	e = 0;

	for (; *s != '\0' && e == 0; s++)
		e = *s == '#' || *s == '+' ? buf_printf(b, "%d",
		    n + (*s == '+')) : buf_append(b, s, 1);
	if (e != 0)	/* to assert each takes long */
		ck_abort();
}

/* Guards or classes in each other, and rules that use them. */
static const struct {
	const char	*in, *last, *use;
	int		 most;
} nests[] = {
	{ "guard g#\n\tunless guard g+\n", "guard g#\n\tunless sentence x\n",
	    "\tmatch x\n\tunless guard g#\n", 8 },
	{ "class g#\n\twords y {g+}\n", "class g#\n\twords x\n",
	    "\tmatch {g#}\n", 16 },
	{ "class g#\n\twords y ~{g+}\n", "class g#\n\twords x\n",
	    "\tmatch ~{g#}\n", 16 },
};

/* One more than may be in each other is too much, whichever is read first. */
START_TEST(test_depth)
{
	struct buf		b = { 0 };
	struct sage_fault	f;
	int			i, depth, from, most = nests[_i].most;

	for (depth = most; depth <= most + 1; depth++)
		for (from = 1; from <= depth; from++) {
			b.len = 0;
			add_numbered(&b, CAT "rule t.a\n", 0);
			add_numbered(&b, nests[_i].use, from);
			for (i = 1; i < depth; i++)
				add_numbered(&b, nests[_i].in, i);
			add_numbered(&b, nests[_i].last, depth);
			add_numbered(&b, "rule t.b\n", 0);
			add_numbered(&b, nests[_i].use, 1);
			ck_assert_int_eq(compile_big(b.data, b.len, &f),
			    depth == most ? 0 : SAGE_ERULES);
			ck_assert(depth == most || strstr(f.message,
			    "nested too deep") != NULL);
		}
	buf_free(&b);
}
END_TEST

/* So many of a kind that a walk over all for each would take minutes, and so
 * much in so few lines that it would fill the memory. */
static const struct {
	const char	*head, *each;
	int		 n, status;
} floods[] = {
	{ "", "category c#\n\ttitle x\n\tdefinition x\n\treason x\n", 200000,
	    0 },
	{ "", "class c#\n\twords x\n", 650000, 0 },
	{ "", "class c\n\twords x\n", 300000, SAGE_ERULES },
	{ "class c0\n\twords x {c1}\n", "class c#\n\twords {c+}\n", 100000,
	    SAGE_ERULES },
	{ "class a\n\twords " TEN TEN TEN TEN TEN "\n"
	    "class b\n\twords " TIMES_TEN("{a}") "\n"
	    "class c\n\twords " TIMES_TEN("{b}") "\n"
	    "class d\n\twords " TIMES_TEN("{c}") "\n",
	    "class e#\n\twords {d}\n", 10000, SAGE_ERULES },
	{ "class a\n\twords " TEN TEN TEN TEN TEN "\n"
	    "class b\n\twords " TIMES_TEN("{a}") "\n"
	    "class c\n\twords " TIMES_TEN("{b}") "\n"
	    "class d\n\twords " TIMES_TEN("{c}") "\n" MATCH TIMES_TEN("{d}|y")
	    "\n", "\tmatch " TIMES_TEN("{d}|y") " z#\n", 1000, SAGE_ERULES },
};

START_TEST(test_flood)
{
	struct buf		b = { 0 };
	struct sage_fault	f;
	int			i, e;

	ck_assert_int_eq(buf_puts(&b, floods[_i].head), 0);
	for (i = 1; i <= floods[_i].n; i++)
		add_numbered(&b, floods[_i].each, i);
	e = compile_big(b.data, b.len, &f);
	ck_assert_msg(e == floods[_i].status, "%d, %u:%u: %s", e, f.line,
	    f.column, f.message);
	buf_free(&b);
}
END_TEST

/* Each pattern is found by all words of a class: they are too many at last,
 * which is a fault of the pattern. */
START_TEST(test_members)
{
	struct buf		b = { 0 };
	struct sage_fault	f;
	int			i;

	ck_assert_int_eq(buf_puts(&b, CAT "class a\n"), 0);
	for (i = 0; i < 40000; i++)
		add_numbered(&b, "\twords zq#\n", i);
	for (i = 0; i < 400; i++)
		add_numbered(&b, "rule t.r#\n\tmatch {a}\n", i);
	ck_assert_int_eq(compile_big(b.data, b.len, &f), SAGE_ERULES);
	ck_assert_ptr_nonnull(strstr(f.message, "too many sets of words"));
	buf_free(&b);
}
END_TEST

/* Control bytes do not come out as they are, nor does more than has room. */
START_TEST(test_message)
{
	struct sage_fault	f;
	char			text[400];
	size_t			n, i;

	ck_assert_int_eq(compile_big("x\033[31m\x7f\\\n", 9, &f),
	    SAGE_ERULES);
	ck_assert_str_eq(f.message, "\"x\\x1b[31m\\x7f\\\\\" begins no block");
	memset(text, 'x', sizeof(text));
	ck_assert_int_eq(compile_big(text, sizeof(text), &f), SAGE_ERULES);
	ck_assert_uint_eq(strlen(f.message), sizeof(f.message) - 1);
	for (i = 0; i < 4; i++) {
		for (n = i; n + 1 < sizeof(text); n += 2)
			memcpy(text + n, "\xc3\xa9", 2);
		ck_assert_int_eq(compile_big(text, n, &f), SAGE_ERULES);
		n = strlen(f.message);
		ck_assert_uint_ge(n, sizeof(f.message) - 2);
		ck_assert(f.message[n - 1] == '\xa9');
	}
}
END_TEST

/* ---- what the rules say ------------------------------------------------ */

static const char	described[] =
	"category t\n\ttitle one\n\tlevel note\n\tconfidence 7\n"
	"\tdefinition two\n\treason three\n\tsource four\n\trepair five\n"
	"rule t.same\n\tmatch x\n"
	"rule t.own\n\tmatch y\n\ttitle other\n\tlevel error\n"
	"\tconfidence 99\n\trepair <a|six>\n\tmatch <a z >\n"
	"\tyes y one\n\tyes y two\n\tno n one\n"
	"category u\n\ttitle a\n\tdefinition b\n\treason c\n"
	"rule u.bare\n\tmatch x\n";

static int
describe(const struct sage_rule *r, void *arg)
{
	if (r->category[1] != '\0')	/* a built-in one */
		return 0;
	return buf_printf(arg, "%s %s %d %.2f [%s] [%s] [%s] [%s] [%s] [%s] "
	    "[%s]\n", r->id, r->category, (int)r->level, r->confidence,
	    r->title, r->definition, r->reason, r->source, r->repair, r->yes,
	    r->no);
}

START_TEST(test_describe)
{
	struct sage_rules	*rules = rules_of(described,
				    strlen(described));
	struct sage_fault	 f;
	struct buf		 b = { 0 };

	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(sage_rules_categories(rules, describe, &b), 0);
	ck_assert_str_eq(buf_string(&b),
	    "t t 1 0.07 [one] [two] [three] [four] [five] [] []\n"
	    "u u 2 0.90 [a] [b] [c] [] [] [] []\n");
	b.len = 0;
	ck_assert_int_eq(sage_rules_each(rules, describe, &b), 0);
	ck_assert_str_eq(buf_string(&b),
	    "t.same t 1 0.07 [one] [two] [three] [four] [five] [] []\n"
	    "t.own t 3 0.99 [other] [two] [three] [four] "
	    "[\1asix\2] [y one\ny two] [n one]\n"
	    "u.bare u 2 0.90 [a] [b] [c] [] [] [] []\n");
	buf_free(&b);
	sage_rules_free(rules);
}
END_TEST

static int
stop_at(const struct sage_rule *r, void *arg)
{
	int	*left = arg;

	(void)r;
	return --*left == 0 ? 77 : 0;
}

START_TEST(test_each_ends)
{
	struct sage_rules	*rules;
	int			 left = 3;

	ck_assert_int_eq(sage_rules_new(&rules), 0);
	ck_assert_int_eq(sage_rules_each(rules, stop_at, &left), 77);
	ck_assert_int_eq(left, 0);
	left = 2;
	ck_assert_int_eq(sage_rules_categories(rules, stop_at, &left), 77);
	sage_rules_free(rules);
	sage_rules_free(NULL);
}
END_TEST

static int
count(const struct sage_finding *f, void *arg)
{
	ck_assert_ptr_null(strpbrk(f->reason, "\1\2"));
	ck_assert_ptr_null(strpbrk(f->repair, "\1\2"));
	++*(int *)arg;
	return 0;
}

static int
findings(const struct sage_rules *rules, const char *text)
{
	struct sage_judge	*j;
	int			 n = 0;

	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, count, &n), 0);
	ck_assert_int_eq(sage_judge_feed(j, text, strlen(text)), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	sage_judge_free(j);
	return n;
}

static int
note_enabled(const struct sage_rule *r, void *arg)
{
	if (strcmp(r->category, "t") == 0)
		return buf_printf(arg, "%s %d\n", r->id, r->enabled);
	return 0;
}

#define ZORK	CAT "rule t.zork\n\tmatch zork\nrule t.frob\n\tmatch frob\n"

START_TEST(test_enable)
{
	struct sage_rules	*rules = rules_of(ZORK, strlen(ZORK));
	struct sage_fault	 f;
	struct buf		 b = { 0 };

	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(findings(rules, "zork, frob"), 2);
	ck_assert_int_eq(sage_rules_enable(rules, "t.zork", 0), 0);
	ck_assert_int_eq(findings(rules, "zork, frob"), 1);
	ck_assert_int_eq(sage_rules_each(rules, note_enabled, &b), 0);
	ck_assert_str_eq(buf_string(&b), "t.zork 0\nt.frob 1\n");
	buf_free(&b);
	ck_assert_int_eq(sage_rules_enable(rules, NULL, 0), 0);
	ck_assert_int_eq(findings(rules, "zork, frob"), 0);
	ck_assert_int_eq(sage_rules_enable(rules, "t", 1), 0);
	ck_assert_int_eq(findings(rules, "zork, frob"), 2);
	ck_assert_int_eq(sage_rules_enable(rules, "t.none", 1), SAGE_EINVAL);
	ck_assert_int_eq(sage_rules_enable(rules, "", 1), SAGE_EINVAL);
	sage_rules_free(rules);
}
END_TEST

/* What is added later, what is switched off before, what is allowed. */
START_TEST(test_later)
{
	struct sage_rules	*rules = rules_of(ZORK, strlen(ZORK));
	struct sage_fault	 f;
	const char		*more = "rule t.blarg\n\tmatch {b}\n";
	const char		*words = "class b\n\twords blarg\n";
	const char		*allow = "allow t.frob\n";

	ck_assert_int_eq(sage_rules_enable(rules, NULL, 0), 0);
	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(findings(rules, "You never listen, zork."), 1);
	ck_assert_int_eq(sage_rules_enable(rules, "t.zork", 0), 0);
	ck_assert_int_eq(sage_rules_add(rules, "u", more, strlen(more)), 0);
	ck_assert_int_eq(sage_rules_compile(rules, &f), SAGE_ERULES);
	ck_assert_str_eq(f.name, "u");
	ck_assert_int_eq(sage_rules_add(rules, "v", words, strlen(words)), 0);
	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(findings(rules, "zork, frob, blarg"), 2);
	ck_assert_int_eq(sage_rules_add(rules, "w", allow, strlen(allow)), 0);
	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(findings(rules, "zork, frob, blarg"), 1);
	sage_rules_free(rules);
}
END_TEST

/* What does not compile leaves what did. */
START_TEST(test_failed)
{
	struct sage_rules	*rules = rules_of(ZORK, strlen(ZORK));
	struct sage_fault	 f;
	struct buf		 b = { 0 };
	const char		*bad = "nonsense\n";

	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(sage_rules_enable(rules, "t.frob", 0), 0);
	ck_assert_int_eq(sage_rules_add(rules, "u", bad, strlen(bad)), 0);
	ck_assert_int_eq(sage_rules_compile(rules, &f), SAGE_ERULES);
	ck_assert_int_eq(sage_rules_categories(rules, note_enabled, &b), 0);
	ck_assert_int_eq(sage_rules_each(rules, note_enabled, &b), 0);
	ck_assert_str_eq(buf_string(&b), "t 1\nt.zork 1\nt.frob 0\n");
	buf_free(&b);
	ck_assert_int_eq(findings(rules, "zork, frob"), 1);
	sage_rules_free(rules);
}
END_TEST

/* A line of a text is no field of the block that ends another. */
START_TEST(test_texts)
{
	struct sage_rules	*rules = rules_of(ZORK, strlen(ZORK));
	struct sage_fault	 f;
	const char		*more = "\tmatch x\n";

	ck_assert_int_eq(sage_rules_add(rules, "u", more, strlen(more)), 0);
	ck_assert_int_eq(sage_rules_compile(rules, &f), SAGE_ERULES);
	ck_assert_str_eq(f.name, "u");
	ck_assert(f.line == 1 && f.column == 2);
	ck_assert_ptr_nonnull(strstr(f.message, "before the first block"));
	sage_rules_free(rules);
}
END_TEST

/* The list that is last has few words: more is read behind it. */
START_TEST(test_last_list)
{
	struct sage_rules	*rules;
	struct sage_fault	 f;
	struct buf		 b = { 0 };
	int			 i, k;

	ck_assert_int_eq(buf_puts(&b, MATCH), 0);
	for (i = 0; i < 2; i++)
		for (k = 0; k < 16; k++)
			ck_assert_int_eq(buf_printf(&b, "%szq%c%c%s",
			    k == 0 ? "[" : "|", 'a' + i, 'a' + k,
			    k == 15 ? "] " : ""), 0);
	ck_assert_int_eq(buf_puts(&b, "zqrare zqfoo|zqbar\n"), 0);
	rules = rules_of(b.data, b.len);
	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(findings(rules, "well zqrare zqfoo now."), 1);
	buf_free(&b);
	sage_rules_free(rules);
}
END_TEST

/* What is found with a user's words and patterns.  The built-in rules know of
 * the words, and both are found by the same and by other ones. */
static const struct {
	const char	*text;
	int		 n;
} founds[] = {
	{ "You never listen.",			1 },
	{ "Yernever listen.",			1 },
	{ "Yernever frob.",			1 },
	{ "They say yernever frob it.",		1 },
	{ "A zorkk is a zork is a zorks.",	2 },
	{ "tomorrow zork",			1 },
	{ "2morrow zork",			1 },
	{ "7 frobs, seven frobs, 7th frobs",	1 },
	{ "`code` frobs",			1 },
	{ "going, gone",			2 },
	{ "Gone she is, went he has.",		2 },
	{ "left it",				1 },
	{ "it, left",				0 },
	{ "he left",				0 },
};

/* Few patterns are thrown together in haste, many with care. */
START_TEST(test_found)
{
	static const char	own[] = CAT
	    "contraction yernever = you never\nspelling zork = zorkk\n"
	    "contraction 2morrow = tomorrow\n"
	    "class go\n\twords stay\n"
	    "rule t.zork\n\tmatch zork\nrule t.frob\n\tmatch never frob\n"
	    "rule t.day\n\tmatch tomorrow zork\n"
	    "rule t.num\n\tmatch @num frobs\n"
	    "rule t.code\n\tmatch @code frobs\n"
	    "rule t.go\n\tmatch ~go\nrule t.went\n\tmatch went|came he\n"
	    "rule t.left\n\tmatch ^^ left\n";
	struct sage_rules	*rules;
	struct sage_fault	 f;
	struct buf		 b = { 0 };
	size_t			 i;

	ck_assert_int_eq(buf_puts(&b, own), 0);
	for (i = 0; _i == 1 && i < 2000; i++)
		ck_assert_int_eq(buf_printf(&b, "rule t.r%zu\n\tmatch "
		    "blarg%zu [you] never|not|frob%zu\n", i, i, i), 0);
	rules = rules_of(b.data, b.len);
	ck_assert_msg(sage_rules_compile(rules, &f) == 0, "%u:%u: %s", f.line,
	    f.column, f.message);
	for (i = 0; i < NITEMS(founds); i++)
		ck_assert_msg(findings(rules, founds[i].text) == founds[i].n,
		    "%s: %d", founds[i].text, findings(rules,
		    founds[i].text));
	ck_assert_int_eq(findings(rules, "blarg7 never, blarg1999 frob1999"),
	    _i * 2);
	buf_free(&b);
	sage_rules_free(rules);
}
END_TEST

static int
note_failed(const struct sage_rule *r, const char *example, int wanted,
    void *arg)
{
	return buf_printf(arg, "%s (%s) %d %s\n", r->id, r->title, wanted,
	    example);
}

static int
give_up(const struct sage_rule *r, const char *example, int wanted,
    void *arg)
{
	(void)r;
	(void)example;
	(void)wanted;
	(void)arg;
	return 78;
}

START_TEST(test_check)
{
	static const char	text[] = CAT "rule t.zork\n\tmatch zork\n"
	    "\tyes A zork.\n\tyes A fork.\n\tno A frob.\n\tno A zork!\n"
	    "rule t.frob\n\tmatch frob\n\tyes A frob and a zork.\n"
	    "\tno A zork.\n";
	struct sage_rules	*rules = rules_of(text, strlen(text));
	struct sage_fault	 f;
	struct buf		 b = { 0 };

	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
	ck_assert_int_eq(sage_rules_check(rules, note_failed, &b), 0);
	ck_assert_str_eq(buf_string(&b),
	    "t.zork (x) 1 A fork.\nt.zork (x) 0 A zork!\n");
	ck_assert_int_eq(sage_rules_check(rules, give_up, NULL), 78);
	buf_free(&b);
	sage_rules_free(rules);
}
END_TEST

/* ---- bytes ------------------------------------------------------------- */

static void
compile_to(struct buf *out, const struct knowledge *base, const char *text)
{
	struct source		s = { "t", { text, strlen(text) } };
	struct compile_input	in = { .base = base, .rules = &s, .n = 1 };
	struct sage_fault	f = { .name = "" };

	ck_assert_msg(compile(&in, out, &f) == 0, "%u:%u: %s", f.line,
	    f.column, f.message);
}

/* Words with how often they are, in the order of their bytes. */
static const struct {
	const char	*text;
	int		 status;
} frequencies[] = {
	{ "# x\na\t3\nab\t12\nb\t1\n", 0 },
	{ "a\n", SAGE_EINVAL },
	{ "a\tmany\n", SAGE_EINVAL },
	{ "a\t-1\n", SAGE_EINVAL },
	{ "b\t1\na\t1\n", SAGE_EINVAL },
	{ "ab\t1\na\t1\n", SAGE_EINVAL },
	{ "a\t1\na\t1\n", SAGE_EINVAL },
};

START_TEST(test_frequencies)
{
	struct compile_input	in = { .frequencies = {
				    frequencies[_i].text,
				    strlen(frequencies[_i].text) } };
	struct sage_fault	f;
	struct buf		b = { 0 };

	ck_assert_int_eq(compile(&in, &b, &f), frequencies[_i].status);
	buf_free(&b);
}
END_TEST

/* The same text gives the same bytes, on top of the built-in rules or not. */
START_TEST(test_same_bytes)
{
	static const char	text[] =
	    "class a\n\twords x ~y {b}\nclass b\n\twords z w_v\n"
	    "guard g\n\tunless sentence {b}\n" CAT
	    "rule t.r\n\tmatch {a} ..3 ~go|*ing [not] <n {b} >\n"
	    "\tunless guard g\n\trepair <n|it>\n";
	struct knowledge	builtin;
	const struct knowledge	*base = _i == 0 ? NULL : &builtin;
	struct buf		one = { 0 }, two = { 0 }, other = { 0 };

	ck_assert_int_eq(knowledge_open(&builtin, knowledge_blob,
	    (size_t)(knowledge_blob_end - knowledge_blob)), 0);
	compile_to(&one, base, text);
	compile_to(&other, base, ZORK);
	compile_to(&two, base, text);
	ck_assert_uint_eq(one.len, two.len);
	ck_assert_mem_eq(one.data, two.data, one.len);
	ck_assert(one.len != other.len ||
	    memcmp(one.data, other.data, one.len) != 0);
	buf_free(&one);
	buf_free(&two);
	buf_free(&other);
}
END_TEST

/* Knowledge of our own, from nothing, is as good as the built-in one. */
START_TEST(test_open)
{
	struct buf		 b = { 0 };
	struct sage_rules	*rules;
	char			*copy;

	compile_to(&b, NULL, ZORK);
	ck_assert_ptr_nonnull(copy = aligned_alloc(64, (b.len + 63) / 64 * 64));
	memcpy(copy, b.data, b.len);
	ck_assert_int_eq(rules_open(&rules, copy, b.len - 1), SAGE_EINVAL);
	ck_assert_int_eq(rules_open(&rules, copy, 10), SAGE_EINVAL);
	ck_assert_int_eq(rules_open(&rules, copy, b.len), 0);
	ck_assert_int_eq(findings(rules, "Zork! You never listen. Frob."), 2);
	sage_rules_free(rules);
	copy[0] ^= 1;
	ck_assert_int_eq(rules_open(&rules, copy, b.len), SAGE_EINVAL);
	free(copy);
	buf_free(&b);
}
END_TEST

/* Bytes by which the engine marks places in a template are only bytes. */
START_TEST(test_marks)
{
	static const char *const texts[] = {
		"\treason \1z\2\n", "\trepair \1\2\n", "\trepair \1\377\2 \1\n",
		"\treason \2\1<n>\n", "\ttitle \1a\2\n",
		"\treason <n|\1z\2>\n", "\trepair <n|\2\1\377\2>\n",
	};
	struct sage_rules	*rules;
	struct sage_fault	 f;
	struct buf		 b = { 0 };
	int			 e;

	ck_assert_int_eq(buf_printf(&b, "%s%s",
	    MATCH "<n [zork] > zonk\n", texts[_i]), 0);
	rules = rules_of(b.data, b.len);
	e = sage_rules_compile(rules, &f);
	ck_assert(e == 0 || (e == SAGE_ERULES && f.line == 4));
	ck_assert_int_eq(findings(rules, "A zork zonk."), e == 0);
	ck_assert_int_eq(findings(rules, "A zonk."), e == 0);
	sage_rules_free(rules);
	buf_free(&b);
}
END_TEST

/* ---- the outer shape --------------------------------------------------- */

START_TEST(test_shape)
{
	static const char	text[] = "# x\none  a b \t\r\n\ttwo\n"
	    "   three\tc\n\nfour\n";
	struct blocks		blocks = { 0 };
	struct arena		a = { 0 };
	struct sage_fault	fault;
	struct field		*f;

	ck_assert_int_eq(rulefile_read(&blocks, &a, "t", (struct sage_text){
	    text, strlen(text) }, &fault), 0);
	f = &blocks.first->head;
	ck_assert(text_is(f->key, "one") && text_is(f->value, "a b"));
	ck_assert(f->line == 2 && f->key_column == 1 && f->column == 6);
	f = blocks.first->fields;
	ck_assert(text_is(f->key, "two") && text_is(f->value, ""));
	ck_assert(f->line == 3 && f->key_column == 2 && f->column == 5);
	f = f->next;
	ck_assert(text_is(f->key, "three") && text_is(f->value, "c"));
	ck_assert(f->line == 4 && f->key_column == 4 && f->column == 10);
	ck_assert_ptr_null(f->next);
	f = &blocks.first->next->head;
	ck_assert(text_is(f->key, "four") && f->line == 6);
	ck_assert_ptr_null(blocks.first->next->fields);
	ck_assert_ptr_null(blocks.first->next->next);
	arena_free(&a);
}
END_TEST

START_TEST(test_words)
{
	struct sage_text	rest = { " a\tbc  ", 7 }, word;

	ck_assert(text_word(&rest, &word) && text_is(word, "a"));
	ck_assert(text_word(&rest, &word) && text_is(word, "bc"));
	ck_assert(!text_word(&rest, &word) && rest.len == 0);
	ck_assert(!text_is(word, "x") && text_is(word, ""));
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, test_fault, 0, NITEMS(faults));
	tcase_add_loop_test(tc, test_fine, 0, NITEMS(fine));
	tcase_add_loop_test(tc, test_cut_off, 0, NITEMS(fine));
	tcase_add_test(tc, test_bounds);
	tcase_add_test(tc, test_endings);
	tcase_add_loop_test(tc, test_depth, 0, NITEMS(nests));
	tcase_add_loop_test(tc, test_flood, 0, NITEMS(floods));
	tcase_add_test(tc, test_members);
	tcase_add_test(tc, test_message);
	tcase_add_test(tc, test_describe);
	tcase_add_test(tc, test_each_ends);
	tcase_add_test(tc, test_enable);
	tcase_add_test(tc, test_later);
	tcase_add_test(tc, test_failed);
	tcase_add_test(tc, test_texts);
	tcase_add_test(tc, test_last_list);
	tcase_add_loop_test(tc, test_found, 0, 2);
	tcase_add_test(tc, test_check);
	tcase_add_loop_test(tc, test_frequencies, 0, NITEMS(frequencies));
	tcase_add_loop_test(tc, test_same_bytes, 0, 2);
	tcase_add_test(tc, test_open);
	tcase_add_loop_test(tc, test_marks, 0, 7);
	tcase_add_test(tc, test_shape);
	tcase_add_test(tc, test_words);
}

int
main(void)
{
	Suite	*s = suite_create("rules");
	TCase	*tc = tcase_create("rules");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_set_timeout(tc, 60);
	add_tests(tc);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
