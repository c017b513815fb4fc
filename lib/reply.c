#include <stdlib.h>
#include <string.h>

#include "reply_choose.h"
#include "reply_fill.h"
#include "reply_fit.h"
#include "table.h"

static const char *const crisis = "crisis";

/* ---- what was said before ----------------------------------------------- */

static int
read_message(struct sage_speaker *s, struct sage_text t)
{
	const struct sage_reading	*r;
	int				 e;

	if ((e = sage_read(s->reader, t.data, t.len, &r)) != 0)
		return e;
	return reply_fill(s, r);
}

static int
read_before(struct sage_speaker *s, const struct sage_reply_options *opt)
{
	struct sage_text	t;
	size_t			i = 0;
	int			e = 0;

	talk_begin(&s->talk);
	s->weak = 0;
	s->felt = -1;
	if (opt->nbefore > SAGE_TURNS_MAX)
		i = opt->nbefore - SAGE_TURNS_MAX;
	for (; i < opt->nbefore && e == 0; i++) {
		t = opt->before[i].text;
		if (t.len > SAGE_TURN_MAX)
			t.len = SAGE_TURN_MAX;
		if (t.len == 0)
			continue;
		if (opt->before[i].ours)
			e = talk_ours(&s->talk, s->reader, t);
		else if ((e = read_message(s, t)) == 0) {
			e = talk_theirs(&s->talk, s->reader, s->event,
			    s->slot);
			s->talk.code |= reply_is_work(s, opt);
			reply_note_feelings(s);
			if (!talk_is_weak(s->reading) && s->nfirst >= 0)
				s->felt = s->nfirst;
		}
	}
	return e;
}

/* Who was in danger is not out of it by a word or two. */
static void
mind_danger(struct sage_speaker *s)
{
	struct sage_reading	*r = &s->reader->out;
	const char		*before = talk_danger(&s->talk);

	s->in_danger = talk_is_danger(&s->talk, s->reader);
	s->answer = talk_answer(&s->talk, s->reader);
	if (before == NULL || s->in_danger)
		return;
	if (s->answer != NULL) {
		r->crisis = before;
		r->situation = crisis;
	} else if (r->watch == NULL)
		r->watch = before;
	else
		return;
	r->crisis_at = reader_span(s->reader, 0, 0);
}

/* A word or two after a death that was told is about that. */
static int
mind_loss(struct sage_speaker *s)
{
	const struct talk	*t = &s->talk;
	struct buf		 b = { 0 };
	int			 e;

	s->mourns = s->reading->crisis == NULL &&
	    talk_mourns(t, s->reader, &s->answer);
	if (!s->mourns)
		return 0;
	s->weak = 1;
	s->event = t->loss;
	s->theme = "";
	s->slot[SLOT_SAY] = t->loss_say;
	s->slot[SLOT_NAMED] = t->loss_named;
	s->slot[SLOT_PERSON] = NULL;
	if (t->loss_named == NULL)
		return 0;
	if ((e = buf_printf(&b, "%s %s", s->voice.your, t->loss_named)) == 0 &&
	    (s->slot[SLOT_PERSON] = arena_strndup(&s->reader->arena,
	    b.data, b.len)) == NULL)
		e = SAGE_ENOMEM;
	buf_free(&b);
	return e;
}

/* What one may come back to. */
static void
find_thread(struct sage_speaker *s)
{
	const struct thread	*th;

	s->returns = s->reading->crisis == NULL &&
	    talk_is_danger_open(&s->talk, s->thin);
	if (s->returns) {
		s->event = talk_danger(&s->talk);
		s->theme = "";
	} else if (!s->mourns && (th = talk_thread(&s->talk, s->reading,
	    s->thin)) != NULL) {
		s->slot[th->person ? SLOT_WHOM : SLOT_THREAD] = th->what;
		s->main = th->main;
	}
}

/* The message, after what was said before it. */
static int
read_last(struct sage_speaker *s, enum sage_speech speech,
    struct sage_text text, int talking)
{
	int	e;

	if ((e = read_message(s, text)) != 0)
		return e;
	s->weak = speech == SAGE_ASK && s->talk.depth >= 0 &&
	    talk_is_weak(s->reading);
	s->thin = talk_is_thin(s->reader, s->slot);
	s->next = talking ? talk_next(&s->talk, s->reading, s->thin) : -1;
	mind_danger(s);
	if ((e = mind_loss(s)) != 0)
		return e;
	reply_note_feelings(s);
	if ((e = talk_theirs(&s->talk, s->reader, s->event, s->slot)) != 0)
		return e;
	find_thread(s);
	s->told = talk_told(&s->talk);
	s->vague = s->slot[SLOT_SAY] != NULL && voice_is_vague(&s->voice,
	    s->slot[SLOT_SAY]);
	return 0;
}

/* ---- the public part --------------------------------------------------- */

int
needs_make(struct book_maker *b, struct sage_text text)
{
	struct arena		 a = { 0 };
	struct book_need	 n;
	const char		*column[2];
	int			 e;

	while ((e = table_next(&text, &a, column, 2)) > 0)
		if ((e = book_add_string(b, (struct sage_text){ column[0],
		    strlen(column[0]) }, &n.need)) != 0 ||
		    (e = book_add_string(b, (struct sage_text){ column[1],
		    strlen(column[1]) }, &n.phrase)) != 0 ||
		    (e = book_add(b, BOOK_NEED, &n, sizeof(n))) != 0)
			break;
	arena_free(&a);
	return e;
}

static int
note_judged(const struct sage_finding *f, void *arg)
{
	struct sage_speaker	*s = arg;

	(void)f;
	s->judged = 1;
	return 0;
}

int
speaker_open(struct sage_speaker **out, struct sage_reader *reader,
    struct sage_rules *rules)
{
	struct sage_speaker	*s;
	size_t			 n;
	int			 e;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		return SAGE_ENOMEM;
	e = voice_open(&s->voice, &reader->book, reader->kn, &reader->model);
	frames_open(&s->frames[SAGE_REFLECT], &reader->book, BOOK_REFLECT);
	frames_open(&s->frames[SAGE_ASK], &reader->book, BOOK_ASK);
	n = s->frames[SAGE_REFLECT].n + s->frames[SAGE_ASK].n;
	s->candidate = reallocarray(NULL, n, sizeof(*s->candidate));
	if (s->candidate == NULL)
		e = SAGE_ENOMEM;
	if (e == 0)
		e = sage_judge_new(&s->judge, rules, NULL, note_judged, s);
	if (e != 0) {
		sage_speaker_free(s);
		return e;
	}
	s->reader = reader;
	s->rules = rules;
	*out = s;
	return 0;
}

void
sage_speaker_free(struct sage_speaker *s)
{
	if (s == NULL)
		return;
	sage_judge_free(s->judge);
	sage_rules_free(s->rules);
	sage_reader_free(s->reader);
	talk_free(&s->talk);
	free(s->candidate);
	buf_free(&s->reply);
	free(s);
}

/* Where danger is not sure, or goes on, who answers is told of it in the note
 * of what is said to such danger first. */
static void
warn_of_danger(struct sage_speaker *s, const struct frames *fs)
{
	struct sage_reply	*r = (struct sage_reply *)(void *)
				    s->reply.data;
	const char		*kind = s->reading->crisis;
	uint64_t		 bit;
	size_t			 i;

	if (kind == NULL)
		kind = s->reading->watch;
	if (kind == NULL || s->reply.len == 0 || *r->note != '\0')
		return;
	bit = frames_situation(fs, kind);
	for (i = 0; i < fs->n && *r->note == '\0'; i++)
		if (fs->f[i].event == 0 && (fs->f[i].situations & bit))
			r->note = book_string(fs->book, fs->f[i].note);
}

int
sage_speak(struct sage_speaker *s, enum sage_speech speech, const void *text,
    size_t len, const struct sage_reply_options *opt,
    const struct sage_reading **reading, const struct sage_reply **out,
    size_t *n)
{
	const struct frames	*fs = &s->frames[speech];
	struct mood		 mood;
	size_t			 i;
	int			 e;

	s->asks = speech == SAGE_ASK;
	if ((e = read_before(s, opt)) != 0 ||
	    (e = read_last(s, speech, (struct sage_text){ text, len },
	    opt->before != NULL)) != 0)
		return e;
	s->reply.len = 0;
	reply_mood(s, fs, opt, &mood);
	for (s->have = 0, i = 0; i < SLOTS; i++)
		s->have |= (unsigned)(s->slot[i] != NULL) << i;
	if ((e = reply_choose(s, fs, &mood, opt)) != 0)
		return e;
	warn_of_danger(s, fs);
	*reading = s->reading;
	*out = (struct sage_reply *)(void *)s->reply.data;
	*n = s->reply.len / sizeof(**out);
	return 0;
}
