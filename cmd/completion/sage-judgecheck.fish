# fish completion for sage-judgecheck(1)

# Categories and rules, as the program lists them.
function __sage_judgecheck_ids
    set -l ids (sage-judgecheck --list 2>/dev/null | string replace -r '\t.*' '')
    printf '%s\n' $ids (string replace -r '\..*' '' -- $ids | sort -u)
end

# After a comma, another one.
function __sage_judgecheck_list
    set -l head (commandline -ct | string replace -r '^(--[a-z]+=|-[a-z])' '' | string match -r '.*,')
    printf '%s\n' "$head"(__sage_judgecheck_ids)
end

complete -c sage-judgecheck -s t -l type -x -a 'plain markdown commit mail auto' -d 'Kind of text'
complete -c sage-judgecheck -s f -l format -x -a 'gnu pretty json sarif' -d 'Form of the output'
complete -c sage-judgecheck -l color -x -a 'auto always never' -d 'Use colour'
complete -c sage-judgecheck -l stdin-name -r -F -d 'Name for standard input'
complete -c sage-judgecheck -s c -l only -x -a '(__sage_judgecheck_list)' -d 'Look for these only'
complete -c sage-judgecheck -s x -l except -x -a '(__sage_judgecheck_list)' -d 'Leave these out'
complete -c sage-judgecheck -s L -l level -x -a 'note warning error' -d 'Least level printed'
complete -c sage-judgecheck -l fail -x -a 'note warning error never' -d 'Least level that makes the status 1'
complete -c sage-judgecheck -s q -l quiet -d 'Print nothing'
complete -c sage-judgecheck -l count -d 'Print the number of findings'
complete -c sage-judgecheck -l list -d 'List the rules'
complete -c sage-judgecheck -l explain -x -a '(__sage_judgecheck_ids)' -d 'Explain a category or a rule'
complete -c sage-judgecheck -s p -l pass -d 'Copy the text, with marks'
complete -c sage-judgecheck -l repair -d 'Copy the text, with proposals'
complete -c sage-judgecheck -l context -x -a 'auto work code-review family friend' -d 'Where it is said'
complete -c sage-judgecheck -s s -l seed -x -d 'Make other proposals'
complete -c sage-judgecheck -s r -l rules -r -F -d 'Read more rules'
complete -c sage-judgecheck -l check-rules -d 'Run the examples of rules'
complete -c sage-judgecheck -l no-config -d 'Read no rules of the user or the project'
complete -c sage-judgecheck -l rules-only -d 'Tell nothing that only the model hears'
complete -c sage-judgecheck -l column-unit -x -a 'byte char utf16 display' -d 'What a column counts'
complete -c sage-judgecheck -s l -l lines -d 'Each line is a message'
complete -c sage-judgecheck -s 0 -l null -d 'A NUL ends each message'
complete -c sage-judgecheck -l comment-char -x -a auto -d 'What begins a comment in a commit message'
complete -c sage-judgecheck -l baseline -r -F -d 'Hide what the file lists'
complete -c sage-judgecheck -l write-baseline -r -F -d 'List what is found in a file'
complete -c sage-judgecheck -l reply-to -r -F -d 'The message that the draft answers'
complete -c sage-judgecheck -l line-buffered -d 'Write each line at once'
complete -c sage-judgecheck -s h -l help -d 'Show help'
complete -c sage-judgecheck -s V -l version -d 'Show the version'
