"""A name made ready for comparison: its words in one spelling, its company forms, its numbers."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from xenotime.naming.forms import ASIAN_FORMS, LATIN_FORMS, LONG_FORMS, MOST_WORDS
from xenotime.naming.scripts import HAN, HANGUL, KANA, by_looks, is_cjk, latin, normal
from xenotime.naming.words import LONGEST_RUN, RUNNING, TENS, number, spelled, weight

LONGEST = 300
MENDED_FROM = 7
FORM_WORDS = tuple(sorted({word for form in LATIN_FORMS for word in form if len(word) >= MENDED_FROM}))
"""Characters of a name that are compared."""
DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}\w?(?!\w)")
WORD = re.compile(r"\w+")
QUOTES = re.compile(r"['’`´ʼ‘]")
ALTERNATIVES = re.compile(
    r"\s+(?:[afnd]\s*[./]?\s*[kb]\s*[./]?\s*a\.?|t\s*/\s*a)(?=[\s:])[\s:]*"
    r"|[\s(,;]+(?:(?:formerly|previously|also|now)(?:\s+known\s+as|\s+called)?|doing\s+business\s+as|trading\s+as|vormals"
    r"|ehemals|vorm\.|anciennement|antes|già|c/o|care\s+of)(?=[\s:])[\s:]*|[\s（(，,；;]*(?:曾用名|原名|又名|旧称|旧社名|前身)[\s:：]*|\s*/\s*",
    re.IGNORECASE,
)
"""What stands between two names of one party, or between it and the one at whose place it is."""
BEFORE = re.compile(
    r"^\s*(?:(?:m/s\.?|messrs\.?|the|m\.?\s?/?\s?[vt]\.?|s\.?/?s\.?|motor\s+vessel|vessel|tanker|ship"
    r"|mrs?\.?|ms\.?|dr\.?|prof\.?|attn\.?|attention)[\s:]+)+",
    re.IGNORECASE,
)
"""What is put before a name and is none of it: of a firm, a ship, a person."""
NUMBER_OF_A_SHIP = re.compile(r"\bimo\b\W*\d{7}\b", re.IGNORECASE)
SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
"""Letters that are also written as two."""
DOTS = re.compile("[\u00b7\u2022\u30fb\uff65]")
"""Marks that part the words of a foreign name."""
DIGIT_FOR_LETTER = re.compile(r"(?<=[a-z])[019](?=[a-z])")
LETTER_FOR_DIGIT = {"0": "o", "1": "i", "9": "g"}
RUN = re.compile("|".join(each.pattern for each in (HAN, KANA, HANGUL)))
FOLDS = (
    ("shch", "sc"), ("sch", "s"), ("kh", "h"), ("zh", "j"), ("ph", "f"), ("ck", "k"), ("yy", "i"), ("iy", "i"), ("ij", "i"),
    ("ie", "i"), ("ey", "i"), ("ei", "i"), ("ks", "x"), ("tz", "ts"), ("oo", "u"), ("ou", "u"), ("w", "v"), ("y", "i"), ("q", "k"),
    ("j", "i"), ("th", "t"), ("dh", "d"), ("ae", "e"), ("ai", "e"),
)  # fmt: skip
C_SOUND = re.compile(r"c(?!h)")
TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: in its one spelling, by its sound, with how much it tells."""

    word: str
    sound: str
    weight: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready for comparison; `forms` are the kinds of company form that it carries."""

    text: str
    tokens: tuple[Token, ...]
    forms: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    joined: str = ""
    whole: str = ""
    """The words, forms included, without spaces."""

    @property
    def weight(self) -> float:
        """How much all words tell together."""
        return sum(token.weight for token in self.tokens)


@lru_cache(maxsize=200_000)
def ready(text: str) -> Name:
    """The name made ready; words that are only a company form fall away where others remain.

    >>> [token.word for token in ready("华为技术有限公司").tokens], sorted(ready("Siemens AG").forms)
    (['huawei', 'technology'], ['stock'])
    """
    plain = DOTS.sub(" ", normal(by_looks(text[:LONGEST])))
    forms: set[str] = set()
    if is_cjk(plain):
        plain = _without_asian_forms(plain, forms)
        plain = RUN.sub(lambda found: f" {' '.join(_cut(found[0]))} ", plain)
    plain = QUOTES.sub("", plain).replace("&", " and ").replace("+", " and ")
    plain = DOTTED.sub(lambda found: found[0].replace(".", ""), plain)
    plain = DIGIT_FOR_LETTER.sub(lambda found: LETTER_FOR_DIGIT[found[0]], latin(plain).replace("_", " "))
    words = WORD.findall(plain)
    kept = _without_forms([_mended(word) for word in words], forms) or words
    tokens = tuple(_token(word) for word in dict.fromkeys(_counted([spelled(word) for word in kept])))
    return Name(
        text,
        tokens,
        frozenset(forms),
        frozenset(token.word for token in tokens if token.is_number),
        "".join(token.word for token in tokens),
        "".join(words),
    )


INSIDE = frozenset(form[0] for form in LATIN_FORMS if len(form) == 1) - {
    "as", "at", "se", "ad", "ae", "sal", "est", "ngo", "npo", "firm", "verein", "stiftung", "شمع", "شمل",
}  # fmt: skip
"""Company forms that stand for nothing else inside a name either: Siemens AG Österreich."""


def without_forms_inside(name: Name) -> Name:
    """The name without company forms between its words; the name itself where none stands there or nothing would be left.

    >>> [token.word for token in without_forms_inside(ready("Tin Works GmbH Munich")).tokens]
    ['tin', 'plant', 'munich']
    """
    kept = tuple(token for token in name.tokens if token.word not in INSIDE)
    if not kept or len(kept) == len(name.tokens):
        return name
    kinds = {LATIN_FORMS[token.word,] for token in name.tokens if token.word in INSIDE}
    joined = "".join(token.word for token in kept)
    return replace(name, tokens=kept, forms=name.forms | kinds, joined=joined, whole=joined)


def alternatives(text: str) -> tuple[Name, ...]:
    """The name, and where it names one party twice, each of both; without company forms that stand inside, and as it is also spelt."""
    own = BEFORE.sub("", NUMBER_OF_A_SHIP.sub(" ", text)).strip() or text
    parts = [BEFORE.sub("", part) for part in ALTERNATIVES.split(own) if len(part) > 3]  # noqa: PLR2004
    texts = [text, own, *(parts if len(parts) > 1 else ())]
    texts += [spelt for each in texts if (spelt := _spelt_out(each)) != each]
    names = [ready(part) for part in dict.fromkeys(texts)]
    return tuple(dict.fromkeys(one for name in names for one in (name, without_forms_inside(name))))


def _spelt_out(text: str) -> str:
    """The text with the letters written as two that may be: Müller as Mueller."""
    composed = unicodedata.normalize("NFC", text.casefold())
    return (
        "".join(SPELT_OUT.get(each, each) for each in composed) if set(composed) & SPELT_OUT.keys() else text
    )


def _without_asian_forms(text: str, forms: set[str]) -> str:
    for form, kind in ASIAN_FORMS:
        if form in text:
            text = text.replace(form, " ")
            forms.add(kind)
    return text


def _cut(run: str) -> list[str]:
    """Cut text without spaces into words of trade and the rest, by the longest words first."""
    words: list[str] = []
    rest, at = "", 0
    while at < len(run):
        word = next(
            (run[at : at + size] for size in range(LONGEST_RUN, 0, -1) if run[at : at + size] in RUNNING), ""
        )
        if word and (len(word) > 1 or (len(run) - at == 1 and rest)):
            if rest:
                words.append(latin(rest).replace(" ", ""))
                rest = ""
            words.append(RUNNING[word])
            at += len(word)
        else:
            rest += run[at]
            at += 1
    return [*words, latin(rest).replace(" ", "")] if rest else words


def _without_forms(words: list[str], forms: set[str]) -> list[str]:
    """The words without company forms at either end, and without forms of several words anywhere."""
    words = list(words)
    while size := _form_at(words, forms, end=True):
        del words[-size:]
    while size := _form_at(words, forms, end=False):
        del words[:size]
    at = 0
    while at < len(words):
        for size in range(min(MOST_WORDS, len(words) - at), 1, -1):
            kind = LATIN_FORMS.get(tuple(words[at : at + size]))
            if kind and size < len(words):
                forms.add(kind)
                del words[at : at + size]
                break
        else:
            at += 1
    return words


def _form_at(words: list[str], forms: set[str], *, end: bool) -> int:
    """How many words at one end are a company form, if any others are left."""
    for size in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        some = words[-size:] if end else words[:size]
        kind = LATIN_FORMS.get(tuple(some)) or (
            LATIN_FORMS.get((_near_form(some[0]),)) if size == 1 else None
        )
        if kind:
            forms.add(kind)
            return size
    return 0


@lru_cache(maxsize=200_000)
def _mended(word: str) -> str:
    """A word that forms are made of, where it is transliterated otherwise or one letter of it is wrong."""
    if len(word) < MENDED_FROM - 1 or word in FORM_WORDS:
        return word
    sounds = FORM_SOUNDS.get(sound(word))
    if sounds:
        return sounds
    near = (form for form in FORM_WORDS if Levenshtein.distance(word, form, score_cutoff=1) <= 1)
    return next(near, word)


def _near_form(word: str) -> str:
    """The long company form that a word with a letter wrong or missing stands for."""
    if len(word) < 6 or (word,) in LATIN_FORMS:  # noqa: PLR2004  short words are near too much
        return ""
    return next((form for form in LONG_FORMS if Levenshtein.distance(word, form, score_cutoff=1) <= 1), "")


def _counted(words: list[str]) -> list[str]:
    """The words with numbers in digits; `forty four` is one number."""
    found: list[str] = []
    tens = False
    for word in words:
        digits = "1" if word == "i" and found and word is words[-1] else number(word)
        if tens and digits and len(digits) == 1 and found:
            found[-1] = str(int(found[-1]) + int(digits))
            tens = False
            continue
        tens = word in TENS
        found.append(digits or word)
    return found


@lru_cache(maxsize=200_000)
def _token(word: str) -> Token:
    return Token(word, sound(word), weight(word), word.isdigit())


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """One spelling for what transliterations write differently.

    >>> sound("yevgeniy") == sound("evgenii") or sound("crystal") == sound("kristal")
    True
    """
    for old, new in FOLDS:
        if old in word:
            word = word.replace(old, new)
    return TWICE.sub(r"\1", C_SOUND.sub("k", word))


FORM_SOUNDS = {sound(word): word for word in FORM_WORDS}
