#include <inttypes.h>
#include <string.h>

#include "esc.h"
#include "json.h"
#include "report.h"
#include "tell.h"
#include "text.h"

/* ---- for eyes ---------------------------------------------------------- */

static int
put_evidence(struct buf *out, const struct sage_span *s)
{
	int	e;

	if ((e = buf_puts(out, ": \"")) != 0 ||
	    (e = report_text(out, s->text)) != 0)
		return e;
	return buf_puts(out, "\"\n");
}

static int
put_feeling(struct buf *out, const struct sage_feeling *f)
{
	int	e;

	if ((e = buf_printf(out, "feeling: %s%s %.2f, strength %d, %s, ",
	    f->negated ? "not " : "", f->name, f->score, f->strength,
	    f->source)) != 0 ||
	    (e = report_text(out, text_of(f->holder))) != 0)
		return e;
	return put_evidence(out, &f->evidence);
}

static int
put_event(struct buf *out, const struct sage_event *ev)
{
	int	e;

	if ((e = buf_printf(out, "event: %s, ", ev->id)) != 0 ||
	    (e = report_text(out, text_of(ev->say))) != 0 ||
	    (ev->likely < 1 && (e = buf_printf(out, ", guessed %.2f",
	    ev->likely)) != 0))
		return e;
	return put_evidence(out, &ev->evidence);
}

int
tell_reading(struct buf *out, const struct sage_reading *r)
{
	size_t	i;
	int	e;

	e = buf_printf(out, "situation: %s, good %.2f%s%s%s\n", r->situation,
	    r->good, r->both ? ", both sides" : "", r->played_down ?
	    ", played down" : "", r->sarcastic ? ", sarcastic" : "");
	if (e == 0 && r->crisis != NULL && (e = buf_printf(out, "crisis: %s",
	    r->crisis)) == 0)
		e = put_evidence(out, &r->crisis_at);
	if (e == 0 && r->watch != NULL && (e = buf_printf(out, "watch: %s",
	    r->watch)) == 0)
		e = put_evidence(out, &r->crisis_at);
	for (i = 0; i < r->nfeelings && e == 0; i++)
		e = put_feeling(out, &r->feelings[i]);
	for (i = 0; i < r->nevents && e == 0; i++)
		e = put_event(out, &r->events[i]);
	for (i = 0; i < r->npeople && e == 0; i++)
		if ((e = buf_puts(out, "person")) == 0)
			e = put_evidence(out, &r->people[i]);
	if (e == 0 && *r->need != '\0')
		e = buf_printf(out, "need: %s\n", r->need);
	return e;
}

int
tell_reply(struct buf *out, const struct sage_reply *r)
{
	int	e;

	if ((e = buf_printf(out, "reply: %s, %s: ", r->frame, r->kind)) != 0 ||
	    (e = esc_append(out, r->text, strlen(r->text))) != 0)
		return e;
	return buf_puts(out, "\n");
}

/* ---- for programs ------------------------------------------------------ */

static int
json_span(struct buf *out, const char *key, const struct sage_span *s)
{
	int	e;

	if ((e = buf_printf(out, "\"%s\":{", key)) != 0 ||
	    (e = json_place(out, "start", &s->start)) != 0 ||
	    (e = json_place(out, "end", &s->end)) != 0)
		return e;
	return json_member(out, "text", s->text, "}");
}

static int
json_feeling(struct buf *out, const struct sage_feeling *f)
{
	int	e;

	if ((e = buf_puts(out, "{")) != 0 ||
	    (e = json_member(out, "name", text_of(f->name), ",")) != 0 ||
	    (e = buf_printf(out, "\"score\":%.2f,\"strength\":%d,", f->score,
	    f->strength)) != 0 ||
	    (e = json_member(out, "source", text_of(f->source), ",")) != 0 ||
	    (e = json_member(out, "holder", text_of(f->holder), ",")) != 0 ||
	    (e = buf_printf(out, "\"negated\":%s,", f->negated ? "true" :
	    "false")) != 0 ||
	    (e = json_member(out, "about", text_of(f->about), ",")) != 0 ||
	    (e = json_span(out, "evidence", &f->evidence)) != 0)
		return e;
	return buf_puts(out, "}");
}

static int
json_point(struct buf *out, const struct sage_event *ev)
{
	int	e;

	if ((e = buf_puts(out, "{")) != 0 ||
	    (e = json_member(out, "event", text_of(ev->id), ",")) != 0 ||
	    (e = json_member(out, "say", text_of(ev->say), ",")) != 0 ||
	    (e = json_member(out, "need", text_of(ev->need), ",")) != 0 ||
	    (e = buf_printf(out, "\"strength\":%d,", ev->strength)) != 0 ||
	    (e = json_span(out, "evidence", &ev->evidence)) != 0)
		return e;
	return buf_puts(out, "}");
}

static const char *
comma(size_t i)
{
	return i > 0 ? "," : "";
}

static int
json_reply(struct buf *out, const struct sage_reply *r)
{
	size_t	i;
	int	e;

	if ((e = buf_puts(out, "{")) != 0 ||
	    (e = json_member(out, "text", text_of(r->text), ",")) != 0 ||
	    (e = json_member(out, "kind", text_of(r->kind), ",")) != 0 ||
	    (e = json_member(out, "frame", text_of(r->frame), ",")) != 0 ||
	    (e = json_member(out, "note", text_of(r->note), ",")) != 0 ||
	    (e = json_member(out, "about", text_of(r->about), ",")) != 0 ||
	    (e = buf_puts(out, "\"words\":[")) != 0)
		return e;
	for (i = 0; i < r->nwords && e == 0; i++)
		if ((e = buf_puts(out, comma(i))) == 0)
			e = json_string(out, r->words[i],
			    strlen(r->words[i]));
	return e == 0 ? buf_puts(out, "]}") : e;
}

/* The lists of a reading. */
static int
json_lists(struct buf *out, const struct sage_reading *r)
{
	size_t	i;
	int	e;

	e = buf_puts(out, "\"feelings\":[");
	for (i = 0; i < r->nfeelings && e == 0; i++)
		if ((e = buf_puts(out, comma(i))) == 0)
			e = json_feeling(out, &r->feelings[i]);
	if (e == 0)
		e = buf_puts(out, "],\"events\":[");
	for (i = 0; i < r->nevents && e == 0; i++)
		if ((e = buf_puts(out, comma(i))) == 0)
			e = json_string(out, r->events[i].id,
			    strlen(r->events[i].id));
	if (e == 0)
		e = buf_puts(out, "],\"people\":[");
	for (i = 0; i < r->npeople && e == 0; i++)
		if ((e = buf_puts(out, comma(i))) == 0)
			e = json_string(out, r->people[i].text.data,
			    r->people[i].text.len);
	if (e == 0)
		e = buf_puts(out, "],\"points\":[");
	for (i = 0; i < r->nevents && e == 0; i++)
		if ((e = buf_puts(out, comma(i))) == 0)
			e = json_point(out, &r->events[i]);
	return e == 0 ? buf_puts(out, "],") : e;
}

int
tell_json(struct buf *out, uint64_t message, const struct sage_reading *r,
    const struct sage_reply *reply, size_t n)
{
	size_t	i;
	int	e;

	if ((e = buf_printf(out, "{\"message\":%" PRIu64 ",\"reading\":{",
	    message)) != 0 || (e = json_member(out, "situation",
	    text_of(r->situation), ",")) != 0)
		return e;
	e = r->crisis == NULL ? buf_puts(out, "\"crisis\":null,") :
	    json_member(out, "crisis", text_of(r->crisis), ",");
	if (e == 0)
		e = r->watch == NULL ? buf_puts(out, "\"watch\":null,") :
		    json_member(out, "watch", text_of(r->watch), ",");
	if (e != 0 || (e = json_lists(out, r)) != 0 ||
	    (e = buf_printf(out, "\"good\":%.2f,", r->good)) != 0 ||
	    (e = json_member(out, "need", text_of(r->need), "}")) != 0 ||
	    (e = buf_puts(out, ",\"replies\":[")) != 0)
		return e;
	for (i = 0; i < n && e == 0; i++)
		if ((e = buf_puts(out, comma(i))) == 0)
			e = json_reply(out, &reply[i]);
	return e == 0 ? buf_puts(out, "]}\n") : e;
}
