#include <string.h>

#include "talk.h"

/* Names that lib/data/read, the frames and this file have in common. */
static const char *const asks = "asks", *const told = "told",
    *const how = "feeling-how", *const back = "back",
    *const nothing = "nothing", *const named = "named";
static const char *const rungs[RUNG_LAST + 1] = { "event", "feeling",
    "meaning", "self" };

#define APART		2	/* turns of theirs since they spoke of it */
#define KEY_LEAST	4	/* letters of a word that tells of a thread */
#define WHAT_MOST	48	/* bytes that a thread is called by */

int
talk_rung(const char *name)
{
	size_t	len;
	int	i;

	for (i = 0; i <= RUNG_LAST; i++) {
		len = strlen(rungs[i]);
		if (strncmp(name, rungs[i], len) == 0 &&
		    (name[len] == '\0' || name[len] == '-'))
			return i;
	}
	return -1;
}

void
talk_begin(struct talk *t)
{
	arena_free(&t->arena);
	memset(t, 0, sizeof(*t));
	t->depth = -1;
	t->yes = t->no = "";
}

void
talk_free(struct talk *t)
{
	arena_free(&t->arena);
}

/* ---- matters ------------------------------------------------------------ */

uint64_t
talk_matter(struct talk *t, const char *name)
{
	size_t	i;

	if (*name == '\0')
		return 0;

	for (i = 0; i < t->nmatters; i++)
		if (strcmp(t->matter[i], name) == 0)
			return UINT64_C(1) << i;
	if (i == sizeof(t->matter) / sizeof(t->matter[0]))
		return 0;
	t->matter[t->nmatters++] = name;
	return UINT64_C(1) << i;
}

static int
has(const struct talk *t, uint64_t bits, const char *name)
{
	size_t	i;

	for (i = 0; i < t->nmatters; i++)
		if (bits >> i & 1 && strcmp(t->matter[i], name) == 0)
			return 1;
	return 0;
}

/* The matters of the hits of a category. */
static uint64_t
matters(struct talk *t, const struct hit *h, size_t n, const char *category)
{
	uint64_t	bits = 0;
	size_t		i;

	for (i = 0; i < n; i++)
		if (strcmp(h[i].category, category) == 0)
			bits |= talk_matter(t, h[i].id + strlen(category) + 1);
	return bits;
}

int
talk_asked(const struct talk *t, const char *matter)
{
	return has(t, t->asked, matter);
}

int
talk_asks(struct talk *t, struct sage_reader *r, struct sage_text text,
    uint64_t *bits)
{
	struct buf	hits = { 0 };
	int		e;

	if ((e = reader_scan(r, text, &hits)) == 0)
		*bits = matters(t, (struct hit *)(void *)hits.data,
		    hits.len / sizeof(struct hit), asks);
	buf_free(&hits);
	return e;
}

static uint64_t
any_of(const uint64_t bits[LATELY])
{
	uint64_t	all = 0;
	size_t		i;

	for (i = 0; i < LATELY; i++)
		all |= bits[i];
	return all;
}

uint64_t
talk_told(const struct talk *t)
{
	return any_of(t->theirs);
}

uint64_t
talk_lately(const struct talk *t)
{
	return any_of(t->ours);
}

/* ---- threads ------------------------------------------------------------ */

static int
is_letter(char c)
{
	unsigned char	u = (unsigned char)c;

	return (unsigned)((u | 0x20) - 'a') < 26 || u >= 0x80 || u == '\'';
}

/* Does the word stand in the text? */
static int
has_word(struct sage_text text, const char *word, size_t len)
{
	size_t	i;

	for (i = 0; i + len <= text.len; i++)
		if ((i == 0 || !is_letter(text.data[i - 1])) &&
		    strncasecmp(text.data + i, word, len) == 0 &&
		    (i + len == text.len || !is_letter(text.data[i + len])))
			return 1;
	return 0;
}

/* Does the text speak of the thread: has it the last word of what that is
 * called, or a long one but the first? */
static int
mentions(struct sage_text text, const struct thread *th)
{
	const char	*s = th->what, *first = s;
	size_t		 len;

	for (; *s != '\0'; s += len + (s[len] == ' ')) {
		len = strcspn(s, " ");
		if ((s[len] == '\0' || (s != first && len >= KEY_LEAST)) &&
		    has_word(text, s, len))
			return 1;
	}
	return 0;
}

/* Only what is called by a word of theirs is something to come back to. */
static int
add_thread(struct talk *t, const char *what, int person, int weight,
    struct sage_text text)
{
	struct thread	*th, new = { .what = what, .person = person,
			    .main = t->ntheirs == 0, .weight = weight,
			    .at = t->ntheirs };
	size_t		 i, len = strlen(what);

	if (len > WHAT_MOST || !mentions(text, &new))
		return 0;
	for (i = 0; i < t->nthreads; i++)
		if (mentions((struct sage_text){ what, len }, &t->thread[i]))
			return 0;
	/* Of too many the oldest goes. */
	if (t->nthreads == THREADS_MAX) {
		memmove(t->thread, t->thread + 1, --t->nthreads *
		    sizeof(*th));
		t->first -= t->first > 0;
	}
	th = &t->thread[t->nthreads];
	*th = new;
	if ((th->what = arena_strndup(&t->arena, what, len)) == NULL)
		return SAGE_ENOMEM;
	t->nthreads++;
	return 0;
}

/* What a turn of theirs speaks of that one may come back to: what happened,
 * if it weighs something, and somebody of theirs. */
static int
add_threads(struct talk *t, const struct sage_reading *r,
    struct sage_text text, const char *const slot[SLOTS])
{
	size_t	i;
	int	e = 0;

	for (i = 0; i < r->nevents && e == 0; i++)
		if (r->events[i].strength > 1 && r->events[i].likely == 1)
			e = add_thread(t, r->events[i].say, 0,
			    r->events[i].strength, text);
	if (e == 0 && slot[SLOT_PERSON] != NULL)
		e = add_thread(t, slot[SLOT_PERSON], 1, 1, text);
	return e;
}

/* ---- turns -------------------------------------------------------------- */

/* How deep the deepest of some matters goes, or -1. */
static int
deepest(const struct talk *t, uint64_t bits)
{
	size_t	i;
	int	rung = -1;

	for (i = 0; i < t->nmatters; i++)
		if (bits >> i & 1 && talk_rung(t->matter[i]) > rung)
			rung = talk_rung(t->matter[i]);
	return rung;
}

/* The first question since their turn is the one that counts; one that is
 * not known goes no deeper. */
static void
note_depth(struct talk *t, uint64_t bits, int returns)
{
	int	rung = deepest(t, bits);

	if (t->counted)
		return;
	t->counted = 1;
	if (returns || (rung < 0 && t->depth < 0))
		rung = 0;
	if (rung >= 0)
		t->depth = rung;
	if (t->first < t->nthreads && !returns)
		t->thread[t->first].taken = 1;
}

/* What is asked for in a turn of ours, by its hits. */
static void
note_ours(struct talk *t, struct sage_text text, uint64_t bits, int asking)
{
	size_t	i;

	if (!asking)
		bits = 0;
	if (!t->ours_now)
		t->ours[++t->nours % LATELY] = 0;
	t->ours_now = 1;
	t->asked |= bits;
	t->pressed |= talk_of_danger(t, bits);
	t->ours[t->nours % LATELY] |= bits;
	for (i = 0; i < t->nthreads; i++)
		t->thread[i].taken |= mentions(text, &t->thread[i]);
	if (asking && !t->about)
		note_depth(t, bits, has(t, bits, back));
}

int
talk_ours(struct talk *t, struct sage_reader *r, struct sage_text text)
{
	int			 asking = memchr(text.data, '?', text.len) !=
				    NULL;
	struct buf		 hits = { 0 };
	const struct hit	*h;
	size_t			 n;
	int			 e;

	if ((e = reader_scan(r, text, &hits)) == 0) {
		h = (struct hit *)(void *)hits.data;
		n = hits.len / sizeof(*h);
		talk_press(t, r, h, n, asking);
		note_ours(t, text, matters(t, h, n, asks), asking);
	}
	buf_free(&hits);
	return e;
}

static int
is_named(const struct sage_reading *r)
{
	size_t	i;

	for (i = 0; i < r->nfeelings; i++)
		if (strcmp(r->feelings[i].source, named) == 0 &&
		    strcmp(r->feelings[i].holder, HOLDER) == 0)
			return 1;
	return 0;
}

int
talk_happened(const struct sage_reading *r)
{
	return r->nevents > 0 && r->events[0].likely == 1;
}

int
talk_is_weak(const struct sage_reading *r)
{
	return !talk_happened(r) && !is_named(r);
}

int
talk_tone(const struct sage_reading *r)
{
	return r->good > .5 ? 1 : -1;
}

static void
note_events(struct talk *t, const struct sage_reading *r)
{
	size_t	i;

	for (i = 0; i < r->nevents && t->nevents < EVENTS_MAX; i++)
		t->event[t->nevents++] = r->events[i].id;
}

int
talk_theirs(struct talk *t, struct sage_reader *r, const char *event,
    const char *const slot[SLOTS])
{
	const struct sage_text	 text = { r->text, r->len };
	const struct hit	*h;
	uint64_t		 bits;
	size_t			 n, i;
	int			 e;

	t->counted = t->ours_now = 0;
	h = reader_hits(r, &n);
	bits = matters(t, h, n, told);
	if (is_named(&r->out))
		bits |= talk_matter(t, how);
	t->theirs[t->ntheirs % LATELY] = bits;
	for (i = 0; i < t->nthreads; i++)
		if (mentions(text, &t->thread[i]))
			t->thread[i].at = t->ntheirs;
	if ((e = talk_stay(t, r, event, slot)) != 0)
		return e;
	if (t->ntheirs == 0 || !talk_is_weak(&r->out))
		t->tone += talk_tone(&r->out) * (t->ntheirs == 0 ? 2 : 1);
	note_events(t, &r->out);
	t->first = t->nthreads;
	e = add_threads(t, &r->out, text, slot);
	t->ntheirs++;
	return e;
}

/* ---- the message, which is their last turn ------------------------------ */

int
talk_is_thin(const struct sage_reader *r, const char *const slot[SLOTS])
{
	const struct hit	*h;
	size_t			 n, i = 0;

	if (r->out.words >= THIN_WORDS || r->out.crisis != NULL ||
	    !talk_is_weak(&r->out))
		return 0;
	h = reader_hits(r, &n);
	while (i < n && (strcmp(h[i].category, told) != 0 ||
	    strcmp(h[i].id + strlen(told) + 1, nothing) != 0))
		i++;
	return i < n || (r->out.words < 2 && slot[SLOT_TOPIC] == NULL &&
	    slot[SLOT_PERSON] == NULL);
}

/* Is it of another kind than all that happened before? */
static int
is_new(const struct talk *t, const struct sage_event *ev)
{
	size_t	len = strcspn(ev->id, "."), i;

	for (i = 0; i < t->nevents; i++)
		if (strncmp(t->event[i], ev->id, len + 1) == 0)
			return 0;
	return 1;
}

int
talk_next(const struct talk *t, const struct sage_reading *r, int thin)
{
	int	next, felt = is_named(r);

	if (thin)
		return t->depth < 0 ? 0 : t->depth;
	next = t->depth + 1;
	/* What happened is told already. */
	if (next == 0 && talk_happened(r))
		return 1;
	if (next == 0)
		return 0;
	/* Something else that happened is met where that begins. */
	if (talk_happened(r) && r->events[0].strength > 1 &&
	    is_new(t, &r->events[0]))
		next = 1;
	if (felt && next < 2)
		next = 2;
	return next < RUNG_LAST ? next : RUNG_LAST;
}

/* May one come back to it?  Not to what they speak of now. */
static int
is_open(const struct talk *t, const struct thread *th, int thin)
{
	return (thin || !th->taken) && th->at + APART < t->ntheirs;
}

/* What was not taken up comes first, what they began with last. */
static int
is_better(const struct thread *a, const struct thread *b)
{
	if (a->taken != b->taken)
		return a->taken < b->taken;
	if (a->main != b->main)
		return a->main < b->main;
	return a->weight > b->weight;
}

const struct thread *
talk_thread(const struct talk *t, const struct sage_reading *r, int thin)
{
	const struct thread	*th, *best = NULL;
	size_t			 i;

	if (r->crisis != NULL || has(t, t->asked, back))
		return NULL;
	if (!thin && (t->depth < 2 || !talk_is_weak(r)))
		return NULL;
	for (i = 0; i < t->nthreads; i++) {
		th = &t->thread[i];
		if (is_open(t, th, thin) && (best == NULL ||
		    is_better(th, best)))
			best = th;
	}
	return best;
}
