#include "level.h"
#include "text.h"

static const char *const names[] = { "", "note", "warning", "error" };

const char *
level_name(enum sage_level level)
{
	return names[level];
}

int
level_of(struct sage_text name)
{
	int	i;

	for (i = SAGE_ERROR; i > 0 && !text_is(name, names[i]); i--)
		;
	return i;
}
