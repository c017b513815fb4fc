#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "hash.h"
#include "lead.h"
#include "reply_choose.h"
#include "reply_fill.h"
#include "reply_like.h"

/* Names that the frames and this file have in common. */
static const char *const unclear = "unclear", *const grave = "grave",
    *const lead = "lead", *const unsure = "crisis.unsure";

#define REPLY_WORDS	26	/* of a reply at most */
#define STEM		4	/* letters that forms of a word share */
#define MARGIN		1.9	/* less fit by so much is as good */
#define MARGIN_LIKED	2.2	/* and where what is liked counts: at 1.5 it
				 * is said better, but the same too often */
#define FIT_ANSWER	20.0	/* more for what goes on from an answer */
#define FIT_SHARED	2.5	/* for a word of the message */
#define FIT_LIKED	10.0	/* for a grade that readers would give */
#define FIT_TALE	6.0	/* for what happened in a long tale */
#define TALE_WORDS	28
#define SOUNDS_GRAVE	.4	/* so likely it is grave */
#define FIT_FIRST	30.0	/* and for what is said to danger first */
#define LEADS_TRIED	6	/* before a reply goes without */

/* Slots of a noun, which verbs and articles must agree with. */
#define GIVEN		(1u << SLOT_NAMED | 1u << SLOT_PERSON)

/* ---- how it begins ----------------------------------------------------- */

/* May it be hard after all?  Joy would be out of place then. */
static int
is_barely_good(const struct sage_speaker *s)
{
	return strcmp(s->reading->situation, "good") == 0 &&
	    s->reading->good < PLAINLY_GOOD;
}

/* Did something happen that no light word goes with? */
static int
is_grave(const struct sage_speaker *s)
{
	const struct sage_reading	*r = s->reading;

	return r->nevents > 0 && r->events[0].good < 0 &&
	    r->events[0].strength >= GRAVE;
}

/* Or is what is told so grave, whatever it is? */
static int
sounds_grave(const struct sage_speaker *s)
{
	return is_grave(s) || (s->nevents == 0 &&
	    s->reader->grave > SOUNDS_GRAVE);
}

/* What the first reply may begin with: by how grave it is, by what they feel
 * if that is as good as known, else by what it is about.  The name that
 * leads.tsv has it by, or NULL. */
static const char *
find_lead(const struct sage_speaker *s)
{
	const struct book	*b = &s->reader->book;

	/* Where a talk goes on, the tone is that of the whole. */
	if (s->talk.depth >= 0 || s->mourns)
		return NULL;
	if (sounds_grave(s) && s->reading->good <= .5)
		return grave;
	/* What surprises may be hard. */
	if (s->first != NULL && s->first->score >=
	    (strcmp(s->reading->situation, unclear) == 0 ? SURE : UNSURE) &&
	    (s->first->good < 0 || s->reading->good > .5) &&
	    lead_for(b, s->first->name, 0) != NULL)
		return s->first->name;
	return is_barely_good(s) ? unclear : s->reading->situation;
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

/* ---- candidates -------------------------------------------------------- */

/* What may be said to a message, in two halves: those that fit as well as
 * the best, in their turns; then the others, which are seldom asked for. */
struct choosing {
	const struct frames	*fs;
	struct candidate	*c;
	size_t			 near, n;
	int			 sorted;	/* the others are */
	uint64_t		 seed;		/* of the turns */
	int			 in_order;	/* no turns */
	unsigned		 have;		/* slots that are filled */
	double			 more;		/* those now added fit so */
	int			 liked;		/* by what readers like */
};

/* In danger they stand in the order in which they are to be asked. */
static void
give_turns(const struct choosing *ch, size_t from, size_t to)
{
	const char	*name;

	for (; from < to; from++) {
		name = book_string(ch->fs->book, ch->c[from].f->name);
		ch->c[from].turn = ch->in_order ? ch->c[from].f->name :
		    hash_turn(name, strlen(name), ch->seed);
	}
}

/* Those that are near the best come first. */
static void
part_near(struct choosing *ch)
{
	const double		margin = ch->liked ? MARGIN_LIKED : MARGIN;
	struct candidate	swap;
	double			best = 0;
	size_t			i;

	for (i = 0; i < ch->n; i++)
		best = ch->c[i].fit > best ? ch->c[i].fit : best;
	for (i = 0; i < ch->n; i++)
		if (ch->c[i].fit >= best - margin) {
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

	if ((c->fit = reply_fit(s, f, m)) < 0)
		return;
	c->fit += reply_fit_depth(s, ch->fs, f) + ch->more;
	if (ch->liked)
		c->fit += FIT_LIKED * reply_liked(s, f);
	else if (s->reading->crisis == NULL && f->event != 0 &&
	    (f->says >> SLOT_NAMED & 1) == 0 && reply_shares(s, f))
		c->fit += FIT_SHARED;
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
	uint64_t			 some, feelings = reply_feelings(s);
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
add_for_answer(const struct sage_speaker *s, const struct mood *m,
    const struct sage_reply_options *opt, struct choosing *ch)
{
	ch->more = talk_is_else(s->answer) ? FIT_EVENT : FIT_ANSWER;
	add_those_for(s, s->answer, m, opt, ch);
}

/* What is said to danger; first what asks of it straight out, then what goes
 * on from their answer. */
static void
find_for_danger(const struct sage_speaker *s, const struct mood *m,
    const struct sage_reply_options *opt, struct choosing *ch)
{
	/* What is asked gently may be asked in many ways. */
	ch->in_order = s->answer != NULL ||
	    strcmp(s->reading->crisis, unsure) != 0;
	ch->more = s->in_danger ? FIT_FIRST : 0;
	add_those_for(s, "", m, opt, ch);
	if (s->answer == NULL)
		return;
	add_for_answer(s, m, opt, ch);
	if (!talk_is_else(s->answer)) {
		ch->more = FIT_EVENT;
		add_those_for(s, talk_answer_else(s->answer), m, opt, ch);
	}
}

/* The point of a long tale is often another than what is known of it. */
static double
fit_of_event(const struct sage_speaker *s, const struct choosing *ch)
{
	return ch->liked && s->reading->words > TALE_WORDS ? FIT_TALE :
	    FIT_EVENT;
}

static void
find_candidates(const struct sage_speaker *s, const struct mood *m,
    const struct sage_reply_options *opt, struct choosing *ch)
{
	ch->have = s->have;
	if (s->reading->crisis != NULL) {
		find_for_danger(s, m, opt, ch);
		part_near(ch);
		return;
	}
	add_those_for(s, "", m, opt, ch);
	/* Their word is the theme's if there is one. */
	if (*s->theme != '\0') {
		ch->more = FIT_THEME;
		add_those_for(s, s->theme, m, opt, ch);
		ch->have &= ~(1u << SLOT_NAMED);
	}
	ch->more = fit_of_event(s, ch);
	if (*s->event != '\0')
		add_those_for(s, s->event, m, opt, ch);
	if (s->answer != NULL)
		add_for_answer(s, m, opt, ch);
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

/* ---- what may be said -------------------------------------------------- */

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
	if (s->reading->crisis != NULL)
		not = s->talk.pressed;
	*asked = 0;
	if (not == 0 || strchr(text, '?') == NULL)
		return 0;
	e = talk_asks(&s->talk, s->reader, (struct sage_text){ text,
	    strlen(text) }, &bits);
	*asked = e == 0 && (bits & not) != 0;
	return e;
}

/* May it be said at all, to somebody in danger?  Something must be. */
static int
is_fit_danger(struct sage_speaker *s, const char *text,
    const struct sage_reply_options *opt, int mode, int *fit)
{
	int	e = 0, asked = 0;

	if (mode == STRICT)
		e = is_asked(s, text, mode, &asked);
	*fit = e == 0 && !asked && (mode == LAST || !was_said(opt, text));
	return e;
}

/* And to others? */
static int
is_fit(struct sage_speaker *s, const struct frame *f, const char *text,
    const struct sage_reply_options *opt, int mode, int *fit)
{
	int	e, bad = 0;

	*fit = 0;
	if (s->reading->crisis != NULL)
		return is_fit_danger(s, text, opt, mode, fit);
	if (was_said(opt, text) || count_words(text) > REPLY_WORDS ||
	    names_twice(s, text))
		return 0;
	/* "A {named}" may be "a employer", and "your {named} was" wrong. */
	if ((f->says & GIVEN) != 0 && !(voice_is_sound(&s->voice, text) &&
	    voice_agrees(&s->voice, text)))
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

/* What a wording is for, or else what the words are of that it takes. */
static const char *
about(const struct sage_speaker *s, const struct frame *f)
{
	const unsigned	event = 1u << SLOT_SAY | 1u << SLOT_ASK |
			    1u << SLOT_LIST, named = 1u << SLOT_NAMED;

	if (f->event != 0)
		return book_string(&s->reader->book, f->event);
	if (f->says & event)
		return s->event;
	if (f->says & named)
		return *s->theme != '\0' ? s->theme : s->event;
	return "";
}

/* Their words, as the wording takes them. */
static int
find_words(struct sage_speaker *s, const struct frame *f,
    struct sage_reply *r)
{
	const char	**words;
	size_t		i;

	words = arena_alloc(&s->reader->arena, SLOTS, sizeof(*words));
	if (words == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < SLOTS; i++)
		if (f->says & SLOTS_THEIRS & 1u << i)
			words[r->nwords++] = s->slot[i];
	r->words = words;
	return 0;
}

/* Has a text a word of what is to stand before it, in whatever form? */
static int
is_said_again(const char *before, const char *text)
{
	struct vword	a[VOICE_WORDS], b[VOICE_WORDS];
	size_t		n = voice_words(before, strlen(before), a), i, j;
	size_t		m = voice_words(text, strlen(text), b);

	for (i = 0; i < n; i++)
		for (j = 0; j < m && a[i].len >= STEM; j++)
			if (b[j].len >= STEM && strncasecmp(before + a[i].start,
			    text + b[j].start, STEM) == 0)
				return 1;
	return 0;
}

/* A lead that does not say what comes behind it. */
static const char *
lead_to(const struct sage_speaker *s, const char *say)
{
	const char	*found;
	uint64_t	 i;

	for (i = 0; s->lead != NULL && i < LEADS_TRIED; i++) {
		found = lead_for(&s->reader->book, s->lead, s->lead_turn + i);
		if (found != NULL && !is_said_again(found, say))
			return found;
	}
	return "";
}

static int
add_reply(struct sage_speaker *s, const struct frames *fs,
    const struct frame *f, const struct sage_reply_options *opt, int mode)
{
	const struct book	*book = &s->reader->book;
	struct sage_reply	r = { .kind = book_string(book, f->kind),
				    .frame = book_string(book, f->name),
				    .note = book_string(book, f->note),
				    .about = about(s, f) };
	struct buf		b = { 0 };
	int			e, fit;

	if (is_back(f) && s->slot[SLOT_THREAD] == NULL &&
	    s->slot[SLOT_WHOM] == NULL)
		return 0;
	s->slot[SLOT_LEAD] = f->says >> SLOT_LEAD & 1 ?
	    lead_to(s, book_string(book, f->say)) : "";
	if ((e = frame_fill(fs, f, s->slot, &b)) == 0 &&
	    (r.text = arena_strndup(&s->reader->arena, b.data,
	    b.len)) == NULL)
		e = SAGE_ENOMEM;
	buf_free(&b);
	if (e != 0)
		return e;
	if (is_alike(s, &r, mode == STRICT))
		return 0;
	if ((e = is_fit(s, f, r.text, opt, mode, &fit)) != 0 || !fit ||
	    (e = find_words(s, f, &r)) != 0)
		return e;
	if (is_back(f))
		s->slot[SLOT_THREAD] = s->slot[SLOT_WHOM] = NULL;
	s->lead = NULL;	/* once is enough */
	return buf_append(&s->reply, &r, sizeof(r));
}

/* First replies of different kinds, then of different words; what was asked
 * some time ago only if there is nothing else. */
static int
choose(struct sage_speaker *s, struct choosing *ch,
    const struct sage_reply_options *opt)
{
	size_t	i, have, count = s->reading->crisis != NULL ? 1 : opt->count;
	int	mode, e;

	for (mode = STRICT; mode < MODES; mode++)
		for (i = 0; i < ch->n; i++) {
			have = s->reply.len / sizeof(struct sage_reply);
			if (have >= count || (have > 0 && mode == LAST))
				return 0;
			if ((e = add_reply(s, ch->fs, candidate_at(ch, i),
			    opt, mode)) != 0)
				return e;
		}
	return 0;
}

/* Readers graded what is said to messages that tell something, alone.  What is
 * said to something grave must be made for it. */
static int
counts_liking(const struct sage_speaker *s)
{
	const struct sage_reading	*r = s->reading;
	static const char *const	told[] = { "trouble", "good",
	    "ambivalence", "memory", "logistics", "unclear" };
	size_t				i;

	if (r->crisis != NULL || s->talk.depth >= 0 || s->mourns ||
	    s->returns || is_grave(s))
		return 0;
	for (i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (strcmp(r->situation, told[i]) == 0)
			return 1;
	return 0;
}

int
reply_choose(struct sage_speaker *s, const struct frames *fs,
    const struct mood *m, const struct sage_reply_options *opt)
{
	struct choosing	ch = { .fs = fs, .c = s->candidate };

	ch.seed = hash_of_story(s, opt->seed);
	if ((ch.liked = counts_liking(s)) != 0)
		reply_note_liking(s);
	s->lead = find_lead(s);
	s->lead_turn = hash_turn(lead, strlen(lead), ch.seed);
	s->slot[SLOT_LEAD] = "";
	find_candidates(s, m, opt, &ch);
	return choose(s, &ch, opt);
}
