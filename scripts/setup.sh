#!/usr/bin/env bash
# Installs what building nmf needs: Debian packages by apt, LibTorch below .deps/.
#
# usage: scripts/setup.sh [--lint | --fuzz]
#   --lint          also the tools of scripts/lint.sh and scripts/format.sh
#   --fuzz          also clang and its libFuzzer, for scripts/fuzz.sh, which needs no LibTorch
#   NMF_LIBTORCH=DIR  use this LibTorch (DIR or DIR/torch holds lib/libtorch_cpu.so), fetch none
#   NMF_CUDA=1|0      fetch the CUDA libraries too, or not, whatever devices are visible
#
# Silent and done at once when all is there. Needs root or sudo only where a package is missing.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

packages=(g++ cmake ninja-build ccache ca-certificates
  libfmt-dev libcxxopts-dev libyaml-cpp-dev libicu-dev libarchive-dev zlib1g-dev nettle-dev
  libcsv-dev libsimdjson-dev libpcre2-dev libstemmer-dev
  nlohmann-json3-dev libgtest-dev libgmock-dev libbenchmark-dev)
if [[ -z ${NMF_LIBTORCH:-} ]]; then packages+=(python3-pip unzip); fi
if ! command -v curl wget >/dev/null; then packages+=(curl); fi
if [[ ${1:-} == --lint ]]; then packages+=(git clang-format clang-tidy shellcheck); fi
if [[ ${1:-} == --fuzz ]]; then packages+=(clang libclang-rt-14-dev); fi

missing_packages() {
  local installed
  # dpkg-query fails when it knows nothing of a package; what it does know is printed all the same.
  installed="$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)"
  for package in "${packages[@]}"; do
    grep -qxF "$package installed" <<<"$installed" || echo "$package"
  done
}

install_packages() {
  local as_root=(env DEBIAN_FRONTEND=noninteractive) log
  local install="apt-get install -y --no-install-recommends $*"
  if [[ $EUID -ne 0 ]]; then
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
      fail "packages are missing; run as root: apt-get update && $install"
    fi
    as_root=(sudo "${as_root[@]}")
  fi
  log="$(mktemp)"
  say "installing with apt: $*"
  # The lock timeout lets two that run at once follow each other.
  if ! { "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 update &&
    "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"; } \
    </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "apt could not install the packages (its last lines are above); run as root: apt-get update && $install"
  fi
  rm -f "$log"
}

command -v dpkg-query apt-get >/dev/null ||
  fail "this is no Debian; install by hand what corresponds to: ${packages[*]}"
mapfile -t missing < <(missing_packages)
if [[ ${#missing[@]} -gt 0 ]]; then install_packages "${missing[@]}"; fi
if [[ ${1:-} == --fuzz ]]; then exit; fi
exec "$root/scripts/libtorch/fetch.sh"
