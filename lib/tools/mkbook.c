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
#include "reply.h"
#include "rules.h"

struct making {
	struct book_maker	book;
	struct knowledge	kn;
	struct model		model;
	struct sage_rules	*rules;
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
	else if (strcmp(base, "voice.tsv") == 0)
		must(voice_make(&m->book, text, &m->model), name);
	else {
		if (strncmp(base, "ask", 3) != 0)
			add_frames(m, BOOK_REFLECT, name, text);
		if (strncmp(base, "reflect", 7) != 0)
			add_frames(m, BOOK_ASK, name, text);
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
	must(frames_index(&m.book, BOOK_REFLECT), out);
	must(frames_index(&m.book, BOOK_ASK), out);
	must(book_finish(&m.book, &block), out);
	file_write(out, &block);
	buf_free(&block);
	sage_rules_free(m.rules);
	return 0;
}
