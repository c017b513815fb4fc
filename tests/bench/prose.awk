# The prose of this tree, from files of rules, manuals, C and Markdown, as
# paragraphs: what a person would read there.
#
# Of the examples of rules only every tenth is taken, as a text that judges
# with each breath, or nearly, is no text to measure on.

FNR == 1 {
	paragraph()
	rules = FILENAME ~ /\.rules$/
	manual = FILENAME ~ /\.[1-8]$/
	source = FILENAME ~ /\.[ch]$/
	comment = 0
}

rules { read_rules() }
manual { read_manual() }
source { read_source() }
!rules && !manual && !source { say($0) }

END { paragraph() }

# A piece of the paragraph, in lines as people wrap them; nothing ends it.
# What makes the filter pass over what follows is taken out.
function say(text,  n, word, i) {
	gsub(/sage:|diff --git|```+|~~~+|---+/, "", text)
	n = split(text, word, /[ \t]+/)
	if (n == 0)
		paragraph()
	for (i = 1; i <= n; i++) {
		if (word[i] == "")
			continue
		if (line != "" && length(line) + length(word[i]) >= 72) {
			print line
			line = ""
		}
		line = line (line == "" ? "" : " ") word[i]
	}
}

function paragraph() {
	if (line != "")
		print line "\n"
	line = ""
	sentences = 0
}

# Some sentences of their own make a paragraph.
function sentence(text) {
	say(text)
	if (++sentences == 5)
		paragraph()
}

function read_rules(  text) {
	text = $0
	if (sub(/^#+ */, "", text)) {
		say(text)
		return
	}
	if ($1 ~ /^(yes|no)$/ && ++examples % 10 != 0)
		return
	if ($1 !~ /^(yes|no|definition|reason|repair|why)$/)
		return
	sub(/^[ \t]*[a-z]+ /, "", text)
	# What a repair takes from a match.
	gsub(/<[a-z]+\|/, "", text)
	gsub(/[<>]/, "", text)
	sentence(text)
}

# mdoc: a macro that sets words in a sentence leaves them, another ends it.
function read_manual(  text) {
	text = $0
	if (text ~ /^\.\\"/)
		return
	gsub(/\\\(dq/, "\"", text)
	gsub(/\\[&eq]/, "", text)
	if (text ~ /^\.(Ar|Cm|Em|Fn|Ic|Pa|Ql|Sq|Xr) /)
		sub(/^\.[A-Z][a-z] /, "", text)
	else if (text ~ /^\./) {
		paragraph()
		return
	}
	say(text)
}

function read_source(  text) {
	text = $0
	if (!comment && text !~ /\/\*/)
		return
	if (!comment)
		sub(/.*\/\*/, "", text)
	comment = text !~ /\*\//
	sub(/\*\/.*/, "", text)
	sub(/^ ?\*/, "", text)
	say(text)
	if (!comment)
		paragraph()
}
