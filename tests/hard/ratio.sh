#!/bin/sh
# shellcheck disable=SC2086
#
# What hostile texts take: for each kind the time for n and for 2n bytes, in
# ms of the processor, the ratio of both, and MB/s.
#
#	tests/hard/ratio.sh [KIND ...]
#
# HARD_MB is n, 4 unless it is set.  The least of three times counts.  A ratio
# of 2 is linear; little times, as they come in steps of 1 ms, tell nothing.

set -u
LC_ALL=C
export LC_ALL

here=$(cd "${0%/*}" && pwd) || exit 2
srcdir=${abs_srcdir-${here%/tests/hard}}
builddir=${abs_builddir-$srcdir}
PATH=$builddir:$PATH
peak=$builddir/tests/hard/peak
n=$((${HARD_MB-4} * 1000000))

[ -x "$peak" ] || { echo 'ratio: make tests/hard/peak first' >&2; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
cd "$work" || exit 2

# least KIND TYPE BYTES: the time in ms, or 0 if it took too long.
least() {
	awk -v kind="$1" -v n="$3" -f "$here/gen.awk" >in || exit 2
	best=
	for _ in 1 2 3; do
		"$peak" 60 took sage-judgecheck --no-config -t "$2" in \
		    >/dev/null 2>&1
		[ $? -le 1 ] || { echo 0; return; }
		read -r kib ms <took
		[ -n "$best" ] && [ "$best" -le "$ms" ] || best=$ms
		[ "$ms" -lt 2000 ] || break
	done
	echo $((best > 0 ? best : 1)) "$kib"
}

printf '%-22s %-9s %8s %8s %6s %8s %6s\n' kind type n 2n ratio MB/s KiB
awk -f "$here/gen.awk" | while read -r kind type; do
	[ $# -eq 0 ] || case " $* " in
	*" $kind "*) ;;
	*) continue ;;
	esac
	echo "$kind $type $(least "$kind" "$type" $n)" \
	    "$(least "$kind" "$type" $((2 * n)))"
done | awk -v n="$n" '
	$3 == 0 || $5 == 0 {
		printf "%-22s %-9s over a minute, or it failed\n", $1, $2
		next
	}
	{
		printf "%-22s %-9s %8d %8d %6.2f %8.1f %6d\n", $1, $2, $3, \
		    $5, $5 / $3, 2 * n / 1000 / $5, $6
	}'
