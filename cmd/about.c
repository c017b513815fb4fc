#include <string.h>

#include "about.h"
#include "buf.h"
#include "cmd.h"
#include "level.h"
#include "report.h"

/* A label and what it is of, on a line; nothing if there is nothing. */
static void
put_field(struct buf *out, const char *label, const char *text, size_t len)
{
	if (len == 0)
		return;
	cmd_check(buf_puts(out, label));
	cmd_check(report_text(out, (struct sage_text){ text, len }));
	cmd_check(buf_puts(out, "\n"));
}

static void
put_string(struct buf *out, const char *label, const char *text)
{
	put_field(out, label, text, strlen(text));
}

/* ---- all --------------------------------------------------------------- */

static int
list_rule(const struct sage_rule *r, void *arg)
{
	struct buf	*out = arg;

	if (!r->enabled || strcmp(r->id, r->category) == 0)
		return 0;
	cmd_check(buf_printf(out, "%s\t%s", r->id, level_name(r->level)));
	put_string(out, "\t", r->title);
	return 0;
}

void
about_all(const struct sage_rules *rules,
    const struct sage_attention *attention)
{
	struct buf	out = { 0 };

	sage_rules_each(rules, list_rule, &out);
	sage_attention_each(attention, list_rule, &out);
	cmd_write(out.data, out.len);
	buf_free(&out);
}

/* ---- one --------------------------------------------------------------- */

struct about {
	const char	*id;
	int		 found;
	struct buf	 out;
};

static void
put_examples(struct buf *out, const char *label, const char *text)
{
	size_t	n;

	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		put_field(out, label, text, n);
	}
}

static void
put_template(struct buf *out, const char *label, const char *text)
{
	struct buf	words = { 0 };

	cmd_check(report_template(&words, text));
	put_field(out, label, words.data, words.len);
	buf_free(&words);
}

static int
explain(const struct sage_rule *r, void *arg)
{
	struct about	*a = arg;
	struct buf	*out = &a->out;

	if (strcmp(r->id, a->id) != 0)
		return 0;
	a->found = 1;
	cmd_check(buf_puts(out, r->id));
	put_string(out, ": ", r->title);
	put_string(out, "level: ", level_name(r->level));
	put_string(out, "definition: ", r->definition);
	put_template(out, "reason: ", r->reason);
	put_string(out, "source: ", r->source);
	put_template(out, "instead: ", r->repair);
	put_examples(out, "flagged: ", r->yes);
	put_examples(out, "not flagged: ", r->no);
	return 0;
}

static int
name_rule(const struct sage_rule *r, void *arg)
{
	struct about	*a = arg;

	if (strcmp(r->category, a->id) == 0 && strcmp(r->id, a->id) != 0)
		put_string(&a->out, "rule: ", r->id);
	return 0;
}

void
about_one(const struct sage_rules *rules,
    const struct sage_attention *attention, const char *id)
{
	struct about	a = { .id = id };

	sage_rules_categories(rules, explain, &a);
	if (a.found)
		sage_rules_each(rules, name_rule, &a);
	else
		sage_rules_each(rules, explain, &a);
	if (!a.found) {
		sage_attention_each(attention, explain, &a);
		sage_attention_each(attention, name_rule, &a);
	}
	if (!a.found)
		cmd_die("--explain: no category or rule \"%s\"; try --list",
		    id);
	cmd_write(a.out.data, a.out.len);
	buf_free(&a.out);
}
