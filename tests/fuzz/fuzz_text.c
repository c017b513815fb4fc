/*
 * Any text, in any pieces.  The first four bytes choose, as digits do: the
 * type of the text, the unit of its columns, the size of the pieces, and how
 * often the rest is repeated, so that short inputs too come to where long
 * paragraphs and sentences are cut.  For the last all but 1 to 7 mean once,
 * as much text takes much time.
 */
#include <string.h>

#include "buf.h"
#include "fuzz.h"
#include "judge.h"
#include "repair.h"
#include "sage.h"

#define HEAD	4
#define LONG	((size_t)6 << 10)
#define LONGEST	((size_t)72 << 10)	/* more than a window */

/* On top of the built-in rules some that find much. */
static const char	more[] =
	"category z\n\ttitle a\n\tdefinition a\n\treason a\n"
	"rule z.word\n\tmatch a|the|zork\n"
	"rule z.row\n\tmatch you|i ..3 not|never\n\tunless before 2 if\n"
	"rule z.grave\n\tmatch zork zork\n\tlevel error\n"
	"rule z.open\n\tmatch zork <what *|*ing > [,] [@code|@num] frob\n"
	"\tmatch ^ frob $\n\treason <what|nothing>\n"
	"rule z.asked\n\tmatch blarg [*] ?\n\tmatch blarg [*] !\n";

static const size_t	pieces[8] = { 1, 2, 3, 7, 64, 1000, 4096, 65536 };
static const size_t	times[8] = { 1, 2, 5, 17, 100, 400, 1000, 3000 };

/* The message, and what was told of it. */
struct told {
	const char	*text;
	size_t		 len;
	struct buf	 log;
	struct repairer	*repairer;
	uint64_t	 last;		/* where the last finding ended */
	uint64_t	 line;
};

static const struct sage_rules *
make_rules(void)
{
	static struct sage_rules	*rules;
	struct sage_fault		 f;

	if (rules != NULL)
		return rules;
	PROMISE(sage_rules_new(&rules) == 0);
	PROMISE(sage_rules_add(rules, "more", more, strlen(more)) == 0);
	PROMISE(sage_rules_compile(rules, &f) == 0);
	return rules;
}

/* What sage.h says of a finding. */
static void
check_finding(const struct sage_finding *f, const struct told *t)
{
	uint64_t	start = f->start.byte, end = f->end.byte;

	PROMISE(start >= t->last);
	PROMISE(start < end && end <= t->len);
	PROMISE(f->text.len == end - start);
	PROMISE(memcmp(f->text.data, t->text + start, f->text.len) == 0);
	PROMISE(f->start.line >= t->line && f->end.line >= f->start.line);
	PROMISE(f->start.column >= 1 && f->end.column >= 1);
	PROMISE(f->end.line > f->start.line ||
	    f->end.column >= f->start.column);
	PROMISE(f->offset <= f->line.len &&
	    f->line.data + f->offset == f->text.data);
	PROMISE(f->offset + f->text.len <= f->line.len);
	PROMISE(f->sentence.len == 0 || (f->sentence.data + f->within ==
	    f->text.data && f->within + f->text.len <= f->sentence.len));
	PROMISE(f->level >= SAGE_NOTE && f->level <= SAGE_ERROR);
	PROMISE(f->confidence >= 0 && f->confidence <= 1);
	PROMISE(f->reason != NULL && f->repair != NULL && f->title != NULL);
}

/* What repair.h says: the words that judge are in what is replaced. */
static void
check_repair(const struct sage_finding *f, struct told *t)
{
	struct repair		r = { 0 };
	enum repair_news	news;

	PROMISE(repairer_take(t->repairer, f, &r, &news) == 0);
	PROMISE(r.text.len == 0 || r.made);
	if (news != REPAIR_KEPT && r.made) {
		PROMISE(r.from <= f->start.byte && r.to >= f->end.byte);
		PROMISE(r.to <= t->len && r.text.len > 0);
		PROMISE(buf_append(&t->log, r.text.data, r.text.len) == 0);
	}
	buf_free(&r.text);
}

static int
take(const struct sage_finding *f, void *arg)
{
	struct told	*t = arg;

	check_finding(f, t);
	t->last = f->end.byte;
	t->line = f->start.line;
	PROMISE(buf_append(&t->log, &f->start, sizeof(f->start)) == 0);
	PROMISE(buf_append(&t->log, &f->end, sizeof(f->end)) == 0);
	PROMISE(buf_append(&t->log, f->id, strlen(f->id) + 1) == 0);
	PROMISE(buf_append(&t->log, f->reason, strlen(f->reason) + 1) == 0);
	check_repair(f, t);
	return 0;
}

static void
judge(const struct sage_judge_options *o, struct told *t, size_t piece)
{
	struct repair_options	 ro = { .type = o->type };
	struct sage_judge	*j;
	size_t			 at, n;
	char			*copy;

	PROMISE(sage_judge_new(&j, make_rules(), o, take, t) == 0);
	PROMISE(repairer_new(&t->repairer, make_rules(), &ro) == 0);
	judge_watch(j, repairer_watch, t->repairer);
	for (at = 0; at < t->len; at += n) {
		n = t->len - at < piece ? t->len - at : piece;
		/* A copy of its own, so that a read past it shows. */
		PROMISE((copy = malloc(n)) != NULL);
		memcpy(copy, t->text + at, n);
		PROMISE(sage_judge_feed(j, copy, n) == 0);
		free(copy);
	}
	PROMISE(sage_judge_end(j) == 0);
	sage_judge_free(j);
	repairer_free(t->repairer);
}

/* As a whole, and in pieces: the findings must be the same. */
static void
compare(const struct sage_judge_options *o, const struct buf *text,
    size_t piece)
{
	struct told		 whole = { text->data, text->len, { 0 }, NULL,
				    0, 1 };
	struct told		 parts = whole;

	judge(o, &whole, text->len);
	judge(o, &parts, piece);
	PROMISE(whole.log.len == parts.log.len);
	PROMISE(whole.log.len == 0 || memcmp(whole.log.data, parts.log.data,
	    whole.log.len) == 0);
	buf_free(&whole.log);
	buf_free(&parts.log);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct sage_judge_options	o = { .type = SAGE_PLAIN };
	struct buf			text = { 0 };
	size_t				n;

	if (len < HEAD)
		return 0;
	o.type = (enum sage_type)(data[0] % 4);
	o.unit = (enum sage_unit)(data[1] % 4);
	n = data[3] >= '0' && data[3] <= '7' ? times[data[3] - '0'] : 1;
	for (; n > 0; n--)
		if (text.len + len <= (data[3] == '7' ? LONGEST : LONG))
			PROMISE(buf_append(&text, data + HEAD,
			    len - HEAD) == 0);
	compare(&o, &text, pieces[data[2] % 8]);
	buf_free(&text);
	return 0;
}
