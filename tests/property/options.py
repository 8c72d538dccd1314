"""Random options, as our YAML and as scikit-learn's arguments."""
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer

from texts import WORDS

PATTERNS = [
    r"\w+", r"[a-z]+", r"(?i)[A-Z]{2,}", r"(?i)straße|[k-s]+", r"\b(\w\w)\w*\b", r"\w+(?:['’-]\w+)*",
    r"[^\s]+", r"\S+", r"[^\W\d_]+", r"\d+|\w", r"\w*", r"x*", r"(?<=\s)\w+", r"[\u0400-\u04FF]+",
    r"\u4e00|[\u4e00-\u9fff]{2}", r"(?s).", r"(?m)^\w+$", r"\b\w+?\b", r"(\w)|\s", r"[^a-z]",
    r"(?a)\w+", r"(?x) \w+  # words", r"(\w)\1", r"(?P<name>\w+)@", r"\w{2,}(?=\s|$)", r"\W+",
    r"\D\S", r"\B\w+", r"(?i:ΑΣ|σ)\w*", r"[\U00010000-\U0010FFFF]|\x41", r".", r"[\w.]+@[\w.]+",
    r"(?!the)\b\w+", r"(?:)", r"\b", r"\w+\Z", r"\A\w+", r"[^\x00-\x7F]+", r"(\w)(\w)", r"(\w", r"[b-a]",
]


def yaml_string(text):
    """Double-quoted, with everything but plain ASCII escaped."""
    plain = lambda c: c.isascii() and c.isprintable() and c not in "\"\\"
    return '"' + "".join(c if plain(c) else f"\\U{ord(c):08X}" for c in text) + '"'


def escaped(term):
    """As a line of a vocabulary."""
    for raw, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        term = term.replace(raw, written)
    return term


class Options:
    """`yaml`: the lines of section vectorizer; `arguments`: those of TfidfVectorizer."""

    def __init__(self):
        self.yaml, self.arguments = [], {}

    def set(self, name, value, written=None):
        self.arguments[name] = value
        if written is None:
            written = {True: "true", False: "false", None: "null"}.get(value) if (
                value is None or isinstance(value, bool)) else str(value)
        self.yaml.append(f"{name}: {written}")


def _draw_tokens(rng, options):
    """What concerns text alone."""
    if rng.random() < 0.3:
        options.set("lowercase", rng.random() < 0.3)
    if rng.random() < 0.4:
        options.set("strip_accents", rng.choice(["ascii", "unicode", None]))
    analyzer = rng.choices(["word", "char", "char_wb"], [6, 2, 2])[0]
    if analyzer != "word" or rng.random() < 0.2:
        options.set("analyzer", analyzer)
    if analyzer == "word" and rng.random() < 0.6:
        pattern = rng.choice(PATTERNS)
        options.set("token_pattern", pattern, yaml_string(pattern))
    if rng.random() < 0.5:
        low = rng.choice([1, 1, 1, 2, 3])
        high = low + rng.choice([0, 1, 2, 4])
        options.set("ngram_range", (low, high), f"[{low}, {high}]")


def _draw_stop_words(rng, options, folder):
    """The lists that scikit-learn gets as one."""
    words = set()
    pool = [w for s in WORDS.values() for w in s] + ["don", "ve", "12", "mail"]
    kind = rng.random()
    if kind < 0.15:
        words |= ENGLISH_STOP_WORDS
        options.yaml.append("stop_words: english")
    elif kind < 0.45:
        listed = rng.sample(pool, rng.randint(1, 30))
        words |= set(listed)
        if kind < 0.3:
            options.yaml.append(f"stop_words: [{', '.join(map(yaml_string, listed))}]")
        else:
            (folder / "stop.txt").write_text("\n".join(listed) + "\n", "utf-8")
            options.yaml.append("stop_words: stop.txt")
    if rng.random() < 0.2:
        listed = rng.sample(pool, rng.randint(1, 8))
        words |= set(listed)
        options.yaml.append(f"extra_stop_words: [{', '.join(map(yaml_string, listed))}]")
    if words:
        options.arguments["stop_words"] = sorted(words)


def _draw_vocabulary(rng, options, documents, folder):
    """Terms that occur and some that do not; no empty one, which a list of lines can't hold."""
    try:
        found = list(CountVectorizer(**options.arguments).fit(documents).vocabulary_)
    except Exception:  # refused later, in the open
        found = ["the"]
    terms = rng.sample(found, rng.randint(1, min(len(found), 60))) + ["absent", "the absent", "ж"]
    terms = list(dict.fromkeys(t for t in terms if t))
    rng.shuffle(terms)
    terms.insert(0, "first")  # a byte-order mark begins no file
    if rng.random() < 0.04:
        terms.append(rng.choice(terms))
    terms = terms if rng.random() < 0.04 else list(dict.fromkeys(terms))
    (folder / "terms.txt").write_bytes("".join(escaped(t) + "\n" for t in terms).encode())
    options.set("vocabulary", terms, "terms.txt")


def _draw_pruning(rng, options, documents):
    def frequency():
        if rng.random() < 0.5:
            return rng.choice([1, 1, 2, 2, 3, 4, len(documents)])
        return rng.choice([0.0, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.7, 0.9, 1.0, round(rng.random(), 3)])

    for name in ("min_df", "max_df"):
        if rng.random() < 0.35:
            options.set(name, frequency())
    if rng.random() < 0.3:
        options.set("max_features", rng.choice([1, 2, 3, 5, 10, 50, 1000]))


def draw_weighting(rng, options):
    if rng.random() < 0.3:
        options.set("binary", rng.random() < 0.8)
    if rng.random() < 0.5:
        options.set("norm", rng.choice(["l1", "l2", None]))
    use_idf = rng.random() < 0.8
    if not use_idf or rng.random() < 0.2:
        options.set("use_idf", use_idf)
    if use_idf and rng.random() < 0.4:
        options.set("smooth_idf", rng.random() < 0.3)
    if rng.random() < 0.4:
        options.set("sublinear_tf", rng.random() < 0.8)


def draw_options(rng, documents, folder, counts=False):
    """Writes the lists that the options name into `folder`.

    counts: the corpus holds counts, to which text, n-grams and a vocabulary mean nothing; the
    documents are lists of terms.
    """
    options = Options()
    if not counts:
        _draw_tokens(rng, options)
    if options.arguments.get("analyzer", "word") == "word":
        _draw_stop_words(rng, options, folder)
    if not counts and rng.random() < 0.15:
        _draw_vocabulary(rng, options, documents, folder)
    else:
        _draw_pruning(rng, options, documents)
    draw_weighting(rng, options)
    return options
