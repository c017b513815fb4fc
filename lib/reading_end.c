/* How a message ends: a tale may be told for what it came to. */
#include <string.h>

#include "reading_parts.h"

#define END_LEAST	4	/* words of what may tell it, */
#define END_BEFORE	3	/* and before it */
#define TOLD		.10	/* what is told there may sound so far the other
				 * way round */
#define ENDS_FELT	.5	/* it is less likely that nothing is felt */

/* How an end is parted from what is before it, and how sure it must be, so far
 * from .5, to be good or hard.  Who is cheered at bad news is hurt more. */
enum parting { PART_SENTENCE, PART_BUT, PART_AND, PARTINGS };

static const struct sure {
	double	good, hard, plain;	/* so, what was before is past */
} sure[PARTINGS] = {
	[PART_SENTENCE] = { .10, .10, .20 }, [PART_BUT] = { .10, .10, .20 },
	[PART_AND] = { .30, .10, .30 }
};

/* What a hit tells that happened, or names: good, hard, or 0. */
static int
told_by(const struct sage_reader *r, const struct hit *h)
{
	return hit_is_of(h, CAT_NAMED) ? hit_good_named(r, h) :
	    hit_is_event(r, h) ? hit_good(r, h) : 0;
}

/* Is something told before a place, that what follows may turn? */
static int
is_told_before(const struct sage_reader *r, size_t at)
{
	const struct hit	*h;
	size_t			 n, i;

	h = reader_hits(r, &n);
	for (i = 0; i < n && h[i].start < at; i++)
		if (told_by(r, &h[i]) != 0)
			return 1;
	return 0;
}

/* What is told from there on: good, hard, or 0 where there is neither or
 * both. */
static int
told_from(const struct sage_reader *r, size_t from)
{
	const struct hit	*h;
	size_t			 n, i;
	int			 good = 0, hard = 0, is;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++) {
		if (h[i].start < from)
			continue;
		is = told_by(r, &h[i]);
		if (hit_is_undone(r, &h[i], is))
			is = -is;
		good |= is > 0 && !r->out.sarcastic;
		hard |= is < 0;
	}
	return good - hard;
}

/* Is what stands there good (1) or hard (-1)?  0 if that is not sure enough. */
static int
hear_from(struct sage_reader *r, size_t from, const struct sure *s)
{
	double	weight[FEELINGS_MAX], none, good;
	int	told;

	none = reader_hear(r, r->prose + from, r->len - from, weight);
	if (r->part->ntokens < END_LEAST || r->features->ntokens <
	    r->part->ntokens + END_BEFORE)
		return 0;
	good = reader_good(r, weight) - .5;
	told = told_from(r, from);
	r->plainly = told != 0 || good > s->plain || good < -s->plain;
	if (told > 0 ? good > -TOLD : none < ENDS_FELT && good > s->good)
		return 1;
	if (told < 0 ? good < TOLD : none < ENDS_FELT && good < -s->hard)
		return -1;
	return 0;
}

/* Where a parting may be: it begins behind one place and ends before the
 * other. */
struct room {
	size_t	first, last;
};

static int
is_in_word(const struct sage_reader *r, size_t at)
{
	return memchr(" \r\n\t", r->prose[at], 4) == NULL;
}

/* There is enough of the last sentence before it, and behind it. */
static struct room
find_room(const struct sage_reader *r)
{
	struct room	room = { r->last, r->len };
	int		n;

	for (n = 0; room.first < r->len; room.first++)
		if (is_in_word(r, room.first) && (room.first == r->last ||
		    !is_in_word(r, room.first - 1)) && ++n == END_BEFORE)
			break;
	for (n = 0; room.last > 0; room.last--)
		if (is_in_word(r, room.last - 1) && (room.last == r->len ||
		    !is_in_word(r, room.last)) && ++n == END_LEAST)
			break;
	return room;
}

/* The last such parting behind another, or the other. */
static size_t
find_parting(const struct sage_reader *r, size_t last, enum parting by)
{
	const struct room	 room = find_room(r);
	const struct hit	*h;
	size_t			 n, i;

	h = reader_hits(r, &n);
	for (i = 0; i < n; i++)
		if (hit_is_rule(&h[i], CAT_SPLIT, by == PART_BUT ? "but" :
		    "and") && h[i].start > last && h[i].start > room.first &&
		    h[i].end < room.last)
			last = h[i].start;
	for (i = r->len; by == PART_AND && i > last; i--)
		if (r->prose[i - 1] == ',' && i > room.first && i < room.last)
			return i;
	return last;
}

/* The shortest end is heard first: what it tells came last. */
void
reader_end(struct sage_reader *r)
{
	size_t	at[PARTINGS] = { [PART_SENTENCE] = r->last }, from;
	int	by;

	for (by = PART_BUT; by < PARTINGS; by++)
		at[by] = find_parting(r, at[by - 1], (enum parting)by);
	r->ends = 0;
	while (by-- > 0 && r->ends == 0) {
		from = by == PART_SENTENCE ? 0 : at[by - 1];
		if (at[by] == from || (by == PART_AND &&
		    !is_told_before(r, at[by])))
			continue;
		if ((r->ends = hear_from(r, at[by], &sure[by])) != 0)
			r->last = at[by];
	}
}

int
hit_is_past(const struct sage_reader *r, const struct hit *h, int good)
{
	return r->plainly && h->end <= r->last && good * r->ends < 0 &&
	    (good > 0 || hit_strength(r, h) < GRAVE);
}
