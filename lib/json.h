/* Bytes as JSON. */

#ifndef JSON_H
#define JSON_H

#include <stddef.h>

struct buf;

/*
 * Append bytes as a JSON string, quotes included, that is well-formed UTF-8
 * on one line and cannot steer a terminal: what utf8_is_control() says is
 * written as \uNNNN, and what is not UTF-8 as U+FFFD.  Returns what
 * buf_append() does; on failure the buffer is what it was.
 */
int	 json_string(struct buf *, const void *, size_t);

#endif
