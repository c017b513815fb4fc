#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "baseline.h"
#include "cmd.h"
#include "esc.h"
#include "report.h"

#define LINKS_MOST	40	/* as the kernel has it */

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
slurp(struct buf *out, const char *path)
{
	char	block[16384];
	FILE	*f;
	size_t	n;

	if ((f = fopen(path, "re")) == NULL)
		cmd_die("%s: %s", path, strerror(errno));
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		if (buf_append(out, block, n) != 0)
			cmd_die("%s: too large", path);
	if (ferror(f))
		cmd_die("%s: %s", path, strerror(errno));
	fclose(f);
}

/* Is it as baseline_line() writes it? */
static int
is_line(const char *s, size_t len)
{
	const char	*end = s + len, *id = memchr(s, '\t', len), *text;

	for (; s < end && ((unsigned char)*s >= ' ' || *s == '\t'); s++)
		;
	if (s < end || id == NULL)
		return 0;
	id++;
	text = id + strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (text == id || *text != '.')
		return 0;
	text += strspn(text, ".abcdefghijklmnopqrstuvwxyz0123456789-");
	return *text == '\t' && memchr(text + 1, '\t',
	    (size_t)(end - text - 1)) == NULL;
}

static void
add_line(struct baseline *b, const char *line)
{
	if ((b->n & (b->n - 1)) == 0)
		b->line = reallocarray(b->line, b->n == 0 ? 1 : b->n * 2,
		    sizeof(*b->line));
	if (b->line == NULL)
		cmd_die("%s", strerror(ENOMEM));
	b->line[b->n++] = line;
}

/* Returns the number of the first line that is none of a baseline, or 0. */
static size_t
read_lines(struct baseline *b, const char *path)
{
	char	*p, *end, *nl;

	slurp(&b->text, path);
	if (buf_string(&b->text) == NULL)
		cmd_die("%s", strerror(ENOMEM));
	end = b->text.data + b->text.len;
	for (p = b->text.data; p < end; p = nl + 1) {
		if ((nl = memchr(p, '\n', (size_t)(end - p))) == NULL)
			nl = end;
		*nl = '\0';
		if (!is_line(p, (size_t)(nl - p)))
			return b->n + 1;
		add_line(b, p);
	}
	return 0;
}

void
baseline_read(struct baseline *b, const char *path)
{
	size_t	bad = read_lines(b, path);

	if (bad > 0)
		cmd_die("%s:%zu: not a line of a baseline", path, bad);
	if (b->n > 0)
		qsort(b->line, b->n, sizeof(*b->line), compare);
	if ((b->used = calloc(b->n + 1, 1)) == NULL)
		cmd_die("%s", strerror(ENOMEM));
}

void
baseline_free(struct baseline *b)
{
	buf_free(&b->text);
	free(b->line);
	free(b->used);
	b->line = NULL;
	b->used = NULL;
	b->n = 0;
}

void
baseline_line(struct buf *out, const char *name, const struct sage_finding *f)
{
	if (esc_append(out, name, strlen(name)) != 0 ||
	    buf_printf(out, "\t%s\t", f->id) != 0 ||
	    report_text(out, f->text) != 0 || buf_puts(out, "\n") != 0)
		cmd_die("%s", strerror(ENOMEM));
}

/* The first line that is not less than the key. */
static size_t
lower_bound(const struct baseline *b, const char *key)
{
	size_t	low = 0, high = b->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (strcmp(b->line[mid], key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

int
baseline_hides(struct baseline *b, const char *name,
    const struct sage_finding *f)
{
	struct buf	 line = { 0 };
	const char	*key;
	size_t		 i;
	int		 hides;

	if (b->n == 0)
		return 0;
	baseline_line(&line, name, f);
	line.len--;
	if ((key = buf_string(&line)) == NULL)
		cmd_die("%s", strerror(ENOMEM));
	for (i = lower_bound(b, key); i < b->n && b->used[i] &&
	    strcmp(b->line[i], key) == 0; i++)
		;
	hides = i < b->n && !b->used[i] && strcmp(b->line[i], key) == 0;
	if (hides)
		b->used[i] = 1;
	buf_free(&line);
	return hides;
}

static int
write_all(int fd, const struct buf *b)
{
	ssize_t	n;
	size_t	done;

	for (done = 0; done < b->len; done += (size_t)n) {
		n = write(fd, b->data + done, b->len - done);
		if (n == -1 && errno != EINTR)
			return -1;
		if (n == -1)
			n = 0;
	}
	return 0;
}

int
baseline_is_input(const char *path, const char *input)
{
	struct stat	old, st;
	int		r;

	if (stat(path, &old) == -1 || !S_ISREG(old.st_mode))
		return 0;
	r = strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &st) :
	    stat(input, &st);
	return r == 0 && st.st_dev == old.st_dev && st.st_ino == old.st_ino;
}

void
baseline_may_replace(const char *path)
{
	struct baseline	 old = { .n = 0 };
	struct stat	 st;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    read_lines(&old, path) > 0)
		cmd_die("%s: is no baseline, and is left as it is", path);
	baseline_free(&old);
}

/* A pipe or a device is written to as it is. */
static void
write_special(const char *path, const struct buf *b)
{
	int	fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd == -1 || write_all(fd, b) == -1 || close(fd) == -1)
		cmd_die("%s: %s", path, strerror(errno));
}

/* The file that a path is of in the end, whether or not it is there: links
 * stay what they are. */
static char *
target_of(const char *path)
{
	char	 link[PATH_MAX], *at = strdup(path), *next;
	ssize_t	 n;
	int	 dir, i;

	for (i = 0; at != NULL && (n = readlink(at, link,
	    sizeof(link))) != -1; i++) {
		if (i == LINKS_MOST || n == (ssize_t)sizeof(link))
			cmd_die("%s: %s", path, strerror(ELOOP));
		next = strrchr(at, '/');
		dir = *link == '/' || next == NULL ? 0 : (int)(next + 1 - at);
		if (asprintf(&next, "%.*s%.*s", dir, at, (int)n, link) == -1)
			next = NULL;
		free(at);
		at = next;
	}
	if (at == NULL)
		cmd_die("%s", strerror(ENOMEM));
	return at;
}

/* Write a file beside, and put it in the place of the old one. */
static int
replace(const char *path, mode_t mode, const struct buf *b)
{
	char	*tmp;
	int	 fd, r = -1, why;

	if (asprintf(&tmp, "%s.XXXXXX", path) == -1)
		return -1;
	if ((fd = mkstemp(tmp)) != -1) {
		if (write_all(fd, b) == 0 && fchmod(fd, mode) == 0 &&
		    fsync(fd) == 0 && close(fd) == 0)
			r = rename(tmp, path);
		why = errno;
		if (r == -1)
			unlink(tmp);
		errno = why;
	}
	free(tmp);
	return r;
}

void
baseline_write(const char *path, const struct buf *b)
{
	struct stat	 st;
	mode_t		 mode = 0644;
	char		*target;

	if (stat(path, &st) == 0) {
		if (!S_ISREG(st.st_mode)) {
			write_special(path, b);
			return;
		}
		mode = st.st_mode & 0777;
	}
	target = target_of(path);
	if (replace(target, mode, b) == -1)
		cmd_die("%s: %s", path, strerror(errno));
	free(target);
}
