#include <string.h>
#include <strings.h>

#include "prose.h"
#include "token.h"
#include "utf8.h"

#define NITEMS(a)	(sizeof(a) / sizeof((a)[0]))
#define SCISSORS	"-- >8 --"	/* in git's line of them */
#define NAME_LEAST	7	/* hex digits of the name of a commit */
#define KEY_MAX	40	/* bytes in the name of a trailer or a header */
#define GIT_DIFF	"diff --git "
#define SUBJECT	"subject:"

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

/* Might the last word of a line be a file's name? */
static int
ends_in_file(const char *s, size_t len)
{
	size_t	i;

	for (i = len; i > 0 && s[i - 1] != ' '; i--)
		if (s[i - 1] == '/' || (s[i - 1] == '.' && i < len &&
		    (utf8_is_small(s[i]) || utf8_is_digit(s[i]))))
			return 1;
	return 0;
}

/* "a/x", "\"a/x"; other letters with diff.mnemonicPrefix. */
static int
has_prefix(const char *s, size_t len)
{
	size_t	quoted = len > 0 && *s == '"';

	return len > quoted + 2 && s[quoted + 1] == '/' &&
	    memchr("abciow12", s[quoted], 8) != NULL;
}

/* "a/x b/x"; with diff.noPrefix the two are bare. */
static int
names_two_files(const char *s, size_t len)
{
	size_t	half = len / 2, i;
	char	*blank;

	for (i = 1; has_prefix(s, len) && i < len; i++)
		if (s[i - 1] == ' ' && has_prefix(s + i, len - i))
			return 1;
	if (len % 2 == 1 && s[half] == ' ' &&
	    memcmp(s, s + half + 1, half) == 0)
		return 1;
	blank = memchr(s, ' ', len);
	return blank != NULL && blank == memrchr(s, ' ', len) &&
	    ends_in_file(s, (size_t)(blank - s)) && ends_in_file(s, len);
}

static int
begins_git_diff(const char *s, size_t len)
{
	size_t	n = sizeof(GIT_DIFF) - 1;

	return starts(s, len, GIT_DIFF) && names_two_files(s + n, len - n);
}

static int
begins_diff(const char *s, size_t len)
{
	if (starts(s, len, GIT_DIFF))
		return begins_git_diff(s, len);
	return (starts(s, len, "diff -") && ends_in_file(s, len)) ||
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
	for (i = 0; i < NITEMS(heads); i++)
		if (starts(s, len, heads[i]))
			return 1;
	return p->diff = 0;
}

/* The length of "Key" in "Key:value", or 0. */
static size_t
name_length(const char *s, size_t len)
{
	size_t	i;

	for (i = 0; i < len && i < KEY_MAX; i++)
		if (s[i] == ':')
			return i;
		else if (!utf8_is_small(s[i]) && !utf8_is_large(s[i]) &&
		    !utf8_is_digit(s[i]) && s[i] != '-')
			return 0;
	return 0;
}

/* The same in "Key: value". */
static size_t
key_length(const char *s, size_t len)
{
	size_t	n = name_length(s, len);

	return n + 1 < len && (s[n + 1] == ' ' || s[n + 1] == '\t') ? n : 0;
}

/* Is the name one of those, or does it begin as one that ends in a hyphen?
 * These are in lower case. */
static int
is_one_of(const char *s, size_t len, const char *const *names, size_t n)
{
	size_t	i, m;

	for (i = 0; i < n; i++) {
		m = strlen(names[i]);
		if ((len == m || (len > m && names[i][m - 1] == '-')) &&
		    strncasecmp(s, names[i], m) == 0)
			return 1;
	}
	return 0;
}

/* Names of trailers that do not end in -by. */
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
	size_t	n = key_length(s, len);

	if (n > 3 && strncasecmp(s + n - 3, "-by", 3) == 0)
		return 1;
	return is_one_of(s, n, keys, NITEMS(keys));
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

/* ---- what git writes itself -------------------------------------------- */

/* The length of the first of some words that a text begins with, or 0. */
static size_t
starts_any(const char *s, size_t len, const char *const *with, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		if (starts(s, len, with[i]))
			return strlen(with[i]);
	return 0;
}

/* "pull request #1 from a/b" */
static int
is_pull_request(const char *s, size_t len)
{
	static const char	before[] = "pull request #";
	size_t			n = sizeof(before) - 1;

	if (!starts(s, len, before))
		return 0;
	while (n < len && utf8_is_digit(s[n]))
		n++;
	return starts(s + n, len - n, " from ");
}

/* "branch 'a'", "branches 'a' and 'b'", "tag 'a' of b into c" */
static int
is_merge(const char *s, size_t len)
{
	static const char *const what[] = { "branch '", "branches '",
	    "tag '", "tags '", "commit '", "commits '",
	    "remote-tracking branch '", "remote-tracking branches '" };
	static const char *const behind[] = { " into ", " of ", " and '",
	    " (early part)", ", '", "; " };
	size_t	i = starts_any(s, len, what, NITEMS(what));

	if (i == 0)
		return is_pull_request(s, len);
	for (; i < len; i++)
		if (s[i] == '\'' && (i + 1 == len || starts_any(s + i + 1,
		    len - i - 1, behind, NITEMS(behind)) > 0))
			return 1;
	return 0;
}

/* The length of the name of a commit, or 0. */
static size_t
hex_length(const char *s, size_t len)
{
	size_t	n = 0;

	while (n < len && memchr("0123456789abcdef", s[n], 16) != NULL)
		n++;
	return n >= NAME_LEAST ? n : 0;
}

/* "78fcafad", "78fcafad (topic)" */
static int
is_commit(const char *s, size_t len)
{
	size_t	n = hex_length(s, len);

	return n > 0 && (n == len || (len - n > 3 &&
	    memcmp(s + n, " (", 2) == 0 && s[len - 1] == ')'));
}

/* "78fcafad.", "78fcafad, reversing" */
static int
is_reverted(const char *s, size_t len)
{
	static const char	merge[] = ", reversing";
	size_t			n = sizeof(merge) - 1;

	if (len > n && memcmp(s + len - n, merge, n) == 0)
		len -= n;
	else if (len > 0 && s[len - 1] == '.')
		len--;
	return is_commit(s, len);
}

static int
is_quoted(const char *s, size_t len)
{
	return len > 0 && s[len - 1] == '"';
}

/* How paragraphs begin that git writes, and what must follow there. */
static const struct {
	const char	*begin;
	int		(*goes_on)(const char *, size_t);
} made[] = {
	{ "fixup! ", NULL }, { "squash! ", NULL }, { "amend! ", NULL },
	{ "Merge ", is_merge }, { "Revert \"", is_quoted },
	{ "Reapply \"", is_quoted }, { "This reverts commit ", is_reverted },
	{ "Squashed commit of the following:", NULL },
};

static int
is_made(const char *s, size_t len)
{
	size_t	i, n;

	for (i = 0; i < NITEMS(made); i++) {
		n = strlen(made[i].begin);
		if (starts(s, len, made[i].begin) && (made[i].goes_on ==
		    NULL || made[i].goes_on(s + n, len - n)))
			return 1;
	}
	return 0;
}

/* As git log and git merge --squash name one. */
static int
names_commit(const char *s, size_t len)
{
	return starts(s, len, "commit ") && is_commit(s + 7, len - 7);
}

/* That, and what stands below it: "Author: ...". */
static int
is_log(struct prose *p, const char *s, size_t len)
{
	p->log = names_commit(s, len) || (p->log && !p->after_blank &&
	    key_length(s, len) > 0);
	return p->log;
}

/* ---- kinds of text ----------------------------------------------------- */

/* A line of a commit message that is no comment and not its subject. */
static enum prose_kind
body_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
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
commit_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	int	first = !p->began;

	if (p->comment_len > 0 && len >= p->comment_len &&
	    memcmp(s, p->comment, p->comment_len) == 0) {
		if (memmem(s, len, SCISSORS, sizeof(SCISSORS) - 1) != NULL)
			return PROSE_END;
		return PROSE_SKIP;
	}
	p->began = 1;
	if (begins_git_diff(s, len))
		return PROSE_END;
	if ((first || p->after_blank) && is_made(s, len))
		return PROSE_SKIP;
	if (is_log(p, s, len))
		return PROSE_SKIP;
	return first ? PROSE_ALONE : body_line(p, s, len, skip);
}

/* Fields that the headers of a mail may begin with. */
static const char *const fields[] = {
	"arc-", "authentication-results", "autocrypt", "bcc", "cc",
	"content-", "date", "delivered-to", "dkim-signature", "envelope-to",
	"from", "in-reply-to", "list-", "message-id", "mime-version",
	"newsgroups", "organization", "received", "received-", "references",
	"reply-to", "resent-", "return-path", "sender", "status", "subject",
	"thread-", "to", "user-agent", "x-",
};

/* ... and those of its parts. */
static const char *const part_fields[] = {
	"content-description", "content-disposition", "content-id",
	"content-language", "content-transfer-encoding", "content-type",
};

/* "From a@b.c Thu Jan  1 00:00:00 1970", as in a mailbox; a time tells. */
static int
is_envelope(const char *s, size_t len)
{
	size_t	i;

	if (!starts(s, len, "From "))
		return 0;
	for (i = 5; i + 9 < len; i++)
		if (s[i] == ' ' && s[i + 3] == ':' && s[i + 6] == ':' &&
		    s[i + 9] == ' ')
			return 1;
	return 0;
}

static enum prose_kind
begin_header(struct prose *p)
{
	p->header = 1;
	p->subject = 0;
	return PROSE_SKIP;
}

/* What is folded belongs to the field before. */
static enum prose_kind
header_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	size_t	n = sizeof(SUBJECT) - 1;

	if (*s == ' ' || *s == '\t')
		return p->subject ? PROSE_FOLDED : PROSE_SKIP;
	p->subject = len >= n && strncasecmp(s, SUBJECT, n) == 0;
	if (!p->subject)
		return PROSE_SKIP;
	for (n += blanks(s + n, len - n); len - n >= 4 &&
	    (strncasecmp(s + n, "re: ", 4) == 0 ||
	    strncasecmp(s + n, "fw: ", 4) == 0); n += 4)
		;
	*skip = n;
	return PROSE_ALONE;
}

static enum prose_kind
mail_line(struct prose *p, const char *s, size_t len, size_t *skip)
{
	if (p->after_blank && is_envelope(s, len))
		return begin_header(p);
	if (p->lines == 1)
		p->header = is_one_of(s, name_length(s, len), fields,
		    NITEMS(fields));
	if (p->header)
		return header_line(p, s, len, skip);
	if ((len == 3 && memcmp(s, "-- ", 3) == 0) ||
	    (len == 2 && memcmp(s, "--", 2) == 0) ||
	    starts(s, len, "-----") || starts(s, len, "________"))
		return PROSE_END;
	if (is_one_of(s, key_length(s, len), part_fields,
	    NITEMS(part_fields)))
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
	if (p->type == SAGE_MARKDOWN && *s == MASKED)
		return PROSE_SKIP;
	if (p->type != SAGE_MARKDOWN && !p->header &&
	    fence_line(p, s + in, len - in))
		return PROSE_SKIP;
	if (p->type != SAGE_MARKDOWN && p->type != SAGE_COMMIT &&
	    diff_line(p, s, len))
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
	len -= len > 0 && s[len - 1] == '\r';
	if (p->ended) {
		/* In a mailbox another message may follow. */
		if (p->type != SAGE_MAIL || !is_envelope(s, len))
			return PROSE_END;
		p->ended = p->fence = 0;
		return begin_header(p);
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
		if (nl != line && *line != '\0' && *line != '\r')
			last = strchr(signs, *line) != NULL ? *line : '#';
	}
	out[0] = last;
	out[1] = '\0';
}
