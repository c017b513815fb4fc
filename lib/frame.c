#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "frame.h"
#include "rulefile.h"
#include "text.h"

static const char *const slots[SLOTS] = {
	[SLOT_SAY] = "say", [SLOT_ASK] = "ask", [SLOT_NAMED] = "named",
	[SLOT_FEEL] = "feel", [SLOT_FEEL2] = "feel2", [SLOT_NOUN] = "noun",
	[SLOT_CLAUSE] = "clause", [SLOT_PAST] = "past", [SLOT_NOW] = "now",
	[SLOT_DOING] = "doing", [SLOT_TOPIC] = "topic",
	[SLOT_THING] = "thing",
	[SLOT_PERSON] = "person", [SLOT_TIME] = "time", [SLOT_NEED] = "need",
	[SLOT_LIST] = "list", [SLOT_A] = "a", [SLOT_B] = "b",
	[SLOT_THREAD] = "thread", [SLOT_WHOM] = "whom", [SLOT_LEAD] = "lead"
};

/* ---- making ------------------------------------------------------------ */

/* What is being read. */
struct framing {
	struct book_maker	*book;
	enum book_part		 part;
	const struct model	*model;
	struct sage_judge	*judge;		/* of what is said, or NULL */
	int			 judged;	/* it found something */
	struct sage_fault	*fault;
};

/* The bit of a situation, which may be new. */
static int
add_situation(struct framing *g, struct sage_text t, uint64_t *bits)
{
	const uint32_t	*known;
	uint32_t	 off;
	size_t		 i, n = g->book->n[BOOK_SITUATION];
	int		 e;

	if ((e = book_add_string(g->book, t, &off)) != 0)
		return e;
	known = (const uint32_t *)(void *)
	    g->book->part[BOOK_SITUATION].data;
	for (i = 0; i < n && known[i] != off; i++)
		;
	if (i == SITUATIONS_MAX)
		return SAGE_ETOOBIG;
	*bits |= UINT64_C(1) << i;
	return i < n ? 0 : book_add(g->book, BOOK_SITUATION, &off,
	    sizeof(off));
}

static int
read_situations(struct framing *g, const struct field *f, struct frame *out)
{
	struct sage_text	rest = f->value, t;
	int			e = 0;

	while (e == 0 && text_word(&rest, &t))
		e = add_situation(g, t, &out->situations);
	return e;
}

/* The number of a feeling that stands in a text. */
static int
number_of(const struct framing *g, struct sage_text t)
{
	char	name[32];

	if (t.len >= sizeof(name))
		return -1;
	memcpy(name, t.data, t.len);
	name[t.len] = '\0';
	return model_number(g->model, MODEL_FEELING, name);
}

static int
read_feeling_names(struct framing *g, const struct field *f,
    struct frame *out)
{
	struct sage_text	rest = f->value, t;
	int			number;

	while (text_word(&rest, &t)) {
		if (text_is(t, "any"))
			out->feelings |= FEELS_ANY;
		else if (text_is(t, "none"))
			out->feelings |= FEELS_NOTHING;
		else if ((number = number_of(g, t)) >= 0)
			out->feelings |= UINT64_C(1) << number;
		else
			return fault_at(g->fault, f, (size_t)(t.data -
			    f->value.data), "no feeling \"%.*s\"",
			    (int)t.len, t.data);
	}
	return 0;
}

static int
slot_number(const char *s, size_t len)
{
	int	i;

	for (i = 0; i < SLOTS; i++)
		if (text_is((struct sage_text){ s, len }, slots[i]))
			return i;
	return -1;
}

static unsigned
slots_said(struct sage_text t)
{
	const char	*s = t.data, *end = s + t.len, *close;
	unsigned	 bits = 0;
	int		 number;

	for (; (s = memchr(s, '{', (size_t)(end - s))) != NULL; s = close) {
		if ((close = memchr(s, '}', (size_t)(end - s))) == NULL)
			break;
		number = slot_number(s + 1, (size_t)(close - s - 1));
		if (number >= 0)
			bits |= 1u << number;
	}
	return bits;
}

static int
read_needs(struct framing *g, const struct field *f, struct frame *out)
{
	struct sage_text	rest = f->value, t;
	int			number;

	while (text_word(&rest, &t)) {
		if ((number = slot_number(t.data, t.len)) < 0)
			return fault_at(g->fault, f, (size_t)(t.data -
			    f->value.data), "no slot \"%.*s\"",
			    (int)t.len, t.data);
		out->needs |= 1u << number;
	}
	return 0;
}

/* LOW-HIGH, or one number for both. */
static int
read_strength(struct framing *g, const struct field *f, struct frame *out)
{
	const char	*s = f->value.data;

	if ((f->value.len != 1 && (f->value.len != 3 || s[1] != '-')) ||
	    s[0] < '1' || s[f->value.len - 1] > '3' ||
	    s[0] > s[f->value.len - 1])
		return fault_at(g->fault, f, 0, "a strength is LOW-HIGH");
	out->low = (uint8_t)(s[0] - '0');
	out->high = (uint8_t)(s[f->value.len - 1] - '0');
	return 0;
}

static int
read_string(struct framing *g, const struct field *f, struct frame *out)
{
	static const struct {
		const char	*key;
		size_t		 off;
	} strings[] = {
		{ "event",	offsetof(struct frame, event) },
		{ "say",	offsetof(struct frame, say) },
		{ "kind",	offsetof(struct frame, kind) },
		{ "depth",	offsetof(struct frame, depth) },
		{ "note",	offsetof(struct frame, note) },
	};
	uint32_t	*into;
	size_t		 i;

	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		if (text_is(f->key, strings[i].key))
			break;
	if (i == sizeof(strings) / sizeof(strings[0]))
		return fault_key(g->fault, f, "no \"%.*s\" in a frame",
		    (int)f->key.len, f->key.data);
	if (strings[i].off == offsetof(struct frame, say))
		out->says = slots_said(f->value);
	into = (uint32_t *)(void *)((char *)out + strings[i].off);
	return book_add_string(g->book, f->value, into);
}

static void
begin_large(char *s)
{
	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s & ~0x20);
}

static int
note_judged(const struct sage_finding *f, void *arg)
{
	struct framing	*g = arg;

	(void)f;
	g->judged = 1;
	return 0;
}

/* A text that is always the same, but for a lead, need not be judged each time
 * it is said. */
static int
judge_plain(struct framing *g, struct frame *out)
{
	static const char lead[] = "{lead}";
	const char	*say = g->book->part[BOOK_STRING].data + out->say;
	size_t		 len;
	struct buf	 b = { 0 };
	int		 e;

	if (strncmp(say, lead, sizeof(lead) - 1) == 0)
		say += sizeof(lead) - 1;
	len = strlen(say);
	if (g->judge == NULL || memchr(say, '{', len) != NULL)
		return 0;
	g->judged = 0;
	if ((e = buf_append(&b, say, len)) == 0 && len > 0) {
		begin_large(b.data);
		if ((e = sage_judge_feed(g->judge, b.data, b.len)) == 0)
			e = sage_judge_end(g->judge);
	}
	out->sound = e == 0 && !g->judged;
	buf_free(&b);
	return e;
}

static int
read_field(struct framing *g, const struct field *f, struct frame *out)
{
	if (text_is(f->key, "situation"))
		return read_situations(g, f, out);
	if (text_is(f->key, "feeling"))
		return read_feeling_names(g, f, out);
	if (text_is(f->key, "needs"))
		return read_needs(g, f, out);
	if (text_is(f->key, "strength"))
		return read_strength(g, f, out);
	if (text_is(f->key, "sure")) {
		out->sure = text_is(f->value, "low") ? SURE_LOW : SURE_HIGH;
		return out->sure == SURE_LOW || text_is(f->value, "high") ?
		    0 : fault_at(g->fault, f, 0, "sure is low or high");
	}
	if (text_is(f->key, "bare")) {
		out->bare = 1;
		return text_is(f->value, "yes") ? 0 : fault_at(g->fault, f, 0,
		    "bare is yes, or is not there");
	}
	return read_string(g, f, out);
}

static int
read_frame(struct framing *g, const struct block *b)
{
	struct frame		 out = { .low = 1, .high = 3 };
	const struct field	*f;
	int			 e;

	if (!text_is(b->head.key, "frame"))
		return fault_key(g->fault, &b->head,
		    "\"%.*s\" begins no frame", (int)b->head.key.len,
		    b->head.key.data);
	if ((e = book_add_string(g->book, b->head.value, &out.name)) != 0)
		return e;
	for (f = b->fields; f != NULL; f = f->next)
		if ((e = read_field(g, f, &out)) != 0)
			return e;
	if (out.feelings == 0)
		out.feelings = FEELS_ANY | FEELS_NOTHING;
	if (out.say == 0 || out.situations == 0)
		return fault_at(g->fault, &b->head, 0,
		    "a frame says something in some situation");
	if ((e = judge_plain(g, &out)) != 0)
		return e;
	return book_add(g->book, g->part, &out, sizeof(out));
}

int
frames_make(struct book_maker *book, enum book_part part,
    struct sage_text text, const struct model *model,
    const struct sage_rules *rules, struct sage_fault *fault)
{
	struct framing		 g = { book, part, model, NULL, 0, fault };
	struct arena		 a = { 0 };
	struct blocks		 blocks = { 0 };
	const struct block	*b;
	int			 e;

	e = rulefile_read(&blocks, &a, "frames", text, fault);
	if (e == 0 && rules != NULL)
		e = sage_judge_new(&g.judge, rules, NULL, note_judged, &g);
	for (b = blocks.first; b != NULL && e == 0; b = b->next)
		e = read_frame(&g, b);
	sage_judge_free(g.judge);
	arena_free(&a);
	return e;
}

static int
compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

/* What they are for and need, then as they came, which qsort(3) may not keep.
 */
static int
by_use(const void *a, const void *b)
{
	const struct frame	*x = a, *y = b;
	int			 c;

	if ((c = compare(x->event, y->event)) != 0 ||
	    (c = compare(x->situations, y->situations)) != 0 ||
	    (c = compare(x->feelings, y->feelings)) != 0 ||
	    (c = compare(x->needs, y->needs)) != 0)
		return c;
	if ((c = compare(x->name, y->name)) != 0)
		return c;
	return compare(x->say, y->say);
}

static enum book_part
use_part(enum book_part part)
{
	return part == BOOK_ASK ? BOOK_ASK_USE : BOOK_REFLECT_USE;
}

static enum book_part
event_part(enum book_part part)
{
	return part == BOOK_ASK ? BOOK_ASK_EVENT : BOOK_REFLECT_EVENT;
}

static int
is_for(const struct frame *f, const struct frame_use *use)
{
	return f->situations == use->situations &&
	    f->feelings == use->feelings && f->needs == use->needs;
}

/* The uses of the frames from one on that are for the same event. */
static int
add_event(struct book_maker *book, enum book_part part, const struct frame *f,
    size_t n, size_t *from)
{
	struct frame_event	ev = { .event = f[*from].event };
	struct frame_use	use;
	size_t			i;
	int			e = 0;

	ev.frame = (uint32_t)*from;
	ev.use = book->n[use_part(part)];
	for (i = *from; i < n && f[i].event == ev.event && e == 0; i += use.n) {
		use = (struct frame_use){ f[i].situations, f[i].feelings,
		    f[i].needs, 1 };
		while (i + use.n < n && f[i + use.n].event == ev.event &&
		    is_for(&f[i + use.n], &use))
			use.n++;
		e = book_add(book, use_part(part), &use, sizeof(use));
		ev.nuses++;
	}
	*from = i;
	return e == 0 ? book_add(book, event_part(part), &ev, sizeof(ev)) : e;
}

static int
by_name(const void *a, const void *b, void *strings)
{
	const struct frame_event	*x = a, *y = b;
	const char			*s = strings;

	return strcmp(s + x->event, s + y->event);
}

int
frames_index(struct book_maker *book, enum book_part part)
{
	struct frame	*f = (struct frame *)(void *)book->part[part].data;
	struct buf	*events = &book->part[event_part(part)];
	size_t		 i, n = book->n[part];
	int		 e = 0;

	if (n == 0)
		return 0;
	qsort(f, n, sizeof(*f), by_use);
	for (i = 0; i < n && e == 0;)
		e = add_event(book, part, f, n, &i);
	if (e == 0)
		qsort_r(events->data, book->n[event_part(part)],
		    sizeof(struct frame_event), by_name,
		    book->part[BOOK_STRING].data);
	return e;
}

/* ---- reading ----------------------------------------------------------- */

void
frames_open(struct frames *fs, const struct book *b, enum book_part part)
{
	fs->book = b;
	fs->f = book_part(b, part, &fs->n);
	fs->use = book_part(b, use_part(part), NULL);
	fs->event = book_part(b, event_part(part), &fs->nevents);
}

const struct frame_event *
frames_event(const struct frames *fs, const char *id)
{
	size_t	low = 0, high = fs->nevents, mid;
	int	c;

	while (low < high) {
		mid = low + (high - low) / 2;
		c = strcmp(id, book_string(fs->book, fs->event[mid].event));
		if (c == 0)
			return &fs->event[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

uint64_t
frames_situation(const struct frames *fs, const char *name)
{
	const uint32_t	*situation;
	size_t		 n, i;

	situation = book_part(fs->book, BOOK_SITUATION, &n);
	for (i = 0; i < n; i++)
		if (strcmp(book_string(fs->book, situation[i]), name) == 0)
			return UINT64_C(1) << i;
	return 0;
}

int
frame_fill(const struct frames *fs, const struct frame *f,
    const char *const slot[SLOTS], struct buf *out)
{
	const char	*s = book_string(fs->book, f->say), *open, *close;
	size_t		 at = out->len;
	int		 number, e = 0;

	while (e == 0 && (open = strchr(s, '{')) != NULL) {
		close = strchr(open, '}');
		number = close == NULL ? -1 : slot_number(open + 1,
		    (size_t)(close - open - 1));
		if (number < 0 || slot[number] == NULL)
			return SAGE_EINVAL;
		if ((e = buf_append(out, s, (size_t)(open - s))) == 0)
			e = buf_puts(out, slot[number]);
		s = close + 1;
	}
	if (e == 0)
		e = buf_puts(out, s);
	if (e == 0 && out->len > at)
		begin_large(out->data + at);
	return e;
}
