#!/bin/sh
# Replies that another judge of grammar finds no fault with: link-grammar.
#
#	tests/eval/grammar.sh [-v]
#
# It knows no fragments and little of how people talk, so what counts is not
# how many sentences it can link, but whether those of a frame, filled from
# what people wrote, are as good as the same frame filled by hand.
#
#	grammar.NAME.sentences	how many of replies, each once
#	grammar.NAME.linked	share of them that it links
#	grammar.NAME.reference	share of the same frames' sentences that it
#				links when filled by hand, each as often as
#				the frame is used
#	grammar.NAME.worse	share of the replies that are not linked though
#				all of their frame's are when filled by hand
#
# With -v the last are listed.  SAGE_EVAL_DATA has what other people wrote.

. "${0%/*}/eval.sh"
list=no
[ "${1-}" = -v ] && list=yes

for tool in jq link-parser; do
	command -v $tool >/dev/null ||
	    { echo "skipped: no $tool, which is in a Debian package"; exit 0; }
done
messages=$data/feelings_situations_dev.tsv
[ -f "$messages" ] || { echo "skipped: no $messages"; exit 0; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

# frame, text: to frame, sentence; those of three words and less say nothing
# of grammar.
sentences() {
	awk -F '\t' '{
		rest = $2
		while (match(rest, /[.!?]+( |$)/)) {
			s = substr(rest, 1, RSTART + RLENGTH - 1)
			rest = substr(rest, RSTART + RLENGTH)
			sub(/ +$/, "", s)
			if (split(s, w, " ") > 3)
				print $1 "\t" s
		}
	}'
}

# FILE of sentences, a line each: 1 or 0 for each, linked or not.
linked() {
	link-parser en -graphics=0 -verbosity=1 -limit=50 -timeout=2 <"$1" \
	    2>/dev/null | awk '
	/^Found / && !/null count/ { print 1 }
	/^No complete linkages/ { print 0 }' >"$1.linked"
	[ "$(wc -l <"$1")" -eq "$(wc -l <"$1.linked")" ] ||
	    { echo "grammar: verdicts were lost" >&2; exit 2; }
}

# measure NAME COMMAND
measure() {
	head -n 2000 "$messages" | cut -f 2 >"$work/in"
	for seed in 0 1 2; do
		"$2" -l -n 1 -s $seed -f json "$work/in" 2>"$work/err" ||
		    { cat "$work/err" >&2; exit 2; }
	done >"$work/json"
	jq -r '.replies[] | [.frame, .text] | @tsv' "$work/json" \
	    >"$work/tsv" || exit 2
	sentences <"$work/tsv" | sort -u >"$work/said"
	awk -v named=1 -f "$srcdir/tests/lint/fill.awk" \
	    "$srcdir/lib/data/feelings.tsv" \
	    "$srcdir"/lib/data/read/*classes.rules \
	    "$srcdir"/lib/data/read/*.rules "$srcdir"/lib/data/frames/*.frames |
	    sentences | sort -u >"$work/known"
	cut -f 2 "$work/said" >"$work/a"
	cut -f 2 "$work/known" >"$work/b"
	linked "$work/a"
	linked "$work/b"
	paste "$work/b.linked" "$work/known" >"$work/reference"
	paste "$work/a.linked" "$work/said" >"$work/replies"
	awk -F '\t' -v name="$1" -v list=$list '
	NR == FNR { n[$2]++; ok[$2] += $1; next }
	!($2 in n) { next }
	{
		all++
		is += $1
		ref += ok[$2] / n[$2]
		if (!$1 && ok[$2] == n[$2]) {
			worse++
			if (list == "yes")
				print "# " $2 "\t" $3
		}
	}
	END {
		if (!all)
			exit 2
		printf "grammar.%s.sentences\t%d\n", name, all
		printf "grammar.%s.linked\t%.3f\n", name, is / all
		printf "grammar.%s.reference\t%.3f\n", name, ref / all
		printf "grammar.%s.worse\t%.3f\n", name, worse / all
	}' "$work/reference" "$work/replies"
}

for speech in ask reflect; do
	measure $speech sage-$speech ||
	    { echo "grammar: no sentences of $speech" >&2; exit 2; }
done
