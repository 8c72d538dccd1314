#!/usr/bin/env bash
# Holds `nmf evaluate` against gensim on random corpora, options and topics, in a Python environment
# that is made once. Where that can't be had it prints the reason and exits with 77: skipped.
#
# usage: tests/property/coherence.sh NMF FOLDER   NMF: the program; the environment goes into FOLDER
#   NMF_TEST_PYTHON=PROGRAM    a Python with gensim 4.4 and scikit-learn 1.9, instead of an environment
#   NMF_TEST_VENV=DIR          DIR-gensim is the environment's place, instead of FOLDER/venv-gensim
#   NMF_PROPERTY_SEED=N        default 1
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/property/python.sh
source "$here/python.sh"

peer_python "${NMF_TEST_VENV:-$2/venv}-gensim" \
  'import gensim, sklearn, sys; sys.exit(not (gensim.__version__.startswith("4.4") and sklearn.__version__.startswith("1.9")))' \
  gensim==4.4.0 scikit-learn==1.9.1

# Bytecode would be written into the sources.
PYTHONDONTWRITEBYTECODE=1 exec "$python" "$here/compare_coherence.py" "$1" \
  --seed "${NMF_PROPERTY_SEED:-1}"
