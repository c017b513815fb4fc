# bash completion for sage-judgecheck(1)

_sage_judgecheck()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local list='' word head='' i
	local opts='--type --format --color --stdin-name --only --except --level
	    --fail --quiet --count --list --explain --pass --rules --check-rules
	    --no-config --rules-only --column-unit --lines --null --comment-char --baseline
	    --write-baseline --reply-to --line-buffered --repair --context --seed
	    --help --version -t -f -c -x -L -q -p -s -r -l -0 -h -V'

	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		if [[ ${COMP_WORDS[i]} == -- ]]; then
			compopt -o filenames
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
			return
		fi
	done

	# "=" is a word of its own to readline.
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]] && ((COMP_CWORD > 2)); then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi

	case $prev in
	-t|--type)	list='plain markdown commit mail auto' ;;
	-f|--format)	list='gnu pretty json sarif' ;;
	--color)	list='auto always never' ;;
	-L|--level)	list='note warning error' ;;
	--fail)		list='note warning error never' ;;
	--column-unit)	list='byte char utf16 display' ;;
	--comment-char)	list='auto' ;;
	--context)	list='auto work code-review family friend' ;;
	-s|--seed)	return ;;
	-c|--only|-x|--except|--explain)
		# Categories and rules; after a comma, another one.
		[[ $prev != --explain && $cur == *,* ]] && head=${cur%,*},
		list=$(sage-judgecheck --list 2>/dev/null |
		    sed 's/	.*//; h; s/\..*//p; g' | sort -u)
		for word in $list; do
			[[ $head$word == "$cur"* ]] && COMPREPLY+=("$head$word")
		done
		return ;;
	--stdin-name|-r|--rules|--check-rules|--baseline|--write-baseline|--reply-to)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return ;;
	*)
		if [[ $cur == -* ]]; then
			list=$opts
		else
			compopt -o filenames
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
			return
		fi ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$list" -- "$cur")
}

complete -F _sage_judgecheck sage-judgecheck
