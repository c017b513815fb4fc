/* The one place that knows of the built-in knowledge, so that the program
 * which makes it can use all the rest. */
#include "rules.h"

int
sage_rules_new(struct sage_rules **out)
{
	return rules_open(out, knowledge_blob,
	    (size_t)(knowledge_blob_end - knowledge_blob));
}
