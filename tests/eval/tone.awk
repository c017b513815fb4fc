# See read.sh.  1 situation, 2 the label.
BEGIN {
	as["good"] = "good"
	as["trouble"] = as["crisis"] = "hard"
}

{
	want = $2 == "grave" ? "hard" : $2
	n[$2]++
	tone = $1 in as ? as[$1] : ""
	right[$2] += tone == want
	wrong[$2] += tone != "" && tone != want
	if ($2 != "grave") {
		safe++
		danger += $1 == "crisis"
	}
}

END {
	for (k in n)
		if (k == "good" || k == "hard" || k == "grave") {
			printf "tone.%s.%s.right\t%.3f\n", set, k,
			    right[k] / n[k]
			printf "tone.%s.%s.wrong\t%.3f\n", set, k,
			    wrong[k] / n[k]
		}
	printf "tone.%s.crisis\t%.3f\n", set, danger / safe
}
