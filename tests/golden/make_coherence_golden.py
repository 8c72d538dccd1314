"""Record what gensim's CoherenceModel says of topics over small synthetic corpora.

Usage: python make_coherence_golden.py > coherence.json
Needs gensim 4.4 and scikit-learn 1.9. Documents are drawn at random or written here; tokens are what
CountVectorizer's analyzer gives under the options of a case, the dictionary is that of the tokens.
Scores are per topic, null where gensim has none (nan) because the topic has one known term or none.
"""
import json
import math
import random
import sys

import gensim
import sklearn
from gensim.corpora import Dictionary
from gensim.models.coherencemodel import CoherenceModel
from sklearn.feature_extraction.text import CountVectorizer

SCORES = ("u_mass", "c_v", "c_uci", "c_npmi")


def zipf_texts(rng, words, lengths):
    weights = [1 / (1 + i) for i in range(len(words))]
    return [" ".join(rng.choices(words, weights, k=n)) for n in lengths]


def draw_topics(rng, words, topics, terms):
    return [rng.sample(words, terms) for _ in range(topics)]


def random_case(seed, vocabulary, lengths, topics, terms, options=None):
    rng = random.Random(seed)
    words = [f"w{i:02d}" for i in range(vocabulary)]
    return {"options": options or {}, "texts": zipf_texts(rng, words, lengths),
            "topics": draw_topics(rng, words, topics, terms), "top": terms}


def cases():
    gap = " ".join(["xx"] * 9)
    yield "a term that stands in the window twice is gone when the first leaves", {
        "texts": [f"aa bb aa {gap} cc bb {gap} aa", f"bb aa {gap} {gap} aa bb cc", "cc aa bb", "aa"],
        "topics": [["aa", "bb", "cc"], ["cc", "aa"]], "top": 10}
    yield "documents of all lengths about the windows, and empty ones", {
        **random_case(1, 30, [0, 1, 2, 9, 10, 11, 12, 0, 109, 110, 111, 112, 230, 0], 5, 6)}
    yield "many documents", random_case(2, 60, [i % 37 for i in range(150)], 8, 10)
    yield "long documents, few words", random_case(3, 12, [400, 250, 600, 3], 4, 5)
    yield "one document that is one window", random_case(4, 8, [8], 2, 4)
    yield "one word everywhere", {"texts": ["aa bb", "aa", "aa cc", "aa bb cc dd"],
                                  "topics": [["aa", "bb", "cc"], ["dd", "aa"]], "top": 10}
    yield "terms listed twice", {"texts": ["aa bb cc", "aa cc", "bb dd aa", "dd"],
                                 "topics": [["aa", "bb", "aa", "cc"], ["dd", "dd"]], "top": 10}
    yield "unknown terms are left out", {"texts": ["aa bb cc", "aa cc dd", "bb dd aa", "dd"],
                                         "topics": [["aa", "nowhere", "bb", "cc"], ["never", "dd", "bb"]], "top": 10}
    case = random_case(5, 25, [i % 50 for i in range(60)], 4, 12)
    yield "the first terms of longer topics", {**case, "top": 7}
    yield "stop words are no tokens", random_case(6, 25, [i % 60 for i in range(50)], 4, 6,
                                                  {"stop_words": ["w00", "w03", "w05"]})
    rng = random.Random(7)
    texts = zipf_texts(rng, [f"w{i}" for i in range(10, 20)], [i % 40 for i in range(50)])
    terms = [f"w{i}" for i in range(10, 20)] + [f"w{i} w{j}" for i in (10, 11, 12) for j in (10, 11, 12)]
    yield "n-grams stand behind their words", {"options": {"ngram_range": [1, 2]}, "texts": texts,
                                               "topics": draw_topics(rng, terms, 5, 6), "top": 6}


def score(case, name):
    options = dict(case["options"])
    if "ngram_range" in options:
        options["ngram_range"] = tuple(options["ngram_range"])
    analyze = CountVectorizer(**options).build_analyzer()
    tokens = [analyze(text) for text in case["texts"]]
    topics = [topic[:case["top"]] for topic in case["topics"]]
    model = CoherenceModel(topics=topics, texts=tokens, dictionary=Dictionary(tokens), coherence=name,
                           topn=case["top"], processes=1)
    return [None if math.isnan(value) else float(value) for value in model.get_coherence_per_topic()]


def main():
    recorded = []
    for name, case in cases():
        case = {"name": name, "options": {}, **case}
        recorded.append({**case, "scores": {s: score(case, s) for s in SCORES}})
    versions = {"gensim": gensim.__version__, "scikit-learn": sklearn.__version__,
                "python": sys.version.split()[0]}
    print('{"made_by": "make_coherence_golden.py", "versions": %s, "cases": [' % json.dumps(versions))
    print(",\n".join(map(json.dumps, recorded)) + "\n]}")


if __name__ == "__main__":
    main()
