#include <string.h>

#include "arena.h"
#include "table.h"
#include "token.h"
#include "utf8.h"
#include "voice.h"

#define COLUMNS		3
#define TURNS		1536
#define THE_LEAST	4	/* worth of a thing that is nobody's */
#define TOPIC_MOST	2	/* words between "my" and the thing */

/* Headings of the table. */
static const char *const always = "always", *const topic = "topic",
    *const verb = "verb", *const person = "person",
    *const quality = "quality", *const common = "common-kind",
    *const story = "story", *const felt = "felt", *const shows = "shows",
    *const place = "place-kind";
static const char *const roles[ROLES] = {
	[ROLE_SKIP] = "skip", [ROLE_STOP] = "stop", [ROLE_OPENER] = "opener",
	[ROLE_ARTICLE] = "article", [ROLE_OWNER] = "owner",
	[ROLE_SELF] = "self", [ROLE_SUBJECT] = "subject",
	[ROLE_VAGUE] = "vague", [ROLE_DANGLING] = "dangling",
	[ROLE_NO_TOPIC] = "no-topic", [ROLE_BE] = "be",
	[ROLE_HAVE] = "have", [ROLE_BEEN] = "been", [ROLE_DO] = "do",
	[ROLE_CAN] = "can", [ROLE_WILL] = "will", [ROLE_PAST] = "past",
	[ROLE_NOT] = "not", [ROLE_ADVERB] = "adverb", [ROLE_CUT] = "cut",
	[ROLE_FILLER] = "filler", [ROLE_LEAD] = "lead",
	[ROLE_OPENS] = "opens", [ROLE_JOINS] = "joins",
	[ROLE_HABIT] = "habit", [ROLE_ADJECTIVE] = "adjective",
	[ROLE_SINGULAR] = "singular", [ROLE_COMMON] = "common",
	[ROLE_NOT_BEFORE] = "not-before", [ROLE_UNREAL] = "unreal",
	[ROLE_MANY] = "many", [ROLE_OF] = "of", [ROLE_MINE] = "mine",
	[ROLE_OBJECT] = "object", [ROLE_ENJOYS] = "enjoys",
	[ROLE_HOLDS] = "holds", [ROLE_PLACE] = "place",
	[ROLE_LETS] = "lets", [ROLE_THERE] = "there",
	[ROLE_PARTICLE] = "particle", [ROLE_BY] = "by",
	[ROLE_SETS_OUT] = "sets-out", [ROLE_WHEN] = "when",
	[ROLE_TOWARDS] = "towards", [ROLE_THING] = "thing",
	[ROLE_TO] = "to", [ROLE_AHEAD] = "ahead", [ROLE_AWAITS] = "awaits",
	[ROLE_DATES] = "dates", [ROLE_UNIT] = "unit",
	[ROLE_COUNTS] = "counts", [ROLE_AGO] = "ago",
	[ROLE_DOES] = "does", [ROLE_GIVES] = "gives",
	[ROLE_TELLS] = "tells", [ROLE_BEFALLS] = "befalls",
	[ROLE_FINDS] = "finds", [ROLE_CREDITS] = "credits",
	[ROLE_ABLE] = "able", [ROLE_READY] = "ready",
	[ROLE_NONE] = "none", [ROLE_ITSELF] = "itself",
	[ROLE_VERY] = "very", [ROLE_REPORTS] = "reports",
	[ROLE_DOUBTS] = "doubts", [ROLE_UNSURE] = "unsure",
	[ROLE_LESSENS] = "lessens", [ROLE_EXCEPT] = "except",
	[ROLE_ROBS] = "robs", [ROLE_PUTS] = "puts",
	[ROLE_TOGETHER] = "together", [ROLE_LITTER] = "litter",
	[ROLE_FEARS] = "fears", [ROLE_DENIES] = "denies",
	[ROLE_SINCE] = "since", [ROLE_OLD] = "old",
	[ROLE_RELATIVE] = "relative", [ROLE_ASIDE] = "aside",
	[ROLE_OF_ONE] = "of-one", [ROLE_PLURAL] = "plural",
	[ROLE_BESIDE] = "beside", [ROLE_TURNS] = "turns",
	[ROLE_NEW] = "new"
};
static const char *const doings[DOINGS] = {
	[DOING_PART] = "doing-part", [DOING_BE] = "doing-be",
	[DOING_NOT] = "doing-not", [DOING_UNABLE] = "doing-unable",
	[DOING_NEVER] = "doing-never", [DOING_WHO] = "doing-who",
	[DOING_OF] = "doing-of", [DOING_ABOUT] = "doing-about"
};

/* ---- making ------------------------------------------------------------ */

struct table {
	struct turn		 turn[TURNS];
	uint32_t		 hash[TURNS];
	size_t			 n;
	struct topic_kinds	 topic;
	struct book_maker	*book;
	const struct model	*model;
};

static int
add_string(struct table *t, const char *s, uint32_t *off)
{
	return book_add_string(t->book, (struct sage_text){ s, strlen(s) },
	    off);
}

/* The entry of a word, which may be new; NULL if there is no room. */
static struct turn *
entry_of(struct table *t, const char *word)
{
	uint32_t	off;
	size_t		i;

	if (add_string(t, word, &off) != 0)
		return NULL;
	for (i = 0; i < t->n; i++)
		if (t->turn[i].word == off)
			return &t->turn[i];
	if (t->n == TURNS)
		return NULL;
	t->turn[t->n].word = off;
	t->hash[t->n] = word_hash(word, strlen(word));
	return &t->turn[t->n++];
}

/* Where the kinds under a heading go, or NULL. */
static uint64_t *
kinds_of(struct table *t, const char *heading)
{
	if (strcmp(heading, verb) == 0)
		return &t->topic.verbs;
	if (strcmp(heading, person) == 0)
		return &t->topic.persons;
	if (strcmp(heading, quality) == 0)
		return &t->topic.qualities;
	if (strcmp(heading, common) == 0)
		return &t->topic.common;
	if (strcmp(heading, felt) == 0)
		return &t->topic.felt;
	if (strcmp(heading, place) == 0)
		return &t->topic.places;
	if (strcmp(heading, shows) == 0)
		return &t->topic.shows;
	return strcmp(heading, story) == 0 ? &t->topic.story : NULL;
}

/* A row on a kind of words. */
static void
take_kind(struct table *t, const char *const column[COLUMNS])
{
	uint64_t	kinds = model_kind(t->model, column[0]);
	uint8_t		worth = (uint8_t)(column[2][0] - '0');
	uint64_t	*bits = kinds_of(t, column[1]);
	size_t		i;

	if (bits != NULL)
		*bits |= kinds;
	else
		for (i = 0; i < KINDS_MAX; i++)
			if (kinds >> i & 1)
				t->topic.worth[i] = worth;
}

static int
take_row(struct table *t, const char *const column[COLUMNS])
{
	struct turn	*w;
	size_t		 i;

	if (kinds_of(t, column[1]) != NULL || strcmp(column[1], topic) == 0) {
		take_kind(t, column);
		return 0;
	}
	for (i = 0; i < DOINGS; i++)
		if (strcmp(column[1], doings[i]) == 0)
			return add_string(t, column[0], &t->topic.doing[i]);
	if ((w = entry_of(t, column[0])) == NULL)
		return SAGE_ETOOBIG;
	for (i = 0; i < ROLES; i++)
		if (strcmp(column[1], roles[i]) == 0)
			break;
	if (i == ROLES && strcmp(column[2], always) == 0)
		return add_string(t, column[1], &w->always);
	if (i == ROLES)	/* else it is a role that there is not */
		return strcmp(column[2], roles[ROLE_SUBJECT]) == 0 ?
		    add_string(t, column[1], &w->subject) : SAGE_EINVAL;
	w->roles[i / ROLE_BITS] |= UINT32_C(1) << i % ROLE_BITS;
	if (i == ROLE_NOT_BEFORE)
		return add_string(t, column[2], &w->not_before);
	return i == ROLE_ARTICLE || i == ROLE_OWNER ?
	    add_string(t, column[2], &w->before) : 0;
}

static int
add_table(struct table *t)
{
	size_t	i;
	int	e;

	for (i = 0; i < t->n; i++)
		if ((e = book_add(t->book, BOOK_TURN, &t->turn[i],
		    sizeof(t->turn[i]))) != 0)
			return e;
	if ((e = book_index(t->book, BOOK_TURN_SLOT, t->hash, t->n)) != 0)
		return e;
	return book_add(t->book, BOOK_TOPIC, &t->topic, sizeof(t->topic));
}

int
voice_make(struct book_maker *b, struct sage_text text,
    const struct model *model)
{
	struct arena	 a = { 0 };
	struct table	*t;
	const char	*column[COLUMNS];
	int		 e = SAGE_ENOMEM;

	if ((t = arena_alloc(&a, 1, sizeof(*t))) != NULL) {
		t->book = b;
		t->model = model;
		while ((e = table_next(&text, &a, column, COLUMNS)) > 0)
			if ((e = take_row(t, column)) != 0)
				break;
		if (e == 0)
			e = add_table(t);
	}
	arena_free(&a);
	return e;
}

/* ---- words ------------------------------------------------------------- */

const struct turn *
voice_turn(const struct voice *v, const char *word)
{
	return voice_hashed(v, word_hash(word, strlen(word)), word);
}

const struct turn *
voice_hashed(const struct voice *v, uint32_t hash, const char *word)
{
	const struct turn	*t;
	const uint32_t		*slot;
	size_t			 n, at;

	slot = book_slots(v->book, BOOK_TURN_SLOT, &n);
	for (at = hash & (n - 1); slot[at] != 0; at = (at + 1) & (n - 1)) {
		t = book_part(v->book, BOOK_TURN, NULL);
		t += slot[at] - 1;
		if (strcmp(book_string(v->book, t->word), word) == 0)
			return t;
	}
	return NULL;
}

int
voice_open(struct voice *v, const struct book *b, const struct knowledge *kn,
    const struct model *model)
{
	const struct turn	*t;
	const void		*packed;
	size_t			 n, i;

	v->book = b;
	v->kn = kn;
	v->model = model;
	v->topic = book_part(b, BOOK_TOPIC, NULL);
	v->your = "";
	t = book_part(b, BOOK_TURN, &n);
	for (i = 0; i < n && *v->your == '\0'; i++)
		if (voice_has(&t[i], ROLE_OWNER))
			v->your = book_string(b, t[i].before);
	packed = knowledge_section(kn, SEC_INFLECT, &n);
	return inflect_view(&v->inflect, packed, n);
}

static inline int
is_inside(const char *s, size_t len, size_t i)
{
	unsigned char	c = (unsigned char)s[i];

	if ((unsigned)((c | 0x20) - 'a') < 26 || utf8_is_digit(s[i]) ||
	    c == '\'' || c >= 0x80)
		return 1;
	if (i + 1 >= len)
		return 0;
	if (c == '-')
		return s[i + 1] != '-' && s[i + 1] != ' ';
	/* "$20", "1,000" */
	return utf8_is_digit(s[i + 1]) && (c == '$' ||
	    ((c == ',' || c == '.') && i > 0 && utf8_is_digit(s[i - 1])));
}

/* What stands between two words. */
static uint8_t
break_of(const char *s, size_t from, size_t to, uint8_t *question)
{
	uint8_t	brk = 0, lines = 0;

	if (from + 1 == to && s[from] == ' ')
		return 0;
	for (; from < to; from++) {
		if (s[from] == '?')
			*question = 1;
		if (s[from] == '\n' && ++lines > 1)
			brk = VOICE_STOP;
		if (strchr(".!?;:()", s[from]) != NULL && brk != VOICE_ODD)
			brk = VOICE_STOP;
		else if (s[from] == ',' && brk == 0)
			brk = VOICE_COMMA;
		else if (s[from] == '-' && brk == 0 && from > 0 &&
		    s[from - 1] == ' ')
			brk = VOICE_STOP;
		else if (strchr(" \n\t\r,-", s[from]) == NULL && brk == 0)
			brk = VOICE_ODD;
	}
	return brk;
}

size_t
voice_words(const char *s, size_t len, struct vword *w)
{
	size_t	i = 0, n = 0, end = 0;

	while (i < len && n < VOICE_WORDS) {
		while (i < len && !is_inside(s, len, i))
			i++;
		if (n > 0)
			w[n - 1].brk = break_of(s, end, i,
			    &w[n - 1].question);
		if (i == len)
			break;
		w[n] = (struct vword){ .start = (uint32_t)i };
		while (i < len && is_inside(s, len, i))
			i++;
		end = i;
		w[n].len = (uint32_t)(i - w[n].start);
		n++;
	}
	if (n > 0 && end == len)
		w[n - 1].brk = VOICE_STOP;
	else if (n > 0 && i < len)
		w[n - 1].brk = VOICE_ODD;	/* there is more */
	return n;
}

const char *
voice_folded(const char *s, const struct vword *w, char out[VOICE_LONGEST])
{
	size_t	n = word_fold(s + w->start, w->len, out, VOICE_LONGEST);

	out[n < VOICE_LONGEST ? n : 0] = '\0';
	return out;
}

/* The bytes of a sign for money that the word begins with. */
static size_t
sign_of(const char *s)
{
	static const char *const signs[] = { "$", "\302\243",
	    "\342\202\254" };	/* pound, euro */
	size_t	i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strncmp(s, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	return 0;
}

/* A word, or what stands between the hyphens of one; "doctor's" is known where
 * "doctor" is. */
static int
is_known_part(const struct voice *v, const char *s, size_t n)
{
	if (n > 2 && memcmp(s + n - 2, "'s", 2) == 0)
		n -= 2;
	if (n == 0 || s[0] == '\'')
		return 0;
	return tags_find(&v->model->tags, s, n) != NULL ||
	    knowledge_word(v->kn, s, n) != WORD_NONE ||
	    utf8_is_digit(s[sign_of(s)]);
}

int
voice_is_known(const struct voice *v, const char *word)
{
	size_t	n;

	for (;; word += n + 1) {
		n = strcspn(word, "-");
		if (!is_known_part(v, word, n))
			return 0;
		if (word[n] == '\0')
			return 1;
	}
}

/* ---- topics ------------------------------------------------------------ */

int
voice_worth(const struct voice *v, const struct tag *tag)
{
	uint64_t	kinds;
	int		now, most = 0;

	for (kinds = tag->kinds; kinds != 0; kinds &= kinds - 1) {
		now = v->topic->worth[__builtin_ctzll(kinds)];
		most = now > most ? now : most;
	}
	return most;
}

static int
ends_with(const char *word, const char *ending)
{
	size_t	n = strlen(word), m = strlen(ending);

	return n > m + 1 && strcmp(word + n - m, ending) == 0;
}

/* Is it a form of another word? */
static int
is_form(const char *word, const struct tag *tag)
{
	return tag->lemma != word_hash(word, strlen(word));
}

/* Is it a form that a word has as a verb alone: "bought", "pooped"? */
static int
is_verb_form(const char *word, const struct tag *tag)
{
	return !ends_with(word, "ing") &&
	    ((ends_with(word, "ed") && !ends_with(word, "eed")) ||
	    (is_form(word, tag) && word[strlen(word) - 1] != 's'));
}

/* Does it say what a thing is like, so that the thing is to follow? */
static int
is_adjective(const struct voice *v, const struct turn *t,
    const struct tag *tag)
{
	return voice_has(t, ROLE_ADJECTIVE) ||
	    (tag->kinds & v->topic->qualities) != 0;
}

/* May the word go on what a thing is called?  "buzzes" after "my phone" is
 * what it does, and so are "push" and the like. */
static int
is_name_too(const struct voice *v, const char *word, const struct tag *tag)
{
	return !is_form(word, tag) && !is_verb_form(word, tag) &&
	    (tag->kinds & v->topic->verbs) == 0;
}

/* A text that things are looked for in. */
struct seeking {
	const struct voice	*v;
	const char		*text;
	const struct vword	*w;
	size_t			 n;
};

static const struct turn *
turn_at(const struct seeking *c, size_t at, char word[VOICE_LONGEST])
{
	return voice_turn(c->v, voice_folded(c->text, &c->w[at], word));
}

/* What the word is worth where a thing may be called so: "that" may stand
 * before one thing, and before a clause too. */
static int
worth_here(const struct seeking *c, const char *word, const struct turn *t,
    const struct tag *tag, int one)
{
	if (is_adjective(c->v, t, tag) || is_verb_form(word, tag) ||
	    (one && is_form(word, tag)))
		return 0;
	return voice_worth(c->v, tag);
}

int
voice_may_name(const struct turn *t)
{
	return t == NULL || voice_has(t, ROLE_ADVERB) ||
	    voice_has(t, ROLE_ADJECTIVE) || voice_has(t, ROLE_COMMON);
}

/* The last word of what begins with "my" or "the", 0 if it is nothing; sets
 * what it is worth.  What goes on behind a person may be what the person does:
 * of "my son fishing" nothing is said. */
static size_t
topic_end(const struct seeking *c, size_t at, int *much)
{
	const struct tag	*tag;
	const struct turn	*t;
	char			 word[VOICE_LONGEST];
	size_t			 i, last = 0;
	int			 now, living = 0, one;

	one = voice_has(turn_at(c, at, word), ROLE_SINGULAR);
	for (i = at + 1; i < c->n && i <= at + 1 + TOPIC_MOST &&
	    c->w[i - 1].brk == 0; i++) {
		t = turn_at(c, i, word);
		tag = tags_find(&c->v->model->tags, word, strlen(word));
		if (!voice_may_name(t) || tag == NULL)
			break;
		now = worth_here(c, word, t, tag, one);
		if (living)
			return now > 0 && is_name_too(c->v, word, tag) ? 0 :
			    last;
		/* "my brand new car" */
		if (last > 0 && is_adjective(c->v, t, tag))
			return 0;
		if (last > 0 && (now == 0 || !is_name_too(c->v, word, tag)))
			break;
		living = (tag->kinds & c->v->topic->persons) != 0;
		if (now > 0) {
			last = i;
			*much = now;
		}
	}
	return last;
}

static int
say_topic(const struct seeking *c, size_t from, size_t to, struct buf *out)
{
	char	word[VOICE_LONGEST];
	size_t	i;
	int	e;

	e = buf_puts(out, book_string(c->v->book,
	    turn_at(c, from, word)->before));
	for (i = from + 1; i <= to && e == 0; i++) {
		if ((e = buf_append(out, " ", 1)) == 0)
			e = buf_puts(out, voice_folded(c->text, &c->w[i],
			    word));
	}
	return e == 0;
}

/* Is it "my" or "our"? */
static int
is_theirs(const struct voice *v, const struct turn *t)
{
	return voice_has(t, ROLE_OWNER) &&
	    strcmp(book_string(v->book, t->before), v->your) == 0;
}

int
voice_topic(const struct voice *v, const char *text, size_t len, int theirs,
    struct buf *out)
{
	struct vword	w[VOICE_WORDS];
	struct seeking	c = { v, text, w, voice_words(text, len, w) };
	const struct turn *t;
	char		word[VOICE_LONGEST];
	size_t		i, end, from = 0, to = 0;
	int		much = 0, best = 0, own;

	for (i = 0; i < c.n; i++) {
		t = turn_at(&c, i, word);
		own = voice_has(t, ROLE_OWNER);
		if (theirs && !is_theirs(v, t))
			continue;
		if ((!own && !voice_has(t, ROLE_ARTICLE)) ||
		    (end = topic_end(&c, i, &much)) == 0)
			continue;
		if (!own && much < THE_LEAST)
			continue;
		much = much * 4 + own * 3;
		if (much > best) {
			best = much;
			from = i;
			to = end;
		}
	}
	return best > 0 && say_topic(&c, from, to, out);
}

int
voice_is_vague(const struct voice *v, const char *s)
{
	struct vword	w[VOICE_WORDS];
	char		word[VOICE_LONGEST];
	size_t		n = voice_words(s, strlen(s), w), i;

	for (i = 0; i < n; i++)
		if (voice_has(voice_turn(v, voice_folded(s, &w[i], word)),
		    ROLE_VAGUE))
			return 1;
	return 0;
}

/* Is it a form of a word that is no verb, and ends as plurals do? */
static int
is_plural(const struct voice *v, const char *word)
{
	const struct tag	*tag = tags_find(&v->model->tags, word,
				    strlen(word));

	return tag != NULL && is_form(word, tag) &&
	    word[strlen(word) - 1] == 's' &&
	    (tag->kinds & v->topic->verbs) == 0;
}

/* May the next word stand behind one that stands before a thing?  Neither
 * "your a" nor "a animal" is said. */
static int
may_follow(const struct voice *v, const char *word, const char *next)
{
	const struct turn	*t = voice_turn(v, word);
	const struct turn	*to = voice_turn(v, next);

	if (strcmp(word, next) == 0 ||
	    (voice_has(t, ROLE_SINGULAR) && is_plural(v, next)))
		return 0;
	if (!voice_has(t, ROLE_NOT_BEFORE))
		return 1;
	return strchr(book_string(v->book, t->not_before), *next) == NULL &&
	    !voice_has(to, ROLE_OWNER) && !voice_has(to, ROLE_ARTICLE);
}

int
voice_is_sound(const struct voice *v, const char *s)
{
	struct vword	w[VOICE_WORDS];
	char		word[VOICE_LONGEST], next[VOICE_LONGEST];
	size_t		n = voice_words(s, strlen(s), w), i;

	for (i = 0; i + 1 < n; i++)
		if (w[i].brk == 0 && !may_follow(v, voice_folded(s, &w[i],
		    word), voice_folded(s, &w[i + 1], next)))
			return 0;
	return 1;
}

int
voice_agrees(const struct voice *v, const char *s)
{
	struct vword		 w[VOICE_WORDS];
	const struct turn	*t[3] = { NULL };
	char			 word[VOICE_LONGEST];
	size_t			 n = voice_words(s, strlen(s), w), i;
	int			 many = 0, your = 0, was_many, was_your;

	for (i = 0; i < n; i++) {
		was_many = many && w[i - 1].brk == 0;
		was_your = your && w[i - 1].brk == 0;
		voice_folded(s, &w[i], word);
		t[0] = i > 1 && w[i - 2].brk == 0 ? t[1] : NULL;
		t[1] = i > 0 && w[i - 1].brk == 0 ? t[2] : NULL;
		t[2] = voice_turn(v, word);
		your = strcmp(word, v->your) == 0;
		many = voice_has(t[2], ROLE_PLURAL) || is_plural(v, word);
		if ((was_many && voice_has(t[2], ROLE_OF_ONE)) ||
		    (many && voice_has(t[0], ROLE_OF_ONE) &&
		    (was_your || voice_has(t[1], ROLE_ARTICLE))))
			return 0;
	}
	return 1;
}

void
voice_fold(const struct voice *v, char *s)
{
	const struct tag	*tag;
	struct vword		 w[VOICE_WORDS];
	char			 word[VOICE_LONGEST];
	size_t			 n = voice_words(s, strlen(s), w), i, j;

	for (i = 0; i < n; i++) {
		voice_folded(s, &w[i], word);
		tag = tags_find(&v->model->tags, word, strlen(word));
		if (!voice_has(voice_turn(v, word), ROLE_COMMON) &&
		    (tag == NULL || (tag->kinds & v->topic->common) == 0))
			continue;
		for (j = w[i].start; j < w[i].start + w[i].len; j++)
			if (s[j] >= 'A' && s[j] <= 'Z')
				s[j] |= 0x20;
	}
}
