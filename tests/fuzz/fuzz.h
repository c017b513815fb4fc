/* What the fuzz targets and replay.c share. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A promise that must hold of any input; says which, as abort() does not. */
#define PROMISE(that)							\
do {									\
	if (!(that)) {							\
		fprintf(stderr, "%s:%d: not so: %s\n", __FILE__,	\
		    __LINE__, #that);					\
		abort();						\
	}								\
} while (0)

#endif
