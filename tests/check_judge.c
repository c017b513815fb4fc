#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "sage.h"

static const char	own[] =
	"category t\n\ttitle a title\n\tlevel warning\n\tconfidence 80\n"
	"\tdefinition a word\n\treason a reason\n\trepair a repair\n"
	"rule t.one\n\tmatch zork\n"
	"rule t.two\n\tmatch big zork\n"
	"rule t.three\n\tmatch a big zork\n\tlevel note\n"
	"rule t.grave\n\tmatch zork now\n\tlevel error\n"
	"rule t.frob\n\tmatch frob <what * >\n\treason <what> it is\n"
	"rule t.asked\n\tmatch blarg ?\n"
	"category u\n\ttitle a title\n\tdefinition a word\n\treason none\n"
	"rule u.same\n\tmatch zork\n";

static struct sage_rules	*rules;

static void
set_up(void)
{
	struct sage_fault	f;

	ck_assert_int_eq(sage_rules_new(&rules), 0);
	ck_assert_int_eq(sage_rules_enable(rules, NULL, 0), 0);
	ck_assert_int_eq(sage_rules_add(rules, "own", own, strlen(own)), 0);
	ck_assert_int_eq(sage_rules_compile(rules, &f), 0);
}

static void
tear_down(void)
{
	sage_rules_free(rules);
}

/* ---- findings ---------------------------------------------------------- */

/* LINE:COLUMN RULE "TEXT" */
static int
note(const struct sage_finding *f, void *arg)
{
	return buf_printf(arg, "%d:%d %s \"%.*s\"\n", (int)f->start.line,
	    (int)f->start.column, f->id, (int)f->text.len, f->text.data);
}

static void
judge(enum sage_type type, enum sage_unit unit, const char *text,
    size_t piece, struct buf *out)
{
	struct sage_judge_options	 o = { .type = type, .unit = unit };
	struct sage_judge		*j;
	size_t				 len = strlen(text), n;

	ck_assert_int_eq(sage_judge_new(&j, rules, &o, note, out), 0);
	for (; len > 0; text += n, len -= n) {
		n = len < piece ? len : piece;
		ck_assert_int_eq(sage_judge_feed(j, text, n), 0);
	}
	ck_assert_int_eq(sage_judge_end(j), 0);
	sage_judge_free(j);
}

static const struct {
	enum sage_type	 type;
	const char	*text, *findings;
} cases[] = {
	{ SAGE_PLAIN, "", "" },
	{ SAGE_PLAIN, "Nothing here.\n", "" },
	{ SAGE_PLAIN, "A zork.", "1:3 t.one \"zork\"\n" },
	{ SAGE_PLAIN, "A zork.\nOne more zork,\n\nand a Zork.\n",
	    "1:3 t.one \"zork\"\n2:10 t.one \"zork\"\n"
	    "4:7 t.one \"Zork\"\n" },
	{ SAGE_PLAIN, "A frob\r\nhere.\r\n", "1:3 t.frob \"frob\r\nhere\"\n" },
	{ SAGE_PLAIN, "\xef\xbb\xbfZork.\n\nZork.\n",
	    "1:1 t.one \"Zork\"\n3:1 t.one \"Zork\"\n" },
	{ SAGE_PLAIN, "Zork `zork` \"zork\" zork\n> zork\n- zork\n",
	    "1:1 t.one \"Zork\"\n1:20 t.one \"zork\"\n"
	    "3:3 t.one \"zork\"\n" },
	{ SAGE_PLAIN, "blarg? A blarg. Blarg!\nBlarg?",
	    "1:1 t.asked \"blarg\"\n2:1 t.asked \"Blarg\"\n" },
	{ SAGE_PLAIN, "\xf0\x9f\x91\x8b zork \xff zork\n",
	    "1:3 t.one \"zork\"\n1:10 t.one \"zork\"\n" },
	{ SAGE_PLAIN, "\x1azork\nA \x1azork.\n",
	    "1:2 t.one \"zork\"\n2:4 t.one \"zork\"\n" },
	{ SAGE_MARKDOWN, "\x1azork\nA \x1azork.\n",
	    "1:2 t.one \"zork\"\n2:4 t.one \"zork\"\n" },
	{ SAGE_MARKDOWN, "# A zork\n\n```\nzork\n```\n\n- *zork*\n> zork\n",
	    "1:5 t.one \"zork\"\n7:4 t.one \"zork\"\n" },
	{ SAGE_COMMIT, "zork: this\n\nA zork.\n\nFixes: zork\n# zork\n",
	    "1:1 t.one \"zork\"\n3:3 t.one \"zork\"\n" },
	{ SAGE_MAIL, "From: zork\nSubject: Re: zork\n\nA zork.\n-- \nzork\n",
	    "2:14 t.one \"zork\"\n4:3 t.one \"zork\"\n" },

	/* Of findings that overlap the gravest, longest, first stays. */
	{ SAGE_PLAIN, "A zork now.\n", "1:3 t.grave \"zork now\"\n" },
	{ SAGE_PLAIN, "Big zork.\n", "1:1 t.two \"Big zork\"\n" },
	{ SAGE_PLAIN, "A big zork.\n", "1:3 t.two \"big zork\"\n" },
	{ SAGE_PLAIN, "A big zork now.\n", "1:7 t.grave \"zork now\"\n" },
	{ SAGE_PLAIN, "Zork big zork zork now zork.\n",
	    "1:1 t.one \"Zork\"\n1:6 t.two \"big zork\"\n"
	    "1:15 t.grave \"zork now\"\n1:24 t.one \"zork\"\n" },

	/* What a text asks not to be told. */
	{ SAGE_PLAIN, "A zork. sage: allow t, u\nA zork.\n",
	    "2:3 t.one \"zork\"\n" },
	{ SAGE_PLAIN, "A zork. sage: allow t.one\n",
	    "1:3 u.same \"zork\"\n" },
	{ SAGE_PLAIN, "sage: allow-next\nA zork.\nA zork.\n",
	    "3:3 t.one \"zork\"\n" },
	{ SAGE_PLAIN, "sage: off\n\nA zork.\n\nsage: on\n\nA zork.\n",
	    "7:3 t.one \"zork\"\n" },
	{ SAGE_PLAIN, "A big zork now. sage: allow t.grave, t.two\n",
	    "1:7 t.one \"zork\"\n" },
	{ SAGE_MARKDOWN, "A zork. <!-- sage: allow -->\n\nA zork.\n",
	    "3:3 t.one \"zork\"\n" },
};

static const size_t	pieces[] = { 1, 2, 7, 64, 65536 };

START_TEST(test_pieces)
{
	struct buf	out = { 0 };
	size_t		i;

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		judge(cases[_i].type, SAGE_CHAR, cases[_i].text, pieces[i],
		    &out);
		ck_assert_msg(strcmp(buf_string(&out),
		    cases[_i].findings) == 0, "%s, pieces of %zu: %s",
		    cases[_i].text, pieces[i], buf_string(&out));
		out.len = 0;
	}
	buf_free(&out);
}
END_TEST

/* One message after the other gives what each gives alone. */
START_TEST(test_messages)
{
	struct sage_judge	*j;
	struct buf		 out = { 0 };
	size_t			 i;

	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, note, &out), 0);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (cases[i].type != SAGE_PLAIN)
			continue;
		out.len = 0;
		ck_assert_int_eq(sage_judge_feed(j, cases[i].text,
		    strlen(cases[i].text)), 0);
		ck_assert_int_eq(sage_judge_end(j), 0);
		ck_assert_str_eq(buf_string(&out), cases[i].findings);
	}
	sage_judge_free(j);
	sage_judge_free(NULL);
	buf_free(&out);
}
END_TEST

/* The linker puts it where realloc(3) is called. */
void	*__real_realloc(void *, size_t);
void	*__wrap_realloc(void *, size_t);

static int	fails_at;	/* the call that fails, from 1 */

void *
__wrap_realloc(void *p, size_t size)
{
	return --fails_at == 0 ? NULL : __real_realloc(p, size);
}

/* What was found when a message failed is not told of the next. */
START_TEST(test_failed)
{
	static const char	 failing[] = "We had a zork now, and one more "
				    "zork now, and zork zork zork zork.\n";
	struct sage_judge	*j;
	struct buf		 out = { 0 };
	int			 n = 0, e;

	ck_assert_int_eq(buf_reserve(&out, 4096), 0);
	do {
		ck_assert_int_eq(sage_judge_new(&j, rules, NULL, note, &out),
		    0);
		fails_at = ++n;
		if ((e = sage_judge_feed(j, failing, strlen(failing))) == 0)
			e = sage_judge_end(j);
		else
			(void)sage_judge_end(j);
		ck_assert(e == (fails_at > 0 ? 0 : SAGE_ENOMEM));
		out.len = 0;
		fails_at = 0;
		ck_assert_int_eq(sage_judge_feed(j, "A zork.\n", 8), 0);
		ck_assert_int_eq(sage_judge_end(j), 0);
		ck_assert_str_eq(buf_string(&out), "1:3 t.one \"zork\"\n");
		sage_judge_free(j);
	} while (e != 0);
	ck_assert_int_gt(n, 3);
	buf_free(&out);
}
END_TEST

START_TEST(test_line)
{
	struct sage_judge	*j;
	struct buf		 out = { 0 };

	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, note, &out), 0);
	sage_judge_line(j, 41);
	ck_assert_int_eq(sage_judge_feed(j, "\nzork\n", 6), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_int_eq(sage_judge_feed(j, "\nzork\n", 6), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_str_eq(buf_string(&out),
	    "42:1 t.one \"zork\"\n2:1 t.one \"zork\"\n");
	/* What one message asks does not hold in the next. */
	out.len = 0;
	ck_assert_int_eq(sage_judge_feed(j, "sage: off\nzork\n", 15), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_int_eq(sage_judge_feed(j, "\nzork\n", 6), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_str_eq(buf_string(&out), "2:1 t.one \"zork\"\n");
	sage_judge_free(j);
	buf_free(&out);
}
END_TEST

/* ---- a finding --------------------------------------------------------- */

/* A text with one finding, and where that begins and ends in each unit. */
static const struct {
	const char	*text;
	struct sage_place start[4], end[4];
	const char	*line;
	size_t		 offset;
} places[] = {
	{ "A zork.\nx\n",
	    { { 2, 1, 3 }, { 2, 1, 3 }, { 2, 1, 3 }, { 2, 1, 3 } },
	    { { 6, 1, 7 }, { 6, 1, 7 }, { 6, 1, 7 }, { 6, 1, 7 } },
	    "A zork.", 2 },
	{ "x\n\n\xf0\x9f\x91\x8b\tzork\r\n",
	    { { 8, 3, 3 }, { 8, 3, 6 }, { 8, 3, 4 }, { 8, 3, 9 } },
	    { { 12, 3, 7 }, { 12, 3, 10 }, { 12, 3, 8 }, { 12, 3, 13 } },
	    "\xf0\x9f\x91\x8b\tzork\r", 5 },
	{ "x,\n\xc3\xa9 big\nzork, x\nx",
	    { { 6, 2, 3 }, { 6, 2, 4 }, { 6, 2, 3 }, { 6, 2, 3 } },
	    { { 14, 3, 5 }, { 14, 3, 5 }, { 14, 3, 5 }, { 14, 3, 5 } },
	    "\xc3\xa9 big\nzork, x", 3 },
	{ "x\n  - \xff zork\n- x\n",
	    { { 8, 2, 7 }, { 8, 2, 7 }, { 8, 2, 7 }, { 8, 2, 7 } },
	    { { 12, 2, 11 }, { 12, 2, 11 }, { 12, 2, 11 }, { 12, 2, 11 } },
	    "  - \xff zork", 6 },
};

struct expected {
	size_t		i;
	enum sage_unit	unit;
	int		n;
};

static int
same_place(const struct sage_place *a, const struct sage_place *b)
{
	return a->byte == b->byte && a->line == b->line &&
	    a->column == b->column;
}

static int
check_place(const struct sage_finding *f, void *arg)
{
	struct expected	*x = arg;
	const char	*line = places[x->i].line;
	size_t		 len = strlen(line);

	x->n++;
	ck_assert_msg(same_place(&f->start, &places[x->i].start[x->unit]) &&
	    same_place(&f->end, &places[x->i].end[x->unit]),
	    "text %zu, unit %d: %d %d:%d to %d %d:%d", x->i, (int)x->unit,
	    (int)f->start.byte, (int)f->start.line, (int)f->start.column,
	    (int)f->end.byte, (int)f->end.line, (int)f->end.column);
	ck_assert_mem_eq(f->text.data, places[x->i].text + f->start.byte,
	    f->text.len);
	ck_assert_uint_eq(f->text.len, f->end.byte - f->start.byte);
	/* With the line end or without. */
	ck_assert(f->line.len == len || f->line.len == len + 1);
	ck_assert_mem_eq(f->line.data, line, len);
	ck_assert_uint_eq(f->offset, places[x->i].offset);
	ck_assert_ptr_eq(f->line.data + f->offset, f->text.data);
	return 0;
}

START_TEST(test_place)
{
	struct sage_judge_options	 o = { .type = SAGE_PLAIN };
	struct expected			 x = { .i = (size_t)_i / 4 };
	struct sage_judge		*j;
	const char			*text = places[x.i].text;

	x.unit = o.unit = (enum sage_unit)(_i % 4);
	ck_assert_int_eq(sage_judge_new(&j, rules, &o, check_place, &x), 0);
	ck_assert_int_eq(sage_judge_feed(j, text, strlen(text)), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_int_eq(x.n, 1);
	sage_judge_free(j);
}
END_TEST

static int
check_fields(const struct sage_finding *f, void *arg)
{
	++*(int *)arg;
	ck_assert_str_eq(f->id, "t.frob");
	ck_assert_str_eq(f->category, "t");
	ck_assert_int_eq(f->level, SAGE_WARNING);
	ck_assert_str_eq(f->source, "rule");
	ck_assert(f->confidence > .79 && f->confidence < .81);
	ck_assert_str_eq(f->title, "a title");
	ck_assert_str_eq(f->reason, "This it is");
	ck_assert_str_eq(f->repair, "a repair");
	return 0;
}

START_TEST(test_fields)
{
	struct sage_judge	*j;
	int			 n = 0;

	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, check_fields, &n),
	    0);
	ck_assert_int_eq(sage_judge_feed(j, "A frob This.", 12), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_int_eq(n, 1);
	sage_judge_free(j);
}
END_TEST

/* ---- ending ------------------------------------------------------------ */

struct stopping {
	int	left, value, calls;
};

static int
stop(const struct sage_finding *f, void *arg)
{
	struct stopping	*s = arg;

	(void)f;
	s->calls++;
	return --s->left == 0 ? s->value : 0;
}

/*
 * The function ends the message: feed or end return its value, and it is not
 * called again before the next message, whatever is fed.
 */
static void
check_stop(const char *text, int at, int value, size_t piece)
{
	struct stopping		 s = { at, value, 0 };
	struct sage_judge	*j;
	size_t			 len = strlen(text), i, n;
	int			 got = 0, e;

	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, stop, &s), 0);
	for (i = 0; i < len && got == 0; i += n) {
		n = len - i < piece ? len - i : piece;
		got = sage_judge_feed(j, text + i, n);
	}
	e = sage_judge_end(j);
	ck_assert_int_eq(got != 0 ? got : e, value);
	ck_assert_msg(s.calls == at, "%d calls, not %d, pieces of %zu",
	    s.calls, at, piece);
	s.left = s.calls = 0;
	ck_assert_int_eq(sage_judge_feed(j, text, len), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_int_eq(s.calls, 6);
	sage_judge_free(j);
}

START_TEST(test_stop)
{
	static const char	text[] = "Zork. Zork, zork.\nzork\n\nZork.\n\n"
	    "- zork\n";
	size_t			i;
	int			at;

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		for (at = 1; at <= 6; at++) {
			check_stop(text, at, 1, pieces[i]);
			check_stop(text, at, -99, pieces[i]);
		}
}
END_TEST

/* A judge may be left in the midst of a message. */
START_TEST(test_leave)
{
	struct sage_judge	*j;
	struct buf		 out = { 0 };

	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, note, &out), 0);
	ck_assert_int_eq(sage_judge_feed(j, "A zork", 6), 0);
	ck_assert_int_eq(sage_judge_feed(j, "", 0), 0);
	ck_assert_int_eq(sage_judge_feed(j, NULL, 0), 0);
	sage_judge_line(j, 1);
	ck_assert_int_eq(sage_judge_feed(j, "A blarg", 7), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_int_eq(sage_judge_feed(j, "zork", 4), 0);
	sage_judge_free(j);
	buf_free(&out);
}
END_TEST

/* ---- many -------------------------------------------------------------- */

/* Each is found, once and in order, in long sentences and long lines. */
START_TEST(test_many)
{
	static const char *const texts[] = { "a zork. ", "a zork\n",
	    "a zork\n\n", "- a zork\n", "we had one more zork, ",
	    "it was so long ago that nobody knows of any zork " };
	struct sage_judge	*j;
	struct stopping		 s = { 0, 0, 0 };
	int			 i, n = 3000;

	ck_assert_int_eq(sage_judge_new(&j, rules, NULL, stop, &s), 0);
	for (i = 0; i < n; i++)
		ck_assert_int_eq(sage_judge_feed(j, texts[_i],
		    strlen(texts[_i])), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_int_eq(s.calls, n);
	sage_judge_free(j);
}
END_TEST

/* ---- comments ---------------------------------------------------------- */

static const struct {
	const char	*comment, *text, *findings;
} comments[] = {
	{ NULL,	"x\n\n; zork\n# zork\n", "3:3 t.one \"zork\"\n" },
	{ "#",	"x\n\n; zork\n# zork\n", "3:3 t.one \"zork\"\n" },
	{ ";",	"x\n\n; zork\n# zork\n", "4:3 t.one \"zork\"\n" },
	{ "",	"x\n\n; zork\n# zork\n",
	    "3:3 t.one \"zork\"\n4:3 t.one \"zork\"\n" },
};

START_TEST(test_comment)
{
	struct sage_judge_options	 o = { .type = SAGE_COMMIT };
	struct sage_judge		*j;
	struct buf			 out = { 0 };

	o.comment = comments[_i].comment;
	ck_assert_int_eq(sage_judge_new(&j, rules, &o, note, &out), 0);
	ck_assert_int_eq(sage_judge_feed(j, comments[_i].text,
	    strlen(comments[_i].text)), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	ck_assert_str_eq(buf_string(&out), comments[_i].findings);
	sage_judge_free(j);
	buf_free(&out);
}
END_TEST

/* ---- the score --------------------------------------------------------- */

static const struct {
	const char	*levels;	/* n, w, e */
	double		 score;
} scores[] = {
	{ "", 0 }, { "n", .15 }, { "w", .4 }, { "e", .7 },
	{ "nn", .2775 }, { "nw", .49 }, { "wn", .49 }, { "we", .82 },
	{ "eee", .973 },
};

static int
close_to(double a, double b)
{
	return a - b < 1e-9 && b - a < 1e-9;
}

START_TEST(test_score)
{
	const char	*l = scores[_i].levels;
	double		 score = 0;

	for (; *l != '\0'; l++)
		score = sage_score_add(score, *l == 'n' ? SAGE_NOTE :
		    *l == 'w' ? SAGE_WARNING : SAGE_ERROR);
	ck_assert_msg(close_to(score, scores[_i].score), "%s: %f",
	    scores[_i].levels, score);
}
END_TEST

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("judge");
	TCase	*tc = tcase_create("judge");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_unchecked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, test_pieces, 0, NITEMS(cases));
	tcase_add_test(tc, test_messages);
	tcase_add_test(tc, test_failed);
	tcase_add_test(tc, test_line);
	tcase_add_loop_test(tc, test_place, 0, NITEMS(places) * 4);
	tcase_add_test(tc, test_fields);
	tcase_add_test(tc, test_stop);
	tcase_add_test(tc, test_leave);
	tcase_add_loop_test(tc, test_many, 0, 6);
	tcase_add_loop_test(tc, test_comment, 0, NITEMS(comments));
	tcase_add_loop_test(tc, test_score, 0, NITEMS(scores));
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
