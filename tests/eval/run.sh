#!/bin/sh
# How much is found, and how much of it rightly.
#
#	tests/eval/run.sh [-v] [--update]
#
# Texts that other people wrote are in the folder SAGE_EVAL_DATA, outside of
# this tree; where that is missing they are skipped.  The sets in fresh are
# our own.  The measures are printed, with what differs from RESULTS.tsv, or
# with --update written there.  With -v the false alarms are listed first,
# save those of the fresh sets, which nobody is to look at: what a rule is
# tuned on measures it no more.
#
#	gold		sentences that judge or do not
#	commits		commit messages, where nearly all is a false alarm
#	therapist	what counsellors said, who did well or badly
#	fresh.NAME	a set of our own
#
#	precision	share of the flagged texts that judge
#	recall		share of the judging texts that are flagged, of all
#			and by category and register
#	category	share of those that are found and are of a category
#			that was found
#	span		of these, the overlap of what is found with what
#			people marked: intersection over union, in the mean
#	calibration	how far the confidence of the surest finding of a text
#			is from the share of those that are right, in the mean
#			over tenths
#	flagged		texts of 1,000 that are flagged
#	ratio		of flagged, low to high
#	warning.	the same with notes left out
#	silent		share of the rules that nothing in any set was found by

. "${0%/*}/eval.sh"
results=$here/RESULTS.tsv

update=no verbose=no
for arg; do
	case $arg in
	--update) update=yes ;;
	-v) verbose=yes ;;
	*) die "usage: run.sh [-v] [--update]" ;;
	esac
done

command -v sage-judgecheck >/dev/null || die 'sage-judgecheck is not built'
if ! command -v jq >/dev/null; then
	[ -d "$data" ] || { echo 'skipped: no jq, no data'; exit 0; }
	die 'jq is needed, which is in the Debian package of that name'
fi
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
: >"$work/rows"
: >"$work/measures"

# ---------------------------------------------------------------------------
# Each set becomes lines of {kind, register, categories, spans, text}, where
# a text has no NUL, as those are fed with one behind each.

read_gold() {
	jq -c '{kind: .label, categories: (.categories | map(ascii_downcase)),
	    spans, text}' "$1"
}
read_commits() {
	jq -c '{kind: "-", categories: [], text: .message}' "$1"
}
read_therapist() {
	jq -cR 'split("\t") | {kind: .[0], categories: [],
	    text: (.[1:] | join("\t"))}' "$1"
}
read_fresh() {
	jq -cR 'select(startswith("#") | not) | split("\t") |
	    {kind: .[0], categories: [.[1]], register: .[2], text: .[3]}' "$1"
}

# What is found where nothing should be: level, rule, the words, and the
# text, or its beginning.
list_alarms() {
	jq -rR --arg set "$1" 'split("\t") | map(fromjson) |
	    .[0] as $known | .[1].findings[] |
	    select([$known.kind] | inside(["0", "-", "high"])) |
	    [$set, .level, .id, .text, $known.text[:200]] | @tsv' "$work/both"
}

# score NAME KIND FILE [OPTION ...]: measures of the set, and its rows for
# what is said of all sets.
score() {
	set_name=$1 kind=$2 file=$3
	shift 3
	"read_$kind" "$file" >"$work/known" || die "$file: not as expected"
	jq -j '(.text | gsub("\u0000"; " ")) + "\u0000"' "$work/known" |
	    timeout 600 sage-judgecheck --no-config -0 -f json "$@" \
	    >"$work/found"
	[ "$(wc -l <"$work/known")" -eq "$(wc -l <"$work/found")" ] ||
	    die "$set_name: texts were lost"
	paste "$work/known" "$work/found" >"$work/both"
	jq -rR -f "$here/hits.jq" "$work/both" >"$work/set" ||
	    die "$set_name: the output is not as expected"
	awk -v set="$set_name" -f "$here/score.awk" "$work/set" \
	    >>"$work/measures" || exit 2
	cut -f 7 "$work/set" | tr , '\n' >>"$work/rows"
	[ "$verbose" = no ] || [ "$kind" = fresh ] || list_alarms "$set_name"
}

# foreign NAME FILE [OPTION ...]: a set that may be missing.
all=yes
foreign() {
	if [ -f "$data/$2" ]; then
		foreign_file=$data/$2
		foreign_name=$1
		shift 2
		score "$foreign_name" "$foreign_name" "$foreign_file" "$@"
	else
		echo "skipped: $1, there is no $data/$2"
		all=no
	fi
}

# Share of the rules that found nothing; a model's findings are no rule's.
silent() {
	sage-judgecheck --no-config --list | cut -f 1 | sort -u >"$work/rules"
	sort -u "$work/rows" | comm -23 "$work/rules" - >"$work/silent"
	printf 'rules.total\t%d\nrules.silent\t%s\n' \
	    "$(wc -l <"$work/rules")" \
	    "$(awk -v n="$(wc -l <"$work/silent")" 'END {
		printf "%.3f", NR ? n / NR : 0 }' "$work/rules")"
	[ "$verbose" = no ] || sed 's/^/silent	/' "$work/silent" >&2
}

# What is not as in RESULTS.tsv, of what was measured.
differences() {
	awk 'BEGIN { FS = "\t" }
	/^#/ { next }
	NR == FNR { was[$1] = $2; next }
	!($1 in was) { print "new: " $1 " " $2; n++ }
	($1 in was) && was[$1] != $2 {
		print "differs: " $1 " " $2 ", was " was[$1]
		n++
	}
	{ delete was[$1] }
	END {
		if (all == "yes")
			for (m in was) {
				print "gone: " m ", was " was[m]
				n++
			}
		if (n == 0)
			print "all as in RESULTS.tsv"
	}' all="$all" "$1" "$2"
}

foreign gold judge_gold_dev.jsonl
foreign commits commits_dev.jsonl -t commit
foreign therapist therapist_turns_dev.tsv
for f in "$here"/fresh/*.tsv; do
	name=${f##*/}
	score "fresh.${name%.tsv}" fresh "$f"
done
[ "$all" = no ] || silent >>"$work/measures"

{
	echo '# measure	value'
	LC_ALL=C sort "$work/measures"
} >"$work/results"
if [ "$update" = yes ]; then
	[ "$all" = yes ] || die 'not all sets are there, so nothing is written'
	cp "$work/results" "$results"
else
	cat "$work/results"
	[ -f "$results" ] || exit 0
	differences "$results" "$work/results"
fi
