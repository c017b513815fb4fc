# Hostile texts, by name and size:
#
#	LC_ALL=C awk -v kind=KIND -v n=BYTES -f gen.awk
#
# Without a kind the names are printed, each with the type that it is to be
# read as.  A text is one piece repeated up to the size, save where another
# shape is said below.

function add(kind, type, piece) {
	order[++kinds] = kind
	types[kind] = type
	pieces[kind] = piece
}

function repeat(piece, n,  text) {
	if (piece == "")
		return
	text = piece
	while (length(text) < 65536 && length(text) < n)
		text = text text
	for (; n > length(text); n -= length(text))
		printf "%s", text
	printf "%s", substr(text, 1, n)
}

# All bytes, by a fixed generator; what substr() can hold of them, as not
# every awk can print a NUL from a string.
function random(n,  seed, byte) {
	seed = 1
	for (; n > 0; n--) {
		seed = (seed * 16807) % 2147483647
		byte = int(seed / 8388608) % 256
		printf "%c", byte
	}
}

# One opening sign of each depth, and nothing that closes them.
function growing(sign, n,  run) {
	for (run = sign; n > length(run); run = run sign) {
		printf "%s ", run
		n -= length(run) + 1
		if (length(run) > 2000)
			run = ""
	}
}

# A trigger word of each category, whatever its rules say.
function triggers() {
	return "always lazy obviously fault ridiculous worse but should " \
	    "just whatever selfish ruined promise least why useless " \
	    "sorry overreacting understand pathetic "
}

BEGIN {
	# One line, one word, one sentence.
	add("word", "plain", "a")
	add("word-of-two-bytes", "plain", "\303\251")
	add("line", "plain", "some words of a line ")
	add("line-of-sentences", "plain", "So it is. ")
	add("words-of-one", "plain", "a ")
	add("words-over-edges", "plain", \
	    "x a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a x")

	# Signs alone.
	add("stops", "plain", ".")
	add("stops-and-blanks", "plain", ". ")
	add("questions", "plain", "?!")
	add("quotes", "plain", "\"")
	add("quotes-open", "plain", "\"a ")
	add("curly-quotes", "plain", "\342\200\234")
	add("apostrophes", "plain", "'")
	add("apostrophes-open", "plain", " 'a")
	add("clitics", "plain", "a's'd'll ")
	add("backticks", "plain", "`")
	add("backticks-open", "plain", "`a ")
	add("backticks-growing", "plain", "")
	add("less-than", "plain", "<")
	add("tags-open", "plain", "<a ")
	add("comments-open", "plain", "<!-- ")
	add("brackets", "plain", "](")
	add("addresses", "plain", "/a/b@c.d://")
	add("commas", "plain", "a, ")
	add("commas-alone", "plain", ",")
	add("values", "plain", "a,")
	add("dashes", "plain", "--")
	add("blanks", "plain", " ")
	add("tabs", "plain", "\t")
	add("newlines", "plain", "\n")
	add("returns", "plain", "\r\n")

	# Bytes.
	add("nul", "plain", "")
	add("random", "plain", "")
	add("emoji", "plain", "\360\237\221\251\342\200\215\360\237\222\273 ")
	add("combining", "plain", "\314\201")
	add("broken", "plain", "\377\376\200")
	add("broken-starts", "plain", "\360\237\221\342\200\303")

	# What judges, or may.
	add("you", "plain", "you ")
	add("found", "plain", "you never listen ")
	add("found-in-sentences", "plain", "You never listen. ")
	add("found-in-lines", "plain", "You never listen\n")
	add("triggers", "plain", triggers())
	add("suppressed", "plain", "you never listen sage: allow global\n")

	# Lines of all kinds.
	add("quotations", "plain", "> > > a\n")
	add("quotations-deep", "plain", "> ")
	add("bullets", "plain", "- a\n")
	add("bullets-far", "plain", "")
	add("fences", "plain", "```\na\n")
	add("diff", "plain", "@@ -1 +1 @@\n+you never listen\n\n")
	add("trailers", "commit", "Signed-off-by: A B <a@b.c>\n")
	add("unknown-trailers", "commit", "Foo: bar\n")
	add("comments", "commit", "# you never listen\n")
	add("headers", "mail", "Subject: Re: you never listen\n")
	add("mbox", "mail", "From a@b.c\nSubject: a\n\nyou never listen\n\n")

	# Markdown.
	add("md-paragraphs", "markdown", "You never listen.\n\n")
	add("md-line", "markdown", "you never listen ")
	add("md-deep-quotations", "markdown", ">")
	add("md-deep-bullets", "markdown", "- ")
	add("md-deep-then-blank", "markdown", "")
	add("md-stars", "markdown", "*")
	add("md-stars-open", "markdown", "*a ")
	add("md-underscores", "markdown", "a_")
	add("md-brackets", "markdown", "[")
	add("md-brackets-open", "markdown", "[a](")
	add("md-backticks", "markdown", "`")
	add("md-fence", "markdown", "~~~\nyou never listen\n")
	add("md-html", "markdown", "<div>\nyou never listen\n")
	add("md-list", "markdown", "- you never listen\n")
	add("md-references", "markdown", "[a]: b\n")
	add("md-headings", "markdown", "a\n===\n")
	add("md-tabs", "markdown", "\t")

	if (kind == "") {
		for (i = 1; i <= kinds; i++)
			print order[i], types[order[i]]
		exit
	}
	if (!(kind in pieces))
		exit 2
	if (kind == "random")
		random(n)
	else if (kind == "nul")
		for (; n > 0; n--)
			printf "%c", 0
	else if (kind == "backticks-growing")
		growing("`", n)
	else if (kind == "bullets-far")
		for (; n > 0; n -= 105007) {
			repeat("\n", 17000)
			repeat(" ", 48000)
			printf "- "
			for (i = 0; i < 5; i++) {
				repeat("a word ", 8000)
				printf "\n"
			}
		}
	else if (kind == "md-deep-then-blank")
		for (; n > 0; n -= 32768) {
			repeat("- ", 16384)
			printf "a"
			repeat("\n", 16383)
		}
	else
		repeat(pieces[kind], n)
}
