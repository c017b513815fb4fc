#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "scan.h"
#include "token.h"
#include "utf8.h"

#define BLOCK	64
#define OVERLAP	40	/* words that a cut sentence shares with the next */
#define ASKING	64	/* words of a sentence that are kept */

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

uint64_t
scan_hash(const char *s, size_t len)
{
	return hash_word(s, len);
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
	struct marks		 has;	/* of the sentence so far */
	const struct gate	*asking[ASKING];	/* its words that ask */
	size_t			 nasking;
	size_t			 start;	/* of the sentence */
	size_t			 from;	/* stops before it are dealt with */
	int			 first;	/* the sentence was not cut there */
	size_t			 skip;	/* bytes of a mark of the last block */
	size_t			 at;	/* of the block */
	uint64_t		 word, quote, stop, high;	/* in it */
};

static int
is_curly(const char *s, size_t len)
{
	return len >= 3 && memcmp(s, "\xe2\x80", 2) == 0 &&
	    ((unsigned char)s[2] | 1) == 0x99;
}

/*
 * Take marks that are no part of a word out of a block's words.  Curly
 * apostrophes stay: they may be inside one.
 */
static void
clear_marks(struct pass *p, size_t at)
{
	uint32_t	cp;
	size_t		i = 0, took;

	for (; i < p->skip && i < BLOCK; i++)
		p->word &= ~(UINT64_C(1) << i);
	p->skip = 0;
	while (i < BLOCK && (p->high >> i) != 0) {
		i += (size_t)__builtin_ctzll(p->high >> i);
		if (at + i >= p->len)
			break;
		took = utf8_decode(p->text + at + i, p->len - at - i, &cp);
		if (utf8_is_word(cp) || is_curly(p->text + at + i,
		    p->len - at - i)) {
			i += took;
			continue;
		}
		for (; took > 0 && i < BLOCK; took--, i++)
			p->word &= ~(UINT64_C(1) << i);
		p->skip = took;
	}
}

static inline void
read_block(struct pass *p, size_t at, uint64_t carry)
{
	struct kinds	k;
	unsigned	i;

	p->at = at;
	p->word = p->quote = p->stop = p->high = 0;
	for (i = 0; i < BLOCK; i += 16) {
		k = kinds16(p->text + at + i);
		p->word |= (uint64_t)k.word << i;
		p->quote |= (uint64_t)k.quote << i;
		p->stop |= (uint64_t)k.stop << i;
		p->high |= (uint64_t)k.high << i;
	}
	if ((p->high | p->skip) != 0)
		clear_marks(p, at);
	/* An apostrophe behind a letter is the word's; probe() trims it. */
	p->word |= p->quote & (p->word << 1 | carry);
	if (p->len - at < BLOCK) {
		p->word &= (UINT64_C(1) << (p->len - at)) - 1;
		p->stop &= (UINT64_C(1) << (p->len - at)) - 1;
	}
}

/* Add what the filter knows of a word, and give its number. */
static inline uint16_t
add_known(struct pass *p, const char *s, size_t len)
{
	const struct filter	*f = p->f;
	const struct gate	*g;
	uint64_t		 h = hash_word(s, len);
	size_t			 i;

	if ((f->bits[scan_bit(h) >> 6] >> (scan_bit(h) & 63) & 1) == 0)
		return 0;
	for (i = scan_slot(h, f->n); f->prints[i] != scan_print(h);
	    i = (i + 1) & (f->n - 1))
		if (f->prints[i] == 0)
			return 0;
	g = &f->gate[i];
	marks_join(&p->has, &g->has);
	if (g->n > 0 && p->nasking++ < ASKING)
		p->asking[p->nasking - 1] = g;
	return g->id;
}

/* A word with an apostrophe, straight: as a whole, or else in two. */
static void
add_quoted(struct pass *p, const char *s, size_t len, struct seen *w)
{
	char	copy[SCAN_SLACK * 2];
	size_t	tail;

	while (len > 0 && s[len - 1] == '\'')
		len--;
	w->end = w->start + (uint32_t)len;
	if (len == 0 || len > SCAN_SLACK)
		return;
	memset(copy, 0, sizeof(copy));
	len = word_fold(s, len, copy, SCAN_SLACK);
	if ((w->id = add_known(p, copy, len)) != 0 ||
	    (tail = clitic_length(copy, len)) == 0)
		return;
	w->id = add_known(p, copy, len - tail);
	memmove(copy, copy + len - tail, tail);
	memset(copy + tail, 0, SCAN_SLACK);
	w->clitic = add_known(p, copy, tail);
}

static inline void
add_word(struct pass *p, size_t start, size_t end)
{
	const char	*s = p->text + start;
	struct seen	 w = { (uint32_t)start, (uint32_t)end, 0, 0 };

	w.id = add_known(p, s, end - start);
	/* Only a word of this block, or one that began before it. */
	if (w.id == 0 && ((p->quote | p->high) != 0 || start < p->at) &&
	    (memchr(s, '\'', end - start) != NULL ||
	    memchr(s, '\xe2', end - start) != NULL))
		add_quoted(p, s, end - start, &w);
	if (p->words->n < SEEN_MAX)
		p->words->seen[p->words->n++] = w;
}

/* Is the sentence let through? */
static int
passes(const struct pass *p)
{
	const struct marks	*ask;
	size_t			 i, k;

	if (p->nasking > ASKING)
		return 1;
	for (i = 0; i < p->nasking; i++) {
		ask = p->f->ask + p->asking[i]->asks;
		for (k = 0; k < p->asking[i]->n; k++)
			if (marks_within(&ask[k], &p->has))
				return 1;
	}
	return 0;
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

/* The sentence ends at an offset. */
static int
close_sentence(struct pass *p, size_t end, struct sentence *out)
{
	int	through = passes(p);

	if (through)
		tell(p, end, end, out);
	p->start = end;
	p->first = 1;
	memset(&p->has, 0, sizeof(p->has));
	p->nasking = 0;
	if (!through)
		p->words->n = 0;
	return through;
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

/* The sentence is too long: it goes on with its last words. */
static int
cut_sentence(struct pass *p, size_t end, struct sentence *out)
{
	struct words	*w = p->words;
	size_t		 next;

	if (w->n <= OVERLAP || w->n == SEEN_MAX)
		return close_sentence(p, end, out);
	next = w->seen[w->n - OVERLAP].start;
	if (passes(p)) {
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

static int
run(struct pass *p, struct sentence *out)
{
	uint64_t	edges, events, carry = 0, bit;
	size_t		at, word = 0, here;
	int		inside = 0;

	for (at = p->start; at < p->len; at += BLOCK) {
		if (at - p->start > SENTENCE_MAX && !inside &&
		    cut_sentence(p, at, out))
			return 1;
		read_block(p, at, carry);
		edges = p->word ^ (p->word << 1 | carry);
		carry = p->word >> 63;
		for (events = edges | p->stop; events != 0;
		    events &= events - 1) {
			bit = events & -events;
			here = at + (size_t)__builtin_ctzll(events);
			if (edges & bit) {
				if (inside)
					add_word(p, word, here);
				word = here;
				inside = !inside;
			}
			if ((p->stop & bit) && take_stop(p, here, out))
				return 1;
		}
	}
	if (inside)
		add_word(p, word, p->len);
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
	words->n = 0;
	p.text = text;
	p.len = len;
	p.abbreviation = abbreviation;
	p.arg = arg;
	memset(&p.has, 0, sizeof(p.has));
	p.nasking = p.skip = 0;
	p.start = p.from = out->next;
	p.first = out->next == out->end;
	return run(&p, out);
}
