#include <string.h>

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

/* What the table says of a word besides what it becomes. */
static const char *const skip = "skip", *const stop = "stop",
    *const opener = "opener", *const article = "article",
    *const owner = "owner", *const self = "self", *const other = "subject",
    *const topic = "topic", *const vague = "vague",
    *const verb = "verb", *const dangling = "dangling",
    *const no_topic = "no-topic",
    *const always = "always";

int
voice_open(struct voice *v, struct arena *a, struct sage_text text,
    const struct knowledge *kn, const struct model *model)
{
	const char	*column[COLUMNS];
	size_t		 i;
	int		 n;

	v->kn = kn;
	v->model = model;
	v->n = 0;
	if ((v->turn = arena_alloc(a, TURNS, sizeof(*v->turn))) == NULL)
		return SAGE_ENOMEM;
	while ((n = table_next(&text, a, column, COLUMNS)) > 0) {
		if (v->n == TURNS)
			return SAGE_ETOOBIG;
		v->turn[v->n].word = column[0];
		v->turn[v->n].to = column[1];
		v->turn[v->n].kinds = strcmp(column[1], topic) == 0 ||
		    strcmp(column[1], verb) == 0 ?
		    model_kind(model, column[0]) : 0;
		v->turn[v->n++].when = column[2];
	}
	v->your = "";
	for (i = 0; i < v->n; i++)
		if (strcmp(v->turn[i].to, owner) == 0 && *v->your == '\0')
			v->your = v->turn[i].when;
	return n;
}

/* What the table says of a folded word under a heading, or NULL. */
static const struct turn *
turn_of(const struct voice *v, const char *word, const char *to)
{
	size_t	i;

	for (i = 0; i < v->n; i++)
		if (*v->turn[i].word == *word &&
		    strcmp(v->turn[i].word, word) == 0 &&
		    (to == NULL || strcmp(v->turn[i].to, to) == 0))
			return &v->turn[i];
	return NULL;
}

/* ---- words ------------------------------------------------------------- */

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

/* Does a clause begin at the word: I, or another subject? */
static int
begins(const struct clause *c, size_t at)
{
	char	word[WORD_MAX], next[WORD_MAX];

	folded(c->text, &c->w[at], word);
	if (at > 0 && c->w[at - 1].brk == 0) {
		folded(c->text, &c->w[at - 1], next);
		if (turn_of(c->v, next, stop) == NULL)
			return 0;
	}
	if (turn_of(c->v, word, self) == NULL &&
	    turn_of(c->v, word, other) == NULL)
		return 0;
	if (at + 1 >= c->n)
		return 0;
	folded(c->text, &c->w[at + 1], next);
	return turn_of(c->v, next, opener) == NULL;
}

/* One past the last word of the clause, 0 if it is none to be said. */
static size_t
ends(const struct clause *c, size_t at)
{
	char	word[WORD_MAX];
	size_t	i;

	for (i = at; i < c->n && i - at <= CLAUSE_MOST; i++) {
		folded(c->text, &c->w[i], word);
		if (i > at && turn_of(c->v, word, stop) != NULL)
			break;
		if (turn_of(c->v, word, skip) != NULL ||
		    !is_known(c->v, word))
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
	folded(c->text, &c->w[i - 1], word);
	return turn_of(c->v, word, article) != NULL ||
	    turn_of(c->v, word, dangling) != NULL ||
	    turn_of(c->v, word, owner) != NULL ? 0 : i;
}

/* Append a word as it is said back; *run counts those that stayed. */
static int
turn_word(const struct clause *c, size_t at, size_t from, size_t *run,
    struct buf *out)
{
	const struct turn	*t;
	char			 word[WORD_MAX], before[WORD_MAX] = "";
	int			 e;

	if (at > from && (e = buf_append(out, " ", 1)) != 0)
		return e;
	folded(c->text, &c->w[at], word);
	if (at > from)
		folded(c->text, &c->w[at - 1], before);
	for (t = c->v->turn; t < c->v->turn + c->v->n; t++) {
		if (*t->word != *word || strcmp(t->word, word) != 0)
			continue;
		if (strcmp(t->when, always) == 0 ||
		    (strcmp(t->when, other) == 0 &&
		    turn_of(c->v, before, self) != NULL)) {
			*run = 0;
			return buf_puts(out, t->to);
		}
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
worth(const struct voice *v, const char *word)
{
	const struct tag	*tag = tags_find(&v->model->tags, word,
				    strlen(word));
	size_t			 i;
	int			 most = 0;

	if (tag == NULL || turn_of(v, word, no_topic) != NULL)
		return 0;
	for (i = 0; i < v->n; i++)
		if ((tag->kinds & v->turn[i].kinds) != 0 &&
		    strcmp(v->turn[i].to, topic) == 0 &&
		    v->turn[i].when[0] - '0' > most)
			most = v->turn[i].when[0] - '0';
	return most;
}

/* May the word go on what a thing is called?  "buzzes" after "my phone" is
 * what it does, and so are "push" and the like. */
static int
is_name_too(const struct voice *v, const char *word)
{
	const struct tag	*tag = tags_find(&v->model->tags, word,
				    strlen(word));
	size_t			 i;

	if (tag == NULL ||
	    tag->lemma != word_hash(word, strlen(word)))
		return 0;
	for (i = 0; i < v->n; i++)
		if ((tag->kinds & v->turn[i].kinds) != 0 &&
		    strcmp(v->turn[i].to, verb) == 0)
			return 0;
	return 1;
}

/* The last word of what begins with "my" or "the", 0 if it is nothing; sets
 * what it is worth. */
static size_t
topic_end(const struct clause *c, size_t at, int *much)
{
	char	word[WORD_MAX];
	size_t	i, last = 0;
	int	now;

	for (i = at + 1; i < c->n && i <= at + 1 + TOPIC_MOST &&
	    c->w[i - 1].brk == 0; i++) {
		folded(c->text, &c->w[i], word);
		if (turn_of(c->v, word, NULL) != NULL ||
		    tags_find(&c->v->model->tags, word, strlen(word)) == NULL)
			break;
		now = worth(c->v, word);
		if (last > 0 && (now == 0 || !is_name_too(c->v, word)))
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
	const struct turn	*t;
	char			 word[WORD_MAX];
	size_t			 i;
	int			 e;

	folded(c->text, &c->w[from], word);
	t = turn_of(c->v, word, article);
	if (t == NULL)
		t = turn_of(c->v, word, owner);
	e = buf_puts(out, t->when);
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
	char		word[WORD_MAX];
	size_t		i, end, from = 0, to = 0;
	int		much, best = 0, own;

	for (i = 0; i < c.n; i++) {
		folded(text, &w[i], word);
		own = turn_of(v, word, owner) != NULL;
		if ((!own && turn_of(v, word, article) == NULL) ||
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
		if (turn_of(v, folded(s, &w[i], word), vague) != NULL)
			return 1;
	return 0;
}
