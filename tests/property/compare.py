"""Vectorize random corpora under random options and compare with scikit-learn.

usage: compare.py --probe PROGRAM [--draws N] [--seed S] [--first I]
Exit code 0: no difference; 1: a difference, whose files are kept and named. A draw depends on the
seed and its number alone: `--seed S --first I --draws 1` repeats one.
Needs scikit-learn 1.9. A tie at the cut of max_features goes by term order here, in scikit-learn by
an unstable sort: there the terms are chosen in the open and given to it as a vocabulary.
"""
import argparse
import ast
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from options import draw_options
from sources import draw_corpus

FILES = ["vocabulary.txt", "idf.npy", "documents.tsv", "tfidf.npz", "input.json"]
TOLERANCE = 1e-12


class Difference(Exception):
    pass


class Probe:
    """nmf_vectorize_probe, one process for all draws."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def vectorize(self, config, out, threads):
        """None, or the refusal: its exit code and message."""
        out.mkdir()
        self.process.stdin.write(f"{config} {out} {threads}\n".encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline().decode(errors="replace").rstrip("\n")
        if not line:
            raise Difference(f"the program ended with code {self.process.wait()}")
        if line == "ok":
            return None
        code, message = line.split(" ", 1)
        if code not in ("3", "4"):
            raise Difference(f"a fault: {line}")
        return int(code), message


def most_frequent(documents, arguments):
    """The max_features terms with the most occurrences, ties by term order; None: all that are."""
    kept = {k: v for k, v in arguments.items()
            if k not in ("max_features", "norm", "use_idf", "smooth_idf", "sublinear_tf")}
    counter = CountVectorizer(**kept)
    sums = np.asarray(counter.fit_transform(documents).sum(axis=0)).ravel()
    if len(sums) <= arguments["max_features"]:
        return None
    terms = counter.get_feature_names_out()
    order = sorted(range(len(terms)), key=lambda v: (-sums[v], terms[v]))
    return sorted(terms[v] for v in order[:arguments["max_features"]])


def reference(corpus, options):
    """scikit-learn's vocabulary, X and idf; None where it refuses."""
    arguments = dict(options.arguments)
    documents = corpus.documents
    if corpus.counts:
        stops = set(arguments.pop("stop_words", []))
        documents = [[t for t in d if t not in stops] for d in documents]
        arguments["analyzer"] = lambda terms: terms
    try:
        if arguments.get("max_features") is not None:
            chosen = most_frequent(documents, arguments)
            if chosen is not None:
                for name in ("max_features", "min_df", "max_df"):
                    arguments.pop(name, None)
                arguments["vocabulary"] = chosen
        vectorizer = TfidfVectorizer(**arguments)
        X = vectorizer.fit_transform(documents)
    except (ValueError, re.error) as error:
        return None, str(error)
    X.sort_indices()
    idf = vectorizer.idf_ if arguments.get("use_idf", True) else np.ones(X.shape[1])
    return (list(vectorizer.get_feature_names_out()), X, idf), None


def read_terms(path):
    meant = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
    lines = path.read_bytes().decode().split("\n")[:-1]
    return [re.sub(r"\\[\\tnr]", lambda m: meant[m.group()], line) for line in lines]


def close(ours, theirs):
    same = ours == theirs  # infinities too
    with np.errstate(invalid="ignore"):
        return bool(np.all(same | (np.abs(ours - theirs) <= TOLERANCE * np.maximum(1, np.abs(theirs)))))


def compare(out, expected):
    terms, X, idf = expected
    ours = read_terms(out / "vocabulary.txt")
    if ours != terms:
        missing, added = sorted(set(terms) - set(ours)), sorted(set(ours) - set(terms))
        raise Difference(f"vocabulary: {len(ours)} terms, expected {len(terms)}; "
                         f"missing {missing[:5]!a}, added {added[:5]!a}")
    got = scipy.sparse.load_npz(out / "tfidf.npz")
    if got.shape != X.shape or got.dtype != np.float64:
        raise Difference(f"X: {got.shape} of {got.dtype}, expected {X.shape}")
    if not np.array_equal(got.indptr, X.indptr) or not np.array_equal(got.indices, X.indices):
        raise Difference("X: other entries are stored")
    if not close(got.data, X.data):
        raise Difference(f"X: values differ by up to {np.abs(got.data - X.data).max()}")
    if not close(np.load(out / "idf.npy"), idf):
        raise Difference("idf: values differ")


def check_warnings(out, told):
    """scikit-learn's warning names the tokens of stop words that are none; ours the first 20."""
    ours = [w for w in json.loads((out / "input.json").read_text())["warnings"] if w.startswith("the stop words")]
    theirs = [str(w.message) for w in told if "stop_words may be inconsistent" in str(w.message)]
    named = [re.search(r"generated tokens (\[.*\]) not in stop_words", w, re.S)[1] for w in theirs]
    tokens = sorted({token for text in named for token in ast.literal_eval(text)})
    if bool(ours) != bool(tokens):
        raise Difference(f"warnings: {ours}, expected one of {tokens}")
    if ours and f"give {', '.join(tokens[:20])}{', ...' * (len(tokens) > 20)}, which" not in ours[0]:
        raise Difference(f"warnings: {ours}, expected them to name {tokens}")


def check_draw(rng, probe, folder):
    """Whether the draw was refused, by both."""
    corpus = draw_corpus(rng, folder)
    options = draw_options(rng, corpus.documents, folder, corpus.counts)
    config = folder / "config.yaml"
    config.write_text("".join(f"{section}:\n" + "".join(f"  {line}\n" for line in lines)
                              for section, lines in (("corpus", corpus.yaml), ("vectorizer", options.yaml))
                              if lines))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        expected, refusal = reference(corpus, options)
    one, three = folder / "threads-1", folder / "threads-3"
    refused = probe.vectorize(config, one, 1)
    if probe.vectorize(config, three, 3) != refused:
        raise Difference("one thread and three refuse differently")
    if refused and expected:
        raise Difference(f"refused: {refused[1]}")
    if not refused and not expected:
        raise Difference(f"taken, but scikit-learn refuses: {refusal}")
    if refused:
        return True
    for name in FILES:
        if (one / name).read_bytes() != (three / name).read_bytes():
            raise Difference(f"{name} differs between one thread and three")
    compare(one, expected)
    check_warnings(one, told)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--probe", required=True, help="the program nmf_vectorize_probe")
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first draw")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    np.seterr(divide="ignore")

    probe, refusals = Probe(given.probe), 0
    for number in range(given.first, given.first + given.draws):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="nmf-property-"))
        try:
            refusals += check_draw(random.Random(f"{given.seed}:{number}"), probe, folder)
        except Difference as difference:
            print(f"seed {given.seed}, draw {number}: {difference}\n{(folder / 'config.yaml').read_text()}"
                  f"files: {folder}")
            return 1
        shutil.rmtree(folder)
    print(f"{given.draws} draws from {given.first} on, {refusals} of them refused by both, seed {given.seed}: "
          "no difference")
    return 0


if __name__ == "__main__":
    sys.exit(main())
