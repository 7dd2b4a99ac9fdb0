"""What a header says beside its name: whose money its amounts are, in which unit, for more than one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from xenotime.reading.shipped.codes import CURRENCIES, CURRENCY_NAMES, CURRENCY_SIGNS, NOT_A_CURRENCY

MARKS = re.compile(r"[\W_]+")
BRACKET = re.compile(r"\s*[(\[](.*)$", re.DOTALL)
"""What stands in brackets, and whatever is behind them."""
CLOSED = re.compile(r"[)\]]\s*$")
TAIL = re.compile(
    r"(?P<name>.*?[^\W_])(?P<how>[\s_,;:/-]+(?:in\s+)?|(?=[$€£¥]))(?P<money>[A-Z]{3}|US\$|[$€£¥])"
)
"""A name with a currency behind it and no brackets: `Value in USD`, `Price EUR`."""
ALSO_WORDS = frozenset({"ALL", "TOP", "CUP", "PEN", "GEL"})
"""Codes that are words: behind a name they stand for money only where `in` says so."""
PER_ONE = re.compile(r"\s*/\s*(?:1\s*)?(?P<unit>[^\W\d_]+)\.?\s*")
"""What an amount of money is for, where it is one of something."""
TIMES = r"\b(?:hundred|thousand|million|mio|mn|tsd|tausend|hundert|dozen|k)\b|[百千万萬]"
CODES = {**{each: each for each in CURRENCIES}, **NOT_A_CURRENCY}
OF_SEVERAL = re.compile(rf"\d|{TIMES}")
"""Words of a quantity whose numbers are not of one."""
MONEY_OF_SEVERAL = re.compile(
    rf"[\d/]|{TIMES}|\b(?:per|pro|je|t|m|ct|cts|cents?|pence)\b|\b[ktm][$€£¥]|[每/分角]"
)
"""Words of an amount of money that is for something else than one, in thousands, or in cents."""


def plain_header(text: str) -> str:
    """A header as two writings of it are compared: no case, no space, no mark.

    >>> plain_header("Comp. Qty (CUn)") == plain_header("comp qty cun")
    True
    """
    return MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_one_of(header: str, headers: Iterable[str]) -> bool:
    """Whether a header is one of some headers, however it is written."""
    return plain_header(header) in map(plain_header, headers)


@dataclass(frozen=True)
class Beside:
    """A header parted into its name and what stands beside it."""

    name: str
    """As `plain_header` writes it."""
    currency: str | None = None
    """The one that it names; empty where its sign may be several, None where it names none."""
    sign: str = ""
    """That sign."""
    unit: str = ""
    """What stands in brackets as the unit, or behind a stroke as that of which an amount is for one."""
    several: bool = False
    """Whether an amount of money under it would be for several, or in thousands."""
    many: bool = False
    """Whether a quantity under it would be counted in hundreds or thousands."""
    behind: bool = False
    """Whether its currency stands behind it without brackets."""


@cache
def beside(header: str) -> Beside:
    """The header without what stands beside its name.

    >>> beside("Price (EUR)").currency, beside("Value in USD").currency, beside("Cost ($)").currency
    ('EUR', 'USD', '')
    >>> beside("Price (EUR/100)").several, beside("Price (EUR/pc)").unit, beside("Qty (kg)").unit
    (True, 'pc', 'kg')
    """
    text = unicodedata.normalize("NFKC", header).strip()
    cut = BRACKET.search(text)
    name, said = (text[: cut.start()], cut[1]) if cut else (text, "")
    closed = CLOSED.sub("", said).strip() if CLOSED.search(said) else said.strip()
    tail = TAIL.fullmatch(name.strip())
    if tail and (money := currency_named(tail["money"])) is not None and _is_money(tail):
        of_several = bool(MONEY_OF_SEVERAL.search(closed.casefold()))
        return Beside(
            plain_header(tail["name"]), money, _sign(tail["money"]), several=of_several, behind=True
        )
    if not cut:
        return Beside(plain_header(text))
    return _in_brackets(plain_header(name), closed)


def _in_brackets(name: str, said: str) -> Beside:
    first, stroke, _ = said.partition("/")
    word = re.sub(r"^in\s+", "", first.strip())
    money = currency_named(word)
    rest = said[len(first) :]
    if money is not None and not stroke:
        return Beside(name, money, _sign(word))
    if money is not None and (one := PER_ONE.fullmatch(rest)):
        return Beside(name, money, _sign(word), unit=one["unit"])
    lower = said.casefold()
    # kEUR, TEUR and MEUR are thousands and millions.
    thousands = len(said) > 3 and currency_named(said[1:4]) is not None and said[:1] in "kKTM"  # noqa: PLR2004
    several = thousands or bool(MONEY_OF_SEVERAL.search(lower))
    words = {CODES[each] for each in re.findall(r"\b[A-Z]{3,4}\b", said) if each in CODES} - ALSO_WORDS
    named = "" if thousands else next(iter(words)) if len(words) == 1 and not several else money
    unit = said if named is None else ""
    return Beside(name, named, unit=unit, several=several, many=bool(OF_SEVERAL.search(lower)))


def _is_money(tail: re.Match[str]) -> bool:
    return "in" in tail["how"].split() or tail["money"] not in ALSO_WORDS


def _sign(text: str) -> str:
    return text if text in CURRENCY_SIGNS else ""


def currency_named(text: str) -> str | None:
    """The currency that a code, a name or a sign stands for; empty for a sign of several, None for none.

    >>> currency_named("EUR"), currency_named("€"), currency_named("人民币"), currency_named("$"), currency_named("x")
    ('EUR', 'EUR', 'CNY', '', None)
    """
    stripped = text.strip()
    code = NOT_A_CURRENCY.get(stripped.upper(), stripped)
    if code in CURRENCIES:
        return code
    if stripped in CURRENCY_SIGNS:
        every = CURRENCY_SIGNS[stripped]
        return next(iter(every)) if len(every) == 1 else ""
    return CURRENCY_NAMES.get(stripped.casefold())
