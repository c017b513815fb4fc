#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lead.h"
#include "reply.h"

static struct model	model;
static struct book	book;
static struct buf	block;
static struct sage_rules *rules;	/* NULL but where they are tested */

static void
set_up(void)
{
	ck_assert_int_eq(model_open(&model, model_blob,
	    (size_t)(model_blob_end - model_blob)), 0);
}

static void
tear_down(void)
{
	buf_free(&block);
	sage_rules_free(rules);
	rules = NULL;
}

/* A book of these frames alone. */
static int
open_text(struct frames *fs, const char *s, struct sage_fault *fault)
{
	struct book_maker	m = { 0 };
	int			e;

	if ((e = frames_make(&m, BOOK_ASK, (struct sage_text){ s, strlen(s) },
	    &model, rules, fault)) != 0) {
		book_drop(&m);
		return e;
	}
	ck_assert_int_eq(frames_index(&m, BOOK_ASK), 0);
	ck_assert_int_eq(book_finish(&m, &block), 0);
	ck_assert_int_eq(book_open(&book, block.data, block.len), 0);
	frames_open(fs, &book, BOOK_ASK);
	return 0;
}

START_TEST(test_read)
{
	struct frames		 fs;
	struct sage_fault	 fault;
	const char		*slot[SLOTS] = { NULL };
	struct buf		 b = { 0 };

	ck_assert_int_eq(open_text(&fs, "frame a.b\n\tsituation trouble good\n"
	    "\tfeeling sad any\n\tstrength 2-3\n\tsure low\n\tneeds say\n"
	    "\tkind meaning\n\tsay {say}, on top of it.\n", &fault), 0);
	ck_assert_uint_eq(fs.n, 1);
	ck_assert_int_eq(fs.f[0].low, 2);
	ck_assert_int_eq(fs.f[0].high, 3);
	ck_assert_int_eq(fs.f[0].sure, SURE_LOW);
	ck_assert_uint_ne(fs.f[0].feelings & FEELS_ANY, 0);
	ck_assert_uint_eq(fs.f[0].feelings & FEELS_NOTHING, 0);
	ck_assert_uint_eq(fs.f[0].needs, 1u << SLOT_SAY);
	ck_assert_uint_ne(frames_situation(&fs, "good") &
	    fs.f[0].situations, 0);
	ck_assert_uint_eq(frames_situation(&fs, "memory"), 0);
	ck_assert_int_eq(frame_fill(&fs, fs.f, slot, &b), SAGE_EINVAL);
	b.len = 0;
	slot[SLOT_SAY] = "losing it";
	ck_assert_int_eq(frame_fill(&fs, fs.f, slot, &b), 0);
	ck_assert_str_eq(buf_string(&b), "Losing it, on top of it.");
	buf_free(&b);
}
END_TEST

/* Only what has no slots and judges nobody need not be judged again. */
START_TEST(test_sound)
{
	struct frames		 fs;
	struct sage_fault	 fault;

	ck_assert_int_eq(sage_rules_new(&rules), 0);
	ck_assert_int_eq(open_text(&fs,
	    "frame a\n\tsituation x\n\tsay how did that come about?\n\n"
	    "frame b\n\tsituation x\n\tsay you never listen to anyone.\n\n"
	    "frame c\n\tsituation x\n\tneeds say\n\tsay So {say}.\n",
	    &fault), 0);
	ck_assert_uint_eq(fs.n, 3);
	ck_assert_int_eq(fs.f[0].sound, 1);
	ck_assert_int_eq(fs.f[1].sound, 0);
	ck_assert_int_eq(fs.f[2].sound, 0);
}
END_TEST

/* One of those that stand for a name, with a blank; "-" is none. */
START_TEST(test_leads)
{
	static const char	text[] = "sad\tOh.\nsad\t-\ngood\tNice!\n";
	struct book_maker	m = { 0 };

	ck_assert_int_eq(leads_make(&m, (struct sage_text){ text,
	    sizeof(text) - 1 }), 0);
	ck_assert_int_eq(book_finish(&m, &block), 0);
	ck_assert_int_eq(book_open(&book, block.data, block.len), 0);
	ck_assert_str_eq(lead_for(&book, "sad", 6), "Oh. ");
	ck_assert_str_eq(lead_for(&book, "sad", 7), "");
	ck_assert_str_eq(lead_for(&book, "good", 7), "Nice! ");
	ck_assert_ptr_null(lead_for(&book, "glad", 0));
}
END_TEST

/* Those of an event are found by its name, apart from all others. */
START_TEST(test_events)
{
	static const char	text[] =
	    "frame a\n\tevent z.dog\n\tsituation x\n\tsay one\n\n"
	    "frame b\n\tsituation x\n\tsay two\n\n"
	    "frame c\n\tevent b.cat\n\tsituation x\n\tsay three\n\n"
	    "frame d\n\tevent z.dog\n\tsituation y\n\tsay four\n\n"
	    "frame e\n\tevent z.dog\n\tsituation x\n\tsay five\n";
	struct frames		 fs;
	const struct frame_event *ev;

	ck_assert_int_eq(open_text(&fs, text, NULL), 0);
	ck_assert_uint_eq(fs.nevents, 3);
	ck_assert_ptr_nonnull(ev = frames_event(&fs, "z.dog"));
	ck_assert_uint_eq(ev->nuses, 2);
	ck_assert_str_eq(book_string(&book, fs.f[ev->frame].event), "z.dog");
	ck_assert_uint_eq(fs.use[ev->use].n + fs.use[ev->use + 1].n, 3);
	ck_assert_ptr_nonnull(ev = frames_event(&fs, "b.cat"));
	ck_assert_str_eq(book_string(&book, fs.f[ev->frame].say), "three");
	ck_assert_ptr_nonnull(ev = frames_event(&fs, ""));
	ck_assert_str_eq(book_string(&book, fs.f[ev->frame].say), "two");
	ck_assert_ptr_null(frames_event(&fs, "c.cow"));
}
END_TEST

static const struct {
	const char	*text, *message;
	unsigned	 line;
} faults[] = {
	{ "rule a.b\n", "begins no frame", 1 },
	{ "frame a\n\tsituation x\n", "says something", 1 },
	{ "frame a\n\tsay x\n", "says something", 1 },
	{ "frame a\n\tsituation x\n\tfeeling sad gladd\n", "no feeling", 3 },
	{ "frame a\n\tsituation x\n\tneeds what\n", "no slot", 3 },
	{ "frame a\n\tstrength 0-9\n", "a strength is", 2 },
	{ "frame a\n\tstrength 9-2\n", "a strength is", 2 },
	{ "frame a\n\tstrength 3-1\n", "a strength is", 2 },
	{ "frame a\n\tsure xyz\n", "sure is low or high", 2 },
	{ "frame a\n\tbare no\n", "bare is yes", 2 },
	{ "frame a\n\tcolour red\n", "in a frame", 2 },
};

START_TEST(test_fault)
{
	struct frames		 fs;
	struct sage_fault	 fault;

	ck_assert_int_eq(open_text(&fs, faults[_i].text, &fault),
	    SAGE_ERULES);
	ck_assert_ptr_nonnull(strstr(fault.message, faults[_i].message));
	ck_assert_uint_eq(fault.line, faults[_i].line);
}
END_TEST

/* Those for the same, that need the same, stand together and are counted. */
START_TEST(test_uses)
{
	static const char	text[] =
	    "frame a\n\tsituation x\n\tfeeling sad\n\tsay one\n\n"
	    "frame b\n\tsituation x\n\tfeeling any\n\tsay two\n\n"
	    "frame c\n\tsituation x\n\tfeeling sad\n\tneeds say\n"
	    "\tsay three {say}\n\n"
	    "frame d\n\tsituation x\n\tfeeling sad\n\tsay four\n";
	struct book_maker	m = { 0 };
	const struct frame	*f;
	const struct frame_use	*use;
	size_t			 i, k, n = 0;

	ck_assert_int_eq(frames_make(&m, BOOK_ASK, (struct sage_text){ text,
	    sizeof(text) - 1 }, &model, NULL, NULL), 0);
	ck_assert_int_eq(frames_index(&m, BOOK_ASK), 0);
	f = (struct frame *)(void *)m.part[BOOK_ASK].data;
	use = (struct frame_use *)(void *)m.part[BOOK_ASK_USE].data;
	ck_assert_uint_eq(m.n[BOOK_ASK_USE], 3);
	for (i = 0; i < 3; i++)
		for (k = 0; k < use[i].n; k++, n++) {
			ck_assert_uint_eq(f[n].situations, use[i].situations);
			ck_assert_uint_eq(f[n].feelings, use[i].feelings);
			ck_assert_uint_eq(f[n].needs, use[i].needs);
		}
	ck_assert_uint_eq(n, m.n[BOOK_ASK]);
	ck_assert_uint_eq(m.n[BOOK_ASK_EVENT], 1);
	ck_assert_int_eq(frames_index(&m, BOOK_REFLECT), 0);
	ck_assert_uint_eq(m.n[BOOK_REFLECT_EVENT], 0);
	ck_assert_uint_eq(m.n[BOOK_REFLECT_USE], 0);
	book_drop(&m);
}
END_TEST

/* Each slot that a built-in text has is one that its frame needs. */
START_TEST(test_built_in)
{
	const char	*slot[SLOTS];
	struct frames	 fs;
	struct buf	 b = { 0 };
	size_t		 i, k;

	ck_assert_int_eq(book_open(&book, book_blob,
	    (size_t)(book_blob_end - book_blob)), 0);
	frames_open(&fs, &book, (enum book_part)_i);
	ck_assert_uint_gt(fs.n, 100);
	for (i = 0; i < fs.n; i++) {
		for (k = 0; k < SLOTS; k++)
			slot[k] = fs.f[i].needs >> k & 1 ? "x" : NULL;
		slot[SLOT_LEAD] = "";
		b.len = 0;
		ck_assert_msg(frame_fill(&fs, &fs.f[i], slot, &b) == 0, "%s",
		    book_string(&book, fs.f[i].name));
		ck_assert_str_ne(book_string(&book, fs.f[i].kind), "");
	}
	buf_free(&b);
}
END_TEST

/* A block that is none, or cut short, is refused. */
START_TEST(test_no_book)
{
	struct frames	fs;

	ck_assert_int_eq(open_text(&fs, "frame a\n\tsituation x\n\tsay y\n",
	    NULL), 0);
	ck_assert_int_eq(book_open(&book, block.data, block.len - 1),
	    SAGE_EINVAL);
	ck_assert_int_eq(book_open(&book, block.data, 3), SAGE_EINVAL);
	block.data[0] ^= 1;
	ck_assert_int_eq(book_open(&book, block.data, block.len),
	    SAGE_EINVAL);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("frame");
	TCase	*tc = tcase_create("frame");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, test_read);
	tcase_add_test(tc, test_sound);
	tcase_add_test(tc, test_uses);
	tcase_add_test(tc, test_events);
	tcase_add_test(tc, test_leads);
	tcase_add_loop_test(tc, test_fault, 0,
	    sizeof(faults) / sizeof(faults[0]));
	tcase_add_loop_test(tc, test_built_in, BOOK_REFLECT, BOOK_ASK + 1);
	tcase_add_test(tc, test_no_book);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
