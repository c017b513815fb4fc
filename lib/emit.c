#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "scan.h"

struct sections {
	struct compiled	*out;
	uint16_t	*key;		/* which of the compiler's each is */
	struct numbers	 lists;		/* where they are */
	struct buf	 list;		/* room for one */
};

static int
put(struct sections *s, enum section sec, const void *item, size_t size)
{
	int	r;

	if ((r = buf_append(&s->out->section[sec], item, size)) == 0)
		s->out->n[sec]++;
	return r;
}

static int
add_list(struct sections *s, const uint16_t *item, size_t n, uint32_t *off)
{
	struct buf	*lists = &s->out->section[SEC_LIST];
	uint16_t	 count = (uint16_t)n;
	int		 r;

	if (n > UINT16_MAX)
		return SAGE_ETOOBIG;
	if ((r = buf_append(lists, &count, sizeof(count))) != 0 ||
	    (r = buf_append(lists, item, n * sizeof(*item))) != 0)
		return r;
	*off = s->out->n[SEC_LIST];
	s->out->n[SEC_LIST] += (uint32_t)n + 1;
	return 0;
}

/* A counted list, once; the empty one is at offset 0. */
static int
put_list(struct sections *s, const uint16_t *item, size_t n, uint32_t *off)
{
	const uint16_t	*all = (const uint16_t *)(const void *)
			    s->out->section[SEC_LIST].data;
	uint32_t	 hash = word_hash((const char *)item,
			    n * sizeof(*item));
	struct numbered	*slot;
	size_t		 at = hash;
	int		 r;

	if ((r = numbers_reserve(&s->lists, 1)) != 0)
		return r;
	while ((slot = numbers_next(&s->lists, hash, &at))->number != 0) {
		*off = slot->number - 1;
		if (all[*off] == n && (n == 0 || memcmp(all + *off + 1, item,
		    n * sizeof(*item)) == 0))
			return 0;
	}
	if ((r = add_list(s, item, n, off)) != 0)
		return r;
	numbers_put(&s->lists, slot, hash, *off);
	return 0;
}

/* Room for so many items of a section, zeroed; NULL if there is none. */
static void *
put_zeros(struct sections *s, enum section sec, size_t n, size_t size)
{
	struct buf	*b = &s->out->section[sec];
	char		*p;

	if (buf_reserve(b, n * size) != 0)
		return NULL;
	p = b->data + b->len;
	b->len += n * size;
	s->out->n[sec] += (uint32_t)n;
	return memset(p, 0, n * size);
}

static int
put_words(struct compiler *c, struct sections *s)
{
	size_t			 n = lexicon_words(&c->lex), i;
	const struct lexword	*w;
	struct kn_word		 kn;
	int			 r;

	for (i = 0; i < n; i++) {
		w = lexicon_at(&c->lex, c->lex.first + (uint32_t)i);
		memset(&kn, 0, sizeof(kn));
		kn.len = w->len;
		kn.freq = w->freq;
		if ((r = string_add(&c->strings, (struct sage_text){ w->s,
		    w->len }, &kn.str)) != 0 ||
		    (r = put_list(s, w->expand, w->expands,
		    &kn.expand)) != 0 ||
		    (r = put_list(s, w->also, w->alsos, &kn.also)) != 0 ||
		    (r = put(s, SEC_WORD, &kn, sizeof(kn))) != 0)
			return r;
	}
	return 0;
}

static int
put_abbreviations(struct compiler *c, struct sections *s)
{
	size_t		n = lexicon_words(&c->lex), i;
	uint16_t	id;
	int		r;

	for (i = 0; i < n; i++) {
		id = (uint16_t)(c->lex.first + i);
		if (lexicon_at(&c->lex, id)->abbreviates &&
		    (r = put(s, SEC_ABBREVIATION, &id, sizeof(id))) != 0)
			return r;
	}
	return 0;
}

static int
put_slots(struct compiler *c, struct sections *s)
{
	size_t			 n = lexicon_words(&c->lex), mod, i, at;
	const struct lexword	*w;
	uint16_t		*slot;

	for (mod = 16; mod < n * 2; mod *= 2)
		;
	if ((slot = put_zeros(s, SEC_SLOT, mod, sizeof(*slot))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		w = lexicon_at(&c->lex, c->lex.first + (uint32_t)i);
		if (w->len == 0)
			continue;
		for (at = word_hash(w->s, w->len) & (mod - 1); slot[at] != 0;
		    at = (at + 1) & (mod - 1))
			;
		slot[at] = (uint16_t)(i + 1);
	}
	return 0;
}

/* The bits of rooms, how many rooms are before, and the rooms; there must be
 * room for one for each word.  Returns the length of all, in uint64_t. */
static size_t
fill_rooms(const struct lexset *set, size_t words, uint64_t *table)
{
	uint16_t	*count = (uint16_t *)(void *)
			    (table + rooms_bits(words));
	uint32_t	*rooms = (uint32_t *)(void *)(table +
			    rooms_bits(words) + rooms_counts(words));
	size_t		 room, last = SIZE_MAX, n = 0, at = 0, i;

	for (i = 0; i < set->n; i++) {
		room = set->id[i] / ROOM;
		if (room != last) {
			while (at <= room / 64)
				count[at++] = (uint16_t)n;
			table[room / 64] |= UINT64_C(1) << (room % 64);
			last = room;
			n++;
		}
		rooms[n - 1] |= UINT32_C(1) << (set->id[i] % ROOM);
	}
	return rooms_bits(words) + rooms_counts(words) + (n + 1) / 2;
}

/* Returns the length, in uint64_t. */
static size_t
fill_bits(const struct lexset *set, size_t words, uint64_t *table)
{
	size_t	i;

	for (i = 0; i < set->n; i++)
		table[set->id[i] / 64] |= UINT64_C(1) << (set->id[i] % 64);
	return words / 64 + 1;
}

static int
put_table(struct compiler *c, struct sections *s, const struct lexset *set,
    uint32_t *place)
{
	size_t		 words = c->lex.first + lexicon_words(&c->lex);
	size_t		 most = words / 64 + rooms_bits(words) +
			    rooms_counts(words) + set->n + 1, n;
	uint64_t	*table;
	int		 r;

	*place = s->out->n[SEC_TABLE];
	if ((r = buf_reserve(&s->out->section[SEC_TABLE], most *
	    sizeof(*table))) != 0)
		return r;
	table = put_zeros(s, SEC_TABLE, most, sizeof(*table));
	n = set->n > SET_SOME ? fill_bits(set, words, table) :
	    fill_rooms(set, words, table);
	s->out->n[SEC_TABLE] -= (uint32_t)(most - n);
	s->out->section[SEC_TABLE].len -= (most - n) * sizeof(*table);
	return 0;
}

static unsigned
has_numbers(const struct lexset *set)
{
	size_t	i;

	for (i = 0; i < set->n && set->id[i] <= WORD_NUMBER; i++)
		if (set->id[i] == WORD_NUMBER)
			return 1;
	return 0;
}

static unsigned
size_of(const struct lexset *set)
{
	return set->n == 1 ? SIZE_ONE : set->n <= SET_FEW ? SIZE_FEW :
	    set->n <= SET_SOME ? SIZE_SOME : SIZE_MANY;
}

static int
put_sets(struct compiler *c, struct sections *s)
{
	const struct lexset	*set = (struct lexset *)(void *)
				    c->lex.sets.data;
	size_t			 n = lexicon_sets(&c->lex), i;
	struct kn_set		*kn;
	uint32_t		 place;
	int			 r = 0;

	if ((kn = put_zeros(s, SEC_SET, n, sizeof(*kn))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		kn[i].size = size_of(&set[i]);
		kn[i].numbers = has_numbers(&set[i]);
		place = kn[i].size == SIZE_ONE ? set[i].id[0] : 0;
		if (kn[i].size == SIZE_FEW)
			r = put_list(s, set[i].id, set[i].n, &place);
		else if (kn[i].size != SIZE_ONE)
			r = put_table(c, s, &set[i], &place);
		if (r != 0)
			return r;
		if (place >= 1u << 29)
			return SAGE_ETOOBIG;
		kn[i].place = place & ((1u << 29) - 1);
	}
	return 0;
}

/* Keys are numbered by now as they are to be looked at. */
static int
by_word(const void *a, const void *b)
{
	const struct member	*x = a, *y = b;

	return x->word != y->word ? x->word - y->word : x->key - y->key;
}

/* How many members from one on have the same word. */
static size_t
count_same(const struct member *m, size_t n)
{
	size_t	i;

	for (i = 0; i < n && m[i].word == m->word; i++)
		;
	return i;
}

/* A key's bits in a row for each kind of words, and in that for the edge. */
static void
fill_rows(uint64_t kinds, int edge, unsigned char *row, size_t width,
    unsigned char bit)
{
	if (edge)
		row[width * SIEVE_EDGE] |= bit;
	for (; kinds != 0; kinds &= kinds - 1)
		row[width * (unsigned)__builtin_ctzll(kinds)] |= bit;
}

/* A key by its new number. */
static struct ckey *
key_at(const struct compiler *c, const struct sections *s, size_t number)
{
	return (struct ckey *)(void *)c->keys.data + s->key[number];
}

/* The rows of the sieve of some keys, of all on one side, then the other. */
static void
fill_sieve(const struct compiler *c, const struct sections *s,
    const struct member *m, size_t n, unsigned char *row)
{
	const struct ckey	*k;
	size_t			 width = sieve_width(n), i;
	unsigned char		 bit;

	for (i = 0; i < n; i++) {
		k = key_at(c, s, m[i].key);
		bit = (unsigned char)(1u << i % 8);
		fill_rows(k->words[0], k->edge[0], row + i / 8, width, bit);
		fill_rows(k->words[1], k->edge[1], row + width * SIEVE_ROWS +
		    i / 8, width, bit);
	}
}

/* The list of one word; see SEC_MEMBER. */
static int
put_member_list(const struct compiler *c, struct sections *s,
    const struct member *m, size_t n, uint32_t *off)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    c->patterns.data;
	size_t			 size = 1 + n + sieve_size(n), i;
	uint16_t		*list;
	int			 r;

	if (size > UINT16_MAX)
		return fault_at(c->fault,
		    p[key_at(c, s, m->key)->kn.pattern].line, 0,
		    "too many patterns are found by one word");
	s->list.len = 0;
	if ((r = buf_reserve(&s->list, size * sizeof(*list))) != 0)
		return r;
	list = memset(s->list.data, 0, size * sizeof(*list));
	list[0] = (uint16_t)n;
	for (i = 0; i < n; i++)
		list[1 + i] = m[i].key;
	if (n >= SIEVE_LEAST)
		fill_sieve(c, s, m, n, (unsigned char *)(list + 1 + n));
	/* Hardly two are equal. */
	return index_is_quick(c) ? add_list(s, list, size, off) :
	    put_list(s, list, size, off);
}

static int
by_group(const void *a, const void *b)
{
	const struct member	*x = a, *y = b;

	if (x->group != y->group)
		return x->group - y->group;
	return x->before != y->before ? x->before - y->before :
	    x->key - y->key;
}

/* Number the keys anew, as they are in the lists of words: so those that are
 * looked at one after the other lie beside each other. */
static int
order_keys(struct compiler *c, struct sections *s)
{
	struct member	*m = (struct member *)(void *)c->members.data;
	size_t		 members = c->members.len / sizeof(*m), i, n;
	uint16_t	*number;

	n = c->keys.len / sizeof(struct ckey);
	number = arena_room(&c->arena, n, sizeof(*number));
	s->key = arena_room(&c->arena, n, sizeof(*s->key));
	if (number == NULL || s->key == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++)
		s->key[i] = (uint16_t)i;
	if (n == 0 || index_is_quick(c))
		return 0;
	qsort(m, members, sizeof(*m), by_group);
	for (n = i = 0; i < members; i++)
		if (i == 0 || m[i].key != m[i - 1].key) {
			s->key[n] = m[i].key;
			number[m[i].key] = (uint16_t)n++;
		}
	for (i = 0; i < members; i++)
		m[i].key = number[m[i].key];
	return 0;
}

/* How many bytes all lists of members take. */
static size_t
member_room(const struct member *m, size_t left)
{
	size_t	n, all = 0;

	for (; left > 0; left -= n, m += n) {
		n = count_same(m, left);
		all += 2 + n + sieve_size(n);
	}
	return all * sizeof(uint16_t);
}

/* For each word the keys that it is found by. */
static int
put_members(struct compiler *c, struct sections *s)
{
	struct member	*m = (struct member *)(void *)c->members.data;
	size_t		 words = c->lex.first + lexicon_words(&c->lex);
	size_t		 left = c->members.len / sizeof(*m), n;
	uint32_t	*off;
	int		 r;

	/* Where no key is, the list is the one at 0, which is empty. */
	off = put_zeros(s, SEC_MEMBER, words, sizeof(*off));
	if (off == NULL)
		return SAGE_ENOMEM;
	if (left > 0)
		qsort(m, left, sizeof(*m), by_word);
	/* And room for what patterns need. */
	n = c->patterns.len / sizeof(struct cpattern) * (1 + NEEDS);
	if ((r = buf_reserve(&s->out->section[SEC_LIST], member_room(m,
	    left) + n * sizeof(uint16_t))) != 0)
		return r;
	for (; left > 0; left -= n, m += n) {
		n = count_same(m, left);
		if ((r = put_member_list(c, s, m, n, &off[m->word])) != 0)
			return r;
	}
	return 0;
}

static int
put_keys(const struct compiler *c, struct sections *s)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    c->patterns.data;
	size_t			 n = c->keys.len / sizeof(struct ckey), i;
	struct kn_key		*kn;

	if ((kn = put_zeros(s, SEC_KEY, n, sizeof(*kn))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		kn[i] = key_at(c, s, i)->kn;
		kn[i].learned = p[kn[i].pattern].kn.learned;
		kn[i].edges = (uint8_t)(key_at(c, s, i)->edge[0] |
		    key_at(c, s, i)->edge[1] << 1);
	}
	return 0;
}

static int
put_patterns(struct compiler *c, struct sections *s)
{
	struct cpattern		*p = (struct cpattern *)(void *)
				    c->patterns.data;
	const struct kn_rule	*rule = (struct kn_rule *)(void *)
				    c->rules.data;
	size_t			 n = c->patterns.len / sizeof(*p), i;
	struct kn_pattern	*kn;
	int			 r;

	if ((kn = put_zeros(s, SEC_PATTERN, n, sizeof(*kn))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		p[i].kn.learned = p[i].kn.rule != NO_RULE &&
		    rule[p[i].kn.rule].learned > 0;
		if ((r = put_list(s, p[i].needs, p[i].nneeds,
		    &p[i].kn.needs)) != 0)
			return r;
		kn[i] = p[i].kn;
	}
	return 0;
}

static int
put_endings(struct compiler *c, struct sections *s)
{
	const struct sage_text	*t = (struct sage_text *)(void *)
				    c->lex.endings.data;
	size_t			 n = c->lex.endings.len / sizeof(*t), i;
	struct kn_ending	 kn = { 0 };
	int			 r;

	for (i = 0; i < n; i++) {
		kn.len = (uint16_t)t[i].len;
		kn.set = (uint16_t)(SET_FIRST + i);
		if ((r = string_add(&c->strings, t[i], &kn.str)) != 0 ||
		    (r = put(s, SEC_ENDING, &kn, sizeof(kn))) != 0)
			return r;
	}
	return 0;
}

static int
put_categories(struct compiler *c, struct sections *s)
{
	const struct ccategory	*cat;
	int			 r;

	for (cat = c->categories; cat != NULL; cat = cat->next)
		if (cat->head != NULL && (r = put(s, SEC_CATEGORY, &cat->kn,
		    sizeof(cat->kn))) != 0)
			return r;
	return 0;
}

static int
put_learned(const struct compiler *c, struct sections *s)
{
	const struct kn_rule	*rule = (struct kn_rule *)(void *)
				    c->rules.data;
	size_t			 n = c->rules.len / sizeof(*rule), i;
	uint16_t		 number;
	int			 r;

	for (i = 0; i < n; i++) {
		number = (uint16_t)i;
		if (rule[i].learned > 0 && (r = put(s, SEC_LEARNED, &number,
		    sizeof(number))) != 0)
			return r;
	}
	return 0;
}

/* Classes, guards and categories' guards, as the text they were read from. */
static int
put_named(struct compiler *c, struct sections *s)
{
	const struct cnamed	*n;
	const struct field	*f;
	struct kn_named		 kn = { 0 };
	struct buf		 text = { 0 };
	int			 r = 0;

	for (n = c->named; n != NULL && r == 0; n = n->next) {
		if (!n->own)
			continue;
		text.len = 0;
		for (f = n->fields; f != NULL && r == 0; f = f->next)
			r = n->kind == 'c' ?
			    buf_printf(&text, "%.*s\n", (int)f->value.len,
			    f->value.data) :
			    buf_printf(&text, "%.*s %.*s\n", (int)f->key.len,
			    f->key.data, (int)f->value.len, f->value.data);
		kn.kind = n->kind;
		if (r != 0 ||
		    (r = string_add(&c->strings, n->name, &kn.name)) != 0 ||
		    (r = string_add(&c->strings, (struct sage_text){
		    text.data, text.len }, &kn.text)) != 0)
			break;
		r = put(s, SEC_NAMED, &kn, sizeof(kn));
	}
	buf_free(&text);
	return r;
}

/* ---- the words of the fast pass ----------------------------------------- */

static void
hash_in(const struct compiler *c, struct bucket *b, size_t n,
    const struct lexword *w, size_t id)
{
	const uint16_t	*fit_of = (uint16_t *)(void *)c->fit_of.data;
	char		 copy[SCAN_SLACK * 2] = { 0 };

	if (w->len == 0 || w->len > SCAN_SLACK)
		return;
	memcpy(copy, w->s, w->len);
	scan_add(b, n, copy, w->len, (uint16_t)id, fit_of[id]);
}

/* The words that are new here.  The table is at most half full, so that hardly
 * a word is not in its own bucket. */
static int
put_hashed(const struct compiler *c, struct sections *s)
{
	size_t		 words = lexicon_words(&c->lex), i;
	size_t		 n = words * 2 / BUCKET + 1;
	struct buf	*out = &s->out->section[SEC_HASHED];
	struct bucket	*b;
	int		 r;

	if ((r = buf_align(out, n * sizeof(*b))) != 0)
		return r;
	out->len = n * sizeof(*b);
	s->out->n[SEC_HASHED] = (uint32_t)n;
	b = memset(out->data, 0, out->len);
	for (i = c->lex.first; i < c->lex.first + words; i++)
		hash_in(c, b, n, lexicon_at(&c->lex, (uint32_t)i), i);
	return 0;
}

/* ---- the whole --------------------------------------------------------- */

/* A section that is ready as it is: the buffer is taken over. */
static void
take(struct sections *s, enum section sec, struct buf *b, size_t size)
{
	s->out->n[sec] = (uint32_t)(b->len / size);
	s->out->section[sec] = *b;
	*b = (struct buf){ 0 };
}

static void
take_ready(struct compiler *c, struct sections *s)
{
	take(s, SEC_CODE, &c->code, 2);
	take(s, SEC_ROW, &c->lex.rows, 2);
	take(s, SEC_GUARD, &c->guards, sizeof(struct kn_guard));
	take(s, SEC_RULE, &c->rules, sizeof(struct kn_rule));
	take(s, SEC_ALLOW, &c->allows, 4);
	take(s, SEC_FIT, &c->fits, sizeof(struct fit));
	take(s, SEC_FITOF, &c->fit_of, 2);
	take(s, SEC_SEVERAL, &c->several, 2);
	take(s, SEC_INFLECT, &c->packed, 1);
	take(s, SEC_STRING, &c->strings, 1);
	take(s, SEC_EXAMPLE, &c->examples, 1);
}

static int
add_slack(struct buf *lists)
{
	static const char	zeros[LIST_SLACK];
	int			r = buf_append(lists, zeros, sizeof(zeros));

	if (r == 0)
		lists->len -= sizeof(zeros);
	return r;
}

int
emit_knowledge(struct compiler *c, struct compiled *out)
{
	struct sections	s = { .out = out };
	uint32_t	off;
	int		r;

	out->base = c->lex.first;
	if ((r = put_list(&s, NULL, 0, &off)) != 0 ||
	    (r = string_add(&c->examples, (struct sage_text){ "", 0 },
	    &off)) != 0 ||
	    (r = put_words(c, &s)) != 0 ||
	    (r = put_abbreviations(c, &s)) != 0 ||
	    (r = put_slots(c, &s)) != 0 ||
	    (r = put_sets(c, &s)) != 0 ||
	    (r = order_keys(c, &s)) != 0 ||
	    (r = put_members(c, &s)) != 0 ||
	    (r = put_patterns(c, &s)) != 0 ||
	    (r = put_keys(c, &s)) != 0 ||
	    (r = put_endings(c, &s)) != 0 ||
	    (r = put_learned(c, &s)) != 0 ||
	    (r = put_categories(c, &s)) != 0 ||
	    (r = put_named(c, &s)) != 0 ||
	    (r = put_hashed(c, &s)) != 0 ||
	    (r = add_slack(&out->section[SEC_LIST])) != 0)
		goto out;
	take_ready(c, &s);
out:
	numbers_free(&s.lists);
	buf_free(&s.list);
	return r;
}
