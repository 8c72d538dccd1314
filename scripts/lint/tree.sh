#!/usr/bin/env bash
# Every source of the library has a test file, every test file is in the build, a test on a card asks
# for it, CMake lists files by name.
#
# usage: scripts/lint/tree.sh        prints what breaks a rule; then exit code 1
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
cd "$root"

broken=0
complain() {
  echo "$1"
  broken=1
}

# A source's own test file, or one of its room that names it (`// Covers archive_handle.cpp.`).
while read -r source; do
  room="${source#lib/nmf/}"
  room="${room%%/*}"
  name="${source##*/}"
  [[ -f tests/$room/${name%.cpp}_test.cpp ]] ||
    git grep -qE "Covers .*\b${name/./\\.}" -- "tests/$room/*_test.cpp" ||
    complain "$source: has no tests/$room/${name%.cpp}_test.cpp, and no test there says 'Covers $name'"
done < <(git ls-files 'lib/nmf/*.cpp')

while read -r test; do
  room="${test#tests/}"
  list="tests/${room%%/*}/CMakeLists.txt"
  grep -qwF "${test#"${list%CMakeLists.txt}"}" "$list" || complain "$test: is not in $list"
done < <(git ls-files 'tests/*_test.cpp')

# A test on a card asks for it through the macro, which loads LibTorch's CUDA half first.
while read -r test; do
  awk -v file="$test" '
    open && !/NMF_REQUIRE_CUDA\(\);/ { print file ":" open ": " name " must begin with NMF_REQUIRE_CUDA();"; bad = 1 }
    { open = 0 }
    /^ *(TEST|TEST_F|TEST_P|TYPED_TEST)\(.*_CUDA\)/ { if (!/NMF_REQUIRE_CUDA\(\);/) open = NR; name = $0 }
    END { exit bad }' "$test" || broken=1
done < <(git grep -lE '_CUDA\)' -- 'tests/*.cpp')

if git grep -nE 'file\( *GLOB|aux_source_directory|CMAKE_CXX_FLAGS|(^|[^_])include_directories' -- '*CMakeLists.txt' '*.cmake'; then
  complain "CMake: files are listed by name, flags and includes belong to targets (above)"
fi
if git grep -nE 'DISABLED_|\bTODO\b|\bFIXME\b|^#if 0' -- '*.h' '*.cpp'; then
  complain "sources: no disabled tests, no notes to self, no dead code (above)"
fi
exit "$broken"
