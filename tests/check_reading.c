#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sage.h"

static struct sage_reader	*reader;

static void
set_up(void)
{
	ck_assert_int_eq(sage_reader_new(&reader, SAGE_CHAR), 0);
}

static void
tear_down(void)
{
	sage_reader_free(reader);
}

static const struct sage_reading *
read_text(const char *s)
{
	const struct sage_reading	*r = NULL;

	ck_assert_int_eq(sage_read(reader, s, strlen(s), &r), 0);
	ck_assert_ptr_nonnull(r);
	return r;
}

static const struct {
	const char	*in, *situation;
} situations[] = {
	{ "I lost my job yesterday.",			"trouble" },
	{ "I passed my exam!",				"good" },
	{ "",						"nothing" },
	{ "...",					"nothing" },
	{ "Hello!",					"greeting" },
	{ "Fine.",					"minimal" },
	{ "Me gustaria saber donde queda la biblioteca", "foreign" },
	{ "\u6211\u4eca\u5929\u5f88\u96be\u8fc7",		"foreign" },
	{ "she said yes!!!!",				"good" },
	{ "\U0001f600\U0001f600\U0001f600\U0001f600",	"minimal" },
	{ "my dog died\U0001f62d\U0001f62d\U0001f62d",	"trouble" },
	{ "Thank you so much for your help",		"thanks" },
	{ "I'm so sorry about last night",		"apology" },
	{ "You never listen to me.",			"anger-at-you" },
	{ "Do you think I was wrong to tell him no?", "question-to-you" },
	{ "What should I do about the leak?",		"advice" },
	{ "I'm torn between two offers.",		"ambivalence" },
	{ "I want to kill myself.",			"crisis" },
	{ "I am not sad that my ex moved away.",	"unclear" },
	{ "The consultant said months, not years.",	"trouble" },
	{ "She went in for her tonsils, my little girl. They are testing for "
	    "brain activity now.",			"trouble" },
	{ "I play the doctor who finds the tumour.",	"unclear" },
};

START_TEST(test_situation)
{
	ck_assert_str_eq(read_text(situations[_i].in)->situation,
	    situations[_i].situation);
}
END_TEST

/* What is denied, undone or only nearly came, and what is not. */
static const struct {
	const char	*in;
	int		 good;
} turned[] = {
	{ "The lump on my arm isn't cancer.",			1 },
	{ "My cousin wasn't hurt when the shed fell down.",	1 },
	{ "I thought I had lost my glasses but they were on my head.", 1 },
	{ "They nearly cancelled the fair, but it is on.",	1 },
	{ "I no longer have to see that dentist.",		1 },
	{ "They did not fire me.",				1 },
	{ "I was dreading the audit, and now it's been called off.", 1 },
	{ "It rained all week, and I do not mind it.",		1 },
	{ "I was nervous about the exam. I passed and I feel amazing.", 1 },
	{ "I felt wonderful after that.",			1 },
	{ "It rained on our tent. We had such a lovely time there!", 1 },
	{ "We were so excited for the trip. I feel crushed now.", -1 },
	{ "My uncle died on Friday. The food there was lovely.", -1 },
	{ "My laptop broke. Just what I needed, a wonderful day.", -1 },
	{ "I did not get the role.",				-1 },
	{ "It didn't help at all.",				-1 },
	{ "My brother no longer talks to me.",			-1 },
	{ "The barbecue was great until I dropped the salad.",	-1 },
	{ "It turned out the bump wasn't just a bruise.",	-1 },
	{ "I dropped the eggs in the car park.",		-1 },
	{ "My cousin was hurt when the shed fell down.",	-1 },
	{ "I'm glad I did not get the job.",			1 },
	{ "The pills did not help. Then the new doctor found it, and "
	    "I am so happy.",					1 },
	{ "I was hopeful about the job, and they picked somebody else.", -1 },
	{ "I was excited about the trip and then it was cancelled.", -1 },
	{ "I was shocked when they fired me.",			-1 },
	{ "Last year my aunt died. I was very surprised.",	-1 },
	{ "We were stunned that our house burned down.",	-1 },
	{ "I was so surprised that my boss gave me a raise.",	1 },
	{ "I was floored, the whole team sang for my birthday.", 1 },
};

START_TEST(test_turned)
{
	const struct sage_reading	*r = read_text(turned[_i].in);

	ck_assert_msg(turned[_i].good > 0 ? r->good > .5 : r->good < .5,
	    "%s: %.2f", turned[_i].in, r->good);
}
END_TEST

/* What is undone takes nothing from danger. */
static const struct {
	const char	*in, *event;
} over[] = {
	{ "I tried to end my life when I was twenty. I have two kids and a "
	    "garden now.",			"over.own-attempt" },
	{ "Back at school I used to cut my legs. I have not done it for nine "
	    "years.",				"over.own-cut" },
	{ "My first wife beat me for years. I got out long ago and I live by "
	    "the sea.",				"over.own-abuse" },
	{ "My cousin took an overdose years ago, she pulled through and "
	    "drives a bus now.",		"over.near-attempt" },
};

/* Danger that is over is told, and nothing besides. */
START_TEST(test_over)
{
	const struct sage_reading	*r = read_text(over[_i].in);

	ck_assert_ptr_null(r->crisis);
	ck_assert_uint_eq(r->nevents, 1);
	ck_assert_str_eq(r->events[0].id, over[_i].event);
}
END_TEST

static const char *const back[] = {
	"I tried to end my life when I was twenty and tonight I want to do it "
	"again.",
	"I used to cut my legs, and last night I did it again.",
};

START_TEST(test_back)
{
	const struct sage_reading	*r = read_text(back[_i]);

	ck_assert_ptr_nonnull(r->crisis);
	ck_assert_ptr_null(r->watch);
}
END_TEST

/* What is not plain has no name yet, and is watched for by it. */
START_TEST(test_unsure)
{
	const struct sage_reading	*r = read_text("I am only in the way "
					    "here, they know it and I know "
					    "it");

	ck_assert_str_eq(r->crisis, "crisis.unsure");
	ck_assert_str_eq(r->watch, "crisis.passive");
}
END_TEST

START_TEST(test_turned_danger)
{
	ck_assert_ptr_nonnull(read_text("I have the pills ready. Soon I no "
	    "longer have to be here.")->crisis);
}
END_TEST

/* A message, and the feeling of somebody that is told, or denied. */
static const struct {
	const char	*in, *name, *holder;
	int		 negated;
} feelings[] = {
	{ "I am furious.",		"angry",	"speaker", 0 },
	{ "my sister is devastated",	"sad",		"sister", 0 },
	{ "I'm not angry anymore",	"angry",	"speaker", 1 },
	{ "He told me he is scared",	"afraid",	"he", 0 },
	{ "I used to be ashamed",	"ashamed",	"speaker", 1 },
	{ "I don't feel guilty",	"guilty",	"speaker", 1 },
};

START_TEST(test_feeling)
{
	const struct sage_reading	*r = read_text(feelings[_i].in);
	size_t				 i;

	for (i = 0; i < r->nfeelings; i++)
		if (strcmp(r->feelings[i].name, feelings[_i].name) == 0 &&
		    strcmp(r->feelings[i].holder, feelings[_i].holder) == 0 &&
		    r->feelings[i].negated == feelings[_i].negated)
			return;
	ck_abort_msg("%s: not told", feelings[_i].in);
}
END_TEST

/* What others feel, or what is denied, is not the speaker's. */
START_TEST(test_not_theirs)
{
	const struct sage_reading	*r = read_text(feelings[_i].in);
	size_t				 i;

	for (i = 0; i < r->nfeelings; i++)
		ck_assert_msg(strcmp(r->feelings[i].name,
		    feelings[_i].name) != 0 || r->feelings[i].negated ||
		    strcmp(r->feelings[i].holder, "speaker") != 0, "%s",
		    feelings[_i].in);
}
END_TEST

/* Two words that name a feeling, whatever blanks are between them. */
#define BLANKS	"                    "
static const char *const fed_up[] = {
	"I am so fed up.", "I am so fed\nup.", "I am so fed\r\nup.",
	"I am so fed\n   up.", "I am so fed  up.", "I am so fed\tup.",
	"I am so Fed-Up.",
	"I am so fed" BLANKS BLANKS BLANKS BLANKS "up.",
};

START_TEST(test_blanks)
{
	const struct sage_reading	*r = read_text(fed_up[_i]);

	ck_assert_uint_ge(r->nfeelings, 1);
	ck_assert_str_eq(r->feelings[0].name, "annoyed");
	ck_assert_str_eq(r->feelings[0].source, "named");
}
END_TEST

/* A feeling behind a comma is of whoever the clause before is about. */
static const struct {
	const char	*in, *name, *holder;
} tails[] = {
	{ "I am not angry with her, just tired.", "exhausted", "speaker" },
	{ "I'm not mad at my cousin, only hurt.", "hurt", "speaker" },
	{ "We are not afraid of him, just sad.", "sad", "speaker" },
	{ "I was furious with them, then ashamed.", "ashamed", "speaker" },
	{ "I left my husband, heartbroken.",	"grieving",	"speaker" },
	{ "I'm proud of my niece, and a bit jealous.", "jealous", "speaker" },
	{ "I'm not jealous of her, she is just lonely.", "lonely", "she" },
	{ "My aunt isn't angry with me, just tired.", "exhausted", "aunt" },
	{ "He's not mad at her, just disappointed.", "disappointed", "he" },
	{ "He\u2019s not mad at her, just disappointed.", "disappointed",
	    "he" },
	{ "My wife is proud of our son, but nervous.", "anxious", "wife" },
	{ "Noah was not jealous of me, only lonely.", "lonely", "noah" },
};

START_TEST(test_tail)
{
	const struct sage_reading	*r = read_text(tails[_i].in);
	size_t				 i;
	int				 told = 0;

	for (i = 0; i < r->nfeelings; i++) {
		if (strcmp(r->feelings[i].name, tails[_i].name) != 0 ||
		    r->feelings[i].negated)
			continue;
		ck_assert_str_eq(r->feelings[i].holder, tails[_i].holder);
		told = 1;
	}
	ck_assert_msg(told, "%s: not told", tails[_i].in);
}
END_TEST

START_TEST(test_event)
{
	const struct sage_reading	*r;

	r = read_text("Well.\nMy dad died in March.");
	ck_assert_uint_ge(r->nevents, 1);
	ck_assert_str_eq(r->events[0].id, "loss.parent");
	ck_assert_str_eq(r->events[0].say, "losing your dad");
	ck_assert_uint_eq(r->events[0].evidence.start.line, 2);
	ck_assert_uint_eq(r->events[0].evidence.start.byte, 6);
	ck_assert_int_eq(strncmp(r->events[0].evidence.text.data, "My dad died",
	    11), 0);
	ck_assert_int_eq(r->events[0].good, -1);
	ck_assert_double_eq(r->events[0].likely, 1);
}
END_TEST

/* No rule knows the words, and what tells nothing is passed over; or a rule
 * knows some that are beside the point.  "-" where nothing is to be guessed. */
static const struct {
	const char	*in, *event;
} guesses[] = {
	{ "my cousin is having twins!",	"family.pregnant-close" },
	{ "It is Tuesday today. my cousin is having twins!",
	    "family.pregnant-close" },
	{ "I ran my first ten miles without stopping.",	"joy.race" },
	{ "Grandad beat me at dominoes again",		"joy.lost-at-game" },
	{ "My friends all went to the lake on Sunday and nobody asked me, I "
	    "saw their pictures.",	"friends.not-invited" },
	{ "Got a root canal on Monday and I keep thinking about the needle.",
	    "health.dentist" },
	{ "My cousin is happy that she's having twins.", "-" },
	{ "It is Tuesday today.",			"-" },
	{ "The bus goes at five past nine.",		"-" },
	{ "twins",					"-" },
	{ "Please cite the paper in section two, and the other one.", "-" },
};

START_TEST(test_guess)
{
	const struct sage_reading	*r = read_text(guesses[_i].in);
	const char			*got = r->nevents > 0 ?
					    r->events[0].id : "-";

	ck_assert_msg(strcmp(got, guesses[_i].event) == 0, "%s: %s",
	    guesses[_i].in, got);
	if (r->nevents == 0)
		return;
	ck_assert_uint_eq(r->nevents, 1);
	ck_assert_double_gt(r->events[0].likely, 0);
	ck_assert_double_lt(r->events[0].likely, 1);
	ck_assert_uint_eq(r->events[0].evidence.text.len,
	    strlen(guesses[_i].in));
}
END_TEST

START_TEST(test_crisis_first)
{
	const struct sage_reading	*r;

	r = read_text("Thanks for the cake. I passed my exam. I am going to "
	    "kill myself tonight. The cake was good.");
	ck_assert_ptr_nonnull(r->crisis);
	ck_assert_str_eq(r->situation, "crisis");
}
END_TEST

/* Bytes of any kind are read, and twice the same. */
START_TEST(test_bytes)
{
	static const char		odd[] = "I\0 lost \xff\xfe my \x80 job";
	const struct sage_reading	*r;
	char				*big = malloc(3 << 20);
	size_t				 i;

	ck_assert_int_eq(sage_read(reader, odd, sizeof(odd), &r), 0);
	ck_assert_ptr_nonnull(big);
	for (i = 0; i < 3 << 20; i++)
		big[i] = "my dog died. "[i % 13];
	ck_assert_int_eq(sage_read(reader, big, 3 << 20, &r), 0);
	ck_assert_str_eq(r->situation, "trouble");
	free(big);
	r = read_text("I passed my exam!");
	ck_assert_str_eq(r->situation, "good");
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("reading");
	TCase	*tc = tcase_create("reading");
	SRunner	*sr = srunner_create(s);
	int	 n = sizeof(feelings) / sizeof(feelings[0]), failed;

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, test_situation, 0,
	    sizeof(situations) / sizeof(situations[0]));
	tcase_add_loop_test(tc, test_turned, 0,
	    sizeof(turned) / sizeof(turned[0]));
	tcase_add_loop_test(tc, test_over, 0, sizeof(over) / sizeof(over[0]));
	tcase_add_loop_test(tc, test_back, 0, sizeof(back) / sizeof(back[0]));
	tcase_add_test(tc, test_unsure);
	tcase_add_test(tc, test_turned_danger);
	tcase_add_loop_test(tc, test_feeling, 0, n);
	tcase_add_loop_test(tc, test_not_theirs, 1, n);
	tcase_add_loop_test(tc, test_blanks, 0,
	    sizeof(fed_up) / sizeof(fed_up[0]));
	tcase_add_loop_test(tc, test_tail, 0,
	    sizeof(tails) / sizeof(tails[0]));
	tcase_add_test(tc, test_event);
	tcase_add_loop_test(tc, test_guess, 0,
	    sizeof(guesses) / sizeof(guesses[0]));
	tcase_add_test(tc, test_crisis_first);
	tcase_add_test(tc, test_bytes);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
