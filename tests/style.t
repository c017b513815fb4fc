#!/bin/sh
# What can be said of the style of the sources without a compiler.

. "${0%/*}/tap.sh"

cd "$srcdir" || exit 99
set -- lib/*.[ch] lib/tools/*.c cmd/*.[ch] tests/*.c tests/*/*.[ch]
for f; do
	shift
	[ -f "$f" ] && set -- "$@" "$f"
done

# A function is what ends with a brace in the first column and begins after
# the blank line, or the comment, before.
short() {
	awk 'FNR == 1 { start = body = 0 }
	/^{/ { body = 1 }
	body && /^}/ {
		if (FNR - start > 70) {
			print FILENAME ":" start + 1 ": " FNR - start " lines"
			bad = 1
		}
		body = 0
	}
	!body && (/^}?$/ || /\*\/$/) { start = FNR }
	END { exit bad }' "$@"
}

# Each has done harm, and each has a better one.
unbanned() {
	! grep -nwE '(strcpy|strcat|sprintf|strncpy|strtok|gets|alloca|atoi) *\(' \
	    "$@"
}

clean() {
	! grep -nE '[ 	]$|^ +	' "$@"
}

narrow() {
	for f; do
		expand "$f" | awk -v f="$f" 'length > 80 {
			print f ":" NR ": " length " columns"
			bad = 1
		}
		END { exit bad }' || return 1
	done
}

ok 'no function is over 70 lines' short "$@"
ok 'no banned function is called' unbanned "$@"
ok 'no blanks at an end of line, or before a tab' clean "$@"
ok 'no line is over 80 columns' narrow "$@"
done_testing
