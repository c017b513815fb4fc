#include "hash.h"

uint64_t
hash_turn(const char *s, size_t len, uint64_t seed)
{
	uint64_t	h = seed ^ UINT64_C(0x9e3779b97f4a7c15);

	for (; len > 0; s++, len--)
		h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001b3);
	h ^= h >> 29;
	h *= UINT64_C(0xbb67ae8584caa73b);
	return h ^ (h >> 32);
}
