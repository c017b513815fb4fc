/* Levels by name. */
#ifndef LEVEL_H
#define LEVEL_H

#include "sage.h"

const char *level_name(enum sage_level);

/* 0 if no level has the name. */
int	level_of(struct sage_text);

#endif
