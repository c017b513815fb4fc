#!/bin/sh
# Each source of the library includes its own header and those listed before
# it in Makefile.am only.

. "${0%/*}/tap.sh"

# The sources in their order, one a line, from the lists of the floors.
awk '/^floor_[a-z]* =/ { on = 1 }
    on { n = split($0, w, /[ \t]+/)
	for (i = 1; i <= n; i++)
		if (w[i] ~ /^lib\/.*\.[ch]$/)
			print w[i] }
    !/\\$/ { on = 0 }' "$srcdir/Makefile.am" >order

upward() {
	(cd "$srcdir" && xargs grep -n '^#[ 	]*include "') <order |
	sed 's/^\([^:]*\):\([0-9]*\):.*"\(.*\)".*/\1 \2 \3/' >includes
	awk 'function module(file) {
		sub(/.*\//, "", file)
		sub(/\.[ch]$/, "", file)
		return file
	}
	NR == FNR {
		floor[$1] = ++n
		next
	}
	$3 == "config.h" || module($1) == module($3) { next }
	!("lib/" $3 in floor) {
		print $1 ":" $2 ": " $3 " is not in Makefile.am"
		bad = 1
		next
	}
	floor["lib/" $3] > floor[$1] {
		print $1 ":" $2 ": " $3 " is listed later"
		bad = 1
	}
	END { exit bad }' order includes
}

# A file that no list has would be left out of the walk.
listed() {
	(cd "$srcdir" && ls lib/*.[ch]) | sort >there
	{ cat order; echo lib/builtin.c; } | sort | comm -13 - there >missing
	[ ! -s missing ] || { cat missing; return 1; }
}

ok 'there are sources' test -s order
ok 'each source is listed' listed
ok 'no include points upward' upward
done_testing
