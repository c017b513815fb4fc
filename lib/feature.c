#include <string.h>

#include "feature.h"
#include "token.h"
#include "utf8.h"

#define NEGATED		4	/* words that "not" reaches */
#define PARTS_FROM	4	/* letters of a word that has parts */
#define PART		5	/* bytes of one */
#define LONGEST		60	/* bytes of a word that is looked at */

/* Kinds of features, and what they weigh against each other.  The numbers are
 * in the hashes, so other ones make another model. */
enum { F_WORD, F_PAIR, F_SKIP, F_TRIPLE, F_PART, F_LEMMA, F_VALENCE, F_WHOSE,
	F_FEELING, F_KIND, F_KINDS, F_LENGTH, F_ALWAYS };

static const int weight[] = {
	[F_WORD] = 10, [F_PAIR] = 10, [F_SKIP] = 6, [F_TRIPLE] = 5,
	[F_PART] = 4, [F_LEMMA] = 10, [F_VALENCE] = 20, [F_WHOSE] = 20,
	[F_FEELING] = 30, [F_KIND] = 14, [F_KINDS] = 10, [F_LENGTH] = 5,
	[F_ALWAYS] = 40
};

const struct tag *
tags_find(const struct tags *t, const char *s, size_t len)
{
	return tags_hashed(t, word_hash(s, len));
}

const struct tag *
tags_hashed(const struct tags *t, uint32_t h)
{
	size_t	at;

	if (t->nforms == 0)
		return NULL;
	for (at = h & (t->nforms - 1); t->form[at].tag != 0;
	    at = (at + 1) & (t->nforms - 1))
		if (t->form[at].hash[0] == (h & 0xffff) &&
		    t->form[at].hash[1] == h >> 16)
			return &t->tag[t->form[at].tag - 1];
	return NULL;
}

/* ---- tokens ------------------------------------------------------------ */

/* What tells of words.  The fast pass has its table in memory already. */
struct lookup {
	const struct knowledge	*kn;
	const struct tags	*tags;
	struct filter		 filter;
};

static void
add_folded(struct features *f, const struct tags *tags, uint32_t hash,
    const char *s, size_t len)
{
	struct ftoken	*t;

	if (f->ntokens == FEATURE_TOKENS || len == 0 || len > LONGEST ||
	    f->used + len > sizeof(f->folded))
		return;
	t = &f->token[f->ntokens++];
	t->off = (uint16_t)f->used;
	t->len = (uint16_t)len;
	memcpy(f->folded + f->used, s, len);
	f->used += len;
	t->hash = hash;
	t->tag = tags_hashed(tags, hash);
}

/* A word as the knowledge has it. */
static void
add_word(struct features *f, const struct lookup *l, struct known known,
    uint32_t hash, const char *s, size_t len)
{
	const struct kn_word	*w;
	const uint16_t		*list;
	size_t			 n, i;

	if ((known.fit & SEVERAL_FITS) == 0) {
		add_folded(f, l->tags, hash, s, len);
		return;
	}
	list = filter_several(&l->filter, known.fit, &n);
	for (i = 0; i < n; i++) {
		w = knowledge_entry(l->kn, list[n + i]);
		s = knowledge_string(l->kn, w->str);
		add_folded(f, l->tags, word_hash(s, w->len), s, w->len);
	}
}

static void
add_part(struct features *f, const struct lookup *l, const char *s,
    size_t len)
{
	add_word(f, l, scan_known(&l->filter, s, len), word_hash(s, len), s,
	    len);
}

static void
add_raw(struct features *f, const struct lookup *l, const char *s, size_t len)
{
	char		folded[LONGEST + SCAN_SLACK];
	struct known	known;
	size_t		n, tail;

	if ((n = word_fold(s, len, folded, LONGEST + 1)) > LONGEST)
		return;
	while (n > 0 && folded[n - 1] == '\'')
		n--;
	known = scan_known(&l->filter, folded, n);
	if (known.id != WORD_NONE ||
	    (tail = clitic_length(folded, n)) == 0) {
		add_word(f, l, known, word_hash(folded, n), folded, n);
		return;
	}
	add_part(f, l, folded, n - tail);
	add_part(f, l, folded + n - tail, tail);
}

static int
is_letter(unsigned char c)
{
	return (unsigned)((c | 0x20) - 'a') < 26 || (unsigned)(c - '0') < 10 ||
	    c == '_';
}

/* The bytes of the word that begins here, an apostrophe among letters too. */
static size_t
word_length(const char *s, size_t len)
{
	size_t		n = 0, took;
	uint32_t	cp;

	while (n < len) {
		if (is_letter((unsigned char)s[n]) || (n > 0 && s[n] == '\''))
			n++;
		else if ((unsigned char)s[n] >= 0x80) {
			took = utf8_decode(s + n, len - n, &cp);
			if (!utf8_is_word(cp) && (n == 0 ||
			    apostrophe_length(s + n, took) == 0))
				break;
			n += took;
		} else
			break;
	}
	return n;
}

/* Words, and marks that say something: stops, and what is no letter. */
static void
find_tokens(struct features *f, const struct lookup *l, const char *s,
    size_t len)
{
	size_t		i, n;
	uint32_t	cp;

	f->ntokens = f->used = 0;
	for (i = 0; i < len && f->ntokens < FEATURE_TOKENS; i += n) {
		if ((n = word_length(s + i, len - i)) > 0) {
			add_raw(f, l, s + i, n);
			continue;
		}
		n = 1;
		if (s[i] == ' ')
			continue;
		n = utf8_decode(s + i, len - i, &cp);
		if (cp == '!' || cp == '?' || cp > 0x2100)
			add_folded(f, l->tags, word_hash(s + i, n), s + i, n);
	}
}

static int
is_kind(const struct tag *t, unsigned kind)
{
	return t != NULL && (t->kinds >> kind & 1);
}

/* What stands before each word: a negation, and whose talk it is. */
static void
mark_tokens(struct features *f)
{
	struct ftoken	*t;
	unsigned	 neg = 0, who = 0, k;
	size_t		 i;

	for (i = 0; i < f->ntokens; i++) {
		t = &f->token[i];
		if (is_kind(t->tag, KIND_NEG))
			neg = NEGATED;
		else if (neg > 0)
			neg--;
		for (k = KIND_SELF; k <= KIND_THIRD; k++)
			if (is_kind(t->tag, k))
				who = k;
		t->negated = neg > 0;
		t->who = (uint8_t)who;
	}
}

/* ---- features ---------------------------------------------------------- */

static void
add(struct features *f, unsigned kind, uint64_t a, uint64_t b, uint64_t c)
{
	uint64_t	h = (kind + 1) * UINT64_C(0x9e3779b97f4a7c15);

	if (f->n == FEATURE_MAX)
		return;
	h = (h ^ a) * UINT64_C(0xbb67ae8584caa73b);
	h = ((h ^ (h >> 32)) + b) * UINT64_C(0x9e3779b97f4a7c15);
	h = ((h ^ (h >> 32)) + c) * UINT64_C(0xbb67ae8584caa73b);
	f->list[f->n].place = (uint32_t)(h >> (64 - FEATURE_BITS));
	f->list[f->n++].weight = weight[kind];
}

/* Words and pairs of them, the edges of the text counted. */
static void
add_words(struct features *f)
{
	uint32_t	last = 0;
	size_t		i;

	for (i = 0; i < f->ntokens; i++) {
		add(f, F_WORD, f->token[i].hash, 0, 0);
		add(f, F_PAIR, last, f->token[i].hash, 0);
		last = f->token[i].hash;
	}
	add(f, F_PAIR, last, 0, 0);
}

/* Three words in a row, the last edge counted, and two with one between. */
static void
add_rows(struct features *f)
{
	const struct ftoken	*t = f->token;
	size_t			 n = f->ntokens, i;

	for (i = 0; i + 2 <= n; i++) {
		add(f, F_TRIPLE, t[i].hash, t[i + 1].hash, i + 2 < n ?
		    t[i + 2].hash : 0);
		if (i + 2 < n)
			add(f, F_SKIP, t[i].hash, t[i + 2].hash, 0);
	}
}

/* Parts of a word, its edges counted. */
static void
add_parts(struct features *f, const struct ftoken *t)
{
	char	edged[LONGEST + 2];
	size_t	n = t->len + 2u, i;

	edged[0] = '<';
	memcpy(edged + 1, f->folded + t->off, t->len);
	edged[n - 1] = '>';
	for (i = 0; i + PART <= n; i++)
		add(f, F_PART, word_hash(edged + i, PART), 0, 0);
}

static void
add_tag(struct features *f, const struct ftoken *t, uint64_t *last)
{
	const struct tag	*tag = t->tag;
	uint64_t		 kinds = tag->kinds, k, before;
	unsigned		 neg = t->negated;

	add(f, F_LEMMA, tag->lemma, 0, 0);
	if (tag->valence != 0) {
		add(f, F_VALENCE, (uint8_t)tag->valence, neg, 0);
		add(f, F_WHOSE, (uint8_t)tag->valence, neg, t->who);
	}
	if (tag->feeling != TAG_NONE)
		add(f, F_FEELING, tag->feeling, neg, 0);
	for (; kinds != 0; kinds &= kinds - 1) {
		k = (uint64_t)__builtin_ctzll(kinds);
		add(f, F_KIND, k, neg, 0);
		for (before = *last; before != 0; before &= before - 1)
			add(f, F_KINDS, (uint64_t)__builtin_ctzll(before), k,
			    0);
	}
	if (tag->kinds != 0)
		*last = tag->kinds;
}

/* Join what is at the same place: a table, at most half full, tells where in
 * the list a place is already. */
static void
join_places(struct features *f)
{
	uint16_t	*slot = (uint16_t *)(void *)(f->list + f->n);
	struct feature	*to;
	size_t		 size, i, at, k = 0;

	for (size = 64; size < 2 * f->n; size *= 2)
		;
	memset(slot, 0, size * sizeof(*slot));
	for (i = 0; i < f->n; i++) {
		for (at = f->list[i].place & (size - 1); slot[at] != 0;
		    at = (at + 1) & (size - 1)) {
			to = &f->list[slot[at] - 1];
			if (to->place == f->list[i].place)
				break;
		}
		if (slot[at] != 0) {
			to->weight += f->list[i].weight;
			continue;
		}
		f->list[k] = f->list[i];
		slot[at] = (uint16_t)++k;
	}
	f->n = k;
}

/* Newton's way, from above. */
uint64_t
whole_root(uint64_t n)
{
	uint64_t	x, y;

	if (n < 2)
		return n;
	y = UINT64_C(1) << ((64 - __builtin_clzll(n) + 1) / 2);
	do {
		x = y;
		y = (x + n / x) / 2;
	} while (y < x);
	return x;
}

/* Bring the whole to length 1. */
static void
finish(struct features *f)
{
	uint64_t	sum = 0, root;
	size_t		i;

	join_places(f);
	for (i = 0; i < f->n; i++)
		sum += (uint64_t)f->list[i].weight *
		    (uint64_t)f->list[i].weight;
	/* Of 256 times the sum, so that the root has four more bits. */
	root = whole_root(sum << 8);
	for (i = 0; i < f->n; i++)
		f->list[i].weight = (int32_t)((uint64_t)f->list[i].weight *
		    16 * FEATURE_ONE / (root > 0 ? root : 1));
}

void
features_of(struct features *f, const struct knowledge *kn,
    const struct tags *tags, const char *text, size_t len)
{
	struct lookup	l = { .kn = kn, .tags = tags };
	uint64_t	last = 0;
	size_t		i;

	f->n = 0;
	knowledge_filter(kn, &l.filter);
	find_tokens(f, &l, text, len);
	mark_tokens(f);
	add_words(f);
	add_rows(f);
	for (i = 0; i < f->ntokens; i++) {
		if (f->token[i].len >= PARTS_FROM)
			add_parts(f, &f->token[i]);
		if (f->token[i].tag != NULL)
			add_tag(f, &f->token[i], &last);
	}
	/* How common each class is, for texts that tell little. */
	add(f, F_ALWAYS, 0, 0, 0);
	add(f, F_LENGTH, f->ntokens / 5 < 6 ? f->ntokens / 5 : 6, 0, 0);
	finish(f);
}
