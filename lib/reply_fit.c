#include <string.h>

#include "reply_fill.h"
#include "reply_fit.h"
#include "token.h"

/* Names that the frames and this file have in common. */
static const char *const any = "any", *const anger = "angry",
    *const unclear = "unclear", *const danger_again = "crisis.again";

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
#define FIT_NAMED	2.5	/* and has their word */
#define FIT_BESIDE	1.5	/* less for what passes the event over */
#define FIT_TOPIC	3.0	/* less for a thing, if more is known */
#define FIT_BARE	4.0	/* for what goes into it that little is told */
#define BARE_WORDS	14	/* more tell something, if we know it or not */
#define UNFIT		-1.0
#define CODE_WEIGHS	2	/* a name of code, against a word of it */
#define SLIGHT_WORDS	24	/* who tells more has more to tell of, */
#define SLIGHT		.25	/* as what may be grave, so likely */
#define GUESSED		.50	/* a feeling's score: not said below */
#define GUESSED_DIM	.60	/* nor where it is not clear if good or hard */

/* Slots that say what happened; that say it in their words; that say what it
 * is about, no more; that say what they feel. */
#define HAPPENED	(1u << SLOT_SAY | 1u << SLOT_ASK | 1u << SLOT_LIST | \
			    1u << SLOT_NAMED)
#define THEIR_WORDS	(1u << SLOT_PAST | 1u << SLOT_NOW | 1u << SLOT_DOING)
#define FINITE		(1u << SLOT_PAST | 1u << SLOT_NOW)
#define TOLD		(FINITE | 1u << SLOT_CLAUSE | 1u << SLOT_DOING)
#define ABOUT		(1u << SLOT_TOPIC)
#define FELT		(1u << SLOT_FEEL | 1u << SLOT_NOUN)

static const double slot_fit[SLOTS] = {
	[SLOT_SAY] = 3, [SLOT_ASK] = 3, [SLOT_FEEL] = .4, [SLOT_FEEL2] = .4,
	[SLOT_NOUN] = .2, [SLOT_CLAUSE] = 2, [SLOT_PAST] = 2.6,
	[SLOT_NOW] = 2.6, [SLOT_DOING] = 2.6, [SLOT_TOPIC] = 2,
	[SLOT_THING] = 2.4,
	[SLOT_PERSON] = 1.4, [SLOT_TIME] = .8, [SLOT_NEED] = .4,
	[SLOT_LIST] = 3.5, [SLOT_A] = 2, [SLOT_B] = 2,
	[SLOT_THREAD] = FIT_BACK, [SLOT_WHOM] = FIT_BACK
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

/* In a talk less will do. */
int
reply_is_work(const struct sage_speaker *s,
    const struct sage_reply_options *opt)
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
	if (s->returns)
		m->talk |= frames_situation(fs, "thread-danger");
	else if (s->slot[SLOT_THREAD] != NULL || s->slot[SLOT_WHOM] != NULL)
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

void
reply_mood(const struct sage_speaker *s, const struct frames *fs,
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
		m->any = s->answer == NULL || s->in_danger ? 0 :
		    frames_situation(fs, danger_again);
		return;
	}
	if (s->mourns) {
		m->main = frames_situation(fs, "trouble");
		return;
	}
	if (s->talk.depth >= 0 || s->returns)
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

void
reply_note_feelings(struct sage_speaker *s)
{
	const struct feelings	*fs = &s->reader->feelings;

	s->least_sure = strcmp(s->reading->situation, unclear) == 0 ?
	    GUESSED_DIM : GUESSED;
	s->first = s->weak ? NULL : reply_feeling(s, 0);
	s->second = s->weak ? NULL : reply_feeling(s, 1);
	s->nfirst = s->first == NULL ? -1 : feeling_number(fs,
	    s->first->name, strlen(s->first->name));
	s->nsecond = s->second == NULL ? -1 : feeling_number(fs,
	    s->second->name, strlen(s->second->name));
}

uint64_t
reply_feelings(const struct sage_speaker *s)
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

/* How strong is what they feel?  Where only its sound says that it is hard, and
 * that not plainly, nobody is pitied. */
static int
strength_felt(const struct sage_speaker *s, const struct sage_feeling *f)
{
	if (s->nevents == 0 && f->good < 0 && strcmp(f->source, "model") == 0 &&
	    s->reading->good > PLAINLY_HARD &&
	    s->reading->words <= SLIGHT_WORDS && s->reader->grave < SLIGHT)
		return 1;
	return f->strength;
}

/* How well a frame fits that is for one of those. */
static double
fit_feeling(const struct sage_speaker *s, const struct frame *f)
{
	const struct sage_feeling	*a = s->first, *b = s->second;
	int				 strength;

	/* What they felt is still there, and needs no name. */
	if (s->weak && s->felt >= 0 && f->needs == 0 &&
	    (f->feelings >> s->felt & 1))
		return FIT_FELT;
	if (a == NULL)
		return f->feelings & FEELS_NOTHING ? 3 :
		    f->feelings & FEELS_ANY ? 2 : -100;
	strength = strength_felt(s, a);
	if (strength < f->low || strength > f->high)
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

/* Of what is for one event nothing weighs more than another but their words,
 * and how well each is liked, so that which of them is said goes round. */
static double
fit_event(const struct sage_speaker *s, const struct frame *f, double fit)
{
	if (fit_feeling(s, f) < 0)
		return UNFIT;
	return fit + (f->says >> SLOT_NAMED & 1 ? FIT_NAMED : 0);
}

/* Does the message tell of nothing but how it feels? */
static int
is_bare(const struct sage_speaker *s)
{
	return s->nevents == 0 && (s->have & TOLD) == 0 &&
	    s->reading->words <= BARE_WORDS;
}

double
reply_fit(const struct sage_speaker *s, const struct frame *f,
    const struct mood *m)
{
	double		fit = FIT_ANY;
	unsigned	slots;

	if (f->situations & m->talk)
		fit = FIT_TALK;
	else if (f->situations & m->aside)
		fit = FIT_ASIDE;
	else if (f->situations & m->main)
		fit = FIT_SITUATION;
	if (f->bare && !is_bare(s))
		return UNFIT;
	if (f->event != 0)
		return s->reading->crisis != NULL ? fit : fit_event(s, f, fit);
	if (f->bare)
		fit += FIT_BARE;
	for (slots = f->needs & f->says; slots != 0; slots &= slots - 1)
		fit += slot_fit[__builtin_ctz(slots)];
	/* What happened says more than what it happened to, unless it is said
	 * so that it could be anything. */
	if (s->slot[SLOT_SAY] != NULL && (f->says & HAPPENED) == 0)
		fit += s->vague ? FIT_BESIDE : -FIT_BESIDE;
	/* What is done is a stiff way to say what they said in a clause, or in
	 * which a thing stands out. */
	if ((f->says & 1u << SLOT_DOING) != 0 && !s->about_doing &&
	    (s->have & (FINITE | 1u << SLOT_THING)) != 0)
		fit -= FIT_TOPIC;
	if ((f->says & 1u << SLOT_THING) != 0 && (s->have & FINITE) != 0)
		fit -= FIT_TOPIC;
	/* Likewise what they said of it. */
	if ((s->have & THEIR_WORDS) != 0 && (f->says & ABOUT) != 0 &&
	    (f->says & ~(ABOUT | FELT)) == 0)
		fit -= FIT_TOPIC;
	return s->reading->crisis != NULL ? fit : fit + fit_feeling(s, f);
}

double
reply_fit_depth(const struct sage_speaker *s, const struct frames *fs,
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
