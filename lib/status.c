/* Statuses in words, and the version. */

#include "config.h"

#include <stddef.h>

#include "sage.h"

static const struct {
	int		 status;
	const char	*text;
} texts[] = {
	{ SAGE_OK,	"no error" },
	{ SAGE_ENOMEM,	"out of memory" },
	{ SAGE_EINVAL,	"invalid argument" },
	{ SAGE_ERULES,	"error in the rules" },
	{ SAGE_ETOOBIG,	"too large" },
	{ SAGE_EIO,	"read or write error" },
	{ SAGE_ESTOP,	"stopped by the caller" },
};

const char *
sage_strerror(int status)
{
	size_t	i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i].status == status)
			return texts[i].text;
	return "unknown error";
}

const char *
sage_version(void)
{
	return PACKAGE_VERSION;
}
