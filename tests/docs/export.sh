#!/usr/bin/env bash
# Runs the lines of docs/export.md on exports of tests/golden/model_v1, each in a Python environment that
# is made once. A format whose packages can't be had is left out by name; if none can, it exits with 77.
#
# usage: tests/docs/export.sh NMF FOLDER       NMF: the program; the environments go into FOLDER
#   NMF_EXPORT_PYTHON=PROGRAM    a Python that has the packages, instead of environments
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
nmf="$1" folder="$2"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

declare -A packages=(
  [sklearn]='scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1'
  [gensim]='gensim==4.4.0'
  [pyldavis]='pyLDAvis==3.4.1'
)
declare -A module=([sklearn]=sklearn [gensim]=gensim [pyldavis]=pyLDAvis)

usable() { "$1" -c "import ${module[$2]}" 2>/dev/null; }

# Prints the Python for a format; nothing where it can't be had.
python_for() {
  local format="$1" venv="$folder/$1"
  if [[ -n ${NMF_EXPORT_PYTHON:-} ]]; then
    if usable "$NMF_EXPORT_PYTHON" "$format"; then echo "$NMF_EXPORT_PYTHON"; fi
    return
  fi
  if ! usable "$venv/bin/python" "$format"; then
    command -v python3 >/dev/null || return 0
    rm -rf "$venv"
    mkdir -p "$folder"
    # Debian's venv has no pip unless python3-venv is there; python3-pip can serve it from outside.
    # shellcheck disable=SC2086  # a list of packages on purpose
    { python3 -m venv --without-pip "$venv" &&
      python3 -m pip --python "$venv/bin/python" install --quiet ${packages[$format]}; } >"$venv.log" 2>&1 || return 0
  fi
  if usable "$venv/bin/python" "$format"; then echo "$venv/bin/python"; fi
}

ran=0
for format in sklearn gensim pyldavis; do
  "$nmf" export "$root/tests/golden/model_v1" --format "$format" --output "$work/$format" --quiet
  python="$(python_for "$format")"
  if [[ -z $python ]]; then
    echo "skipped: $format (no Python with ${packages[$format]})"
    continue
  fi
  PYTHONDONTWRITEBYTECODE=1 "$python" "$here/export.py" --page "$root/docs/export.md" \
    --format "$format" --export "$work/$format" --model "$root/tests/golden/model_v1"
  ran=1
done
if [[ $ran == 0 ]]; then
  # As a skipped GoogleTest case has it, for scripts/test.sh.
  printf '%s: Skipped\n%s\n' "${BASH_SOURCE[0]}" "no Python environment for any format"
  exit 77
fi
