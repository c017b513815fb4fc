# fish completion for sage-reflect(1)

# After a comma, another one.
function __sage_reflect_list
    set -l head (commandline -ct | string replace -r '^(--[a-z]+=|-[a-z])' '' | string match -r '.*,')
    printf '%s\n' "$head"{feeling,content,meaning,both,validate,effort}
end

complete -c sage-reflect -s n -l count -x -d 'How many reflections'
complete -c sage-reflect -s k -l kind -x -a '(__sage_reflect_list)' -d 'Only of these kinds'
complete -c sage-reflect -s l -l lines -d 'Each line is a message'
complete -c sage-reflect -s 0 -l null -d 'A NUL ends each message'
complete -c sage-reflect -l chat -d 'The message is a transcript'
complete -c sage-reflect -l history -r -F -d 'What was said before, kept there'
complete -c sage-reflect -l me -x -d 'Who we are in it'
complete -c sage-reflect -l context -x -a 'auto work code-review family friend' -d 'Where the message comes from'
complete -c sage-reflect -s s -l seed -x -d 'Take other wordings'
complete -c sage-reflect -s f -l format -x -a 'text json' -d 'Form of the output'
complete -c sage-reflect -l explain -d 'Say what was read'
complete -c sage-reflect -l column-unit -x -a 'char byte utf16 display' -d 'What a column counts'
complete -c sage-reflect -l stdin-name -r -F -d 'Name for standard input'
complete -c sage-reflect -l line-buffered -d 'Write after each message'
complete -c sage-reflect -s h -l help -d 'Show help'
complete -c sage-reflect -s V -l version -d 'Show the version'
