# sage-judgecheck(1) as the linter of Kakoune: where a text judges somebody.
#
# Source this file from your kakrc.  Then :lint shows what was found in mail,
# Markdown and commit messages, and :lint-next-message goes there; in other
# buffers say :sage-linter first.  On a selection it is a filter as well:
# | sage-judgecheck --pass <ret>

define-command sage-linter -params 0..1 \
    -docstring 'sage-linter [type]: lint this window with sage-judgecheck' %{
    evaluate-commands %sh{ printf 'sage-linter-set %s' "${1:-auto}" }
}

# The linter is called with a copy of the buffer; the name of the buffer tells
# where the rules of its project are.  To Kakoune a column is a byte.
define-command -hidden sage-linter-set -params 1 %{
    set-option window lintcmd "sage() { sage-judgecheck --format=gnu --column-unit=byte --fail=never --type=%arg{1} --stdin-name=""$kak_buffile"" <""$1""; } && sage"
}

hook -group sage global WinSetOption filetype=(mail|markdown) %{
    sage-linter-set %val{hook_param_capture_1}
}
hook -group sage global WinSetOption filetype=git-commit %{
    sage-linter-set commit
}
