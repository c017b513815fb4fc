# See read.sh.  1 the reply, 2 the message.
function words(s, w) {
	s = tolower(s)
	gsub(/[^a-z' ]/, " ", s)
	return split(s, w, " ")
}

{
	n++
	text[$1]++
	gsub(/^ +/, "", $1)
	k = split($1, f, " ")
	open[f[1] " " f[2] " " f[3]]++
	marks = gsub(/\?/, "?", $1)
	one += marks == 1
	any += marks > 0
	no += $1 == ""
	why += tolower($1) ~ /(^| )why( |\?|$)/
	a = words($1, r)
	b = words($2, m)
	delete row
	anchor = 0
	for (i = 1; i <= b; i++) {
		s = ""
		for (j = i; j <= b && j < i + 8; j++) {
			s = s " " m[j]
			row[s] = 1
		}
	}
	most = 0
	for (i = 1; i <= a; i++) {
		if (length(r[i]) > 3 && (" " r[i]) in row)
			anchor = 1
		s = ""
		for (j = i; j <= a && j < i + 8; j++) {
			s = s " " r[j]
			if (s in row && j - i + 1 > most)
				most = j - i + 1
		}
	}
	run[most]++
	if (b >= 8) {
		long++
		anchored += anchor
	}
}

END {
	if (n == 0)
		exit
	for (t in text)
		if (text[t] > 1) {
			same += text[t]
			top = text[t] > top ? text[t] : top
		}
	for (t in open)
		first = open[t] > first ? open[t] : first
	for (i = 0; i <= 8; i++) {
		if (sum < n / 2 && sum + run[i] >= n / 2)
			median = i
		sum += run[i]
		five += i >= 5 ? run[i] : 0
	}
	printf "%s.same\t%.3f\n", name, same / n
	printf "%s.same.most\t%.3f\n", name, top / n
	printf "%s.opening\t%.3f\n", name, first / n
	printf "%s.copied\t%d\n", name, median
	printf "%s.copied5\t%.3f\n", name, five / n
	printf "%s.questions\t%.3f\n", name, any / n
	printf "%s.onequestion\t%.3f\n", name, one / n
	printf "%s.why\t%.3f\n", name, why / n
	printf "%s.anchored\t%.3f\n", name, anchored / long
	printf "%s.empty\t%.3f\n", name, no / n
}
