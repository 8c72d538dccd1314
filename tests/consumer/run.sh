#!/usr/bin/env bash
# Installs a build, moves the tree elsewhere, builds the consumer project against it and runs it.
#
# usage: tests/consumer/run.sh BUILD LIBTORCH
#   BUILD     a finished build folder of nmf
#   LIBTORCH  the folder of LibTorch (holds include/ and lib/)
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cmake --install "$1" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/moved"
if grep -rlF -e "$work/first" -e "$(cd "$here/../.." && pwd)" "$work/moved"/lib*/cmake "$work/moved/include"; then
  echo "the package names folders of the machine that built it (above)"
  exit 1
fi

cmake -S "$here" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_PREFIX_PATH="$work/moved" -DNMF_LIBTORCH="$2"
cmake --build "$work/build"
output="$("$work/build/consumer")"
echo "$output"
[[ $output =~ ^"X 4 x 7, norm 2.0000, loss "([0-9.]+)" -> "([0-9.]+)$ ]]
# Three components for four documents take at least half of the loss away.
awk -v first="${BASH_REMATCH[1]}" -v last="${BASH_REMATCH[2]}" 'BEGIN { exit !(last < first / 2) }'

# The installed program starts from where the tree was moved to.
if [[ -e $work/moved/bin/nmf ]]; then "$work/moved/bin/nmf" --version; fi
