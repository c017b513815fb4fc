#!/bin/sh
# What sage-judgecheck --reply-to finds in answers, whole and with a part taken
# out.
#
#	tests/eval/attention.sh [-v] [FILE ...]
#
# Without a file, what is in tests/eval/reading/attention*.tsv; see there for
# the columns.  Prints for each file:
#
#	NAME.found	share of the omissions for which there is a note that
#			stands where they are
#	NAME.any	share for which there is a note anywhere
#	NAME.false	share of the whole answers that there is a note on
#
# and with -v each answer that counts against it.

. "${0%/*}/eval.sh"
verbose=0
[ "${1-}" = -v ] && { verbose=1; shift; }
[ $# -eq 0 ] && set -- "$here"/reading/attention*.tsv
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

# notes DRAFTS: for each the offsets and kinds of its notes, on a line.
notes() {
	sage-judgecheck --no-config -c attention --fail never -f json \
	    --column-unit byte -l --reply-to "$work/messages" "$1" |
	jq -r '[.findings[] | "\(.id) \(.start.byte) \(.end.byte)"] |
	    join(",")'
}

for file; do
	name=${file##*/}
	grep -v '^#' "$file" >"$work/known"
	cut -f 3 "$work/known" >"$work/messages"
	cut -f 4 "$work/known" | tr -d '[]' >"$work/whole"
	cut -f 4 "$work/known" | sed 's/\[[^]]*\]//' >"$work/part"
	notes "$work/whole" >"$work/on-whole"
	notes "$work/part" >"$work/on-part"
	paste "$work/on-whole" "$work/on-part" "$work/known" |
	LC_ALL=C awk -F '\t' -v name="${name%.tsv}" -v verbose="$verbose" \
	    -f "$here/attention.awk"
done
