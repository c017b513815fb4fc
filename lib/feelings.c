#include <string.h>

#include "arena.h"
#include "feelings.h"
#include "table.h"

#define COLUMNS		8
#define WORDS		2048
#define WORD_LONGEST	64

static const char *const adjective = "feel-", *const noun = "noun-";

/* ---- making ------------------------------------------------------------ */

/* A bit for each of the feelings that are named with blanks in between, or -.
 */
static int
near_ones(const struct model *m, const char *list, uint64_t *bits)
{
	char	name[WORD_LONGEST];
	size_t	n;
	int	number;

	*bits = 0;
	if (strcmp(list, "-") == 0)
		return 0;
	for (; *list != '\0'; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (n >= sizeof(name))
			return SAGE_EINVAL;
		memcpy(name, list, n);
		name[n] = '\0';
		if ((number = model_number(m, MODEL_FEELING, name)) < 0)
			return SAGE_EINVAL;
		*bits |= UINT64_C(1) << number;
	}
	return 0;
}

static int
make_feeling(struct book_maker *b, const struct model *m,
    const char *const column[COLUMNS], struct book_feeling *f)
{
	uint32_t	*into[COLUMNS] = { &f->name, NULL, NULL, &f->need,
			    &f->said[0], &f->said[1], &f->said[2],
			    &f->noun };
	size_t		 i;
	int		 e;

	f->open = column[1][0] == '~';
	f->good = column[1][0] == '+' || f->open ? 1 :
	    column[1][0] == '-' ? -1 : 0;
	if ((e = near_ones(m, column[2], &f->near)) != 0)
		return e;
	for (i = 0; i < COLUMNS; i++)
		if (into[i] != NULL && (e = book_add_string(b,
		    (struct sage_text){ column[i], strlen(column[i]) },
		    into[i])) != 0)
			return e;
	return 0;
}

/* Those that the model was taught: no other can be read. */
static int
make_feelings(struct book_maker *b, struct arena *a, struct sage_text text,
    const struct model *m)
{
	struct book_feeling	 f[FEELINGS_MAX] = { { 0 } };
	const char		*column[COLUMNS];
	size_t			 n = m->h->model[MODEL_FEELING].classes, i;
	uint64_t		 have = 0;
	int			 number, e;

	while ((e = table_next(&text, a, column, COLUMNS)) > 0) {
		number = model_number(m, MODEL_FEELING, column[0]);
		if (number < 0)
			continue;
		have |= UINT64_C(1) << number;
		if ((e = make_feeling(b, m, column, &f[number])) != 0)
			return e;
	}
	if (e == 0 && have != (UINT64_C(1) << n) - 1)
		e = SAGE_EINVAL;
	for (i = 0; i < n && e == 0; i++)
		e = book_add(b, BOOK_FEELING, &f[i], sizeof(f[i]));
	return e;
}

/* Words for feelings while they are gathered. */
struct gathered {
	struct {
		const char	*word;
		uint8_t		 feeling, strength;
	} w[WORDS];
	size_t		 n;
	struct arena	*arena;
};

/* The next word of a list, blanks in place of what joins it; NULL at the
 * end, or if there is no memory. */
static const char *
next_word(struct arena *a, const char **list)
{
	size_t	n, i;
	char	*s;

	*list += strspn(*list, " \n");
	if ((n = strcspn(*list, " \n")) == 0 ||
	    (s = arena_strndup(a, *list, n)) == NULL)
		return NULL;
	*list += n;
	for (i = 0; i < n; i++)
		if (s[i] == '_' || s[i] == '-')
			s[i] = ' ';
	return s;
}

static int
gather(struct gathered *g, const char *list, uint8_t feeling)
{
	const char	*s;

	while ((s = next_word(g->arena, &list)) != NULL) {
		if (g->n == WORDS)
			return SAGE_ETOOBIG;
		g->w[g->n].word = s;
		g->w[g->n].feeling = feeling;
		g->w[g->n++].strength = 2;
	}
	return *list == '\0' ? 0 : SAGE_ENOMEM;
}

static void
set_strength(struct gathered *g, const char *list, uint8_t strength)
{
	const char	*s;
	size_t		 i;

	while ((s = next_word(g->arena, &list)) != NULL)
		for (i = 0; i < g->n; i++)
			if (strcmp(g->w[i].word, s) == 0)
				g->w[i].strength = strength;
}

/* What follows the prefix in a class's name, or NULL. */
static const char *
after(const char *name, const char *prefix)
{
	size_t	n = strlen(prefix);

	return strncmp(name, prefix, n) == 0 ? name + n : NULL;
}

static int
gather_all(struct gathered *g, const struct knowledge *kn,
    const struct model *m)
{
	const struct kn_named	*named;
	const char		*name, *what, *list;
	size_t			 n, i;
	int			 number, e;

	named = knowledge_section(kn, SEC_NAMED, &n);
	for (i = 0; i < n; i++) {
		name = knowledge_string(kn, named[i].name);
		if ((what = after(name, adjective)) == NULL &&
		    (what = after(name, noun)) == NULL)
			continue;
		number = model_number(m, MODEL_FEELING, what);
		if (number >= 0 && (e = gather(g, knowledge_string(kn,
		    named[i].text), (uint8_t)number)) != 0)
			return e;
	}
	for (i = 0; i < n; i++) {
		list = knowledge_string(kn, named[i].text);
		what = after(knowledge_string(kn, named[i].name), adjective);
		if (what != NULL && strcmp(what, "strong") == 0)
			set_strength(g, list, 3);
		if (what != NULL && strcmp(what, "mild") == 0)
			set_strength(g, list, 1);
	}
	return 0;
}

static int
make_words(struct book_maker *b, const struct gathered *g)
{
	struct feeling_word	w = { 0 };
	uint32_t		hash[WORDS];
	size_t			i, len;
	int			e;

	for (i = 0; i < g->n; i++) {
		len = strlen(g->w[i].word);
		hash[i] = word_hash(g->w[i].word, len);
		w.feeling = g->w[i].feeling;
		w.strength = g->w[i].strength;
		if ((e = book_add_string(b, (struct sage_text){ g->w[i].word,
		    len }, &w.word)) != 0 ||
		    (e = book_add(b, BOOK_WORD, &w, sizeof(w))) != 0)
			return e;
	}
	return book_index(b, BOOK_WORD_SLOT, hash, g->n);
}

int
feelings_make(struct book_maker *b, struct sage_text text,
    const struct knowledge *kn, const struct model *m)
{
	struct arena	 a = { 0 };
	struct gathered	*g;
	int		 e = SAGE_ENOMEM;

	if ((g = arena_alloc(&a, 1, sizeof(*g))) != NULL) {
		g->arena = &a;
		if ((e = make_feelings(b, &a, text, m)) == 0 &&
		    (e = gather_all(g, kn, m)) == 0)
			e = make_words(b, g);
	}
	arena_free(&a);
	return e;
}

/* ---- reading ----------------------------------------------------------- */

void
feelings_open(struct feelings *fs, const struct book *b)
{
	const struct book_feeling	*from;
	struct feeling			*f;
	size_t				 i, k;

	fs->book = b;
	from = book_part(b, BOOK_FEELING, &fs->n);
	for (i = 0; i < fs->n; i++, from++) {
		f = &fs->f[i];
		f->name = book_string(b, from->name);
		f->good = from->good;
		f->open = (int)from->open;
		f->near = from->near;
		f->need = book_string(b, from->need);
		for (k = 0; k < 3; k++)
			f->said[k] = book_string(b, from->said[k]);
		f->noun = book_string(b, from->noun);
	}
}

int
feeling_number(const struct feelings *fs, const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < fs->n; i++)
		if (strncmp(fs->f[i].name, s, len) == 0 &&
		    fs->f[i].name[len] == '\0')
			return (int)i;
	return -1;
}

/* As the words are written: small letters, single blanks. */
static size_t
plain(struct sage_text t, char out[WORD_LONGEST])
{
	size_t	i, n = 0;
	char	c;

	for (i = 0; i < t.len; i++) {
		c = t.data[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		if (c == '-' || (unsigned char)c < ' ')
			c = ' ';
		if (c == ' ' && n > 0 && out[n - 1] == ' ')
			continue;
		if (n == WORD_LONGEST - 1)
			return 0;
		out[n++] = c;
	}
	out[n] = '\0';
	return n;
}

int
feeling_of_word(const struct feelings *fs, struct sage_text t, int *strength)
{
	const struct feeling_word	*w;
	const uint32_t			*slot;
	char				 word[WORD_LONGEST];
	size_t				 len = plain(t, word), n, at;

	slot = book_slots(fs->book, BOOK_WORD_SLOT, &n);
	for (at = word_hash(word, len) & (n - 1); len > 0 && slot[at] != 0;
	    at = (at + 1) & (n - 1)) {
		w = book_part(fs->book, BOOK_WORD, NULL);
		w += slot[at] - 1;
		if (strcmp(book_string(fs->book, w->word), word) == 0) {
			*strength = w->strength;
			return w->feeling;
		}
	}
	return -1;
}
