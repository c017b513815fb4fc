#include <inttypes.h>
#include <string.h>

#include "esc.h"
#include "json.h"
#include "level.h"
#include "report.h"
#include "template.h"
#include "text.h"
#include "utf8.h"

#define SHOWN	96	/* bytes of a source line at most */
#define BEFORE	40	/* bytes of it before the span, when it is cut */
#define INDENT	4

#define BOLD	"\033[1m"
#define FAINT	"\033[2m"
#define PLAIN	"\033[0m"

/* By level. */
static const char *const colors[] = { "", "\033[36m", "\033[35m",
    "\033[31m" };

int
report_text(struct buf *out, struct sage_text t)
{
	size_t	i, start;
	int	e = 0;

	for (i = 0; i < t.len && e == 0;) {
		for (start = i; i < t.len && !utf8_is_space(t.data[i]); i++)
			;
		e = esc_append(out, t.data + start, i - start);
		for (start = i; i < t.len && utf8_is_space(t.data[i]); i++)
			;
		if (e == 0 && i > start)
			e = buf_append(out, " ", 1);
	}
	return e;
}

int
report_template(struct buf *out, const char *t)
{
	int	e = 0;

	for (; *t != '\0' && e == 0; t++) {
		if (*t == TEMPLATE_OPEN && t[1] != '\0') {
			t++;
			if (t[1] == TEMPLATE_CLOSE)
				e = buf_puts(out, "...");
		} else if (*t != TEMPLATE_CLOSE)
			e = buf_append(out, t, 1);
	}
	return e;
}

/* NAME:LINE:COLUMN: */
static int
put_place(struct buf *out, const char *name, const struct sage_finding *f)
{
	int	e;

	if ((e = esc_append(out, name, strlen(name))) != 0)
		return e;
	return buf_printf(out, ":%" PRIu64 ":%" PRIu64 ": ", f->start.line,
	    f->start.column);
}

int
report_gnu(struct buf *out, const char *name, const struct sage_finding *f)
{
	struct sage_text	repair = text_of(f->repair);
	struct sage_text	title = text_of(f->title);
	int			e;

	if ((e = put_place(out, name, f)) != 0 ||
	    (e = buf_puts(out, level_name(f->level))) != 0 ||
	    (e = buf_puts(out, ": ")) != 0 ||
	    (e = report_text(out, title)) != 0 ||
	    (e = buf_puts(out, ": \"")) != 0 ||
	    (e = report_text(out, f->text)) != 0 ||
	    (e = buf_puts(out, "\" [")) != 0 ||
	    (e = buf_puts(out, f->category)) != 0 ||
	    (e = buf_puts(out, "]\n")) != 0)
		return e;
	if (repair.len == 0)
		return 0;
	if ((e = put_place(out, name, f)) != 0 ||
	    (e = buf_puts(out, level_name(SAGE_NOTE))) != 0 ||
	    (e = buf_puts(out, ": ")) != 0 ||
	    (e = report_text(out, repair)) != 0)
		return e;
	return buf_puts(out, "\n");
}

/* ---- for eyes ---------------------------------------------------------- */

/* The part of the source line that is shown. */
struct excerpt {
	const char	*data;
	size_t		 len;
	size_t		 from, to;	/* the span in it */
	int		 cut_front, cut_back;
};

static int
is_tail(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static struct excerpt
cut_line(const struct sage_finding *f)
{
	struct excerpt	x = { .data = f->line.data, .from = f->offset };
	const char	*nl = memchr(f->line.data, '\n', f->line.len);
	size_t		 start = 0;

	x.len = nl == NULL ? f->line.len : (size_t)(nl - f->line.data);
	if (x.len > 0 && x.data[x.len - 1] == '\r')
		x.len--;
	if (x.from > BEFORE && x.len > SHOWN) {
		start = x.from - BEFORE;
		while (start < x.from && is_tail(x.data[start]))
			start++;
		x.cut_front = 1;
	}
	x.data += start;
	x.len -= start;
	x.from -= start;
	if (x.len > SHOWN) {
		for (x.len = SHOWN; x.len > 0 && is_tail(x.data[x.len]);
		    x.len--)
			;
		x.cut_back = 1;
	}
	x.to = x.from + f->text.len < x.len ? x.from + f->text.len : x.len;
	return x;
}

/* The source line; *left and *wide become the cells before and in the span. */
static int
put_source(struct buf *out, const struct excerpt *x, size_t *left,
    size_t *wide)
{
	uint32_t	cp;
	size_t		at, took, cells, before;
	int		e = 0;

	*left = x->cut_front ? 3 : 0;
	*wide = 0;
	if (x->cut_front)
		e = buf_puts(out, "...");
	for (at = 0; at < x->len && e == 0; at += took) {
		took = utf8_decode(x->data + at, x->len - at, &cp);
		before = out->len;
		if (cp == '\t')
			e = buf_puts(out, " ");
		else
			e = esc_append(out, x->data + at, took);
		cells = out->len - before == took && cp != '\t' ?
		    (size_t)utf8_width(cp) : out->len - before;
		if (at < x->from)
			*left += cells;
		else if (at < x->to)
			*wide += cells;
	}
	if (e == 0)
		e = buf_puts(out, x->cut_back ? "...\n" : "\n");
	return e;
}

static int
put_carets(struct buf *out, size_t left, size_t wide, const char *on,
    const char *off)
{
	int	e;

	if ((e = buf_printf(out, "%*s%s", (int)(INDENT + left), "",
	    on)) != 0)
		return e;
	if (wide == 0)
		wide = 1;
	for (; wide > 0 && e == 0; wide--)
		e = buf_puts(out, "^");
	return e != 0 ? e : buf_printf(out, "%s\n", off);
}

static int
put_aside(struct buf *out, const char *label, const char *text,
    const char *on, const char *off)
{
	struct sage_text	t = text_of(text);
	int			e;

	if (t.len == 0)
		return 0;
	if ((e = buf_printf(out, "%*s%s%s:%s ", INDENT, "", on, label,
	    off)) != 0 || (e = report_text(out, t)) != 0)
		return e;
	return buf_puts(out, "\n");
}

int
report_pretty(struct buf *out, const char *name, const struct sage_finding *f,
    int color)
{
	const char	*bold = color ? BOLD : "", *faint = color ? FAINT : "";
	const char	*plain = color ? PLAIN : "";
	const char	*tone = color ? colors[f->level] : "";
	struct sage_text title = text_of(f->title);
	struct excerpt	 x = cut_line(f);
	size_t		 left, wide;
	int		 e;

	if ((e = buf_puts(out, bold)) != 0 ||
	    (e = put_place(out, name, f)) != 0 ||
	    (e = buf_printf(out, "%s%s:%s%s ", tone, level_name(f->level),
	    plain, bold)) != 0 || (e = report_text(out, title)) != 0 ||
	    (e = buf_printf(out, "%s [%s]\n", plain, f->category)) != 0 ||
	    (e = buf_printf(out, "%*s", INDENT, "")) != 0 ||
	    (e = put_source(out, &x, &left, &wide)) != 0 ||
	    (e = put_carets(out, left, wide, tone, plain)) != 0 ||
	    (e = put_aside(out, "why", f->reason, faint, plain)) != 0)
		return e;
	return put_aside(out, "instead", f->repair, faint, plain);
}

/* ---- JSON -------------------------------------------------------------- */

int
report_json_begin(struct buf *out, uint64_t message, const char *name)
{
	int	e;

	if ((e = buf_printf(out, "{\"message\":%" PRIu64 ",\"name\":",
	    message)) != 0 || (e = json_string(out, name, strlen(name))) != 0)
		return e;
	return buf_puts(out, ",\"findings\":[");
}

int
report_json(struct buf *out, const struct sage_finding *f, size_t number)
{
	int	e;

	if ((e = buf_puts(out, number > 0 ? ",{" : "{")) != 0 ||
	    (e = json_member(out, "id", text_of(f->id), ",")) != 0 ||
	    (e = json_member(out, "category", text_of(f->category),
	    ",")) != 0 ||
	    (e = json_member(out, "level", text_of(level_name(f->level)),
	    ",")) != 0 ||
	    (e = json_member(out, "source", text_of(f->source), ",")) != 0 ||
	    (e = buf_printf(out, "\"confidence\":%.2f,",
	    f->confidence)) != 0 ||
	    (f->name != NULL && (e = json_member(out, "name",
	    text_of(f->name), ",")) != 0) ||
	    (e = json_place(out, "start", &f->start)) != 0 ||
	    (e = json_place(out, "end", &f->end)) != 0 ||
	    (e = json_member(out, "text", f->text, ",")) != 0 ||
	    (e = json_member(out, "reason", text_of(f->reason), ",")) != 0)
		return e;
	return json_member(out, "repair", text_of(f->repair), "}");
}

int
report_json_end(struct buf *out, double score)
{
	return buf_printf(out, "],\"score\":%.2f}\n", score);
}
