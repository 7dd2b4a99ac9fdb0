"""The legal forms of companies behind their names: two of the same name may be one, or another company."""

import re

ENGLISH = frozenset(
    ["ltd", "inc", "llc", "plc", "corp", "co", "kk", "limited", "company", "corporation", "incorporated", "pte", "pty", "pvt"]
)  # fmt: skip
"""Forms by which companies of Asia and of English law are called in turn."""
OTHER = frozenset(
    ["ag", "se", "sa", "gmbh", "mbh", "kg", "sarl", "srl", "spa", "bv", "nv", "oy", "oyj", "ab", "as", "asa", "aps", "sp", "z", "oo", "zoo", "doo", "ooo", "ood", "eood", "ad", "spol", "s", "ro", "sro",
     "uab", "sia", "ou", "kft", "zrt", "nyrt"]
)  # fmt: skip
SMALL = frozenset(["sp", "z", "spol", "s", "sro", "doo"])
"""Those that are written in small letters; in capitals, or with dots, any."""
LETTERS = re.compile(r"\b\w(?:\. ?\w)+\b\.?")
"""`S.A.`, `a. s.`"""


def form(tail: str) -> str:
    """The legal form with which a text goes on behind a name; empty where none stands there."""
    found = []
    plain = LETTERS.sub(lambda fits: re.sub(r"[. ]", "", fits[0]).upper(), tail)
    for word in re.findall(r"[^\W_]+|[();:]", plain):
        small = word == word.casefold() and word not in SMALL
        if word.casefold() not in ENGLISH and (small or word.casefold() not in OTHER):
            break
        found.append(word.casefold())
    rest = [each for each in found if each not in ENGLISH]
    return "".join(rest) or ("ltd" if found else "")


def differ(one: str, other: str) -> bool:
    """Whether behind two names of the same words stand two legal forms."""
    return bool(form(one) and form(other)) and form(one) != form(other)
