#!/usr/bin/env bash
# Holds the tree against its own rules: format, shell scripts, includes, tests, clang-tidy.
#
# usage: scripts/lint.sh        (builds first: clang-tidy needs to know what each file includes)
#
# Every check runs; the exit code is 1 if one of them found something.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$root/scripts/setup.sh" --lint
cd "$root"
status=0

say "format (scripts/format.sh mends it)"
git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format --dry-run -Werror || status=1
say "shell scripts"
git ls-files -z '*.sh' .ci/run | xargs -0 shellcheck -x || status=1
say "includes"
scripts/lint/includes.sh || status=1
say "sources, tests and CMake"
scripts/lint/tree.sh || status=1
say "clang-tidy"
build release all
scripts/lint/tidy.sh || status=1
exit "$status"
