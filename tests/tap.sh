# What the tests in shell share.  A test reads this file first,
#
#	. "${0%/*}/tap.sh"
#
# is then in an empty directory of its own that goes away at the end, has
# $srcdir and $builddir, and finds the programs in PATH.  It calls ok or skip
# for each thing it looks at, and done_testing at the end.
# shellcheck shell=sh

set -u
LC_ALL=${LC_ALL-C.UTF-8}
export LC_ALL

srcdir=${abs_srcdir-$(cd "${0%/*}/.." && pwd)}
builddir=${abs_builddir-$srcdir}
PATH=$builddir:$PATH
# Nothing of the user's is read.
HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent
unset NO_COLOR
export PATH HOME XDG_CONFIG_HOME

tap_count=0
tap_failed=0
tap_dir=$(mktemp -d) || exit 99
trap 'cd / && rm -rf "$tap_dir"' EXIT
trap 'exit 99' HUP INT TERM
cd "$tap_dir" || exit 99

# ok NAME COMMAND [ARGUMENT ...]: the command, often a function, shall end
# with 0.  It runs in a subshell; what it prints is shown if it does not.
ok() {
	tap_name=$1
	shift
	tap_count=$((tap_count + 1))
	if tap_out=$("$@" 2>&1); then
		echo "ok $tap_count - $tap_name"
	else
		echo "not ok $tap_count - $tap_name"
		tap_failed=$((tap_failed + 1))
		printf '%s\n' "$tap_out" | sed 's/^/# /' | head -n 40
	fi
}

# skip NAME REASON
skip() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

# skip_all REASON: nothing here can be looked at.
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# limit COMMAND [ARGUMENT ...]: a program that may run 20 s; then it is
# killed, and the status is 137.  A quadratic fault is then a failed test.
limit() {
	timeout -s KILL 20 "$@"
}

# status N COMMAND [ARGUMENT ...]: the program, under the limit, shall end
# with that status.
status() {
	tap_want=$1
	shift
	limit "$@"
	tap_got=$?
	[ "$tap_got" -eq "$tap_want" ] && return 0
	echo "status $tap_got, not $tap_want: $*"
	return 1
}

# same FILE FILE: both shall be equal; shows how they differ.
same() {
	diff -u "$1" "$2"
}

done_testing() {
	echo "1..$tap_count"
	[ "$tap_failed" -eq 0 ]
	exit
}

# zork_rules FILE: a rule of our own, so that each byte of the output is known;
# more may come behind it.
zork_rules() {
	cat >"$1" <<'RULES'
category mine
	title a word made up
	level warning
	definition Words that nobody has ever used.
	reason nobody knows what it means
	source this test
	repair say it in other words

rule mine.zork
	match zork
	yes What a zork this is.
	no What a fork this is.
RULES
}
