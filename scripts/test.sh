#!/usr/bin/env bash
# Sets up, builds and runs every test: in the release build, then what does not link LibTorch under
# the address and undefined-behaviour sanitizers. Ends with what was skipped and why, and a count.
#
# usage: scripts/test.sh [--long] [option of ctest]...        e.g. scripts/test.sh -R text
#   --long    2000 draws of the property test instead of 100, 600 s of fuzzing a target instead of 2,
#             20 planted corpora of up to 40 topics for nmf select instead of 4 small ones,
#             200 fits killed at random moments and gone on with instead of 5
#
# The property test needs Python, and once the package index for scikit-learn; see
# tests/property/run.sh, which also says how to draw others. Without them it is skipped.
# Fuzzing (scripts/fuzz.sh), where no test is chosen, needs clang and its libFuzzer, else it is skipped.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$root/scripts/setup.sh"
fuzz_seconds=2  # a target: 20 s in all, side by side
if [[ ${1:-} == --long ]]; then
  shift
  fuzz_seconds=600
  export NMF_PROPERTY_DRAWS="${NMF_PROPERTY_DRAWS:-2000}"
  export NMF_PLANTED_CORPORA="${NMF_PLANTED_CORPORA:-20}"
  export NMF_KILL_ROUNDS="${NMF_KILL_ROUNDS:-200}"
fi
# One environment for both presets.
export NMF_TEST_VENV="${NMF_TEST_VENV:-$root/build/property-venv}"
options=("$@")
# No test at all is a failure, unless the caller chose the tests.
if [[ $# -eq 0 ]]; then options=(--no-tests=error); fi

# Both presets run to their end, so that one failure does not hide another.
status=0 results=()
for preset in release asan; do
  build "$preset" all
  results+=("$root/build/$preset/tests.xml")
  rm -f "${results[-1]}"
  echo "== $preset"
  ctest --test-dir "$root/build/$preset" -j2 --output-on-failure \
    --output-junit "${results[-1]}" "${options[@]}" || status=1
done

fuzzing=""
if [[ $# -eq 0 ]]; then
  echo "== fuzz"
  # Its last line says why it could not.
  if reason="$("$root/scripts/setup.sh" --fuzz 2>&1)"; then
    "$root/scripts/fuzz.sh" "$fuzz_seconds" || status=1
  else
    fuzzing="skipped: fuzzing: $(tail -n 1 <<<"$reason")"
  fi
fi

# count NAME: the sum of an attribute of the two <testsuite> elements.
count() { sed -n "s/^\t$1=\"\([0-9]*\)\"\$/\1/p" "${results[@]}" | awk '{ sum += $1 } END { print sum + 0 }'; }

# A skipped GoogleTest case prints "FILE:LINE: Skipped" and, on the next line, the reason.
awk '/<testcase / { split($0, part, "\""); name = part[2]; skipped = 0 }
     /<skipped / { skipped = 1; n = split(FILENAME, path, "/"); print "skipped in " path[n - 1] ": " name }
     skipped && /: Skipped$/ { getline; gsub(/&lt;/, "<"); gsub(/&gt;/, ">"); gsub(/&quot;/, "\"")
                               gsub(/&amp;/, "\\&"); print "         " $0 }' "${results[@]}"
if [[ -n $fuzzing ]]; then echo "$fuzzing"; fi
failed="$(count failures)" skipped="$(count skipped)"
echo "tests: $(($(count tests) - failed - skipped)) passed, $failed failed, $skipped skipped"
exit "$status"
