/* Code points in bytes. */

#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT	0xfffdu

/*
 * Read the code point at the start of the bytes and return how many of them
 * it takes: 0 if there are none, else at least 1.  NUL is a character as any
 * other.  What is not UTF-8 reads as UTF8_REPLACEMENT and takes the maximal
 * subpart (Unicode 15.0, section 3.9): the longest start of a sequence that
 * could have become well-formed, or else one byte.
 */
size_t	 utf8_decode(const char *, size_t, uint32_t *);

/*
 * Write a code point and return how many bytes it takes.  What is none (a
 * surrogate, or past U+10FFFF) is written as UTF8_REPLACEMENT.
 */
size_t	 utf8_encode(uint32_t, char[4]);

/*
 * Was what utf8_decode() has read not UTF-8?  Asks for the bytes, how many
 * were taken, and the code point, as U+FFFD may also stand in the text.
 */
int	 utf8_is_broken(const char *, size_t, uint32_t);

/*
 * May the code point steer what shows the text: a control character (C0, DEL,
 * C1), a line or paragraph separator, or a mark that turns the direction of
 * writing?
 */
int	 utf8_is_control(uint32_t);

/* Is the code point, U+0080 or above, part of a word rather than a mark? */
int	 utf8_is_word(uint32_t);

/* The columns that the code point takes on a terminal: 0, 1 or 2. */
int	 utf8_width(uint32_t);

/* Is a byte, which may be any, a digit, a small letter or a large one of
 * ASCII?  No locale changes it. */
static inline int
utf8_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline int
utf8_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline int
utf8_is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline int
utf8_is_large(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A letter or digit, of any script. */
static inline int
utf8_is_letter(uint32_t cp)
{
	return cp >= 0x80 ? utf8_is_word(cp) : (cp | 0x20) - 'a' < 26 ||
	    cp - '0' < 10;
}

#endif
