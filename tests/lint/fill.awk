# Every wording of the frames, with words in its places: each of the words
# given to a place in turn, and each feeling that the frame is for, as strong
# as it may be.  FILES are feelings.tsv, the rules and the frames: a word of
# theirs is the first that the event's rule takes.  What stands for "a"
# and "b" is taken from a message as it is; those wordings are left out.
# With named=1 the name of the frame and a tab come before each.
BEGIN {
	FS = "\t"
	split("losing your job|the nights|that clash with your mom", say, "|")
	split("your dog|your exams|the interview", topic, "|")
	split("your sister|your parents|your friends", person, "|")
	split("your landlord sold the house|you can't sleep|" \
	    "they left you behind", clause, "|")
}

FILENAME ~ /[.]tsv$/ {
	if ($0 !~ /^#/ && NF >= 8) {
		names[++nnames] = $1
		good[$1] = $2
		for (i = 1; i <= 3; i++)
			said[$1, i] = $(5 + i - 1)
	}
	next
}

# The first of the words that may stand in one place of a rule.
function spelled(place,	n, i, w) {
	n = split(place, w, "|")
	for (i = 1; i <= n; i++) {
		if (w[i] ~ /^[{].*[}]$/)
			w[i] = first[substr(w[i], 2, length(w[i]) - 2)]
		gsub(/_/, " ", w[i])
		if (w[i] ~ /^[a-z][a-z ]*$/)
			return w[i]
	}
	return ""
}

# What a rule takes as NAME, as short as it may be; nothing if it may be
# anything.
function taken(line, name,	at, n, i, w, word, all) {
	if ((at = index(line, "<" name " ")) == 0)
		return ""
	line = substr(line, at + length(name) + 2)
	line = substr(line, 1, index(line, ">") - 1)
	gsub(/\[[^]]*\]/, "", line)
	n = split(line, w, " ")
	for (i = 1; i <= n; i++) {
		if ((word = spelled(w[i])) == "")
			return ""
		all = all (i > 1 ? " " : "") word
	}
	return all
}

FILENAME ~ /[.]rules$/ {
	n = split($0, f, " ")
	if ($1 ~ /^(class|rule) /) {
		rule = f[2]
		matches = ""
	} else if ($2 ~ /^words / && !(rule in first))
		first[rule] = f[2] ~ /^[{]/ ? first[substr(f[2], 2,
		    length(f[2]) - 2)] : f[2]
	else if ($2 ~ /^match /)
		matches = matches $2 "\n"
	else if ($2 ~ /^say / && match($2, /<[a-z]+/))
		word[rule] = taken(matches, substr($2, RSTART + 1,
		    RLENGTH - 1))
	next
}

function flush(	i, v) {
	if (text != "" && text !~ /\{[ab]\}/) {
		sub(/^\{lead\}/, "Oh no. ", text)
		gsub(/\{feel2\}/, "uneasy", text)
		gsub(/\{past\}/, "you lost your job", text)
		gsub(/\{now\}/, "you can't sleep", text)
		v = word[event] != "" ? word[event] : "sister"
		known += text ~ /\{named\}/ && word[event] != ""
		gsub(/\{named\}/, v, text)
		gsub(/\{thing\}/, "a hot tub", text)
		gsub(/\{thread\}/, "losing your job", text)
		gsub(/\{whom\}/, "your sister", text)
		gsub(/\{doing\}/, "your landlord selling the house", text)
		gsub(/\{noun\}/, "sadness", text)
		gsub(/\{time\}/, "all week", text)
		gsub(/\{need\}/, "some rest", text)
		gsub(/\{ask\}/, "what it was like", text)
		gsub(/\{list\}/, "losing your job, the move and no sleep",
		    text)
		for (i = 1; i <= 3; i++) {
			v = text
			gsub(/\{say\}/, say[i], v)
			gsub(/\{topic\}/, topic[i], v)
			gsub(/\{person\}/, person[i], v)
			gsub(/\{clause\}/, clause[i], v)
			feel_it(v, i == 2)
			if (v == text)
				break
		}
	}
	text = feelings = event = ""
	low = 1
	high = 3
}

# With all its feelings, or with one of them.
function feel_it(v, all,	i, k, m, f, t) {
	if (v !~ /\{feel\}/) {
		put(v)
		return
	}
	m = split(feelings == "" ? "any" : feelings, f, " ")
	for (i = 1; i <= m; i++)
		if (f[i] == "any" && i == 1 && m < 4) {
			for (k in said)
				if (split(k, t, SUBSEP) && t[2] >= low &&
				    t[2] <= high && (all || t[2] == 2) &&
				    good[t[1]] == sign)
					put_feel(v, said[k])
		} else if ((f[i], 2) in said)
			for (k = low; k <= high; k++)
				if (all || k == low)
					put_feel(v, said[f[i], k])
}

function put_feel(v, feel) {
	gsub(/\{feel\}/, feel, v)
	put(v)
}

function put(v) {
	printf "%s%s\n", named ? name "\t" : "",
	    toupper(substr(v, 1, 1)) substr(v, 2)
}

/^frame / {
	flush()
	name = substr($1, 7)
}
/^\tsituation / { sign = $0 ~ /good|memory/ ? "+" : "-" }
/^\tevent / { event = substr($2, 7) }
/^\tfeeling / {
	feelings = $2
	sub(/^feeling /, "", feelings)
}
/^\tstrength / {
	low = substr($2, 10, 1)
	high = substr($2, length($2), 1)
}
/^\tsay / {
	text = $2
	sub(/^say /, "", text)
}
# That words are found is what the rules are read for.
END {
	flush()
	exit known < 500
}
