/*
 * Any message, and any draft of an answer.  The first three bytes choose, as
 * digits do: the type of the message, that of the draft, and the unit of
 * columns; the two follow, with a NUL in between.
 */
#include <string.h>

#include "fuzz.h"
#include "sage.h"

#define HEAD	3

/* What sage.h says of a finding. */
static int
check_finding(const struct sage_finding *f, void *arg)
{
	const struct sage_text	*message = arg;
	uint64_t		 start = f->start.byte, end = f->end.byte;

	PROMISE(start < end && end <= message->len);
	PROMISE(f->text.data == message->data + start);
	PROMISE(f->text.len == end - start);
	PROMISE(f->line.data + f->offset == f->text.data);
	PROMISE(f->offset + f->text.len <= f->line.len);
	PROMISE(f->start.line >= 1 && f->start.column >= 1);
	PROMISE(f->end.line > f->start.line ||
	    (f->end.line == f->start.line &&
	    f->end.column >= f->start.column));
	PROMISE(strcmp(f->category, "attention") == 0);
	PROMISE(f->reason != NULL && *f->repair != '\0');
	return 0;
}

/* A copy, so that a read past it shows. */
static char *
copy(const uint8_t *data, size_t len)
{
	char	*p = malloc(len > 0 ? len : 1);

	PROMISE(p != NULL);
	if (len > 0)
		memcpy(p, data, len);
	return p;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct sage_attention	*all[4];
	struct sage_text		 message, draft;
	const uint8_t			*cut;
	char				*m, *d;
	unsigned			 unit;

	if (len < HEAD || (cut = memchr(data + HEAD, 0, len - HEAD)) == NULL)
		return 0;
	unit = data[2] % 4;
	if (all[unit] == NULL)
		PROMISE(sage_attention_new(&all[unit],
		    (enum sage_unit)unit) == 0);
	message.len = (size_t)(cut - data) - HEAD;
	draft.len = len - HEAD - message.len - 1;
	message.data = m = copy(data + HEAD, message.len);
	draft.data = d = copy(cut + 1, draft.len);
	PROMISE(sage_attend(all[unit], message, (enum sage_type)(data[0] % 4),
	    draft, (enum sage_type)(data[1] % 4), check_finding,
	    &message) == 0);
	free(m);
	free(d);
	return 0;
}
