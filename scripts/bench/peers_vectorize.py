"""One peer reads a file of lines once and prints what it took as JSON; a process of its own each
time, so that its peak memory is its own.

usage: peers_vectorize.py scikit-learn|topica|floor FILE
"""
import json
import os
import resource
import sys
import time

peer, path = sys.argv[1:]
result = {}

if peer == "scikit-learn":
    from sklearn.feature_extraction.text import TfidfVectorizer

    start = time.perf_counter()
    with open(path, encoding="utf-8", newline="\n") as lines:
        vectorizer = TfidfVectorizer()
        X = vectorizer.fit_transform(line.rstrip("\n") for line in lines)
    seconds = time.perf_counter() - start
    X.sort_indices()
    if out := os.environ.get("NMF_BENCH_REFERENCE"):
        import scipy.sparse

        scipy.sparse.save_npz(out + ".npz", X)
        with open(out + ".txt", "w", encoding="utf-8") as file:
            file.writelines(term + "\n" for term in vectorizer.get_feature_names_out())
    result = {"shape": X.shape, "stored": X.nnz}
elif peer == "topica":
    import topica

    start = time.perf_counter()
    corpus = topica.Corpus.from_text_file(path)
    seconds = time.perf_counter() - start
    result = {"documents": corpus.num_docs if isinstance(corpus.num_docs, int) else corpus.num_docs()}
else:
    # Reading the bytes once: bytes.count of one byte is a memchr pass.
    with open(path, "rb") as file:
        data = file.read()
    seconds = min(_pass[1] - _pass[0] for _pass in (
        (time.perf_counter(), data.count(b"\n") and time.perf_counter()) for _ in range(5)))

peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak_mib": peak} | result))
