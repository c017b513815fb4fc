#include <string.h>

#include "reply_clause.h"
#include "reply_fill.h"
#include "reply_fit.h"
#include "template.h"

/* Categories of what fills a slot. */
static const char *const people = "people", *const duration = "time",
    *const theme = "theme", *const plain = "plain", *const echo = "echo",
    *const by_name = "named";

#define ASK_LIKELY	.5	/* that it is this event, to ask about it */
#define ACT_LIKELY	.6	/* or spoken of, where a rule knows an act */
#define STANDS_OUT	25	/* words of a message in which something may */
#define PLAIN_WORDS	16	/* of plain talk at most */
#define THING_WORDS	30	/* of one of which one thing says enough */

const struct sage_feeling *
reply_feeling(const struct sage_speaker *s, size_t rank)
{
	const struct sage_reading	*r = s->reading;
	size_t				 i;
	int				 want = 0;

	if (strcmp(r->situation, "good") == 0)
		want = 1;
	else if (strcmp(r->situation, "trouble") == 0)
		want = -1;
	for (i = 0; i < r->nfeelings; i++) {
		if (r->feelings[i].negated ||
		    strcmp(r->feelings[i].holder, HOLDER) != 0)
			break;
		if ((want == 0 || r->feelings[i].good == want) &&
		    rank-- == 0)
			return &r->feelings[i];
	}
	return NULL;
}

static const struct feeling *
said_of(const struct sage_speaker *s, const struct sage_feeling *f)
{
	const struct feelings	*fs = &s->reader->feelings;
	int			 number;

	number = feeling_number(fs, f->name, strlen(f->name));
	return number < 0 ? NULL : &fs->f[number];
}

static const char *
keep(struct sage_speaker *s, const struct buf *b)
{
	return arena_strndup(&s->reader->arena, b->data, b->len);
}

/* A copy, as it is to be written; NULL for what is empty. */
static const char *
written(struct sage_speaker *s, const char *text)
{
	char	*out;

	out = arena_strndup(&s->reader->arena, text, strlen(text));
	if (out == NULL || *out == '\0')
		return NULL;
	voice_fold(&s->voice, out);
	return out;
}

const char *
reply_sound(struct sage_speaker *s, struct buf *b)
{
	const char	*text = buf_string(b);

	return text != NULL && voice_is_sound(&s->voice, text) ?
	    written(s, text) : NULL;
}

void
reply_drop(struct sage_speaker *s, struct buf *b)
{
	s->failed |= b->failed;
	buf_free(b);
}

/* A word that begins a sentence has a capital of that; a name is not known. */
static void
fold_first(const struct sage_speaker *s, char *word, size_t at)
{
	const char	*before = s->reader->text + at;
	size_t		 n = strcspn(word, " ");
	char		 first = *word;

	if (first < 'A' || first > 'Z')
		return;
	while (before > s->reader->text && before[-1] == ' ')
		before--;
	if (before > s->reader->text && memchr(".!?\n", before[-1], 4) == NULL)
		return;
	*word = (char)(first | 0x20);
	if (tags_find(&s->reader->model.tags, word, n) == NULL)
		*word = first;
}

/* The word of theirs that the rule's paraphrase takes. */
static void
fill_named(struct sage_speaker *s, const struct hit *h)
{
	const struct sage_reader	*r = s->reader;
	struct buf			 b = { 0 };
	int				 named;

	named = template_capture(knowledge_string(r->kn, h->rule->say));
	if (named >= 0 && template_words(&b, r->text, h->cap, named) == 0 &&
	    b.len > 0 && buf_string(&b) != NULL) {
		fold_first(s, b.data, h->cap[named][0]);
		s->slot[SLOT_NAMED] = reply_sound(s, &b);
	}
	reply_drop(s, &b);
}

/* May an event be spoken of?  To say back what is only guessed is as good as a
 * plain reply, but where the guess is not as likely as that, a question about
 * it is worse than a plain one: readers preferred that in 163 of 270 pairs.
 * What a rule knows to be done is surer than what is guessed. */
static int
is_likely(const struct sage_speaker *s, const struct sage_event *ev)
{
	return ev->likely >= (reader_act(s->reader) != NULL ? ACT_LIKELY :
	    s->asks ? ASK_LIKELY : 0);
}

/* The event that is spoken of. */
static void
fill_event(struct sage_speaker *s, size_t i)
{
	const struct sage_event	*ev = &s->reading->events[i];

	s->event = ev->id;
	s->event_at = &ev->evidence;
	s->slot[SLOT_SAY] = written(s, ev->say);
	s->slot[SLOT_ASK] = written(s, ev->ask);
	fill_named(s, s->reader->event_hit[i]);
}

/* Do they say that they feel bad?  That is more the point than what is done. */
static int
says_bad(const struct sage_speaker *s)
{
	const struct sage_feeling	*f = reply_feeling(s, 0);

	return f != NULL && f->good < 0 && strcmp(f->source, by_name) == 0;
}

/* Where no event is as the message is, what it is about: an event that is not
 * so, of which some things can be said all the same, or its theme, or the plain
 * talk that it is, or what somebody does in it, or what stands out in it if it
 * is short.  Nothing is said back to a theme, so that the talk comes first
 * there. */
static void
fill_theme(struct sage_speaker *s)
{
	const struct hit	*h = reader_heaviest(s->reader, theme);
	const struct hit	*p = NULL;

	if (s->reading->nevents > 0 && is_likely(s, &s->reading->events[0]))
		s->event = s->reading->events[0].id;
	if (s->reader->out.words <= PLAIN_WORDS)
		p = reader_heaviest(s->reader, plain);
	if (p != NULL && (h == NULL || !s->asks || hit_strength(s->reader,
	    p) > hit_strength(s->reader, h)))
		h = p;
	if (h == NULL && !says_bad(s))
		h = reader_act(s->reader);
	if (h == NULL && s->reader->out.words <= STANDS_OUT)
		h = reader_heaviest(s->reader, echo);
	if (h != NULL) {
		s->theme = h->id;
		fill_named(s, h);
	}
}

/* Events of the speaker's that are hard, or good, as the situation is. */
static size_t
fill_events(struct sage_speaker *s)
{
	const struct sage_reading	*r = s->reading;
	int				 bad = r->good <= .5;
	struct buf			 list = { 0 };
	size_t				 i, n = 0;

	s->event = s->theme = "";
	s->event_at = NULL;
	for (i = 0; i < r->nevents && n < 3; i++) {
		if ((r->events[i].good < 0) != bad ||
		    !is_likely(s, &r->events[i]) ||
		    !voice_is_sound(&s->voice, r->events[i].say) ||
		    !voice_is_sound(&s->voice, r->events[i].ask))
			continue;
		if (n == 0)
			fill_event(s, i);
		if (buf_printf(&list, "%s%s", n == 0 ? "" : n == 1 ? ", " :
		    " and ", r->events[i].say) != 0)
			break;
		n++;
	}
	if (n == 3)
		s->slot[SLOT_LIST] = keep(s, &list);
	reply_drop(s, &list);
	return n;
}

static void
fill_feelings(struct sage_speaker *s)
{
	const struct sage_feeling	*a = reply_feeling(s, 0);
	const struct sage_feeling	*b = reply_feeling(s, 1), *c;
	const struct feeling		*f;
	size_t				 i;

	/* Both sides are one good and one hard. */
	for (i = 1; a != NULL && s->reading->both && (c = reply_feeling(s,
	    i)) != NULL; i++)
		if (c->good != a->good) {
			b = c;
			break;
		}

	if (a != NULL && (f = said_of(s, a)) != NULL) {
		s->slot[SLOT_FEEL] = f->said[a->strength - 1];
		s->slot[SLOT_NOUN] = f->noun;
	}
	if (b != NULL && b->score >= UNSURE && (f = said_of(s, b)) != NULL)
		s->slot[SLOT_FEEL2] = f->said[b->strength - 1];
}

static const char *
need_phrase(const struct sage_speaker *s, const char *need)
{
	const struct book	*b = &s->reader->book;
	const struct book_need	*n;
	size_t			 count, i;

	n = book_part(b, BOOK_NEED, &count);
	for (i = 0; i < count; i++)
		if (strcmp(book_string(b, n[i].need), need) == 0)
			return book_string(b, n[i].phrase);
	return NULL;
}

/* The first hit of a category, said back as its template has it. */
static const char *
first_said(struct sage_speaker *s, const char *category)
{
	const struct sage_reader	*r = s->reader;
	const struct hit		*h;
	struct buf			 out = { 0 };
	const char			*said = NULL;
	size_t				 n, i;

	h = reader_hits(r, &n);
	for (i = 0; i < n && strcmp(h[i].category, category) != 0; i++)
		;
	if (i < n && template_fill(&out, knowledge_string(r->kn,
	    h[i].rule->say), r->text, h[i].cap) == 0)
		said = keep(s, &out);
	reply_drop(s, &out);
	return said;
}

/* The sentence of the text, or the line, that some words of it stand in. */
static struct sage_text
sentence_around(struct sage_text text, struct sage_text words)
{
	static const char	ends[] = { '.', '!', '?', '\n' };
	const char		*from = words.data, *to = from + words.len;

	while (from > text.data && memchr(ends, from[-1],
	    sizeof(ends)) == NULL)
		from--;
	while (to < text.data + text.len && memchr(ends, *to,
	    sizeof(ends)) == NULL)
		to++;
	return (struct sage_text){ from, (size_t)(to - from) };
}

/* What they say they feel something about; 0 if they do not. */
static int
fill_about(struct sage_speaker *s, struct clause_text *text)
{
	struct buf	b = { 0 };
	size_t		run = text->run;
	int		what;

	what = clause_about(text, &b);
	if (what == 0 && s->asks) {
		text->run = CLAUSE_RUN_ASK;
		what = clause_about(text, &b);
		text->run = run;
	}
	if (what == ABOUT_DOING)
		s->slot[SLOT_DOING] = reply_sound(s, &b);
	else if (what == ABOUT_THING)
		s->slot[SLOT_TOPIC] = reply_sound(s, &b);
	reply_drop(s, &b);
	return what;
}

/* Is what they feel as good as known? */
static int
is_sure(const struct sage_speaker *s)
{
	const struct sage_feeling	*f = reply_feeling(s, 0);

	return f != NULL && f->score >= UNSURE;
}

/* A thing of theirs, in the sentence that has the point if there is one. */
static void
fill_thing(struct sage_speaker *s, const struct clause_text *text,
    struct sage_text about)
{
	struct buf	b = { 0 };

	/* The prose is the text with what is none blanked out. */
	about.data = s->reader->prose + (about.data - s->reader->text);
	if (s->reader->out.words <= THING_WORDS && clause_thing(text, about,
	    s->reading->good > .5, &b))
		s->slot[SLOT_THING] = reply_sound(s, &b);
	reply_drop(s, &b);
}

static void
fill_words(struct sage_speaker *s)
{
	const struct sage_reader	*r = s->reader;
	struct buf			 b = { 0 };
	struct sage_text		 about = { r->text, r->len };
	struct clause_text		*text = &s->clauses;
	const char			*who;

	clause_open(text, &s->voice, s->reader->prose, s->reader->len);
	s->about_doing = fill_about(s, text) == ABOUT_DOING;
	if (!s->about_doing)
		reply_fill_clause(s, text);
	/* Of a story that has a point no other thing is spoken of, and where
	 * the point is not known none but what is theirs. */
	if (r->out.nevents > 0)
		about = sentence_around(about, r->event[0].evidence.text);
	if (s->slot[SLOT_TOPIC] == NULL &&
	    voice_topic(&s->voice, about.data, about.len, !is_sure(s), &b))
		s->slot[SLOT_TOPIC] = reply_sound(s, &b);
	b.len = 0;
	fill_thing(s, text, about);
	if ((who = first_said(s, people)) != NULL &&
	    buf_printf(&b, "%s %s", s->voice.your, who) == 0)
		s->slot[SLOT_PERSON] = written(s, buf_string(&b));
	reply_drop(s, &b);
	s->slot[SLOT_TIME] = first_said(s, duration);
	s->slot[SLOT_NEED] = need_phrase(s, r->out.need);
}

int
reply_fill(struct sage_speaker *s, const struct sage_reading *r)
{
	s->reading = r;
	s->failed = 0;
	memset(s->slot, 0, sizeof(s->slot));
	if ((s->nevents = fill_events(s)) == 0)
		fill_theme(s);
	fill_feelings(s);
	fill_words(s);
	return s->failed || s->reader->arena.failed ? SAGE_ENOMEM : 0;
}
