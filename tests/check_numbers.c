#include <check.h>
#include <stdlib.h>

#include "numbers.h"

#define MANY	5000

/* Some that have the same hash, and others that are neighbours. */
static uint32_t
hash_of(uint32_t number)
{
	return number % 7 == 0 ? 42 : number / 2;
}

/* The slot of a number, or the free one that it belongs in. */
static struct numbered *
find(const struct numbers *t, uint32_t number)
{
	size_t		 at = hash_of(number);
	struct numbered	*s;

	while ((s = numbers_next(t, hash_of(number), &at))->number != 0)
		if (s->number == number + 1)
			break;
	return s;
}

/* What was put there is found, and nothing else, as the table grows. */
START_TEST(test_find)
{
	struct numbers	 t = { 0 };
	struct numbered	*s;
	uint32_t	 i, k;

	for (i = 0; i < MANY; i += 2) {
		ck_assert_int_eq(numbers_reserve(&t, 1), 0);
		s = find(&t, i);
		ck_assert_uint_eq(s->number, 0);
		numbers_put(&t, s, hash_of(i), i);
		if (i % 1000 != 0)
			continue;
		for (k = 0; k < MANY; k++)
			ck_assert_uint_eq(find(&t, k)->number != 0,
			    k <= i && k % 2 == 0);
	}
	numbers_free(&t);
	ck_assert_uint_eq(t.n, 0);
	numbers_free(&t);
}
END_TEST

/* What was reserved is there: nothing moves. */
START_TEST(test_reserve)
{
	struct numbers		 t = { 0 };
	const struct numbered	*first;
	uint32_t		 i;

	ck_assert_int_eq(numbers_reserve(&t, MANY), 0);
	first = t.slot;
	for (i = 0; i < MANY; i++) {
		ck_assert_int_eq(numbers_reserve(&t, 1), 0);
		numbers_put(&t, find(&t, i), hash_of(i), i);
	}
	ck_assert_ptr_eq(t.slot, first);
	ck_assert_uint_eq(t.used, MANY);
	for (i = 0; i < MANY; i++)
		ck_assert_uint_eq(find(&t, i)->number, i + 1);
	numbers_free(&t);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("numbers");
	TCase	*tc = tcase_create("numbers");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_test(tc, test_find);
	tcase_add_test(tc, test_reserve);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
