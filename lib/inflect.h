/*
 * The forms of English verbs and nouns: regular ones by rule, all others
 * from a table.
 */

#ifndef INFLECT_H
#define INFLECT_H

#include <stddef.h>

#include "buf.h"

#define INFLECT_MAX	63	/* bytes of the longest form */
#define INFLECT_LEMMA	59	/* ... of the longest lemma: forms are longer */

/*
 * A view of a table of exceptions.  It owns nothing, save after
 * inflect_load().  { 0 } is an empty table, with which all words are regular.
 * The fields are inflect.c's own business.
 */
struct inflect {
	const unsigned char	*line, *form;	/* little-endian offsets */
	const char		*text;
	size_t			 nlines, nforms, len;
	void			*own;
};

/* Kinds of words; and the forms, of which a word may be several ("put"). */
enum {
	INFLECT_VERB = 1,
	INFLECT_NOUN = 2
};
enum inflect_which {
	INFLECT_BASE = 1,
	INFLECT_PAST = 2,
	INFLECT_PART = 4,	/* past participle */
	INFLECT_ING = 8,
	INFLECT_THIRD = 16,	/* he does; of "be" all of the present */
	INFLECT_PLURAL = 32
};

/*
 * Append to the buffer what inflect_open() reads, made from a text in the
 * format of lib/data/inflect.tsv.  It has no pointers and needs no alignment.
 * On failure the buffer is what it was; SAGE_EINVAL sets the number of the
 * line that is wrong, or not in the order of its bytes, unless badline is
 * NULL.
 */
int	 inflect_pack(struct buf *, const char *, size_t, size_t *badline);

/*
 * Look at packed bytes, which must outlive the view.  SAGE_EINVAL if an offset
 * lies outside.  Bytes that are wrong otherwise make words regular, no more.
 */
int	 inflect_open(struct inflect *, const void *, size_t);

/* The same of what is built in: all of it is not gone through. */
int	 inflect_view(struct inflect *, const void *, size_t);

/* Both at once.  What it makes is for inflect_free(). */
int	 inflect_load(struct inflect *, const char *, size_t,
	    size_t *badline);
void	 inflect_free(struct inflect *);

/*
 * Call the function once for each distinct form, the lemma itself first: of
 * a verb, of a noun, or both.  Lemmas are in small letters.  Any word has
 * regular forms, be it a word or not.  Non-zero from the function ends the
 * walk and is returned; SAGE_EINVAL says that the lemma is empty,
 * SAGE_ETOOBIG that it is longer than INFLECT_LEMMA.
 */
int	 inflect_forms(const struct inflect *, const char *lemma, size_t,
	    int kinds, int (*)(const char *, size_t, void *), void *);

/* Write the preferred one of a kind of form and return its length, or 0 if
 * there is none ("must"), or the lemma is no lemma (see inflect_forms()). */
size_t	 inflect_form(const struct inflect *, const char *lemma, size_t,
	    enum inflect_which, char[INFLECT_MAX]);

/*
 * The way back: call the function for each other word that this one may be a
 * form of, exceptions first, with the set of forms that it is ("lay": past
 * of "lie").  A lemma got by rule need not be a word; the function knows, or
 * another one, unless it is NULL, that is asked before the forms of a lemma
 * are looked at, which takes much longer.  Non-zero from the first ends the
 * walk and is returned.
 */
typedef int inflect_known_fn(const char *lemma, size_t, void *);
int	 inflect_lemmas(const struct inflect *, const char *form, size_t,
	    inflect_known_fn *,
	    int (*)(const char *lemma, size_t, int which, void *), void *);

#endif
