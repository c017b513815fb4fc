#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "spot.h"

#define IDS	16	/* words that are compared at a time */

_Static_assert(SET_FEW <= IDS, "a short list is compared in one go");
_Static_assert(IDS * sizeof(uint16_t) <= LIST_SLACK, "all of it is read");

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
	char			 folded[SCAN_SLACK];
	uint64_t		 bits = 0;
	size_t			 i, len;

	e += set - SET_FIRST;
	with = knowledge_string(b->kn, e->str);
	for (i = 0; i < m->n; i++) {
		t = &m->seen[w[i].token];
		len = t->end - t->start;
		if (w[i].kind != TOKEN_WORD || len > SCAN_SLACK)
			continue;
		len = word_fold(m->text + t->start, len, folded, SCAN_SLACK);
		if (len >= e->len + 2u && memcmp(folded + len - e->len, with,
		    e->len) == 0 && has_vowel(folded, len - e->len))
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

/* The same of twice as many: most sentences are no longer. */
static inline uint64_t
any_of_two(const uint16_t *id, const uint16_t *list, size_t n)
{
	const __m128i	*ids = (const __m128i *)(const void *)id;
	__m128i		 a = _mm_loadu_si128(ids);
	__m128i		 b = _mm_loadu_si128(ids + 1);
	__m128i		 c = _mm_loadu_si128(ids + 2);
	__m128i		 d = _mm_loadu_si128(ids + 3), v;
	__m128i		 in_a = _mm_setzero_si128(), in_b = in_a;
	__m128i		 in_c = in_a, in_d = in_a;

	for (; n > 0; n--) {
		v = _mm_set1_epi16((short)*list++);
		in_a = _mm_or_si128(in_a, _mm_cmpeq_epi16(a, v));
		in_b = _mm_or_si128(in_b, _mm_cmpeq_epi16(b, v));
		in_c = _mm_or_si128(in_c, _mm_cmpeq_epi16(c, v));
		in_d = _mm_or_si128(in_d, _mm_cmpeq_epi16(d, v));
	}
	return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(in_a, in_b)) |
	    (uint64_t)_mm_movemask_epi8(_mm_packs_epi16(in_c, in_d)) << IDS;
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

static inline uint64_t
any_of_two(const uint16_t *id, const uint16_t *list, size_t n)
{
	return any_of(id, list, n) |
	    (uint64_t)any_of(id + IDS, list, n) << IDS;
}
#endif

/* Where the words of a short list are. */
static inline uint64_t
few_places(const struct matcher *m, const uint16_t *list, size_t n)
{
	uint64_t	bits = any_of_two(m->read->id, list, n);

	if (m->n > 2 * IDS)
		bits |= any_of_two(m->read->id + 2 * IDS, list, n) <<
		    2 * IDS;
	return bits & ((UINT64_C(1) << m->n) - 1);
}

/* Where one word is: mostly there is none of its kind. */
static inline uint64_t
one_places(const struct matcher *m, uint16_t id)
{
	return (m->words & word_bit(id)) == 0 ? 0 : few_places(m, &id, 1);
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

/* Is a word in its room of a set, which is there? */
static int
in_room(const struct bench *b, const uint64_t *rooms, uint16_t id)
{
	const uint64_t	*count = rooms + rooms_bits(b->nmembers);
	const uint64_t	*first = count + rooms_counts(b->nmembers);
	size_t		 room = id / ROOM, at;

	at = ((const uint16_t *)(const void *)count)[room / 64] +
	    count_bits(rooms[room / 64] & ((UINT64_C(1) << room % 64) - 1));
	return ((const uint32_t *)(const void *)first)[at] >> id % ROOM & 1;
}

static inline int
has_room(const struct bench *b, const uint64_t *rooms, uint16_t id)
{
	return id < b->nmembers && has_bit(rooms, id / ROOM);
}

/* By the rooms of the set: most words are in none. */
static uint64_t
some_places(const struct matcher *m, const struct bench *b,
    const uint64_t *rooms)
{
	const uint16_t	*id = m->read->id;
	uint64_t	 left = 0, bits = 0;
	size_t		 i;

	for (i = 0; i < m->n; i++)
		left |= (uint64_t)has_room(b, rooms, id[i]) << i;
	for (; left != 0; left &= left - 1) {
		i = (unsigned)__builtin_ctzll(left);
		bits |= (uint64_t)in_room(b, rooms, id[i]) << i;
	}
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

	/* A number that some rule has as a word is one nonetheless. */
	if (s->numbers)
		bits = m->numbers;
	switch (s->size) {
	case SIZE_ONE:
		return bits | one_places(m, (uint16_t)s->place);
	case SIZE_FEW:
		list = b->list + s->place;
		return bits | few_places(m, list + 1, *list);
	case SIZE_SOME:
		return bits | some_places(m, b, b->table + s->place);
	}
	return bits | many_places(m, b, b->table + s->place);
}

uint64_t
spot_find(const struct matcher *m, struct bench *b, struct spot *spot,
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

/* Is a word one of a set? */
static inline int
is_of(const struct bench *b, const struct kn_set *s, uint16_t id)
{
	const uint16_t	*list;

	if (s->size == SIZE_ONE)
		return id == s->place;
	if (s->size == SIZE_FEW) {
		list = b->list + s->place;
		return (any_of(list + 1, &id, 1) & ((1u << *list) - 1)) != 0;
	}
	if (s->size == SIZE_SOME)
		return has_room(b, b->table + s->place, id) &&
		    in_room(b, b->table + s->place, id);
	return id < b->nmembers && has_bit(b->table + s->place, id);
}

/* Of an edge the sieve told that. */
int
spot_word(const struct matcher *m, const struct bench *b, uint16_t set,
    size_t place)
{
	if (set == SET_ANY || place == 0 || place > m->nwords)
		return 1;
	return set >= SET_LISTED && is_of(b, &b->set[set - SET_LISTED],
	    m->read->word[place].id);
}

uint64_t
spot_one(const struct matcher *m, const struct bench *b, uint16_t set,
    uint64_t place)
{
	const struct kn_set	*s = &b->set[set - SET_LISTED];
	size_t			 i = (unsigned)__builtin_ctzll(place);

	if (i >= m->n)
		return 0;
	return is_of(b, s, m->read->id[i]) ? place :
	    s->numbers ? place & m->numbers : 0;
}
