#!/bin/sh
# shellcheck disable=SC1111,SC2015,SC2086
#
# What goes wrong outside: files, pipes, disks, names, options, rules.
. "${0%/*}/tap.sh"


esc=$(printf '\033')
judge='sage-judgecheck --no-config'
empty() { [ -f "$1" ] && [ ! -s "$1" ]; }
one_line() { [ "$(wc -l <"$1")" -eq 1 ]; }
# One message, that begins as all do.
message() { one_line err && grep -q '^sage-judgecheck: ' err; }

echo 'You never listen.' >in

# ---------------------------------------------------------------------------
# Input

missing() {
	status 2 $judge no-such-file in >out 2>err && message &&
	grep -q '^sage-judgecheck: no-such-file: No such file or directory$' err &&
	grep -q '^in:1:1: ' out
}
missing_last() {
	status 2 $judge in no-such-file >out 2>err && message &&
	grep -q '^in:1:1: ' out
}
directory() {
	mkdir dir
	status 2 $judge dir in >out 2>err && message &&
	grep -q '^sage-judgecheck: dir: Is a directory$' err &&
	grep -q '^in:1:1: ' out
}
directory_stdin() {
	status 2 $judge <. >out 2>err && empty out && message &&
	grep -q 'Is a directory' err
}
unreadable() {
	: >secret
	chmod 000 secret
	status 2 $judge secret in >out 2>err && message &&
	grep -q '^sage-judgecheck: secret: Permission denied$' err &&
	grep -q '^in:1:1: ' out
}
closed_stdin() {
	status 2 $judge <&- >out 2>err && empty out && message
}
trouble_wins() {
	echo 'All is well.' >fine
	status 2 $judge -q no-such-file fine 2>err && message &&
	status 2 $judge -q in no-such-file 2>err && message &&
	status 2 $judge --fail never no-such-file in 2>err >out && message
}
empty_name() {
	status 2 $judge '' >out 2>err && empty out && message
}
in_formats() {
	for f in gnu pretty json; do
		status 2 $judge -f $f no-such-file in >out 2>err && message &&
		    [ -s out ] || return
	done
	status 2 $judge -p no-such-file 2>err >out && message && empty out
}
ok 'a missing file; the others are read' missing
ok 'a missing file after the others' missing_last
ok 'a directory; the others are read' directory
ok 'a directory as standard input' directory_stdin
if [ "$(id -u)" -ne 0 ]; then
	ok 'a file that may not be read' unreadable
elif chmod 755 . && prog=$(command -v sage-judgecheck) &&
    setpriv --reuid=65534 --clear-groups "$prog" -q <in 2>/dev/null
[ $? -eq 1 ]; then
	# root may read everything, so be somebody else.
	judge="setpriv --reuid=65534 --clear-groups $judge"
	ok 'a file that may not be read' unreadable
	judge=${judge#* * * }
else
	skip 'a file that may not be read' 'root reads it'
fi
ok 'standard input closed' closed_stdin
ok 'trouble is stronger than findings' trouble_wins
ok 'an empty file name' empty_name
ok 'a missing file in each format' in_formats

# ---------------------------------------------------------------------------
# Output

full() {
	status 2 $judge "$@" >/dev/full 2>err && message &&
	grep -q 'No space left on device' err
}
shut() {
	status 2 $judge "$@" >&- 2>err && message &&
	grep -q 'Bad file descriptor' err
}
# With SIGPIPE ignored the write fails, and that is said.
gone() {
	{
		(
			trap '' PIPE
			sleep 0.3
			status 2 $judge "$@" 2>err && message &&
			grep -q 'Broken pipe' err
			echo $? >result
		)
	} | :
	[ "$(cat result)" -eq 0 ]
}
# With the default action the program dies of it, and quietly.
quiet_pipe() {
	(
		limit $judge "$@" 2>err
		echo $? >result
	) | true
	i=0
	until [ -s result ] || [ $i -ge 50 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	[ "$(cat result)" -eq 141 ] && empty err
}
endless() {
	while :; do echo 'You never listen.'; done 2>/dev/null | {
		limit $judge 2>err
		echo $? >result
	} | head -n 1 >out
	[ "$(cat result)" -eq 141 ] && empty err && one_line out
}
i=0
while [ $i -lt 3000 ]; do
	cat in
	i=$((i + 1))
done >many

if [ -w /dev/full ]; then
	ok 'full disk' full in
	ok 'full disk, much output' full many
	ok 'full disk: pretty' full -f pretty in
	ok 'full disk: json' full -f json in
	ok 'full disk: --pass' full -p in
	ok 'full disk: --count' full --count in
	ok 'full disk: --list' full --list
	ok 'full disk: --explain' full --explain global
	ok 'full disk: --help' full --help
	ok 'full disk: --version' full --version
else
	skip 'full disk' 'no /dev/full'
fi
ok 'closed stdout' shut in
ok 'closed stdout: json' shut -f json in
ok 'closed stdout: --pass' shut -p in
ok 'closed stdout: --help' shut --help
ok 'closed stdout: --version' shut --version
ok 'broken pipe, SIGPIPE ignored' gone many
ok 'broken pipe, SIGPIPE ignored, little output' gone in
ok 'broken pipe: quiet' quiet_pipe many
ok 'endless input into head' endless

quiet_full() {	# nothing to write, nothing to fail
	status 1 $judge -q in >/dev/full 2>err && empty err
}
[ -w /dev/full ] && ok '--quiet writes nothing' quiet_full

# ---------------------------------------------------------------------------
# Nothing may steer the terminal

bad_name() {
	name=$(printf 'a\033[31m\ab\nc')
	status 2 $judge "$name" >out 2>err && message &&
	! grep -q "$esc" err && grep -Fq 'a\x1b[31m\x07b\x0ac' err
}
bad_name_found() {
	name=$(printf 'x\033[31m\nc')
	cp in "$name"
	for f in gnu pretty; do
		status 1 $judge -f $f "$name" >out 2>err || return
		grep -q "$esc" out && return 1
		grep -Fq 'x\x1b[31m\x0ac:1:1: ' out || return
	done
	[ "$(limit $judge -f gnu "$name" | wc -l)" -eq 2 ]
}
bad_stdin_name() {
	status 1 $judge --stdin-name "$(printf 'y\033[2J\302\233z')" <in >out &&
	! grep -q "$esc" out && ! grep -q "$(printf '\302\233')" out &&
	grep -Fq 'y\x1b[2J' out
}
bad_text() {
	printf 'You never\033[31m\302\233 \342\200\256listen\007 to me.\n' >text
	printf 'A zo\033rk. \033]0;x\007You never listen.\n' >>text
	for f in gnu pretty json; do
		limit $judge -f $f --color=never text >out
		[ -s out ] || return
		for c in '\033' '\007' '\302\233' '\342\200\256'; do
			! LC_ALL=C grep -q "$(printf '%b' "$c")" out || return
		done
	done
}
bad_option() {
	for o in '--\033[31mx' '--type=\033[31m' '--only=\033[31m' \
	    '--level=\033[31m' '--explain=\033[31m' '--format=\033[31m' \
	    '-\033' '--quiet=\033[31m' '--column-unit=\033[31m'; do
		status 2 $judge "$(printf '%b' "$o")" <in >out 2>err &&
		    empty out && [ -s err ] && ! grep -q "$esc" err ||
		    { echo "$o" >&2; return 1; }
	done
}
bad_rules_name() {
	name=$(printf 'r\033[31m')
	echo 'nonsense' >"$name"
	status 2 $judge -r "$name" in >out 2>err && empty out &&
	! grep -q "$esc" err && grep -Fq 'r\x1b[31m:1:1: ' err
}
bad_rules_text() {
	printf 'non\033[31msense\n' >bad
	status 2 $judge -r bad in >out 2>err && empty out && message &&
	! grep -q "$esc" err &&
	grep -Fq 'bad:1:1: "non\x1b[31msense" begins no block' err
}
# A project's rules come from others.
bad_project() {
	mkdir hostile
	printf 'category mine\n' >hostile/.sage.rules
	for f in title definition reason source repair; do
		printf '\t%s %s \033[31m\302\233\342\200\256\007 end\n' $f $f
	done >>hostile/.sage.rules
	printf 'rule mine.zork\n\tmatch zork\n' >>hostile/.sage.rules
	printf '\tyes A \033[31mzork.\n\tno A \033[31mfork.\n' \
	    >>hostile/.sage.rules
	echo 'A zork.' >hostile/text
	cd hostile || return
	for o in --list --explain=mine --explain=mine.zork '-f gnu text' \
	    '-f pretty text' '--check-rules .sage.rules'; do
		limit sage-judgecheck $o >out 2>err
		! LC_ALL=C grep -q "$(printf '[\001-\010\033\233]')" out err ||
		    { echo "$o"; return 1; }
		case $o in
		*check*) ;;
		*explain*)
			! grep -q "$(printf '\342\200\256')" out &&
			    [ "$(grep -Fc ' \x1b[31m\u{009b}\u{202e}\x07 end' \
			    out)" -eq 5 ] || return ;;
		*)	grep -Fq 'title \x1b[31m\u{009b}\u{202e}\x07 end' out ||
			    return ;;
		esac
	done
	limit sage-judgecheck --explain=mine.zork >out
	grep -Fxq 'flagged: A \x1b[31mzork.' out &&
	grep -Fxq 'not flagged: A \x1b[31mfork.' out
}
ok 'escape in a project'\''s rules' bad_project
ok 'escape in the name of a missing file' bad_name
ok 'escape in the name of a file with findings' bad_name_found
ok 'escape in --stdin-name' bad_stdin_name
ok 'escape in the text' bad_text
ok 'escape in an option' bad_option
ok 'escape in the name of a rules file' bad_rules_name
ok 'escape in a rules file' bad_rules_text

# ---------------------------------------------------------------------------
# Options

trouble() {	# nothing on stdout, one line on stderr that has the word
	word=$1
	shift
	status 2 $judge "$@" <in >out 2>err && empty out && message &&
	grep -qe "$word" err
}
ok 'an unknown option' trouble frobnicate --frobnicate
ok 'an unknown letter' trouble Z -Z
ok 'an option without its argument' trouble only --only
ok 'an unknown letter in front' trouble 'no option -Z' --lines -Zq
ok 'a letter without its argument' trouble c -c
ok 'an argument too many' trouble quiet --quiet=3
ok 'an unknown category' trouble xyzzy -c xyzzy
ok 'no category' trouble --list --only=,
ok 'an unknown rule' trouble global.xyzzy -x global.xyzzy
ok 'an unknown type' trouble html -t html
ok 'an unknown format' trouble yaml -f yaml
ok 'an unknown level' trouble grave -L grave
ok 'an unknown fail level' trouble grave --fail=grave
ok 'an unknown unit' trouble inch --column-unit inch

# ---------------------------------------------------------------------------
# Rules

head='category mine
	title a word made up
	level warning
	definition A word.
	reason none
	source none
	repair none
'
# rules LINE COLUMN TEXT: a file with the fault at that place.
fault() {
	printf '%s\n%s' "$head" "$3" >bad.rules
	status 2 $judge -r bad.rules in >out 2>err && empty out && message &&
	grep -q "^sage-judgecheck: bad\\.rules:$1:$2: ." err &&
	status 2 $judge --check-rules bad.rules >out 2>err && empty out &&
	grep -q "bad\\.rules:$1:$2: ." err
}
tab=$(printf '\t')
ok 'rules: an unknown keyword' fault 9 1 "frob x
"
ok 'rules: an unknown field' fault 10 2 "rule mine.x
${tab}frob x
"
ok 'rules: no mandatory word' fault 10 8 "rule mine.x
${tab}match [zork] ..3 *
"
ok 'rules: only a gap' fault 10 8 "rule mine.x
${tab}match ..3
"
ok 'rules: an unknown class' fault 10 13 "rule mine.x
${tab}match zork {frob}
"
ok 'rules: a bad gap' fault 10 13 "rule mine.x
${tab}match zork ..x frob
"
ok 'rules: an option that is not closed' fault 10 13 "rule mine.x
${tab}match zork [frob
"
ok 'rules: a capture that is not closed' fault 10 8 "rule mine.x
${tab}match zork <x frob
"
ok 'rules: an unknown category' fault 9 6 "rule frob.x
${tab}match zork
"
ok 'rules: an unknown level' fault 10 8 "rule mine.x
${tab}level grave
${tab}match zork
"
ok 'rules: an unknown guard' fault 11 9 "rule mine.x
${tab}match zork
${tab}unless guard frob
"
ok 'rules: the same rule twice' fault 11 6 "rule mine.x
${tab}match zork
rule mine.x
${tab}match zork
"
ok 'rules: a rule that matches nothing' fault 9 6 "rule mine.x
${tab}title nothing
"

nul() {
	printf '%srule mine.x\n\tmatch zo\000rk\n' "$head" >bad.rules
	status 2 $judge -r bad.rules in >out 2>err && empty out && message &&
	grep -q 'bad\.rules:9:[0-9]*: ' err
}
indented() {
	printf '\tmatch zork\n' >bad.rules
	status 2 $judge -r bad.rules in >out 2>err && empty out && message &&
	grep -q 'bad\.rules:1:2: ' err
}
no_rules() {
	status 2 $judge -r no-such-file in >out 2>err && empty out && message &&
	grep -q 'no-such-file: No such file' err
}
dir_rules() {
	mkdir -p dir
	status 2 $judge -r dir in >out 2>err && empty out && message
}
# A rule with nothing that must be there would match everywhere.
crlf_rules() {
	{ printf '%s' "$head"
	  printf 'rule mine.x\n\tmatch zork\n\tyes A zork.\n\tno A fork.\n'
	} | sed 's/$/\r/' >crlf.rules
	status 0 $judge --check-rules crlf.rules >out 2>err && empty err &&
	echo 'A zork.' | status 1 $judge -r crlf.rules -c mine >out &&
	! grep -q "$(printf '\r')" out
}
ok 'rules: a NUL byte' nul
ok 'rules: a field without a block' indented
ok 'rules: a missing file' no_rules
ok 'rules: a directory' dir_rules
ok 'rules: CR LF' crlf_rules

# Each kind of fault once: its message, and what comes after the category.
told() {
	printf '%s\n%b\n' "$head" "$2" >bad.rules
	status 2 $judge -r bad.rules in >out 2>err && empty out && message &&
	grep -Eq '^sage-judgecheck: bad\.rules:[1-9][0-9]*:[1-9][0-9]*: ' err ||
	    return
	grep -Fq ": $1" err || { cat err; return 1; }
}
long=$(printf 'a%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 \
    23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 \
    48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70)
n=0
while IFS='|' read -r what text; do
	n=$((n + 1))
	ok "rules: fault $n: $what" told "$what" "$(echo "$text" | tr '!' '|')"
done <<END
"frob" begins no block|frob x
no "words" in a rule|rule mine.x\n\twords a
no "match" in a spelling|spelling zork = zorq\n\tmatch a
no "level" in a allow|allow global\n\tlevel note
"title" of what?|rule mine.x\n\ttitle
a rule has a name|rule\n\tmatch zork
an id is of small letters, digits, hyphens|rule mine.X\n\tmatch zork
an id is of small letters, digits, hyphens|rule mine.x.y\n\tmatch zork
an id is of small letters, digits, hyphens|rule mine.$long\n\tmatch zork
a rule's id is CATEGORY.NAME|rule mine\n\tmatch zork
a rule's id is CATEGORY.NAME|rule mine.\n\tmatch zork
a category's id has no dot|category a.b\n\ttitle x
there is a category of this name|category mine\n\ttitle x
there is a category of this name|category global\n\ttitle x
there is a rule of this name|rule mine.x\n\tmatch zork\nrule mine.x\n\tmatch zork
there is a guard of this name|guard g\n\tunless sentence a\nguard g\n\tunless sentence a
no category "frob"|rule frob.x\n\tmatch zork
no category or rule "frob"|allow frob
no class "frob"|rule mine.x\n\tmatch zork {frob}
no guard "frob"|rule mine.x\n\tmatch zork\n\tunless guard frob
class "c" holds itself|class c\n\twords a {d}\nclass d\n\twords b {c}\nrule mine.x\n\tmatch zork {c}
guard "g" holds itself|guard g\n\tunless guard g\nrule mine.x\n\tmatch zork\n\tunless guard g
a class needs words|class c\n\twhy none
a rule needs a match line|rule mine.x\n\ttitle zork
a level is note, warning or error|rule mine.x\n\tlevel grave\n\tmatch zork
"confidence" is 0 to 99 percent|rule mine.x\n\tconfidence 100\n\tmatch zork
"learned" is 1 to 99 percent|rule mine.x\n\tlearned 0\n\tmatch zork
no word that must be there|rule mine.x\n\tmatch [zork] ..3
more than 24 items|rule mine.x\n\tmatch a b c d e f g h i j k l m n o p q r s t u v w x y
a pattern of more than 32 words|rule mine.x\n\tmatch a ..16 b ..16 c
an empty alternative|rule mine.x\n\tmatch a!!b
a class's name without its closing brace|rule mine.x\n\tmatch {you
"@code" has no forms|rule mine.x\n\tmatch zork ~@code
"@frob" is not @code, @num or @name|rule mine.x\n\tmatch @frob
too long, or too many words|rule mine.x\n\tmatch a_b_c_d_e_f_g_h_i_j
too long, or too many words|rule mine.x\n\tmatch ~$long
a gap is ..N or ..M-N|rule mine.x\n\tmatch a ..0 b
a gap is ..N or ..M-N|rule mine.x\n\tmatch a ..4-2 b
an option is [word|rule mine.x\n\tmatch a [b
a capture inside a capture|rule mine.x\n\tmatch <a b <c d > >
a capture that is not closed|rule mine.x\n\tmatch <a b
no capture to close|rule mine.x\n\tmatch a >
no capture to close: "foo>"|rule mine.x\n\tmatch foo>
no blank before the >: "foo>"|rule mine.x\n\tmatch <a foo>
no word is written "\\xff\\xfe"|rule mine.x\n\tmatch \0377\0376
no word is written "“bar"|rule mine.x\n\tmatch “bar
class "a" holds itself|class a\n\twords {b}\nclass b\n\twords {a}
a category needs a title|category my\n\tlevel note\nrule my.x\n\tmatch zork
a category needs a definition|category my\n\ttitle x
a category needs a reason|category my\n\ttitle x\n\tdefinition x
too many captures|rule mine.x\n\tmatch <a a > <b b > <c c > <d d > <e e > <f f > <g g > <h h >\n\tmatch <i i >
no capture "b"|rule mine.x\n\tmatch <a a > b\n\trepair say <b>
before, after, within, sentence or guard, not "near"|rule mine.x\n\tmatch zork\n\tunless near 3 a
an empty pattern|rule mine.x\n\tmatch zork\n\tunless sentence
how many words away, 0 to 63?|rule mine.x\n\tmatch zork\n\tunless before 64 a
how many words away, 0 to 63?|rule mine.x\n\tmatch zork\n\tunless before a
this line is: word = words|spelling zork
"you" is built in and cannot be changed|spelling zork = you
a word for one that stands for another itself|spelling zork = zorq\ncontraction blarg = zorq you
a word for one that stands for another itself|contraction zorq = blarg you\nspelling zork = blarg
a word that is too long|spelling zork = $long
more than 4 words|contraction zorkz = a b c d e
more than 3 words|also zorkz = a b c d
allow what?|allow
END

line_long() {
	{ printf '%s' "$head"
	  printf 'rule mine.x\n\ttitle '
	  head -c 70000 /dev/zero | tr '\0' a
	  printf '\n\tmatch zork\n'
	} >bad.rules
	status 2 $judge -r bad.rules in >out 2>err && empty out && message &&
	grep -q 'bad\.rules:9:[0-9]*: a line of more than 65536 bytes' err
}
file_long() {
	head -c 17000000 /dev/zero | tr '\0' '\n' >bad.rules
	status 2 $judge -r bad.rules in >out 2>err && empty out && message &&
	grep -q 'bad\.rules: too large\|more than 16777216 bytes' err
}
ok 'rules: a line over its limit' line_long
ok 'rules: a file over its limit' file_long

baseline() {
	status 2 $judge --baseline no-such-file in >out 2>err && empty out &&
	message && grep -q no-such-file err
}
write_baseline() {
	status 2 $judge --write-baseline no/such/dir/file in >out 2>err &&
	message && grep -q no/such/dir/file err
}
# What is no plain file is written to, and not put away.
pipe_baseline() {
	mkfifo pipe
	cat pipe >got &
	limit $judge --write-baseline=pipe in >out 2>err
	[ -p pipe ] || { kill $!; return 1; }
	wait $!
	grep -q 'You never listen' got
}
ok 'a missing baseline' baseline
ok 'a baseline that cannot be written' write_baseline
ok 'a baseline into a pipe' pipe_baseline

done_testing
