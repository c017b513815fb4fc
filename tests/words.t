#!/bin/sh
# What sage says passes its own check.

. "$abs_srcdir/tests/tap.sh"

rules="$abs_srcdir/lib/data/judge"

# The values of a field in all files of rules, each ended by NUL; a capture is
# what stands in for it.
values() {
	sed -n "s/^	$1 //p" "$rules"/*.rules |
	    sed 's/<[a-z]*|\([^>]*\)>/\1/g; s/<[a-z]*>/it/g' | tr '\n' '\0'
}

clean() {
	status 0 sage-judgecheck --no-config --fail=note -0 <said >out ||
	    { cat out; return 1; }
}

titles() {
	values title >said && [ -s said ] && clean
}
reasons() {
	values reason >said && [ -s said ] && clean
}
# A repair quotes what may be said instead, which is what counts.
repairs() {
	values repair | tr -d '"' >said && [ -s said ] && clean
}
seen() {	# the test sees what it looks for
	printf 'You never listen.\0' >said
	! clean >/dev/null
}

ok 'titles' titles
ok 'reasons' reasons
ok 'repairs, and the words that they propose' repairs
ok 'a sentence that is none of these is found' seen
done_testing
