#!/bin/sh
# shellcheck disable=SC2015,SC2086
#
# sage-reflect and sage-ask: their options, formats, exit statuses, and what
# must hold of all that they say.  The wordings may change; nothing here
# depends on them.
. "${0%/*}/tap.sh"

esc=$(printf '\033')
tab=$(printf '\t')
reflect_kinds='feeling content meaning both validate effort'
ask_kinds='feeling experience meaning need support story hope'
empty() { [ -f "$1" ] && [ ! -s "$1" ]; }
lines() { [ "$(wc -l <"$2")" -eq "$1" ]; }
# One message, that begins as all do.
message() { lines 1 err && grep -q "^$prog: " err; }
# Nothing that steers a terminal, and no broken bytes.
harmless() {
	! LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\177')]" "$1" &&
	tr -d '\000' <"$1" | cmp -s - "$1" &&
	iconv -f UTF-8 -t UTF-8 "$1" >/dev/null
}

# ---------------------------------------------------------------------------
# Messages

# Sixty as people write them, one a line.
cat >sixty <<'END'
I lost my job after my boss yelled at me in front of everyone.
My dad is in hospital again and I don't know how to tell the kids.
The build has been red for three days and nobody answers me.
My cat died yesterday, she was seventeen.
I passed the bar exam on my second try!
My best friend forgot my birthday.
We are expecting our first child in May.
I keep thinking I'll fail the exam again.
My sister got the flat that I had applied for.
Nobody reviewed my patch for two weeks.
I moved to a new city and I know nobody here.
My mother calls me five times a day.
Part of me wants to stay and part of me wants to leave.
I finally told my parents that I am gay and they hugged me.
He broke up with me by text message.
I was passed over for the promotion, again.
My son took his first steps today.
The landlord raised our rent by a third.
I can't sleep because the neighbours party every night.
Our team won the league after forty years.
I burned the dinner and my guests went home hungry.
My wife and I argue about money all the time.
I don't know whether to take the offer or stay where I am.
What should I do about my brother?
Do you think I was wrong to tell her?
Thank you so much for listening yesterday.
I'm sorry that I snapped at you this morning.
You never answer my messages and I am sick of it.
Hello there!
ok
The meeting is on Thursday at noon in room four.
I think the new design is much better than the old one.
I remember the smell of my grandmother's kitchen.
My colleague takes credit for my work in every meeting.
The doctor says that the test came back negative.
I forgot my daughter's school play and she cried.
They cancelled our flight and we slept on the floor.
My laptop was stolen with all my photos on it.
I ran my first marathon last Sunday.
My husband has been away for work since March.
I failed the driving test for the third time.
My students gave me a card on the last day.
I feel like a fraud at my new job.
Our dog has been missing since Friday.
I'm not angry any more, only tired.
My mum is proud of me, and I don't see why.
She said yes!
My teacher laughed at my question in class.
The release went out without a single bug.
Someone I manage cried in our meeting today.
I gave up smoking two months ago.
I have three deadlines tomorrow and the kids are ill.
My roommate eats my food and says nothing.
Great, another meeting about meetings.
It's fine, it's only my whole weekend.
I spilled coffee on my boss and everyone laughed.
My uncle told me that I am too old to study.
We sold the house that I grew up in.
My ex got engaged and posted it everywhere.
I got lost on the way to my own wedding.
END

# What looks like none, one a line; the last has no end of its own.
{
	printf '\n\nok\nhttps://example.org/a?b=c&d=%%20\n'
	printf 'hola, estoy muy triste porque no puedo dormir\n'
	printf '\360\237\230\200\360\237\230\255\n'
	head -c 300000 /dev/zero | tr '\000' 'a'
	printf '\n'
	awk 'BEGIN { while (n++ < 25000) printf "%s ", "blue house" }'
	printf '\na\000b\000\n\000\n\377\376\300\257\n\355\240\200\n'
	printf 'I am sad.\r\n\r\n   \n\t\n?!\n...\n'
	printf '%s[31mI am sad%s]0;x\007 \302\233 \342\200\256.\n' "$esc" "$esc"
	printf 'my \\x1b \\ name %%s %%n {say} <a|b>\nno end'
} >odd
odd=$(($(tr -cd '\n' <odd | wc -c) + 1))

# ---------------------------------------------------------------------------
# What holds of both

options() {	# each option of --help stands in the manual and completions
	limit $prog --help | awk '/^ *-/ {
		n = split($0, w, /[ ,=[]+/)
		for (i = 1; i <= n; i++)
			if (w[i] ~ /^(-[A-Za-z0-9]|--[a-z][a-z0-9-]+)$/)
				print w[i]
			else if (w[i] ~ /^[a-z]/)
				break
	}' | sort -u >help
	[ "$(wc -l <help)" -gt 20 ] || return
	awk '/^\.It Fl/ {
		for (i = 3; i <= NF; i++)
			if ($(i - 1) == "Fl")
				print "-" $i
	}' "$srcdir/man/$prog.1" | sort -u >manual
	same help manual || return
	sed -n "/local opts='/,/'\$/p" "$comp/$prog.bash" |
	    tr "' $tab" '\n\n\n' | grep '^-' | sort -u >bash
	same help bash || return
	sed "s/\\[.*//; s/^[^']*'([^)]*)'//" "$comp/_$prog" |
	    sed -n '/^_arguments/,$p' |
	    grep -Eo -e "(^|[^a-z-])-(-[a-z][a-z-]+|[A-Za-z0-9])" |
	    grep -Eo -e '-.*' | grep -v -e '^-S$' | sort -u >zsh
	# -s is both: one for the shell, and --seed.
	same help zsh || return
	awk '$1 == "complete" {
		for (i = 2; i < NF; i++) {
			if ($i == "-s") print "-" $(i + 1)
			if ($i == "-l") print "--" $(i + 1)
		}
	}' "$comp/$prog.fish" | sort -u >fish
	same help fish
}
values() {	# what the completions offer is taken
	for v in $kinds; do
		set -- "$@" --kind=$v
	done
	for v in "$@" --format=text --format=json --context=auto \
	    --context=work --context=code-review --context=family \
	    --context=friend --column-unit=char --column-unit=byte \
	    --column-unit=utf16 --column-unit=display --count=1 --count=20 \
	    --seed=0 --seed=18446744073709551615; do
		status 0 $prog "$v" </dev/null >out 2>err && empty err ||
		    { echo "$v"; return 1; }
		case ${v#*=} in [0-9]*) continue ;; esac
		for f in "$srcdir/man/$prog.1" "$comp/$prog.bash" \
		    "$comp/_$prog" "$comp/$prog.fish"; do
			grep -q -e "[^a-z]${v#*=}\\([^a-z]\\|\$\\)" "$f" ||
			    { echo "${v#*=}: not in $f"; return 1; }
		done
	done
}
bash_completes() {	# the words that bash offers for the last one
	reply --fo | grep -qx -e --format &&
	reply -f j | grep -qx json && reply --format = j | grep -qx json &&
	reply -k mea | grep -qx meaning &&
	reply -k feeling,mea | grep -qx feeling,meaning
}
reply() {
	limit bash -c '
		compopt() { :; }
		. "$1"
		shift
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_${1//-/_}
		printf "%s\n" "${COMPREPLY[@]}"' bash \
	    "$comp/$prog.bash" "$prog" "$@"
}
fish_completes() {
	limit fish --no-config -c "source '$comp/$prog.fish'
		complete -C '$prog -k feeling,mea'" |
	    cut -f 1 | grep -qx 'feeling,meaning'
}
version() {
	status 0 $prog --version >out 2>err && empty err && lines 1 out &&
	grep -Eq "^$prog [0-9]" out
}

count() {
	status 0 $prog -n 1 <one >out && lines 1 out &&
	status 0 $prog -n 2 <one >out && lines 2 out &&
	status 0 $prog --count=2 <one >long && same out long &&
	sort -u out >unlike && lines 2 unlike
}
default_count() {	# 1, or 3 questions
	limit $prog <one >out
	limit $prog -n $default <one >want
	same want out && lines $default out
}
many() {	# there may be less, but none twice
	status 0 $prog -n 20 <one >out && sort -u out >unlike &&
	same unlike - <<-END
	$(sort out)
	END
	status 0 $prog -l -n 12 -f json <sixty >out &&
	awk '{
		n = gsub(/"frame":/, "\n&")
		split($0, part, "\n")
		for (i = 2; i <= n + 1; i++) {
			sub(/,.*/, "", part[i])
			bad += seen[NR, part[i]]++
		}
		all += n
	}
	END { exit bad > 0 || all < 300 }' out
}
bad_count() {
	for v in 0 21 -1 x '' 1x 99999999999999999999; do
		status 2 $prog "--count=$v" <one >out 2>err && empty out &&
		    message || { echo "$v"; return 1; }
	done
}
kind() {
	some=0
	for k in $kinds; do
		status 0 $prog -n 3 -k $k -f json <one >out 2>err || return
		grep -o '"kind":"[a-z]*"' out | grep -v "\"$k\"" &&
		    { echo "not only $k"; return 1; }
		grep -q "\"kind\":\"$k\"" out && some=$((some + 1))
	done
	[ $some -gt 3 ]
}
kind_list() {
	two=$(echo $kinds | cut -d ' ' -f '1,3' | tr ' ' ,)
	status 0 $prog -n 5 -k $two -f json <one >out || return
	grep -o '"kind":"[a-z]*"' out | cut -d '"' -f 4 >kinds
	[ -s kinds ] && ! grep -vx -e "${two%,*}" -e "${two#*,}" kinds
}
bad_kind() {
	for v in zork feeling,zork zork,feeling "$(printf 'a\033[31m\nb')" \
	    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; do
		status 2 $prog -k "$v" <one >out 2>err && empty out &&
		    message && ! grep -q "$esc" err || { echo "$v"; return 1; }
	done
}
bad_options() {
	for v in --xyzzy -Z --format=yaml --context=moon --seed=x --seed=-1 \
	    --column-unit=inch --explain=1 -n; do
		status 2 $prog "$v" </dev/null >out 2>err && empty out &&
		    message || { echo "$v"; return 1; }
	done
}

odd_lines() {
	status 0 $prog -l -n 1 odd >out 2>err && lines $odd out &&
	harmless out && harmless err
}
odd_json() {
	status 0 $prog -l -f json odd >out 2>err && lines $odd out &&
	harmless out || return
	command -v jq >/dev/null || return 0
	jq -e .message out >numbers && seq 1 $odd >want && same want numbers
}
odd_explained() {
	status 0 $prog --explain -l odd >out 2>err && harmless out &&
	grep -c '^situation: ' out >n && [ "$(cat n)" -eq $odd ]
}
odd_whole() {
	status 0 $prog odd >out 2>err && [ -s out ] && harmless out
}
# Nothing is answered with nothing.
says() { printf '%s\n' "$1" | status 0 $prog >out 2>err && grep -q . out; }
says_to_all() {
	status 0 $prog -l -n 1 sixty >out 2>err && lines 60 out || return
	paste sixty out | grep "$tab\$" && return 1
	:
}
crlf() {
	printf 'I lost my job.\r\n' | limit $prog >out &&
	harmless out && grep -q . out
}
null() {
	printf 'I am sad.\000\000I got\nthe job!\000ok' |
	    status 0 $prog -0 -n 1 >out && lines 4 out &&
	printf 'I am sad.\000' | status 0 $prog --null -n 1 >out && lines 1 out
}
whole() {	# a file is a message
	printf 'I lost my job.\nMy cat died.\n\nI am sad.\n' >in
	status 0 $prog -n 1 in >out 2>err && lines 1 out &&
	status 0 $prog -n 1 in in - <in >out 2>err && lines 3 out
}
no_lines() {
	status 0 $prog -l </dev/null >out && empty out &&
	status 0 $prog -0 </dev/null >out && empty out
}
long() {	# what is cut is told
	yes 'The house is blue.' | head -c 1048576 >in
	status 0 $prog in >out 2>err && ! grep -q 1048576 err || return
	echo 'And so it goes.' >>in
	status 0 $prog in >out 2>err && grep -q . out &&
	grep -q "^$prog: in:1: .*1048576" err
}
fast() {	# the time grows with the length and no faster
	yes 'My boss yelled at me and I am sad about my dog.' |
	    head -c 1000000 >in
	status 0 $prog in >out 2>err && grep -q . out
}

missing() {
	status 2 $prog no-such-file one >out 2>err && message &&
	grep -q "^$prog: no-such-file: No such file or directory\$" err &&
	grep -q . out
}
directory() {
	mkdir -p dir
	status 2 $prog dir one >out 2>err && message &&
	grep -q "^$prog: dir: Is a directory\$" err && grep -q . out
}
unreadable() {
	: >secret
	chmod 000 secret
	status 2 $as $prog secret one >out 2>err && message &&
	grep -q "^$prog: secret: Permission denied\$" err && grep -q . out
}
strange_name() {
	status 2 $prog "$(printf 'a\033[31m\ab\nc')" >out 2>err && message &&
	! grep -q "$esc" err && grep -Fq '\x1b[31m\x07b\x0ac' err
}
closed_stdin() { status 2 $prog <&- >out 2>err && empty out && message; }
full() {
	for o in '' '-l' '-f json' --help --version --line-buffered; do
		status 2 $prog $o <one >/dev/full 2>err && message &&
		    grep -q 'No space left' err || { echo "$o"; return 1; }
	done
}
closed() {
	for o in '' --help --version; do
		status 2 $prog $o <one >&- 2>err && message &&
		    grep -q 'Bad file descriptor' err || return
	done
}
pipe() {	# whoever has enough is not told of it
	{
		yes 'I lost my job.' | head -n 20000 | limit $prog -l 2>err
		echo $? >code
	} | head -n 1 >out
	lines 1 out && empty err && [ "$(cat code)" -eq 141 ]
}
pipe_ignored() {
	trap '' PIPE
	{
		yes 'I lost my job.' | head -n 20000 | limit $prog -l 2>err
		echo $? >code
	} | head -n 1 >out
	trap - PIPE
	lines 1 out && message && [ "$(cat code)" -eq 2 ]
}
at_once() {	# the answer is there before the next message
	mkfifo in.fifo out.fifo 2>/dev/null
	limit $prog -l -n 1 --line-buffered <in.fifo >out.fifo &
	# shellcheck disable=SC2094
	{
		exec 3>in.fifo 4<out.fifo
		echo 'I lost my job.' >&3
		timeout 10 sh -c 'read -r line <&4 && [ -n "$line" ]'
		got=$?
		exec 3>&- 4<&-
	}
	wait
	[ $got -eq 0 ]
}

json() {
	for n in 1 3; do
		limit $prog -n $n -f json one >out && lines 1 out || return
		jq -e --argjson n $n --arg kinds "$kinds" '
		def place: (.byte | type) == "number" and .line >= 1 and
		    .column >= 1 and .byte >= 0;
		def span: (.start | place) and (.end | place) and
		    .end.byte >= .start.byte and (.text | type) == "string";
		.message == 1 and
		(.reading | (.situation | type) == "string" and
		    has("crisis") and has("watch") and
		    (.feelings | length) > 0 and
		    all(.feelings[]; (.name | type) == "string" and
			.score >= 0 and .score <= 1 and
			.strength >= 1 and .strength <= 3 and
			(.source | IN("named", "event", "model")) and
			(.holder | type) == "string" and
			(.negated | type) == "boolean" and
			(.about | type) == "string" and
			(.evidence | span)) and
		    (.events | length) > 0 and
		    (.events == [.points[].event]) and
		    ([.feelings[].about] - .events - [""] == []) and
		    all(.points[]; (.say | type) == "string" and
			(.need | type) == "string" and .strength >= 1 and
			.strength <= 3 and (.evidence | span)) and
		    (.people | type) == "array" and
		    .good >= 0 and .good <= 1 and (.need | type) == "string") and
		(.replies | length) == $n and
		all(.replies[]; (.text | length) > 0 and
		    (.kind | IN($kinds | split(" ")[])) and
		    (.frame | length) > 0 and (.note | type) == "string" and
		    (.about | type) == "string" and (.words | type) ==
		    "array")' \
		    out >ok || { cat out; return 1; }
	done
}
json_text() {	# it is the same that is said
	limit $prog -l sixty >want 2>err
	limit $prog -l -f json sixty | jq -r '
	    if .replies == [] then "" else .replies[].text end' >out
	same want out
}
json_spans() {	# evidence stands where it is said to
	printf 'Caf\303\251 \360\237\231\202.\nI lost my job.\n' >in
	for u in byte char utf16 display; do
		limit $prog -f json --column-unit $u in >out
		jq -r '.reading.points[].evidence | .text, .start.byte,
		    .end.byte, .start.line, .start.column' out >span || return
		{ read -r text && read -r from && read -r to && read -r line &&
		    read -r column; } <span || return
		[ "$(head -c "$to" in | tail -c +$((from + 1)))" = "$text" ] &&
		[ "$line" -eq 2 ] && [ "$column" -eq $((from - 11)) ] || return
	done
}
# What a feeling and a reply are about, and the words that a reply takes: they
# stand in it.
json_about() {
	limit $prog -n 5 -f json <<-'END' >out || return
	I'm scared of losing my job.
	END
	jq -e '.reading as $r | $r.feelings[0].about == $r.events[0] and
	    any(.replies[]; .about == $r.events[0])' out >ok || return
	limit $prog -l -n 5 -f json sixty >out 2>err
	jq -e -s '([.[].replies[] | select(.words != [])] | length) > 60 and
	    all(.[].replies[]; . as $r | all(.words[]; . as $w |
	    $r.text | ascii_downcase | contains($w | ascii_downcase)))' out >ok
}
# What is done in a short message, where no event is known; not in a long one,
# and not beside something grave.
json_act() {
	long='She came by and we had tea in the kitchen, then he went to the'
	long="$long shop and I did the dishes and fed the cat, and later there"
	long="$long was a film on that we had seen before, so we went to bed."
	limit $prog -l -f json <<-END >out 2>err || return
	I wrote my aunt a letter.
	I lent my neighbour the ladder for his roof.
	Packed for a long road trip tonight.
	My brother and I are inseparable.
	We lent him the ladder. He was dead when they found him under it.
	Packed for a long road trip tonight. $long
	END
	jq -e -s '([.[:4][].replies[0].about | select(startswith("act."))] |
	    length) >= 3 and ([.[4:][].replies[0].about |
	    select(startswith("act."))] == [])' out >ok
}
json_told() {	# each member is told of in the manual
	for m in 'I want to kill myself.' 'I lost my job and my dog is sad.'; do
		echo "$m" | limit $prog -f json
	done | grep -o '"[a-z_]*":' | tr -d '":' | sort -u >fields
	[ "$(wc -l <fields)" -gt 20 ] || return
	while read -r f; do
		grep -q "^\\.Va $f\\( \\|\$\\)" "$srcdir/man/$prog.1" ||
		    { echo "$f"; return 1; }
	done <fields
}
situations() {	# and each kind of talk
	limit $prog -l -f json sixty odd 2>/dev/null |
	    jq -r .reading.situation | sort -u >kinds
	[ "$(wc -l <kinds)" -gt 8 ] || return
	while read -r k; do
		grep -q "^\\.It Cm $k\$" "$srcdir/man/$prog.1" ||
		    { echo "$k"; return 1; }
	done <kinds
}
explain() {
	status 0 $prog --explain one >out && grep -q '^situation: ' out &&
	grep -q '^feeling: .*: "..*"$' out && grep -q '^event: ' out &&
	grep -q '^reply: ' out || return
	! grep -Ev '^(situation|crisis|watch|feeling|event|person|need|reply): ' \
	    out
}
explain_same() {	# it tells of the reading, and changes nothing
	limit $prog -n 3 one >want
	limit $prog -n 3 --explain one | sed -n 's/^reply: [^:]*: //p' >out
	same want out
}

seeds() {
	for s in 0 1 2 3 4 5 6 7; do
		status 0 $prog -s $s -l -n 1 sixty >s.$s 2>err || return
		limit $prog --seed=$s -l -n 1 sixty >again 2>err
		same s.$s again || return
	done
	limit $prog -l -n 1 sixty >none 2>err
	same s.0 none || return
	! cmp -s s.0 s.1 && ! cmp -s s.1 s.2
}
repeats() {	# in pieces, elsewhere, whatever came before
	limit $prog one >want
	{ head -c 9 one; sleep 1; tail -c +10 one; } | limit $prog >out
	same want out || return
	LC_ALL=C TZ=Asia/Tokyo HOME=/ limit $prog one >out
	same want out || return
	limit $prog sixty one 2>err | tail -n $default >out
	same want out
}
context() {
	for c in auto work code-review family friend; do
		status 0 $prog --context $c -l -n 1 sixty >out 2>err &&
		    lines 60 out || return
	done
}
stdin_name() {
	echo 'I want to kill myself.' |
	    limit $prog --stdin-name=a.txt 2>err >out
	grep -q "^$prog: a\\.txt:1: " err
}

# What both say, save where somebody is in danger, which has its own words.
said() {
	limit $prog -n ${1-3} -l -f json sixty 2>err | jq -r '
	    select(.reading.crisis == null) | .replies[].text' >said
	[ "$(wc -l <said)" -gt 50 ]
}
marks() {
	said 20 || return
	if [ $prog = sage-ask ]; then
		! grep -vn '^[^?]*?$' said
	else
		! grep -n '?' said
	fi
}
# No "How nice!" before what is nice as well, but something else.
begins_once() {
	echo 'Love eating alone in a restaurant with a good book.' >meal
	for s in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do
		limit $prog -s $s meal 2>err || return
	done >out
	grep -qi nice out && ! grep -qi 'nice.*nice' out &&
	    grep -q '[.!] Just you.*nice' out && ! grep -q '^Just you' out
}
no_judging() {
	for s in 0 1 2; do
		limit $prog -s $s -n 3 -l sixty 2>err >out
		limit sage-judgecheck --no-config <out || return
	done
}
# No part of a wording is left over, and no blanks.
no_remains() {
	said 20 || return
	! grep -nE '[][{}<>|_\\]|  |^ | $| [.,?!]|\.\.|,\.|%' said || return
	! grep -n '^[^A-Z"'\''0-9]' said || return
	! grep -v '[.?!"]$' said
}
no_slips() {
	head -n 22 sixty >in
	for s in 0 1 2; do
		limit $prog -s $s -n 5 -l -f json in 2>err | jq -r '
		    select(.reading.crisis == null) | .replies[].text' >out
		[ "$(wc -l <out)" -gt 20 ] || return
		grep -niwE "my|mine|myself|our|ours|ourselves|you (am|i|me)|your (am|are)|you's|i (lost|moved|failed|burned|passed)" \
		    out && return 1
	done
	:
}

# Each is plain enough that no program may pass it over.
cat >danger <<'END'
I want to kill myself.
I've been cutting myself again.
I took all the pills an hour ago.
My husband hits me when he drinks.
END
danger() {
	while read -r m; do
		printf '%s\n' "$m" | status 0 $prog >out 2>err && lines 1 out &&
		grep -q . out && message && grep -q '[0-9][0-9]' err &&
		grep -q "^$prog: <stdin>:1: " err || { echo "$m"; return 1; }
		harmless out && ! grep -q '[][{}<>|_]' out || return
	done <danger
}
# What is not sure is asked about gently, in more words than one.
danger_gently() {
	for s in 0 1 2 3 4 5 6 7; do
		echo 'I am only in the way here, they know it and I know it' |
		    $prog -n 1 -s $s 2>err && [ -s err ] || return
	done >out
	[ "$(sort -u out | wc -l)" -ge 3 ] && ! grep -qv '?$' out
}
# It comes whatever was asked for.
danger_any() {
	for k in $kinds; do
		status 0 $prog -n 3 -k $k <danger >out 2>err && lines 1 out &&
		    grep -q . out && message || { echo "-k $k"; return 1; }
	done
	for o in --explain --context=work --seed=5 --line-buffered; do
		status 0 $prog $o <danger >out 2>err && grep -q . out &&
		    message || { echo "$o"; return 1; }
	done
}
danger_json() {
	limit $prog -l -f json danger >out 2>err
	jq -e -s 'length == 4 and all(.[]; .reading.situation == "crisis" and
	    (.reading.crisis | startswith("crisis.")) and
	    (.replies | length) == 1 and (.replies[0].note | length) > 0)' \
	    out >ok
}
danger_lines() {	# the note tells which message it is about
	printf 'Hello!\nI want to kill myself.\nThanks!\n' >in
	status 0 $prog -l -n 1 in >out 2>err && lines 3 out && message &&
	grep -q "^$prog: in:2: " err
}
no_danger() {	# said in passing, and not of danger
	for m in 'This bug is killing me.' 'The test took a second to run.' \
	    'I am sad and scared.' 'I could murder a curry.'; do
		printf '%s\n' "$m" | limit $prog -f json >out 2>err
		grep -q '"crisis":null' out || { echo "$m"; return 1; }
	done
}

echo 'I lost my job after my boss yelled at me in front of everyone.' >one
comp=$srcdir/cmd/completion

for prog in sage-reflect sage-ask; do
	case $prog in
	sage-reflect) kinds=$reflect_kinds default=1 ;;
	*)	kinds=$ask_kinds default=3 ;;
	esac
	ok "$prog: manual and completions tell of the options" options
	ok "$prog: the values that they offer are taken" values
	if bash -c 'mapfile -t x </dev/null' 2>/dev/null; then
		ok "$prog: bash completes" bash_completes
	else
		skip "$prog: bash completes" 'no bash'
	fi
	if command -v fish >/dev/null; then
		ok "$prog: fish completes" fish_completes
	else
		skip "$prog: fish completes" 'no fish'
	fi
	ok "$prog: --version" version
	ok "$prog: -n" count
	ok "$prog: -n is $default" default_count
	ok "$prog: -n 20" many
	ok "$prog: -n of what is no number" bad_count
	ok "$prog: -k" kind
	ok "$prog: -k of several" kind_list
	ok "$prog: -k of what there is not" bad_kind
	ok "$prog: other faults in options" bad_options
	ok "$prog: --context" context
	ok "$prog: --stdin-name" stdin_name

	ok "$prog: odd lines, one for one" odd_lines
	ok "$prog: odd lines in JSON" odd_json
	ok "$prog: odd lines explained" odd_explained
	ok "$prog: odd lines as one message" odd_whole
	ok "$prog: something to say to nothing" says ''
	ok "$prog: something to say to one word" says ok
	ok "$prog: something to say to a link" \
	    says 'https://example.org/a?b=c'
	ok "$prog: something to say to a face" says "$(printf '\360\237\231\202')"
	ok "$prog: something to say to a question" says 'What do you think?'
	ok "$prog: something to say to another language" \
	    says 'hola, estoy muy triste porque no puedo dormir'
	ok "$prog: something to say to all" says_to_all
	ok "$prog: CRLF" crlf
	ok "$prog: -0" null
	ok "$prog: a file is a message" whole
	ok "$prog: no lines, no answer" no_lines
	ok "$prog: a message over the bound" long
	ok "$prog: a message full of feelings, in time" fast

	ok "$prog: a missing file; the others are read" missing
	ok "$prog: a directory; the others are read" directory
	as=
	if [ "$(id -u)" -ne 0 ]; then
		ok "$prog: a file that may not be read" unreadable
	elif chmod 755 . && as='setpriv --reuid=65534 --clear-groups' &&
	    $as $prog --version >/dev/null 2>&1; then
		# root may read everything, so be somebody else.
		ok "$prog: a file that may not be read" unreadable
	else
		skip "$prog: a file that may not be read" 'root reads it'
	fi
	ok "$prog: a name that steers a terminal" strange_name
	ok "$prog: no standard input" closed_stdin
	ok "$prog: a full disk" full
	ok "$prog: no standard output" closed
	ok "$prog: a reader that goes" pipe
	ok "$prog: a reader that goes, and no signal" pipe_ignored
	ok "$prog: --line-buffered" at_once

	ok "$prog: --explain" explain
	ok "$prog: --explain changes nothing" explain_same
	ok "$prog: --seed" seeds
	ok "$prog: the same again" repeats
	ok "$prog: nothing judges" no_judging
	[ $prog = sage-ask ] ||
	    ok "$prog: no word both before a reply and in it" begins_once
	ok "$prog: somebody in danger" danger
	ok "$prog: somebody in danger, it seems" danger_gently
	ok "$prog: somebody in danger, and any option" danger_any
	ok "$prog: somebody in danger, among others" danger_lines
	ok "$prog: nobody in danger" no_danger
	if command -v jq >/dev/null; then
		ok "$prog: JSON has what is promised" json
		ok "$prog: JSON says the same" json_text
		ok "$prog: JSON has places" json_spans
		ok "$prog: JSON tells what it is about" json_about
		ok "$prog: an act, where no event is known" json_act
		ok "$prog: the manual tells of JSON" json_told
		ok "$prog: the manual tells of situations" situations
		ok "$prog: somebody in danger, in JSON" danger_json
		ok "$prog: question marks" marks
		ok "$prog: nothing left of a wording" no_remains
		ok "$prog: no slip of a pronoun" no_slips
	else
		skip "$prog: JSON" 'no jq'
	fi
done

done_testing
