#include <string.h>

#include "arena.h"
#include "table.h"
#include "token.h"
#include "utf8.h"
#include "voice.h"

#define COLUMNS		3
#define TURNS		512
#define WORD_MAX	40	/* bytes */
#define CLAUSE_LEAST	3	/* words of a clause that is said back */
#define CLAUSE_MOST	9
#define RUN_MOST	4	/* words in a row that may stay as they are */
#define THE_LEAST	4	/* worth of a thing that is nobody's */
#define TOPIC_MOST	2	/* words between "my" and the thing */

/* Headings of the table. */
static const char *const always = "always", *const topic = "topic",
    *const verb = "verb";
static const char *const roles[ROLES] = {
	[ROLE_SKIP] = "skip", [ROLE_STOP] = "stop", [ROLE_OPENER] = "opener",
	[ROLE_ARTICLE] = "article", [ROLE_OWNER] = "owner",
	[ROLE_SELF] = "self", [ROLE_SUBJECT] = "subject",
	[ROLE_VAGUE] = "vague", [ROLE_DANGLING] = "dangling",
	[ROLE_NO_TOPIC] = "no-topic"
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

/* A row on a kind of words. */
static void
take_kind(struct table *t, const char *const column[COLUMNS])
{
	uint64_t	kinds = model_kind(t->model, column[0]);
	uint8_t		worth = (uint8_t)(column[2][0] - '0');
	size_t		i;

	if (strcmp(column[1], verb) == 0)
		t->topic.verbs |= kinds;
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

	if (strcmp(column[1], verb) == 0 || strcmp(column[1], topic) == 0) {
		take_kind(t, column);
		return 0;
	}
	if ((w = entry_of(t, column[0])) == NULL)
		return SAGE_ETOOBIG;
	for (i = 0; i < ROLES; i++)
		if (strcmp(column[1], roles[i]) == 0)
			break;
	if (i == ROLES)
		return add_string(t, column[1], strcmp(column[2],
		    always) == 0 ? &w->always : &w->subject);
	w->roles |= 1u << i;
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
	struct arena	 a = { NULL };
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

/* What the table says of a folded word, or NULL. */
static const struct turn *
turn_of(const struct voice *v, const char *word)
{
	const struct turn	*t;
	const uint32_t		*slot;
	size_t			 n, at;

	slot = book_slots(v->book, BOOK_TURN_SLOT, &n);
	for (at = word_hash(word, strlen(word)) & (n - 1); slot[at] != 0;
	    at = (at + 1) & (n - 1)) {
		t = book_part(v->book, BOOK_TURN, NULL);
		t += slot[at] - 1;
		if (strcmp(book_string(v->book, t->word), word) == 0)
			return t;
	}
	return NULL;
}

static int
has_role(const struct turn *t, enum role role)
{
	return t != NULL && (t->roles >> role & 1);
}

void
voice_open(struct voice *v, const struct book *b, const struct knowledge *kn,
    const struct model *model)
{
	const struct turn	*t;
	size_t			 n, i;

	v->book = b;
	v->kn = kn;
	v->model = model;
	v->topic = book_part(b, BOOK_TOPIC, NULL);
	v->your = "";
	t = book_part(b, BOOK_TURN, &n);
	for (i = 0; i < n && *v->your == '\0'; i++)
		if (has_role(&t[i], ROLE_OWNER))
			v->your = book_string(b, t[i].before);
}

static int
is_inside(const char *s, size_t len, size_t i)
{
	unsigned char	c = (unsigned char)s[i];

	return (unsigned)((c | 0x20) - 'a') < 26 || (unsigned)(c - '0') < 10 ||
	    c == '\'' || (c == '-' && i + 1 < len && s[i + 1] != '-' &&
	    s[i + 1] != ' ') || c >= 0x80;
}

/* What stands between two words. */
static uint8_t
break_of(const char *s, size_t from, size_t to, uint8_t *question)
{
	uint8_t	brk = 0, lines = 0;

	for (; from < to; from++) {
		if (s[from] == '?')
			*question = 1;
		if (s[from] == '\n' && ++lines > 1)
			brk = VOICE_STOP;
		if (strchr(".!?;:()[]{}\"", s[from]) != NULL)
			brk = VOICE_STOP;
		else if (s[from] == ',' && brk == 0)
			brk = VOICE_COMMA;
		else if (strchr(" \n\t\r,", s[from]) == NULL && brk == 0)
			brk = VOICE_STOP;
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
	if (n > 0 && i == len && end == len)
		w[n - 1].brk = VOICE_STOP;
	return n;
}

/* The word in small letters, its apostrophe straight; "" if it is long. */
static const char *
folded(const char *s, const struct vword *w, char out[WORD_MAX])
{
	size_t	n = word_fold(s + w->start, w->len, out, WORD_MAX);

	out[n < WORD_MAX ? n : 0] = '\0';
	return out;
}

/* Do we know the word, so that it is neither a slip nor another language? */
static int
is_known(const struct voice *v, const char *word)
{
	size_t	n = strlen(word);

	return tags_find(&v->model->tags, word, n) != NULL ||
	    knowledge_word(v->kn, word, n) != WORD_NONE ||
	    (n > 0 && word[0] >= '0' && word[0] <= '9');
}

/* ---- clauses ----------------------------------------------------------- */

struct clause {
	const struct voice	*v;
	const char		*text;
	const struct vword	*w;
	size_t			 n;
};

/* What the table says of a word of the text; leaves it folded. */
static const struct turn *
turn_at(const struct clause *c, size_t at, char word[WORD_MAX])
{
	return turn_of(c->v, folded(c->text, &c->w[at], word));
}

/* Does a clause begin at the word: I, or another subject? */
static int
begins(const struct clause *c, size_t at)
{
	const struct turn	*t;
	char			 word[WORD_MAX];

	if (at > 0 && c->w[at - 1].brk == 0 &&
	    !has_role(turn_at(c, at - 1, word), ROLE_STOP))
		return 0;
	t = turn_at(c, at, word);
	if (!has_role(t, ROLE_SELF) && !has_role(t, ROLE_SUBJECT))
		return 0;
	return at + 1 < c->n &&
	    !has_role(turn_at(c, at + 1, word), ROLE_OPENER);
}

/* One past the last word of the clause, 0 if it is none to be said. */
static size_t
ends(const struct clause *c, size_t at)
{
	const struct turn	*t = NULL;
	char			 word[WORD_MAX];
	size_t			 i;

	for (i = at; i < c->n && i - at <= CLAUSE_MOST; i++) {
		t = turn_at(c, i, word);
		if (i > at && has_role(t, ROLE_STOP))
			break;
		if (has_role(t, ROLE_SKIP) || !is_known(c->v, word))
			return 0;
		if (c->w[i].brk != 0) {
			if (c->w[i].question)
				return 0;
			i++;
			break;
		}
	}
	if (i - at < CLAUSE_LEAST || i - at > CLAUSE_MOST)
		return 0;
	/* "I went to and ..." leaves a word that wants another. */
	t = turn_at(c, i - 1, word);
	return has_role(t, ROLE_ARTICLE) || has_role(t, ROLE_DANGLING) ||
	    has_role(t, ROLE_OWNER) ? 0 : i;
}

/* What the word becomes behind the one before it, or NULL if it stays. */
static const char *
turned(const struct clause *c, size_t at, size_t from, const struct turn *t)
{
	char	before[WORD_MAX];

	if (t == NULL)
		return NULL;
	if (t->always != 0)
		return book_string(c->v->book, t->always);
	if (t->subject != 0 && at > from &&
	    has_role(turn_at(c, at - 1, before), ROLE_SELF))
		return book_string(c->v->book, t->subject);
	return NULL;
}

/* Append a word as it is said back; *run counts those that stayed. */
static int
turn_word(const struct clause *c, size_t at, size_t from, size_t *run,
    struct buf *out)
{
	const char	*to;
	char		 word[WORD_MAX];
	int		 e;

	if (at > from && (e = buf_append(out, " ", 1)) != 0)
		return e;
	if ((to = turned(c, at, from, turn_at(c, at, word))) != NULL) {
		*run = 0;
		return buf_puts(out, to);
	}
	++*run;
	/* The first word may have a capital of its sentence's. */
	if (at == from)
		return buf_puts(out, word);
	return buf_append(out, c->text + c->w[at].start, c->w[at].len);
}

/* Append the clause; 0 and nothing if too much of it would stay as it is. */
static int
say_clause(const struct clause *c, size_t from, size_t to, struct buf *out)
{
	size_t	i, run = 0, most = 0, len = out->len;

	for (i = from; i < to; i++) {
		if (turn_word(c, i, from, &run, out) != 0)
			break;
		most = run > most ? run : most;
	}
	if (i == to && most <= RUN_MOST)
		return 1;
	out->len = len;
	return 0;
}

int
voice_clause(const struct voice *v, const char *text, size_t len,
    uint32_t near, struct buf *out)
{
	struct vword	w[VOICE_WORDS];
	struct clause	c = { v, text, w, voice_words(text, len, w) };
	size_t		i, end, best = SIZE_MAX, to = 0;
	uint32_t	far, least = UINT32_MAX;

	for (i = 0; i < c.n; i++) {
		if (!begins(&c, i) || (end = ends(&c, i)) == 0)
			continue;
		far = w[i].start > near ? w[i].start - near :
		    near - w[i].start;
		if (far < least) {
			least = far;
			best = i;
			to = end;
		}
	}
	return best == SIZE_MAX ? 0 : say_clause(&c, best, to, out);
}

/* ---- topics ------------------------------------------------------------ */

/* How much a word is worth talking about, 0 to 9: the most that the table
 * has for one of its kinds. */
static int
worth(const struct voice *v, const struct tag *tag)
{
	uint64_t	kinds;
	int		now, most = 0;

	for (kinds = tag->kinds; kinds != 0; kinds &= kinds - 1) {
		now = v->topic->worth[__builtin_ctzll(kinds)];
		most = now > most ? now : most;
	}
	return most;
}

/* May the word go on what a thing is called?  "buzzes" after "my phone" is
 * what it does, and so are "push" and the like. */
static int
is_name_too(const struct voice *v, const char *word, const struct tag *tag)
{
	return tag->lemma == word_hash(word, strlen(word)) &&
	    (tag->kinds & v->topic->verbs) == 0;
}

/* The last word of what begins with "my" or "the", 0 if it is nothing; sets
 * what it is worth. */
static size_t
topic_end(const struct clause *c, size_t at, int *much)
{
	const struct tag	*tag;
	char			 word[WORD_MAX];
	size_t			 i, last = 0;
	int			 now;

	for (i = at + 1; i < c->n && i <= at + 1 + TOPIC_MOST &&
	    c->w[i - 1].brk == 0; i++) {
		if (turn_at(c, i, word) != NULL ||
		    (tag = tags_find(&c->v->model->tags, word,
		    strlen(word))) == NULL)
			break;
		now = worth(c->v, tag);
		if (last > 0 && (now == 0 || !is_name_too(c->v, word, tag)))
			break;
		if (now > 0) {
			last = i;
			*much = now;
		}
	}
	return last;
}

static int
say_topic(const struct clause *c, size_t from, size_t to, struct buf *out)
{
	char	word[WORD_MAX];
	size_t	i;
	int	e;

	e = buf_puts(out, book_string(c->v->book,
	    turn_at(c, from, word)->before));
	for (i = from + 1; i <= to && e == 0; i++) {
		if ((e = buf_append(out, " ", 1)) == 0)
			e = buf_puts(out, folded(c->text, &c->w[i], word));
	}
	return e == 0;
}

int
voice_topic(const struct voice *v, const char *text, size_t len,
    struct buf *out)
{
	struct vword	w[VOICE_WORDS];
	struct clause	c = { v, text, w, voice_words(text, len, w) };
	const struct turn *t;
	char		word[WORD_MAX];
	size_t		i, end, from = 0, to = 0;
	int		much, best = 0, own;

	for (i = 0; i < c.n; i++) {
		t = turn_at(&c, i, word);
		own = has_role(t, ROLE_OWNER);
		if ((!own && !has_role(t, ROLE_ARTICLE)) ||
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
	char		word[WORD_MAX];
	size_t		n = voice_words(s, strlen(s), w), i;

	for (i = 0; i < n; i++)
		if (has_role(turn_of(v, folded(s, &w[i], word)), ROLE_VAGUE))
			return 1;
	return 0;
}
