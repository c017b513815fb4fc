#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "cmd.h"
#include "esc.h"
#include "sage.h"

static const char	*progname = "sage";
static void		(*at_death)(void);

void
cmd_init(const char *argv0)
{
	const char	*slash = argv0 == NULL ? NULL : strrchr(argv0, '/');

	if (slash != NULL)
		progname = slash + 1;
	else if (argv0 != NULL && *argv0 != '\0')
		progname = argv0;
}

const char *
cmd_name(void)
{
	return progname;
}

/* One write, so that lines of a pipeline do not mix. */
static void
put_line(const struct buf *line)
{
	ssize_t	n = write(STDERR_FILENO, line->data, line->len);

	(void)n;
}

static void __attribute__((format(printf, 1, 0)))
vwarn(const char *fmt, va_list ap)
{
	char		raw[1024];
	struct buf	line = { 0 };

	vsnprintf(raw, sizeof(raw), fmt, ap);
	if (buf_printf(&line, "%s: ", progname) == 0 &&
	    esc_append(&line, raw, strlen(raw)) == 0 &&
	    buf_append(&line, "\n", 1) == 0)
		put_line(&line);
	buf_free(&line);
}

void
cmd_warn(const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	vwarn(fmt, ap);
	va_end(ap);
}

void
cmd_fault(const struct sage_fault *f)
{
	struct buf	line = { 0 };

	if (buf_printf(&line, "%s: ", progname) == 0 &&
	    esc_append(&line, f->name, strlen(f->name)) == 0 &&
	    buf_printf(&line, ":%u:%u: %s\n", f->line, f->column,
	    f->message) == 0)
		put_line(&line);
	buf_free(&line);
}

void
cmd_at_death(void (*fn)(void))
{
	at_death = fn;
}

void
cmd_die(const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	vwarn(fmt, ap);
	va_end(ap);
	cmd_give_up();
}

void
cmd_give_up(void)
{
	void	(*last)(void) = at_death;

	at_death = NULL;
	if (last != NULL)
		last();
	/* What was written before the trouble is not lost. */
	if (fflush(stdout) == EOF)
		cmd_warn("stdout: %s", strerror(errno));
	_exit(CMD_TROUBLE);
}

void
cmd_badopt(int ch, char *const argv[], int before)
{
	const char	*word = argv[optind - 1], *eq = strchr(word, '=');
	int		 len = (int)(eq == NULL ? strlen(word) :
			    (size_t)(eq - word));

	/* In a cluster of letters it has not moved. */
	if (optind == before || strncmp(word, "--", 2) != 0 ||
	    word[2] == '\0')
		cmd_die(ch == ':' ? "option -%c needs an argument; try --help" :
		    "no option -%c; try --help", optopt);
	if (ch == ':')
		cmd_die("option %s needs an argument; try --help", word);
	if (optopt != 0)
		cmd_die("option %.*s takes no argument; try --help", len,
		    word);
	cmd_die("no option %.*s; try --help", len, word);
}

int
cmd_choose(const char *option, const struct choice *c, const char *word)
{
	struct buf	known = { 0 };

	for (; c->word != NULL; c++) {
		if (strcmp(c->word, word) == 0)
			return c->value;
		if (buf_printf(&known, "%s%s", known.len > 0 ? ", " : "",
		    c->word) != 0)
			break;
	}
	cmd_die("--%s %s: not one of %s", option, word, buf_string(&known));
}

uint64_t
cmd_number(const char *option, const char *arg, uint64_t least, uint64_t most)
{
	char			*end;
	unsigned long long	 n;

	errno = 0;
	n = strtoull(arg, &end, 10);
	if (*arg < '0' || *arg > '9' || *end != '\0' || errno != 0 ||
	    n < least || n > most)
		cmd_die("--%s %s: not a number from %llu to %llu", option,
		    arg, (unsigned long long)least, (unsigned long long)most);
	return n;
}

const struct choice cmd_units[] = {
	{ "char", SAGE_CHAR }, { "byte", SAGE_BYTE },
	{ "utf16", SAGE_UTF16 }, { "display", SAGE_DISPLAY }, { NULL, 0 }
};

void
cmd_version(void)
{
	cmd_puts(progname);
	cmd_puts(" ");
	cmd_puts(sage_version());
	cmd_puts("\n");
	cmd_exit(CMD_CLEAN);
}

void
cmd_check(int status)
{
	if (status < 0)
		cmd_die("%s", sage_strerror(status));
}

/* The write that failed has its reason in errno. */
static _Noreturn void
write_failed(void)
{
	int	why = errno;

	cmd_warn("stdout: %s", strerror(why));
	_exit(CMD_TROUBLE);
}

void
cmd_write(const void *data, size_t len)
{
	if (len > 0 && fwrite(data, 1, len, stdout) != len)
		write_failed();
}

void
cmd_puts(const char *s)
{
	cmd_write(s, strlen(s));
}

void
cmd_flush(void)
{
	if (fflush(stdout) == EOF)
		write_failed();
}

void
cmd_exit(int status)
{
	/*
	 * stdio keeps the error of an early write only as a flag; the last
	 * write happens in fclose().  Both count: half an output that says 0
	 * is worse than none.
	 */
	int	bad = ferror(stdout);

	errno = 0;
	if (fclose(stdout) == EOF || bad) {
		if (errno != 0)
			cmd_warn("stdout: %s", strerror(errno));
		else
			cmd_warn("stdout: write error");
		status = CMD_TROUBLE;
	}
	_exit(status);
}
