#!/bin/sh
# sage-judgecheck --reply-to: what a draft leaves out of the message that it
# answers.  check_attention.c has what is found; here is how it is told.
. "${0%/*}/tap.sh"

prog='sage-judgecheck --no-config'

printf 'Hi,\nmy dog died on Friday. And I have to move out by June.\n' >message
printf 'I am so sorry about your dog.\n' >draft
printf 'You never listen, and I am so sorry about your dog.\n' >harsh
printf 'I want to kill myself.\n' >danger

cat >want.gnu <<'END'
message:2:24: note: not touched in the answer: "And I have to move out by June" [attention]
message:2:24: note: say in a few words that you heard this, or ask about it
END
cat >want.pretty <<'END'
message:2:24: note: not touched in the answer [attention]
    my dog died on Friday. And I have to move out by June.
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    why: what is passed over can feel as if it had not been heard
    instead: say in a few words that you heard this, or ask about it
END

# ---------------------------------------------------------------------------
# Formats

gnu() {
	status 0 $prog --reply-to message draft >out && same want.gnu out
}
stdin() {
	status 0 $prog --reply-to message <draft >out && same want.gnu out
}
message_stdin() {
	status 0 $prog --stdin-name message --reply-to - draft <message >out &&
	same want.gnu out
}
pretty() {
	status 0 $prog -f pretty --color never --reply-to message draft >out &&
	same want.pretty out
}
json() {
	status 1 $prog -f json --reply-to message harsh >out &&
	[ "$(jq -c '.name, (.findings[] | [.id, .level, .source, .name,
	    .start.line, .start.column, .start.byte, .text])' out)" = \
'"harsh"
["attention.point","note","attention","message",2,24,27,"And I have to move out by June"]
["global.never","warning","rule",null,1,1,0,"You never listen"]' ]
}
untouched() {	# without the option nothing changes
	status 1 $prog harsh >out &&
	[ "$(cut -d : -f 1-4 out)" = "$(printf 'harsh:1:1: %s\n' warning note)" ]
}

ok 'as compilers tell it' gnu
ok 'the draft is standard input' stdin
ok 'the message is standard input' message_stdin
ok 'for eyes' pretty
if command -v jq >/dev/null; then
	ok 'JSON: with the name of the other file, and first' json
else
	skip 'JSON' 'no jq'
fi
ok 'without it nothing is told of a message' untouched

# ---------------------------------------------------------------------------
# Levels, categories, baselines

fail() {
	status 0 $prog --reply-to message draft >out &&
	status 1 $prog --fail note --reply-to message draft >out &&
	status 1 $prog -q --fail note --reply-to message draft >out &&
	[ ! -s out ] &&
	status 0 $prog -L warning --reply-to message draft >out && [ ! -s out ]
}
danger() {
	printf 'See you on Friday. You never listen.\n' >late
	status 1 $prog --reply-to danger late >out &&
	head -n 1 out | grep -q '^danger:1:11: warning: .*"kill myself"' &&
	status 1 $prog --reply-to danger draft -L error >out && [ ! -s out ] &&
	printf 'Are you thinking of ending your life? I am here.\n' >care &&
	status 0 $prog --reply-to danger care >out && [ ! -s out ]
}
danger_counts() {
	status 1 $prog -c attention --reply-to danger draft >out &&
	status 0 $prog -c attention --fail error --reply-to danger draft >out
}
only() {
	status 0 $prog -c attention --reply-to message harsh >out &&
	same want.gnu out &&
	status 0 $prog -c attention.point --reply-to message harsh >out &&
	same want.gnu out &&
	status 1 $prog -c global --reply-to message harsh >out &&
	! grep -q attention out
}
except() {
	status 0 $prog -x attention --reply-to message draft >out &&
	[ ! -s out ] &&
	status 0 $prog -x attention.point --reply-to message draft >out &&
	[ ! -s out ]
}
listed() {
	$prog --list | grep -q "^attention.one-up	note	" &&
	$prog --explain attention | grep -q '^rule: attention.question' &&
	$prog --explain attention.feeling >out &&
	grep -q '^definition: ' out && ! grep -q '[{|]' out &&
	status 2 $prog --explain attention.no 2>err
}
counted() {
	[ "$($prog --count --reply-to message harsh)" = 2 ]
}
baseline() {
	status 0 $prog --write-baseline known --reply-to message harsh >out &&
	grep -q '^message	attention.point	' known &&
	status 0 $prog --baseline known --reply-to message harsh >out &&
	[ ! -s out ]
}

ok 'they are notes, and --fail counts them as such' fail
ok 'danger that is passed over is a warning, and first' danger
ok 'and counts as one' danger_counts
ok '--only' only
ok '--except' except
ok '--list and --explain' listed
ok '--count' counted
ok 'baselines' baseline

# ---------------------------------------------------------------------------
# Many at once

printf 'The roof leaks.\nMy dog died. I move in June.\nHow are you?\n' >many
printf 'The roof, oh.\nI am sorry about your dog.\nFine, thanks.\n' >drafts

lines() {
	status 0 $prog -l --reply-to many drafts >out &&
	[ "$(grep -c . out)" -eq 2 ] &&
	grep -q '^many:2:14: note: .*"I move in June"' out
}
lines_json() {
	status 0 $prog -l -f json --reply-to many drafts >out &&
	[ "$(grep -c . out)" -eq 3 ] &&
	[ "$(jq -c '[.message, (.findings | length)]' out | tr '\n' ' ')" = \
	    '[1,0] [2,1] [3,0] ' ]
}
nulls() {
	tr '\n' '\0' <many >many0
	tr '\n' '\0' <drafts >drafts0
	status 0 $prog -0 --reply-to many0 drafts0 >out &&
	grep -q '^many0#2:1:14: note: ' out
}
files() {	# each file of drafts begins with the first message
	status 0 $prog -l --reply-to many drafts drafts >out &&
	[ "$(grep -c . out)" -eq 4 ]
}
fewer() {
	printf 'One.\nTwo.\nThree.\nFour.\n' >four
	status 2 $prog -l --reply-to many four >out 2>err &&
	grep -q '^sage-judgecheck: many: no message 4 ' err
}
more() {
	printf 'One.\n' >one
	status 2 $prog -l --reply-to many one >out 2>err &&
	grep -q '^sage-judgecheck: many: more messages than drafts' err
}
none() {
	: >nothing
	status 2 $prog -l --reply-to many drafts nothing >out 2>err &&
	grep -q 'more messages than drafts, which are 0' err &&
	status 0 $prog -l --reply-to nothing nothing >out 2>err
}
several() {	# whole files all answer the same message
	status 0 $prog --reply-to message draft draft >out &&
	[ "$(grep -c '"And I have' out)" -eq 2 ]
}

ok 'lines' lines
if command -v jq >/dev/null; then
	ok 'lines as JSON, one for each' lines_json
else
	skip 'lines as JSON' 'no jq'
fi
ok 'records that end in NUL' nulls
ok 'several files of drafts' files
ok 'fewer messages than drafts' fewer
ok 'more messages than drafts' more
ok 'no drafts' none
ok 'several whole drafts' several

# ---------------------------------------------------------------------------
# What a mail quotes of the message is no answer to it.

quoting() {
	{ printf 'Subject: dog\n\n'; sed 's/^/> /' message; cat draft; } >r.eml
	status 0 $prog --reply-to message r.eml >out && same want.gnu out
}
headers() {	# nor are the headers of a mail a part of what is answered
	{ printf 'Subject: dog\nX-Roof: my roof leaks again\n\n'; cat message
	} >m.eml
	status 0 $prog --reply-to m.eml draft >out &&
	[ "$(grep -c '^m.eml:5:24: ' out)" -eq 2 ] && [ "$(wc -l <out)" -eq 2 ]
}

ok 'a mail that quotes the message' quoting
ok 'a message that is a mail' headers

# ---------------------------------------------------------------------------
# Trouble

missing() {
	status 2 $prog --reply-to no-such draft >out 2>err &&
	[ ! -s out ] && grep -q '^sage-judgecheck: no-such: No such file' err
}
directory() {
	mkdir -p dir
	status 2 $prog --reply-to dir draft >out 2>err &&
	grep -q '^sage-judgecheck: dir: Is a directory' err
}
unreadable() {
	: >secret
	chmod 000 secret
	[ -r secret ] && return	# by root
	status 2 $prog --reply-to secret draft >out 2>err &&
	grep -q '^sage-judgecheck: secret: Permission denied' err
}
bad_draft() {	# the others are still read
	status 2 $prog --reply-to message no-such draft >out 2>err &&
	same want.gnu out && grep -q 'no-such' err
}
both() {
	status 2 $prog --reply-to - <message >out 2>err &&
	status 2 $prog --reply-to - draft - <message >out 2>err &&
	grep -q 'standard input' err
}
pass() {
	status 2 $prog -p --reply-to message draft >out 2>err && [ ! -s out ] &&
	grep -q -e '--pass' err
}
# It would be lost, or has no place there.
no_draft() {
	for o in --repair '-f sarif'; do
		# shellcheck disable=SC2086
		status 2 $prog $o --reply-to message draft >out 2>err &&
		[ ! -s out ] && grep -q -e '--reply-to' err || return
	done
}
terminal() {
	printf 'My dog died. I have to move by June\033[31m.\n' >message
	status 0 $prog -f pretty --color never --reply-to message draft >out &&
	grep -Fq '\x1b[31m' out && ! grep -q "$(printf '\033')" out
}
empty() {
	: >nothing
	status 0 $prog --reply-to nothing draft >out && [ ! -s out ] &&
	status 0 $prog --reply-to message nothing >out && [ ! -s out ]
}
long() {	# all of a long draft is judged
	awk 'BEGIN { for (i = 0; i < 60000; i++) print "The lamp is green." }' \
	    >long
	echo 'You never listen.' >>long
	status 1 $prog --reply-to message long >out 2>err &&
	grep -q '^long:60001:1: warning: ' out
}
long_message() {
	status 0 $prog -q --reply-to long draft >out 2>err &&
	grep -q 'only the first 1048576 bytes' err
}

ok 'a message that is not there' missing
ok 'a directory' directory
ok 'one that may not be read' unreadable
ok 'a draft that is not there' bad_draft
ok 'standard input can not be both' both
ok '--pass is refused' pass
ok '--repair and sarif are refused' no_draft
ok 'nothing steers a terminal' terminal
ok 'nothing on either side' empty
ok 'a draft that is longer than what is held' long
ok 'a message that is longer than what is read' long_message
done_testing
