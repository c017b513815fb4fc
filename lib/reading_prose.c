#include <string.h>

#include "mask.h"
#include "reading_parts.h"

#define AGAIN_MOST	256	/* sentences that are known again */
#define AGAIN_LEAST	12	/* bytes of one */

static void
blank(char *s, size_t from, size_t to)
{
	memset(s + from, ' ', to - from);
}

/* Words to begin with, and the mark behind them. */
static void
blank_asides(const struct sage_reader *r, char *s)
{
	const struct hit	*h;
	size_t			 n, i, end;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (!hit_is_of(&h[i], CAT_ASIDE) && !hit_is_rule(&h[i],
		    CAT_SITUATION, GREETING))
			continue;
		for (end = h[i].end; end < r->len && memchr(" ,.!-", s[end],
		    5) != NULL; end++)
			;
		blank(s, h[i].start, end);
	}
}

/* The name below a mail. */
static void
blank_signature(char *s, size_t len)
{
	static const char *const	 mark[] = { "\n-- \n", "\n-- \r\n" };
	const char			*at;
	size_t				 i;

	for (i = 0; i < 2; i++)
		if ((at = memmem(s, len, mark[i], strlen(mark[i]))) != NULL)
			blank(s, (size_t)(at - s), len);
}

/* Who says a thing twice does not feel it twice as much. */
static void
blank_again(char *s, size_t len)
{
	uint32_t	seen[AGAIN_MOST], hash;
	size_t		from, to, i, n = 0;

	for (from = 0; from < len && n < AGAIN_MOST; from = to) {
		while (from < len && s[from] == ' ')
			from++;
		for (to = from; to < len && memchr(".!?\n", s[to], 4) == NULL;
		    to++)
			;
		to += to < len;
		if (to - from < AGAIN_LEAST)
			continue;
		hash = word_hash(s + from, to - from);
		for (i = 0; i < n && seen[i] != hash; i++)
			;
		if (i < n)
			blank(s, from, to);
		else
			seen[n++] = hash;
	}
}

/* What was found in what has been made blank is not found, save what goes on
 * behind it, "Hey, where is it". */
static void
drop_blank(struct sage_reader *r, const char *s)
{
	struct hit	*h = (struct hit *)(void *)r->hits.data;
	size_t		 n = r->hits.len / sizeof(*h), i, k = 0;

	for (i = 0; i < n; i++)
		if (s[h[i].start] == r->text[h[i].start] ||
		    s[h[i].end - 1] == r->text[h[i].end - 1] ||
		    hit_is_rule(&h[i], CAT_SITUATION, GREETING))
			h[k++] = h[i];
	r->hits.len = k * sizeof(*h);
}

/* Where the last sentence begins. */
static size_t
find_last(const struct sage_reader *r)
{
	size_t	i = r->len;

	while (i > 0 && memchr(" .!?\r\n)\"'", r->prose[i - 1], 9) != NULL)
		i--;
	while (i > 0 && memchr(".!?\n", r->prose[i - 1], 4) == NULL)
		i--;
	return i;
}

int
reader_prose(struct sage_reader *r)
{
	char	*copy;

	copy = arena_alloc(&r->arena, r->len + SCAN_SLACK, 1);
	if (copy == NULL)
		return SAGE_ENOMEM;
	mask_copy(copy, r->text, r->len);
	if (mask_needed(copy, r->len))
		mask_inline(copy, r->len);
	blank_asides(r, copy);
	blank_signature(copy, r->len);
	blank_again(copy, r->len);
	drop_blank(r, copy);
	r->prose = copy;
	features_of(r->features, r->kn, &r->model.tags, copy, r->len);
	r->out.words = r->features->ntokens;
	r->last = find_last(r);
	return 0;
}
