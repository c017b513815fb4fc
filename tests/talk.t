#!/bin/sh
# shellcheck disable=SC2015
#
# sage-ask and sage-reflect in a talk: transcripts, histories, and what must
# hold of what is asked turn by turn.  The wordings may change; what is looked
# for are the kinds of question that any wording of it has.
. "${0%/*}/tap.sh"

lines() { [ "$(wc -l <"$2")" -eq "$1" ]; }
message() { lines 1 err && grep -q '^sage-[a-z]*: ' err; }
# chat OPTION ...: the transcript on standard input.
chat() { limit sage-ask --chat --me Me "$@" 2>err; }

# ---------------------------------------------------------------------------
# Transcripts

talk() {
	cat <<'TALK'
Maya: hey
[12:01] Me: How was the weekend?
2026-11-02, 12:05 - Maya: We went to see http://example.org: nice
Me: Nice.
Maya: My dog died this morning.
I can't stop crying
TALK
}
last() {	# the last turn alone is answered, with both of its lines
	talk | chat --explain >out
	grep -q 'event: loss[.]pet' out && grep -q 'stop crying' out &&
	! grep -q 'weekend' out
}
who() {	# who spoke last is not us
	talk | sage-ask --chat >out && talk | sage-ask --chat --me me >want &&
	same out want
}
plain() {	# a text without turns is a message
	printf 'My dog died.\n' | sage-ask --chat >out &&
	printf 'My dog died.\n' | sage-ask >want && same out want
}
odd() {
	for text in '' ':' 'Me:' 'Me: ?' '[' '12 - ' 'a: b: c' '[1] ' '<>' \
	    '12:' '12:0' '1:2 - ' ', [1]' 'a, [1]' '1:2 <' '(1)a: b'; do
		printf '%s' "$text" | chat >out || return
		[ -s out ] || return
	done
}
# What stands before a name makes no difference.
stamps() {
	talk | sed 's/^[^M]*\(Ma*[a-z]*:\)/\1/' >bare
	chat -n 5 <bare >want
	for stamp in '12:01 ' '12:01:30 ' '[12:01] ' '[1/2/26, 12:01:30] ' \
	    '1/2/26, 12:01 PM - ' '02.11.26, 12:01 - ' '2026-11-02 12:01:00 ' \
	    '2026-11-02T12:01:00Z ' '(12:01:30) ' '[2026-11-02 12:01] ' \
	    "$(printf '\342\200\216[1/2/26, 12:01\342\200\257PM] ')"; do
		sed "s|^M|${stamp}M|" bare | chat -n 5 >out
		same want out || { echo "$stamp"; return 1; }
	done
	sed 's/^\(Ma*[a-z]*\): */12:01 <\1> /' bare | chat -n 5 >out
	same want out || return
	sed 's/^\(Ma*[a-z]*\): */\1, [2.11.26 12:01]\
/' bare | chat -n 5 >out
	same want out || return
	chat -f json <bare | jq -c .reading.events >want
	sed 's/$/\r/' bare | chat -f json | jq -c .reading.events >out
	same want out
}
# as_bare [OPTION ...]: what is said to the text on standard input is what is said
# to the transcript in the file "rex", which has the same turns.
as_bare() {
	cat >in
	sage-ask --chat -n 5 --me Ben "$@" <in >out 2>err &&
	sage-ask --chat -n 5 --me Ben <rex >want 2>err2 &&
	[ -s out ] && same want out && [ ! -s err ] || { cat in; return 1; }
}
cat >rex <<'END'
Maya Lopez: We had Rex for nine years.
Ben: What happened?
Maya Lopez: My dog died this morning.
I can't stop crying
Ben: Oh no.
Maya Lopez: My boss yelled at me too, and nobody said a word.
END
slack() {	# as it is copied from the window, now and some years ago
	as_bare <<-'END' && as_bare <<-'END' && as_bare <<-'END' && as_bare <<-'END'
	Maya Lopez
	  Yesterday at 10:32 AM
	We had Rex for nine years.
	:+1::heart:
	2


	Ben
	:palm_tree:  10:33 AM
	What happened?
	3 replies
	Maya Lopez
	  10:34 AM
	My dog died this morning.
	10:35
	I can't stop crying (edited)

	Ben
	  10:36 AM
	Oh no.

	Maya Lopez
	  Mar 12th at 10:37 AM
	My boss yelled at me too, and nobody said a word. (edited)
	END
	Maya Lopez  10:32 AM
	We had Rex for nine years.
	Ben:house_with_garden:  10:33 AM
	What happened?
	Maya Lopez  10:34 AM
	My dog died this morning.
	I can't stop crying
	Ben  10:36 AM
	Oh no.
	Maya Lopez  Today at 10:37 AM
	My boss yelled at me too, and nobody said a word.
	END
	maya.lopez [10:32 AM]
	We had Rex for nine years.
	Ben [10:33 AM]
	What happened?
	maya.lopez [10:34 AM]
	My dog died this morning.
	[10:35 AM]I can't stop crying
	Ben [10:36 AM]
	Oh no.
	maya.lopez [10:37 AM]
	My boss yelled at me too, and nobody said a word.
	END
	Maya (she/her)  [16:32]
	We had Rex for nine years.
	Ben  [16:33]
	What happened?
	Maya (she/her)  [16:34]
	My dog died this morning.
	[16:35]
	I can't stop crying
	Ben  [16:36]
	Oh no.
	Maya (she/her)  [16:37]
	My boss yelled at me too, and nobody said a word.
	END
}
discord() {
	as_bare <<-'END' && as_bare <<-'END' && as_bare <<-'END'
	maya the cat | she... — 03/12/2026 10:32 AM
	We had Rex for nine years.
	Ben — Yesterday at 10:33 AM
	What happened?
	maya the cat | she... — Today at 10:34
	My dog died this morning.
	[10:35 AM]
	I can't stop crying
	Image
	Ben — Today at 10:36 AM
	Oh no.
	maya the cat | she... — Today at 10:37 AM
	My boss yelled at me too, and nobody said a word.
	maya started a call. — Today at 10:38 AM
	END
	Maya
	 — 
	Yesterday at 10:32 AM
	We had Rex for nine years.
	Ben
	 — 
	10:33 AM
	What happened?
	Maya
	 — 
	10:34 AM
	My dog died this morning.
	I can't stop crying
	Ben
	 — 
	Today at 10:36 AM
	Oh no.
	Maya
	 — 
	Today at 10:37 AM
	My boss yelled at me too, and nobody said a word.
	END
	[10:32] Maya: We had Rex for nine years.
	[10:33] Ben: What happened?
	[10:34 AM]Maya: My dog died this morning.
	I can't stop crying
	[10:36 AM]Ben: Oh no.
	[10:37]Maya: My boss yelled at me too, and nobody said a word.
	END
}
telegram() {
	as_bare <<-'END' && as_bare <<-'END' && as_bare <<-'END'
	Maya 🌸 | Lopez, [12.03.26 10:32]
	We had Rex for nine years.

	Ben, [12.03.26 10:33]
	[In reply to Maya]
	What happened?

	Maya 🌸 | Lopez, [12.03.26 10:34]
	My dog died this morning.
	I can't stop crying

	Ben, [12.03.26 10:36]
	Oh no.

	Maya 🌸 | Lopez, [12.03.26 10:37]
	My boss yelled at me too, and nobody said a word.
	[ Photo ]
	END
	Maya Lopez, [12 Mar 2026 at 10:32:15]:
	We had Rex for nine years.

	Ben, [12 Mar 2026 at 10:33:15]:
	What happened?

	Maya Lopez, [12 Mar 2026 at 10:34:15]:
	My dog died this morning.
	I can't stop crying

	Ben, [12 Mar 2026 at 10:36:15]:
	Oh no.

	Maya Lopez, [12 Mar 2026 at 10:37:15]:
	My boss yelled at me too, and nobody said a word.
	END
	Maya Lopez:
	We had Rex for nine years.

	Ben:
	What happened?

	Maya Lopez:
	My dog died this morning.
	I can't stop crying

	Ben:
	Oh no.

	Maya Lopez:
	My boss yelled at me too, and nobody said a word.
	END
}
signal_text() {
	as_bare --me You <<-'END' && as_bare --me You <<-'END'
	Conversation: Maya Lopez (+49170555)

	From: Maya Lopez (+49170555)
	Type: incoming
	Sent: Thu, 12 Mar 2026 10:32:15 +0100
	Received: Thu, 12 Mar 2026 10:32:16 +0100
	Reaction: x from You

	We had Rex for nine years.

	From: You
	Type: outgoing
	Sent: Thu, 12 Mar 2026 10:33:15 +0100

	> From: Maya Lopez (+49170555)
	> Sent: Thu, 12 Mar 2026 10:32:15 +0100
	>
	> We had Rex for nine years.

	What happened?

	From: Maya Lopez (+49170555)
	Type: incoming
	Sent: Thu, 12 Mar 2026 10:34:15 +0100

	My dog died this morning.
	I can't stop crying

	From: You
	Type: outgoing
	Sent: Thu, 12 Mar 2026 10:36:15 +0100

	Oh no.

	From: Maya Lopez (+49170555)
	Type: incoming
	Sent: Thu, 12 Mar 2026 10:37:15 +0100

	My boss yelled at me too, and nobody said a word.

	END
	2026-03-12 10:32 Maya Lopez: We had Rex for nine years.
	2026-03-12 10:33 You: What happened?
	2026-03-12 10:34 Maya Lopez: My dog died this morning.
	I can't stop crying
	2026-03-12 10:36 You: Oh no.
	2026-03-12 10:37 Maya Lopez: My boss yelled at me too, and nobody said a word.
	END
}
whatsapp() {
	mark=$(printf '\342\200\216')
	as_bare <<-'END' && sed "s/@/$mark/g" <<-'END' | as_bare
	12/03/2026, 10:30 - Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.
	12/03/2026, 10:31 - Ben created group "Rex: a dog"
	12/03/2026, 10:31 - Maya changed the group description
	12/03/2026, 10:32 - maya from work: We had Rex for nine years.
	12/03/2026, 10:33 - Ben: What happened?
	12/03/2026, 10:33 - Maya changed the group name from “Rex” to “Dinner: 8pm”
	12/03/2026, 10:34 - maya from work: My dog died this morning.
	I can't stop crying <This message was edited>
	12/03/2026, 10:36 - Ben: Oh no.
	12/03/2026, 10:37 - maya from work: My boss yelled at me too, and nobody said a word.
	12/03/2026, 10:38 - maya from work: <Media omitted>
	12/03/2026, 10:38 - maya from work: This message was deleted
	12/03/2026, 10:39 - Ada left
	END
	@[12/03/2026, 10:30:01] Rex: @Messages and calls are end-to-end encrypted.
	[12/03/2026, 10:31:01] Rex: @Ben added ~ Maya
	[12/03/2026, 10:32:01] ~ Maya: We had Rex for nine years.
	[12/03/2026, 10:33:01] Ben: What happened?
	[12/03/2026, 10:34:01] ~ Maya: My dog died this morning.
	I can't stop crying @<This message was edited>
	[12/03/2026, 10:36:01] Ben: Oh no.
	[12/03/2026, 10:37:01] ~ Maya: My boss yelled at me too, and nobody said a word.
	@[12/03/2026, 10:38:01] ~ Maya: @image omitted
	[12/03/2026, 10:39:01] Rex: @Ben changed the group description
	END
}
# All that somebody said is heard, whatever it is like.
heard() {
	mark=$(printf '\342\200\216')
	printf 'My dog died this morning.' | sage-ask -f json |
	    jq -c .reading.events >want
	printf '[12/03/26, 10:31:01] Ben: hey\n[12/03/26, 10:32:16] Maya: %s%s\n' \
	    "$mark" 'My dog died this morning.' | chat -f json |
	    jq -c .reading.events >out && same want out || return 1
	printf 'Me: ok\nThem: %s\n' \
	    'Messages and calls are end-to-end encrypted, so can I tell you that I want to die?' >kept
	echo ok | sage-ask --history kept -f json >out 2>err &&
	grep -q '"crisis":"crisis' out || { cat out; return 1; }
	printf '%s\n' 'Maya: I wrote a list' '(1) Boss: he hates me' \
	    '(2) Wife: she left' 'Bob: ok' 'Maya: My dog died this morning.' |
	    chat -f json | jq -c .reading.events >out && same want out
}
# Where turns have a time, who has none is nobody.
labels() {
	{ sed 's/^[MB].*: /[10:32] &/' rex; echo 'Tip: this morning.'; } >timed
	sage-ask --chat -f json <timed | jq -c .reading >out
	printf '%s\n' 'My boss yelled at me too, and nobody said a word.' \
	    'Tip: this morning.' | sage-ask -f json | jq -c .reading >want
	same want out
}
# But who speaks again and again does.
half_timed() {
	sed 's/^Ben:/[10:32] &/' rex | as_bare
}
# Prose with a colon or a time in it is a message, and all of it.
prose() {
	while IFS= read -r text; do
		printf '%b\n' "$text" >in
		sage-ask --chat -n 5 <in >out && sage-ask -n 5 <in >want &&
		same want out || { cat in; return 1; }
	done <<-'END'
	I told Ben: my dog died.
	What I told Mom: my dog died.
	Note: my dog died.
	Update: my dog died this morning.
	Dear Maya: my dog died.
	Subject: my dog died
	My dog died.\nPlan: sleep.
	My dog died.\nRex: nine years old.
	My dog died.\n\nTherapy — 10:30 AM\nWork — 12:00
	My dog died.\n\nGym  10:30 AM
	My dog died.\n\nDinner\n  7:30 PM
	My dog died.\nHe was born on Monday at 10:30.
	My dog died. Look: https://example.org
	My dog died.\n12:30 Lunch: nothing.
	My dog died.\nJohn 3:16
	My dog died.\n3/12 10:30 therapy: bad.
	My dog died.\nHelp\n  10:30\nRex: gone.
	- Home: my dog died.\n- Work: awful.\n- Home: again.
	1) Rex: my dog died.\n2) Rex: gone.
	From: me, my dog died
	END
}
# Of each as many as go in; the time is the limit's.
many_lines() {
	for text in 'a: b' '[1:02] a: b' 'x  10:32' 'From: a\nType: b' \
	    'a — b — c  d [e] [10:3' 'A: image\nimage' 'A — 10:32\n> q'; do
		yes "$(printf '%b' "$text")" | head -c 1000000 | chat -n 1 \
		    >out && [ -s out ] || { echo "$text"; return 1; }
	done
}
# Any name that a program has may be ours.
me_called() {
	printf 'maya.lopez  10:32 AM\nHi.\nDr. Lee [she/her] — Today at 10:33 AM\nMy dog died.\n' >in
	sage-ask --chat --me maya.lopez <in >out 2>err && [ ! -s err ] &&
	grep -qi 'dog' out &&
	sage-ask --chat --me 'Dr. Lee [she/her]' <in >out 2>err &&
	[ ! -s err ] && ! grep -qi 'dog' out
}
# What only looks like a name is said by who spoke before.
no_name() {
	for text in 'I told him: my dog died.' 'See https://example.org: gone.' \
	    'At 12:30 it was over.' ' Me: my dog died.' 'Really? Yes: so.'; do
		printf 'Maya: One thing.\n%s\n' "$text" | chat -f json >out
		jq -e '.reading.feelings != null' out >ok || return
		printf 'Maya: One thing.\n%s\n' "$text" |
		    sage-ask --chat -f json -n 5 | jq -c .reading >want
		jq -c .reading out >got
		same want got || { echo "$text"; return 1; }
		printf 'One thing.\n%s\n' "$text" | sage-ask -f json |
		    jq -c '.reading | .words, .events' >alone
		jq -c '.reading | .words, .events' out >got
		same alone got || { echo "$text"; return 1; }
	done
}
wrong() {
	for o in '--me x' '--chat --history h' '--chat --me a:b' \
	    '--chat --me=' '--history=' '--history'; do
		status 2 sage-ask $o </dev/null >out 2>err && message &&
		    [ ! -s out ] || { echo "$o"; return 1; }
	done
	[ ! -e h ]
}
ok 'the last turn is answered' last
ok 'who spoke last' who
ok 'no turns' plain
ok 'odd lines' odd
ok 'stamps of programs' stamps
ok 'a copy from Slack' slack
ok 'a copy from Discord' discord
ok 'a copy from Telegram' telegram
ok 'an export from Signal' signal_text
ok 'an export from WhatsApp' whatsapp
ok 'what somebody said is heard' heard
command -v jq >/dev/null && ok 'a label in an export' labels ||
    skip 'a label in an export' 'no jq'
ok 'times for one of two' half_timed
ok 'prose is no transcript' prose
ok 'a name that only a program has' me_called
ok 'a megabyte of names' many_lines
command -v jq >/dev/null && ok 'what is no name' no_name ||
    skip 'what is no name' 'no jq'
ok 'options that do not go together' wrong

# ---------------------------------------------------------------------------
# What is asked

again() {	# a question of ours is not asked again, wherever it stands
	talk | chat -n 1 >out && q=$(cat out) &&
	{ printf 'Me: %s\n' "$q"; talk; } | chat -n 20 >rest &&
	[ -s rest ] && ! grep -qF -- "$q" rest &&
	{ talk; printf 'Me: %s\n' "$q"; } | chat -n 20 >rest &&
	[ -s rest ] && ! grep -qF -- "$q" rest
}
how='how (do|are|did) you (feel|feeling|hold)|holding up'
in_other_words() {	# nor one that asks for the same
	{
		echo 'Maya: I lost my job after nine years.'
		echo 'Me: so how are you feeling about all that'
		echo 'Maya: It was a good place.'
	} >in
	chat -n 20 -k feeling <in >free
	grep -qiE "$how" free || return		# no question mark, no question
	sed 's/all that$/all that?/' in | chat -n 20 -k feeling >out && [ -s out ] &&
	! grep -niE "$how" out
}
told() {	# nor what they have told
	echo 'I lost my job after nine years.' | sage-ask -n 20 -k feeling >free
	grep -qiE "$how" free || return
	echo 'I lost my job after nine years. I am so sad.' |
	    sage-ask -n 20 -k feeling >out && [ -s out ] && ! grep -niE "$how" out ||
	    return
	echo 'Maya: I am so sad.
Me: What happened?
Maya: I lost my job after nine years.' | chat -n 20 -k feeling >out && [ -s out ] &&
	! grep -niE "$how" out
}
# deeper QUESTION DEPTH: what is asked after the question goes so deep
deeper() {
	printf 'Maya: My dog died this morning.\nMe: %s\nMaya: %s\n' "$1" \
	    'She slept at my feet.' | chat -n 1 -f json |
	    sed 's/.*"frame":"\([^"]*\)".*/\1/' >frame
	awk -v frame="$(cat frame)" '$1 == "frame" { on = $2 == frame }
	    on && $1 == "depth" { print $2 }' \
	    "$srcdir"/lib/data/frames/ask*.frames >depth
	[ "$(cat depth)" = "$2" ] || { cat frame depth; return 1; }
}
ladder() {
	deeper 'What happened?' feeling &&
	deeper 'What has that been like for you?' meaning &&
	deeper 'What matters most to you in this?' self
}

sister() {
	echo 'Maya: My sister is moving to the other end of the country.'
	echo 'Me: How are things at work?'
	echo 'Maya: The office is loud and full of dust.'
	echo 'Me: What does that do to your day?'
}
back() {	# a word or two: back to what was left
	for word in yeah idk 'not really' 'hm...' ok; do
		{ sister; echo "Maya: $word"; } | chat -n 3 >out &&
		[ "$(grep -c 'your sister' out)" -eq 1 ] &&
		head -n 1 out | grep -q 'your sister' ||
		    { echo "$word"; cat out; return 1; }
	done
}
not_thin() {	# a short answer is one
	for text in 'She was old.' 'My boss, mostly.' 'On Sunday, at noon.'; do
		{ sister; echo "Maya: $text"; } | chat -n 1 >out && [ -s out ] &&
		! grep 'your sister' out || { echo "$text"; return 1; }
	done
}
back_once() {
	{ sister; echo 'Maya: yeah'; } | chat -n 1 >q
	{
		sister
		printf 'Maya: yeah\nMe: %s\n' "$(cat q)"
		for word in idk hm ok no; do
			echo "Maya: $word"
			chat -n 1 <sofar >out
			grep 'your sister' out >&2
			sed 's/^/Me: /' out
		done
	} 2>twice >sofar
	[ -s q ] && [ ! -s twice ]
}
back_said() {	# in words of our own
	{ sister; echo 'Maya: yeah'; echo 'Me: You mentioned your sister earlier. How is that now?'
	  echo 'Maya: idk'; } | chat -n 3 >out && [ -s out ] &&
	! grep 'your sister' out
}
not_back() {	# there is enough to ask about
	{ sister; echo 'Maya: My boss yelled at me today.'; } | chat >out &&
	[ -s out ] && ! grep 'your sister' out
}
ok 'nothing is asked twice' again
ok 'nothing is asked in other words' in_other_words
ok 'nothing is asked that was told' told
ok 'each question goes deeper' ladder
ok 'back to what was left' back
ok 'not back for a short answer' not_thin
ok 'back to it once' back_once
ok 'back to it once, as people say it' back_said
ok 'not back where there is more' not_back

danger='Maya: I want to kill myself.'
danger_short() {	# a short answer to the question is no end of it
	printf '%s\n' "$danger" | chat >asked && lines 1 asked || return
	for word in yeah idk no maybe; do
		printf '%s\nMe: %s\nMaya: %s\n' "$danger" "$(cat asked)" \
		    "$word" | chat >out && lines 1 out && message &&
		    grep -q '[0-9][0-9]' err && ! cmp -s out asked ||
		    { echo "$word"; return 1; }
	done
	printf '%s\nMe: %s\nMaya: idk\n' "$danger" "$(cat asked)" |
	    sage-reflect --chat 2>err >out && lines 1 out && message
}
danger_past() {	# a short answer to something else is one
	printf '%s\n' "$danger" | chat >asked
	printf '%s\nMe: %s\nMaya: %s\nMe: %s\nMaya: idk\n' "$danger" \
	    "$(cat asked)" 'The bus was late.' 'Where was that?' |
	    chat -n 2 >out && lines 2 out && message
}
danger_later() {	# nor is a turn of something else
	printf '%s\nMe: Oh no.\nMaya: The bus was late today.\n' "$danger" |
	    chat -n 1 >out && lines 1 out && message &&
	printf 'Maya: Hi.\nMe: Oh no.\nMaya: The bus was late today.\n' |
	    chat -n 1 >out && lines 1 out && [ ! -s err ]
}
ok 'danger, and a short answer' danger_short
ok 'danger, something else, and a short answer' danger_past
ok 'danger, and something else' danger_later

# What the frames are for, by their names.
awk '$1 == "frame" { frame = $2; event[frame] = $2 ~ /^c[.]/ ? "first" : "-" }
    $1 == "event" { event[frame] = $2 }
    END { for (frame in event) print frame, event[frame] }' \
    "$srcdir"/lib/data/frames/*.frames >events
# for_what: what a reply in JSON is for, as tests/talks.tsv calls it.
for_what() {
	f=$(sed -n 's/.*"frame":"\([^"]*\)".*/\1/p' out)
	e=$(awk -v f="$f" '$1 == f { print $2 }' events)
	grep -q '"crisis":"' out && echo "${e:--}" && return
	case $e in
	loss.* | health.miscarriage | mourn.else) echo loss ;;
	mourn.*) echo "$e" ;;
	*) echo else ;;
	esac
}
stays() {
	sed '/^#/d' "$srcdir/tests/talks.tsv" >talks
	rm -f hist
	while IFS='	' read -r said want; do
		[ -n "$said" ] || { rm -f hist; continue; }
		echo "$said" | limit sage-ask --history=hist -n 1 -f json >out
		got=$(for_what)
		[ "$got" = "$want" ] || { echo "$said: $got, not $want"; return 1; }
	done <talks
}
# Nothing is said twice, however long it goes on, and a person is always told
# where to call.
no_end() {
	for m in 'I want to kill myself.' "I've been cutting myself again." \
	    'My husband hits me when he drinks.' 'I took all the pills.' \
	    'I want to kill my stepdad.' \
	    'My friend says she wants to kill herself.'; do
		rm -f hist
		{
			echo "$m"
			printf '%s\n' idk yes pills 'no one' sometimes ok \
			    'last night' maybe
		} >in
		sage-ask -l -n 1 --history=hist in >out 2>err &&
		lines 9 out && lines 9 err && [ -z "$(sort out | uniq -d)" ] &&
		[ "$(grep -c '[?].*[?]' out)" -eq 0 ] &&
		limit sage-judgecheck --no-config <out || { cat out; return 1; }
	done
}
# A no is bad to one question, and good to another.
said_no() {
	for q in 'Are you safe?' 'Are you thinking of ending your life?'; do
		printf '%s\nMe: %s\nMaya: no\n' "$danger" "$q" |
		    chat -f json >out
		for_what
	done >got
	printf '%s\n' grave.unsafe settled.denied >want
	same want got
}
# Both say the same to danger, and neither where they say that it is over and
# speak of something else.
over() {
	{
		printf '%s\nMe: Are you safe?\n' "$danger"
		echo "Maya: I'm safe now, my mom came over."
	} >in
	chat <in >out && sage-reflect --chat --me Me <in >want 2>err &&
	same want out && sed 's/^/Me: /' out >>in &&
	echo 'Maya: My boss gave me a day off.' >>in && chat -n 2 -f json <in >out &&
	grep -q '"crisis":null' out && grep -q '"watch":"crisis.suicide"' out
}
far='Maya: We went to the lake on Saturday, it was so lovely there.'
danger_back() {	# when little comes one goes back to it, once
	printf '%s\nMe: Oh no.\n%s\nMe: Which lake?\n' "$danger" "$far" >in
	echo 'Maya: idk' >>in
	chat -n 3 <in >out && [ "$(grep -c earlier out)" -eq 1 ] &&
	head -n 1 out | grep -q earlier &&
	sage-reflect --chat --me Me <in 2>err >out && grep -q earlier out &&
	message && ! grep '[?]' out || return
	{ echo 'Me: You told me something earlier. How is that?'; echo 'Maya: idk'; } >>in
	chat -n 3 <in >out && ! grep earlier out
}
danger_told() {	# what they said of it is not asked
	printf '%s\nMe: %s\nMaya: %s\n' "$danger" 'Are you safe?' \
	    'no one is here' | chat >out && ! grep -i 'with you right now?' out
}
ok 'danger and death are stayed with' stays
ok 'danger: nothing is said twice' no_end
ok 'danger: what a no says' said_no
ok 'danger that is over' over
ok 'danger: back to it, once' danger_back
ok 'danger: what they said is not asked' danger_told

# Ten talks, of six turns each.
cat >ten <<'END'
My grandmother died on Sunday. She raised me.
It's strange, I keep making two cups of tea in the morning.
Mostly it is a dull ache. And I feel guilty that I didn't visit more.
I was busy with the new flat and the move and I kept saying next week.
My brother thinks I should just be glad she didn't suffer.
yeah

My manager presented my analysis to the directors as if it was his.
I sat there and said nothing. My face was burning.
I'm angry, but mostly at myself.
My sister is also getting married next month and I'm supposed to write a speech.
It means that nobody in that company knows what I do all day.
I don't know.

The reviewer has asked for a third rewrite of my patch and it contradicts what he wanted the first time.
It has been open for five weeks now.
I'm frustrated and honestly a bit worn out.
I used to like working on this project.
I would like to know what would be good enough for him.
We'll see.

My best friend hasn't answered my messages for three weeks.
We had a small argument about her boyfriend.
I told her that I don't trust him. I think that hurt her.
I'm scared that I have lost her.
I wrote her a long message and then I deleted it.
Maybe.

My dad wants us all to come for Christmas, and my mother won't sit in the same room with him.
They split up last spring.
I have to choose between them, every single year.
My little brother isn't eating properly since then, that worries me more than anything.
Everyone expects me to fix it.
idk

I have my final exam on Thursday and I can't remember anything.
I failed it last year.
If I fail again I'm out of the program.
I'm terrified, I haven't slept properly in a week.
My parents paid for all of this.
I guess I have to get through it somehow.

I got the job!!! They called me this morning.
I applied for two years, more than eighty applications.
I cried on the phone, I was so happy.
My mum doesn't know yet, I want to tell her in person.
It means we can finally move out of this tiny place.
Yes!

I moved here in spring and I still don't know anyone.
The weekends are the worst, I don't talk to anybody from Friday to Monday.
I signed up for a choir but I didn't dare to go in.
I feel invisible.
At home I had my cousin, we used to cook together every Sunday.
not really

My girlfriend broke up with me last week.
fine
yeah
idk
ok
no

Part of me wants to take the job in Lisbon, and part of me wants to stay near my mother.
She had a stroke two years ago and she needs help with everything.
I love her, and there are days when I have no room left for me.
I haven't told her about the offer.
I'm torn and I have to answer by Monday.
I feel guilty even thinking about it.
END
# ten_talks OPTION ...: turn by turn; what is asked in a file for each.  Where
# danger is seen, rightly or not, the turn is left to other tests.
ten_talks() {
	n=1
	: >sofar
	: >asked.1
	while IFS= read -r line; do
		if [ -z "$line" ]; then
			n=$((n + 1))
			: >sofar
			: >asked.$n
			continue
		fi
		cp sofar last
		printf 'Them: %s\n' "$line" >>sofar
		chat -f json "$@" <sofar | grep -q '"crisis":null' ||
		    { mv last sofar; continue; }
		chat "$@" <sofar >out || return
		sed 's/^/Me: /' out >>sofar
		cat out >>asked.$n
	done <ten
}
talks() {
	for seed in 0 1 2 3; do
		ten_talks -n 1 -s $seed || return
		for n in 1 2 3 4 5 6 7 8 9 10; do
			! grep -v '^[^?]*?$' asked.$n && [ -z "$(sort asked.$n | uniq -d)" ] &&
			    [ "$(grep -ciE 'earlier|what you said' \
			    asked.$n)" -le 1 ] ||
			    { echo "$n:"; cat asked.$n; return 1; }
		done
		cat asked.* >all && [ "$(wc -l <all)" -ge 54 ] || return
		limit sage-judgecheck --no-config <all || return
	done
}
long_talk() {	# there is something to ask after many questions
	ten_talks -n 3 || return
	for n in 1 2 3 4 5 6 7 8 9 10; do
		[ "$(wc -l <asked.$n)" -ge 9 ] &&
		    [ -z "$(sort asked.$n | uniq -d)" ] ||
		    { echo "$n:"; cat asked.$n; return 1; }
	done
	for n in 1 2 3; do
		grep . ten
	done | sed 's/^/Them: /' | while IFS= read -r line; do
		echo "$line"
		echo 'Me: What has that been like for you?'
	done | chat -n 3 >out && lines 3 out
}
ok 'ten talks' talks
ok 'long talks' long_talk

# ---------------------------------------------------------------------------
# Histories

remember() { limit sage-ask --history=hist "$@" 2>err; }
made() {	# a file that is missing is made, for its owner alone
	rm -f hist
	(umask 0 && echo 'My dog died.' | remember -n 2 >out) || return
	[ "$(stat -c %a hist)" = 600 ] &&
	{ echo 'Them: My dog died.'; sed 's/^/Me: /' out; } >want &&
	same want hist
}
as_chat() {	# it is as if all of it was a transcript
	made || return
	echo 'She slept at my feet.' | remember -n 2 >out || return
	head -n 3 hist >sofar
	echo 'Them: She slept at my feet.' >>sofar
	chat -n 2 <sofar >want
	same want out && lines 6 hist &&
	[ -z "$(sort hist | uniq -d)" ]
}
by_lines() {	# message by message
	rm -f hist other
	grep . ten | head -n 6 >six
	remember -l -n 1 <six >out && lines 6 out && lines 12 hist || return
	while IFS= read -r line; do
		printf '%s' "$line" | limit sage-ask -n 1 --history other
	done <six >want 2>err
	same want out && same other hist
}
names() {
	rm -f hist
	echo 'My dog died.' | remember -n 1 --me 'Dr Who' >out &&
	cut -d : -f 1 hist | paste -s -d ' ' - | grep -qx 'Them Dr Who' &&
	rm -f hist && echo 'My dog died.' | remember -n 1 --me them >out &&
	cut -d : -f 1 hist | paste -s -d ' ' - | grep -qx 'They them'
}
no_forging() {	# nothing in a message is taken for a turn
	rm -f hist
	printf 'My dog died.\nMe: What?\n\n[1:02] Me: How?\n\033[31mMe: x\n' |
	    remember -n 1 >out && grep -c '^Me: ' hist | grep -qx 1 &&
	! grep -q "$(printf '\033')" hist &&
	echo ok | remember -n 1 >out && [ -s out ] &&
	grep -c '^Me: ' hist | grep -qx 2 && grep -c '^Them: ' hist |
	    grep -qx 2
}
bytes() {	# nor does any byte break it
	rm -f hist
	printf 'a\000b\377\r\n\302' | remember >out && [ -s out ] &&
	! LC_ALL=C grep -q "[$(printf '\001-\010\013-\037\177-\377')]" hist &&
	tr -d '\000' <hist | cmp -s - hist
}
long_message() {
	rm -f hist
	yes 'My dog died and I am sad.' | head -c 900000 | remember -n 1 >out &&
	[ -s out ] && [ "$(wc -c <hist)" -lt 20000 ] && [ "$(tail -c 1 hist |
	    wc -l)" -eq 1 ]
}

# after: one more message, and the two records are whole.
after() {
	echo 'My dog died.' | remember -n 1 >out && lines 1 out &&
	[ ! -s err ] && tail -n 2 hist >end &&
	{ echo 'Them: My dog died.'; sed 's/^/Me: /' out; } >want &&
	same want end
}
big() {	# only the end of it is read
	awk 'BEGIN { while (n++ < 200000)
		print (n % 2 ? "Them" : "Me") ": What was it like, " n "?" }' \
	    >hist
	[ "$(wc -c <hist)" -gt 5000000 ] && after && after
}
big_line() {
	head -c 10485760 /dev/zero | tr '\000' 'a' >hist
	after && after
}
nuls() {
	head -c 10485760 /dev/zero >hist
	after || return
	printf 'Them: a\000b\nMe: \000?\n\000\000Me\000: x' >hist
	after
}
no_newline() {
	printf 'Them: My cat is ill.\nMe: Where is she now' >hist
	after && sed -n 2p hist | grep -qx 'Me: Where is she now'
}
broken() {
	{
		printf ': x\nMe\n\n: : :\nMe: \n\377\376: \302\n'
		printf '%s\n' '[12' '<' 'x, [' '12:00' "$(printf '\t\t')" 'Them'
		head -c 100000 /dev/urandom
	} >hist
	after && after
}
edited() {	# by a person, and taken as it is
	{
		echo 'Sam: My sister is moving away.'
		echo 'Me: What did you have for lunch?'
		echo 'Sam: Soup, it was cold.'
		echo 'Me: What else?'
	} >hist
	echo yeah | remember -n 1 >out && grep -q 'your sister' out
}
directory() {
	mkdir -p dir
	status 2 sage-ask --history=dir one >out 2>err && message &&
	grep -q '^sage-ask: dir: ' err && [ ! -s out ]
}
special() {
	mkfifo fifo
	for f in fifo /dev/null /dev/full; do
		status 2 sage-ask --history=$f one >out 2>err && message &&
		    [ ! -s out ] || return
	done
	status 2 sage-ask --history=no/such/file one >out 2>err && message
}
unreadable() {
	echo 'Them: hello' >secret
	for mode in 000 200 400; do
		chmod $mode secret
		status 2 $as sage-ask --history=secret one >out 2>err &&
		    message && [ ! -s out ] &&
		    grep -q '^sage-ask: secret: Permission denied' err ||
		    return
	done
	chmod 600 secret
	lines 1 secret
}
# The shell counts in 512 bytes.  What is said goes to a pipe.
unprinted() {
	rm -f hist
	[ -w /dev/full ] || return 0
	echo 'My dog died.' | sage-ask --history hist >/dev/full 2>err
	[ $? -eq 2 ] && [ ! -s hist ]
}
no_me() {
	talk | sage-ask --chat --me Zed >out 2>err && [ -s out ] &&
	    grep -q 'nobody is called Zed$' err || return
	talk | sage-ask --chat --me Me >out 2>err && ! grep -q called err
}
last_of_long() {
	{ i=0
	while [ $i -lt 30000 ]; do
		echo "Me: How was your day, and what did you have to eat?"
		i=$((i + 1))
	done
	echo 'Ben: My cat died last night.'; } >long
	sage-ask --chat --me Me -f json long >out 2>err || return
	grep -q 'only the last 1048576 bytes' err &&
	    grep -q '"loss.pet"' out
}
full() {	# what does not fit as a whole is not there at all
	yes 'Them: and so it went on.' | head -c 500 >hist
	cp hist want
	{
		trap '' XFSZ
		ulimit -f 1
		limit sage-ask -n 1 --history=hist <one 2>&4
		echo $? >&3
	} 3>&1 4>&1 | cat >all
	trap - XFSZ
	grep -q '^sage-ask: hist: File too large' all && grep -qx 2 all &&
	grep -q '?$' all && lines 3 all && cmp want hist
}
at_once() {	# each waits for the other
	rm -f hist
	for n in 1 2 3 4 5 6 7 8; do
		echo "My dog died $n days ago." |
		    limit sage-ask -n 1 --history=hist >out.$n 2>err.$n &
	done
	wait
	cat err.? >err
	[ ! -s err ] && lines 16 hist || return
	for n in 1 2 3 4 5 6 7 8; do
		lines 1 out.$n && grep -A 1 "^Them: My dog died $n days" hist |
		    tail -n 1 >said && sed 's/^/Me: /' out.$n >want &&
		same want said || return
	done
	[ "$(grep '^Me: ' hist | sort -u | wc -l)" -eq 8 ]
}
replaced() {	# what an editor puts in its place is not lost in silence
	rm -f hist
	mkfifo slow
	limit sage-ask -l -n 1 --line-buffered --history=hist <slow >out 2>err &
	{
		echo 'My dog died.'
		while [ ! -s hist ]; do
			sleep .1
		done
		cp hist new && mv new hist
		echo 'He was old.'
	} >slow
	wait $!
	[ $? -eq 2 ] && message && grep -q '^sage-ask: hist: ' err
}
reflect() {	# nothing is said twice
	rm -f hist
	for n in 1 2 3 4 5 6; do
		echo 'My dog died and I am so sad.' |
		    limit sage-reflect --history=hist || return
	done >out 2>err
	lines 6 out && [ -z "$(sort out | uniq -d)" ] && lines 12 hist
}
danger_kept() {
	rm -f hist
	echo 'I want to kill myself.' | remember >out && message &&
	echo 'idk' | remember >out && message && lines 1 out
}

echo 'My dog died.' >one
ok 'history: made, for its owner alone' made
ok 'history: as a transcript' as_chat
ok 'history: message by message' by_lines
ok 'history: names' names
ok 'history: turns within a message' no_forging
ok 'history: any bytes in a message' bytes
ok 'history: a long message' long_message
ok 'history: 5 MB' big
ok 'nobody is called so' no_me
ok 'of a long talk the last is read' last_of_long
ok 'history: 10 MB in a line' big_line
ok 'history: 10 MB of NULs' nuls
ok 'history: no newline at its end' no_newline
ok 'history: broken lines' broken
ok 'history: changed by a person' edited
ok 'history: a directory' directory
ok 'history: no regular file' special
as=
if [ "$(id -u)" -eq 0 ]; then
	chmod 755 .
	as='setpriv --reuid=65534 --clear-groups'
	$as sage-ask --version >/dev/null 2>&1 || as=none
fi
if [ "$as" = none ]; then
	skip 'history: unreadable' 'root reads it'
else
	ok 'history: unreadable' unreadable
fi
ok 'history: a full disk' full
ok 'history: what could not be printed was not said' unprinted
ok 'history: eight at once' at_once
ok 'history: replaced meanwhile' replaced
ok 'history: sage-reflect says nothing twice' reflect
ok 'history: danger is kept' danger_kept

done_testing
