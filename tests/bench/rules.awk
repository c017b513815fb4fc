# Rules that nobody has written, of real words, for sage-rules(5):
#
#	awk -v rules=N -v patterns=M -f rules.awk frequency.tsv
#	awk -v phrases=N -f rules.awk frequency.tsv
#
# N rules of M patterns each, or N phrases of three words alone, which hardly
# any text has, and which begin with a common word, as grep is fastest on few
# beginnings.  The words of a pattern are as rare or common as they come,
# save one, which is common, and its shape is one of those that the rules have
# which are built in.

BEGIN {
	FS = "\t"
	shapes = split("C W W;{you} W|W|W C;C ~W W;{you} [C|C] W W;" \
	    "W C|C ..3 W;C W W|W_C|W_W;~be C W W;C W [C] W", shape, ";")
	seed = 1
}

# Park and Miller's random numbers; they fit a double.
function upto(n) {
	seed = seed * 16807 % 2147483647
	return int(seed / 2147483647 * n)
}

/^#/ || $1 !~ /^[a-z][a-z]+$/ { next }
$2 > 1000 { common[commons++] = $1 }
{ word[words++] = $1 }

# A shape, with words in the places of C and W.
function pattern(p,  made, c) {
	made = ""
	for (; p != ""; p = substr(p, 2)) {
		c = substr(p, 1, 1)
		if (c == "C")
			c = common[upto(commons)]
		else if (c == "W")
			c = word[upto(words)]
		made = made c
	}
	return made
}

END {
	if (words == 0)
		exit 1
	for (i = 1; i <= phrases; i++)
		print pattern("C W W")
	if (phrases > 0)
		exit
	print "category made"
	print "\ttitle words put together"
	print "\tlevel note"
	print "\tdefinition Nothing."
	print "\treason there is none"
	print "\trepair leave it"
	for (i = 1; i <= rules; i++) {
		print "\nrule made.r" i
		for (k = 0; k < patterns; k++)
			print "\tmatch " pattern(shape[1 + upto(shapes)])
		if (i % 3 == 0)
			print "\tunless before 3 not|never|" word[upto(words)]
	}
}
