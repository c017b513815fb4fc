/*
 * What is known of the words of a text in which clauses are found: questions
 * that are asked of one word, by its number, and answered by 1 or 0.  Past the
 * last word the answer is 0, and before the first too, as numbers wrap.  They
 * own nothing; what is found once is kept in the view.
 */
#ifndef CLAUSE_TEXT_H
#define CLAUSE_TEXT_H

#include "clause.h"

#define CLAUSE_LEAST	3	/* words of one that is said back */
#define CLAUSE_THING	4	/* of a thing, behind "my" */

/* Has it a role in lib/data/voice.tsv?  This is asked more than all others, so
 * its name is short. */
static inline int
has(const struct clause_text *c, size_t at, enum role role)
{
	return at < c->n && voice_has(c->turn[at], role);
}

/* Is it of one of these kinds, a bit each? */
int	word_is_of(const struct clause_text *, size_t, uint64_t kinds);

/* Does the text go on to the word, which is behind another, without a mark, and
 * is it not past the last that may be? */
int	word_is_within(const struct clause_text *, size_t, size_t last);

/* Is it the first of a sentence?  It is one of the text, or the end of it. */
int	word_begins_sentence(const struct clause_text *, size_t);

/* ---- verbs ------------------------------------------------------------- */

/* Is it one of the forms (enum inflect_which, added up) of a verb?  Strictly,
 * of one that is a verb before all.  All that it is a form of are found when
 * first asked for, as the same words are asked about some six times. */
int	word_is_form(const struct clause_text *, size_t, int forms, int strict);

/* The first verb of which it is one of the forms, with a NUL; 0 if it is none,
 * and then nothing is written. */
int	word_lemma(const struct clause_text *, size_t, int forms,
	    char[INFLECT_MAX + 1]);

/* "Told", "hit": what was done. */
int	word_is_participle(const struct clause_text *, size_t);

/* "I put it there" may be now or then. */
int	word_is_put(const struct clause_text *, size_t);

/* Is it a verb as it stands in the dictionary, and in no other form; and a
 * verb before all, as it stands there? */
int	word_is_base(const struct clause_text *, size_t);
int	word_is_plain_verb(const struct clause_text *, size_t);

/* "Was", "didn't", "I'll": does it help a verb; and may it be the first of what
 * stands behind a subject? */
int	word_is_helper(const struct clause_text *, size_t);
int	word_starts_verb(const struct clause_text *, size_t);

/* What they are "going to do" is not done. */
int	word_is_ahead(const struct clause_text *, size_t);

/* ---- other words ------------------------------------------------------- */

/* Is it one for a feeling, "worried"; a person or an animal; a thing that can
 * be talked of, "pizza"; more than one thing, "heights"? */
int	word_is_felt(const struct clause_text *, size_t);
int	word_is_person(const struct clause_text *, size_t);
int	word_is_thing(const struct clause_text *, size_t);
int	word_is_many(const struct clause_text *, size_t);

/* Does it say what a thing is like, and is none? */
int	word_is_quality(const struct clause_text *, size_t);

/* Do we know it; and is it written as a name is, behind other words? */
int	word_is_known(const struct clause_text *, size_t);
int	word_is_name(const struct clause_text *, size_t);

/* "The", "my": does the name of a thing begin with it; and may it stand between
 * "my" and the verb?  "First" and "life" may, which are nothing to talk about
 * by themselves; "go" may not. */
int	word_begins_name(const struct clause_text *, size_t);
int	word_may_name(const struct clause_text *, size_t);

/* What somebody is called in anger is not repeated. */
int	word_is_insult(const struct clause_text *, size_t);

/* May it be one of the words that a thing is called, as far as we know it? */
int	word_is_part(const struct clause_text *, size_t);

/* Is it "that", which is an article too? */
int	word_is_that(const struct clause_text *, size_t);

/* "One time", "the night", behind which a story begins: the last word of it. */
int	word_is_one_time(const struct clause_text *, size_t);

/* "Officially", though no table has it. */
int	word_is_adverb(const struct clause_text *, size_t);

/* Is one of the words from one number to another, both at most the end of the
 * text, "never": is what is not so never so? */
int	words_say_never(const struct clause_text *, size_t from, size_t to);

#endif
