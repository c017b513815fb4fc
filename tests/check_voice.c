#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "opened.h"

/* A message and what of it is said back; NULL is nothing. */
struct row {
	const char	*in, *out;
};

static const struct row topics[] = {
	{ "I love my dog so much",	"your dog" },
	{ "my old dog is ill",		"your old dog" },
	{ "my very old dog is ill",	"your very old dog" },
	{ "The interview is tomorrow",	"the interview" },
	{ "our wedding is in may",	"your wedding" },
	{ "her interview went well",	"her interview" },
	/* A person is none. */
	{ "her mother rang",		NULL },
	{ "my phone buzzes all night",	"your phone" },
	{ "I saw the thing",		NULL },
	{ "my cat pooped again",	"your cat" },
	{ "the bird won it",		"the bird" },
	{ "we let my son drive",	NULL },
	{ "a new job",			"the new job" },
	{ "my expensive, shiny one",	NULL },
	{ "that job is hard",		"that job" },
	{ "that jobs are hard",		NULL },
	{ "nothing here",		NULL },
};

START_TEST(test_topic)
{
	const struct row	*r = &topics[_i];
	struct buf		 b = { 0 };
	int			 found;

	found = voice_topic(&voice, r->in, strlen(r->in), 0, &b);
	ck_assert_msg(found == (r->out != NULL), "%s: %s", r->in,
	    found ? buf_string(&b) : "nothing");
	if (found)
		ck_assert_str_eq(buf_string(&b), r->out);
	buf_free(&b);
}
END_TEST

/* A role that there is not, as where its name is misspelt. */
START_TEST(test_roles)
{
	static const struct {
		const char	*in;
		int		 want;
	} tables[] = {
		{ "dog\tstop\t-\n",		0 },
		{ "me\tyou\talways\n",		0 },
		{ "was\twere\tsubject\n",	0 },
		{ "dog\tstopp\t-\n",		SAGE_EINVAL },
		{ "dog\tstopp\n",		SAGE_EINVAL },
	};
	struct book_maker	m = { 0 };
	const char		*in = tables[_i].in;

	ck_assert_int_eq(voice_make(&m, (struct sage_text){ in, strlen(in) },
	    &model), tables[_i].want);
	book_drop(&m);
}
END_TEST

/* Of two things the one that is the speaker's, or none. */
START_TEST(test_theirs)
{
	const char	both[] = "her interview was in my old school";
	const char	none[] = "her interview went well";
	struct buf	b = { 0 };

	ck_assert(voice_topic(&voice, both, sizeof(both) - 1, 1, &b));
	ck_assert_str_eq(buf_string(&b), "your old school");
	ck_assert(!voice_topic(&voice, none, sizeof(none) - 1, 1, &b));
	buf_free(&b);
}
END_TEST

START_TEST(test_vague)
{
	ck_assert(voice_is_vague(&voice, "that moment in the dark"));
	ck_assert(!voice_is_vague(&voice, "losing your job"));
}
END_TEST

START_TEST(test_sound)
{
	ck_assert(voice_is_sound(&voice, "losing your job"));
	ck_assert(voice_is_sound(&voice, "having an animal, a dog"));
	ck_assert(!voice_is_sound(&voice, "losing your your job"));
	ck_assert(!voice_is_sound(&voice, "wanting a animal"));
	ck_assert(!voice_is_sound(&voice, "what your a nice man did"));
	ck_assert(!voice_is_sound(&voice, "that movies"));
	ck_assert(voice_is_sound(&voice, ""));
	ck_assert(voice_agrees(&voice, "Where is your dog, and your shoes?"));
	ck_assert(voice_agrees(&voice, "Your shoes are gone."));
	ck_assert(voice_agrees(&voice, "I know how it is. Your shoes are."));
	ck_assert(voice_agrees(&voice, "There it is, the shoes are gone."));
	ck_assert(!voice_agrees(&voice, "You saw that your shoes was gone."));
	ck_assert(!voice_agrees(&voice, "How is your kids?"));
	ck_assert(voice_agrees(&voice, ""));
}
END_TEST

START_TEST(test_fold)
{
	char	text[] = "seeing your SON with Anna and her Dog";

	voice_fold(&voice, text);
	ck_assert_str_eq(text, "seeing your son with Anna and her dog");
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
	tcase_add_loop_test(tc, test_topic, 0,
	    sizeof(topics) / sizeof(topics[0]));
	tcase_add_loop_test(tc, test_roles, 0, 5);
	tcase_add_test(tc, test_theirs);
	tcase_add_test(tc, test_vague);
	tcase_add_test(tc, test_sound);
	tcase_add_test(tc, test_fold);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
