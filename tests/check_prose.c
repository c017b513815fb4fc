#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "prose.h"
#include "token.h"

/*
 * Texts line by line.  Before each line stands what it is to be: T text, I
 * an item, A alone, F folded, R a trailer, B a break, S not prose, E the end;
 * then, as one digit, how many bytes at its start are no text; then a blank.
 */
static const char	kinds[] = "TIAFRBSE";

static const struct {
	const char	*name;
	enum sage_type	 type;
	const char	*comment;
	const char	*lines;
} texts[] = {
	{ "plain", SAGE_PLAIN, NULL,
	    "T0 One line,\n"
	    "T0 and another.\n"
	    "B0 \n"
	    "B0  \t \r\n"
	    "T0   Indented text.\n"
	    "T0 Signed-off-by: nobody special here\n"
	    "T0 Keep: it is text\n" },
	{ "plain: items", SAGE_PLAIN, NULL,
	    "I2 - one\n"
	    "T0   goes on\n"
	    "I2 * one\n"
	    "I2 + one\n"
	    "I4   - one\n"
	    "I3 1. one\n"
	    "I3 2) two\n"
	    "I5 123. many\n"
	    "T0 1234. too many\n"
	    "T0 1.one\n"
	    "T0 -one\n"
	    "T0 -\n"
	    "T0 1.\n"
	    "I4 \xe2\x80\xa2 a bullet\n"
	    "I3 \t- one\n" },
	{ "plain: headings", SAGE_PLAIN, NULL,
	    "A1 # One\n"
	    "A3 ### Three\n"
	    "T0 #hash\n"
	    "T0 #\n"
	    "T0  # not in column one\n" },
	{ "plain: quotations", SAGE_PLAIN, NULL,
	    "S0 > quoted\n"
	    "S0 >quoted\n"
	    "S0   > quoted\n"
	    "S0 > > quoted twice\n"
	    "T0 a > b\n" },
	{ "plain: fences", SAGE_PLAIN, NULL,
	    "T0 text\n"
	    "S0 ```\n"
	    "S0 code\n"
	    "S0 \n"
	    "S0 ~~~\n"
	    "S0 ``\n"
	    "S0 ``` not the end\n"
	    "S0 ```` \n"
	    "T0 text\n"
	    "S0   ~~~~ sh\n"
	    "S0 ~~~\n"
	    "S0 ~~~~\n"
	    "T0 text\n"
	    "T0 ``` a ` b\n"
	    "T0 ``\n" },
	{ "plain: a diff", SAGE_PLAIN, NULL,
	    "T0 text\n"
	    "S0 diff --git a/x b/x\n"
	    "S0 index 1234..5678 100644\n"
	    "S0 --- a/x\n"
	    "S0 +++ b/x\n"
	    "S0 @@ -1,2 +1,2 @@\n"
	    "S0  context\n"
	    "S0 -old\n"
	    "S0 +new\n"
	    "S0 \\ No newline\n"
	    "S0 \n"
	    "S0  more\n"
	    "T0 text\n"
	    "S0 diff -u x/y z/y\n"
	    "S0 -old\n"
	    "T0 diff -u is what you want.\n"
	    "T0 diff --git is slow here.\n"
	    "B0 \n"
	    "I2 - an item\n"
	    "S0 @@ -1 +1 @@\n"
	    "S0 - no item\n"
	    "T0 text\n" },
	{ "plain: no line is masked", SAGE_PLAIN, NULL,
	    "T0 \x1a\x1a\x1a\n"
	    "T0 a\x1a\n" },
	{ "Markdown", SAGE_MARKDOWN, NULL,
	    "A1 # One\n"
	    "T0 Text.\n"
	    "I2 - item\n"
	    "T0 ```\n"
	    "T0 > quoted\n"
	    "T0 diff --git a/x b/x\n"
	    "S0 \x1a\x1a\n"
	    "B0 \n" },
	{ "commit", SAGE_COMMIT, NULL,
	    "A0 area: do this\n"
	    "B0 \n"
	    "T0 Why it is so,\n"
	    "T0 and how.\n"
	    "I2 - one\n"
	    "S0 # comment\n"
	    "S0 #comment\n"
	    "B0 \n"
	    "S0     code\n"
	    "S0 \tcode\n"
	    "T0 text\n"
	    "T0     goes on\n"
	    "B0 \n"
	    "S0 Signed-off-by: A B <a@b.c>\n"
	    "S0 Reviewed-By: C D <c@d.e>\n"
	    "S0  folded\n"
	    "S0 Fixes: #12\n"
	    "S0 cc: x\n"
	    "R0 Anything: else\n"
	    "T0 Anything:else\n"
	    "T0 Any thing: else\n" },
	{ "commit: its subject", SAGE_COMMIT, NULL,
	    "S0 # Please enter\n"
	    "B0 \n"
	    "A0 - no item\n"
	    "T0 the body\n" },
	{ "commit: made by git", SAGE_COMMIT, NULL,
	    "S0 Revert \"x\"\n"
	    "B0 \n"
	    "S0 Reapply \"x\"\n"
	    "B0 \n"
	    "S0 fixup! x\n"
	    "B0 \n"
	    "S0 squash! x\n"
	    "T0 amend! in the midst\n"
	    "B0 \n"
	    "T0 Revert \"x\" at once\n"
	    "B0 \n"
	    "T0 This reverts commit 12345678, which was bad.\n"
	    "B0 \n"
	    "T0 This reverts commit 1234.\n"
	    "B0 \n"
	    "S0 This reverts commit 12345678.\n"
	    "B0 \n"
	    "S0 This reverts commit 12345678, reversing\n"
	    "B0 \n"
	    "S0 This reverts commit 12345678 (x, 2026-11-27).\n" },
	{ "commit: a merge", SAGE_COMMIT, NULL,
	    "S0 Merge branch 'x'\n"
	    "B0 \n"
	    "S0 Merge branch 'x' into y\n"
	    "B0 \n"
	    "S0 Merge branch 'it's' of https://example.org/x\n"
	    "B0 \n"
	    "S0 Merge branches 'x', 'y' and 'z'\n"
	    "B0 \n"
	    "S0 Merge branch 'x' (early part)\n"
	    "B0 \n"
	    "S0 Merge tag 'v1' of x into y\n"
	    "B0 \n"
	    "S0 Merge commit '1234'\n"
	    "B0 \n"
	    "S0 Merge remote-tracking branch 'x/y'\n"
	    "B0 \n"
	    "S0 Merge pull request #12 from x/y\n"
	    "B0 \n"
	    "T0 Merge pull request #12, which is late\n"
	    "B0 \n"
	    "T0 Merge branch 'x' as it is late\n"
	    "B0 \n"
	    "T0 Merge branch x\n"
	    "B0 \n"
	    "T0 Merge what you have.\n" },
	{ "commit: others squashed into it", SAGE_COMMIT, NULL,
	    "S0 Squashed commit of the following:\n"
	    "B0 \n"
	    "S0 commit 78fcafad0ecc72ce44c8e19e5e80637dfc0a72a7\n"
	    "S0 Author: A <a@example.org>\n"
	    "S0 Date:   Thu Nov 26 17:26:32 2026 +0000\n"
	    "B0 \n"
	    "S0     You never listen.\n"
	    "B0 \n"
	    "S0 commit 78fcafa (topic)\n"
	    "T0 commit 78fca\n"
	    "T0 commit facades\n"
	    "T0 commit 78fcafad broke it\n"
	    "R0 Date: never\n" },
	{ "commit: scissors", SAGE_COMMIT, NULL,
	    "A0 subject\n"
	    "B0 \n"
	    "T0 text\n"
	    "E0 # ------------------------ >8 ------------------------\n"
	    "E0 text\n"
	    "E0 \n" },
	{ "commit: another sign", SAGE_COMMIT, ";",
	    "A0 # a subject\n"
	    "T0 # a line\n"
	    "S0 ; comment\n"
	    "E0 ; ------------------------ >8 ------------------------\n" },
	{ "commit: a longer sign", SAGE_COMMIT, "//",
	    "A0 subject\n"
	    "T0 / text\n"
	    "S0 // comment\n" },
	{ "commit: no sign", SAGE_COMMIT, "",
	    "A0 # a subject\n"
	    "T0 # a line\n"
	    "T0 # ------------------------ >8 ------------------------\n" },
	{ "commit: a diff", SAGE_COMMIT, NULL,
	    "A0 subject\n"
	    "B0 \n"
	    "T0 diff --git is slow here.\n"
	    "T0 diff --git is slow.\n"
	    "T0 diff --git\n"
	    "T0 diff --git \n"
	    "T0  diff --git a/x b/x\n"
	    "E0 diff --git a/x b/x\n"
	    "E0 text\n" },
	{ "commit: a diff, quoted", SAGE_COMMIT, NULL,
	    "E0 diff --git \"a/\\303\\251\" \"b/\\303\\251\"\n" },
	{ "commit: a diff of the index", SAGE_COMMIT, NULL,
	    "E0 diff --git i/x w/x\n" },
	{ "commit: a diff without prefix", SAGE_COMMIT, NULL,
	    "E0 diff --git x y x y\n" },
	{ "commit: and other names", SAGE_COMMIT, NULL,
	    "E0 diff --git x.c y.c\n" },
	{ "commit: quotations, fences", SAGE_COMMIT, NULL,
	    "A0 subject\n"
	    "S0 > quoted\n"
	    "S0 ```\n"
	    "S0 # comment?\n"
	    "S0 ```\n"
	    "T0 text\n" },
	{ "mail without headers", SAGE_MAIL, NULL,
	    "T0 Hello,\n"
	    "B0 \n"
	    "S0 > quoted\n"
	    "T0 text\n"
	    "I2 - one\n"
	    "E0 -- \n"
	    "E0 text\n" },
	{ "mail with headers", SAGE_MAIL, NULL,
	    "S0 Received: from here\n"
	    "S0 \tby there\n"
	    "A9 Subject: Hello\n"
	    "F0  and good day\n"
	    "F0 \tto you\n"
	    "S0 From: A B <a@b.c>\n"
	    "S0  (at home)\n"
	    "B0 \n"
	    "T0 Subject: in the text\n"
	    "T0  goes on\n"
	    "S0 Content-Type: text/plain\n"
	    "T0 Content-wise: fine\n"
	    "T0 Content-Type is a field\n" },
	{ "mail: no header", SAGE_MAIL, NULL,
	    "T0 Sam: hello\n"
	    "T0 From: it is text\n" },
	{ "mail: no header either", SAGE_MAIL, NULL,
	    "T0 Note: hello\n"
	    "T0 more\n" },
	{ "mail: no mailbox", SAGE_MAIL, NULL,
	    "T0 From now on it is text.\n"
	    "T0 more\n" },
	{ "mail: other fields", SAGE_MAIL, NULL,
	    "S0 x-mailer:y\n"
	    "Af Subject:   fw: x\n"
	    "A8 Subject:\n"
	    "F0  x\n" },
	{ "mail: CRLF", SAGE_MAIL, NULL,
	    "A9 Subject: x\r\n"
	    "B0 \r\n"
	    "T0 text\r\n"
	    "E0 -- \r\n"
	    "E0 text\r\n"
	    "S0 From a@b.c Mon Jan  1 00:00:00 2024\r\n"
	    "S0 To: x\r\n"
	    "B0 \r\n"
	    "E0 --\r\n" },
	{ "commit: CRLF", SAGE_COMMIT, NULL,
	    "S0 Revert \"x\"\r\n"
	    "B0 \r\n"
	    "S0 This reverts commit 12345678.\r\n"
	    "B0 \r\n"
	    "S0 commit 12345678 (x)\r\n"
	    "B0 \r\n"
	    "S0 Merge branch 'x'\r\n"
	    "S0 ```\r\n"
	    "S0 text\r\n"
	    "S0 \r\n"
	    "S0 ```\r\n"
	    "B0 \r\n"
	    "S0 Link: x\r\n"
	    "E0 diff --git x x\r\n" },
	{ "mail: answers", SAGE_MAIL, NULL,
	    "A9 SUBJECT: x\n"
	    "Ad Subject: Re: x\n"
	    "Ah Subject: RE: FW: x\n"
	    "Ad Subject: Re: \n"
	    "A8 Subject:x\n" },
	{ "mail: other ends", SAGE_MAIL, NULL,
	    "T0 text\n"
	    "T0 -- text\n"
	    "E0 --\n" },
	{ "mail: forwarded", SAGE_MAIL, NULL,
	    "T0 text\n"
	    "E0 -----Original Message-----\n"
	    "E0 text\n" },
	{ "mail: Outlook's line", SAGE_MAIL, NULL,
	    "T0 text\n"
	    "E0 ________________________________\n" },
	{ "a mailbox", SAGE_MAIL, NULL,
	    "S0 From a@b.c Mon Jan  1 00:00:00 2024\n"
	    "A9 Subject: one\n"
	    "B0 \n"
	    "T0 text\n"
	    "T0 From here on it is text.\n"
	    "B0 \n"
	    "S0 From a@b.c Mon Jan  1 00:00:00 2024\n"
	    "A9 Subject: two\n"
	    "B0 \n"
	    "T0 text\n"
	    "E0 -- \n"
	    "E0 signature\n"
	    "E0 \n"
	    "S0 From a@b.c Mon Jan  1 00:00:00 2024\n"
	    "A9 Subject: three\n"
	    "B0 \n"
	    "T0 text\n" },
	{ "mail: a patch", SAGE_MAIL, NULL,
	    "S0 From: A B <a@b.c>\n"
	    "B0 \n"
	    "T0 text\n"
	    "S0 --- a/x\n"
	    "S0 +++ b/x\n"
	    "S0 @@ -1 +1 @@\n"
	    "S0 -old\n"
	    "S0 +new\n"
	    "S0 \n"
	    "T0 text\n" },
};

static size_t
digit(char c)
{
	return (size_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Each line in a copy of its own, so that a read past it shows. */
static void
check_line(size_t i, struct prose *p, const char *line, size_t len,
    size_t number)
{
	char		*copy;
	enum prose_kind	 kind;
	size_t		 skip = 99;

	ck_assert_ptr_nonnull(copy = malloc(len - 3 + 1));
	memcpy(copy, line + 3, len - 3);
	copy[len - 3] = '\n';
	kind = prose_line(p, copy, len - 3, &skip);
	ck_assert_msg(kinds[kind] == line[0] && skip == digit(line[1]),
	    "%s, line %zu: %c%zu", texts[i].name, number, kinds[kind], skip);
	free(copy);
}

START_TEST(test_lines)
{
	const char	*line, *nl;
	struct prose	 p;
	size_t		 number = 0;

	prose_init(&p, texts[_i].type, texts[_i].comment);
	for (line = texts[_i].lines; *line != '\0'; line = nl + 1) {
		nl = strchr(line, '\n');
		ck_assert_ptr_nonnull(nl);
		check_line((size_t)_i, &p, line, (size_t)(nl - line),
		    ++number);
	}
}
END_TEST

#define SCISSORS	" ------------------------ >8 ----------------------\n"

static const struct {
	const char	*text, *sign;
} comments[] = {
	{ "",				"#" },
	{ "subject\n",			"#" },
	{ "subject\n\n# Please\n",	"#" },
	{ "subject\n\n; Please\n;\n",	";" },
	{ "# subject\n\n; Please\n;\n",	";" },
	{ "subject\n\n! Please",	"!" },
	{ "subject\n\n/ Please\n",	"#" },
	{ "a\n;" SCISSORS "text\n# x\n", ";" },
	{ "a\n;x\n@" SCISSORS "; x\n",	"@" },
	{ "a\n;x\nx" SCISSORS "; x\n",	";" },
	{ "\n\n\n",			"#" },
	{ "a\r\n\r\n; x\r\n\r\n",	";" },
};

START_TEST(test_comment)
{
	const char	*text = comments[_i].text;
	char		 out[4] = "xxx";

	prose_comment(text, strlen(text), out, sizeof(out));
	ck_assert_msg(strcmp(out, comments[_i].sign) == 0, "%s: %s", text,
	    out);
}
END_TEST

START_TEST(test_comment_room)
{
	char	out[2] = "x";

	prose_comment("; a\n", 4, out, 1);
	ck_assert_str_eq(out, "x");
	prose_comment("; a\n", 4, out, 2);
	ck_assert_str_eq(out, ";");
}
END_TEST

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("prose");
	TCase	*tc = tcase_create("prose");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_loop_test(tc, test_lines, 0, NITEMS(texts));
	tcase_add_loop_test(tc, test_comment, 0, NITEMS(comments));
	tcase_add_test(tc, test_comment_room);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
