#include <string.h>

#include "knowledge.h"

int
knowledge_open(struct knowledge *kn, const void *data, size_t len)
{
	const struct kn_header	*h = data;
	size_t			 i;

	if (len < sizeof(*h) || h->magic != KNOWLEDGE_MAGIC ||
	    h->version != KNOWLEDGE_VERSION || h->size > len)
		return SAGE_EINVAL;
	kn->data = data;
	kn->base = h->base;
	for (i = 0; i < SECTIONS; i++) {
		kn->n[i] = h->sec[i].n;
		kn->section[i] = (const unsigned char *)data + h->sec[i].off;
	}
	return 0;
}

/* Up to eight bytes as a number, in pieces of known lengths: a copy of any
 * length is a call, and most words are short. */
static inline uint64_t
few_bytes(const char *s, size_t len)
{
	const unsigned char	*u = (const unsigned char *)s;
	uint32_t		 first, last;

	if (len >= 4) {
		memcpy(&first, s, 4);
		memcpy(&last, s + len - 4, 4);
		return first | (uint64_t)last << 8 * (len - 4);
	}
	return len == 0 ? 0 : u[0] | (uint64_t)u[len / 2] << 8 * (len / 2) |
	    (uint64_t)u[len - 1] << 8 * (len - 1);
}

/*
 * Eight bytes at a time, multiplied and folded; the constants are odd
 * fractions of the golden ratio and of the square root of three.  Not made
 * to withstand chosen collisions: the table is fixed, its probes bounded by
 * the words in it, and text only looks words up.
 */
uint32_t
word_hash(const char *s, size_t len)
{
	uint64_t	h = len * UINT64_C(0x9e3779b97f4a7c15), w;

	for (; len > 8; s += 8, len -= 8) {
		memcpy(&w, s, 8);
		h = (h ^ w) * UINT64_C(0xbb67ae8584caa73b);
		h ^= h >> 29;
	}
	h = (h ^ few_bytes(s, len)) * UINT64_C(0xbb67ae8584caa73b);
	return (uint32_t)(h >> 32);
}

uint32_t
knowledge_word(const struct knowledge *kn, const char *s, size_t len)
{
	const uint16_t		*slot;
	const struct kn_word	*word;
	size_t			 n, i;

	slot = knowledge_section(kn, SEC_SLOT, &n);
	if (n == 0)
		return WORD_NONE;
	word = knowledge_section(kn, SEC_WORD, NULL);
	for (i = word_hash(s, len) & (n - 1); slot[i] != 0;
	    i = (i + 1) & (n - 1))
		if (word[slot[i] - 1].len == len && memcmp(s,
		    knowledge_string(kn, word[slot[i] - 1].str), len) == 0)
			return kn->base + slot[i] - 1;
	return WORD_NONE;
}

void
knowledge_filter(const struct knowledge *kn, struct filter *f)
{
	f->bucket = knowledge_section(kn, SEC_HASHED, &f->nbuckets);
	f->fit_of = knowledge_section(kn, SEC_FITOF, &f->nwords);
	f->several = knowledge_section(kn, SEC_SEVERAL, NULL);
	f->fit = knowledge_section(kn, SEC_FIT, NULL);
	f->more = NULL;
}

void
knowledge_filters(const struct knowledge *kn, size_t n, struct filter *f)
{
	knowledge_filter(&kn[0], &f[0]);
	if (n > 1) {
		knowledge_filter(&kn[1], &f[1]);
		f[0].more = &f[1];
	}
}
