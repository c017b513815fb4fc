#include <string.h>
#include <strings.h>

#include "prose.h"
#include "token.h"

#define SCISSORS	"-- >8 --"	/* in git's line of them */
#define NAME_LEAST	7	/* hex digits of the name of a commit */
#define KEY_MAX	40	/* bytes in the name of a trailer or a header */

void
prose_init(struct prose *p, enum sage_type type, const char *comment)
{
	memset(p, 0, sizeof(*p));
	p->type = type;
	p->comment = comment == NULL ? "#" : comment;
	p->comment_len = type == SAGE_COMMIT ? strlen(p->comment) : 0;
	p->after_blank = 1;
}

static int
starts(const char *s, size_t len, const char *with)
{
	size_t	n = strlen(with);

	return len >= n && memcmp(s, with, n) == 0;
}

static size_t
indent_of(const char *s, size_t len)
{
	size_t	i, n = 0;

	for (i = 0; i < len && (s[i] == ' ' || s[i] == '\t'); i++)
		n += s[i] == '\t' ? 8 - n % 8 : 1;
	return n;
}

static size_t
blanks(const char *s, size_t len)
{
	size_t	i = 0;

	while (i < len && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r'))
		i++;
	return i;
}

/* ``` or ~~~ opens a fence and as many close it. */
static int
fence_line(struct prose *p, const char *s, size_t len)
{
	size_t	n = 0;
	char	c = len > 0 ? *s : '\0';

	if (c == '`' || c == '~')
		while (n < len && s[n] == c)
			n++;
	if (p->fence != '\0') {
		if (n >= p->fence_len && c == p->fence &&
		    n + blanks(s + n, len - n) == len)
			p->fence = '\0';
		return 1;
	}
	if (n < 3 || (c == '`' && memchr(s + n, '`', len - n) != NULL))
		return 0;
	p->fence = c;
	p->fence_len = n;
	return 1;
}

static int
begins_diff(const char *s, size_t len)
{
	return starts(s, len, "diff --git ") || starts(s, len, "diff -") ||
	    starts(s, len, "@@ -") || starts(s, len, "+++ ") ||
	    starts(s, len, "--- a/") || starts(s, len, "Index: ");
}

/* A line of a diff: the signs in front are the format's. */
static int
diff_line(struct prose *p, const char *s, size_t len)
{
	static const char *const heads[] = { "index ", "new file ",
	    "deleted file ", "similarity ", "rename ", "copy ", "old mode ",
	    "new mode ", "Binary files ", "GIT binary ", "====" };
	size_t	i;

	if (begins_diff(s, len))
		return p->diff = 1;
	if (!p->diff)
		return 0;
	if (len == 0 || strchr(" +-\\@", *s) != NULL)
		return 1;
	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (starts(s, len, heads[i]))
			return 1;
	return p->diff = 0;
}

/* The length of "Key" in "Key: value", or 0. */
static size_t
key_length(const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < len && i < KEY_MAX; i++)
		if (s[i] == ':')
			return i > 0 && i + 1 < len &&
			    (s[i + 1] == ' ' || s[i + 1] == '\t') ? i : 0;
		else if (!(s[i] >= 'a' && s[i] <= 'z') && s[i] != '-' &&
		    !(s[i] >= 'A' && s[i] <= 'Z') &&
		    !(s[i] >= '0' && s[i] <= '9'))
			return 0;
	return 0;
}

/* Names of trailers that do not end in -by, in lower case. */
static const char *const keys[] = {
	"acked", "bug", "bugzilla", "cc", "change-id", "close", "closes",
	"fix", "fixes", "git-svn-id", "issue", "issues", "jira", "link",
	"obsoletes", "ref", "refs", "related", "related-to", "relnotes",
	"resolves", "see-also", "svn-revision", "task", "ticket", "upstream",
	"url",
};

static int
is_trailer(const char *s, size_t len)
{
	size_t	n = key_length(s, len), i;

	if (n > 3 && strncasecmp(s + n - 3, "-by", 3) == 0)
		return 1;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (n > 0 && n == strlen(keys[i]) &&
		    strncasecmp(s, keys[i], n) == 0)
			return 1;
	return 0;
}

/* "- ", "* ", "+ ", "1. ", "2) " */
static size_t
bullet_length(const char *s, size_t len)
{
	size_t	i = 0;

	while (i < len && i < 3 && s[i] >= '0' && s[i] <= '9')
		i++;
	if (i > 0)
		return i + 1 < len && (s[i] == '.' || s[i] == ')') &&
		    s[i + 1] == ' ' ? i + 2 : 0;
	if (len >= 2 && strchr("-*+", *s) != NULL && s[1] == ' ')
		return 2;
	return len >= 4 && memcmp(s, "\xe2\x80\xa2 ", 4) == 0 ? 4 : 0;
}

static enum prose_kind
text_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	size_t	in = blanks(s, len), n;

	if ((n = bullet_length(s + in, len - in)) > 0) {
		*skip = in + n;
		return PROSE_ITEM;
	}
	if (p->type != SAGE_COMMIT && *s == '#') {
		for (n = 0; n < len && s[n] == '#'; n++)
			;
		if (n < len && s[n] == ' ') {
			*skip = n;
			return PROSE_ALONE;
		}
	}
	return PROSE_TEXT;
}

/* Subjects that git writes itself. */
static const char *const made[] = {
	"fixup! ", "squash! ", "amend! ", "Merge ", "Revert \"",
	"Reapply \"", "This reverts commit ",
	"Squashed commit of the following:",
};

/* "commit 78fcafad (topic)", as git log and git merge --squash name one. */
static int
names_commit(const char *s, size_t len)
{
	size_t	n;

	if (!starts(s, len, "commit "))
		return 0;
	for (n = 7; n < len && memchr("0123456789abcdef", s[n], 16) != NULL;
	    n++)
		;
	len -= len > 0 && s[len - 1] == '\r';
	return n >= 7 + NAME_LEAST && (n == len || (len - n > 3 &&
	    memcmp(s + n, " (", 2) == 0 && s[len - 1] == ')'));
}

/* That, and what stands below it: "Author: ...". */
static int
is_log(struct prose *p, const char *s, size_t len)
{
	p->log = names_commit(s, len) || (p->log && !p->after_blank &&
	    key_length(s, len) > 0);
	return p->log;
}

static enum prose_kind
commit_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	size_t	i;
	int	first = !p->began;

	if (p->comment_len > 0 && len >= p->comment_len &&
	    memcmp(s, p->comment, p->comment_len) == 0) {
		if (memmem(s, len, SCISSORS, sizeof(SCISSORS) - 1) != NULL)
			return PROSE_END;
		return PROSE_SKIP;
	}
	p->began = 1;
	if (starts(s, len, "diff --git "))
		return PROSE_END;
	for (i = 0; i < sizeof(made) / sizeof(made[0]); i++)
		if (starts(s, len, made[i]))
			return PROSE_SKIP;
	if (is_log(p, s, len))
		return PROSE_SKIP;
	if (first)
		return PROSE_ALONE;
	if (indent_of(s, len) < 4)
		p->indented = 0;
	else if (p->after_blank || p->indented) {
		/* Below an item, an indented line goes on with it. */
		p->indented = 1;
		return PROSE_SKIP;
	}
	p->trailer = is_trailer(s, len) || (p->trailer && *s == ' ');
	if (p->trailer)
		return PROSE_SKIP;
	if (key_length(s, len) > 0)
		return PROSE_TRAILER;
	return text_line(p, s, len, skip);
}

static enum prose_kind
header_line(const char *s, size_t len, size_t *skip)
{
	size_t	n;

	if (len < 9 || strncasecmp(s, "subject: ", 9) != 0)
		return PROSE_SKIP;
	for (n = 9; len - n >= 4 && (strncasecmp(s + n, "re: ", 4) == 0 ||
	    strncasecmp(s + n, "fw: ", 4) == 0); n += 4)
		;
	*skip = n;
	return PROSE_ALONE;
}

static enum prose_kind
mail_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	if (p->lines == 1)
		p->header = starts(s, len, "From ") || key_length(s, len) > 0;
	if (p->header)
		return header_line(s, len, skip);
	if (starts(s, len, "From ") && p->after_blank) {
		p->header = 1;
		return PROSE_SKIP;
	}
	if ((len == 3 && memcmp(s, "-- ", 3) == 0) ||
	    (len == 2 && memcmp(s, "--", 2) == 0) ||
	    starts(s, len, "-----") || starts(s, len, "________"))
		return PROSE_END;
	if (starts(s, len, "Content-"))
		return PROSE_SKIP;
	return text_line(p, s, len, skip);
}

static enum prose_kind
any_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	size_t	in = blanks(s, len);

	if (in == len && p->fence == '\0') {
		p->header = 0;
		return p->diff ? PROSE_SKIP : PROSE_BREAK;
	}
	if (*s == MASKED)
		return PROSE_SKIP;
	if (p->type != SAGE_MARKDOWN && !p->header &&
	    fence_line(p, s + in, len - in))
		return PROSE_SKIP;
	if (p->type != SAGE_MARKDOWN && diff_line(p, s, len) &&
	    p->type != SAGE_COMMIT)
		return PROSE_SKIP;
	if (s[in] == '>' && p->type != SAGE_MARKDOWN)
		return PROSE_SKIP;
	switch (p->type) {
	case SAGE_COMMIT:
		return commit_line(p, s, len, skip);
	case SAGE_MAIL:
		return mail_line(p, s, len, skip);
	default:
		return text_line(p, s, len, skip);
	}
}

/*
 * Most lines of most texts: plain, nothing open, and a letter first that
 * begins no diff.
 */
static int
is_simple(const struct prose *p, const char *s, size_t len)
{
	return p->type == SAGE_PLAIN && len > 0 && p->fence == '\0' &&
	    !p->diff && ((*s >= 'a' && *s <= 'z') || (*s >= 'A' &&
	    *s <= 'Z')) && *s != 'd' && *s != 'I';
}

enum prose_kind
prose_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	enum prose_kind	k;

	*skip = 0;
	p->lines++;
	if (is_simple(p, s, len)) {
		p->after_blank = 0;
		return PROSE_TEXT;
	}
	if (p->ended) {
		/* In a mailbox another message may follow. */
		if (p->type != SAGE_MAIL || !starts(s, len, "From "))
			return PROSE_END;
		p->ended = p->fence = 0;
		p->header = 1;
		return PROSE_SKIP;
	}
	k = any_line(p, s, len, skip);
	if (k == PROSE_END)
		p->ended = 1;
	p->after_blank = k == PROSE_BREAK;
	return k;
}

/* Signs that git chooses from. */
static const char	signs[] = "#;@!$%^&|:";

void
prose_comment(const char *s, size_t len, char *out, size_t room)
{
	const char	*end = s + len, *line, *nl, *cut;
	char		 last = '#';

	if (room < 2)
		return;
	for (line = s; line < end; line = nl == NULL ? end : nl + 1) {
		nl = memchr(line, '\n', (size_t)(end - line));
		cut = memmem(line, (size_t)((nl == NULL ? end : nl) - line),
		    SCISSORS, sizeof(SCISSORS) - 1);
		if (cut != NULL && strchr(signs, *line) != NULL) {
			last = *line;
			break;
		}
		if (nl != line && *line != '\0' && *line != '\n')
			last = strchr(signs, *line) != NULL ? *line : '#';
	}
	out[0] = last;
	out[1] = '\0';
}
