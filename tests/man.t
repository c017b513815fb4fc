#!/bin/sh
# shellcheck disable=SC2086
#
# The manuals and README.md: no fault in their form, and the examples do what
# they say.
. "${0%/*}/tap.sh"

man=$srcdir/man

# The text of displays in a section, a NUL after each; escapes are resolved.
displays() {
	awk -v section="$2" '
	/^\.Sh / { on = section == "" || $0 == ".Sh " section }
	on && /^\.Bd -literal/ { inside = 1; next }
	/^\.Ed/ { if (inside) printf "%c", 0; inside = 0 }
	inside {
		gsub(/\\e/, "\\")
		gsub(/\\&/, "")
		gsub(/\\\(dq/, "\"")
		gsub(/\\-/, "-")
		print
	}' "$1"
}

# Each "$ command" of a file is run, and shall print what stands below it.
run_all() {
	sed -n 's/^\$ //p' "$1" >commands
	[ -s commands ] || return
	n=$(wc -l <commands)
	i=0
	while [ $i -lt "$n" ]; do
		i=$((i + 1))
		awk -v n=$i '/^\$ / { k++; next } k == n' "$1" >want
		command=$(sed -n "${i}p" commands)
		limit sh -c "$command" >out 2>&1
		same want out || { echo "$ $command"; return 1; }
	done
}
for f in "$man"/*.1; do
	displays "$f" EXAMPLES | tr -d '\000' >examples
	f=${f##*/}
	ok "the examples of ${f%.1}(1) do what they say" run_all examples
done

# In README.md an example ends with its block.
awk '/^    / { sub(/^    /, ""); inside = inside || /^\$ /; if (inside) print
	next }
/./ { inside = 0 }' "$srcdir/README.md" >examples
ok 'the examples of README.md do what they say' run_all examples

# All rules in sage-rules(5) can be used as they stand.
rules() {
	displays "$man/sage-rules.5" '' | tr '\000' '\n' |
	    sed -n '/^\(category\|rule\|class\|guard\|allow\) /,/^$/p' >x.rules
	for b in category rule class allow; do
		grep -q "^$b " x.rules || { echo "no $b"; return 1; }
	done
	status 0 sage-judgecheck --check-rules x.rules >out 2>err &&
	[ ! -s out ] && [ ! -s err ]
}
ok 'the rules in sage-rules(5) hold' rules

# What is told of the format of output is what comes out.
output() {
	displays "$man/sage-judgecheck.1" DESCRIPTION | tr '\000' '\n' |
	    grep '^NAME:LINE:COLUMN: ' >form
	[ "$(wc -l <form)" -eq 2 ] || return
	echo 'You never listen.' | sage-judgecheck --no-config >out
	sed 's/NAME/<stdin>/; s/LINE/[0-9]*/; s/COLUMN/[0-9]*/
	    s/LEVEL/[a-z]*/; s/TITLE/[^"]*/; s/"TEXT"/"[^"]*"/
	    s/\[CATEGORY\]/\\[[a-z]*\\]/; s/REPAIR/.*/; s/^/^/; s/$/$/' form >re
	sed -n 1p out | grep -q -f re && sed -n 2p out | grep -q -f re
}
fields() {	# each of JSON is explained
	echo 'You never listen.' | sage-judgecheck --no-config -f json |
	    grep -o '"[a-z]*":' | tr -d '":' | sort -u >fields
	[ -s fields ] || return
	while read -r f; do
		grep -q "^\\.Va $f\\( \\|\$\\)" "$man/sage-judgecheck.1" ||
		    { echo "$f"; return 1; }
	done <fields
}
ok 'the form of the output is as told' output
ok 'each field of JSON is told of' fields

# Every function and type of sage.h has its words in sage(3).
library() {
	sed '/^\/\*/,/\*\//d' "$srcdir/lib/sage.h" |
	    grep -o '\(sage\|SAGE\)_[A-Za-z_0-9]*' | sort -u |
	    grep -v '^SAGE_H$' >names
	[ -s names ] || return
	while read -r name; do
		grep -q "\\<$name\\>" "$man/sage.3" || { echo "$name"; return 1; }
	done <names
}
ok 'sage(3) has all of sage.h' library

# Its example is compiled, and does what it says.
example() {
	displays "$man/sage.3" EXAMPLES | tr -d '\000' >example.c
	limit ${CC-cc} -Wall -Wextra -Werror -I"$srcdir/lib" -o example \
	    example.c -L"$libs" -lsage &&
	LD_LIBRARY_PATH=$libs limit ./example >out &&
	echo 'global: You never listen' >want && same want out
}
libs=$builddir/lib/.libs
if [ -f "$libs/libsage.so" ]; then
	ok 'the example in sage(3) can be compiled' example
else
	skip 'the example in sage(3)' 'no shared library'
fi

# Each structure there is as it is in sage.h.
structures() {
	displays "$man/sage.3" DESCRIPTION | tr -d '\000' | fields_of >told
	fields_of <"$srcdir/lib/sage.h" >there
	[ "$(wc -l <told)" -gt 20 ] || return
	same there told
}
fields_of() {
	sed 's|/\*.*\*/||; s|/\*.*||' | tr -s ' \t' ' ' | awk '
	/^struct [a-z_]+ {/ { name = $2; on = 1; next }
	/^}/ { on = 0 }
	on && /;/ { sub(/ *;.*/, ";"); sub(/^ /, ""); print name ": " $0 }' |
	    sort
}
ok 'the structures in sage(3) are those of sage.h' structures

# Every message of the compiler of rules stands in sage-rules(5).
faults() {
	cat "$srcdir/lib/rulefile.c" "$srcdir/lib/choice.c" \
	    "$srcdir/lib/pattern.c" "$srcdir"/lib/compile*.c \
	    "$srcdir"/lib/index*.c "$srcdir/lib/emit.c" |
	    tr '\n\t' '  ' | grep -Eo '(fault_at|fail)\([^;]*;' |
	    grep -Eo '"([^"\\]|\\.)+"' | sed 's/^"//; s/"$//; s/\\"/"/g
		s/%\.\*s/x/g; s/\(.\)%s/\1x/g; s/%d/x/g; s/%zu/[0-9]*/g' |
	    grep ' ' | grep -v '^%s' | sort -u >messages
	sed 's/^\.It //; s/\\(dq/"/g; s/\\&//g' "$man/sage-rules.5" >told
	[ "$(wc -l <messages)" -gt 30 ] || return
	while read -r m; do
		grep -q "^$(printf %s "$m" | sed 's/\.\./\\.\\./g
		    s/\[word|other]/\\[word|other]/')\$" told ||
		    { echo "$m"; bad=1; }
	done <messages
	[ -z "${bad-}" ]
}
ok 'sage-rules(5) has each message' faults

if command -v mandoc >/dev/null; then
	for f in "$man"/*.[1-9]; do
		ok "${f##*/}: no fault in its form" \
		    mandoc -T lint -W warning "$f"
	done
else
	skip 'the form of the manuals' 'no mandoc'
fi

# One sentence a line: none goes on after its end.
sentences() {
	! grep -nE '^[^.].*[a-z)]\. +[A-Z]' "$man"/*.[1-9]
}
ok 'one sentence a line' sentences
no_blanks() {
	[ -f "$man/sage.7" ] && ! grep -nE '[[:blank:]]$' "$man"/*.[1-9]
}
ok 'no blanks at an end of line' no_blanks

# No program or manual is told of that is not there.
references() {
	grep -h '^\.Xr ' "$man"/*.[1-9] | awk '$2 ~ /^sage/ { print $2 "." $3 }' |
	    sort -u >refs
	[ -s refs ] || return
	while read -r f; do
		[ -f "$man/$f" ] || { echo "$f"; return 1; }
	done <refs
}
ok 'references lead somewhere' references

done_testing
