#!/bin/sh
# Each allocation fails once.  The program then says so and ends with trouble;
# or it can do without, and nothing is missing from its output.

. "${0%/*}/tap.sh"

so=$builddir/tests/.libs/failalloc.so
[ "${SANITIZERS-no}" = no ] || skip_all 'sanitizers have an allocator'
[ -f "$so" ] || skip_all 'no shared library to load'

zork_rules my.rules
{
	printf 'You never listen.\n\n> You are lazy, said he.\n\n'
	printf 'It is `always` you, and what a zork this is.\n'
} >in

# failing N COMMAND [ARGUMENT ...]: with allocation N failing.
failing() {
	n=$1
	shift
	# By env, so that timeout(1) is left alone.
	limit env FAILALLOC="$n" LD_PRELOAD="$so" "$@" <in >out 2>err
}

# Programs without a dynamic loader cannot be looked at.
failing 1 sage-judgecheck --no-config
grep -q '^failalloc: now' err || skip_all 'nothing is loaded before it'

torture() {
	limit "$@" <in >want 2>&1
	want=$?
	n=0
	while n=$((n + 1)) && failing $n "$@"; got=$?
	    grep -q '^failalloc: now' err; do
		if [ $got -eq 2 ] && [ "$(wc -l <err)" -eq 2 ]; then
			continue
		elif [ $got -eq $want ] && cmp -s out want; then
			continue
		fi
		echo "allocation $n: status $got"
		cat err
		return 1
	done
	# The first one without a fault; more than a few came before it.
	[ $n -gt 5 ]
}

ok 'plain' torture sage-judgecheck --no-config
ok 'configuration' torture sage-judgecheck
ok 'Markdown' torture sage-judgecheck --no-config -t markdown
ok 'commit' torture sage-judgecheck --no-config -t commit
ok 'mail' torture sage-judgecheck --no-config -t mail
ok 'JSON' torture sage-judgecheck --no-config -f json
ok 'pretty' torture sage-judgecheck --no-config -f pretty
ok 'filter' torture sage-judgecheck --no-config -p
printf 'You should have tested your changes yesterday.\n' >tested
ok 'repair' torture sage-judgecheck --no-config --repair tested
ok 'lines' torture sage-judgecheck --no-config -l
printf 'My dog died. I move in June. I am furious. Will you come?\n' >message
ok 'reply' torture sage-judgecheck --no-config --reply-to message
ok 'rules' torture sage-judgecheck --no-config -r my.rules
printf 'My grandmother died last week and I have not told my kids.\n' >loss
printf 'I saw my cat get hit and I am afraid of losing my flat.\n' >fear
ok 'reflection' torture sage-reflect -n 3 loss
ok 'question' torture sage-ask -n 3 fear
printf 'Them: My sister is ill.\nMe: What happened?\nThem: yeah\n' >talk.txt
ok 'talk' torture sage-ask -n 1 --chat talk.txt
ok 'list' torture sage-judgecheck --no-config --list
done_testing
