#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "judge.h"
#include "proposals.h"
#include "repair.h"
#include "slots.h"
#include "utf8.h"

#define WIDTH_LEAST	60	/* columns of a text that is wrapped */
#define WIDTH_MAIL	72	/* ... of a commit message or a mail */
#define LABEL_MAX	40	/* bytes of a label: "src/parse.c:12: " */
#define LABEL_BLANKS	2
#define CLAUSE_BLANKS	2	/* a clause that stays has more words */

struct repairer {
	struct repair_options	 opt;
	struct arena		 arena;
	struct proposals	 proposals;
	struct slots		 slots;
	struct sage_rules	 strict;	/* all switched on */
	struct sage_judge	*judge;
	int			 judged;
	uint64_t		*used;		/* how often, by proposal */
	/* the message */
	const struct paragraph	*p;		/* in the call of the judge */
	long			 weight;	/* words of work less others */
	enum sage_level		 level;		/* of the finding repaired */
	size_t			 len;		/* and of its text */
	size_t			 chosen;	/* proposal */
	size_t			 last;		/* ... of the sentence before */
	int			 has_chosen;
	uint64_t		 from;
	int			 any;
};

/* A part of a paragraph that is to be replaced. */
struct part {
	size_t	from, to;	/* offsets in the paragraph */
	size_t	at;		/* of what judges */
	size_t	end;		/* ... and its end */
	int	goes_on;	/* begins within a sentence: small letter */
	int	after_clause;	/* a full stop is due first */
};

/* ---- where ------------------------------------------------------------- */

static size_t
line_start(const char *s, size_t at)
{
	const char	*nl = memrchr(s, '\n', at);

	return nl == NULL ? 0 : (size_t)(nl - s) + 1;
}

static size_t
line_end(const char *s, size_t len, size_t at)
{
	const char	*nl = memchr(s + at, '\n', len - at);

	return nl == NULL ? len : (size_t)(nl - s);
}

static size_t
columns_of(const char *s, size_t len)
{
	size_t	i, n = 0;

	for (i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80 && s[i] != '\r';
	return n;
}

static size_t
longest_line(const struct paragraph *p)
{
	size_t	at = 0, end, n, most = 0;

	for (; at < p->len; at = end + 1) {
		end = line_end(p->raw, p->len, at);
		n = columns_of(p->raw + at, end - at) +
		    (at == 0 ? p->lead : 0);
		most = n > most ? n : most;
	}
	return most;
}

/* Was the line ended where the next word would have fitted, so that the end
 * means something? */
static int
is_meant(const struct paragraph *p, size_t nl, size_t width)
{
	size_t	start = line_start(p->raw, nl), word = nl + 1, end;

	while (word < p->len && (p->raw[word] == ' ' || p->raw[word] == '\t'))
		word++;
	for (end = word; end < p->len && (unsigned char)p->raw[end] > ' ';
	    end++)
		;
	return columns_of(p->raw + start, nl - start) + 1 +
	    columns_of(p->raw + word, end - word) +
	    (start == 0 ? p->lead : 0) <= width;
}

/* Less of a sentence where its lines are lines of their own, as in a chat or
 * after "Dear Sam,". */
static void
keep_lines(const struct paragraph *p, struct part *t)
{
	size_t	width = longest_line(p), i;

	if (width < WIDTH_LEAST)
		width = WIDTH_LEAST;
	for (i = t->at; i > t->from; i--)
		if (p->raw[i - 1] == '\n' && is_meant(p, i - 1, width)) {
			t->from = i;
			break;
		}
	for (i = t->end; i < t->to; i++)
		if (p->raw[i] == '\n' && is_meant(p, i, width)) {
			t->to = i;
			break;
		}
}

/* How many marks begin, or end, a text and have no partner in it? */
static size_t
lone_start(const char *s, size_t len)
{
	size_t	n = 1;

	if (*s == '(' || *s == '[')
		return memchr(s, *s == '(' ? ')' : ']', len) == NULL;
	if (*s != '*' && *s != '_' && *s != '~')
		return 0;
	while (n < len && s[n] == *s)
		n++;
	return memchr(s + n, *s, len - n) == NULL ? n : 0;
}

static size_t
lone_end(const char *s, size_t len)
{
	char	c = s[len - 1];
	size_t	n = 1;

	if (c == ')' || c == ']')
		return memchr(s, c == ')' ? '(' : '[', len) == NULL;
	if (c != '*' && c != '_' && c != '~')
		return 0;
	while (n < len && s[len - n - 1] == c)
		n++;
	return memchr(s, c, len - n) == NULL ? n : 0;
}

/* Brackets and emphasis around a sentence stay, where they are whole or
 * belong to what is outside. */
static int
strip_pair(const char *s, struct part *t)
{
	size_t	from = t->from, to = t->to;
	char	first = s[from], last = s[to - 1];

	if (from < t->at && to > t->end && (((first == '*' || first == '_') &&
	    last == first) || (first == '(' && last == ')'))) {
		t->from++;
		t->to--;
		return 1;
	}
	if (from < t->at)
		t->from += lone_start(s + from, to - from);
	if (to > t->end)
		t->to -= lone_end(s + from, to - from);
	if (t->to < t->end)
		t->to = t->end;
	return t->from > from || t->to < to;
}

static void
trim(const char *s, struct part *t)
{
	do {
		while (t->from < t->at && utf8_is_space(s[t->from]))
			t->from++;
		while (t->to > t->end && utf8_is_space(s[t->to - 1]))
			t->to--;
	} while (strip_pair(s, t));
}

/* "nit: ", "src/parse.c:12: ", "Re the parser: " stay. */
static void
keep_label(const char *s, struct part *t)
{
	size_t	i, blanks = 0, end = t->at;

	if (end > t->from + LABEL_MAX)
		end = t->from + LABEL_MAX;
	for (i = t->from; i + 1 < end && blanks <= LABEL_BLANKS; i++) {
		if (s[i] == ':' && s[i + 1] == ' ') {
			t->from = i + 2;
			return;
		}
		blanks += s[i] == ' ';
	}
}

static size_t
count_blanks(const char *s, size_t from, size_t to)
{
	size_t	n = 0;

	for (; from < to; from++)
		n += s[from] == ' ' || s[from] == '\n';
	return n;
}

/* After a greeting the sentence goes on; after a clause that may stand alone
 * another begins. */
static void
keep_start(const struct repairer *r, const char *s, struct part *t)
{
	const struct slots	*sl = &r->slots;
	size_t			 from = t->from;

	if (sl->start > 0) {
		for (t->from += sl->start; t->from < t->at &&
		    (utf8_is_space(s[t->from]) || s[t->from] == ','); t->from++)
			;
		t->goes_on = 1;
	} else if (sl->join > 0 && !sl->hangs) {
		for (from += sl->join; from > t->from && s[from - 1] != ',';
		    from--)
			;
		if (from == t->from || count_blanks(s, t->from, from) <
		    CLAUSE_BLANKS)
			return;
		t->from = from - 1;
		t->after_clause = 1;
	}
}

static size_t
count_byte(const char *s, size_t len, char c)
{
	size_t	i, n = 0;

	for (i = 0; i < len; i++)
		n += s[i] == c;
	return n;
}

/* Signs that belong to something larger, which a proposal would break. */
static int
is_woven(const struct repairer *r, const struct part *t)
{
	const char	*s = r->p->raw;
	size_t		 len = t->to - t->from;

	if (r->opt.type == SAGE_MARKDOWN && count_byte(s + t->from, len,
	    '[') != count_byte(s + t->from, len, ']'))
		return 1;
	return memchr(s + t->from, '|', len) != NULL ||
	    memchr(s + t->from, '\0', len) != NULL ||
	    memmem(s + t->from, len, "<!--", 4) != NULL;
}

/* ---- words ------------------------------------------------------------- */

static enum tone
tone_of(const struct repairer *r)
{
	enum tone	tone = TONE_LETTER;

	if (r->p->alone)
		return r->opt.type == SAGE_COMMIT ? TONE_SUBJECT : TONE_TITLE;
	if (r->opt.tone == REPAIR_WORK || (r->opt.tone == REPAIR_AUTO &&
	    r->weight > 0))
		tone = TONE_WORK;
	if (r->opt.tone == REPAIR_AUTO && r->opt.type == SAGE_COMMIT)
		tone = TONE_COMMIT;
	if (r->slots.third && tone == TONE_LETTER)
		return TONE_LETTER_THIRD;
	return r->slots.third && tone == TONE_WORK ? TONE_WORK_THIRD : tone;
}

/* One of several with commas between them. */
static const char *
one_of(struct repairer *r, const char *list, uint64_t turn)
{
	size_t	n = 1, i;

	for (i = 0; list[i] != '\0'; i++)
		n += list[i] == ',';
	for (turn %= n; turn > 0; turn--)
		list += strcspn(list, ",") + 1;
	while (*list == ' ')
		list++;
	return arena_strndup(&r->slots.arena, list, strcspn(list, ","));
}

/* What the writer may feel and need: by their own word, or by what kind of
 * finding it is. */
static void
fill_meaning(struct repairer *r, const struct sage_finding *f, uint64_t turn)
{
	const struct proposals	*ps = &r->proposals;
	const struct meaning	*m = NULL;
	const char		**piece = r->slots.piece;

	if (r->slots.faux != NULL)
		m = proposals_meaning(ps, r->slots.faux, 1);
	if (m == NULL)
		m = proposals_meaning(ps, f->id, 0);
	if (m == NULL)
		m = proposals_meaning(ps, f->category, 0);
	if (m == NULL)
		return;
	if (piece[PIECE_FEEL] == NULL && *m->feel != '\0')
		piece[PIECE_FEEL] = one_of(r, m->feel, turn);
	if (piece[PIECE_NEED] == NULL && *m->need != '\0')
		piece[PIECE_NEED] = one_of(r, m->need, turn);
}

/* What is open to choice. */
struct offer {
	size_t		number;
	uint64_t	used;
	int		worth;		/* what it says in the draft's words */
	uint64_t	turn;
};

static int
by_worth(const void *a, const void *b)
{
	const struct offer	*x = a, *y = b;

	if (x->used != y->used)
		return x->used < y->used ? -1 : 1;
	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	return x->turn < y->turn ? -1 : x->turn > y->turn;
}

static unsigned
pieces_of(const struct repairer *r)
{
	unsigned	i, bits = 0;

	for (i = 0; i < PIECES; i++)
		bits |= r->slots.piece[i] != NULL ? 1u << i : 0;
	return bits;
}

static int
count_bits(unsigned bits)
{
	int	n = 0;

	for (; bits != 0; bits &= bits - 1)
		n++;
	return n;
}

/* Those for a name and a tone that can be said, best first. */
static size_t
find_offers(const struct repairer *r, const char *name, enum tone tone,
    uint64_t turn, struct offer *o)
{
	const struct proposals	*ps = &r->proposals;
	const struct proposal	*p;
	unsigned		 have = pieces_of(r);
	size_t			 i, n = 0;

	for (i = 0; i < ps->n; i++) {
		p = &ps->p[i];
		if (p->tone != tone || (p->needs & ~have) != 0 ||
		    !proposals_is_of(p->of, name))
			continue;
		o[n++] = (struct offer){ i, r->used[i],
		    count_bits(p->says & have & ~(1u << PIECE_FEEL)) +
		    count_bits(p->needs & ~(1u << PIECE_FEEL)),
		    hash_turn(p->say, strlen(p->say), turn) };
	}
	qsort(o, n, sizeof(*o), by_worth);
	return n;
}

/* ---- layout ------------------------------------------------------------ */

struct layout {
	size_t		 width;		/* 0: one line */
	size_t		 column;	/* where the text begins */
	char		 indent[WIDTH_LEAST];
	size_t		 nindent;
	const char	*eol;
};

static size_t
leading_blanks(const char *s, size_t len)
{
	size_t	n = 0;

	while (n < len && (s[n] == ' ' || s[n] == '\t'))
		n++;
	return n;
}

/* What the lines after the first begin with: as in the paragraph, or under
 * the text of an item. */
static void
set_indent(const struct paragraph *p, size_t from, struct layout *l)
{
	size_t	start = line_start(p->raw, from), n;
	size_t	next = line_end(p->raw, p->len, from) + 1;

	if (next < p->len)
		start = next;
	n = leading_blanks(p->raw + start, p->len - start);
	if (start == 0 && p->lead + n < sizeof(l->indent)) {
		memset(l->indent, ' ', p->lead);
		l->nindent = p->lead;
	}
	if (l->nindent + n < sizeof(l->indent)) {
		memcpy(l->indent + l->nindent, p->raw + start, n);
		l->nindent += n;
	}
}

static void
set_layout(const struct repairer *r, const struct part *t, struct layout *l)
{
	const struct paragraph	*p = r->p;
	size_t			 start = line_start(p->raw, t->from);
	size_t			 longest = longest_line(p);
	const char		*nl = memchr(p->raw, '\n', p->len);

	memset(l, 0, sizeof(*l));
	l->eol = memmem(p->raw, p->len, "\r\n", 2) != NULL ? "\r\n" : "\n";
	if (p->alone)
		return;
	if (r->opt.type == SAGE_COMMIT || r->opt.type == SAGE_MAIL)
		l->width = longest > WIDTH_MAIL ? longest : WIDTH_MAIL;
	else if (nl != NULL && nl + 1 < p->raw + p->len &&
	    longest >= WIDTH_LEAST)
		l->width = longest;
	l->column = columns_of(p->raw + start, t->from - start) +
	    (start == 0 ? p->lead : 0);
	set_indent(p, t->from, l);
}

/* May a line begin with the word, so that no reader takes it for a mark? */
static int
may_begin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (unsigned char)c >= 0x80 || c == '[' || c == '(' || c == '`';
}

static int
put_wrapped(struct buf *out, const char *s, size_t len, const struct layout *l)
{
	size_t	i, n, column = l->column;
	int	e = 0;

	for (i = 0; i < len && e == 0; i += n) {
		for (n = 0; i + n < len && s[i + n] != ' '; n++)
			;
		if (i > 0 && l->width > 0 && may_begin(s[i]) && column + 1 +
		    columns_of(s + i, n) > l->width) {
			if ((e = buf_puts(out, l->eol)) == 0)
				e = buf_append(out, l->indent, l->nindent);
			column = l->nindent;
		} else if (i > 0) {
			e = buf_append(out, " ", 1);
			column++;
		}
		if (e == 0)
			e = buf_append(out, s + i, n);
		column += columns_of(s + i, n);
		n += i + n < len;
	}
	return e;
}

/* ---- making ------------------------------------------------------------ */

static int
note_judged(const struct sage_finding *f, void *arg)
{
	struct repairer	*r = arg;

	(void)f;
	r->judged = 1;
	return 0;
}

/* Is what would be written clean, with what stays of the sentence? */
static int
is_clean(struct repairer *r, const char *kept, size_t nkept,
    const struct buf *text, int *clean)
{
	int	e;

	r->judged = 0;
	if ((e = sage_judge_feed(r->judge, kept, nkept)) != 0 ||
	    (e = sage_judge_feed(r->judge, text->data, text->len)) != 0 ||
	    (e = sage_judge_end(r->judge)) != 0)
		return e;
	*clean = !r->judged;
	return 0;
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The proposal as a sentence of its own or, after "Dear Sam,", as the rest of
 * one: "I" alone stays as it is. */
static int
compose(const struct repairer *r, const struct proposal *p,
    const struct part *t, struct buf *out)
{
	size_t	at;
	int	e;

	out->len = 0;
	if (t->after_clause && (e = buf_puts(out, ". ")) != 0)
		return e;
	at = out->len;
	if ((e = proposal_fill(p, r->slots.piece, out)) != 0 ||
	    out->len <= at + 1)
		return e;
	if (!t->goes_on && out->data[at] >= 'a' && out->data[at] <= 'z' &&
	    p->tone != TONE_SUBJECT)
		out->data[at] = (char)(out->data[at] & ~0x20);
	if (t->goes_on && is_letter(out->data[at]) &&
	    is_letter(out->data[at + 1]))
		out->data[at] = (char)(out->data[at] | 0x20);
	return 0;
}

/* Try the offers in turn; the first that is clean is written. */
static int
try_offers(struct repairer *r, const struct part *t, size_t begin,
    const struct offer *o, size_t n, struct repair *out)
{
	struct buf	text = { 0 };
	struct layout	l;
	size_t		i, k;
	int		e = 0, clean = 0;

	set_layout(r, t, &l);
	for (i = 0; i < n && e == 0 && !clean; i++) {
		k = o[(i + r->opt.seed) % n].number;
		if ((e = compose(r, &r->proposals.p[k], t, &text)) == 0)
			e = is_clean(r, r->p->raw + begin, t->from - begin,
			    &text, &clean);
		r->chosen = k;
	}
	out->text.len = 0;
	if (e == 0 && clean)
		e = put_wrapped(&out->text, text.data, text.len, &l);
	out->made = e == 0 && clean;
	buf_free(&text);
	return e;
}

/* For its category, or for any. */
static int
propose(struct repairer *r, const struct sage_finding *f,
    const struct part *t, size_t begin, struct repair *out)
{
	const char	*names[] = { f->id, f->category, "any" };
	enum tone	 tone = tone_of(r);
	struct offer	*o;
	uint64_t	 turn;
	size_t		 i, n;
	int		 e = 0;

	turn = hash_turn(r->p->raw + t->from, t->to - t->from, 0);
	fill_meaning(r, f, turn + r->opt.seed);
	if ((o = calloc(r->proposals.n + 1, sizeof(*o))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < 3 && e == 0 && !out->made; i++)
		if ((n = find_offers(r, names[i], tone, turn, o)) > 0)
			e = try_offers(r, t, begin, o, n, out);
	free(o);
	return e;
}

/* What stays of the sentence may judge as well; then nothing stays. */
static int
make(struct repairer *r, const struct sage_finding *f, struct part t,
    struct repair *out)
{
	struct part	less = t;
	const char	*s = r->p->raw;
	int		e;

	if ((e = slots_read(&r->slots, s + t.from, t.to - t.from,
	    t.at - t.from, t.end - t.from)) != 0)
		return e;
	keep_start(r, s, &less);
	if (less.from > t.from) {
		if ((e = propose(r, f, &less, t.from, out)) != 0)
			return e;
		t = out->made ? less : t;
	}
	if (!out->made && (e = propose(r, f, &t, t.from, out)) != 0)
		return e;
	out->from += t.from;
	out->to = out->from + t.to - t.from;
	return r->slots.arena.failed ? SAGE_ENOMEM : 0;
}

/* ---- the public part --------------------------------------------------- */

static int
be_strict(struct repairer *r, const struct sage_rules *rules)
{
	r->strict = *rules;
	if ((r->strict.enabled = malloc(rules->nrules + 1)) == NULL)
		return SAGE_ENOMEM;
	memset(r->strict.enabled, 1, rules->nrules + 1);
	return sage_judge_new(&r->judge, &r->strict, NULL, note_judged, r);
}

int
repairer_open(struct repairer **out, const struct sage_rules *rules,
    const struct repair_options *opt, struct sage_text knowledge,
    struct sage_text proposals)
{
	struct repairer	*r;
	int		 e;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		return SAGE_ENOMEM;
	r->opt = *opt;
	if ((e = be_strict(r, rules)) == 0 &&
	    (e = slots_open(&r->slots, knowledge.data, knowledge.len)) == 0)
		e = proposals_open(&r->proposals, &r->arena, proposals, NULL);
	r->slots.markdown = opt->type == SAGE_MARKDOWN;
	if (e == 0 && (r->used = calloc(r->proposals.n + 1,
	    sizeof(*r->used))) == NULL)
		e = SAGE_ENOMEM;
	if (e != 0) {
		repairer_free(r);
		return e;
	}
	*out = r;
	return 0;
}

void
repairer_free(struct repairer *r)
{
	if (r == NULL)
		return;
	sage_judge_free(r->judge);
	slots_close(&r->slots);
	arena_free(&r->arena);
	free(r->strict.enabled);
	free(r->used);
	free(r);
}

void
repairer_begin(struct repairer *r)
{
	memset(r->used, 0, r->proposals.n * sizeof(*r->used));
	r->weight = 0;
	r->any = r->has_chosen = 0;
}

int
repairer_watch(const struct paragraph *p, void *arg)
{
	struct repairer	*r = arg;

	r->p = p;
	if (!p->prose || r->opt.tone != REPAIR_AUTO)
		return 0;
	return slots_weigh(&r->slots, p, &r->weight);
}

/* Is the finding the one to repair its sentence for? */
static int
is_graver(const struct repairer *r, const struct sage_finding *f)
{
	return f->level > r->level || (f->level == r->level &&
	    f->text.len > r->len);
}

/* The first sentence, by which people know it again. */
static size_t
opening(const char *say)
{
	const char	*end = strpbrk(say, ".?");

	return end == NULL ? strlen(say) : (size_t)(end - say);
}

/* Count, up or down, the uses of a proposal and of all that begin alike. */
static void
count_use(struct repairer *r, size_t number, int by)
{
	const struct proposal	*p = r->proposals.p;
	const char		*say = p[number].say;
	size_t			 i, n = opening(say);

	for (i = 0; i < r->proposals.n; i++)
		if (strncmp(p[i].say, say, n) == 0 && opening(p[i].say) == n)
			r->used[i] += (uint64_t)(int64_t)by;
}

/* The proposal made last is the one for this finding. */
static void
settle(struct repairer *r, const struct sage_finding *f, int made)
{
	r->level = f->level;
	r->len = f->text.len;
	r->has_chosen = made;
	r->last = r->chosen;
	if (made)
		count_use(r, r->last, 1);
}

/* What of the paragraph may be replaced for a finding. */
static void
find_part(const struct repairer *r, const struct sage_finding *f,
    struct part *t)
{
	const char	*s = r->p->raw;

	memset(t, 0, sizeof(*t));
	t->from = (size_t)(f->sentence.data - s);
	t->to = t->from + f->sentence.len;
	t->at = (size_t)(f->text.data - s);
	t->end = t->at + f->text.len;
	if (f->sentence.len == 0)
		return;
	keep_lines(r->p, t);
	trim(s, t);
	keep_label(s, t);
}

static int
is_repairable(const struct repairer *r, const struct part *t)
{
	return t->to > t->from && t->to - t->from <= SLOTS_MAX &&
	    !is_woven(r, t);
}

int
repairer_take(struct repairer *r, const struct sage_finding *f,
    struct repair *out, enum repair_news *news)
{
	struct part	t;
	uint64_t	begin;
	int		e;

	find_part(r, f, &t);
	begin = f->start.byte - t.at;
	*news = r->any && begin + t.from == r->from ? REPAIR_GRAVER :
	    REPAIR_FRESH;
	if (*news == REPAIR_GRAVER && !is_graver(r, f)) {
		*news = REPAIR_KEPT;
		return 0;
	}
	out->place = f->start;
	out->made = 0;
	out->from = begin;
	if (*news == REPAIR_GRAVER && r->has_chosen)
		count_use(r, r->last, -1);
	if (is_repairable(r, &t) && (e = make(r, f, t, out)) != 0)
		return e;
	r->any = 1;
	r->from = begin + t.from;
	settle(r, f, out->made);
	return 0;
}
