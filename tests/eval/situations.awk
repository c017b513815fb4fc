# See read.sh.  1 feeling, 2 score, 3 good, 9 the label.
BEGIN {
	while ((getline line <groups) > 0) {
		split(line, f, "\t")
		right[f[1]] = " " f[2] " "
		valence[f[1]] = f[3]
	}
}

$9 in right {
	ok[++n] = index(right[$9], " " $1 " ") > 0
	sure[n] = $2
	vok[n] = ($3 > .5 ? "+" : "-") == valence[$9]
	vsure[n] = $3 > .5 ? $3 - .5 : .5 - $3
	bin = int($2 * 10)
	binn[bin]++
	binok[bin] += ok[n]
	binsum[bin] += $2
}

# The share of what is right among the surest 45 %.
function surest(sure, ok,	i, k, most, sum, done, m) {
	m = int(n * .45)
	for (k = 1; k <= 1000 && done < m; k++)
		for (i = 1; i <= n && done < m; i++)
			if (sure[i] <= 1 - (k - 1) / 1000 + 1e-9 &&
			    sure[i] > 1 - k / 1000 + 1e-9) {
				sum += ok[i]
				done++
			}
	return sum / m
}

END {
	if (n == 0)
		exit
	for (i = 1; i <= n; i++) {
		all += ok[i]
		vall += vok[i]
	}
	for (b in binn) {
		off = binok[b] - binsum[b]
		ece += off > 0 ? off : -off
	}
	printf "situations.top\t%.3f\n", all / n
	printf "situations.top45\t%.3f\n", surest(sure, ok)
	printf "situations.valence\t%.3f\n", vall / n
	printf "situations.valence45\t%.3f\n", surest(vsure, vok)
	printf "situations.ece\t%.3f\n", ece / n
}
