/* Rules that come from files: named ones, the user's, a project's. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "sage.h"

/* Each ends the program with a message where a file cannot be read. */
void	 settings_file(struct sage_rules *, const char *name);

/* All files in $XDG_CONFIG_HOME/sage that end in .rules, in order of their
 * names; were there any? */
int	 settings_user(struct sage_rules *);

/*
 * The .sage.rules that a file, which need not exist, is under: found upward
 * from its folder, never past the top of a repository.  NULL if there is
 * none; else to be freed.
 */
char	*settings_project(const char *name);
void	 settings_add_project(struct sage_rules *, const char *path);

#endif
