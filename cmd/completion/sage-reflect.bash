# bash completion for sage-reflect(1)

_sage_reflect()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local list='' word head='' i
	local opts='--count --kind --lines --null --chat --history --me --context --seed --format
	    --explain --column-unit --stdin-name --line-buffered --help --version
	    -n -k -l -0 -s -f -h -V'

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
	-k|--kind)
		# After a comma, another one.
		[[ $cur == *,* ]] && head=${cur%,*},
		for word in feeling content meaning both validate effort; do
			[[ $head$word == "$cur"* ]] && COMPREPLY+=("$head$word")
		done
		return ;;
	-f|--format)	list='text json' ;;
	--context)	list='auto work code-review family friend' ;;
	--column-unit)	list='char byte utf16 display' ;;
	-n|--count|-s|--seed|--me)
		return ;;
	*)
		if [[ $prev != --stdin-name && $cur == -* ]]; then
			list=$opts
		else
			compopt -o filenames
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
			return
		fi ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$list" -- "$cur")
}

complete -F _sage_reflect sage-reflect
