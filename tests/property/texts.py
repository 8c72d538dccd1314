"""Random documents in many scripts, of characters that Python and ICU know alike."""
import unicodedata

# Python 3.11 has Unicode 14, ICU 72 Unicode 15; where Python is newer, only what is old is drawn.
_TABLE = unicodedata if unicodedata.unidata_version <= "15.0.0" else unicodedata.ucd_3_2_0

WORDS = {
    "ascii": "the a of and is quick brown Fox DOGS don't e-mail x2 42 7 _ snake_case I've AAA aa "
             "mill system news data Data DATA topic http://x.org/a?b=1 user@host.net".split(),
    "latin": "café CAFÉ naïve Ångström straße STRAẞE œuvre ﬁne ﬂ ĳ Ĳ ǅungla ǄUNGLA ñandú Łódź "
             "crème brûlée ŉ ſeſſion Ⅷ ½ x² ªº ŒUVRE déjà".split(),
    "turkish": "İSTANBUL istanbul ISTANBUL ısı Iı İİ i\u0307stanbul ığdır DİYARBAKIR İ".split(),
    "greek": "ΟΔΥΣΣΕΥΣ ΑΣ ΑΣΑ ΣΑ ΣΣ Σ σς Ας ΑΣ' ΑΣ.Α ΑΣ-Α ΑΣ1 1Σ2 ΑΣ\u0301 ΑΣ\u00adΑ ᾼΣ ᾈΑ ὈΔΥΣΣΕΎΣ ΐα".split(),
    "cyrillic": "МОСКВА москва Ёлка ёлка и не на что Ԑԑ Ꙁꙁ й и\u0306 ѣ Киïв".split(),
    "asian": "漢字かな交じり文 仮名 カナ ｶﾅ ガ カ\u3099 한글 한국어 각 \u1100\u1161 字 中文分词 〇〇 ㊿ ① "
             "ไทย ที่นี่ ภาษาไทย हिन्दी ४५ عربى ٣٤ עברית ፩፪".split(),
    "emoji": "😀 👍🏽 ❤️ok 👨‍👩‍👧 hi😀there 🇩🇪 #️⃣".split(),
    "marks": "e\u0301 E\u0301e\u0301 a\u0323\u0307 q\u0307\u0323 nai\u0308ve \u0301x A\u030a o\u0338 \u1e9b\u0323 "
             "ﷺ ㎏ ｆｕｌｌ ⅷⅧ ᲗᲑᲘ თბ Ⴀⴀ ᎠᎡ ꭰꭱ 𐐀𐐨 𝐀𝐁 𞤀𞤢".split(),
}
BLANKS = " \t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
JOINERS = ["\x00", "\x01", "\x08", "\x7f", "\x9f", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad",
           "\r", "-", "'", "’", ".", ",", "/", "\"", "\\", "_", "‿", ";", ", ", " - ", "\ufffd", "\ue000",
           "·", "=", "|", "  ", " \u00a0 "]


def _any_character(rng):
    """Assigned and no surrogate, from anywhere."""
    while True:
        top = rng.choice([0x250, 0x600, 0x3100, 0xFFFF, 0x1FAFF, 0x2FA1D])
        c = chr(rng.randrange(top + 1))
        if c != "\n" and _TABLE.category(c) not in ("Cn", "Cs"):
            return c


def _word(rng, scripts):
    kind = rng.random()
    if kind < 0.75:
        return rng.choice(WORDS[rng.choice(scripts)])
    if kind < 0.85:
        return "".join(rng.choice("abcXYZ01éß_") for _ in range(rng.randint(1, 6)))
    return "".join(_any_character(rng) for _ in range(rng.randint(1, 5)))


def _document(rng, words, plain):
    parts = []
    for i in range(int(rng.expovariate(1 / 8))):
        if i > 0:
            common = plain or rng.random() < 0.8
            parts.append(" " if common else rng.choice([rng.choice(BLANKS), rng.choice(JOINERS)]))
        # The first words of the list are the frequent ones.
        parts.append(words[min(int(rng.expovariate(4 / len(words))), len(words) - 1)])
    if not plain and rng.random() < 0.1:
        parts.append(rng.choice(BLANKS + "\r."))
    return "".join(parts)


def draw_documents(rng, latin_1=False, newlines=True):
    """A list of texts; `latin_1`: of characters that Latin-1 has; `newlines`: they may hold \\n."""
    scripts = rng.sample(sorted(WORDS), rng.randint(1, 4)) if rng.random() < 0.8 else ["ascii"]
    words = [_word(rng, scripts) for _ in range(rng.randint(1, 40))]
    plain = rng.random() < 0.3
    # A block has 4096 documents at most: many make several blocks, which several threads share.
    size = rng.randint(8000, 10000) if rng.random() < 0.01 else int(rng.expovariate(1 / 12) + 0.95)
    documents = [_document(rng, words, plain) for _ in range(size)]
    for i, text in enumerate(documents):
        kind = rng.random()
        if kind < 0.05:
            text = rng.choice(["", " ", "\t", ".", "\x00", rng.choice(documents)])
        if newlines and kind > 0.9:
            text = text.replace(" ", rng.choice(["\n", "\r\n", "\r", "\n\n"]), 2)
        if latin_1:
            text = "".join(c for c in text if c < "\u0100")
        documents[i] = text
    return documents
