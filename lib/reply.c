#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "lead.h"
#include "reply.h"
#include "table.h"
#include "template.h"
#include "token.h"

/* Names that the frames and this file have in common. */
static const char *const any = "any", *const people = "people",
    *const duration = "time", *const anger = "angry",
    *const crisis = "crisis", *const unclear = "unclear",
    *const danger_again = "crisis.again", *const lead = "lead";

#define REPLY_WORDS	26	/* of a reply at most */
#define MARGIN		1.9	/* less fit by so much is as good */

/* What makes a frame fit. */
#define FIT_SITUATION	10.0
#define FIT_ASIDE	12.0	/* a situation that colours another */
#define FIT_TALK	14.0	/* a question where a talk goes on */
#define FIT_ANY		3.0
#define FIT_FEELING	5.0
#define FIT_SECOND	2.5
#define FIT_FELT	4.0	/* in a turn before */
#define FIT_UNSURE	2.0
#define FIT_DEPTH	5.0
#define FIT_NEAR	1.5	/* one step off */
#define FIT_LATE	2.0	/* less for the last rung where no talk is */
#define FIT_BACK	30.0	/* it is time to come back to something */
#define FIT_EVENT	14.0	/* it is for what happened */
#define FIT_THEME	12.0	/* or for what it is about */
#define FIT_NAMED	2.5	/* and has their word */
#define FIT_BESIDE	1.5	/* less for what passes the event over */
#define FIT_TOPIC	3.0	/* less for a thing, if more is known */
#define CLAUSES		24	/* of a message that are weighed */
#define OF_EVENT	.5	/* more for one that tells the event */
#define OF_OTHER	.3	/* less for one whose words tell otherwise */
#define AGAINST		.2	/* the other way by so much is not said */
#define UNFIT		-1.0
#define OF_INNER	.3	/* less for one that only leads to it */
#define OF_HIM		.1	/* less where it does not say who */
#define CODE_WEIGHS	2	/* a name of code, against a word of it */
#define SHORT_STORY	15	/* words of a message: any that tells some */
#define WORDS_WEIGH	60.0	/* so many more ask for 1 */
#define LONG_LEAST	.85	/* but for no more than this */
#define HALFWAY		1.5	/* this share of it, where no other does */
#define DOUBTFUL	.25	/* and by so much it may tell otherwise then */
#define BARELY		3.0	/* likewise, where nothing else is at all */
#define GUESSED		.50	/* a feeling's score: not said below */
#define GUESSED_DIM	.60	/* nor where it is not clear if good or hard */
#define UNSURE		.55	/* hedge below */
#define SURE		.70
#define PLAINLY_GOOD	.75	/* how likely what they feel is good */

/* Slots that say what happened; that say it in their words; that say what it
 * is about, no more; that say what they feel. */
#define HAPPENED	(1u << SLOT_SAY | 1u << SLOT_ASK | 1u << SLOT_LIST | \
			    1u << SLOT_NAMED)
#define THEIR_WORDS	(1u << SLOT_PAST | 1u << SLOT_NOW | 1u << SLOT_DOING)
#define ABOUT		(1u << SLOT_TOPIC | 1u << SLOT_PERSON)
#define FELT		(1u << SLOT_FEEL | 1u << SLOT_NOUN)

static const double slot_fit[SLOTS] = {
	[SLOT_SAY] = 3, [SLOT_ASK] = 3, [SLOT_FEEL] = .4, [SLOT_FEEL2] = .4,
	[SLOT_NOUN] = .2, [SLOT_CLAUSE] = 2, [SLOT_PAST] = 2.6,
	[SLOT_NOW] = 2.6, [SLOT_DOING] = 2.6, [SLOT_TOPIC] = 2,
	[SLOT_PERSON] = 1.4, [SLOT_TIME] = .8, [SLOT_NEED] = .4,
	[SLOT_LIST] = 3.5, [SLOT_A] = 2, [SLOT_B] = 2,
	[SLOT_THREAD] = FIT_BACK, [SLOT_WHOM] = FIT_BACK
};

/* ---- slots ------------------------------------------------------------- */

/* What the speaker feels, hard or good as the situation is; NULL if that is
 * not known. */
static const struct sage_feeling *
feeling_at(const struct sage_speaker *s, size_t rank)
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

/* The same of what a buffer holds, if it may be said. */
static const char *
sound(struct sage_speaker *s, struct buf *b)
{
	const char	*text = buf_string(b);

	return voice_is_sound(&s->voice, text) ? written(s, text) : NULL;
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
	    b.len > 0) {
		(void)buf_string(&b);
		fold_first(s, b.data, h->cap[named][0]);
		s->slot[SLOT_NAMED] = sound(s, &b);
	}
	buf_free(&b);
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

/* Where no event is as the message is, what it is about: an event that is not
 * so, of which some things can be said all the same, or the narrowest of its
 * themes, and of those the first. */
static void
fill_theme(struct sage_speaker *s)
{
	const struct hit	*h, *best = NULL;
	size_t			 n, i;

	if (s->reading->nevents > 0)
		s->event = s->reading->events[0].id;
	h = reader_hits(s->reader, &n);
	for (i = 0; i < n; i++)
		if (strcmp(h[i].category, "theme") == 0 && (best == NULL ||
		    hit_strength(s->reader, &h[i]) >
		    hit_strength(s->reader, best)))
			best = &h[i];
	if (best != NULL) {
		s->theme = best->id;
		fill_named(s, best);
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
	buf_free(&list);
	return n;
}

static void
fill_feelings(struct sage_speaker *s)
{
	const struct sage_feeling	*a = feeling_at(s, 0);
	const struct sage_feeling	*b = feeling_at(s, 1), *c;
	const struct feeling		*f;
	size_t				 i;

	/* Both sides are one good and one hard. */
	for (i = 1; a != NULL && s->reading->both && (c = feeling_at(s,
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
	buf_free(&out);
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

/* Do its words tell the other way, all that tell anything: "an adorable
 * hamster" of a message that is hard? */
static int
is_beside(const struct features *f, double sign)
{
	size_t	i;
	int	other = 0;

	for (i = 0; i < f->ntokens; i++) {
		if (f->token[i].tag == NULL || f->token[i].tag->valence == 0)
			continue;
		if (f->token[i].tag->valence * sign > 0)
			return 0;
		other = 1;
	}
	return other;
}

/* Do words of the prose have a part in what is told of the event?  The two
 * are not in the same place. */
static int
tells_event(const struct sage_speaker *s, struct sage_text t)
{
	size_t	from = (size_t)(t.data - s->reader->prose);

	return s->event_at != NULL && from < s->event_at->end.byte &&
	    s->event_at->start.byte < from + t.len;
}

/* How much of what the message is about a clause of it tells; UNFIT if it
 * plainly sounds good where the message is hard, or hard where that is
 * good. */
static double
clause_weight(struct sage_speaker *s, struct sage_text t)
{
	struct sage_reader	*r = s->reader;
	int32_t			 p[MODEL_CLASSES];
	size_t			 n, i;
	double			 sign = 2 * r->out.good - 1;
	int			 want = sign > 0 ? 1 : -1;
	double			 weight = 0, against = 0;

	features_of(r->part, FEATURES_WORDS, r->kn, &r->model.tags, t.data,
	    t.len);
	n = model_run(&r->model, MODEL_FEELING, r->part, p);
	for (i = 0; i < n; i++)
		if (r->feelings.f[i].good == want)
			weight += (double)p[i] / MODEL_ONE;
		else if (r->feelings.f[i].good == -want)
			against += (double)p[i] / MODEL_ONE;
	if ((against - weight) * sign * want > AGAINST)
		return UNFIT;
	if (s->nfirst >= 0)
		weight += (double)p[s->nfirst] / MODEL_ONE;
	if (is_beside(r->part, sign))
		weight -= OF_OTHER;
	return tells_event(s, t) ? weight + OF_EVENT : weight;
}

/* Fill those slots that a clause can and that are empty; 0 if that is
 * nothing. */
static int
fill_forms(struct sage_speaker *s, const struct clause_text *text,
    const struct clause *c)
{
	struct buf	b = { 0 };

	if (s->slot[SLOT_CLAUSE] == NULL && clause_say(text, c, &b) &&
	    (s->slot[SLOT_CLAUSE] = sound(s, &b)) != NULL) {
		if (c->tense == TENSE_PAST)
			s->slot[SLOT_PAST] = s->slot[SLOT_CLAUSE];
		else if (c->tense == TENSE_NOW)
			s->slot[SLOT_NOW] = s->slot[SLOT_CLAUSE];
	}
	b.len = 0;
	if (s->slot[SLOT_DOING] == NULL && clause_doing(text, c, &b))
		s->slot[SLOT_DOING] = sound(s, &b);
	buf_free(&b);
	return s->slot[SLOT_CLAUSE] != NULL || s->slot[SLOT_DOING] != NULL;
}

/* Say a clause; 0 if it cannot be.  What is asked about may have one of its
 * forms more like what was written than the other. */
static int
say_clause(struct sage_speaker *s, struct clause_text *text,
    const struct clause *c)
{
	size_t	run = text->run;

	if (!fill_forms(s, text, c))
		return 0;
	if (s->asks)
		text->run = CLAUSE_RUN_ASK;
	(void)fill_forms(s, text, c);
	text->run = run;
	return 1;
}

/* How much a clause must tell: of a long story more than of a line. */
static double
least_weight(const struct sage_speaker *s)
{
	size_t	words = s->reader->out.words;
	double	least;

	if (words <= SHORT_STORY)
		return 0;
	least = (double)(words - SHORT_STORY) / WORDS_WEIGH;
	return least > LONG_LEAST ? LONG_LEAST : least;
}

/* Say the clause that tells most of those that can be said; 0 if none can. */
static int
say_heaviest(struct sage_speaker *s, struct clause_text *text,
    const struct clause *c, const double *weight, size_t n, double least)
{
	size_t	i, best;
	uint8_t	tried[CLAUSES] = { 0 };

	for (;;) {
		for (i = 0, best = n; i < n; i++)
			if (!tried[i] && weight[i] > least && (best == n ||
			    weight[i] > weight[best]))
				best = i;
		if (best == n)
			return 0;
		if (say_clause(s, text, &c[best]))
			return 1;
		tried[best] = 1;
	}
}

/* Is it told of "him", whoever that is? */
static int
is_him(const struct clause_text *text, const struct clause *c)
{
	return !c->self && c->verb == c->from + 1u &&
	    !voice_has(text->turn[c->from], ROLE_OBJECT);
}

/* Did it only lead to what is told, which is known otherwise or is more than a
 * line?  What is still to come may be all there is to tell. */
static int
says_nothing(const struct sage_speaker *s, const struct clause *c)
{
	return c->inner == INNER_AWAY || (c->inner == INNER_LEADS &&
	    c->tense == TENSE_PAST && (s->slot[SLOT_SAY] != NULL ||
	    s->reader->out.words > SHORT_STORY));
}

/* What happened, in their words.  Where there are no others for it, it may be
 * a little more like what they wrote. */
static void
fill_clause(struct sage_speaker *s, struct clause_text *text)
{
	struct clause	c[CLAUSES];
	double		weight[CLAUSES], least = least_weight(s);
	uint8_t		weak[CLAUSES];
	size_t		n, i;

	n = clause_find(text, c, CLAUSES);
	for (i = 0; i < n; i++) {
		weight[i] = says_nothing(s, &c[i]) ? UNFIT :
		    clause_weight(s, clause_bytes(text, &c[i])) -
		    (c[i].inner ? OF_INNER : 0) -
		    (is_him(text, &c[i]) ? OF_HIM : 0);
		weak[i] = c[i].inner || is_him(text, &c[i]) ||
		    voice_has(text->turn[c[i].verb], ROLE_ENJOYS);
	}
	if (say_heaviest(s, text, c, weight, n, least))
		return;
	if (s->asks)
		text->run = CLAUSE_RUN_ASK;
	else if (s->slot[SLOT_SAY] == NULL && s->slot[SLOT_TOPIC] == NULL)
		text->run = CLAUSE_RUN_MOST;
	if (say_heaviest(s, text, c, weight, n, least))
		return;
	if (s->slot[SLOT_SAY] != NULL || s->slot[SLOT_TOPIC] != NULL) {
		for (i = 0; i < n; i++)
			if (weak[i])
				weight[i] = UNFIT;
		(void)say_heaviest(s, text, c, weight, n, least / HALFWAY);
		return;
	}
	for (i = 0; i < n; i++)
		if (is_him(text, &c[i]))
			weight[i] = UNFIT;
		else if (c[i].inner)
			weight[i] += c[i].inner == INNER_LEADS ? OF_INNER :
			    UNFIT;
	if (!s->asks)
		text->run = CLAUSE_RUN;
	(void)say_heaviest(s, text, c, weight, n, least / BARELY - DOUBTFUL);
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
		s->slot[SLOT_DOING] = sound(s, &b);
	else if (what == ABOUT_THING)
		s->slot[SLOT_TOPIC] = sound(s, &b);
	buf_free(&b);
	return what;
}

/* Is what they feel as good as known? */
static int
is_sure(const struct sage_speaker *s)
{
	const struct sage_feeling	*f = feeling_at(s, 0);

	return f != NULL && f->score >= UNSURE;
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
	if (fill_about(s, text) != ABOUT_DOING)
		fill_clause(s, text);
	/* Of a story that has a point no other thing is spoken of, and where
	 * the point is not known none but what is theirs. */
	if (r->out.nevents > 0)
		about = sentence_around(about, r->event[0].evidence.text);
	if (s->slot[SLOT_TOPIC] == NULL &&
	    voice_topic(&s->voice, about.data, about.len, !is_sure(s), &b))
		s->slot[SLOT_TOPIC] = sound(s, &b);
	b.len = 0;
	if ((who = first_said(s, people)) != NULL &&
	    buf_printf(&b, "%s %s", s->voice.your, who) == 0)
		s->slot[SLOT_PERSON] = written(s, buf_string(&b));
	buf_free(&b);
	s->slot[SLOT_TIME] = first_said(s, duration);
	s->slot[SLOT_NEED] = need_phrase(s, r->out.need);
}

/* ---- fit --------------------------------------------------------------- */

/* What kind of talk it is, and what colours it. */
struct mood {
	uint64_t	main, aside, talk;
	uint64_t	any;
};

/* Is the message itself about work or code? */
static int
is_code(const struct sage_speaker *s, const struct sage_reply_options *opt)
{
	const struct sage_reading	*r = s->reading;
	const struct features		*f = s->reader->features;
	uint64_t			 tech = model_kind(&s->reader->model,
					    "tech");
	size_t				 i, n;

	if (opt->context != NULL)
		return strcmp(opt->context, "work") == 0 ||
		    strcmp(opt->context, "code-review") == 0;
	for (i = 0; i < r->nevents; i++)
		if (strncmp(r->events[i].id, "code.", 5) == 0)
			return 1;
	n = CODE_WEIGHS * token_code(s->reader->prose,
	    s->reader->text, s->reader->len);
	for (i = 0; i < f->ntokens; i++)
		n += f->token[i].tag != NULL &&
		    (f->token[i].tag->kinds & tech) != 0;
	return n >= 3 && n * 8 >= f->ntokens;
}

/* The same in a talk, where less will do. */
static int
is_work(const struct sage_speaker *s, const struct sage_reply_options *opt)
{
	size_t	i;

	for (i = 0; i < s->reading->nevents; i++)
		if (strncmp(s->reading->events[i].id, "work.", 5) == 0)
			return 1;
	return is_code(s, opt);
}

/* Is the feeling, or one near it, what people turn on others? */
static int
is_anger(const struct sage_speaker *s, const struct sage_feeling *f)
{
	const struct feelings	*fs = &s->reader->feelings;
	int			 a = feeling_number(fs, anger, strlen(anger));
	int			 n = feeling_number(fs, f->name,
				    strlen(f->name));

	return a == n || (a >= 0 && n >= 0 && (fs->f[n].near >> a & 1));
}

/* Is it someone else who is to be felt with, and not the speaker? */
static int
is_others(const struct sage_speaker *s)
{
	const struct sage_reading	*r = s->reading;
	size_t				 i;
	int				 others = 0;

	for (i = 0; i < r->nfeelings; i++) {
		if (r->feelings[i].negated)
			continue;
		if (strcmp(r->feelings[i].holder, HOLDER) != 0)
			others |= r->feelings[i].good < 0 &&
			    !is_anger(s, &r->feelings[i]);
		else if (strcmp(r->feelings[i].source, "named") == 0)
			return 0;
	}
	return others;
}

/* Where a talk goes on, the questions need not name what it is about; where
 * little is said, it is as hard or good as it was. */
static void
find_talk(const struct sage_speaker *s, const struct frames *fs,
    struct mood *m)
{
	static const char *const open[] = { "trouble", "good", "ambivalence",
	    unclear, "logistics", "memory", "opinion", "minimal" };
	const char		*is = s->reading->situation;
	int			 tone = s->talk.tone;
	size_t			 i = 0;

	/* The message is in it already; by itself it counts once more, and
	 * what is plainly good is good. */
	if (!s->weak)
		tone = strcmp(is, "good") == 0 && s->nevents > 0 &&
		    s->reading->good > PLAINLY_GOOD ? 1 : tone +
		    talk_tone(s->reading);

	while (i < sizeof(open) / sizeof(open[0]) && strcmp(open[i], is) != 0)
		i++;
	if (i == sizeof(open) / sizeof(open[0]))
		return;
	if (s->slot[SLOT_THREAD] != NULL || s->slot[SLOT_WHOM] != NULL)
		m->talk |= frames_situation(fs, s->main ? "thread-main" :
		    "thread");
	if (s->thin) {
		m->talk |= frames_situation(fs, "talk-thin");
		return;
	}
	if (s->weak && tone != 0)
		m->main = frames_situation(fs, tone > 0 ? "good" : "trouble");
	if (tone > 0)
		m->talk |= frames_situation(fs, "talk-good");
	else
		m->talk |= frames_situation(fs, strcmp(is, "ambivalence") ==
		    0 ? "talk-both" : s->talk.code ? "talk-code" :
		    "talk-hard");
}

static void
find_mood(const struct sage_speaker *s, const struct frames *fs,
    const struct sage_reply_options *opt, struct mood *m)
{
	const struct sage_reading	*r = s->reading;
	int				 trouble;

	memset(m, 0, sizeof(*m));
	trouble = strcmp(r->situation, "trouble") == 0;
	m->any = frames_situation(fs, any);
	m->main = frames_situation(fs, r->crisis != NULL ? r->crisis :
	    r->situation);
	if (r->crisis != NULL) {
		m->any = 0;
		/* What was asked straight out is not asked over again. */
		if (talk_asked_danger(&s->talk))
			m->main = frames_situation(fs, danger_again);
		return;
	}
	if (s->talk.depth >= 0)
		find_talk(s, fs, m);
	if (is_code(s, opt) && (trouble || strcmp(r->situation,
	    "logistics") == 0 || strcmp(r->situation, unclear) == 0))
		m->aside |= frames_situation(fs, "code");
	if (!trouble)
		return;
	if (r->sarcastic)
		m->aside |= frames_situation(fs, "sarcasm");
	if (r->played_down)
		m->aside |= frames_situation(fs, "played-down");
	if (s->nevents >= 3)
		m->aside |= frames_situation(fs, "overload");
	if (is_others(s))
		m->aside |= frames_situation(fs, "other's");
}

/* The feelings that frames are chosen by. */
static void
note_feelings(struct sage_speaker *s)
{
	const struct feelings	*fs = &s->reader->feelings;

	s->least_sure = strcmp(s->reading->situation, unclear) == 0 ?
	    GUESSED_DIM : GUESSED;
	s->first = s->weak ? NULL : feeling_at(s, 0);
	s->second = s->weak ? NULL : feeling_at(s, 1);
	s->nfirst = s->first == NULL ? -1 : feeling_number(fs,
	    s->first->name, strlen(s->first->name));
	s->nsecond = s->second == NULL ? -1 : feeling_number(fs,
	    s->second->name, strlen(s->second->name));
}

/* A frame must be for one of these; in danger they do not matter. */
static uint64_t
wanted_feelings(const struct sage_speaker *s)
{
	const struct sage_feeling	*a = s->first, *b = s->second;
	uint64_t			 bits = FEELS_ANY;

	if (s->reading->crisis != NULL)
		return UINT64_MAX;
	if (a == NULL)
		bits |= FEELS_NOTHING;
	if (a == NULL && s->weak && s->felt >= 0)
		bits |= UINT64_C(1) << s->felt;
	if (a == NULL || a->score < s->least_sure)
		return bits;
	if (s->nfirst >= 0)
		bits |= UINT64_C(1) << s->nfirst;
	if (b != NULL && b->score >= UNSURE && s->nsecond >= 0)
		bits |= UINT64_C(1) << s->nsecond;
	return bits;
}

/* How well a frame fits that is for one of those. */
static double
fit_feeling(const struct sage_speaker *s, const struct frame *f)
{
	const struct sage_feeling	*a = s->first, *b = s->second;

	/* What they felt is still there, and needs no name. */
	if (s->weak && s->felt >= 0 && f->needs == 0 &&
	    (f->feelings >> s->felt & 1))
		return FIT_FELT;
	if (a == NULL)
		return f->feelings & FEELS_NOTHING ? 3 :
		    f->feelings & FEELS_ANY ? 2 : -100;
	if (a->strength < f->low || a->strength > f->high)
		return -100;
	if ((f->sure == SURE_LOW && a->score >= SURE) ||
	    (f->sure == SURE_HIGH && a->score < SURE))
		return -100;
	if (a->score < s->least_sure)
		return 3;
	if (f->feelings >> s->nfirst & 1)
		return FIT_FEELING + (f->sure == SURE_LOW ? FIT_UNSURE : 0) -
		    (f->sure != SURE_LOW && a->score < UNSURE ? 2.5 : 0);
	if (b != NULL && b->score >= UNSURE && (f->feelings >> s->nsecond & 1))
		return FIT_SECOND;
	return a->score < UNSURE ? 3 : 1.5;
}

/* Of what is for one event nothing weighs more than another but their word, so
 * that which of them is said goes round. */
static double
fit_event(const struct sage_speaker *s, const struct frame *f, double fit)
{
	if (fit_feeling(s, f) < 0)
		return UNFIT;
	return fit + (f->says >> SLOT_NAMED & 1 ? FIT_NAMED : 0);
}

/* How well a frame fits that is for one of the situations, and has what it
 * needs; below 0 it does not. */
static double
fit(const struct sage_speaker *s, const struct frame *f, const struct mood *m)
{
	double		fit = FIT_ANY;
	unsigned	slots;

	if (f->situations & m->talk)
		fit = FIT_TALK;
	else if (f->situations & m->aside)
		fit = FIT_ASIDE;
	else if (f->situations & m->main)
		fit = FIT_SITUATION;
	if (f->event != 0)
		return fit_event(s, f, fit);
	for (slots = f->needs & f->says; slots != 0; slots &= slots - 1)
		fit += slot_fit[__builtin_ctz(slots)];
	/* What happened says more than what it happened to, unless it is said
	 * so that it could be anything. */
	if (s->slot[SLOT_SAY] != NULL && (f->says & HAPPENED) == 0)
		fit += s->vague ? FIT_BESIDE : -FIT_BESIDE;
	/* Likewise what they said of it. */
	if ((s->have & THEIR_WORDS) != 0 && (f->says & ABOUT) != 0 &&
	    (f->says & ~(ABOUT | FELT)) == 0)
		fit -= FIT_TOPIC;
	return s->reading->crisis != NULL ? fit : fit + fit_feeling(s, f);
}

/* ---- choice ------------------------------------------------------------ */

/* May it be hard after all?  Joy would be out of place then. */
static int
is_barely_good(const struct sage_speaker *s)
{
	return strcmp(s->reading->situation, "good") == 0 &&
	    s->reading->good < PLAINLY_GOOD;
}

/* What the first reply begins with, by what they feel if that is as good as
 * known, else by what it is about. */
static const char *
find_lead(const struct sage_speaker *s, uint64_t turn)
{
	const struct book	*b = &s->reader->book;
	const char		*found = NULL;

	/* Where a talk goes on, the tone is that of the whole. */
	if (s->talk.depth >= 0)
		return "";
	/* What surprises may be hard. */
	if (s->first != NULL && s->first->score >=
	    (strcmp(s->reading->situation, unclear) == 0 ? SURE : UNSURE) &&
	    (s->first->good < 0 || s->reading->good > .5))
		found = lead_for(b, s->first->name, turn);
	if (found == NULL)
		found = lead_for(b, is_barely_good(s) ? unclear :
		    s->reading->situation, turn);
	return found == NULL ? "" : found;
}

/* A number that is another for another story, and the same for the same one
 * whoever tells it, of whomever, and however it is written: by the words for
 * what happens, each once. */
static uint64_t
hash_of_story(const struct sage_speaker *s, uint64_t seed)
{
	const struct features	*f = s->reader->features;
	const struct tag	*seen[FEATURE_TOKENS];
	size_t			 i, j, n = 0;

	for (i = 0; i < f->ntokens; i++) {
		if (f->token[i].tag == NULL || (f->token[i].tag->kinds &
		    s->voice.topic->story) == 0)
			continue;
		for (j = 0; j < n && seen[j] != f->token[i].tag; j++)
			;
		if (j < n)
			continue;
		seen[n++] = f->token[i].tag;
		seed = (seed ^ f->token[i].tag->lemma) *
		    UINT64_C(0x100000001b3);
	}
	return seed;
}

/* Is the frame's kind in the list?  No list has all. */
static int
is_wanted(const char *kinds, const char *kind)
{
	size_t	n, len = strlen(kind);

	if (kinds == NULL || *kinds == '\0')
		return 1;
	for (; *kinds != '\0'; kinds += n + (kinds[n] == ',')) {
		n = strcspn(kinds, ",");
		if (n == len && memcmp(kinds, kind, n) == 0)
			return 1;
	}
	return 0;
}

static size_t
count_words(const char *s)
{
	size_t	n = 0;

	for (; *s != '\0'; s++)
		n += *s == ' ';
	return n + 1;
}

/* The first three words. */
static size_t
opening(const char *s)
{
	size_t	n = 0, i;

	for (i = 0; s[i] != '\0' && n < 3; i++)
		n += s[i] == ' ';
	return i;
}

/* Is it one of what is said already, but for what comes before it, or one by
 * kind or by how it begins? */
static int
is_alike(const struct sage_speaker *s, const struct sage_reply *new,
    int strict)
{
	const struct sage_reply	*r = (struct sage_reply *)(void *)
				    s->reply.data;
	size_t			 n = s->reply.len / sizeof(*r), i, len;

	for (i = 0; i < n; i++) {
		if (strcmp(r[i].frame, new->frame) == 0 ||
		    (strict && strcmp(r[i].kind, new->kind) == 0))
			return 1;
		len = opening(new->text);
		if (opening(r[i].text) == len &&
		    memcmp(r[i].text, new->text, len) == 0)
			return 1;
	}
	return 0;
}

/* What is open to choice: how well it fits, with its turn among equals. */
struct candidate {
	const struct frame	*f;
	double			 fit;
	uint64_t		 turn;
};

static int
by_fit(const void *a, const void *b)
{
	const struct candidate	*x = a, *y = b;

	if (x->fit != y->fit)
		return x->fit > y->fit ? -1 : 1;
	return x->turn < y->turn ? -1 : x->turn > y->turn;
}

static int
by_turn(const void *a, const void *b)
{
	const struct candidate	*x = a, *y = b;

	return x->turn < y->turn ? -1 : x->turn > y->turn;
}

/* How near a question is to the depth that comes next. */
static double
fit_depth(const struct sage_speaker *s, const struct frames *fs,
    const struct frame *f)
{
	int	far, rung;

	if (f->depth == 0 || (rung = talk_rung(book_string(fs->book,
	    f->depth))) < 0)
		return 0;
	/* Who was just told something does not ask who else was. */
	if (s->next < 0)
		return rung == RUNG_LAST ? -FIT_LATE : 0;
	far = rung > s->next ? rung - s->next : s->next - rung;
	/* From the deepest it goes on there, or one above. */
	if (far == 1 && s->next == RUNG_LAST && s->talk.depth == s->next)
		return FIT_DEPTH;
	return far == 0 ? FIT_DEPTH : far == 1 ? FIT_NEAR : 0;
}

/* What may be said to a message, in two halves: those that fit as well as
 * the best, in their turns; then the others, which are seldom asked for. */
struct choosing {
	const struct frames	*fs;
	struct candidate	*c;
	size_t			 near, n;
	int			 sorted;	/* the others are */
	uint64_t		 seed;		/* of the turns */
	unsigned		 have;		/* slots that are filled */
	double			 more;		/* those now added fit so */
};

static void
give_turns(const struct choosing *ch, size_t from, size_t to)
{
	const char	*name;

	for (; from < to; from++) {
		name = book_string(ch->fs->book, ch->c[from].f->name);
		ch->c[from].turn = hash_turn(name, strlen(name), ch->seed);
	}
}

/* Those that are near the best come first. */
static void
part_near(struct choosing *ch)
{
	struct candidate	swap;
	double			best = 0;
	size_t			i;

	for (i = 0; i < ch->n; i++)
		best = ch->c[i].fit > best ? ch->c[i].fit : best;
	for (i = 0; i < ch->n; i++)
		if (ch->c[i].fit >= best - MARGIN) {
			swap = ch->c[i];
			ch->c[i] = ch->c[ch->near];
			ch->c[ch->near++] = swap;
		}
	give_turns(ch, 0, ch->near);
	qsort(ch->c, ch->near, sizeof(*ch->c), by_turn);
}

static void
add_candidate(const struct sage_speaker *s, const struct frame *f,
    const struct mood *m, const struct sage_reply_options *opt,
    struct choosing *ch)
{
	struct candidate	*c = &ch->c[ch->n];

	if ((c->fit = fit(s, f, m)) < 0)
		return;
	c->fit += fit_depth(s, ch->fs, f) + ch->more;
	c->f = f;
	ch->n += s->reading->crisis != NULL || is_wanted(opt->kinds,
	    book_string(ch->fs->book, f->kind));
}

/* Those for an event or a theme, or with no name for whatever happened. */
static void
add_those_for(const struct sage_speaker *s, const char *event,
    const struct mood *m, const struct sage_reply_options *opt,
    struct choosing *ch)
{
	const struct frame_event	*ev = frames_event(ch->fs, event);
	uint64_t			 some, feelings = wanted_feelings(s);
	const struct frame_use		*u, *end;
	const struct frame		*f;
	size_t				 i;

	if (ev == NULL)
		return;
	some = m->talk | m->aside | m->main | m->any;
	f = ch->fs->f + ev->frame;
	u = ch->fs->use + ev->use;
	end = u + ev->nuses;
	for (; u < end; f += u++->n)
		if ((u->situations & some) != 0 &&
		    (u->feelings & feelings) != 0 &&
		    (u->needs & ~ch->have) == 0)
			for (i = 0; i < u->n; i++)
				add_candidate(s, &f[i], m, opt, ch);
}

static void
find_candidates(const struct sage_speaker *s, const struct mood *m,
    const struct sage_reply_options *opt, struct choosing *ch)
{
	ch->have = s->have;
	add_those_for(s, "", m, opt, ch);
	/* Their word is the theme's if there is one. */
	if (*s->theme != '\0') {
		ch->more = FIT_THEME;
		add_those_for(s, s->theme, m, opt, ch);
		ch->have &= ~(1u << SLOT_NAMED);
	}
	ch->more = FIT_EVENT;
	if (*s->event != '\0')
		add_those_for(s, s->event, m, opt, ch);
	part_near(ch);
}

static const struct frame *
candidate_at(struct choosing *ch, size_t i)
{
	if (i >= ch->near && !ch->sorted) {
		give_turns(ch, ch->near, ch->n);
		qsort(ch->c + ch->near, ch->n - ch->near, sizeof(*ch->c),
		    by_fit);
		ch->sorted = 1;
	}
	return ch->c[i].f;
}

/* Would the reply judge?  The words of the message that it says back may. */
static int
is_judging(struct sage_speaker *s, const char *text, int *judging)
{
	int	e;

	s->judged = 0;
	if ((e = sage_judge_feed(s->judge, text, strlen(text))) != 0 ||
	    (e = sage_judge_end(s->judge)) != 0)
		return e;
	*judging = s->judged;
	return 0;
}

/* Did we say it before? */
static int
was_said(const struct sage_reply_options *opt, const char *text)
{
	const struct sage_turn	*t = opt->before;
	size_t			 i, len = strlen(text);

	for (i = 0; i < opt->nbefore; i++)
		if (t[i].ours && t[i].text.len >= len &&
		    memmem(t[i].text.data, t[i].text.len, text, len) != NULL)
			return 1;
	return 0;
}

/* Does it name one feeling twice, "you always worry, and you're worried"? */
static int
names_twice(const struct sage_speaker *s, const char *text)
{
	const struct voice	*v = &s->voice;
	const struct tag	*tag;
	struct vword		 w[VOICE_WORDS];
	char			 word[VOICE_LONGEST];
	size_t			 n = voice_words(text, strlen(text), w), i;
	uint64_t		 named = 0, bit;

	for (i = 0; i < n; i++) {
		voice_folded(text, &w[i], word);
		tag = tags_find(&v->model->tags, word, strlen(word));
		if (tag == NULL || tag->feeling == TAG_NONE ||
		    (tag->kinds & v->topic->felt) == 0)
			continue;
		bit = UINT64_C(1) << tag->feeling;
		if (named & bit)
			return 1;
		named |= bit;
	}
	return 0;
}

/* How choosy we are: of one kind and matter only one; what was told, or asked
 * at any time, not at all; what was asked lately. */
enum { STRICT, LOOSE, LAST, MODES };

static int
is_asked(struct sage_speaker *s, const char *text, int mode, int *asked)
{
	uint64_t	bits, not = s->told | s->talk.asked;
	int		e;

	if (mode == LAST)
		not = talk_lately(&s->talk);
	*asked = 0;
	if (not == 0 || strchr(text, '?') == NULL)
		return 0;
	e = talk_asks(&s->talk, s->reader, (struct sage_text){ text,
	    strlen(text) }, &bits);
	*asked = e == 0 && (bits & not) != 0;
	return e;
}

/* May it be said at all?  What is said to somebody in danger may. */
static int
is_fit(struct sage_speaker *s, const struct frame *f, const char *text,
    const struct sage_reply_options *opt, int mode, int *fit)
{
	int	e, bad = 0;

	*fit = s->reading->crisis != NULL;
	if (*fit)
		return 0;
	if (was_said(opt, text) || count_words(text) > REPLY_WORDS ||
	    names_twice(s, text))
		return 0;
	/* "A {named}" may be "a employer". */
	if ((f->says >> SLOT_NAMED & 1) && !voice_is_sound(&s->voice, text))
		return 0;
	if ((e = is_asked(s, text, mode, &bad)) != 0 || bad)
		return e;
	if (!f->sound)
		e = is_judging(s, text, &bad);
	*fit = e == 0 && !bad;
	return e;
}

/* Does it come back to something?  One of them is enough. */
static int
is_back(const struct frame *f)
{
	return (f->needs & (1u << SLOT_THREAD | 1u << SLOT_WHOM)) != 0;
}

static int
add_reply(struct sage_speaker *s, const struct frames *fs,
    const struct frame *f, const struct sage_reply_options *opt, int mode)
{
	const struct book	*book = &s->reader->book;
	struct sage_reply	r = { NULL, book_string(book, f->kind),
				    book_string(book, f->name),
				    book_string(book, f->note) };
	struct buf		b = { 0 };
	int			e, fit;

	if (is_back(f) && s->slot[SLOT_THREAD] == NULL &&
	    s->slot[SLOT_WHOM] == NULL)
		return 0;
	if ((e = frame_fill(fs, f, s->slot, &b)) == 0 &&
	    (r.text = keep(s, &b)) == NULL)
		e = SAGE_ENOMEM;
	buf_free(&b);
	if (e != 0)
		return e;
	if (is_alike(s, &r, mode == STRICT))
		return 0;
	if ((e = is_fit(s, f, r.text, opt, mode, &fit)) != 0 || !fit)
		return e;
	if (is_back(f))
		s->slot[SLOT_THREAD] = s->slot[SLOT_WHOM] = NULL;
	s->slot[SLOT_LEAD] = "";	/* once is enough */
	return buf_append(&s->reply, &r, sizeof(r));
}

/* First replies of different kinds, then of different words; what was asked
 * some time ago only if there is nothing else. */
static int
choose(struct sage_speaker *s, struct choosing *ch,
    const struct sage_reply_options *opt)
{
	size_t	i, have;
	int	mode, e;

	for (mode = STRICT; mode < MODES; mode++)
		for (i = 0; i < ch->n; i++) {
			have = s->reply.len / sizeof(struct sage_reply);
			if (have >= opt->count || (have > 0 && mode == LAST))
				return 0;
			if ((e = add_reply(s, ch->fs, candidate_at(ch, i),
			    opt, mode)) != 0)
				return e;
		}
	return 0;
}

/* ---- what was said before ----------------------------------------------- */

static int
read_message(struct sage_speaker *s, struct sage_text t)
{
	int	e;

	if ((e = sage_read(s->reader, t.data, t.len, &s->reading)) != 0)
		return e;
	memset(s->slot, 0, sizeof(s->slot));
	if ((s->nevents = fill_events(s)) == 0)
		fill_theme(s);
	fill_feelings(s);
	fill_words(s);
	return 0;
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
			e = talk_theirs(&s->talk, s->reader, s->slot);
			s->talk.code |= is_work(s, opt);
			note_feelings(s);
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

	if (before == NULL || r->crisis != NULL)
		return;
	if (s->thin && talk_asks_danger(&s->talk)) {
		r->crisis = before;
		r->situation = crisis;
	} else if (r->watch == NULL)
		r->watch = before;
	else
		return;
	r->crisis_at = reader_span(s->reader, 0, 0);
}

/* The message, after what was said before it. */
static int
read_last(struct sage_speaker *s, enum sage_speech speech,
    struct sage_text text, int talking)
{
	const struct thread	*th;
	int			 e;

	if ((e = read_message(s, text)) != 0)
		return e;
	s->weak = speech == SAGE_ASK && s->talk.depth >= 0 &&
	    talk_is_weak(s->reading);
	s->thin = talk_is_thin(s->reader, s->slot);
	s->next = talking ? talk_next(&s->talk, s->reading, s->thin) : -1;
	note_feelings(s);
	mind_danger(s);
	if ((e = talk_theirs(&s->talk, s->reader, s->slot)) != 0)
		return e;
	if ((th = talk_thread(&s->talk, s->reading, s->thin)) != NULL) {
		s->slot[th->person ? SLOT_WHOM : SLOT_THREAD] = th->what;
		s->main = th->main;
	}
	s->told = talk_told(&s->talk);
	s->vague = s->slot[SLOT_SAY] != NULL && voice_is_vague(&s->voice,
	    s->slot[SLOT_SAY]);
	return 0;
}

/* ---- the public part --------------------------------------------------- */

int
needs_make(struct book_maker *b, struct sage_text text)
{
	struct arena		 a = { NULL };
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

/* Where danger is not sure, who answers is told to watch for it. */
static void
warn_of_danger(struct sage_speaker *s, const struct frames *fs)
{
	struct sage_reply	*r = (struct sage_reply *)(void *)
				    s->reply.data;
	uint64_t		 bit;
	size_t			 i;

	if (s->reading->watch == NULL || s->reply.len == 0)
		return;
	bit = frames_situation(fs, s->reading->watch);
	for (i = 0; i < fs->n; i++)
		if (fs->f[i].situations & bit)
			r->note = book_string(fs->book, fs->f[i].note);
}

int
sage_speak(struct sage_speaker *s, enum sage_speech speech, const void *text,
    size_t len, const struct sage_reply_options *opt,
    const struct sage_reading **reading, const struct sage_reply **out,
    size_t *n)
{
	const struct frames	*fs = &s->frames[speech];
	struct choosing	 choice = { .fs = fs, .c = s->candidate };
	struct mood		 mood;
	size_t			 i;
	int			 e;

	s->asks = speech == SAGE_ASK;
	if ((e = read_before(s, opt)) != 0 ||
	    (e = read_last(s, speech, (struct sage_text){ text, len },
	    opt->before != NULL)) != 0)
		return e;
	s->reply.len = 0;
	find_mood(s, fs, opt, &mood);
	for (s->have = 0, i = 0; i < SLOTS; i++)
		s->have |= (unsigned)(s->slot[i] != NULL) << i;
	choice.seed = hash_of_story(s, opt->seed);
	s->slot[SLOT_LEAD] = find_lead(s, hash_turn(lead, strlen(lead),
	    choice.seed));
	find_candidates(s, &mood, opt, &choice);
	if ((e = choose(s, &choice, opt)) != 0)
		return e;
	warn_of_danger(s, fs);
	*reading = s->reading;
	*out = (struct sage_reply *)(void *)s->reply.data;
	*n = s->reply.len / sizeof(**out);
	return 0;
}
