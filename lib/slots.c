#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "mask.h"
#include "slots.h"
#include "token.h"

#define PIECE_LEN	90	/* bytes of a piece at most */
#define CODE_LEN	40

/* Something that the rules have found. */
struct slot_hit {
	const char	*category;
	uint32_t	 start, end;	/* of the first capture, or of all */
};

/* ---- finding ----------------------------------------------------------- */

static int
take_match(const struct match *m, void *arg)
{
	struct slots			*s = arg;
	const struct knowledge		*kn;
	const struct kn_rule		*rule;
	struct slot_hit			 h = { .start = m->start };

	rule = rules_at(s->rules, m->rule, &kn);
	h.category = knowledge_string(kn, rule->category);
	h.end = m->end;
	if (m->cap[0][1] > m->cap[0][0]) {
		h.start = m->cap[0][0];
		h.end = m->cap[0][1];
	}
	return buf_append(&s->hits, &h, sizeof(h));
}

/* The text must be masked, and SCAN_SLACK bytes follow it. */
static int
find(struct slots *s, const char *text, size_t len)
{
	struct sentence	part = { .end = 0 };
	int		e;

	s->hits.len = 0;
	while (scan_next(&s->filter, text, len, matcher_abbreviation,
	    &s->matcher, &part, s->words))
		if ((e = matcher_run(&s->matcher, text, &part, s->words,
		    take_match, s)) != 0)
			return e;
	return 0;
}

static const struct slot_hit *
hits_of(const struct slots *s, size_t *n)
{
	*n = s->hits.len / sizeof(struct slot_hit);
	return (const struct slot_hit *)(void *)s->hits.data;
}

static int
is_of(const struct slot_hit *h, const char *category)
{
	return strcmp(h->category, category) == 0;
}

/* Is a hit of that category inside of a span? */
static int
has_inside(const struct slots *s, const char *category, uint32_t start,
    uint32_t end)
{
	const struct slot_hit	*h;
	size_t			 n, i;

	h = hits_of(s, &n);
	for (i = 0; i < n; i++)
		if (is_of(&h[i], category) && h[i].start >= start &&
		    h[i].end <= end)
			return 1;
	return 0;
}

/* ---- pieces ------------------------------------------------------------ */

/* May the sign go over into another sentence?  In code all may, and brackets
 * of a call. */
static int
is_plain(const char *s, uint32_t at, uint32_t end, int *code)
{
	static const char	odd[] = "\"*[]{}<>|;:()~#=\\";

	if (s[at] == '`')
		*code = !*code;
	if (s[at] == '\0' || s[at] == '\n')
		return s[at] == '\n' && !*code;
	if (*code || strchr(odd, s[at]) == NULL)
		return 1;
	return (s[at] == '(' && at + 1 < end && s[at + 1] == ')') ||
	    (s[at] == ')' && s[at - 1] == '(');
}

/* The words of a span with one blank between them; NULL if there are signs in
 * it that would not fit elsewhere. */
static const char *
words_of(struct slots *s, uint32_t start, uint32_t end)
{
	char	out[PIECE_LEN + 1];
	size_t	n = 0;
	int	code = 0;

	if (s->masked[end] == '(' && s->masked[end + 1] == ')')
		end += 2;
	for (; start < end; start++) {
		if (n == PIECE_LEN || !is_plain(s->text, start, end, &code))
			return NULL;
		if ((unsigned char)s->text[start] > ' ')
			out[n++] = s->text[start];
		else if (n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	return n == 0 || code ? NULL : arena_strndup(&s->arena, out, n);
}

/* A copy of what a buffer holds, which is freed; NULL for nothing. */
static const char *
keep(struct slots *s, struct buf *b)
{
	const char	*copy = NULL;

	s->failed |= b->failed;
	if (b->len > 0)
		copy = arena_strndup(&s->arena, b->data, b->len);
	buf_free(b);
	return copy;
}

/* A verb on its way back to how it is listed. */
struct lemma {
	const struct knowledge	*kn;
	char			 word[INFLECT_MAX];
	size_t			 len;
};

static int
take_lemma(const char *word, size_t len, int which, void *arg)
{
	struct lemma	*l = arg;

	if ((which & (INFLECT_PAST | INFLECT_PART | INFLECT_ING |
	    INFLECT_THIRD)) == 0 || len >= sizeof(l->word) ||
	    knowledge_word(l->kn, word, len) == WORD_NONE)
		return 0;
	memcpy(l->word, word, len);
	l->len = len;
	return 1;
}

/* The phrase with its first word, a verb, in another form; NULL if there is
 * none. */
static const char *
with_form(struct slots *s, const char *phrase, enum inflect_which which)
{
	struct lemma	 l = { .kn = s->kn };
	size_t		 n = strcspn(phrase, " ");
	char		 form[INFLECT_MAX];
	struct buf	 out = { 0 };

	if (n >= sizeof(l.word))
		return NULL;
	l.len = word_fold(phrase, n, l.word, sizeof(l.word));
	(void)inflect_lemmas(&s->inflect, l.word, l.len, NULL, take_lemma,
	    &l);
	memcpy(form, l.word, l.len);
	if (which != INFLECT_BASE)
		l.len = inflect_form(&s->inflect, l.word, l.len, which, form);
	if (l.len > 0 && buf_append(&out, form, l.len) == 0)
		(void)buf_puts(&out, phrase + n);
	return keep(s, &out);
}

/* A phrase without the time that it ends with, as that is said besides. */
static const char *
without_time(struct slots *s, const char *phrase)
{
	const char	*time = s->piece[PIECE_TIME];
	size_t		 n, cut;

	if (phrase == NULL || time == NULL)
		return phrase;
	n = strlen(phrase);
	cut = strlen(time) + 1;
	if (n <= cut || strcmp(phrase + n - cut + 1, time) != 0 ||
	    phrase[n - cut] != ' ')
		return phrase;
	return arena_strndup(&s->arena, phrase, n - cut);
}

/* The first of a category that is whole, with nothing in it that weighs; in
 * another form, if it has one verb only. */
static const char *
phrase_of(struct slots *s, const char *category, enum inflect_which which)
{
	const struct slot_hit	*h;
	const char		*words, *made;
	size_t			 n, i;

	h = hits_of(s, &n);
	for (i = 0; i < n; i++) {
		if (!is_of(&h[i], category) || has_inside(s, "spoils",
		    h[i].start, h[i].end) || (words = words_of(s,
		    h[i].start, h[i].end)) == NULL ||
		    (words = without_time(s, words)) == NULL)
			continue;
		made = with_form(s, words, which);
		if (made != NULL && ((which == INFLECT_BASE &&
		    strcmp(made, words) == 0) || !has_inside(s, "turns",
		    h[i].start, h[i].end)))
			return made;
	}
	return NULL;
}

/* The same, whatever is in it. */
static const char *
first_of(struct slots *s, const char *category)
{
	const struct slot_hit	*h;
	size_t			 n, i;

	h = hits_of(s, &n);
	for (i = 0; i < n; i++)
		if (is_of(&h[i], category))
			return words_of(s, h[i].start, h[i].end);
	return NULL;
}

/* Is it code between backquotes, a name as programs have it, or a file's?
 * A blank in the copy was a mark of Markdown. */
static int
is_code(const char *copy, const char *w, size_t n)
{
	size_t	i;

	if (memchr(copy, ' ', n) != NULL)
		return 0;
	if (n < 3 || n > CODE_LEN || memmem(w, n, "://", 3) != NULL ||
	    memchr(w, '@', n) != NULL || memchr(w, '\\', n) != NULL)
		return 0;
	if (*w == '`')
		return w[n - 1] == '`' && w[1] != '`';
	for (i = 0; i < n; i++)
		if ((unsigned char)w[i] >= 0x80 || strchr("\"'*[]{}<>|;`=,",
		    w[i]) != NULL)
			return 0;
	for (i = 1; i + 1 < n; i++)
		if (w[i] == '.' && w[i + 1] >= 'a' && w[i + 1] <= 'z')
			return 1;
	return memchr(w, '_', n) != NULL || memmem(w, n, "()", 2) != NULL;
}

/* The length of what stands between blanks at an offset, without the marks at
 * its end, and where to go on. */
static size_t
word_at(const char *s, size_t len, size_t at, size_t *next)
{
	static const char	ends[] = ".,!?;:";
	size_t			n;

	for (n = 0; at + n < len && (unsigned char)s[at + n] > ' '; n++)
		;
	*next = at + n + 1;
	while (n > 0 && memchr(ends, s[at + n - 1], sizeof(ends) - 1) != NULL)
		n--;
	return n;
}

/* A name in the code is worth more than what kind of thing it is. */
static const char *
code_of(struct slots *s, size_t len)
{
	size_t	i, next, n;

	for (i = 0; i < len; i = next) {
		n = word_at(s->text, len, i, &next);
		if (is_code(s->masked + i, s->text + i, n))
			return arena_strndup(&s->arena, s->text + i, n);
	}
	return NULL;
}

static const char *
thing_of(struct slots *s, size_t len)
{
	const char	*noun, *thing = code_of(s, len);
	struct buf	 out = { 0 };

	if (thing != NULL || (noun = first_of(s, "thing")) == NULL)
		return thing;
	(void)buf_printf(&out, "the %s", noun);
	return keep(s, &out);
}

/* Somebody who shouts has no words to lend. */
static int
is_shouted(const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < len; i++)
		if (s[i] >= 'a' && s[i] <= 'z')
			return 0;
	return 1;
}

static void
fill_pieces(struct slots *s, size_t len)
{
	memset(s->piece, 0, sizeof(s->piece));
	s->faux = NULL;
	if (is_shouted(s->text, len))
		return;
	s->piece[PIECE_TIME] = first_of(s, "time");
	s->piece[PIECE_DO] = phrase_of(s, "do", INFLECT_BASE);
	if (s->piece[PIECE_DO] != NULL)
		s->piece[PIECE_DOING] = with_form(s, s->piece[PIECE_DO],
		    INFLECT_ING);
	s->piece[PIECE_DID] = phrase_of(s, "did", INFLECT_PAST);
	s->piece[PIECE_THING] = thing_of(s, len);
	s->piece[PIECE_FEEL] = first_of(s, "feel");
	s->piece[PIECE_VALID] = first_of(s, "valid");
	s->piece[PIECE_SORRY] = first_of(s, "sorry");
	s->faux = first_of(s, "faux");
}

/* ---- the public part --------------------------------------------------- */

int
slots_open(struct slots *s, const void *data, size_t len)
{
	const void	*packed;
	size_t		 n;
	int		 e;

	memset(s, 0, sizeof(*s));
	if ((e = rules_open(&s->rules, data, len)) != 0)
		return e;
	s->kn = &s->rules->kn[0];
	packed = knowledge_section(s->kn, SEC_INFLECT, &n);
	if ((e = inflect_open(&s->inflect, packed, n)) != 0 ||
	    (e = matcher_init(&s->matcher, s->rules->kn, 1,
	    s->rules->enabled)) != 0)
		return e;
	knowledge_filter(s->kn, &s->filter);
	s->masked = malloc(STREAM_WINDOW + SCAN_SLACK);
	s->words = malloc(sizeof(*s->words));
	return s->masked == NULL || s->words == NULL ? SAGE_ENOMEM : 0;
}

void
slots_close(struct slots *s)
{
	matcher_free(&s->matcher);
	sage_rules_free(s->rules);
	arena_free(&s->arena);
	buf_free(&s->hits);
	free(s->masked);
	free(s->words);
}

int
slots_read(struct slots *s, const char *text, size_t len, size_t from,
    size_t to)
{
	const struct slot_hit	*h;
	size_t			 n, i;
	int			 e;

	arena_free(&s->arena);
	s->failed = 0;
	s->text = text;
	mask_copy(s->masked, text, len);
	memset(s->masked + len, 0, SCAN_SLACK);
	mask_inline(s->masked, len);
	if (s->markdown)
		marks_blank(s->masked, text, len);
	if ((e = find(s, s->masked, len)) != 0)
		return e;
	fill_pieces(s, len);
	s->third = has_inside(s, "third", 0, (uint32_t)to) &&
	    !has_inside(s, "you", 0, (uint32_t)len);
	s->hangs = has_inside(s, "hangs", 0, (uint32_t)len);
	s->start = s->join = 0;
	h = hits_of(s, &n);
	for (i = 0; i < n; i++)
		if (is_of(&h[i], "start") && h[i].end <= from)
			s->start = h[i].end;
		else if (is_of(&h[i], "join") && h[i].start < from &&
		    h[i].start > s->join)
			s->join = h[i].start;
	return s->failed || s->arena.failed ? SAGE_ENOMEM : 0;
}

int
slots_weigh(struct slots *s, const struct paragraph *p, long *weight)
{
	const struct slot_hit	*h;
	const char		*copy = paragraph_masked(p, s->masked);
	size_t			 n, i, next;
	int			 e;

	if ((e = find(s, copy, p->len)) != 0)
		return e;
	h = hits_of(s, &n);
	for (i = 0; i < n; i++)
		*weight += is_of(&h[i], "code") - is_of(&h[i], "near");
	for (i = 0; i < p->len; i = next) {
		n = word_at(p->raw, p->len, i, &next);
		*weight += is_code(copy + i, p->raw + i, n);
	}
	return 0;
}
