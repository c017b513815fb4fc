#include <stdlib.h>
#include <string.h>

#include "hearing.h"
#include "judge.h"
#include "match.h"
#include "place.h"
#include "rules.h"
#include "stream.h"
#include "suppress.h"
#include "template.h"

/* Bytes of a sentence that may be found in; see SENTENCE_MAX. */
#define SPAN_MAX	(SENTENCE_MAX + STREAM_PARAGRAPH)
#define SOURCE_RULE	"rule"
#define SOURCE_MODEL	"model"
#define NAMES_MOST	1000	/* to allow, looked up in all */
#define NAMES_KEPT	16	/* of them, not to be told again */
#define SURE		.97	/* what is less is worth a note, no more */

struct found {
	struct match		 match;
	const struct kn_rule	*rule;
	const struct knowledge	*kn;
	const char		*source;
	double			 confidence;
	enum sage_level		 level;
};

struct sage_judge {
	const struct sage_rules		*rules;
	struct sage_judge_options	 opt;
	int				(*fn)(const struct sage_finding *,
					    void *);
	void				*arg;
	int				 answer;	/* of fn, if not 0 */
	struct stream			 stream;
	struct matcher			 matcher;
	struct words			*words;
	struct suppress			 suppress;
	char				*masked;
	paragraph_fn			*watch;		/* who else wants */
	void				*watch_arg;	/* ... paragraphs */
	judge_name_fn			*unknown;	/* or NULL */
	void				*unknown_arg;
	size_t				 nnames;	/* looked up for it */
	char				 name[NAMES_KEPT][SUPPRESS_NAME];
						/* the last of them */
	const struct paragraph		*p;
	const struct sentence		*sentence;
	struct sage_place		 place;		/* of the paragraph */
	struct cursor			 cursor;
	struct buf			 found;		/* of struct found */
	uint64_t			 told;		/* end of the last */
	uint64_t			*taken;		/* a bit a byte */
	struct buf			 reason, repair;
	struct hearing			 hearing;	/* features are NULL
							 * without a model */
	uint32_t			*learned;	/* by class, a rule's
							 * number + 1 */
	int				 likely;	/* kinds of rules that
							 * may hold here */
	uint64_t			 asked;		/* classes that its rule
							 * lets be heard here */
};

double
sage_score_add(double score, enum sage_level level)
{
	static const double	weight[] = { 0, .15, .4, .7 };

	return 1 - (1 - score) * (1 - weight[level]);
}

/* ---- findings ---------------------------------------------------------- */

/* The lines that a span of the paragraph stands in. */
static void
set_lines(const struct paragraph *p, const struct match *m,
    struct sage_finding *f)
{
	const char	*from, *to;

	from = memrchr(p->raw, '\n', m->start);
	from = from == NULL ? p->raw - p->lead : from + 1;
	to = memchr(p->raw + m->end, '\n', p->len - m->end);
	if (to == NULL)
		to = p->raw + p->len;
	f->line.data = from;
	f->line.len = (size_t)(to - from);
	f->offset = (size_t)(p->raw + m->start - from);
}

static void
set_sentence(const struct sage_judge *j, const struct match *m,
    struct sage_finding *f)
{
	const struct sentence	*s = j->sentence;

	f->sentence.data = j->p->raw + s->start;
	if (!s->first || !s->last || m->end > s->end)
		return;
	f->sentence.len = s->end - s->start;
	f->within = m->start - s->start;
}

static int
tell(struct sage_judge *j, const struct found *found)
{
	struct sage_finding	 f = { .source = found->source };
	const struct match	*m = &found->match;
	struct cursor		 end;
	int			 e;

	cursor_to(&j->cursor, m->start);
	end = j->cursor;
	cursor_to(&end, m->end);
	f.start = j->cursor.place;
	f.end = end.place;
	/* Where a long text was cut the last one may go over the edge. */
	if (f.start.byte < j->told)
		return 0;
	j->told = f.end.byte;
	f.id = knowledge_string(found->kn, found->rule->id);
	f.category = knowledge_string(found->kn, found->rule->category);
	f.level = found->level;
	f.confidence = found->confidence;
	f.title = knowledge_string(found->kn, found->rule->title);
	f.text = (struct sage_text){ j->p->raw + m->start,
	    m->end - m->start };
	set_lines(j->p, m, &f);
	set_sentence(j, m, &f);
	if ((e = template_fill(&j->reason, knowledge_string(found->kn,
	    found->rule->reason), j->p->raw, m->cap)) != 0 ||
	    (e = template_fill(&j->repair, knowledge_string(found->kn,
	    found->rule->repair), j->p->raw, m->cap)) != 0)
		return e;
	f.reason = buf_string(&j->reason);
	f.repair = buf_string(&j->repair);
	if (f.reason == NULL || f.repair == NULL)
		return SAGE_ENOMEM;
	if ((j->answer = j->fn(&f, j->arg)) != 0)
		return SAGE_ESTOP;
	return 0;
}

/* Gravest first, then longest, then first in the text and in the rules. */
static int
by_weight(const void *a, const void *b)
{
	const struct found	*x = a, *y = b;
	uint32_t		 lx = x->match.end - x->match.start;
	uint32_t		 ly = y->match.end - y->match.start;

	if (x->level != y->level)
		return x->level > y->level ? -1 : 1;
	if (lx != ly)
		return lx < ly ? 1 : -1;
	if (x->match.start != y->match.start)
		return x->match.start < y->match.start ? -1 : 1;
	return x->match.rule < y->match.rule ? -1 :
	    x->match.rule > y->match.rule;
}

static int
by_place(const void *a, const void *b)
{
	const struct found	*x = a, *y = b;

	return x->match.start < y->match.start ? -1 :
	    x->match.start > y->match.start;
}

/* Is a byte of the span taken by another finding?  If not, take it. */
static int
take_span(uint64_t *taken, const struct match *m, uint32_t from)
{
	uint32_t	i;

	for (i = m->start - from; i < m->end - from; i++)
		if (taken[i / 64] >> (i % 64) & 1)
			return 0;
	for (i = m->start - from; i < m->end - from; i++)
		taken[i / 64] |= UINT64_C(1) << (i % 64);
	return 1;
}

/* Of findings that overlap the gravest stays. */
static void
resolve(struct sage_judge *j)
{
	struct found	*f = (struct found *)(void *)j->found.data;
	size_t		 n = j->found.len / sizeof(*f), i, k;
	uint32_t	 from = UINT32_MAX, to = 0;

	for (i = 0; i < n; i++) {
		from = f[i].match.start < from ? f[i].match.start : from;
		to = f[i].match.end > to ? f[i].match.end : to;
	}
	memset(j->taken, 0, ((to - from) / 64 + 1) * sizeof(*j->taken));
	qsort(f, n, sizeof(*f), by_weight);
	for (i = k = 0; i < n; i++)
		if (take_span(j->taken, &f[i].match, from))
			f[k++] = f[i];
	j->found.len = k * sizeof(*f);
	qsort(f, k, sizeof(*f), by_place);
}

static int
tell_all(struct sage_judge *j)
{
	const struct found	*f;
	size_t			 n, i;
	int			 e = 0;

	if (j->found.len > sizeof(*f))
		resolve(j);
	f = (struct found *)(void *)j->found.data;
	n = j->found.len / sizeof(*f);
	for (i = 0; i < n && e == 0; i++)
		e = tell(j, &f[i]);
	j->found.len = 0;
	return e;
}

/* ---- reading ----------------------------------------------------------- */

static uint64_t
line_of(const struct sage_judge *j, uint32_t off)
{
	struct cursor	c = { j->p->raw, j->p->len, 0, j->place, SAGE_BYTE };

	cursor_to(&c, off);
	return c.place.line;
}

/* Note a finding, unless the text says that it is not to be told. */
static int
add_found(struct sage_judge *j, const struct found *f)
{
	if ((j->suppress.nallow | j->suppress.noff) != 0 &&
	    suppress_hides(&j->suppress, knowledge_string(f->kn,
	    f->rule->id), knowledge_string(f->kn, f->rule->category),
	    line_of(j, f->match.start)))
		return 0;
	return buf_append(&j->found, f, sizeof(*f));
}

/* The class that a learned rule is found by, or -1. */
static int
class_of(const struct sage_judge *j, uint32_t rule)
{
	size_t	i;

	for (i = 0; j->learned != NULL && i < MODEL_CLASSES; i++)
		if (j->learned[i] == rule + 1)
			return (int)i;
	return -1;
}

static int
take_match(const struct match *m, void *arg)
{
	struct sage_judge	*j = arg;
	struct found		 f = { .match = *m, .source = SOURCE_RULE };
	int			 class;

	/* In a cut paragraph the next one has what begins there. */
	if (m->start >= j->p->limit)
		return 0;
	f.rule = rules_at(j->rules, m->rule, &f.kn);
	f.level = (enum sage_level)f.rule->level;
	f.confidence = f.rule->confidence / 100.0;
	if (f.rule->learned == 0)
		return add_found(j, &f);
	if ((class = class_of(j, m->rule)) >= 0)
		j->asked |= UINT64_C(1) << class;
	return 0;
}

static int
run_rules(struct sage_judge *j, const char *text, int which)
{
	matcher_choose(&j->matcher, which);
	return matcher_run(&j->matcher, text, j->sentence, j->words,
	    take_match, j);
}

/* Is there anything in the sentence for which the model is to be asked? */
static int
may_hear(const struct sage_judge *j)
{
	return (j->likely & MATCH_LEARNED) != 0 && j->found.len == 0;
}

/*
 * Where no pattern holds the model may hear something.  It is asked first, as
 * the many guards of its rules take longer than it does, and it is seldom
 * sure enough for them to matter.
 */
static int
listen(struct sage_judge *j, const char *text)
{
	const struct words	*w = j->words;
	struct found		 f = { .source = SOURCE_MODEL };
	int			 class, e;

	if (!may_hear(j))
		return 0;
	f.confidence = hearing_listen(&j->hearing, text, w->seen, w->n,
	    &class);
	if (j->learned[class] == 0)
		return 0;
	f.match.rule = j->learned[class] - 1;
	f.rule = rules_at(j->rules, f.match.rule, &f.kn);
	if (f.confidence * 100 < f.rule->learned)
		return 0;
	j->asked = 0;
	if ((e = run_rules(j, text, MATCH_LEARNED)) != 0)
		return e;
	if ((j->asked >> class & 1) == 0)
		return 0;
	hearing_place(&j->hearing, text, w->seen, w->n, &f.match.start,
	    &f.match.end);
	if (f.match.start >= j->p->limit)
		return 0;
	f.level = f.confidence < SURE ? SAGE_NOTE :
	    (enum sage_level)f.rule->level;
	return add_found(j, &f);
}

/* The next sentence from an offset on that may hold a match. */
static int
next_sentence(struct sage_judge *j, const char *text, size_t len,
    struct sentence *s)
{
	int	which = MATCH_TOLD | (j->learned != NULL ? MATCH_LEARNED : 0);

	matcher_choose(&j->matcher, which);
	while (scan_next(j->matcher.filter, text, len, matcher_abbreviation,
	    &j->matcher, s, j->words))
		if ((j->likely = matcher_likely(&j->matcher,
		    j->words)) != 0)
			return 1;
	return 0;
}

static int
read_sentences(struct sage_judge *j, const char *text, size_t len,
    struct sentence *s)
{
	int	e;

	j->sentence = s;
	j->found.len = 0;	/* where another one failed it has some */
	do {
		if (((j->likely & MATCH_TOLD) != 0 &&
		    (e = run_rules(j, text, MATCH_TOLD)) != 0) ||
		    (e = listen(j, text)) != 0 || (e = tell_all(j)) != 0)
			return e;
	} while (next_sentence(j, text, len, s));
	return 0;
}

static int
read_prose(struct sage_judge *j, const struct paragraph *p)
{
	struct sentence	 s = { .end = 0 };
	const char	*text = paragraph_masked(p, j->masked);

	if (!next_sentence(j, text, p->len, &s))
		return 0;
	j->place = stream_place(p);
	j->p = p;
	j->cursor = (struct cursor){ p->raw, p->len, 0, j->place,
	    j->opt.unit };
	return read_sentences(j, text, p->len, &s);
}

static int
take_paragraph(const struct paragraph *p, void *arg)
{
	struct sage_judge	*j = arg;
	int			 e;

	if (j->watch != NULL && (e = j->watch(p, j->watch_arg)) != 0)
		return e;
	if (suppress_called(p->raw, p->len))
		suppress_read(&j->suppress, p->raw, p->len, p->limit,
		    stream_place(p).line);
	return p->prose ? read_prose(j, p) : 0;
}

/* ---- the public part --------------------------------------------------- */

static int
set_up(struct sage_judge *j)
{
	int	e;

	/* Not zeroed: what is never used is never touched. */
	j->masked = malloc(STREAM_WINDOW + SCAN_SLACK);
	j->words = malloc(sizeof(*j->words));
	j->taken = malloc((SPAN_MAX / 64 + 1) * sizeof(*j->taken));
	if (j->masked == NULL || j->words == NULL || j->taken == NULL)
		return SAGE_ENOMEM;
	if ((e = matcher_init(&j->matcher, j->rules->kn, j->rules->nkn,
	    j->rules->enabled)) != 0)
		return e;
	if ((e = stream_init(&j->stream, j->opt.type, j->rules->markdown,
	    j->opt.unit, j->opt.comment, take_paragraph, j)) != 0)
		return e;
	stream_abbreviations(&j->stream, matcher_abbreviation, &j->matcher);
	return 0;
}

/* Note which rules of a knowledge are learned, by the classes of the model;
 * its first rule has a number among all. */
static void
note_learned(struct sage_judge *j, const struct knowledge *kn, uint32_t first)
{
	const struct kn_rule	*rule = knowledge_section(kn, SEC_RULE, NULL);
	const uint16_t		*learned;
	size_t			 n, i;
	int			 class;

	learned = knowledge_section(kn, SEC_LEARNED, &n);
	for (i = 0; i < n; i++) {
		class = model_number(&j->rules->model, MODEL_JUDGE,
		    knowledge_string(kn, rule[learned[i]].category));
		if (class >= 0)
			j->learned[class] = first + learned[i] + 1;
	}
}

static int
set_up_hearing(struct sage_judge *j)
{
	const struct model	*m = &j->rules->model;
	const struct knowledge	*kn = j->rules->kn;
	uint32_t		 first = 0;
	size_t			 i, n;

	if (m->data == NULL || j->opt.rules_only)
		return 0;
	if ((j->learned = calloc(MODEL_CLASSES,
	    sizeof(*j->learned))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < j->rules->nkn; i++) {
		note_learned(j, &kn[i], first);
		(void)knowledge_section(&kn[i], SEC_RULE, &n);
		first += (uint32_t)n;
	}
	return hearing_open(&j->hearing, m, &kn[0]);
}

int
sage_judge_new(struct sage_judge **out, const struct sage_rules *rules,
    const struct sage_judge_options *opt,
    int (*fn)(const struct sage_finding *, void *), void *arg)
{
	struct sage_judge	*j;
	int			 e;

	if ((j = calloc(1, sizeof(*j))) == NULL)
		return SAGE_ENOMEM;
	j->rules = rules;
	if (opt != NULL)
		j->opt = *opt;
	j->fn = fn;
	j->arg = arg;
	if ((e = set_up(j)) != 0 || (e = set_up_hearing(j)) != 0) {
		sage_judge_free(j);
		return e;
	}
	*out = j;
	return 0;
}

void
sage_judge_free(struct sage_judge *j)
{
	if (j == NULL)
		return;
	stream_free(&j->stream);
	matcher_free(&j->matcher);
	buf_free(&j->reason);
	buf_free(&j->repair);
	free(j->masked);
	free(j->words);
	free(j->taken);
	free(j->learned);
	hearing_close(&j->hearing);
	buf_free(&j->found);
	free(j);
}

uint64_t
judge_done(const struct sage_judge *j)
{
	return stream_held(&j->stream);
}

void
judge_watch(struct sage_judge *j, paragraph_fn *fn, void *arg)
{
	j->watch = fn;
	j->watch_arg = arg;
}

static void
take_name(const char *name, uint64_t line, void *arg)
{
	struct sage_judge	*j = arg;
	size_t			 i;

	for (i = 0; i < NAMES_KEPT && i < j->nnames; i++)
		if (strcmp(name, j->name[i]) == 0)
			return;
	if (j->nnames == NAMES_MOST)
		return;
	memcpy(j->name[j->nnames++ % NAMES_KEPT], name, strlen(name) + 1);
	if (!rules_have(j->rules, name))
		j->unknown(name, line, j->unknown_arg);
}

void
judge_on_unknown(struct sage_judge *j, judge_name_fn *fn, void *arg)
{
	j->unknown = fn;
	j->unknown_arg = arg;
	j->suppress.fn = take_name;
	j->suppress.arg = j;
}

void
sage_judge_line(struct sage_judge *j, uint64_t line)
{
	stream_begin(&j->stream, line);
	suppress_begin(&j->suppress);
	j->answer = 0;
	j->told = 0;
}

/* What the caller is to be told. */
static int
answer(struct sage_judge *j, int e)
{
	return e == SAGE_ESTOP ? j->answer : e;
}

int
sage_judge_feed(struct sage_judge *j, const void *data, size_t len)
{
	if (j->answer != 0)
		return j->answer;
	return answer(j, stream_feed(&j->stream, data, len));
}

int
sage_judge_end(struct sage_judge *j)
{
	int	e = j->answer;

	if (e == 0)
		e = answer(j, stream_end(&j->stream));
	sage_judge_line(j, 1);
	return e;
}

/* ---- examples ---------------------------------------------------------- */

struct trial {
	struct sage_judge	*judge;
	struct sage_rule	 rule;
	int			(*fn)(const struct sage_rule *, const char *,
				    int, void *);
	void			*arg;
	int			 hits;
};

static int
count_hit(const struct sage_finding *f, void *arg)
{
	struct trial	*t = arg;

	(void)f;
	t->hits++;
	return 0;
}

static int
try_examples(struct trial *t, const char *list, int wanted)
{
	char	 line[1024];
	size_t	 n;
	int	 e;

	for (; *list != '\0'; list += n + (list[n] == '\n')) {
		n = strcspn(list, "\n");
		t->hits = 0;
		if ((e = sage_judge_feed(t->judge, list, n)) != 0 ||
		    (e = sage_judge_end(t->judge)) != 0)
			return e;
		if ((t->hits > 0) == wanted)
			continue;
		memcpy(line, list, n < sizeof(line) ? n : sizeof(line) - 1);
		line[n < sizeof(line) ? n : sizeof(line) - 1] = '\0';
		if ((e = t->fn(&t->rule, line, wanted, t->arg)) != 0)
			return e;
	}
	return 0;
}

int
sage_rules_check(const struct sage_rules *rules,
    int (*fn)(const struct sage_rule *, const char *, int, void *),
    void *arg)
{
	struct sage_rules	 one = *rules;
	struct trial		 t = { .fn = fn, .arg = arg };
	const struct knowledge	*kn;
	size_t			 i, first = 0;
	int			 e;

	if (rules->nkn > 1)
		knowledge_section(&rules->kn[0], SEC_RULE, &first);
	if ((one.enabled = calloc(rules->nrules + 1, 1)) == NULL)
		return SAGE_ENOMEM;
	e = sage_judge_new(&t.judge, &one, NULL, count_hit, &t);
	for (i = first; i < rules->nrules && e == 0; i++) {
		/* The program that makes the rules has no model yet. */
		if (rules->model.data == NULL && rules_at(rules, i,
		    &kn)->learned > 0)
			continue;
		one.enabled[i] = 1;
		rules_describe(rules, i, &t.rule);
		if ((e = try_examples(&t, t.rule.yes, 1)) == 0)
			e = try_examples(&t, t.rule.no, 0);
		one.enabled[i] = 0;
	}
	sage_judge_free(t.judge);
	free(one.enabled);
	return e;
}
