#include <string.h>

#include "proposals.h"
#include "rulefile.h"

static const char *const pieces[PIECES] = {
	[PIECE_DO] = "do", [PIECE_DOING] = "doing", [PIECE_DID] = "did",
	[PIECE_THING] = "thing", [PIECE_TIME] = "time", [PIECE_FEEL] = "feel",
	[PIECE_NEED] = "need", [PIECE_VALID] = "valid",
	[PIECE_SORRY] = "sorry"
};

static const char *const tones[TONES] = {
	[TONE_LETTER] = "letter", [TONE_WORK] = "work",
	[TONE_COMMIT] = "commit", [TONE_SUBJECT] = "subject",
	[TONE_TITLE] = "title",
	[TONE_LETTER_THIRD] = "letter-third", [TONE_WORK_THIRD] = "work-third"
};

/* What is being read. */
struct filing {
	struct proposals	*out;
	struct arena		*arena;
	struct sage_fault	*fault;
};

static int
number_of(const char *const *names, int n, struct sage_text t)
{
	int	i;

	for (i = 0; i < n && !text_is(t, names[i]); i++)
		;
	return i < n ? i : -1;
}

/* The next {name} or {name|other} of a text: what is before it, and in it. */
static int
next_piece(const char **s, struct sage_text *before, struct sage_text *name,
    struct sage_text *other)
{
	const char	*open = strchr(*s, '{'), *bar, *close;

	if (open == NULL || (close = strchr(open, '}')) == NULL)
		return 0;
	bar = memchr(open, '|', (size_t)(close - open));
	*before = (struct sage_text){ *s, (size_t)(open - *s) };
	name->data = open + 1;
	name->len = (size_t)((bar == NULL ? close : bar) - open - 1);
	other->data = bar == NULL ? NULL : bar + 1;
	other->len = bar == NULL ? 0 : (size_t)(close - bar - 1);
	*s = close + 1;
	return 1;
}

static int
read_needs(struct filing *g, const struct field *f, struct proposal *p)
{
	struct sage_text	before, name, other;
	const char		*s = p->say;
	int			 number;

	while (next_piece(&s, &before, &name, &other)) {
		if ((number = number_of(pieces, PIECES, name)) < 0)
			return fault_at(g->fault, f, (size_t)(name.data -
			    p->say), "no piece \"%.*s\"", (int)name.len,
			    name.data);
		p->says |= 1u << number;
		if (other.data == NULL)
			p->needs |= 1u << number;
	}
	return 0;
}

static int
copy(struct filing *g, struct sage_text t, const char **out)
{
	*out = arena_strndup(g->arena, t.data, t.len);
	return *out == NULL ? SAGE_ENOMEM : 0;
}

static int
read_field(struct filing *g, const struct field *f, struct meaning *m)
{
	struct proposal	*p = &g->out->p[g->out->n];
	int		 tone, e;

	if (text_is(f->key, "feel"))
		return copy(g, f->value, &m->feel);
	if (text_is(f->key, "need"))
		return copy(g, f->value, &m->need);
	if ((tone = number_of(tones, TONES, f->key)) < 0)
		return fault_key(g->fault, f, "no \"%.*s\" in a repair",
		    (int)f->key.len, f->key.data);
	p->tone = (enum tone)tone;
	p->of = m->of;
	if ((e = copy(g, f->value, &p->say)) != 0)
		return e;
	g->out->n++;
	return read_needs(g, f, p);
}

static int
read_block(struct filing *g, const struct block *b)
{
	struct meaning		*m = &g->out->m[g->out->nm++];
	const struct field	*f;
	int			 e;

	if (!text_is(b->head.key, "repair") && !text_is(b->head.key, "word"))
		return fault_key(g->fault, &b->head,
		    "\"%.*s\" begins no repair", (int)b->head.key.len,
		    b->head.key.data);
	m->feel = m->need = "";
	m->is_word = text_is(b->head.key, "word");
	if ((e = copy(g, b->head.value, &m->of)) != 0)
		return e;
	for (f = b->fields; f != NULL && e == 0; f = f->next)
		e = read_field(g, f, m);
	return e;
}

int
proposals_open(struct proposals *out, struct arena *a, struct sage_text text,
    struct sage_fault *fault)
{
	struct sage_fault	 none;
	struct filing		 g = { out, a, fault == NULL ? &none : fault };
	struct blocks		 blocks = { 0 };
	const struct block	*b;
	const struct field	*f;
	size_t			 n = 0, lines = 0;
	int			 e;

	memset(out, 0, sizeof(*out));
	if ((e = rulefile_read(&blocks, a, "proposals", text, g.fault)) != 0)
		return e;
	for (b = blocks.first; b != NULL; b = b->next, n++)
		for (f = b->fields; f != NULL; f = f->next)
			lines++;
	out->p = arena_alloc(a, lines, sizeof(*out->p));
	out->m = arena_alloc(a, n, sizeof(*out->m));
	if (out->p == NULL || out->m == NULL)
		return SAGE_ENOMEM;
	for (b = blocks.first; b != NULL && e == 0; b = b->next)
		e = read_block(&g, b);
	return e;
}

int
proposals_is_of(const char *of, const char *name)
{
	size_t	n, len = strlen(name);

	for (; *of != '\0'; of += n + (of[n] == ' ')) {
		n = strcspn(of, " ");
		if (n == len && memcmp(of, name, n) == 0)
			return 1;
	}
	return 0;
}

const struct meaning *
proposals_meaning(const struct proposals *ps, const char *name, int is_word)
{
	const struct meaning	*m;

	for (m = ps->m; m < ps->m + ps->nm; m++)
		if (m->is_word == is_word && (is_word ? strcmp(m->of,
		    name) == 0 : proposals_is_of(m->of, name)))
			return m;
	return NULL;
}

/* A thing is not said again where a deed has it. */
static int
is_told(const struct proposal *p, const char *const piece[PIECES])
{
	static const enum piece	deeds[] = { PIECE_DO, PIECE_DOING,
				    PIECE_DID };
	const char		*noun = piece[PIECE_THING];
	size_t			 i;

	if (strchr(noun, ' ') != NULL)
		noun = strchr(noun, ' ') + 1;
	for (i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if ((p->says >> deeds[i] & 1) && piece[deeds[i]] != NULL &&
		    strstr(piece[deeds[i]], noun) != NULL)
			return 1;
	return 0;
}

int
proposal_fill(const struct proposal *p, const char *const piece[PIECES],
    struct buf *out)
{
	struct sage_text	 before, name, other;
	const char		*s = p->say;
	int			 number, e = 0;

	while (e == 0 && next_piece(&s, &before, &name, &other)) {
		if ((number = number_of(pieces, PIECES, name)) < 0)
			return SAGE_EINVAL;
		if ((e = buf_append(out, before.data, before.len)) != 0)
			return e;
		if (piece[number] != NULL && (number != PIECE_THING ||
		    other.data == NULL || !is_told(p, piece)))
			e = buf_puts(out, piece[number]);
		else
			e = buf_append(out, other.data, other.len);
	}
	return e != 0 ? e : buf_puts(out, s);
}
