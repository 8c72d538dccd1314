#!/usr/bin/env bash
# Makes tests/golden/model_v1, a model of format version 1 that every later version must read, from
# tests/data/posts.csv. It comes from standard input, so that no path is recorded. Not to be run again
# once a later version has been released: the files as they are are the reference.
#
# usage: tests/golden/make_model_golden.sh NMF        NMF: the program
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$1" fit --input - --output "$work/model_v1" -k 3 --device cpu --quiet --set corpus.format=csv \
  --set corpus.text_field=body --set corpus.id_field=id --set corpus.label_field=subject \
  --set vectorizer.stop_words=english --set factorization.tol=1e-9 \
  --set factorization.max_iter=2000 --set output.log_every=1000000 \
  --set output.show=none <"$here/../data/posts.csv" >/dev/null
rm -rf "$here/model_v1"
mkdir "$here/model_v1"
while read -r file; do
  cp "$work/model_v1/$file" "$here/model_v1/"
done <<<'model.json
factors.safetensors
vocabulary.txt
documents.tsv
history.csv
topics.txt
topics.json
model.sha256'
