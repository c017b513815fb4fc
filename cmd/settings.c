#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "cmd.h"
#include "rulefile.h"
#include "settings.h"

#define PROJECT		".sage.rules"
#define REPOSITORY	".git"

static int
trouble(const char *name, const char *why)
{
	cmd_warn("%s: %s", name, why);
	return -1;
}

static int
read_all(struct buf *b, const char *name, int fd)
{
	char	block[16384];
	ssize_t	n;
	int	e;

	while ((n = read(fd, block, sizeof(block))) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return trouble(name, strerror(errno));
		if ((e = buf_append(b, block, (size_t)n)) != 0)
			return trouble(name, sage_strerror(e));
	}
	return 0;
}

void
settings_add(struct sage_rules *rules, const char *name, const struct buf *b)
{
	cmd_check(sage_rules_add(rules, name, b->data == NULL ? "" : b->data,
	    b->len));
}

int
settings_open_file(struct sage_rules *rules, const char *name, int fd)
{
	struct buf	b = { .max = RULEFILE_MAX };
	int		r = read_all(&b, name, fd);

	if (r == 0)
		settings_add(rules, name, &b);
	buf_free(&b);
	return r;
}

int
settings_file(struct sage_rules *rules, const char *name)
{
	struct buf	b = { 0 };
	int		r = settings_read(&b, name);

	if (r == 0)
		settings_add(rules, name, &b);
	buf_free(&b);
	return r;
}

int
settings_read(struct buf *b, const char *name)
{
	int	fd = open(name, O_RDONLY | O_CLOEXEC), r;

	if (fd == -1)
		return trouble(name, strerror(errno));
	b->max = RULEFILE_MAX;
	r = read_all(b, name, fd);
	close(fd);
	return r;
}

/* ---- the user's own ---------------------------------------------------- */

static int
is_rules(const struct dirent *d)
{
	size_t	n = strlen(d->d_name);

	return n > 6 && d->d_name[0] != '.' &&
	    strcmp(d->d_name + n - 6, ".rules") == 0;
}

static char *
join(const char *dir, const char *name)
{
	char	*path;

	if (asprintf(&path, "%s/%s", dir, name) == -1)
		cmd_die("%s", strerror(errno));
	return path;
}

int
settings_user(struct sage_rules *rules)
{
	const char	 *base = getenv("XDG_CONFIG_HOME");
	struct dirent	**list;
	char		 *home = NULL, *dir;
	int		  n, i;

	if (base == NULL || *base != '/') {
		if ((base = getenv("HOME")) == NULL || *base == '\0')
			return 0;
		base = home = join(base, ".config");
	}
	dir = join(base, "sage");
	free(home);
	n = scandir(dir, &list, is_rules, alphasort);
	if (n == -1 && errno != ENOENT && errno != ENOTDIR) {
		cmd_warn("%s: %s", dir, strerror(errno));
		cmd_give_up();
	}
	for (i = 0; i < n; i++) {
		/* Names of rules files live as long as the program. */
		if (settings_file(rules, join(dir, list[i]->d_name)) == -1)
			cmd_give_up();
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	free(dir);
	return n > 0;
}

/* ---- a project's ------------------------------------------------------- */

/* The folder a file is in, from the root; NULL if it is not there. */
static char *
folder_of(const char *name)
{
	const char	*slash = strrchr(name, '/');
	char		*dir, *real;

	if (slash == NULL)
		return realpath(".", NULL);
	if ((dir = strndup(name, slash == name ? 1 : (size_t)(slash -
	    name))) == NULL)
		cmd_die("%s", strerror(errno));
	real = realpath(dir, NULL);
	free(dir);
	return real;
}

static int
exists(const char *dir, const char *name)
{
	char		*path = join(dir, name);
	struct stat	 st;
	int		 r = lstat(path, &st);

	free(path);
	return r == 0;
}

/*
 * Go up from a folder to the top of its repository, and return the first
 * file of rules on the way; outside a repository only the folder's own.
 */
static char *
find_project(char *dir)
{
	char	*found = NULL, *own = NULL, *slash;
	int	 first = 1;

	for (;; first = 0) {
		if (found == NULL && exists(dir, PROJECT)) {
			found = join(dir, PROJECT);
			if (first)
				own = found;
		}
		if (exists(dir, REPOSITORY))
			return found;
		if ((slash = strrchr(dir, '/')) == NULL || slash[1] == '\0')
			break;
		slash[slash == dir] = '\0';
	}
	if (found != own)
		free(found);
	return own;
}

char *
settings_project(const char *name)
{
	char	*dir = folder_of(name), *found;

	if (dir == NULL)
		return NULL;
	found = find_project(dir);
	free(dir);
	return found;
}

int
settings_add_project(struct sage_rules *rules, const char *path)
{
	int		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
			    O_NONBLOCK);
	struct stat	st;
	int		r;

	if (fd == -1)
		return trouble(path, errno == ELOOP ? "is a symbolic link, "
		    "which may lead out of the repository" : strerror(errno));
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode))
		r = trouble(path, "not a regular file");
	else
		r = settings_open_file(rules, path, fd);
	close(fd);
	return r;
}
