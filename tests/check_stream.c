#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "stream.h"

/* Texts, and the paragraphs in them: line:column, the bytes before it on its
 * line, and the text with | for a line end. */
static const struct {
	const char	*name;
	enum sage_type	 type;
	const char	*text, *paragraphs;
} texts[] = {
	{ "nothing", SAGE_PLAIN, "", "" },
	{ "one line", SAGE_PLAIN, "a\n", "1:1+0 a|\n" },
	{ "no line end", SAGE_PLAIN, "a", "1:1+0 a\n" },
	{ "two lines", SAGE_PLAIN, "a\nb\n", "1:1+0 a|b|\n" },
	{ "two paragraphs", SAGE_PLAIN, "a\n\nb\n", "1:1+0 a|\n3:1+0 b|\n" },
	{ "many breaks", SAGE_PLAIN, "\n\na\n \n\n\nb", "3:1+0 a|\n7:1+0 b\n" },
	{ "CRLF", SAGE_PLAIN, "a\r\n\r\nb\r\n", "1:1+0 a\r|\n3:1+0 b\r|\n" },
	{ "items", SAGE_PLAIN, "- a\n- b\n  c\n1. d\n",
	    "1:3+2 a|\n2:3+2 b|  c|\n4:4+3 d|\n" },
	{ "a heading", SAGE_PLAIN, "a\n## b\nc\n",
	    "1:1+0 a|\n2:3+2  b|\n3:1+0 c|\n" },
	{ "a quotation", SAGE_PLAIN, "a\n> b\nc\n", "1:1+0 a|\n3:1+0 c|\n" },
	{ "a fence", SAGE_PLAIN, "a\n```\nb\n\n```\nc\n",
	    "1:1+0 a|\n6:1+0 c|\n" },
	{ "a mark", SAGE_PLAIN, "\xef\xbb\xbf" "a\nb\n", "1:1+0 a|b|\n" },
	{ "a mark alone", SAGE_PLAIN, "\xef\xbb\xbf", "" },
	{ "half a mark", SAGE_PLAIN, "\xef\xbb", "1:1+0 \xef\xbb\n" },
	{ "NUL", SAGE_PLAIN, "a\n", "1:1+0 a|\n" },
	{ "Markdown", SAGE_MARKDOWN, "# a\n\nb\nc\n\n- d\n- e\n\n    f\n",
	    "1:2+1  a|\n3:1+0 b|c|\n6:3+2 d|\n7:3+2 e|\n9:1+0     f|\n" },
	{ "Markdown: a fence", SAGE_MARKDOWN, "a\n\n```\nb\n```\n\nc\n",
	    "1:1+0 a|\n7:1+0 c|\n" },
	{ "Markdown: code", SAGE_MARKDOWN, "a\n\n    b\n\nc\n",
	    "1:1+0 a|\n5:1+0 c|\n" },
	{ "Markdown: HTML", SAGE_MARKDOWN, "a\n\n<div>\nb\n</div>\n\nc\n",
	    "1:1+0 a|\n7:1+0 c|\n" },
	{ "Markdown: a comment", SAGE_MARKDOWN, "<!--\na\n\nb -->\nc\n",
	    "5:1+0 c|\n" },
	{ "Markdown: HTML of one line", SAGE_MARKDOWN, "<!-- a -->\nb\n",
	    "2:1+0 b|\n" },
	{ "Markdown: a fence in an item", SAGE_MARKDOWN,
	    "- ```\n  a\nb\n", "3:1+0 b|\n" },
	{ "Markdown: one that ends", SAGE_MARKDOWN,
	    "- ```\n  a\n  ```\n  b\n", "4:1+0   b|\n" },
	{ "Markdown: two of them", SAGE_MARKDOWN,
	    "- ```\n  a\n```\nb\n", "" },
	{ "Markdown: returns", SAGE_MARKDOWN,
	    "a\rb\r\rc\n\n```\nd\n```\n\ne\n",
	    "1:1+0 a\rb\r\rc|\n7:1+0 e|\n" },
	{ "Markdown: quoted", SAGE_MARKDOWN, "a\n\n> b\nlazy\n\nc\n",
	    "1:1+0 a|\n6:1+0 c|\n" },
	{ "Markdown: a rule", SAGE_MARKDOWN, "a\n\n---\n\nb\n",
	    "1:1+0 a|\n5:1+0 b|\n" },
	{ "Markdown: a mark", SAGE_MARKDOWN, "\xef\xbb\xbf" "a\n\nb\n",
	    "1:1+0 a|\n3:1+0 b|\n" },
	{ "commit", SAGE_COMMIT, "a: b\n\nc\nd\n\nSigned-off-by: e\n# f\n",
	    "1:1+0 a: b|\n3:1+0 c|d|\n" },
	{ "commit: trailers", SAGE_COMMIT, "a\n\nb\n\nFoo: c\nBar: d\n",
	    "1:1+0 a|\n3:1+0 b|\n" },
	{ "commit: one of them", SAGE_COMMIT, "a\n\nFoo: c\n",
	    "1:1+0 a|\n3:1+0 Foo: c|\n" },
	{ "commit: not all are", SAGE_COMMIT, "a\n\nb\nFoo: c\n",
	    "1:1+0 a|\n3:1+0 b|Foo: c|\n" },
	{ "commit: a subject alone", SAGE_COMMIT, "a\nb\n",
	    "1:1+0 a|\n2:1+0 b|\n" },
	{ "mail: a folded subject", SAGE_MAIL,
	    "Subject: a\n b\n\tc\nTo: d\n e\n\nf\n",
	    "1:10+9 a| b|\tc|\n7:1+0 f|\n" },
	{ "mail: a folded subject alone", SAGE_MAIL, "Subject:\n a",
	    "1:9+8 | a\n" },
	{ "mail", SAGE_MAIL, "From: a\nSubject: b\n\nc\n> d\ne\n-- \nf\n",
	    "2:10+9 b|\n4:1+0 c|\n6:1+0 e|\n" },
};

/* ---- what comes out -------------------------------------------------- */

/* As ck_assert(), which takes too long for what is asked for each byte. */
#define MUST(that)	do { if (!(that)) ck_abort_msg("%s", #that); } while (0)

/* A message, and what was handed over of it. */
struct reading {
	const char	*whole;
	size_t		 len;
	struct buf	 told;		/* readable */
	struct buf	 log;		/* all there is, of prose */
	struct buf	 words;		/* its text alone */
	size_t		 end;		/* of what came last */
	size_t		 prose;		/* bytes */
	size_t		 longest;
	size_t		 at;		/* offset of line and column */
	uint64_t	 line, column;
};

static void
begin_reading(struct reading *r, const char *whole, size_t len)
{
	memset(r, 0, sizeof(*r));
	r->whole = whole;
	r->len = len;
	r->line = r->column = 1;
	if (len >= 3 && memcmp(whole, "\xef\xbb\xbf", 3) == 0)
		r->at = 3;
}

/* Does the paragraph stand where it says? */
static void
check_place(struct reading *r, const struct paragraph *p,
    const struct sage_place *place)
{
	size_t	at = (size_t)place->byte;

	MUST(at >= r->at);
	MUST(at + p->len <= r->len);
	MUST(memcmp(p->raw, r->whole + at, p->len) == 0);
	MUST(p->lead <= at);
	MUST(memcmp(p->raw - p->lead, r->whole + at - p->lead,
	    p->lead) == 0);
	for (; r->at < at; r->at++)
		if (r->whole[r->at] == '\n') {
			r->line++;
			r->column = 1;
		} else
			r->column++;
	MUST(place->line == r->line && place->column == r->column);
}

static int
take(const struct paragraph *p, void *arg)
{
	struct reading		*r = arg;
	struct sage_place	 place = stream_place(p);
	size_t			 i;

	check_place(r, p, &place);
	MUST(place.byte + p->len >= r->end);
	MUST(p->limit <= p->len);
	r->end = (size_t)place.byte + p->limit;
	if (!p->prose)
		return 0;
	r->prose += p->len;
	if (p->len > r->longest)
		r->longest = p->len;
	MUST(buf_append(&r->log, &place, sizeof(place)) == 0);
	MUST(buf_append(&r->log, &p->len, sizeof(p->len)) == 0);
	MUST(buf_append(&r->log, &p->limit, sizeof(p->limit)) == 0);
	MUST(buf_append(&r->log, &p->lead, sizeof(p->lead)) == 0);
	MUST(buf_append(&r->log, p->text, p->len) == 0);
	MUST(buf_append(&r->words, p->text, p->len) == 0);
	if (p->len > 100)
		return 0;
	MUST(buf_printf(&r->told, "%d:%d+%zu ",
	    (int)place.line, (int)place.column, p->lead) == 0);
	for (i = 0; i < p->len; i++)
		MUST(buf_append(&r->told, p->raw[i] == '\n' ?
		    "|" : p->raw + i, 1) == 0);
	MUST(buf_puts(&r->told, "\n") == 0);
	return 0;
}

static int
no_abbreviation(const char *s, size_t len, const void *arg)
{
	(void)s;
	(void)len;
	(void)arg;
	return 0;
}

static void
read_in_pieces(struct reading *r, enum sage_type type, const char *text,
    size_t len, size_t piece)
{
	struct stream	st;
	size_t		at, n;

	begin_reading(r, text, len);
	memset(&st, 0, sizeof(st));
	ck_assert_int_eq(stream_init(&st, type, markdown_mask, SAGE_BYTE, NULL,
	    take, r), 0);
	stream_abbreviations(&st, no_abbreviation, NULL);
	for (at = 0; at < len; at += n) {
		n = len - at < piece ? len - at : piece;
		MUST(stream_feed(&st, text + at, n) == 0);
	}
	ck_assert_int_eq(stream_end(&st), 0);
	stream_free(&st);
}

static void
end_reading(struct reading *r)
{
	buf_free(&r->told);
	buf_free(&r->log);
	buf_free(&r->words);
}

static const size_t	pieces[] = { 1, 7, 1000, 32768, 65536, 1 << 20 };

#define NPIECES	(sizeof(pieces) / sizeof(pieces[0]))

/* ---- short texts ----------------------------------------------------- */

START_TEST(test_short)
{
	size_t		i = (size_t)_i / NPIECES;
	struct reading	r;

	read_in_pieces(&r, texts[i].type, texts[i].text,
	    strlen(texts[i].text), pieces[(size_t)_i % NPIECES]);
	ck_assert_msg(strcmp(buf_string(&r.told), texts[i].paragraphs) == 0,
	    "%s, pieces of %zu: %s", texts[i].name,
	    pieces[(size_t)_i % NPIECES], buf_string(&r.told));
	end_reading(&r);
}
END_TEST

/* A stream reads several messages, each from a line of its own. */
START_TEST(test_again)
{
	struct reading	r;
	struct stream	st;
	uint64_t	line;

	memset(&st, 0, sizeof(st));
	ck_assert_int_eq(stream_init(&st, SAGE_PLAIN, NULL, SAGE_BYTE, NULL,
	    take, &r), 0);
	stream_abbreviations(&st, no_abbreviation, NULL);
	for (line = 1; line < 100; line += 33) {
		begin_reading(&r, "a\n\nb", 4);
		r.line = line;
		stream_begin(&st, line);
		ck_assert_int_eq(stream_feed(&st, r.whole, r.len), 0);
		ck_assert_int_eq(stream_end(&st), 0);
		ck_assert_uint_eq(r.prose, 3);
		end_reading(&r);
	}
	stream_free(&st);
}
END_TEST

/* A mark counts at the start of a message only, also when the start came
 * long before and was forgotten. */
START_TEST(test_late_mark)
{
	struct reading	r;

	read_in_pieces(&r, SAGE_PLAIN, "\n\xef\xbb\xbf" "a\n", 6,
	    pieces[_i]);
	ck_assert_msg(strcmp(buf_string(&r.told),
	    "2:1+0 \xef\xbb\xbf" "a|\n") == 0, "pieces of %zu: %s",
	    pieces[_i], buf_string(&r.told));
	end_reading(&r);
}
END_TEST

/* ---- long texts ------------------------------------------------------ */

/* Texts that are made of parts, each repeated. */
static const struct {
	const char	*name;
	enum sage_type	 type;
	struct {
		const char	*what;
		size_t		 times;
	} part[5];
} longs[] = {
	{ "lines", SAGE_PLAIN, { { "Some words of a line.\n", 10000 } } },
	{ "paragraphs", SAGE_PLAIN, { { "One.\nTwo.\n\n", 20000 } } },
	{ "one line of sentences", SAGE_PLAIN, { { "So it is. ", 30000 } } },
	{ "one line of words", SAGE_PLAIN, { { "so it is ", 30000 } } },
	{ "one word", SAGE_PLAIN, { { "word", 60000 } } },
	{ "one word of two bytes", SAGE_PLAIN, { { "\xc3\xa9", 90000 } } },
	{ "only stops", SAGE_PLAIN, { { ".", 200000 } } },
	{ "only blanks", SAGE_PLAIN, { { " ", 200000 }, { "a\nb\n", 1 } } },
	{ "some blanks, then a word", SAGE_PLAIN,
	    { { " ", 20000 }, { "a\nb\n", 1 } } },
	{ "a fence's long line", SAGE_PLAIN,
	    { { "```", 1 }, { "x", 20000 }, { "`\na\n", 1 } } },
	{ "only line ends", SAGE_PLAIN, { { "\n", 200000 } } },
	{ "sentences of 5000 bytes", SAGE_PLAIN,
	    { { "a word ", 700 }, { "end. ", 1 }, { "a word ", 3000 },
	    { "end. ", 1 }, { "a word ", 3000 } } },
	{ "a long line, then others", SAGE_PLAIN,
	    { { "a word ", 9000 }, { "\nb\n\n", 1 }, { "c\n", 9000 } } },
	{ "a long item", SAGE_PLAIN,
	    { { "- ", 1 }, { "a word ", 9000 }, { "\n- b\n", 2 } } },
	{ "a long heading", SAGE_PLAIN,
	    { { "# ", 1 }, { "a word ", 9000 }, { "\nb\n", 2 } } },
	{ "a long quotation", SAGE_PLAIN,
	    { { "> ", 1 }, { "a word ", 9000 }, { "\nb\n", 2 } } },
	{ "a long fence", SAGE_PLAIN,
	    { { "```\n", 1 }, { "code\n\n", 20000 }, { "```\nb\n", 1 } } },
	{ "many items", SAGE_PLAIN, { { "- an item\n", 20000 } } },
	{ "a long subject", SAGE_COMMIT,
	    { { "a word ", 9000 }, { "\n\nbody\n", 1 } } },
	{ "many trailers", SAGE_COMMIT,
	    { { "a\n\n", 1 }, { "Cc: a <a@b.c>\n", 9000 } } },
	{ "many unknown ones", SAGE_COMMIT,
	    { { "a\n\n", 1 }, { "Foo: b\n", 1000 } } },
	{ "many headers", SAGE_MAIL,
	    { { "X-Foo: b\n", 9000 }, { "\ntext\n", 1 } } },
	{ "a long header", SAGE_MAIL,
	    { { "X-Foo:", 1 }, { " word", 9000 }, { "\n\ntext\n", 1 } } },
	{ "blocks", SAGE_MARKDOWN, { { "One.\nTwo.\n\n", 20000 } } },
	{ "blocks and fences", SAGE_MARKDOWN,
	    { { "One.\n\n```\nTwo.\n```\n\n> Three.\n\n", 5000 } } },
	{ "headings and items", SAGE_MARKDOWN,
	    { { "# One\n\n- Two.\n\n  Three.\n- Four.\n\n", 5000 } } },
	{ "a long paragraph", SAGE_MARKDOWN, { { "A line.\n", 20000 } } },
	{ "a long line", SAGE_MARKDOWN, { { "A word. ", 20000 } } },
	{ "a long list", SAGE_MARKDOWN, { { "- An item.\n", 20000 } } },
	{ "a long loose list", SAGE_MARKDOWN, { { "- An item.\n\n", 20000 } } },
	{ "a block behind a long one", SAGE_MARKDOWN,
	    { { "A line.\n", 9000 }, { "\nB.\n\n", 1 }, { "C.\n", 9000 } } },
};

static void
make_long(size_t i, struct buf *b)
{
	size_t	k, n;

	for (k = 0; k < 5 && longs[i].part[k].what != NULL; k++)
		for (n = longs[i].part[k].times; n > 0; n--)
			MUST(buf_puts(b, longs[i].part[k].what) == 0);
}

/* The same paragraphs at the same places, whatever the pieces. */
START_TEST(test_long)
{
	struct reading	one, r;
	struct buf	text = { 0 };
	size_t		k;

	make_long((size_t)_i, &text);
	read_in_pieces(&one, longs[_i].type, text.data, text.len, pieces[0]);
	ck_assert_uint_le(one.longest, STREAM_PARAGRAPH);
	for (k = 1; k < NPIECES; k++) {
		read_in_pieces(&r, longs[_i].type, text.data, text.len,
		    pieces[k]);
		ck_assert_msg(r.log.len == one.log.len && (r.log.len == 0 ||
		    memcmp(r.log.data, one.log.data, r.log.len) == 0),
		    "%s: pieces of %zu: %zu bytes, not %zu", longs[_i].name,
		    pieces[k], r.prose, one.prose);
		end_reading(&r);
	}
	end_reading(&one);
	buf_free(&text);
}
END_TEST

/* ---- blocks longer than the window ----------------------------------- */

/* What is before and after a long block, its lines, and what is prose. */
static const struct {
	const char	*name, *before, *line, *after, *prose;
} blocks[] = {
	{ "a fence", "```\n", "code here.\n", "```\n\nProse.\n",
	    "Prose.\n" },
	{ "a fence of tildes", "~~~ c\n", "code here.\n```\n",
	    "~~~\n\nProse.\n", "Prose.\n" },
	{ "a fence with empty lines", "```\n", "code here.\n\n",
	    "```\n\nProse.\n", "Prose.\n" },
	{ "a fence with returns", "```\r\n", "code here.\r\n",
	    "```\r\n\r\nProse.\n", "Prose.\n" },
	{ "a fence in a fence", "````\n", "```\ncode\n```\n",
	    "````\nProse.\n", "Prose.\n" },
	{ "indented code", "", "    code here.\n", "\nProse.\n",
	    "Prose.\n" },
	{ "indented code with empty lines", "", "    code here.\n\n\n",
	    "Prose.\n", "Prose.\n" },
	{ "a quotation", "", "> words here.\n", "\nProse.\n", "Prose.\n" },
	{ "lazy lines", "> words\n", "here.\n", "\nProse.\n", "Prose.\n" },
	{ "no lazy lines", "Some.\n\n> a\n", "> words here.\n",
	    ">\nProse.\n", "Some.\nProse.\n" },
	{ "HTML", "<pre>\n", "code here.\n", "</pre>\n\nProse.\n",
	    "Prose.\n" },
	{ "HTML up to an empty line", "<div>\n", "code here.\n",
	    "\nProse.\n", "Prose.\n" },
	{ "a comment", "<!--\n", "words here.\n\n", "-->\n\nProse.\n",
	    "Prose.\n" },
	{ "a fence in an item", "- Item.\n\n  ```\n", "  code here.\n",
	    "  ```\n\n  Prose.\n", "Item.\n  Prose.\n" },
	{ "a fence that begins an item", "1. a\n2. ```\n", "   code here.\n",
	    "   ```\n   Prose.\n", "a\n   Prose.\n" },
	{ "a fence in two items", "- a\n  - b\n\n    ```\n",
	    "    code here.\n\n", "    ```\n\n  Prose.\n",
	    "a\nb\n  Prose.\n" },
	{ "a fence that its item ends", "- a\n  ```\n", "  code\n",
	    "Prose.\n", "a\nProse.\n" },
	{ "code in an item", "- a\n\n", "      code here.\n\n",
	    "  Prose.\n", "a\n  Prose.\n" },
	{ "code in an empty item", "-\n  a\n\n", "      code here.\n\n",
	    "  Prose.\n", "-\n  a\n  Prose.\n" },
	{ "a quotation in an item", "- a\n\n", "  > words here.\n",
	    "\n  Prose.\n", "a\n  Prose.\n" },
	{ "a comment in an item", "* a\n\n  <!--\n", "  words here.\n\n",
	    "  -->\n  Prose.\n", "a\n  Prose.\n" },
	{ "a comment that begins an item", "* <!--\n", "  words here.\n\n",
	    "  -->\n  Prose.\n", "  Prose.\n" },
};

static void
check_block(size_t i, const struct buf *text)
{
	struct reading	r;
	size_t		k;

	for (k = 0; k < NPIECES; k += 2) {
		read_in_pieces(&r, SAGE_MARKDOWN, text->data, text->len,
		    pieces[k]);
		ck_assert_msg(strcmp(buf_string(&r.words),
		    blocks[i].prose) == 0,
		    "%s, pieces of %zu: %zu bytes of prose: %.50s",
		    blocks[i].name, pieces[k], r.prose, buf_string(&r.words));
		end_reading(&r);
	}
}

START_TEST(test_block)
{
	struct buf	text = { 0 };

	MUST(buf_puts(&text, blocks[_i].before) == 0);
	while (text.len < STREAM_WINDOW + MARKDOWN_PART)
		MUST(buf_puts(&text, blocks[_i].line) == 0);
	MUST(buf_puts(&text, blocks[_i].after) == 0);
	check_block((size_t)_i, &text);
	buf_free(&text);
}
END_TEST

/* The first line of a block is longer than the window. */
START_TEST(test_long_line)
{
	static const struct {
		const char	*before, *after, *prose;
	} lines[] = {
		{ "```", "\ncode.\n```\nProse.\n", "Prose.\n" },
		{ "    ", "\n\n    code.\n\nProse.\n", "Prose.\n" },
		{ "> ", "\nlazy.\n\nProse.\n", "Prose.\n" },
		{ "<!-- ", "\n\nb -->\nProse.\n", "Prose.\n" },
		{ "- a\n\n  ```", "\n\n  code.\n  ```\n  Prose.\n",
		    "a\n  Prose.\n" },
	};
	struct reading	r;
	struct buf	text = { 0 };
	size_t		k;

	MUST(buf_puts(&text, lines[_i].before) == 0);
	while (text.len < STREAM_WINDOW + MARKDOWN_PART)
		MUST(buf_puts(&text, "words ") == 0);
	MUST(buf_puts(&text, lines[_i].after) == 0);
	for (k = 0; k < NPIECES; k++) {
		read_in_pieces(&r, SAGE_MARKDOWN, text.data, text.len,
		    pieces[k]);
		ck_assert_str_eq(buf_string(&r.words), lines[_i].prose);
		end_reading(&r);
	}
	buf_free(&text);
}
END_TEST

/* A list is one block; it is parted at any of its lines. */
START_TEST(test_list)
{
	static const char *const items[] = {
		"- Text.\n\n  ```\n  code\n  ```\n",
		"- Text.\n  ```\n  code\n\n  code\n",
		"- Text.\n\n      code\n\n      code\n\n",
		"- <!-- a\n  b\n  c -->\n  Text.\n",
		"- > words\n  > words\n\n  Text.\n",
		"- ```\n  code\n  ```\n  Text.\n",
		"1. - ~~~\n     code\n     ~~~\n   - Text.\n\n",
		"- # Text.\n\n  <div>\n  code\n  </div>\n\n",
	};
	struct reading	 r;
	struct buf	 text = { 0 };
	size_t		 before, n, i;
	const char	*at;

	for (before = 0; before < strlen(items[_i]); before += 3) {
		text.len = 0;
		MUST(buf_puts(&text, "- ") == 0);
		for (i = 0; i < before; i++)
			MUST(buf_puts(&text, "x") == 0);
		MUST(buf_puts(&text, "\n") == 0);
		for (n = 0; text.len < MARKDOWN_PART * 2; n++)
			MUST(buf_puts(&text, items[_i]) == 0);
		read_in_pieces(&r, SAGE_MARKDOWN, text.data, text.len, 4096);
		MUST(buf_append(&r.words, "", 1) == 0);
		for (at = r.words.data; (at = strstr(at, "Text.")) != NULL;
		    at++)
			n--;
		ck_assert_uint_eq(n, 0);
		ck_assert_ptr_null(strstr(r.words.data, "code"));
		ck_assert_ptr_null(strstr(r.words.data, "words"));
		ck_assert_ptr_null(strstr(r.words.data, "b\n"));
		end_reading(&r);
	}
	buf_free(&text);
}
END_TEST

/* ---- what fills the window ------------------------------------------- */

/*
 * What begins a line and is no text stays in the window with its paragraph;
 * it and what is open may fill it, and the next piece must still find room.
 */
static const struct {
	const char	*name;
	enum sage_type	 type;
	size_t		 blanks;	/* before the item */
	size_t		 line, lines;	/* bytes of each line, and how many */
	size_t		 last;		/* bytes of the last one */
} full[] = {
	{ "blanks before an item", SAGE_PLAIN, 60000, 70, 100, 1 },
	{ "... of one long line", SAGE_PLAIN, 60000, 1, 0, 20000 },
	{ "... of half a window", SAGE_PLAIN, 33000, 16000, 1, 16000 },
	{ "an item and a long line", SAGE_MARKDOWN, 0, 16384, 1, 60000 },
	{ "... indented", SAGE_MARKDOWN, 3, 16384, 1, 60000 },
	{ "... of several", SAGE_MARKDOWN, 0, 8192, 2, 60000 },
};

static void
add_line(struct buf *b, size_t len)
{
	size_t	i;

	for (i = 1; i < len; i++)
		MUST(buf_puts(b, i % 5 ? "x" : " ") == 0);
	MUST(buf_puts(b, "\n") == 0);
}

START_TEST(test_full)
{
	struct reading	r;
	struct buf	text = { 0 };
	size_t		i;

	for (i = 0; i < full[_i].blanks; i++)
		MUST(buf_puts(&text, " ") == 0);
	MUST(buf_puts(&text, "- ") == 0);
	for (i = 0; i < full[_i].lines; i++)
		add_line(&text, full[_i].line);
	add_line(&text, full[_i].last);
	for (i = 0; i < NPIECES; i++) {
		read_in_pieces(&r, full[_i].type, text.data, text.len,
		    pieces[i]);
		end_reading(&r);
	}
	buf_free(&text);
}
END_TEST

#define NITEMS(a)	(int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite	*s = suite_create("stream");
	TCase	*tc = tcase_create("stream");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_set_timeout(tc, 5);
	tcase_add_loop_test(tc, test_short, 0, NITEMS(texts) * (int)NPIECES);
	tcase_add_test(tc, test_again);
	tcase_add_loop_test(tc, test_late_mark, 0, (int)NPIECES);
	tcase_add_loop_test(tc, test_long, 0, NITEMS(longs));
	tcase_add_loop_test(tc, test_block, 0, NITEMS(blocks));
	tcase_add_loop_test(tc, test_long_line, 0, 5);
	tcase_add_loop_test(tc, test_list, 0, 8);
	tcase_add_loop_test(tc, test_full, 0, NITEMS(full));
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
