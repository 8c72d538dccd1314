#!/usr/bin/env bash
# Usage: scripts/make_notebook_counts.sh
#
# Makes configs/corpora/notebook.ldac.gz and notebook.vocabulary.gz anew: the word counts of the
# notebook's 2034 documents, in the notebook's order, English stop words left out. Needs the archive
# (scripts/get_newsgroups.sh) and python3. The bytes are the same on every machine.
set -euo pipefail
cd "$(dirname "$0")/.."

nmf=$(scripts/build.sh)
scripts/get_newsgroups.sh > /dev/null
counts=$(mktemp -d)
trap 'rm -rf "$counts"' EXIT

# Without idf and norm the TF-IDF matrix holds the counts themselves.
"$nmf" vectorize configs/notebook.yaml --output "$counts/tfidf" \
  --set vectorizer.use_idf=false --set vectorizer.norm=null
mkdir -p configs/corpora
python3 scripts/counts_to_ldac.py "$counts/tfidf" configs/corpora/notebook
