# One line for each text, from what is known of it, a tab, and what was found
# in it, both JSON:
#
#	kind register categories level right overlap ids confidence
#
# level is the gravest that was found, 0 to 3; right is 1 if a finding is of
# a category that the text has, and overlap then the best intersection over
# union of such a finding and a span that the text has, or "-"; confidence is
# the highest of a finding.

def rank: {"note": 1, "warning": 2, "error": 3}[.];

# Where a part of the text begins and ends, in bytes.
def place($text):
	utf8bytelength as $len |
	. as $part |
	$text | split($part) |
	select(length > 1) | .[0] | utf8bytelength | [., . + $len];

def overlap($a; $b):
	([$a[1], $b[1]] | min) - ([$a[0], $b[0]] | max) |
	if . <= 0 then 0
	else . / (([$a[1], $b[1]] | max) - ([$a[0], $b[0]] | min)) end;

split("\t") | map(fromjson) | .[0] as $known | .[1].findings as $found |
[$known.spans[]? | place($known.text)] as $spans |
[$found[] | select([.category] | inside($known.categories))] as $right |
[$right[] | [.start.byte, .end.byte] as $f |
    $spans[] | overlap($f; .)] as $overlaps |
[
	$known.kind,
	$known.register // "-",
	($known.categories | join(",")),
	([$found[].level | rank] | max // 0),
	(if $right == [] then 0 else 1 end),
	($overlaps | max // "-"),
	([$found[].id] | join(",")),
	([$found[].confidence] | max // 0)
] | @tsv
