# Sourced by the tests that hold us against Python's peers.
#
# peer_python VENV CHECK PACKAGES...   sets python to one for which the Python code CHECK succeeds:
#                                      NMF_TEST_PYTHON, or that of VENV, which is made with PACKAGES
#                                      where it is not there. Where none can be had it prints the
#                                      reason and exits with 77: skipped
# shellcheck shell=bash

# As a skipped GoogleTest case has it, for scripts/test.sh.
skip() {
  printf '%s: Skipped\n%s\n' "$0" "$*"
  exit 77
}

# Debian's venv has no pip unless python3-venv is there; python3-pip can serve it from outside.
make_venv() {
  local venv="$1"
  shift
  rm -rf "$venv"
  if python3 -m venv "$venv"; then
    "$venv/bin/python" -m pip install --quiet "$@"
  else
    rm -rf "$venv"
    python3 -m venv --without-pip "$venv" &&
      python3 -m pip --python "$venv/bin/python" install --quiet "$@"
  fi
}

peer_python() {
  local venv="$1" check="$2"
  shift 2
  usable() { "$1" -c "$check" 2>/dev/null; }
  python="${NMF_TEST_PYTHON:-$venv/bin/python}"
  if [[ -n ${NMF_TEST_PYTHON:-} ]]; then
    usable "$python" || skip "NMF_TEST_PYTHON=$python lacks one of $*"
  elif ! usable "$python"; then
    command -v python3 >/dev/null || skip "no python3 to run $* with"
    mkdir -p "$(dirname "$venv")"
    local log="$venv.log"
    if ! make_venv "$venv" "$@" >"$log" 2>&1 || ! usable "$python"; then
      skip "no Python environment with $*: $(grep -v '^$' "$log" | tail -n 1)"
    fi
  fi
}
