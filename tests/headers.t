#!/bin/sh
# Each header can be the first to be included; the public one in C++ too.

. "${0%/*}/tap.sh"

CC=${CC-cc}
public=$srcdir/lib/sage.h

# compiles FLAG ...: what is read from standard input does, without a word.
compiles() {
	# CC may hold flags of its own.
	# shellcheck disable=SC2086
	limit $CC "$@" -Wall -Wextra -pedantic -Werror -fsyntax-only -
}

alone() {
	header=$1
	shift
	echo "#include \"$header\"" | compiles "$@"
}

ok 'sage.h in C11' alone "$public" -x c -std=c11
ok 'sage.h in C17' alone "$public" -x c -std=c17
if echo '#include <cstddef>' | compiles -x c++ 2>/dev/null; then
	ok 'sage.h in C++11' alone "$public" -x c++ -std=c++11
	ok 'sage.h in C++20' alone "$public" -x c++ -std=c++20
else
	skip 'sage.h in C++' 'no C++ compiler'
fi

for h in "$srcdir"/lib/*.h "$srcdir"/cmd/*.h; do
	[ -f "$h" ] && ok "${h##*/} alone" \
	    alone "$h" -x c -std=gnu11 -D_GNU_SOURCE -I"$srcdir/lib"
done
done_testing
