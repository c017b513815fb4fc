/* What is told of a rule or a category. */
#include <string.h>

#include "compiler.h"
#include "level.h"

/* What may be said of a rule or a category, and where it goes. */
static const struct {
	enum keyword	 key;
	size_t		 off;
	int		 template;
	const char	*must;		/* what a category must have, for the
					 * message that it does not */
} texts[] = {
	{ KEY_TITLE,	  offsetof(struct kn_rule, title),	0, "title" },
	{ KEY_DEFINITION, offsetof(struct kn_rule, definition),	0,
	    "definition" },
	{ KEY_REASON,	  offsetof(struct kn_rule, reason),	1, "reason" },
	{ KEY_SOURCE,	  offsetof(struct kn_rule, source),	0, NULL },
	{ KEY_REPAIR,	  offsetof(struct kn_rule, repair),	1, NULL },
	{ KEY_FEEL,	  offsetof(struct kn_rule, feel),	0, NULL },
	{ KEY_STRENGTH,	  offsetof(struct kn_rule, strength),	0, NULL },
	{ KEY_NEED,	  offsetof(struct kn_rule, need),	0, NULL },
	{ KEY_SAY,	  offsetof(struct kn_rule, say),	1, NULL },
	{ KEY_ASK,	  offsetof(struct kn_rule, ask),	1, NULL },
};

/* Bytes as they are, save those that would be marks. */
static int
add_plain(struct buf *out, const char *s, size_t len)
{
	size_t	i;
	int	r = 0;

	for (i = 0; i < len && r == 0; i++)
		r = buf_append(out, s[i] == TEMPLATE_OPEN ||
		    s[i] == TEMPLATE_CLOSE ? " " : s + i, 1);
	return r;
}

/*
 * A reason or a repair, with <name|fallback> turned into marks and the
 * number of the capture.
 */
static int
add_template(struct compiler *c, const struct field *f, uint32_t *off)
{
	const char	*p = f->value.data, *end = p + f->value.len, *bar, *q;
	struct buf	 out = { 0 };
	char		 mark[2] = { TEMPLATE_OPEN, 0 };
	size_t		 i;
	int		 r = 0;

	for (; p < end && r == 0; p++) {
		if (*p != '<' || (q = memchr(p, '>', (size_t)(end - p))) ==
		    NULL) {
			r = add_plain(&out, p, 1);
			continue;
		}
		if ((bar = memchr(p, '|', (size_t)(q - p))) == NULL)
			bar = q;
		for (i = 0; i < c->pm.nnames; i++)
			if (text_equal(c->pm.names[i], (struct sage_text){
			    p + 1, (size_t)(bar - p - 1) }))
				break;
		if (i == c->pm.nnames) {
			r = fault_at(c->fault, f, (size_t)(p -
			    f->value.data), "no capture \"%.*s\"",
			    (int)(bar - p - 1), p + 1);
			break;
		}
		mark[1] = (char)('a' + i);
		if ((r = buf_append(&out, mark, 2)) == 0 && bar < q)
			r = add_plain(&out, bar + 1, (size_t)(q - bar - 1));
		mark[1] = TEMPLATE_CLOSE;
		if (r == 0)
			r = buf_append(&out, &mark[1], 1);
		p = q;
	}
	if (r == 0)
		r = string_add(&c->strings, (struct sage_text){ out.data,
		    out.len }, off);
	buf_free(&out);
	return r;
}

static int
read_level(struct compiler *c, const struct field *f, uint8_t *level)
{
	if ((*level = (uint8_t)level_of(f->value)) == 0)
		return fault_at(c->fault, f, 0,
		    "a level is note, warning or error");
	return 0;
}

static int
read_percent(struct compiler *c, const struct field *f, int least,
    uint8_t *percent)
{
	const char	*s = f->value.data;
	int		 number;

	if (f->value.len > 2 || s[0] < '0' || s[0] > '9' ||
	    s[f->value.len - 1] < '0' || s[f->value.len - 1] > '9')
		number = -1;
	else if (f->value.len == 2)
		number = (s[0] - '0') * 10 + s[1] - '0';
	else
		number = s[0] - '0';
	if (number < least)
		return fault_at(c->fault, f, 0,
		    "\"%.*s\" is %d to 99 percent", (int)f->key.len,
		    f->key.data, least);
	*percent = (uint8_t)number;
	return 0;
}

/* A field that is one of the texts. */
static int
read_text(struct compiler *c, const struct field *f, struct kn_rule *kn)
{
	uint32_t	*to;
	size_t		 i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (f->word != (int)texts[i].key)
			continue;
		to = (uint32_t *)(void *)((char *)kn + texts[i].off);
		return texts[i].template ? add_template(c, f, to) :
		    string_add(&c->strings, f->value, to);
	}
	return 0;
}

int
read_texts(struct compiler *c, const struct block *b, struct kn_rule *kn)
{
	const struct field	*f;
	uint8_t			 percent;
	int			 r = 0;

	for (f = b->fields; f != NULL && r == 0; f = f->next)
		switch (f->word) {
		case KEY_LEVEL:
			r = read_level(c, f, &kn->level);
			break;
		case KEY_CONFIDENCE:
			r = read_percent(c, f, 0, &kn->confidence);
			break;
		case KEY_LEARNED:
			if ((r = read_percent(c, f, 1, &percent)) == 0)
				kn->learned = percent;
			break;
		default:
			r = read_text(c, f, kn);
		}
	return r;
}

static int
check_category(struct compiler *c, const struct ccategory *cat)
{
	const uint32_t	*text;
	size_t		 i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		text = (const uint32_t *)(const void *)
		    ((const char *)&cat->kn + texts[i].off);
		if (texts[i].must != NULL && *text == 0)
			return fault_at(c->fault, cat->head, 0,
			    "a category needs a %s", texts[i].must);
	}
	return 0;
}

int
check_categories(struct compiler *c)
{
	const struct ccategory	*cat;
	int			 r;

	for (cat = c->categories; cat != NULL; cat = cat->next)
		if (cat->head != NULL && (r = check_category(c, cat)) != 0)
			return r;
	return 0;
}
