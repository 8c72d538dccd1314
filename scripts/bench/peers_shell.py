#!/usr/bin/env python3
"""From the archive of 20 Newsgroups to topics with scikit-learn, as one would write it.

usage: peers_shell.py ARCHIVE COMPONENTS

Prints one line per topic, its ten strongest terms; on standard error the residual ||X - WH||_F.
"""
import sys
import tarfile

from sklearn.datasets._twenty_newsgroups import (
    strip_newsgroup_footer,
    strip_newsgroup_header,
    strip_newsgroup_quoting,
)
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer


def articles(path):
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile():
                text = archive.extractfile(member).read().decode("latin-1")
                yield strip_newsgroup_quoting(strip_newsgroup_footer(strip_newsgroup_header(text)))


def main(path, components):
    vectorizer = TfidfVectorizer(stop_words="english")
    X = vectorizer.fit_transform(articles(path))
    model = NMF(int(components)).fit(X)
    terms = vectorizer.get_feature_names_out()
    for number, row in enumerate(model.components_):
        print(f"Topic {number}:", " ".join(terms[row.argsort()[:-11:-1]]))
    print(model.reconstruction_err_, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
