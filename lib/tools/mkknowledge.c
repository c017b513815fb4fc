/*
 * mkknowledge -o FILE [-n] data ...
 *
 * Compiles lib/data into the block of bytes that is built in, and runs the
 * examples of its rules: one that fails fails the build (with -n only says
 * so).  Files ending in .rules are rules; inflect.tsv and frequency.tsv are
 * tables.
 */
#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compile.h"
#include "file.h"
#include "rules.h"

#define FILES_MAX	256

static struct sage_text
read_text(const char *name)
{
	struct sage_text	t;

	t.data = file_read(name, &t.len);
	return t;
}

static int
ends_in(const char *s, const char *with)
{
	size_t	n = strlen(s), m = strlen(with);

	return n >= m && strcmp(s + n - m, with) == 0;
}

static int
say_failed(const struct sage_rule *rule, const char *example, int wanted,
    void *arg)
{
	int	*failed = arg;

	warnx("%s: %s: %s", rule->id, wanted ? "not found" : "found", example);
	++*failed;
	return 0;
}

static int
check(const struct buf *blob)
{
	struct sage_rules	*rules;
	int			 failed = 0, e;

	if ((e = rules_open(&rules, blob->data, blob->len)) != 0 ||
	    (e = sage_rules_check(rules, say_failed, &failed)) != 0)
		errx(1, "%s", sage_strerror(e));
	sage_rules_free(rules);
	return failed;
}

int
main(int argc, char *argv[])
{
	struct source		 rules[FILES_MAX];
	struct compile_input	 in = { .rules = rules };
	struct sage_fault	 fault = { .name = "" };
	struct buf		 blob = { 0 };
	const char		*out = NULL;
	int			 ch, e, lenient = 0;

	while ((ch = getopt(argc, argv, "no:")) != -1)
		if (ch == 'o')
			out = optarg;
		else if (ch == 'n')
			lenient = 1;
		else
			return 2;
	for (; optind < argc; optind++) {
		if (in.n == FILES_MAX)
			errx(1, "too many files");
		if (ends_in(argv[optind], "inflect.tsv"))
			in.inflections = read_text(argv[optind]);
		else if (ends_in(argv[optind], "frequency.tsv"))
			in.frequencies = read_text(argv[optind]);
		else {
			rules[in.n].name = argv[optind];
			rules[in.n++].text = read_text(argv[optind]);
		}
	}
	if (out == NULL || in.n == 0)
		errx(2, "usage: mkknowledge [-n] -o file data ...");
	if ((e = compile(&in, &blob, &fault)) == SAGE_ERULES)
		errx(1, "%s:%u:%u: %s", fault.name, fault.line, fault.column,
		    fault.message);
	if (e != 0)
		errx(1, "%s", sage_strerror(e));
	if (check(&blob) > 0 && !lenient)
		return 1;
	file_write(out, &blob);
	return 0;
}
