# See read.sh.  5 feelings had, 6 denied, 7 others', 8 named as had; 9 holder
# or state, 10 the feeling.
BEGIN {
	while ((getline line <near) > 0)
		if (line !~ /^#/) {
			split(line, f, "\t")
			same[f[1]] = " " f[1] " " f[3] " "
		}
}

# Is one of the list the feeling, or near it?
function has(list, feeling,	i, n, w) {
	n = split(list, w, " ")
	for (i = 1; i <= n; i++)
		if (index(same[feeling], " " w[i] " "))
			return 1
	return 0
}

{
	n++
	if ($9 == "speaker" || $9 == "has")
		ok = has($5, $10) && index(" " $6 " " $7 " ",
		    " " $10 " ") == 0
	else if ($9 == "not" || $9 == "past")
		ok = !has($8, $10)
	else
		ok = has($7, $10) && !has($8, $10)
	right += ok
}

END { printf "%s\t%.3f\n", name, right / n }
