#include <string.h>

#include "reading_parts.h"
#include "reply_like.h"

/* In grades, 0 to 3.  What depends on the share and the mood are differences
 * between the means of the first 5,365 replies that said words back, of those
 * that lib/data/liking.tsv has grades of; the others say how much more a reply
 * should be of the message than readers alone would have it. */
#define LIKED_THEIRS	.5	/* more for words of the message */
#define LIKED_NAMED	.3	/* of a thing alone: "Oh, the road." */
#define LIKED_HARD	0	/* or where it is hard: feelings come first */
#define LIKED_EVENT	.8	/* or what can only be said to such a one, */
#define LIKED_SHARED	.5	/* in words of it */
#define LIKED_WHOLE	.8	/* and for all of it, */
#define LIKED_SHARE	.25	/* less so much of it, */
#define SHARE_MOST	.8	/* as far as there is more to gain */
#define LIKED_MOOD	.25	/* for a clause in which the mood is, */
#define LIKED_NO_MOOD	(-.3)	/* or is not, though there is one */
#define MOOD_SURE	.10	/* so far from .5 it is good, or hard */
#define MOOD_FELT	.5	/* it is less likely that nothing is felt */

#define CLAUSE_FORMS	(1u << SLOT_CLAUSE | 1u << SLOT_PAST | \
			    1u << SLOT_NOW)
#define THINGS		(1u << SLOT_TOPIC | 1u << SLOT_THING)
#define ECHOES		(CLAUSE_FORMS | 1u << SLOT_DOING | THINGS)
#define EVENTS		(1u << SLOT_SAY | 1u << SLOT_ASK)

/* Which share of the message a text is, by words. */
static double
share_of(const struct sage_speaker *s, const char *text)
{
	double	n = 1;

	for (; *text != '\0'; text++)
		n += *text == ' ';
	n /= s->reading->words == 0 ? 1 : (double)s->reading->words;
	return n < SHARE_MOST ? n : SHARE_MOST;
}

/* Is a clause by itself as good, or as hard, as the message? */
static double
liked_mood(struct sage_speaker *s, const char *clause)
{
	const char	*is = s->reading->situation;
	double		 weight[FEELINGS_MAX], good;

	if (strcmp(is, "good") != 0 && strcmp(is, "trouble") != 0)
		return 0;
	if (reader_hear(s->reader, clause, strlen(clause), weight) >=
	    MOOD_FELT)
		return LIKED_NO_MOOD;
	good = reader_good(s->reader, weight) - .5;
	if (s->reading->good < .5)
		good = -good;
	return good > MOOD_SURE ? LIKED_MOOD : LIKED_NO_MOOD;
}

void
reply_note_liking(struct sage_speaker *s)
{
	double		mood = 0;
	unsigned	slots;
	int		i;

	if (s->slot[SLOT_CLAUSE] != NULL)
		mood = liked_mood(s, s->slot[SLOT_CLAUSE]);
	memset(s->liking, 0, sizeof(s->liking));
	for (slots = ECHOES & s->have; slots != 0; slots &= slots - 1) {
		i = __builtin_ctz(slots);
		s->liking[i] = LIKED_WHOLE * (share_of(s, s->slot[i]) -
		    LIKED_SHARE) + (CLAUSE_FORMS >> i & 1 ? mood : 0);
	}
}

/* Has the message a word for this, in whatever form? */
static int
is_in_message(const struct sage_speaker *s, const struct tag *tag)
{
	const struct features	*f = s->reader->features;
	size_t			 i;

	for (i = 0; i < f->ntokens; i++)
		if (f->token[i].tag != NULL &&
		    f->token[i].tag->lemma == tag->lemma)
			return 1;
	return 0;
}

int
reply_shares(const struct sage_speaker *s, const struct frame *f)
{
	const struct voice	*v = &s->voice;
	const char		*say = book_string(v->book, f->say);
	const struct tag	*tag;
	struct vword		 w[VOICE_WORDS];
	char			 word[VOICE_LONGEST];
	size_t			 n = voice_words(say, strlen(say), w), i;

	for (i = 0; i < n; i++) {
		if (w[i].start > 0 && say[w[i].start - 1] == '{')
			continue;
		voice_folded(say, &w[i], word);
		tag = tags_find(&v->model->tags, word, strlen(word));
		if (tag != NULL && (tag->kinds & v->topic->shows) != 0 &&
		    !voice_has(voice_turn(v, word), ROLE_NO_TOPIC) &&
		    is_in_message(s, tag))
			return 1;
	}
	return 0;
}

/* How much more is liked what says words of the message. */
static double
liked_theirs(const struct sage_speaker *s, const struct frame *f)
{
	if (strcmp(s->reading->situation, "trouble") == 0)
		return LIKED_HARD;
	return (f->says & THINGS) != 0 && (f->says & CLAUSE_FORMS) == 0 ?
	    LIKED_NAMED : LIKED_THEIRS;
}

double
reply_liked(const struct sage_speaker *s, const struct frame *f)
{
	double		liked = (double)f->liked / LIKED_ONE;
	int		theirs = (f->says & SLOTS_THEIRS & ~EVENTS) != 0;
	unsigned	slots;

	for (slots = f->says & ECHOES; slots != 0; slots &= slots - 1)
		liked += s->liking[__builtin_ctz(slots)];
	if (f->event != 0 && !theirs)
		theirs = reply_shares(s, f);
	if (f->event != 0 && strcmp(book_string(s->voice.book, f->event),
	    s->theme) != 0)
		return liked + LIKED_EVENT + (theirs ? LIKED_SHARED : 0);
	return liked + (theirs ? liked_theirs(s, f) : 0);
}
