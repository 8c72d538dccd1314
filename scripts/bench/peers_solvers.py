#!/usr/bin/env python3
"""One peer factorizes one matrix and prints what it took as JSON; a process of its own each time, so
that its peak memory is its own.

usage: peers_solvers.py scikit-learn|topica|torchnmf FOLDER COMPONENTS LOSS ITERATIONS LIMIT
  FOLDER      has weights/tfidf.npz, X, and counts/tfidf.npz, which topica weighs to the same X
  LOSS        frobenius (the objective is ||X - WH||_F) or kullback-leibler (the divergence)
  ITERATIONS  at most so many
  LIMIT       seconds after which scikit-learn and torchnmf are stopped

JSON: documents, terms and stored entries of X; seconds from X to the last factors, start included;
objective of these; iterations done; history, a list of [seconds, objective]; peak_mib; stopped: LIMIT ended it.
"""
import json
import resource
import sys
import time

import numpy as np
import scipy.sparse


class OutOfTime(Exception):
    """LIMIT has passed."""


class Watch:
    """Seconds and objective after each iteration; the clock stands still while it looks."""

    def __init__(self, objective, limit):
        self.objective, self.limit, self.history, self.paused = objective, limit, [], 0.0
        self.start = time.perf_counter()

    def seconds(self):
        return time.perf_counter() - self.start - self.paused

    def look(self, W, H):
        """W is D x K, H is K x V."""
        seconds = self.seconds()
        self.history.append([seconds, self.objective(W, H)])
        self.paused += self.seconds() - seconds
        if seconds > self.limit:
            raise OutOfTime


def frobenius(X):
    """||X - WH||_F of factors of X's dtype, from products of the size of the factors."""
    squared = float((X.data.astype(np.float64) ** 2).sum())

    def residual(W, H):
        cross = ((X @ H.T) * W).sum(dtype=np.float64)
        return float(np.sqrt(squared - 2 * cross + ((W.T @ W) * (H @ H.T)).sum(dtype=np.float64)))

    return residual


def kullback_leibler(X):
    from sklearn.decomposition._nmf import _beta_divergence

    return lambda W, H: float(_beta_divergence(X, W, H, 1))


def result(seconds, objective, iterations, history, stopped=False):
    return {"seconds": seconds, "objective": objective, "iterations": iterations, "history": history,
            "stopped": stopped}


OBJECTIVES = {"frobenius": frobenius, "kullback-leibler": kullback_leibler}


def watch_updates(watch):
    """Has scikit-learn's solvers show their factors to the watch after each iteration."""
    from sklearn.decomposition import _nmf

    descend, multiply = _nmf._update_coordinate_descent, _nmf._multiplicative_update_h
    turn = 0

    def descend_and_look(X, factor, other, *rest):
        nonlocal turn
        violation = descend(X, factor, other, *rest)
        turn += 1
        if turn % 2 == 0:  # W first, then H transposed, beside W
            watch.look(other, factor.T)
        return violation

    def multiply_and_look(X, W, H, *args, **kwargs):
        H = multiply(X, W, H, *args, **kwargs)
        watch.look(W, H)
        return H

    _nmf._update_coordinate_descent, _nmf._multiplicative_update_h = descend_and_look, multiply_and_look


def scikit_learn(folder, X, components, loss, iterations, limit):
    """Coordinate descent with all defaults; multiplicative updates, all of them, for the divergence."""
    from sklearn.decomposition import NMF

    own = {} if loss == "frobenius" else {"solver": "mu", "beta_loss": loss, "tol": 0}
    watch = Watch(OBJECTIVES[loss](X), limit)
    watch_updates(watch)
    model = NMF(components, max_iter=iterations, **own)
    try:
        model.fit_transform(X)
    except OutOfTime:
        seconds, objective = watch.history[-1]
        return result(seconds, objective, len(watch.history), watch.history, stopped=True)
    seconds, error = watch.seconds(), float(model.reconstruction_err_)
    return result(seconds, error if loss == "frobenius" else error**2 / 2, model.n_iter_, watch.history)


def topica_corpus(counts):
    """The counts as topica's corpus; its TF-IDF of them is X."""
    import topica

    words = np.array([str(column) for column in range(counts.shape[1])], dtype=object)
    tokens = np.repeat(words[counts.indices], counts.data.astype(np.int64))
    ends = np.cumsum(np.asarray(counts.sum(axis=1), dtype=np.int64))
    return topica.Corpus.from_documents([part.tolist() for part in np.split(tokens, ends[:-1])])


def topica_seconds(corpus, components, iterations):
    import topica

    model = topica.NMF(components, convergence_tol=0.0)
    start = time.perf_counter()
    model.fit(corpus, iters=iterations)
    return time.perf_counter() - start, np.sqrt(2 * np.array(model.error_history))


def topica(folder, X, components, loss, iterations, limit):
    """All iterations. Between the first and the last, which are timed, its clock runs evenly."""
    corpus = topica_corpus(scipy.sparse.load_npz(f"{folder}/counts/tfidf.npz").tocsr())
    first, _ = topica_seconds(corpus, components, 1)
    seconds, residuals = topica_seconds(corpus, components, iterations)
    clock = np.linspace(first, seconds, iterations)
    return result(seconds, float(residuals[-1]), iterations, np.column_stack([clock, residuals[1:]]).tolist())


def torchnmf(folder, X, components, loss, iterations, limit):
    """All multiplicative updates, sparse, ten a call."""
    import torch
    from torchnmf.nmf import NMF

    entries = X.astype(np.float32).tocoo()
    V = torch.sparse_coo_tensor(np.stack(entries.coords), entries.data, X.shape).coalesce()
    objective = OBJECTIVES[loss](X.astype(np.float32))
    watch = Watch(objective, limit)
    model = NMF(X.shape, rank=components)
    try:
        for _ in range(0, iterations, 10):
            model.fit(V, beta={"frobenius": 2, "kullback-leibler": 1}[loss], tol=-1, max_iter=10)
            watch.look(model.H.detach().numpy(), model.W.detach().numpy().T)
        stopped = False
    except OutOfTime:
        stopped = True
    return result(*watch.history[-1], 10 * len(watch.history), watch.history, stopped)


def main(peer, folder, components, loss, iterations, limit):
    factorize = {"scikit-learn": scikit_learn, "topica": topica, "torchnmf": torchnmf}[peer]
    X = scipy.sparse.load_npz(f"{folder}/weights/tfidf.npz").tocsr()
    done = factorize(folder, X, int(components), loss, int(iterations), float(limit))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"documents": X.shape[0], "terms": X.shape[1], "stored": X.nnz, "peak_mib": peak} | done))


if __name__ == "__main__":
    main(*sys.argv[1:])
