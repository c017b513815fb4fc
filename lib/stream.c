#include <stdlib.h>
#include <string.h>

#include "markdown.h"
#include "place.h"
#include "stream.h"

/* Not zeroed: that would touch all of it, and most messages are short. */
static char *
new_window(void)
{
	return malloc(STREAM_WINDOW + SCAN_SLACK);
}

int
stream_init(struct stream *st, enum sage_type type, enum sage_unit unit,
    const char *comment, paragraph_fn *fn, void *arg)
{
	st->unit = unit;
	st->fn = fn;
	st->arg = arg;
	if ((st->raw = new_window()) == NULL)
		return SAGE_ENOMEM;
	st->text = st->raw;
	if (type == SAGE_MARKDOWN && (st->text = new_window()) == NULL)
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
	st->text = st->raw = NULL;
}

void
stream_begin(struct stream *st, uint64_t line)
{
	prose_init(&st->prose, st->prose.type, st->prose.comment);
	st->len = st->ready = st->line = st->start = st->end = st->at = 0;
	st->open = st->inside = 0;
	st->nlines = st->ntrailers = 0;
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
	st->at = to;
}

struct sage_place
stream_place(const struct paragraph *p)
{
	move_place(p->stream, p->at);
	return p->stream->place;
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

static int
add_line(struct stream *st, enum prose_kind kind, size_t from, size_t to)
{
	if (!st->open) {
		st->start = from;
		st->lead = from - st->line;
	}
	st->open = 1;
	st->end = to;
	st->nlines++;
	st->ntrailers += kind == PROSE_TRAILER;
	return 0;
}

/* One line, from st->line to its end; skip bytes at its start are no text. */
static int
take_line(struct stream *st, enum prose_kind kind, size_t skip, size_t end)
{
	size_t	from = st->line + skip;
	int	r;

	switch (kind) {
	case PROSE_TEXT:
	case PROSE_TRAILER:
		return add_line(st, kind, from, end);
	case PROSE_ITEM:
		if ((r = flush(st)) != 0)
			return r;
		return add_line(st, kind, from, end);
	case PROSE_ALONE:
		if ((r = flush(st)) != 0)
			return r;
		add_line(st, kind, from, end);
		return flush(st);
	case PROSE_BREAK:
		return flush(st);
	case PROSE_SKIP:
		if ((r = flush(st)) != 0)
			return r;
		return hand_over(st, st->line, end, end, 0);
	case PROSE_END:
		break;
	}
	return flush(st);
}

/* The last blank between two offsets, or the second. */
static size_t
last_blank(const char *s, size_t from, size_t to)
{
	size_t	at;

	for (at = to; at > from; at--)
		if (s[at - 1] == ' ' || s[at - 1] == '\n')
			return at;
	return to;
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

/*
 * Take the next line, or as much as there is of one that fills the window.
 * Returns 1 if there was one, 0 if it is not whole yet.
 */
static int
next_line(struct stream *st, int final)
{
	const char	*nl;
	size_t		 end, len, skip = 0;
	int		 whole = 1, r;

	if (st->line == st->ready)
		return 0;
	nl = memchr(st->text + st->line, '\n', st->ready - st->line);
	end = nl == NULL ? st->ready : (size_t)(nl - st->text) + 1;
	if (nl == NULL && !final) {
		if (end - st->line <= STREAM_PARAGRAPH)
			return 0;
		whole = 0;
	}
	len = end - st->line - (nl != NULL);
	if (!st->inside)
		st->kind = prose_line(&st->prose, st->text + st->line, len,
		    &skip);
	else if (st->kind == PROSE_ITEM)
		st->kind = PROSE_TEXT;
	st->inside = !whole;
	r = take_line(st, st->kind == PROSE_ALONE && !whole ? PROSE_TEXT :
	    st->kind, skip, end);
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

/* Make more of the window ready: all of it, or for Markdown whole blocks. */
static int
make_ready(struct stream *st, int final)
{
	size_t	done, n = st->len - st->ready;
	int	r;

	if (st->text == st->raw) {
		st->ready = st->len;
		return 0;
	}
	if (n == 0 || (!final && n < STREAM_PARAGRAPH * 2))
		return 0;
	memcpy(st->text + st->ready, st->raw + st->ready, n);
	if ((r = markdown_mask(st->text + st->ready, n, final, &done)) != 0)
		return r;
	st->ready += done;
	memset(st->text + st->ready, 0, SCAN_SLACK);
	return 0;
}

static int
run(struct stream *st, int final)
{
	int	r;

	do {
		if ((r = make_ready(st, final)) != 0)
			return r;
		while ((r = next_line(st, final && st->ready == st->len)) > 0)
			;
		if (r < 0)
			return r;
	} while (final && st->line < st->len);
	if (final && (r = flush(st)) != 0)
		return r;
	shift(st);
	return 0;
}

/* A byte order mark is no text, and no column. */
static void
skip_bom(struct stream *st)
{
	if (!st->fresh || st->len < 3)
		return;
	st->fresh = 0;
	if (memcmp(st->raw, "\xef\xbb\xbf", 3) != 0)
		return;
	st->place.byte = 3;
	st->at = st->line = 3;
	st->ready = 3;
	memcpy(st->text, st->raw, 3);
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
		skip_bom(st);
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
