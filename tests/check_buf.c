#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "sage.h"

/* A ceiling, what is in the buffer, what comes; and what is to come of it. */
static const struct {
	const char	*name;
	size_t		 max;
	const char	*before;
	const char	*more;
	int		 status;
	const char	*after;
} append[] = {
	{ "to nothing",		0, "",	    "abc",  0,		    "abc" },
	{ "to something",	0, "ab",    "c",    0,		    "abc" },
	{ "nothing",		0, "ab",    "",	    0,		    "ab" },
	{ "up to the ceiling",	4, "ab",    "cd",   0,		    "abcd" },
	{ "past the ceiling",	4, "ab",    "cde",  SAGE_ETOOBIG,   "ab" },
	{ "nothing when full",	2, "ab",    "",	    0,		    "ab" },
	{ "one when full",	2, "ab",    "c",    SAGE_ETOOBIG,   "ab" },
};

START_TEST(test_append)
{
	struct buf	b = { .max = append[_i].max };
	size_t		len = strlen(append[_i].more);

	ck_assert_int_eq(buf_puts(&b, append[_i].before), 0);
	ck_assert_msg(buf_append(&b, append[_i].more, len) ==
	    append[_i].status, "%s", append[_i].name);
	ck_assert_str_eq(buf_string(&b), append[_i].after);
	buf_free(&b);
}
END_TEST

START_TEST(test_puts)
{
	struct buf	b = { .max = append[_i].max };

	ck_assert_int_eq(buf_puts(&b, append[_i].before), 0);
	ck_assert_msg(buf_puts(&b, append[_i].more) == append[_i].status,
	    "%s", append[_i].name);
	ck_assert_str_eq(buf_string(&b), append[_i].after);
	buf_free(&b);
}
END_TEST

START_TEST(test_printf)
{
	struct buf	b = { .max = append[_i].max };

	ck_assert_int_eq(buf_puts(&b, append[_i].before), 0);
	ck_assert_msg(buf_printf(&b, "%s", append[_i].more) ==
	    append[_i].status, "%s", append[_i].name);
	ck_assert_str_eq(buf_string(&b), append[_i].after);
	buf_free(&b);
}
END_TEST

/* What just fits, and what does not, comes out whole. */
START_TEST(test_printf_fits)
{
	struct buf	b = { 0 }, want = { 0 };
	char		s[300];
	int		i;

	for (i = 0; i < (int)sizeof(s); i++) {
		memset(s, 'a' + i % 26, sizeof(s));
		s[i] = '\0';
		ck_assert_int_eq(buf_printf(&b, "%d%s", i, s), 0);
		ck_assert_int_eq(buf_printf(&want, "%d", i), 0);
		ck_assert_int_eq(buf_append(&want, s, (size_t)i), 0);
		ck_assert_uint_eq(b.len, want.len);
		ck_assert_mem_eq(b.data, want.data, want.len);
	}
	buf_free(&b);
	buf_free(&want);
}
END_TEST

/* NUL is a byte, and a NULL pointer to no bytes is no fault. */
START_TEST(test_bytes)
{
	struct buf	b = { 0 };

	ck_assert_int_eq(buf_append(&b, NULL, 0), 0);
	ck_assert_uint_eq(b.len, 0);
	ck_assert_int_eq(buf_append(&b, "a\0b", 3), 0);
	ck_assert_int_eq(buf_append(&b, "\0", 1), 0);
	ck_assert_uint_eq(b.len, 4);
	ck_assert_mem_eq(b.data, "a\0b\0", 4);
	buf_free(&b);
}
END_TEST

/* Appending one by one moves the bytes a few times only. */
START_TEST(test_growth)
{
	struct buf	b = { 0 };
	size_t		cap = 0, grown = 0, i;
	int		status = 0;

	for (i = 0; i < 1000000; i++) {
		status |= buf_append(&b, "x", 1);
		if (b.cap != cap)
			grown++;
		cap = b.cap;
	}
	ck_assert_int_eq(status, 0);
	ck_assert_uint_eq(b.len, 1000000);
	ck_assert_uint_lt(grown, 40);
	buf_free(&b);
}
END_TEST

/* After a reserve no append of as much allocates, nor does buf_string(). */
START_TEST(test_reserve)
{
	struct buf	 b = { .max = 1000 };
	const char	*data;

	ck_assert_int_eq(buf_reserve(&b, 1000), 0);
	data = b.data;
	while (b.len < 1000)
		ck_assert_int_eq(buf_append(&b, "x", 1), 0);
	ck_assert_ptr_eq(buf_string(&b), data);
	ck_assert_int_eq(buf_reserve(&b, 1), SAGE_ETOOBIG);
	buf_free(&b);
}
END_TEST

/* Sizes that would wrap are refused as too big. */
START_TEST(test_wrap)
{
	struct buf	b = { 0 }, wide = { .max = SIZE_MAX };

	ck_assert_int_eq(buf_puts(&b, "abc"), 0);
	ck_assert_int_eq(buf_reserve(&b, SIZE_MAX), SAGE_ETOOBIG);
	ck_assert_int_eq(buf_reserve(&b, BUF_MAX), SAGE_ETOOBIG);
	ck_assert_int_eq(buf_puts(&wide, "abc"), 0);
	ck_assert_int_eq(buf_reserve(&wide, SIZE_MAX - 2), SAGE_ETOOBIG);
	buf_free(&b);
	buf_free(&wide);
}
END_TEST

/* A buffer that was freed is one that can be used. */
START_TEST(test_free)
{
	struct buf	b = { .max = 3 };

	buf_free(&b);
	ck_assert_int_eq(buf_puts(&b, "abc"), 0);
	buf_free(&b);
	ck_assert_str_eq(buf_string(&b), "");
	ck_assert_int_eq(buf_puts(&b, "abcd"), SAGE_ETOOBIG);
	buf_free(&b);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("buf");
	TCase	*tc = tcase_create("buf");
	SRunner	*sr = srunner_create(s);
	int	 n = sizeof(append) / sizeof(append[0]), failed;

	tcase_add_loop_test(tc, test_append, 0, n);
	tcase_add_loop_test(tc, test_puts, 0, n);
	tcase_add_loop_test(tc, test_printf, 0, n);
	tcase_add_test(tc, test_printf_fits);
	tcase_add_test(tc, test_bytes);
	tcase_add_test(tc, test_growth);
	tcase_add_test(tc, test_reserve);
	tcase_add_test(tc, test_wrap);
	tcase_add_test(tc, test_free);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
