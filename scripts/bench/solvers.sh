#!/usr/bin/env bash
# Seconds to a residual: nmf beside scikit-learn, topica and torchnmf on the same X, alternating in
# one run, with residuals at equal times, an iteration over the floor of this machine, peak memory,
# and the race from an archive of texts to topics in the shell.
#
# usage: scripts/bench/solvers.sh [ROUNDS] [WORKLOAD...]
#   ROUNDS     default 5; round r starts nmf from seed r
#   WORKLOAD   of A B20 B100 C KL shell (scripts/bench/README.md says what they are); default: all
#
# NMF_BENCH_SOLVER (hals) and NMF_BENCH_KL_SOLVER (scd) name our solvers. X is made once below
# build/bench/solvers. Needs python3-venv; the peers are installed below build/bench (about 5 GB, as
# torchnmf needs PyTorch), or taken from the Python that NMF_BENCH_PYTHON names.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
# shellcheck source=scripts/bench/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

rounds=5
if [[ ${1:-} =~ ^[1-9][0-9]*$ ]]; then
  rounds="$1"
  shift
fi
workloads=("$@")
if (($# == 0)); then workloads=(A B20 B100 C KL shell); fi

nmf="$(scripts/build.sh)"
peers_python sklearn,topica,torchnmf torch==2.11.0 scikit-learn scipy topica torchnmf
build bench nmf_bench_kernels

# matrix NAME OPTION...: X of the corpus that the options of `nmf vectorize` name, and its counts.
matrix() {
  local folder="build/bench/solvers/$1"
  shift
  if [[ -s $folder/counts/tfidf.npz ]]; then return; fi
  "$nmf" vectorize "$@" --output "$folder/weights" --quiet
  "$nmf" vectorize "$@" --set vectorizer.use_idf=false --set vectorizer.norm=null \
    --output "$folder/counts" --quiet
}

scripts/get_newsgroups.sh >/dev/null
all_newsgroups=(--input data/20news-bydate.tar.gz --set corpus.subset=all
  --set corpus.encoding=latin-1 --set 'corpus.remove=[headers,footers,quotes]'
  --set vectorizer.stop_words=english)
mkdir -p build/bench/solvers
for workload in "${workloads[@]}"; do
  case "$workload" in
    A | KL) matrix notebook configs/notebook.yaml ;;
    B20 | B100) matrix newsgroups "${all_newsgroups[@]}" ;;
    C)
      debian_lines build/bench/text/debian.txt
      matrix debian --input build/bench/text/debian.txt --set corpus.format=lines \
        --set vectorizer.stop_words=english
      ;;
    shell) ;;
    *) fail "$workload: expected A, B20, B100, C, KL or shell" ;;
  esac
done
exec python3 -B scripts/bench/solvers.py "$nmf" build/bench/nmf_bench_kernels "$python" \
  build/bench/solvers "$rounds" "${workloads[*]}" "${all_newsgroups[@]}"
