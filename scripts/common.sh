# Sourced by the other scripts, not run: where the checkout is, how they speak, how they build.
#
# root          the checkout
# say, fail     one line on standard error; fail also ends the script
# build P T...  configures preset P where it is not or where LibTorch has moved, then brings the
#               targets T up to date in build/P; all output on standard error
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

# A relative folder is relative to where the user stands, not to where CMake runs.
if [[ -n ${NMF_LIBTORCH:-} ]]; then
  NMF_LIBTORCH="$(realpath -m "$NMF_LIBTORCH")"
  export NMF_LIBTORCH
fi

configure() {
  local folder="$root/build/$1"
  if [[ -f $folder/build.ninja ]] &&
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt" &&
    grep -qxF "NMF_LIBTORCH:PATH=${NMF_LIBTORCH:-}" "$folder/CMakeCache.txt"; then
    return
  fi
  say "configuring build/$1"
  (cd "$root" && cmake --preset "$1" --fresh -DNMF_LIBTORCH:PATH="${NMF_LIBTORCH:-}" \
    -DCMAKE_CXX_COMPILER_LAUNCHER=ccache) >&2
}

build() {
  local preset="$1"
  shift
  mkdir -p "$root/build"
  # The lock: two at once in one folder would spoil it. The base folder: objects that ccache has
  # from another checkout of the same sources serve this one too.
  (
    flock 8
    configure "$preset" &&
      CCACHE_BASEDIR="$root" cmake --build "$root/build/$preset" --target "$@" >&2
  ) 8>"$root/build/.lock"
}
