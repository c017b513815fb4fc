/* Bytes as JSON. */

#ifndef JSON_H
#define JSON_H

#include <stddef.h>

#include "sage.h"

struct buf;

/*
 * Append bytes as a JSON string, quotes included, that is well-formed UTF-8
 * on one line and cannot steer a terminal: what utf8_is_control() says is
 * written as \uNNNN, and what is not UTF-8 as U+FFFD.  Returns what
 * buf_append() does; on failure the buffer is what it was.
 */
int	 json_string(struct buf *, const void *, size_t);

/* Append "key":"text" and what comes behind it. */
int	 json_member(struct buf *, const char *key, struct sage_text,
	    const char *end);

/* Append "key":{...}, with a comma. */
int	 json_place(struct buf *, const char *key, const struct sage_place *);

#endif
