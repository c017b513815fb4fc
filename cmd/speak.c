#include "config.h"

#include <errno.h>
#include <getopt.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "chat.h"
#include "cmd.h"
#include "esc.h"
#include "history.h"
#include "input.h"
#include "speak.h"
#include "tell.h"

enum format { FORMAT_TEXT, FORMAT_JSON };

static struct {
	struct sage_reply_options	 reply;
	int				 format, unit, explain, line_buffered;
	int				 chat;
	const char			*me, *history;
	enum input_mode			 mode;
	const char			*stdin_name;
} opt = { .stdin_name = "<stdin>" };

static struct {
	const struct speech	*speech;
	struct sage_speaker	*speaker;
	struct buf		 message, out;
	struct chat		 chat;
	struct history		 history;
	struct buf		 record;
	int			 status;
	const char		*name;
	uint64_t		 number;
	int			 cut;
} sp;

enum {
	OPT_CONTEXT = 256, OPT_EXPLAIN, OPT_STDIN_NAME, OPT_UNIT,
	OPT_LINE_BUFFERED, OPT_CHAT, OPT_ME, OPT_HISTORY
};

static const struct option longopts[] = {
	{ "count",	required_argument,	NULL, 'n' },
	{ "kind",	required_argument,	NULL, 'k' },
	{ "lines",	no_argument,		NULL, 'l' },
	{ "null",	no_argument,		NULL, '0' },
	{ "format",	required_argument,	NULL, 'f' },
	{ "seed",	required_argument,	NULL, 's' },
	{ "context",	required_argument,	NULL, OPT_CONTEXT },
	{ "explain",	no_argument,		NULL, OPT_EXPLAIN },
	{ "stdin-name",	required_argument,	NULL, OPT_STDIN_NAME },
	{ "column-unit", required_argument,	NULL, OPT_UNIT },
	{ "line-buffered", no_argument,		NULL, OPT_LINE_BUFFERED },
	{ "chat",	no_argument,		NULL, OPT_CHAT },
	{ "me",		required_argument,	NULL, OPT_ME },
	{ "history",	required_argument,	NULL, OPT_HISTORY },
	{ "help",	no_argument,		NULL, 'h' },
	{ "version",	no_argument,		NULL, 'V' },
	{ NULL,		0,			NULL, 0 }
};

static const struct choice formats[] = {
	{ "text", FORMAT_TEXT }, { "json", FORMAT_JSON }, { NULL, 0 }
};
static const struct choice contexts[] = {
	{ "auto", 0 }, { "work", 1 }, { "code-review", 2 }, { "family", 3 },
	{ "friend", 4 }, { NULL, 0 }
};

/* ---- options ----------------------------------------------------------- */

/* All names in the list are kinds there are. */
static void
check_kinds(const char *list)
{
	struct choice	 c[16] = { { NULL, 0 } };
	char		 name[32];
	size_t		 n, i;

	for (i = 0; sp.speech->kinds[i] != NULL; i++)
		c[i].word = sp.speech->kinds[i];
	for (;; list += n + 1) {
		n = strcspn(list, ",");
		i = n < sizeof(name) ? n : sizeof(name) - 1;
		memcpy(name, list, i);
		name[i] = '\0';
		(void)cmd_choose("kind", c, name);
		if (list[n] == '\0')
			break;
	}
}

static void
set_option(int ch, char *arg)
{
	switch (ch) {
	case 'n':
		opt.reply.count = (size_t)cmd_number("count", arg, 1, 20);
		break;
	case 'k':
		check_kinds(arg);
		opt.reply.kinds = arg;
		break;
	case 'l':
		opt.mode = INPUT_LINES;
		break;
	case '0':
		opt.mode = INPUT_NULL;
		break;
	case 'f':
		opt.format = cmd_choose("format", formats, arg);
		break;
	case 's':
		opt.reply.seed = cmd_number("seed", arg, 0, UINT64_MAX);
		break;
	case OPT_CONTEXT:
		opt.reply.context = cmd_choose("context", contexts, arg) ==
		    0 ? NULL : arg;
		break;
	case OPT_EXPLAIN:
		opt.explain = 1;
		break;
	case OPT_STDIN_NAME:
		opt.stdin_name = arg;
		break;
	case OPT_UNIT:
		opt.unit = cmd_choose("column-unit", cmd_units, arg);
		break;
	case OPT_LINE_BUFFERED:
		opt.line_buffered = 1;
		break;
	case OPT_CHAT:
		opt.chat = 1;
		break;
	case OPT_ME:
		opt.me = arg;
		break;
	case OPT_HISTORY:
		opt.history = arg;
		break;
	}
}

static void
read_options(int argc, char *argv[])
{
	int	ch, at;

	opterr = 0;	/* its own messages show the option raw */
	while (at = optind, (ch = getopt_long(argc, argv, ":n:k:l0f:s:hV",
	    longopts, NULL)) != -1)
		switch (ch) {
		case 'h':
			cmd_puts(sp.speech->help);
			cmd_exit(CMD_CLEAN);
		case 'V':
			cmd_version();
		case '?':
		case ':':
			cmd_badopt(ch, argv, at);
		default:
			set_option(ch, optarg);
		}
	if (opt.chat && opt.history != NULL)
		cmd_die("--chat and --history: either, not both");
	if (opt.me != NULL && !opt.chat && opt.history == NULL)
		cmd_die("--me: of which --chat or --history?");
	if (opt.me != NULL && !(opt.chat ? chat_is_called(opt.me) :
	    chat_is_name(opt.me)))
		cmd_die("--me %s: not a name before a colon", opt.me);
}

/* ---- messages ---------------------------------------------------------- */

static int
open_file(const char *name, const char *data, size_t len, void *arg)
{
	(void)data;
	(void)len;
	(void)arg;
	sp.name = name;
	return 0;
}

static void
begin_message(uint64_t number, void *arg)
{
	(void)arg;
	sp.number = number;
	sp.message.len = 0;
	sp.cut = 0;
}

/* Of a talk what came last is wanted. */
static void
drop_first(void)
{
	size_t	over = sp.message.len - SAGE_MESSAGE_MAX;

	memmove(sp.message.data, sp.message.data + over, SAGE_MESSAGE_MAX);
	sp.message.len = SAGE_MESSAGE_MAX;
	sp.cut = 1;
}

static int
take_talk(const char *data, size_t len)
{
	cmd_check(buf_append(&sp.message, data, len));
	if (sp.message.len > 2 * SAGE_MESSAGE_MAX)
		drop_first();
	return 0;
}

static int
take_bytes(const char *data, size_t len, void *arg)
{
	size_t	room = SAGE_MESSAGE_MAX - sp.message.len;

	(void)arg;
	if (opt.chat)
		return take_talk(data, len);
	if (len > room) {
		len = room;
		sp.cut = 1;
	}
	cmd_check(buf_append(&sp.message, data, len));
	return 0;
}

/* A line for each reply, with nothing in it that steers a terminal. */
static void
tell_replies(const struct sage_reply *r, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++) {
		cmd_check(esc_append(&sp.out, r[i].text, strlen(r[i].text)));
		cmd_check(buf_puts(&sp.out, "\n"));
	}
	/* Lines out are as many as lines in. */
	if (n == 0)
		cmd_check(buf_puts(&sp.out, "\n"));
}

static void
explain(const struct sage_reading *reading, const struct sage_reply *r,
    size_t n)
{
	size_t	i;

	cmd_check(tell_reading(&sp.out, reading));
	for (i = 0; i < n; i++)
		cmd_check(tell_reply(&sp.out, &r[i]));
}

/* What who asked should know is not for the one they answer. */
static void
tell_note(const struct sage_reply *r)
{
	if (*r->note != '\0')
		cmd_warn("%s:%llu: %s", sp.name,
		    (unsigned long long)sp.number, r->note);
}

/* The names in a history. */
static const char *
our_name(void)
{
	return opt.me != NULL ? opt.me : "Me";
}

static const char *
their_name(void)
{
	return strcasecmp(our_name(), "Them") == 0 ? "They" : "Them";
}

/* What is to be answered, with what was before it. */
static struct sage_text
to_answer(void)
{
	static const struct sage_turn	 none;
	struct sage_text		 text = { sp.message.data,
					    sp.message.len };

	if (opt.chat) {
		cmd_check(chat_read(&sp.chat, text.data, text.len, opt.me));
		if (opt.me != NULL && sp.chat.is_talk && !sp.chat.has_me)
			cmd_warn("%s:%llu: nobody is called %s", sp.name,
			    (unsigned long long)sp.number, opt.me);
		text = (struct sage_text){ sp.chat.theirs.data,
		    sp.chat.theirs.len };
	} else if (opt.history != NULL) {
		history_read(&sp.history);
		cmd_check(chat_read_history(&sp.chat, sp.history.text.data,
		    sp.history.text.len, our_name()));
	}
	opt.reply.before = (struct sage_turn *)(void *)sp.chat.before.data;
	opt.reply.nbefore = sp.chat.before.len / sizeof(struct sage_turn);
	/* A talk may have nothing before. */
	if (opt.reply.before == NULL && sp.chat.is_talk)
		opt.reply.before = &none;
	if (text.data == NULL)
		text.data = "";
	return text;
}

/* Keep what was said, and what is said to it. */
static void
remember(struct sage_text text, const struct sage_reply *r, size_t n)
{
	size_t	i;

	sp.record.len = 0;
	cmd_check(chat_add(&sp.record, their_name(), text.data, text.len));
	for (i = 0; i < n; i++)
		cmd_check(chat_add(&sp.record, our_name(), r[i].text,
		    strlen(r[i].text)));
	if (history_add(&sp.history, &sp.record) == -1)
		sp.status = CMD_TROUBLE;
}

static void
end_message(int closed, void *arg)
{
	const struct sage_reading	*reading;
	const struct sage_reply		*r;
	struct sage_text		 text;
	size_t				 n;

	(void)closed;
	(void)arg;
	if (sp.message.len > SAGE_MESSAGE_MAX)
		drop_first();
	if (sp.cut)
		cmd_warn("%s:%llu: only the %s %zu bytes were read", sp.name,
		    (unsigned long long)sp.number, opt.chat ? "last" :
		    "first", SAGE_MESSAGE_MAX);
	text = to_answer();
	cmd_check(sage_speak(sp.speaker, sp.speech->speech, text.data,
	    text.len, &opt.reply, &reading, &r, &n));
	sp.out.len = 0;
	if (opt.format == FORMAT_JSON)
		cmd_check(tell_json(&sp.out, sp.number, reading, r, n));
	else if (opt.explain)
		explain(reading, r, n);
	else
		tell_replies(r, n);
	cmd_write(sp.out.data, sp.out.len);
	if (n > 0 && opt.format != FORMAT_JSON)
		tell_note(r);
	/* What was not printed was not said. */
	if (opt.line_buffered || opt.history != NULL)
		cmd_flush();
	if (opt.history != NULL)
		remember(text, r, n);
}

static void
close_file(void *arg)
{
	(void)arg;
}

/* What is needed is known to be some hundred KB in a dozen pieces, and each
 * would be a call of the system or two. */
static void
take_memory_at_once(void)
{
#ifdef __GLIBC__
	(void)mallopt(M_MMAP_THRESHOLD, 4 << 20);
	(void)mallopt(M_TOP_PAD, 2 << 20);
#endif
}

void
speak_main(const struct speech *speech, int argc, char *argv[])
{
	static const struct handler	handler = {
		.open = open_file, .begin = begin_message,
		.bytes = take_bytes, .end = end_message, .close = close_file
	};
	int				status;

	cmd_init(argv[0]);
	take_memory_at_once();
	sp.speech = speech;
	opt.reply.count = speech->count;
	read_options(argc, argv);
	if (opt.history != NULL)
		history_open(&sp.history, opt.history);
	(void)sandbox();
	cmd_check(sage_speaker_new(&sp.speaker, (enum sage_unit)opt.unit));
	status = input_each(argv + optind, (size_t)(argc - optind),
	    opt.stdin_name, opt.mode, &handler);
	if (sp.status != CMD_CLEAN)
		status = sp.status;
	if (opt.history != NULL && history_close(&sp.history) == -1)
		status = CMD_TROUBLE;
	sage_speaker_free(sp.speaker);
	buf_free(&sp.record);
	chat_free(&sp.chat);
	buf_free(&sp.message);
	buf_free(&sp.out);
	cmd_exit(status);
}
