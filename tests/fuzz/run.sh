#!/bin/sh
# Look for inputs that break the promises of the targets in this directory.
#
#	tests/fuzz/run.sh [TARGET ...]
#
# FUZZ_SECONDS is how long each may look, 30 unless it is set; FUZZ_DIR keeps
# what it has learned from one run to the next.  It needs clang, and builds
# in a directory of its own, unless FUZZING is yes: then the one it is run
# from was configured with --enable-fuzzing, as make fuzz knows.  What breaks
# a target is left in the current directory as crash-TARGET-*; made smaller by
# the target's -minimize_crash=1 and named for what it shows, it belongs into
# the corpus.

set -u
LC_ALL=C
export LC_ALL

here=$(cd "${0%/*}" && pwd) || exit 2
srcdir=${abs_srcdir-${here%/tests/fuzz}}
builddir=${abs_builddir-$srcdir}
seconds=${FUZZ_SECONDS-30}
[ $# -gt 0 ] || set -- attend mask rules text

die() {
	echo "fuzz: $*" >&2
	exit 2
}

work=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
learned=${FUZZ_DIR-$work/learned}

# The sources as they would be in the tarball: the tree may be configured, and
# another build then cannot be outside of it.
build() {
	command -v clang >/dev/null || die 'there is no clang'
	(cd "$builddir" && make -s distdir distdir="$work/src") &&
	mkdir "$work/build" && cd "$work/build" &&
	"$work/src/configure" -q CC=clang --enable-fuzzing --disable-shared \
	    --enable-static &&
	make -s -j"$(nproc)" all
}

if [ "${FUZZING-}" = yes ]; then
	bin=$builddir
	(cd "$builddir" && make -s all) || die 'cannot build'
else
	bin=$work/build
	(build) >"$work/log" 2>&1 || {
		tail -n 20 "$work/log" >&2
		die 'cannot build'
	}
fi

status=0
for t; do
	[ -d "$here/corpus/$t" ] || die "no target $t"
	mkdir -p "$learned/$t" || exit 2
	if "$bin/tests/fuzz/fuzz_$t" -max_total_time="$seconds" \
	    -max_len=4096 -timeout=20 -rss_limit_mb=1024 \
	    -dict="$here/sage.dict" -artifact_prefix="crash-$t-" \
	    -print_final_stats=1 "$learned/$t" "$here/corpus/$t" \
	    >"$work/log" 2>&1; then
		awk -v t="$t" '/number_of_executed_units/ { print t ": " $2 \
		    " runs, nothing found" }' "$work/log"
	else
		grep -v '^#' "$work/log" | tail -n 60
		echo "fuzz: $t has found something" >&2
		status=1
	fi
done
exit $status
