#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "scan.h"

#define ALIGN	64

struct sections {
	struct buf	 buf[SECTIONS];
	uint32_t	 n[SECTIONS];
	uint32_t	*list;		/* hash table of lists: offset + 1 */
	size_t		 nlists, lists;	/* its slots; those that are used */
};

static int
put(struct sections *s, enum section sec, const void *item, size_t size)
{
	if (buf_append(&s->buf[sec], item, size) != 0)
		return SAGE_ENOMEM;
	s->n[sec]++;
	return 0;
}

/* The slot of a list, with its length in front, or the empty one where it
 * belongs. */
static uint32_t *
list_slot(const struct sections *s, const uint16_t *list)
{
	const char	*known = s->buf[SEC_LIST].data;
	size_t		 size = (1u + *list) * sizeof(*list), at;

	for (at = word_hash((const char *)list, size) & (s->nlists - 1);
	    s->list[at] != 0; at = (at + 1) & (s->nlists - 1))
		if (memcmp(known + (s->list[at] - 1) * sizeof(*list), list,
		    size) == 0)
			break;
	return &s->list[at];
}

/* At most half full. */
static int
grow_lists(struct sections *s)
{
	const uint16_t	*item = (const uint16_t *)(void *)
			    s->buf[SEC_LIST].data;
	uint32_t	*old = s->list;
	size_t		 n = s->nlists, i;

	if (s->lists * 2 < n)
		return 0;
	s->nlists = n == 0 ? 1024 : n * 2;
	if ((s->list = calloc(s->nlists, sizeof(*old))) == NULL) {
		s->list = old;
		s->nlists = n;
		return SAGE_ENOMEM;
	}
	for (i = 0; i < n; i++)
		if (old[i] != 0)
			*list_slot(s, item + old[i] - 1) = old[i];
	free(old);
	return 0;
}

/* A counted list, once; the empty one is at offset 0. */
static int
put_list(struct sections *s, const uint16_t *item, size_t n, uint32_t *off)
{
	struct buf	*lists = &s->buf[SEC_LIST];
	size_t		 before = lists->len;
	uint16_t	 count = (uint16_t)n;
	uint32_t	*slot;
	int		 r;

	if (n > UINT16_MAX)
		return SAGE_ETOOBIG;
	if ((r = grow_lists(s)) != 0 ||
	    (r = buf_append(lists, &count, sizeof(count))) != 0 ||
	    (n > 0 && (r = buf_append(lists, item,
	    n * sizeof(*item))) != 0))
		return r;
	slot = list_slot(s, (uint16_t *)(void *)(lists->data + before));
	if (*slot == 0) {
		*slot = s->n[SEC_LIST] + 1;
		s->n[SEC_LIST] += (uint32_t)n + 1;
		s->lists++;
	} else
		lists->len = before;
	*off = *slot - 1;
	return 0;
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
	int			 r = 0;

	for (mod = 16; mod < n * 2; mod *= 2)
		;
	if ((slot = calloc(mod, sizeof(*slot))) == NULL)
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
	for (i = 0; i < mod && r == 0; i++)
		r = put(s, SEC_SLOT, &slot[i], sizeof(slot[i]));
	free(slot);
	return r;
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
	size_t		 n = words / 64 + rooms_bits(words) +
			    rooms_counts(words) + set->n + 1, i;
	uint64_t	*table;
	int		 r = 0;

	*place = s->n[SEC_TABLE];
	if ((table = calloc(n, sizeof(*table))) == NULL)
		return SAGE_ENOMEM;
	n = set->n > SET_SOME ? fill_bits(set, words, table) :
	    fill_rooms(set, words, table);
	for (i = 0; i < n && r == 0; i++)
		r = put(s, SEC_TABLE, &table[i], sizeof(*table));
	free(table);
	return r;
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
	struct kn_set		 kn;
	uint32_t		 place;
	int			 r = 0;

	for (i = 0; i < n; i++) {
		memset(&kn, 0, sizeof(kn));
		kn.size = size_of(&set[i]);
		kn.numbers = has_numbers(&set[i]);
		place = kn.size == SIZE_ONE ? set[i].id[0] : 0;
		if (kn.size == SIZE_FEW)
			r = put_list(s, set[i].id, set[i].n, &place);
		else if (kn.size != SIZE_ONE)
			r = put_table(c, s, &set[i], &place);
		if (r != 0)
			return r;
		if (place >= 1u << 29)
			return SAGE_ETOOBIG;
		kn.place = place & ((1u << 29) - 1);
		if ((r = put(s, SEC_SET, &kn, sizeof(kn))) != 0)
			return r;
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

static int
is_in_row(const struct ckey *key, unsigned side, unsigned row)
{
	return row == SIEVE_EDGE ? key->edge[side] :
	    (int)(key->words[side] >> row & 1);
}

/* The rows of the sieve of some keys, of all on one side, then the other. */
static void
fill_sieve(const struct ckey *key, const struct member *m, size_t n,
    unsigned char *row)
{
	size_t		width = sieve_width(n), i;
	unsigned	side, k;

	for (side = 0; side < 2; side++)
		for (k = 0; k < SIEVE_ROWS; k++, row += width)
			for (i = 0; i < n; i++)
				if (is_in_row(&key[m[i].key], side, k))
					row[i / 8] |= (unsigned char)
					    (1u << i % 8);
}

/* The list of one word; see SEC_MEMBER. */
static int
put_member_list(const struct compiler *c, struct sections *s,
    const struct member *m, size_t n, uint32_t *off)
{
	const struct ckey	*key = (struct ckey *)(void *)c->keys.data;
	const struct cpattern	*p = (struct cpattern *)(void *)
				    c->patterns.data;
	size_t			 size = 1 + n + sieve_size(n), i;
	uint16_t		*list;
	int			 r;

	if (n == 0)
		return put_list(s, NULL, 0, off);
	if (size > UINT16_MAX)
		return fault_at(c->fault, p[key[m->key].kn.pattern].line, 0,
		    "too many patterns are found by one word");
	if ((list = calloc(size, sizeof(*list))) == NULL)
		return SAGE_ENOMEM;
	list[0] = (uint16_t)n;
	for (i = 0; i < n; i++)
		list[1 + i] = m[i].key;
	fill_sieve(key, m, n, (unsigned char *)(list + 1 + n));
	r = put_list(s, list, size, off);
	free(list);
	return r;
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
order_keys(struct compiler *c)
{
	struct member	*m = (struct member *)(void *)c->members.data;
	size_t		 members = c->members.len / sizeof(*m), i, n;
	struct ckey	*key = (struct ckey *)(void *)c->keys.data, *old;
	uint16_t	*number;

	n = c->keys.len / sizeof(*key);
	number = arena_alloc(&c->arena, n, sizeof(*number));
	old = arena_alloc(&c->arena, n, sizeof(*old));
	if (number == NULL || old == NULL)
		return SAGE_ENOMEM;
	if (n == 0)
		return 0;
	memcpy(old, key, n * sizeof(*key));
	qsort(m, members, sizeof(*m), by_group);
	for (n = i = 0; i < members; i++) {
		if (i == 0 || m[i].key != m[i - 1].key) {
			key[n] = old[m[i].key];
			number[m[i].key] = (uint16_t)n++;
		}
	}
	for (i = 0; i < members; i++)
		m[i].key = number[m[i].key];
	return 0;
}

/* For each word the keys that it is found by. */
static int
put_members(struct compiler *c, struct sections *s)
{
	struct member	*m = (struct member *)(void *)c->members.data;
	size_t		 words = c->lex.first + lexicon_words(&c->lex);
	size_t		 left = c->members.len / sizeof(*m), i, n;
	uint32_t	 off;
	int		 r;

	if (left > 0)
		qsort(m, left, sizeof(*m), by_word);
	for (i = 0; i < words; i++) {
		n = left > 0 && m->word == i ? count_same(m, left) : 0;
		if ((r = put_member_list(c, s, m, n, &off)) != 0 ||
		    (r = put(s, SEC_MEMBER, &off, sizeof(off))) != 0)
			return r;
		if (n > 0)
			m += n;
		left -= n;
	}
	return 0;
}

static int
put_keys(const struct compiler *c, struct sections *s)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    c->patterns.data;
	struct ckey		*key = (struct ckey *)(void *)c->keys.data;
	size_t			 n = c->keys.len / sizeof(*key), i;
	int			 r;

	for (i = 0; i < n; i++) {
		key[i].kn.learned = p[key[i].kn.pattern].kn.learned;
		if ((r = put(s, SEC_KEY, &key[i].kn,
		    sizeof(key[i].kn))) != 0)
			return r;
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
	int			 r;

	for (i = 0; i < n; i++) {
		p[i].kn.learned = p[i].kn.rule != NO_RULE &&
		    rule[p[i].kn.rule].learned > 0;
		if ((r = put_list(s, p[i].needs, p[i].nneeds,
		    &p[i].kn.needs)) != 0 ||
		    (r = put(s, SEC_PATTERN, &p[i].kn,
		    sizeof(p[i].kn))) != 0)
			return r;
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
    struct sage_text t, size_t id)
{
	const uint16_t	*fit_of = (uint16_t *)(void *)c->fit_of.data;
	char		 copy[SCAN_SLACK * 2] = { 0 };

	if (t.len == 0 || t.len > SCAN_SLACK)
		return;
	memcpy(copy, t.data, t.len);
	scan_add(b, n, copy, t.len, (uint16_t)id, fit_of[id]);
}

static void
hash_all(const struct compiler *c, struct bucket *b, size_t n)
{
	const struct lexword	*w;
	const struct kn_word	*kn;
	uint32_t		 i;

	for (i = 0; i < c->lex.first; i++) {
		kn = knowledge_entry(c->base, i);
		hash_in(c, b, n, (struct sage_text){
		    knowledge_string(c->base, kn->str), kn->len }, i);
	}
	for (i = 0; i < lexicon_words(&c->lex); i++) {
		w = lexicon_at(&c->lex, c->lex.first + i);
		hash_in(c, b, n, (struct sage_text){ w->s, w->len },
		    c->lex.first + i);
	}
}

/* At most half full, so that hardly a word is not in its own bucket. */
static int
put_hashed(const struct compiler *c, struct sections *s)
{
	size_t		 words = c->lex.first + lexicon_words(&c->lex);
	size_t		 n = words * 2 / BUCKET + 1;
	struct bucket	*b;
	int		 r;

	if ((b = calloc(n, sizeof(*b))) == NULL)
		return SAGE_ENOMEM;
	hash_all(c, b, n);
	s->n[SEC_HASHED] = (uint32_t)n;
	r = buf_append(&s->buf[SEC_HASHED], b, n * sizeof(*b));
	free(b);
	return r;
}

/* ---- the whole --------------------------------------------------------- */

static int
pad(struct buf *out)
{
	static const char	zeros[ALIGN];

	return buf_append(out, zeros, (ALIGN - out->len % ALIGN) % ALIGN);
}

/* Put the sections together; each is freed then, as all together are large. */
static int
assemble(const struct compiler *c, struct sections *s, struct buf *out)
{
	struct kn_header	h = { .magic = KNOWLEDGE_MAGIC,
				    .version = KNOWLEDGE_VERSION,
				    .base = c->lex.first };
	size_t			i;
	int			r;

	out->len = 0;
	if ((r = buf_append(out, &h, sizeof(h))) != 0 || (r = pad(out)) != 0)
		return r;
	for (i = 0; i < SECTIONS; i++) {
		h.sec[i].off = (uint32_t)out->len;
		h.sec[i].n = s->n[i];
		if ((r = buf_append(out, s->buf[i].data,
		    s->buf[i].len)) != 0 || (r = pad(out)) != 0)
			return r;
		buf_free(&s->buf[i]);
	}
	h.size = (uint32_t)out->len;
	memcpy(out->data, &h, sizeof(h));
	return 0;
}

/* A section that is ready as it is: the buffer is taken over. */
static void
take(struct sections *s, enum section sec, struct buf *b, size_t size)
{
	s->n[sec] = (uint32_t)(b->len / size);
	s->buf[sec] = *b;
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
	take(s, SEC_COMMON, &c->common, 8);
	take(s, SEC_INFLECT, &c->packed, 1);
	take(s, SEC_STRING, &c->strings, 1);
	take(s, SEC_EXAMPLE, &c->examples, 1);
}

int
emit_knowledge(struct compiler *c, struct buf *out)
{
	struct sections	s = { .n = { 0 } };
	uint32_t	off;
	size_t		i;
	int		r;

	if ((r = put_list(&s, NULL, 0, &off)) != 0 ||
	    (r = string_add(&c->examples, (struct sage_text){ "", 0 },
	    &off)) != 0 ||
	    (r = put_words(c, &s)) != 0 ||
	    (r = put_abbreviations(c, &s)) != 0 ||
	    (r = put_slots(c, &s)) != 0 ||
	    (r = put_sets(c, &s)) != 0 ||
	    (r = order_keys(c)) != 0 ||
	    (r = put_members(c, &s)) != 0 ||
	    (r = put_patterns(c, &s)) != 0 ||
	    (r = put_keys(c, &s)) != 0 ||
	    (r = put_endings(c, &s)) != 0 ||
	    (r = put_learned(c, &s)) != 0 ||
	    (r = put_categories(c, &s)) != 0 ||
	    (r = put_named(c, &s)) != 0 ||
	    (r = put_hashed(c, &s)) != 0)
		goto out;
	take_ready(c, &s);
	r = assemble(c, &s, out);
out:
	for (i = 0; i < SECTIONS; i++)
		buf_free(&s.buf[i]);
	free(s.list);
	return r;
}
