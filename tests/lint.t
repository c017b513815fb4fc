#!/bin/sh
# shellcheck disable=SC2154
#
# The linter of replies, and that it finds nothing in what is said to the
# messages of tests/lint.
. "${0%/*}/tap.sh"

dir=$srcdir/tests/lint
lint() { awk -v words="$dir/words.txt" -f "$dir/lint.awk" "$@"; }

# Each line is reported, and for what it should be.
bad() {
	grep -v '^#' "$dir/bad.tsv" | cut -f 2 >lines
	grep -v '^#' "$dir/bad.tsv" | cut -f 1 >wanted
	[ "$(wc -l <lines)" -ge 60 ] || return
	lint lines >found
	[ -s found ] || return
	awk -F '\t' 'NR == FNR { seen[$1] = seen[$1] "\n" $2; next }
	index(seen[FNR], "\n" $0) == 0 {
		print "line " FNR ": not \"" $0 "\"" seen[FNR]
		bad = 1
	}
	END { exit bad }' found wanted
}
good() {
	[ "$(wc -l <"$dir/good.txt")" -ge 60 ] && lint "$dir/good.txt"
}
# Every wording that there is, whatever stands in its places.
wordings() {
	awk -f "$dir/fill.awk" "$srcdir/lib/data/feelings.tsv" \
	    "$srcdir"/lib/data/read/*classes.rules \
	    "$srcdir"/lib/data/read/*.rules "$srcdir"/lib/data/frames/*.frames >out &&
	[ "$(wc -l <out)" -ge 5000 ] && lint out
}
# What comes before a reply judges nobody, and is well formed.  Those for a name
# stand together.
leads() {
	[ -z "$(grep -v '^#' "$srcdir/lib/data/leads.tsv" | cut -f 1 | uniq |
	    sort | uniq -d)" ] || return
	grep -v '^#' "$srcdir/lib/data/leads.tsv" | cut -f 2 | grep -v '^-$' |
	    sort -u >out
	[ "$(wc -l <out)" -ge 50 ] && sage-judgecheck -l out >found &&
	[ ! -s found ] && lint out
}
replies() {
	grep -v '^#' "$srcdir/tests/meta/messages.txt" >in
	[ "$(wc -l <in)" -ge 150 ] || return
	for s in 0 1 2; do
		"$1" -s $s -l -n 12 in 2>/dev/null >out &&
		[ "$(wc -l <out)" -ge 1000 ] && lint out || return
	done
}

ok 'what is malformed is reported' bad
ok 'what is not is not' good
ok 'no wording is malformed' wordings
ok 'no lead judges, or is malformed' leads
ok 'sage-reflect says nothing malformed' replies sage-reflect
ok 'sage-ask says nothing malformed' replies sage-ask
done_testing
