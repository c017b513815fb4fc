/*
 * The programs of patterns at work: see pattern.h.  Of all places where one
 * may begin, those where it ends are found at once.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "spot.h"

/* Where in the window a pattern ends that begins at one of some places. */
uint64_t program_run(const struct matcher *, struct bench *, uint32_t pattern,
	    uint64_t places);

/* What a program captured that began at a place and ended at another: the
 * places where each capture begins and ends, if it is there. */
void	program_captures(const struct matcher *, struct bench *,
	    const uint16_t *code, size_t start, size_t end, size_t cap[][2]);

#endif
