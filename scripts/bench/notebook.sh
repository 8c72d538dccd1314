#!/usr/bin/env bash
# Usage: scripts/bench/notebook.sh [THREADS]
#
# An epoch of the notebook's job: nmf beside the notebook's own loop in PyTorch, a PyTorch loop with
# sparse products and hand-written gradients, and the floor of this machine, all in one run. Needs
# python3-venv; PyTorch, NumPy and SciPy are installed below build/bench (about 5 GB, once), or taken
# from the Python that NMF_BENCH_PYTHON names.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
cd "$root"

nmf=$(scripts/build.sh)
python=${NMF_BENCH_PYTHON:-build/bench/venv/bin/python}
if [[ ! -x $python ]]; then
  say "installing PyTorch below build/bench"
  python3 -m venv build/bench/venv
  build/bench/venv/bin/pip install --quiet torch==2.11.0 numpy scipy >&2
fi
build bench nmf_bench_kernels
exec python3 scripts/bench/notebook.py "$nmf" build/bench/nmf_bench_kernels "$python" "$@"
