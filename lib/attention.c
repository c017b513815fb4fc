#include <stdlib.h>
#include <string.h>

#include "attention.h"
#include "level.h"
#include "table.h"
#include "text.h"

#define SOURCE		"attention"
#define COLUMNS		8
#define DANGER_SHOWN	400	/* bytes */

static const char *const remarks[REMARKS] = {
	[REMARK_CRISIS] = "crisis", [REMARK_WATCH] = "watch",
	[REMARK_POINT] = "point", [REMARK_FEELING] = "feeling",
	[REMARK_QUESTION] = "question", [REMARK_ONE_UP] = "one-up"
};

/* ---- telling ----------------------------------------------------------- */

/* What stands between two bars is left out if it has a place for what is
 * missing. */
static int
fill(struct buf *out, const char *text, const char *what)
{
	const char	*slot;
	size_t		 n;
	int		 e = 0;

	out->len = 0;
	for (; *text != '\0' && e == 0; text += n + (text[n] == '|')) {
		n = strcspn(text, "|");
		slot = memmem(text, n, "{}", 2);
		if (slot == NULL)
			e = buf_append(out, text, n);
		else if (what != NULL && (e = buf_append(out, text,
		    (size_t)(slot - text))) == 0 &&
		    (e = buf_puts(out, what)) == 0)
			e = buf_append(out, slot + 2, n - 2 -
			    (size_t)(slot - text));
	}
	return e;
}

static void
set_lines(const struct sage_attention *a, struct sage_finding *f,
    uint32_t start, uint32_t end)
{
	const char	*from, *to, *text = a->message.text;

	from = memrchr(text, '\n', start);
	from = from == NULL ? text : from + 1;
	to = memchr(text + end, '\n', a->message.len - end);
	if (to == NULL)
		to = text + a->message.len;
	f->line = (struct sage_text){ from, (size_t)(to - from) };
	f->offset = (size_t)(text + start - from);
	f->text = (struct sage_text){ text + start, end - start };
}

static int
tell(struct sage_attention *a, enum remark_number number, uint32_t start,
    uint32_t end, const char *what)
{
	const struct remark	*r = &a->remark[number];
	struct sage_finding	 f = { .source = SOURCE };
	struct cursor		 c = { a->message.text, a->message.len, 0,
				    { 0, 1, 1 }, a->unit };
	struct buf		 reason = { 0 }, repair = { 0 };
	int			 e;

	if (!r->rule.enabled)
		return 0;
	f.id = r->rule.id;
	f.category = r->rule.category;
	f.level = r->rule.level;
	f.confidence = r->rule.confidence;
	f.title = r->rule.title;
	set_lines(a, &f, start, end);
	cursor_to(&c, start);
	f.start = c.place;
	cursor_to(&c, end);
	f.end = c.place;
	if ((e = fill(&reason, r->reason, what)) == 0 &&
	    (e = fill(&repair, r->repair, what)) == 0) {
		f.reason = buf_string(&reason);
		f.repair = buf_string(&repair);
		e = f.reason == NULL || f.repair == NULL ? SAGE_ENOMEM :
		    a->fn(&f, a->arg);
	}
	buf_free(&reason);
	buf_free(&repair);
	return e;
}

/* Danger that the draft does not take up comes before all else.  Where all of
 * a long message speaks of it the first sentence will do. */
static int
tell_danger(struct sage_attention *a)
{
	uint64_t			 start = a->crisis_at.start.byte;
	uint64_t			 end = a->crisis_at.end.byte;
	const struct heard_sentence	*s;
	const struct touch_word		*w = heard_words(&a->message);

	if ((a->crisis == NULL && a->watch == NULL) ||
	    (touching_cues(a) & 1u << CUE_CARE) != 0)
		return 0;
	s = heard_at(&a->message, start);
	if (end - start > DANGER_SHOWN && s != NULL) {
		start = s->start;
		end = w[s->first + s->n - 1].end;
	}
	return tell(a, a->crisis != NULL ? REMARK_CRISIS : REMARK_WATCH,
	    (uint32_t)start, (uint32_t)end, NULL);
}

static int
tell_one_up(struct sage_attention *a)
{
	size_t	i;

	if (!a->one_up)
		return 0;
	for (i = 0; i < a->nparts && !a->part[i].hard; i++)
		;
	if (i == a->nparts)
		i = 0;
	return tell(a, REMARK_ONE_UP, a->part[i].c.start, a->part[i].c.end,
	    NULL);
}

/* Is it to be told, and not the same as one that was? */
static int
is_missed(const struct sage_attention *a, size_t part)
{
	const struct part	*p = &a->part[part], *q;

	if (p->touched || p->quiet)
		return 0;
	for (q = a->part; q < p; q++)
		if (!q->touched && !q->quiet && q->kind == p->kind &&
		    touching_repeats(a, p, q))
			return 0;
	return 1;
}

static int
tell_parts(struct sage_attention *a)
{
	static const enum remark_number	of[] = {
		[PART_POINT] = REMARK_POINT, [PART_FEELING] = REMARK_FEELING,
		[PART_QUESTION] = REMARK_QUESTION
	};
	const struct part		*p;
	size_t				 i;
	int				 e;

	for (i = 0; i < a->nparts; i++) {
		p = &a->part[i];
		if (is_missed(a, i) && (e = tell(a, of[p->kind], p->c.start,
		    p->c.end, p->what)) != 0)
			return e;
	}
	return 0;
}

/* ---- the public part --------------------------------------------------- */

static int
is_foreign(const struct sage_reading *r)
{
	return strcmp(r->situation, "foreign") == 0;
}

/* Read the message, and keep of it what the next reading would end. */
static int
read_message(struct sage_attention *a, struct sage_text text,
    enum sage_type type)
{
	const struct sage_reading	*r;
	int				 e;

	a->nparts = 0;
	if ((e = heard_read(&a->message, a->reader, &a->touching, text,
	    type)) != 0)
		return e;
	r = a->message.reading;
	a->crisis = r->crisis;
	a->watch = r->watch;
	a->crisis_at = r->crisis_at;
	a->hard = r->good < .5;
	if (!is_foreign(r))
		parts_find(a);
	return 0;
}

/* Nothing is missing where not all was read. */
static int
compare(struct sage_attention *a)
{
	size_t	n;
	int	e;

	heard_sentences(&a->draft, &n);
	if (n == 0 || a->draft.cut || is_foreign(a->draft.reading))
		a->nparts = 0;
	if ((e = tell_danger(a)) != 0 || a->nparts == 0)
		return e;
	if ((e = touching_find(a)) == 0 && (e = tell_one_up(a)) == 0)
		e = tell_parts(a);
	touching_free(a);
	return e;
}

int
sage_attend(struct sage_attention *a, struct sage_text message,
    enum sage_type message_type, struct sage_text draft,
    enum sage_type draft_type, int (*fn)(const struct sage_finding *, void *),
    void *arg)
{
	int	e;

	a->fn = fn;
	a->arg = arg;
	if ((e = read_message(a, message, message_type)) != 0 ||
	    (e = heard_read(&a->draft, a->reader, &a->touching, draft,
	    draft_type)) != 0)
		return e;
	return compare(a);
}

/* ---- remarks ----------------------------------------------------------- */

/* The text as it is when there is nothing to put in its places. */
static const char *
without_places(struct sage_attention *a, const char *text)
{
	struct buf	 out = { 0 };
	const char	*s = NULL;

	if (fill(&out, text, NULL) == 0)
		s = arena_strndup(&a->fixed, out.data == NULL ? "" :
		    out.data, out.len);
	buf_free(&out);
	return s;
}

static int
set_rule(struct sage_attention *a, struct sage_rule *r,
    const char *const column[COLUMNS])
{
	struct buf	id = { 0 };

	if (strcmp(column[0], SOURCE) == 0)
		r->id = SOURCE;
	else if (buf_printf(&id, "%s.%s", SOURCE, column[0]) == 0)
		r->id = arena_strndup(&a->fixed, id.data, id.len);
	buf_free(&id);
	r->category = SOURCE;
	r->level = (enum sage_level)level_of(text_of(column[1]));
	r->confidence = (double)strtol(column[2], NULL, 10) / 100;
	r->title = column[3];
	r->definition = column[4];
	r->source = column[5];
	r->reason = without_places(a, column[6]);
	r->repair = without_places(a, column[7]);
	r->yes = r->no = "";
	r->enabled = 1;
	if (r->id == NULL || r->reason == NULL || r->repair == NULL)
		return SAGE_ENOMEM;
	return r->level == 0 ? SAGE_EINVAL : 0;
}

/* A line of the table; the one that is for none of the remarks is the
 * category's. */
static int
take_remark(struct sage_attention *a, const char *const column[COLUMNS])
{
	struct sage_rule	*r = &a->category;
	size_t			 i;

	for (i = 0; i < REMARKS; i++)
		if (strcmp(remarks[i], column[0]) == 0) {
			r = &a->remark[i].rule;
			a->remark[i].reason = column[6];
			a->remark[i].repair = column[7];
		}
	return set_rule(a, r, column);
}

static int
read_remarks(struct sage_attention *a, struct sage_text text)
{
	const char	*column[COLUMNS];
	size_t		 i;
	int		 n, e;

	while ((n = table_next(&text, &a->fixed, column, COLUMNS)) > 0)
		if ((e = take_remark(a, column)) != 0)
			return e;
	for (i = 0; n == 0 && i < REMARKS; i++)
		if (a->remark[i].rule.id == NULL)
			return SAGE_EINVAL;
	return n;
}

int
attention_open(struct sage_attention **out, struct sage_reader *reader,
    struct sage_text touch, struct sage_text remark)
{
	struct sage_attention	*a;
	int			 e;

	if ((a = calloc(1, sizeof(*a))) == NULL)
		return SAGE_ENOMEM;
	a->unit = reader->unit;
	if ((e = touch_open(&a->touching, &a->fixed, touch, reader->kn,
	    &reader->model)) != 0 || (e = read_remarks(a, remark)) != 0) {
		sage_attention_free(a);
		return e;
	}
	a->reader = reader;
	*out = a;
	return 0;
}

void
sage_attention_free(struct sage_attention *a)
{
	if (a == NULL)
		return;
	sage_reader_free(a->reader);
	heard_free(&a->message);
	heard_free(&a->draft);
	arena_free(&a->fixed);
	free(a);
}

int
sage_attention_each(const struct sage_attention *a,
    int (*fn)(const struct sage_rule *, void *), void *arg)
{
	size_t	i;
	int	e = fn(&a->category, arg);

	for (i = 0; i < REMARKS && e == 0; i++)
		e = fn(&a->remark[i].rule, arg);
	return e;
}

int
sage_attention_enable(struct sage_attention *a, const char *name, int on)
{
	size_t	i, n = 0;

	for (i = 0; i < REMARKS; i++)
		if (name == NULL || strcmp(name, SOURCE) == 0 ||
		    strcmp(name, a->remark[i].rule.id) == 0) {
			a->remark[i].rule.enabled = on != 0;
			n++;
		}
	return n > 0 ? 0 : SAGE_EINVAL;
}
