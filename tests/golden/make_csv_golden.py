"""Record how Python's csv module reads csv and tsv.

Usage: python make_csv_golden.py > csv.json
Bytes stand as hexadecimal digits; `records` are [line, fields]; `error` is none, `quote` (what
follows a closing quote) or `end` (no closing quote). Left out are inputs with a quote inside an
unquoted field, which Python takes as a character.
"""
import csv
import io
import json
import random
import re
import sys


def read(text, delimiter):
    records, line, error = [], 1, "none"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for fields in reader:
            if fields:
                records.append([line, [field.encode().hex() for field in fields]])
            line = reader.line_num + 1
    except csv.Error as fault:
        error = "end" if str(fault) == "unexpected end of data" else "quote"
    return records, error


def has_stray_quote(text, delimiter):
    outside = re.sub(r'(^|(?<=[\r\n%s]))"(?:[^"]|"")*("|$)' % delimiter, "Q", text)
    return '"' in outside


def tidy(rng, delimiter):
    end = rng.choice(["\n", "\r\n", "\r"])
    text = ""
    for _ in range(rng.randrange(5)):
        if rng.random() < 0.15:
            text += end
            continue
        fields = []
        for _ in range(rng.randrange(1, 4)):
            field = "".join(rng.choice(["a", " ", delimiter, '"', "\n", "\r", "\r\n", "é", "\0", "xyz"])
                            for _ in range(rng.randrange(5)))
            if rng.random() < 0.5 or re.search(r'["\r\n%s]' % delimiter, field):
                field = '"' + field.replace('"', '""') + '"'
            fields.append(field)
        text += delimiter.join(fields) + end
    return text.rstrip("\r\n") if rng.random() < 0.3 else text


def wild(rng, delimiter):
    pieces = ["a", "b", " ", delimiter, delimiter, '"', '"', "\n", "\r", "\r\n", "é", "\0", '""']
    return "".join(rng.choice(pieces) for _ in range(rng.randrange(14)))


def cases(rng):
    while True:
        delimiter = rng.choice(",\t")
        text = rng.choice([tidy, wild])(rng, delimiter)
        if not has_stray_quote(text, delimiter):
            records, error = read(text, delimiter)
            yield {"delimiter": delimiter, "text": text.encode().hex(), "records": records,
                   "error": error}


source = cases(random.Random(0))
json.dump({"python": sys.version.split()[0], "cases": [next(source) for _ in range(400)]}, sys.stdout,
          separators=(",", ":"))
print()
