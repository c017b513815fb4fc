# See read.sh.  1 feeling, 9 the labels, with commas.
BEGIN {
	while ((getline line <map) > 0)
		if (line !~ /^#/) {
			split(line, f, "\t")
			group[f[1]] = f[2]
		}
	n = split("love joy surprise anger sadness fear", name, " ")
}

{
	said = group[$1]
	k = split($9, gold, ",")
	for (i = 1; i <= n; i++) {
		is = 0
		for (j = 1; j <= k; j++)
			is += gold[j] == name[i]
		if (is && said == name[i])
			tp[i]++
		else if (is)
			fn[i]++
		else if (said == name[i])
			fp[i]++
	}
}

END {
	for (i = 1; i <= n; i++) {
		f1 = 2 * tp[i] / (2 * tp[i] + fp[i] + fn[i])
		printf "github.f1.%s\t%.3f\n", name[i], f1
		sum += f1
	}
	printf "github.f1\t%.3f\n", sum / n
	printf "github.neutral\t0.000\n"
}
