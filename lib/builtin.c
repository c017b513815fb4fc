/* The one place that knows of what is built in, so that the programs which
 * make it can use all the rest. */
#include "attention.h"
#include "chatwords.h"
#include "repair.h"
#include "reply.h"
#include "rules.h"
#include "slots.h"

#define TEXT(name)	{ name##_text, (size_t)(name##_text_end - name##_text) }
#define SIZE(name)	((size_t)(name##_blob_end - name##_blob))

static int
plain_rules(struct sage_rules **out)
{
	struct sage_rules	*r;
	int			 e;

	if ((e = rules_open(&r, knowledge_blob, SIZE(knowledge))) != 0)
		return e;
	if ((e = rules_model(r, model_blob, SIZE(model))) != 0) {
		sage_rules_free(r);
		return e;
	}
	*out = r;
	return 0;
}

int
sage_rules_new(struct sage_rules **out)
{
	int	e;

	if ((e = plain_rules(out)) == 0)
		(*out)->markdown = markdown_mask;
	return e;
}

int
sage_reader_new(struct sage_reader **out, enum sage_unit unit)
{
	return reader_open(out, unit, read_blob, SIZE(read), model_blob,
	    SIZE(model), book_blob, SIZE(book));
}

int
sage_speaker_new(struct sage_speaker **out, enum sage_unit unit)
{
	struct sage_reader	*reader = NULL;
	struct sage_rules	*rules = NULL;
	int			 e;

	if ((e = sage_reader_new(&reader, unit)) == 0 &&
	    (e = plain_rules(&rules)) == 0)
		e = speaker_open(out, reader, rules);
	if (e != 0) {
		sage_reader_free(reader);
		sage_rules_free(rules);
	}
	return e;
}

int
sage_attention_new(struct sage_attention **out, enum sage_unit unit)
{
	const struct sage_text	touch = TEXT(touch), remarks = TEXT(attention);
	struct sage_reader	*reader = NULL;
	int			 e;

	if ((e = sage_reader_new(&reader, unit)) == 0)
		e = attention_open(out, reader, touch, remarks);
	if (e != 0)
		sage_reader_free(reader);
	return e;
}

struct sage_text
chat_words(void)
{
	return (struct sage_text)TEXT(chat);
}

int
repairer_new(struct repairer **out, const struct sage_rules *rules,
    const struct repair_options *opt)
{
	const struct sage_text	knowledge = { (const char *)repair_blob,
				    SIZE(repair) };
	const struct sage_text	proposals = TEXT(proposals);

	return repairer_open(out, rules, opt, knowledge, proposals);
}
