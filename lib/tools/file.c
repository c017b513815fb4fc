#include <err.h>
#include <stdio.h>

#include "file.h"

char *
file_read(const char *name, size_t *len)
{
	struct buf	b = { .max = (size_t)1 << 30 };
	char		block[65536];
	size_t		n;
	FILE		*f;

	if ((f = fopen(name, "rb")) == NULL)
		err(1, "%s", name);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		if (buf_append(&b, block, n) != 0)
			errx(1, "%s: too big", name);
	if (ferror(f))
		err(1, "%s", name);
	fclose(f);
	if (buf_string(&b) == NULL)
		errx(1, "no memory");
	*len = b.len;
	return b.data;
}

void
file_write(const char *name, const struct buf *b)
{
	FILE	*f;

	if ((f = fopen(name, "wb")) == NULL)
		err(1, "%s", name);
	if (fwrite(b->data, 1, b->len, f) != b->len || fclose(f) == EOF)
		err(1, "%s", name);
}
