#!/usr/bin/env python3
"""Topics of nmf, scikit-learn and topica on one X, scored by nmf evaluate; its time beside gensim's.

usage: topics.py NMF FOLDER MATRICES ARCHIVE SEEDS
  FOLDER     has newsgroups.yaml; topics and models go there
  MATRICES   has weights/tfidf.npz, X, and counts/tfidf.npz, which topica weighs to the same X
  ARCHIVE    of 20 Newsgroups

All contenders run with their defaults but for K and the seed: nmf (hals, init auto), scikit-learn
(coordinate descent, its own start), topica from a random start, since its default start knows no seed, and
once from that default. The mark: the mean of ours is not below a peer's by more than one standard error
of the difference of both means. Exit code 1 where a mark is missed.
"""
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tarfile
import time

import numpy as np
import scipy.sparse

from peers_solvers import topica_corpus

COMPONENTS, TERMS = 20, 10
SCORES = ("c_npmi", "diversity", "c_v", "u_mass", "c_uci")
COHERENCES = ("u_mass", "c_v", "c_uci", "c_npmi")
MARKED = ("c_npmi", "diversity")


def run(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def top_terms(H, vocabulary):
    return [[vocabulary[v] for v in np.argsort(-row, kind="stable")[:TERMS]] for row in H]


class Contenders:
    def __init__(self, nmf, folder, matrices):
        self.nmf, self.folder = nmf, folder
        self.vocabulary = (matrices / "weights/vocabulary.txt").read_text().splitlines()
        self.matrices = matrices
        self.X = scipy.sparse.load_npz(matrices / "weights/tfidf.npz").tocsr()
        self.counts = None

    def ours(self, seed):
        model = self.folder / "model"
        run([self.nmf, "fit", str(self.folder / "newsgroups.yaml"), "-k", str(COMPONENTS), "--set",
             f"factorization.seed={seed}", "--set", "output.show=none", "--device", "cpu", "--output", str(model),
             "--quiet"])
        topics = json.loads((model / "topics.json").read_text())["topics"]
        return [[term["term"] for term in topic["terms"][:TERMS]] for topic in topics]

    def scikit_learn(self, seed):
        from sklearn.decomposition import NMF

        return top_terms(NMF(COMPONENTS, random_state=seed).fit(self.X).components_, self.vocabulary)

    def topica(self, seed, **options):
        import topica

        if self.counts is None:
            self.counts = topica_corpus(scipy.sparse.load_npz(self.matrices / "counts/tfidf.npz").tocsr())
        model = topica.NMF(COMPONENTS, seed=seed, **options)
        model.fit(self.counts)
        terms = [self.vocabulary[int(word)] for word in model.vocabulary]
        return top_terms(np.asarray(model.topic_word), terms)

    def topica_random(self, seed):
        return self.topica(seed, init="random")


def write_topics(path, topics):
    path.write_text("".join("\t".join(topic) + "\n" for topic in topics))


def evaluate(nmf, folder, topics):
    path = folder / "topics.txt"
    write_topics(path, topics)
    scores = json.loads(run([nmf, "evaluate", "--topics", str(path), "--corpus", str(folder / "newsgroups.yaml"),
                             "--format", "json", "--quiet"]))
    return {name: scores[name]["mean"] for name in SCORES}


def mean_and_error(values):
    error = statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return statistics.mean(values), error


def quality(contenders, seeds):
    """The table; whether all marks are met; the topics of ours."""
    methods = {"nmf": contenders.ours, "scikit-learn": contenders.scikit_learn,
               "topica, random start": contenders.topica_random, "topica, its start": contenders.topica}
    scored = {name: [] for name in methods}
    for seed in range(seeds):
        for name, method in methods.items():
            if name == "topica, its start" and seed > 0:
                continue
            start = time.perf_counter()
            topics = method(seed)
            seconds = time.perf_counter() - start
            scored[name].append(evaluate(contenders.nmf, contenders.folder, topics))
            print(f"  seed {seed}, {name}: {seconds:.1f} s, "
                  + ", ".join(f"{s} {scored[name][-1][s]:.4f}" for s in SCORES), file=sys.stderr, flush=True)
    print(f"{'mean of seeds':<22}" + "".join(f"{s:>20}" for s in SCORES))
    met = True
    for name, runs in scored.items():
        cells, marks = [], []
        for score in SCORES:
            mean, error = mean_and_error([r[score] for r in runs])
            cells.append(f"{mean:.4f} ± {error:.4f}")
            if name != "nmf" and score in MARKED:
                ours, our_error = mean_and_error([r[score] for r in scored["nmf"]])
                good = ours >= mean - (error**2 + our_error**2) ** 0.5
                met = met and good
                marks.append(f"{score} {'met' if good else 'MISSED'}")
        print(f"{name:<22}" + "".join(f"{cell:>20}" for cell in cells) + "  " + ", ".join(marks))
    return met


def child_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def our_seconds(nmf, folder):
    """Wall and CPU seconds of the program, from process start to end, archive to scores."""
    start, cpu = time.perf_counter(), child_seconds()
    scores = json.loads(run([nmf, "evaluate", "--topics", str(folder / "topics.txt"), "--corpus",
                             str(folder / "newsgroups.yaml"), "--format", "json", "--quiet"]))
    return time.perf_counter() - start, child_seconds() - cpu, scores


def read_texts(archive):
    """All articles as scikit-learn's fetch_20newsgroups gives them, in the archive's order."""
    from sklearn.datasets import _twenty_newsgroups as newsgroups

    texts = []
    with tarfile.open(archive) as members:
        for member in members:
            if member.isfile() and member.name.count("/") == 2:
                text = members.extractfile(member).read().decode("latin-1")
                for strip in (newsgroups.strip_newsgroup_header, newsgroups.strip_newsgroup_footer,
                              newsgroups.strip_newsgroup_quoting):
                    text = strip(text)
                texts.append(text)
    return texts


def gensim_seconds(archive, folder):
    """gensim's four scores, its tokens already in memory: wall and CPU seconds, and the scores."""
    from gensim.corpora import Dictionary
    from gensim.models.coherencemodel import CoherenceModel
    from sklearn.feature_extraction.text import CountVectorizer

    analyze = CountVectorizer(stop_words="english").build_analyzer()
    tokens = [analyze(text) for text in read_texts(archive)]
    topics = [line.split("\t") for line in (folder / "topics.txt").read_text().splitlines()]
    start, cpu = time.perf_counter(), time.process_time()
    dictionary = Dictionary(tokens)
    scores = {name: CoherenceModel(topics=topics, texts=tokens, dictionary=dictionary, coherence=name, topn=TERMS,
                                   processes=1).get_coherence_per_topic() for name in COHERENCES}
    return time.perf_counter() - start, time.process_time() - cpu, scores


def race(nmf, archive, folder):
    """nmf evaluate from the archive to the scores beside gensim from tokens in memory."""
    seconds, cpu, ours = min((our_seconds(nmf, folder) for _ in range(5)), key=lambda run: run[0])
    print(f"nmf evaluate, archive to scores   {seconds:8.2f} s  ({cpu:.2f} s of CPU)", flush=True)
    their_seconds, their_cpu, theirs = gensim_seconds(archive, folder)
    print(f"gensim, tokens to scores          {their_seconds:8.2f} s  ({their_cpu:.2f} s of CPU):"
          f" {their_seconds / seconds:.0f} times ours, {their_cpu / cpu:.0f} times by CPU")
    difference = max(abs(a - b) for name in COHERENCES for a, b in zip(ours[name]["topics"], theirs[name]))
    print(f"largest difference of {len(COHERENCES)} scores of {len(ours['topics'])} topics: {difference:.1e}")
    return difference <= 1e-6


def main(nmf, folder, matrices, archive, seeds):
    folder = pathlib.Path(folder)
    met = quality(Contenders(nmf, folder, pathlib.Path(matrices)), int(seeds))
    if os.environ.get("NMF_BENCH_GENSIM") != "no":
        met = race(nmf, archive, folder) and met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
