/*
 * mkbook -o FILE -k KNOWLEDGE -m MODEL -r RULES text ...
 *
 * Makes the book of what is said: see book.h.  The texts are told apart by
 * how their names begin; frames of a crisis are for all speeches.  The rules
 * are the knowledge by which sage-judgecheck judges.
 */
#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "lead.h"
#include "liking.h"
#include "reply.h"
#include "rules.h"
#include "template.h"

struct making {
	struct book_maker	book;
	struct knowledge	kn;
	struct model		model;
	struct sage_rules	*rules;
	struct liking		liking;
};

static void
must(int e, const char *name)
{
	if (e != 0)
		errx(1, "%s: %s", name, sage_strerror(e));
}

static void
add_frames(struct making *m, enum book_part part, const char *name,
    struct sage_text text)
{
	struct sage_fault	fault;
	int			e;

	e = frames_make(&m->book, part, text, &m->model, m->rules,
	    &fault);
	if (e == SAGE_ERULES)
		errx(1, "%s:%u:%u: %s", name, fault.line, fault.column,
		    fault.message);
	must(e, name);
}

static void
add_text(struct making *m, const char *name)
{
	struct sage_text	 text;
	const char		*base = strrchr(name, '/');

	text.data = file_read(name, &text.len);
	base = base == NULL ? name : base + 1;
	if (strcmp(base, "feelings.tsv") == 0)
		must(feelings_make(&m->book, text, &m->kn, &m->model), name);
	else if (strcmp(base, "needs.tsv") == 0)
		must(needs_make(&m->book, text), name);
	else if (strcmp(base, "leads.tsv") == 0)
		must(leads_make(&m->book, text), name);
	else if (strcmp(base, "liking.tsv") == 0)
		m->liking.text = text;
	else if (strcmp(base, "voice.tsv") == 0)
		must(voice_make(&m->book, text, &m->model), name);
	else {
		if (strncmp(base, "ask", 3) != 0)
			add_frames(m, BOOK_REFLECT, name, text);
		if (strncmp(base, "reflect", 7) != 0)
			add_frames(m, BOOK_ASK, name, text);
	}
}

static const struct kn_rule *
find_rule(const struct knowledge *kn, const char *id)
{
	const struct kn_rule	*rule;
	size_t			 n, i;

	rule = knowledge_section(kn, SEC_RULE, &n);
	for (i = 0; i < n; i++)
		if (strcmp(knowledge_string(kn, rule[i].id), id) == 0)
			return &rule[i];
	return NULL;
}

/* Are there rules for the events that frames are for, and do they take the
 * word that some of those want? */
static void
check_events(const struct making *m, enum book_part events,
    enum book_part uses)
{
	const struct frame_event	*ev = (struct frame_event *)(void *)
					    m->book.part[events].data;
	const struct frame_use		*u;
	const struct kn_rule		*rule;
	const char			*id;
	size_t				 i, k;

	for (i = 0; i < m->book.n[events]; i++) {
		id = m->book.part[BOOK_STRING].data + ev[i].event;
		if (*id == '\0')
			continue;
		if ((rule = find_rule(&m->kn, id)) == NULL)
			errx(1, "no rule \"%s\" for the event of a frame", id);
		u = (struct frame_use *)(void *)m->book.part[uses].data +
		    ev[i].use;
		for (k = 0; k < ev[i].nuses; k++)
			if ((u[k].needs >> SLOT_NAMED & 1) && template_capture(
			    knowledge_string(&m->kn, rule->say)) < 0)
				errx(1, "a frame wants a word of \"%s\", whose "
				    "say has none", id);
	}
}

int
main(int argc, char *argv[])
{
	struct making		m = { 0 };
	struct buf		block = { 0 };
	const char		*out = NULL, *data;
	size_t			len;
	int			c;

	while ((c = getopt(argc, argv, "k:m:o:r:")) != -1)
		switch (c) {
		case 'k':
			data = file_read(optarg, &len);
			must(knowledge_open(&m.kn, data, len), optarg);
			break;
		case 'm':
			data = file_read(optarg, &len);
			must(model_open(&m.model, data, len), optarg);
			break;
		case 'o':
			out = optarg;
			break;
		case 'r':
			data = file_read(optarg, &len);
			must(rules_open(&m.rules, data, len), optarg);
			break;
		default:
			return 2;
		}
	if (out == NULL || m.kn.data == NULL || m.model.data == NULL ||
	    m.rules == NULL)
		errx(2, "usage: mkbook -o file -k knowledge -m model "
		    "-r rules text ...");
	m.rules->model = m.model;
	for (; optind < argc; optind++)
		add_text(&m, argv[optind]);
	liking_learn(&m.liking, &m.book, BOOK_REFLECT);
	liking_learn(&m.liking, &m.book, BOOK_ASK);
	if (!liking_is_whole(&m.liking))
		return 1;
	must(frames_index(&m.book, BOOK_REFLECT), out);
	must(frames_index(&m.book, BOOK_ASK), out);
	check_events(&m, BOOK_REFLECT_EVENT, BOOK_REFLECT_USE);
	check_events(&m, BOOK_ASK_EVENT, BOOK_ASK_USE);
	must(book_finish(&m.book, &block), out);
	file_write(out, &block);
	buf_free(&block);
	sage_rules_free(m.rules);
	return 0;
}
