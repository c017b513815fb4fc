#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "history.h"

void
history_open(struct history *h, const char *path)
{
	struct stat	st;

	h->path = path;
	h->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC |
	    O_NONBLOCK | O_NOCTTY, 0600);
	if (h->fd == -1 || fstat(h->fd, &st) == -1)
		cmd_die("%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		cmd_die("%s: not a regular file", path);
}

static void
lock(const struct history *h, int how)
{
	while (flock(h->fd, how) == -1)
		if (errno != EINTR)
			cmd_die("%s: %s", h->path, strerror(errno));
}

/* The bytes from an offset on, up to the size that the file had. */
static void
read_from(struct history *h, off_t at)
{
	ssize_t	n;

	h->text.len = 0;
	cmd_check(buf_reserve(&h->text, HISTORY_MOST));
	while (at < h->size) {
		n = pread(h->fd, h->text.data + h->text.len,
		    (size_t)(h->size - at), at);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			cmd_die("%s: %s", h->path, strerror(errno));
		if (n == 0)
			break;
		h->text.len += (size_t)n;
		at += n;
	}
}

void
history_read(struct history *h)
{
	struct stat	 st;
	const char	*nl;
	off_t		 from = 0;

	lock(h, LOCK_EX);
	if (fstat(h->fd, &st) == -1)
		cmd_die("%s: %s", h->path, strerror(errno));
	/* What another program has put in its place we may not open now. */
	if (st.st_nlink == 0)
		cmd_die("%s: was replaced while in use", h->path);
	h->size = st.st_size;
	if (h->size > (off_t)HISTORY_MOST)
		from = h->size - (off_t)HISTORY_MOST;
	read_from(h, from);
	if (from == 0 || h->text.len == 0)
		return;
	/* The first line is only the end of one. */
	nl = memchr(h->text.data, '\n', h->text.len);
	if (nl == NULL)
		h->text.len = 0;
	else {
		h->text.len -= (size_t)(nl + 1 - h->text.data);
		memmove(h->text.data, nl + 1, h->text.len);
	}
}

static int
append(const struct history *h, const char *data, size_t len)
{
	ssize_t	n;

	for (; len > 0; data += n, len -= (size_t)n) {
		n = write(h->fd, data, len);
		if (n == -1 && errno != EINTR)
			return -1;
		if (n == -1)
			n = 0;
	}
	return 0;
}

/* Does what is there end within a line? */
static int
is_unended(const struct history *h)
{
	char	last;

	return h->size > 0 && pread(h->fd, &last, 1, h->size - 1) == 1 &&
	    last != '\n';
}

int
history_add(struct history *h, const struct buf *records)
{
	int	e = 0, why;

	if ((is_unended(h) && append(h, "\n", 1) == -1) ||
	    append(h, records->data, records->len) == -1) {
		why = errno;
		if (ftruncate(h->fd, h->size) == -1)
			cmd_warn("%s: %s", h->path, strerror(errno));
		cmd_warn("%s: %s", h->path, strerror(why));
		e = -1;
	}
	lock(h, LOCK_UN);
	return e;
}

int
history_close(struct history *h)
{
	buf_free(&h->text);
	if (close(h->fd) == 0)
		return 0;
	cmd_warn("%s: %s", h->path, strerror(errno));
	return -1;
}
