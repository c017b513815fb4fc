/* Messages from files and standard input. */
#ifndef INPUT_H
#define INPUT_H

#include <stddef.h>
#include <stdint.h>

enum input_mode {
	INPUT_WHOLE,		/* a file is a message */
	INPUT_LINES,		/* a line is */
	INPUT_NULL		/* what ends in NUL is */
};

/*
 * What is done with messages.  The name is the file's, or what standard
 * input is called; number counts the messages of a file from 1.  open gets
 * the first bytes of the file to look at; when it returns non-zero, and has
 * said why, the file is passed over and counts as trouble.  end is told
 * whether the message's newline or NUL was there.  Non-zero from bytes ends
 * the message early.
 */
struct handler {
	int	(*open)(const char *name, const char *, size_t, void *);
	void	(*begin)(uint64_t number, void *);
	int	(*bytes)(const char *, size_t, void *);
	void	(*end)(int closed, void *);
	void	(*close)(void *);
	void	*arg;
};

/*
 * Read the files in turn, "-" or none being standard input.  Returns
 * CMD_TROUBLE if one was not read, which was said, else CMD_CLEAN.
 */
int	input_each(char *const files[], size_t n, const char *stdin_name,
	    enum input_mode, const struct handler *);

#endif
