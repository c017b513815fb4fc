#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "reply.h"

static struct sage_reader	*reader;
static struct sage_speaker	*speaker;
static struct talk		 talk;

static void
set_up(void)
{
	ck_assert_int_eq(sage_reader_new(&reader, SAGE_CHAR), 0);
	ck_assert_int_eq(sage_speaker_new(&speaker, SAGE_CHAR), 0);
	memset(&talk, 0, sizeof(talk));
	talk_begin(&talk);
}

static void
tear_down(void)
{
	talk_free(&talk);
	sage_speaker_free(speaker);
	sage_reader_free(reader);
}

/* The deepest of the matters that a text asks for; -1 if none is known. */
static int
rung_of(const char *s, uint64_t *bits)
{
	size_t	i;
	int	rung = -1;

	ck_assert_int_eq(talk_asks(&talk, reader, text_of(s), bits), 0);
	for (i = 0; i < talk.nmatters; i++)
		if (*bits >> i & 1 && talk_rung(talk.matter[i]) > rung)
			rung = talk_rung(talk.matter[i]);
	return rung;
}

static const struct {
	const char	*name;
	int		 rung;
} rungs[] = {
	{ "event", 0 }, { "feeling-how", 1 }, { "meaning-", 2 },
	{ "self", RUNG_LAST }, { "selfish", -1 }, { "back", -1 }, { "", -1 }
};

START_TEST(test_rung)
{
	ck_assert_int_eq(talk_rung(rungs[_i].name), rungs[_i].rung);
}
END_TEST

/* Each row is of one matter; no two rows share one. */
static const char *const alike[][3] = {
	{ "How are you feeling about it now?", "so how do you feel today?",
	    "How are you holding up?" },
	{ "What's been the hardest part of it?",
	    "Which part weighs on you most?", "What was the worst moment?" },
	{ "Who have you told about it?", "Who can you talk to about this?",
	    "Who knows about the letter?" },
	{ "What matters most to you in this?",
	    "What matters to you about the house?",
	    "Which part of it matters the most?" },
	{ "What would you say to a friend in the same spot?",
	    "What would you say to a good friend who told you this?",
	    "What would you tell a friend?" },
	{ "What do you need most right now?", "What do you need from him?",
	    "What would you need from your boss?" },
};

#define ALIKE	(sizeof(alike) / sizeof(alike[0]))

START_TEST(test_asks)
{
	uint64_t	bits, first, other;
	size_t		i, k;

	rung_of(alike[_i][0], &first);
	ck_assert_uint_ne(first, 0);
	for (k = 1; k < 3; k++) {
		rung_of(alike[_i][k], &bits);
		ck_assert_msg((bits & first) != 0, "%s", alike[_i][k]);
	}
	for (i = 0; i < ALIKE; i++) {
		rung_of(alike[i][0], &other);
		ck_assert_msg(i == (size_t)_i || (other & first) == 0, "%s",
		    alike[i][0]);
	}
}
END_TEST

/* A frame is as deep as what it asks for, so that a question is known for
 * what it is when it comes back in a transcript; and most are known. */
START_TEST(test_frames)
{
	const struct frames	*fs = &speaker->frames[SAGE_ASK];
	const struct frame	*f;
	const char		*slot[SLOTS], *depth;
	struct buf		 b = { 0 };
	uint64_t		 bits;
	size_t			 i, known = 0, all = 0;
	int			 rung;

	for (i = 0; i < SLOTS; i++)
		slot[i] = "the garden";
	slot[SLOT_SAY] = slot[SLOT_LIST] = "losing the garden";
	slot[SLOT_CLAUSE] = slot[SLOT_PAST] = "you lost the garden";
	slot[SLOT_NOW] = "you are losing the garden";
	slot[SLOT_DOING] = "you losing the garden";
	slot[SLOT_PERSON] = slot[SLOT_WHOM] = "your sister";
	slot[SLOT_TIME] = "three weeks";
	slot[SLOT_A] = slot[SLOT_B] = "stay";
	slot[SLOT_LEAD] = "Oh no. ";
	for (i = 0; i < fs->n; i++) {
		f = &fs->f[i];
		depth = book_string(fs->book, f->depth);
		if (*depth == '\0')
			continue;
		b.len = 0;
		talk_begin(&talk);	/* which has room for some matters */
		ck_assert_int_eq(frame_fill(fs, f, slot, &b), 0);
		rung = rung_of(buf_string(&b), &bits);
		all++;
		known += bits != 0;
		ck_assert_msg(rung < 0 || rung == talk_rung(depth),
		    "%s: %s asks for %d", book_string(fs->book, f->name),
		    b.data, rung);
	}
	ck_assert_msg(known * 10 >= all * 7, "%zu of %zu", known, all);
	buf_free(&b);
}
END_TEST

/* What is told in a message is not asked. */
static const struct {
	const char	*told, *ask;
} answers[] = {
	{ "I am furious.",			"How do you feel about it?" },
	{ "The hardest part is the evenings.",	"What is hardest for you?" },
	{ "I haven't told anyone.",		"Who have you told?" },
	{ "I miss his laugh.",			"What do you miss most?" },
	{ "I just need some rest.",		"What do you need?" },
	{ "It would help if they asked.",	"What would help most?" },
	{ "I told only my wife.",		"Who have you told?" },
	{ "Nobody knows yet.",			"Who knows about it?" },
	{ "didnt tell anybody",			"Who did you tell first?" },
	{ "I kept it to myself.",		"Who have you told so far?" },
	{ "I called my dad right away.",	"Who did you call first?" },
	{ "My friends found out.",		"Who have you told so far?" },
	{ "We were in the kitchen.",		"Where were you?" },
	{ "It was stolen at the gym.",		"Where did it happen?" },
	{ "I fell on the stairs at work.",	"Where did you fall?" },
	{ "We met in Paris.",			"Where was that?" },
	{ "It happened yesterday.",		"When did it happen?" },
	{ "He left two years ago.",		"How long ago was that?" },
	{ "They split up last summer.",		"When did they split up?" },
	{ "It was when I was nine.",		"When was that?" },
	{ "I've been ill for six months.",	"How long have you been ill?" },
	{ "It has hurt since March.",		"How long has it been?" },
	{ "We were together ten years.",	"How long were you together?" },
	{ "I went with my sister.",		"Who did you go with?" },
	{ "I was there by myself.",		"Who was with you?" },
	{ "My dad and I went to see it.",	"Who came along?" },
};

/* And what is told of something else is no answer. */
static const struct {
	const char	*told, *ask;
} others[] = {
	{ "I told a joke.",			"Who have you told?" },
	{ "We were in the kitchen.",		"When did it happen?" },
	{ "We were in the kitchen.",		"Where are you headed?" },
	{ "It happened yesterday.",		"Where were you?" },
	{ "It happened yesterday.",		"When do you miss him most?" },
	{ "I went with my sister.",		"Who have you told?" },
	{ "It will be in two days.",		"How long ago was that?" },
	{ "It has hurt since March.",		"How long did it take?" },
};

START_TEST(test_told)
{
	const char			*slot[SLOTS] = { NULL };
	const struct sage_reading	*r;
	uint64_t			 bits;

	ck_assert_int_eq(sage_read(reader, answers[_i].told,
	    strlen(answers[_i].told), &r), 0);
	ck_assert_int_eq(talk_theirs(&talk, reader, "", slot), 0);
	rung_of(answers[_i].ask, &bits);
	ck_assert_uint_ne(bits & talk_told(&talk), 0);
	ck_assert_int_eq(sage_read(reader, "The bus was late.", 17, &r), 0);
	talk_begin(&talk);
	ck_assert_int_eq(talk_theirs(&talk, reader, "", slot), 0);
	rung_of(answers[_i].ask, &bits);
	ck_assert_uint_eq(bits & talk_told(&talk), 0);
}
END_TEST

START_TEST(test_others)
{
	const char			*slot[SLOTS] = { NULL };
	const struct sage_reading	*r;
	uint64_t			 bits;

	ck_assert_int_eq(sage_read(reader, others[_i].told,
	    strlen(others[_i].told), &r), 0);
	ck_assert_int_eq(talk_theirs(&talk, reader, "", slot), 0);
	rung_of(others[_i].ask, &bits);
	ck_assert_uint_eq(bits & talk_told(&talk), 0);
}
END_TEST

static int
is_for(const char *event, const char *category)
{
	return strncmp(event, category, strlen(category)) == 0;
}

/* What is said where they answered about danger judges nobody, asks one thing
 * at most, and, unless it is over, a thing that is known to be of danger, so
 * that it is asked once. */
START_TEST(test_stay)
{
	const struct frames	*fs = &speaker->frames[_i];
	const char		*event, *say;
	uint64_t		 bits;
	size_t			 i, n = 0;

	for (i = 0; i < fs->n; i++) {
		event = book_string(fs->book, fs->f[i].event);
		say = book_string(fs->book, fs->f[i].say);
		if (!is_for(event, "answer.") && !is_for(event, "grave.") &&
		    !is_for(event, "settled."))
			continue;
		n++;
		talk_begin(&talk);
		ck_assert_msg(fs->f[i].sound, "%s", say);
		ck_assert_msg(strchr(say, '!') == NULL, "%s", say);
		if (strchr(say, '?') == NULL)
			continue;
		ck_assert_msg(strchr(say, '?') == say + strlen(say) - 1, "%s",
		    say);
		rung_of(say, &bits);
		bits = talk_of_danger(&talk, bits);
		ck_assert_msg((bits & (bits - 1)) == 0, "%s", say);
		ck_assert_msg(bits != 0 || is_for(event, "settled."), "%s",
		    say);
	}
	ck_assert_uint_gt(n, 100);
}
END_TEST

/* Reading other text leaves what was read in the message. */
START_TEST(test_scan)
{
	const struct sage_reading	*r;
	uint64_t			 bits;
	size_t				 n, was;

	ck_assert_int_eq(sage_read(reader, "My dad died in March.", 21, &r),
	    0);
	(void)reader_hits(reader, &was);
	rung_of("I want to kill myself. What would help?", &bits);
	ck_assert_uint_ne(bits, 0);
	(void)reader_hits(reader, &n);
	ck_assert_uint_eq(n, was);
	ck_assert_ptr_null(r->crisis);
	ck_assert_str_eq(r->events[0].id, "loss.parent");
	ck_assert_int_eq(strncmp(r->events[0].evidence.text.data,
	    "My dad died", 11), 0);
}
END_TEST

static size_t
speak_after(const struct sage_turn *before, size_t n, const char *message,
    const struct sage_reply **out)
{
	struct sage_reply_options	 opt = { .count = 20,
					    .before = before, .nbefore = n };
	const struct sage_reading	*reading;
	size_t				 many;

	ck_assert_int_eq(sage_speak(speaker, SAGE_ASK, message,
	    strlen(message), &opt, &reading, out, &many), 0);
	return many;
}

/* Turns that are empty, long, or too many do no harm. */
START_TEST(test_bounds)
{
	static struct sage_turn	before[3 * SAGE_TURNS_MAX];
	const struct sage_reply	*r;
	char			*big = malloc(1 << 20);
	size_t			 i;

	ck_assert_ptr_nonnull(big);
	for (i = 0; i < 1 << 20; i++)
		big[i] = "my sister is ill? "[i % 18];
	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		before[i].ours = i & 1;
		before[i].text = i % 7 == 0 ? (struct sage_text){ NULL, 0 } :
		    (struct sage_text){ big, 1 << 20 };
	}
	ck_assert_uint_gt(speak_after(before, i, "yeah", &r), 0);
	ck_assert_uint_gt(speak_after(before, 0, "yeah", &r), 0);
	ck_assert_uint_gt(speak_after(NULL, 0, "yeah", &r), 0);
	free(big);
}
END_TEST

/* No talk is remembered beyond its message. */
START_TEST(test_forgotten)
{
	struct sage_turn	 before[2];
	const struct sage_reply	*r;
	char			*first;
	size_t			 n;

	before[0] = (struct sage_turn){ text_of("I lost my job."), 0 };
	before[1] = (struct sage_turn){ text_of("How do you feel?"), 1 };
	ck_assert_uint_gt(speak_after(NULL, 0, "I miss it.", &r), 0);
	first = strdup(r[0].text);
	ck_assert_uint_gt(speak_after(before, 2, "I miss it.", &r), 0);
	n = speak_after(NULL, 0, "I miss it.", &r);
	ck_assert_uint_gt(n, 0);
	ck_assert_str_eq(r[0].text, first);
	free(first);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("talk");
	TCase	*tc = tcase_create("talk");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, test_rung, 0,
	    sizeof(rungs) / sizeof(rungs[0]));
	tcase_add_loop_test(tc, test_asks, 0, ALIKE);
	tcase_add_test(tc, test_frames);
	tcase_add_loop_test(tc, test_told, 0,
	    sizeof(answers) / sizeof(answers[0]));
	tcase_add_loop_test(tc, test_others, 0,
	    sizeof(others) / sizeof(others[0]));
	tcase_add_loop_test(tc, test_stay, 0, SAGE_SPEECHES);
	tcase_add_test(tc, test_scan);
	tcase_add_test(tc, test_bounds);
	tcase_add_test(tc, test_forgotten);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
