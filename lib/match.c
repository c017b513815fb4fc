#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "match.h"
#include "utf8.h"

#define WINDOW	63		/* words; one bit more are places */
#define IDS	16	/* words that are compared at a time */
#define BEFORE	16		/* of them seen by guards before what is new */

/* Where a pattern may be: places before its first word, and inside it. */
struct state {
	uint64_t	fresh, cur;
};

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
	/* A user's knowledge holds the built-in words' fits as well. */
	knowledge_filter(&kn[n - 1], &m->filter);
	for (i = 0; i < n; i++) {
		b = &m->bench[i];
		b->kn = &kn[i];
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
	if ((id = scan_known(&m->filter, folded, len).id) == WORD_NONE)
		return 0;
	for (b = m->bench; b < m->bench + m->nbenches; b++)
		if (in_list(b->abbreviation, b->nabbreviations, id))
			return 1;
	return 0;
}

static inline void
add_word(struct matcher *m, struct word w)
{
	m->read->word[++m->nwords] = w;
}

/* A word that stands for others: they are listed behind their fits. */
static void
add_expanded(struct matcher *m, struct word w)
{
	size_t		 n, i;
	const uint16_t	*at = filter_several(&m->filter, w.fit, &n);

	for (i = 0; i < n; i++) {
		w.fit = at[i];
		w.id = at[n + i];
		add_word(m, w);
	}
}

/* A word: itself, or what it stands for. */
static inline void
add_known(struct matcher *m, struct word w)
{
	if (m->nwords + EXPAND_MAX > MATCH_WORDS)
		return;
	if (w.fit & SEVERAL_FITS)
		add_expanded(m, w);
	else
		add_word(m, w);
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
		add_known(m, (struct word){ w[i].id, w[i].fit, (uint16_t)i,
		    BRK_NONE, TOKEN_WORD });
	finish_words(m);
}

static void
read_words(struct matcher *m, const struct sentence *st,
    const struct words *words)
{
	const struct seen	*w = words->seen;
	enum token_kind		 kind;
	enum brk		 brk;
	uint32_t		 id;
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
		add_known(m, (struct word){ (uint16_t)id,
		    m->filter.fit_of[id], (uint16_t)i, (uint8_t)brk,
		    (uint8_t)kind });
	}
	finish_words(m);
}

/* ---- the window -------------------------------------------------------- */

/* The first word of the window. */
static inline const struct word *
window(const struct matcher *m)
{
	return m->read->word + 1 + m->from;
}

/* Which words of the window are what patterns are found by, in some group that
 * has what it needs here? */
static uint64_t
find_likely(const struct matcher *m)
{
	const struct fit	*fit = m->filter.fit, *before, *at, *after;
	const struct word	*w = window(m);
	struct groups		 here;
	uint64_t		 likely = 0;
	size_t			 i;

	before = fit + w[-1].fit;
	at = fit + w[0].fit;
	for (i = 0; i < m->n; i++, before = at, at = after) {
		after = fit + w[i + 1].fit;
		here = groups_row(before, at, after);
		groups_meet(&here, &m->anywhere);
		likely |= (uint64_t)groups_any(&here) << i;
	}
	return likely;
}

/* Which groups have what they need in the window?  And which words of it are
 * what patterns of these are found by? */
static void
fill_likely(struct matcher *m)
{
	const struct fit	*fit = m->filter.fit;
	const struct word	*w = window(m);
	struct groups		 any = { { 0 } };
	size_t			 i;

	m->words = 0;
	for (i = 0; i < m->n; i++) {
		m->words |= word_bit(w[i].id);
		m->read->id[i] = w[i].id;
		groups_join(&any, &fit[w[i].fit].side[FIT_ANYWHERE]);
	}
	m->anywhere = any;
	m->likely = find_likely(m);
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

static int
has_vowel(const char *s, size_t len)
{
	for (; len > 0; s++, len--)
		if (strchr("aeiouyAEIOUY", *s) != NULL)
			return 1;
	return 0;
}

/* Words with an ending are looked for only when a pattern asks for them. */
static uint64_t
ending_places(const struct matcher *m, const struct bench *b, uint16_t set)
{
	const struct kn_ending	*e = knowledge_section(b->kn, SEC_ENDING,
				    NULL);
	const struct word	*w = window(m);
	const struct seen	*t;
	const char		*with;
	uint64_t		 bits = 0;
	size_t			 i, k, len;

	e += set - SET_FIRST;
	with = knowledge_string(b->kn, e->str);
	for (i = 0; i < m->n; i++) {
		t = &m->seen[w[i].token];
		len = t->end - t->start;
		if (w[i].kind != TOKEN_WORD || len < e->len + 2u ||
		    len > SCAN_SLACK)
			continue;
		for (k = 0; k < e->len; k++)
			if ((m->text[t->end - e->len + k] | 0x20) != with[k])
				break;
		if (k == e->len && has_vowel(m->text + t->start,
		    len - e->len))
			bits |= UINT64_C(1) << i;
	}
	return bits;
}

static inline int
has_bit(const uint64_t *bits, size_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

/* Which of IDS numbers are in a short list, a bit each. */
#ifdef __SSE2__
static inline unsigned
any_of(const uint16_t *id, const uint16_t *list, size_t n)
{
	const __m128i	*ids = (const __m128i *)(const void *)id;
	__m128i		 low = _mm_loadu_si128(ids), v;
	__m128i		 high = _mm_loadu_si128(ids + 1);
	__m128i		 in_low = _mm_setzero_si128(), in_high = in_low;

	for (; n > 0; n--) {
		v = _mm_set1_epi16((short)*list++);
		in_low = _mm_or_si128(in_low, _mm_cmpeq_epi16(low, v));
		in_high = _mm_or_si128(in_high, _mm_cmpeq_epi16(high, v));
	}
	return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(in_low, in_high));
}
#else
static inline unsigned
any_of(const uint16_t *id, const uint16_t *list, size_t n)
{
	unsigned	i, bits = 0;

	for (; n > 0; n--, list++)
		for (i = 0; i < IDS; i++)
			bits |= (unsigned)(id[i] == *list) << i;
	return bits;
}
#endif

/* Where the words of a short list are. */
static inline uint64_t
few_places(const struct matcher *m, const uint16_t *list, size_t n)
{
	uint64_t	bits = 0;
	size_t		i;

	for (i = 0; i < m->n; i += IDS)
		bits |= (uint64_t)any_of(m->read->id + i, list, n) << i;
	return bits & ((UINT64_C(1) << m->n) - 1);
}

static inline unsigned
count_bits(uint64_t n)
{
	n -= n >> 1 & UINT64_C(0x5555555555555555);
	n = (n & UINT64_C(0x3333333333333333)) +
	    (n >> 2 & UINT64_C(0x3333333333333333));
	n = (n + (n >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (unsigned)(n * UINT64_C(0x0101010101010101) >> 56);
}

/* Is a word in one of the rooms of a set? */
static inline int
in_rooms(const struct bench *b, const uint64_t *rooms, uint16_t id)
{
	const uint64_t	*count = rooms + rooms_bits(b->nmembers);
	const uint64_t	*first = count + rooms_counts(b->nmembers);
	size_t		 room = id / ROOM, at;

	if (id >= b->nmembers || !has_bit(rooms, room))
		return 0;
	at = ((const uint16_t *)(const void *)count)[room / 64] +
	    count_bits(rooms[room / 64] & ((UINT64_C(1) << room % 64) - 1));
	return ((const uint32_t *)(const void *)first)[at] >> id % ROOM & 1;
}

/* By the rooms of the set: most words are in none. */
static uint64_t
some_places(const struct matcher *m, const struct bench *b,
    const uint64_t *rooms)
{
	const uint16_t	*id = m->read->id;
	uint64_t	 bits = 0;
	size_t		 i;

	for (i = 0; i < m->n; i++)
		bits |= (uint64_t)in_rooms(b, rooms, id[i]) << i;
	return bits;
}

/* By the bits of all words, as far as the set was made with them. */
static uint64_t
many_places(const struct matcher *m, const struct bench *b,
    const uint64_t *table)
{
	const uint16_t	*id = m->read->id;
	uint64_t	 bits = 0;
	size_t		 i;

	for (i = 0; i < m->n; i++)
		if (id[i] < b->nmembers)
			bits |= (uint64_t)has_bit(table, id[i]) << i;
	return bits;
}

/* Where in the window a set's words are. */
static uint64_t
find_places(const struct matcher *m, const struct bench *b, uint16_t set)
{
	const struct kn_set	*s = &b->set[set - SET_LISTED];
	const uint16_t		*list;
	uint64_t		 bits = 0;
	uint16_t		 one;

	/* A number that some rule has as a word is one nonetheless. */
	if (s->numbers)
		bits = m->numbers;
	switch (s->size) {
	case SIZE_ONE:
		one = (uint16_t)s->place;
		return bits | few_places(m, &one, 1);
	case SIZE_FEW:
		list = b->list + s->place;
		return bits | few_places(m, list + 1, *list);
	case SIZE_SOME:
		return bits | some_places(m, b, b->table + s->place);
	}
	return bits | many_places(m, b, b->table + s->place);
}

static __attribute__((noinline)) uint64_t
find_spot(const struct matcher *m, struct bench *b, struct spot *spot,
    uint16_t set)
{
	spot->now = b->now;
	spot->set = set;
	spot->places = set == SET_NONE ? 0 :
	    set == SET_ANY ? (UINT64_C(1) << m->n) - 1 :
	    set < SET_LISTED ? ending_places(m, b, set) :
	    find_places(m, b, set);
	return spot->places;
}

/* Most were asked for before: that is all that is done in place. */
static inline uint64_t
places_of(const struct matcher *m, struct bench *b, uint16_t set)
{
	struct spot	*spot = &b->kept->spot[set % SPOTS_KEPT];

	return spot->now == b->now && spot->set == set ? spot->places :
	    find_spot(m, b, spot, set);
}

/* ---- programs ---------------------------------------------------------- */

/* The row's further words behind the first, which is at some places: where
 * the row ends. */
static uint64_t
after_first(const struct matcher *m, struct bench *b, const uint16_t *row,
    uint64_t at)
{
	size_t	k;

	for (k = 1; at != 0 && k <= *row; k++)
		at = (at << 1) & ~m->clause & places_of(m, b, row[k]);
	return at;
}

/* Find where in the window the rows of a group begin, by their lengths. */
static void
find_rows(const struct matcher *m, struct bench *b, struct rows *found)
{
	const uint16_t	*some = b->row + found->group;
	const uint16_t	*end = some + 1 + *some, *row, *next;
	uint64_t	 first = places_of(m, b, some[1]), at;

	memset(found->start, 0, sizeof(found->start));
	for (some += 2; some < end; some = next) {
		next = some + 2 + some[1];
		if ((at = first & places_of(m, b, some[0])) == 0)
			continue;
		for (row = some + 2; row < next; row += 1 + *row)
			found->start[*row + 1] |=
			    after_first(m, b, row, at) >> *row;
	}
}

/*
 * What is known of a group of rows in the window.  Groups have up to some
 * thousand rows and are in many patterns, and a pattern is run more than
 * once, so they are looked for once.
 */
static const struct rows *
rows_of(const struct matcher *m, struct bench *b, uint32_t group)
{
	struct rows	*found = &b->kept->rows[group % ROWS_KEPT];

	if (found->now != b->now || found->group != group) {
		found->now = b->now;
		found->group = group;
		find_rows(m, b, found);
	}
	return found;
}

/* One word of a set, or rows of words: places after any of them. */
static uint64_t
after_rows(const struct matcher *m, struct bench *b,
    const uint16_t *arg, uint64_t from)
{
	uint32_t		 group = arg[1] | (uint32_t)arg[2] << 16;
	const struct rows	*rows;
	uint64_t		 out = 0;
	size_t			 i;

	if (arg[0] != SET_NONE)
		out = (from & places_of(m, b, arg[0])) << 1;
	from &= places_of(m, b, b->row[group + 1]);
	if (from == 0)
		return out;
	rows = rows_of(m, b, group);
	for (i = 1; i <= LEX_CELLS; i++)
		out |= (from & rows->start[i]) << i;
	return out;
}

static uint64_t
after_gap(const struct matcher *m, uint64_t from, unsigned low, unsigned high)
{
	uint64_t	all = (UINT64_C(2) << m->n) - 1, out = 0;
	unsigned	i;

	for (i = 0; i <= high && from != 0; i++) {
		if (i >= low)
			out |= from;
		from = ((from & ~m->clause) << 1) & all;
	}
	return out;
}

/* The places where an edge or a mark is. */
static uint64_t
edges(const struct matcher *m, unsigned op)
{
	uint64_t	start = m->begins, end = (uint64_t)m->ends << m->n;

	switch (op) {
	case OP_CLAUSE:
		return start | m->comma;
	case OP_SENTENCE:
		return start;
	case OP_CLAUSE_END:
		return end | m->comma;
	case OP_SENTENCE_END:
		return end;
	case OP_QUESTION:
		return m->sentence->question ? end : 0;
	case OP_EXCLAIM:
		return m->sentence->exclaim ? end : 0;
	case OP_MARK:
		return m->comma;
	}
	return 0;
}

/* What an edge or a mark lets pass of the places where a pattern may be. */
static struct state
pass_edge(const struct matcher *m, unsigned op, struct state s)
{
	uint64_t	at = edges(m, op);

	/* A mark is part of the pattern, so it may be crossed. */
	if (op == OP_MARK)
		return (struct state){ .fresh = (s.fresh | s.cur) & at };
	return (struct state){ s.fresh & at, s.cur & at };
}

/* What any edge of some lets pass, a bit for each. */
static struct state
pass_edges(const struct matcher *m, unsigned ops, struct state s)
{
	struct state	out = { 0 }, one;

	for (; ops != 0; ops &= ops - 1) {
		one = pass_edge(m, (unsigned)__builtin_ctz(ops), s);
		out.fresh |= one.fresh;
		out.cur |= one.cur;
	}
	return out;
}

/* One item of a program, which begins at code. */
static struct state
step(const struct matcher *m, struct bench *b, const uint16_t *code,
    struct state s)
{
	unsigned	op = code[0] & ~(unsigned)OP_FLAGS;
	uint64_t	from = s.fresh | (s.cur & ~m->clause), to;
	struct state	out = { 0 };

	switch (op) {
	case OP_SET:
		to = (from & places_of(m, b, code[2])) << 1;
		break;
	case OP_ALT:
		to = after_rows(m, b, code + 2, from);
		break;
	case OP_GAP:
		s.cur = after_gap(m, s.fresh | s.cur, code[2], code[3]);
		s.fresh = 0;
		return s;
	case OP_OPEN:
	case OP_CLOSE:
		return s;
	default:
		return pass_edge(m, op, s);
	}
	if (code[0] & OP_EDGES)
		out = pass_edges(m, code[1 + code[1]], s);
	if (code[0] & OP_OPTIONAL) {
		out.fresh |= s.fresh;
		out.cur |= s.cur;
	}
	out.cur |= to;
	return out;
}

static struct state
run_program(const struct matcher *m, struct bench *b,
    const uint16_t *code, struct state s)
{
	for (; code[0] != OP_END && (s.fresh | s.cur) != 0;
	    code += 2 + code[1])
		s = step(m, b, code, s);
	return s;
}

static uint64_t
run_from(const struct matcher *m, struct bench *b, uint32_t pattern,
    uint64_t places)
{
	struct state	s = { .fresh = places };

	s = run_program(m, b, b->code + b->pattern[pattern].code, s);
	return s.fresh | s.cur;
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
		e->places = run_from(m, b, pattern, (UINT64_C(2) << m->n) -
		    1);
	}
	return e->places;
}

static int
guard_holds(const struct matcher *m, struct bench *b,
    const struct kn_guard *g, size_t start, size_t end)
{
	uint64_t	all = (UINT64_C(2) << m->n) - 1, ends;

	if ((g->words & m->words) == 0 ||
	    (ends = guard_ends(m, b, g->pattern)) == 0)
		return 0;
	switch (g->where) {
	case GUARD_BEFORE:
		return (ends & span_bits(start > g->far ? start - g->far :
		    0, start)) != 0;
	case GUARD_AFTER:
		return run_from(m, b, g->pattern, all & span_bits(end,
		    end + g->far < 63 ? end + g->far : 63)) != 0;
	case GUARD_WITHIN:
		return run_from(m, b, g->pattern, all & span_bits(start,
		    end > start ? end - 1 : start)) != 0;
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
    const struct kn_guard *g, size_t n, size_t start, size_t end,
    struct verdict *v)
{
	for (; n > 0 && !v->barred; n--, g++) {
		v->asked |= g->only;
		if (g->only && !v->held)
			v->held = guard_holds(m, b, g, start, end);
		else if (!g->only)
			v->barred = guard_holds(m, b, g, start, end);
	}
}

static int
guards_let(const struct matcher *m, struct bench *b,
    const struct kn_rule *rule, size_t start, size_t end)
{
	struct verdict	v = { 0, 0, 0 };

	ask_guards(m, b, b->guard + rule->shared, rule->shares, start, end,
	    &v);
	ask_guards(m, b, b->guard + rule->guard, rule->guards, start, end,
	    &v);
	return !v.barred && (!v.asked || v.held);
}

/* ---- captures ---------------------------------------------------------- */

static int
leads_to(const struct matcher *m, struct bench *b,
    const uint16_t *code, struct state before, unsigned at, unsigned to)
{
	struct state	s = { before.fresh & (UINT64_C(1) << at),
			    before.cur & (UINT64_C(1) << at) };

	if ((s.fresh | s.cur) == 0)
		return 0;
	s = step(m, b, code, s);
	return (s.fresh | s.cur) >> to & 1;
}

/*
 * The latest place from which an item leads to `to'; an option that is there
 * counts before one that is not.
 */
static unsigned
step_back(const struct matcher *m, struct bench *b,
    const uint16_t *code, struct state before, unsigned to)
{
	unsigned	at = to + ((code[0] & OP_OPTIONAL) == 0);

	while (at-- > 0)
		if (leads_to(m, b, code, before, at, to))
			return at;
	return to;
}

/* Go back through a program from where it ended, and note the captures. */
static void
find_captures(const struct matcher *m, struct bench *b,
    const uint16_t *code, size_t start, size_t end, size_t cap[][2])
{
	struct state	before[PATTERN_ITEMS + 1];
	const uint16_t	*item[PATTERN_ITEMS + 1];
	struct state	s = { .fresh = UINT64_C(1) << start };
	unsigned	at = (unsigned)end;
	size_t		n;

	for (n = 0; code[0] != OP_END && n <= PATTERN_ITEMS;
	    code += 2 + code[1]) {
		before[n] = s;
		item[n++] = code;
		s = step(m, b, code, s);
	}
	while (n-- > 0) {
		if (item[n][0] == OP_CLOSE)
			cap[item[n][2]][1] = at;
		else if (item[n][0] == OP_OPEN)
			cap[item[n][2]][0] = at;
		else
			at = step_back(m, b, item[n], before[n], at);
	}
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
		find_captures(r->m, b, b->code + p->code, start, end, cap);
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
		return places_of(m, b, arg[0]);
	if (code[0] != OP_ALT)
		return ~UINT64_C(0);
	return (arg[0] == SET_NONE ? 0 : places_of(m, b, arg[0])) |
	    places_of(m, b, b->row[(arg[1] | (uint32_t)arg[2] << 16) + 1]);
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
		ends = run_from(r->m, b, number, UINT64_C(1) << start) &
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
		if (places_of(m, b, *list) == 0)
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

/* Is the word at a place of the sentence one of a set?  Of an edge the sieve
 * told that. */
static int
has_word(const struct matcher *m, const struct bench *b, uint16_t set,
    size_t place)
{
	const struct kn_set	*s;
	const uint16_t		*list;
	const uint64_t		*table;
	uint16_t		 id;

	if (set == SET_ANY || place == 0 || place > m->nwords)
		return 1;
	if (set < SET_LISTED)
		return 0;
	s = &b->set[set - SET_LISTED];
	id = m->read->word[place].id;
	if (s->size == SIZE_ONE)
		return id == s->place;
	if (s->size == SIZE_FEW) {
		list = b->list + s->place;
		return (any_of(list + 1, &id, 1) & ((1u << *list) - 1)) != 0;
	}
	table = b->table + s->place;
	if (s->size == SIZE_SOME)
		return in_rooms(b, table, id);
	return id < b->nmembers && has_bit(table, id);
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
	    !has_word(r->m, b, key->before, word - 1) ||
	    !has_word(r->m, b, key->after, word + 1) ||
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

/* Try all that a word of the sentence may be found by. */
static int
try_word(const struct run *r, struct bench *b, size_t word, try_fn *try)
{
	const uint16_t		*list;
	const unsigned char	*sieve, *before, *after;
	size_t			 n, width, i;
	uint64_t		 bits;
	int			 e;

	list = b->list + b->member[r->m->read->word[word].id];
	if (*list++ == 0)
		return 0;
	n = *list++;
	width = sieve_width(n);
	sieve = (const unsigned char *)(list + n);
	before = sieve + width * row_at(r->m, word - 1);
	after = sieve + width * (SIEVE_ROWS + row_at(r->m, word + 1));
	for (i = 0; i < n; i += 64) {
		bits = load_bits(before + i / 8) & load_bits(after + i / 8);
		/* Behind a row is the next. */
		if (n - i < 64)
			bits &= (UINT64_C(1) << (n - i)) - 1;
		for (; bits != 0; bits &= bits - 1)
			if ((e = try_key(r, b, &b->key[list[i +
			    (unsigned)__builtin_ctzll(bits)]], word,
			    try)) != 0)
				return e;
	}
	return 0;
}

static int
try_bench(const struct run *r, struct bench *b, try_fn *try)
{
	uint64_t	left;
	size_t		i;
	int		e;

	clear_bench(b);
	for (left = r->m->likely; left != 0; left &= left - 1) {
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

	return run_from(r->m, b, pattern, all) == 0 ? 0 :
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
	fill_likely(m);
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
