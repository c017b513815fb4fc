# A text that may be hard to read, of a kind:
#
#	LC_ALL=C awk -v kind=KIND -v bytes=N -f worst.awk

BEGIN {
	unit["word"] = "you "
	unit["words"] = "you are never just always so why not "
	unit["stops"] = ". "
	unit["marks"] = "?!.,;:"
	unit["newlines"] = "\n"
	unit["letters"] = "a"
	unit["apostrophes"] = "'s'd'll"
	unit["quotes"] = "\" you 'are` "
	unit["findings"] = "You never listen. "
	unit["random"] = random()
	text = unit[kind]
	if (text == "")
		exit 1
	while (length(text) < 65536)
		text = text text
	for (left = bytes; left > length(text); left -= length(text))
		printf "%s", text
	printf "%s", substr(text, 1, left)
}

# All bytes but NUL, which not every awk can print.
function random(  text, seed, i) {
	seed = 1
	for (i = 0; i < 65536; i++) {
		seed = seed * 16807 % 2147483647
		text = text sprintf("%c", 1 + int(seed / 8421505))
	}
	return text
}
