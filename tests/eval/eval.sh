# What the scripts beside this one have in common; they read it first.
#
#	$here	where they are
#	$data	what other people wrote, which may be missing

set -u
LC_ALL=C.UTF-8
export LC_ALL

here=$(cd "${0%/*}" && pwd) || exit 2
srcdir=${abs_srcdir-${here%/tests/eval}}
PATH=${abs_builddir-$srcdir}:$PATH
# shellcheck disable=SC2034	# for who reads this
data=${SAGE_EVAL_DATA-$srcdir/../shared/data}

die() {
	echo "eval: $*" >&2
	exit 2
}
