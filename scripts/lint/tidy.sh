#!/usr/bin/env bash
# clang-tidy over every source of build/release that changed since it last passed.
#
# usage: scripts/lint/tidy.sh [START]        (after a build; scripts/lint.sh does both)
#   START  only sources whose path starts so, e.g. lib/nmf/text
#
# A file that passed leaves a stamp in build/lint, named by the hash of the file, of all it includes
# from this tree, of its command line and of .clang-tidy; LibTorch makes a file cost half a minute.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
cd "$root"

stamps=build/lint
mkdir -p "$stamps"

# dependencies START: a line per object of lib/ and app/: its source, then all of this tree that it
# includes, as ninja has recorded it. The source is the first file that ninja names; one that the
# build generated (ninja names it from the build directory) is nobody's to mend and left out.
dependencies() {
  ninja -C build/release -t deps | awk -v root="$root/" '
    function flush() { if (line ~ /^(lib|app)\/.*\.cpp( |$)/) print line; line = ""; files = 0 }
    /: #deps/ { flush() }
    /^    / { sub(/^ +/, ""); sub(/^[^.\/]/, "generated/&"); sub(/^\.\.\/\.\.\//, "")
              if (index($0, root) == 1) $0 = substr($0, length(root) + 1)
              if (files++ == 0) line = $0; else if ($0 ~ /^(lib|app)\//) line = line " " $0 }
    END { flush() }' | grep "^$1" | sort -u
}

# Pairs of source and stamp that are still to be checked.
pending() {
  for line in "${objects[@]}"; do
    read -r -a files <<<"$line"
    stamp="$stamps/$({
      cat .clang-tidy "${files[@]}"
      grep -F -- "-c $root/${files[0]}\"" build/release/compile_commands.json ||
        fail "${files[0]}: has no command in build/release/compile_commands.json"
    } | sha256sum | cut -c 1-64)"
    if [[ ! -e $stamp ]]; then printf '%s\0%s\0' "${files[0]}" "$stamp"; fi
  done
}

mapfile -t objects < <(dependencies "${1:-}")
[[ ${#objects[@]} -gt 0 ]] || fail "build/release has no object of a source that starts with '${1:-}'"
# shellcheck disable=SC2016  # the inner shell's variables
pending | xargs -0 --no-run-if-empty -n 2 -P "$(nproc)" bash -c '
  if out="$(clang-tidy -p build/release --quiet "$0" 2>&1)"; then touch "$1"; else echo "$out"; exit 1; fi'
