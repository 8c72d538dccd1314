"""Records the NNDSVD starts of scikit-learn, with the singular vectors that it made them from.

Usage: python make_nndsvd_golden.py > nndsvd.json      (needs numpy, scipy and scikit-learn)
"""

import json

import numpy
import scipy.sparse as sparse
import sklearn
from sklearn.decomposition import _nmf

INITS = ("nndsvd", "nndsvda")


def matrix(rows, columns, density, seed, scale=1.0):
    """A sparse matrix with values in (0, scale); some rows and columns are likely to be empty."""
    return scale * sparse.random(rows, columns, density, "csr", random_state=seed)


def start(X, K, init):
    """W, H and the SVD that scikit-learn's start `init` is made from."""
    seen = {}
    original = _nmf._randomized_svd

    def recorded(*args, **options):
        seen["svd"] = original(*args, **options)
        return seen["svd"]

    _nmf._randomized_svd = recorded
    try:
        W, H = _nmf._initialize_nmf(X, K, init=init, random_state=0)
    finally:
        _nmf._randomized_svd = original
    return W, H, seen["svd"]


def case(name, X, K):
    recorded = {"name": name, "K": K, "mean": X.mean()}
    for init in INITS:
        W, H, (U, S, Vt) = start(X, K, init)
        recorded[init] = {"W": W.tolist(), "Ht": H.T.tolist()}
        svd = {"U": U.tolist(), "S": S.tolist(), "V": Vt.T.tolist()}
        assert recorded.setdefault("svd", svd) == svd
    return recorded


def main():
    golden = {
        "made_by": "make_nndsvd_golden.py",
        "scikit-learn": sklearn.__version__,
        "cases": [
            case("tall", matrix(14, 7, 0.3, 1), 4),
            case("wide", matrix(6, 15, 0.3, 2), 5),
            case("one component", matrix(8, 8, 0.4, 3), 1),
            case("as many components as columns", matrix(9, 5, 0.6, 4), 5),
            case("about half below the threshold", matrix(12, 10, 0.4, 5, 1e-11), 6),
            case("a matrix of one element", sparse.csr_matrix([[2.25]]), 1),
        ],
    }
    print(json.dumps(golden, indent=1))


main()
