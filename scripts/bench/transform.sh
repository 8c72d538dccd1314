#!/usr/bin/env bash
# Topic weights of documents for an H that stays: nmf beside scikit-learn's NMF.transform with the same
# H, alternating in one run, on the notebook's X in memory (K = 100), and from raw text.
#
# usage: scripts/bench/transform.sh [ROUNDS]      default 5
#
# The model is made once below build/bench/transform. Needs python3-venv; scikit-learn is installed
# below build/bench, or taken from the Python that NMF_BENCH_PYTHON names.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
# shellcheck source=scripts/bench/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

nmf="$(scripts/build.sh)"
peers_python sklearn scikit-learn scipy
build bench nmf_bench_transform
scripts/get_newsgroups.sh >/dev/null

work=build/bench/transform
mkdir -p "$work"
if [[ ! -s $work/tfidf/tfidf.npz ]]; then
  "$nmf" vectorize configs/notebook.yaml --output "$work/tfidf" --quiet
fi
if [[ ! -s $work/model/model.json ]]; then
  "$nmf" fit --input data/20news-bydate.tar.gz -k 100 --output "$work/model" --quiet \
    --set corpus.format=newsgroups --set corpus.encoding=latin-1 \
    --set 'corpus.categories=[alt.atheism, talk.religion.misc, comp.graphics, sci.space]' \
    --set 'corpus.remove=[headers, footers, quotes]' --set vectorizer.stop_words=english \
    --set output.show=none >/dev/null
fi
if [[ ! -s $work/notebook.txt ]]; then
  python3 - data/20news-bydate.tar.gz "$work/notebook.txt" <<'END'
import sys, tarfile

GROUPS = ("alt.atheism", "talk.religion.misc", "comp.graphics", "sci.space")
with tarfile.open(sys.argv[1]) as archive, open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
    for member in archive:
        half, group, *_ = [*member.name.split("/"), ""]
        if member.isfile() and half.endswith("-train") and group in GROUPS:
            out.write(" ".join(archive.extractfile(member).read().decode("latin-1").splitlines()) + "\n")
END
fi
exec "$python" -B scripts/bench/transform.py "$nmf" build/bench/nmf_bench_transform "$work" "${1:-5}"
