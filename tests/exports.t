#!/bin/sh
# The shared library exports the functions of sage.h and nothing else.

. "${0%/*}/tap.sh"

lib=$builddir/lib/.libs/libsage.so
[ -f "$lib" ] || skip_all 'no shared library'

${CC-cc} -E -P "$srcdir/lib/sage.h" | grep -o 'sage_[a-z0-9_]*(' | tr -d '(' |
    sort -u >declared
nm -D --defined-only "$lib" | awk '{ print $NF }' | sort -u >exported

ok 'there are functions' test -s declared
ok 'exported is what is declared' same declared exported
done_testing
