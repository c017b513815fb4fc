#!/bin/sh
# shellcheck disable=SC1112,SC2015,SC2016,SC2086,SC2094
#
# The options of sage-judgecheck, its formats and its exit statuses.
. "${0%/*}/tap.sh"

esc=$(printf '\033')

# Rules of our own, so that each byte of the output is known.
zork_rules my.rules
cat >>my.rules <<'RULES'

rule mine.frob
	level error
	title a grave word made up
	match frobnak
	yes What a frobnak this is.
	no What a fact this is.

category other
	title another word made up
	level note
	definition More words that nobody has ever used.
	reason nobody knows it
	source this test
	repair leave it out

rule other.blarg
	match blarg
	yes What a blarg this is.
	no What a blank this is.
RULES

# Only our own rules.
my='sage-judgecheck --no-config -r my.rules -c mine,other'
# All rules, but no configuration.
judge='sage-judgecheck --no-config'
empty() { [ -f "$1" ] && [ ! -s "$1" ]; }
lines() { [ "$(wc -l <"$2")" -eq "$1" ]; }

# ---------------------------------------------------------------------------
# What is found

finds() {
	printf '%s\n' "$1" | status 1 $judge --fail note >out &&
	sed -n 1p out | grep -Eq \
	    "^<stdin>:1:[0-9]+: (note|warning|error): [^\"]+: \"[^\"]+\" \\[[a-z]+[.a-z_-]*\\]\$" &&
	sed -n 2p out | grep -Eq '^<stdin>:1:[0-9]+: note: .'
}
silent() {
	printf '%s\n' "$1" | status 0 $judge --fail note >out && empty out
}
ok 'finds "You never listen."' finds 'You never listen.'
ok 'finds "You'\''re so lazy."' finds "You're so lazy."
ok 'finds it with a curly apostrophe' finds 'You’re so lazy.'
ok 'finds "You always interrupt me."' finds 'You always interrupt me.'
ok 'finds "This is your fault."' finds 'This is your fault.'
ok 'finds it in capitals' finds 'YOU NEVER LISTEN.'
ok 'finds it without a full stop' finds 'you never listen'
ok 'silent on plain words' silent 'The meeting moved to Thursday, same room.'
ok 'silent on thanks' silent 'Thank you for the review, it helped me a lot.'

nothing() { status 0 $judge </dev/null >out && empty out; }
ok 'silent on nothing' nothing

# ---------------------------------------------------------------------------
# Formats

gnu() {
	printf 'One zork.\nA frobnak, and a zork.\n' |
	    status 1 $my -f gnu >out || return
	cat >want <<'END'
<stdin>:1:5: warning: a word made up: "zork" [mine]
<stdin>:1:5: note: say it in other words
<stdin>:2:3: error: a grave word made up: "frobnak" [mine]
<stdin>:2:3: note: say it in other words
<stdin>:2:18: warning: a word made up: "zork" [mine]
<stdin>:2:18: note: say it in other words
END
	same want out
}
gnu_default() {
	printf 'One zork.\n' >in
	limit $my -f gnu in >want
	status 1 $my in >out && same want out && grep -q '^in:1:5: warning' out
}
# The numbers depend on how sure and how grave a rule is.
plain_json() {
	sed 's/"confidence":[01][.0-9]*/"confidence":N/g
	    s/"score":[01][.0-9]*/"score":N/' "$1"
}
json() {
	printf 'One zork.\nA\tfrobnak "\\ here.\n' |
	    status 1 $my -f json >out || return
	cat >want <<'END'
{"message":1,"name":"<stdin>","findings":[{"id":"mine.zork","category":"mine","level":"warning","source":"rule","confidence":N,"start":{"byte":4,"line":1,"column":5},"end":{"byte":8,"line":1,"column":9},"text":"zork","reason":"nobody knows what it means","repair":"say it in other words"},{"id":"mine.frob","category":"mine","level":"error","source":"rule","confidence":N,"start":{"byte":12,"line":2,"column":3},"end":{"byte":19,"line":2,"column":10},"text":"frobnak","reason":"nobody knows what it means","repair":"say it in other words"}],"score":N}
END
	plain_json out >plain && same want plain
}
json_clean() {
	printf 'A fork.\n' | status 0 $my -f json >out || return
	echo '{"message":1,"name":"<stdin>","findings":[],"score":N}' >want
	plain_json out >plain && same want plain
}
score() {
	printf 'A zork.\n' | limit $my -f json | sed 's/.*"score"://' >one
	printf 'A zork. A zork.\n' | limit $my -f json | sed 's/.*"score"://' >two
	printf 'A frobnak.\n' | limit $my -f json | sed 's/.*"score"://' >grave
	printf 'A fork.\n' | limit $my -f json | sed 's/.*"score"://' >none
	cat none one two grave | tr -d '}' | awk '
		{ s[NR] = $1 }
		END { exit !(NR == 4 && s[1] == 0 && s[2] > 0 && s[3] > s[2] &&
		    s[3] < 1 && s[4] > s[2] && s[4] < 1) }'
}
score_each() {	# of each message by itself
	printf 'A zork.\nA fork.\nA zork.\n' | limit $my -l -f json |
	    sed 's/.*"score"://; s/}//' | awk '
		{ s[NR] = $1 }
		END { exit !(NR == 3 && s[1] > 0 && s[2] == 0 && s[3] == s[1]) }'
}
json_files() {
	printf 'A zork.\n' >a
	printf 'A fork.\n' >b
	status 1 $my -f json a b >out && lines 2 out &&
	sed -n 1p out | grep -q '"name":"a","findings":\[{' &&
	sed -n 2p out | grep -q '"name":"b","findings":\[\]'
}
if command -v jq >/dev/null; then
	parse() { jq -e . >/dev/null; }
elif command -v python3 >/dev/null; then
	parse() { python3 -c 'import sys, json
for line in sys.stdin.buffer: json.loads(line.decode("utf-8"))'; }
else
	parse() { ! LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\200-\377')]"; }
fi
json_bytes() {
	printf 'A zork\377\001 and "you never\000\033[31m listen", ok.\n' >in
	printf 'You never\tlisten\\ to \342\200\256me.\n' >>in
	limit $judge -f json in >out
	[ -s out ] && parse <out && lines 1 out &&
	! LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\177')]" out
}
pretty() {
	printf 'One zork.\nA frobnak, and\n' | status 1 $my -f pretty >out &&
	grep -q '<stdin>:1:5: warning: a word made up' out &&
	grep -q 'One zork\.' out && grep -Eq '^ *\|? *\^~{3}|\^{4}' out &&
	grep -q 'say it in other words' out &&
	! grep -q "$esc" out
}
# The caret stands under the first sign of what it marks.
caret() {
	printf 'caf\303\251 \360\237\231\202 zork there\n' |
	    limit $my -f pretty >out
	text=$(grep 'zork there' out) && mark=$(grep -F '^' out) || return
	text=${text%%zork*}
	mark=${mark%%^*}
	# Two cells for the face, and one for each other character.
	[ $(($(printf %s "$text" | wc -m) + 1)) -eq "${#mark}" ]
}
bad_format() {
	status 2 $my -f yaml </dev/null >out 2>err && empty out &&
	grep -q yaml err && lines 1 err
}
ok 'gnu: what was found, then the repair' gnu
ok 'gnu is the default in a pipe' gnu_default
ok 'json: one object a message' json
ok 'json: a clean message' json_clean
ok 'json: the score grows with number and level' score
ok 'json: the score is of one message' score_each
ok 'json: one line a file' json_files
ok 'json: valid whatever the bytes' json_bytes
ok 'pretty: the line, a mark under it, the repair' pretty
ok 'pretty: the mark stands in the right column' caret
ok 'an unknown format is trouble' bad_format

# ---------------------------------------------------------------------------
# Colour and terminals

color() {
	printf 'A zork.\n' >in
	limit $my -f pretty --color=always in >out
	grep -q "${esc}\\[" out || return
	limit $my -f pretty --color=never in >out
	! grep -q "$esc" out || return
	limit $my -f pretty --color=auto in >out
	! grep -q "$esc" out || return
	status 2 $my --color=pink in >out 2>err && empty out && grep -q pink err
}
ok '--color: always, never, auto' color

if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	terminal() {
		printf 'A zork.\n' >in
		TERM=xterm script -qec 'sage-judgecheck --no-config \
		    -r my.rules -c mine in' /dev/null </dev/null >out
		grep -q "${esc}\\[" out && grep -Fq '^' out
	}
	no_color() {
		printf 'A zork.\n' >in
		NO_COLOR=1 TERM=xterm script -qec 'sage-judgecheck --no-config \
		    -r my.rules -c mine in' /dev/null </dev/null >out
		! grep -q "$esc" out && grep -Fq '^' out
	}
	# on_terminal OPTION ...: what a terminal gets, without its own CR
	on_terminal() {
		echo "sage-judgecheck --no-config -r my.rules -c mine $*" >cmd
		TERM=xterm script -qec 'sh ./cmd' /dev/null </dev/null |
		    tr -d '\r' >out
	}
	# What could steer it is shown; in a pipe nothing changes.
	filter_masked() {
		printf 'A\tzork\\, \033[31mred\303\251\302\233 \377\ra.\r\n' >in
		cat >want <<-'END'
		A	[[zork]]{mine}\, \x1b[31mredé\u{009b} \xff\x0da.
		END
		on_terminal -p in && same want out &&
		limit $my -p in | sed 's/\[\[//; s/\]\]{mine}//' | cmp - in &&
		on_terminal --repair -x mine -c other in &&
		sed 's/\[\[//; s/\]\]{mine}//' want | cmp - out
	}
	# No character is cut in two on the way.
	filter_long() {
		awk 'BEGIN { while (n++ < 30000) printf "\303\251%s", \
		    n % 7 ? "" : "x" }' >in
		on_terminal -p in && cmp in out
	}
	ok 'a terminal gets pretty, with colour' terminal
	ok 'NO_COLOR is heeded' no_color
	ok '--pass steers no terminal' filter_masked
	ok '--pass on a terminal, a long line' filter_long
else
	skip 'a terminal' 'no script(1)'
fi

# ---------------------------------------------------------------------------
# Names and arguments

file_name() {
	printf 'A zork.\n' >'a b'
	status 1 $my 'a b' >out && grep -q '^a b:1:3: warning: ' out
}
dash() {
	printf 'A zork.\n' >in
	printf 'Two zork.\n' | status 1 $my in - >out &&
	grep -q '^in:1:3: warning' out && grep -q '^<stdin>:1:5: warning' out
}
dashdash() {
	printf 'A zork.\n' >-x
	status 1 $my -- -x >out && grep -q '^-x:1:3: warning' out
}
stdin_name() {
	printf 'A zork.\n' | status 1 $my --stdin-name 'some/draft.txt' >out &&
	grep -q '^some/draft\.txt:1:3: warning' out
}
stdin_name_type() {
	printf '> A zork.\n\n```\nA zork.\n```\n' |
	    status 0 $my --stdin-name x.md >out && empty out
}
auto_type() {
	printf '# A zork.\n' >COMMIT_EDITMSG
	cp COMMIT_EDITMSG MERGE_MSG && cp MERGE_MSG SQUASH_MSG &&
	cp MERGE_MSG TAG_EDITMSG && cp MERGE_MSG x.gitcommit || return
	printf 'A fork.\n\n    A zork.\n' >x.md && cp x.md x.markdown &&
	    cp x.md X.MD || return
	printf 'X-Word: A zork\n\nfine\n\n-- \nA zork\n' >x.eml &&
	cp x.eml x.mail || return
	for f in *_EDITMSG *_MSG x.gitcommit x.md x.markdown X.MD x.eml x.mail; do
		status 0 $my "$f" >out && empty out ||
		    { echo "$f" >&2; return 1; }
		cp "$f" plain.txt
		status 1 $my plain.txt >out || { echo "plain $f" >&2; return 1; }
	done
}
type_wins() {
	printf '# A zork.\n' >COMMIT_EDITMSG
	status 1 $my -t plain COMMIT_EDITMSG >out &&
	status 0 $my -t commit COMMIT_EDITMSG >out &&
	status 0 $my -t auto COMMIT_EDITMSG >out
}
bad_type() {
	status 2 $my -t html </dev/null >out 2>err && empty out &&
	grep -q html err
}
bad_option() {
	for o in --frobnicate -y --type; do
		status 2 $my "$o" </dev/null >out 2>err && empty out &&
		    grep -q -e "$o" err && grep -q -e --help err || return
	done
}
ok 'a file name with a blank' file_name
ok '- is standard input' dash
ok '-- ends the options' dashdash
ok '--stdin-name is the name in the output' stdin_name
ok '--stdin-name decides the type' stdin_name_type
ok 'the name of a file decides its type' auto_type
ok '--type is stronger than the name' type_wins
ok 'an unknown type is trouble' bad_type
ok 'a bad option is trouble, and points to --help' bad_option

# ---------------------------------------------------------------------------
# Which rules, which levels

printf 'A zork.\nA frobnak.\nA blarg.\n' >three
found() {	# the ids that were found, in order
	limit $judge -r my.rules -f json "$@" three |
	    sed 's/"id":"/\
/g' | sed -n 's/^\([a-z]*\.[a-z]*\)".*/\1/p' | tr '\n' ' '
}
is() { [ "$1" = "$2" ] || { echo "$1, not $2" >&2; return 1; }; }
only_category() { is "$(found -c mine)" 'mine.zork mine.frob '; }
only_rule() { is "$(found -c mine.frob)" 'mine.frob '; }
only_both() { is "$(found -c mine.frob,other)" 'mine.frob other.blarg '; }
only_long() { is "$(found --only=other)" 'other.blarg '; }
only_twice() { is "$(found -c other -c mine.zork)" 'mine.zork other.blarg '; }
except_category() { is "$(found -c mine,other -x mine)" 'other.blarg '; }
except_rule() {
	is "$(found -c mine,other -x mine.zork)" 'mine.frob other.blarg '
}
except_both() {
	is "$(found -c mine,other --except=mine.zork,other)" 'mine.frob '
}
except_alone() { is "$(found -x mine.zork)" 'mine.frob other.blarg '; }
unknown() {
	for o in --only --except; do
		status 2 $judge $o=global,xyzzy </dev/null >out 2>err &&
		    empty out && grep -q xyzzy err || return
	done
}
ok '--only a category' only_category
ok '--only a rule' only_rule
ok '--only a list' only_both
ok '--only, long' only_long
ok '--only more than once' only_twice
ok '--except a category' except_category
ok '--except a rule' except_rule
ok '--except a list' except_both
ok '--except without --only' except_alone
ok 'an unknown category or rule is trouble' unknown

level_note() {
	is "$(found -c mine,other -L note)" 'mine.zork mine.frob other.blarg '
}
level_warning() {
	is "$(found -c mine,other -L warning)" 'mine.zork mine.frob '
}
level_error() { is "$(found -c mine,other --level=error)" 'mine.frob '; }
bad_level() {
	for o in --level --fail; do
		status 2 $judge $o grave </dev/null >out 2>err && empty out &&
		    grep -q grave err || return
	done
}
fail_levels() {
	# Each line: what to read, --fail, status.
	while read -r text fail want; do
		echo "A $text here." | status "$want" $my --fail "$fail" >out &&
		    [ -s out ] || { echo "$text $fail" >&2; return 1; }
	done <<'END'
blarg	note	1
blarg	warning	0
blarg	error	0
blarg	never	0
zork	note	1
zork	warning	1
zork	error	0
zork	never	0
frobnak	note	1
frobnak	warning	1
frobnak	error	1
frobnak	never	0
END
}
fail_default() {
	echo 'A blarg.' | status 0 $my >out && echo 'A zork.' | status 1 $my >out
}
fail_not_level() {	# what is not printed counts all the same
	echo 'A zork.' | status 1 $my -L error >out && empty out
}
ok '--level note' level_note
ok '--level warning' level_warning
ok '--level error' level_error
ok 'an unknown level is trouble' bad_level
ok '--fail: which level makes the status 1' fail_levels
ok '--fail is warning by default' fail_default
ok '--fail does not depend on --level' fail_not_level

# ---------------------------------------------------------------------------
# Other outputs

quiet() {
	status 1 $my -q three >out 2>err && empty out && empty err &&
	echo 'A fork.' | status 0 $my --quiet >out && empty out &&
	echo 'A blarg.' | status 0 $my -q >out && empty out &&
	echo 'A blarg.' | status 1 $my -q --fail note >out && empty out
}
count() {
	status 1 $my --count three >out && echo 3 >want && same want out &&
	status 1 $my --count <three >out && same want out &&
	echo 'A fork.' >none && status 0 $my --count none >out &&
	echo 0 >want && same want out
}
count_files() {
	echo 'A fork.' >none
	cp three in
	status 1 $my --count three none - <in >out || return
	printf 'three:3\nnone:0\n<stdin>:3\n' >want && same want out
}
count_level() {
	status 1 $my --count -L error three >out && echo 1 >want &&
	same want out
}
# A filter has an output; a number or a report may be left out.
quiet_more() {
	for o in '-p -q' '-p --count' '-q --pass --count' \
	    '-p --write-baseline=x'; do
		status 2 $my $o three >out 2>err && empty out && lines 1 err &&
		    grep -q -e '--pass: not with --quiet, --count or' err ||
		    { echo "$o" >&2; return 1; }
	done
	[ ! -e x ] &&
	status 1 $my -q --count three >out 2>err && empty out && empty err &&
	sed 's/zork this/sork this/' my.rules >bad &&
	status 1 $judge -q --check-rules bad >out 2>err && empty out &&
	empty err &&
	status 0 $judge -q --check-rules my.rules >out && empty out
}
list() {
	status 0 $judge -r my.rules --list >out || return
	tab=$(printf '\t')
	printf 'mine.frob\terror\ta grave word made up\n' >want
	grep "^mine\\.frob$tab" out >line && same want line || return
	printf 'mine.zork\twarning\ta word made up\n' >want
	grep "^mine\\.zork$tab" out >line && same want line || return
	! grep -Evq "^[a-z-]+\\.[a-z0-9-]+${tab}(note|warning|error)${tab}[^${tab}]+\$" out &&
	[ "$(wc -l <out)" -gt 50 ] && grep -q '^global\.' out &&
	[ -z "$(cut -f 1 out | sort | uniq -d)" ]
}
list_some() {
	status 0 $my --list >out && cut -f 1 out >ids &&
	printf 'mine.zork\nmine.frob\nother.blarg\n' >want && same want ids &&
	status 0 $judge -c global -x global.model --list >out &&
	grep -q '^global\.' out && ! grep -v '^global\.' out && ! grep -q '^global\.model' out &&
	status 0 $judge -c attention.point --list >out && lines 1 out &&
	status 0 $judge -x global,attention --list >out &&
	grep -q '^blame\.' out && ! grep -E '^(global|attention)\.' out &&
	echo 'allow global' >allow.rules &&
	status 0 $judge -r allow.rules --list >out && ! grep '^global\.' out &&
	status 0 $judge -r allow.rules -x blame --explain global.model >out
}
explain_rule() {
	status 0 $judge -r my.rules --explain mine.frob >out &&
	grep -q 'mine\.frob' out && grep -q error out &&
	grep -q 'nobody knows what it means' out &&
	grep -q 'say it in other words' out && grep -q 'this test' out &&
	grep -q 'What a frobnak this is' out &&
	grep -q 'What a fact this is' out
}
explain_category() {
	status 0 $judge -r my.rules --explain mine >out &&
	grep -q 'Words that nobody has ever used' out &&
	grep -q 'this test' out && grep -q 'say it in other words' out
}
# A capture shows as what it is called, or as what stands for it.
explain_capture() {
	cat >capture.rules <<'END'
category cap
	title a capture
	level note
	definition A word.
	reason none
	source this test

rule cap.zork
	match very <what zork >
	repair use <what|the word> in another way
	yes A very zork day.
	no A very good day.
END
	status 0 $judge -r capture.rules --explain cap.zork >out &&
	grep -q 'use .* in another way' out &&
	! LC_ALL=C grep -q "[$(printf '\001-\010')]" out
}
# Each category and each rule has its text.
explain_all() {
	limit $judge --list | cut -f 1 >rules && [ -s rules ] || return
	{ cat rules; sed 's/\..*//' rules | sort -u; } >ids
	while read -r id; do
		status 0 $judge --explain "$id" >out && [ "$(wc -l <out)" -gt 3 ] ||
		    { echo "$id" >&2; return 1; }
	done <ids
}
explain_unknown() {
	status 2 $judge --explain xyzzy >out 2>err && empty out &&
	grep -q xyzzy err
}
ok '--quiet: the status and nothing else' quiet
ok '--quiet and other outputs' quiet_more
ok '--count: a number' count
ok '--count: a number a file' count_files
ok '--count: what --level lets through' count_level
ok '--list: id, level, title' list
ok '--list with --only, --except and allow' list_some
ok '--explain a rule' explain_rule
ok '--explain a category' explain_category
ok '--explain a rule with a capture' explain_capture
ok '--explain has something to say about each' explain_all
ok '--explain something unknown is trouble' explain_unknown

pass() {
	printf 'A zork, a\nfork, a frobnak.\n' | status 0 $my -p >out || return
	printf 'A [[zork]]{mine}, a\nfork, a [[frobnak]]{mine}.\n' >want
	same want out
}
# Whatever is not marked goes through byte for byte.
pass_bytes() {
	{ printf '\357\273\277a\000b\377\033[31m \\ [[x]]{y}\r\n\r\n'
	  printf 'no end \303' ; } >in
	status 0 $my --pass <in >out && cmp in out || return
	printf '\000 zork \377' | status 0 $my --pass >out &&
	printf '\000 [[zork]]{mine} \377' | cmp - out
}
pass_back() {
	for i in 1 2 3 4 5 6 7 8 9; do
		echo "$i: You never listen, and this is your fault."
		echo "You always interrupt me; you never"
		echo "listen. You're so lazy."
	done >in
	status 0 $judge -p <in >out && ! cmp -s in out &&
	sed 's/\[\[//g; s/\]\]{[a-z-]*}//g' out | cmp in -
}
pass_code() {
	printf 'A `zork`.\n\n> zork\n' | status 0 $my -p -t markdown >out &&
	printf 'A `zork`.\n\n> zork\n' | cmp - out
}
# No byte is added or lost in any mode.
pass_modes() {
	printf 'A zork.\n\nA fork' | limit $my -p -l >out
	printf 'A [[zork]]{mine}.\n\nA fork' >want
	same want out || return
	printf 'A zork.\000\000A fork' | limit $my -p -0 >out
	printf 'A [[zork]]{mine}.\000\000A fork' | cmp - out
}
pass_long() {	# more than is held at a time
	i=0
	while [ $i -lt 5000 ]; do
		echo "Line $i of a text that goes on for a long time, a zork."
		i=$((i + 1))
	done >in
	limit $my -p in >out
	sed 's/zork/[[zork]]{mine}/' in | cmp - out &&
	tr '\n' ' ' <in >one && limit $my -p one >out &&
	sed 's/zork/[[zork]]{mine}/g' one | cmp - out
}
ok '--pass marks what was found' pass
ok '--pass leaves each other byte alone' pass_bytes
ok '--pass without its marks is the input' pass_back
ok '--pass leaves alone what is no prose' pass_code
ok '--pass with --lines and --null' pass_modes
ok '--pass of a long text' pass_long

# ---------------------------------------------------------------------------
# Messages: lines and records

by_line() {
	printf 'A zork.\nA fork.\n\nBig frobnak' | status 1 $my -l >out || return
	cat >want <<'END'
<stdin>:1:3: warning: a word made up: "zork" [mine]
<stdin>:1:3: note: say it in other words
<stdin>:4:5: error: a grave word made up: "frobnak" [mine]
<stdin>:4:5: note: say it in other words
END
	same want out
}
by_line_json() {
	printf 'A zork.\nA fork.\n\nBig frobnak' |
	    status 1 $my --lines -f json >out || return
	sed 's/.*\("message":[0-9]*\).*\("start":{[^}]*}\).*/\1 \2/
	    s/.*\("message":[0-9]*\).*"findings":\[\].*/\1/' out >got
	cat >want <<'END'
"message":1 "start":{"byte":2,"line":1,"column":3}
"message":2
"message":3
"message":4 "start":{"byte":4,"line":4,"column":5}
END
	same want got
}
# Each line is a message of its own: nothing goes on over its end.
line_alone() {
	cat >two.rules <<'END'
category two
	title two words
	level warning
	definition Two words.
	reason none
	source this test
	repair none

rule two.words
	match zork frobnak
	yes A zork frobnak here.
	no A zork here.
END
	printf 'A zork\nfrobnak here\n' >in
	status 1 $judge -r two.rules -c two in >out &&
	status 0 $judge -r two.rules -c two -l in >out && empty out
}
by_nul() {
	printf 'A\nzork.\000A fork.\000\000frobnak' |
	    status 1 $my -0 -f json >out || return
	sed 's/.*\("message":[0-9]*\).*\("start":{[^}]*}\).*/\1 \2/
	    s/.*\("message":[0-9]*\).*"findings":\[\].*/\1/' out >got
	cat >want <<'END'
"message":1 "start":{"byte":2,"line":2,"column":1}
"message":2
"message":3
"message":4 "start":{"byte":0,"line":1,"column":1}
END
	same want got
}
# Lines are those of the message, so the name says which one it is.
by_nul_names() {
	printf 'A\nzork.\000A fork.\000\000frobnak' >in
	status 1 $my -0 in >out || return
	cat >want <<'END'
in#1:2:1: warning: a word made up: "zork" [mine]
in#1:2:1: note: say it in other words
in#4:1:1: error: a grave word made up: "frobnak" [mine]
in#4:1:1: note: say it in other words
END
	same want out &&
	status 1 $my -0 -f pretty <in >out && grep -q '^<stdin>#4:1:1: ' out &&
	status 1 $my -0 --count in >out && echo 2 >want && same want out &&
	printf 'A zork.\000My dog died on Friday. I have to move out by June.' \
	    >message &&
	printf 'A zork.\000Fine, a zork.' |
	    status 1 $judge -r my.rules -0 --reply-to message >out &&
	grep -q '^message#2:1:24: .*\[attention\]$' out &&
	grep -q '^<stdin>#2:1:9: ' out
}
# A baseline knows the file, so that messages may move.
by_nul_baseline() {
	printf 'A\nzork.\000frobnak' >in
	limit $my -0 --write-baseline=base in &&
	{ printf 'A fork.\000'; cat in; } >two && mv two in &&
	status 0 $my -0 --baseline=base in >out && empty out
}
paste_works() {
	i=0
	while [ $i -lt 500 ]; do
		echo "line $i"
		[ $((i % 7)) -ne 0 ] || echo "a zork in $i"
		i=$((i + 1))
	done >in
	limit $my -l -f json in >out
	[ "$(wc -l <in)" -eq "$(wc -l <out)" ] &&
	paste in out | awk '/zork in/ != /mine\.zork/ { exit 1 }'
}
# late FILE WORD: some time for the word to come out while input goes on. FILE
# must be new: what an earlier test left there would be taken for this one's.
late() {
	i=0
	until grep -q "$2" "$1" 2>/dev/null || [ $i -ge 50 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	cp "$1" early
}
line_buffered() {
	mkfifo pipe || return
	limit $my -l --line-buffered -f gnu <pipe >slow &
	{ echo 'A zork.'; late slow zork; } >pipe
	wait $!
	grep -q zork early
}
line_buffered_json() {
	mkfifo pipe2 || return
	limit $my -l --line-buffered -f json <pipe2 >slow2 &
	{ echo 'A fork.'; late slow2 message; } >pipe2
	wait $!
	grep -q '"findings":\[\]' early
}
# A stream that is one message: what was found is not held back.
line_buffered_whole() {
	mkfifo pipe3 || return
	limit $my --line-buffered <pipe3 >slow3 &
	{ printf 'A zork.\n\nA fork.\n\n'; late slow3 zork; } >pipe3
	wait $!
	grep -q zork early
}
# A filter writes each paragraph when it has ended, whatever is found in it.
line_buffered_filter() {
	for o in --pass --repair; do
		rm -f pipe4 slow4
		mkfifo pipe4 || return
		limit $my $o --line-buffered <pipe4 >slow4 &
		{
			printf '> A quote.\n\nA fork.\nA zork.\n\nA '
			late slow4 'A fork'
			cp early first
			printf 'spoon.\n\nAnd more.'
			late slow4 'spoon'
			printf ' A spork.\n'
		} >pipe4
		wait $!
		grep -q 'A fork' first && ! grep -q spoon first &&
		    grep -q spoon early && ! grep -q more early || return
		printf '> A quote.\n\nA fork.\nA zork.\n\nA spoon.\n\nAnd more. A spork.\n' |
		    limit $my $o >want
		same want slow4 || return
	done
}
ok '--lines: a message a line' by_line
ok '--lines: JSON counts the messages, bytes within each' by_line_json
ok '--lines: a line is alone' line_alone
ok '--null: a message ends with a NUL' by_nul
ok '--null: the name says which message it is' by_nul_names
ok '--null: a baseline follows messages that move' by_nul_baseline
ok '--lines -f json: one line out for each line in' paste_works
ok '--line-buffered: a finding comes out at once' line_buffered
ok '--line-buffered: so does JSON' line_buffered_json
ok '--line-buffered: without --lines too' line_buffered_whole
ok '--line-buffered: a filter too' line_buffered_filter

# ---------------------------------------------------------------------------
# Columns

unit() {
	printf 'caf\303\251 \360\237\231\202 zork\n' |
	    limit $my --column-unit "$1" >out
	grep -q "^<stdin>:1:$2: warning" out
}
bad_unit() {
	status 2 $my --column-unit inch </dev/null >out 2>err && empty out &&
	grep -q inch err
}
default_unit() {
	printf 'caf\303\251 \360\237\231\202 zork\n' | limit $my >out
	grep -q '^<stdin>:1:8: warning' out
}
byte_offset() {
	printf 'caf\303\251 \360\237\231\202 zork\n' | limit $my -f json >out
	grep -q '"start":{"byte":11,"line":1,"column":8}' out &&
	grep -q '"end":{"byte":15,"line":1,"column":12}' out
}
broken() {
	printf '\377\376 zork\n' | limit $my --column-unit char >out
	grep -q '^<stdin>:1:4: warning' out
}
tab() {
	printf 'a\tzork\n' | limit $my --column-unit display >out
	grep -q '^<stdin>:1:9: warning' out || return
	printf 'a\tzork\n' | limit $my --column-unit char >out
	grep -q '^<stdin>:1:3: warning' out
}
crlf() {
	printf 'fine\r\nA zork\r\n' | limit $my >out
	grep -q '^<stdin>:2:3: warning: a word made up: "zork" \[mine\]$' out
}
ok 'column: char' unit char 8
ok 'column: byte' unit byte 12
ok 'column: utf16' unit utf16 9
ok 'column: display' unit display 9
ok 'column: char by default' default_unit
ok 'column: an unknown unit is trouble' bad_unit
ok 'JSON has bytes and the column' byte_offset
ok 'column: an ill-formed byte is one character' broken
ok 'column: a tab' tab
ok 'CR LF ends a line' crlf

# ---------------------------------------------------------------------------
# --check-rules

check_good() { status 0 $judge --check-rules my.rules >out; }
check_yes() {
	sed 's/yes What a zork this is\./yes What a sork this is./' my.rules >bad
	status 1 $judge --check-rules bad >out &&
	grep -q 'mine\.zork' out && grep -q 'What a sork this is' out
}
check_no() {
	sed 's/no What a blank this is\./no What a blarg that is./' my.rules >bad
	status 1 $judge --check-rules bad >out &&
	grep -q 'other\.blarg' out && grep -q 'What a blarg that is' out
}
check_more() {
	sed 's/zork this/sork this/' my.rules >bad
	cat >good <<'END'
category third
	title a third word
	level note
	definition A word.
	reason none
	source none
	repair none

rule third.flup
	match flup
	yes A flup here.
	no A flop here.
END
	status 0 $judge --check-rules my.rules good >out &&
	status 1 $judge --check-rules good bad >out && grep -q 'mine\.zork' out
}
rules_class() {
	printf 'class zorks\n\twhy made up\n\twords zork zorky\n' >classes
	cat >uses <<'END'
category uses
	title a class
	level note
	definition A word.
	reason none
	source none
	repair none

rule uses.zorks
	match very {zorks}
	yes A very zorky day.
	no A very good day.
END
	printf 'very zorky\n' | status 1 $judge -r classes -r uses -c uses \
	    --fail note >out && [ -s out ]
}
check_nothing() {
	status 2 $judge --check-rules no-such-file >out 2>err && empty out &&
	grep -q no-such-file err
}
check_blocks() {	# as many as a class may be spread over
	awk 'BEGIN { for (; i < 8000; i++) printf "class c\n words w%d\n", i }' \
	    >many.rules
	status 0 $judge --check-rules many.rules >out && empty out
}
ok '--check-rules: all is well' check_good
ok '--check-rules: a class of many blocks' check_blocks
ok '--check-rules: an example not found' check_yes
ok '--check-rules: an example found that must not be' check_no
ok '--check-rules: several files' check_more
ok '--rules: one file uses the classes of another' rules_class
# What is wrong with one file keeps nobody from the others.
check_on() {
	echo nonsense >broken.rules
	status 2 $judge --check-rules no-such-file broken.rules bad >out 2>err &&
	lines 2 err && grep -q no-such-file err &&
	grep -q 'broken\.rules:1:1: ' err && grep -q '^bad: mine\.zork' out
}
check_stdin() {
	status 0 $judge --check-rules - <my.rules >out 2>err && empty out &&
	status 1 $judge --check-rules my.rules - <bad >out &&
	grep -q '^<stdin>: mine\.zork: not found' out &&
	echo nonsense | status 2 $judge --stdin-name x --check-rules - \
	    >out 2>err && grep -q ' x:1:1: ' err
}
ok '--check-rules: a missing file' check_nothing
ok '--check-rules: the others are looked at all the same' check_on
ok '--check-rules: standard input' check_stdin

# ---------------------------------------------------------------------------
# The rest

help() {
	status 0 sage-judgecheck --help >out 2>err && [ -s out ] && empty err &&
	status 0 sage-judgecheck -h >want && same want out
}
version() {
	status 0 sage-judgecheck --version >out 2>err && empty err &&
	grep -Eq '^sage-judgecheck [0-9]+\.[0-9]+' out && lines 1 out &&
	status 0 sage-judgecheck -V >want && same want out
}
wrapped() {
	printf 'This time you never\nlisten to me.\n' >in
	limit $judge in >out
	[ "$(grep -c '^in:1:11: [a-z]*: .* \[global\]$' out)" -eq 1 ] &&
	! grep -v '^in:1:11: ' out
}
locale() {
	printf 'caf\303\251: You never l\303\255sten. A ZORK. This is your FAULT.\n' >in
	for l in C C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8; do
		LC_ALL=$l status 1 sage-judgecheck --no-config -r my.rules \
		    -f json in >out || return
		[ -f want.locale ] || cp out want.locale
		cmp want.locale out || return
	done
}
# What was found does not depend on how the bytes came.
pieces() {
	i=0
	while [ $i -lt 300 ]; do
		echo "Number $i. You never listen to me,"
		echo "and this is your fault. A zork."
		i=$((i + 1))
	done >in
	limit $judge -r my.rules --stdin-name in <in >want
	dd if=in bs=7 2>/dev/null | limit $judge -r my.rules --stdin-name in >out
	same want out && [ "$(grep -c zork out)" -eq 300 ]
}
# However long a sentence is, all of it is read.
endless_sentence() {
	i=0
	while [ $i -lt 1000 ]; do
		echo "line $i of a sentence that goes on and on, a zork, and"
		i=$((i + 1))
	done >in
	limit $my in >out
	sed -n 's/^in:\([0-9]*\):.*"zork".*/\1/p' out >got
	seq 1000 >want
	same want got
}
ok '--help' help
ok '--version' version
ok 'a phrase over a line end is one finding, on one line' wrapped
ok 'the locale changes nothing' locale
ok 'the size of reads changes nothing' pieces
ok 'a sentence without an end is read to its end' endless_sentence

done_testing
