/*
 * mkknowledge -o FILE [-n] data ...
 *
 * Compiles lib/data into the block of bytes that is built in, and runs the
 * examples of its rules: one that fails fails the build (with -n only says
 * so).  Files ending in .rules are rules; inflect.tsv and frequency.tsv are
 * tables.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compile.h"
#include "rules.h"

#define FILES_MAX	256

static void
read_file(const char *name, struct sage_text *out)
{
	struct buf	b = { 0 };
	char		block[65536];
	size_t		n;
	FILE		*f;

	if ((f = fopen(name, "rb")) == NULL)
		err(1, "%s", name);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		if (buf_append(&b, block, n) != 0)
			errx(1, "%s: too big", name);
	if (ferror(f))
		err(1, "%s", name);
	fclose(f);
	out->data = b.data == NULL ? "" : b.data;
	out->len = b.len;
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

static void
write_file(const char *name, const struct buf *b)
{
	FILE	*f;

	if ((f = fopen(name, "wb")) == NULL)
		err(1, "%s", name);
	if (fwrite(b->data, 1, b->len, f) != b->len || fclose(f) == EOF)
		err(1, "%s", name);
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
			read_file(argv[optind], &in.inflections);
		else if (ends_in(argv[optind], "frequency.tsv"))
			read_file(argv[optind], &in.frequencies);
		else {
			rules[in.n].name = argv[optind];
			read_file(argv[optind], &rules[in.n++].text);
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
	write_file(out, &blob);
	return 0;
}
