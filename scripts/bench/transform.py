#!/usr/bin/env python3
"""scikit-learn's NMF.transform beside ours, with the H of one model.

usage: transform.py NMF BENCH_TRANSFORM FOLDER ROUNDS
FOLDER has model/, tfidf/ and notebook.txt (scripts/bench/transform.sh). Rounds alternate; each figure
is the least of the rounds, as other work on the machine only ever adds.
"""
import json
import pathlib
import re
import subprocess
import sys
import time

import numpy as np
import scipy.sparse
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer

MEMORY_MARK, TEXT_MARK = 20, 10


def tensors(path):
    """A safetensors file: the length of its header, the header, the bytes."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    types = {"F32": np.float32, "F64": np.float64, "I64": np.int64}
    return {name: np.frombuffer(data[8 + length:][slice(*entry["data_offsets"])],
                                types[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in json.loads(data[8:8 + length]).items() if name != "__metadata__"}


def residual(X, W, H):
    W, H = W.astype(np.float64), H.astype(np.float64)
    return np.sqrt((X.data.astype(np.float64) ** 2).sum() - 2 * ((X @ H.T) * W).sum()
                   + ((W.T @ W) * (H @ H.T)).sum())


def main(nmf, bench, folder, rounds):
    folder = pathlib.Path(folder)
    stored = tensors(folder / "model/factors.safetensors")
    H = np.ascontiguousarray(stored["H"])
    X = scipy.sparse.load_npz(folder / "tfidf/tfidf.npz").astype(H.dtype)
    terms = (folder / "model/vocabulary.txt").read_text(encoding="utf-8").splitlines()
    peer = NMF(n_components=H.shape[0])
    peer.n_components_, peer.components_ = H.shape[0], H
    peer._n_components, peer.n_features_in_ = H.shape
    vectorizer = TfidfVectorizer(vocabulary=terms, stop_words="english", dtype=H.dtype)
    vectorizer.idf_ = stored["idf"]
    texts = (folder / "notebook.txt").read_text(encoding="utf-8").split("\n")[:-1]

    seconds = {name: [] for name in ("ours", "peer", "our text", "peer text")}
    for _ in range(rounds):
        out = subprocess.run([bench, folder / "model", folder / "tfidf/tfidf.npz",
                              folder / "model/vocabulary.txt", "3"],
                             check=True, capture_output=True, text=True).stdout.split()
        seconds["ours"].append(float(out[0]))
        start = time.perf_counter()
        W = peer.transform(X)
        seconds["peer"].append(time.perf_counter() - start)
        said = subprocess.run([nmf, "transform", folder / "model", folder / "notebook.txt", "--output",
                               folder / "weights.npy", "--set", "corpus.format=lines"],
                              check=True, capture_output=True, text=True).stderr
        seconds["our text"].append(float(re.search(r"documents? in ([\d.]+) s", said)[1]))
        start = time.perf_counter()
        W_text = peer.transform(vectorizer.transform(texts))
        seconds["peer text"].append(time.perf_counter() - start)

    least = {name: min(values) for name, values in seconds.items()}
    print(f"{X.shape[0]} x {X.shape[1]}, {X.nnz} stored, K = {H.shape[0]}; least of {rounds} rounds")
    marks = []
    for title, ours, other, mark in (("X in memory", "ours", "peer", MEMORY_MARK),
                                     ("raw text", "our text", "peer text", TEXT_MARK)):
        ratio = least[other] / least[ours]
        marks.append(ratio >= mark)
        print(f"{title:12} nmf {least[ours]:8.4f} s   scikit-learn {least[other]:8.3f} s   "
              f"{ratio:6.1f} times (mark {mark})")
    ours, other = float(out[1]), residual(X, W, H)
    marks.append(ours <= other * (1 + 1e-6))
    print(f"residual     nmf {ours:.7f}   scikit-learn {other:.7f}")
    our_text = residual(vectorizer.transform(texts), np.load(folder / "weights.npy"), H)
    other = residual(vectorizer.transform(texts), W_text, H)
    marks.append(our_text <= other * (1 + 1e-6))
    print(f"of raw text  nmf {our_text:.7f}   scikit-learn {other:.7f}")
    return 0 if all(marks) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
