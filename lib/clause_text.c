#include <string.h>

#include "clause_text.h"
#include "utf8.h"

#define JUDGES		3	/* a word that judges so much is not said */
#define ADVERB_LEAST	5	/* bytes of a word in -ly */
#define BRIEF		5	/* ... of a verb that itself ends in -ing */

void
clause_open(struct clause_text *c, const struct voice *v, const char *text,
    size_t len)
{
	const char	*word;
	uint32_t	 hash;
	size_t		 i;

	c->v = v;
	c->text = text;
	c->run = CLAUSE_RUN;
	c->n = voice_words(text, len, c->w);
	c->forms = c->room;
	for (i = 0; i < c->n; i++) {
		word = voice_folded(text, &c->w[i], c->word[i]);
		hash = word_hash(word, strlen(word));
		c->turn[i] = voice_hashed(v, hash, word);
		c->tag[i] = tags_hashed(&v->model->tags, hash);
		c->forms[i] = (struct clause_forms){ 0 };
	}
}

static const struct tag *
tag_of(const struct clause_text *c, size_t at)
{
	return at < c->n ? c->tag[at] : NULL;
}

int
word_is_of(const struct clause_text *c, size_t at, uint64_t kinds)
{
	const struct tag	*tag = tag_of(c, at);

	return tag != NULL && (tag->kinds & kinds) != 0;
}

int
word_is_helper(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_BE) || has(c, at, ROLE_HAVE) ||
	    has(c, at, ROLE_DO) || has(c, at, ROLE_CAN) ||
	    has(c, at, ROLE_WILL);
}

int
word_begins_name(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_ARTICLE) || has(c, at, ROLE_OWNER);
}

int
word_is_within(const struct clause_text *c, size_t at, size_t last)
{
	return at < c->n && at <= last && c->w[at - 1].brk == 0;
}

int
word_begins_sentence(const struct clause_text *c, size_t at)
{
	return at == 0 || c->w[at - 1].brk >= VOICE_STOP;
}

/* ---- verbs ------------------------------------------------------------- */

/* Is a word said to be a verb, whatever else it may be? */
static int
is_said_verb(const struct voice *v, const char *s, size_t len)
{
	char	word[VOICE_LONGEST];

	if (len >= sizeof(word))
		return 0;
	memcpy(word, s, len);
	word[len] = '\0';
	return voice_has(voice_hashed(v, word_hash(s, len), word), ROLE_DOES);
}

/* Is a word a verb that we know, strictly, or may it be one? */
static int
is_verb(const struct voice *v, const char *s, size_t len, int strict)
{
	const struct tag	*tag = tags_find(&v->model->tags, s, len);

	if (strict)
		return (tag != NULL && (tag->kinds & v->topic->verbs) != 0) ||
		    is_said_verb(v, s, len);
	return tag != NULL || knowledge_word(v->kn, s, len) != WORD_NONE;
}

struct verb {
	const struct voice	*v;
	struct clause_forms	*forms;
	int			 wanted;	/* those of the lemma */
	char			 lemma[INFLECT_MAX + 1];
};

static int
is_known(const char *s, size_t len, void *arg)
{
	const struct verb	*q = arg;

	return is_verb(q->v, s, len, 0);
}

static int
note_forms(const char *s, size_t len, int which, void *arg)
{
	struct verb	*q = arg;

	q->forms->loose |= (uint8_t)which;
	if (is_verb(q->v, s, len, 1))
		q->forms->strict |= (uint8_t)which;
	return 0;
}

static int
take_lemma(const char *s, size_t len, int which, void *arg)
{
	struct verb	*q = arg;

	if ((which & q->wanted) == 0)
		return 0;
	memcpy(q->lemma, s, len);
	q->lemma[len] = '\0';
	return 1;
}

int
word_is_form(const struct clause_text *c, size_t at, int forms, int strict)
{
	struct verb	q = { .v = c->v };

	if (at >= c->n)
		return 0;
	q.forms = &c->forms[at];
	if (!q.forms->known) {
		q.forms->known = 1;
		(void)inflect_lemmas(&c->v->inflect, c->word[at],
		    strlen(c->word[at]), is_known, note_forms, &q);
	}
	return ((strict ? q.forms->strict : q.forms->loose) & forms) != 0;
}

int
word_lemma(const struct clause_text *c, size_t at, int forms,
    char lemma[INFLECT_MAX + 1])
{
	struct verb	q = { .v = c->v, .wanted = forms };

	if (!word_is_form(c, at, forms, 0))
		return 0;
	(void)inflect_lemmas(&c->v->inflect, c->word[at],
	    strlen(c->word[at]), is_known, take_lemma, &q);
	memcpy(lemma, q.lemma, sizeof(q.lemma));
	return 1;
}

/* Is the form of a verb the verb as it stands in the dictionary? */
static int
is_unchanged(const struct clause_text *c, size_t at, int form)
{
	char	as[INFLECT_MAX];
	size_t	len, n;

	if (at >= c->n)
		return 0;
	len = strlen(c->word[at]);
	n = inflect_form(&c->v->inflect, c->word[at], len, form, as);
	return n > 0 && n == len && memcmp(as, c->word[at], n) == 0;
}

int
word_is_participle(const struct clause_text *c, size_t at)
{
	return word_is_form(c, at, INFLECT_PART, 0) ||
	    is_unchanged(c, at, INFLECT_PART);
}

int
word_is_put(const struct clause_text *c, size_t at)
{
	return is_unchanged(c, at, INFLECT_PAST);
}

/* "Blurted" is the past of a verb that is not known, "need" is one. */
static int
ends_as_past(const char *word, size_t len)
{
	return len > 4 && memcmp(word + len - 2, "ed", 2) == 0 &&
	    word[len - 3] != 'e';
}

int
word_is_base(const struct clause_text *c, size_t at)
{
	const char	*word;
	char		 past[INFLECT_MAX];
	size_t		 len;

	if (at >= c->n || has(c, at, ROLE_SELF) ||
	    has(c, at, ROLE_SUBJECT) || has(c, at, ROLE_STOP))
		return 0;
	word = c->word[at];
	len = strlen(word);
	if (len == 0 || ends_as_past(word, len) ||
	    !is_verb(c->v, word, len, 0) ||
	    word_is_form(c, at, INFLECT_PAST | INFLECT_PART | INFLECT_THIRD |
	    INFLECT_PLURAL, 0) || (word_is_form(c, at, INFLECT_ING, 0) &&
	    (len > BRIEF || word_is_form(c, at, INFLECT_ING, 1) ||
	    !is_verb(c->v, word, len, 1))))
		return 0;	/* "bring" is none of "br" */
	return !word_is_put(c, at) && inflect_form(&c->v->inflect, word, len,
	    INFLECT_PAST, past) > 0;
}

int
word_is_plain_verb(const struct clause_text *c, size_t at)
{
	return (word_is_base(c, at) || word_is_put(c, at)) &&
	    (has(c, at, ROLE_HAVE) || has(c, at, ROLE_BE) ||
	    has(c, at, ROLE_DOES) || word_is_of(c, at, c->v->topic->verbs));
}

int
word_starts_verb(const struct clause_text *c, size_t at)
{
	return word_is_helper(c, at) || has(c, at, ROLE_ADVERB) ||
	    word_is_form(c, at, INFLECT_PAST, 0) ||
	    word_is_form(c, at, INFLECT_THIRD, 1) || has(c, at, ROLE_LETS);
}

int
word_is_ahead(const struct clause_text *c, size_t at)
{
	return (has(c, at, ROLE_SETS_OUT) || has(c, at, ROLE_UNREAL)) &&
	    has(c, at + 1, ROLE_TO) && word_is_plain_verb(c, at + 2);
}

/* ---- other words ------------------------------------------------------- */

int
word_is_felt(const struct clause_text *c, size_t at)
{
	return word_is_of(c, at, c->v->topic->felt) &&
	    c->tag[at]->feeling != TAG_NONE;
}

int
word_is_person(const struct clause_text *c, size_t at)
{
	return word_is_of(c, at, c->v->topic->persons);
}

int
word_is_thing(const struct clause_text *c, size_t at)
{
	const struct tag	*tag = tag_of(c, at);

	return tag != NULL && (tag->kinds & c->v->topic->verbs) == 0 &&
	    voice_worth(c->v, tag) > 0;
}

int
word_is_many(const struct clause_text *c, size_t at)
{
	const struct tag	*tag = tag_of(c, at);
	const char		*word;

	if (tag == NULL || word_is_of(c, at, c->v->topic->verbs))
		return 0;
	word = c->word[at];
	return tag->lemma != word_hash(word, strlen(word)) &&
	    word[strlen(word) - 1] == 's';
}

int
word_is_quality(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_ADJECTIVE) ||
	    (word_is_of(c, at, c->v->topic->qualities) &&
	    !word_is_thing(c, at) && !word_is_person(c, at));
}

int
word_is_known(const struct clause_text *c, size_t at)
{
	return at < c->n && (c->tag[at] != NULL ||
	    voice_is_known(c->v, c->word[at]));
}

int
word_is_name(const struct clause_text *c, size_t at)
{
	const char	*s;

	if (at == 0 || at >= c->n || c->w[at - 1].brk != 0 || c->w[at].len <= 2)
		return 0;
	s = c->text + c->w[at].start;
	return utf8_is_large(s[0]) && utf8_is_small(s[1]);
}

int
word_may_name(const struct clause_text *c, size_t at)
{
	if (at >= c->n)
		return 0;
	return voice_may_name(c->turn[at]) || (has(c, at, ROLE_NO_TOPIC) &&
	    !has(c, at, ROLE_DANGLING) && c->tag[at] != NULL &&
	    !word_is_of(c, at, c->v->topic->verbs));
}

int
word_is_insult(const struct clause_text *c, size_t at)
{
	const struct tag	*tag = tag_of(c, at);

	/* "Left their trash": nobody is called it. */
	if (at > 1 && has(c, at, ROLE_LITTER) && !has(c, at - 2, ROLE_BE) &&
	    (word_begins_name(c, at - 1) ||
	    word_is_form(c, at - 1, INFLECT_ING | INFLECT_PAST, 1)))
		return 0;
	/* What was "stolen" is called nothing. */
	return tag != NULL && tag->judges >= JUDGES && !word_is_form(c, at,
	    INFLECT_PAST | INFLECT_PART | INFLECT_ING, 0);
}

int
word_is_part(const struct clause_text *c, size_t at)
{
	return word_may_name(c, at) && !word_is_insult(c, at) &&
	    (word_is_name(c, at) || word_is_known(c, at));
}

int
word_is_that(const struct clause_text *c, size_t at)
{
	return has(c, at, ROLE_OPENS) && has(c, at, ROLE_ARTICLE);
}

int
word_is_one_time(const struct clause_text *c, size_t at)
{
	return at > 0 && has(c, at, ROLE_UNIT) && has(c, at - 1,
	    ROLE_ARTICLE) && !word_is_that(c, at - 1) &&
	    word_begins_sentence(c, at - 1);
}

int
word_is_adverb(const struct clause_text *c, size_t at)
{
	const char	*word;
	size_t		 len;

	if (at >= c->n || has(c, at, ROLE_ADVERB))
		return at < c->n;
	word = c->word[at];
	len = strlen(word);
	/* "Lovely" is none. */
	return len > ADVERB_LEAST && memcmp(word + len - 2, "ly", 2) == 0 &&
	    !has(c, at, ROLE_ADJECTIVE) && !is_verb(c->v, word, len, 1);
}

int
words_say_never(const struct clause_text *c, size_t from, size_t to)
{
	const char	*never = book_string(c->v->book,
			    c->v->topic->doing[DOING_NEVER]);

	while (from < to && strcmp(c->word[from], never) != 0)
		from++;
	return from < to;
}
