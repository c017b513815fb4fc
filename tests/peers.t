#!/bin/sh
# shellcheck disable=SC2086
#
# What other programs of this kind get wrong, each thing once.
. "${0%/*}/tap.sh"

judge='sage-judgecheck --no-config'

zork_rules my.rules
cat >>my.rules <<'RULES'

rule mine.course
	match of zourse
	yes Well, of zourse it is.
	no Well, of course it is.

rule mine.first
	match ^^ i zork
	yes I zork.
	no And I zork.
RULES
my="$judge -r my.rules -c mine"

# 1. The status is the number of findings modulo 256.
status_256() {
	for n in 1 255 256 257 512 1024; do
		i=0
		while [ $i -lt $n ]; do
			echo 'You never listen.'
			i=$((i + 1))
		done >in
		status 1 $judge in >out && [ "$(grep -c global out)" -eq $n ] &&
		status 1 $judge -f json in >out &&
		status 1 $judge -q in || { echo "$n"; return 1; }
	done
}

# 2. A pipe gets the first 64 KiB only.
whole_pipe() {
	i=0
	while [ $i -lt 5000 ]; do
		echo 'You never listen.'
		i=$((i + 1))
	done >in
	for f in gnu json pretty; do
		limit $judge -f $f in | { sleep 0.2; cat; } >piped
		limit $judge -f $f in >direct
		[ "$(wc -c <direct)" -gt 131072 ] && cmp direct piped || return
	done
	[ "$(limit $judge -f gnu in | grep -c '\[global\]')" -eq 5000 ]
}

# 3. No standard input; columns count from 0.
stdin_columns() {
	echo 'You never listen.' | status 1 $judge >out &&
	grep -q '^<stdin>:1:1: ' out
}

# 4. Findings do not show in the status; a mistyped name is read as text.
mistyped() {
	echo 'You never listen.' >in
	status 1 $judge in >out &&
	status 2 $judge 'You never listen.' </dev/null >out 2>err &&
	[ ! -s out ] && grep -q 'No such file' err
}

# 5. Status 0 on findings, and on a missing file.
missing() {
	echo 'All is well.' >fine
	status 2 $judge fine no-such-file >out 2>err && [ -s err ] &&
	echo 'You never listen.' | status 1 $judge >out
}

# 6. Text without a full stop is not read: a subject never is.
no_stop() {
	printf 'You never listen' | status 1 $judge >out &&
	printf 'you never listen\n\nA body.\n' | status 1 $judge -t commit >out &&
	grep -q '^<stdin>:1:1: ' out
}

# 7. A failure within is logged, and the status stays 0.
failure() {
	echo 'rule' >bad.rules
	echo 'All is well.' | status 2 $judge -r bad.rules >out 2>err &&
	[ -s err ] || return
	[ -w /dev/full ] || return 0
	echo 'You never listen.' | status 2 $judge --fail never >/dev/full 2>err &&
	[ -s err ]
}

# 8. Comments and the diff of a commit message are read.
scissors() {
	cat >COMMIT_EDITMSG <<'END'
Explain how to build

# You never listen.
Signed-off-by: A U Thor <author@example.org>
# ------------------------ >8 ------------------------
# Do not modify or remove the line above.
diff --git a/x b/x
+You never listen.
 This is your fault.
END
	status 0 $judge COMMIT_EDITMSG >out && [ ! -s out ] &&
	status 0 $judge -t commit <COMMIT_EDITMSG >out && [ ! -s out ] &&
	status 1 $judge -t plain <COMMIT_EDITMSG >out
}

# 9. Nobody says what a column counts.
columns() {
	printf 'caf\303\251 \360\237\231\202 zork\n' >in
	for want in byte:12 char:8 utf16:9 display:9; do
		status 1 $my --column-unit ${want%:*} in >out &&
		grep -q "^in:1:${want#*:}: " out || { echo $want; return 1; }
	done
	sage-judgecheck --help | grep -q 'column-unit'
}

# 10. A phrase over a line end is missed, or breaks the line of output; what
# is found goes to standard error.
wrapped() {
	printf 'A subject\n\nWell, of\nzourse it is.\n' >in
	for f in plain markdown commit mail; do
		status 1 $my -t $f in >out 2>err && [ ! -s err ] &&
		[ "$(wc -l <out)" -eq 2 ] && grep -q '^in:3:7: warning: ' out ||
		    { echo $f; return 1; }
	done
	limit $my -f json in >out
	[ "$(wc -l <out)" -eq 1 ]
}

# 11. One word is reported twice, for two reasons.
twice() {
	cat >more.rules <<'END'
category more
	title the same word again
	level note
	definition The same word.
	reason the same
	source this test
	repair say it in other words

rule more.zork
	match zork
	yes What a zork this is.
	no What a fork this is.

rule more.very
	match very zork
	yes A very zork day.
	no A very good day.
END
	echo 'A very zork day.' >in
	status 1 $judge -r my.rules -r more.rules -c mine,more in >out
	# The gravest stays.
	[ "$(grep -c 'warning\|note: the same' out)" -eq 1 ] &&
	grep -q '^in:1:8: warning' out
}

# 12. A line too early, as the end of the line before is taken along.
line_number() {
	printf 'A fork.\n\nI zork.\n' >in
	status 1 $my in >out && grep -q '^in:3:1: warning: .*"I zork"' out
}

# 13. Only Markdown can say that a phrase is to stay.
suppress() {
	for t in plain markdown commit mail; do
		printf 'A subject\n\nA zork. sage: allow mine\n' |
		    status 0 $my -t $t >out || return
		printf 'A subject\n\nsage: allow-next mine\nA zork.\n' |
		    status 0 $my -t $t >out || return
	done
}

# 14. Standard input is not read, the folder is; input has no name.
stdin_name() {
	echo 'You never listen.' >here.txt
	echo 'All is well.' | status 0 $judge >out && [ ! -s out ] &&
	echo 'You never listen.' | status 1 $judge --stdin-name draft.md >out &&
	grep -q '^draft\.md:1:1: ' out
}

ok '1. 256 findings: the status is 1' status_256
ok '2. all of the output comes through a pipe' whole_pipe
ok '3. standard input, and columns from 1' stdin_columns
ok '4. findings show in the status, and a mistyped name too' mistyped
ok '5. a missing file is trouble' missing
ok '6. text without a full stop' no_stop
ok '7. a failure within is trouble' failure
ok '8. comments and the diff of a commit message' scissors
ok '9. the unit of columns is named' columns
ok '10. a phrase over a line end' wrapped
ok '11. one word, one finding' twice
ok '12. the number of the line' line_number
ok '13. suppression in any kind of text' suppress
ok '14. standard input, and its name' stdin_name

done_testing
