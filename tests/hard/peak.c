/*
 * Run a command under a limit of time, and write to a file what it took:
 *
 *	peak SECONDS FILE COMMAND [ARGUMENT ...]
 *
 * The file gets one line: the most memory that was resident, in KiB, and the
 * processor's time, in ms.  The status is the command's; 137 if it was killed
 * at its limit, 128 and the signal if it died of another.
 */
#include <sys/resource.h>
#include <sys/wait.h>

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pid_t	child;

static void
kill_child(int sig)
{
	(void)sig;
	kill(child, SIGKILL);
}

static long
milliseconds(const struct timeval *t)
{
	return (long)t->tv_sec * 1000 + (long)t->tv_usec / 1000;
}

int
main(int argc, char *argv[])
{
	struct sigaction	 sa = { .sa_handler = kill_child,
				    .sa_flags = SA_RESTART };
	struct rusage		 ru;
	FILE			*f;
	long			 limit;
	int			 status;

	if (argc < 4 || (limit = strtol(argv[1], NULL, 10)) <= 0)
		errx(2, "usage: peak seconds file command [argument ...]");
	if ((child = fork()) == -1)
		err(2, "fork");
	if (child == 0) {
		execvp(argv[3], argv + 3);
		err(127, "%s", argv[3]);
	}
	sigaction(SIGALRM, &sa, NULL);
	alarm((unsigned)limit);
	if (wait4(child, &status, 0, &ru) == -1)
		err(2, "wait");
	if ((f = fopen(argv[2], "w")) == NULL)
		err(2, "%s", argv[2]);
	fprintf(f, "%ld %ld\n", ru.ru_maxrss, milliseconds(&ru.ru_utime) +
	    milliseconds(&ru.ru_stime));
	if (fclose(f) == EOF)
		err(2, "%s", argv[2]);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
	    WEXITSTATUS(status);
}
