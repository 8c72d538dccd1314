"""Record NumPy's shuffle, Python's decoding and scikit-learn's reading of 20 Newsgroups.

Usage: python make_corpus_golden.py 20news-bydate.tar.gz > corpus.json
Needs scikit-learn 1.9 and NumPy. Bytes stand as hexadecimal digits.
"""
import codecs
import hashlib
import json
import pathlib
import pickle
import random
import sys
import tarfile
import tempfile

import numpy
import sklearn
from sklearn.datasets import _twenty_newsgroups as twenty
from sklearn.datasets import fetch_20newsgroups, load_files

CATEGORIES = ["alt.atheism", "talk.religion.misc", "comp.graphics", "sci.space"]
HALVES = {"train": "20news-bydate-train", "test": "20news-bydate-test"}


def shuffles():
    sizes = [0, 1, 2, 3, 5, 17, 64, 65]
    return [{"seed": seed, "order": shuffled(seed, size)} for seed in (0, 42) for size in sizes]


def shuffled(seed, size):
    order = numpy.arange(size)
    numpy.random.RandomState(seed).shuffle(order)
    return order.tolist()


def strips(rng):
    spaces = [chr(c) for c in range(0x3001) if chr(c).isspace()]
    near = ["\u200b", "\u180e", "\ufeff", "\u0084", "\u0086", "\u00a1", "\u1681", "\u2010", "\u0000"]
    pieces = spaces + near + ["\n"] * 40 + ["-"] * 15 + ["--", "a", "b c", "é", "\U0001F600"] * 3 + [
        ">", "|", "> a", "| b", " >", "In article", "Quoted from", " In article", "in article",
        "he writes:", "writes in", "wrote:", "x says:", "said:", "writes", "\r\n", "\n\n", "\n--\n"] * 2
    texts = ["", "\n", "\n\n", "a", "a\n", "a\n\nb", "a\n\nb\n\nc", "--", "\n--", "a\n--", "a\n--\n",
             "a\n--\nb", "a\n-- \nb\n", "--\na", " \n--\n a ", "a\n\u2003-\u2003-\nb", "a\n\u2003--\u2003\nb",
             "\u00a0\u0085\u001c\u001fx\u3000\u2028", "a\n \nsig\n\n\n", "Subject: x\r\n\r\nbody", "x\n\n",
             ">", "|", "> q\nkept\n| q\n", "\n>\n", "a > b\nIn article <1> he writes:\n"]
    texts += ["".join(rng.choice(pieces) for _ in range(rng.randrange(1, 14))) for _ in range(250)]
    return [{"text": text,
             "header": twenty.strip_newsgroup_header(text),
             "footer": twenty.strip_newsgroup_footer(text),
             "quoting": twenty.strip_newsgroup_quoting(text)} for text in texts]


def decodings(rng):
    samples = [b"", b"plain", "é€😀".encode(), b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe0\x9f\xbf",
               b"\xed\xa0\x80", b"\xed\x9f\xbf", b"\xed\xbf\xbf", b"\xf0\x8f\xbf\xbf", b"\xf0\x90\x80\x80",
               b"\xf4\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xff\xfe", b"\x80", b"a\x80b",
               b"\xe2\x82", b"\xe2\x82x", b"\xf0\x9f\x98", b"\xf0\x9f\x98x", b"\xf0\x9f", b"\xc3", b"\xc3(",
               b"\x00a\x00", b"a\xef\xbb\xbf", b"12345678\xe9", b"1234567\xe9", b"123456789\xc3\xa9\xe9"]
    edges = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
             0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF]
    samples += [bytes(rng.choice(edges) for _ in range(rng.randrange(1, 12))) for _ in range(400)]
    return [decoded(sample) for sample in samples if not sample.startswith(codecs.BOM_UTF8)]


def decoded(sample):
    try:
        sample.decode("utf-8")
        offset = None
    except UnicodeDecodeError as error:
        offset = error.start
    return {"bytes": sample.hex(), "error_at": offset,
            "replace": sample.decode("utf-8", "replace"), "ignore": sample.decode("utf-8", "ignore"),
            "latin1": sample.decode("latin-1")}


def home_of(folder, home):
    cache = {half: load_files(folder / name, encoding="latin1") for half, name in HALVES.items()}
    path = twenty._pkl_filepath(home, twenty.CACHE_NAME)
    pathlib.Path(path).write_bytes(codecs.encode(pickle.dumps(cache), "zlib_codec"))


def fetched(home, subset, categories, remove):
    bunch = fetch_20newsgroups(data_home=home, subset=subset, categories=categories, remove=tuple(remove),
                               download_if_missing=False)
    ids = ["/".join(name.split("/")[-2:]) for name in bunch.filenames]
    return {"subset": subset, "categories": categories, "remove": remove}, ids, bunch.data


def tiny_corpus(rng):
    """A miniature of the archive: files that are read out of order, odd names, hostile texts."""
    groups = {"train": {"b.two": 7, "a.one": 5, "B.upper": 3}, "test": {"b.two": 4, "a.one": 6, "B.upper": 1}}
    files = []
    for half, sizes in groups.items():
        for group, size in sizes.items():
            for number in rng.sample(range(1, 2000), size):
                body = "\n".join(rng.choice(["> quoted", "text é ÿ", "", "--", "he wrote:"]) for _ in range(6))
                files.append({"half": half, "group": group, "number": str(number),
                              "bytes": f"From: me\n\n{number}\n{body}".encode("latin-1").hex()})
    rng.shuffle(files)
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top)
        for file in files:
            path = folder / HALVES[file["half"]] / file["group"] / file["number"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes.fromhex(file["bytes"]))
        home_of(folder, top)
        expected = []
        for subset in ("train", "test", "all"):
            for categories in (None, ["b.two"], ["b.two", "B.upper", "b.two"]):
                for remove in ([], ["quotes", "headers"], ["headers", "footers", "quotes"]):
                    options, ids, texts = fetched(top, subset, categories, remove)
                    expected.append({**options, "ids": ids, "texts": texts})
    return {"files": files, "expected": expected}


def corpus_hash(ids, texts):
    digest = hashlib.sha256()
    for name, text in zip(ids, texts):
        encoded = name.encode()
        digest.update(len(encoded).to_bytes(8, "little") + encoded)
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()


def real_corpus(archive):
    expected = []
    with tempfile.TemporaryDirectory() as top:
        with tarfile.open(archive) as file:
            file.extractall(top, filter="data")
        home_of(pathlib.Path(top), top)
        for subset in ("train", "test", "all"):
            for categories in (None, CATEGORIES):
                for remove in ([], ["headers", "footers", "quotes"]):
                    options, ids, texts = fetched(top, subset, categories, remove)
                    expected.append({**options, "documents": len(ids), "sha256": corpus_hash(ids, texts)})
    return expected


def main():
    rng = random.Random(3)
    golden = {
        "made_by": "make_corpus_golden.py",
        "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__,
                     "python": sys.version.split()[0]},
        "shuffle": shuffles(),
        "strip": strips(rng),
        "decode": decodings(rng),
        "newsgroups": tiny_corpus(rng),
        "newsgroups_archive": real_corpus(sys.argv[1]),
    }
    lists = ("shuffle", "strip", "decode", "newsgroups_archive")
    parts = [f"{json.dumps(key)}: " + ("[\n" + ",\n".join(json.dumps(v) for v in value) + "]" if key in lists
                                       else json.dumps(value)) for key, value in golden.items()]
    print("{" + ",\n".join(parts) + "}")


main()
