"""Record how scikit-learn's load_files reads a folder of labels.

Usage: python make_folders_golden.py > folders.json
Needs scikit-learn 1.9. Bytes stand as hexadecimal digits.
"""
import json
import pathlib
import platform
import random
import tempfile

import sklearn
from sklearn.datasets import load_files

LABELS = ["a", "a.b", "a b", "B", "b", "é", "z", "日本", "ü", "10", "9", "\U0001F600", "\uffee"]
NAMES = ["1", "10", "9", "a.txt", "a", "A", "é", "e", "日", "~", "x y", "\U0001F600", "\uffee"]


def files(rng):
    # Loose files beside the labels are no documents.
    paths = ["README"] + [f"{label}/{name}" for label in LABELS for name in rng.sample(NAMES, 5)]
    rng.shuffle(paths)
    return {path: f"{path}\r\n{rng.random()}\n".encode() for path in paths}


def documents(top, **options):
    read = load_files(top, shuffle=False, encoding=None, **options)
    ids = [str(pathlib.Path(name).relative_to(top)) for name in read.filenames]
    labels = [read.target_names[label] for label in read.target]
    return [{"id": i, "label": l, "text": t.hex()} for i, l, t in zip(ids, labels, read.data)]


def main():
    written = files(random.Random(5))
    with tempfile.TemporaryDirectory() as top:
        for path, content in written.items():
            file = pathlib.Path(top, path)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        golden = {
            "made_by": "make_folders_golden.py",
            "versions": {"scikit-learn": sklearn.__version__, "python": platform.python_version()},
            "files": [{"path": path, "text": content.hex()} for path, content in written.items()],
            "documents": documents(top),
            "categories": ["é", "a.b"],
            "documents_of_categories": documents(top, categories=["é", "a.b"]),
        }
    print(json.dumps(golden, ensure_ascii=False, indent=0))


main()
