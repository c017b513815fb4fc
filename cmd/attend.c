#include <inttypes.h>
#include <string.h>

#include "attend.h"
#include "cmd.h"

struct sage_attention *
attend_rules(struct attend *at, enum sage_unit unit)
{
	if (at->attention == NULL)
		cmd_check(sage_attention_new(&at->attention, unit));
	return at->attention;
}

/* ---- the file ---------------------------------------------------------- */

static int
open_file(const char *name, const char *data, size_t len, void *arg)
{
	struct attend	*at = arg;

	(void)data;
	(void)len;
	at->name = name;
	return 0;
}

static void
begin_file(uint64_t number, void *arg)
{
	(void)number;
	(void)arg;
}

static int
take_bytes(const char *data, size_t len, void *arg)
{
	struct attend	*at = arg;

	if (buf_append(&at->text, data, len) != 0)
		cmd_die("%s: too large", at->name);
	return 0;
}

static void
end_file(int closed, void *arg)
{
	(void)closed;
	(void)arg;
}

static void
close_file(void *arg)
{
	(void)arg;
}

void
attend_read(struct attend *at, char *file, const char *stdin_name,
    enum input_mode mode)
{
	const struct handler	handler = {
		.open = open_file, .begin = begin_file, .bytes = take_bytes,
		.end = end_file, .close = close_file, .arg = at
	};

	if (input_each(&file, 1, stdin_name, INPUT_WHOLE, &handler) !=
	    CMD_CLEAN)
		cmd_exit(CMD_TROUBLE);
	at->mode = mode;
	if (mode == INPUT_WHOLE && at->text.len > SAGE_MESSAGE_MAX)
		cmd_warn("%s: only the first %zu bytes were read", at->name,
		    SAGE_MESSAGE_MAX);
}

/* The next message of the file, if there is one. */
static int
next_message(struct attend *at)
{
	char		 sep = at->mode == INPUT_LINES ? '\n' : '\0';
	const char	*from, *end;
	size_t		 left = at->text.len - at->at;

	from = at->text.len == 0 ? "" : at->text.data + at->at;
	if (at->mode == INPUT_WHOLE) {
		at->message = (struct sage_text){ from, left };
		return 1;
	}
	if (left == 0)
		return 0;
	end = memchr(from, sep, left);
	at->message.data = from;
	at->message.len = end == NULL ? left : (size_t)(end - from);
	at->at += at->message.len + (end != NULL);
	return 1;
}

/* ---- drafts ------------------------------------------------------------ */

void
attend_open(struct attend *at)
{
	at->at = 0;
	at->number = 0;
}

void
attend_begin(struct attend *at, uint64_t number)
{
	at->number = number;
	at->draft.len = 0;
	at->open = 1;
	if (!next_message(at))
		cmd_die("%s: no message %" PRIu64 " for the draft of that "
		    "number", at->name, number);
}

int
attend_take(struct attend *at, const char *data, size_t len)
{
	if (len > SAGE_MESSAGE_MAX - at->draft.len)
		return 0;
	cmd_check(buf_append(&at->draft, data, len));
	return 1;
}

/* The finding stands in the file, and in it at the message's line. */
static int
take_finding(const struct sage_finding *f, void *arg)
{
	const struct attend	*at = arg;
	struct sage_finding	 here = *f;

	here.name = at->name;
	if (at->mode == INPUT_LINES) {
		here.start.line += at->number - 1;
		here.end.line += at->number - 1;
	}
	return at->fn(&here, NULL);
}

void
attend_tell(struct attend *at, enum sage_type type)
{
	struct sage_text	draft = { at->draft.len == 0 ? "" :
				    at->draft.data, at->draft.len };

	at->open = 0;
	cmd_check(sage_attend(at->attention, at->message, at->type, draft,
	    type, take_finding, at));
}

int
attend_close(const struct attend *at)
{
	if (at->mode == INPUT_WHOLE || at->at == at->text.len)
		return CMD_CLEAN;
	cmd_warn("%s: more messages than drafts, which are %" PRIu64,
	    at->name, at->number);
	return CMD_TROUBLE;
}

void
attend_free(struct attend *at)
{
	sage_attention_free(at->attention);
	buf_free(&at->text);
	buf_free(&at->draft);
}
