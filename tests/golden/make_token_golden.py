"""Record the tokens that scikit-learn makes of texts that are hard in some way.

Usage: python make_token_golden.py > tokens.json
Needs scikit-learn 1.9. Tokens are what the analyzer gives before n-grams of words: preprocessor and
tokenizer for words, the whole analyzer for characters. Characters of Unicode 14 and older only.
"""
import json
import sys

import sklearn
from sklearn.feature_extraction.text import CountVectorizer

TEXTS = [
    "", " ", "a", "ab", "  \n\t ", "jumpy fox", "The Quick  brown\n\nfox\tjumps", "a\nb \n c\r\nd",
    "naïve CAFÉ Åse", "nai\u0308ve cafe\u0301", "a\u0323\u0307\u0301b a\u0307\u0323b", "Ǻ ǻ ṩ ệ Ố",
    "Straße ẞ ﬁne ﬂow ĳ ½ ² ① ㍿ ﷺ", "ÅÅ Å", "한국어 각 힣 ᄀ\u1161", "が か\u3099 ｶﾞ ﾊﾟ カ゚", "हिन्दी की ज़ क़",
    "العَرَبِيَّة ﷲ", "עִבְרִית שׁ", "ไทย ที่นี่", "漢字かな交じり文 神 (\uf900)", "Ελληνικά ΟΔΥΣΣΕΥΣ ΐ ᾧ ᾼ", "İstanbul ıI Ł ł Ø ø đ",
    "ЁЖ йод Й и\u0306", "😀 👍🏽 👨\u200d👩\u200d👧 ❤\ufe0f 🇩🇪", "𝐀𝐁 𝟘 𐐀 𝒜 \U0001d15e", "a\u00a0\u00a0b\u2003c\u200bd\ufeffe\u2028f\u2029\u3000g",
    "\x1c\x1d \x1f\x85x\x85", "one\x00two \x00\x00 three", "\u0301\u0301 \u0345", "¨ ´ ¸ ˘ ῀", "x\u0378y\ufffdz\ue000", " lead and trail ",
    "don't e-mail snake_case __x__ 42", "a b c dd", "ooo aaa", "…‼⁇ ™ ℃ ﬃ", "\u1100\u1161\u11a8 \ua960", "a\u034fb\u0315c",
]
OPTIONS = (
    [{"strip_accents": a, "lowercase": low} for a in (None, "ascii", "unicode") for low in (True, False)]
    + [{"analyzer": k, "ngram_range": n} for k in ("char", "char_wb")
       for n in ((1, 1), (1, 3), (2, 2), (3, 5), (4, 4), (9, 12))]
    + [{"analyzer": k, "ngram_range": (2, 3), "strip_accents": a, "lowercase": low} for k in ("char", "char_wb")
       for a, low in (("unicode", True), ("ascii", False))]
)


def tokens(vectorizer, text):
    if vectorizer.analyzer != "word":
        return vectorizer.build_analyzer()(text)
    return vectorizer.build_tokenizer()(vectorizer.build_preprocessor()(text))


def main():
    cases = [{"options": o, "tokens": [tokens(CountVectorizer(**o), t) for t in TEXTS]} for o in OPTIONS]
    versions = {"scikit-learn": sklearn.__version__, "python": sys.version.split()[0]}
    print('{"made_by": "make_token_golden.py", "versions": %s, "texts": %s, "cases": [' % (
        json.dumps(versions), json.dumps(TEXTS)))
    print(",\n".join(map(json.dumps, cases)) + "\n]}")


if __name__ == "__main__":
    main()
