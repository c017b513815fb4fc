#include <string.h>

#include "feelings.h"
#include "table.h"

#define COLUMNS	9
#define WORDS	2048
#define WORD_MAX	64

static const char *const adjective = "feel-", *const noun = "noun-";

/* Numbers of feelings that are named with blanks in between. */
static uint64_t
near_ones(const struct model *m, const char *list)
{
	char		name[WORD_MAX];
	uint64_t	bits = 0;
	size_t		n;
	int		number;

	for (; *list != '\0'; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (n >= sizeof(name))
			continue;
		memcpy(name, list, n);
		name[n] = '\0';
		number = model_number(m, MODEL_FEELING, name);
		if (number >= 0)
			bits |= UINT64_C(1) << number;
	}
	return bits;
}

static void
take_feeling(struct feelings *fs, const struct model *m,
    const char *const column[COLUMNS])
{
	struct feeling	*f;
	size_t		 i;
	int		 number;

	/* One that the model was not taught is none that can be read. */
	if ((number = model_number(m, MODEL_FEELING, column[0])) < 0)
		return;
	f = &fs->f[number];
	f->name = column[0];
	f->good = column[1][0] == '+' ? 1 : column[1][0] == '-' ? -1 : 0;
	f->near = near_ones(m, column[2]);
	f->need = column[3];
	for (i = 0; i < 3; i++)
		f->said[i] = column[4 + i];
	f->noun = column[7];
	f->like = column[8];
}

static int
read_feelings(struct feelings *fs, struct arena *a, struct sage_text text,
    const struct model *m)
{
	const char	*column[COLUMNS];
	size_t		 i;
	int		 n;

	fs->n = m->h->model[MODEL_FEELING].classes;
	while ((n = table_next(&text, a, column, COLUMNS)) > 0)
		take_feeling(fs, m, column);
	if (n < 0)
		return n;
	for (i = 0; i < fs->n; i++)
		if (fs->f[i].name == NULL)
			return SAGE_EINVAL;
	return 0;
}

/* ---- words ------------------------------------------------------------- */

static int
add_words(struct feelings *fs, struct arena *a, const char *list,
    uint8_t feeling)
{
	struct feeling_word	*w;
	char			*s;
	size_t			 n, i;

	for (; *list != '\0'; list += n + (list[n] != '\0')) {
		if ((n = strcspn(list, " \n")) == 0 || fs->nwords == WORDS)
			continue;
		if ((s = arena_strndup(a, list, n)) == NULL)
			return SAGE_ENOMEM;
		for (i = 0; i < n; i++)
			if (s[i] == '_' || s[i] == '-')
				s[i] = ' ';
		w = &fs->word[fs->nwords++];
		w->word = s;
		w->feeling = feeling;
		w->strength = 2;
	}
	return 0;
}

static void
set_strength(struct feelings *fs, const char *list, uint8_t strength)
{
	char	word[WORD_MAX];
	size_t	n, i;

	for (; *list != '\0'; list += n + (list[n] != '\0')) {
		if ((n = strcspn(list, " \n")) == 0 || n >= sizeof(word))
			continue;
		for (i = 0; i < n; i++)
			word[i] = (char)(list[i] == '_' ? ' ' : list[i]);
		word[n] = '\0';
		for (i = 0; i < fs->nwords; i++)
			if (*fs->word[i].word == *word &&
			    strcmp(fs->word[i].word, word) == 0)
				fs->word[i].strength = strength;
	}
}

/* What follows the prefix in a class's name, or NULL. */
static const char *
after(const char *name, const char *prefix)
{
	size_t	n = strlen(prefix);

	return strncmp(name, prefix, n) == 0 ? name + n : NULL;
}

static int
read_words(struct feelings *fs, struct arena *a, const struct knowledge *kn)
{
	const struct kn_named	*named;
	const char		*name, *what, *list;
	size_t			 n, i;
	int			 number, e;

	named = knowledge_section(kn, SEC_NAMED, &n);
	if ((fs->word = arena_alloc(a, WORDS, sizeof(*fs->word))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		name = knowledge_string(kn, named[i].name);
		if ((what = after(name, adjective)) == NULL &&
		    (what = after(name, noun)) == NULL)
			continue;
		number = feeling_number(fs, what, strlen(what));
		if (number >= 0 && (e = add_words(fs, a, knowledge_string(kn,
		    named[i].text), (uint8_t)number)) != 0)
			return e;
	}
	for (i = 0; i < n; i++) {
		list = knowledge_string(kn, named[i].text);
		what = after(knowledge_string(kn, named[i].name), adjective);
		if (what != NULL && strcmp(what, "strong") == 0)
			set_strength(fs, list, 3);
		if (what != NULL && strcmp(what, "mild") == 0)
			set_strength(fs, list, 1);
	}
	return 0;
}

int
feelings_open(struct feelings *fs, struct arena *a, struct sage_text text,
    const struct knowledge *kn, const struct model *m)
{
	int	e;

	memset(fs, 0, sizeof(*fs));
	if ((e = read_feelings(fs, a, text, m)) != 0)
		return e;
	return read_words(fs, a, kn);
}

int
feeling_number(const struct feelings *fs, const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < fs->n; i++)
		if (strlen(fs->f[i].name) == len &&
		    memcmp(fs->f[i].name, s, len) == 0)
			return (int)i;
	return -1;
}

/* Does the text say the word, whatever the case and what is between? */
static int
says(struct sage_text t, const char *word)
{
	size_t	i, k;

	for (i = k = 0; i < t.len; i++) {
		char	c = t.data[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		if (c == '-' || c == '\n')
			c = ' ';
		if (word[k] == '\0' || c != word[k++])
			return 0;
	}
	return word[k] == '\0';
}

int
feeling_of_word(const struct feelings *fs, struct sage_text t, int *strength)
{
	size_t	i;

	for (i = 0; i < fs->nwords; i++)
		if (says(t, fs->word[i].word)) {
			*strength = fs->word[i].strength;
			return fs->word[i].feeling;
		}
	return -1;
}
