/* Forms of verbs and nouns: a table of exceptions, and rules for the rest. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "inflect.h"
#include "sage.h"
#include "text.h"

#define NITEMS(a)	(sizeof(a) / sizeof((a)[0]))

/*
 * Packed: four numbers (the magic, how many lines, how many forms, bytes of
 * text), the offset of each line in the text, the offset of each form in the
 * order of forms, the text.  The text is the lines of the .tsv without its
 * comments, so that either order serves a binary search.
 */
#define MAGIC	0x31666e69u	/* "inf1" */
#define HEAD	(4 * sizeof(uint32_t))

#define ALTS	3		/* alternatives in one column */
#define FORMS	(1 + ALTS * COLUMNS)	/* of a lemma, itself among them */

enum column { PAST, PART, ING, THIRD, PLURAL, COLUMNS };

static const enum inflect_which which[COLUMNS] = {
	[PAST] = INFLECT_PAST,
	[PART] = INFLECT_PART,
	[ING] = INFLECT_ING,
	[THIRD] = INFLECT_THIRD,
	[PLURAL] = INFLECT_PLURAL
};

static const struct kind {
	char		letter;
	int		bit;
	enum column	first, end;	/* columns of its lines */
} kinds[] = {
	{ 'n', INFLECT_NOUN, PLURAL, COLUMNS },
	{ 'v', INFLECT_VERB, PAST, PLURAL }
};

/* The longest line: a verb's. */
#define FIELDS	(2 + PLURAL)

struct line {
	struct sage_text	 field[FIELDS];	/* lemma, kind, columns */
	const struct kind	*kind;
};

/*
 * Regular forms, by the end of the lemma; the first row that fits it counts.
 * What is added may begin with a - for each letter that is dropped, or with
 * a + that doubles the last one.  C is any consonant, CVC a short word.
 */
static const struct rule {
	const char	*end;
	const char	*add[3];	/* past and participle; -ing; -s */
} rules[] = {
	{ "ie",		{ "d",	  "--ying",	"s" } },
	{ "ee",		{ "d",	  "ing",	"s" } },
	{ "oe",		{ "d",	  "ing",	"s" } },
	{ "ye",		{ "d",	  "ing",	"s" } },
	{ "e",		{ "d",	  "-ing",	"s" } },
	{ "Cy",		{ "-ied", "ing",	"-ies" } },
	{ "ch",		{ "ed",	  "ing",	"es" } },
	{ "sh",		{ "ed",	  "ing",	"es" } },
	{ "s",		{ "ed",	  "ing",	"es" } },
	{ "x",		{ "ed",	  "ing",	"es" } },
	{ "z",		{ "ed",	  "ing",	"es" } },
	{ "CVC",	{ "+ed",  "+ing",	"s" } },
	{ "",		{ "ed",	  "ing",	"s" } }
};

static const unsigned char added[COLUMNS] = {
	[PAST] = 0, [PART] = 0, [ING] = 1, [THIRD] = 2, [PLURAL] = 2
};
static const char added_end[] = { 'd', 'g', 's' };	/* what each ends in */

static int
is_vowel(char c)
{
	return memchr("aeiouy", c, 6) != NULL;
}

static int
is_consonant(char c)
{
	return c >= 'a' && c <= 'z' && !is_vowel(c);
}

/*
 * Has the word one syllable, and at its end one vowel and one consonant that
 * can be doubled?  The u of qu is no vowel, nor is y at the start.
 */
static int
is_short(const char *s, size_t len)
{
	size_t	i, end;

	if (len < 2 || !is_vowel(s[len - 2]) || !is_consonant(s[len - 1]) ||
	    s[len - 1] == 'h' || s[len - 1] == 'w')
		return 0;
	end = len - 2;
	if (end >= 2 && s[end - 2] == 'q' && s[end - 1] == 'u')
		end -= 2;
	i = end > 0 && s[0] == 'y';
	while (i < end && is_consonant(s[i]))
		i++;
	return i == end;
}

static int
fits(const struct rule *r, const char *s, size_t len)
{
	size_t	n = strlen(r->end);

	if (strcmp(r->end, "CVC") == 0)
		return is_short(s, len);
	if (len < n)
		return 0;
	s += len - n;
	if (*r->end == 'C')
		return is_consonant(*s) &&
		    memcmp(s + 1, r->end + 1, n - 1) == 0;
	return memcmp(s, r->end, n) == 0;
}

static const struct rule *
rule_of(const char *lemma, size_t len)
{
	const struct rule	*r = rules;

	while (!fits(r, lemma, len))	/* the last fits all */
		r++;
	return r;
}

/* Write a regular form and return its length. */
static size_t
apply(const char *add, const char *lemma, size_t len, char out[INFLECT_MAX])
{
	memcpy(out, lemma, len);
	for (; *add == '-'; add++)
		len--;
	if (*add == '+') {
		out[len] = out[len - 1];
		len++;
		add++;
	}
	memcpy(out + len, add, strlen(add));
	return len + strlen(add);
}

/* Write the lemma whose form by this rule the word would be, if the rule is
 * for it; 0 if there is none. */
static size_t
undo(const struct rule *r, const char *add, struct sage_text form,
    char out[INFLECT_MAX])
{
	size_t	cut = strspn(add, "-"), len = form.len, n;
	int	doubled = add[cut] == '+';

	add += cut + (size_t)doubled;
	n = strlen(add);
	if (len < n + 2 || memcmp(form.data + len - n, add, n) != 0)
		return 0;
	len -= n;
	if (doubled && form.data[len - 1] != form.data[len - 2])
		return 0;
	len -= (size_t)doubled;
	memcpy(out, form.data, len);
	memcpy(out + len, r->end + strlen(r->end) - cut, cut);
	return len + cut;
}

/* Take the bytes up to the mark, and it, off the front; 0 at the end. */
static int
take(struct sage_text *rest, char mark, struct sage_text *out)
{
	const char	*p;

	if (rest->data == NULL)
		return 0;
	*out = *rest;
	if ((p = memchr(rest->data, mark, rest->len)) == NULL) {
		*rest = (struct sage_text){ NULL, 0 };
		return 1;
	}
	out->len = (size_t)(p - rest->data);
	rest->data = p + 1;
	rest->len -= out->len + 1;
	return 1;
}

static int
is_word(struct sage_text w, size_t max)
{
	size_t	i;

	for (i = 0; i < w.len; i++)
		if ((w.data[i] < 'a' || w.data[i] > 'z') &&
		    w.data[i] != '\'' && (unsigned char)w.data[i] < 0x80)
			return 0;
	return w.len > 0 && w.len <= max;
}

static int
is_none(struct sage_text column)
{
	return column.len == 1 && *column.data == '-';
}

static int
is_column(struct sage_text column)
{
	struct sage_text	form;
	size_t			n = 0;

	if (is_none(column))
		return 1;
	while (take(&column, '/', &form))
		if (++n > ALTS || !is_word(form, INFLECT_MAX))
			return 0;
	return 1;
}

/* Split a line, without its newline.  Returns SAGE_EINVAL if it is none. */
static int
split(struct line *l, struct sage_text s)
{
	const struct kind	*k;
	size_t			 n, i;

	for (n = 0; n < FIELDS && take(&s, '\t', &l->field[n]); n++)
		;
	if (n < 2 || s.data != NULL || !is_word(l->field[0], INFLECT_LEMMA))
		return SAGE_EINVAL;
	for (k = kinds; k < kinds + NITEMS(kinds); k++)
		if (l->field[1].len == 1 && *l->field[1].data == k->letter)
			break;
	if (k == kinds + NITEMS(kinds) || n != 2 + k->end - k->first)
		return SAGE_EINVAL;
	for (i = 2; i < n; i++)
		if (!is_column(l->field[i]))
			return SAGE_EINVAL;
	l->kind = k;
	return 0;
}

static uint32_t
get32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

/* A line of the table, without its newline. */
static struct sage_text
line_at(const struct inflect *t, size_t i)
{
	size_t	from = get32(t->line + 4 * i), to = t->len;

	if (i + 1 < t->nlines)
		to = get32(t->line + 4 * (i + 1));
	return (struct sage_text){ t->text + from, to - from - 1 };
}

static int
is_mark(char c)
{
	return c == '\t' || c == '/' || c == '\n';
}

/* Compare what stands in the text up to the next mark with a word.  Most
 * differ in the first letters, so it is not asked how long it is. */
static int
compare_entry(const struct inflect *t, size_t at, struct sage_text word)
{
	const unsigned char	*a = (const unsigned char *)t->text + at;
	const unsigned char	*b = (const unsigned char *)word.data;
	size_t			 k;

	for (k = 0; k < word.len; k++) {
		if (a[k] != b[k])
			return a[k] < b[k] || is_mark((char)a[k]) ? -1 : 1;
		if (is_mark((char)a[k]))
			return -1;
	}
	return !is_mark((char)a[k]);
}

/* Find the line of a lemma; 0 if the lemma is regular. */
static int
find(const struct inflect *t, struct sage_text lemma, char kind,
    struct line *l)
{
	size_t	lo = 0, hi = t->nlines, mid;
	int	c;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		c = -compare_entry(t, get32(t->line + 4 * mid), lemma);
		if (c == 0) {
			if (split(l, line_at(t, mid)) != 0)
				return 0;
			if ((c = kind - l->kind->letter) == 0)
				return 1;
		}
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return 0;
}

/* What stands in a column of the line, if it is not none. */
static struct sage_text
listed(const struct line *l, enum column c)
{
	struct sage_text	s = l->field[2 + c - l->kind->first];

	return is_none(s) ? (struct sage_text){ NULL, 0 } : s;
}

/* What would stand there by the rule; it is written to the buffer. */
static struct sage_text
regular(const struct rule *r, struct sage_text lemma, enum column c,
    char out[INFLECT_MAX])
{
	size_t	n = apply(r->add[added[c]], lemma.data, lemma.len, out);

	return (struct sage_text){ out, n };
}

/* Distinct forms, each with the set of what it is. */
struct forms {
	char	s[FORMS][INFLECT_MAX];
	size_t	len[FORMS];
	int	which[FORMS];
	size_t	n;
};

static void
add_form(struct forms *f, struct sage_text form, int bit)
{
	size_t	i;

	for (i = 0; i < f->n; i++)
		if (f->len[i] == form.len &&
		    memcmp(f->s[i], form.data, form.len) == 0)
			break;
	if (i == f->n) {
		memcpy(f->s[i], form.data, form.len);
		f->len[i] = form.len;
		f->which[i] = 0;
		f->n++;
	}
	f->which[i] |= bit;
}

static void
all_forms(const struct inflect *t, struct sage_text lemma, int want,
    struct forms *f)
{
	struct sage_text	 column, form;
	struct line		 l;
	const struct kind	*k;
	const struct rule	*r = rule_of(lemma.data, lemma.len);
	char			 scratch[INFLECT_MAX];
	enum column		 c;

	f->n = 0;
	add_form(f, lemma, INFLECT_BASE);
	for (k = kinds; k < kinds + NITEMS(kinds); k++) {
		if ((want & k->bit) == 0)
			continue;
		if (!find(t, lemma, k->letter, &l)) {
			for (c = k->first; c < k->end; c++)
				add_form(f, regular(r, lemma, c, scratch),
				    (int)which[c]);
			continue;
		}
		for (c = k->first; c < k->end; c++) {
			column = listed(&l, c);
			while (take(&column, '/', &form))
				add_form(f, form, (int)which[c]);
		}
	}
}

int
inflect_forms(const struct inflect *t, const char *lemma, size_t len,
    int want, int (*fn)(const char *, size_t, void *), void *arg)
{
	struct sage_text	word = { lemma, len };
	struct forms		f;
	size_t			i;
	int			status;

	if (len == 0)
		return SAGE_EINVAL;
	if (len > INFLECT_LEMMA)
		return SAGE_ETOOBIG;
	all_forms(t, word, want, &f);
	for (i = 0; i < f.n; i++)
		if ((status = fn(f.s[i], f.len[i], arg)) != 0)
			return status;
	return 0;
}

size_t
inflect_form(const struct inflect *t, const char *lemma, size_t len,
    enum inflect_which bit, char out[INFLECT_MAX])
{
	struct sage_text	word = { lemma, len }, column, form = word;
	char			scratch[INFLECT_MAX];
	struct line		l;
	enum column		c = PAST;

	if (len == 0 || len > INFLECT_LEMMA)
		return 0;
	if (bit != INFLECT_BASE) {
		while (c < PLURAL && which[c] != bit)
			c++;
		if (find(t, word, c == PLURAL ? 'n' : 'v', &l)) {
			column = listed(&l, c);
			if (!take(&column, '/', &form))
				return 0;
		} else
			form = regular(rule_of(lemma, len), word, c, scratch);
	}
	memcpy(out, form.data, form.len);
	return form.len;
}

/* A form of the table, by its place in their order. */
static struct sage_text
form_at(const struct inflect *t, size_t i)
{
	size_t	from = get32(t->form + 4 * i), to = from;

	while (!is_mark(t->text[to]))
		to++;
	return (struct sage_text){ t->text + from, to - from };
}

/* The lemma of the line in which a form stands. */
static struct sage_text
lemma_at(const struct inflect *t, size_t i)
{
	struct sage_text	rest = { form_at(t, i).data, 0 }, lemma = rest;

	while (rest.data > t->text && rest.data[-1] != '\n')
		rest.data--;
	rest.len = t->len - (size_t)(rest.data - t->text);
	take(&rest, '\t', &lemma);
	return lemma;
}

/* The place of the first form that is not before this one. */
static size_t
first_form(const struct inflect *t, struct sage_text form)
{
	size_t	lo = 0, hi = t->nforms, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (compare_entry(t, get32(t->form + 4 * mid), form) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct reverse {
	const struct inflect	*t;
	struct sage_text	 form;
	size_t			 first;		/* of the table with it */
	inflect_known_fn	*known;
	int			(*fn)(const char *, size_t, int, void *);
	void			*arg;
};

static int
is_known(const struct reverse *r, struct sage_text lemma)
{
	return r->known == NULL || r->known(lemma.data, lemma.len, r->arg);
}

/* Tell of a lemma, if the word is one of its forms. */
static int
try_lemma(const struct reverse *r, struct sage_text lemma)
{
	struct forms	f;
	size_t		i;

	if (lemma.len == 0 || lemma.len > INFLECT_LEMMA)
		return 0;
	all_forms(r->t, lemma, INFLECT_VERB | INFLECT_NOUN, &f);
	for (i = 1; i < f.n; i++)
		if (f.len[i] == r->form.len &&
		    memcmp(f.s[i], r->form.data, f.len[i]) == 0)
			return r->fn(lemma.data, lemma.len, f.which[i],
			    r->arg);
	return 0;
}

/* Is the word the i-th form of the table, in their order? */
static int
is_form(const struct reverse *r, size_t i)
{
	return i < r->t->nforms && compare_entry(r->t,
	    get32(r->t->form + 4 * i), r->form) == 0;
}

/* Has the table a line of this lemma with the word in it? */
static int
is_listed(const struct reverse *r, struct sage_text lemma)
{
	size_t	i;

	for (i = r->first; is_form(r, i); i++)
		if (text_order(lemma_at(r->t, i), lemma) == 0)
			return 1;
	return 0;
}

/* Try the lemmas of the lines with the word in them. */
static int
try_listed(const struct reverse *r)
{
	struct sage_text	lemma, last = { "", 0 };
	size_t			i;
	int			status;

	/* Lines of one lemma, and so the hits in them, are neighbours. */
	for (i = r->first; is_form(r, i); i++) {
		lemma = lemma_at(r->t, i);
		if (text_order(lemma, last) != 0 && is_known(r, lemma) &&
		    (status = try_lemma(r, lemma)) != 0)
			return status;
		last = lemma;
	}
	return 0;
}

int
inflect_lemmas(const struct inflect *t, const char *form, size_t len,
    inflect_known_fn *known, int (*fn)(const char *, size_t, int, void *),
    void *arg)
{
	struct reverse		 r = { t, { form, len }, 0, known, fn, arg };
	struct sage_text	 lemma;
	const struct rule	*rule;
	char			 scratch[INFLECT_MAX];
	size_t			 i;
	int			 status;

	if (len == 0 || len > INFLECT_MAX)
		return 0;
	r.first = first_form(t, r.form);
	if ((status = try_listed(&r)) != 0)
		return status;
	/* The rules add nothing that ends otherwise. */
	for (i = 0; i < NITEMS(added_end) && added_end[i] != form[len - 1];
	    i++)
		;
	if (i == NITEMS(added_end))
		return 0;
	lemma.data = scratch;
	for (rule = rules; rule < rules + NITEMS(rules); rule++) {
		lemma.len = undo(rule, rule->add[i], r.form, scratch);
		if (lemma.len > 0 && fits(rule, scratch, lemma.len) &&
		    is_known(&r, lemma) &&
		    rule_of(scratch, lemma.len) == rule &&
		    !is_listed(&r, lemma) &&
		    (status = try_lemma(&r, lemma)) != 0)
			return status;
	}
	return 0;
}

/*
 * Are the lines of the view, one after the other, all of its text, and does
 * each form lie in it?  What a line holds is looked at when it is read, as
 * there may be no reason to read any.
 */
static int
is_bounded(const struct inflect *t)
{
	size_t	i, from, to;

	for (i = 0; i < t->nlines; i++) {
		from = get32(t->line + 4 * i);
		to = i + 1 < t->nlines ? get32(t->line + 4 * (i + 1)) : t->len;
		if (from >= to || to > t->len || (i == 0 && from != 0) ||
		    t->text[to - 1] != '\n')
			return 0;
	}
	if (i == 0 && t->len != 0)
		return 0;
	for (i = 0; i < t->nforms; i++)
		if (get32(t->form + 4 * i) >= t->len)
			return 0;
	return 1;
}

int
inflect_view(struct inflect *t, const void *data, size_t len)
{
	const unsigned char	*p = data;
	struct inflect		 view = { 0 };

	if (len < HEAD || get32(p) != MAGIC)
		return SAGE_EINVAL;
	view.nlines = get32(p + 4);
	view.nforms = get32(p + 8);
	view.len = get32(p + 12);
	len -= HEAD;
	if (view.len > len || (len - view.len) % 4 != 0 ||
	    view.nlines > (len - view.len) / 4 ||
	    view.nforms != (len - view.len) / 4 - view.nlines)
		return SAGE_EINVAL;
	view.line = p + HEAD;
	view.form = view.line + 4 * view.nlines;
	view.text = (const char *)view.form + 4 * view.nforms;
	*t = view;
	return 0;
}

int
inflect_open(struct inflect *t, const void *data, size_t len)
{
	struct inflect	view;
	int		e;

	if ((e = inflect_view(&view, data, len)) != 0)
		return e;
	if (!is_bounded(&view))
		return SAGE_EINVAL;
	*t = view;
	return 0;
}

/* A form and where it will stand in the packed text. */
struct ref {
	struct sage_text	form;
	uint32_t		off;
};

struct packer {
	struct buf		text, lines, refs;
	struct sage_text	last;		/* line */
};

static int
put32(struct buf *b, uint32_t n)
{
	unsigned char	le[4];
	size_t		i;

	for (i = 0; i < sizeof(le); i++)
		le[i] = (unsigned char)(n >> 8 * i);
	return buf_append(b, le, sizeof(le));
}

static int
pack_line(struct packer *p, struct sage_text s)
{
	struct sage_text	column;
	struct line		l;
	struct ref		ref;
	enum column		c;
	int			status;

	if (split(&l, s) != 0 || text_order(p->last, s) >= 0)
		return SAGE_EINVAL;
	p->last = s;
	for (c = l.kind->first; c < l.kind->end; c++) {
		column = listed(&l, c);
		while (take(&column, '/', &ref.form)) {
			ref.off = (uint32_t)(p->text.len +
			    (size_t)(ref.form.data - s.data));
			if ((status = buf_append(&p->refs, &ref,
			    sizeof(ref))) != 0)
				return status;
		}
	}
	if ((status = put32(&p->lines, (uint32_t)p->text.len)) != 0 ||
	    (status = buf_append(&p->text, s.data, s.len)) != 0)
		return status;
	return buf_append(&p->text, "\n", 1);
}

static int
by_form(const void *a, const void *b)
{
	const struct ref	*x = a, *y = b;
	int			 c = text_order(x->form, y->form);

	return c != 0 ? c : (x->off > y->off) - (x->off < y->off);
}

static int
pack(struct packer *p, struct buf *out)
{
	struct ref	*ref = (struct ref *)(void *)p->refs.data;
	size_t		 n = p->refs.len / sizeof(*ref), i;
	int		 status;

	if (n > 0)
		qsort(ref, n, sizeof(*ref), by_form);
	if ((status = put32(out, MAGIC)) != 0 ||
	    (status = put32(out, (uint32_t)(p->lines.len / 4))) != 0 ||
	    (status = put32(out, (uint32_t)n)) != 0 ||
	    (status = put32(out, (uint32_t)p->text.len)) != 0 ||
	    (status = buf_append(out, p->lines.data, p->lines.len)) != 0)
		return status;
	for (i = 0; i < n; i++)
		if ((status = put32(out, ref[i].off)) != 0)
			return status;
	return buf_append(out, p->text.data, p->text.len);
}

int
inflect_pack(struct buf *out, const char *text, size_t len, size_t *badline)
{
	struct packer		p = { .last = { "", 0 } };
	struct sage_text	rest = { text, len }, s;
	size_t			n, start = out->len;
	int			status = 0;

	for (n = 1; status == 0 && take(&rest, '\n', &s); n++) {
		if (s.len == 0 || *s.data == '#')
			continue;
		status = pack_line(&p, s);
		if (status == SAGE_EINVAL && badline != NULL)
			*badline = n;
	}
	if (status == 0 && (status = pack(&p, out)) != 0)
		out->len = start;
	buf_free(&p.text);
	buf_free(&p.lines);
	buf_free(&p.refs);
	return status;
}

int
inflect_load(struct inflect *t, const char *text, size_t len,
    size_t *badline)
{
	struct buf	b = { 0 };
	int		status;

	if ((status = inflect_pack(&b, text, len, badline)) != 0 ||
	    (status = inflect_open(t, b.data, b.len)) != 0) {
		buf_free(&b);
		return status;
	}
	t->own = b.data;
	return 0;
}

void
inflect_free(struct inflect *t)
{
	static const struct inflect	none;

	free(t->own);
	*t = none;
}
