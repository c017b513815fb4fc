#!/bin/sh
#
# What only the model hears: who is asked, how it is told, how it is left out.
. "${0%/*}/tap.sh"

mess="You're addicted to admiration, it is a disorder."

judge() {	# judge TEXT [OPTION ...]
	printf '%s\n' "$1" >text
	shift
	sage-judgecheck --no-config "$@" text >out
}

field() {	# field NAME VALUE: one finding, with that in it
	judge "$mess" -f json
	[ "$(jq -r ".findings | length" out)" = 1 ] &&
	    [ "$(jq -r ".findings[0].$1" out)" = "$2" ]
}

share() {	# the confidence is one of those that are told
	judge "$mess" -f json
	jq -e '.findings[0].confidence | . >= 0.75 and . <= 1' out
}

inside() {	# the words stand where it says
	judge "$mess" -f json
	at=$(jq .findings[0].start.byte out)
	to=$(jq .findings[0].end.byte out)
	[ "$(printf '%s' "$mess" | cut -b "$((at + 1))-$to")" = \
	    "$(jq -r .findings[0].text out)" ]
}

titled() {
	judge "$mess"
	grep 'may read as a diagnosis: ' out
}

silent() {
	judge "$@" && [ ! -s out ]
}

one_each() {	# where a rule finds something the model is not asked
	judge "You never listen. $mess" -f json
	[ "$(jq -r '[.findings[].source] | join(" ")' out)" = 'rule model' ]
}

cut_short() {	# the same in pieces, in lines and behind other text
	judge "$mess" -f json
	jq -r .findings[0].text out >whole
	printf 'It rained.\n\n%s\n' "$mess" >long
	sage-judgecheck --no-config -f json long |
	    jq -r .findings[0].text | cmp - whole
}

if command -v jq >/dev/null; then
	ok 'the source' field source model
	ok 'the id' field id diag.model
	ok 'the confidence' share
	ok 'the place' inside
	ok 'a sentence in which a rule finds something' one_each
	ok 'behind other text' cut_short
else
	skip 'what is told' 'no jq'
fi
ok 'the title' titled
ok '--rules-only' silent "$mess" --rules-only
ok '-x diag.model' silent "$mess" -x diag.model
ok 'nobody is spoken to' silent 'He is addicted to being admired, it is a complex.'
ok 'quoted' silent "\"$mess\""
ok 'allowed' silent "$mess sage: allow diag.model"
ok 'friendly talk' silent 'You were so kind to us, thank you for the soup.'
ok 'a question' silent 'Could you send me the file again?'
done_testing
