#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sage.h"

static struct sage_attention	*attention;

static void
set_up(void)
{
	ck_assert_int_eq(sage_attention_new(&attention, SAGE_CHAR), 0);
}

static void
tear_down(void)
{
	sage_attention_free(attention);
}

static struct sage_text
text(const char *s)
{
	return (struct sage_text){ s, strlen(s) };
}

/* The parts of ids behind the dot and the words that were found, as
 * "point:the words;". */
struct seen {
	struct sage_text	message;
	char			log[1000];
};

static int
note(const struct sage_finding *f, void *arg)
{
	struct seen	*s = arg;
	size_t		 n = strlen(s->log);

	ck_assert_str_eq(f->category, "attention");
	ck_assert_str_eq(f->source, "attention");
	ck_assert_ptr_null(f->name);
	ck_assert_uint_lt(f->start.byte, f->end.byte);
	ck_assert_uint_le(f->end.byte, s->message.len);
	ck_assert_ptr_eq(f->text.data, s->message.data + f->start.byte);
	ck_assert_ptr_eq(f->line.data + f->offset, f->text.data);
	ck_assert_uint_le(f->offset + f->text.len, f->line.len);
	ck_assert_ptr_null(strchr(f->repair, '{'));
	ck_assert_ptr_null(strchr(f->repair, '|'));
	snprintf(s->log + n, sizeof(s->log) - n, "%s:%.*s;",
	    strchr(f->id, '.') + 1, (int)f->text.len, f->text.data);
	return 0;
}

static const char *
attend(struct seen *s, const char *message, enum sage_type mt,
    const char *draft, enum sage_type dt)
{
	s->message = text(message);
	*s->log = '\0';
	ck_assert_int_eq(sage_attend(attention, s->message, mt, text(draft),
	    dt, note, s), 0);
	return s->log;
}

static const struct {
	const char	*message, *draft, *want;
} cases[] = {
	/* points: by the word, by one of the same thing, by a number */
	{ "The roof leaks again. My aunt moved to Peru.",
	  "Your aunt is in Peru now, how far away.",
	  "point:The roof leaks again;" },
	{ "The roof leaks again. My aunt moved to Peru.",
	  "Water in the house, oh no. And your aunt is in Peru now.", "" },
	{ "I have to be out of the flat by June. We buried our cat today.",
	  "Where will you live? I am sorry about the cat.", "" },
	{ "I have to be out of the flat by June. We buried our cat today.",
	  "I am sorry about the cat.",
	  "point:I have to be out of the flat by June;" },
	/* in quite other words: one sentence for one part */
	{ "The roof leaks again. My aunt moved to Peru.",
	  "Your aunt is in Peru now. I can lend you my big tarpaulin.", "" },
	/* what stands last in a sentence is what it is told for */
	{ "I asked about the invoice in May and the clerk blamed my brother.",
	  "The invoice from May is here.",
	  "point:and the clerk blamed my brother;" },
	{ "I asked about the invoice in May and the clerk blamed my brother.",
	  "Your brother did nothing wrong.", "" },
	{ "I asked about the invoice in May because the clerk has my papers.",
	  "The invoice from May is here.", "" },
	/* all at once */
	{ "The roof leaks again. My aunt moved to Peru. I'm scared.",
	  "All of that at once is so much.", "" },
	/* feelings: by its word, a near one, in general, not at all */
	{ "The roof leaks again. I'm furious.",
	  "A leaking roof. No wonder you are angry.", "" },
	{ "The roof leaks again. I'm furious.",
	  "A leaking roof. That must be so annoying.", "" },
	{ "The roof leaks again. I'm furious.",
	  "A leaking roof. That sounds really hard.", "" },
	{ "The roof leaks again. I'm furious.",
	  "I know a good firm for leaking roofs.",
	  "feeling:I'm furious;" },
	{ "The roof leaks again. It is so frustrating.",
	  "I know a good firm for leaking roofs.",
	  "feeling:It is so frustrating;" },
	/* a feeling of somebody else does not meet theirs */
	{ "The roof leaks again. I'm furious.",
	  "He is angry about the leaking roof.", "feeling:I'm furious;" },
	/* questions */
	{ "The roof leaks again. Can you come on Monday?",
	  "A leaking roof, oh no.", "question:Can you come on Monday;" },
	{ "The roof leaks again. Can you come on Monday?",
	  "A leaking roof, oh no. Sure!", "" },
	{ "The roof leaks again. Can you come on Monday?",
	  "A leaking roof, oh no. I'm not sure yet.", "" },
	{ "The roof leaks again. Who does that?",
	  "A leaking roof, oh no.", "" },
	/* what nobody misses */
	{ "Hi Kim, the roof leaks again. Thanks in advance! Best regards, Lou",
	  "A leaking roof, oh no.", "" },
	{ "My landlord raised the rent.", "That sounds hard.", "" },
	/* one-upping, and what is none */
	{ "My dog died last week.",
	  "When my dog died I cried for a month. It was the worst year.",
	  "one-up:My dog died last week;" },
	{ "My dog died last week.",
	  "That's nothing, wait until you lose two dogs.",
	  "one-up:My dog died last week;" },
	{ "My dog died last week.",
	  "I'm so sorry about your dog. Mine died too, last year.", "" },
	{ "My mother died last month.",
	  "My mother died two years ago. What do you find yourself missing?",
	  "" },
	{ "I won the race!", "When I won mine I cried.", "" },
	/* danger comes first */
	{ "I want to kill myself. The roof leaks again.",
	  "I will look at the roof on Monday. See you then.",
	  "crisis:kill myself;" },
	{ "I want to kill myself.",
	  "I'm glad you told me. Are you thinking of ending your life?", "" },
	/* nothing to compare */
	{ "", "Hello there.", "" },
	{ "The roof leaks again.", "", "" },
	{ "...", "???", "" },
	{ "Me gustaria saber donde queda la biblioteca hoy", "Hello.", "" },
};

START_TEST(test_cases)
{
	struct seen	s;

	ck_assert_str_eq(attend(&s, cases[_i].message, SAGE_PLAIN,
	    cases[_i].draft, SAGE_PLAIN), cases[_i].want);
}
END_TEST

/* A quotation of the message does not touch it. */
START_TEST(test_quoted)
{
	static const char	message[] = "The roof leaks again. "
				    "My aunt moved to Peru.\n";
	struct seen		s;

	ck_assert_str_eq(attend(&s, message, SAGE_PLAIN,
	    "> The roof leaks again.\n\nYour aunt is in Peru now.\n",
	    SAGE_MAIL), "point:The roof leaks again;");
	ck_assert_str_eq(attend(&s, "> The roof leaks again.\n\n"
	    "My aunt moved to Peru.\n", SAGE_MAIL,
	    "Peru is far away for an aunt.\n", SAGE_PLAIN), "");
}
END_TEST

static int
stop(const struct sage_finding *f, void *arg)
{
	(void)f;
	++*(int *)arg;
	return 78;
}

START_TEST(test_stop)
{
	int	calls = 0;

	ck_assert_int_eq(sage_attend(attention, text("The roof leaks again. "
	    "I'm furious. Can you come on Monday?"), SAGE_PLAIN,
	    text("Nice weather today."), SAGE_PLAIN, stop, &calls), 78);
	ck_assert_int_eq(calls, 1);
}
END_TEST

START_TEST(test_enable)
{
	static const char	message[] = "The roof leaks again. I'm "
				    "furious.";
	static const char	draft[] = "I know a firm for leaking roofs.";
	struct seen		s;

	ck_assert_int_eq(sage_attention_enable(attention,
	    "attention.feeling", 0), 0);
	ck_assert_str_eq(attend(&s, message, SAGE_PLAIN, draft, SAGE_PLAIN),
	    "");
	ck_assert_int_eq(sage_attention_enable(attention, "attention", 1), 0);
	ck_assert_str_eq(attend(&s, message, SAGE_PLAIN, draft, SAGE_PLAIN),
	    "feeling:I'm furious;");
	ck_assert_int_eq(sage_attention_enable(attention, NULL, 0), 0);
	ck_assert_str_eq(attend(&s, message, SAGE_PLAIN, draft, SAGE_PLAIN),
	    "");
	ck_assert_int_eq(sage_attention_enable(attention, "attention.no", 0),
	    SAGE_EINVAL);
	ck_assert_int_eq(sage_attention_enable(attention, "global", 0),
	    SAGE_EINVAL);
}
END_TEST

static int
count_rule(const struct sage_rule *r, void *arg)
{
	ck_assert_str_eq(r->category, "attention");
	ck_assert_int_eq(strncmp(r->id, "attention", 9), 0);
	ck_assert_int_gt((int)strlen(r->title), 0);
	ck_assert_int_gt((int)strlen(r->definition), 0);
	ck_assert_int_gt((int)strlen(r->reason), 0);
	ck_assert_int_gt((int)strlen(r->repair), 0);
	ck_assert_ptr_null(strpbrk(r->repair, "{|}"));
	++*(int *)arg;
	return 0;
}

START_TEST(test_each)
{
	int	n = 0;

	ck_assert_int_eq(sage_attention_each(attention, count_rule, &n), 0);
	ck_assert_int_eq(n, 7);
}
END_TEST

/* Long ones: of a message the first parts are looked at, and nothing is said
 * of a draft that is not read to its end. */
START_TEST(test_long)
{
	static const char	one[] = "The roof leaks again. ";
	size_t			n = 20000, len = strlen(one), i;
	char			*s = malloc(n * len + 1);
	int			calls = 0;

	ck_assert_ptr_nonnull(s);
	for (i = 0; i < n; i++)
		memcpy(s + i * len, one, len);
	ck_assert_int_eq(sage_attend(attention, (struct sage_text){ s,
	    n * len }, SAGE_PLAIN, text("Nice weather today. I like it. "),
	    SAGE_PLAIN, stop, &calls), 78);
	ck_assert_int_eq(sage_attend(attention, text("My aunt moved to Peru. "
	    "I'm furious."), SAGE_PLAIN, (struct sage_text){ s, n * len },
	    SAGE_PLAIN, stop, &calls), 0);
	ck_assert_int_eq(calls, 1);
	free(s);
}
END_TEST

/* A draft that is one long sentence is read to its end. */
START_TEST(test_long_sentence)
{
	static const char	one[] = "I had a walk today and ",
				last[] = "your roof leaks, and your aunt is "
				    "far away in Peru, so I see that you are "
				    "furious.";
	size_t			n = 200, len = strlen(one), i;
	char			*s = malloc(n * len + sizeof(last));
	struct seen		seen;

	ck_assert_ptr_nonnull(s);
	for (i = 0; i < n; i++)
		memcpy(s + i * len, one, len);
	memcpy(s + i * len, last, sizeof(last));
	ck_assert_str_eq(attend(&seen, "The roof leaks again. My aunt moved "
	    "to Peru. I'm furious.", SAGE_PLAIN, s, SAGE_PLAIN), "");
	free(s);
}
END_TEST

/* Bytes that are no text do no harm, and places are counted right. */
static int
second_line(const struct sage_finding *f, void *arg)
{
	++*(int *)arg;
	ck_assert_uint_eq(f->start.line, 2);
	ck_assert_uint_eq(f->start.column, 1);
	ck_assert_uint_eq(f->start.byte, 25);
	ck_assert_uint_eq(f->end.column, 26);
	ck_assert_uint_eq(f->end.byte, 25 + 27);
	return 0;
}

START_TEST(test_bytes)
{
	static const char	message[] = "My aunt\0moved to \xff Peru.\n"
				    "\xc3\xa9t\xc3\xa9: the roof leaks again.";
	int			calls = 0;

	ck_assert_int_eq(sage_attend(attention, (struct sage_text){ message,
	    sizeof(message) - 1 }, SAGE_PLAIN, text("Peru, your aunt."),
	    SAGE_PLAIN, second_line, &calls), 0);
	ck_assert_int_eq(calls, 1);
}
END_TEST

int
main(void)
{
	Suite	*suite = suite_create("attention");
	TCase	*tc = tcase_create("attention");
	SRunner	*runner;
	int	 failed;

	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, test_cases, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tc, test_quoted);
	tcase_add_test(tc, test_stop);
	tcase_add_test(tc, test_enable);
	tcase_add_test(tc, test_each);
	tcase_add_test(tc, test_long);
	tcase_add_test(tc, test_long_sentence);
	tcase_add_test(tc, test_bytes);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
