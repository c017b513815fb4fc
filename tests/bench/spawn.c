/*
 * Run one or two commands in turn, and print what they took:
 *
 *	spawn rounds command [argument ...] [-- command [argument ...]]
 *
 * Each line is a name and the least, the middle and the greatest of the
 * rounds, with tabs in between:
 *
 *	wall.a cpu.a rss.a	of the first: ms, ms, KiB
 *	wall.b cpu.b rss.b	of the second
 *	wall cpu rss		the first by the second, round by round
 *
 * A round before these does not count.  What the commands print goes through
 * a pipe and is thrown away.  The least rss that can be seen is that of this
 * program, as a child begins as its copy; so it is kept small.
 */
#include <sys/resource.h>
#include <sys/wait.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WALL, CPU, RSS, FIGURES };

static const char *const	names[FIGURES] = { "wall", "cpu", "rss" };

struct program {
	char	**argv;
	double	 *took[FIGURES];	/* one a round */
};

static double
milliseconds(void)
{
	struct timespec	ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static void
drain(int fd)
{
	static char	buf[1 << 16];
	ssize_t		n;

	while ((n = read(fd, buf, sizeof(buf))) != 0)
		if (n == -1 && errno != EINTR)
			err(2, "read");
}

/* As grep and diff have it, a status of 2 or more is trouble. */
static void
check(const char *name, int status)
{
	if (WIFSIGNALED(status))
		errx(2, "%s: signal %d", name, WTERMSIG(status));
	if (WEXITSTATUS(status) > 1)
		errx(2, "%s: status %d", name, WEXITSTATUS(status));
}

static double
cpu(const struct rusage *ru)
{
	return (double)(ru->ru_utime.tv_sec + ru->ru_stime.tv_sec) * 1e3 +
	    (double)(ru->ru_utime.tv_usec + ru->ru_stime.tv_usec) / 1e3;
}

static void
run(char **argv, double took[FIGURES])
{
	posix_spawn_file_actions_t	actions;
	struct rusage			ru;
	double				begin;
	pid_t				pid;
	int				fd[2], status;

	if (pipe2(fd, O_CLOEXEC) == -1)
		err(2, "pipe");
	if ((errno = posix_spawn_file_actions_init(&actions)) != 0 ||
	    (errno = posix_spawn_file_actions_adddup2(&actions, fd[1],
	    STDOUT_FILENO)) != 0)
		err(2, "posix_spawn");
	begin = milliseconds();
	if ((errno = posix_spawnp(&pid, argv[0], &actions, NULL, argv,
	    environ)) != 0)
		err(2, "%s", argv[0]);
	close(fd[1]);
	drain(fd[0]);
	while (wait4(pid, &status, 0, &ru) == -1)
		if (errno != EINTR)
			err(2, "wait");
	took[WALL] = milliseconds() - begin;
	took[CPU] = cpu(&ru);
	took[RSS] = (double)ru.ru_maxrss;
	close(fd[0]);
	posix_spawn_file_actions_destroy(&actions);
	check(argv[0], status);
}

/* A round; round 0 is the one that does not count. */
static void
go(struct program *p, size_t round)
{
	double	took[FIGURES];
	int	i;

	run(p->argv, took);
	for (i = 0; round > 0 && i < FIGURES; i++)
		p->took[i][round - 1] = took[i];
}

static int
compare(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Leaves the numbers sorted. */
static void
print(const char *name, const char *of, double *v, size_t n)
{
	double	middle;

	qsort(v, n, sizeof(*v), compare);
	middle = n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
	printf("%s%s\t%.4f\t%.4f\t%.4f\n", name, of, v[0], middle, v[n - 1]);
}

static void
print_all(struct program *p, int programs, size_t n)
{
	double	*ratio;
	size_t	 k;
	int	 i;

	if ((ratio = calloc(n, sizeof(*ratio))) == NULL)
		err(2, NULL);
	for (i = 0; i < FIGURES; i++) {
		for (k = 0; programs > 1 && k < n; k++)
			ratio[k] = p[0].took[i][k] / p[1].took[i][k];
		if (programs > 1)
			print(names[i], "", ratio, n);
		print(names[i], ".a", p[0].took[i], n);
		if (programs > 1)
			print(names[i], ".b", p[1].took[i], n);
	}
	free(ratio);
}

int
main(int argc, char *argv[])
{
	struct program	 p[2] = { { .argv = NULL } };
	char		*end = NULL;
	size_t		 n = 0, round;
	int		 i, k, programs = 1;

	if (argc > 2)
		n = strtoul(argv[1], &end, 10);
	if (argc < 3 || *end != '\0' || n == 0 || n > 100000)
		errx(2, "usage: spawn rounds command [-- command]");
	p[0].argv = argv + 2;
	for (i = 3; i < argc - 1; i++)
		if (strcmp(argv[i], "--") == 0) {
			argv[i] = NULL;
			p[programs++].argv = argv + i + 1;
			break;
		}
	for (k = 0; k < programs; k++)
		for (i = 0; i < FIGURES; i++)
			if ((p[k].took[i] = calloc(n, sizeof(double))) == NULL)
				err(2, NULL);
	for (round = 0; round <= n; round++)
		for (k = 0; k < programs; k++)
			go(&p[k], round);
	print_all(p, programs, n);
	return 0;
}
