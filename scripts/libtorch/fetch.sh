#!/usr/bin/env bash
# Brings LibTorch, the official CUDA build of PyTorch, into .deps/libtorch.
#
# usage: scripts/libtorch/fetch.sh
#   NMF_LIBTORCH=DIR  only checks that DIR or DIR/torch holds lib/libtorch_cpu.so
#   NMF_CUDA=1|0      the CUDA libraries too, or not; unset: where an NVIDIA device is visible
#
# lean.txt is enough for the CPU (0.5 GB to fetch, 1.1 GB on disk); cuda.txt is what a CUDA device
# needs beside it (2 GB more to fetch). Layout: torch/ beside nvidia/, as in the wheels, because the
# libraries find each other that way; Python sources and libtorch_python.so are left out.
# (-DD: files get today's date, so that a build sees when they change.)
# .deps/libtorch/SETS names what is there, and is written last.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

lists="$root/scripts/libtorch"
deps="$root/.deps"
# What pip may choose from: the wheels are tagged with different ages of glibc.
platforms=(manylinux_2_28_x86_64 manylinux_2_27_x86_64 manylinux_2_25_x86_64 manylinux_2_18_x86_64
  manylinux2014_x86_64)

wants_cuda() {
  case "${NMF_CUDA:-}" in
    1) return 0 ;;
    0) return 1 ;;
    "") [[ -e /dev/nvidiactl ]] || nvidia-smi -L >/dev/null 2>&1 ;;
    *) fail "NMF_CUDA: got $NMF_CUDA, expected 1 or 0" ;;
  esac
}

set_line() { echo "$1 $(sha256sum <"$lists/$1.txt" | cut -c 1-64)"; }
has_set() { grep -qxFs "$(set_line "$1")" "$deps/libtorch/SETS"; }

# add_set NAME FOLDER: downloads the wheels of NAME.txt and unpacks them into FOLDER.
add_set() {
  local wheels="$deps/wheels" wheel
  rm -rf "$wheels"
  say "downloading LibTorch ($1 set of scripts/libtorch/$1.txt)"
  # /usr/bin: the python3 that apt installed pip for, whatever else comes first on PATH.
  if ! /usr/bin/python3 -m pip download --quiet --no-cache-dir --disable-pip-version-check \
    --no-deps --require-hashes --only-binary=:all: --python-version 3.11 \
    "${platforms[@]/#/--platform=}" --retries 2 --timeout 20 \
    --dest "$wheels" --requirement "$lists/$1.txt" >"$deps/download.log" 2>&1; then
    fail "LibTorch could not be downloaded ($deps/download.log says why): check the network and pip's index, or set NMF_LIBTORCH to the folder of a LibTorch 2.11"
  fi
  say "unpacking LibTorch"
  for wheel in "$wheels"/*.whl; do
    case "$wheel" in
      */torch-*) unzip -qoDD "$wheel" 'torch/lib/*' 'torch/include/*' 'torch/share/*' '*.dist-info/*' \
        -x 'torch/lib/libtorch_python.so' -d "$2" ;;
      *) unzip -qoDD "$wheel" -d "$2" ;;
    esac
    rm "$wheel"
  done
  rm -rf "$wheels" "$deps/download.log"
  set_line "$1" >>"$2/SETS"
}

# Another tree beside the old one, swapped in when whole: no build ever sees half of it.
fetch_sets() {
  local new="$deps/libtorch.new" old="$deps/libtorch.old"
  rm -rf "$new" "$old"
  # shellcheck disable=SC2064  # the folder's name now, not when the script ends
  trap "rm -rf '$new' '$deps/wheels'" EXIT
  if has_set lean; then
    cp -al "$deps/libtorch" "$new"
    # The copy shares its files with the original: SETS must be a file of its own before it grows.
    set_line lean >"$new/SETS.new"
    mv "$new/SETS.new" "$new/SETS"
  else
    mkdir -p "$new"
    add_set lean "$new"
  fi
  if [[ $* == *cuda* ]]; then add_set cuda "$new"; fi
  if [[ -e $deps/libtorch ]]; then mv "$deps/libtorch" "$old"; fi
  mv "$new" "$deps/libtorch"
  rm -rf "$old"
}

if [[ -n ${NMF_LIBTORCH:-} ]]; then
  [[ -e $NMF_LIBTORCH/lib/libtorch_cpu.so || -e $NMF_LIBTORCH/torch/lib/libtorch_cpu.so ]] ||
    fail "NMF_LIBTORCH=$NMF_LIBTORCH holds no lib/libtorch_cpu.so; set it to the folder of a LibTorch 2.11, or unset it to fetch one"
  exit
fi

sets=(lean)
if wants_cuda; then sets+=(cuda); fi
all_there() { for name in "${sets[@]}"; do has_set "$name" || return 1; done; }

if all_there; then exit; fi
[[ $(uname -m) == x86_64 ]] ||
  fail "there is no LibTorch to fetch for $(uname -m); set NMF_LIBTORCH to the folder of a LibTorch 2.11"
mkdir -p "$deps"
exec 9>"$deps/.lock"
flock 9
# Another run may have brought it while this one waited.
if all_there; then exit; fi
fetch_sets "${sets[@]}"
