#!/bin/sh
# How well messages are read, and how the replies to them are.
#
#	tests/eval/read.sh [--update]
#
# As run.sh, with the figures in READING.tsv.  SAGE_EVAL_DATA has what other
# people wrote; the sets in reading are our own.
#
#	situations.top		share of the messages whose first feeling is
#				one of those that count as right
#	situations.top45	the same of the surest 45 %
#	situations.valence	share of which good or hard is right
#	situations.valence45	the same of the surest 45 %
#	situations.ece		calibration error: how far the scores are from
#				the shares that are right, in the mean
#	github.f1		macro F1 over the six groups of shaver.tsv
#	github.neutral		the same if all were called none
#	everyday.*.event	share of the messages of which an event is known
#	everyday.*.valence	of those that tell something good or hard: share
#				of which the first feeling is so
#	everyday.*.wrong	of the same: share answered as the other
#	everyday.*.plain	of those that tell no feeling: share answered as
#				either
#	tone.*			share of good, hard or grave messages that are
#				answered as such, or as the other; of all that
#				are not grave, as danger
#	crisis.*		share of the messages that are taken as danger
#	holder, negation	share of the sentences that are read right
#	attention*	what is found in answers: see attention.sh
#	reflect.*, ask.*	of replies to the situations: the same text for
#				different messages; the commonest three words
#				to begin with; words copied in a row, median
#				and share of five and more; question marks;
#				anchored: has a word of four letters or more
#				of the message; malformed: faults that
#				tests/lint finds in three replies to each, and
#				to what listeners were told

. "${0%/*}/eval.sh"
results=$here/READING.tsv

case ${1-} in
''|--update) ;;
*) die 'usage: read.sh [--update]' ;;
esac
command -v jq >/dev/null || die 'jq is needed'
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

# The reading of each line: first feeling of the speaker's, its score, how
# likely it is good, crisis, names of feelings had, denied, and of others.
readings() {
	sage-reflect -l -n 1 -f json 2>/dev/null | jq -r '.reading | [
	    ((.feelings | map(select(.holder == "speaker" and
		(.negated | not)))[0]) | .name // "none", .score // 0),
	    .good, .crisis // "-",
	    ([.feelings[] | select(.holder == "speaker" and
		(.negated | not)) | .name] | join(" ")),
	    ([.feelings[] | select(.negated) | .name] | join(" ")),
	    ([.feelings[] | select(.holder != "speaker") | .name] |
		join(" ")),
	    ([.feelings[] | select(.holder == "speaker" and
		(.negated | not) and .source == "named") | .name] |
		join(" "))] | @tsv' 2>/dev/null
}

# both FILE COLUMN: the lines of a table with what is read in that column.
both() {
	grep -v '^#' "$1" >"$work/known"
	cut -f "$2" "$work/known" | readings >"$work/read"
	[ "$(wc -l <"$work/known")" -eq "$(wc -l <"$work/read")" ] ||
	    die "$1: lines were lost"
	paste "$work/read" "$work/known"
}

# everyday SET: how short messages are heard.
everyday() {
	grep -v '^#' "$here/reading/everyday-$1.tsv" >"$work/known"
	cut -f 3 "$work/known" | sage-reflect -l -n 1 -f json 2>/dev/null |
	jq -r '.reading | [.situation, (.events | length),
	    ((.feelings | map(select(.holder == "speaker" and
		(.negated | not)))[0]) | .name // "none")] | @tsv' |
	paste - "$work/known" |
	awk -F '\t' -v set="$1" -v feelings="$srcdir/lib/data/feelings.tsv" \
	    -f "$here/everyday.awk"
}

# tones SET: whether messages are answered as good or hard.
tones() {
	grep -v '^#' "$here/reading/tone-$1.tsv" >"$work/known"
	cut -f 3 "$work/known" | sage-reflect -l -n 1 -f json 2>/dev/null |
	jq -r .reading.situation | paste - "$work/known" |
	awk -F '\t' -v set="$1" -f "$here/tone.awk"
}

replies() {
	cut -f 2 "$data/feelings_situations_dev.tsv" | grep -v '^#' \
	    >"$work/text"
	"sage-$1" -l -n 1 "$work/text" 2>/dev/null >"$work/reply"
	paste "$work/reply" "$work/text" |
	awk -F '\t' -v name="$1" -f "$here/reply.awk"
	jq -r '.text | gsub("[\n\t]"; " ")' "$data/listen_dev.jsonl" |
	cat "$work/text" - >"$work/all"
	"sage-$1" -l -n 3 "$work/all" 2>/dev/null >"$work/reply"
	awk -v words="$here/../lint/words.txt" -f "$here/../lint/lint.awk" \
	    "$work/reply" >"$work/malformed"
	printf '%s.malformed\t%d\n' "$1" "$(wc -l <"$work/malformed")"
}

measure() {
	if [ -d "$data" ]; then
		both "$data/feelings_situations_dev.tsv" 2 |
		awk -F '\t' -v groups="$data/feeling_groups.tsv" \
		    -f "$here/situations.awk"
		both "$data/feelings_github_dev.tsv" 2 |
		awk -F '\t' -v map="$here/shaver.tsv" -f "$here/github.awk"
		replies reflect
		replies ask
	fi
	for set in one two; do
		everyday $set
	done
	for set in turn grave day; do
		tones $set
	done
	for set in one two three; do
		both "$here/reading/crisis-$set.tsv" 3 |
		awk -F '\t' -v set="$set" '
		{ n[$9]++; found[$9] += $4 != "-" }
		END { for (k in n)
			printf "crisis.%s.%s\t%.3f\n", set, k,
			    found[k] / n[k] }'
	done
	for set in "$here"/reading/holder*.tsv "$here"/reading/negation*.tsv; do
		name=${set##*/}
		both "$set" 3 |
		awk -F '\t' -v name="${name%.tsv}" \
		    -v near="$srcdir/lib/data/feelings.tsv" \
		    -f "$here/claims.awk"
	done
	"$here/attention.sh"
}

measure | sort >"$work/measures"
if [ "${1-}" = --update ]; then
	{ printf '# measure\tvalue\n'; cat "$work/measures"; } >"$results"
	echo "written: $results"
else
	cat "$work/measures"
	grep -v '^#' "$results" | diff - "$work/measures" >"$work/diff" ||
	    { echo 'differs from READING.tsv:'; cat "$work/diff"; }
fi
