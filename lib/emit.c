#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "scan.h"

#define ALIGN	64

struct sections {
	struct buf	buf[SECTIONS];
	uint32_t	n[SECTIONS];
};

static int
put(struct sections *s, enum section sec, const void *item, size_t size)
{
	if (buf_append(&s->buf[sec], item, size) != 0)
		return SAGE_ENOMEM;
	s->n[sec]++;
	return 0;
}

/* A counted list; the empty one is at offset 0. */
static int
put_list(struct sections *s, const uint16_t *item, size_t n, uint32_t *off)
{
	uint16_t	count = (uint16_t)n;
	int		r;

	if (n > UINT16_MAX)
		return SAGE_ETOOBIG;
	if (n == 0 && s->n[SEC_LIST] > 0) {
		*off = 0;
		return 0;
	}
	*off = s->n[SEC_LIST];
	if ((r = put(s, SEC_LIST, &count, sizeof(count))) != 0)
		return r;
	for (; n > 0; n--, item++)
		if ((r = put(s, SEC_LIST, item, sizeof(*item))) != 0)
			return r;
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
		kn.flags = w->flags;
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

/* The bits of a set; see struct kn_set. */
static int
put_set_table(struct compiler *c, struct sections *s,
    const struct lexset *set, struct kn_set *kn)
{
	size_t		 words = c->lex.first + lexicon_words(&c->lex), i, n;
	uint64_t	*table;
	unsigned	 bit;
	int		 r = 0;

	n = set->n > SET_SOME ? words / 64 + 1 : SKETCH;
	kn->table = s->n[SEC_TABLE];
	if ((table = calloc(n, sizeof(*table))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < set->n; i++) {
		bit = set->n > SET_SOME ? set->id[i] : set->id[i] & 255;
		table[bit / 64] |= UINT64_C(1) << (bit % 64);
	}
	for (i = 0; i < n && r == 0; i++)
		r = put(s, SEC_TABLE, &table[i], sizeof(*table));
	free(table);
	return r;
}

static int
put_sets(struct compiler *c, struct sections *s)
{
	const struct lexset	*set = (struct lexset *)(void *)
				    c->lex.sets.data;
	size_t			 n = lexicon_sets(&c->lex), i;
	struct kn_set		 kn;
	int			 r;

	for (i = 0; i < n; i++) {
		memset(&kn, 0, sizeof(kn));
		if (set[i].n > SET_FEW && (r = put_set_table(c, s,
		    &set[i], &kn)) != 0)
			return r;
		if ((r = put_list(s, set[i].id, set[i].n, &kn.list)) != 0 ||
		    (r = put(s, SEC_SET, &kn, sizeof(kn))) != 0)
			return r;
	}
	return 0;
}

/* Which sets some pattern is found by; a byte for each, from SET_LISTED. */
static void
mark_anchors(const struct compiler *c, unsigned char *is_anchor)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    c->patterns.data;
	size_t			 n = c->patterns.len / sizeof(*p), i;

	for (i = 0; i < n; i++)
		if (p[i].anchor != SET_NONE)
			is_anchor[p[i].anchor - SET_LISTED] = 1;
}

/* For each word the anchors it is in. */
static int
put_members(struct compiler *c, struct sections *s)
{
	size_t			 total = c->lex.first + lexicon_words(&c->lex);
	size_t			 nsets = lexicon_sets(&c->lex), i, k, all = 0;
	const struct lexset	*set = (struct lexset *)(void *)
				    c->lex.sets.data;
	unsigned char		*anchor = calloc(nsets + 1, 1);
	uint32_t		*start = calloc(total + 2, sizeof(*start)), off;
	uint16_t		*flat = NULL;
	int			 r = SAGE_ENOMEM;

	if (anchor == NULL || start == NULL)
		goto out;
	mark_anchors(c, anchor);
	for (i = 0; i < nsets; i++)
		for (k = 0; anchor[i] && k < set[i].n; k++, all++)
			start[set[i].id[k] + 2]++;
	for (i = 2; i < total + 2; i++)
		start[i] += start[i - 1];
	if ((flat = calloc(all + 1, sizeof(*flat))) == NULL)
		goto out;
	for (i = 0; i < nsets; i++)
		for (k = 0; anchor[i] && k < set[i].n; k++)
			flat[start[set[i].id[k] + 1]++] =
			    (uint16_t)(SET_LISTED + i);
	for (i = 0, r = 0; i < total && r == 0; i++)
		if ((r = put_list(s, flat + start[i], start[i + 1] - start[i],
		    &off)) == 0)
			r = put(s, SEC_MEMBER, &off, sizeof(off));
out:
	free(anchor);
	free(start);
	free(flat);
	return r;
}

struct anchored {
	uint16_t	set, pattern;
};

static int
by_set(const void *a, const void *b)
{
	const struct anchored	*x = a, *y = b;

	if (x->set != y->set)
		return x->set - y->set;
	return x->pattern - y->pattern;
}

/* For each set the patterns that are tried where one of its words stands. */
static int
put_anchors(struct compiler *c, struct sections *s)
{
	const struct cpattern	*p = (struct cpattern *)(void *)
				    c->patterns.data;
	size_t			 n = c->patterns.len / sizeof(*p), i, k, m = 0;
	size_t			 sets = SET_LISTED + lexicon_sets(&c->lex);
	struct anchored		*a;
	uint16_t		*list;
	uint32_t		 off;
	int			 r = 0;

	a = calloc(n + 1, sizeof(*a));
	list = calloc(n + 1, sizeof(*list));
	if (a == NULL || list == NULL)
		r = SAGE_ENOMEM;
	for (i = 0; i < n && r == 0; i++)
		if (p[i].anchor != SET_NONE) {
			a[m].set = p[i].anchor;
			a[m++].pattern = (uint16_t)i;
		}
	if (r == 0)
		qsort(a, m, sizeof(*a), by_set);
	for (i = 0, k = 0; i < sets && r == 0; i++) {
		for (n = 0; k < m && a[k].set == i; k++)
			list[n++] = a[k].pattern;
		if ((r = put_list(s, list, n, &off)) == 0)
			r = put(s, SEC_ANCHOR, &off, sizeof(off));
	}
	free(a);
	free(list);
	return r;
}

static int
put_patterns(struct compiler *c, struct sections *s)
{
	struct cpattern	*p = (struct cpattern *)(void *)c->patterns.data;
	size_t		 n = c->patterns.len / sizeof(*p), i;
	int		 r;

	for (i = 0; i < n; i++)
		if ((r = put_list(s, p[i].needs, p[i].nneeds,
		    &p[i].kn.needs)) != 0 ||
		    (r = put(s, SEC_PATTERN, &p[i].kn,
		    sizeof(p[i].kn))) != 0)
			return r;
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
		if (cat->own && (r = put(s, SEC_CATEGORY, &cat->kn,
		    sizeof(cat->kn))) != 0)
			return r;
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

/* ---- the filter of the fast pass --------------------------------------- */

/* A token of the text and what it means. */
struct filled {
	uint64_t	hash;
	struct gate	gate;
};

/*
 * The gate of a token: its own and those of the words it stands for, whose
 * sets are put in a row anew.
 */
static int
join_gates(struct compiler *c, const struct gate *gate, struct gate *g,
    const uint16_t *id, size_t n)
{
	uint16_t	ask;
	uint32_t	first = (uint32_t)(c->asks.len / sizeof(ask));
	uint32_t	own = g->asks, many = g->n, k;
	size_t		i;

	if (n == 0)
		return 0;
	g->asks = first;
	g->n = 0;
	for (i = 0; i <= n; i++) {
		if (i > 0) {
			marks_join(&g->has, &gate[id[i - 1]].has);
			own = gate[id[i - 1]].asks;
			many = gate[id[i - 1]].n;
		}
		for (k = 0; k < many && g->n < UINT16_MAX; k++, g->n++) {
			memcpy(&ask, c->asks.data + (own + k) * sizeof(ask),
			    sizeof(ask));
			if (buf_append(&c->asks, &ask, sizeof(ask)) != 0)
				return SAGE_ENOMEM;
		}
	}
	return 0;
}

static int
fill_word(struct compiler *c, struct buf *out, struct sage_text t,
    const struct gate *gate, struct gate g, const uint16_t *id, size_t n)
{
	char		copy[SCAN_SLACK * 2] = { 0 };
	struct filled	f;
	int		r;

	if ((r = join_gates(c, gate, &g, id, n)) != 0)
		return r;
	if (t.len == 0 || t.len > SCAN_SLACK)
		return 0;
	memcpy(copy, t.data, t.len);
	f.hash = scan_hash(copy, t.len);
	f.gate = g;
	return buf_append(out, &f, sizeof(f));
}

static int
fill(struct compiler *c, const struct gate *gate, struct buf *out)
{
	const struct lexword	*w;
	const struct kn_word	*kn;
	const uint16_t		*list;
	struct sage_text	 t;
	struct gate		 g;
	size_t			 n = lexicon_words(&c->lex), i, k;
	int			 r;

	for (i = 0; i < c->lex.first; i++) {
		kn = knowledge_entry(c->base, (uint32_t)i);
		list = knowledge_list(c->base, kn->expand, &k);
		t.data = knowledge_string(c->base, kn->str);
		t.len = kn->len;
		g = gate[i];
		g.id = (uint16_t)i;
		if ((r = fill_word(c, out, t, gate, g, list, k)) != 0)
			return r;
	}
	for (i = 0; i < n; i++) {
		w = lexicon_at(&c->lex, c->lex.first + (uint32_t)i);
		t.data = w->s;
		t.len = w->len;
		g = gate[c->lex.first + i];
		g.id = (uint16_t)(c->lex.first + i);
		if ((r = fill_word(c, out, t, gate, g, w->expand,
		    w->expands)) != 0)
			return r;
	}
	return 0;
}

/* Where the fast pass cannot tell two words apart, as "a[" and "a{", the first
 * one counts. */
static int
put_table(struct sections *s, const struct filled *f, size_t n)
{
	const struct gate	none = { .n = 0 };
	uint64_t		*print;
	uint16_t		*index;
	uint64_t	 bits[FILTER_WORDS] = { 0 };
	size_t		 mod, i, at;
	int		 r = 0;

	for (mod = 16; mod < n * 3 / 2; mod *= 2)
		;
	print = calloc(mod, sizeof(*print));
	index = calloc(mod, sizeof(*index));
	if (print == NULL || index == NULL || n >= UINT16_MAX)
		r = SAGE_ENOMEM;
	if (r == 0)
		r = put(s, SEC_GATE, &none, sizeof(none));
	for (i = 0; i < n && r == 0; i++) {
		bits[scan_bit(f[i].hash) >> 6] |=
		    UINT64_C(1) << (scan_bit(f[i].hash) & 63);
		for (at = scan_slot(f[i].hash, mod); print[at] != 0 &&
		    print[at] != scan_print(f[i].hash);
		    at = (at + 1) & (mod - 1))
			;
		if (print[at] == 0)
			index[at] = (uint16_t)(i + 1);
		print[at] = scan_print(f[i].hash);
		if (r == 0)
			r = put(s, SEC_GATE, &f[i].gate, sizeof(f[i].gate));
	}
	for (i = 0; i < mod && r == 0; i++)
		if ((r = put(s, SEC_PRINT, &print[i], sizeof(*print))) == 0)
			r = put(s, SEC_GATEOF, &index[i], sizeof(*index));
	for (i = 0; i < FILTER_WORDS && r == 0; i++)
		r = put(s, SEC_BITS, &bits[i], sizeof(bits[i]));
	free(print);
	free(index);
	return r;
}

static int
put_filter(struct compiler *c, struct sections *s, const struct gate *gate)
{
	struct buf	words = { 0 };
	int		r;

	if ((r = fill(c, gate, &words)) == 0)
		r = put_table(s, (struct filled *)(void *)words.data,
		    words.len / sizeof(struct filled));
	buf_free(&words);
	return r;
}

/* ---- the whole --------------------------------------------------------- */

static int
pad(struct buf *out)
{
	static const char	zeros[ALIGN];

	return buf_append(out, zeros, (ALIGN - out->len % ALIGN) % ALIGN);
}

static int
assemble(const struct compiler *c, const struct sections *s, struct buf *out)
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
	}
	h.size = (uint32_t)out->len;
	memcpy(out->data, &h, sizeof(h));
	return 0;
}

/* A section that is ready as it is. */
static int
put_ready(struct sections *s, enum section sec, const struct buf *b,
    size_t size)
{
	s->n[sec] = (uint32_t)(b->len / size);
	return buf_append(&s->buf[sec], b->data, b->len);
}

int
emit_knowledge(struct compiler *c, const struct gate *gate, struct buf *out)
{
	struct sections	s = { .n = { 0 } };
	uint32_t	off;
	size_t		i;
	int		r;

	if ((r = put_list(&s, NULL, 0, &off)) != 0 ||
	    (r = put_words(c, &s)) != 0 ||
	    (r = put_slots(c, &s)) != 0 ||
	    (r = put_sets(c, &s)) != 0 ||
	    (r = put_members(c, &s)) != 0 ||
	    (r = put_anchors(c, &s)) != 0 ||
	    (r = put_patterns(c, &s)) != 0 ||
	    (r = put_endings(c, &s)) != 0 ||
	    (r = put_categories(c, &s)) != 0 ||
	    (r = put_named(c, &s)) != 0 ||
	    (r = put_filter(c, &s, gate)) != 0 ||
	    (r = put_ready(&s, SEC_CODE, &c->code, 2)) != 0 ||
	    (r = put_ready(&s, SEC_ROW, &c->lex.rows, 2)) != 0 ||
	    (r = put_ready(&s, SEC_GUARD, &c->guards,
	    sizeof(struct kn_guard))) != 0 ||
	    (r = put_ready(&s, SEC_RULE, &c->rules,
	    sizeof(struct kn_rule))) != 0 ||
	    (r = put_ready(&s, SEC_ALLOW, &c->allows, 4)) != 0 ||
	    (r = put_ready(&s, SEC_ASK, &c->asks, 2)) != 0 ||
	    (r = put_ready(&s, SEC_MARKS, &c->marks,
	    sizeof(struct marks))) != 0 ||
	    (r = put_ready(&s, SEC_FAMILY, &c->family, 2)) != 0 ||
	    (r = put_ready(&s, SEC_INFLECT, &c->packed, 1)) != 0 ||
	    (r = put_ready(&s, SEC_STRING, &c->strings, 1)) != 0)
		goto out;
	r = assemble(c, &s, out);
out:
	for (i = 0; i < SECTIONS; i++)
		buf_free(&s.buf[i]);
	return r;
}
