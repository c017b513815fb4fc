#include <stdlib.h>
#include <string.h>

#include "match.h"
#include "program.h"
#include "utf8.h"

#define WINDOW	63		/* words; one bit more are places */
#define BEFORE	16		/* of them seen by guards before what is new */

/* Room for what is known of a window. */
static int
make_room(struct bench *b)
{
	b->now = UINT32_MAX;	/* the first window clears it */
	b->kept = malloc(sizeof(*b->kept));
	b->asked = calloc(b->npatterns / 64 + 1, sizeof(*b->asked));
	return b->kept == NULL || b->asked == NULL ? SAGE_ENOMEM : 0;
}

int
matcher_init(struct matcher *m, const struct knowledge *kn, size_t n,
    const unsigned char *enabled)
{
	struct bench	*b;
	size_t		 i, rules = 0, more;

	m->enabled = enabled;
	m->which = MATCH_TOLD | MATCH_LEARNED;
	m->nbenches = 0;
	if ((m->read = malloc(sizeof(*m->read))) == NULL)
		return SAGE_ENOMEM;
	knowledge_filters(kn, n, m->filter);
	for (i = 0; i < n; i++) {
		b = &m->bench[i];
		b->kn = &kn[i];
		b->fit = m->filter[i].fit;
		b->fit_of = i == 0 ? NULL : m->filter[i].fit_of;
		b->member = knowledge_section(&kn[i], SEC_MEMBER,
		    &b->nmembers);
		b->key = knowledge_section(&kn[i], SEC_KEY, NULL);
		b->list = knowledge_section(&kn[i], SEC_LIST, NULL);
		b->code = knowledge_section(&kn[i], SEC_CODE, NULL);
		b->set = knowledge_section(&kn[i], SEC_SET, NULL);
		b->row = knowledge_section(&kn[i], SEC_ROW, NULL);
		b->table = knowledge_section(&kn[i], SEC_TABLE, NULL);
		b->pattern = knowledge_section(&kn[i], SEC_PATTERN,
		    &b->npatterns);
		b->abbreviation = knowledge_section(&kn[i], SEC_ABBREVIATION,
		    &b->nabbreviations);
		b->guard = knowledge_section(&kn[i], SEC_GUARD, NULL);
		b->rule = knowledge_section(&kn[i], SEC_RULE, &more);
		b->first_rule = (uint32_t)rules;
		rules += more;
		m->nbenches = i + 1;
		if (make_room(b) != 0) {
			matcher_free(m);
			return SAGE_ENOMEM;
		}
	}
	return 0;
}

void
matcher_choose(struct matcher *m, int which)
{
	m->which = which;
}

void
matcher_free(struct matcher *m)
{
	size_t	i;

	for (i = 0; i < m->nbenches; i++) {
		free(m->bench[i].kept);
		free(m->bench[i].asked);
		m->bench[i].kept = NULL;
		m->bench[i].asked = NULL;
	}
	free(m->read);
	m->read = NULL;
	m->nbenches = 0;
}

/* ---- words ------------------------------------------------------------- */

static int
in_list(const uint16_t *list, size_t n, uint16_t id)
{
	size_t	half;

	for (; n > 1; n -= half) {
		half = n / 2;
		list += list[half] <= id ? half : 0;
	}
	return n > 0 && *list == id;
}

int
matcher_abbreviation(const char *s, size_t len, const void *arg)
{
	const struct matcher	*m = arg;
	const struct bench	*b;
	char			 folded[SCAN_SLACK * 2] = { 0 };
	uint16_t		 id;

	len = word_fold(s, len, folded, SCAN_SLACK);
	if ((id = scan_known(m->filter, folded, len).id) == WORD_NONE)
		return 0;
	for (b = m->bench; b < m->bench + m->nbenches; b++)
		if (in_list(b->abbreviation, b->nabbreviations, id))
			return 1;
	return 0;
}

/* The last word stands for others: they are listed behind their fits. */
static void
expand_last(struct matcher *m)
{
	struct word		*to = &m->read->word[m->nwords], w = *to;
	const struct filter	*f = m->filter;
	size_t			 n;
	const uint16_t		*at;

	if (w.fit == MORE_FITS)
		at = filter_several(f->more, f->more->fit_of[w.id], &n);
	else
		at = filter_several(f, w.fit, &n);
	m->nwords += n - 1;
	for (at += n; n > 0; n--, to++) {
		w.id = *at++;
		w.fit = filter_fit(f, w.id);
		*to = w;
	}
}

/* A word: itself, or what it stands for. */
static inline void
add_known(struct matcher *m, uint16_t id, uint16_t fit, size_t token,
    enum brk brk, enum token_kind kind)
{
	struct word	*w;

	if (m->nwords + EXPAND_MAX > MATCH_WORDS)
		return;
	w = &m->read->word[++m->nwords];
	w->id = id;
	w->fit = fit;
	w->token = (uint16_t)token;
	w->brk = (uint8_t)brk;
	w->kind = (uint8_t)kind;
	if (fit & SEVERAL_FITS)
		expand_last(m);
}

/* Before and behind all is the edge. */
static void
finish_words(struct matcher *m)
{
	m->read->word[0].fit = m->read->word[m->nwords + 1].fit = EDGE_FIT;
}

/* The numbers of all words, as if none were code. */
static void
read_numbers(struct matcher *m, const struct words *words)
{
	const struct seen	*w = words->seen;
	size_t			 i;

	m->marks = BRK_NONE;
	m->nwords = 0;
	for (i = 0; i < words->n; i++)
		add_known(m, w[i].id, w[i].fit, i, BRK_NONE, TOKEN_WORD);
	finish_words(m);
}

static void
read_words(struct matcher *m, const struct sentence *st,
    const struct words *words)
{
	const struct seen	*w = words->seen;
	enum token_kind		 kind;
	enum brk		 brk;
	uint16_t		 id, fit;
	size_t			 i;

	m->marks = BRK_NONE;
	m->nwords = 0;
	for (i = 0; i < words->n; i++) {
		kind = token_kind(m->text, st->end, w[i].start, w[i].end,
		    w[i].id != WORD_NONE);
		brk = i == 0 ? BRK_NONE : token_break(m->text, st->end,
		    w[i - 1].end, w[i].start);
		m->marks |= (uint8_t)brk;
		id = w[i].id;
		if (kind == TOKEN_CODE)
			id = WORD_CODE;
		else if (kind == TOKEN_NUMBER && id == WORD_NONE)
			id = WORD_NUMBER;
		else if (id == WORD_NONE && utf8_is_large(m->text[w[i].start]))
			id = WORD_NAME;
		fit = id == w[i].id ? w[i].fit : filter_fit(m->filter, id);
		add_known(m, id, fit, i, brk, kind);
	}
	finish_words(m);
}

/* ---- the window -------------------------------------------------------- */

/* The fit of a word of the sentence, or of its edge.  A user's knowledge has
 * them by number. */
static inline const struct fit *
fit_at(const struct bench *b, const struct word *w, int by_number)
{
	return b->fit + (!by_number || w->fit == EDGE_FIT ? w->fit :
	    b->fit_of[w->id]);
}

/*
 * Which words of the window are what patterns are found by, in some group that
 * has what it needs here?
 */
static inline __attribute__((always_inline)) uint64_t
likely_words(const struct matcher *m, const struct bench *b, int by_number)
{
	const struct word	*w = window(m);
	const struct fit	*before, *at, *after;
	struct groups		 here, any = { { 0 } };
	uint64_t		 likely = 0;
	size_t			 i;

	for (i = 0; i < m->n; i++)
		groups_join(&any, &fit_at(b, &w[i],
		    by_number)->side[FIT_ANYWHERE]);
	before = fit_at(b, &w[-1], by_number);
	at = fit_at(b, &w[0], by_number);
	for (i = 0; i < m->n; i++, before = at, at = after) {
		after = fit_at(b, &w[i + 1], by_number);
		here = groups_row(before, at, after);
		groups_meet(&here, &any);
		likely |= (uint64_t)groups_any(&here) << i;
	}
	return likely;
}

static uint64_t
find_likely(const struct matcher *m, const struct bench *b)
{
	return b->fit_of == NULL ? likely_words(m, b, 0) :
	    likely_words(m, b, 1);
}

/* The words of the window, where they are looked for. */
static void
fill_words(struct matcher *m)
{
	const struct word	*w = window(m);
	size_t			 i;

	m->words = 0;
	for (i = 0; i < m->n; i++) {
		m->words |= word_bit(w[i].id);
		m->read->id[i] = w[i].id;
	}
}

/* A new window: nothing is known of it. */
static void
clear_bench(struct bench *b)
{
	memset(b->asked, 0, (b->npatterns / 64 + 1) * sizeof(*b->asked));
	if (++b->now == 0) {
		memset(b->kept, 0, sizeof(*b->kept));
		b->now = 1;
	}
}

/* Is it a number, whether some rule has it as a word or not? */
static int
is_number(const struct matcher *m, const struct seen *w)
{
	char	c = m->text[w->start];

	return utf8_is_digit(c) && token_kind(m->text, w->end, w->start,
	    w->end, 0) == TOKEN_NUMBER;
}

static void
fill_marks(struct matcher *m)
{
	const struct word	*w = window(m);
	size_t			 i, at;

	m->comma = m->clause = m->numbers = 0;
	m->begins = m->from == 0 && m->sentence->first;
	m->ends = m->from + m->n == m->nwords && m->sentence->last;
	for (i = 0; i < m->n; i++)
		m->numbers |= (uint64_t)is_number(m,
		    &m->seen[w[i].token]) << i;
	for (i = 0; m->marks && i <= m->n; i++) {
		at = m->from + i;
		if (at >= m->nwords || at == 0 ||
		    w[i].token == (w + i - 1)->token)
			continue;
		m->comma |= (uint64_t)(w[i].brk >= BRK_COMMA) << i;
		m->clause |= (uint64_t)(w[i].brk == BRK_CLAUSE) << i;
	}
}

/* ---- guards ------------------------------------------------------------ */

/* Bits low to high, both in. */
static uint64_t
span_bits(size_t low, size_t high)
{
	return (high >= 63 ? ~UINT64_C(0) : (UINT64_C(2) << high) - 1) &
	    ~((UINT64_C(1) << low) - 1);
}

/* Where a guard's pattern ends in the window; found once, as a rule. */
static uint64_t
guard_ends(const struct matcher *m, struct bench *b, uint32_t pattern)
{
	struct ends	*e = &b->kept->ends[pattern % ENDS_KEPT];

	if (e->now != b->now || e->pattern != pattern) {
		e->now = b->now;
		e->pattern = pattern;
		e->places = program_run(m, b, pattern, (UINT64_C(2) << m->n) -
		    1);
	}
	return e->places;
}

/* A match that guards are asked about, and sketches of the words where each
 * kind of guard counts. */
struct around {
	size_t		start, end;
	uint64_t	words[GUARD_WHERES];
};

static struct around
look_around(const struct matcher *m, size_t start, size_t end)
{
	struct around	a = { .start = start, .end = end };
	uint64_t	bit;
	size_t		i;

	for (i = 0; i < m->n; i++) {
		bit = word_bit(m->read->id[i]);
		a.words[i < start ? GUARD_BEFORE : GUARD_WITHIN] |= bit;
		if (i >= end)
			a.words[GUARD_AFTER] |= bit;
	}
	a.words[GUARD_SENTENCE] = m->words;
	return a;
}

static int
guard_holds(const struct matcher *m, struct bench *b,
    const struct kn_guard *g, const struct around *a)
{
	uint64_t	all = (UINT64_C(2) << m->n) - 1, ends;
	size_t		last = a->end + g->far;

	if ((ends = guard_ends(m, b, g->pattern)) == 0)
		return 0;
	switch (g->where) {
	case GUARD_BEFORE:
		return (ends & span_bits(a->start > g->far ? a->start -
		    g->far : 0, a->start)) != 0;
	case GUARD_AFTER:
		return program_run(m, b, g->pattern, all & span_bits(a->end,
		    last < 63 ? last : 63)) != 0;
	case GUARD_WITHIN:
		return program_run(m, b, g->pattern, all & span_bits(a->start,
		    a->end > a->start ? a->end - 1 : a->start)) != 0;
	default:
		return 1;
	}
}

/* Of guards that ask for something one must hold, of others none. */
struct verdict {
	int	asked, held, barred;
};

static void
ask_guards(const struct matcher *m, struct bench *b,
    const struct kn_guard *g, size_t n, const struct around *a,
    struct verdict *v)
{
	for (; n > 0 && !v->barred; n--, g++) {
		v->asked |= g->only;
		/* Some have no words, and may hold anywhere. */
		if ((g->words & a->words[g->where]) == 0 &&
		    g->words != ~UINT64_C(0))
			continue;
		if (g->only && !v->held)
			v->held = guard_holds(m, b, g, a);
		else if (!g->only)
			v->barred = guard_holds(m, b, g, a);
	}
}

static int
guards_let(const struct matcher *m, struct bench *b,
    const struct kn_rule *rule, size_t start, size_t end)
{
	struct around	a;
	struct verdict	v = { 0, 0, 0 };

	if (rule->shares + rule->guards == 0)
		return 1;
	a = look_around(m, start, end);
	ask_guards(m, b, b->guard + rule->shared, rule->shares, &a, &v);
	ask_guards(m, b, b->guard + rule->guard, rule->guards, &a, &v);
	return !v.barred && (!v.asked || v.held);
}

/* ---- matches ----------------------------------------------------------- */

struct run {
	struct matcher	*m;
	match_fn	*fn;
	void		*arg;
};

static uint32_t
token_start(const struct matcher *m, size_t word)
{
	return m->seen[window(m)[word].token].start;
}

static uint32_t
token_end(const struct matcher *m, size_t word)
{
	return m->seen[window(m)[word].token].end;
}

static int
tell(const struct run *r, struct bench *b,
    const struct kn_pattern *p, size_t start, size_t end)
{
	struct match	 out = { .rule = b->first_rule + p->rule };
	size_t		 cap[CAPTURES][2] = { { 0 } }, i;

	out.start = token_start(r->m, start);
	if (out.start >= r->m->sentence->next && !r->m->sentence->last)
		return 0;	/* the next sentence has it whole */
	out.end = token_end(r->m, end - 1);
	if (p->captures > 0)
		program_captures(r->m, b, b->code + p->code, start, end, cap);
	for (i = 0; i < CAPTURES; i++)
		if (cap[i][1] > cap[i][0]) {
			out.cap[i][0] = token_start(r->m, cap[i][0]);
			out.cap[i][1] = token_end(r->m, cap[i][1] - 1);
		}
	return r->fn(&out, r->arg);
}

/* The words that a pattern may begin at, more than these if it is not easy to
 * tell. */
static uint64_t
may_begin(const struct matcher *m, struct bench *b, const uint16_t *code)
{
	const uint16_t	*arg;

	while (code[0] == OP_OPEN)
		code += 2 + code[1];
	arg = code + 2;
	if (code[0] == OP_SET)
		return spot_places(m, b, arg[0]);
	if (code[0] != OP_ALT)
		return ~UINT64_C(0);
	return (arg[0] == SET_NONE ? 0 : spot_places(m, b, arg[0])) |
	    spot_places(m, b, b->row[(arg[1] | (uint32_t)arg[2] << 16) + 1]);
}

/*
 * A pattern is somewhere in the window: find where, leftmost and shortest
 * first, of those that begin at words which are new in this window.
 */
static int
find_matches(const struct run *r, struct bench *b, uint32_t number)
{
	const struct kn_pattern	*p = &b->pattern[number];
	uint64_t		 starts, ends;
	size_t			 start, end;
	int			 e;

	starts = r->m->high == 0 ? 0 : span_bits(r->m->low, r->m->high - 1) &
	    may_begin(r->m, b, b->code + p->code);
	while (starts != 0) {
		start = (size_t)__builtin_ctzll(starts);
		starts &= starts - 1;
		ends = program_run(r->m, b, number, UINT64_C(1) << start) &
		    ~((UINT64_C(2) << start) - 1);
		if (ends == 0)
			continue;
		end = (size_t)__builtin_ctzll(ends);
		if (!guards_let(r->m, b, &b->rule[p->rule], start, end))
			continue;
		if ((e = tell(r, b, p, start, end)) != 0)
			return e;
		starts &= ~((UINT64_C(1) << end) - 1);
	}
	return 0;
}

/* Are all the sets that a pattern needs in the window? */
static int
has_needs(const struct matcher *m, struct bench *b,
    const struct kn_pattern *p)
{
	const uint16_t	*list = b->list + p->needs;
	size_t		 n;

	for (n = *list++; n > 0; n--, list++)
		if (spot_places(m, b, *list) == 0)
			return 0;
	return 1;
}

/* The row of sieves that belongs to a place of the sentence.  A place is
 * counted from 1; before and behind all is the edge. */
static unsigned
row_at(const struct matcher *m, size_t place)
{
	return place == 0 || place > m->nwords ? SIEVE_EDGE :
	    word_kind(m->read->word[place].id);
}

/* Is the pattern of a key worth running?  It is tried once in a window. */
static int
is_likely(const struct matcher *m, struct bench *b, const struct kn_key *key)
{
	const struct kn_pattern	*p = &b->pattern[key->pattern];
	uint64_t		 bit = UINT64_C(1) << key->pattern % 64;
	uint64_t		*asked = &b->asked[key->pattern / 64];

	if (*asked & bit)
		return 0;
	*asked |= bit;
	return m->enabled[b->first_rule + p->rule] && has_needs(m, b, p);
}

/* Is it of a kind that is asked for, and may the window have what it needs? */
static inline int
may_hold(const struct matcher *m, const struct kn_key *key)
{
	int	kind = key->learned ? MATCH_LEARNED : MATCH_TOLD;

	return (m->which & kind) != 0 && (key->needs[0] & m->words) != 0 &&
	    (key->needs[1] & m->words) != 0;
}

typedef int try_fn(const struct run *, struct bench *, uint32_t pattern);

/* Try the pattern of a key that a word of the sentence has. */
static int
try_key(const struct run *r, struct bench *b, const struct kn_key *key,
    size_t word, try_fn *try)
{
	if (!may_hold(r->m, key) ||
	    !spot_word(r->m, b, key->before, word - 1) ||
	    !spot_word(r->m, b, key->after, word + 1) ||
	    !is_likely(r->m, b, key))
		return 0;
	return try(r, b, key->pattern);
}

/* Bits in the order of bytes: the compiler knows how to load them at once. */
static inline uint64_t
load_bits(const unsigned char *s)
{
	return (uint64_t)s[0] | (uint64_t)s[1] << 8 | (uint64_t)s[2] << 16 |
	    (uint64_t)s[3] << 24 | (uint64_t)s[4] << 32 |
	    (uint64_t)s[5] << 40 | (uint64_t)s[6] << 48 |
	    (uint64_t)s[7] << 56;
}

/* Which of few keys may be there, a bit each: at an edge not all may. */
static uint64_t
few_bits(const struct run *r, const struct bench *b, const uint16_t *list,
    size_t n, size_t word)
{
	unsigned	edges = (word == 1) | (word == r->m->nwords) << 1;
	uint64_t	bits = 0;
	size_t		i;

	if (edges == 0)
		return (UINT64_C(1) << n) - 1;
	for (i = 0; i < n; i++)
		bits |= (uint64_t)((edges & ~(unsigned)
		    b->key[list[i]].edges) == 0) << i;
	return bits;
}

/* Which of 64 keys may be there, by their sieve. */
static uint64_t
sieve_bits(const struct run *r, const unsigned char *sieve, size_t n,
    size_t i, size_t word)
{
	size_t		width = sieve_width(n);
	uint64_t	bits;

	sieve += i / 8;
	bits = load_bits(sieve + width * row_at(r->m, word - 1)) &
	    load_bits(sieve + width * (SIEVE_ROWS + row_at(r->m, word + 1)));
	/* Behind a row is the next. */
	return n - i < 64 ? bits & ((UINT64_C(1) << (n - i)) - 1) : bits;
}

/* Try all that a word of the sentence may be found by. */
static int
try_word(const struct run *r, struct bench *b, size_t word, try_fn *try)
{
	const uint16_t	*list;
	size_t		 n, i;
	uint64_t	 bits;
	int		 e;

	list = b->list + b->member[r->m->read->word[word].id];
	if (*list++ == 0)
		return 0;
	n = *list++;
	for (i = 0; i < n; i += 64) {
		bits = n < SIEVE_LEAST ? few_bits(r, b, list, n, word) :
		    sieve_bits(r, (const unsigned char *)(list + n), n, i,
		    word);
		for (; bits != 0; bits &= bits - 1)
			if ((e = try_key(r, b, &b->key[list[i +
			    (unsigned)__builtin_ctzll(bits)]], word,
			    try)) != 0)
				return e;
	}
	return 0;
}

/* Ask for the lists of some words, so that memory is on its way while the first
 * are tried. */
static inline void
fetch_lists(const struct matcher *m, const struct bench *b, uint64_t words)
{
	const struct word	*w = window(m);
	uint16_t		 id;

	for (; words != 0; words &= words - 1) {
		id = w[__builtin_ctzll(words)].id;
		if (id < b->nmembers)
			__builtin_prefetch(b->list + b->member[id]);
	}
}

static int
try_bench(const struct run *r, struct bench *b, try_fn *try)
{
	uint64_t	left = find_likely(r->m, b);
	size_t		i;
	int		e;

	fetch_lists(r->m, b, left);
	clear_bench(b);
	for (; left != 0; left &= left - 1) {
		i = (unsigned)__builtin_ctzll(left);
		if (window(r->m)[i].id < b->nmembers &&
		    (e = try_word(r, b, r->m->from + i + 1, try)) != 0)
			return e;
	}
	return 0;
}

static int
kind_of(const struct bench *b, uint32_t pattern)
{
	return b->pattern[pattern].learned ? MATCH_LEARNED : MATCH_TOLD;
}

/* Which kinds of patterns are worth running in the window?  That of this one
 * is, so others of it need not be tried. */
static int
note_kind(const struct run *r, struct bench *b, uint32_t pattern)
{
	r->m->which &= ~kind_of(b, pattern);
	return r->m->which == 0;
}

static int
run_pattern(const struct run *r, struct bench *b, uint32_t pattern)
{
	uint64_t	all = (UINT64_C(2) << r->m->n) - 1;

	return program_run(r->m, b, pattern, all) == 0 ? 0 :
	    find_matches(r, b, pattern);
}

static int
run_window(const struct run *r)
{
	size_t	i;
	int	e = 0;

	fill_marks(r->m);
	for (i = 0; i < r->m->nbenches && e == 0; i++)
		e = try_bench(r, &r->m->bench[i], run_pattern);
	return e;
}

/*
 * Go to the window in which matches from a word on are looked for: it has
 * some words before that, for guards, and room for a whole pattern behind
 * its last new word.  Returns the first word that is not dealt with then, or
 * 0 if there is none to deal with.
 */
static size_t
next_window(struct matcher *m, size_t next)
{
	if (next == m->nwords)
		return 0;
	m->from = next > BEFORE ? next - BEFORE : 0;
	m->n = m->nwords - m->from;
	m->low = next - m->from;
	m->high = m->n;
	if (m->n > WINDOW) {
		m->n = WINDOW;
		m->high = WINDOW - PATTERN_WORDS;
	}
	fill_words(m);
	return m->from + m->high;
}

int
matcher_likely(struct matcher *m, const struct words *words)
{
	struct run	r = { m, NULL, NULL };
	size_t		next = 0, i;
	int		which = m->which, found;

	read_numbers(m, words);
	m->numbers = 0;
	while (m->which != 0 && (next = next_window(m, next)) > 0)
		for (i = 0; i < m->nbenches && m->which != 0; i++)
			(void)try_bench(&r, &m->bench[i], note_kind);
	found = which & ~m->which;
	m->which = which;
	return found;
}

int
matcher_run(struct matcher *m, const char *text, const struct sentence *st,
    const struct words *words, match_fn *fn, void *arg)
{
	struct run	r = { m, fn, arg };
	size_t		next = 0;
	int		e;

	m->text = text;
	m->sentence = st;
	m->seen = words->seen;
	read_words(m, st, words);
	while ((next = next_window(m, next)) > 0)
		if ((e = run_window(&r)) != 0)
			return e;
	return 0;
}
