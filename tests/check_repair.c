#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "judge.h"
#include "proposals.h"
#include "repair.h"
#include "slots.h"

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

/* ---- proposals --------------------------------------------------------- */

static struct arena	arena;

static void
tear_down(void)
{
	arena_free(&arena);
}

static int
open_text(struct proposals *ps, const char *s, struct sage_fault *fault)
{
	return proposals_open(ps, &arena, (struct sage_text){ s, strlen(s) },
	    fault);
}

START_TEST(test_read)
{
	struct proposals	 ps;
	struct sage_fault	 fault;
	const struct meaning	*m;

	ck_assert_int_eq(open_text(&ps, "repair a.b c\n\tfeel sad, tired\n"
	    "\tletter Could you {do}? I'm {feel|so}.\n"
	    "\twork-third In {thing|[it]}.\n"
	    "word let down\n\tfeel low\n\tneed to rest\n", &fault), 0);
	ck_assert_uint_eq(ps.n, 2);
	ck_assert_int_eq(ps.p[0].tone, TONE_LETTER);
	ck_assert_uint_eq(ps.p[0].needs, 1u << PIECE_DO);
	ck_assert_uint_eq(ps.p[0].says, 1u << PIECE_DO | 1u << PIECE_FEEL);
	ck_assert_int_eq(ps.p[1].tone, TONE_WORK_THIRD);
	ck_assert_uint_eq(ps.p[1].needs, 0);
	ck_assert(proposals_is_of(ps.p[0].of, "a.b"));
	ck_assert(proposals_is_of(ps.p[0].of, "c"));
	ck_assert(!proposals_is_of(ps.p[0].of, "a"));
	ck_assert_ptr_nonnull(m = proposals_meaning(&ps, "c", 0));
	ck_assert_str_eq(m->feel, "sad, tired");
	ck_assert_str_eq(m->need, "");
	ck_assert_ptr_nonnull(m = proposals_meaning(&ps, "let down", 1));
	ck_assert_str_eq(m->need, "to rest");
	ck_assert_ptr_null(proposals_meaning(&ps, "let", 1));
	ck_assert_ptr_null(proposals_meaning(&ps, "c", 1));
}
END_TEST

static const struct {
	const char	*text, *message;
	unsigned	 line, column;
} faults[] = {
	{ "frame a\n", "\"frame\" begins no repair", 1, 1 },
	{ "repair a\n\tletters x\n", "no \"letters\" in a repair", 2, 2 },
	{ "repair a\n\tletter x {deed} y\n", "no piece \"deed\"", 2, 12 },
	{ "repair a\n\tletter x {do} {|y}\n", "no piece \"\"", 2, 17 },
	{ "\tletter x\n", "an indented line before the first block", 1, 2 },
};

START_TEST(test_fault)
{
	struct proposals	ps;
	struct sage_fault	f;

	ck_assert_int_eq(open_text(&ps, faults[_i].text, &f), SAGE_ERULES);
	ck_assert_str_eq(f.message, faults[_i].message);
	ck_assert_uint_eq(f.line, faults[_i].line);
	ck_assert_uint_eq(f.column, faults[_i].column);
	ck_assert_int_eq(open_text(&ps, faults[_i].text, NULL), SAGE_ERULES);
}
END_TEST

START_TEST(test_fill)
{
	const char		*piece[PIECES] = { NULL };
	struct proposal		 p = { .say = "In {thing|[it]} you {do} it. "
				    "{time|[when]}!",
				    .says = 1u << PIECE_DO };
	struct buf		 b = { 0 };
	size_t			 all;

	piece[PIECE_DO] = "test";
	ck_assert_int_eq(proposal_fill(&p, piece, &b), 0);
	ck_assert_str_eq(buf_string(&b), "In [it] you test it. [when]!");
	b.len = 0;
	piece[PIECE_THING] = "the code";
	piece[PIECE_TIME] = "today";
	ck_assert_int_eq(proposal_fill(&p, piece, &b), 0);
	ck_assert_str_eq(buf_string(&b), "In the code you test it. today!");
	all = b.len;
	for (b.max = 1; b.max < all; b.max++) {
		b.len = 0;
		ck_assert_int_eq(proposal_fill(&p, piece, &b), SAGE_ETOOBIG);
	}
	b.max = b.len = 0;
	piece[PIECE_DO] = "read the code and test";	/* once is enough */
	ck_assert_int_eq(proposal_fill(&p, piece, &b), 0);
	ck_assert_str_eq(buf_string(&b), "In [it] you read the code and test "
	    "it. today!");
	buf_free(&b);
}
END_TEST

/* Every category that there is has words of its own, in both tones. */
static int
has_words(const struct sage_rule *r, void *arg)
{
	const struct proposals	*ps = arg;
	size_t			 i, n[TONES] = { 0 };

	for (i = 0; i < ps->n; i++)
		if (proposals_is_of(ps->p[i].of, r->id) &&
		    (ps->p[i].needs & ~(1u << PIECE_FEEL)) == 0)
			n[ps->p[i].tone]++;
	ck_assert_msg(n[TONE_LETTER] >= 3, "%s", r->id);
	ck_assert_msg(n[TONE_WORK] >= 3, "%s", r->id);
	return 0;
}

START_TEST(test_built_in)
{
	const struct sage_text	 text = { proposals_text,
				    (size_t)(proposals_text_end -
				    proposals_text) };
	struct proposals	 ps;
	struct sage_fault	 fault = { .line = 0 };
	struct sage_rules	*rules;
	struct sage_rule	 any = { .id = "any" };
	size_t			 i, n[TONES] = { 0 };

	ck_assert_msg(proposals_open(&ps, &arena, text, &fault) == 0, "%u: %s",
	    fault.line, fault.message);
	ck_assert_int_eq(sage_rules_new(&rules), 0);
	ck_assert_int_eq(sage_rules_categories(rules, has_words, &ps), 0);
	ck_assert_int_eq(has_words(&any, &ps), 0);
	sage_rules_free(rules);
	for (i = 0; i < ps.n; i++)
		if (proposals_is_of(ps.p[i].of, "any"))
			n[ps.p[i].tone]++;
	for (i = 0; i < TONES; i++)
		ck_assert_uint_ge(n[i], 3);
}
END_TEST

/* ---- slots ------------------------------------------------------------- */

/* A sentence, and the pieces of it that are wanted. */
static const struct {
	const char	*text, *do_, *doing, *did, *thing, *time;
} sentences[] = {
	{ "You never test your changes.", "test your changes",
	    "testing your changes", NULL, "the changes", NULL },
	{ "You have never called me yesterday.", "call me", "calling me", NULL,
	    NULL, "yesterday" },
	{ "Why didn't you read it?", "read it", "reading it", NULL, NULL,
	    NULL },
	{ "You always interrupt me at dinner.", NULL, NULL, "interrupted me",
	    NULL, "at dinner" },
	{ "You were always leaving your cups here.", NULL, NULL,
	    "left your cups here", NULL, NULL },
	{ "You never tell me anything.", NULL, NULL, NULL, NULL, NULL },
	{ "You never call me \"darling\".", NULL, NULL, NULL, NULL, NULL },
	{ "YOU NEVER TEST YOUR CHANGES.", NULL, NULL, NULL, NULL, NULL },
	{ "Your pull request is bad.", NULL, NULL, NULL, "the pull request",
	    NULL },
	{ "Your `a_b` is bad code.", NULL, NULL, NULL, "`a_b`", NULL },
	{ "You should have checked open().", "check open()",
	    "checking open()", NULL, "open()", NULL },
	{ "Look at https://a.b/c_d now.", NULL, NULL, NULL, NULL, NULL },
};

static void
same_piece(const char *got, const char *want, const char *of)
{
	if (want == NULL)
		ck_assert_msg(got == NULL, "%s: %s", of, got);
	else
		ck_assert_msg(got != NULL && strcmp(got, want) == 0,
		    "%s: %s, not %s", of, got == NULL ? "none" : got, want);
}

START_TEST(test_slots)
{
	const char	*text = sentences[_i].text;
	struct slots	 s;

	ck_assert_int_eq(slots_open(&s, repair_blob, (size_t)(repair_blob_end -
	    repair_blob)), 0);
	ck_assert_int_eq(slots_read(&s, text, strlen(text), 0, 3), 0);
	same_piece(s.piece[PIECE_DO], sentences[_i].do_, text);
	same_piece(s.piece[PIECE_DOING], sentences[_i].doing, text);
	same_piece(s.piece[PIECE_DID], sentences[_i].did, text);
	same_piece(s.piece[PIECE_THING], sentences[_i].thing, text);
	same_piece(s.piece[PIECE_TIME], sentences[_i].time, text);
	slots_close(&s);
}
END_TEST

/* ---- repairs ----------------------------------------------------------- */

struct told {
	struct repairer		*repairer;
	struct repair		 repair;
	int			 news[8], n;
};

static int
take(const struct sage_finding *f, void *arg)
{
	struct told		*b = arg;
	struct repair		 next = { 0 };
	enum repair_news	 news;

	ck_assert_int_eq(repairer_take(b->repairer, f, &next, &news), 0);
	b->news[b->n++] = (int)news;
	if (news == REPAIR_KEPT)
		return 0;
	buf_free(&b->repair.text);
	b->repair = next;
	return 0;
}

static void
run(struct told *b, const char *text, enum sage_type type)
{
	struct sage_judge_options	 o = { .type = type };
	struct repair_options		 ro = { .type = type };
	struct sage_rules		*rules;
	struct sage_judge		*j;

	memset(b, 0, sizeof(*b));
	ck_assert_int_eq(sage_rules_new(&rules), 0);
	ck_assert_int_eq(sage_judge_new(&j, rules, &o, take, b), 0);
	ck_assert_int_eq(repairer_new(&b->repairer, rules, &ro), 0);
	judge_watch(j, repairer_watch, b->repairer);
	repairer_begin(b->repairer);
	ck_assert_int_eq(sage_judge_feed(j, text, strlen(text)), 0);
	ck_assert_int_eq(sage_judge_end(j), 0);
	sage_judge_free(j);
	repairer_free(b->repairer);
	sage_rules_free(rules);
}

static const struct {
	const char	*text;
	uint64_t	 from, to;	/* of the last sentence that judges */
} places[] = {
	{ "You never listen.", 0, 17 },
	{ "Well. You never listen.  Well.", 6, 23 },
	{ "(You never listen.)\n", 1, 18 },
	{ "Hi Sam, you never listen!", 8, 25 },
	{ "Dear Sam,\nyou never listen\n", 10, 26 },
	{ "\xef\xbb\xbfYou never listen.", 3, 20 },
	{ "nit: you never listen.", 5, 22 },
	{ "It works, but you never test on ARM.", 0, 36 },
	{ "It works here, but you never test on ARM.", 13, 41 },
	{ "- You never\r\n  listen.\r\n- b\r\n", 2, 22 },
};

START_TEST(test_place)
{
	struct told	b;

	run(&b, places[_i].text, SAGE_PLAIN);
	ck_assert_int_gt(b.n, 0);
	ck_assert(b.repair.made);
	ck_assert_msg(b.repair.from == places[_i].from &&
	    b.repair.to == places[_i].to, "%s: %d-%d", places[_i].text,
	    (int)b.repair.from, (int)b.repair.to);
	buf_free(&b.repair.text);
}
END_TEST

START_TEST(test_news)
{
	struct told	b;

	run(&b, "You never listen, and you never help, you idiot! Really? "
	    "You idiot, you never listen.", SAGE_PLAIN);
	ck_assert_int_ge(b.n, 4);
	ck_assert_int_eq(b.news[0], REPAIR_FRESH);
	ck_assert_int_ne(b.news[1], REPAIR_FRESH);
	ck_assert_int_eq(b.news[b.n - 2], REPAIR_FRESH);
	ck_assert_int_eq(b.news[b.n - 1], REPAIR_KEPT);
	buf_free(&b.repair.text);
}
END_TEST

START_TEST(test_woven)
{
	struct told	b;

	run(&b, "You never listen | ok |\n", SAGE_PLAIN);
	ck_assert_int_eq(b.n, 1);
	ck_assert(!b.repair.made);
	ck_assert_uint_eq(b.repair.text.len, 0);
	ck_assert_uint_eq(b.repair.place.column, 1);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("repair");
	TCase	*tc = tcase_create("repair");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_checked_fixture(tc, NULL, tear_down);
	tcase_add_test(tc, test_read);
	tcase_add_loop_test(tc, test_fault, 0, NITEMS(faults));
	tcase_add_test(tc, test_fill);
	tcase_add_test(tc, test_built_in);
	tcase_add_loop_test(tc, test_slots, 0, NITEMS(sentences));
	tcase_add_loop_test(tc, test_place, 0, NITEMS(places));
	tcase_add_test(tc, test_news);
	tcase_add_test(tc, test_woven);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
