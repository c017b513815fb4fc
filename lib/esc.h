/* Bytes made safe for a terminal. */

#ifndef ESC_H
#define ESC_H

#include <stddef.h>

struct buf;

/*
 * Append bytes in a form that cannot steer a terminal and stays on one line:
 * well-formed UTF-8 stays, save what utf8_is_control() says, which becomes
 * \xNN or \u{NNNN}; so does each byte that is not UTF-8 (\xNN).  A backslash
 * is doubled, so that the form can be read back.  Returns what buf_append()
 * does; on failure the buffer is what it was.
 */
int	 esc_append(struct buf *, const void *, size_t);

#endif
