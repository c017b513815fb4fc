#!/bin/sh
# shellcheck disable=SC2030,SC2031,SC2088
#
# The commit-msg hook, run by a real git in a repository made here.
. "${0%/*}/tap.sh"

command -v git >/dev/null || skip_all 'no git'

hook=$srcdir/cmd/hooks/commit-msg
mkdir home
HOME=$PWD/home
GIT_CONFIG_GLOBAL=$PWD/home/gitconfig
GIT_CONFIG_NOSYSTEM=1
GIT_CEILING_DIRECTORIES=$PWD
GIT_AUTHOR_NAME='A U Thor' GIT_AUTHOR_EMAIL=author@example.org
GIT_COMMITTER_NAME='C O Mitter' GIT_COMMITTER_EMAIL=committer@example.org
export HOME GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_CEILING_DIRECTORIES
export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
unset EDITOR VISUAL GIT_EDITOR GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

bad='You never listen.'
top=$PWD

# repo NAME: a new repository with the hook and one commit; goes there.
repo() {
	cd "$top" && git init -q "$1" && cd "$1" || exit
	mkdir -p .git/hooks
	echo start >file
	git add file
	git commit -q -m 'Start'
	cp "$hook" .git/hooks/commit-msg
	change
}
change() {
	echo "$(wc -l <file)" >>file
	git add file
}
# An editor that puts what is in $top/words before what git wrote.
cat >editor <<END
#!/bin/sh
cat "$top/words" "\$1" >"$top/new" && cat "$top/new" >"\$1"
cp "\$1" "$top/edited"
END
# One that puts it in the place of all that git wrote.
cat >replace <<END
#!/bin/sh
cat "$top/words" >"\$1"
END
chmod +x editor replace
# edit TEXT: what the next editor writes.
edit() {
	printf '%s\n' "$@" >"$top/words"
	GIT_EDITOR=$top/editor
	export GIT_EDITOR
}
# The command shall succeed, and the hook shall have said nothing.
quiet() {
	limit "$@" >"$top/out" 2>"$top/err" || { cat "$top/err"; return 1; }
	! grep -E 'COMMIT_EDITMSG|MERGE_MSG|sage' "$top/err"
}
# ... and the hook shall have shown something in that line.
shows() {
	line=$1
	shift
	limit "$@" >"$top/out" 2>"$top/err" || { cat "$top/err"; return 1; }
	grep -Eq "^(COMMIT_EDITMSG|MERGE_MSG):$line:[0-9]+: (warning|error): " \
	    "$top/err" || { cat "$top/err"; return 1; }
	! grep -E '_EDITMSG|_MSG' "$top/out"
}
# The command shall fail, and the message be kept.
stops() {
	limit "$@" >"$top/out" 2>"$top/err" && return 1
	grep -q 'git commit -e.* -F ' "$top/err" && [ -s "$(kept)" ] ||
	    { cat "$top/err"; return 1; }
}
kept() { git rev-parse --git-path SAGE_EDITMSG; }
subject() { git log -1 --format=%s; }

# ---------------------------------------------------------------------------
# Showing

clean() {
	repo clean
	quiet git commit -m 'Explain how to build' && [ "$(subject)" = 'Explain how to build' ]
}
judging() {
	repo judging
	shows 1 git commit -m "$bad" && [ "$(subject)" = "$bad" ]
}
body() {
	repo body
	shows 3 git commit -m 'Subject' -m "$bad"
}
in_editor() {
	repo in_editor
	edit Subject '' "$bad"
	shows 3 git commit
}
to_stderr() {
	repo to_stderr
	git commit -q -m "$bad" >"$top/out" 2>"$top/err"
	[ ! -s "$top/out" ] && grep -q 'COMMIT_EDITMSG:1:1: ' "$top/err"
}
link() {
	repo link
	rm .git/hooks/commit-msg
	ln -s "$hook" .git/hooks/commit-msg
	shows 1 git commit -m "$bad"
}
hooks_path() {
	repo hooks_path
	rm .git/hooks/commit-msg
	git config core.hooksPath "${hook%/*}"
	shows 1 git commit -m "$bad"
}
hooks_path_relative() {
	repo hooks_path_relative
	mkdir my.hooks
	mv .git/hooks/commit-msg my.hooks
	git config core.hooksPath my.hooks
	mkdir -p sub/dir
	cd sub/dir || return
	shows 1 git commit -m "$bad"
}
no_verify() {
	repo no_verify
	git config sage.block true
	quiet git commit --no-verify -m "$bad"
}
missing() {
	repo missing
	git config sage.block true
	# A PATH with all that there is, save our program.
	mkdir "$top/bin"
	for p in git sh awk sed cat tail grep; do
		ln -s "$(command -v $p)" "$top/bin/$p"
	done
	(
		PATH=$top/bin
		git commit -q -m "$bad"
	) >"$top/out" 2>"$top/err"
	[ $? -eq 0 ] && [ "$(wc -l <"$top/err")" -eq 1 ] &&
	grep -q sage-judgecheck "$top/err" && [ "$(subject)" = "$bad" ]
}
broken() {	# trouble with the check stops nobody
	repo broken
	git config sage.block true
	git config sage.rules no-such-file
	git commit -q -m "$bad" >"$top/out" 2>"$top/err" &&
	grep -q no-such-file "$top/err" && [ "$(subject)" = "$bad" ]
}
ok 'silent on a clean message' clean
ok 'shows a message that judges, and lets it pass' judging
ok 'shows the line in the body' body
ok 'shows what was written in an editor' in_editor
ok 'speaks on standard error' to_stderr
ok 'works as a link' link
ok 'works with core.hooksPath' hooks_path
ok 'works with a relative core.hooksPath, from below' hooks_path_relative
ok '--no-verify' no_verify
ok 'without sage-judgecheck: one line, no harm' missing
ok 'trouble stops no commit' broken

# ---------------------------------------------------------------------------
# Options

option_only() {
	repo option_only
	git config sage.only blame
	quiet git commit -m 'You never listen to me' || return
	change
	shows 1 git commit -m 'This is your fault'
}
option_except() {
	repo option_except
	git config sage.except global
	quiet git commit -m 'You never listen to me'
}
rules() {
	cat <<'END'
category mine
	title a word made up
	level note
	definition A word made up.
	reason made up
	source this test
	repair leave it out

rule mine.zork
	match zork
	yes What a zork this is.
	no What a fork this is.
END
}
option_rules() {
	repo option_rules
	rules >"my rules"
	sed 's/mine/yours/; s/zork/blarg/' "my rules" >"more rules"
	git config --add sage.rules 'my rules'
	git config --add sage.rules "more rules"
	git commit -q -m 'A zork and a blarg' 2>"$top/err"
	grep -q '"zork" \[mine\]' "$top/err" &&
	grep -q '"blarg" \[yours\]' "$top/err"
}
option_rules_home() {
	repo option_rules_home
	rules >"$HOME/x.rules"
	git config sage.rules '~/x.rules'
	git commit -q -m 'A zork' 2>"$top/err"
	grep -q '"zork" \[mine\]' "$top/err"
}
option_level() {
	repo option_level
	rules >r
	git config sage.rules r
	git config sage.level warning
	quiet git commit -m 'A zork' || return
	change
	git config sage.level note
	git commit -q -m 'A zork' 2>"$top/err"
	grep -q '"zork" \[mine\]' "$top/err"
}
project_rules() {
	repo project_rules
	rules >.sage.rules
	git commit -q -m 'A zork' 2>"$top/err"
	grep -q '"zork" \[mine\]' "$top/err"
}
allow() {
	repo allow
	edit "$bad" '' '# sage: allow-next global' "$bad"
	git commit -q 2>"$top/err"
	grep -q '_EDITMSG:1:' "$top/err" && ! grep -q '_EDITMSG:4:' "$top/err"
}
ok 'sage.only' option_only
ok 'sage.except' option_except
ok 'sage.rules, repeated, with a blank' option_rules
ok 'sage.rules in the home' option_rules_home
ok 'sage.level' option_level
ok 'the rules of the project' project_rules
ok 'allow in a comment' allow

# ---------------------------------------------------------------------------
# Stopping

block() {
	repo block
	git config sage.block true
	stops git commit -m Subject -m "$bad" && [ "$(subject)" = Start ] || return
	printf 'Subject\n\n%s\n' "$bad" >"$top/want"
	same "$top/want" "$(kept)"
}
block_clean() {
	repo block_clean
	git config sage.block true
	quiet git commit -m 'Explain how to build' &&
	[ "$(subject)" = 'Explain how to build' ] && [ ! -e "$(kept)" ]
}
# The line that is printed is run as it stands.
retry() {
	edit 'Mended'
	line=$(sed -n 's/^.*\(git commit -e .*\)$/\1/p' "$top/err")
	[ -n "$line" ] && GIT_EDITOR=$top/editor sh -c "$line" >"$top/out" 2>&1
}
block_retry() {
	repo block_retry
	git config sage.block true
	stops git commit -m Subject -m "$bad" || return
	git config --unset sage.block
	retry
	printf 'Mended\nSubject\n\n%s\n' "$bad" >"$top/want"
	git log -1 --format=%B | sed '$d' >"$top/got"
	same "$top/want" "$top/got"
}
block_keep() {
	repo block_keep
	git config sage.block true
	stops git commit -m Subject -m "$bad" || return
	line=$(sed -n 's/^.*\(git commit --no-verify .*\)$/\1/p' "$top/err")
	[ -n "$line" ] && sh -c "$line" >"$top/out" 2>&1 &&
	[ "$(git log -1 --format=%b)" = "$bad" ]
}
block_again() {	# what was kept is not lost by the next try
	repo block_again
	git config sage.block true
	stops git commit -m Subject -m "$bad" || return
	quiet git commit -m 'Another subject' && grep -q "$bad" "$(kept)"
}
block_levels() {
	repo block_levels
	rules >r
	git config sage.rules r
	# Each line: sage.block, the level of the rule, what happens.
	while read -r block level want; do
		sed "s/level note/level $level/" r >r2 && git config sage.rules r2
		git config sage.block "$block"
		change
		if git commit -q -m 'A zork' >"$top/out" 2>"$top/err"; then
			got=passes
		else
			got=stops
		fi
		[ $got = "$want" ] && grep -q zork "$top/err" ||
		    { echo "$block $level"; cat "$top/err"; return 1; }
	done <<'END'
true	note	passes
true	warning	stops
true	error	stops
yes	warning	stops
1	warning	stops
false	error	passes
no	error	passes
0	error	passes
note	note	stops
warning	note	passes
warning	warning	stops
error	warning	passes
error	error	stops
END
}
block_shows() {	# what stops is shown, whatever sage.level says
	repo block_shows
	git config sage.block note
	git config sage.level error
	rules >r
	git config sage.rules r
	stops git commit -m 'A zork' && grep -q '"zork" \[mine\]' "$top/err"
}
block_no_value() {
	repo block_no_value
	printf '[sage]\n\tblock\n' >>.git/config
	stops git commit -m "$bad"
}
block_nonsense() {
	repo block_nonsense
	git config sage.block maybe
	git commit -q -m "$bad" 2>"$top/err" && grep -q 'sage\.block' "$top/err"
}
# No name and no value steers the terminal, and the lines work as they stand.
block_escape() {
	name=$(printf "an\033[31m \302\233'\\\\%%n\342\200\256\377!caf\303\251")
	repo "$name"
	git config sage.block "$(printf 'may\033[31mbe\ny')"
	git commit -q -m "$bad" 2>"$top/err" && plain &&
	grep -Fq "may\\033\\13331mbe\\012y" "$top/err" || return
	change
	git config sage.block true
	stops git commit -m Subject -m "$bad" && plain || return
	git config --unset sage.block
	retry && [ "$(git log -1 --format=%s)" = 'Mended Subject' ] || return
	change
	git config sage.block true
	rm "$(kept)" && mkdir "$(kept)" || return	# it can not be written
	limit git commit -m "$bad" 2>"$top/err" && return 1
	plain && grep -q 'your message is in' "$top/err"
}
plain() {
	[ -s "$top/err" ] && ! LC_ALL=C grep "[$(printf '\001-\010\013-\037\177-\377')]" "$top/err"
}
block_letters() {	# those of other languages are no danger
	repo "$(printf 'caf\303\251 \346\227\245')"
	git config sage.block true
	stops git commit -m "$bad" && grep -Fq "/$(printf 'caf\303\251 \346\227\245')/" "$top/err"
}
block_below() {	# from a folder below, the line works as well
	repo block_below
	git config sage.block true
	mkdir -p a/b
	cd a/b || return
	stops git commit -m "$bad" || return
	git config --unset sage.block
	retry && [ "$(subject)" = 'Mended You never listen.' ]
}
ok 'sage.block: stops, and keeps the message' block
ok 'sage.block: silent on a clean message' block_clean
ok 'sage.block: the way to retry works' block_retry
ok 'sage.block: so does the way to leave it' block_keep
ok 'sage.block: a kept message is not overwritten' block_again
ok 'sage.block: levels' block_levels
ok 'sage.block: what stops is shown' block_shows
ok 'sage.block: without a value' block_no_value
ok 'sage.block: nonsense is told and stops nothing' block_nonsense
ok 'sage.block: from a folder below' block_below
ok 'sage.block: nothing steers the terminal' block_escape
ok 'sage.block: names in other letters' block_letters

# ---------------------------------------------------------------------------
# Comments, scissors, cleanup

comments() {
	repo comments
	edit Subject '' "# $bad"
	quiet git commit && [ -z "$(git log -1 --format=%b)" ]
}
verbose() {
	repo verbose
	echo "$bad" >file
	git add file
	edit Subject
	quiet git commit -v && grep -q "^+$bad" "$top/edited"
}
verbose_config() {
	repo verbose_config
	git config commit.verbose true
	echo "$bad" >file
	git add file
	edit Subject '' "$bad"
	shows 3 git commit && [ "$(grep -c '^COMMIT_EDITMSG:.*global' "$top/err")" -eq 1 ]
}
verbose_block() {	# the diff does not become a part of what is kept
	repo verbose_block
	git config sage.block true
	edit Subject '' "$bad" "# comment"
	stops git commit -v || return
	printf 'Subject\n\n%s\n' "$bad" >"$top/want"
	same "$top/want" "$(kept)"
}
scissors() {	# there, comment lines are text
	repo scissors
	edit Subject '' "# $bad"
	shows 3 git commit --cleanup=scissors &&
	[ "$(git log -1 --format=%b)" = "# $bad" ]
}
scissors_config() {
	repo scissors_config
	git config commit.cleanup scissors
	edit Subject '' "# $bad"
	shows 3 git commit
}
scissors_verbose() {
	repo scissors_verbose
	echo "$bad" >file
	git add file
	edit Subject '' "# $bad"
	shows 3 git commit -v --cleanup=scissors &&
	[ "$(grep -c '^COMMIT_EDITMSG:.*global' "$top/err")" -eq 1 ]
}
scissors_no_status() {
	repo scissors_no_status
	git config commit.status false
	git config commit.cleanup scissors
	edit Subject '' "# $bad"
	shows 3 git commit
}
scissors_block() {
	repo scissors_block
	git config sage.block true
	edit Subject '' "# $bad"
	stops git commit --cleanup=scissors || return
	printf 'Subject\n\n# %s\n' "$bad" >"$top/want"
	same "$top/want" "$(kept)"
}
whitespace() {
	repo whitespace
	git config commit.cleanup "$1"
	edit Subject '' "# $bad"
	shows 3 git commit && git log -1 --format=%b | grep -q "^# $bad"
}
whitespace_option() {
	repo whitespace_option
	edit Subject '' "# $bad"
	shows 3 git commit --cleanup="$1"
}
strip() {
	repo strip
	git config commit.cleanup strip
	quiet git commit -m Subject -m "# $bad" &&
	[ -z "$(git log -1 --format=%b)" ]
}
strip_option() {	# the option is stronger than the configuration
	repo strip_option
	git config commit.cleanup whitespace
	edit Subject '' "# $bad"
	quiet git commit --cleanup=strip
}
default_editor() {
	repo default_editor
	git config commit.cleanup default
	edit Subject '' "# $bad"
	quiet git commit
}
no_template() {	# the writer put away what git wrote
	repo no_template
	printf 'Subject\n\n# %s\n' "$bad" >"$top/words"
	GIT_EDITOR=$top/replace quiet git commit &&
	[ -z "$(git log -1 --format=%b)" ]
}
no_status() {
	repo no_status
	git config commit.status false
	edit Subject '' "# $bad"
	quiet git commit
}
no_editor() {	# then git keeps comment lines
	repo no_editor
	shows 3 git commit -m Subject -m "# $bad" &&
	[ "$(git log -1 --format=%b)" = "# $bad" ]
}
no_editor_file() {
	repo no_editor_file
	printf 'Subject\n\n# %s\n' "$bad" >msg
	shows 3 git commit -F msg
}
no_editor_stdin() {
	repo no_editor_stdin
	printf 'Subject\n\n# %s\n' "$bad" >msg
	shows 3 git commit -F - <msg
}
no_editor_block() {	# and so does the way to retry
	repo no_editor_block
	git config sage.block true
	stops git commit -m Subject -m "# $bad" || return
	git config --unset sage.block
	retry && git log -1 --format=%B | grep -q "^# $bad"
}
no_editor_scissors() {
	repo no_editor_scissors
	shows 5 git commit -m Subject \
	    -m '# ------------------------ >8 ------------------------' -m "$bad"
}
verbatim_block() {
	repo verbatim_block
	git config commit.cleanup verbatim
	git config sage.block true
	printf '\nSubject \n\n\n# %s\n' "$bad" >msg
	stops git commit -F msg && same msg "$(kept)"
}
editor_is_colon() {	# an editor is used then, though it does nothing
	repo editor_is_colon
	echo "$bad" >file
	git add file
	GIT_EDITOR=: quiet git commit -v -e -m Subject
}
ok 'comments are passed over' comments
ok 'commit -v' verbose
ok 'commit.verbose' verbose_config
ok 'commit -v, stopped: the diff is not kept' verbose_block
ok '--cleanup=scissors' scissors
ok 'commit.cleanup scissors' scissors_config
ok '--cleanup=scissors -v' scissors_verbose
ok 'commit.cleanup scissors, commit.status false' scissors_no_status
ok '--cleanup=scissors, stopped' scissors_block
ok 'commit.cleanup whitespace' whitespace whitespace
ok '--cleanup=whitespace' whitespace_option whitespace
ok 'commit.cleanup verbatim' whitespace verbatim
ok '--cleanup=verbatim' whitespace_option verbatim
ok 'commit.cleanup strip' strip
ok '--cleanup=strip over commit.cleanup whitespace' strip_option
ok 'commit.cleanup default, an editor' default_editor
ok 'an editor, and nothing left of what git wrote' no_template
ok 'an editor, commit.status false' no_status
ok 'no editor: comment lines are text' no_editor
ok 'no editor: -F FILE' no_editor_file
ok 'no editor: -F -' no_editor_stdin
ok 'no editor, stopped: the way to retry keeps them' no_editor_block
ok 'no editor: scissors that git did not write' no_editor_scissors
ok 'commit.cleanup verbatim, stopped: kept byte for byte' verbatim_block
ok 'an editor that is ":"' editor_is_colon

char() {
	repo char
	git config core.commentChar ';'
	edit Subject '' "; $bad" "# $bad"
	shows 4 git commit && ! grep -q '_EDITMSG:3:' "$top/err"
}
char_verbose() {
	repo char_verbose
	git config core.commentChar ';'
	echo "$bad" >file
	git add file
	edit Subject
	quiet git commit -v
}
char_backslash() {
	repo char_backslash
	git config core.commentChar '\'
	echo "$bad" >file
	git add file
	edit Subject '' "\\ $bad"
	quiet git commit -v
}
char_block() {
	repo char_block
	git config core.commentChar ';'
	git config sage.block true
	edit Subject '' "# $bad" '; comment'
	stops git commit -v || return
	printf 'Subject\n\n# %s\n' "$bad" >"$top/want"
	same "$top/want" "$(kept)"
}
char_auto() {
	repo char_auto
	git config core.commentChar auto
	edit "; $bad"
	# "#" is taken by the message, so git takes ";".
	shows 2 git commit -e -m "# $bad" &&
	[ "$(subject)" = "# $bad" ] && ! grep -q '_EDITMSG:1:' "$top/err"
}
char_auto_hash() {
	repo char_auto_hash
	git config core.commentChar auto
	edit Subject '' "# $bad"
	quiet git commit
}
char_auto_verbose() {
	repo char_auto_verbose
	git config core.commentChar auto
	echo "$bad" >file
	git add file
	edit Subject
	quiet git commit -v -e -m "# hash"
}
char_auto_block() {
	repo char_auto_block
	git config core.commentChar auto
	git config sage.block true
	edit Subject '; comment'
	stops git commit -e -m "# $bad" || return
	printf 'Subject\n# %s\n' "$bad" >"$top/want"
	same "$top/want" "$(kept)"
}
char_auto_scissors() {
	repo char_auto_scissors
	git config core.commentChar auto
	echo "$bad" >file
	git add file
	edit "; $bad"
	# "#" is taken, but ";" begins no comment above the scissors.
	git config sage.block true
	stops git commit --cleanup=scissors -v -e -m "# hash" || return
	printf '; %s\n# hash\n' "$bad" >"$top/want"
	same "$top/want" "$(kept)"
}
char_scissors() {
	repo char_scissors
	git config core.commentChar ';'
	edit Subject '' "; $bad"
	shows 3 git commit --cleanup=scissors -v
}
char_string() {
	repo char_string
	git config core.commentString '//'
	edit Subject '' "// $bad" "/ $bad"
	shows 4 git commit && ! grep -q '_EDITMSG:3:' "$top/err"
}
char_string_verbose() {
	repo char_string_verbose
	git config core.commentString '//'
	echo "$bad" >file
	git add file
	edit Subject
	quiet git commit -v
}
char_once() {	# as given for one command
	repo char_once
	edit Subject '' "; $bad" "# $bad"
	shows 4 git -c core.commentChar=';' commit
}
ok 'core.commentChar' char
ok 'core.commentChar and commit -v' char_verbose
ok 'core.commentChar \' char_backslash
ok 'core.commentChar, stopped' char_block
ok 'core.commentChar auto: another character' char_auto
ok 'core.commentChar auto: the usual one' char_auto_hash
ok 'core.commentChar auto and commit -v' char_auto_verbose
ok 'core.commentChar auto, stopped' char_auto_block
ok 'core.commentChar auto and scissors' char_auto_scissors
ok 'core.commentChar and scissors' char_scissors
ok 'core.commentChar by -c' char_once
if [ "$(echo x | git -c core.commentString=// stripspace -c)" = '// x' ]; then
	ok 'core.commentString' char_string
	ok 'core.commentString and commit -v' char_string_verbose
else
	skip 'core.commentString' 'this git does not know it'
	skip 'core.commentString and commit -v' 'this git does not know it'
	# There it must not be heeded either.
	string_ignored() {
		repo string_ignored
		git config core.commentString '//'
		edit Subject '' "# $bad" "// $bad"
		shows 4 git commit && ! grep -q '_EDITMSG:3:' "$top/err"
	}
	ok 'core.commentString, unknown to this git' string_ignored
fi

# ---------------------------------------------------------------------------
# Kinds of commits

branch() {	# a branch of that name with a commit
	git checkout -q -b "$1" &&
	echo "$1" >"other" && git add other &&
	git commit -q --no-verify -m 'On a branch' && git checkout -q -
}
merge() {
	repo merge
	git commit -q -m 'One more' && branch you-never-listen &&
	quiet git merge --no-ff --no-edit you-never-listen
	[ "$(subject)" = "Merge branch 'you-never-listen'" ]
}
merge_editor() {
	repo merge_editor
	git commit -q -m 'One more' && branch topic
	edit 'Merge the topic' '' "$bad"
	shows 3 git merge --no-ff --edit topic
}
merge_message() {
	repo merge_message
	git commit -q -m 'One more' && branch topic
	shows 1 git merge --no-ff -m "$bad" topic
}
merge_block() {
	repo merge_block
	git config sage.block true
	git commit -q -m 'One more' && branch topic
	stops git merge --no-ff -m "$bad" topic || return
	git config --unset sage.block
	retry && git rev-parse -q --verify HEAD^2
}
merge_squash() {	# the messages of others are quoted
	repo merge_squash
	git checkout -q -b topic && git commit -q --no-verify -m "$bad" -m "$bad" &&
	git checkout -q - && git merge -q --squash topic >"$top/out" || return
	GIT_EDITOR=true quiet git commit &&
	git log -1 --format=%B | grep -q "$bad"
}
conflict() {	# makes a merge with a conflict, and solves it
	git commit -q -m 'One more' && git checkout -q -b you-never-listen &&
	echo theirs >file && git commit -q --no-verify -a -m Theirs &&
	git checkout -q - && echo ours >file &&
	git commit -q --no-verify -a -m Ours &&
	! git merge you-never-listen && echo both >file && git add file
}
merge_conflict() {
	repo merge_conflict
	conflict >"$top/out" 2>&1 || return
	edit ''
	quiet git commit && git rev-parse -q --verify HEAD^2
}
merge_conflict_scissors() {
	repo merge_conflict_scissors
	git config commit.cleanup scissors
	conflict >"$top/out" 2>&1 || return
	edit 'Subject' '' "# $bad"
	shows 3 git commit
}
merge_conflict_no_edit() {
	repo merge_conflict_no_edit
	conflict >"$top/out" 2>&1 || return
	quiet git commit --no-edit
}
autosquash() {
	repo "$1"
	git commit -q --no-verify -m "$bad"
	change
	GIT_EDITOR=true quiet git commit "--$1=HEAD" && [ "$(subject)" = "$1! $bad" ]
}
squash_body() {
	repo squash_body
	change
	shows 3 git commit --squash=HEAD -m "$bad"
}
amend() {
	repo amend
	git commit -q --no-verify -m "$bad"
	change
	# The new message is what follows the subject.
	GIT_EDITOR=true git commit -q --fixup=amend:HEAD 2>"$top/err" &&
	[ "$(subject)" = "amend! $bad" ] && ! grep -q '_EDITMSG:[12]:' "$top/err" &&
	grep -q '_EDITMSG:[3-9]:' "$top/err"
}
rebase_reword() {
	repo rebase_reword
	git commit -q --no-verify -m 'One more'
	printf 'Reworded\n\n%s\n' "$bad" >"$top/words"
	GIT_SEQUENCE_EDITOR='sed -i s/^pick/reword/' GIT_EDITOR=$top/replace \
	    shows 3 git rebase -q -i HEAD~1
}
revert() {
	repo revert
	git commit -q --no-verify -m "$bad"
	# When revert makes the commit itself, git runs no commit-msg.
	git revert --no-commit HEAD && cp .git/MERGE_MSG msg &&
	quiet git commit -F msg && [ "$(subject)" = "Revert \"$bad\"" ]
}
revert_editor() {
	repo revert_editor
	git commit -q --no-verify -m "$bad"
	git revert --no-commit HEAD && echo "$bad" >"$top/words" &&
	cat .git/MERGE_MSG "$top/words" >msg &&
	lines=$(wc -l <msg) &&
	shows "$lines" git commit -F msg && ! grep -q '_EDITMSG:1:' "$top/err"
}
amend_commit() {
	repo amend_commit
	git commit -q --no-verify -m 'One more'
	shows 1 git commit --amend -m "$bad"
}
cherry_pick() {
	repo cherry_pick
	conflict >"$top/out" 2>&1 && git commit -q --no-verify -m Both &&
	! git cherry-pick you-never-listen >"$top/out" 2>&1 &&
	echo picked >file && git add file || return
	edit 'Picked' '' "$bad"
	shows 3 git commit
}
trailer() {
	repo trailer
	GIT_COMMITTER_NAME='You Never Listen' quiet git commit -s -m Subject
}
dashes() {
	repo dashes
	shows 1 git commit -m "-- $bad" || return
	change
	shows 3 git commit -m "--help" -m "-x $bad" || return
	change
	git config sage.block true
	stops git commit -m "--- $bad" && [ "$(cat "$(kept)")" = "--- $bad" ]
}
empty() {
	repo empty
	edit ''
	! limit git commit >"$top/out" 2>"$top/err" && ! grep -q '^sage' "$top/err"
}
ok 'a merge' merge
ok 'a merge with an editor' merge_editor
ok 'a merge with -m' merge_message
ok 'a merge with --squash' merge_squash
ok 'a merge that is stopped can be ended' merge_block
ok 'a merge after a conflict' merge_conflict
ok 'a merge after a conflict, scissors' merge_conflict_scissors
ok 'a merge after a conflict, --no-edit' merge_conflict_no_edit
ok 'fixup!' autosquash fixup
ok 'squash!' autosquash squash
ok 'squash! with words of its own' squash_body
ok 'amend!' amend
ok 'rebase, reword' rebase_reword
ok 'a revert' revert
ok 'a revert with words of its own' revert_editor
ok 'commit --amend' amend_commit
ok 'a cherry-pick after a conflict' cherry_pick
ok 'a trailer' trailer
ok 'a message that begins with dashes' dashes
ok 'an empty message' empty

# ---------------------------------------------------------------------------
# Places

worktree() {
	repo worktree
	git commit -q -m 'One more'
	git worktree add -q "../a tree" -b topic && cd "../a tree" || return
	rules >.sage.rules
	change
	shows 1 git commit -m "$bad, zork" && grep -q '\[mine\]' "$top/err" ||
	    return
	git config sage.block true
	change
	stops git commit -m "$bad" && cd ../worktree &&
	[ ! -e .git/SAGE_EDITMSG ] && cd '../a tree' || return
	git config --unset sage.block
	retry && [ "$(subject)" = "Mended $bad" ]
}
blanks() {
	repo "a repo with 'blanks'"
	git config sage.block true
	stops git commit -m "$bad" || return
	git config --unset sage.block
	retry && [ "$(subject)" = "Mended $bad" ]
}
by_hand() {	# as other programs call it, with any file
	repo by_hand
	echo "$bad" >'a message =x'
	limit "$hook" 'a message =x' 2>"$top/err" &&
	grep -q '^a message =x:1:1: ' "$top/err" &&
	! grep -v '^a message =x:1:1: ' "$top/err"
}
from_outside() {
	repo from_outside
	git config sage.block true
	cd "$top" || return
	limit git -C from_outside commit -m "$bad" >out 2>err && return 1
	git -C from_outside config --unset sage.block
	line=$(sed -n 's/^.*\(git commit -e .*\)$/\1/p' err)
	edit Mended
	cd from_outside && sh -c "$line" >"$top/out" 2>&1 &&
	[ "$(subject)" = "Mended $bad" ]
}
submodule() {
	repo inner
	git commit -q -m 'One more'
	repo submodule
	git -c protocol.file.allow=always submodule -q add ../inner sub &&
	cd sub || return
	cp "$hook" "$(git rev-parse --git-path hooks)/commit-msg"
	change
	shows 1 git commit -m "$bad"
}
bytes() {
	repo bytes
	printf 'Subject \377\n\n%s caf\303\251\n' "$bad" >msg
	shows 3 git commit -F msg
}
locale() {
	repo locale
	edit Subject '' "# $bad"
	LC_ALL=C quiet git commit
}
ok 'a worktree' worktree
ok 'a repository with blanks in its name' blanks
ok 'called by hand, with any file' by_hand
ok 'git -C' from_outside
ok 'a submodule' submodule
ok 'bytes that are no text' bytes
ok 'in the locale C' locale

# It must run in any shell that git may find as sh.
shell() {
	repo "shell_$1"
	printf '#!/bin/sh\nexec %s %s "$@"\n' "$2" "$hook" >.git/hooks/commit-msg
	git config sage.block true
	git config core.commentChar auto
	edit Subject '' "$bad"
	stops git commit -v || return
	printf 'Subject\n\n%s\n' "$bad" >"$top/want"
	same "$top/want" "$(kept)"
}
for sh in dash bash mksh yash ksh93 'busybox sh' 'zsh --emulate sh'; do
	command -v "${sh%% *}" >/dev/null &&
	    ok "the hook in $sh" shell "${sh%% *}" "$sh"
done

done_testing
