#!/bin/sh
# shellcheck disable=SC2086
#
# Where rules are read from, and what a baseline hides.
. "${0%/*}/tap.sh"

judge='sage-judgecheck --fail note'
run=
mkdir home xdg xdg/sage
HOME=$PWD/home
XDG_CONFIG_HOME=$PWD/xdg
export HOME XDG_CONFIG_HOME

# rules WORD: a rule for the word, in a category of its name.
rules() {
	cat <<END
category $1
	title the word $1
	level warning
	definition A word made up.
	reason made up
	source this test
	repair leave it out

rule $1.word
	match $1
	yes What a $1 this is.
	no What a word this is.
END
}
# finds WORD ... : these words are found in the text, besides what is always
# found there, and no others; the command is in $run.
finds() {
	limit $run >out 2>err
	[ ! -s err ] || { cat err; return 1; }
	grep -q '\[global\]' out || return
	for w in zork blarg frobnak; do
		case " $* " in
		*" $w "*) grep -q "\"$w\" \\[$w\\]" out ;;
		*)	! grep -q "\"$w\"" out ;;
		esac || { echo "wrong: $w"; cat out; return 1; }
	done
}
text='You never listen. A zork, a blarg and a frobnak.'

# ---------------------------------------------------------------------------
# The user's own

rules zork >xdg/sage/zork.rules
echo "$text" >text
user() { run="$judge text" finds zork; }
user_more() {
	rules blarg >xdg/sage/a.rules
	run="$judge text" finds zork blarg
	bad=$?
	rm xdg/sage/a.rules
	return $bad
}
user_stdin() { run="$judge" finds zork <text; }
user_only_rules() {
	rules frobnak >xdg/sage/README
	rules frobnak >xdg/sage/x.rules~
	run="$judge text" finds zork
}
user_default() {
	unset XDG_CONFIG_HOME
	mkdir -p home/.config/sage
	rules blarg >home/.config/sage/x.rules
	run="$judge text" finds blarg
}
user_empty() {	# as the standard for it says
	XDG_CONFIG_HOME=
	run="$judge text" finds blarg
}
user_relative() {
	XDG_CONFIG_HOME=xdg
	run="$judge text" finds blarg
}
user_none() {
	unset HOME XDG_CONFIG_HOME
	run="$judge text" finds
}
no_config() { run="$judge --no-config text" finds; }
user_broken() {
	echo nonsense >xdg/sage/b.rules
	status 2 $judge text >out 2>err
	bad=$?
	status 1 $judge --no-config text >out2 || bad=1
	rm xdg/sage/b.rules
	[ $bad -eq 0 ] && [ ! -s out ] && grep -q 'b\.rules:1:1: ' err
}
user_unreadable() {
	mkdir -p looped
	ln -sf sage looped/sage
	XDG_CONFIG_HOME=$PWD/looped
	status 2 $judge text >out 2>err && [ ! -s out ] &&
	grep -q ' [^ ]*looped/sage: ' err || return
	rm looped/sage
	run="$judge text" finds
}
user_allow() {
	printf 'allow zork\n' >xdg/sage/c.rules
	run="$judge text" finds
	bad=$?
	rm xdg/sage/c.rules
	return $bad
}
ok 'the rules in $XDG_CONFIG_HOME' user
ok 'all of them' user_more
ok 'also for standard input' user_stdin
ok 'only *.rules' user_only_rules
ok 'home/.config without XDG_CONFIG_HOME' user_default
ok 'home/.config with an empty one' user_empty
ok 'home/.config with a relative one' user_relative
ok 'no home at all' user_none
ok '--no-config' no_config
ok 'a broken one is trouble' user_broken
ok 'a folder that cannot be read is trouble' user_unreadable
ok 'allow in it' user_allow
rm -r xdg/sage

# ---------------------------------------------------------------------------
# A project's

mkdir -p repo/.git repo/a/b repo/c
echo "$text" >repo/a/b/text
echo "$text" >repo/c/text
rules zork >repo/.sage.rules
project_top() { run="$judge repo/a/b/text" finds zork; }
project_in() {
	cd repo/a/b || return
	run="$judge text" finds zork && run="$judge ./text" finds zork &&
	run="$judge ../../c/text" finds zork
}
project_absolute() { run="$judge $PWD/repo/a/b/text" finds zork; }
project_stdin() {
	cd repo/a || return
	run="$judge" finds zork <b/text
}
project_stdin_name() {
	run="$judge --stdin-name repo/a/b/new.txt" finds zork <text
}
project_nearer() {	# it is read, and the other is not
	rules blarg >repo/a/.sage.rules
	run="$judge repo/a/b/text" finds blarg &&
	run="$judge repo/c/text" finds zork
	bad=$?
	rm repo/a/.sage.rules
	return $bad
}
project_allow() {
	mkdir -p allow/.git
	echo 'You never listen. A zork.' >allow/text
	{ echo 'allow global we all speak so here'; rules zork; } >allow/.sage.rules
	limit $judge allow/text >out
	grep -q '\[zork\]' out && ! grep -q '\[global\]' out &&
	limit $judge --no-config allow/text >out && return 1
	grep -q '\[global\]' out
}
project_allow_rule() {
	mkdir -p allow2/.git
	{ rules zork; rules blarg; echo 'allow zork.word'; } >allow2/.sage.rules
	echo "$text" >allow2/text
	run="$judge allow2/text" finds blarg
}
project_allow_unknown() {
	mkdir -p allow3/.git
	echo 'allow xyzzy' >allow3/.sage.rules
	echo "$text" >allow3/text
	status 2 $judge allow3/text 2>err >out &&
	grep -q '\.sage\.rules:1:7: .*xyzzy' err
}
project_two() {	# each file has the rules of its own place
	mkdir -p repo2/.git
	rules blarg >repo2/.sage.rules
	echo "$text" >repo2/text
	limit $judge repo/a/b/text repo2/text >out 2>err
	[ ! -s err ] && grep -q '^repo/a/b/text:.*zork' out &&
	! grep -q '^repo/.*blarg' out && grep -q '^repo2/text:.*blarg' out &&
	! grep -q '^repo2/.*zork' out
}
project_some() {	# what only some of them have may be named
	for files in 'repo/a/b/text repo2/text' 'repo2/text repo/a/b/text'; do
		status 1 $judge -c zork,blarg $files >out 2>err &&
		[ ! -s err ] && grep -q '^repo/.*"zork"' out &&
		grep -q '^repo2/.*"blarg"' out || return
	done
	status 2 $judge -c frobnak,zork $files >out 2>err &&
	[ ! -s out ] && grep -q '"frobnak"' err
}
project_no_config() { run="$judge --no-config repo/a/b/text" finds; }
project_worktree() {	# there .git is a file
	mkdir -p tree/a
	echo 'gitdir: /nowhere' >tree/.git
	rules frobnak >tree/.sage.rules
	echo "$text" >tree/a/text
	run="$judge tree/a/text" finds frobnak
}
ok 'the project: .sage.rules at the top' project_top
ok 'the project: seen from within' project_in
ok 'the project: an absolute name' project_absolute
ok 'the project: standard input' project_stdin
ok 'the project: --stdin-name' project_stdin_name
ok 'the project: one nearer to the file' project_nearer
ok 'the project: allow a category' project_allow
ok 'the project: allow a rule' project_allow_rule
ok 'the project: allow something unknown' project_allow_unknown
ok 'the project: two of them' project_two
ok 'the project: --only in some' project_some
ok 'the project: --no-config' project_no_config
ok 'the project: in a worktree' project_worktree

# Never out of the repository.
mkdir -p outer/inner/.git outer/inner/a outer/plain/a
rules zork >outer/.sage.rules
echo "$text" >outer/inner/a/text
echo "$text" >outer/plain/a/text
echo "$text" >outer/text
not_above() { run="$judge outer/inner/a/text" finds; }
outside_own() { run="$judge outer/text" finds zork; }
outside_above() { run="$judge outer/plain/a/text" finds; }
link_refused() {
	mkdir -p linked/.git linked/a
	rules blarg >elsewhere.rules
	ln -s ../elsewhere.rules linked/.sage.rules
	echo "$text" >linked/a/text
	status 2 $judge linked/a/text >out 2>err && ! grep -q blarg out &&
	grep -q 'linked.*\.sage\.rules: ' err &&
	status 1 $judge --no-config linked/a/text >out
}
link_dangling() {
	mkdir -p dangling/.git
	ln -s /nonexistent dangling/.sage.rules
	echo "$text" >dangling/text
	status 2 $judge dangling/text >out 2>err && [ -s err ]
}
not_a_file() {
	mkdir -p odd/.git
	mkfifo odd/.sage.rules
	echo "$text" >odd/text
	status 2 $judge odd/text >out 2>err && grep -q '\.sage\.rules: ' err
}
# It is told once, and no file of its project is read; others are.
passed_over() {
	limit "$@" broken/text repo2/text broken/text fine >out 2>err
	[ $? -eq 2 ] && [ "$(wc -l <err)" -eq 1 ] &&
	grep -q '^repo2/text:.*blarg' out && grep -q '^fine:' out &&
	! grep -q '^broken/' out
}
broken() {
	mkdir -p broken/.git
	echo "$text" >broken/text
	echo "$text" >fine
	echo 'rule x' >broken/.sage.rules
	passed_over $judge &&
	grep -q 'broken/\.sage\.rules:1:[0-9]*: ' err
}
broken_stdin() {
	status 2 $judge --stdin-name broken/new - fine <text >out 2>err &&
	grep -q '^fine:' out && ! grep -q '^broken' out
}
broken_link() {
	ln -sf ../elsewhere.rules broken/.sage.rules
	passed_over $judge && grep -q 'sage\.rules: is a symbolic link' err
}
broken_shared() {	# what it has in common with -r is at fault
	rm broken/.sage.rules
	rules zork >broken/.sage.rules
	rules zork >zork.rules
	passed_over $judge -r zork.rules
}
broken_list() {
	echo 'rule x' >broken/.sage.rules
	for o in --list --explain=global; do
		status 2 $judge --stdin-name broken/x $o >out 2>err &&
		    [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] || return
	done
}
broken_sarif() {
	status 2 $judge -f sarif broken/text fine >out 2>err &&
	grep -q '"executionSuccessful":false' out && grep -q '"fine"' out
}
ok 'never above the top of the repository' not_above
ok 'outside a repository: the folder of the file' outside_own
ok 'outside a repository: not above it' outside_above
ok 'a symbolic link is refused' link_refused
ok 'a dangling one too' link_dangling
ok 'what is no file is refused' not_a_file
ok 'a broken one is trouble, and other files are read' broken
ok 'a broken one for standard input' broken_stdin
ok 'a link, and other files are read' broken_link
ok 'a clash with the rules of -r' broken_shared
ok 'a broken one: --list and --explain' broken_list
ok 'a broken one: SARIF' broken_sarif

# ---------------------------------------------------------------------------
# -r

rules zork >zork.rules
rules blarg >blarg.rules
rules_one() { run="$judge --no-config -r zork.rules text" finds zork; }
rules_two() {
	run="$judge --no-config -r zork.rules --rules=blarg.rules text" \
	    finds zork blarg
}
rules_link() {	# who names a file may name a link
	ln -s zork.rules link.rules
	run="$judge --no-config -r link.rules text" finds zork
}
rules_with_config() {
	run="$judge -r blarg.rules repo/a/b/text" finds zork blarg
}
rules_same() {
	status 2 $judge --no-config -r zork.rules -r zork.rules text >out 2>err &&
	grep -q 'zork\.rules:' err
}
rules_broken() {	# no file can be read, and no project is at fault
	echo 'rule x' >bad.rules
	for dir in repo/a/b repo/c; do
		status 2 $judge -r bad.rules $dir/text no-such-file \
		    >out 2>err && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] &&
		    grep -q ' bad\.rules:1:' err || { cat err; return 1; }
	done
	status 2 $judge -r bad.rules --write-baseline=base repo/a/b/text 2>err &&
	[ "$(wc -l <err)" -eq 1 ] && [ ! -e base ]
}
rules_pipe() {	# one that can be read only once, and two sets of rules
	rules frobnak | limit $judge -r /dev/stdin repo/a/b/text text >out
	grep -q '^repo/.*"frobnak"' out && grep -q '^text:.*"frobnak"' out
}
rules_only_project() {	# what only a project has may be named
	status 1 $judge -r blarg.rules -c zork,blarg repo/a/b/text >out 2>err &&
	grep -q '"zork"' out && grep -q '"blarg"' out && [ ! -s err ]
}
ok '--rules' rules_one
ok '--rules twice' rules_two
ok '--rules: a link' rules_link
ok '--rules and the project' rules_with_config
ok '--rules: the same rule twice is trouble' rules_same
ok '--rules: a broken one ends the program under a project too' rules_broken
ok '--rules: a pipe, and a project' rules_pipe
ok '--rules: what only the project has' rules_only_project

# ---------------------------------------------------------------------------
# A baseline

sed 's/match.*/match [big] blarg/' blarg.rules >big.rules
base="sage-judgecheck --no-config -r zork.rules -r big.rules -c zork,blarg"
cat >old <<'END'
An old zork.

A line with a zork.
END
baseline() {
	status 0 $base --write-baseline=base old >out && [ -s base ] &&
	status 0 $base --baseline=base old >out && [ ! -s out ] &&
	status 1 $base old >out && [ "$(grep -c warning out)" -eq 2 ]
}
baseline_new() {
	limit $base --write-baseline=base old >out
	cp old old.orig
	echo 'A big blarg.' >>old
	status 1 $base --baseline=base old >out
	bad=$?
	mv old.orig old
	[ $bad -eq 0 ] && [ "$(grep -c warning out)" -eq 1 ] &&
	grep -q '^old:4:3: warning: .*"big blarg"' out
}
baseline_moved() {	# lines may move
	limit $base --write-baseline=base old >out
	cp old old.orig
	{ echo 'A word before.'; echo; cat old.orig; } >old
	status 0 $base --baseline=base old >out
	bad=$?
	mv old.orig old
	[ $bad -eq 0 ] && [ ! -s out ]
}
baseline_counts() {	# one more of the same is new
	printf 'A zork.\n' >same
	limit $base --write-baseline=base same >out
	printf 'A zork.\n\nA zork.\n' >same
	status 1 $base --baseline=base same >out &&
	[ "$(limit $base --baseline=base --count same)" = 1 ]
}
baseline_same_bytes() {
	limit $base --write-baseline=base1 old >out
	limit $base --write-baseline=base2 old >out
	cmp base1 base2
}
baseline_outputs() {
	limit $base --write-baseline=base old >out
	[ "$(limit $base --baseline=base --count old)" = 0 ] &&
	limit $base --baseline=base -f json old | grep -q '"findings":\[\]' &&
	limit $base --baseline=base -p old | cmp - old
}
baseline_empty() {
	echo 'All is well.' >fine
	status 0 $base --write-baseline=base fine >out &&
	status 0 $base --baseline=base fine >out &&
	status 1 $base --baseline=base old >out
}
# Nothing is lost by a slip of the pen: the file stays as it is.
kept() {
	what=$1
	shift
	cp base base.orig
	status 2 $base "$@" >out 2>err || return
	cmp base base.orig && [ ! -s out ] && [ "$(wc -l <err)" -eq "$what" ]
}
baseline_trouble() {
	limit $base --write-baseline=base old >out
	kept 2 --write-baseline=base old no-such-file &&
	grep -q 'base: not written, as not all was read' err &&
	base='sage-judgecheck -r zork.rules' &&
	kept 2 --write-baseline=base broken/text old
}
baseline_other_file() {
	echo 'My only draft.' >base
	kept 1 --write-baseline=base </dev/null &&
	grep -q 'base: is no baseline, and is left as it is' err &&
	printf 'a\tb\tc\n' >base && kept 1 --write-baseline=base old &&
	printf 'a\tb.c\td\0\n' >base && kept 1 --write-baseline=base old &&
	: >base && status 0 $base --write-baseline=base old && [ -s base ] &&
	status 0 $base --write-baseline=base fine && [ ! -s base ]
}
baseline_input() {
	: >base
	ln -sf base link
	for i in base ./base link -; do
		kept 1 --write-baseline=base fine "$i" <base &&
		    grep -q 'base is read as well' err || return
	done
	kept 1 --write-baseline=base <base &&
	kept 1 --write-baseline=base --baseline=base old &&
	status 0 $base --write-baseline=/dev/null - <old
}
baseline_quiet() {	# it holds all, whatever else is asked for
	limit $base --write-baseline=base old
	status 0 $base -q --write-baseline=base1 old && same base base1
}
baseline_broken() {
	limit $base --write-baseline=good old
	for l in garbage '' 'a	b	c' 'a	b.c' 'a	b.c	d	e' \
	    'a	B.c	d' "$(printf 'a\tb.c\td\r')"; do
		{ cat good; echo "$l"; } >base
		kept 1 --baseline=base old &&
		    grep -q '^sage-judgecheck: base:3: not a line of a' err ||
		    { echo "$l"; return 1; }
	done
	printf 'a	b.c	d' >>good	# a last line without its end
	status 0 $base --baseline=good old >out
}
baseline_link() {	# it stays, and what it points to is replaced
	limit $base --write-baseline=want old
	mkdir -p far/off
	for target in far/off/base "$PWD/far/off/base"; do
		for before in none empty; do
			rm -f far/off/base link far/link
			[ $before = none ] || : >far/off/base
			ln -s "$target" link
			status 0 $base --write-baseline=link old &&
			    [ -h link ] && [ ! -h far/off/base ] &&
			    same want far/off/base || return
		done
	done
	rm far/off/base
	ln -s off/base far/link && ln -sf far/link link &&
	status 0 $base --write-baseline=link old && [ -h link ] &&
	[ -h far/link ] && same want far/off/base &&
	[ "$(ls far/off)" = base ]
}
baseline_mode() {
	rm -f mode
	status 0 $base --write-baseline=mode old &&
	[ "$(stat -c %a mode)" = 644 ] && chmod 600 mode &&
	status 0 $base --write-baseline=mode old &&
	[ "$(stat -c %a mode)" = 600 ]
}
baseline_loop() {
	ln -sf loop loop
	status 2 $base --write-baseline=loop old >out 2>err &&
	[ "$(wc -l <err)" -eq 1 ] && [ -h loop ] || return
	ln -sf no/such/folder lost
	status 2 $base --write-baseline=lost old >out 2>err && [ -h lost ] &&
	[ "$(wc -l <err)" -eq 1 ] && grep -q ' lost: ' err
}
ok 'a baseline hides what was there' baseline
ok 'a baseline shows what is new' baseline_new
ok 'a baseline follows lines that move' baseline_moved
ok 'a baseline: as often as it is listed' baseline_counts
ok 'a baseline is the same twice' baseline_same_bytes
ok 'a baseline holds for each output' baseline_outputs
ok 'an empty baseline hides nothing' baseline_empty
ok 'a baseline stays when not all was read' baseline_trouble
ok 'a baseline: no other file is replaced' baseline_other_file
ok 'a baseline: no file that is read is replaced' baseline_input
ok 'a baseline and --quiet' baseline_quiet
ok 'a broken baseline is trouble' baseline_broken
ok 'a baseline behind a link' baseline_link
ok 'a baseline keeps its permissions' baseline_mode
ok 'a baseline behind a link that leads nowhere' baseline_loop

done_testing
