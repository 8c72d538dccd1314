"""Runs the lines that docs/export.md shows for one format and looks at what they loaded.

usage: export.py --page docs/export.md --format sklearn --export DIR --model DIR
"""

import argparse
import json
import os
import pathlib
import re

import numpy as np


def lines_of(page, module):
    """The block of Python that imports `module`."""
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL)
    (block,) = [block for block in blocks if module in block]
    return block


def close(a, b, tolerance=1e-6):
    np.testing.assert_allclose(a, b, rtol=tolerance, atol=tolerance)


def check_sklearn(names, model, terms):
    H, W = np.load("components.npy"), np.load("document_topics.npy")
    assert H.shape == (len(W[0]), len(terms))
    vectorizer, nmf = names["vectorizer"], names["nmf"]
    # The corpus of the golden model, by the golden model's idf: what it was fitted on.
    texts = [row["body"] for row in model["documents"]]
    X = vectorizer.transform(texts)
    assert X.shape == (len(texts), len(terms))
    assert list(vectorizer.get_feature_names_out()) == terms
    weights = nmf.transform(X)
    # H is fixed and the problem convex: the fit's own W but for how far either was solved.
    close(np.linalg.norm(X - weights @ H), model["json"]["residual"], 2e-3)
    close(np.linalg.norm(X - W @ H), model["json"]["residual"], 1e-4)
    close(weights, W, 0.02)


def check_gensim(names, model, terms):
    nmf = names["nmf"]
    close(nmf.get_topics().sum(axis=1), 1)
    for topic in model["topics"]:
        shown = [term for term, _ in nmf.show_topic(topic["topic"], topn=3)]
        assert shown == [term["term"] for term in topic["terms"][:3]], shown


def check_pyldavis(names, model, terms):
    data = names["data"]
    close(data["topic_term_dists"].sum(axis=1), 1)
    close(data["doc_topic_dists"].sum(axis=1), 1)
    prepared = names["prepared"]
    assert len(prepared.topic_coordinates) == len(model["topics"])
    # Shares by document length are not ours by mass, but the page has every term of the model.
    assert set(prepared.topic_info["Term"]) <= set(terms)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("page", "export", "model"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--format", choices=["sklearn", "gensim", "pyldavis"], required=True)
    arguments = parser.parse_args()
    import csv

    model = {
        "json": json.loads((arguments.model / "model.json").read_text()),
        "topics": json.loads((arguments.model / "topics.json").read_text())["topics"],
    }
    corpus = arguments.model.parent.parent / "data" / "posts.csv"
    model["documents"] = list(csv.DictReader(corpus.open(newline="")))
    terms = (arguments.model / "vocabulary.txt").read_text().splitlines()
    module = {"sklearn": "sklearn", "gensim": "gensim", "pyldavis": "pyLDAvis"}[arguments.format]
    lines = lines_of(arguments.page.resolve(), module)
    os.chdir(arguments.export)
    names = {}
    exec(compile(lines, str(arguments.page), "exec"), names)
    globals()["check_" + arguments.format](names, model, terms)
    print(f"{arguments.format}: loaded as docs/export.md shows")


if __name__ == "__main__":
    main()
