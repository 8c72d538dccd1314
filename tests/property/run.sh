#!/usr/bin/env bash
# Holds the vectorizer against scikit-learn on random corpora and options, in a Python environment
# that is made once. Where that can't be had it prints the reason and exits with 77: skipped.
#
# usage: tests/property/run.sh PROBE FOLDER       PROBE: nmf_vectorize_probe; the environment goes
#                                                 into FOLDER
#   NMF_TEST_PYTHON=PROGRAM    a Python with scikit-learn 1.9, instead of an environment
#   NMF_TEST_VENV=DIR          the environment's place, instead of FOLDER/venv
#   NMF_PROPERTY_DRAWS=N       default 100
#   NMF_PROPERTY_SEED=N        default 1
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
probe="$1"
venv="${NMF_TEST_VENV:-$2/venv}"
packages=(scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1)

# As a skipped GoogleTest case has it, for scripts/test.sh.
skip() {
  printf '%s: Skipped\n%s\n' "${BASH_SOURCE[0]}" "$*"
  exit 77
}

usable() { "$1" -c 'import sklearn, sys; sys.exit(not sklearn.__version__.startswith("1.9"))' 2>/dev/null; }

# Debian's venv has no pip unless python3-venv is there; python3-pip can serve it from outside.
make_venv() {
  rm -rf "$venv"
  if python3 -m venv "$venv"; then
    "$venv/bin/python" -m pip install --quiet "${packages[@]}"
  else
    rm -rf "$venv"
    python3 -m venv --without-pip "$venv" &&
      python3 -m pip --python "$venv/bin/python" install --quiet "${packages[@]}"
  fi
}

python="${NMF_TEST_PYTHON:-$venv/bin/python}"
if [[ -n ${NMF_TEST_PYTHON:-} ]]; then
  usable "$python" || skip "NMF_TEST_PYTHON=$python has no scikit-learn 1.9"
elif ! usable "$python"; then
  command -v python3 >/dev/null || skip "no python3 to run scikit-learn with"
  mkdir -p "$(dirname "$venv")"
  log="$venv.log"
  if ! make_venv >"$log" 2>&1 || ! usable "$python"; then
    skip "no Python environment with ${packages[*]}: $(grep -v '^$' "$log" | tail -n 1)"
  fi
fi

# Bytecode would be written into the sources.
PYTHONDONTWRITEBYTECODE=1 exec "$python" "$here/compare.py" --probe "$probe" \
  --draws "${NMF_PROPERTY_DRAWS:-100}" --seed "${NMF_PROPERTY_SEED:-1}"
