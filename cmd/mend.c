#include <inttypes.h>

#include "cmd.h"
#include "judge.h"
#include "mend.h"

void
mend_open(struct mend *m, struct sage_judge *judge,
    const struct sage_rules *rules, const struct repair_options *opt)
{
	cmd_check(repairer_new(&m->repairer, rules, opt));
	judge_watch(judge, repairer_watch, m->repairer);
}

void
mend_begin(struct mend *m, const char *name)
{
	m->name = name;
	repairer_begin(m->repairer);
	m->pending = 0;
	m->done = 0;
}

void
mend_settle(struct mend *m)
{
	const struct repair	*r = &m->repair;

	if (!m->pending)
		return;
	m->pending = 0;
	if (!r->made || r->from < m->done) {
		cmd_warn("%s:%" PRIu64 ":%" PRIu64 ": no proposal fits; the "
		    "sentence stays as it is", m->name, r->place.line,
		    r->place.column);
		return;
	}
	held_write(m->held, r->from);
	held_drop(m->held, r->to);
	held_put(m->held, r->text.data, r->text.len);
	m->done = r->to;
}

void
mend_take(struct mend *m, const struct sage_finding *f)
{
	struct repair		next = { 0 };
	enum repair_news	news;

	cmd_check(repairer_take(m->repairer, f, &next, &news));
	if (news == REPAIR_KEPT)
		return;
	if (news == REPAIR_FRESH)
		mend_settle(m);
	buf_free(&m->repair.text);
	m->repair = next;
	m->pending = 1;
}

void
mend_close(struct mend *m)
{
	repairer_free(m->repairer);
	m->repairer = NULL;
	buf_free(&m->repair.text);
}
