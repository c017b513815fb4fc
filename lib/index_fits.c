/* In which groups words are, and what the fast pass is to know of them. */
#include <string.h>

#include "index.h"

#define WORDS_FOUND	4	/* words that are new with a pattern */
#define NO_FIT		FIXED_FITS	/* a fitter's: that of no group */

int
fitter_open(struct fitter *t, struct compiler *c, size_t words)
{
	size_t	most = c->patterns.len / sizeof(struct cpattern) *
		    WORDS_FOUND, first = (NO_FIT + 1) * sizeof(struct fit);

	t->c = c;
	t->nwords = words;
	t->quick = index_is_quick(c);
	t->own = arena_alloc(&c->arena, words, sizeof(*t->own));
	/* What of it is never used is never touched. */
	if (t->own == NULL || buf_align(&t->fits, first + (most < words ?
	    most : words) * sizeof(struct fit)) != 0)
		return SAGE_ENOMEM;
	memset(t->fits.data, 0, first);
	t->fits.len = first;
	return 0;
}

void
fitter_free(struct fitter *t)
{
	buf_free(&t->fits);
	numbers_free(&t->known);
}

const struct fit *
fitter_fit(const struct fitter *t, uint16_t id)
{
	return (const struct fit *)(const void *)t->fits.data +
	    (t->own[id] > 0 ? t->own[id] : NO_FIT);
}

int
fitter_own(struct fitter *t, uint16_t id, struct fit **fit)
{
	static const struct fit	none;
	int			r;

	if (t->own[id] == 0) {
		if (t->fits.len / sizeof(none) > UINT16_MAX)
			return SAGE_ETOOBIG;
		if ((r = buf_append(&t->fits, &none, sizeof(none))) != 0)
			return r;
		t->own[id] = (uint16_t)(t->fits.len / sizeof(none) - 1);
	}
	*fit = (struct fit *)(void *)t->fits.data + t->own[id];
	return 0;
}

static void
join_fit(struct fit *fit, const struct fit *more)
{
	unsigned	side;

	for (side = 0; side < FIT_SIDES; side++)
		groups_join(&fit->side[side], &more->side[side]);
}

static int
join_own(struct fitter *t, uint16_t id, const struct fit *more)
{
	struct fit	*fit;
	int		r;

	if ((r = fitter_own(t, id, &fit)) != 0)
		return r;
	join_fit(fit, more);
	return 0;
}

/* Is a word in no group, and does it stand for itself? */
static inline int
is_plain(const struct fitter *t, uint16_t id)
{
	if (t->own[id] != 0)
		return 0;
	return id < t->c->lex.first ?
	    (t->c->lex.filter.fit_of[id] & SEVERAL_FITS) == 0 :
	    lexicon_at(&t->c->lex, id)->expands == 0;
}

static int
begins_with_digit(const struct fitter *t, uint16_t id)
{
	const struct kn_word	*kn;
	const struct lexword	*w;
	char			 c = '\0';

	if (id < t->c->lex.first) {
		kn = knowledge_entry(t->c->base, id);
		if (kn->len > 0)
			c = *knowledge_string(t->c->base, kn->str);
	} else {
		w = lexicon_at(&t->c->lex, id);
		if (w->len > 0)
			c = *w->s;
	}
	return c >= '0' && c <= '9';
}

/* ---- kinds of tokens --------------------------------------------------- */

/* A word that begins with a digit may turn out to be a number, and so may what
 * it stands for. */
static int
add_digits(struct fitter *t, uint16_t id, const struct fit *digits)
{
	const uint16_t	*list;
	size_t		 n;
	int		 r;

	if (!begins_with_digit(t, id))
		return 0;
	if ((r = join_own(t, id, digits)) != 0)
		return r;
	for (list = lexicon_expansion(&t->c->lex, id, &n); n > 0; n--)
		if ((r = join_own(t, *list++, digits)) != 0)
			return r;
	return 0;
}

/*
 * Any word may turn out to be code, and one with digits to be a number: of the
 * base's there are many, which are gone through only if a number is asked for.
 */
static int
add_kinds(struct fitter *t)
{
	size_t		i = t->own[WORD_NUMBER] > 0 ? WORD_CODE :
			    t->c->lex.first;
	struct fit	digits = *fitter_fit(t, WORD_NUMBER);
	int		r;

	t->more = t->any;
	join_fit(&t->more, fitter_fit(t, WORD_CODE));
	for (; i < t->nwords; i++)
		if ((r = add_digits(t, (uint16_t)i, &digits)) != 0)
			return r;
	return 0;
}

/* ---- fits by number ---------------------------------------------------- */

/* The number of a fit, which may be new. */
static int
number_fit(struct fitter *t, const struct fit *fit, uint16_t *number)
{
	struct buf		*fits = &t->c->fits;
	const struct fit	*all = (const struct fit *)(const void *)
				    fits->data;
	uint32_t		 hash = word_hash((const char *)fit,
				    sizeof(*fit));
	struct numbered		*slot;
	size_t			 at = hash, n = fits->len / sizeof(*fit);
	int			 r;

	if ((r = numbers_reserve(&t->known, 1)) != 0)
		return r;
	while ((slot = numbers_next(&t->known, hash, &at))->number != 0) {
		*number = (uint16_t)(slot->number - 1);
		if (memcmp(&all[*number], fit, sizeof(*fit)) == 0)
			return 0;
	}
	if (n >= SEVERAL_FITS)
		return SAGE_ETOOBIG;
	*number = (uint16_t)n;
	numbers_put(&t->known, slot, hash, *number);
	return buf_append(fits, fit, sizeof(*fit));
}

/* The number of a word's fit. */
static int
number_word(struct fitter *t, uint16_t id, uint16_t *number)
{
	struct fit	fit;
	int		r;

	if (t->own[id] == 0 && t->plain > 0) {
		*number = (uint16_t)(t->plain - 1);
		return 0;
	}
	if (t->quick) {
		*number = t->own[id];
		return 0;
	}
	fit = *fitter_fit(t, id);
	join_fit(&fit, &t->more);
	if ((r = number_fit(t, &fit, number)) == 0 && t->own[id] == 0)
		t->plain = *number + 1u;
	return r;
}

/* What the fast pass is to know of a word: its fit, or those of the words
 * that it stands for. */
static int
put_word(struct fitter *t, uint16_t id, uint16_t *fit_of)
{
	struct buf	*several = &t->c->several;
	uint16_t	 number[1 + EXPAND_MAX];
	size_t		 n, i, first = several->len / sizeof(*number);
	const uint16_t	*list = lexicon_expansion(&t->c->lex, id, &n);
	int		 r;

	if (n == 0)
		return number_word(t, id, fit_of);
	number[0] = (uint16_t)n;
	for (i = 0; i < n; i++)
		if ((r = number_word(t, list[i], &number[1 + i])) != 0)
			return r;
	*fit_of = (uint16_t)(SEVERAL_FITS | first);
	if (first >= MORE_FITS - SEVERAL_FITS)
		return SAGE_ETOOBIG;
	if ((r = buf_append(several, number, (1 + n) * sizeof(*number))) != 0)
		return r;
	return buf_append(several, list, n * sizeof(*list));
}

/* A word that is not known may be a piece of code, a number or a name. */
static struct fit
unknown_fit(const struct fitter *t)
{
	struct fit	fit = t->more;

	join_fit(&fit, fitter_fit(t, WORD_NUMBER));
	join_fit(&fit, fitter_fit(t, WORD_NAME));
	return fit;
}

/* These have fixed numbers, so each is put there, if it is new or not. */
static void
put_fixed(struct fitter *t)
{
	struct fit	*fixed = (struct fit *)(void *)t->fits.data;

	fixed[UNKNOWN_FIT] = unknown_fit(t);
	fixed[EDGE_FIT] = *fitter_fit(t, WORD_NONE);
	fixed[ANY_FIT] = t->any;
}

/* All fits as they are, with what all words have. */
static void
put_all(struct fitter *t)
{
	struct fit	*fit = (struct fit *)(void *)t->fits.data;
	size_t		 n = t->fits.len / sizeof(*fit), i;

	for (i = NO_FIT; i < n; i++)
		join_fit(&fit[i], &t->more);
	t->c->fits = t->fits;
	t->fits = (struct buf){ 0 };
}

/* Those that are fixed, and room for all others that there can be. */
static int
put_first(struct fitter *t)
{
	struct buf	*out = &t->c->fits;
	int		 r;

	if ((r = buf_align(out, t->fits.len)) != 0)
		return r;
	return buf_append(out, t->fits.data, FIXED_FITS * sizeof(struct fit));
}

int
fitter_put(struct fitter *t)
{
	struct buf	*out = &t->c->fit_of;
	uint16_t	*fit_of;
	size_t		 i;
	int		 r;

	if ((r = add_kinds(t)) != 0 ||
	    (r = buf_reserve(out, t->nwords * sizeof(*fit_of))) != 0)
		return r;
	put_fixed(t);
	if (t->fits.len / sizeof(struct fit) >= SEVERAL_FITS)
		t->quick = 0;
	t->plain = t->quick ? NO_FIT + 1 : 0;
	if (t->quick)
		put_all(t);
	else if ((r = put_first(t)) != 0)
		return r;
	out->len = t->nwords * sizeof(*fit_of);
	fit_of = (uint16_t *)(void *)out->data;
	fit_of[WORD_NONE] = UNKNOWN_FIT;
	for (i = 1; i < t->nwords; i++)
		if (is_plain(t, (uint16_t)i) && t->plain > 0)
			fit_of[i] = (uint16_t)(t->plain - 1);
		else if ((r = put_word(t, (uint16_t)i, &fit_of[i])) != 0)
			return r;
	return 0;
}
