#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "esc.h"
#include "rulefile.h"
#include "utf8.h"

static int
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

int
text_word(struct sage_text *rest, struct sage_text *word)
{
	const char	*s = rest->data, *end = s + rest->len;

	while (s < end && is_blank(*s))
		s++;
	word->data = s;
	while (s < end && !is_blank(*s))
		s++;
	word->len = (size_t)(s - word->data);
	rest->data = s;
	rest->len = (size_t)(end - s);
	return word->len > 0;
}

/* Put as much of the text as has room, with no character cut in two. */
static int
set_message(struct sage_fault *fault, const char *text)
{
	struct buf	b = { .max = sizeof(fault->message) - 1 };
	size_t		left = strlen(text), took;
	uint32_t	cp;
	int		e = 0;

	for (; left > 0 && e == 0; text += took, left -= took) {
		took = utf8_decode(text, left, &cp);
		e = esc_append(&b, text, took);
	}
	if (b.len > 0)
		memcpy(fault->message, b.data, b.len);
	fault->message[b.len] = '\0';
	buf_free(&b);
	return e == SAGE_ENOMEM ? e : SAGE_ERULES;
}

static int __attribute__((format(printf, 4, 0)))
set_fault(struct sage_fault *fault, const struct field *f, unsigned column,
    const char *fmt, va_list ap)
{
	/* A character that begins where there is room is whole. */
	char	raw[sizeof(fault->message) + 4];

	fault->name = f->name;
	fault->line = f->line;
	fault->column = column;
	vsnprintf(raw, sizeof(raw), fmt, ap);
	return set_message(fault, raw);
}

int
fault_at(struct sage_fault *fault, const struct field *f, size_t offset,
    const char *fmt, ...)
{
	va_list	ap;
	int	r;

	va_start(ap, fmt);
	r = set_fault(fault, f, f->column + (unsigned)offset, fmt, ap);
	va_end(ap);
	return r;
}

int
fault_key(struct sage_fault *fault, const struct field *f, const char *fmt,
    ...)
{
	va_list	ap;
	int	r;

	va_start(ap, fmt);
	r = set_fault(fault, f, f->key_column, fmt, ap);
	va_end(ap);
	return r;
}

/* Split a line without its indentation into key and value. */
static void
split(struct field *f, struct sage_text line, unsigned column)
{
	struct sage_text rest = line;

	text_word(&rest, &f->key);
	while (rest.len > 0 && is_blank(*rest.data)) {
		rest.data++;
		rest.len--;
	}
	while (rest.len > 0 && (is_blank(rest.data[rest.len - 1]) ||
	    rest.data[rest.len - 1] == '\r'))
		rest.len--;
	f->value = rest;
	f->key_column = column;
	f->column = column + (unsigned)(rest.data - line.data);
}

static int
add_block(struct blocks *all, struct field ***end, struct arena *a,
    const struct field *f)
{
	struct block	*b;

	if ((b = arena_alloc(a, 1, sizeof(*b))) == NULL)
		return SAGE_ENOMEM;
	b->head = *f;
	if (all->last == NULL)
		all->last = &all->first;
	*all->last = b;
	all->last = &b->next;
	*end = &b->fields;
	return 0;
}

static int
add_field(struct field ***end, struct arena *a, const struct field *f)
{
	struct field	*copy;

	if ((copy = arena_alloc(a, 1, sizeof(*copy))) == NULL)
		return SAGE_ENOMEM;
	*copy = *f;
	**end = copy;
	*end = &copy->next;
	return 0;
}

/* One line; `indent' blanks stand before what is in line.  A field goes to
 * `end', which is NULL before the first block of a text. */
static int
read_line(struct blocks *all, struct field ***end, struct arena *a,
    struct field *f, struct sage_text line, size_t indent,
    struct sage_fault *fault)
{
	split(f, line, (unsigned)indent + 1);
	if (indent == 0)
		return add_block(all, end, a, f);
	if (*end == NULL) {
		f->column = (unsigned)indent + 1;
		return fault_at(fault, f, 0,
		    "an indented line before the first block");
	}
	return add_field(end, a, f);
}

int
rulefile_read(struct blocks *all, struct arena *a, const char *name,
    struct sage_text text, struct sage_fault *fault)
{
	struct field	  f = { .name = name, .line = 1, .key_column = 1,
			      .column = 1 };
	struct field	**end = NULL;
	struct sage_text  line;
	const char	 *nl;
	size_t		  indent, took;
	int		  r;

	if (text.len > RULEFILE_MAX)
		return fault_at(fault, &f, 0, "more than %zu bytes",
		    RULEFILE_MAX);
	if (text.len >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0) {
		text.data += 3;
		text.len -= 3;
	}
	for (; text.len > 0; f.line++, text.data += took, text.len -= took) {
		nl = memchr(text.data, '\n', text.len);
		line.data = text.data;
		line.len = nl == NULL ? text.len : (size_t)(nl - text.data);
		took = line.len + (nl != NULL);
		f.column = 1;
		if (line.len > RULELINE_MAX)
			return fault_at(fault, &f, 0,
			    "a line of more than %zu bytes", RULELINE_MAX);
		if (memchr(line.data, '\0', line.len) != NULL)
			return fault_at(fault, &f, 0, "a NUL byte");
		for (indent = 0; indent < line.len &&
		    (is_blank(line.data[indent]) || line.data[indent] == '\r');
		    indent++)
			;
		line.data += indent;
		line.len -= indent;
		if (line.len == 0 || *line.data == '#')
			continue;
		if ((r = read_line(all, &end, a, &f, line, indent,
		    fault)) != 0)
			return r;
	}
	return 0;
}
