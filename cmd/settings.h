/* Rules that come from files: named ones, the user's, a project's. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "buf.h"
#include "sage.h"

/* Add the rules of a file, or of one that is open.  Returns 0, or -1 when it
 * cannot be read, which is said. */
int	 settings_file(struct sage_rules *, const char *name);
int	 settings_open_file(struct sage_rules *, const char *name, int fd);

/* The same in two steps, for rules that are added more than once: a pipe can
 * be read only once. */
int	 settings_read(struct buf *, const char *name);
void	 settings_add(struct sage_rules *, const char *name,
	    const struct buf *);

/* All files in $XDG_CONFIG_HOME/sage that end in .rules, in order of their
 * names; were there any?  Ends the program when one cannot be read. */
int	 settings_user(struct sage_rules *);

/*
 * The .sage.rules that a file, which need not exist, is under: found upward
 * from its folder, never past the top of a repository.  NULL if there is
 * none; else to be freed.  To add it is as for settings_file().
 */
char	*settings_project(const char *name);
int	 settings_add_project(struct sage_rules *, const char *path);

#endif
