#!/usr/bin/env bash
# Fuzzes what reads text from outside: builds the libFuzzer targets of tests/fuzz (clang, address and
# undefined-behaviour sanitizers) and runs each for SECONDS on tests/fuzz/seeds/TARGET.
#
# usage: scripts/fuzz.sh [SECONDS] [TARGET...]      600 seconds, every target
#
# What a run learns is kept in build/fuzz/corpus/TARGET, its log in build/fuzz/log/TARGET, a finding
# in build/fuzz/findings. Exit code 1 if there is one, with the command that shows it again.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

seconds=600
if [[ ${1:-} =~ ^[1-9][0-9]*$ ]]; then
  seconds="$1"
  shift
fi
targets=("$@")
if [[ $# -eq 0 ]]; then
  for folder in "$root"/tests/fuzz/seeds/*/; do targets+=("$(basename "$folder")"); done
fi
for target in "${targets[@]}"; do
  [[ -d $root/tests/fuzz/seeds/$target ]] ||
    fail "$target is no target; there are: $(ls -C -w 0 "$root/tests/fuzz/seeds")"
done

"$root/scripts/setup.sh" --fuzz
build fuzz "${targets[@]/#/fuzz_}"
out="$root/build/fuzz"
mkdir -p "$out/log" "$out/findings"

# fuzz TARGET: its seeds first, which also hold what was found before.
fuzz() {
  local target="$1" seeds="$root/tests/fuzz/seeds/$1" words="$root/tests/fuzz/dictionaries/$1.dict"
  local options=(-max_total_time="$seconds" -max_len=4096 -timeout=100 -rss_limit_mb=2048
    -print_final_stats=1 -artifact_prefix="$out/findings/$target-")
  if [[ -f $words ]]; then options+=(-dict="$words"); fi
  mkdir -p "$out/corpus/$target"
  if "$out/tests/fuzz/fuzz_$target" "${options[@]}" "$out/corpus/$target" "$seeds" \
    >"$out/log/$target" 2>&1; then
    echo "$target: $(awk '/number_of_executed_units/ { print $2 }' "$out/log/$target") runs"
    return
  fi
  tail -n 40 "$out/log/$target" >&2
  echo "$target: FOUND SOMETHING; again: $out/tests/fuzz/fuzz_$target" \
    "$(sed -n 's/.*Test unit written to //p' "$out/log/$target" | tail -n 1)"
  return 1
}

# As many targets at once as there are processors; each names itself when it is done.
status=0 running=0
for target in "${targets[@]}"; do
  if [[ $running -ge $(nproc) ]]; then
    wait -n || status=1
    running=$((running - 1))
  fi
  fuzz "$target" &
  running=$((running + 1))
done
while [[ $running -gt 0 ]]; do
  wait -n || status=1
  running=$((running - 1))
done
exit "$status"
