#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "about.h"
#include "attend.h"
#include "baseline.h"
#include "buf.h"
#include "cmd.h"
#include "held.h"
#include "input.h"
#include "judge.h"
#include "marks.h"
#include "mend.h"
#include "prose.h"
#include "report.h"
#include "rules.h"
#include "sage.h"
#include "sarif.h"
#include "settings.h"
#include "stream.h"

enum format { FORMAT_GNU, FORMAT_PRETTY, FORMAT_JSON, FORMAT_SARIF };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum { TYPE_AUTO = -1, LEVEL_NEVER = SAGE_ERROR + 1 };
enum work { WORK_JUDGE, WORK_LIST, WORK_EXPLAIN, WORK_CHECK };

struct list {
	const char	**item;
	size_t		  n;
};

static struct options {
	int		 format, color, type, unit, level, fail;
	int		 quiet, count, pass, repair, tone, config;
	int		 rules_only, line_buffered;
	uint64_t	 seed;
	enum input_mode	 mode;
	enum work	 work;
	const char	*stdin_name, *comment, *explain;
	const char	*baseline, *write_baseline;
	char		*reply_to;
	struct list	 only, except, rules;
} opt = {
	.format = -1, .type = TYPE_AUTO, .level = SAGE_NOTE,
	.fail = SAGE_WARNING, .config = 1, .stdin_name = "<stdin>"
};

/* Rules as they are under one project's file, or none. */
struct ruleset {
	char			*project;
	struct sage_rules	*rules;
	struct ruleset		*next;
};

static struct judgecheck {
	struct ruleset		*rulesets;
	struct buf		*named;		/* texts of --rules */
	int			 others_hold;	/* all but a project's */
	struct sage_fault	 fault;		/* that was told last */
	struct sage_judge	*judge;
	struct attend		 attend;
	enum sage_type		 type;		/* of this file */
	int			 trouble;
	struct baseline		 old;
	struct buf		 fresh;		/* of a new baseline */
	struct buf		 out;
	const char		*name;
	uint64_t		 number;	/* of this message */
	const char		*label;		/* name, or with the number */
	struct buf		 here, there;	/* labels of both texts */
	int			 color, several;
	int			 found;		/* at or above --fail */
	size_t			 count;		/* of this file */
	size_t			 told;		/* of this message */
	double			 score;
	const struct sage_rules	*rules;		/* for this file */
	struct sarif		 sarif;
	struct sarif_base	 base;		/* of this message */
	uint64_t		 file_bytes;	/* read of this file */
	uint64_t		 file_lines;
	struct held		 held;		/* --pass and --repair */
	struct mend		 mend;
} jc;

/* ---- options ----------------------------------------------------------- */

enum {
	OPT_COLOR = 256, OPT_STDIN_NAME, OPT_FAIL, OPT_COUNT, OPT_LIST,
	OPT_EXPLAIN, OPT_CHECK, OPT_NO_CONFIG, OPT_UNIT, OPT_COMMENT,
	OPT_BASELINE, OPT_WRITE_BASELINE, OPT_LINE_BUFFERED, OPT_REPLY_TO,
	OPT_REPAIR, OPT_CONTEXT, OPT_RULES_ONLY
};

static const struct option longopts[] = {
	{ "type",	required_argument,	NULL, 't' },
	{ "format",	required_argument,	NULL, 'f' },
	{ "color",	required_argument,	NULL, OPT_COLOR },
	{ "stdin-name",	required_argument,	NULL, OPT_STDIN_NAME },
	{ "only",	required_argument,	NULL, 'c' },
	{ "except",	required_argument,	NULL, 'x' },
	{ "level",	required_argument,	NULL, 'L' },
	{ "fail",	required_argument,	NULL, OPT_FAIL },
	{ "quiet",	no_argument,		NULL, 'q' },
	{ "count",	no_argument,		NULL, OPT_COUNT },
	{ "list",	no_argument,		NULL, OPT_LIST },
	{ "explain",	required_argument,	NULL, OPT_EXPLAIN },
	{ "pass",	no_argument,		NULL, 'p' },
	{ "repair",	no_argument,		NULL, OPT_REPAIR },
	{ "context",	required_argument,	NULL, OPT_CONTEXT },
	{ "seed",	required_argument,	NULL, 's' },
	{ "rules",	required_argument,	NULL, 'r' },
	{ "check-rules", no_argument,		NULL, OPT_CHECK },
	{ "no-config",	no_argument,		NULL, OPT_NO_CONFIG },
	{ "rules-only",	no_argument,		NULL, OPT_RULES_ONLY },
	{ "column-unit", required_argument,	NULL, OPT_UNIT },
	{ "lines",	no_argument,		NULL, 'l' },
	{ "null",	no_argument,		NULL, '0' },
	{ "comment-char", required_argument,	NULL, OPT_COMMENT },
	{ "baseline",	required_argument,	NULL, OPT_BASELINE },
	{ "write-baseline", required_argument,	NULL, OPT_WRITE_BASELINE },
	{ "reply-to",	required_argument,	NULL, OPT_REPLY_TO },
	{ "line-buffered", no_argument,		NULL, OPT_LINE_BUFFERED },
	{ "help",	no_argument,		NULL, 'h' },
	{ "version",	no_argument,		NULL, 'V' },
	{ NULL,		0,			NULL, 0 }
};

static const char help[] =
"usage: sage-judgecheck [options] [file ...]\n"
"Point at phrasing that judges, with the reason and a better way to say it.\n"
"\n"
"input\n"
"  -t, --type TYPE         plain, markdown, commit, mail or auto (by name)\n"
"  -l, --lines             each line is a message\n"
"  -0, --null              each NUL-ended record is a message\n"
"      --stdin-name NAME   what standard input is called\n"
"      --comment-char C    of commit messages; auto, or '' for none\n"
"      --reply-to FILE     the message that the draft answers: what of it\n"
"                          does the draft not touch?\n"
"what is looked for\n"
"  -c, --only LIST         only these categories or rules\n"
"  -x, --except LIST       all but these\n"
"  -L, --level LEVEL       print note, warning or error and above (note)\n"
"      --fail LEVEL        exit 1 from this level, or never (warning)\n"
"  -r, --rules FILE        add rules\n"
"      --no-config         read no rules but the built-in and -r\n"
"      --rules-only        tell nothing that only the model hears\n"
"      --baseline FILE     leave out findings that are in FILE\n"
"      --write-baseline FILE  put the findings there, and print none\n"
"output\n"
"  -f, --format FORMAT     gnu, pretty, json or sarif\n"
"      --color WHEN        auto, always or never\n"
"      --column-unit UNIT  char, byte, utf16 or display\n"
"  -p, --pass              the text itself, with the findings marked\n"
"      --repair            the text itself, with proposals for what judges\n"
"      --context NAME      where it is said: work, code-review, family,\n"
"                          friend, or auto; for proposals\n"
"  -s, --seed N            other proposals\n"
"      --count             how many findings, for each file\n"
"  -q, --quiet             nothing; the exit status tells\n"
"      --line-buffered     write after each message\n"
"about rules\n"
"      --list              what is looked for: id, level, title\n"
"      --explain ID        a category or a rule\n"
"      --check-rules FILE ...  run the examples in files of rules\n"
"  -h, --help              this text\n"
"  -V, --version           the version\n"
"\n"
"exit status: 0 nothing found, 1 something found, 2 trouble\n";

static const struct choice types[] = {
	{ "plain", SAGE_PLAIN }, { "markdown", SAGE_MARKDOWN },
	{ "commit", SAGE_COMMIT }, { "mail", SAGE_MAIL },
	{ "auto", TYPE_AUTO }, { NULL, 0 }
};
static const struct choice formats[] = {
	{ "gnu", FORMAT_GNU }, { "pretty", FORMAT_PRETTY },
	{ "json", FORMAT_JSON }, { "sarif", FORMAT_SARIF }, { NULL, 0 }
};
static const struct choice contexts[] = {
	{ "auto", REPAIR_AUTO }, { "work", REPAIR_WORK },
	{ "code-review", REPAIR_WORK }, { "family", REPAIR_LETTER },
	{ "friend", REPAIR_LETTER }, { NULL, 0 }
};
static const struct choice colors[] = {
	{ "auto", COLOR_AUTO }, { "always", COLOR_ALWAYS },
	{ "never", COLOR_NEVER }, { NULL, 0 }
};
static const struct choice levels[] = {
	{ "note", SAGE_NOTE }, { "warning", SAGE_WARNING },
	{ "error", SAGE_ERROR }, { NULL, 0 }
};
static const struct choice fails[] = {
	{ "note", SAGE_NOTE }, { "warning", SAGE_WARNING },
	{ "error", SAGE_ERROR }, { "never", LEVEL_NEVER }, { NULL, 0 }
};

static void
list_add(struct list *l, const char *item)
{
	l->item = reallocarray(l->item, l->n + 1, sizeof(*l->item));
	if (l->item == NULL)
		cmd_die("%s", strerror(errno));
	l->item[l->n++] = item;
}

/* Names separated by commas; the argument is cut up. */
static void
list_split(const char *option, struct list *l, char *arg)
{
	char	*name;
	size_t	 before = l->n;

	while ((name = strsep(&arg, ",")) != NULL)
		if (*name != '\0')
			list_add(l, name);
	if (l->n == before)
		cmd_die("--%s: no category or rule is named; try --list",
		    option);
}

static void
set_long(int ch, char *arg)
{
	switch (ch) {
	case OPT_COLOR:
		opt.color = cmd_choose("color", colors, arg);
		break;
	case OPT_STDIN_NAME:
		opt.stdin_name = arg;
		break;
	case OPT_FAIL:
		opt.fail = cmd_choose("fail", fails, arg);
		break;
	case OPT_COUNT:
		opt.count = 1;
		break;
	case OPT_LIST:
		opt.work = WORK_LIST;
		break;
	case OPT_EXPLAIN:
		opt.work = WORK_EXPLAIN;
		opt.explain = arg;
		break;
	case OPT_CHECK:
		opt.work = WORK_CHECK;
		break;
	case OPT_NO_CONFIG:
		opt.config = 0;
		break;
	case OPT_RULES_ONLY:
		opt.rules_only = 1;
		break;
	case OPT_UNIT:
		opt.unit = cmd_choose("column-unit", cmd_units, arg);
		break;
	case OPT_COMMENT:
		opt.comment = arg;
		break;
	case OPT_BASELINE:
		opt.baseline = arg;
		break;
	case OPT_WRITE_BASELINE:
		opt.write_baseline = arg;
		break;
	case OPT_REPLY_TO:
		opt.reply_to = arg;
		break;
	case OPT_LINE_BUFFERED:
		opt.line_buffered = 1;
		break;
	case OPT_REPAIR:
		opt.repair = 1;
		break;
	case OPT_CONTEXT:
		opt.tone = cmd_choose("context", contexts, arg);
		break;
	}
}

static void
set_short(int ch, char *arg)
{
	switch (ch) {
	case 't':
		opt.type = cmd_choose("type", types, arg);
		break;
	case 'f':
		opt.format = cmd_choose("format", formats, arg);
		break;
	case 'c':
		list_split("only", &opt.only, arg);
		break;
	case 'x':
		list_split("except", &opt.except, arg);
		break;
	case 'L':
		opt.level = cmd_choose("level", levels, arg);
		break;
	case 'q':
		opt.quiet = 1;
		break;
	case 'p':
		opt.pass = 1;
		break;
	case 's':
		opt.seed = cmd_number("seed", arg, 0, UINT64_MAX);
		break;
	case 'r':
		list_add(&opt.rules, arg);
		break;
	case 'l':
		opt.mode = INPUT_LINES;
		break;
	case '0':
		opt.mode = INPUT_NULL;
		break;
	}
}

/* What makes no sense together is not done by halves. */
static void
check_options(void)
{
	if (opt.reply_to != NULL && opt.pass)
		cmd_die("--pass marks the draft, and --reply-to finds what is "
		    "not in it");
	if (opt.reply_to != NULL && (opt.repair ||
	    opt.format == FORMAT_SARIF))
		cmd_die("--reply-to: not with --repair or --format sarif");
	if (opt.repair && (opt.pass || opt.quiet || opt.count ||
	    opt.write_baseline != NULL))
		cmd_die("--repair: not with --pass, --quiet, --count or "
		    "--write-baseline");
	if (opt.pass && (opt.quiet || opt.count ||
	    opt.write_baseline != NULL))
		cmd_die("--pass: not with --quiet, --count or "
		    "--write-baseline");
	if (opt.format == FORMAT_SARIF && opt.unit != SAGE_CHAR &&
	    opt.unit != SAGE_UTF16)
		cmd_die("--format sarif: a column is of unit char or utf16");
}

static void
read_options(int argc, char *argv[])
{
	int	ch, at;

	opterr = 0;	/* its own messages show the option raw */
	while (at = optind, (ch = getopt_long(argc, argv,
	    ":t:f:c:x:L:qps:r:l0hV", longopts, NULL)) != -1)
		switch (ch) {
		case 'h':
			cmd_puts(help);
			cmd_exit(CMD_CLEAN);
		case 'V':
			cmd_version();
		case '?':
		case ':':
			cmd_badopt(ch, argv, at);
		default:
			if (ch < 256)
				set_short(ch, optarg);
			else
				set_long(ch, optarg);
		}
	if (opt.format == -1)
		opt.format = isatty(STDOUT_FILENO) ? FORMAT_PRETTY :
		    FORMAT_GNU;
	check_options();
}

static int
wants_color(void)
{
	const char	*no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (opt.color != COLOR_AUTO)
		return opt.color == COLOR_ALWAYS;
	return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0') &&
	    term != NULL && strcmp(term, "dumb") != 0;
}

/* ---- rules ------------------------------------------------------------- */

/* What is wrong with the rules of several files is told once. */
static void
tell_fault(const struct sage_fault *f)
{
	if (jc.fault.name != NULL && strcmp(jc.fault.name, f->name) == 0 &&
	    jc.fault.line == f->line && jc.fault.column == f->column)
		return;
	jc.fault = *f;
	cmd_fault(f);
}

/* Make usable what was added.  Returns 0, or -1 with what is wrong said. */
static int
compile_added(struct sage_rules *rules, const char *name)
{
	struct sage_fault	fault = { .name = "" };
	int			e = sage_rules_compile(rules, &fault);

	if (e == 0)
		return 0;
	if (e == SAGE_ERULES)
		tell_fault(&fault);
	else if (e == SAGE_ETOOBIG)
		cmd_warn("%s: %s", name, sage_strerror(e));
	else
		cmd_check(e);
	return -1;
}

/* What --reply-to can find. */
static struct sage_attention *
attention(void)
{
	return attend_rules(&jc.attend, (enum sage_unit)opt.unit);
}

/* Of what is named a project's rules may have only some. */
static void
enable(struct sage_rules *rules, const struct list *l, int on)
{
	size_t	i;

	for (i = 0; i < l->n; i++)
		if (sage_rules_enable(rules, l->item[i], on) != 0)
			(void)sage_attention_enable(attention(), l->item[i],
			    on);
}

static void
read_named(void)
{
	size_t	i;

	if (opt.rules.n == 0 || jc.named != NULL)
		return;
	if ((jc.named = calloc(opt.rules.n, sizeof(*jc.named))) == NULL)
		cmd_die("%s", strerror(errno));
	for (i = 0; i < opt.rules.n; i++)
		if (settings_read(&jc.named[i], opt.rules.item[i]) == -1)
			cmd_give_up();
}

/* Read and compile the user's rules, a project's (or NULL), and those of -r.
 * Returns 0, or -1 with what is wrong said. */
static int
add_rules(struct sage_rules *rules, const char *project)
{
	size_t	i;
	int	added = opt.rules.n > 0 || project != NULL;

	if (opt.config)
		added |= settings_user(rules);
	if (project != NULL && settings_add_project(rules, project) == -1)
		return -1;
	read_named();
	for (i = 0; i < opt.rules.n; i++)
		settings_add(rules, opt.rules.item[i], &jc.named[i]);
	return added ? compile_added(rules, project != NULL ? project :
	    "rules") : 0;
}

/* These and the built-in ones; NULL if the project's cannot be used.  No file
 * can be read when the others cannot. */
static struct sage_rules *
make_rules(const char *project)
{
	struct sage_rules	*rules;

	cmd_check(sage_rules_new(&rules));
	if (add_rules(rules, project) == -1) {
		if (project == NULL)
			cmd_give_up();
		sage_rules_free(rules);
		return NULL;
	}
	if (opt.only.n > 0) {
		sage_rules_enable(rules, NULL, 0);
		if (opt.reply_to != NULL || opt.work == WORK_LIST)
			sage_attention_enable(attention(), NULL, 0);
	}
	enable(rules, &opt.only, 1);
	enable(rules, &opt.except, 0);
	return rules;
}

/* What is wrong without any project's rules is no project's fault, and no
 * file can be read: that ends the program. */
static void
check_others(void)
{
	struct sage_rules	*rules;

	if (jc.others_hold)
		return;
	jc.others_hold = 1;
	cmd_check(sage_rules_new(&rules));
	if (add_rules(rules, NULL) == -1)
		cmd_give_up();
	sage_rules_free(rules);
}

/* The rules for a file, made once for each project; NULL if they cannot be
 * used, which is said. */
static const struct sage_rules *
rules_for(const char *name)
{
	char		*project = NULL;
	struct ruleset	*set;

	if (opt.config)
		project = settings_project(name);
	for (set = jc.rulesets; set != NULL; set = set->next)
		if ((project == NULL && set->project == NULL) ||
		    (project != NULL && set->project != NULL &&
		    strcmp(project, set->project) == 0)) {
			free(project);
			return set->rules;
		}
	if (project != NULL)
		check_others();
	if ((set = calloc(1, sizeof(*set))) == NULL)
		cmd_die("%s", strerror(errno));
	set->project = project;
	set->rules = make_rules(project);
	set->next = jc.rulesets;
	jc.rulesets = set;
	return set->rules;
}

/* What cannot be used may have it. */
static int
some_have(const char *name)
{
	const struct ruleset	*set;

	for (set = jc.rulesets; set != NULL; set = set->next)
		if (set->rules == NULL || rules_have(set->rules, name))
			return 1;
	return 0;
}

static void
check_list(const char *option, const struct list *l, int on)
{
	size_t	i;

	for (i = 0; i < l->n; i++)
		if (!some_have(l->item[i]) &&
		    sage_attention_enable(attention(), l->item[i], on) != 0)
			cmd_die("--%s: no category or rule \"%s\"; "
			    "try --list", option, l->item[i]);
}

/* What is named must be a rule, or a category, for some of the files. */
static void
check_names(char *const files[], size_t n)
{
	size_t	i;

	if (opt.only.n + opt.except.n == 0)
		return;
	for (i = 0; i < n; i++)
		(void)rules_for(strcmp(files[i], "-") == 0 ? opt.stdin_name :
		    files[i]);
	if (n == 0)
		(void)rules_for(opt.stdin_name);
	check_list("only", &opt.only, 1);
	check_list("except", &opt.except, 0);
}

static void
free_rules(void)
{
	struct ruleset	*set;
	size_t		 i;

	while ((set = jc.rulesets) != NULL) {
		jc.rulesets = set->next;
		sage_rules_free(set->rules);
		free(set->project);
		free(set);
	}
	for (i = 0; i < opt.rules.n && jc.named != NULL; i++)
		buf_free(&jc.named[i]);
	free(jc.named);
	free(opt.only.item);
	free(opt.except.item);
	free(opt.rules.item);
}

/* The rules that --list and --explain are about. */
static const struct sage_rules *
rules_at_hand(void)
{
	const struct sage_rules	*rules = rules_for(opt.stdin_name);

	if (rules == NULL)
		cmd_give_up();
	check_names(NULL, 0);
	return rules;
}

static int
say_failed(const struct sage_rule *r, const char *example, int wanted,
    void *arg)
{
	struct buf	out = { 0 };
	const char	**name = arg;

	jc.found = 1;
	if (opt.quiet)
		return 0;
	cmd_check(report_text(&out, (struct sage_text){ *name,
	    strlen(*name) }));
	cmd_check(buf_printf(&out, ": %s: %s: ", r->id, wanted ?
	    "not found" : "found"));
	cmd_check(report_text(&out, (struct sage_text){ example,
	    strlen(example) }));
	cmd_check(buf_puts(&out, "\n"));
	cmd_write(out.data, out.len);
	buf_free(&out);
	return 0;
}

/* Run the examples of one file, "-" being standard input.  Returns 0, or -1
 * with what is wrong said. */
static int
check_file(struct sage_rules *rules, const char *name)
{
	int	r;

	if (strcmp(name, "-") == 0) {
		r = settings_open_file(rules, opt.stdin_name, STDIN_FILENO);
		name = opt.stdin_name;
	} else
		r = settings_file(rules, name);
	if (r == -1 || compile_added(rules, name) == -1)
		return -1;
	cmd_check(sage_rules_check(rules, say_failed, &name));
	return 0;
}

static int
check_rules(char *files[], size_t n)
{
	struct sage_rules	*rules;
	size_t			 i;
	int			 status = CMD_CLEAN;

	if (n == 0)
		cmd_die("--check-rules: which files?");
	for (i = 0; i < n; i++) {
		cmd_check(sage_rules_new(&rules));
		if (check_file(rules, files[i]) == -1)
			status = CMD_TROUBLE;
		sage_rules_free(rules);
	}
	return status == CMD_CLEAN && jc.found ? CMD_FOUND : status;
}

/* ---- findings ---------------------------------------------------------- */

static void
mark(const struct sage_finding *f)
{
	size_t	before = f->offset;
	size_t	after = f->line.len - f->offset - f->text.len;

	if (jc.type == SAGE_MARKDOWN)
		marks_around(f->text.data, f->text.len, &before, &after);
	else
		before = after = 0;
	held_write(&jc.held, f->start.byte - before);
	cmd_puts("[[");
	held_write(&jc.held, f->end.byte + after);
	cmd_puts("]]{");
	cmd_puts(f->category);
	cmd_puts("}");
}

/* The file that a finding stands in. */
static const char *
name_of(const struct sage_finding *f)
{
	return f->name != NULL ? f->name : jc.name;
}

/* Is what comes out the text itself? */
static int
is_filter(void)
{
	return opt.pass || opt.repair;
}

/* Is what comes out a report of findings in that format? */
static int
reports(int format)
{
	return opt.format == format && !is_filter() && !opt.quiet &&
	    !opt.count && opt.write_baseline == NULL;
}

/*
 * What a place is told with.  Lines of a message that ends with NUL are its
 * own, so that its number stands behind the name of the file.
 */
static const char *
label(struct buf *b, const char *name)
{
	if (opt.mode != INPUT_NULL)
		return name;
	b->len = 0;
	cmd_check(buf_printf(b, "%s#%" PRIu64, name, jc.number));
	return buf_string(b);
}

static const char *
label_of(const struct sage_finding *f)
{
	return f->name != NULL ? label(&jc.there, f->name) : jc.label;
}

static void
tell(const struct sage_finding *f)
{
	jc.out.len = 0;
	switch (opt.format) {
	case FORMAT_GNU:
		cmd_check(report_gnu(&jc.out, label_of(f), f));
		break;
	case FORMAT_PRETTY:
		cmd_check(report_pretty(&jc.out, label_of(f), f,
		    jc.color));
		break;
	case FORMAT_JSON:
		cmd_check(report_json(&jc.out, f, jc.told));
		break;
	case FORMAT_SARIF:
		cmd_check(sarif_result(&jc.sarif, &jc.out, name_of(f), f,
		    jc.rules, &jc.base));
		break;
	}
	cmd_write(jc.out.data, jc.out.len);
}

/* Is nothing more to be learned? */
static int
is_settled(void)
{
	return opt.quiet && jc.found && opt.write_baseline == NULL;
}

static int
take_finding(const struct sage_finding *f, void *arg)
{
	(void)arg;
	if (baseline_hides(&jc.old, name_of(f), f))
		return 0;
	if ((int)f->level >= opt.fail)
		jc.found = 1;
	if ((int)f->level < opt.level)
		return 0;
	jc.count++;
	if (opt.write_baseline != NULL)
		baseline_line(&jc.fresh, name_of(f), f);
	else if (opt.repair && f->name == NULL)
		mend_take(&jc.mend, f);
	else if (opt.pass)
		mark(f);
	else if (!opt.quiet && !opt.count)
		tell(f);
	if (opt.line_buffered)
		cmd_flush();
	jc.told++;
	jc.score = sage_score_add(jc.score, f->level);
	return is_settled();
}

/* ---- messages ---------------------------------------------------------- */

static int
ends_in(const char *s, const char *with)
{
	size_t	n = strlen(s), m = strlen(with);

	return n >= m && strcasecmp(s + n - m, with) == 0;
}

/* Endings of names, and what is in such files. */
static const struct choice endings[] = {
	{ "COMMIT_EDITMSG", SAGE_COMMIT }, { "MERGE_MSG", SAGE_COMMIT },
	{ "SQUASH_MSG", SAGE_COMMIT }, { "TAG_EDITMSG", SAGE_COMMIT },
	{ ".gitcommit", SAGE_COMMIT }, { ".md", SAGE_MARKDOWN },
	{ ".markdown", SAGE_MARKDOWN }, { ".eml", SAGE_MAIL },
	{ ".mbox", SAGE_MAIL }, { ".mail", SAGE_MAIL }, { NULL, 0 }
};

static enum sage_type
type_of(const char *name)
{
	const struct choice	*c;

	if (opt.type != TYPE_AUTO)
		return (enum sage_type)opt.type;
	for (c = endings; c->word != NULL; c++)
		if (ends_in(name, c->word))
			return (enum sage_type)c->value;
	return SAGE_PLAIN;
}

/* A text asks not to be told what is never told. */
static void
say_unknown(const char *name, uint64_t line, void *arg)
{
	(void)arg;
	cmd_warn("%s:%" PRIu64 ": sage: allow: there is no category or rule "
	    "%s", opt.format == FORMAT_SARIF ? jc.name : jc.label, line,
	    name);
}

static int
open_file(const char *name, const char *data, size_t len, void *arg)
{
	struct sage_judge_options	o = { .type = type_of(name) };
	static char			comment[8];

	(void)arg;
	if ((jc.rules = rules_for(name)) == NULL)
		return -1;
	o.unit = (enum sage_unit)opt.unit;
	o.comment = opt.comment;
	if (opt.comment != NULL && strcmp(opt.comment, "auto") == 0) {
		prose_comment(data, len, comment, sizeof(comment));
		o.comment = comment;
	}
	o.rules_only = opt.rules_only;
	jc.name = name;
	jc.type = o.type;
	attend_open(&jc.attend);
	jc.count = 0;
	jc.file_bytes = jc.file_lines = 0;
	cmd_check(sage_judge_new(&jc.judge, jc.rules, &o,
	    take_finding, NULL));
	if (!opt.quiet)
		judge_on_unknown(jc.judge, say_unknown, NULL);
	if (!opt.repair)
		return 0;
	jc.mend.held = &jc.held;
	mend_open(&jc.mend, jc.judge, jc.rules, &(struct repair_options){
	    .type = o.type, .tone = (enum repair_tone)opt.tone,
	    .seed = opt.seed });
	return 0;
}

/* The number of a message's first line.  SARIF counts those of the file. */
static uint64_t
first_line(uint64_t number)
{
	if (opt.mode == INPUT_LINES)
		return number;
	return reports(FORMAT_SARIF) ? jc.file_lines + 1 : 1;
}

static void
count_lines(const char *data, size_t len)
{
	const char	*end = data + len, *nl;

	while ((nl = memchr(data, '\n', (size_t)(end - data))) != NULL) {
		jc.file_lines++;
		data = nl + 1;
	}
}

static void
begin_message(uint64_t number, void *arg)
{
	(void)arg;
	jc.number = number;
	jc.label = label(&jc.here, jc.name);
	jc.told = 0;
	jc.score = 0;
	if (opt.reply_to != NULL)
		attend_begin(&jc.attend, number);
	if (is_filter())
		held_begin(&jc.held);
	if (opt.repair)
		mend_begin(&jc.mend, jc.label);
	jc.base.byte = jc.file_bytes;
	sage_judge_line(jc.judge, first_line(number));
	if (!reports(FORMAT_JSON))
		return;
	jc.out.len = 0;
	cmd_check(report_json_begin(&jc.out, number, jc.name));
	cmd_write(jc.out.data, jc.out.len);
}

/* What the draft leaves out is told first, then where it judges. */
static int
attend(void)
{
	int	e = 0;

	if (!jc.attend.open)
		return 0;
	attend_tell(&jc.attend, jc.type);
	if (jc.attend.draft.len > 0 && !is_settled())
		e = sage_judge_feed(jc.judge, jc.attend.draft.data,
		    jc.attend.draft.len);
	cmd_check(e);
	return is_settled();
}

/* Write what no finding can be in any more.  No paragraph begins further back
 * than the judge's window. */
static void
let_go(void)
{
	if (!opt.line_buffered) {
		held_keep(&jc.held, STREAM_WINDOW);
		return;
	}
	held_write(&jc.held, judge_done(jc.judge));
	cmd_flush();
}

static int
take_bytes(const char *data, size_t len, void *arg)
{
	int	e;

	(void)arg;
	if (jc.attend.open && attend_take(&jc.attend, data, len))
		return 0;
	if ((e = attend()) != 0)
		return e;
	jc.file_bytes += len;
	if (jc.base.no_columns)
		count_lines(data, len);
	if (is_filter())
		held_add(&jc.held, data, len);
	e = sage_judge_feed(jc.judge, data, len);
	cmd_check(e);
	if (opt.repair)
		mend_settle(&jc.mend);
	if (is_filter())
		let_go();
	return e;
}

static void
end_message(int closed, void *arg)
{
	(void)arg;
	(void)attend();
	cmd_check(sage_judge_end(jc.judge));
	jc.file_bytes += closed != 0;
	if (opt.repair)
		mend_settle(&jc.mend);
	if (is_filter()) {
		held_write(&jc.held, UINT64_MAX);
		if (closed)
			cmd_write(opt.mode == INPUT_LINES ? "\n" : "", 1);
	} else if (reports(FORMAT_JSON)) {
		jc.out.len = 0;
		cmd_check(report_json_end(&jc.out, jc.score));
		cmd_write(jc.out.data, jc.out.len);
	}
	if (opt.line_buffered)
		cmd_flush();
}

static void
close_file(void *arg)
{
	(void)arg;
	sage_judge_free(jc.judge);
	jc.judge = NULL;
	if (opt.reply_to != NULL && attend_close(&jc.attend) != CMD_CLEAN)
		jc.trouble = 1;
	if (opt.repair)
		mend_close(&jc.mend);
	if (!opt.count || opt.quiet)
		return;
	jc.out.len = 0;
	if (jc.several) {
		cmd_check(report_text(&jc.out, (struct sage_text){ jc.name,
		    strlen(jc.name) }));
		cmd_check(buf_puts(&jc.out, ":"));
	}
	cmd_check(buf_printf(&jc.out, "%zu\n", jc.count));
	cmd_write(jc.out.data, jc.out.len);
}

/* Before anything is told: there is no draft without what it answers. */
static void
read_message(char *files[], size_t n)
{
	size_t	i;

	if (strcmp(opt.reply_to, "-") == 0)
		for (i = 0; i < n || n == 0; i++)
			if (n == 0 || strcmp(files[i], "-") == 0)
				cmd_die("--reply-to: standard input can not "
				    "be both message and draft");
	(void)attention();
	jc.attend.fn = take_finding;
	attend_read(&jc.attend, opt.reply_to, opt.stdin_name, opt.mode);
	jc.attend.type = type_of(jc.attend.name);
}

/* ---- the run ----------------------------------------------------------- */

static void
end_sarif(int well)
{
	jc.out.len = 0;
	if (sarif_end(&jc.sarif, &jc.out, cmd_name(), (enum sage_unit)opt.unit,
	    well) == 0)
		cmd_write(jc.out.data, jc.out.len);
}

/* A log is whole whatever happens. */
static void
break_sarif(void)
{
	end_sarif(0);
}

static void
begin_sarif(void)
{
	jc.base.no_columns = opt.mode == INPUT_NULL;
	cmd_check(sarif_begin(&jc.out));
	cmd_write(jc.out.data, jc.out.len);
	cmd_at_death(break_sarif);
}

/* No file that is read is written, and none but a baseline is replaced. */
static void
check_fresh(char *files[], size_t n)
{
	const char	*path = opt.write_baseline;
	int		 bad;
	size_t		 i;

	bad = n == 0 && baseline_is_input(path, "-");
	for (i = 0; i < n; i++)
		bad |= baseline_is_input(path, files[i]);
	for (i = 0; i < opt.rules.n; i++)
		bad |= baseline_is_input(path, opt.rules.item[i]);
	if (opt.baseline != NULL)
		bad |= baseline_is_input(path, opt.baseline);
	if (opt.reply_to != NULL)
		bad |= baseline_is_input(path, opt.reply_to);
	if (bad)
		cmd_die("--write-baseline: %s is read as well", path);
	baseline_may_replace(path);
}

/* What is not all is not put in the place of the old one. */
static void
write_fresh(int status)
{
	jc.found = 0;
	if (status == CMD_CLEAN)
		baseline_write(opt.write_baseline, &jc.fresh);
	else
		cmd_warn("%s: not written, as not all was read",
		    opt.write_baseline);
}

static int
judge(char *files[], size_t n)
{
	static const struct handler	handler = {
		.open = open_file, .begin = begin_message,
		.bytes = take_bytes, .end = end_message, .close = close_file
	};
	int				status;

	check_names(files, n);
	jc.several = n > 1;
	jc.color = wants_color();
	jc.held.masked = isatty(STDOUT_FILENO);
	if (opt.write_baseline != NULL)
		check_fresh(files, n);
	if (opt.baseline != NULL)
		baseline_read(&jc.old, opt.baseline);
	if (opt.reply_to != NULL)
		read_message(files, n);
	if (reports(FORMAT_SARIF))
		begin_sarif();
	status = input_each(files, n, opt.stdin_name, opt.mode, &handler);
	if (reports(FORMAT_SARIF)) {
		cmd_at_death(NULL);
		end_sarif(status == CMD_CLEAN);
	}
	if (jc.trouble)
		status = CMD_TROUBLE;
	if (opt.write_baseline != NULL)
		write_fresh(status);
	baseline_free(&jc.old);
	buf_free(&jc.fresh);
	held_free(&jc.held);
	buf_free(&jc.here);
	buf_free(&jc.there);
	buf_free(&jc.out);
	if (status == CMD_CLEAN && jc.found && !opt.pass)
		status = CMD_FOUND;
	return status;
}

int
main(int argc, char *argv[])
{
	int	status = CMD_CLEAN;

	cmd_init(argv[0]);
	read_options(argc, argv);
	if (opt.write_baseline == NULL)
		(void)sandbox();
	switch (opt.work) {
	case WORK_LIST:
		about_all(rules_at_hand(), attention());
		break;
	case WORK_EXPLAIN:
		about_one(rules_at_hand(), attention(), opt.explain);
		break;
	case WORK_CHECK:
		status = check_rules(argv + optind, (size_t)(argc - optind));
		break;
	case WORK_JUDGE:
		status = judge(argv + optind, (size_t)(argc - optind));
		break;
	}
	free_rules();
	attend_free(&jc.attend);
	cmd_exit(status);
}
