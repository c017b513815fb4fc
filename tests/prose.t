#!/bin/sh
# shellcheck disable=SC2086
#
# What is passed over in each type of text, as it is not the writer's words.
. "${0%/*}/tap.sh"

zork_rules my.rules
cat >>my.rules <<'RULES'

rule mine.two
	match big frobnak
	yes What a big frobnak this is.
	no What a big fact this is.
RULES

# What each line ends with, before the line feed.
returns=

# Each text says itself what is found: a line with "here" holds one zork that
# is the writer's, no other line does.
check() {
	sed "s/\$/$returns/" >text
	grep -n here text | cut -d : -f 1 >want
	limit sage-judgecheck --no-config -r my.rules -c mine "$@" \
	    --stdin-name x <text >out 2>err
	[ ! -s err ] || { cat err; return 1; }
	sed -n 's/^x:\([0-9]*\):[0-9]*: warning: .*/\1/p' out >got
	same want got
}

# ---------------------------------------------------------------------------
# Every type

quoted() {
	check -t "$1" <<'END'
A subject

He said "a zork" to me.
He said “a zork” to me.
A zork here, and "another zork" in between.
He said „a zork“ to me, or „a zork”.
She said "what a
zork" to me.
It's 5" wide, and a zork here.
END
}
quoted_single() {
	check -t "$1" <<'END'
A subject

The button says 'zork' on it.
It's a zork here, isn't it?
The users' zork here, and the users' fork.
END
}
urls() {
	check -t "$1" <<'END'
A subject

See https://example.org/zork/x for it.
See <https://example.org/zork> for it.
See www.example.org/zork or mail zork@example.org for it.
See src/zork.c and ./zork/x, or foo_zork and zork() for it.
A zork here, see https://example.org/x for it.
END
}
plain_text() {
	check -t plain <<'END'
# A zork here.
    A zork here.
- A zork here.
Signed-off-by: A zork here <a@example.org>
END
}
plain_quote() {
	check -t plain <<'END'
> A zork.
>> A zork.
> > A zork.
A zork here.
END
}
for t in plain markdown commit mail; do
	ok "$t: quotation marks" quoted $t
	ok "$t: single quotation marks" quoted_single $t
	ok "$t: addresses, names of files and code" urls $t
done
ok 'plain: nothing else is special' plain_text
ok 'plain: lines that quote' plain_quote

# What stands between the words of a phrase, and what is in a word.
phrase() {
	printf "$1" >in
	limit sage-judgecheck --no-config --rules-only in >out
	grep -q "^in:.*$2" out
}
no_phrase() {
	printf "$1" >in
	status 0 sage-judgecheck --no-config --rules-only in >out &&
	[ ! -s out ]
}
ok 'a tab is a blank' phrase 'You never\tlisten.\n' '"You never.*listen"'
ok 'a tab in front of a line' phrase 'You never\n\tlisten.\n' 'You never'
ok 'tabs between columns' no_phrase 'You never\t\tlisten.\n'
for s in "'" "’" "´" "ʼ"; do
	ok "an apostrophe: $s" phrase "you${s}re so lazy\n" "you${s}re so lazy"
	ok "an apostrophe before t: $s" phrase "Why don${s}t you listen?\n" .
done

# ---------------------------------------------------------------------------
# Markdown

fences() {
	check -t markdown <<'END'
A zork here.

```
A zork.
```

~~~ text
A zork.
```
A zork.
~~~

- A zork here.

  ```c
  zork();
  ```

A zork here.
END
}
fence_open() {
	check -t markdown <<'END'
A zork here.

```
A zork.

A zork.
END
}
indented() {
	check -t markdown <<'END'
A zork here.

    A zork.

A line
    that goes on, a zork here.
END
}
inline() {
	check -t markdown <<'END'
A `zork` and ``a ` zork`` in code.
A `zork
zork` over two lines.
A zork here, not `code`.
END
}
block_quote() {
	check -t markdown <<'END'
> A zork.
lazy zork.

A zork here.

> > A zork.

- > A zork.
- A zork here.
END
}
html() {
	check -t markdown <<'END'
<!-- A zork. -->

<a href="zork" title="zork">A fork.</a>

A <b title="zork">zork</b> here.
END
}
links() {
	check -t markdown <<'END'
See [a fork](zork.html "zork") and ![a fork](zork.png).
See [a zork here](fork.html).

[fork]: https://example.org/zork "zork"
END
}
emphasis() {
	check -t markdown <<'END'
A *zork* here.

A **big** _frobnak_, not to say a big frobnak here.
END
	grep -q '"zork"' out
}
# Marks part no words, and are shown where they are among them.
emphasized() {
	check -t markdown <<'END'
What a __big__ frobnak, here.
What a here _big frobnak_.
What a here ~~big~~ frobnak.
What a here big [frobnak](x).
What a here [big][1] frobnak.
What a here ![big](x) frobnak.
What a here big&nbsp;frobnak.
What a here *__big__ frobnak*.
What a `big` frobnak, ~/zork and "_zork_".

[1]: https://example.org/zork
END
	grep -q '^x:4:13:.*"big \[frobnak"' out &&
	grep -q '^x:5:14:.*"big\]\[1\] frobnak"' out &&
	grep -q '^x:2:14:.*"big frobnak"' out
}
marked() {
	cat >in <<'END'
What a **big** frobnak.
What a **big frobnak** it is.
What a _**big** frobnak_.
What a **so _big_** frobnak.
What a **big _frobnak_ it** is.
What a **[big](x)** frobnak.
What a big [frobnak](x).
END
	cat >want <<'END'
What a [[**big** frobnak]]{mine}.
What a **[[big frobnak]]{mine}** it is.
What a _[[**big** frobnak]]{mine}_.
What a **so [[_big_** frobnak]]{mine}.
What a **[[big _frobnak_]]{mine} it** is.
What a [[**[big](x)** frobnak]]{mine}.
What a [[big [frobnak](x)]]{mine}.
END
	limit sage-judgecheck --no-config -r my.rules -c mine -t markdown -p \
	    in >out && same want out
}
heading_table() {
	check -t markdown <<'END'
# A zork here

A zork here
===========

1. A zork here.
   A zork here.
END
}
# A paragraph's words go on over a line end, and over a list's not.
wraps() {
	check -t markdown <<'END'
What a here big
frobnak.

- What a big
- frobnak.

What a big

frobnak.
END
}
wraps_hit() {
	printf 'What a big\nfrobnak.\n\n> a\n\n- What a big\n  frobnak.\n' >in
	sage-judgecheck --no-config -r my.rules -c mine -t markdown in >out
	grep -q '^in:1:8: warning: .*"big frobnak"' out &&
	grep -q '^in:6:10: warning: .*"big frobnak"' out
}
ok 'markdown: fences' fences
ok 'markdown: a fence that is not closed' fence_open
ok 'markdown: indented code' indented
ok 'markdown: code in a line' inline
ok 'markdown: block quotes' block_quote
ok 'markdown: HTML' html
ok 'markdown: where links go' links
ok 'markdown: emphasis is prose' emphasis
ok 'markdown: marks part no words' emphasized
ok 'markdown: marks stay in pairs with -p' marked
ok 'markdown: headings and lists are prose' heading_table
ok 'markdown: a paragraph ends what is said' wraps
ok 'markdown: a phrase over a line end' wraps_hit

# ---------------------------------------------------------------------------
# Commit messages

comments() {
	check -t commit <<'END'
A zork here

# A zork.
A zork here.
#A zork.
 # A zork here.
See #12, a zork here.
END
}
comment_char() {
	check -t commit --comment-char ';' <<'END'
A zork here

; A zork.
# A zork here.
END
}
comment_string() {
	check -t commit --comment-char '//' <<'END'
A zork here

// A zork.
/ A zork here.
# A zork here.
END
}
comment_none() {
	check -t commit --comment-char '' <<'END'
A zork here

# A zork here.
; A zork here.
END
}
comment_auto() {
	check -t commit --comment-char auto <<'END'
A zork here

# A zork here.

; Please enter the commit message for your changes. Lines starting
; with ';' will be ignored, and an empty message aborts the commit.
; A zork.
END
}
comment_auto_hash() {
	check -t commit --comment-char auto <<'END'
A zork here

# A zork.
; A zork here.

# On branch zork
END
}
scissors() {
	check -t commit <<'END'
A zork here

# A zork.
# ------------------------ >8 ------------------------
# Do not modify or remove the line above.
# Everything below it will be ignored.
diff --git a/zork b/zork
--- a/zork
+++ b/zork
@@ -1 +1 @@
-A zork.
+A zork.
 A zork.

A zork.
END
}
scissors_char() {
	check -t commit --comment-char ';' <<'END'
A zork here

# ------------------------ >8 ------------------------
A zork here.
; ------------------------ >8 ------------------------
A zork.
END
}
trailers() {
	check -t commit <<'END'
A zork here

A zork here.

Signed-off-by: A Zork <zork@example.org>
Reviewed-by: A Zork <zork@example.org>
Fixes: 0123456789ab ("a zork")
Link: https://example.org/zork
Suggested-by: Somebody
  A zork
END
}
trailers_comments() {
	check -t commit <<'END'
A zork here

Signed-off-by: A Zork <zork@example.org>

# A zork.
END
}
not_trailers() {
	check -t commit <<'END'
area: a zork here

Note: a zork here.
A zork here.

Last: a zork here, in a sentence
that goes on, so it is none.
END
}
diff_below() {
	check -t commit <<'END'
A zork here

A zork here, in:

diff --git a/zork b/zork
index 0123456..789abcd 100644
--- a/zork
+++ b/zork
@@ -1,2 +1,2 @@
-A zork.
+A zork.
 A zork.
END
}
commit_quote() {
	check -t commit <<'END'
A zork here

> A zork.
> A zork.

A zork here.
END
}
commit_code() {
	check -t commit <<'END'
A zork here

The call

    zork(zork);

and `zork` in a line, a zork here.
END
}
fixup() {
	check -t commit <<END
$1! A zork

A zork here.
END
}
fixup_twice() {
	check -t commit <<'END'
fixup! squash! A zork

A zork here.
END
}
fixup_late() {
	check -t commit <<'END'

# A comment.

fixup! A zork

A zork here.
END
}
revert() {
	check -t commit <<'END'
Revert "A zork"

This reverts commit 0123456789abcdef0123456789abcdef01234567.

A zork here.
END
}
revert_quote() {	# the subject had quotation marks of its own
	check -t commit <<'END'
Revert "Say "fork" for a zork"

A zork here.
END
}
merge_words() {
	check -t commit <<'END'
Merge a zork here

A zork here.
END
}
merge_odd() {
	check -t commit <<'END'
Merge branch 'zork', so what a zork here
END
}
revert_words() {
	check -t commit <<'END'
Revert "a zork" as a zork here is bad
END
}
diff_words() {
	check -t commit <<'END'
A zork here

diff --git is slow.
A zork here.
diff --git w/o words is slow.
A zork here.
END
}
diff_no_prefix() {
	check -t commit <<'END'
A zork here

diff --git zork zork
--- zork
+++ zork
@@ -1 +1 @@
-A zork.
END
}
reapply() {
	check -t commit <<'END'
Reapply "A zork"

A zork here.
END
}
merge() {
	check -t commit <<'END'
Merge branch 'a-zork' into zork

A zork here.
END
}
merge_remote() {
	check -t commit <<'END'
Merge remote-tracking branch 'origin/a-zork'

A zork here.
END
}
dashes() {	# no signature, and no end of the message
	check -t commit <<'END'
-- a zork here
---
A zork here.

-- 
A zork here.
END
}
ok 'commit: comments' comments
ok 'commit: another comment character' comment_char
ok 'commit: a comment string' comment_string
ok 'commit: no comments' comment_none
ok 'commit: auto, another character' comment_auto
ok 'commit: auto, the usual character' comment_auto_hash
ok 'commit: scissors' scissors
ok 'commit: scissors with another character' scissors_char
ok 'commit: trailers' trailers
ok 'commit: trailers before comments' trailers_comments
ok 'commit: what only looks like a trailer' not_trailers
ok 'commit: a diff' diff_below
ok 'commit: lines that quote' commit_quote
ok 'commit: code' commit_code
ok 'commit: fixup!' fixup fixup
ok 'commit: squash!' fixup squash
ok 'commit: amend!' fixup amend
ok 'commit: fixup! squash!' fixup_twice
ok 'commit: fixup! after empty lines and comments' fixup_late
ok 'commit: Revert' revert
ok 'commit: Revert, with quotation marks' revert_quote
ok 'commit: Revert, and more' revert_words
ok 'commit: Reapply' reapply
ok 'commit: Merge branch' merge
ok 'commit: Merge remote-tracking branch' merge_remote
ok 'commit: Merge, and words' merge_words
ok 'commit: Merge branch, and more' merge_odd
ok 'commit: a line that only begins as a diff' diff_words
ok 'commit: a diff without prefix' diff_no_prefix
ok 'commit: dashes' dashes

# ---------------------------------------------------------------------------
# Mail

headers() {
	check -t mail <<'END'
From: A Zork <zork@example.org>
To: zork@example.org
X-Zork: a zork
 a zork
Message-ID: <zork@example.org>

A zork here.

From: a zork here, as the body has no headers.
END
}
subject() {	# these are the writer's words
	check -t mail <<'END'
From: somebody@example.org
Subject: A zork here

A fork.
END
}
subject_folded() {
	check -t mail <<'END'
From: somebody@example.org
 a zork
Subject: A fork,
 a zork here
To: somebody@example.org,
 a zork
 a zork

A zork here.
END
}
# One phrase, which begins on the first of them.
subject_phrase() {
	check -t mail <<'END'
Subject: What is here a big
 frobnak

A fork.
END
}
other_field() {	# one that stands before the known ones
	check -t mail <<'END'
Authentication-Results: a zork
Thread-Topic: a zork
From: a zork

A zork here.
END
}
no_field() {
	check -t mail <<'END'
Sam: here is a zork

A zork here.
END
}
no_mailbox() {
	check -t mail <<'END'
From here on a zork.

A zork here.
END
}
no_headers() {
	check -t mail <<'END'
A zork here.

A zork here.
END
}
quotes() {
	check -t mail <<'END'
From: somebody@example.org

On Monday, Somebody wrote:
> A zork.
>> A zork.
>
> A zork.

A zork here.

| A zork here.
END
}
signature() {
	check -t mail <<'END'
From: somebody@example.org

A zork here.

-- 
A zork
A zork
END
}
no_signature() {
	check -t mail <<'END'
From: somebody@example.org

A zork here.
-- and a zork here.
-
A zork here.
END
}
patch() {
	check -t mail <<'END'
From: somebody@example.org

A zork here.

---
 src/zork.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/zork.c b/zork.c
--- a/zork.c
+++ b/zork.c
@@ -1 +1 @@
-a zork
+a zork
END
}
mbox() {
	check -t mail <<'END'
From somebody@example.org Thu Jan  1 00:00:00 1970
From: somebody@example.org
X-Zork: zork

A zork here.

-- 
A zork

From somebody@example.org Thu Jan  1 00:00:00 1970
From: somebody@example.org
X-Zork: zork

A zork here.
END
}
ok 'mail: headers' headers
ok 'mail: the subject is prose' subject
ok 'mail: a subject of several lines' subject_folded
ok 'mail: a phrase over them' subject_phrase
ok 'mail: no headers' no_headers
ok 'mail: fields that come first' other_field
ok 'mail: no field that is known' no_field
ok 'mail: no line of a mailbox' no_mailbox
ok 'mail: quotes' quotes
ok 'mail: a signature' signature
ok 'mail: no signature' no_signature
ok 'mail: a patch' patch
ok 'mail: a mailbox of several' mbox

# ---------------------------------------------------------------------------
# Lines that end in a return and a line feed

returns='\r'
for f in plain_text plain_quote fences fence_open indented block_quote html \
    heading_table wraps comments comment_auto scissors trailers not_trailers \
    diff_below diff_no_prefix commit_quote commit_code fixup_twice revert \
    revert_quote merge headers subject subject_folded no_headers quotes \
    signature no_signature patch mbox; do
	ok "CRLF: $f" $f
done

done_testing
