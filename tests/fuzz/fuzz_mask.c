/*
 * Any paragraph is masked: in place, so its length stays, and each byte is
 * what it was, or masked, or a blank.  The first byte chooses, if it is
 * a digit, how often the rest is repeated: what takes more than linear time
 * is then over the fuzzer's limit.
 */
#include <string.h>

#include "fuzz.h"
#include "marks.h"
#include "mask.h"
#include "token.h"

#define LONG	((size_t)6 << 10)
#define LONGEST	((size_t)64 << 10)

static const size_t	times[8] = { 1, 1, 2, 3, 50, 1000, 20000, 300000 };

static void
check(const char *before, const char *after, size_t len)
{
	size_t	i;

	for (i = 0; i < len; i++)
		PROMISE(after[i] == before[i] || after[i] == MASKED ||
		    after[i] == ' ');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char	*text, *copy;
	size_t	 n, i, most;

	if (len < 2)
		return 0;
	most = data[0] == '7' ? LONGEST : LONG;
	n = data[0] >= '0' && data[0] <= '7' ? times[data[0] - '0'] : 1;
	if (n > 1 && n > most / (len - 1))
		n = most / (len - 1) + 1;
	/* Just as long, so that a read past it shows. */
	text = calloc(n, len - 1);
	copy = calloc(n, len - 1);
	PROMISE(text != NULL && copy != NULL);
	for (i = 0; i < n; i++)
		memcpy(text + i * (len - 1), data + 1, len - 1);
	n *= len - 1;
	memcpy(copy, text, n);
	mask_inline(copy, n);
	check(text, copy, n);
	PROMISE(mask_needed(text, n) || memcmp(text, copy, n) == 0);
	marks_blank(copy, text, n);
	check(text, copy, n);
	memcpy(text, copy, n);
	mask_inline(copy, n);
	check(text, copy, n);
	free(text);
	free(copy);
	return 0;
}
