/* What sage-ask and sage-reflect have in common: all but their words. */
#ifndef SPEAK_H
#define SPEAK_H

#include "sage.h"

struct speech {
	enum sage_speech	 speech;
	size_t			 count;		/* if -n does not say */
	const char		*const *kinds;	/* for -k; ends with NULL */
	const char		*help;
};

_Noreturn void speak_main(const struct speech *, int argc, char *argv[]);

#endif
