#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "sage.h"

/*
 * Rules, in texts, and what they find.  A case is the fields of a rule, and
 * a text in which what is to be found stands between [ and ].  With several
 * cases to a rule the fields are given once.  All rules are compiled in one
 * go, and each case is read with its own rule alone.
 */
static const struct {
	const char	*fields, *marked;
} cases[] = {
	/* Words. */
	{ "match zork",			"A [zork] here, no zorks, azork." },
	{ NULL,				"[ZORK] [Zork]; [zork]-[zork]" },
	{ NULL,				"" },
	{ "match ZorK",			"A [zork], a [ZORK]." },
	{ "match big zork",		"A [big zork], [big, zork], big." },
	{ NULL,				"A [big\nzork], a [big  zork]." },
	{ NULL,				"A [big-zork] and bigzork." },
	{ NULL,				"[big, zork] but big; zork" },
	{ NULL,				"big (zork) big - zork big: zork" },
	{ NULL,				"Big. Zork. A big! Zork" },
	{ NULL,				"[big 'zork]" },
	{ "match zork zork",		"[zork zork] zork" },
	{ NULL,				"[zork zork] [zork zork]" },
	{ "match zork_frob",		"A [zork frob], a zork, a frob" },
	{ "match caf\xc3\xa9|CAF\xc3\x89 x",
	    "[caf\xc3\xa9 x], [CAF\xc3\x89 x], cafe x" },
	{ "match \xc3\xa9't|E\xc3\x89't", "[\xc3\x89't] [e\xc3\xa9't]" },
	{ "match na\xc3\xafve",		"so [na\xc3\xafve], so naive" },
	{ "match so @name went",	"[so Zorka went] so zorka went" },
	{ "match a @num b\n\tmatch c 42 d", "[a 42 b] [c 42 d] [a 43 b]" },

	/* Contractions and clitics. */
	{ "match you are zork",		"[you're zork] [you are zork]" },
	{ NULL, "[You\xe2\x80\x99re zork], [youre zork]" },
	{ "match you're zork",		"[you are zork] [you're zork]" },
	{ "match do not zork",		"[don't zork] [do not zork]" },
	{ "match can not zork",		"[can't zork] [cannot zork]" },
	{ "match not zork",		"I [don't zork], I am [not zork]" },
	{ "match zork is", "the [zork's] here, the [zork is] here" },
	{ "match zork 's",		"the [zork's] here" },
	{ "match zork would",		"the [zork'd], the [zork would]" },
	{ "match zork will",		"the [zork'll], the [zork will]" },
	{ "match going to zork",	"I am [gonna zork]" },

	/* Inflection. */
	{ "match ~zork",		"[zork] [zorks] [zorked] [zorking]" },
	{ NULL,				"zorker zorkings" },
	{ "match ~go|~take",		"[went] [gone] [takes] [took] goer" },
	{ "match ~zork_up",		"[zorking up] [zork up] zorked" },
	{ "match ~zork up",		"[zorking up], zork so up" },
	{ "match ~mouse",		"[mice] [mouse]" },

	/* Classes. */
	{ "match {frobs}",		"[frob] [big frob] [zork] blarg" },
	{ "match ~{frobs}",		"[frobs] [frob], [big frob] [zorks]" },
	{ "match a|{frobs} x",		"[a x] [frob x] [big frob x] x" },
	{ "match {outer}",		"[frob] [blargs] [inner] outer" },

	/* Alternatives. */
	{ "match zork|frob",		"[zork] [frob] zorkfrob" },
	{ "match a|b_c|d_e_f x",	"[a x] [b c x] [d e f x] b x, c x" },
	{ NULL,				"d e [a x] d e b c [a x]" },
	{ "match a_b|a x",		"[a b x] [a x] a b" },
	{ "match a|a_b|b x",		"[a x] [a b x] [b x]" },

	/* Options. */
	{ "match a [b] c",		"[a c] [a b c] a b b c" },
	{ "match a [b|c_d] e",		"[a e] [a b e] [a c d e] a c e" },
	{ "match a [b] [c] [d] e",	"[a e] [a c e] [a b d e] [a b c d e]" },
	{ NULL,				"a c b e, a d c e" },
	{ "match [a] b",		"[b] [a b]" },
	{ "match a [*] b",		"[a b] [a x b] a x x b" },
	{ "match a b [c]",		"[a b] c" },

	/* Any word, endings, kinds. */
	{ "match a * b",		"[a x b] a b, a x x b" },
	{ NULL,				"[a 42 b] [a x_y b] a don't b" },
	{ "match a *ing",		"[a zorking], [a Running], a ring" },
	{ NULL,				"a thing sing, [a being], a king" },
	{ NULL,				"a x_going, a 12ing, a brrrring" },
	{ "match a *ING",		"[a zorking], a ring" },
	{ "match a *\xc3\xa9" "e",
	    "[a soir\xc3\xa9" "e], [a Soir\xc3\x89" "E], a n\xc3\xa9" "e" },
	{ "match a *ed|x b",		"[a zorked b] [a x b] a red b" },
	{ "match a [*ly] b",		"[a sadly b] [a b] a ly b" },
	{ "match a @num b",		"[a 42 b] a x b, a b, a 4th b" },
	{ NULL,				"a 1.5 b, [a 7 b]" },
	{ "match a @code b",		"[a x_y b] [a `z` b] a b, a x b" },
	{ NULL,				"[a src/x.c b] [a ./x b]" },
	{ NULL,				"[a \"z w\" b] [a http://x.y/z b]" },

	/* Gaps. */
	{ "match a ..2 b",		"[a b] [a x b] [a x x b] a x x x b" },
	{ "match a ..1-2 b",		"a b, [a x b] [a x x b]" },
	{ "match a ..2-2 b",		"a x b, [a x x b] a x x x b" },
	{ NULL,				"a b b, a; x x b a x; x b, a x x; b" },
	{ NULL,				"[a, x, x, b]" },
	{ "match a ..20 b",		"[a x x x x x x x x x x x x x x x x x "
	    "x x x b]" },
	{ "match a ..1 b ..1 c",	"[a b c] [a x b x c] a x x b c" },
	{ "match a ..3 b",		"[a b] b b, [a a b]" },

	/* Edges. */
	{ "match ^ zork", "[Zork], [zork]; [zork] zork ([zork])" },
	{ NULL,				"A zork. [Zork] zork. A zork" },
	{ "match ^^ zork",		"[Zork], zork; zork. [Zork] zork" },
	{ NULL,				"\"Zork\" zork" },
	{ "match zork $",		"A [zork], zork b [zork]; [zork]." },
	{ "match zork $$",		"A zork, b [zork]. A [zork]. [Zork]" },
	{ "match ^^ zork $$",		"[Zork]. Zork zork. [zork]" },
	{ "match zork , frob",		"[zork, frob] zork frob" },
	{ NULL, "[zork; frob] [zork (frob]) zork x frob" },
	{ NULL,				"[zork - frob], [zork ... frob]" },
	{ "match zork [,] frob",	"[zork, frob] [zork frob]" },
	{ NULL,				"[zork; frob]" },
	{ "match zork ?", "A [zork]? A zork. Zork a? A [zork]?!" },
	{ "match zork !", "A [zork]! A zork. Zork a! A [zork]?!" },
	{ "match zork ..3 ?",		"A [zork a b c]? A zork a b c d?" },
	{ "match zork|frob ^ x",	"[zork, x] zork x" },
	{ "match a ^ ..2 b",		"[a, x b], [a, b] a x b" },

	/* Edges and marks beside words. */
	{ "match zork now|$",		"[zork now], zork b [zork]; [zork]." },
	{ NULL,				"zork or zork then" },
	{ "match zork $$|now|good_bye",	"zork, [zork now]. [Zork good bye]" },
	{ NULL,				"zork, b. A [zork]." },
	{ "match zork now|?",		"[Zork]? Zork. [Zork now]. Zork!" },
	{ "match zork ?|!",		"[Zork]? Zork. [Zork]! Zork, a." },
	{ "match zork and|, frob",	"[zork, frob] zork frob" },
	{ NULL,				"[zork and frob] [zork; frob]" },
	{ NULL,				"[zork (frob] zork; and frob" },
	{ "match zork [,|so] frob",	"[zork so frob] [zork - frob]" },
	{ "match i|^ zork",		"[i zork], a zork, [zork]" },
	{ "match ^^|so zork",		"[Zork], zork, [so zork]" },
	{ "match zork\n\tunless after 0 now|$", "a [zork] c zork now" },
	{ NULL,				"a [zork] c zork, b" },
	{ "match zork\n\tunless before 0 ^|so", "zork, a [zork] so zork" },

	/* The leftmost match counts, and of those the shortest. */
	{ "match a ..3 b",		"[a x b] b" },
	{ "match a|b ..2 a|b",		"[a x b] a x" },
	{ "match a b\n\tmatch a b c",	"[a b c] [a b] d" },
	{ "match a b\n\tmatch b c",	"[a b] c, [b c]" },

	/* Guards. */
	{ "match zork\n\tunless before 2 no",
	    "no zork, no x zork, no x x x [zork]" },
	{ NULL,				"[zork] no, No. [Zork]; no; zork" },
	{ "match zork\n\tunless before 0 no",	"no zork, no x [zork]" },
	{ "match zork\n\tunless before 1 no|not_a", "not a zork, a [zork]" },
	{ "match zork\n\tunless before 0 no *",
	    "no x zork, no [zork], no x x [zork]" },
	{ "match zork\n\tunless after 1 no",
	    "zork no, [zork] x x no [zork]" },
	{ NULL,				"zork x no" },
	{ "match zork\n\tunless after 0 ..1 no", "zork no. zork x no. [zork]" },
	{ "match a ..3 b\n\tunless within x", "[a b] [a y b] a x b, a y x b" },
	{ NULL,				"x [a b] x" },
	{ "match zork\n\tunless within zork x",	"zork x, [zork] y" },
	{ "match zork\n\tunless sentence no",
	    "zork no, zork. No zork. [Zork]." },
	{ "match zork\n\tunless sentence ?",	"Zork? [Zork]. A zork, no?" },
	{ "match zork\n\tunless sentence ^^ no", "No zork. A [zork], no." },
	{ "match zork\n\tonly before 1 a",
	    "zork a [zork], a x [zork], x zork" },
	{ "match zork\n\tonly after 0 a\n\tonly before 0 b",
	    "[zork] a, b [zork] c zork, b [zork] a" },
	{ "match zork\n\tonly sentence b\n\tunless before 0 a",
	    "[zork] b, a zork b. Zork." },
	{ "match zork\n\tunless guard g",
	    "no zork, zork maybe, [zork]. Zork, perhaps. [Zork]!" },
	{ "match zork\n\tonly guard h",		"zork. [zork], surely" },
	{ "match zork\n\tunless before 1 {outer}|*ing",
	    "frob zork, going zork, x [zork], inner x zork" },
	{ "match zork\n\tunless before 3 ..2 no",	/* begins in a gap */
	    "no x zork, x x [zork]" },
	/* ... and those of the category. */
	{ "match zork",			"nay zork, a [zork], nay a [zork]" },
	{ "match zork\n\tunless before 0 no", "nay zork, no zork, [zork]" },
	{ "match zork\n\tonly after 0 a",	"nay zork a, zork, [zork] a" },

	/* A full stop after an abbreviation ends no sentence. */
	{ "match zork\n\tunless sentence frob",
	    "Zork zrk. Frob. [Zork] x. Frob. A zork, zrk. Frob." },

	/* Masked, and what is not prose. */
	{ "match zork", "`zork` \"zork\" [zork] zork() a/zork/b" },
	{ NULL,				"> zork" },
	{ "match zork frob",		"zork `x` frob, [zork frob]" },
};

#define NCASES	(sizeof(cases) / sizeof(cases[0]))

static const char	common[] =
	"class frobs\n\twords frob big_frob zork\n"
	"class inner\n\twords inner ~blarg\n"
	"class outer\n\twords {inner}\n\twords frob\n"
	"guard g\n\tunless before 0 no\n\tunless after 0 maybe\n"
	"\tunless guard f\n"
	"guard f\n\tunless sentence perhaps\n"
	"guard h\n\tonly sentence surely\n"
	"abbreviation zrk\n"
	"category t\n\ttitle x\n\tdefinition x\n\treason x\n"
	"\tunless before 0 nay\n"
	"rule t.first\n\tmatch ^^ zork\n"
	"rule t.last\n\tmatch zork $$\n"
	"rule t.asked\n\tmatch zork ?\n"
	"rule t.each\n\tmatch zork\n";

static struct sage_rules	*rules;

/* The rule of a case: its number is that of the case that has the fields. */
static size_t
rule_of(size_t i)
{
	while (cases[i].fields == NULL)
		i--;
	return i;
}

static int
note_finding(const struct sage_finding *f, void *arg)
{
	uint64_t	span[2] = { f->start.byte, f->end.byte };

	return buf_append(arg, span, sizeof(span));
}

/* Read a text with one rule; the spans of what was found go to a buffer. */
static void
judge(const char *id, const char *text, size_t len, struct buf *spans)
{
	struct sage_judge	*j;

	ck_assert_int_eq(sage_rules_enable(rules, id, 1), 0);
	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, note_finding,
	    spans), 0);
	ck_assert_int_eq(sage_judge_feed(j, text, len), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	sage_judge_free(j);
	ck_assert_int_eq(sage_rules_enable(rules, id, 0), 0);
}

static size_t
unmark(const char *marked, char *text)
{
	size_t	n = 0;

	for (; *marked != '\0'; marked++)
		if (*marked != '[' && *marked != ']')
			text[n++] = *marked;
	return n;
}

/* The text with [ and ] around the spans. */
static void
mark(const char *text, size_t len, const struct buf *spans, struct buf *out)
{
	const uint64_t	*span = (const void *)spans->data;
	size_t		 n = spans->len / sizeof(*span), i, k = 0;

	for (i = 0; i <= len; i++) {
		if (k < n && span[k] == i && k % 2 == 1) {
			ck_assert_int_eq(buf_puts(out, "]"), 0);
			k++;
		}
		if (k < n && span[k] == i && k % 2 == 0) {
			ck_assert_int_eq(buf_puts(out, "["), 0);
			k++;
		}
		if (i < len)
			ck_assert_int_eq(buf_append(out, text + i, 1), 0);
	}
	ck_assert_uint_eq(k, n);
}

START_TEST(test_case)
{
	char		text[256], id[32];
	struct buf	spans = { 0 }, out = { 0 };
	size_t		len = unmark(cases[_i].marked, text);

	snprintf(id, sizeof(id), "t.r%zu", rule_of((size_t)_i));
	judge(id, text, len, &spans);
	mark(text, len, &spans, &out);
	ck_assert_msg(strcmp(buf_string(&out), cases[_i].marked) == 0,
	    "%s: %s, not %s", cases[rule_of((size_t)_i)].fields,
	    buf_string(&out), cases[_i].marked);
	buf_free(&spans);
	buf_free(&out);
}
END_TEST

/* ---- windows ----------------------------------------------------------- */

/* In a sentence of many words each is found once, wherever it stands; so
 * are guards that are as far away as a window lets them be. */
static const struct {
	const char	*fields, *words;
	int		 found;
} far[] = {
	{ "match zork",				"zork",			1 },
	{ "match zork frob",			"zork frob",		1 },
	{ "match zork ..30 frob",		"zork frob",		1 },
	{ "match zork ..30 frob",
	    "zork a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a "
	    "frob", 1 },
	{ "match a_b_c_d_e_f_g_h a_b_c_d_e_f_g_h a_b_c_d_e_f_g_h "
	    "a_b_c_d_e_f_g_h",
	    "a b c d e f g h a b c d e f g h a b c d e f g h a b c d e f g h",
								1 },
	{ "match zork\n\tunless before 12 frob",
	    "frob a a a a a a a a a a a a zork",			0 },
	{ "match zork\n\tunless before 12 frob",
	    "frob a a a a a a a a a a a a a zork",			1 },
	{ "match zork\n\tunless after 20 frob",
	    "zork a a a a a a a a a a a a a a a a a a a a frob", 0 },
	{ "match zork\n\tunless after 20 frob",
	    "zork a a a a a a a a a a a a a a a a a a a a a frob",	1 },
};

START_TEST(test_window)
{
	struct buf	b = { 0 }, spans = { 0 };
	char		id[32];
	size_t		before, i, at;

	snprintf(id, sizeof(id), "t.f%d", _i);
	for (before = 0; before < 140; before++) {
		b.len = spans.len = 0;
		for (i = 0; i < before; i++)
			ck_assert_int_eq(buf_puts(&b, "x "), 0);
		at = b.len;
		ck_assert_int_eq(buf_puts(&b, far[_i].words), 0);
		for (i = 0; i < 70; i++)
			ck_assert_int_eq(buf_puts(&b, " y"), 0);
		judge(id, b.data, b.len, &spans);
		ck_assert_msg(spans.len == (size_t)far[_i].found * 16,
		    "%zu words before %s: %zu", before, far[_i].words,
		    spans.len / 16);
		if (spans.len > 0 && far[_i].words[0] == 'z')
			ck_assert_uint_eq(*(const uint64_t *)(const void *)
			    spans.data, at);
	}
	buf_free(&b);
	buf_free(&spans);
}
END_TEST

/* The first and the last window alone have the edges of the sentence. */
START_TEST(test_far_edges)
{
	struct buf	b = { 0 }, spans = { 0 };
	size_t		words, i;

	for (words = 1; words < 200; words++) {
		b.len = spans.len = 0;
		for (i = 0; i < words; i++)
			ck_assert_int_eq(buf_puts(&b, i == 0 ? "Zork" :
			    " zork"), 0);
		ck_assert_int_eq(buf_puts(&b, "?"), 0);
		judge("t.first", b.data, b.len, &spans);
		ck_assert_uint_eq(spans.len, 16);
		judge("t.last", b.data, b.len, &spans);
		ck_assert_uint_eq(spans.len, 32);
		judge("t.asked", b.data, b.len, &spans);
		ck_assert_uint_eq(spans.len, 48);
		judge("t.each", b.data, b.len, &spans);
		ck_assert_uint_eq(spans.len, 48 + words * 16);
	}
	buf_free(&b);
	buf_free(&spans);
}
END_TEST

/* ---- captures ---------------------------------------------------------- */

/* The fields of a rule, a text, and the reason that it is told with. */
static const struct {
	const char	*fields, *text, *reason;
} captures[] = {
	{ "match <w a|b > zork\n\treason say <w>", "b zork", "say b" },
	{ "match <w a|b > zork\n\treason <w>|<w>", "A  zork", "A|A" },
	{ "match zork <w a|b >\n\treason <w>", "zork, b", "b" },
	{ "match <w zork frob >\n\treason <w>", "zork, frob!",
	    "zork, frob" },
	{ "match <w zork > <v frob >\n\treason <v> <w>", "zork frob",
	    "frob zork" },
	{ "match <w a_b_c|d > zork\n\treason <w>", "a b c zork", "a b c" },
	{ "match a <w [b] > zork\n\treason <w|none>", "a b zork", "b" },
	{ "match a <w [b] > zork\n\treason <w|none>", "a zork", "none" },
	{ "match a <w [b] > zork\n\treason (<w>)", "a zork", "()" },
	{ "match a <w [b] [c] > zork\n\treason <w>", "a c zork", "c" },
	{ "match a <w * > zork\n\treason <w>", "a x_y zork", "x_y" },
	{ "match a <w ..3 > zork\n\treason <w|none>", "a x y zork", "x y" },
	{ "match a <w ..3 > zork\n\treason <w|none>", "a zork", "none" },
	{ "match a ..2 <w * > zork\n\treason <w>", "a x y zork", "y" },
	{ "match a <w * ..2 > zork\n\treason <w>", "a x y zork", "x y" },
	{ "match a <w ~go > zork\n\treason <w>", "a went zork", "went" },
	{ "match <w you are > zork\n\treason <w>", "You're zork", "You're" },
	{ "match ^ <w zork > $\n\treason <w>", "a, zork, b", "zork" },
	{ "match <w a > zork\n\tmatch <v b > zork\n\treason <w|x><v|y>",
	    "b zork", "xb" },
	{ "match <w a > zork\n\tmatch <v b > zork\n\treason <w|x><v|y>",
	    "a zork", "ay" },
	{ "match <a x > <b x > <c x > <d x > <e x > <f x > <g y > <h z >\n"
	    "\treason <h><g>", "x x x x x x y z", "zy" },
	{ "match <w @code > zork\n\treason <w>", "`a b` zork", "`a b`" },
	{ "match zork <w na\xc3\xafve >\n\treason <w>", "zork na\xc3\xafve",
	    "na\xc3\xafve" },
};

static int
note_reason(const struct sage_finding *f, void *arg)
{
	return buf_printf(arg, "%s", f->reason);
}

START_TEST(test_capture)
{
	const char		*text = captures[_i].text;
	struct sage_judge	*j;
	struct buf		 b = { 0 };
	char			 id[32];

	snprintf(id, sizeof(id), "t.c%d", _i);
	ck_assert_int_eq(sage_rules_enable(rules, id, 1), 0);
	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, note_reason, &b), 0);
	ck_assert_int_eq(sage_judge_feed(j, text, strlen(text)), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_msg(strcmp(buf_string(&b), captures[_i].reason) == 0,
	    "%s in %s: %s", captures[_i].fields, text, buf_string(&b));
	sage_judge_free(j);
	ck_assert_int_eq(sage_rules_enable(rules, id, 0), 0);
	buf_free(&b);
}
END_TEST

/* ---- all of it --------------------------------------------------------- */

/* The rules of a user and the built-in ones find what each finds alone. */
START_TEST(test_both)
{
	static const char	text[] = "You never listen, zork.";
	struct buf		spans = { 0 };

	judge("t.each", text, strlen(text), &spans);
	ck_assert_uint_eq(spans.len, 16);
	judge("global", text, strlen(text), &spans);
	ck_assert_uint_eq(spans.len, 32);
	ck_assert_int_eq(sage_rules_enable(rules, "t.each", 1), 0);
	judge("global", text, strlen(text), &spans);
	ck_assert_uint_eq(spans.len, 64);
	ck_assert_int_eq(sage_rules_enable(rules, "t.each", 0), 0);
	buf_free(&spans);
}
END_TEST

static int
note_rule(const struct sage_finding *f, void *arg)
{
	return buf_puts(arg, f->id) != 0 || buf_puts(arg, " ") != 0 ?
	    SAGE_ENOMEM : 0;
}

static int
compile_rules(struct buf *text, struct sage_rules **out,
    struct sage_fault *fault)
{
	ck_assert_int_eq(sage_rules_new(out), 0);
	ck_assert_int_eq(sage_rules_add(*out, "t", text->data, text->len), 0);
	return sage_rules_compile(*out, fault);
}

/* ---- sets of words ------------------------------------------------------ */

#define WINDOW	63	/* words */

/* As many words as sets are kept in ways of their own. */
static const int	set_sizes[] = { 1, 2, 16, 17, 40, 640, 641, 3000 };

/* Words of letters that nobody writes. */
static const char *
put_number(int i, char word[8])
{
	snprintf(word, 8, "qz%c%c%c", 'a' + i / 676, 'a' + i / 26 % 26,
	    'a' + i % 26);
	return word;
}

/* A sentence of a window's words, with "zork" and two words at a place. */
static void
put_sentence(struct buf *b, int place, const char *one, const char *other)
{
	int	i;

	b->len = 0;
	for (i = 0; i < WINDOW - 2; i++)
		ck_assert_int_eq(i == place ? buf_printf(b, "zork %s %s ",
		    one, other) : buf_puts(b, "blarg "), 0);
}

/* A set has its words, and no others, wherever they are. */
START_TEST(test_set)
{
	int			 n = set_sizes[_i], i, k, hits = 0;
	struct sage_fault	 f;
	struct sage_rules	*own = NULL;
	struct sage_judge	*j;
	struct buf		 b = { 0 }, found = { 0 };
	char			 one[8], other[8];

	ck_assert_int_eq(buf_printf(&b, "%sclass set\n", common), 0);
	for (i = 0; i < n; i++)
		ck_assert_int_eq(buf_printf(&b, "\twords %s\n",
		    put_number(i, one)), 0);
	ck_assert_int_eq(buf_puts(&b, "class more\n\twords qzzzz blarg\n"
	    "rule t.set\n\tmatch zork {set} {set}|{more}\n"), 0);
	ck_assert_int_eq(compile_rules(&b, &own, &f), 0);
	ck_assert_int_eq(sage_rules_enable(own, NULL, 0), 0);
	ck_assert_int_eq(sage_rules_enable(own, "t.set", 1), 0);
	ck_assert_int_eq(sage_judge_new(&j, own, NULL, note_rule, &found), 0);
	for (i = 0; i < WINDOW - 2; i++)
		for (k = 0; k < 3; k++) {
			/* The first, the last, and one that is in none. */
			hits += k < 2;
			put_number(k == 0 ? 0 : k == 1 ? n - 1 : n, one);
			put_number(k == 2 ? 0 : n - 1, other);
			put_sentence(&b, i, one, other);
			ck_assert_int_eq(buf_puts(&b, ".\n\n"), 0);
			ck_assert_int_eq(sage_judge_feed(j, b.data, b.len), 0);
		}
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_uint_eq(found.len, (size_t)hits * strlen("t.set "));
	sage_judge_free(j);
	sage_rules_free(own);
	buf_free(&b);
	buf_free(&found);
}
END_TEST

/* ---- rules that share their word ---------------------------------------- */

#define SHARE	150	/* more than are looked at in one go */
#define SHARE_MOST 7176	/* as sage-rules(5) has it */

/* Each is found by what stands beside the word, and none besides. */
START_TEST(test_shared)
{
	struct sage_fault	 f;
	struct sage_rules	*own;
	struct sage_judge	*j;
	struct buf		 b = { 0 }, found = { 0 }, want = { 0 };
	size_t			 i;

	ck_assert_int_eq(buf_puts(&b, common), 0);
	for (i = 0; i < SHARE; i++)
		ck_assert_int_eq(buf_printf(&b, "rule t.s%zu\n"
		    "\tmatch zork q%c%c\n", i, (int)('a' + i / 26),
		    (int)('a' + i % 26)), 0);
	ck_assert_int_eq(compile_rules(&b, &own, &f), 0);
	ck_assert_int_eq(sage_rules_enable(own, NULL, 0), 0);
	ck_assert_int_eq(sage_rules_enable(own, "t", 1), 0);
	ck_assert_int_eq(sage_judge_new(&j, own, NULL, note_rule, &found), 0);
	for (i = 0, b.len = 0; i < SHARE; i++) {
		ck_assert_int_eq(buf_printf(&b, "zork q%c%c.\n",
		    (int)('a' + i / 26), (int)('a' + i % 26)), 0);
		ck_assert_int_eq(buf_printf(&want, "t.s%zu ", i), 0);
	}
	ck_assert_int_eq(sage_judge_feed(j, b.data, b.len), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_str_eq(buf_string(&found), buf_string(&want));
	sage_judge_free(j);
	sage_rules_free(own);
	buf_free(&b);
	buf_free(&found);
	buf_free(&want);
}
END_TEST

/* One too many is told by its line. */
START_TEST(test_share_most)
{
	struct sage_fault	 f = { .line = 0 };
	struct sage_rules	*own;
	struct buf		 b = { 0 };
	size_t			 i;

	ck_assert_int_eq(buf_puts(&b, common), 0);
	for (i = 0; i < SHARE_MOST; i++)
		ck_assert_int_eq(buf_printf(&b, "rule t.s%zu\n"
		    "\tmatch quuux\n", i), 0);
	ck_assert_int_eq(compile_rules(&b, &own, &f), 0);
	sage_rules_free(own);
	ck_assert_int_eq(buf_puts(&b, "rule t.more\n\tmatch quuux\n"), 0);
	ck_assert_int_eq(compile_rules(&b, &own, &f), SAGE_ERULES);
	ck_assert_uint_gt(f.line, 0);
	sage_rules_free(own);
	buf_free(&b);
}
END_TEST

static void
add_rules(struct buf *b)
{
	size_t	i;

	for (i = 0; i < NCASES; i++)
		if (cases[i].fields != NULL)
			ck_assert_int_eq(buf_printf(b, "rule t.r%zu\n\t%s\n",
			    i, cases[i].fields), 0);
	for (i = 0; i < sizeof(far) / sizeof(far[0]); i++)
		ck_assert_int_eq(buf_printf(b, "rule t.f%zu\n\t%s\n", i,
		    far[i].fields), 0);
	for (i = 0; i < sizeof(captures) / sizeof(captures[0]); i++)
		ck_assert_int_eq(buf_printf(b, "rule t.c%zu\n\t%s\n", i,
		    captures[i].fields), 0);
}

static void
set_up(void)
{
	struct sage_fault	f;
	struct buf		b = { 0 };

	ck_assert_int_eq(buf_puts(&b, common), 0);
	add_rules(&b);
	ck_assert_int_eq(sage_rules_new(&rules), 0);
	ck_assert_int_eq(sage_rules_add(rules, "t", b.data, b.len), 0);
	if (sage_rules_compile(rules, &f) != 0)
		ck_abort_msg("%u:%u: %s", f.line, f.column, f.message);
	ck_assert_int_eq(sage_rules_enable(rules, NULL, 0), 0);
	buf_free(&b);
}

static void
tear_down(void)
{
	sage_rules_free(rules);
}

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("match");
	TCase	*tc = tcase_create("match");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_unchecked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, test_case, 0, NITEMS(cases));
	tcase_add_loop_test(tc, test_window, 0, NITEMS(far));
	tcase_add_test(tc, test_far_edges);
	tcase_add_loop_test(tc, test_capture, 0, NITEMS(captures));
	tcase_add_test(tc, test_both);
	tcase_add_loop_test(tc, test_set, 0, NITEMS(set_sizes));
	tcase_add_test(tc, test_shared);
	tcase_add_test(tc, test_share_most);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
