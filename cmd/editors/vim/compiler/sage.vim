" Vim compiler file: sage-judgecheck(1), where a text judges somebody.
"
"	:compiler sage
"	:make		the file, into the quickfix list
"
" As a filter, on what is not yet written:
"
"	:%!sage-judgecheck --pass	marks the places in the text; u undoes it
"	:'<,'>w !sage-judgecheck	shows them for the lines selected

if exists('current_compiler')
	finish
endif
let current_compiler = 'sage'

let s:cpo_save = &cpo
set cpo&vim

" A column is a byte to Vim.
CompilerSet makeprg=sage-judgecheck\ --format=gnu\ --column-unit=byte\ $*\ --\ %:S

" The note after a finding is the way to say it instead.
CompilerSet errorformat=
	\%f:%l:%c:\ %trror:\ %m,
	\%f:%l:%c:\ %tarning:\ %m,
	\%f:%l:%c:\ %tote:\ %m,
	\sage-judgecheck:\ %m

let &cpo = s:cpo_save
unlet s:cpo_save
