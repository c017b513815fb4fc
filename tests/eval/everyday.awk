# See read.sh.  1 situation, 2 number of events, 3 feeling, 4 the label.
BEGIN {
	while ((getline line <feelings) > 0) {
		split(line, f, "\t")
		sign[f[1]] = f[2]
	}
}

{ event += $2 > 0 }

$4 == "good" || $4 == "bad" {
	felt++
	right += ($4 == "good" ? "+~" : "-") ~ "[" sign[$3] "]"
	wrong += $1 == ($4 == "good" ? "trouble" : "good")
}

$4 == "none" {
	none++
	plain += $1 == "trouble" || $1 == "good"
}

END {
	printf "everyday.%s.event\t%.3f\n", set, event / NR
	printf "everyday.%s.valence\t%.3f\n", set, right / felt
	printf "everyday.%s.wrong\t%.3f\n", set, wrong / felt
	printf "everyday.%s.plain\t%.3f\n", set, plain / none
}
