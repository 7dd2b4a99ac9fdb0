"""Write a name of any script in plain Latin letters, as passports and registers do.

Cyrillic: BGN/PCGN without marks. Kana: Hepburn. Hangul: Revised Romanization, letter by letter. Chinese
characters: Hanyu Pinyin (ISO 7098) of the package pypinyin, which knows words with more than one reading.
"""

# ruff: noqa: SIM905  tables are read as they are written

import re
import unicodedata
from functools import lru_cache

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005]+")
KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff]+")
HANGUL = re.compile(r"[\uac00-\ud7a3]+")
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўћђјљњџ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g u c dj j lj nj dz".split(),
        strict=True,
    )
)
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
PLAIN = {
    "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "œ": "oe", "ə": "a", "ŋ": "n",
}  # fmt: skip
LOOKS = str.maketrans("АВЕКМНОРСТХУІЈЅавекмнорстхуіјѕ", "ABEKMHOPCTXYIJSabekmhopctxyijs")
"""Cyrillic letters that look as Latin ones do; the small ones as their capitals do."""
MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])\w+")
ARABIC = {
    "\u0640": "", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا",
}  # fmt: skip
"""Letters that Arabic and Persian write in more than one way, and the stroke that only lengthens a word."""
ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
ODD = {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヤ": "ya", "ユ": "yu", "ヨ": "yo",
    "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "vu", "ー": "", "・": " ", "ヽ": "", "ゝ": "",
}  # fmt: skip
KANA_LETTERS = {
    kana: row + vowel for row, five in ROWS.items() for kana, vowel in zip(five, "aiueo", strict=True)
} | ODD
SMALL = {
    "ャ": "ya",
    "ュ": "yu",
    "ョ": "yo",
    "ァ": "a",
    "ィ": "i",
    "ゥ": "u",
    "ェ": "e",
    "ォ": "o",
    "ヮ": "wa",
}
DOUBLED = "ッ"
FIRST = "g kk n d tt r m b pp s ss _ j jj ch k t p h".split()
MIDDLE = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
LAST = "_ k k k n n n t l l l l l l l l m p p t t ng t t k t p t".split()
HANGUL_START, LASTS, MIDDLES = 0xAC00, 28, 21


def normal(text: str) -> str:
    """The text in one width and case, marks as they are."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=200_000)
def latin(text: str) -> str:
    """The text in plain Latin letters; what has no reading stays (Arabic letters in one spelling).

    >>> latin("重庆"), latin("приборостроительный"), latin("トヨタ"), latin("Société Générale"), latin("삼성")
    ('chong qing', 'priborostroitelnyy', 'toyota', 'societe generale', 'samseong')
    """
    text = normal(text)
    if text.isascii():
        return text
    text = HAN.sub(lambda found: f" {_pinyin(found[0])} ", text)
    text = KANA.sub(lambda found: f" {kana(found[0])} ", text)
    text = HANGUL.sub(lambda found: f" {''.join(map(_hangul, found[0]))} ", text)
    text = "".join(_letter(each) for each in text)
    text = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in text)
    text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(text.split())


def _pinyin(text: str) -> str:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  its words take long to load, and few names need them

    return " ".join(lazy_pinyin(text, style=Style.NORMAL))


def _letter(letter: str) -> str:
    found = CYRILLIC.get(letter) or GREEK.get(letter) or PLAIN.get(letter) or ARABIC.get(letter, letter)
    return "" if found == "_" else found


def kana(text: str) -> str:
    """Kana in Latin letters, long vowels written once.

    >>> kana("シャープ"), kana("とうきょう")
    ('shapu', 'tokyo')
    """
    written = ""
    doubled = False
    for each in text:
        letter = chr(ord(each) + 0x60) if "\u3041" <= each <= "\u3096" else each
        if letter == DOUBLED:
            doubled = True
            continue
        if letter in SMALL and written:
            small = SMALL[letter]
            written = written[:-1] + (
                small[1:] if written[-3:] in {"shi", "chi"} or written.endswith("ji") else small
            )
            continue
        new = KANA_LETTERS.get(letter, SMALL.get(letter, ""))
        written += (new[:1] + new) if doubled else new
        doubled = False
    return re.sub("uu+", "u", re.sub("o[ou]+", "o", written))


def _hangul(syllable: str) -> str:
    at = ord(syllable) - HANGUL_START
    parts = (FIRST[at // LASTS // MIDDLES], MIDDLE[at // LASTS % MIDDLES], LAST[at % LASTS])
    return "".join(part for part in parts if part != "_")


def by_looks(text: str) -> str:
    """The text in which words that mix Latin and Cyrillic letters are read by their looks, if that makes them Latin.

    >>> by_looks("НUAWEI"), by_looks("ООО Звезда"), by_looks("Дon")
    ('HUAWEI', 'ООО Звезда', 'Дon')
    """

    def read(found: re.Match[str]) -> str:
        word = found[0].translate(LOOKS)
        return word if word.isascii() else found[0]

    return MIXED.sub(read, text)


def is_cjk(text: str) -> bool:
    """Whether the text has Chinese, Japanese or Korean letters in it."""
    return bool(HAN.search(text) or KANA.search(text) or HANGUL.search(text))
