#include <stdlib.h>
#include <string.h>

#include "reading_parts.h"

static int
open_parts(struct sage_reader *r)
{
	int	e;

	r->kn = &r->rules->kn[0];
	knowledge_filter(r->kn, &r->filter);
	r->masked = malloc(STREAM_WINDOW + SCAN_SLACK);
	r->words = malloc(sizeof(*r->words));
	r->features = malloc(sizeof(*r->features));
	r->part = malloc(sizeof(*r->part));
	if (r->masked == NULL || r->words == NULL || r->features == NULL ||
	    r->part == NULL)
		return SAGE_ENOMEM;
	if ((e = matcher_init(&r->matcher, r->rules->kn, 1,
	    r->rules->enabled)) != 0)
		return e;
	return reader_open_hits(r);
}

int
reader_open(struct sage_reader **out, enum sage_unit unit,
    const void *rules, size_t nrules, const void *model, size_t nmodel,
    const void *book, size_t nbook)
{
	struct sage_reader	*r;
	int			 e;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		return SAGE_ENOMEM;
	r->unit = unit;
	if ((e = rules_open(&r->rules, rules, nrules)) != 0 ||
	    (e = model_open(&r->model, model, nmodel)) != 0 ||
	    (e = book_open(&r->book, book, nbook)) != 0 ||
	    (e = open_parts(r)) != 0) {
		sage_reader_free(r);
		return e;
	}
	feelings_open(&r->feelings, &r->book);
	*out = r;
	return 0;
}

void
sage_reader_free(struct sage_reader *r)
{
	if (r == NULL)
		return;
	stream_free(&r->stream);
	matcher_free(&r->matcher);
	sage_rules_free(r->rules);
	arena_free(&r->arena);
	buf_free(&r->hits);
	free(r->features);
	free(r->part);
	free(r->masked);
	free(r->words);
	free(r);
}

int
sage_read(struct sage_reader *r, const void *text, size_t len,
    const struct sage_reading **out)
{
	int	e;

	arena_free(&r->arena);
	memset(&r->out, 0, sizeof(r->out));
	r->text = text;
	r->len = len < SAGE_MESSAGE_MAX ? len : SAGE_MESSAGE_MAX;
	if ((e = reader_find(r)) != 0 || (e = reader_prose(r)) != 0)
		return e;
	r->out.sarcastic = reader_situation(r, "sarcasm");
	reader_end(r);
	if ((e = reader_events(r)) != 0 || (e = reader_feelings(r)) != 0 ||
	    (e = reader_crisis(r)) != 0)
		return e;
	reader_people(r);
	r->out.need = reader_need(r);
	r->out.played_down = reader_situation(r, "played-down");
	r->out.both = reader_situation(r, "ambivalence") || reader_is_mixed(r);
	r->out.situation = reader_what(r);
	if ((e = reader_guess(r)) != 0)
		return e;
	*out = &r->out;
	return 0;
}
