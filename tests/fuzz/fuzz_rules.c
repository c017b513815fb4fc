/*
 * Any text of rules, on top of others.  The first byte chooses which: where
 * its lowest four bits are 0, as those of "0" are, the built-in ones, else a
 * few of our own, as that is many times faster.  Any outcome will do but a
 * crash, or a fault that is told of a line which is not there.
 */
#include <string.h>

#include "compile.h"
#include "fuzz.h"
#include "rules.h"

#define ALIGN	64		/* of knowledge */

static const char	few[] =
	"spelling you = yuo u\n"
	"contraction don't = do not\n"
	"contraction you're = you are\n"
	"also is = 's\n"
	"abbreviation e.g etc\n"
	"class you\n\twords you you_all {they}\n"
	"class they\n\twords they ~person\n"
	"guard asked\n\tunless sentence ?\n"
	"category few\n\ttitle a few\n\tunless guard asked\n"
	"rule few.one\n\tmatch {you} are|is [not] <what *ing > zork\n"
	"\treason <what|it>\n\tyes You are being zork.\n\tno Zork.\n";

/* Texts that rules may find something in. */
static const char	text[] =
	"You are not going zork, are you?  They don't, you're zork 42 `x`;\n"
	"zork a b c d e f g h i j k l m n o p q r s t u v w x y z frob!\n\n"
	"I never do; you always do it... and so on, e.g. this.\n";

static void
open_few(struct sage_rules **out)
{
	static void		*copy;
	static size_t		 size;
	struct source		 s = { "few", { few, sizeof(few) - 1 } };
	struct compile_input	 in = { .rules = &s, .n = 1 };
	struct sage_fault	 f;
	struct buf		 b = { 0 };

	if (copy == NULL) {
		PROMISE(compile(&in, &b, &f) == 0);
		size = (b.len + ALIGN - 1) / ALIGN * ALIGN;
		PROMISE((copy = aligned_alloc(ALIGN, size)) != NULL);
		memcpy(copy, b.data, b.len);
		buf_free(&b);
	}
	PROMISE(rules_open(out, copy, size) == 0);
}

static void
check_fault(const struct sage_fault *f, const char *rules, size_t len)
{
	unsigned	lines = 1;
	size_t		i;

	PROMISE(strcmp(f->name, "fuzz") == 0);
	for (i = 0; i < len; i++)
		lines += rules[i] == '\n';
	PROMISE(f->line >= 1 && f->line <= lines);
	PROMISE(f->column >= 1 && f->column <= len + 1);
	PROMISE(memchr(f->message, '\0', sizeof(f->message)) != NULL);
	PROMISE(f->message[0] != '\0');
	for (i = 0; f->message[i] != '\0'; i++)
		PROMISE((unsigned char)f->message[i] >= 0x20 &&
		    f->message[i] != 0x7f);
}

static int
take_finding(const struct sage_finding *f, void *arg)
{
	uint64_t	*last = arg;

	PROMISE(f->start.byte >= *last && f->end.byte > f->start.byte);
	PROMISE(f->end.byte <= strlen(text));
	PROMISE(memchr(f->reason, '\1', strlen(f->reason)) == NULL);
	*last = f->end.byte;
	return 0;
}

static int
take_rule(const struct sage_rule *r, void *arg)
{
	size_t	*n = arg;

	*n += strlen(r->id) + strlen(r->title) + strlen(r->definition) +
	    strlen(r->reason) + strlen(r->source) + strlen(r->repair) +
	    strlen(r->yes) + strlen(r->no) + strlen(r->category);
	PROMISE(strncmp(r->id, r->category, strlen(r->category)) == 0);
	return 0;
}

static int
take_example(const struct sage_rule *r, const char *example, int wanted,
    void *arg)
{
	(void)wanted;
	(void)arg;
	PROMISE(strlen(r->id) > 0 && strlen(example) < 1024);
	return 0;
}

static void
use(const struct sage_rules *rules)
{
	struct sage_judge	*j;
	uint64_t		 last = 0;
	size_t			 n = 0;

	PROMISE(sage_rules_categories(rules, take_rule, &n) == 0);
	PROMISE(sage_rules_each(rules, take_rule, &n) == 0);
	PROMISE(sage_rules_check(rules, take_example, NULL) == 0);
	PROMISE(sage_judge_new(&j, rules, NULL, take_finding, &last) == 0);
	PROMISE(sage_judge_feed(j, text, strlen(text)) == 0);
	PROMISE(sage_judge_end(j) == 0);
	sage_judge_free(j);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct sage_rules	*rules;
	struct sage_fault	 f;
	char			*copy;
	int			 e;

	if (len == 0)
		return 0;
	if (data[0] % 16 == 0)
		PROMISE(sage_rules_new(&rules) == 0);
	else
		open_few(&rules);
	/* A copy of its own, so that a read past it shows. */
	PROMISE((copy = malloc(len)) != NULL);
	memcpy(copy, data + 1, len - 1);
	PROMISE(sage_rules_add(rules, "fuzz", copy, len - 1) == 0);
	e = sage_rules_compile(rules, &f);
	PROMISE(e == 0 || e == SAGE_ERULES || e == SAGE_ETOOBIG);
	if (e == SAGE_ERULES)
		check_fault(&f, copy, len - 1);
	free(copy);
	if (e == 0)
		use(rules);
	sage_rules_free(rules);
	return 0;
}
