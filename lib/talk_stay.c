#include <string.h>

#include "reading_hits.h"
#include "talk.h"

/* Names that lib/data/read, the frames and this file have in common. */
static const char *const asks = "asks", *const about = "danger",
    *const keeps = "keeps", *const answers = "answer",
    *const graves = "grave", *const settles = "settled",
    *const mourns = "mourn", *const mourned = "mourn.else",
    *const yes = "answer.yes", *const no = "answer.no",
    *const hardly = "answer.hardly", *const partly = "answer.partly",
    *const unsafe = "grave.unsafe", *const other = "answer.else",
    *const over = "settled.else", *const they = "settled.they",
    *const third = "crisis.third-party", *const grief = "grieving",
    *const back = "back";

#define ANSWER_WORDS	25	/* of an answer, at most */
#define MOURNING_WORDS	12	/* of one about a death */
#define STAYS		2	/* turns of more than an answer */
#define MOURNING	3	/* turns after that */
#define PLAIN		3	/* strength of an answer that needs no
				 * question before it */

static int
is_of(const char *id, const char *category)
{
	size_t	len = strlen(category);

	return strncmp(id, category, len) == 0 && id[len] == '.';
}

/* The first rule of some categories that holds in the message, in the order of
 * the file, or NULL. */
static const struct hit *
first_of(const struct sage_reader *r, const char *const *category, size_t n)
{
	const struct hit	*h, *best = NULL;
	size_t			 hits, i, k;

	h = reader_hits(r, &hits);
	for (i = 0; i < hits; i++)
		for (k = 0; k < n; k++)
			if (strcmp(h[i].category, category[k]) == 0 &&
			    (best == NULL || h[i].number < best->number))
				best = &h[i];
	return best;
}

/* ---- danger ------------------------------------------------------------- */

static const struct hit *
first_answer(const struct sage_reader *r)
{
	const char *const	all[] = { graves, answers, settles };

	return first_of(r, all, sizeof(all) / sizeof(all[0]));
}

uint64_t
talk_of_danger(const struct talk *t, uint64_t bits)
{
	uint64_t	some = 0;
	size_t		i;

	for (i = 0; i < t->nmatters; i++)
		if (strncmp(t->matter[i], about, strlen(about)) == 0)
			some |= UINT64_C(1) << i;
	return bits & some;
}

/* Does a turn of ours ask of danger, or say that we stay with it?  What comes
 * first in the file of rules counts. */
static int
is_about(const struct hit *h)
{
	return strcmp(h->category, keeps) == 0 ||
	    (strcmp(h->category, asks) == 0 && strncmp(h->id + strlen(asks) + 1,
	    about, strlen(about)) == 0);
}

void
talk_press(struct talk *t, const struct sage_reader *r, const struct hit *h,
    size_t n, int asking)
{
	const struct hit	*best = NULL;
	size_t			 i;

	if (!t->ours_now) {
		t->about = t->elsewhere = 0;
		t->yes = t->no = "";
	}
	for (i = 0; i < n; i++)
		if (is_about(&h[i]) && (best == NULL ||
		    h[i].number < best->number))
			best = &h[i];
	if (best != NULL) {
		t->about = 1;
		t->yes = reader_string(r, best->rule->say);
		t->no = reader_string(r, best->rule->ask);
	}
	t->elsewhere = !t->about && (t->elsewhere || asking);
}

const char *
talk_danger(const struct talk *t)
{
	return t->danger != NULL && t->danger_at + LATELY > t->ntheirs ?
	    t->danger : NULL;
}

/* What an answer says: yes and no say what was asked.  After all is over only
 * what is grave is heard, but for one word to that, which leaves open what to
 * speak of: to such a question yes and no say nothing. */
static const char *
meant(const struct talk *t, const char *id)
{
	int	open = t->about && *t->yes == '\0';

	if (strcmp(id, yes) == 0)
		id = t->yes;
	else if (strcmp(id, no) == 0)
		id = t->no;
	else if (strcmp(id, hardly) == 0)
		id = is_of(t->no, settles) ? partly : t->no;
	if (*id == '\0' || (strcmp(id, they) == 0 &&
	    strcmp(t->danger, third) != 0))
		id = other;
	if (t->settled && is_of(id, answers))
		return open ? NULL : over;
	return id;
}

/* Is it about danger what they answer to? */
static int
is_asked(const struct talk *t)
{
	return t->about || (!t->settled && !t->elsewhere &&
	    t->danger_at + 1 == t->ntheirs);
}

int
talk_is_danger(const struct talk *t, const struct sage_reader *r)
{
	return r->out.crisis != NULL && (talk_danger(t) == NULL ||
	    r->danger.id != NULL || r->outright.id != NULL ||
	    first_answer(r) == NULL);
}

const char *
talk_answer(const struct talk *t, const struct sage_reader *r)
{
	const struct hit	*h = first_answer(r);

	if (talk_danger(t) == NULL)
		return NULL;
	if (talk_is_danger(t, r))
		return h != NULL && is_of(h->id, graves) ? h->id : unsafe;
	if (h != NULL && (hit_strength(r, h) == PLAIN || (is_asked(t) &&
	    r->out.words < ANSWER_WORDS)))
		return meant(t, h->id);
	if (!is_asked(t) || (t->settled && talk_happened(&r->out)))
		return NULL;
	if (r->out.words < THIN_WORDS)
		return meant(t, other);
	/* Something good that happened leads away from it at once. */
	return !t->settled && t->stayed < STAYS && (!talk_happened(&r->out) ||
	    talk_tone(&r->out) < 0) ? other : NULL;
}

const char *
talk_answer_else(const char *answer)
{
	return is_of(answer, settles) ? over : other;
}

int
talk_is_else(const char *answer)
{
	return strcmp(answer, other) == 0 || strcmp(answer, over) == 0 ||
	    strcmp(answer, mourned) == 0;
}

int
talk_is_danger_open(const struct talk *t, int thin)
{
	return thin && talk_danger(t) != NULL && !t->settled &&
	    !talk_asked(t, back);
}

/* They tell of danger, by themselves. */
static int
begin_danger(struct talk *t, const char *kind)
{
	if (talk_danger(t) == NULL)
		t->pressed = 0;
	t->danger_at = t->ntheirs;
	t->settled = t->about = t->elsewhere = 0;
	t->stayed = 0;
	t->yes = t->no = "";
	t->danger = arena_strndup(&t->arena, kind, strlen(kind));
	return t->danger == NULL ? SAGE_ENOMEM : 0;
}

static int
note_danger(struct talk *t, const struct sage_reader *r)
{
	const struct hit	*h = first_answer(r);
	const char		*answer = talk_answer(t, r);
	int			 e;

	if (talk_is_danger(t, r)) {
		if ((e = begin_danger(t, r->out.watch != NULL ? r->out.watch :
		    r->out.crisis)) != 0)
			return e;
	} else if (answer != NULL) {
		t->danger_at = t->ntheirs;
		t->settled = is_of(answer, settles);
		t->stayed += r->out.words >= THIN_WORDS;
	} else
		return 0;
	/* What they said need not be asked. */
	if (h != NULL)
		t->pressed |= talk_matter(t, reader_string(r, h->rule->ask));
	return 0;
}

/* ---- a death ------------------------------------------------------------ */

/* Is what happened mourned? */
static int
is_loss(const struct sage_reader *r, const char *event)
{
	size_t	i;

	for (i = 0; i < r->out.nevents; i++)
		if (strcmp(r->out.events[i].id, event) == 0)
			return hit_feeling(r, r->event_hit[i], 0) ==
			    feeling_number(&r->feelings, grief,
			    strlen(grief));
	return 0;
}

/* A copy that outlives the message; of NULL it is NULL as well. */
static int
keep(struct talk *t, const char *s, const char **copy)
{
	*copy = s == NULL ? NULL : arena_strndup(&t->arena, s, strlen(s));
	return s != NULL && *copy == NULL ? SAGE_ENOMEM : 0;
}

static int
note_loss(struct talk *t, const struct sage_reader *r, const char *event,
    const char *const slot[SLOTS])
{
	const char	*answer;
	int		 e;

	if (talk_mourns(t, r, &answer))
		t->loss_at = t->ntheirs;
	if (!talk_happened(&r->out))
		return 0;
	t->loss = is_loss(r, event) ? event : NULL;
	t->loss_at = t->ntheirs;
	if ((e = keep(t, slot[SLOT_SAY], &t->loss_say)) != 0)
		return e;
	return keep(t, slot[SLOT_NAMED], &t->loss_named);
}

/* Is it said to us rather than told? */
static int
is_address(const char *situation)
{
	static const char *const	not[] = { "question-to-you", "advice",
	    "anger-at-you", "apology", "thanks", "greeting", "nothing",
	    "foreign" };
	size_t				i;

	for (i = 0; i < sizeof(not) / sizeof(not[0]); i++)
		if (strcmp(not[i], situation) == 0)
			return 1;
	return 0;
}

int
talk_mourns(const struct talk *t, const struct sage_reader *r,
    const char **answer)
{
	const struct hit	*h;

	*answer = NULL;
	if (t->loss == NULL || t->loss_at + MOURNING < t->ntheirs ||
	    talk_happened(&r->out) || r->out.crisis != NULL ||
	    r->out.words >= MOURNING_WORDS)
		return 0;
	if ((h = first_of(r, &mourns, 1)) != NULL) {
		*answer = h->id;
		return 1;
	}
	if (r->out.words >= THIN_WORDS || !talk_is_weak(&r->out) ||
	    is_address(r->out.situation))
		return 0;
	*answer = mourned;
	return 1;
}

int
talk_stay(struct talk *t, const struct sage_reader *r, const char *event,
    const char *const slot[SLOTS])
{
	int	e;

	if ((e = note_danger(t, r)) != 0)
		return e;
	return note_loss(t, r, event, slot);
}
