/* Turns: which of several that fit as well comes first. */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>

/* The same bytes and seed give the same on every machine. */
uint64_t hash_turn(const char *, size_t, uint64_t seed);

#endif
