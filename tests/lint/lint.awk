# Reports replies that are malformed: lines of the input, one reply each.
#
#	awk -v words=words.txt -f lint.awk [file ...]
#
# Prints number, fault and reply, separated by tabs, for each fault; ends
# with 1 if there is one.  It looks at the words alone and shares nothing with
# the library, so that it does not have the library's faults.  What it knows
# of words is in words.txt.

function load(file,	line, class, n, i, w) {
	while ((getline line <file) > 0) {
		if (line ~ /^#/ || line == "")
			continue
		class = line
		sub(/:.*/, "", class)
		sub(/^[^:]*: */, "", line)
		if (class == "own") {
			own[line] = 1
			continue
		}
		n = split(line, w, " ")
		if (class == "pair") {
			pair_a[++npairs] = w[n - 1]
			pair_b[npairs] = w[n]
			sub(/ [^ ]+ [^ ]+$/, "", line)
			pair_name[npairs] = line
			continue
		}
		for (i = 1; i <= n; i++)
			in_class[class, w[i]] = 1
	}
	close(file)
}

function is(word, class) {
	return (class, word) in in_class
}

function fault(what) {
	printf "%d\t%s\t%s\n", FNR, what, line
	found = 1
}

# Words and marks of the line, from 1; the text as it is in raw.
function tokens(s,	i, n, t) {
	gsub(/[“”]/, "\"", s)
	gsub(/’/, "'", s)
	gsub(/[.,;:?!"()]/, " & ", s)
	n = split(s, raw, " ")
	for (i = 1; i <= n; i++) {
		t = tolower(raw[i])
		sub(/^'/, "", t)
		w[i] = t
	}
	w[0] = raw[0] = "."
	w[n + 1] = w[n + 2] = w[n + 3] = raw[n + 1] = "."
	return n
}

function mark(t) {
	return t ~ /^[.,;:?!"()]$/
}

function stop(t) {
	return t ~ /^[.;:?!"()]$/
}

# ---- letters and marks -------------------------------------------------------

function look_at_marks(s,	t) {
	if (s ~ /^[ \t]*$/) {
		fault("empty")
		return
	}
	if (s ~ /^["'(]*[a-z]/ || s ~ /[.?!]"? +[a-z]/)
		fault("lower-case start")
	if (s !~ /[.?!]["')]?$/)
		fault("no end mark")
	if (s ~ /^ | $|  |\t/)
		fault("blanks")
	if (s ~ / [.,;:?!]/)
		fault("space before a mark")
	if (s ~ /[.,;:?!][.,;:]|[,;:.][?!]|[?!][?!]/)
		fault("double mark")
	if (s ~ /[A-Za-z][,;:?!][A-Za-z]|[a-z][.][A-Z]/)
		fault("no space after a mark")
	if (s ~ /[][{}<>|_\\]/)
		fault("remains of a wording")
	if (s ~ /, and then [a-z]+ing /)
		fault("no verb")
	t = s
	if (gsub(/"/, "", t) % 2 != 0)
		fault("quotes")
	t = s
	if (gsub(/[(]/, "", t) != gsub(/[)]/, "", t))
		fault("brackets")
	if (s ~ /^(Do|Did|Are|Is|Was|Were|Have|Has|Would) (you|it|your) [^.?!]*[.]$/)
		fault("question without its mark")
	if (s ~ /^(What|How|Where|When|Who) (you|s?he|they|it|we) [^,.]*[?]$/)
		fault("no inversion")
}

# ---- neighbours --------------------------------------------------------------

function vowel_start(t) {
	if (is(t, "vowel"))
		return 1
	if (is(t, "consonant"))
		return 0
	return t ~ /^[aeiou]/ || t ~ /^(8|11$|18|80)/
}

function letter(t) {
	return t ~ /^[a-z]/
}

# A word of one class and one of another behind it, as words.txt has them.
function look_at_classes(i,	k) {
	for (k = 1; k <= npairs; k++)
		if (is(w[i], pair_a[k]) && is(w[i + 1], pair_b[k]))
			fault(pair_name[k] ": " w[i] " " w[i + 1])
}

# A word and the next.
function look_at_pair(i,	a, b) {
	a = w[i]
	b = w[i + 1]
	if (letter(a) && (a == b && !is(a, "twice") ||
	    letter(b) && a == w[i + 2] && b == w[i + 3]))
		fault("doubled " a)
	if (b ~ /^[a-z0-9]/ && (a == "a" && vowel_start(b) ||
	    a == "an" && !vowel_start(b)))
		fault(a " " b)
	if (is(a, "case") && is(b, "nom") && !is(w[i + 2], "join"))
		fault("case: " a " " b)
	if (a == "it" && b == "about" && is(w[i - 1], "before-it"))
		fault("does not go with: " a " " b)
	if (is(a, "nonword"))
		fault("no word: " a)
	if (a ~ /n't$/ && is(b, "not"))
		fault("double negation: " a " " b)
	if (a == "that" && is(b, "plural") && !is(w[i + 2], "plural-verb") &&
	    !is(w[i + 2], "modal"))
		fault("number: " a " " b)
	if (b == "then" && (is(a, "more") ||
	    a ~ /(ier|rder|nger|ller|ster|aner)$/))
		fault("then for than")
}

# Something that wants a thing behind it.
function look_at_article(i,	a, b) {
	a = w[i]
	b = w[i + 1]
	if (!is(a, "det") || a == "her" || a == "every" && b == "other")
		return
	if (is(a, "alone") && (mark(b) || is(b, "function")))
		return
	if (mark(b) || is(b, "det") || is(b, "nom") || is(b, "fin1") ||
	    is(b, "function") || is(b, "no-thing"))
		fault("after an article: " a " " b)
}

# What a thing is like, and no thing: "about your sick."
function look_at_adjective(i,	a, owner, b) {
	a = w[i]
	owner = w[i - 1]
	b = w[i + 1]
	if (!is(a, "adjective") || is(a, "thing-too"))
		return
	if (owner ~ /^(a|an|another)$/ && is(b, "plural"))
		fault("number: " owner " " a " " b)
	if (owner == "the" && mark(b) && !is(a, "people") ||
	    (is(owner, "poss") || owner ~ /^an?$/) &&
	    (mark(b) || is(b, "be") || is(b, "behind")))
		fault("no noun: " owner " " a)
}

# ---- verbs -------------------------------------------------------------------

# Does a clause begin at the word, so that it is the subject?
function opens(i) {
	return i == 1 || mark(w[i - 1]) || is(w[i - 1], "says") ||
	    is(w[i - 1], "conj") && w[i - 1] !~ /^(or|nor)$/
}

# Is one of the class before the word, in its clause?
function before(i, class) {
	for (i--; i > 0 && !stop(w[i]) && !is(w[i], "turn"); i--)
		if (is(w[i], class))
			return 1
	return 0
}

function look_at_agreement(i,	a, b) {
	a = w[i]
	b = w[i + 1]
	if (a == "you" && is(b, "singular-verb") && opens(i) &&
	    !(w[i - 1] ~ /^(and|,)$/ && is(w[1], "wh")) ||
	    a ~ /^(he|she|it)$/ && is(b, "plural-verb") && opens(i) &&
	    !before(i, "aux") ||
	    is(a, "quant") && is(b, "plural-verb") && !before(i, "aux") ||
	    a == "you's")
		fault("agreement: " a " " b)
	if (a == "there" && b ~ /^(is|was)$/ && is(w[i + 2], "plural"))
		fault("agreement: there " b " " w[i + 2])
	if (is(a, "acc") && opens(i) && is(b, "finite"))
		fault("case: " a " " b)
	if (a == "between" && w[i + 2] == "and" && is(w[i + 3], "nom"))
		fault("case: between ... " w[i + 3])
}

# "your mum are", "your parents is".
function look_at_owner(i,	b, c) {
	b = w[i + 1]
	c = w[i + 2]
	if (!is(w[i], "poss") || is(w[i - 1], "join"))
		return
	if (opens(i) && (w[i - 1] != "," && is(b, "singular") &&
	    is(c, "plural-verb") && !before(i, "aux") ||
	    is(b, "plural") && (is(c, "third") || is(c, "third-too"))))
		fault("agreement: " b " " c)
}

# The next word that is not between a verb and its help.
function behind(i,	j) {
	for (j = i + 1; is(w[j], "adverb"); j++)
		;
	return j
}

function look_at_forms(i,	a, b, j) {
	a = w[i]
	j = behind(i)
	b = w[j]
	if (is(a, "modal") && !is(w[i - 1], "det") && raw[i] != "May" &&
	    (is(b, "third") || is(b, "pastonly") || b == "had") ||
	    a == "to" && w[i - 1] !~ /^(what|listen)$/ &&
	    (is(b, "third") || is(b, "pastonly")) ||
	    a == "to" && b ~ /ing$/ && !is(b, "ing") &&
	    is(w[i - 1], "wants-to") ||
	    is(a, "be-now") && is(b, "base") && !before(i, "wh") ||
	    is(a, "have") && is(b, "not-had") && w[i - 1] != "to" &&
	    j == i + 1 ||
	    is(a, "form-prep") && is(w[i + 1], "bare"))
		fault("form: " a " " b)
	if (!is(a, "do"))
		return
	if (is(b, "who"))
		b = w[++j]
	else if (a == "do" || j > i + 1 ||
	    a ~ /^(does|did)$/ && is(b, "fin1"))
		return
	if (is(b, "not-done"))
		fault("form: " a " ... " b)
}

# Two verbs in a row, where the first is not the end of "what you did".
function look_at_two(i,	a, b) {
	a = w[i]
	b = w[i + 1]
	if (is(a, "modal") && is(b, "modal") ||
	    !is(w[1], "wh") && !is(w[1], "all") &&
	    (is(a, "fin2") && is(b, "aux-now") ||
	    is(a, "had") && is(b, "fin3")) ||
	    is(a, "pastonly") && is(b, "pastonly") &&
	    !before(i, "thing-clause"))
		fault("two verbs: " a " " b)
}

# Where the verb is that stands behind a thing from the word on, or 0.
function verb_behind(i,	j) {
	if (is(w[i + 1], "third"))
		return 0
	for (j = i + 1; j <= i + 4; j++) {
		if (w[j] !~ /^[a-z']+$/ || raw[j] ~ /^[A-Z]/ ||
		    w[j] ~ /^(you|i|we|they|he|she|it)'/ ||
		    is(w[j], "prep") || is(w[j], "modal") ||
		    is(w[j], "clause") || is(w[j], "who") ||
		    is(w[j], "det") || is(w[j], "clause-too"))
			return 0
		if (j > i + 1 && (is(w[j], "third") || is(w[j], "past")))
			break
	}
	if (j > i + 4 || w[j - 1] ~ /'s$/ ||
	    w[j] ~ /^(left|got|had)$/ && w[j + 1] == "you")
		return 0
	return j
}

# Has the clause a verb before the word, so that it wants no other?
function is_said(i,	n) {
	for (; i > 0 && !mark(w[i]) && !is(w[i], "conj"); i--) {
		if (w[i] == "imagine" ||
		    is(w[i], "wh") && (i > 1 || line !~ /[?]$/) ||
		    w[i] == "like" && w[i - 1] ~ /^(sounds|feels|seems)$/)
			return 0
		n += is(w[i], "aux") || is(w[i], "third") ||
		    is(w[i], "past") && !is(w[i - 1], "get") ||
		    is(w[i], "verb")
	}
	return n > 0
}

# "about your daughter leaves": a thing, and a verb where there is one.  "One
# of your kids" may do something.
function look_at_thing(i,	j) {
	if (i > 1 && (is(w[i], "det") || is(w[i], "many") ||
	    w[i] ~ /^(this|that)$/) &&
	    !(w[i - 1] == "of" && w[i - 2] ~ /^(one|some|friend|pair)$/) &&
	    (is(w[i - 1], "thing-prep") || is(w[i - 1], "lead") ||
	    is(w[i - 1], "lead-own") && is(w[i], "poss")) &&
	    (j = verb_behind(i)) > 0 && is_said(i - 1))
		fault("a verb after a thing: " w[j - 1] " " w[j])
}

# "Losing it, and you were sad."
function look_at_start(	i) {
	if (w[1] !~ /ing$/ || is(w[1], "ing"))
		return
	for (i = 2; w[i] != "," && !stop(w[i]); i++)
		if (is(w[i], "aux") || is(w[i], "third") ||
		    is(w[i], "past") || is(w[i], "third-too"))
			return
	if (w[i] == "," && w[i + 1] == "and")
		fault("no verb")
}

# ---- what is left over -------------------------------------------------------

function look_at_end(i,	a, b, j) {
	a = w[i]
	b = w[i + 1]
	if (!mark(b) || mark(a) || b == "\"" || b == "(")
		return
	if (is(a, "never-last") || is(a, "when-last") && stop(b) &&
	    !is(w[i - 1], "before-when"))
		fault("left over: " a)
	if (!is(a, "prep-last") || b != ".")
		return
	for (j = i - 1; j > 0 && !stop(w[j]); j--)
		if (is(w[j], "wh") || is(w[j], "strands") ||
		    j > 1 && (is(w[j], "who") || w[j] ~ /^you'/))
			return
	fault("left over: " a)
}

function look_at_negation(i,	j) {
	if (w[i] !~ /n't$/ && !is(w[i], "negation"))
		return
	for (j = i + 1; j <= i + 4 && letter(w[j]) &&
	    !is(w[j], "clause"); j++)
		if (is(w[j], "nothing") && !(is(w[i], "not-be") && j == i + 1) ||
		    w[j] == "no" && w[j + 1] != "to" &&
		    w[i] ~ /(n't|^never)$/)
			fault("double negation: " w[i] " " w[j])
}

function look_at_than(i,	j) {
	if (w[i] != "than")
		return
	for (j = i - 1; j > 0 && !stop(w[j]); j--)
		if (is(w[j], "comparative") || w[j] ~ /er$/)
			return
	fault("than after nothing")
}

function look_at_self(i) {
	if (is(w[i], "self") || is(w[i], "self-at-times") && !is_own(i))
		fault("pronoun: " w[i - 1] " " w[i] " " w[i + 1])
}

# Is the word a part of what the reply may say of the one who replies?
function is_own(i,	from, run, n) {
	for (from = i; from > 0 && from > i - 3; from--) {
		run = ""
		for (n = 0; n < 5; n++) {
			run = run (n > 0 ? " " : "") w[from + n]
			if (from + n >= i && (run in own))
				return 1
		}
	}
	return 0
}

function look_at_names(i) {
	if ((is(w[i], "singular") || is(w[i], "plural")) &&
	    (is(w[i - 1], "poss") && raw[i] ~ /^[A-Z]/ ||
	    raw[i] ~ /^[A-Z][A-Z][A-Z]+$/))
		fault("capital: " raw[i])
	if (is(w[i - 1], "name-prep") && is(w[i], "relation") &&
	    (mark(w[i + 1]) || is(w[i + 1], "be") || is(w[i + 1], "conj")))
		fault("no article: " w[i - 1] " " w[i])
}

BEGIN {
	load(words)
}

{
	line = $0
	look_at_marks(line)
	n = tokens(line)
	look_at_start()
	for (i = 1; i <= n; i++) {
		look_at_classes(i)
		look_at_pair(i)
		look_at_article(i)
		look_at_adjective(i)
		look_at_agreement(i)
		look_at_owner(i)
		look_at_forms(i)
		look_at_two(i)
		look_at_thing(i)
		look_at_end(i)
		look_at_negation(i)
		look_at_than(i)
		look_at_self(i)
		look_at_names(i)
	}
}

END { exit found }
