;;; sage-flymake.el --- Flymake for sage-judgecheck  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: wp, tools

;;; Commentary:

;; Shows where the text in a buffer judges somebody, why, and how to say it
;; instead.  The text goes through sage-judgecheck(1) as it stands in the
;; buffer, saved or not.
;;
;;	(require 'sage-flymake)
;;	(add-hook 'text-mode-hook #'sage-flymake-setup)
;;
;; Without this file, \\[compile] with "sage-judgecheck FILE" does as well.

;;; Code:

(require 'flymake)
(require 'json)

(defgroup sage-flymake nil
  "Flymake for sage-judgecheck."
  :group 'flymake)

(defcustom sage-flymake-program "sage-judgecheck"
  "The program to run."
  :type 'string)

(defcustom sage-flymake-arguments nil
  "Options for the program, such as (\"--except\" \"advice\")."
  :type '(repeat string))

(defvar-local sage-flymake--process nil)

(defun sage-flymake--type ()
  "The type of text in the buffer."
  (cond ((or (derived-mode-p 'git-commit-mode)
             (bound-and-true-p git-commit-mode))
         "commit")
        ((derived-mode-p 'markdown-mode) "markdown")
        ((derived-mode-p 'message-mode 'mail-mode) "mail")
        (t "auto")))

(defun sage-flymake--point (place)
  "The position in the buffer of PLACE, an alist with line and column."
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- (alist-get 'line place)))
    (min (line-end-position) (+ (point) (1- (alist-get 'column place))))))

(defun sage-flymake--diagnostic (finding)
  "Make a diagnostic of FINDING, an alist."
  (save-restriction
    (widen)
    (flymake-make-diagnostic
     (current-buffer)
     (sage-flymake--point (alist-get 'start finding))
     (sage-flymake--point (alist-get 'end finding))
     (cdr (assoc (alist-get 'level finding)
                 '(("error" . :error) ("warning" . :warning) ("note" . :note))))
     (format "%s [%s]\n%s"
             (alist-get 'reason finding)
             (alist-get 'id finding)
             (alist-get 'repair finding)))))

(defun sage-flymake--read ()
  "The findings in the current buffer, the output of the program."
  (goto-char (point-min))
  (let ((json-object-type 'alist)
        (json-array-type 'list))
    (alist-get 'findings (json-read))))

(defun sage-flymake--done (process source report)
  "When PROCESS is done, REPORT what it found in the buffer SOURCE."
  (when (memq (process-status process) '(exit signal))
    (unwind-protect
        (when (and (buffer-live-p source)
                   (eq process
                       (buffer-local-value 'sage-flymake--process source)))
          (if (memq (process-exit-status process) '(0 1))
              (let ((findings (with-current-buffer (process-buffer process)
                                (sage-flymake--read))))
                (with-current-buffer source
                  (funcall report
                           (mapcar #'sage-flymake--diagnostic findings))))
            (funcall report :panic :explanation
                     (with-current-buffer (process-buffer process)
                       (buffer-string)))))
      (kill-buffer (process-buffer process)))))

;;;###autoload
(defun sage-flymake (report &rest _)
  "A backend for Flymake; calls REPORT with what sage-judgecheck finds."
  (unless (executable-find sage-flymake-program)
    (error "Cannot find %s" sage-flymake-program))
  (when (process-live-p sage-flymake--process)
    (kill-process sage-flymake--process))
  (let ((source (current-buffer)))
    (save-restriction
      (widen)
      (setq sage-flymake--process
            (make-process
             :name "sage-flymake" :noquery t :connection-type 'pipe
             :coding 'utf-8-unix
             :buffer (generate-new-buffer " *sage-flymake*")
             :command `(,sage-flymake-program
                        "--format=json" "--column-unit=char" "--fail=never"
                        ,(concat "--type=" (sage-flymake--type))
                        ,(concat "--stdin-name="
                                 (file-local-name
                                  (or (buffer-file-name) (buffer-name))))
                        ,@sage-flymake-arguments)
             :sentinel (lambda (process _event)
                         (sage-flymake--done process source report))))
      ;; A program in trouble ends without reading; its sentinel tells why.
      (ignore-errors
        (process-send-region sage-flymake--process (point-min) (point-max))
        (process-send-eof sage-flymake--process)))))

;;;###autoload
(defun sage-flymake-setup ()
  "Use sage-judgecheck in this buffer, with Flymake."
  (interactive)
  (add-hook 'flymake-diagnostic-functions #'sage-flymake nil t)
  (flymake-mode 1))

(provide 'sage-flymake)

;;; sage-flymake.el ends here
