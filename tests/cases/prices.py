"""What a part is worth beside the whole: its share, where both are told in one money."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from cases import valued
from cases.composition import NUMBER, WORTH
from cases.phrasebook import UnmappedPhrase

WHOLE = re.compile(r"machine|product|item|total|whole|selling|sales?(?:_|$)|sold|price", re.IGNORECASE)
"""In the key of a value: it is that of the whole."""
OF_WHAT = re.compile(r"^(value|price)_of_(?:the_)?(\w+)$")
GROSS = re.compile(r"(?:with|incl\w*|gross)_?(?:of_)?(?:vat|tax|gst)|gross", re.IGNORECASE)
TAX_RATE = re.compile(r"(?:vat|tax|gst)_(?:rate_)?(?:pct|percent)|(?:vat|tax|gst)_rate", re.IGNORECASE)
"""Keys of a price with tax, and of the rate of the tax in it."""
TAX_SUM = re.compile(
    r"(?!.*(?:pct|percent|rate|price|without|net))(?:\w+_)?(?:vat|tax|gst)(?:_\w+)?", re.IGNORECASE
)
INSIDE = re.compile(r"of_which|incl|contain|therein|in_it|in_price|within", re.IGNORECASE)
OUTSIDE = re.compile(r"excl|not_in|on_top|plus|added|extra|besides|beside|without", re.IGNORECASE)
"""Keys of a sum of tax, and whether the price holds it."""
WIDE = re.compile(r"(?P<low>[\d.]*[1-9][\d.]*) ?(?:to|-|–|or|and) ?(?P<high>[\d.]*[1-9][\d.]*)")
"""A price that lies between two."""
MOST_TAX = Fraction("1.3")
"""No rate of a tax on sales makes a price more than so many times what it is without."""
SOME_SHARE = "0.000001 to 100"
"""Of content that is worth something, and nobody can say how much of the whole."""


def part_of(row: Mapping[str, str], facts: Mapping[str, Any]) -> str:
    """The per cent of a part whose value and that of the whole are stated in one money; UnmappedPhrase else."""
    facts = {OF_WHAT.sub(r"\2_\1", key): said for key, said in facts.items()}
    money = valued.currency_of([*flat(facts), *row.items()])
    row, facts = valued.in_money(row, money), valued.in_money(facts, money)
    worth = list(_worths(row))
    if len(worth) == 1 and NUMBER.fullmatch(worth[0][2]) and (net := _net_price(facts)):
        return str(float(100 * Fraction(worth[0][2]) / net))
    # the whole is worth more than the part itself
    others = {
        key: said for key, said in facts.items() if not (isinstance(said, dict) and row.keys() <= said.keys())
    }
    told = [each for each in _worths(others) if not worth or each[1] == worth[0][1]]
    named = [each for each in told if WHOLE.search(each[0])]
    wholes = [(unit, said) for _, unit, said in named or told]
    if not wholes and len(worth) == 1 and NUMBER.fullmatch(worth[0][2]) and float(worth[0][2]):
        # in another money, or beside no whole: it is some share
        return SOME_SHARE
    wide = WIDE.fullmatch(wholes[0][1]) if len(wholes) == len(worth) == 1 else None
    if wide and NUMBER.fullmatch(worth[0][2]):
        most, least = (100 * Fraction(worth[0][2]) / Fraction(wide[each]) for each in ("low", "high"))
        return f"{float(least)} to {float(min(most, Fraction(100)))}"
    if (
        len(worth) != 1
        or len(set(wholes)) != 1
        or not all(NUMBER.fullmatch(said) for said in (worth[0][2], wholes[0][1]))
    ):
        raise UnmappedPhrase("content", str(row), "pct")
    return _besides_tax(
        Fraction(worth[0][2]), Fraction(wholes[0][1]), facts, [key for key, _, _ in named or told]
    )


def _besides_tax(worth: Fraction, whole: Fraction, facts: Mapping[str, Any], keys: list[str]) -> str:
    """The per cent of a worth in a whole without its tax; from one to another where it is not told how much of it is tax."""
    share = 100 * worth / whole
    sums = [
        (key, Fraction(said))
        for key, said in flat(facts)
        if TAX_SUM.fullmatch(key) and NUMBER.fullmatch(said)
    ]
    gross = any(map(GROSS.search, keys))
    inside = [tax for key, tax in sums if (INSIDE.search(key) or gross) and not OUTSIDE.search(key)]
    if len(sums) == len(inside) == 1 and inside[0] < whole:
        return str(float(100 * worth / (whole - inside[0])))
    if gross or any(not OUTSIDE.search(key) for key, _ in sums):
        return f"{float(share)} to {float(min(share * MOST_TAX, Fraction(100)))}"
    return str(float(share))


def _net_price(facts: Mapping[str, Any]) -> Fraction:
    """A price that holds a tax, without it; 0 where price and rate are not told once each."""
    told = [(key, said) for key, said in flat(facts) if NUMBER.fullmatch(said)]
    rates = [Fraction(said) for key, said in told if TAX_RATE.fullmatch(key)]
    gross = [Fraction(said) for key, said in told if GROSS.search(key) and not TAX_RATE.fullmatch(key)]
    return gross[0] / (1 + rates[0] / 100) if len(rates) == len(gross) == 1 else Fraction(0)


def flat(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, said in facts.items():
        if isinstance(said, dict):
            yield from ((of, str(each)) for of, each in said.items())
        else:
            yield key, str(said)


def _worths(facts: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The values that are stated, each with its key and its money."""
    for key, said in facts.items():
        key = OF_WHAT.sub(r"\2_\1", key)  # noqa: PLW2901
        if isinstance(said, dict):
            yield from _worths(
                {f"{key}_{part}" if WORTH.search(part) is None else part: each for part, each in said.items()}
            )
        elif isinstance(said, str) and (found := WORTH.search(key)):
            yield key, found[1].casefold(), said
