/*
 * Texts of rules that hold words which a pattern has remembered: compile.c
 * writes <name|other> as TEMPLATE_OPEN, the letter of the capture, what to
 * say without it, TEMPLATE_CLOSE.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stdint.h>

#include "buf.h"
#include "pattern.h"

/* Replace what is in the buffer. */
int	template_fill(struct buf *, const char *, const char *text,
	    const uint32_t cap[CAPTURES][2]);

/* Append the words of a capture, which may be none. */
int	template_words(struct buf *, const char *text,
	    const uint32_t cap[CAPTURES][2], int number);

/* Does each capture in a template have something to say without it? */
int	template_is_whole(const char *);

/* The number of the first capture in a template, -1 if it has none. */
int	template_capture(const char *);

#endif
