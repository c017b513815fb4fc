#!/bin/sh
# How fast, and how large in memory, by the side of what everybody knows.
#
#	tests/bench/run.sh
#
# The text is the prose of this tree, shuffled and repeated, or the file that
# BENCH_TEXT names; BENCH_MB is its length, 100.  Commands run in turn, five
# times or more, and what they print goes through a pipe.  A line is
#
#	MEASURE TAB MEDIAN (LEAST-GREATEST) TAB TARGET TAB ok, miss or -
#
# and the median of the ratios, pair by pair, is held against the target.  A
# measure .cpu leaves out the time in which the machine did other things.
#
#	start		time by that of true, on a commit message of 1 KB;
#			rules: with 500 rules more, of one pattern each
#	prose		MB in a second; throughput by that of wc -w, and of
#			grep -c -F -i -f with 500 phrases
#	rules10		the same with ten times the rules, each with as many
#			patterns as the rules have that are built in; also
#			by the throughput without them
#	double		time of 50 MB by that of 25 MB
#	worst.KIND	throughput by that on prose; see worst.awk
#	rss		KiB, at most

set -u
LC_ALL=C.UTF-8
export LC_ALL

here=$(cd "${0%/*}" && pwd) || exit 2
srcdir=${abs_srcdir-${here%/tests/bench}}
builddir=${abs_builddir-$srcdir}
PATH=$builddir:$PATH
spawn=$builddir/tests/bench/spawn
mb=${BENCH_MB-100}
data=$srcdir/lib/data
judge='sage-judgecheck --no-config -t plain'

die() {
	echo "bench: $*" >&2
	exit 2
}

command -v sage-judgecheck >/dev/null || die 'sage-judgecheck is not built'
[ -x "$spawn" ] || die 'make tests/bench/spawn first'
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
cd "$work" || exit 2

# ---------------------------------------------------------------------------
# Inputs

prose() {
	if [ -n "${BENCH_TEXT-}" ]; then
		cat "$BENCH_TEXT"
	else
		LC_ALL=C awk -f "$here/prose.awk" "$srcdir/README.md" \
		    "$srcdir"/man/*.[1-8] "$data"/*.rules "$data"/*/*.rules \
		    "$srcdir"/lib/*.[ch] "$srcdir"/cmd/*.[ch]
	fi
}

# How many patterns a rule has, in the mean.
patterns() {
	awk '$1 == "rule" { rules++ }
	$1 == "match" { n++ }
	END { print int(n / rules + 0.5) }' "$data"/judge/*.rules
}

# made_rules RULES PATTERNS
made_rules() {
	awk -v rules="$1" -v patterns="$2" -f "$here/rules.awk" \
	    "$data/frequency.tsv"
}

inputs() {
	prose >text
	[ -s text ] || die 'there is no text'
	LC_ALL=C awk -v bytes="${mb}000000" -f "$here/shuffle.awk" text >full
	head -c "$((mb * 500000))" full >half
	head -c "$((mb * 250000))" full >quarter
	tr '\n' ' ' <full >line
	head -c 1000000 full >1m
	{ printf 'area: say what is done\n\n'; head -c 1000 full; } >message
	awk -v phrases=500 -f "$here/rules.awk" "$data/frequency.tsv" >fixed
	made_rules 500 1 >rules500
	rules=$(sage-judgecheck --no-config --list | wc -l)
	made_rules "$((9 * rules))" "$(patterns)" >rules10
}

# ---------------------------------------------------------------------------
# Figures

# took ROUNDS COMMAND [-- COMMAND]: leaves the figures for row.
took() {
	timeout 3600 "$spawn" "$@" >figures || die "no figures: $*"
}

# row MEASURE FIGURE AS OP TARGET: a line, from a figure.  AS is ratio, kib,
# or the MB that were read, to have MB a second.  OP and TARGET may be left
# out.
row() {
	awk -v measure="$1" -v figure="$2" -v as="$3" -v op="${4-}" \
	    -v target="${5-}" '
	BEGIN { FS = OFS = "\t" }
	function show(v) {
		return sprintf(as == "kib" ? "%.0f" : \
		    as == "ratio" ? "%.3f" : "%.2f", v)
	}
	$1 == figure {
		if (as + 0 > 0) {	# ms become MB a second
			least = as * 1000 / $4
			$3 = as * 1000 / $3
			$4 = as * 1000 / $2
			$2 = least
		}
		verdict = op == "" ? "-" : "miss"
		if ((op == "<=" && $3 <= target + 0) ||
		    (op == ">=" && $3 >= target + 0))
			verdict = "ok"
		print measure, show($3) " (" show($2) "-" show($4) ")",
		    op == "" ? "-" : op " " target, verdict
	}' figures
}

# both MEASURE [OP TARGET]: the ratio by wall clock and by processor.
both() {
	both_name=$1
	shift
	row "$both_name" wall ratio "$@"
	row "$both_name.cpu" cpu ratio "$@"
}

# $judge is several words, and so are others.
# shellcheck disable=SC2086
measure() {
	commit='sage-judgecheck --no-config -t commit'
	took 200 $commit message -- /usr/bin/true
	both start '<=' 1.25
	took 200 $commit -r rules500 message -- /usr/bin/true
	both start.rules '<=' 4

	took 5 wc -w full -- $judge full
	row prose wall.b "$mb"
	both prose.wc '>=' 1.5
	took 5 grep -c -F -i -f fixed full -- $judge full
	both prose.grep '>=' 1.3
	took 5 wc -w quarter -- $judge -r rules10 quarter
	both rules10.wc '>=' 0.5
	took 5 $judge quarter -- $judge -r rules10 quarter
	both rules10
	took 5 $judge half -- $judge quarter
	both double '<=' 2.5

	head -c 4000000 full >prose
	for kind in word words stops marks newlines letters apostrophes \
	    quotes findings random; do
		LC_ALL=C awk -v kind=$kind -v bytes="$(wc -c <prose)" \
		    -f "$here/worst.awk" >worst || die "$kind: no input"
		took 5 $judge prose -- $judge worst
		both "worst.$kind" '>=' 0.167
	done

	for f in message 1m full line; do
		took 5 $judge $f
		row "rss.$f" rss.a kib '<=' 4096
	done
}

load() {
	echo "# $(nproc) processors; $(uptime | sed 's/.*load/load/')"
}

inputs
load
printf '# measure\tvalue\ttarget\t\n'
measure
load
