#include "config.h"

#ifdef HAVE_LINUX_LANDLOCK_H
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <linux/landlock.h>
#include <unistd.h>
#endif

#include "cmd.h"

#if defined(HAVE_LINUX_LANDLOCK_H) && !defined(NO_SANDBOX)
/*
 * Landlock: whatever makes, changes, removes or runs a file is denied from
 * here on; reading stays.  These rights are in its first version, so that
 * every kernel which has it knows them.
 */
int
sandbox(void)
{
	const struct landlock_ruleset_attr	attr = {
		.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE |
		    LANDLOCK_ACCESS_FS_WRITE_FILE |
		    LANDLOCK_ACCESS_FS_REMOVE_DIR |
		    LANDLOCK_ACCESS_FS_REMOVE_FILE |
		    LANDLOCK_ACCESS_FS_MAKE_CHAR |
		    LANDLOCK_ACCESS_FS_MAKE_DIR |
		    LANDLOCK_ACCESS_FS_MAKE_REG |
		    LANDLOCK_ACCESS_FS_MAKE_SOCK |
		    LANDLOCK_ACCESS_FS_MAKE_FIFO |
		    LANDLOCK_ACCESS_FS_MAKE_BLOCK |
		    LANDLOCK_ACCESS_FS_MAKE_SYM
	};
	long	fd, r = -1;

	fd = syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
	if (fd < 0)
		return -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		r = syscall(SYS_landlock_restrict_self, fd, 0);
	close((int)fd);
	return (int)r;
}
#else
int
sandbox(void)
{
	return -1;
}
#endif
