#!/usr/bin/env bash
# From a file of lines to the finished TF-IDF: nmf beside scikit-learn and topica, alternating in
# one run, with ratios, peak memory and where the time goes.
#
# usage: scripts/bench/vectorize.sh [ROUNDS]
#
# Files, made once below build/bench/text: all of 20 Newsgroups, the descriptions of Debian's
# packages, and Cyrillic, Chinese and accented Latin from Debian's fortunes (four times over, as they
# are small). Needs python3-venv; the peers are installed below build/bench, or taken from the
# Python that NMF_BENCH_PYTHON names.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
# shellcheck source=scripts/bench/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

nmf="$(scripts/build.sh)"
peers_python sklearn,topica scikit-learn scipy topica
build bench nmf_bench_vectorize

text=build/bench/text
mkdir -p "$text"
if [[ ! -s $text/20news.txt ]]; then
  if scripts/get_newsgroups.sh; then
    python3 - data/20news-bydate.tar.gz "$text/20news.txt" <<'END'
import sys, tarfile

with tarfile.open(sys.argv[1]) as archive, open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
    for member in archive:
        if member.isfile():
            out.write(" ".join(archive.extractfile(member).read().decode("latin-1").splitlines()) + "\n")
END
  else
    say "without 20 Newsgroups, which is not to be had"
  fi
fi
debian_lines "$text/debian.txt"

# fortunes NAME PACKAGE...: every fortune of the packages is a line.
fortunes() {
  local name="$1" scratch
  shift
  if [[ -s $text/$name.txt ]]; then return; fi
  scratch="$(mktemp -d)"
  (cd "$scratch" && apt-get -q download "$@" >/dev/null 2>&1) || fail "apt can't bring $*"
  for package in "$scratch"/*.deb; do dpkg -x "$package" "$scratch/root"; done
  find "$scratch/root" -path '*games/fortunes/*' -type f ! -name '*.dat' | LC_ALL=C sort |
    xargs -d '\n' cat | iconv -f utf-8 -t utf-8 -c | tr -d '\000\r\033' |
    awk '/^%/ {if (text != "") print text; text = ""; next} {text = text " " $0} END {print text}' \
      >"$scratch/once"
  cat "$scratch/once" "$scratch/once" "$scratch/once" "$scratch/once" >"$text/$name.txt"
  rm -rf "$scratch"
}
fortunes cyrillic fortunes-ru fortunes-bg
fortunes chinese fortunes-zh
fortunes accented fortunes-de fortunes-es fortunes-cs fortunes-pl fortunes-it

files=()
for name in 20news debian cyrillic chinese accented; do
  if [[ -s $text/$name.txt ]]; then files+=("$text/$name.txt"); fi
done
exec python3 scripts/bench/vectorize.py "$nmf" build/bench/nmf_bench_vectorize "$python" \
  "${1:-5}" "${files[@]}"
