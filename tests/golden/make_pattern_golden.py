"""Record what Python's re makes of token patterns: tokens of texts, or the error and its position.

Usage: python make_pattern_golden.py [SEED [COUNT]] > patterns.json
Needs Python 3.11 to 3.13. Without arguments: the literal patterns below and 400 drawn from seed 1,
which is what the tests hold. With a seed and a count: only drawn ones, for longer comparisons.
Characters of Unicode 14 and older only.
"""
import json
import random
import re
import sys
import warnings

TEXTS = [
    "", "a", "the quick brown fox", "don't e-mail x_1 42", "naïve Straße ΟΔΥΣΣΕΥΣ ας σ", "漢字かな ไทย 한국어",
    "aaa bbb aab abab", "line one\nline two\n", "\n\nx\n", "a-b_c.d,e;f [x] {y} (z) \\w", "x\u0301y ½²٣४ _‿_ Ⅷ",
    "\x1c\x1d\u00a0\u2003\u3000\u200b", "KkK ſSs İIıi Åå µμ ΐΐ ﬅﬆ", "ab\x00cd \x00", "😀 hi 👍🏽 𝐀𝐁 𐐀𐐨", "aAbB zZ AbC",
    "12:34 v1.2.3 $5.00 50%", "a.b@c.de http://x.y/z?q=1#f",
]

LITERAL = [
    # words, digits, blanks and their opposites, in and out of brackets, in both modes
    r"\w+", r"\W+", r"\d+", r"\D+", r"\s+", r"\S+", r"(?u)\w\w+", r"(?a)\w+", r"(?a)\W+", r"(?a)\d+", r"(?a)\D+",
    r"(?a)\s+", r"(?a)\S+", r"[\w]+", r"[^\w]+", r"[\W]+", r"[^\W]+", r"[^\W_]+", r"[\W\d]+", r"[^\W\d_]+", r"[\s\S]",
    r"[\d\s]+", r"[^\d\s]+", r"[\D]+", r"[^\D]", r"[\S]+", r"[^\S]+", r"(?a)[\W]+", r"(?a)[^\W]+", r"(?a:\w+)|\w+",
    r"(?a)(?u:\w+)", r"[\w-]+", r"[-\w]+", r"[\w-]", r"[a\-z]+", r"[^a-z]+", r"[\W\w]", r"[^\W\w]", r"[^\D\d]*",
    # boundaries
    r"\b\w+\b", r"\b", r"\B", r"\Bx?", r"\b[a-z]{3,}\b", r"(?a)\b\w+\b", r"(?:\b)\w", r"\w+\b.", r"\b.", r".\b.", r"\B.\B",
    r"(?<=\b)a", r"\ba|b\b", r"(?a)\B.", r"\w+\b\w*", r"(?:\w+)\b", r"\b(?:\w\w+)\b", r"\w*\b", r"\w?\b\w?", r"\b\w+\B", r"\W\b\w",
    # groups
    r"(\w)\w+", r"\w(\w+)?", r"(?:a(b)?)", r"(a)|b", r"(?P<t>\w+)'t", r"(?P<größe>\w+)", r"(a)(b)", r"(a(b))", r"(?:a)(?:b)", r"()",
    r"(a*)*", r"(a*)+", r"(?:(a)|b)*", r"(a|b)+", r"(?:a|(b))+", r"(a?)*?b", r"(?P<q>['\"])?\w+", r"(\w)\1", r"(?P<x>\w)(?P=x)", r"(?i)(a)\1",
    r"(a)?(?(1)b|c)", r"(?P<n>a)?(?(n)b)", r"(?(1)a|b)", r"(?(1)a|b)(c)", r"(a)(?(2)b|c)", r"(?(1)a|b|c)(x)", r"(?(x)a)", r"(?(0)a)", r"(?(-1)a)",
    r"(a)?(?(1)|x)", r"(a)(?(1))", r"(a)(?(01)b)", r"(?>a+)b", r"(?>a|ab)b", r"a++b", r"a*+a", r"a?+a", r"a{1,2}+a", r"(?:ab)++", r"(a\1)",
    # lookaround
    r"(?<=a)b", r"(?<!a)b", r"(?=a)", r"(?!a).", r"a(?=b)", r"(?<=a|b)c", r"(?<=ab|c)d", r"(?<=a*)b", r"(?<=(a))b", r"(?<=a{2})b", r"(?<=^)a",
    r"(a)(?<=\1)b", r"(?<=(a)\1)b", r"(?<=a(?=b))b", r"(?<=(?:ab|cd))e", r"(?<=a{1,2})b", r"(?<![\w.])\d+", r"(?<=\s)\w+(?=\s)", r"(?=a)*b", r"(?<=.)x",
    r"(?<=(?(1)a|b))(c)", r"(?<=(?:σ|k)).", r"(?<=\ud800|a).", r"(?>[^\s]+?)S*\D ", r"(?<=(a)(?(1)b|c))d", r"(x)(?<=(?(1)x|y))", r"(?<=[^\W])b", r"(?<=\W)\w",
    # places
    r"^", r"$", r"^\w+", r"\w+$", r"(?m)^", r"(?m)$", r"(?m)^\w+", r"(?m)\w+$", r"\A\w", r"\w\Z", r"\Z", r"(?m)\A\w", r"(?m)\Z", r"(?m:^)\w",
    r"(?s).+", r".+", r"(?s:.)+", r"(?s)a(?-s:.)", r"$\n", r"(?m)$.?", r"\n$", r"(?:^)*a", r"(?m)(?:^)+.", r"^*", r"$+", r"\b*", r"\A?",
    # flag i
    r"(?i)k", r"(?i)s+", r"(?i)i", r"(?i)ı", r"(?i)[i]", r"(?i)[^i]+", r"(?i)[a-z]+", r"(?i)σ", r"(?i)[ς]", r"(?i)ß", r"(?i)å", r"(?i)µ", r"(?i)ΐ", r"(?i)ﬅ",
    r"(?i)\u0345", r"(?i)𐐀+", r"(?i)[𐐀-𐐧]+", r"(?ia)k", r"(?ia)[k]", r"(?ia)é", r"(?i:a)b", r"(?i)a(?-i:b)", r"(?i)[\W]", r"(?i)[^\Wk]+", r"(?i)\w+", r"(?i)[α-ω]+", r"(?i)İ",
    # flags
    r"(?x) a b # c" "\n d", r"(?x)a\ b", r"(?x)[ #]", r"(?x)a +", r"(?x: a b )c d", r"(?-x: a)", r"(?x)(?-x: a)b", r"(?im)^A", r"(?i)(?m)^a", r"a(?i)b", r"(?:(?i)a)", r"a|(?i)b", r" (?x)a", r"(?#c)(?i)a",
    r"(?i-s:a)", r"(?-i:a)", r"(?i-i:a)", r"(?-)", r"(?-:a)", r"(?i", r"(?i-", r"(?i-s", r"(?iz)", r"(?i*)", r"(?i-z:a)", r"(?i-*:a)", r"(?i-)", r"(?-i)", r"(?L)a", r"(?L:a)", r"(?au)a", r"(?a)(?u)a", r"(?au:a)", r"(?-a:b)", r"(?-u:b)", r"(?i-s-x:a)", r"(?u)(?a)x", r"(?z)", r"(?i\))", r"(?x)(?#c",
    r"(?x)a#b", r"(?x) ( ? : a )", r"(?x)a {2}", r"(?x)\#", r"(?x)a*" "\t+",
    # escapes
    r"\x61", r"\x6", r"\xg", r"\u0061", r"\u006", r"\U00000061", r"\U0001F600", r"\U00110000", r"\U0000006", r"\0", r"\060", r"\08", r"\141", r"\400", r"\377", r"\1", r"\8", r"\9a", r"\18", r"\99", r"(a)\141", r"(a)\10", r"(a)\1\1",
    r"\N{LATIN SMALL LETTER A}", r"\N{latin small letter a}", r"\N{NO SUCH}", r"\N{", r"\N", r"\N{}", r"[\N{DIGIT ZERO}-\N{DIGIT NINE}]+", r"\a|\f|\n|\r|\t|\v", r"\.", r"\-", r"\ ", r"\é", r"\_", r"\\", "\\", "a\\", "[\\",
    r"\q", r"\K", r"\p{L}", r"\h", r"\Qa\E", r"\R", r"\X", r"\G", r"\z", r"\C", r"\c", r"\e", r"\i", r"\ud800", r"[\ud800-\udfff]", r"[^\ud800]", r"[\ud7ff-\ue000]", r"\udfff*a",
    r"[\x41-\x5a]+", r"[\b]", r"[\1]", r"[\8]", r"[\400]", r"[\101-\132]", r"[\q]", r"[\Z]", r"[\A]", r"[\B]", r"[\x]", r"[\u12]", r"[\-\]\\]+", r"[\é]", r"[\u0430-\u044f]+",
    # brackets
    r"[", r"[]", r"[]]", r"[^]", r"[^]]+", r"[]a]+", r"[a", r"[a-", r"[a-]", r"[-a]", r"[a-c-e]+", r"[c-a]", r"[\w-a]", r"[a-\w]", r"[--/]", r"[[a]", r"[[:alpha:]]", r"[a&&b]", r"[a||b]", r"[a~~b]", r"[.^$*+?{}()|]+", r"[^^]", r"[a^]", r"[\n-\r]", r"[\[\]]", r"[ſ]", r"[a-zA-Zà-ÿ]+", r"[#x]", r"[a\]b]", r"[\d-]", r"[%--]",
    # quantifiers
    r"a{2}", r"a{2,}", r"a{,2}", r"a{,}", r"a{}", r"a{", r"a{2", r"a{x}", r"{2}", r"a{2,1}", r"a{1}{2}", r"a**", r"a+*", r"a??", r"a*?", r"a+?", r"a{1,2}?", r"a??b", r"a*?+", r"a+++", r"*", r"+a", r"?", r"|*", r"(*)", r"(?:*a)", r"(*VERB)", r"a{ 2}", r"a{2, 3}", r"a{0}", r"(a){0}", r"(a){0}\1?", r"(?:){3}", r"(?:a*)*", r"(?:a|)*", r"(?:a?b?)*?c", r"a{00002}", r"x{,1}y", r"\w{2,3}", r"[ab]{2}", r"(?:ab){1,2}?", r"(?:a{2}){2}", r"{a", r"a{,a}", r"{,", r"\n{1,}",
    # unfinished and unknown
    r"(", r")", r"a)", r"(a", r"(?", r"(?:", r"(?:a", r"(?P", r"(?P<", r"(?P<>a)", r"(?P<a", r"(?P<1a>b)", r"(?P<a-b>c)", r"(?P=a)", r"(?P=", r"(?P=)", r"(?P<a>b(?P=a))", r"(?P<a>b)(?P<a>c)", r"(?Px)", r"(?P>a)", r"(?<", r"(?<a>b)", r"(?<a", r"(?=", r"(?!a", r"(?#", r"(?#a", r"(?#a)b", r"(?|a)", r"(?R)", r"(?1)", r"(?&a)", r"(?'a'b)", r"(?(", r"(?()a)", r"(?(1", r"(?(a", r"(?(1)a", r"(?\)", r"(?é)", r"(?P\)", r"(?<\=)", r"(?P<a\>b)", r"|", r"a|", r"|a", r"||", r"(|a)", r"(?:|)", r"((a)", r"(?(1)a|(?:b|c))(d)",
]

ATOMS = (list("abkKsSiIéßσςſ漢_0-. ,'") + [r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", ".", r"\b", r"\B", "^", "$", r"\A", r"\Z",
         r"[ab]", r"[^ab]", r"[a-z]", r"[A-Z]", r"[\w-]", r"[^\W_]", r"[^\s]", r"[\s\d]", r"[^\D]", r"\.", r"\n", r"\x61", r"\u03c3", r"\U00010400", r"\1", r"(?P=n)", r"[à-ÿ]", r"[\W\d]"])
OPENINGS = ["(", "(?:", "(?:", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i:", "(?s:", "(?m:", "(?a:", "(?-i:", "(?P<n>", "(?x: ", "(?(1)"]
QUANTIFIERS = ["*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "*?", "+?", "??", "{1,2}?", "*+", "++", "?+", "{1,3}+"]
BEGINNINGS = [""] * 6 + ["(?i)", "(?a)", "(?s)", "(?m)", "(?u)", "(?x)", "(?ims)"]


def drawn(random_, depth=0):
    pieces = []
    for _ in range(random_.randint(1, 4)):
        draw = random_.random()
        if draw < 0.25 and depth < 3:
            pieces.append(random_.choice(OPENINGS) + drawn(random_, depth + 1) + ")")
        elif draw < 0.30:
            pieces.append("|")
        else:
            pieces.append(random_.choice(ATOMS))
        if random_.random() < 0.3:
            pieces.append(random_.choice(QUANTIFIERS))
    return "".join(pieces)


def drawn_text(random_):
    return "".join(random_.choice("aaabbkKsSiIıİé ßσςΣſK漢字_01-. ,'\n\t\x1c\u00a0A٣𐐀𐐨½\u0301") for _ in range(random_.randint(0, 24)))


def record(pattern, texts):
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        return {"pattern": pattern, "error": error.msg, "position": error.pos}
    except (ValueError, OverflowError) as error:
        return {"pattern": pattern, "error": str(error), "position": None}
    if compiled.groups > 1:
        return {"pattern": pattern, "groups": compiled.groups}
    return {"pattern": pattern, "tokens": [compiled.findall(text) for text in texts]}


def main():
    warnings.simplefilter("ignore")
    given = [int(a) for a in sys.argv[1:]]
    random_ = random.Random(given[0] if given else 1)
    texts = TEXTS + [drawn_text(random_) for _ in range(6 if not given else 40)]
    count = given[1] if len(given) > 1 else 400
    patterns = [] if given else list(LITERAL)
    patterns += [random_.choice(BEGINNINGS) + drawn(random_) for _ in range(count)]
    cases = [record(pattern, texts) for pattern in dict.fromkeys(patterns)]
    print('{"made_by": "make_pattern_golden.py", "python": "%s", "texts": %s, "cases": [' % (
        sys.version.split()[0], json.dumps(texts)))
    print(",\n".join(json.dumps(case) for case in cases) + "\n]}")


if __name__ == "__main__":
    main()
