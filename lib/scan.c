#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "scan.h"
#include "token.h"
#include "utf8.h"

#define BLOCK	64
#define OVERLAP	40	/* words that a cut sentence shares with the next */

/* For each length up to 16, the bytes of a word that count. */
static const unsigned char keep[32] = {
	255, 255, 255, 255, 255, 255, 255, 255,
	255, 255, 255, 255, 255, 255, 255, 255,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
};

/*
 * Bit 0x20 is set in all bytes: it is the difference between small letters
 * and capitals, and already there in digits.
 */
static inline uint64_t
hash16(const char *s, size_t len, uint64_t seed)
{
	uint64_t	w[2], m[2];

	memcpy(w, s, sizeof(w));
	memcpy(m, keep + 16 - len, sizeof(m));
	w[0] = (w[0] | UINT64_C(0x2020202020202020)) & m[0];
	w[1] = (w[1] | UINT64_C(0x2020202020202020)) & m[1];
	w[0] = (w[0] ^ seed) * UINT64_C(0x9e3779b97f4a7c15);
	w[1] = (w[1] + (w[0] >> 32)) * UINT64_C(0xbb67ae8584caa73b);
	w[0] ^= w[1];
	return w[0] * UINT64_C(0x9e3779b97f4a7c15);
}

/* Of a longer word its first and last 16 bytes and the length count. */
static inline uint64_t
hash_word(const char *s, size_t len)
{
	if (len <= 16)
		return hash16(s, len, len);
	return hash16(s + len - 16, 16, hash16(s, 16, len));
}

/* What is known of 16 bytes, a bit each. */
struct kinds {
	unsigned	word, quote, stop, high;
};

#ifdef __SSE2__
static inline unsigned
equal16(__m128i v, char c)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v,
	    _mm_set1_epi8(c)));
}

/* Letters, digits, _ and bytes over 0x7f; apostrophes; stops. */
static inline struct kinds
kinds16(const char *s)
{
	__m128i		v = _mm_loadu_si128((const __m128i *)(const void *)s);
	__m128i		low = _mm_or_si128(v, _mm_set1_epi8(0x20)), a, d;
	struct kinds	k;

	/* Signed compares: bytes over 0x7f are negative, and in neither. */
	a = _mm_and_si128(_mm_cmpgt_epi8(low, _mm_set1_epi8('a' - 1)),
	    _mm_cmplt_epi8(low, _mm_set1_epi8('z' + 1)));
	d = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('0' - 1)),
	    _mm_cmplt_epi8(v, _mm_set1_epi8('9' + 1)));
	k.high = (unsigned)_mm_movemask_epi8(v);
	k.word = (unsigned)_mm_movemask_epi8(_mm_or_si128(a, d)) |
	    equal16(v, '_') | equal16(v, MASKED) | k.high;
	k.quote = equal16(v, '\'');
	k.stop = equal16(v, '.') | equal16(v, '!') | equal16(v, '?');
	return k;
}
#else
static inline struct kinds
kinds16(const char *s)
{
	struct kinds	k = { 0 };
	unsigned	i;

	for (i = 0; i < 16; i++) {
		unsigned char	c = (unsigned char)s[i];

		k.high |= (unsigned)(c >> 7) << i;
		k.word |= (unsigned)((unsigned)((c | 0x20) - 'a') < 26 ||
		    (unsigned)(c - '0') < 10 || c == '_' || c == MASKED ||
		    c > 0x7f) << i;
		k.quote |= (unsigned)(c == '\'') << i;
		k.stop |= (unsigned)(c == '.' || c == '!' || c == '?') << i;
	}
	return k;
}
#endif

/* The state of one pass over a text. */
struct pass {
	const struct filter	*f;
	struct words		*words;
	const char		*text;
	size_t			 len;
	abbreviation_fn		*abbreviation;
	const void		*arg;
	size_t			 start;	/* of the sentence */
	size_t			 from;	/* stops before it are dealt with */
	int			 first;	/* the sentence was not cut there */
	size_t			 skip;	/* bytes of a mark of the last block, */
	size_t			 keep;	/* ... or of a letter */
	/* a block: a bit for each byte */
	uint64_t		 word, quote, stop, high;
	uint64_t		 letter;	/* the last byte was one */
	uint64_t		 odd;		/* some byte of the words is
						 * no letter of ASCII */
};

/*
 * Take marks that are no part of a word out of a block's words.  Curly
 * apostrophes behind a letter stay: they may be inside one.
 */
static void
clear_marks(struct pass *p, size_t at)
{
	uint64_t	before;
	uint32_t	cp;
	size_t		i, took;

	for (i = 0; i < p->skip; i++)
		p->word &= ~(UINT64_C(1) << i);
	i += p->keep;
	p->skip = p->keep = 0;
	while (i < BLOCK && (p->high >> i) != 0) {
		i += (size_t)__builtin_ctzll(p->high >> i);
		if (at + i >= p->len)
			break;
		took = utf8_decode(p->text + at + i, p->len - at - i, &cp);
		before = i > 0 ? p->word >> (i - 1) & 1 : p->letter;
		if (utf8_is_word(cp) || (before && apostrophe_length(p->text +
		    at + i, took) > 0)) {
			i += took;
			p->keep = i > BLOCK ? i - BLOCK : 0;
			continue;
		}
		for (; took > 0 && i < BLOCK; took--, i++)
			p->word &= ~(UINT64_C(1) << i);
		p->skip = took;
	}
}

static inline void
read_block(struct pass *p, size_t at)
{
	const char	*s = p->text + at;
	struct kinds	a = kinds16(s), b = kinds16(s + 16);
	struct kinds	c = kinds16(s + 32), d = kinds16(s + 48);
	uint64_t	letters;

#define JOIN(what)	((uint64_t)a.what | (uint64_t)b.what << 16 | \
			    (uint64_t)c.what << 32 | (uint64_t)d.what << 48)
	p->word = JOIN(word);
	p->quote = JOIN(quote);
	p->stop = JOIN(stop);
	p->high = JOIN(high);
#undef JOIN
	if ((p->high | p->skip | p->keep) != 0)
		clear_marks(p, at);
	letters = p->word;
	/* An apostrophe behind a letter is the word's; add_quoted() trims. */
	p->word |= p->quote & (p->word << 1 | p->letter);
	p->letter = letters >> 63;
	if (p->len - at < BLOCK) {
		p->word &= (UINT64_C(1) << (p->len - at)) - 1;
		p->stop &= (UINT64_C(1) << (p->len - at)) - 1;
	}
}

/* ---- words ------------------------------------------------------------- */

static inline uint32_t
tag_of(uint64_t hash)
{
	return (uint32_t)hash;
}

static inline size_t
bucket_of(uint64_t hash, size_t nbuckets)
{
	return (size_t)((hash >> 32) * nbuckets >> 32);
}

static inline size_t
next_bucket(size_t at, size_t nbuckets)
{
	return at + 1 < nbuckets ? at + 1 : 0;
}

/* Which words of a bucket have a tag, a bit each. */
static inline unsigned
find_tag(const struct bucket *b, uint32_t tag)
{
#ifdef __SSE2__
	const __m128i	*tags = (const __m128i *)(const void *)b->tag;
	__m128i		 v = _mm_set1_epi32((int)tag);
	__m128i		 low = _mm_cmpeq_epi32(v, _mm_loadu_si128(tags));
	__m128i		 high = _mm_cmpeq_epi32(v, _mm_loadu_si128(tags + 1));

	/* Sixteen bits of each, then eight. */
	low = _mm_packs_epi32(low, high);
	return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(low, low)) &
	    ((1u << BUCKET) - 1);
#else
	unsigned	i, found = 0;

	for (i = 0; i < BUCKET; i++)
		found |= (unsigned)(b->tag[i] == tag) << i;
	return found;
#endif
}

void
scan_add(struct bucket *b, size_t nbuckets, const char *s, size_t len,
    uint16_t id, uint16_t fit)
{
	uint64_t	hash = hash_word(s, len);
	size_t		at = bucket_of(hash, nbuckets), i;

	for (;; at = next_bucket(at, nbuckets)) {
		if (find_tag(&b[at], tag_of(hash)) != 0)
			return;
		for (i = 0; i < BUCKET && b[at].id[i] != 0; i++)
			;
		if (i < BUCKET)
			break;
		b[at].full = 1;
	}
	b[at].tag[i] = tag_of(hash);
	b[at].id[i] = id;
	b[at].fit[i] = fit;
}

/* There is no branch on whether the word is known: that cannot be foreseen. */
static inline __attribute__((always_inline)) struct known
find_in(const struct filter *f, const char *s, size_t len)
{
	uint64_t		 hash = hash_word(s, len);
	size_t			 at = bucket_of(hash, f->nbuckets);
	const struct bucket	*b;
	unsigned		 found;

	for (;; at = next_bucket(at, f->nbuckets)) {
		b = &f->bucket[at];
		found = find_tag(b, tag_of(hash));
		if ((found | (b->full == 0)) != 0)
			break;
	}
	found = (unsigned)__builtin_ctz(found | 1u << BUCKET);
	return (struct known){ b->id[found], b->fit[found] };
}

/* In the second table, what is not in the first. */
static struct known
find_more(const struct filter *f, const char *s, size_t len)
{
	struct known	word = find_in(f->more, s, len);

	return (struct known){ word.id, word.fit & SEVERAL_FITS ? MORE_FITS :
	    UNKNOWN_FIT };
}

static inline __attribute__((always_inline)) struct known
find_word(const struct filter *f, const char *s, size_t len)
{
	struct known	word = find_in(f, s, len);

	return f->more == NULL || word.id != 0 ? word : find_more(f, s, len);
}

struct known
scan_known(const struct filter *f, const char *s, size_t len)
{
	return find_word(f, s, len);
}

static void
add_part(struct pass *p, size_t start, size_t end, const char *folded,
    size_t len)
{
	char		 copy[SCAN_SLACK * 2] = { 0 };
	struct seen	*w = &p->words->seen[p->words->n++];
	struct known	 word;

	memcpy(copy, folded, len);
	word = find_word(p->f, copy, len);
	*w = (struct seen){ (uint32_t)start, (uint32_t)end, word.id,
	    word.fit };
}

/* How many bytes an apostrophe takes that is the end of a word, or 0. */
static size_t
last_apostrophe(const char *s, size_t len)
{
	size_t	n;

	for (n = 1; n <= 3 && n <= len; n++)
		if (apostrophe_length(s + len - n, n) == n)
			return n;
	return 0;
}

/* A word with an apostrophe, straight: as a whole, or else in two. */
static void
add_quoted(struct pass *p, size_t start, size_t end)
{
	const char	*s = p->text + start;
	char		 folded[SCAN_SLACK * 2] = { 0 };
	size_t		 len, tail, behind, cut;

	while ((cut = last_apostrophe(s, end - start)) > 0)
		end -= cut;
	if (end - start > SCAN_SLACK) {
		add_part(p, start, end, "", 0);
		return;
	}
	len = word_fold(s, end - start, folded, SCAN_SLACK);
	tail = clitic_length(folded, len);
	if (tail == 0 || scan_known(p->f, folded, len).id != 0) {
		add_part(p, start, end, folded, len);
		return;
	}
	/* A curly apostrophe is longer than it is folded. */
	for (behind = 0; folded[len - 1 - behind] != '\''; behind++)
		;
	cut = end + 1 - tail - last_apostrophe(s, end - start - behind);
	add_part(p, start, cut, folded, len - tail);
	add_part(p, cut, end, folded + len - tail, tail);
}

static int
has_apostrophe(const char *s, size_t len)
{
	static const char	begins[] = { '\'', '\xe2', '\xc2', '\xca' };
	size_t			i;

	for (i = 0; i < sizeof(begins); i++)
		if (memchr(s, begins[i], len) != NULL)
			return 1;
	return 0;
}

/* Bytes of the block's words that are no letters of ASCII. */
static inline uint64_t
odd_bytes(const struct pass *p)
{
	return (p->quote | p->high) & p->word;
}

static inline void
add_span(struct pass *p, size_t start, size_t end)
{
	uint32_t	*span = p->words->span[p->words->nspans++];

	span[0] = (uint32_t)start;
	span[1] = (uint32_t)end;
}

/*
 * The words of a block that end at some of its bytes; they begin at the first
 * of the starts, and those that are left are returned.
 */
static inline uint64_t
add_spans(struct pass *p, size_t at, uint64_t starts, uint64_t ends)
{
	size_t	 n = p->words->nspans;
	uint32_t (*span)[2] = p->words->span + n;

	for (; ends != 0; starts &= starts - 1, ends &= ends - 1, span++) {
		(*span)[0] = (uint32_t)(at + (size_t)__builtin_ctzll(starts));
		(*span)[1] = (uint32_t)(at + (size_t)__builtin_ctzll(ends));
	}
	p->words->nspans = (size_t)(span - p->words->span);
	return starts;
}

/* Look the words up, all at a time, so that the machine need not wait for one
 * to go on with the next. */
static void
look_up(struct pass *p)
{
	struct words	*words = p->words;
	const uint32_t	(*span)[2] = (const uint32_t (*)[2])words->span;
	const uint32_t	(*end)[2] = span + words->nspans;
	struct seen	*w = words->seen + words->n;
	const char	*s;
	struct known	 word;

	for (; span < end; span++) {
		s = p->text + (*span)[0];
		word = find_word(p->f, s, (*span)[1] - (*span)[0]);
		if (p->odd != 0 && word.id == 0 &&
		    has_apostrophe(s, (*span)[1] - (*span)[0])) {
			words->n = (size_t)(w - words->seen);
			add_quoted(p, (*span)[0], (*span)[1]);
			w = words->seen + words->n;
			continue;
		}
		*w++ = (struct seen){ (*span)[0], (*span)[1], word.id,
		    word.fit };
	}
	words->n = (size_t)(w - words->seen);
	words->nspans = 0;
	p->odd = odd_bytes(p);	/* the next sentence may have them */
}

/* ---- sentences --------------------------------------------------------- */

/* The last two fits of a row, and the groups of the first division found so
 * far: those of rows, and those that have what they need. */
struct row {
	const struct fit	*before, *at;
	struct groups		 found, anywhere;
};

static inline void
next_fit(struct row *r, const struct fit *fit)
{
	struct groups	here = groups_row(r->before, r->at, fit);

	groups_join(&r->found, &here);
	groups_join(&r->anywhere, &fit->side[FIT_ANYWHERE]);
	r->before = r->at;
	r->at = fit;
}

/* A word that stands for several. */
static void
next_fits(struct row *r, const struct filter *f, uint16_t list)
{
	size_t		 n;
	const uint16_t	*fit = filter_several(f, list, &n);

	for (; n > 0; n--)
		next_fit(r, &f->fit[*fit++]);
}

/* One of the second filter, with the fits that these have in the first. */
static void
next_more(struct row *r, const struct filter *f, uint16_t id)
{
	size_t		 n;
	const uint16_t	*word = filter_several(f->more, f->more->fit_of[id],
			    &n);

	for (word += n; n > 0; n--)
		next_fit(r, &f->fit[filter_fit(f, *word++)]);
}

static inline void
begin_row(struct row *r, const struct filter *f)
{
	*r = (struct row){ .before = &f->fit[EDGE_FIT],
	    .at = &f->fit[EDGE_FIT] };
}

/* Is there a group that has a row, and what it needs? */
static inline int
end_row(struct row *r, const struct filter *f)
{
	next_fit(r, &f->fit[EDGE_FIT]);
	groups_meet(&r->found, &r->anywhere);
	return groups_any(&r->found);
}

/* The same for the second filter, by the numbers of the words. */
static int
passes_more(const struct filter *f, const struct words *words)
{
	const struct seen	*w = words->seen, *end = w + words->n;
	struct row		 r;

	begin_row(&r, f);
	for (; w < end; w++)
		if (f->fit_of[w->id] & SEVERAL_FITS)
			next_fits(&r, f, f->fit_of[w->id]);
		else
			next_fit(&r, &f->fit[f->fit_of[w->id]]);
	return end_row(&r, f);
}

/* Is the sentence let through? */
static int
passes(struct pass *p)
{
	const struct filter	*f = p->f;
	const struct seen	*w, *end;
	struct row		 r;

	look_up(p);
	begin_row(&r, f);
	w = p->words->seen;
	for (end = w + p->words->n; w < end; w++)
		if ((w->fit & SEVERAL_FITS) == 0)
			next_fit(&r, &f->fit[w->fit]);
		else if (w->fit == MORE_FITS)
			next_more(&r, f, w->id);
		else
			next_fits(&r, f, w->fit);
	return end_row(&r, f) ||
	    (f->more != NULL && passes_more(f->more, p->words));
}

static void
tell(const struct pass *p, size_t end, size_t next, struct sentence *out)
{
	out->start = p->start;
	out->end = end;
	out->next = next;
	out->first = p->first;
	out->last = next == end;
	out->question = out->exclaim = 0;
}

static void
begin_sentence(struct pass *p, size_t at)
{
	p->start = at;
	p->first = 1;
	p->words->n = p->words->nspans = 0;
}

/* The sentence ends at an offset. */
static int
close_sentence(struct pass *p, size_t end, struct sentence *out)
{
	if (passes(p)) {
		tell(p, end, end, out);
		return 1;
	}
	begin_sentence(p, end);
	return 0;
}

/* The sentence is too long: it goes on with its last words. */
static int
cut_sentence(struct pass *p, size_t end, struct sentence *out)
{
	struct words	*w = p->words;
	size_t		 next;
	int		 pass = passes(p);

	if (w->n <= OVERLAP)
		return close_sentence(p, end, out);
	next = w->seen[w->n - OVERLAP].start;
	if (pass) {
		tell(p, end, next, out);
		return 1;
	}
	memmove(w->seen, w->seen + w->n - OVERLAP,
	    OVERLAP * sizeof(w->seen[0]));
	w->n = OVERLAP;
	p->start = next;
	p->first = 0;
	return 0;
}

static void
note_stops(const struct pass *p, size_t at, struct sentence *out)
{
	for (; at < p->len; at++)
		if (p->text[at] == '?')
			out->question = 1;
		else if (p->text[at] == '!')
			out->exclaim = 1;
		else if (p->text[at] != '.')
			return;
}

/* There is a stop at an offset: does the sentence end? */
static int
take_stop(struct pass *p, size_t at, struct sentence *out)
{
	size_t	next;

	if (at < p->from)
		return 0;
	next = sentence_end(p->text, p->len, at, p->abbreviation, p->arg);
	for (p->from = at; p->from < p->len && (p->text[p->from] == '.' ||
	    p->text[p->from] == '!' || p->text[p->from] == '?'); p->from++)
		;
	if (next == 0 || !close_sentence(p, next, out))
		return 0;
	note_stops(p, at, out);
	return 1;
}

/* What closes a sentence may look like a word: _ does.  It ends where the next
 * sentence begins, or before. */
static inline void
skip_closers(const struct pass *p, size_t at, uint64_t *starts,
    uint64_t *ends)
{
	uint64_t	left = 0;

	if (p->start <= at)
		return;
	if (p->start < at + BLOCK)
		left = ~UINT64_C(0) << (p->start - at);
	*starts &= left;
	*ends &= left << 1;
}

/*
 * The words and stops of a block, in order.  *word is where the word begins
 * that goes over the edge of the block, or SIZE_MAX.
 */
static inline int
take_block(struct pass *p, size_t at, uint64_t carry, size_t *word,
    struct sentence *out)
{
	uint64_t	before = p->word << 1 | carry;
	uint64_t	starts = p->word & ~before, ends = before & ~p->word;
	uint64_t	stops, upto;

	if (*word != SIZE_MAX && ends != 0) {
		if (*word >= p->start)
			add_span(p, *word, at + (size_t)__builtin_ctzll(ends));
		*word = SIZE_MAX;
		ends &= ends - 1;
	}
	p->odd |= odd_bytes(p);
	skip_closers(p, at, &starts, &ends);
	for (stops = p->stop; stops != 0; stops &= stops - 1) {
		/* The lowest bit and all below it. */
		upto = stops ^ (stops - 1);
		starts = add_spans(p, at, starts, ends & upto);
		ends &= ~upto;
		if (take_stop(p, at + (size_t)__builtin_ctzll(stops), out))
			return 1;
		skip_closers(p, at, &starts, &ends);
	}
	starts = add_spans(p, at, starts, ends);
	if (starts != 0)
		*word = at + (size_t)__builtin_ctzll(starts);
	return 0;
}

static int
run(struct pass *p, struct sentence *out)
{
	uint64_t	carry = 0;
	size_t		at, end, word = SIZE_MAX;

	for (at = p->start; at < p->len; at += BLOCK) {
		end = word == SIZE_MAX ? at : word;
		if (end > p->start && at > p->start + SENTENCE_MAX &&
		    cut_sentence(p, end, out))
			return 1;
		read_block(p, at);
		if (take_block(p, at, carry, &word, out))
			return 1;
		carry = p->word >> 63;
	}
	if (word != SIZE_MAX)
		add_span(p, word, p->len);
	return p->start < p->len && close_sentence(p, p->len, out);
}

int
scan_next(const struct filter *f, const char *text, size_t len,
    abbreviation_fn *abbreviation, const void *arg, struct sentence *out,
    struct words *words)
{
	struct pass	p;

	p.f = f;
	p.words = words;
	p.text = text;
	p.len = len;
	p.abbreviation = abbreviation;
	p.arg = arg;
	p.skip = p.keep = 0;
	p.letter = p.odd = 0;
	p.from = out->next;
	begin_sentence(&p, out->next);
	p.first = out->next == out->end;
	return run(&p, out);
}
