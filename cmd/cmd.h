/*
 * What the commands share: how they speak, and the one way out.
 *
 * Exit statuses are those of grep: CMD_CLEAN, CMD_FOUND, CMD_TROUBLE.
 */
#ifndef CMD_H
#define CMD_H

#include <stddef.h>
#include <stdint.h>

enum { CMD_CLEAN = 0, CMD_FOUND = 1, CMD_TROUBLE = 2 };

/* The program's name, for messages; to be called first. */
void	cmd_init(const char *argv0);
const char *cmd_name(void);

/* One line on standard error, with nothing in it that steers a terminal. */
void	cmd_warn(const char *, ...) __attribute__((format(printf, 1, 2)));

/* The same for what is wrong with rules, whose message is safe already. */
struct sage_fault;
void	cmd_fault(const struct sage_fault *);

/* A message as of cmd_warn(), and then the end, with CMD_TROUBLE. */
_Noreturn void cmd_die(const char *, ...)
	    __attribute__((format(printf, 1, 2)));

/* The same when all was said. */
_Noreturn void cmd_give_up(void);

/* What cmd_die() does before the end, once; NULL is nothing. */
void	cmd_at_death(void (*)(void));

/* Say what getopt_long() did not like, and end; `before' is what optind was
 * before that call. */
_Noreturn void cmd_badopt(int ch, char *const argv[], int before);

/* The value of a word, or the end with all that it may be; the last has no
 * word. */
struct choice {
	const char	*word;
	int		 value;
};

int	cmd_choose(const char *option, const struct choice *, const char *);

/* The number of an option, or the end with what is wrong about it. */
uint64_t cmd_number(const char *option, const char *, uint64_t least,
	    uint64_t most);

/* What a column counts: enum sage_unit. */
extern const struct choice cmd_units[];

/* Say which version of the program this is, and end. */
_Noreturn void cmd_version(void);

/* End with the reason if a call of the library's failed. */
void	cmd_check(int status);

/* Write to standard output, or end with the reason. */
void	cmd_write(const void *, size_t);
void	cmd_puts(const char *);
void	cmd_flush(void);

/* The only end with success: standard output must have been written. */
_Noreturn void cmd_exit(int status);

/* After options are known: from here on no file can be opened for writing,
 * made, removed or run.  Does what the system can and says whether it could. */
int	sandbox(void);

#endif
