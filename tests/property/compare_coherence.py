"""Score random topics over random corpora with nmf evaluate and compare with gensim's CoherenceModel.

usage: compare_coherence.py NMF [--draws N] [--seed S] [--first I]
Exit code 0: no difference beyond 1e-6; 1: a difference, whose files are kept and named. A draw depends on
the seed and its number alone: `--seed S --first I --draws 1` repeats one.
Needs gensim 4.4 and scikit-learn 1.9, whose analyzer makes gensim's tokens.
"""
import argparse
import json
import math
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import warnings

from gensim.corpora import Dictionary
from gensim.models.coherencemodel import CoherenceModel
from sklearn.feature_extraction.text import CountVectorizer

SCORES = ("u_mass", "c_v", "c_uci", "c_npmi")
TOLERANCE = 1e-6


class Difference(Exception):
    pass


def draw_documents(rng, words):
    """Documents about as long as the windows, much shorter, empty, of few words and of many."""
    weights = [1 / (1 + i) ** rng.choice((0.3, 1, 1.5)) for i in range(len(words))]
    lengths = [rng.choice((0, 1, rng.randint(2, 30), rng.randint(9, 12), rng.randint(108, 113), rng.randint(0, 400)))
               for _ in range(rng.randint(1, 60))]
    return [" ".join(word.upper() if rng.random() < 0.1 else word for word in rng.choices(words, weights, k=n))
            for n in lengths]


def draw_options(rng, words):
    options = {}
    if rng.random() < 0.5:
        options["stop_words"] = rng.sample(words, rng.randint(1, 3))
    if rng.random() < 0.3:
        options["ngram_range"] = rng.choice(([1, 2], [2, 2], [1, 3]))
    if rng.random() < 0.2:
        options["lowercase"] = False
    return options


def gensim_scores(tokens, topics, top):
    topics = [topic[:top] for topic in topics]
    dictionary = Dictionary(tokens)
    return {name: CoherenceModel(topics=topics, texts=tokens, dictionary=dictionary, coherence=name, topn=top,
                                 processes=1).get_coherence_per_topic() for name in SCORES}


def nmf_scores(nmf, folder, top, threads):
    command = [nmf, "evaluate", "--topics", "topics.txt", "--corpus", "config.yaml", "--top", str(top),
               "--format", "json", "--threads", str(threads), "--quiet"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise Difference(f"exit code {done.returncode}: {done.stderr}")
    return done.stdout


def compare(ours, theirs):
    for name in SCORES:
        got, wanted = ours[name]["topics"], theirs[name]
        # gensim has nan (or, for c_v, 1) for a topic with one known term; ours is null.
        scored = [i for i, value in enumerate(theirs["u_mass"]) if not math.isnan(value)]
        for i, value in enumerate(got):
            if (value is not None) != (i in scored):
                raise Difference(f"{name} of topic {i}: {value}, expected {wanted[i]}")
        for i in scored:
            if not abs(got[i] - wanted[i]) <= TOLERANCE:
                raise Difference(f"{name} of topic {i}: {got[i]}, expected {wanted[i]}")
        mean = sum(wanted[i] for i in scored) / len(scored) if scored else None
        if (ours[name]["mean"] is None) != (mean is None) or (scored and abs(ours[name]["mean"] - mean) > TOLERANCE):
            raise Difference(f"{name}: mean {ours[name]['mean']}, expected {mean}")


def check_draw(rng, nmf, folder):
    """How many topics were compared."""
    words = [f"w{i:02d}" for i in range(rng.choice((5, 20, 60)))]
    documents, options = draw_documents(rng, words), draw_options(rng, words)
    arguments = {k: tuple(v) if k == "ngram_range" else v for k, v in options.items()}
    analyze = CountVectorizer(**arguments).build_analyzer()
    tokens = [analyze(document) for document in documents]
    known = sorted({token for document in tokens for token in document})
    if not known:
        return 0
    pool = known + ["nowhere", "never"] * rng.randint(0, 1)
    sizes = [rng.randint(2, 12) for _ in range(rng.randint(1, 6))]
    # gensim refuses a topic without a known term, and drops unknown ones before it cuts to the top.
    top = rng.choice((max(sizes), 10))
    topics = [[rng.choice(known), *rng.choices(pool, k=n - 1)] for n in sizes]

    (folder / "corpus.jsonl").write_text("".join(json.dumps({"text": document}) + "\n" for document in documents))
    (folder / "topics.txt").write_text("".join("\t".join(topic) + "\n" for topic in topics))
    (folder / "config.yaml").write_text(f"corpus:\n  path: corpus.jsonl\nvectorizer: {json.dumps(options)}\n")
    one = nmf_scores(nmf, folder, top, 1)
    if nmf_scores(nmf, folder, top, 3) != one:
        raise Difference("one thread and three differ")
    compare(json.loads(one), gensim_scores(tokens, [topic[:top] for topic in topics], top))
    return len(topics)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("nmf", help="the program")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first draw")
    given = parser.parse_args()
    nmf = str(pathlib.Path(given.nmf).resolve())
    warnings.simplefilter("ignore")  # gensim's, of means of nothing

    compared = 0
    for number in range(given.first, given.first + given.draws):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="nmf-coherence-"))
        try:
            compared += check_draw(random.Random(f"{given.seed}:{number}"), nmf, folder)
        except Difference as difference:
            print(f"seed {given.seed}, draw {number}: {difference}\nfiles: {folder}")
            return 1
        shutil.rmtree(folder)
    print(f"{compared} topics of {given.draws} draws from {given.first} on, seed {given.seed}: no difference")
    return 0 if compared else 1


if __name__ == "__main__":
    sys.exit(main())
