#!/bin/sh
# shellcheck disable=SC2154
#
# What is never said to messages whose words turn round badly: traps.tsv.
. "${0%/*}/tap.sh"

grep -v '^#' "$srcdir/tests/traps.tsv" >traps
cut -f 1 traps >in

caught() {
	n=0
	while IFS= read -r message; do
		n=$((n + 1))
		for s in 0 3; do
			printf '%s\n' "$message" | "$1" -s $s -n 9 2>/dev/null |
			sed "s/^/$n	/"
		done
	done <in >said
	[ "$(wc -l <said)" -ge 1000 ] || return
	awk -F '\t' '
	NR == FNR {
		message[FNR] = $1
		never[FNR] = tolower($2)
		next
	}
	{
		s = " " tolower($2) " "
		n = split(never[$1], f, "; ")
		for (i = 1; i <= n; i++) {
			sub(/ +$/, "", f[i])
			at = index(s, f[i])
			if (at == 0)
				continue
			if (substr(s, at - 1, 1) ~ /[a-z'\'']/ ||
			    substr(s, at + length(f[i]), 1) ~ /[a-z'\'']/)
				continue
			print message[$1] ": " $2
			bad = 1
		}
	}
	END { exit bad }' traps said
}
# Nor anything that is malformed.
formed() {
	[ -s said ] || return
	cut -f 2 said | awk -v words="$srcdir/tests/lint/words.txt" \
	    -f "$srcdir/tests/lint/lint.awk"
}

ok 'there are traps enough' [ "$(wc -l <traps)" -ge 120 ]
for prog in sage-reflect sage-ask; do
	ok "$prog: no trap catches" caught $prog
	ok "$prog: nothing is malformed" formed
done
done_testing
