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
# shellcheck source=tests/property/python.sh
source "$here/python.sh"

peer_python "${NMF_TEST_VENV:-$2/venv}" \
  'import sklearn, sys; sys.exit(not sklearn.__version__.startswith("1.9"))' \
  scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1

# Bytecode would be written into the sources.
PYTHONDONTWRITEBYTECODE=1 exec "$python" "$here/compare.py" --probe "$1" \
  --draws "${NMF_PROPERTY_DRAWS:-100}" --seed "${NMF_PROPERTY_SEED:-1}"
