# Measures from what hits.jq prints of a set: MEASURE TAB VALUE.
#
#	awk -f score.awk -v set=NAME
#
# A text with the label 1 judges and one with 0 does not.  It is flagged when
# anything is found in it, or anything at or above warning; in which words
# counts for category and span alone.  A text with "b" is not scored.  Of all
# other labels it is said how many of 1,000 are flagged.

BEGIN { FS = OFS = "\t" }

function share(a, b) {
	return b > 0 ? sprintf("%.3f", a / b) : "-"
}

# Count a text that judges, or does not, under a name.
function count(name) {
	if ($1 == 1) {
		judging[name]++
		hits[name] += $4 > 0
	} else
		alarms[name] += $4 > 0
	names[name]
}

$1 == "b" { next }

$1 != 0 && $1 != 1 {
	texts[$1]++
	flagged[$1] += $4 > 0
	warned[$1] += $4 > 1
	next
}

{
	scored[$1]++
	warnings[$1] += $4 > 1
	count("")
	if ($4 > 0) {
		bin = int($8 * 10 + .5)
		claimed[bin] += $8
		true[bin] += $1
		sure++
	}
	if ($2 != "-")
		count("." $2)
	n = split($3, categories, ",")
	for (i = 1; i <= n; i++)
		count("." categories[i])
}

$1 == 1 && $4 > 0 {
	right += $5
	if ($6 != "-") {
		spans++
		overlap += $6
	}
}

END {
	for (name in names) {
		if (!(name in judging))
			continue
		print set ".recall" name, share(hits[name], judging[name])
		print set ".texts.judging" name, judging[name]
		# A text of the kind 0 has a category only where it is the
		# twin of one that judges.
		if (name == "" || (name in alarms))
			print set ".precision" name, share(hits[name],
			    hits[name] + alarms[name])
	}
	if (1 in scored) {
		print set ".texts.innocent", scored[0] + 0
		print set ".warning.recall", share(warnings[1], scored[1])
		print set ".warning.precision", share(warnings[1],
		    warnings[1] + warnings[0])
		print set ".category", share(right, hits[""])
		for (bin in claimed) {
			off = claimed[bin] - true[bin]
			error += off < 0 ? -off : off
		}
		print set ".calibration", share(error, sure)
		if (spans > 0)
			print set ".span", share(overlap, spans)
	}
	for (name in texts) {
		at = name == "-" ? "" : "." name
		print set ".texts" at, texts[name]
		print set ".flagged" at, per(flagged[name], texts[name])
		print set ".warning.flagged" at, per(warned[name], texts[name])
	}
	if (("low" in texts) && ("high" in texts)) {
		print set ".ratio", ratio(flagged)
		print set ".warning.ratio", ratio(warned)
	}
}

function per(a, b) {
	return sprintf("%.2f", 1000 * a / b)
}

function ratio(of,  low, high) {
	if (of["high"] == 0)
		return "-"
	low = of["low"] / texts["low"]
	high = of["high"] / texts["high"]
	return sprintf("%.2f", low / high)
}
