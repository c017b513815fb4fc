#!/bin/sh
# Editors read the output: real ones, where they are installed.
. "${0%/*}/tap.sh"

HOME=$PWD
TERM=dumb
export HOME TERM

printf 'All is well.\n\ncaf\303\251: you never listen.\nThis is your fault.\n' >draft.txt

# ---------------------------------------------------------------------------

if command -v vim >/dev/null; then
	cat >qf.vim <<'END'
let out = []
for e in getqflist()
	call add(out, join([bufname(e.bufnr), e.lnum, e.col, e.type,
	    \ e.valid, e.text], '|'))
endfor
call writefile(out, 'qf')
qall!
END
	# In Vim's own errorformat, as it comes.
	vim_default() {
		sage-judgecheck --no-config --column-unit=byte draft.txt >errors
		limit vim -N -u NONE -i NONE -es -S /dev/null \
		    -c 'cfile errors' -S qf.vim </dev/null
		grep -q '^draft\.txt|3|8|' qf && grep -q '^draft\.txt|4|1|' qf
	}
	# With our compiler file and :make.
	vim_compiler() {
		limit vim -N -u NONE -i NONE -es \
		    -c "set runtimepath^=$srcdir/cmd/editors/vim" \
		    -c 'edit draft.txt' -c 'compiler sage' \
		    -c 'silent make! --no-config' -S qf.vim </dev/null >vim.out
		grep -q '^draft\.txt|3|8|[ew]|1|.*"you never listen"' qf &&
		grep -q '^draft\.txt|3|8|n|1|' qf &&
		grep -q '^draft\.txt|4|1|[ew]|1|.*"This is your fault"' qf &&
		! grep -q '|0|.' qf
	}
	vim_blank() {
		cp draft.txt 'a draft.txt'
		limit vim -N -u NONE -i NONE -es \
		    -c "set runtimepath^=$srcdir/cmd/editors/vim" \
		    -c 'edit a\ draft.txt' -c 'compiler sage' \
		    -c 'silent make! --no-config' -S qf.vim </dev/null >vim.out
		grep -q '^a draft\.txt|3|8|[ew]|1|' qf
	}
	vim_trouble() {
		limit vim -N -u NONE -i NONE -es \
		    -c "set runtimepath^=$srcdir/cmd/editors/vim" \
		    -c 'edit draft.txt' -c 'compiler sage' \
		    -c 'silent make! --only=xyzzy' -S qf.vim </dev/null >vim.out
		grep -q 'xyzzy' qf
	}
	vim_filter() {
		cp draft.txt filter.txt
		limit vim -N -u NONE -i NONE -es -c 'edit filter.txt' \
		    -c '%!sage-judgecheck --no-config --pass' -c 'wq' \
		    </dev/null >vim.out
		grep -q '^café: \[\[you never listen\]\]{global}\.$' filter.txt
	}
	ok 'vim: its own errorformat' vim_default
	ok 'vim: the compiler file' vim_compiler
	ok 'vim: a file name with a blank' vim_blank
	ok 'vim: trouble is shown' vim_trouble
	ok 'vim: as a filter' vim_filter
else
	skip 'vim' 'not installed'
fi

# ---------------------------------------------------------------------------

if command -v emacs >/dev/null; then
	batch() { limit emacs --batch -Q "$@" 2>emacs.err </dev/null; }
	# compilation-mode, without any set-up.
	cat >compile.el <<'END'
(setq compilation-error-screen-columns nil)
(with-temp-buffer
  (insert-file-contents "errors")
  (compilation-mode)
  (let ((inhibit-read-only t)) (compilation-parse-errors (point-min) (point-max)))
  (goto-char (point-min))
  (while (not (eobp))
    (let ((m (get-text-property (point) 'compilation-message)))
      (when m
        (let ((loc (compilation--message->loc m)))
          (princ (format "%s|%s|%s|%s\n"
                         (caar (compilation--loc->file-struct loc))
                         (compilation--loc->line loc)
                         (compilation--loc->col loc)
                         (compilation--message->type m))))))
    (forward-line)))
END
	emacs_compile() {
		sage-judgecheck --no-config draft.txt >errors
		batch -l compile -l compile.el >out || { cat emacs.err; return 1; }
		# Levels of a message: 1 is a warning, 2 an error, 0 a note.
		grep -q '^draft\.txt|3|7|1$' out &&
		grep -q '^draft\.txt|3|7|0$' out &&
		grep -q '^draft\.txt|4|1|[12]$' out || { cat out; return 1; }
	}
	emacs_next_error() {
		{ printf '\n\n'; sage-judgecheck --no-config draft.txt; } >errors
		cat >next.el <<'END'
(find-file "errors")
(compilation-mode)
(let ((compilation-error-screen-columns nil)) (next-error 1 t))
(with-current-buffer "draft.txt"
  (princ (format "%d|%s\n" (line-number-at-pos) (thing-at-point 'word))))
END
		batch -l compile -l thingatpt -l next.el >out
		grep -q '^3|you$' out || { cat out emacs.err; return 1; }
	}
	cat >flymake.el <<'END'
(add-to-list 'load-path (concat (getenv "srcdir") "/cmd/editors/emacs"))
(require 'sage-flymake)
(setq sage-flymake-arguments '("--no-config"))
(find-file (getenv "draft"))
(when (getenv "extra") (goto-char (point-min)) (insert "You never listen.\n"))
(add-hook 'flymake-diagnostic-functions #'sage-flymake nil t)
(setq flymake-diagnostic-functions '(sage-flymake))
(flymake-mode 1)
(flymake-start)
(with-timeout (10 (princ "too late\n"))
  (while (not (or (memq 'sage-flymake (flymake-reporting-backends))
                  (memq 'sage-flymake (flymake-disabled-backends))))
    (accept-process-output nil 0.05)))
(dolist (d (sort (flymake-diagnostics)
                 (lambda (a b) (< (flymake-diagnostic-beg a)
                                  (flymake-diagnostic-beg b)))))
  (princ (format "%d|%s|%s|%s\n"
                 (line-number-at-pos (flymake-diagnostic-beg d))
                 (buffer-substring-no-properties
                  (flymake-diagnostic-beg d) (flymake-diagnostic-end d))
                 (flymake-diagnostic-type d)
                 (replace-regexp-in-string "\n" " / " (flymake-diagnostic-text d)))))
(princ (if (memq 'sage-flymake (flymake-disabled-backends)) "disabled\n" "reported\n"))
(set-buffer-modified-p nil)
END
	export srcdir
	emacs_flymake() {
		draft=draft.txt batch -l flymake.el >out ||
		    { cat emacs.err; return 1; }
		grep -q '^3|you never listen|:warning|.*global\..* / .' out &&
		grep -q '^4|This is your fault|:\(error\|warning\)|' out ||
		    { cat out; return 1; }
	}
	emacs_flymake_unsaved() {
		draft=draft.txt extra=1 batch -l flymake.el >out
		grep -q '^1|You never listen|:warning|' out &&
		grep -q '^4|you never listen|:warning|' out
	}
	emacs_flymake_clean() {
		echo 'All is well.' >clean.txt
		draft=clean.txt batch -l flymake.el >out
		[ "$(cat out)" = reported ]
	}
	emacs_flymake_type() {
		printf '# You never listen.\nSubject\n' >COMMIT_EDITMSG
		draft=COMMIT_EDITMSG batch -l flymake.el >out
		[ "$(cat out)" = reported ]
	}
	emacs_flymake_compiles() {
		cp "$srcdir/cmd/editors/emacs/sage-flymake.el" .
		batch --eval '(setq byte-compile-error-on-warn t)' \
		    -f batch-byte-compile sage-flymake.el ||
		    { cat emacs.err; return 1; }
	}
	ok 'emacs: compilation-mode' emacs_compile
	ok 'emacs: next-error goes to the word' emacs_next_error
	ok 'emacs: flymake' emacs_flymake
	ok 'emacs: flymake, a buffer that is not saved' emacs_flymake_unsaved
	ok 'emacs: flymake, nothing found' emacs_flymake_clean
	emacs_flymake_trouble() {
		sed 's/"--no-config"/"--only=xyzzy"/' flymake.el >trouble.el
		draft=draft.txt batch -l trouble.el >out
		[ "$(cat out)" = disabled ] && grep -q xyzzy emacs.err
	}
	ok 'emacs: flymake, trouble is told' emacs_flymake_trouble
	ok 'emacs: flymake, the type of the buffer' emacs_flymake_type
	ok 'emacs: no warning of the byte compiler' emacs_flymake_compiles
else
	skip 'emacs' 'not installed'
fi

# ---------------------------------------------------------------------------

if command -v kak >/dev/null; then
	cp draft.txt draft.md
	# The linter works on its own; ask until it has done.
	cat >ask.sh <<'END'
i=0
until grep -q '"' lint 2>/dev/null || [ $i -ge 50 ]; do
	sleep 0.2
	echo "evaluate-commands -client client0 %{
	    buffer draft.md
	    echo -to-file $dir/lint %opt{lint_messages} }" | kak -p "$1"
	i=$((i + 1))
done
echo 'kill!' | kak -p "$1"
END
	kakoune() {
		dir=$PWD
		export dir
		limit kak -ui dummy -e "source $srcdir/cmd/editors/kakoune/sage.kak
			edit draft.md
			set-option buffer filetype markdown
			lint-buffer
			nop %sh{ sh ask.sh \$kak_session >/dev/null 2>&1 </dev/null & }" \
		    >kak.out 2>&1 </dev/null
		grep -q '"you never listen" \[global\](col 8)' lint &&
		grep -q '"This is your fault"' lint || { cat kak.out lint; return 1; }
	}
	ok 'kakoune: lint' kakoune
else
	skip 'kakoune' 'not installed'
fi

done_testing
