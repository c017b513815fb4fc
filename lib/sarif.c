#include <inttypes.h>
#include <string.h>

#include "json.h"
#include "level.h"
#include "report.h"
#include "sarif.h"
#include "text.h"

#define SCHEMA	"https://json.schemastore.org/sarif-2.1.0.json"

/* "key":{"text":"..."} */
static int
put_message(struct buf *out, const char *key, struct sage_text t,
    const char *end)
{
	int	e;

	if ((e = buf_printf(out, "\"%s\":{", key)) != 0 ||
	    (e = json_member(out, "text", t, "}")) != 0)
		return e;
	return buf_puts(out, end);
}

/* A file's name as a URI; bytes go over as they are, whatever they mean. */
static int
put_uri(struct buf *out, const char *name)
{
	static const char	plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~/";
	size_t			n;
	int			e;

	e = buf_puts(out, *name == '/' ? "{\"uri\":\"file://" :
	    "{\"uri\":\"");
	while (e == 0 && *name != '\0') {
		n = strspn(name, plain);
		e = buf_append(out, name, n);
		name += n;
		if (e == 0 && *name != '\0')
			e = buf_printf(out, "%%%02X", (unsigned char)*name++);
	}
	return e != 0 ? e : buf_puts(out, "\"}");
}

int
sarif_begin(struct buf *out)
{
	return buf_puts(out, "{\"$schema\":\"" SCHEMA "\","
	    "\"version\":\"2.1.0\",\"runs\":[{\"results\":[");
}

/* ---- results ----------------------------------------------------------- */

static int
note_rule(const struct sage_rule *r, void *arg)
{
	struct sage_rule	*wanted = arg;

	if (strcmp(r->id, wanted->id) != 0)
		return 0;
	*wanted = *r;
	return 1;
}

/* The place of a rule among those that were broken. */
static int
rule_index(struct sarif *s, const struct sage_finding *f,
    const struct sage_rules *rules, size_t *index)
{
	const struct sage_rule	*r = (struct sage_rule *)(void *)
				    s->rules.data;
	struct sage_rule	 rule = { .id = f->id };
	size_t			 n = s->rules.len / sizeof(*r);

	for (*index = 0; *index < n; ++*index)
		if (strcmp(r[*index].id, f->id) == 0)
			return 0;
	if (sage_rules_each(rules, note_rule, &rule) != 1)
		return SAGE_EINVAL;
	return buf_append(&s->rules, &rule, sizeof(rule));
}

static int
put_region(struct buf *out, const struct sage_finding *f,
    const struct sarif_base *base)
{
	int	e;

	e = buf_printf(out, "{\"startLine\":%" PRIu64 ",\"endLine\":%" PRIu64,
	    f->start.line, f->end.line);
	if (e == 0 && !base->no_columns)
		e = buf_printf(out, ",\"startColumn\":%" PRIu64
		    ",\"endColumn\":%" PRIu64, f->start.column,
		    f->end.column);
	if (e == 0)
		e = buf_printf(out, ",\"byteOffset\":%" PRIu64
		    ",\"byteLength\":%" PRIu64 ",", base->byte +
		    f->start.byte, f->end.byte - f->start.byte);
	return e != 0 ? e : put_message(out, "snippet", f->text, "}");
}

/* What is read where nothing but the message is shown. */
static int
put_what(struct buf *out, const struct sage_finding *f)
{
	struct buf	what = { 0 };
	int		e;

	if ((e = buf_printf(&what, "%s: \"", f->title)) == 0 &&
	    (e = buf_append(&what, f->text.data, f->text.len)) == 0 &&
	    (e = buf_puts(&what, "\"")) == 0 && *f->repair != '\0')
		e = buf_printf(&what, "; %s", f->repair);
	if (e == 0)
		e = put_message(out, "message", (struct sage_text){ what.data,
		    what.len }, ",");
	buf_free(&what);
	return e;
}

int
sarif_result(struct sarif *s, struct buf *out, const char *file,
    const struct sage_finding *f, const struct sage_rules *rules,
    const struct sarif_base *base)
{
	size_t	index;
	int	e;

	if ((e = rule_index(s, f, rules, &index)) != 0 ||
	    (e = buf_puts(out, s->nresults++ > 0 ? ",\n{" : "\n{")) != 0 ||
	    (e = json_member(out, "ruleId", text_of(f->id), ",")) != 0 ||
	    (e = buf_printf(out, "\"ruleIndex\":%zu,\"level\":\"%s\",", index,
	    level_name(f->level))) != 0 || (e = put_what(out, f)) != 0 ||
	    (e = buf_puts(out, "\"locations\":[{\"physicalLocation\":"
	    "{\"artifactLocation\":")) != 0 ||
	    (e = put_uri(out, file)) != 0 ||
	    (e = buf_puts(out, ",\"region\":")) != 0 ||
	    (e = put_region(out, f, base)) != 0)
		return e;
	if ((e = buf_puts(out, "}}],\"properties\":{")) != 0 ||
	    (e = json_member(out, "category", text_of(f->category),
	    ",")) != 0 ||
	    (e = json_member(out, "source", text_of(f->source), ",")) != 0)
		return e;
	return buf_printf(out, "\"confidence\":%.2f}}", f->confidence);
}

/* ---- the end ----------------------------------------------------------- */

/* Why such words do harm, and what to say instead. */
static int
put_help(struct buf *out, const struct sage_rule *r)
{
	struct buf	help = { 0 };
	int		e;

	if ((e = report_template(&help, r->reason)) == 0 &&
	    help.len > 0 && *r->repair != '\0')
		e = buf_puts(&help, "\n\n");
	if (e == 0 && (e = report_template(&help, r->repair)) == 0)
		e = put_message(out, "help", (struct sage_text){ help.data,
		    help.len }, ",");
	buf_free(&help);
	return e;
}

static int
put_rule(struct buf *out, const struct sage_rule *r)
{
	int	e;

	if ((e = buf_puts(out, "{")) != 0 ||
	    (e = json_member(out, "id", text_of(r->id), ",")) != 0 ||
	    (e = put_message(out, "shortDescription", text_of(r->title),
	    ",")) != 0 || (e = put_message(out, "fullDescription",
	    text_of(*r->definition != '\0' ? r->definition : r->title),
	    ",")) != 0 || (e = put_help(out, r)) != 0 ||
	    (e = buf_printf(out, "\"defaultConfiguration\":{\"level\":"
	    "\"%s\"},\"properties\":{\"tags\":[", level_name(r->level))) !=
	    0 || (e = json_string(out, r->category,
	    strlen(r->category))) != 0)
		return e;
	return buf_puts(out, "]}}");
}

static int
put_tool(const struct sarif *s, struct buf *out, const char *program)
{
	const struct sage_rule	*r = (struct sage_rule *)(void *)
				    s->rules.data;
	size_t			 n = s->rules.len / sizeof(*r), i;
	int			 e;

	if ((e = buf_puts(out, "\"tool\":{\"driver\":{")) != 0 ||
	    (e = json_member(out, "name", text_of(program), ",")) != 0 ||
	    (e = json_member(out, "version", text_of(sage_version()),
	    ",")) != 0 || (e = buf_puts(out, "\"rules\":[")) != 0)
		return e;
	for (i = 0; i < n && e == 0; i++)
		if ((e = buf_puts(out, i > 0 ? ",\n" : "\n")) == 0)
			e = put_rule(out, &r[i]);
	return e != 0 ? e : buf_puts(out, "]}}");
}

int
sarif_end(struct sarif *s, struct buf *out, const char *program,
    enum sage_unit unit, int well)
{
	int	e;

	if ((e = buf_puts(out, "\n],\n")) == 0 &&
	    (e = put_tool(s, out, program)) == 0)
		e = buf_printf(out, ",\n\"invocations\":[{"
		    "\"executionSuccessful\":%s}],\"columnKind\":\"%s\"}]}\n",
		    well ? "true" : "false", unit == SAGE_UTF16 ?
		    "utf16CodeUnits" : "unicodeCodePoints");
	buf_free(&s->rules);
	return e;
}
