"""Record scikit-learn's TF-IDF of small corpora that are hard in some way.

Usage: python make_text_golden.py > text.json
Needs scikit-learn 1.9. Only characters of Unicode 14 and older, so that the tables of Python 3.11
and of any ICU since 70 agree. The cases are literal: the script draws nothing at random.
"""
import json
import sys
import warnings

import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

FRUIT = ["apple apple apple pear", "pear plum", "plum plum apple fig fig", "", "kiwi apple a b"]

# name, documents, options that differ from the defaults
CASES = [
    ("ascii", ["The quick brown fox", "the lazy dog, the FOX", "a b c"], {}),
    ("apostrophes and hyphens split", ["don't e-mail rock'n'roll", "o'clock x.y.zz"], {}),
    ("digits and underscores are word characters", ["_ __ a_ _1 42 7 x2", "snake_case __init__"], {}),
    ("final sigma", ["ΟΔΥΣΣΕΥΣ ΑΣ ΑΣΑ ΣΑ ΣΣ Σ", "ΑΣ' ΑΣ'Α ΑΣ. ΑΣ.Α ΑΣ-Α", "σς Ας ΑΣ1 ΑΣ_ 1Σ2"], {}),
    ("sigma looks across marks and format characters", ["ΑΣ\u0301 ΑΣ\u0301Α Α\u0301Σ ΑΣ\u00adΑ \u0345Σ"], {}),
    ("dotted and dotless i", ["İSTANBUL İİ Iı ISTANBUL ısı", "i\u0307stanbul"], {}),
    ("sharp s", ["STRASSE Straße STRAẞE ßß"], {}),
    ("titlecase and ligatures", ["ǅungla ǄUNGLA ﬁne ﬂ ĳ Ĳ"], {}),
    ("Greek with iota subscript", ["ᾼΣ ᾈΑ ὈΔΥΣΣΕΎΣ ΐα"], {}),
    ("Cyrillic and Armenian", ["МОСКВА москва Ёлка ЁЛКА", "ԵՐԵՎԱՆ Երեվան և"], {}),
    ("Georgian keeps or lowers", ["ᲗᲑᲘᲚᲘᲡᲘ თბილისი Ⴀⴀ"], {}),
    ("Cherokee, Deseret, Adlam", ["ᎠᎡ ꭰꭱ", "\U00010400\U00010428 \U0001E900\U0001E922"], {}),
    ("combining marks split words", ["nai\u0308ve naïve e\u0301e\u0301 हिन्दी", "ไทย ที่นี่"], {}),
    ("numbers of other scripts", ["٣٤ ४५ ፩፪ ๑๒", "Ⅷⅷ ½½ ²³ ①② ㊿㊿ 〇〇 x² m³s"], {}),
    ("letters beyond the first plane", ["𝐀𝐁 𝟘𝟙 𠀀𠀁 ʰʷ ªº"], {}),
    ("CJK without spaces", ["漢字かな交じり文", "漢字 仮名 カナ 한글 한국어 字"], {}),
    ("emoji are no words", ["hi😀there 👍🏽 ❤️ok 👨‍👩‍👧 family"], {}),
    ("spaces and invisible characters", ["a\u00a0bb\u2003cc\u200bdd\ufeffee\u2028ff", "so\u00adft zero\u200djoin"], {}),
    ("NUL and control characters", ["ab\x00cd\x00\x00ef", "\x01gh\x7fij\x1fkl"], {}),
    ("connectors other than underscore", ["a‿b ab‿cd ab⁀cd ab＿cd ｆｕｌｌＷＩＤＴＨ"], {}),
    ("replacement and private use", ["ab\ufffdcd ef\ue000gh"], {}),
    ("vocabulary in code-point order", ["zz Zz éé ﬀﬀ 𐐨𐐨 ~~ aa __ 00", "\uff41\uff41 \U0001D41A\U0001D41A"], {}),
    ("case kept", ["Apple apple APPLE ΑΣ ας İi"], {"lowercase": False}),
    ("English stop words", ["the cat and the dog", "Whereupon it sat", "cats don't"], {"stop_words": "english"}),
    ("stop words are compared as given", ["The the THE cat"], {"stop_words": ["The", "cat"]}),
    ("stop words with case kept", ["The the THE cat"], {"stop_words": ["The"], "lowercase": False}),
    ("stop words beyond ASCII", ["ΟΔΥΣΣΕΥΣ και Straße der"], {"stop_words": ["οδυσσευς", "και", "der"]}),
    ("min_df counts", FRUIT, {"min_df": 2}),
    ("min_df share", FRUIT, {"min_df": 0.4}),
    ("max_df counts", FRUIT, {"max_df": 2}),
    ("max_df share", FRUIT, {"max_df": 0.4}),
    ("max_df share just below a count", FRUIT, {"max_df": 0.59}),
    ("min_df zero share", FRUIT, {"min_df": 0.0}),
    ("shares that do not come out even", ["aa bb", "aa cc", "aa bb dd"], {"min_df": 0.6666666666666667}),
    # No ties at the limit: scikit-learn breaks them by NumPy's unstable sort.
    ("max_features", FRUIT, {"max_features": 2}),
    ("max_features keeps a tie whole", FRUIT, {"max_features": 4}),
    ("max_features after max_df", FRUIT, {"max_features": 1, "max_df": 2}),
    ("max_features of binary counts", ["aa aa aa aa", "bb", "bb", "cc cc cc"], {"max_features": 1, "binary": True}),
    ("binary", FRUIT, {"binary": True}),
    ("norm l1", FRUIT, {"norm": "l1"}),
    ("no norm", FRUIT, {"norm": None}),
    ("no idf", FRUIT, {"use_idf": False}),
    ("no smoothing", FRUIT, {"smooth_idf": False}),
    ("sublinear", FRUIT, {"sublinear_tf": True}),
    ("everything at once", FRUIT, {"sublinear_tf": True, "smooth_idf": False, "norm": "l1", "min_df": 0.2,
                                   "max_df": 3, "stop_words": ["pear"]}),
]


def record(name, documents, options):
    vectorizer = TfidfVectorizer(**options)
    X = vectorizer.fit_transform(documents).tocsr()
    X.sort_indices()
    vocabulary = vectorizer.get_feature_names_out().tolist()
    counting = {k: options[k] for k in ("lowercase", "stop_words") if k in options}
    counts = CountVectorizer(vocabulary=vocabulary, **counting).fit_transform(documents).toarray()
    use_idf = options.get("use_idf", True)
    return {
        "name": name, "documents": documents, "options": options, "vocabulary": vocabulary,
        "row_start": X.indptr.tolist(), "column": X.indices.tolist(), "value": X.data.tolist(),
        "idf": vectorizer.idf_.tolist() if use_idf else [1.0] * len(vocabulary),
        "term_frequency": counts.sum(0).tolist(),
        "document_frequency": (counts > 0).sum(0).tolist(),
        "document_length": counts.sum(1).tolist(),
    }


def main():
    # Letters that str.isupper() calls upper case but that have no lower case, such as 𝐀.
    warnings.filterwarnings("ignore", message="Upper case characters found in vocabulary")
    cases = [json.dumps(record(*case)) for case in CASES]
    versions = {"scikit-learn": sklearn.__version__, "python": sys.version.split()[0]}
    print('{"made_by": "make_text_golden.py", "versions": %s, "cases": [' % json.dumps(versions))
    print(",\n".join(cases) + "\n]}")


if __name__ == "__main__":
    main()
