# fish completion for sage-ask(1)

# After a comma, another one.
function __sage_ask_list
    set -l head (commandline -ct | string replace -r '^(--[a-z]+=|-[a-z])' '' | string match -r '.*,')
    printf '%s\n' "$head"{feeling,experience,meaning,need,support,story,hope}
end

complete -c sage-ask -s n -l count -x -d 'How many questions'
complete -c sage-ask -s k -l kind -x -a '(__sage_ask_list)' -d 'Only of these kinds'
complete -c sage-ask -s l -l lines -d 'Each line is a message'
complete -c sage-ask -s 0 -l null -d 'A NUL ends each message'
complete -c sage-ask -l chat -d 'The message is a transcript'
complete -c sage-ask -l history -r -F -d 'What was said before, kept there'
complete -c sage-ask -l me -x -d 'Who we are in it'
complete -c sage-ask -l context -x -a 'auto work code-review family friend' -d 'Where the message comes from'
complete -c sage-ask -s s -l seed -x -d 'Take other wordings'
complete -c sage-ask -s f -l format -x -a 'text json' -d 'Form of the output'
complete -c sage-ask -l explain -d 'Say what was read'
complete -c sage-ask -l column-unit -x -a 'char byte utf16 display' -d 'What a column counts'
complete -c sage-ask -l stdin-name -r -F -d 'Name for standard input'
complete -c sage-ask -l line-buffered -d 'Write after each message'
complete -c sage-ask -s h -l help -d 'Show help'
complete -c sage-ask -s V -l version -d 'Show the version'
