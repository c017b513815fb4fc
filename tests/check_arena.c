#include <check.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

static const struct {
	const char	*name;
	size_t		 n, size;
	int		 made;
} requests[] = {
	{ "nothing",		0,		8,		1 },
	{ "no size",		8,		0,		1 },
	{ "a byte",		1,		1,		1 },
	{ "a chunk",		1,		64 << 10,	1 },
	{ "many",		1000,		4096,		1 },
	{ "over the bound",	1,		ARENA_MAX + 1,	0 },
	{ "product over it",	ARENA_MAX / 8 + 1, 8,		0 },
	{ "product that wraps",	SIZE_MAX / 8 + 2, 8,		0 },
};

START_TEST(test_request)
{
	struct arena	 a = { 0 };
	size_t		 i, len = requests[_i].n * requests[_i].size;
	unsigned char	*p, nonzero = 0;

	ck_assert_ptr_nonnull(arena_alloc(&a, 3, 1));
	p = arena_alloc(&a, requests[_i].n, requests[_i].size);
	ck_assert_msg((p != NULL) == requests[_i].made, "%s",
	    requests[_i].name);
	if (p != NULL) {
		ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
		for (i = 0; i < len; i++)
			nonzero |= p[i];
		ck_assert_int_eq(nonzero, 0);
		memset(p, 0xff, len);
	}
	arena_free(&a);
}
END_TEST

/* Room is what objects are, but that it may hold anything. */
START_TEST(test_room)
{
	struct arena	 a = { 0 };
	size_t		 len = requests[_i].n * requests[_i].size;
	void		*p = arena_room(&a, requests[_i].n, requests[_i].size);
	unsigned char	*next;

	ck_assert_int_eq(p != NULL, requests[_i].made);
	ck_assert_ptr_nonnull(next = arena_alloc(&a, 1, 1));
	if (p != NULL) {
		ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
		memset(p, 0xff, len);
	}
	ck_assert_uint_eq(*next, 0);
	arena_free(&a);
}
END_TEST

/* Objects do not overlap, whatever chunk they are in. */
START_TEST(test_apart)
{
	struct arena	 a = { 0 };
	unsigned char	*p[3000];
	size_t		 i, j;
	int		 differ = 0;

	for (i = 0; i < 3000; i++) {
		p[i] = arena_alloc(&a, i % 100 + 1, 1);
		ck_assert_ptr_nonnull(p[i]);
		memset(p[i], (int)(i % 251), i % 100 + 1);
	}
	for (i = 0; i < 3000; i++)
		for (j = 0; j < i % 100 + 1; j++)
			differ |= p[i][j] ^ (int)(i % 251);
	ck_assert_int_eq(differ, 0);
	arena_free(&a);
}
END_TEST

START_TEST(test_strndup)
{
	struct arena	 a = { 0 };
	const char	*copy;

	copy = arena_strndup(&a, "a\0bc", 3);
	ck_assert_mem_eq(copy, "a\0b\0", 4);
	ck_assert_str_eq(arena_strndup(&a, NULL, 0), "");
	ck_assert_ptr_null(arena_strndup(&a, "", SIZE_MAX));
	arena_free(&a);
}
END_TEST

/* An arena that was freed is one that can be used. */
START_TEST(test_free)
{
	struct arena	a = { 0 };

	arena_free(&a);
	ck_assert_ptr_nonnull(arena_alloc(&a, 1, 1));
	arena_free(&a);
	ck_assert_ptr_null(a.head);
	ck_assert_ptr_nonnull(arena_alloc(&a, 1, 1));
	arena_free(&a);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("arena");
	TCase	*tc = tcase_create("arena");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_loop_test(tc, test_request, 0,
	    sizeof(requests) / sizeof(requests[0]));
	tcase_add_loop_test(tc, test_room, 0,
	    sizeof(requests) / sizeof(requests[0]));
	tcase_add_test(tc, test_apart);
	tcase_add_test(tc, test_strndup);
	tcase_add_test(tc, test_free);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
