#!/usr/bin/env bash
# The topics of nmf, scikit-learn's NMF and topica's NMF side by side on all of 20 Newsgroups: c_npmi,
# c_v, u_mass and diversity over seeds; and the time of the four coherence scores beside gensim's.
#
# usage: scripts/bench/topics.sh [SEEDS]     default 5
#
# X is made once below build/bench/solvers, as scripts/bench/solvers.sh makes it. Needs python3-venv; the
# peers are installed below build/bench, or taken from the Python that NMF_BENCH_PYTHON names.
# NMF_BENCH_GENSIM=no leaves gensim out, which takes some minutes.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
# shellcheck source=scripts/bench/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

nmf="${NMF_BENCH_PROGRAM:-$(scripts/build.sh)}"
modules=sklearn,topica,gensim
if [[ ${NMF_BENCH_GENSIM:-} == no ]]; then modules=sklearn,topica; fi
peers_python "$modules" scikit-learn scipy topica gensim==4.4.0

archive="$(scripts/get_newsgroups.sh)"
mkdir -p build/bench/topics
cat >build/bench/topics/newsgroups.yaml <<END
corpus:
  path: $archive
  subset: all
  encoding: latin-1
  remove: [headers, footers, quotes]
vectorizer:
  stop_words: english
END
for kind in weights counts; do
  folder="build/bench/solvers/newsgroups/$kind"
  if [[ -s $folder/tfidf.npz ]]; then continue; fi
  options=()
  if [[ $kind == counts ]]; then options=(--set vectorizer.use_idf=false --set vectorizer.norm=null); fi
  mkdir -p build/bench/solvers/newsgroups
  "$nmf" vectorize build/bench/topics/newsgroups.yaml "${options[@]}" --output "$folder" --quiet
done
exec "$python" -B scripts/bench/topics.py "$nmf" build/bench/topics build/bench/solvers/newsgroups "$archive" "${1:-5}"
