#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "reading.h"
#include "voice.h"

static struct knowledge	kn;
static struct model	model;
static struct book	book;
static struct voice	voice;

static void
set_up(void)
{
	ck_assert_int_eq(knowledge_open(&kn, read_blob,
	    (size_t)(read_blob_end - read_blob)), 0);
	ck_assert_int_eq(model_open(&model, model_blob,
	    (size_t)(model_blob_end - model_blob)), 0);
	ck_assert_int_eq(book_open(&book, book_blob,
	    (size_t)(book_blob_end - book_blob)), 0);
	voice_open(&voice, &book, &kn, &model);
}

/* A message and what of it is said back; NULL is nothing. */
struct row {
	const char	*in, *out;
};

static const struct row clauses[] = {
	{ "I keep losing my keys.",	"you keep losing your keys" },
	{ "I've lost my keys.",		"you've lost your keys" },
	{ "My landlord sold the house.", "your landlord sold the house" },
	{ "He hit me twice.",		"he hit you twice" },
	{ "We were late and I cried.",	"you were late" },
	{ "She left us behind.",	"she left you behind" },
	/* Too few words, a question, somebody spoken to, an unknown word. */
	{ "I cried.",			NULL },
	{ "I lost my keys?",		NULL },
	{ "I told you about it.",	NULL },
	{ "I saw my frobnitz again.",	NULL },
	/* Nothing happened. */
	{ "I think it is over now.",	NULL },
	{ "",				NULL },
	{ "...",			NULL },
};

static const struct row topics[] = {
	{ "I love my dog so much",	"your dog" },
	{ "my old dog is ill",		"your old dog" },
	{ "The interview is tomorrow",	"the interview" },
	{ "our wedding is in may",	"your wedding" },
	{ "her interview went well",	"her interview" },
	/* A person is none. */
	{ "her mother rang",		NULL },
	{ "my phone buzzes all night",	"your phone" },
	{ "I saw the thing",		NULL },
	{ "nothing here",		NULL },
};

static void
try_row(const struct row *r, int clause)
{
	struct buf	b = { 0 };
	int		found;

	found = clause ? voice_clause(&voice, r->in, strlen(r->in), 0, &b) :
	    voice_topic(&voice, r->in, strlen(r->in), &b);
	ck_assert_msg(found == (r->out != NULL), "%s: %s", r->in,
	    found ? buf_string(&b) : "nothing");
	if (found)
		ck_assert_str_eq(buf_string(&b), r->out);
	buf_free(&b);
}

START_TEST(test_clause)
{
	try_row(&clauses[_i], 1);
}
END_TEST

START_TEST(test_topic)
{
	try_row(&topics[_i], 0);
}
END_TEST

/* Of several clauses the one that is nearest. */
START_TEST(test_near)
{
	const char	*s = "I broke my arm. I sold my car.";
	struct buf	 b = { 0 };

	ck_assert(voice_clause(&voice, s, strlen(s), 0, &b));
	ck_assert_str_eq(buf_string(&b), "you broke your arm");
	b.len = 0;
	ck_assert(voice_clause(&voice, s, strlen(s), 20, &b));
	ck_assert_str_eq(buf_string(&b), "you sold your car");
	buf_free(&b);
}
END_TEST

/* More than four words as they were are a parrot's. */
START_TEST(test_parrot)
{
	const char	*s = "The neighbour burned down the house";
	struct buf	 b = { 0 };

	ck_assert(!voice_clause(&voice, s, strlen(s), 0, &b));
	ck_assert_uint_eq(b.len, 0);
	buf_free(&b);
}
END_TEST

START_TEST(test_vague)
{
	ck_assert(voice_is_vague(&voice, "that moment in the dark"));
	ck_assert(!voice_is_vague(&voice, "losing your job"));
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("voice");
	TCase	*tc = tcase_create("voice");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_checked_fixture(tc, set_up, NULL);
	tcase_add_loop_test(tc, test_clause, 0,
	    sizeof(clauses) / sizeof(clauses[0]));
	tcase_add_loop_test(tc, test_topic, 0,
	    sizeof(topics) / sizeof(topics[0]));
	tcase_add_test(tc, test_near);
	tcase_add_test(tc, test_parrot);
	tcase_add_test(tc, test_vague);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
