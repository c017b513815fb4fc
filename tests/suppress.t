#!/bin/sh
# shellcheck disable=SC2086
#
# "sage: allow" and its like, in any kind of text.
. "${0%/*}/tap.sh"

cat >my.rules <<'RULES'
category mine
	title a word made up
	level warning
	definition Words that nobody has ever used.
	reason nobody knows what it means
	source this test
	repair say it in other words

rule mine.one
	match zork
	yes What a zork this is.
	no What a fork this is.

rule mine.two
	match frobnak
	yes What a frobnak this is.
	no What a fact this is.

category other
	title another word made up
	level warning
	definition More words that nobody has ever used.
	reason nobody knows it
	source this test
	repair leave it out

rule other.blarg
	match blarg
	yes What a blarg this is.
	no What a blank this is.
RULES
my='sage-judgecheck --no-config -r my.rules -c mine,other'

# found WANT [OPTION ...] <TEXT: the places and words that are found.
found() {
	found_only "$@" && { [ ! -s err ] || { cat err; return 1; }; }
}
found_only() {
	want=$1
	shift
	limit $my "$@" >out 2>err
	got=$(sed -n 's/^<stdin>:\([0-9:]*\): warning: [^"]*"\([^"]*\)".*/\1 \2/p' out |
	    tr '\n' ';')
	[ "$got" = "$want" ] || { echo "found $got, not $want"; return 1; }
}

# ---------------------------------------------------------------------------
# The same line

same_category() {
	found '2:3 zork;' <<'END'
A zork and a frobnak. sage: allow mine
A zork.
END
}
same_rule() {
	found '1:14 frobnak;' <<'END'
A zork and a frobnak. sage: allow mine.one
END
}
same_list() {
	found '2:9 frobnak;' <<'END'
A zork, frobnak, blarg. sage: allow mine.one, mine.two, other
A zork, frobnak, blarg. sage: allow mine.one, other
END
}
same_comment() {
	found '2:3 zork;' <<'END'
A zork. <!-- sage: allow mine -->
A zork.
END
}
same_before() {
	found '' <<'END'
sage: allow mine. A zork is what it was called.
END
}
not_other() {
	found '1:3 zork;' <<'END'
A zork. sage: allow other
END
}
unknown_name() {
	found_only '1:3 zork;4:3 zork;' <<'END'
A zork. sage: allow xyzzy
sage: allow-next other.none, mine
A zork.
A zork. sage: allow other
END
	cat >want <<'END'
sage-judgecheck: <stdin>:1: sage: allow: there is no category or rule xyzzy
sage-judgecheck: <stdin>:2: sage: allow: there is no category or rule other.none
END
	same want err
}
unknown_again() {
	for _ in 1 2 3 4; do
		echo 'A zork. sage: allow xyzzy'
		echo 'A zork. sage: allow plugh'
	done >in
	limit $my --count in >out 2>err
	[ "$(wc -l <err)" -eq 2 ] && grep -q ' in:1: ' err &&
	grep -q ' in:2: ' err
}
unknown_quiet() {
	printf 'A zork. sage: allow xyzzy\n' | status 1 $my -q >out 2>&1 &&
	[ ! -s out ]
}
not_in_word() {
	found '1:3 zork;2:3 zork;' <<'END'
A zork. message: allow mine
A zork. sage allow mine
END
}
prose() {
	found '1:36 zork;2:28 zork;3:3 zork;5:3 zork;7:3 zork;' <<'END'
The language of sage: off we go, a zork.
The language of sage: on a zork, allow all.
A zork. Leave that to sage: off
Write (sage: off) to hide it.
A zork. Write (sage: off)
(sage: off) is how.
A zork.
END
}
no_name_prose() {
	found '1:26 zork;' <<'END'
I asked for sage: allow! zork
END
}
no_name() {	# all that is found
	found '2:3 zork;' <<'END'
A zork, frobnak, blarg. sage: allow
A zork.
END
}
clean_is_clean() {
	printf 'A zork. sage: allow mine\n' | status 0 $my >out && [ ! -s out ]
}
ok 'allow: a category' same_category
ok 'allow: a rule' same_rule
ok 'allow: a list' same_list
ok 'allow: in a comment of HTML' same_comment
ok 'allow: before the words' same_before
ok 'allow: another category is still found' not_other
ok 'allow: an unknown name allows nothing' unknown_name
ok 'allow: an unknown name again and again' unknown_again
ok 'allow: an unknown name is said by none who is quiet' unknown_quiet
ok 'allow, off and on in prose' prose
ok 'allow: no name, in prose' no_name_prose
ok 'allow: nothing that only looks like it' not_in_word
ok 'allow: no name is all names' no_name
ok 'allow: the status is 0 then' clean_is_clean

# ---------------------------------------------------------------------------
# The next line, and regions

next_line() {
	found '3:3 zork;' <<'END'
sage: allow-next mine
A zork.
A zork.
END
}
next_rule() {
	found '2:9 frobnak;' <<'END'
sage: allow-next mine.one
A zork, frobnak.
END
}
next_list() {
	found '2:18 blarg;3:3 zork;' <<'END'
<!-- sage: allow-next mine.one, mine.two -->
A zork, frobnak, blarg.
A zork, all the same.
END
}
next_not_same() {
	found '1:3 zork;' <<'END'
A zork. sage: allow-next mine
A zork.
END
}
region() {
	found '1:3 zork;7:3 zork;' <<'END'
A zork.
sage: off
A zork.

A blarg.
sage: on
A zork.
END
}
region_end() {
	found '1:3 zork;' <<'END'
A zork.
sage: off
A zork.
A zork.
END
}
region_twice() {
	found '4:3 zork;8:3 zork;' <<'END'
sage: off
A blarg.
A zork. sage: on
A zork.
A fork. A zork. sage: off
A blarg.
sage: on
A zork.
END
}
region_comments() {
	found '4:3 zork;8:3 zork;12:3 zork;' <<'END'
/* sage: off */
A zork.
// sage: on
A zork.
# sage: off.
A zork.
<!-- sage: on -->
A zork.
(sage: off)
A zork.
A zork. <!-- sage: on --> But zork.
A zork.
END
}
# It ends with the message.
region_message() {
	printf 'sage: off\nA zork.\000A zork.\n' | limit $my -0 -f json >out
	sed -n 1p out | grep -q '"findings":\[\]' &&
	sed -n 2p out | grep -q 'mine\.one'
}
region_file() {
	printf 'sage: off\nA zork.\n' >a
	printf 'A zork.\n' >b
	status 1 $my a b >out && ! grep -q '^a:' out && grep -q '^b:1:3' out
}
next_message() {
	printf 'sage: allow-next mine\nA zork.\nA zork.\n' >in
	status 1 $my -l in >out || return
	# Each line is a message, so nothing is next.
	[ "$(grep -c warning out)" -eq 2 ]
}
ok 'allow-next: a category' next_line
ok 'allow-next: a rule' next_rule
ok 'allow-next: a list' next_list
ok 'allow-next: not its own line' next_not_same
ok 'off, on' region
ok 'off, on in comments' region_comments
ok 'off to the end' region_end
ok 'off, on, off, on' region_twice
ok 'off ends with the message' region_message
ok 'off ends with the file' region_file
ok 'allow-next ends with the message' next_message

# ---------------------------------------------------------------------------
# All kinds of text

commit() {
	found '3:3 zork;' -t commit <<'END'
A subject with a zork   sage: allow mine

A zork.
END
}
commit_comment() {	# what git strips may hold it
	found '' -t commit <<'END'
A subject

# sage: allow-next mine
A zork.
END
}
commit_trailer() {
	found '' -t commit <<'END'
A subject

# sage: off
A zork.

Signed-off-by: A U Thor <author@example.org>
END
}
markdown() {
	found '8:3 zork;' -t markdown <<'END'
# Title

<!-- sage: allow-next mine -->
A zork.

A zork. <!-- sage: allow mine -->

A zork.
END
}
markdown_region() {
	found '9:3 zork;' -t markdown <<'END'
# Title

<!-- sage: off -->

- A zork.

<!-- sage: on -->

A zork.
END
}
mail() {
	found '5:3 zork;' -t mail <<'END'
From: A <a@example.org>
Subject: no word

A zork. (sage: allow mine)
A zork.
END
}
one_line() {
	printf 'A zork. sage: allow mine\nA zork.\n' | found '2:3 zork;' -l
}
ok 'in a commit message' commit
ok 'in a comment of a commit message' commit_comment
ok 'off in a comment of a commit message' commit_trailer
ok 'in Markdown' markdown
ok 'off, on in Markdown' markdown_region
ok 'in mail' mail
ok 'with --lines' one_line

# ---------------------------------------------------------------------------
# With the other outputs

outputs() {
	printf 'A zork. sage: allow mine\nA zork.\n' >in
	[ "$(limit $my --count in)" -eq 1 ] || return
	printf 'A zork. sage: allow mine\nA [[zork]]{mine}.\n' >want
	limit $my -p in >out && same want out || return
	limit $my -f json in >out
	[ "$(grep -o '"id":' out | wc -l)" -eq 1 ]
}
# A phrase stands where it begins.
wrapped() {
	printf 'But you never (sage: allow global)\nlisten to me.\n' >in
	status 0 sage-judgecheck --no-config --rules-only -c global in >out &&
	[ ! -s out ] &&
	printf 'But you never\nlisten to me.\n' >in &&
	status 1 sage-judgecheck --no-config --rules-only -c global in >out
}
builtin() {
	printf 'You never listen. sage: allow global\n' |
	    status 0 sage-judgecheck --no-config -c global >out &&
	printf 'You never listen.\n' |
	    status 1 sage-judgecheck --no-config -c global >out
}
ok 'in each output' outputs
ok 'a phrase over two lines' wrapped
ok 'a rule that is built in' builtin

done_testing
