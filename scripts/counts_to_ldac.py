#!/usr/bin/env python3
"""Turns an output of `nmf vectorize` that holds counts into a corpus of format ldac.

Usage: counts_to_ldac.py DIR PREFIX
Reads DIR/tfidf.npz and DIR/vocabulary.txt; writes PREFIX.ldac.gz (one document a line,
`terms index:count ...`) and PREFIX.vocabulary.gz. Needs nothing beyond Python's library.
"""
import ast
import gzip
import struct
import sys
import zipfile

CODES = {"<i4": "i", "<i8": "q", "<f8": "d"}


def read_npy(data):
    """The values of a one-dimensional .npy, format 1.0."""
    (length,) = struct.unpack("<H", data[8:10])
    header = ast.literal_eval(data[10 : 10 + length].decode("latin-1"))
    code, (count,) = CODES[header["descr"]], header["shape"]
    return struct.unpack_from(f"<{count}{code}", data, 10 + length)


def write_gzip(path, text):
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(text.encode("utf-8"))


def main(directory, prefix):
    with zipfile.ZipFile(f"{directory}/tfidf.npz") as archive:
        start, column, value = (read_npy(archive.read(f"{name}.npy")) for name in ("indptr", "indices", "data"))
    lines = []
    for begin, end in zip(start, start[1:]):
        pairs = [f"{column[i]}:{int(value[i])}" for i in range(begin, end)]
        lines.append(" ".join([str(len(pairs)), *pairs]) + "\n")
    write_gzip(f"{prefix}.ldac.gz", "".join(lines))
    with open(f"{directory}/vocabulary.txt", encoding="utf-8", newline="") as vocabulary:
        write_gzip(f"{prefix}.vocabulary.gz", vocabulary.read())


if __name__ == "__main__":
    main(*sys.argv[1:3])
