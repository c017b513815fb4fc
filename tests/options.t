#!/bin/sh
# --help, the manual and the completions of three shells tell of the same
# options.
. "${0%/*}/tap.sh"

prog=sage-judgecheck
man=$srcdir/man/$prog.1
comp=$srcdir/cmd/completion

# What --help says: all that looks like an option before its description.
"$prog" --help | awk '/^ *-/ {
	n = split($0, w, /[ ,=[]+/)
	for (i = 1; i <= n; i++)
		if (w[i] ~ /^(-[A-Za-z0-9]|--[a-z][a-z0-9-]+)$/)
			print w[i]
		else if (w[i] ~ /^[a-z]/)
			break
}' | sort -u >help

# In the manual, the tags of the list of options.
awk '/^\.It Fl/ {
	for (i = 3; i <= NF; i++)
		if ($(i - 1) == "Fl")
			print "-" $i
}' "$man" | sort -u >manual

grep -o -e '--[a-z][a-z-]*' -e ' -[A-Za-z0-9]\( \|$\|'\''\)' "$comp/$prog.bash" |
    tr -d " '" >bash.all
sed -n "/local opts='/,/'\$/p" "$comp/$prog.bash" | tr "' \t" '\n\n\n' |
    grep '^-' | sort -u >bash

sed "s/\\[.*//; s/^[^']*'([^)]*)'//" "$comp/_$prog" | sed '1,/^_arguments/d' |
    grep -Eo -e "(^|[^a-z-])-(-[a-z][a-z-]+|[A-Za-z0-9])" |
    grep -Eo -e '-.*' | sort -u >zsh

awk '$1 == "complete" {
	for (i = 2; i < NF; i++) {
		if ($i == "-s") print "-" $(i + 1)
		if ($i == "-l") print "--" $(i + 1)
	}
}' "$comp/$prog.fish" | sort -u >fish

# Each of them is taken, and those that want an argument say so.
taken() {
	[ -s help ] || return
	while read -r o; do
		case $o in
		-h|--help|-V|--version|--list|--check-rules) continue ;;
		esac
		limit "$prog" --no-config "$o" </dev/null >out 2>err
		case $? in
		0|1)	;;
		2)	grep -q 'argument' err || { cat err; return 1; } ;;
		*)	echo "$o"; return 1 ;;
		esac
	done <help
}
# The words that the completions offer are taken.
values() {
	while read -r o list; do
		for v in $list; do
			status 0 "$prog" --no-config "$o$v" </dev/null >out || return
			for f in "$prog.bash" "_$prog" "$prog.fish" "$man"; do
				[ -f "$f" ] || f=$comp/$f
				grep -q -e "[^a-z]$v\\([^a-z]\\|\$\\)" "$f" ||
				    { echo "$v: not in $f"; return 1; }
			done
		done
	done <<'END'
--type= plain markdown commit mail auto
--format= gnu pretty json
--color= auto always never
--level= note warning error
--fail= note warning error never
--column-unit= byte char utf16 display
END
}
usage() {	# a bad option points there
	"$prog" --xyzzy >out 2>err
	[ ! -s out ] && grep -q -e '--help' err
}

ok 'there are options' test -s help
ok 'the manual tells of them' same help manual
ok 'bash completes them' same help bash
ok 'zsh completes them' same help zsh
ok 'fish completes them' same help fish
ok 'the program takes them' taken
ok 'the program takes their values' values
ok 'a bad option points to --help' usage

# ---------------------------------------------------------------------------
# The shells themselves

if bash -c 'compopt 2>/dev/null; mapfile -t x </dev/null' 2>/dev/null; then
	# reply WORD ...: what bash offers for the last of them.
	reply() {
		limit bash -c '
			compopt() { :; }
			. "$1"
			shift
			COMP_WORDS=("$@")
			COMP_CWORD=$(($# - 1))
			_sage_judgecheck
			printf "%s\n" "${COMPREPLY[@]}"' bash \
		    "$comp/$prog.bash" "$prog" "$@"
	}
	bash_options() { [ "$(reply --ty)" = --type ]; }
	bash_values() { [ "$(reply --type ma | tr '\n' ' ')" = 'markdown mail ' ]; }
	bash_equals() { [ "$(reply --format = j)" = json ]; }
	bash_ids() { reply -c glob | grep -qx global; }
	bash_list() { reply -c blame,glob | grep -qx blame,global; }
	bash_files() {
		: >xyzzy.txt
		[ "$(reply xyz)" = xyzzy.txt ] && [ "$(reply -r xyz)" = xyzzy.txt ] &&
		[ "$(reply -- xyz)" = xyzzy.txt ]
	}
	ok 'bash: options' bash_options
	ok 'bash: values' bash_values
	ok 'bash: values after =' bash_equals
	ok 'bash: categories' bash_ids
	ok 'bash: categories after a comma' bash_list
	ok 'bash: files' bash_files
else
	skip 'bash' 'no bash'
fi

if command -v fish >/dev/null; then
	offers() {	# what fish offers for a line
		limit fish --no-config -c "source '$comp/$prog.fish'
			complete -C '$1'" | cut -f 1
	}
	fish_options() { offers "$prog --ty" | grep -q -e '^--type'; }
	fish_values() {
		[ "$(offers "$prog --type ma" | sort | tr '\n' ' ')" = 'mail markdown ' ]
	}
	fish_ids() { offers "$prog -c glob" | grep -qx global; }
	fish_list() { offers "$prog -c blame,glob" | grep -qx blame,global; }
	ok 'fish: options' fish_options
	ok 'fish: values' fish_values
	ok 'fish: categories' fish_ids
	ok 'fish: categories after a comma' fish_list
else
	skip 'fish' 'no fish'
fi

if command -v zsh >/dev/null; then
	# There is no completion without a terminal, so give zsh one, type the
	# words and a tab, and wait for what shall come.
	cat >zpty.zsh <<'END'
zmodload zsh/zpty || exit
TERM=dumb zpty z zsh -f -i
zpty -w z "PS1=; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w z 'echo READY''DONE'
zpty -r z line '*READYDONE*' || exit
zpty -n -w z "$2"$'\t'
zpty -r z line "*$3*"
END
	zsh_offers() { limit zsh -f zpty.zsh "$comp" "$1" "$2"; }
	zsh_options() { zsh_offers "$prog --ty" '--type'; }
	zsh_values() { zsh_offers "$prog -t markd" 'markdown'; }
	zsh_ids() { zsh_offers "$prog -c blame,global.nev" 'global.never'; }
	ok 'zsh: options' zsh_options
	ok 'zsh: values' zsh_values
	ok 'zsh: categories after a comma' zsh_ids
else
	skip 'zsh' 'no zsh'
fi

done_testing
