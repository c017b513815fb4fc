#!/bin/sh
# shellcheck disable=SC2154,SC2086
#
# What must not change what is said, or must change it in one way: names,
# relations, greetings, letters, "not", whose feeling it is.  The messages are
# those of tests/meta.  Where some change what they should not, a test says how
# many did when it was written; more are a fault.
. "${0%/*}/tap.sh"

dir=$srcdir/tests/meta
tab=$(printf '\t')
table() { grep -v '^#' "$dir/$1"; }
table messages.txt >one
cat one one >messages

# One reply to each message, with two seeds: one file to the next.
said() {
	for s in 0 1; do
		limit $prog -s $s -0 -n 1 "$1" 2>/dev/null | tr '\000' '\n'
	done
}
# most N: of messages that are others and have other replies than they should,
# no more than N.
most() {
	paste messages changed wanted got | awk -F '\t' -v most="$1" '
	$1 != $2 {
		n++
		if (tolower($3) != tolower($4)) {
			wrong++
			print $2 ": " $4 " and not " $3
		}
	}
	END {
		print wrong + 0 " of " n
		exit !(n >= 18 && wrong <= most)
	}'
}
# swapped GROUP N: the words of swaps.tsv are others, in what is said as well.
swapped() {
	table swaps.tsv | awk -F '\t' -v group="$1" '$1 == group {
		print "s/\\b" $2 "\\b/@" $3 "/g"
		print "s/\\bY" substr($2, 2) "\\b/@" $3 "/g"
	} END { print "s/@//g" }' >swaps
	sed -f swaps messages >changed
	sed -f swaps base >wanted
	sed -f swaps one | tr '\n' '\000' >in
	said in >got
	most "$2"
}
# written N COMMAND ...: what is written another way gets the same reply.
written() {
	most=$1
	shift
	"$@" <one | tr '\n' '\000' >in
	"$@" <messages >changed
	cp base wanted
	said in >got
	most $most
}
lower() { tr '[:upper:]' '[:lower:]'; }
bare() { tr -d "'"; }
lower_bare() { lower | bare; }
hi() { sed 's/^/Hi, /'; }
hello() { sed 's/^/Hello everyone! /'; }
twice() { sed 's/.*/& &/'; }
signed() {
	awk '{ printf "%s\n\n-- \nSam Hill\n%c", $0, 0 }' one >in
	sed 's/$/ -- Sam Hill/' messages >changed
	cp base wanted
	said in >got
	most 0
}

# What is read: situation, how likely it is good, feelings named of the
# speaker's, first event, first feeling and its strength, and the reply.
read_in() {
	limit sage-reflect -l -n 1 -f json 2>/dev/null | jq -r '[
	    .reading.situation, .reading.good,
	    ([.reading.feelings[] | select(.holder == "speaker" and
		(.negated | not) and .source == "named") | .name] |
		join(" ")), (.reading.events[0] // "-"),
	    (.reading.feelings[0].name // "-"),
	    (.reading.feelings[0].strength // 0), .replies[0].text] | @tsv'
}
# as TEXT: each word for a feeling in the place of the &.
as() { table words.txt | sed "s/.*/$1/" | read_in; }
named() {	# so that the next ones can fail
	as "I'm & about the move." | awk -F '\t' '$3 == "" { print; bad = 1 }
	END { exit bad || NR < 30 }'
}
# Nobody says that they feel so, and nor does the reply.
not_felt() {
	for text; do
		table words.txt >words
		as "$text" | paste words - | awk -F '\t' '
		$4 != "" || tolower($8) ~ ("(you.re|you (sound|feel|are)|" \
		    "m(ight|ay) be) (so |very )?" $1) { print; bad = 1 }
		END { exit bad || NR < 30 }' || { echo "$text"; return 1; }
	done
}
at_you() {
	table at-you.txt | read_in | awk -F '\t' '
	$1 == "anger-at-you" { n++ }
	END { print n " of " NR; exit n < NR - 1 }'
}
quoted() {
	for text in 'My boss said, "&"' '"&" That is what my sister said.' \
	    'He shouted "&" at me.' 'My wife said: &'; do
		table at-you.txt | sed "s/.*/$text/" | read_in >got
		! grep "^anger-at-you$tab" got && [ -s got ] || return
	done
}
twins() {
	table twins.tsv | cut -f 1 | read_in >hard
	table twins.tsv | cut -f 2 | read_in >good
	paste hard good | awk -F '\t' '
	$2 >= .5 || $1 == "good" { print; bad++ }
	$9 <= .5 || $8 == "trouble" { print; bad++ }
	END { print bad + 0; exit !(NR >= 40 && bad <= 2) }'
}
# lol N: another feeling first for N at most, and none but one step milder.
lol() {
	sed 's/$/ lol/' one | read_in | paste reading - | awk -F '\t' -v most="$1" '
	$6 < $13 || $6 - $13 > 1 { print; bad = 1 }
	$5 != $12 { n++ }
	END { print n + 0; exit bad || n > most }'
}
# first N TEXT: a sentence before that says nothing: the same is in view.
first() {
	sed "s/^/$2 /" one | read_in | paste one reading - | awk -F '\t' -v most="$1" '
	$5 != $12 { print; bad = 1 }
	$6 != $13 { n++ }
	END { print n + 0; exit bad || n > most }'
}

ok 'there are messages enough' [ "$(wc -l <one)" -ge 150 ]
for prog in sage-reflect sage-ask; do
	case $prog in
	sage-reflect) near=10 far=23 names=3 bare=12 ;;
	*)	near=12 far=20 names=3 bare=14 ;;
	esac
	tr '\n' '\000' <one >in
	said in >base
	ok "$prog: a relation is another" swapped near $near
	ok "$prog: a relation is one farther off" swapped far $far
	ok "$prog: a name or a place is another" swapped names $names
	ok "$prog: Hi" written 0 hi
	ok "$prog: Hello" written 0 hello
	ok "$prog: a name below" signed
	ok "$prog: in small letters" written 0 lower
	ok "$prog: no apostrophes" written $bare bare
	ok "$prog: small letters and no apostrophes" written $bare lower_bare
	ok "$prog: said twice" written 0 twice
done
if command -v jq >/dev/null; then
	read_in <one >reading
	ok 'the words for feelings are known' named
	ok 'not' not_felt "I'm not & about the move." \
	    "I am not at all & about the move." "I was never & about the move."
	ok 'not anymore' not_felt "I'm not & about the move anymore." \
	    "I'm no longer & about the move."
	ok "somebody else's" not_felt "My friend is & about the move." \
	    "My sister feels & about the move." "He was so & about the move."
	ok 'anger at who is spoken to' at_you
	ok 'anger of others, in quotes' quoted
	ok 'hard news and its good twin' twins
	ok 'lol' lol 28
	ok 'a sentence of nothing first' first 32 'It is Tuesday today.'
	ok 'another one' first 30 'We had lunch at noon.'
else
	skip 'what is read' 'no jq'
fi
done_testing
