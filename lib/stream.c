#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "mask.h"
#include "place.h"
#include "stream.h"
#include "token.h"

/* Not zeroed: that would touch all of it, and most messages are short. */
static char *
new_window(void)
{
	return malloc(STREAM_WINDOW + SCAN_SLACK);
}

int
stream_init(struct stream *st, enum sage_type type, markdown_fn *mask,
    enum sage_unit unit, const char *comment, paragraph_fn *fn, void *arg)
{
	if (type == SAGE_MARKDOWN && mask == NULL)
		return SAGE_EINVAL;
	st->mask = mask;
	st->unit = unit;
	st->fn = fn;
	st->arg = arg;
	if ((st->raw = new_window()) == NULL)
		return SAGE_ENOMEM;
	st->text = st->raw;
	if (type == SAGE_MARKDOWN && ((st->text = new_window()) == NULL ||
	    markdown_init(&st->markdown) != 0))
		return SAGE_ENOMEM;
	prose_init(&st->prose, type, comment);
	stream_begin(st, 1);
	return 0;
}

void
stream_abbreviations(struct stream *st, abbreviation_fn *fn, const void *arg)
{
	st->abbreviation = fn;
	st->abbreviation_arg = arg;
}

void
stream_free(struct stream *st)
{
	if (st->text != st->raw)
		free(st->text);
	free(st->raw);
	markdown_free(&st->markdown);
	st->text = st->raw = NULL;
}

void
stream_begin(struct stream *st, uint64_t line)
{
	prose_init(&st->prose, st->prose.type, st->prose.comment);
	markdown_begin(&st->markdown);
	st->len = st->ready = st->line = st->start = st->end = st->at = 0;
	st->open = st->inside = 0;
	st->nlines = st->ntrailers = st->looked = 0;
	st->place = (struct sage_place){ 0, line, 1 };
	st->fresh = 1;
}

/* Bring the place forward to an offset in the window. */
static void
move_place(struct stream *st, size_t to)
{
	struct cursor	c = { st->raw, st->len, st->at, st->place, st->unit };

	cursor_to(&c, to);
	st->place = c.place;
	st->at = c.at;
}

struct sage_place
stream_place(const struct paragraph *p)
{
	move_place(p->stream, p->at);
	return p->stream->place;
}

uint64_t
stream_held(const struct stream *st)
{
	return st->place.byte - st->at;
}

static int
hand_over(struct stream *st, size_t from, size_t to, size_t limit, int prose)
{
	struct paragraph	p = { .prose = prose };

	if (from == to)
		return 0;
	p.stream = st;
	p.at = from;
	p.raw = st->raw + from;
	p.text = st->text + from;
	p.len = to - from;
	p.limit = limit - from;
	p.lead = prose ? st->lead : 0;
	p.alone = prose && st->alone;
	st->lead = 0;
	return st->fn(&p, st->arg);
}

/* End the open paragraph; a block of nothing but trailers is no prose. */
static int
flush(struct stream *st)
{
	int	prose = st->nlines < 2 || st->ntrailers < st->nlines;

	if (!st->open)
		return 0;
	st->open = 0;
	st->nlines = st->ntrailers = 0;
	return hand_over(st, st->start, st->end, st->end, prose);
}

static void
add_line(struct stream *st, size_t from, size_t to, int first)
{
	if (!st->open) {
		st->start = from;
		st->lead = from - st->line;
		st->alone = st->kind == PROSE_ALONE;
	}
	st->open = 1;
	st->end = to;
	st->nlines += first;
	st->ntrailers += first && st->kind == PROSE_TRAILER;
}

/* Does a line of the kind at hand end the open paragraph? */
static int
ends_open(const struct stream *st)
{
	switch (st->kind) {
	case PROSE_TEXT:
	case PROSE_TRAILER:
		return st->alone;
	case PROSE_FOLDED:
		return 0;
	default:
		return 1;
	}
}

/*
 * One line, or a part of one, from st->line to its end; skip bytes at its
 * start are no text.
 */
static int
take_line(struct stream *st, size_t skip, size_t end, int first)
{
	int	r = 0;

	if (first && ends_open(st) && (r = flush(st)) != 0)
		return r;
	switch (st->kind) {
	case PROSE_TEXT:
	case PROSE_TRAILER:
	case PROSE_ITEM:
	case PROSE_ALONE:
	case PROSE_FOLDED:
		add_line(st, st->line + skip, end, first);
		break;
	case PROSE_SKIP:
		return hand_over(st, st->line, end, end, 0);
	case PROSE_BREAK:
	case PROSE_END:
		break;
	}
	return 0;
}

/* The offset after the last blank between two, or else the second; but there
 * no character is cut. */
static size_t
last_blank(const char *s, size_t from, size_t to)
{
	size_t	at;

	for (at = to; at > from; at--)
		if (s[at - 1] == ' ' || s[at - 1] == '\n')
			return at;
	for (at = to; at > to - 3 && ((unsigned char)s[at] & 0xc0) == 0x80;)
		at--;
	return at;
}

/*
 * A paragraph that is too long: hand over its sentences so far.  If it is
 * but one, go on with its last part, so that no row of words is torn apart.
 */
static int
cut_paragraph(struct stream *st)
{
	size_t	n, at, next;
	int	r;

	while (st->open && st->end - st->start > STREAM_PARAGRAPH) {
		n = sentence_last_end(st->text + st->start, STREAM_PARAGRAPH,
		    st->abbreviation, st->abbreviation_arg);
		at = st->start;
		next = at + n;
		if (n == 0) {
			n = STREAM_PARAGRAPH;
			next = last_blank(st->text, at + n / 2,
			    at + n - STREAM_OVERLAP);
		}
		st->start = next;
		if ((r = hand_over(st, at, at + n, next, 1)) != 0)
			return r;
	}
	return 0;
}

static int
is_blank(const char *s, size_t len)
{
	size_t	i = 0;

	while (i < len && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r'))
		i++;
	return i == len;
}

/* What kind of line is this?  What was blank so far may become text. */
static size_t
set_kind(struct stream *st, const char *s, size_t len, int first)
{
	size_t	skip = 0;

	if (first)
		st->kind = prose_line(&st->prose, s, len, &skip);
	else if (st->kind == PROSE_BREAK && !is_blank(s, len))
		st->kind = PROSE_TEXT;
	return skip;
}

/*
 * Take the next line; of a longer one than STREAM_PARAGRAPH just so much, so
 * that it does not matter how it came.  Returns 1 if there was one, 0 if it
 * is not whole yet.
 */
static int
next_line(struct stream *st, int final)
{
	const char	*s = st->text + st->line, *nl;
	size_t		 len = st->ready - st->line, end, skip;
	int		 first = !st->inside, cut, r;

	if (len == 0)
		return 0;
	cut = len > STREAM_PARAGRAPH;
	if (cut)
		len = STREAM_PARAGRAPH;
	nl = memchr(s + st->looked, '\n', len - st->looked);
	st->looked = 0;
	if (nl != NULL) {
		len = (size_t)(nl - s);
		cut = 0;
	} else if (!cut && !final) {
		st->looked = len;
		return 0;
	}
	end = st->line + len + (nl != NULL);
	skip = set_kind(st, s, len, first);
	st->inside = cut;
	r = take_line(st, skip, end, first);
	st->line = end;
	if (r == 0)
		r = cut_paragraph(st);
	return r != 0 ? r : 1;
}

/* Forget what has been handed over. */
static void
shift(struct stream *st)
{
	size_t	n = st->open ? st->start - st->lead : st->line;

	if (n == 0)
		return;
	move_place(st, n);
	memmove(st->raw, st->raw + n, st->len - n);
	if (st->text != st->raw)
		memmove(st->text, st->text + n, st->ready - n);
	st->len -= n;
	st->ready -= n;
	st->line -= n;
	st->end -= st->open ? n : st->end;
	st->start = st->open ? st->lead : 0;
	st->at = 0;
}

/* Make more of the window ready.  Returns 1 if that may be done again. */
static int
make_ready(struct stream *st, int final)
{
	size_t	done, n = st->len - st->ready;
	int	whole = n < MARKDOWN_PART, r;

	if (st->text == st->raw) {
		st->ready = st->len;
		return 0;
	}
	if (n == 0 || (whole && !final))
		return 0;
	if ((r = st->mask(&st->markdown, st->text + st->ready,
	    st->raw + st->ready, whole ? n : MARKDOWN_PART, whole,
	    &done)) != 0)
		return r;
	st->ready += done;
	memset(st->text + st->ready, 0, SCAN_SLACK);
	return 1;
}

static int
run(struct stream *st, int final)
{
	int	r, more;

	do {
		if ((more = make_ready(st, final)) < 0)
			return more;
		while ((r = next_line(st, final && st->ready == st->len)) > 0)
			;
		if (r < 0)
			return r;
	} while (more);
	if (final && (r = flush(st)) != 0)
		return r;
	shift(st);
	return 0;
}

/* A byte order mark is no text, and no column.  Returns 0 if there is too
 * little to tell. */
static int
skip_mark(struct stream *st)
{
	static const char	mark[] = "\xef\xbb\xbf";
	size_t			n = sizeof(mark) - 1;

	if (memcmp(st->raw, mark, st->len < n ? st->len : n) == 0) {
		if (st->len < n)
			return 0;
		st->place.byte = st->at = st->line = st->ready = n;
		if (st->text != st->raw)
			memcpy(st->text, st->raw, n);
	}
	st->fresh = 0;
	return 1;
}

int
stream_feed(struct stream *st, const char *data, size_t len)
{
	size_t	n;
	int	r;

	while (len > 0) {
		n = STREAM_WINDOW - st->len;
		if (n > len)
			n = len;
		memcpy(st->raw + st->len, data, n);
		st->len += n;
		memset(st->raw + st->len, 0, SCAN_SLACK);
		data += n;
		len -= n;
		if (st->fresh && !skip_mark(st))
			continue;
		if ((r = run(st, 0)) != 0)
			return r;
	}
	return 0;
}

int
stream_end(struct stream *st)
{
	return run(st, 1);
}

const char *
paragraph_masked(const struct paragraph *p, char *room)
{
	int	markdown = p->stream->prose.type == SAGE_MARKDOWN;
	int	marked = markdown && marks_needed(p->text, p->len);

	if (!marked && !mask_needed(p->text, p->len) && (markdown ||
	    memchr(p->text, MASKED, p->len) == NULL))
		return p->text;
	if (markdown)
		memcpy(room, p->text, p->len);
	else
		mask_copy(room, p->text, p->len);
	memset(room + p->len, 0, SCAN_SLACK);
	mask_inline(room, p->len);
	if (marked)
		marks_blank(room, p->text, p->len);
	return room;
}
