"""Random documents written as a corpus, and what a reader should make of the bytes."""
import csv
import gzip
import io
import json

import numpy as np
import scipy.io
import scipy.sparse

from options import escaped
from texts import draw_documents

DAMAGE = [b"\xff", b"\x80", b"\xc3", b"\xe4\xb8", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80",
          b"\xe0\x80\x80", b"\xf4\x90\x80\x80"]
BOM = b"\xef\xbb\xbf"


class Corpus:
    """`documents`: the texts (of counts: lists of terms); `yaml`: the lines of section corpus."""

    def __init__(self, documents, yaml):
        self.documents, self.yaml = documents, yaml
        self.counts = False


class _Coding:
    """How text becomes bytes, damaged ones too, and what they are read as."""

    def __init__(self, rng):
        self.rng = rng
        kind = rng.random()
        self.latin_1 = kind < 0.15
        self.errors = "strict" if kind < 0.75 else rng.choice(["replace", "ignore"])
        self.name = "latin-1" if self.latin_1 else "utf-8"

    def yaml(self):
        lines = ["encoding: latin-1"] if self.latin_1 else []
        return lines + ([f"decode_error: {self.errors}"] if self.errors != "strict" else [])

    def bytes(self, text):
        data = text.encode(self.name)
        if self.errors == "strict" or self.rng.random() < 0.5:
            return data
        for _ in range(self.rng.randint(1, 3)):
            at = self.rng.randint(0, len(data))
            data = data[:at] + self.rng.choice(DAMAGE) + data[at:]
        return data

    def text(self, data):
        return data.decode(self.name, self.errors)

    def file(self, data):
        """What is written of a file's bytes: a byte-order mark is no text."""
        marked = not self.latin_1 and (data.startswith(BOM) or self.rng.random() < 0.1)
        return BOM + data if marked else data


def _write(rng, folder, name, data):
    """The name of the file, which may be compressed."""
    if rng.random() < 0.1:
        name, data = name + ".gz", gzip.compress(data)
    (folder / name).write_bytes(data)
    return name


def _lines(rng, folder, coding):
    rows = [coding.bytes(t) for t in draw_documents(rng, coding.latin_1, newlines=False)]
    end = rng.choice([b"\n", b"\r\n"])
    rows = rows or [b"x"]
    # An empty last line without a newline is none.
    last = end if not rows[-1] or rng.random() < 0.8 else b""
    name = _write(rng, folder, "corpus.txt", coding.file(end.join(rows) + last))
    # One carriage return before a newline belongs to it; one at the very end counts alike.
    ends_alone = [end == b"\n"] * (len(rows) - 1) + [last != b"\r\n"]
    rows = [r.removesuffix(b"\r") if alone else r for r, alone in zip(rows, ends_alone)]
    return Corpus([coding.text(r) for r in rows], [f"path: {name}", "format: lines"])


def _table(rng, folder, coding, delimiter):
    rows = [coding.bytes(t) for t in draw_documents(rng, coding.latin_1)]
    kept = "surrogateescape" if coding.name == "utf-8" else "strict"  # damage passes through csv
    columns = rng.sample(["id", "text", "label", "rest"], 4)
    text_field = rng.choice(["text", "body"])
    out = io.StringIO(newline="")
    end = rng.choice(["\r\n", "\n"])
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end,
                        quoting=csv.QUOTE_MINIMAL if end == "\r\n" and rng.random() < 0.7 else csv.QUOTE_ALL)
    writer.writerow([text_field if c == "text" else c for c in columns])
    for i, row in enumerate(rows):
        field = {"id": f"d{i}", "text": row.decode(coding.name, kept), "label": "a,b", "rest": ""}
        writer.writerow([field[c] for c in columns])
    name = "corpus.csv" if delimiter == "," else "corpus.tsv"
    name = _write(rng, folder, name, coding.file(out.getvalue().encode(coding.name, kept)))
    yaml = [f"path: {name}"] + ([f"text_field: {text_field}"] if text_field != "text" else [])
    return Corpus([coding.text(r) for r in rows], yaml + ["id_field: id"] * (rng.random() < 0.5))


def _jsonl(rng, folder, coding):
    texts = draw_documents(rng, coding.latin_1)
    lines, read = [], []
    for i, text in enumerate(texts):
        record = {"id": i, "text": text, "tags": ["x", {"y": None}]}
        dumped = json.dumps(record, ensure_ascii=rng.random() < 0.3)
        # Bytes of no ASCII, put into the text's value, leave the record's structure alone.
        head, tail = dumped.split('"text": "', 1)
        damaged = coding.bytes("") if coding.errors != "strict" else b""
        line = head.encode() + b'"text": "' + damaged + tail.encode(coding.name)
        lines.append(line)
        read.append(json.loads(coding.text(line))["text"])
    name = _write(rng, folder, "corpus.jsonl", coding.file(b"\n".join(lines) + b"\n"))
    return Corpus(read, [f"path: {name}", "label_field: id"])


def _folders(rng, folder, coding):
    files = {}
    for text in draw_documents(rng, coding.latin_1):
        label = rng.choice(["alt.x", "b", "Z", "é", "b-2", "b c"])
        files[label, f"{rng.randrange(10**6)}{rng.choice(['', '.txt'])}"] = coding.bytes(text)
    for (label, name), data in files.items():
        (folder / "corpus" / label).mkdir(parents=True, exist_ok=True)
        (folder / "corpus" / label / name).write_bytes(coding.file(data))
    # As load_files without its shuffle: folders, then files, in the order of their names.
    return Corpus([coding.text(files[key]) for key in sorted(files)], ["path: corpus", "format: folders"])


def _ldac(rows, folder):
    """Blei's: `distinct term:count ...`."""
    lines = [" ".join([str(len(row))] + [f"{t}:{n}" for t, n in row.items()]) + "\n" for row in rows]
    (folder / "corpus.ldac").write_text("".join(lines))


def _uci(rows, folder):
    stored = [f"{d + 1} {t + 1} {n}\n" for d, row in enumerate(rows) for t, n in row.items()]
    width = 1 + max(t for row in rows for t in row)
    (folder / "docword.corpus.txt").write_text(f"{len(rows)}\n{width}\n{len(stored)}\n" + "".join(stored))


def _matrix(rows):
    cells = [(d, t, n) for d, row in enumerate(rows) for t, n in row.items()]
    d, t, n = zip(*cells)
    return scipy.sparse.coo_array((n, (d, t)), shape=(len(rows), 1 + max(t)))


def _counts(rng, folder):
    """The same counts in one of four formats, with the terms in a file."""
    documents = [t.split() for t in draw_documents(rng)]
    terms = sorted({term for d in documents for term in d} | {"the"})
    if not any("the" in d for d in documents):
        documents = [["the"], *documents]
    number = {term: i for i, term in enumerate(terms)}
    rows = [{number[t]: d.count(t) for t in sorted(set(d))} for d in documents]
    form = rng.choice(["ldac", "uci", "mtx", "npz"])
    path = "docword.corpus.txt" if form == "uci" else f"corpus.{form}"
    if form == "ldac":
        _ldac(rows, folder)
    elif form == "uci":
        _uci(rows, folder)
    elif form == "mtx":
        scipy.io.mmwrite(folder / path, _matrix(rows), field=rng.choice(["integer", "real"]), symmetry="general")
    else:
        kind = rng.choice([np.int32, np.int64, np.float64, np.float32])
        scipy.sparse.save_npz(folder / path, _matrix(rows).tocsr().astype(kind), compressed=rng.random() < 0.5)
    (folder / "columns.txt").write_bytes("".join(escaped(t) + "\n" for t in terms).encode())
    corpus = Corpus(documents, [f"path: {path}", f"format: {form}", "vocabulary: columns.txt"])
    corpus.counts = True
    return corpus


def draw_corpus(rng, folder):
    """Writes a corpus into `folder`."""
    kind = rng.random()
    if kind < 0.1:
        return _counts(rng, folder)
    coding = _Coding(rng)
    if kind < 0.45:
        corpus = _lines(rng, folder, coding)
    elif kind < 0.6:
        corpus = _table(rng, folder, coding, rng.choice([",", "\t"]))
    elif kind < 0.8:
        corpus = _jsonl(rng, folder, coding)
    else:
        corpus = _folders(rng, folder, coding)
    corpus.yaml += coding.yaml()
    return corpus
