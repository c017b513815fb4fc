#!/bin/sh
# -f sarif: one log, whole and true, whatever there is.
. "${0%/*}/tap.sh"

command -v jq >/dev/null || skip_all 'no jq'
sarif='sage-judgecheck --no-config -f sarif'

# is FILTER: jq's filter over the log in out is true.
is() {
	jq -se "length == 1 and (.[0] | ($1))" out >/dev/null ||
	    { echo "not $1"; head -c 2000 out; return 1; }
}
res='.runs[0].results'
loc='.locations[0].physicalLocation'

# What every log has, by the schema's own words.
whole() {
	is '.version == "2.1.0" and (."$schema" | test("sarif-2.1.0")) and
	    (.runs | length == 1)' &&
	is '.runs[0] | .tool.driver.name == "sage-judgecheck" and
	    (.tool.driver.version | test("^[0-9]")) and
	    (.results | type == "array") and
	    (.invocations[0].executionSuccessful | type == "boolean") and
	    (.columnKind | IN("unicodeCodePoints", "utf16CodeUnits"))' &&
	is '.runs[0] | .tool.driver.rules as $r |
	    all(.results[]; .ruleId == $r[.ruleIndex].id and
	    (.level | IN("note", "warning", "error")) and
	    (.message.text | length > 0) and
	    (.properties.confidence | . >= 0 and . <= 1) and
	    (.properties.category == $r[.ruleIndex].properties.tags[0]))' &&
	is '[.runs[0].tool.driver.rules[] | (.id | length > 0) and
	    (.shortDescription.text | length > 0) and
	    (.fullDescription.text | length > 0) and
	    (.help.text | length > 0) and
	    (.defaultConfiguration.level | IN("note", "warning", "error"))] |
	    all' &&
	is '[.runs[0].tool.driver.rules[].id] | length == (unique | length)' &&
	is "all(${res}[]; $loc.region | .startLine >= 1 and
	    .endLine >= .startLine and .byteOffset >= 0 and .byteLength > 0)"
}

printf 'Hello.\n\nYou never listen. You idiot!\n' >in

none() {
	echo 'Good morning.' >calm
	status 0 $sarif calm >out && whole && is "$res == []" &&
	is '.runs[0].tool.driver.rules == []' &&
	status 0 $sarif </dev/null >out && whole && is "$res == []"
}
two() {
	status 1 $sarif in >out && whole && is "$res | length == 2" &&
	is "[${res}[].ruleId] == [\"global.never\", \"trait.you-noun\"]" &&
	is "[${res}[].level] == [\"warning\", \"error\"]" &&
	is "${res}[0] | $loc | .artifactLocation.uri == \"in\" and
	    .region.startLine == 3 and .region.endLine == 3 and
	    .region.startColumn == 1 and .region.endColumn == 17 and
	    .region.byteOffset == 8 and .region.byteLength == 16 and
	    .region.snippet.text == \"You never listen\"" &&
	is "${res}[0].message.text | test(\"You never listen\")" &&
	is '.runs[0].invocations[0].executionSuccessful'
}
once() {	# a rule that is broken twice
	printf 'You never listen.\n\nYou never listen.\n' >twice
	status 1 $sarif twice >out && whole && is "$res | length == 2" &&
	is '.runs[0].tool.driver.rules | length == 1'
}
notes() {
	echo 'Just leave him.' >soft
	status 0 $sarif soft >out && whole && is "${res}[0].level == \"note\"" &&
	status 0 $sarif -L warning soft >out && whole && is "$res == []"
}
several() {
	cp in other
	status 1 $sarif in other calm - <in >out && whole &&
	is "[${res}[] | $loc.artifactLocation.uri] == [\"in\", \"in\",
	    \"other\", \"other\", \"%3Cstdin%3E\", \"%3Cstdin%3E\"]"
}
units() {
	printf '\360\237\221\213 \303\251 You never listen.\n' >wide
	status 1 $sarif wide >out && whole &&
	is "${res}[0] | $loc.region | .startColumn == 5 and .byteOffset == 8" &&
	is '.runs[0].columnKind == "unicodeCodePoints"' &&
	status 1 $sarif --column-unit utf16 wide >out && whole &&
	is "${res}[0] | $loc.region | .startColumn == 6 and .byteOffset == 8" &&
	is '.runs[0].columnKind == "utf16CodeUnits"' &&
	for u in byte display; do
		status 2 $sarif --column-unit $u wide >out 2>err &&
		[ ! -s out ] && grep -q 'char or utf16' err || return
	done
}
over() {	# a line end
	printf 'You\r\nnever listen.\n' >wrap
	status 1 $sarif wrap >out && whole && is "${res}[0] | $loc.region |
	    .startLine == 1 and .endLine == 2 and .endColumn == 13"
}
lines() {
	printf 'You never listen.\nok\nYou idiot!\n' >chat
	status 1 $sarif -l chat >out && whole &&
	is "[${res}[] | $loc.region | [.startLine, .startColumn, .byteOffset]] ==
	    [[1, 1, 0], [3, 1, 21]]"
}
records() {
	printf 'a\nYou never listen.\0\n\nYou idiot!\0' >chat
	status 1 $sarif -0 chat >out && whole &&
	is "[${res}[] | $loc.region | [.startLine, .byteOffset, .startColumn]] ==
	    [[2, 2, null], [4, 22, null]]"
}
true_() {	# the bytes at the offset are those that were found
	cat in twice wrap wide >all
	status 1 $sarif all >out && whole || return
	jq -r "${res}[] | $loc.region | \"\\(.byteOffset) \\(.byteLength)\"" out |
	while read -r at n; do
		tail -c +$((at + 1)) all | head -c "$n" | tr -s '\r\n' ' '
		echo
	done >got
	printf '%s\n' 'You never listen' 'You idiot' 'You never listen' \
	    'You never listen' 'You never listen' 'You never listen' >want
	same want got
}
ok 'no finding' none
ok 'two of them' two
ok 'a rule is told once' once
ok 'notes' notes
ok 'several files' several
ok 'columns' units
ok 'a phrase over a line end' over
ok 'lines' lines
ok 'records' records
ok 'offsets are those of the file' true_

# ---------------------------------------------------------------------------
# What is odd

names() {
	name=$(printf 'a b%%#?"\\\033\377\303\251:c')
	mkdir -p d
	cp in "d/$name"
	status 1 $sarif "d/$name" "$PWD/in" ./in >out && whole &&
	is "${res}[0] | $loc.artifactLocation.uri ==
	    \"d/a%20b%25%23%3F%22%5C%1B%FF%C3%A9%3Ac\"" &&
	is "${res}[2] | $loc.artifactLocation.uri | startswith(\"file:///\")" &&
	is "${res}[4] | $loc.artifactLocation.uri == \"./in\"" &&
	status 1 $sarif --stdin-name 'x y' <in >out &&
	is "${res}[0] | $loc.artifactLocation.uri == \"x%20y\""
}
control() {	# in what is found, and nothing of it raw in the log
	cat >my.rules <<'END'
category mine
	title a word "made" up \ here
	definition A word.
	reason nobody knows it

rule mine.zork
	match zork <what ..3 > blarg
	reason the <what|word> is unknown
	repair leave <what|it> out
	yes Zork a blarg.
	no Zork.
END
	printf 'Zork \033 \177a\377\302\233\342\200\256\\ blarg.\n' >odd
	status 1 $sarif -r my.rules odd >out && whole &&
	is "$res | length == 1" && is "${res}[0].message.text |
	    test(\"made\") and (explode | index(27) > 0)" &&
	is "${res}[0] | $loc.region.snippet.text | explode | index(27) == 5" &&
	is '.runs[0].tool.driver.rules[0].help.text |
	    test("the word is unknown") and test("leave it out")' &&
	! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" out
}
exits() {	# trouble, and the log is whole
	status 2 $sarif in nothing in >out 2>err && whole &&
	is "$res | length == 4" &&
	is '.runs[0].invocations[0].executionSuccessful | not' &&
	mkdir -p p/.git && echo bad >p/.sage.rules && cp in p/in &&
	status 2 sage-judgecheck -f sarif in p/in >out 2>err && whole &&
	is "$res | length == 2" &&
	is '.runs[0].invocations[0].executionSuccessful | not'
}
silent() {
	status 1 $sarif -q in >out && [ ! -s out ] &&
	[ "$($sarif --count in)" = 2 ] &&
	$sarif -p in | grep -q '^\[\[You never listen\]\]' &&
	$sarif --write-baseline=base in >out && [ ! -s out ] &&
	status 0 $sarif --baseline=base in >out && whole && is "$res == []"
}
full() {
	[ -c /dev/full ] || return 0
	status 2 $sarif in >/dev/full 2>err
}
many() {
	awk 'BEGIN { for (i = 0; i < 20000; i++) print "You never listen.\n" }' >in2
	status 1 $sarif in2 >out && is "$res | length == 20000" &&
	is '.runs[0].tool.driver.rules | length == 1'
}
ok 'file names' names
ok 'control bytes' control
ok 'every way out' exits
ok 'other options' silent
ok 'a full disk' full
ok 'many findings' many
done_testing
