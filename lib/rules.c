#include <stdlib.h>
#include <string.h>

#include "rules.h"

/* All of so many rules, save those that were there and are not. */
static int
enable_all(struct sage_rules *r, size_t total)
{
	unsigned char	*enabled;

	if ((enabled = malloc(total + 1)) == NULL)
		return SAGE_ENOMEM;
	memset(enabled, 1, total + 1);
	if (r->enabled != NULL)
		memcpy(enabled, r->enabled, r->nrules);
	free(r->enabled);
	r->enabled = enabled;
	r->nrules = total;
	return 0;
}

int
rules_open(struct sage_rules **out, const void *data, size_t len)
{
	struct sage_rules	*r;
	size_t			 n;
	int			 e;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		return SAGE_ENOMEM;
	r->nkn = 1;
	if ((e = knowledge_open(&r->kn[0], data, len)) != 0)
		goto fail;
	knowledge_section(&r->kn[0], SEC_RULE, &n);
	if ((e = enable_all(r, n)) != 0)
		goto fail;
	*out = r;
	return 0;
fail:
	sage_rules_free(r);
	return e;
}

void
sage_rules_free(struct sage_rules *r)
{
	if (r == NULL)
		return;
	free(r->enabled);
	arena_free(&r->arena);
	buf_free(&r->sources);
	compiled_free(&r->user);
	free(r);
}

int
sage_rules_add(struct sage_rules *r, const char *name, const void *text,
    size_t len)
{
	struct source	s = { .name = name };

	s.text.data = arena_strndup(&r->arena, text, len);
	s.text.len = len;
	if (s.text.data == NULL)
		return SAGE_ENOMEM;
	return buf_append(&r->sources, &s, sizeof(s));
}

/* What a project allows is not looked for. */
static void
obey_allows(struct sage_rules *r)
{
	const uint32_t	*allow;
	size_t		 n, i;

	allow = knowledge_section(&r->kn[1], SEC_ALLOW, &n);
	for (i = 0; i < n; i++)
		(void)sage_rules_enable(r, knowledge_string(&r->kn[1],
		    allow[i]), 0);
}

int
sage_rules_compile(struct sage_rules *r, struct sage_fault *fault)
{
	struct compile_input	in = { .base = &r->kn[0] };
	struct compiled		user = { 0 };
	size_t			n;
	int			e;

	in.rules = (struct source *)(void *)r->sources.data;
	in.n = r->sources.len / sizeof(*in.rules);
	if (in.n == 0)
		return 0;
	knowledge_section(&r->kn[0], SEC_RULE, &n);
	if ((e = compile_rules(&in, &user, fault)) != 0 ||
	    (e = enable_all(r, n + user.n[SEC_RULE])) != 0) {
		compiled_free(&user);
		return e;
	}
	compiled_free(&r->user);
	r->user = user;
	compiled_open(&r->user, &r->kn[1]);
	r->nkn = 2;
	obey_allows(r);
	return 0;
}

int
rules_model(struct sage_rules *r, const void *data, size_t len)
{
	return model_open(&r->model, data, len);
}

const struct kn_rule *
rules_at(const struct sage_rules *r, size_t i, const struct knowledge **kn)
{
	const struct kn_rule	*rule;
	size_t			 n;

	rule = knowledge_section(&r->kn[0], SEC_RULE, &n);
	*kn = &r->kn[0];
	if (i < n)
		return rule + i;
	*kn = &r->kn[1];
	rule = knowledge_section(&r->kn[1], SEC_RULE, NULL);
	return rule + (i - n);
}

size_t
rules_number(const struct sage_rules *r, const char *id)
{
	const struct kn_rule	*rule;
	const struct knowledge	*kn;
	size_t			 i;

	for (i = 0; i < r->nrules; i++) {
		rule = rules_at(r, i, &kn);
		if (strcmp(id, knowledge_string(kn, rule->id)) == 0)
			break;
	}
	return i;
}

static int
is_named(const struct knowledge *kn, const struct kn_rule *rule,
    const char *name)
{
	return strcmp(name, knowledge_string(kn, rule->id)) == 0 ||
	    strcmp(name, knowledge_string(kn, rule->category)) == 0;
}

int
rules_have(const struct sage_rules *r, const char *name)
{
	const struct kn_rule	*rule;
	const struct knowledge	*kn;
	size_t			 i;

	for (i = 0; i < r->nrules; i++) {
		rule = rules_at(r, i, &kn);
		if (is_named(kn, rule, name))
			return 1;
	}
	return 0;
}

int
sage_rules_enable(struct sage_rules *r, const char *name, int on)
{
	const struct kn_rule	*rule;
	const struct knowledge	*kn;
	size_t			 i;
	int			 known = name == NULL;

	for (i = 0; i < r->nrules; i++) {
		rule = rules_at(r, i, &kn);
		if (name != NULL && !is_named(kn, rule, name))
			continue;
		r->enabled[i] = on != 0;
		known = 1;
	}
	return known ? 0 : SAGE_EINVAL;
}

static void
describe(const struct knowledge *kn, const struct kn_rule *rule,
    struct sage_rule *out)
{
	out->id = knowledge_string(kn, rule->id);
	out->category = knowledge_string(kn, rule->category);
	out->level = (enum sage_level)rule->level;
	out->confidence = rule->confidence / 100.0;
	out->title = knowledge_string(kn, rule->title);
	out->definition = knowledge_string(kn, rule->definition);
	out->reason = knowledge_string(kn, rule->reason);
	out->source = knowledge_string(kn, rule->source);
	out->repair = knowledge_string(kn, rule->repair);
	out->yes = knowledge_example(kn, rule->yes);
	out->no = knowledge_example(kn, rule->no);
	out->enabled = 1;
}

int
sage_rules_categories(const struct sage_rules *r,
    int (*fn)(const struct sage_rule *, void *), void *arg)
{
	const struct kn_rule	*cat;
	struct sage_rule	 rule;
	size_t			 i, k, n;
	int			 e;

	for (i = 0; i < r->nkn; i++) {
		cat = knowledge_section(&r->kn[i], SEC_CATEGORY, &n);
		for (k = 0; k < n; k++) {
			describe(&r->kn[i], &cat[k], &rule);
			if ((e = fn(&rule, arg)) != 0)
				return e;
		}
	}
	return 0;
}

void
rules_describe(const struct sage_rules *r, size_t i, struct sage_rule *out)
{
	const struct kn_rule	*rule;
	const struct knowledge	*kn;

	rule = rules_at(r, i, &kn);
	describe(kn, rule, out);
	out->enabled = r->enabled[i];
}

int
sage_rules_each(const struct sage_rules *r,
    int (*fn)(const struct sage_rule *, void *), void *arg)
{
	struct sage_rule	 out;
	size_t			 i;
	int			 e;

	for (i = 0; i < r->nrules; i++) {
		rules_describe(r, i, &out);
		if ((e = fn(&out, arg)) != 0)
			return e;
	}
	return 0;
}
