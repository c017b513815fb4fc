# See attention.sh.  1 notes on the whole answer, 2 on the rest of it, 3 what
# is left out, 4 where that is in 5, the message, 6 the answer.

{
	at = index(tolower($5), tolower($4)) - 1
	if (at < 0) {
		print "not in the message: " $4
		exit 1
	}
	n++
	wrong += $1 != ""
	any += $2 != ""
	right = 0
	k = split($2, note, ",")
	for (i = 1; i <= k; i++) {
		split(note[i], f, " ")
		if (f[2] < at + length($4) && f[3] > at)
			right = 1
	}
	found += right
	if (verbose && $1 != "")
		print "false\t" shown($1) "\t" $5 "\t" $6
	if (verbose && !right)
		print "missed " $3 "\t" shown($2) "\t" $5 "\t" $6
}

# Notes as the words they stand on.
function shown(notes,	k, i, note, f, s) {
	k = split(notes, note, ",")
	for (i = 1; i <= k; i++) {
		split(note[i], f, " ")
		s = s f[1] " <" substr($5, f[2] + 1, f[3] - f[2]) "> "
	}
	return s
}

END {
	printf "%s.any\t%.3f\n", name, any / n
	printf "%s.false\t%.3f\n", name, wrong / n
	printf "%s.found\t%.3f\n", name, found / n
}
