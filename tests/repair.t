#!/bin/sh
# --repair: proposals in the place of what judges, and nothing else changed.
. "${0%/*}/tap.sh"

drafts=$srcdir/tests/repair/drafts	# one a line, and each of them judges
frames=$srcdir/lib/data/repair/proposals.frames
prog='sage-judgecheck --no-config'
judge="limit $prog"
peak=$builddir/tests/hard/peak

# clean FILE [OPTION ...]: nothing at all is found in it.
abbreviated() {
	for s in 'You never answer Dr. Smith.' \
	    'You are lazy, e.g. with the dishes.'; do
		echo "$s" | sage-judgecheck --no-config --repair >out
		[ "$(grep -c '[a-z]$' out)" -eq 0 ] &&
		! grep -Eq '(Smith|dishes)[.]$' out || return
	done
}
clean() {
	f=$1
	shift
	status 0 sage-judgecheck --no-config --fail=note "$@" <"$f" >found ||
	    { head -n 5 found; return 1; }
}

# becomes WANT TEXT [OPTION ...]: the text with \n and the like comes out so.
becomes() {
	printf '%b' "$1" >want
	printf '%b' "$2" >in
	shift 2
	$judge --repair "$@" <in >out 2>err
	[ $? -le 1 ] && [ ! -s err ] && same want out
}

# keeps PATTERN TEXT [OPTION ...]: what comes out is clean, another text, and
# as the pattern of awk has it, with line ends as |.
keeps() {
	printf '%b' "$2" >in
	pattern=$1
	shift 2
	$judge --repair "$@" <in >out 2>err
	[ $? -le 1 ] && [ ! -s err ] && ! cmp -s in out && clean out &&
	tr '\n' '|' <out | awk -v p="^$pattern\$" '$0 !~ p {
		print
		bad = 1
	}
	END { exit bad }'
}

# ---------------------------------------------------------------------------
# All of them

each() {	# each is another sentence then, one line for one line
	for context in auto work family; do
		for seed in 0 1 7; do
			$judge -l --repair --context $context -s $seed \
			    <"$drafts" >out 2>err
			[ $? -eq 1 ] && [ ! -s err ] &&
			[ "$(wc -l <out)" -eq "$(wc -l <"$drafts")" ] &&
			clean out -l || return
			grep -Fxf "$drafts" out && return 1
			:
		done
	done
}
again() {	# what is clean stays as it is
	$judge -l --repair <"$drafts" >once
	status 0 sage-judgecheck --no-config -l --repair <once >twice &&
	same once twice
}
formed() {	# brackets in pairs, pieces filled, a mark at the end
	$judge -l --repair <"$drafts" | awk '
	{ a = gsub(/\[/, "["); b = gsub(/\]/, "]") }
	a != b || /[{}|]/ || /  / || /\[\[/ || !/[.?]$/ || !/^[A-Z[]/ {
		print
		bad = 1
	}
	END { exit bad || NR == 0 }'
}
several() {	# 18 categories come out in more words than that
	$judge -l --repair --context family <"$drafts" | sort -u >out
	[ "$(wc -l <out)" -gt 40 ]
}

# A draft of all kinds of lines: TEXT has it, FRAME the same with a @ for each
# sentence that judges.
document() {
	awk '{
		kind = NR % 8
		text = "@"
		if (kind == 0) s = "A" NR " stays. " text " B" NR " stays.\r\n\r\n"
		if (kind == 1) s = "- A" NR " stays\n- " text "\n\n"
		if (kind == 2) s = "  1. " text "\n  2. A" NR "\n\n"
		if (kind == 3) s = "> You never listen, " NR ".\n\n\t" text "\n\n\n"
		if (kind == 4) s = "```\nYou never listen, " NR ".\n```\n" text " \n \n"
		if (kind == 5) s = "A" NR " said \"you never listen\". " text "\r\n\r\n"
		if (kind == 6) s = "(" text ") \342\202\254" NR "\n\n"
		if (kind == 7) s = "\360\237\221\213 A" NR ". *" text "* \377\376 B" NR ".\n\n"
		printf "%s", s >"frame"
		i = index(s, "@")
		printf "%s%s%s", substr(s, 1, i - 1), $0, substr(s, i + 1) >"text"
	}' "$drafts"
}
# The pieces of FRAME between the @ follow each other in the output, from its
# first byte to its last.
framed() {
	LC_ALL=C awk 'BEGIN { RS = "\001" }
	FNR == NR { n = split($0, piece, "@"); next }
	{
		rest = $0
		if (substr(rest, 1, length(piece[1])) != piece[1]) {
			print "the start"
			exit bad = 1
		}
		rest = substr(rest, length(piece[1]) + 1)
		for (i = 2; i <= n; i++) {
			at = i == n ? length(rest) - length(piece[n]) + 1 : \
			    index(rest, piece[i])
			if (at < 2 || substr(rest, at, length(piece[i])) != \
			    piece[i] || index(substr(rest, 1, at - 1), "\n\n")) {
				print i ": " substr(rest, 1, 200)
				exit bad = 1
			}
			rest = substr(rest, at + length(piece[i]))
		}
	}
	END { exit bad }' frame "$1"
}
outside() {
	document
	$judge --repair text >out 2>err
	[ $? -eq 1 ] && [ ! -s err ] && clean out && framed out
}
seen() {	# the test sees what it looks for
	sed 's/A9 stays/A9 went/' out >other
	! framed other >/dev/null && ! clean text >/dev/null
}
pieces() {	# in whatever pieces it comes
	$judge --repair text >whole
	{ head -c 1000 text; sleep .1; tail -c +1001 text | head -c 3; sleep .1
	  tail -c +1004 text; } | $judge --repair >out
	same whole out
}
ok 'each of the drafts gets a clean proposal' each
ok 'a repaired text is repaired no further' again
ok 'proposals are whole sentences' formed
ok 'and there are many' several
ok 'all around them stays, byte for byte' outside
ok 'the tests above see a change' seen
ok 'it does not matter how the text comes' pieces

# ---------------------------------------------------------------------------
# The words that there are

# Every line of the table, with what it says where nothing is known.
sayings() {
	sed -n 's/^	\(letter\|work\|commit\|subject\|title\)[a-z-]* //p' "$frames" |
	    sed 's/{[a-z]*|\([^}]*\)}/\1/g' >said
	[ "$(wc -l <said)" -gt 200 ]
}
usable() {	# what could never be written is not there
	sayings && sed 's/{thing}/the parser/g; s/{time}/yesterday/g
	    s/{doing}/testing it/g; s/{do}/test it/g; s/{did}/left it open/g
	    s/{feel}/sad/g; s/{need}/to be heard/g
	    s/{valid}/I understand you/g; s/{sorry}/I am sorry/g' said >filled &&
	! grep '[{}|]' filled && clean filled -l
}
unique() {
	sayings && sort said | uniq -d >twice
	# A few are the same for two categories.
	[ "$(wc -l <twice)" -le 12 ] || { cat twice; return 1; }
}
plain() {	# of brackets, one pair in another is none
	sayings && ! grep -e '\[[^]]*\[' -e '\]\]' said
}
words() {	# what is felt and needed reads on
	sed -n 's/^	feel //p' "$frames" | tr ',' '\n' | sed 's/^ *//' |
	    sort -u | sed 's/.*/I am &./' >felt
	sed -n 's/^	need //p' "$frames" | sed "s/.*/I'd like &./" >needed
	[ -s felt ] && [ -s needed ] && clean felt -l && clean needed -l
}
ok 'each line of the table is clean' usable
ok 'they are different' unique
ok 'brackets are not nested' plain
ok 'feelings and needs are clean' words

# ---------------------------------------------------------------------------
# Words of the draft

wished() {
	keeps '.*[Cc]ould you call me before the party.*' \
	    'Mum, you never call me before the party.\n' -l
}
wished_of() {
	keeps '.*[Cc]ould you run this.*' 'Did you even run this?\n'
}
done_() {
	keeps 'When you interrupted me at dinner, .*' \
	    'You always interrupt me at dinner.\n' --context family
}
inflected() {
	keeps 'When you shouted at the kids .*' \
	    "You're always shouting at the kids.\\n"
}
thing() {
	keeps '.*the commit messages.*' 'Your commit messages are useless.\n'
}
code() {
	keeps '.*`parse_all`.*' 'Your `parse_all` is garbage.\n' &&
	keeps '.*src/parse.c.*' 'Your change to src/parse.c is garbage.\n'
}
call() {
	keeps '.*the return value of open\(\).*' \
	    'You should have checked the return value of open().\n'
}
valid() {
	keeps "I understand you're tired\\. .*" \
	    "I understand you're tired, but you started it.\\n"
}
sorry() {
	keeps "I'm sorry about last night\\. .*" \
	    "I'm sorry about last night, but you started it.\\n"
}
faux() {
	keeps ".*to know that I was heard.*" \
	    'I feel ignored by you at every party.\n'
}
own() {	# the writer's own word for it
	keeps '.*exhausted.*' "I'm exhausted, you ruined my birthday.\\n" -s 1
}
spoilt() {	# "anything" can be denied only
	keeps '.*' 'You never tell me anything.\n' &&
	! grep -q anything out
}
third() {
	keeps '.*' 'He is such a liar.\n' &&
	! grep -qi '[cw]ould you\|for you\|your' out
}
ok 'what is wished for' wished
ok 'what is wished for, of a question' wished_of
ok 'what was done' done_
ok 'in another form' inflected
ok 'what is spoken of' thing
ok 'code is' code
ok 'brackets of a call stay with it' call
ok 'the kind half of a sentence' valid
ok 'an apology' sorry
ok 'a need behind a word' faux
ok 'the feeling that is named' own
ok 'no phrase that would not fit' spoilt
ok 'nobody is spoken to who is not there' third

# ---------------------------------------------------------------------------
# What stays of a sentence, and of its lines

greeting() {
	keeps 'Hi Sam, [a-zI].*' 'Hi Sam, you never listen.\n' &&
	! grep -q '^Hi Sam, Could' out &&
	keeps 'Dear Sam,\|.*[.?]\|' 'Dear Sam,\nyou never listen.\n'
}
label() {
	keeps 'nit: [A-Z[].*' 'nit: your code is garbage.\n' &&
	keeps 'src/a\.c:12: [A-Z[].*' 'src/a.c:12: your code is garbage.\n'
}
clause() {
	keeps 'The fix works here\. [A-Z].*' \
	    'The fix works here, but you never test on ARM.\n' &&
	keeps '[^W].*' 'When I talk, and it matters, you never listen to me.\n'
}
judging_clause() {	# what stays must be clean as well
	keeps '[^Y].*' 'You are an idiot today, and you never listen.\n'
}
strongest() {	# one sentence, one proposal
	keeps '[^.?]*[.?][^.?]*[.?]?[^.?]*[.?]?\|' \
	    'You never listen, you never help, you idiot!\n'
}
around() {
	keeps '\(.*[.?]\) ok\|' '(You never listen.) ok\n' &&
	keeps '\*\*.*[.?]\*\*\|' '**You always interrupt me!**\n'
}
chat() {
	keeps 'ok then\|.*[.?]\|see you at eight\|' \
	    'ok then\nyou never listen\nsee you at eight\n'
}
markdown() {	# what is marked stays in pairs
	cat >in <<'END'
You __never__ listen.

_You never listen. So it is._

**So it is. You never listen.**

[So it is. You never listen](x).
END
	limit sage-judgecheck --no-config --repair -t markdown in >out 2>err
	[ "$(grep -c never out)" -eq 1 ] || return
	grep -q '^\[So it is\. You never listen](x)\.$' out &&
	grep -q '^_[A-Z].* So it is\._$' out &&
	grep -q '^\*\*So it is\. [A-Z].*[.?]\*\*$' out &&
	grep -q ':7:12: no proposal fits' err
}
table() {	# not to be broken
	printf '| you never listen | ok |\n' >in
	status 1 sage-judgecheck --no-config --repair in >out 2>err &&
	same in out && grep -q '^sage-judgecheck: in:1:3: no proposal' err &&
	[ "$(wc -l <err)" -eq 1 ]
}
wrapped() {
	l='The change that you sent to the list this morning is, to be'
	printf 'A long line of words that says how wide the text here is.\r\n' >in
	printf '%s\r\n   fair, garbage and you never test it.\r\nEnd\r\n' "$l" >>in
	$judge --repair in >out
	clean out && ! grep -qv "$(printf '\r')\$" out &&
	awk 'length > 62 { print; bad = 1 } END { exit bad }' out &&
	grep -q '^   [A-Za-z[]' out
}
lines() {
	printf 'You never listen.\r\nok\r\nYou idiot!\r\n' >in
	$judge -l --repair in >out
	[ "$(grep -c "$(printf '\r')\$" out)" -eq 3 ] &&
	[ "$(sed -n 2p out)" = "$(printf 'ok\r')" ] && clean out -l
}
records() {
	printf 'You never listen.\0a\nb\0You idiot!' >in
	$judge -0 --repair in >out
	[ "$(tr -dc '\0' <out | wc -c)" -eq 2 ] && clean out -0 &&
	tr '\0' '|' <out | awk 'NR == 2 && !/^b\|/ { exit 1 }'
}
unended() {
	keeps '.*[.?]' 'You never listen'
}
bytes() {
	printf 'a\0b\377.\n\nYou never listen.\n\n\0\0 \377\n' >in
	printf 'a\0b\377.\n\n' >first
	printf '\n\n\0\0 \377\n' >last
	$judge --repair in >out
	head -c 7 out | cmp - first && tail -c 7 out | cmp - last && clean out
}
empty() {
	for o in '' -l -0; do
		status 0 sage-judgecheck --no-config --repair $o </dev/null >out &&
		[ ! -s out ] || return
	done
}
ok 'a greeting' greeting
ok 'a label' label
ok 'a clause that can stand alone' clause
ok 'but none that judges' judging_clause
ok 'the gravest of several decides' strongest
ok 'brackets and emphasis' around
ok 'lines of their own' chat
ok 'marks of Markdown' markdown
ok 'a table stays, and it is said' table
ok 'a wrapped paragraph is wrapped as it was' wrapped
ok 'lines with a CR are lines still' lines
ok 'records' records
ok 'no line end where there was none' unended
ok 'NUL and broken bytes' bytes
ok 'nothing of nothing' empty

# ---------------------------------------------------------------------------
# Registers

commit() {
	cat >COMMIT_EDITMSG <<'END'
You broke the build again, you idiot

Your parser is garbage.

- You never test your changes on Windows before you merge them and
  the users find out.

Signed-off-by: A B <a@b>
# You idiot
END
	$judge --repair COMMIT_EDITMSG >out
	clean out -t commit && ! sed '/^#/d' out | grep -wiE 'you|your' &&
	sed -n 1p out | awk '/\.$/ || length > 72 { exit 1 }' &&
	awk 'length > 72 { exit 1 }' out &&
	tail -n 3 out >end && tail -n 3 COMMIT_EDITMSG | grep -v idiot >want &&
	grep -v idiot end >got && same want got
}
mail() {
	cat >a.eml <<'END'
From: a@b
Subject: Re: you never listen to me

You never listen to me, and I have said so in every mail since we met.

-- 
You never listen.
END
	$judge --repair a.eml >out
	clean out -t mail && sed -n 2p out | grep -q '^Subject: Re: [^.]*$' &&
	awk 'length > 72 { exit 1 }' out && tail -n 2 out >end &&
	tail -n 2 a.eml | cmp - end
}
review() {
	printf 'This merge broke the parser tests.\n\nYou never listen.\n' >in
	$judge --repair in >out && $judge --repair --context family in >other
	! cmp -s out other
	! grep -qi 'feel' out && clean out && clean other
}
no_need() {	# in a review nobody speaks of what the heart needs
	$judge -l --repair --context code-review <"$drafts" >out
	clean out -l && ! grep -i 'I feel' out
}
ok 'a commit message speaks to nobody' commit
ok 'a mail' mail
ok 'the words of the text decide' review
ok 'a review is to the point' no_need

# ---------------------------------------------------------------------------
# Options

same_words() {	# not twice in a message
	printf 'You never listen. You idiot! You never help. You moron!\n' >in
	for i in 1 2; do cat in; done >in2
	$judge --repair --context family in2 | sed 's/\([.?]\) /\1\n/g' |
	    grep 'feel\|felt' | sed 's/felt [a-z ]*/felt/' | sort | uniq -d >twice
	[ ! -s twice ] || { cat twice; return 1; }
}
seeds() {
	for i in 0 1 2 3; do
		echo 'You never listen.' | $judge --repair -s $i
	done | sort -u >out
	[ "$(wc -l <out)" -eq 4 ]
}
only() {	# what is not printed is not repaired
	printf 'You never listen. You idiot!\n' >in
	$judge --repair -c trait in | grep -q '^You never listen\. [^Y]' &&
	$judge --repair -c global in | grep -q '[.?] You idiot!$' &&
	$judge --repair -L error in | grep -q '^You never listen\. [^Y]' &&
	becomes 'You never listen. sage: allow\n' \
	    'You never listen. sage: allow\n'
}
known() {
	printf 'You never listen.\n' >in
	$judge --write-baseline=base in
	printf 'You never listen. You idiot!\n' >in
	$judge --repair --baseline=base in | grep -q '^You never listen\. [^Y]'
}
strict() {	# a proposal is clean by all rules, whatever was asked for
	$judge -l --repair -c global <"$drafts" >out
	$judge -l --fail=never -c global out >found && [ ! -s found ]
}
user() {	# a category that the table does not know
	cat >my.rules <<'END'
category mine
	title a word made up
	definition A word.
	reason nobody knows it
	repair say it plainly

rule mine.zork
	match zork
	yes A zork.
	no A fork.
END
	printf 'What a zork.\n' >in
	status 1 sage-judgecheck --no-config -r my.rules --repair in >out &&
	! grep -q zork out
}
none() {	# if no proposal passes, the sentence stays
	cat >my.rules <<'END'
category mine
	title a word
	definition A word.
	reason none

rule mine.all
	match what|how|could|like|led|the|in|on|i|it|you|a
	yes What.
	no Nobody.
END
	printf 'You idiot! Nobody.\n' >in
	status 1 sage-judgecheck --no-config -r my.rules --repair in >out 2>err
	same in out && grep -q 'in:1:1: no proposal fits' err &&
	[ "$(wc -l <err)" -eq 1 ] &&
	printf 'Nobody.\0You idiot!\0' >in &&
	status 1 sage-judgecheck --no-config -r my.rules -0 --repair in \
	    >out 2>err && same in out && grep -q 'in#2:1:1: no proposal' err
}
exits() {
	printf 'You never listen.\n' >in
	status 1 sage-judgecheck --no-config --repair in >out &&
	status 0 sage-judgecheck --no-config --repair --fail=error in >out &&
	status 2 sage-judgecheck --no-config --repair in nothing >out 2>err &&
	! grep -q never out &&
	for o in -p -q --count --write-baseline=x; do
		status 2 sage-judgecheck --no-config --repair $o in \
		    >out 2>err && [ ! -s out ] || return
	done
}
full() {
	[ -c /dev/full ] || return 0
	status 2 sage-judgecheck --no-config --repair in >/dev/full 2>err
}
files() {
	printf 'You never listen.\n' >a
	printf 'ok\n' >b
	$judge --repair a b a >out
	$judge --repair a >one
	cat one b one >want
	same want out
}
long() {	# much text, in as little memory as a little
	awk 'BEGIN {
		for (i = 0; i < 30000; i++)
			print "Line " i " is fine.\n\nYou never listen, " i ".\n"
	}' >in
	echo 'You never listen.' >short
	"$peak" 20 some $prog --repair short >out &&
	echo 'is not repaired' && return 1
	"$peak" 20 big $prog --repair in >out 2>err
	read -r few _ <some && read -r many _ <big &&
	[ "$many" -lt $((few + 4096)) ] && [ ! -s err ] && [ "$(grep -c 'is fine' out)" -eq 30000 ] &&
	! grep -q 'You never' out
}
ok 'no words twice' same_words
ok 'another seed, another proposal' seeds
ok 'only what would be printed' only
ok 'not what a baseline hides' known
ok 'proposals pass all rules' strict
ok 'a category of the user' user
ok 'a sentence that nothing fits stays' none
ok 'an abbreviation ends no sentence' abbreviated
ok 'exit statuses' exits
ok 'a full disk' full
ok 'several files' files
if [ "${SANITIZERS-no}" = yes ]; then
	skip 'a long text' 'a sanitizer keeps what is freed'
elif [ -x "$peak" ]; then
	ok 'a long text' long
else
	skip 'a long text' 'tests/hard/peak is not built'
fi
done_testing
