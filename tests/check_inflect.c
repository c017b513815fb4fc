#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inflect.h"
#include "sage.h"

#define NITEMS(a)	(sizeof(a) / sizeof((a)[0]))
#define HEAD		16	/* bytes before the offsets */

#define VERB		INFLECT_VERB
#define NOUN		INFLECT_NOUN
#define BOTH		(INFLECT_VERB | INFLECT_NOUN)

static struct buf	source;		/* lib/data/inflect.tsv */
static struct inflect	table;

static const struct inflect	empty;

static void
setup(void)
{
	char		 path[4096], block[8192];
	const char	*dir = getenv("abs_srcdir");
	size_t		 n, bad = 0;
	FILE		*f;
	int		 r;

	snprintf(path, sizeof(path), "%s/lib/data/inflect.tsv",
	    dir == NULL ? "." : dir);
	ck_assert_ptr_nonnull(f = fopen(path, "r"));
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		ck_assert_int_eq(buf_append(&source, block, n), 0);
	ck_assert_int_eq(ferror(f), 0);
	fclose(f);
	r = inflect_load(&table, source.data, source.len, &bad);
	ck_assert_msg(r == 0, "%s:%zu: %d", path, bad, r);
}

static void
teardown(void)
{
	inflect_free(&table);
	buf_free(&source);
}

static int
join(const char *form, size_t len, void *arg)
{
	struct buf	*b = arg;

	if (b->len > 0)
		buf_puts(b, " ");
	return buf_append(b, form, len);
}

/* All forms in the order they come. */
static const struct {
	const char	*lemma;
	int		 kinds;
	const char	*forms;
} forms[] = {
	/* by rule */
	{ "want",	VERB, "want wanted wanting wants" },
	{ "blame",	VERB, "blame blamed blaming blames" },
	{ "agree",	VERB, "agree agreed agreeing agrees" },
	{ "tiptoe",	VERB, "tiptoe tiptoed tiptoeing tiptoes" },
	{ "dye",	VERB, "dye dyed dyeing dyes" },
	{ "die",	VERB, "die died dying dies" },
	{ "try",	VERB, "try tried trying tries" },
	{ "annoy",	VERB, "annoy annoyed annoying annoys" },
	{ "guess",	VERB, "guess guessed guessing guesses" },
	{ "fix",	VERB, "fix fixed fixing fixes" },
	{ "buzz",	VERB, "buzz buzzed buzzing buzzes" },
	{ "wish",	VERB, "wish wished wishing wishes" },
	{ "touch",	VERB, "touch touched touching touches" },
	{ "nag",	VERB, "nag nagged nagging nags" },
	{ "stop",	VERB, "stop stopped stopping stops" },
	{ "squat",	VERB, "squat squatted squatting squats" },
	{ "yap",	VERB, "yap yapped yapping yaps" },
	{ "play",	VERB, "play played playing plays" },
	{ "chew",	VERB, "chew chewed chewing chews" },
	{ "vex",	VERB, "vex vexed vexing vexes" },
	{ "need",	VERB, "need needed needing needs" },
	{ "help",	VERB, "help helped helping helps" },
	{ "visit",	VERB, "visit visited visiting visits" },
	{ "listen",	VERB, "listen listened listening listens" },
	{ "happen",	VERB, "happen happened happening happens" },
	{ "hurrah",	VERB, "hurrah hurrahed hurrahing hurrahs" },
	{ "queue",	NOUN, "queue queues" },
	{ "dog",	NOUN, "dog dogs" },
	{ "box",	NOUN, "box boxes" },
	{ "baby",	NOUN, "baby babies" },
	{ "key",	NOUN, "key keys" },
	{ "photo",	NOUN, "photo photos" },
	{ "ignore",	BOTH, "ignore ignores ignored ignoring" },
	{ "caf\xc3\xa9", NOUN, "caf\xc3\xa9 caf\xc3\xa9s" },
	{ "x",		BOTH, "x xes xed xing" },
	{ "a/b/c/d/e/f", VERB,
	    "a/b/c/d/e/f a/b/c/d/e/fed a/b/c/d/e/fing a/b/c/d/e/fs" },
	/* from the table */
	{ "be",		VERB, "be was were been being is are am" },
	{ "have",	VERB, "have had having has" },
	{ "do",		VERB, "do did done doing does" },
	{ "go",		VERB, "go went gone going goes" },
	{ "can",	VERB, "can could" },
	{ "will",	VERB, "will would" },
	{ "must",	VERB, "must" },
	{ "say",	VERB, "say said saying says" },
	{ "get",	VERB, "get got gotten getting gets" },
	{ "put",	VERB, "put putting puts" },
	{ "beat",	VERB, "beat beaten beating beats" },
	{ "lie",	VERB, "lie lied lay lain lying lies" },
	{ "lay",	VERB, "lay laid laying lays" },
	{ "see",	VERB, "see saw seen seeing sees" },
	{ "find",	VERB, "find found finding finds" },
	{ "found",	VERB, "found founded founding founds" },
	{ "leave",	VERB, "leave left leaving leaves" },
	{ "lose",	VERB, "lose lost losing loses" },
	{ "choose",	VERB, "choose chose chosen choosing chooses" },
	{ "hide",	VERB, "hide hid hidden hiding hides" },
	{ "forget",	VERB, "forget forgot forgotten forgetting forgets" },
	{ "panic",	VERB, "panic panicked panicking panics" },
	{ "admit",	VERB, "admit admitted admitting admits" },
	{ "prefer",	VERB, "prefer preferred preferring prefers" },
	{ "travel",	VERB,
	    "travel traveled travelled traveling travelling travels" },
	{ "learn",	VERB, "learn learned learnt learning learns" },
	{ "age",	VERB, "age aged aging ageing ages" },
	{ "gaslight",	VERB,
	    "gaslight gaslit gaslighted gaslighting gaslights" },
	{ "quiz",	VERB, "quiz quizzed quizzing quizzes" },
	{ "echo",	BOTH, "echo echoes echoed echoing" },
	{ "focus",	VERB, "focus focused focussed focusing focussing "
	    "focuses focusses" },
	{ "child",	NOUN, "child children" },
	{ "person",	NOUN, "person people persons" },
	{ "man",	NOUN, "man men" },
	{ "woman",	NOUN, "woman women" },
	{ "wife",	NOUN, "wife wives" },
	{ "foot",	NOUN, "foot feet" },
	{ "tooth",	NOUN, "tooth teeth" },
	{ "mouse",	NOUN, "mouse mice" },
	{ "life",	NOUN, "life lives" },
	{ "hero",	NOUN, "hero heroes" },
	{ "sheep",	NOUN, "sheep" },
	{ "analysis",	NOUN, "analysis analyses" },
	{ "stomach",	NOUN, "stomach stomachs" },
	{ "yourself",	NOUN, "yourself yourselves" },
	{ "die",	NOUN, "die dice dies" },
};

START_TEST(test_forms)
{
	struct buf	b = { 0 };
	const char	*lemma = forms[_i].lemma;

	ck_assert_int_eq(inflect_forms(&table, lemma, strlen(lemma),
	    forms[_i].kinds, join, &b), 0);
	ck_assert_str_eq(buf_string(&b), forms[_i].forms);
	buf_free(&b);
}
END_TEST

static const struct {
	const char		*lemma;
	enum inflect_which	 which;
	const char		*form;
} one[] = {
	{ "beat",	INFLECT_BASE,	"beat" },
	{ "beat",	INFLECT_PAST,	"beat" },
	{ "beat",	INFLECT_PART,	"beaten" },
	{ "lose",	INFLECT_ING,	"losing" },
	{ "be",		INFLECT_THIRD,	"is" },
	{ "be",		INFLECT_ING,	"being" },
	{ "yell",	INFLECT_PAST,	"yelled" },
	{ "worry",	INFLECT_PART,	"worried" },
	{ "light",	INFLECT_PAST,	"lit" },
	{ "wife",	INFLECT_PLURAL,	"wives" },
	{ "story",	INFLECT_PLURAL,	"stories" },
	{ "must",	INFLECT_ING,	"" },
	{ "can",	INFLECT_PART,	"" },
	{ "",		INFLECT_ING,	"" },
};

START_TEST(test_form)
{
	char	out[INFLECT_MAX + 1];
	size_t	n;

	n = inflect_form(&table, one[_i].lemma, strlen(one[_i].lemma),
	    one[_i].which, out);
	ck_assert_uint_le(n, INFLECT_MAX);
	out[n] = '\0';
	ck_assert_str_eq(out, one[_i].form);
}
END_TEST

static int
tell(const char *lemma, size_t len, int which, void *arg)
{
	static const char	names[] = "bpqits";	/* one a bit */
	struct buf		*b = arg;
	size_t			 i;

	join(lemma, len, b);
	buf_puts(b, ":");
	for (i = 0; names[i] != '\0'; i++)
		if (which >> i & 1)
			buf_append(b, &names[i], 1);
	return 0;
}

/*
 * Lemmas, each with its forms: b base, p past, q past participle, i -ing,
 * t third person, s plural.
 */
static const struct {
	const char	*form;
	const char	*lemmas;
} back[] = {
	{ "lost",	"lose:pq" },
	{ "lay",	"lie:p" },
	{ "saw",	"see:p" },
	{ "put",	"" },		/* of no other word */
	{ "leaves",	"leaf:s leave:ts" },
	{ "found",	"find:pq" },
	{ "are",	"be:t" },
	{ "children",	"child:s" },
	{ "lives",	"life:s live:ts" },
	{ "focuses",	"focus:ts focuse:ts" },
	{ "travelled",	"travel:pq travelle:pq travell:pq" },
	{ "stopped",	"stoppe:pq stop:pq stopp:pq" },
	{ "hoping",	"hope:i" },
	{ "hopping",	"hoppe:i hop:i hopp:i" },
	{ "tried",	"trie:pq try:pq tri:pq" },
	{ "lying",	"lie:i ly:i" },
	{ "boxes",	"boxe:ts box:ts" },
	{ "dogs",	"dog:ts" },
	{ "needed",	"neede:pq need:pq" },
	{ "kindness",	"" },
	{ "xyz",	"" },
	{ "s",		"" },
	{ "ed",		"" },
	{ "ing",	"" },
	{ "",		"" },
};

START_TEST(test_lemmas)
{
	struct buf	b = { 0 };
	const char	*form = back[_i].form;

	ck_assert_int_eq(inflect_lemmas(&table, form, strlen(form), NULL, tell,
	    &b), 0);
	ck_assert_msg(strcmp(buf_string(&b), back[_i].lemmas) == 0,
	    "%s: %s", form, buf_string(&b));
	buf_free(&b);
}
END_TEST

static int
same(const char *lemma, size_t len, int which, void *arg)
{
	const struct sage_text	*want = arg;

	(void)which;
	return len == want->len && memcmp(lemma, want->data, len) == 0;
}

static int
find_back(const char *form, size_t len, void *arg)
{
	const struct sage_text	*lemma = arg;

	if (len == lemma->len && memcmp(form, lemma->data, len) == 0)
		return 0;
	ck_assert_msg(inflect_lemmas(&table, form, len, NULL, same, arg) == 1,
	    "%.*s is not led back to %.*s", (int)len, form, (int)lemma->len,
	    lemma->data);
	return 0;
}

/* All that a table says of a word. */
static const char *
describe(const struct inflect *t, const char *lemma, size_t len, int kind,
    struct buf *b)
{
	char	out[INFLECT_MAX];
	int	bit;

	b->len = 0;
	inflect_forms(t, lemma, len, kind, join, b);
	for (bit = INFLECT_PAST; bit <= INFLECT_PLURAL; bit <<= 1)
		join(out, inflect_form(t, lemma, len,
		    (enum inflect_which)bit, out), b);
	return buf_string(b);
}

/*
 * Each line of the shipped table says what the rules do not, and each of its
 * forms is led back to the lemma.
 */
START_TEST(test_shipped)
{
	struct buf		 with = { 0 }, without = { 0 };
	struct sage_text	 lemma;
	const char		*p = source.data, *end = p + source.len, *nl;
	size_t			 lines = 0;
	int			 kind;

	for (; p < end; p = nl + 1) {
		nl = memchr(p, '\n', (size_t)(end - p));
		ck_assert_ptr_nonnull(nl);
		if (*p == '#')
			continue;
		lines++;
		lemma.data = p;
		lemma.len = strcspn(p, "\t");
		kind = p[lemma.len + 1] == 'v' ? VERB : NOUN;
		ck_assert_msg(strcmp(
		    describe(&table, p, lemma.len, kind, &with),
		    describe(&empty, p, lemma.len, kind, &without)) != 0,
		    "%s", with.data);
		inflect_forms(&table, p, lemma.len, kind, find_back, &lemma);
	}
	ck_assert_uint_gt(lines, 700);
	buf_free(&with);
	buf_free(&without);
}
END_TEST

static int
stop_at_second(const char *form, size_t len, void *arg)
{
	(void)form;
	(void)len;
	return ++*(int *)arg == 2 ? 42 : 0;
}

static int
stop_at_once(const char *lemma, size_t len, int which, void *arg)
{
	(void)lemma;
	(void)len;
	(void)which;
	++*(int *)arg;
	return 42;
}

START_TEST(test_stop)
{
	int	calls = 0;

	ck_assert_int_eq(inflect_forms(&table, "go", 2, VERB, stop_at_second,
	    &calls), 42);
	ck_assert_int_eq(calls, 2);
	calls = 0;
	ck_assert_int_eq(inflect_lemmas(&table, "lost", 4, NULL, stop_at_once,
	    &calls), 42);
	ck_assert_int_eq(inflect_lemmas(&table, "dogs", 4, NULL, stop_at_once,
	    &calls), 42);
	ck_assert_int_eq(calls, 2);
}
END_TEST

static int
is_lose(const char *lemma, size_t len, void *arg)
{
	(void)arg;
	return len == 4 && memcmp(lemma, "lose", len) == 0;
}

/* Only of what is known as a word it is told. */
START_TEST(test_known)
{
	int	calls = 0;

	ck_assert_int_eq(inflect_lemmas(&table, "losing", 6, is_lose,
	    stop_at_once, &calls), 42);
	ck_assert_int_eq(inflect_lemmas(&table, "dogs", 4, is_lose,
	    stop_at_once, &calls), 0);
	ck_assert_int_eq(calls, 1);
}
END_TEST

START_TEST(test_lengths)
{
	char		word[INFLECT_MAX + 2], out[INFLECT_MAX];
	struct buf	b = { 0 };

	memset(word, 'a', sizeof(word));
	word[INFLECT_LEMMA - 1] = 'b';
	ck_assert_int_eq(inflect_forms(&table, word, 0, BOTH, join, &b),
	    SAGE_EINVAL);
	ck_assert_int_eq(inflect_forms(&table, word, INFLECT_LEMMA, BOTH,
	    join, &b), 0);
	ck_assert_int_eq(inflect_forms(&table, word, INFLECT_LEMMA + 1, BOTH,
	    join, &b), SAGE_ETOOBIG);
	ck_assert_uint_eq(inflect_form(&table, word, INFLECT_LEMMA,
	    INFLECT_ING, out), INFLECT_LEMMA + 3);
	/* The longest that can come: a short word doubles its last letter. */
	memset(word, 'b', sizeof(word));
	word[INFLECT_LEMMA - 2] = 'a';
	ck_assert_uint_eq(inflect_form(&table, word, INFLECT_LEMMA,
	    INFLECT_ING, out), INFLECT_MAX);
	ck_assert_uint_eq(inflect_form(&table, word, INFLECT_LEMMA + 1,
	    INFLECT_ING, out), 0);
	ck_assert_int_eq(inflect_lemmas(&table, word, INFLECT_MAX, NULL, tell,
	    &b), 0);
	memcpy(word + INFLECT_MAX - 3, "ing", 3);
	ck_assert_int_eq(inflect_lemmas(&table, word, INFLECT_MAX, NULL, tell,
	    &b), 0);
	ck_assert_int_eq(inflect_lemmas(&table, word, INFLECT_MAX + 1, NULL,
	    tell, &b), 0);
	buf_free(&b);
}
END_TEST

#define W20	"abcdefghijklmnopqrst"

/* Texts, and the line that is wrong, or 0. */
static const struct {
	const char	*name;
	const char	*text;
	size_t		 bad;
} texts[] = {
	{ "nothing",		"", 0 },
	{ "comments",		"# a\n\n#b", 0 },
	{ "no last newline",	"# a\nfoot\tn\tfeet", 0 },
	{ "a verb and a noun",	"a\tn\tb\na\tv\tb\tc\td/e\t-\n", 0 },
	{ "no kind",		"foot\n", 1 },
	{ "no columns",		"foot\tn\n", 1 },
	{ "an unknown kind",	"foot\tx\tfeet\n", 1 },
	{ "a long kind",	"foot\tnn\tfeet\n", 1 },
	{ "an empty kind",	"foot\t\tfeet\n", 1 },
	{ "a column too many",	"foot\tn\tfeet\tfoots\n", 1 },
	{ "a column too few",	"go\tv\twent\tgone\tgoing\n", 1 },
	{ "many columns",	"go\tv\ta\tb\tc\td\te\tf\tg\n", 1 },
	{ "an empty lemma",	"\tn\tfeet\n", 1 },
	{ "an empty column",	"foot\tn\t\n", 1 },
	{ "an empty form",	"foot\tn\tfeet/\n", 1 },
	{ "none among forms",	"foot\tn\tfeet/-\n", 1 },
	{ "four forms",		"foot\tn\ta/b/c/d\n", 1 },
	{ "a capital",		"#\nFoot\tn\tfeet\n", 2 },
	{ "a blank",		"foot\tn\tbig feet\n", 1 },
	{ "a carriage return",	"foot\tn\tfeet\r\n", 1 },
	{ "out of order",	"foot\tn\tfeet\n\nchild\tn\tchildren\n", 3 },
	{ "twice",		"foot\tn\tfeet\nfoot\tn\tfeet\n", 2 },
	{ "a long lemma",	W20 W20 W20 "\tn\ta\n", 1 },
	{ "a long form",	"foot\tn\t" W20 W20 W20 W20 "\n", 1 },
};

START_TEST(test_text)
{
	struct buf	out = { 0 };
	struct inflect	t;
	size_t		len = strlen(texts[_i].text), bad = 0;
	int		r;

	ck_assert_int_eq(buf_puts(&out, "before"), 0);
	r = inflect_pack(&out, texts[_i].text, len, &bad);
	ck_assert_msg(r == (texts[_i].bad == 0 ? 0 : SAGE_EINVAL) &&
	    bad == texts[_i].bad, "%s: %d, line %zu", texts[_i].name, r, bad);
	if (r == 0)
		ck_assert_int_eq(inflect_open(&t, out.data + 6, out.len - 6),
		    0);
	else
		ck_assert_uint_eq(out.len, 6);
	ck_assert_int_eq(inflect_pack(&out, texts[_i].text, len, NULL), r);
	buf_free(&out);
}
END_TEST

START_TEST(test_full)
{
	static const char	text[] = "foot\tn\tfeet\n";
	struct buf		out = { .max = HEAD };
	size_t			bad;

	ck_assert_int_eq(inflect_pack(&out, text, strlen(text), &bad),
	    SAGE_ETOOBIG);
	ck_assert_uint_eq(out.len, 0);
	buf_free(&out);
}
END_TEST

/* What a view may be asked must not fault, whatever its answer. */
static void
use(const struct inflect *t)
{
	static const char *const	words[] = {
		"a", "be", "was", "focus", "foot", "feet", "go", "going",
		"went", "n", "v", "zzz"
	};
	struct buf			b = { 0 };
	size_t				i;

	for (i = 0; i < NITEMS(words); i++) {
		inflect_forms(t, words[i], strlen(words[i]), BOTH, join, &b);
		inflect_lemmas(t, words[i], strlen(words[i]), NULL, tell, &b);
	}
	buf_free(&b);
}

/* A copy of just the size, so that reads past its end show. */
static int
open_copy(const char *data, size_t len)
{
	struct inflect	t;
	char		*copy = malloc(len > 0 ? len : 1);
	int		 r;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, data, len);
	if ((r = inflect_open(&t, copy, len)) == 0)
		use(&t);
	free(copy);
	return r;
}

static const char	sample[] =
    "be\tv\twas/were\tbeen\tbeing\tis/are/am\n"
    "focus\tn\tfocuses/foci\n"
    "foot\tn\tfeet\n"
    "go\tv\twent\tgone\tgoing\tgoes\n";

static void
pack_sample(struct buf *b)
{
	size_t	bad;

	ck_assert_int_eq(inflect_pack(b, sample, strlen(sample), &bad), 0);
}

START_TEST(test_truncated)
{
	struct buf	b = { 0 };
	size_t		n;

	pack_sample(&b);
	for (n = 0; n < b.len; n++)
		ck_assert_int_eq(open_copy(b.data, n), SAGE_EINVAL);
	ck_assert_int_eq(open_copy(b.data, b.len), 0);
	ck_assert_int_eq(buf_puts(&b, "\n\n\n\n"), 0);
	for (n = b.len - 3; n <= b.len; n++)
		ck_assert_int_eq(open_copy(b.data, n), SAGE_EINVAL);
	buf_free(&b);
}
END_TEST

/* Every byte of a good table made another one. */
START_TEST(test_changed)
{
	static const unsigned char	values[] = {
		0, 1, '\t', '\n', '/', '-', 'a', 0x7f, 0x80, 0xff
	};
	struct buf			b = { 0 };
	size_t				i;
	char				old;

	pack_sample(&b);
	for (i = 0; i < b.len; i++) {
		old = b.data[i];
		b.data[i] = (char)values[_i];
		open_copy(b.data, b.len);
		b.data[i] = (char)(old + 1);
		open_copy(b.data, b.len);
		b.data[i] = old;
	}
	buf_free(&b);
}
END_TEST

/* A number in the packed sample, and what it becomes. */
static const struct {
	const char	*name;
	size_t		 at;
	uint32_t	 value;
} numbers[] = {
	{ "magic",		  0,		0 },
	{ "no lines",		  4,		0 },
	{ "a line less",	  4,		3 },
	{ "lines that wrap",	  4,		0x40000004 },
	{ "all lines",		  4,		UINT32_MAX },
	{ "no forms",		  8,		0 },
	{ "forms that wrap",	  8,		0x4000000e },
	{ "all forms",		  8,		UINT32_MAX },
	{ "no text",		 12,		0 },
	{ "all text",		 12,		UINT32_MAX },
	{ "first line late",	 16,		1 },
	{ "line twice",		 20,		0 },
	{ "line backwards",	 24,		1 },
	{ "line at the end",	 28,		sizeof(sample) - 1 },
	{ "line outside",	 28,		UINT32_MAX },
	{ "form at the end",	 32,		sizeof(sample) - 1 },
	{ "form outside",	 36,		UINT32_MAX },
};

START_TEST(test_numbers)
{
	struct buf	b = { 0 };
	uint32_t	v = numbers[_i].value;
	size_t		i;

	pack_sample(&b);
	for (i = 0; i < 4; i++)
		b.data[numbers[_i].at + i] = (char)(v >> 8 * i & 0xff);
	ck_assert_msg(open_copy(b.data, b.len) == SAGE_EINVAL, "%s",
	    numbers[_i].name);
	buf_free(&b);
}
END_TEST

/* An offset that lies inside, but not where a form begins. */
START_TEST(test_askew)
{
	struct buf	b = { 0 };
	size_t		i;

	pack_sample(&b);
	for (i = 0; i < sizeof(sample) - 1; i++) {
		b.data[32] = (char)i;
		ck_assert_int_eq(open_copy(b.data, b.len), 0);
	}
	buf_free(&b);
}
END_TEST

START_TEST(test_empty)
{
	struct inflect	t = { 0 };

	use(&t);
	inflect_free(&t);
	ck_assert_int_eq(inflect_open(&t, "", 0), SAGE_EINVAL);
}
END_TEST

static void
add_loops(TCase *tc)
{
	tcase_add_loop_test(tc, test_forms, 0, (int)NITEMS(forms));
	tcase_add_loop_test(tc, test_form, 0, (int)NITEMS(one));
	tcase_add_loop_test(tc, test_lemmas, 0, (int)NITEMS(back));
	tcase_add_loop_test(tc, test_text, 0, (int)NITEMS(texts));
	tcase_add_loop_test(tc, test_changed, 0, 10);
	tcase_add_loop_test(tc, test_numbers, 0, (int)NITEMS(numbers));
}

int
main(void)
{
	Suite	*s = suite_create("inflect");
	TCase	*tc = tcase_create("inflect");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_unchecked_fixture(tc, setup, teardown);
	add_loops(tc);
	tcase_add_test(tc, test_shipped);
	tcase_add_test(tc, test_stop);
	tcase_add_test(tc, test_known);
	tcase_add_test(tc, test_lengths);
	tcase_add_test(tc, test_full);
	tcase_add_test(tc, test_truncated);
	tcase_add_test(tc, test_askew);
	tcase_add_test(tc, test_empty);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
