#!/bin/sh
# shellcheck disable=SC2086
#
# Hostile texts, once and twice as long: each must be read in 5 s, and in 20 MB
# of memory.  ratio.sh tells what it took.

abs_srcdir=${abs_srcdir-$(cd "${0%/*}/../.." && pwd)}
. "${0%/*}/../tap.sh"

gen=$srcdir/tests/hard/gen.awk
peak=$builddir/tests/hard/peak
[ -x "$peak" ] || skip_all 'tests/hard/peak is not built'

judge='sage-judgecheck --no-config'
seconds=5 most=20480
set -- 300000 600000
if [ "${SANITIZERS-no}" != no ]; then
	# They take their own time and memory.
	seconds=60 most=
	set -- 100000
fi

# text KIND BYTES
text() {
	LC_ALL=C awk -v kind="$1" -v n="$2" -f "$gen" >in && [ -s in ]
}

# reads TYPE [OPTION ...]: what is in the file.
reads() {
	type=$1
	shift
	"$peak" $seconds took $judge -t "$type" "$@" in >out 2>err
	got=$?
	if [ $got -gt 1 ] || [ -s err ]; then
		echo "status $got"
		cat err
		return 1
	fi
	read -r kib ms <took || return
	[ -z "$most" ] || [ "$kib" -lt "$most" ] || {
		echo "$kib KiB in $ms ms"
		return 1
	}
}

# Each size in turn, and the first from a pipe, whose pieces are of other
# sizes, with the same outcome.
hard() {
	kind=$1 type=$2
	shift 2
	for bytes; do
		text "$kind" "$bytes" && reads "$type" || {
			echo "of $bytes bytes"
			return 1
		}
		[ "$bytes" != "$1" ] || mv out want
	done
	text "$kind" "$1" || return
	LC_ALL=C dd if=in bs=4099 2>/dev/null |
	    limit $judge -t "$type" --stdin-name in >out
	cmp want out
}

# As a message, in whatever memory; some seem to tell of danger.
message() {
	text "$1" "$2" && "$peak" $seconds took sage-reflect in >out
}

awk -f "$gen" >kinds || exit 99
while read -r kind type; do
	ok "$kind" hard "$kind" "$type" "$@"
	ok "$kind, as a message" message "$kind" "$1"
done <kinds

# Of these there may be more.
huge() {
	text "$1" 5000000 && reads plain
}
if [ "${SANITIZERS-no}" = no ]; then
	for kind in word line stops quotes backticks less-than newlines \
	    random; do
		ok "$kind, 5 MB" huge "$kind"
	done
fi

# Other ways to read and to tell.
other() {
	text "$1" 500000 && shift && reads "$@"
}
ok 'one line, as messages' other line plain -l
ok 'lines, as messages' other found-in-lines plain -l
ok 'empty messages' other newlines plain -l
ok 'NULs, as messages' other nul plain -0
ok 'one line, for eyes' other found plain -f pretty
ok 'broken bytes, for eyes' other random plain -f pretty
ok 'one line, in JSON' other found plain -f json
ok 'one line, marked' other found plain -p
ok 'commas, mended' other commas-alone plain --repair
ok 'wide columns' other emoji plain --column-unit display
done_testing
