# Sourced by the benchmarks, after scripts/common.sh and from the checkout's root.
#
# peers_python MODULES PACKAGES...  sets python to a Python that can import MODULES (separated by
#                                   commas): the one that NMF_BENCH_PYTHON names, else one below
#                                   build/bench into which pip installs PACKAGES
# debian_lines FILE                 makes FILE where it is not: a description of a Debian package a line
# shellcheck shell=bash

peers_python() {
  local modules="$1"
  shift
  python="${NMF_BENCH_PYTHON:-$root/build/bench/venv/bin/python}"
  if "$python" -c "import $modules" 2>/dev/null; then return; fi
  [[ -z ${NMF_BENCH_PYTHON:-} ]] || fail "NMF_BENCH_PYTHON: $python lacks one of $modules"
  say "installing $* below build/bench"
  python3 -m venv build/bench/venv
  build/bench/venv/bin/pip install --quiet "$@" >&2
}

debian_lines() {
  if [[ -s $1 ]]; then return; fi
  scripts/get_debian_packages.sh
  mkdir -p "$(dirname "$1")"
  python3 - data/debian-packages.jsonl "$1" <<'END'
import json, sys

with open(sys.argv[1], encoding="utf-8") as lines, open(sys.argv[2], "w", encoding="utf-8") as out:
    out.writelines(" ".join(json.loads(line)["text"].splitlines()) + "\n" for line in lines)
END
}
