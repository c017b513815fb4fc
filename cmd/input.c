#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "input.h"

#define BLOCK	((size_t)32 << 10)

struct input {
	const struct handler	*h;
	const char		*name;
	enum input_mode		 mode;
	uint64_t		 number;
	int			 open, refused, inside, ended;
};

static void
begin(struct input *in)
{
	if (in->inside)
		return;
	in->inside = 1;
	in->ended = 0;
	in->h->begin(++in->number, in->h->arg);
}

static void
end(struct input *in, int closed)
{
	if (!in->inside)
		return;
	in->inside = 0;
	in->h->end(closed, in->h->arg);
}

static void
give(struct input *in, const char *data, size_t len)
{
	begin(in);
	if (!in->ended && len > 0)
		in->ended = in->h->bytes(data, len, in->h->arg) != 0;
}

/* Cut what was read into messages. */
static void
take(struct input *in, const char *data, size_t len)
{
	char		 sep = in->mode == INPUT_LINES ? '\n' : '\0';
	const char	*cut;

	if (!in->open) {
		in->open = 1;
		in->refused = in->h->open(in->name, data, len,
		    in->h->arg) != 0;
	}
	if (in->refused)
		return;
	while (in->mode != INPUT_WHOLE &&
	    (cut = memchr(data, sep, len)) != NULL) {
		give(in, data, (size_t)(cut - data));
		end(in, 1);
		len -= (size_t)(cut + 1 - data);
		data = cut + 1;
	}
	if (len > 0)
		give(in, data, len);
}

static int
read_all(struct input *in, int fd)
{
	static char	block[BLOCK];
	ssize_t		n;
	int		status = CMD_CLEAN;

	do {
		n = read(fd, block, sizeof(block));
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		take(in, block, (size_t)n);
	} while (!in->refused);
	if (n == -1) {
		cmd_warn("%s: %s", in->name, strerror(errno));
		status = CMD_TROUBLE;
		if (!in->open)
			return status;
	}
	take(in, block, 0);
	if (in->refused)
		return CMD_TROUBLE;
	if (in->mode == INPUT_WHOLE)
		begin(in);
	end(in, 0);
	in->h->close(in->h->arg);
	return status;
}

int
input_each(char *const files[], size_t n, const char *stdin_name,
    enum input_mode mode, const struct handler *h)
{
	static char		 dash[] = "-";
	static char *const	 none[] = { dash };
	struct input		 in;
	size_t			 i;
	int			 fd, status = CMD_CLEAN;

	if (n == 0) {
		files = none;
		n = 1;
	}
	for (i = 0; i < n; i++) {
		in = (struct input){ .h = h, .mode = mode };
		if (strcmp(files[i], "-") == 0) {
			in.name = stdin_name;
			if (read_all(&in, STDIN_FILENO) != CMD_CLEAN)
				status = CMD_TROUBLE;
			continue;
		}
		in.name = files[i];
		if ((fd = open(files[i], O_RDONLY | O_CLOEXEC)) == -1) {
			cmd_warn("%s: %s", files[i], strerror(errno));
			status = CMD_TROUBLE;
			continue;
		}
		if (read_all(&in, fd) != CMD_CLEAN)
			status = CMD_TROUBLE;
		close(fd);
	}
	return status;
}
