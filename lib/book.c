#include <stdlib.h>
#include <string.h>

#include "book.h"
#include "knowledge.h"

#define ALIGN	64
#define KNOWN	262144	/* slots for strings, more than there are */

int
book_open(struct book *b, const void *data, size_t len)
{
	const struct book_header	*h = data;

	if (len < sizeof(*h) || h->magic != BOOK_MAGIC || h->size > len)
		return SAGE_EINVAL;
	b->data = data;
	b->h = h;
	return 0;
}

const void *
book_part(const struct book *b, enum book_part part, size_t *n)
{
	if (n != NULL)
		*n = b->h->part[part].n;
	return b->data + b->h->part[part].off;
}

const char *
book_string(const struct book *b, uint32_t off)
{
	return (const char *)b->data + b->h->part[BOOK_STRING].off + off;
}

const uint32_t *
book_slots(const struct book *b, enum book_part part, size_t *n)
{
	return book_part(b, part, n);
}

/* ---- making ------------------------------------------------------------ */

int
book_add(struct book_maker *m, enum book_part part, const void *item,
    size_t size)
{
	int	e;

	if ((e = buf_append(&m->part[part], item, size)) == 0)
		m->n[part]++;
	return e;
}

/* The slot of a string, or the empty one where it belongs. */
static uint32_t *
slot_of(struct book_maker *m, struct sage_text t)
{
	uint32_t	*slot = (uint32_t *)(void *)m->known.data;
	const char	*s;
	size_t		 i;

	for (i = word_hash(t.data, t.len) % KNOWN; slot[i] != 0;
	    i = (i + 1) % KNOWN) {
		s = m->part[BOOK_STRING].data + slot[i] - 1;
		if (strlen(s) == t.len && memcmp(s, t.data, t.len) == 0)
			break;
	}
	return &slot[i];
}

int
book_add_string(struct book_maker *m, struct sage_text t, uint32_t *off)
{
	struct buf	*strings = &m->part[BOOK_STRING];
	uint32_t	*slot;
	int		 e;

	if (m->known.len == 0) {
		if ((e = buf_reserve(&m->known, KNOWN * sizeof(*slot))) != 0)
			return e;
		m->known.len = KNOWN * sizeof(*slot);
		memset(m->known.data, 0, m->known.len);
		/* The first, at offset 0, is what is not there. */
		if ((e = buf_append(strings, "", 1)) != 0)
			return e;
		*slot_of(m, (struct sage_text){ "", 0 }) = 1;
	}
	slot = slot_of(m, t);
	if (*slot == 0) {
		if (m->n[BOOK_STRING] >= KNOWN - 2)	/* and "" */
			return SAGE_ETOOBIG;
		*slot = (uint32_t)strings->len + 1;
		if ((e = book_add(m, BOOK_STRING, t.data, t.len)) != 0 ||
		    (e = buf_append(strings, "", 1)) != 0)
			return e;
	}
	*off = *slot - 1;
	return 0;
}

int
book_index(struct book_maker *m, enum book_part part, const uint32_t *hash,
    size_t n)
{
	uint32_t	*slot;
	size_t		 mod, i, at;
	int		 e = 0;

	for (mod = 16; mod < n * 2; mod *= 2)
		;
	if ((slot = calloc(mod, sizeof(*slot))) == NULL)
		return SAGE_ENOMEM;
	for (i = 0; i < n; i++) {
		for (at = hash[i] & (mod - 1); slot[at] != 0;
		    at = (at + 1) & (mod - 1))
			;
		slot[at] = (uint32_t)i + 1;
	}
	for (i = 0; i < mod && e == 0; i++)
		e = book_add(m, part, &slot[i], sizeof(slot[i]));
	free(slot);
	return e;
}

static int
pad(struct buf *b)
{
	static const char	zero[ALIGN];

	return buf_append(b, zero, -b->len % ALIGN);
}

int
book_finish(struct book_maker *m, struct buf *out)
{
	struct book_header	h = { .magic = BOOK_MAGIC };
	size_t			i;
	int			e;

	out->len = 0;
	if ((e = buf_append(out, &h, sizeof(h))) == 0)
		e = pad(out);
	for (i = 0; i < BOOK_PARTS && e == 0; i++) {
		h.part[i].off = (uint32_t)out->len;
		h.part[i].n = m->n[i];
		if ((e = buf_append(out, m->part[i].data,
		    m->part[i].len)) == 0)
			e = pad(out);
	}
	h.size = (uint32_t)out->len;
	if (e == 0)
		memcpy(out->data, &h, sizeof(h));
	book_drop(m);
	return e;
}

void
book_drop(struct book_maker *m)
{
	size_t	i;

	for (i = 0; i < BOOK_PARTS; i++)
		buf_free(&m->part[i]);
	buf_free(&m->known);
	memset(m, 0, sizeof(*m));
}
