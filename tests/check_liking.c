#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "reply.h"
#include "tools/liking.h"

static const char frames[] =
    "frame good\n\tsituation x\n\tkind a\n\tsay How lovely for you.\n"
    "frame bad\n\tsituation x\n\tkind b\n\tsay Mind the stiff thing.\n"
    "frame near\n\tsituation x\n\tkind a\n\tsay How lovely it is.\n"
    "frame far\n\tsituation x\n\tkind b\n\tsay The stiff thing again.\n";

static struct book_maker	book;

static void
set_up(void)
{
	struct model	model;

	ck_assert_int_eq(model_open(&model, model_blob,
	    (size_t)(model_blob_end - model_blob)), 0);
	ck_assert_int_eq(frames_make(&book, BOOK_ASK, (struct sage_text){
	    frames, strlen(frames) }, &model, NULL, NULL), 0);
}

static void
tear_down(void)
{
	book_drop(&book);
}

/* The frames by their order, with the grades of a table. */
static const struct frame *
learned(const char *table, int whole)
{
	static struct liking	l;

	memset(&l, 0, sizeof(l));
	l.text = (struct sage_text){ table, strlen(table) };
	liking_learn(&l, &book, BOOK_ASK);
	ck_assert_int_eq(liking_is_whole(&l), whole);
	return (const struct frame *)(void *)book.part[BOOK_ASK].data;
}

/* Those that were not graded take after those that are like them. */
START_TEST(test_learned)
{
	const struct frame	*f;

	f = learned("# remark\n\ngood\t33333333333333333333\n"
	    "bad\t00000000000000000000\n", 1);
	ck_assert_int_gt(f[0].liked, 2 * LIKED_ONE);
	ck_assert_int_lt(f[1].liked, LIKED_ONE);
	ck_assert_int_gt(f[2].liked, 3 * LIKED_ONE / 2);
	ck_assert_int_gt(f[0].liked, f[2].liked);
	ck_assert_int_lt(f[3].liked, 3 * LIKED_ONE / 2);
}
END_TEST

/* One grade is no proof: it is held to the mean of all. */
START_TEST(test_held)
{
	const struct frame	*f;

	f = learned("good\t3\nbad\t1111111111\nfar\t1111111111", 1);
	ck_assert_int_gt(f[0].liked, f[1].liked);
	ck_assert_int_lt(f[0].liked, 2 * LIKED_ONE);
}
END_TEST

START_TEST(test_none)
{
	const struct frame	*f = learned("", 1);
	size_t			 i;

	for (i = 0; i < 4; i++)
		ck_assert_int_eq(f[i].liked, 0);
}
END_TEST

START_TEST(test_unknown)
{
	learned("good\t3\nno.such\t3\n", 0);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("liking");
	TCase	*tc = tcase_create("liking");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, test_learned);
	tcase_add_test(tc, test_held);
	tcase_add_test(tc, test_none);
	tcase_add_test(tc, test_unknown);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
