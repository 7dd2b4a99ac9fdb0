"""Write cells: how each kind of value becomes the text that the reader takes back unchanged."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import lcm

from xenotime.exact import LONGEST, Range, as_decimal
from xenotime.facts.item import Words
from xenotime.reading.book.columns import NONE
from xenotime.reading.tables.sheet import LONGEST_CELL

# Control characters no workbook takes; half a pair is no character.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Unwritable(ValueError):
    """A value that no cell of a book can hold: `found`, and what a cell may hold."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(f"{found}: {allowed}")
        self.found, self.allowed = found, allowed


def text(value: str) -> str:
    """A text; one that would be read otherwise is refused."""
    if value != value.strip() or UNFIT.search(value) or len(value) > LONGEST_CELL:
        allowed = f"a text of {LONGEST_CELL:,} characters, without blanks at its ends and control characters"
        raise Unwritable(repr(value[:80]), allowed)
    return value


def key(value: str) -> str:
    """An id, which has to be filled."""
    if not value:
        raise Unwritable("an empty id", "a filled cell")
    return text(value)


def words(values: Words) -> str:
    """Words parted by semicolons; `none` where there is none, empty where that is not known."""
    if values is None:
        return ""
    for each in values:
        if not each or each == NONE or ";" in each:
            raise Unwritable(repr(each), "words that are filled, hold no semicolon and are not `none`")
        text(each)
    return "; ".join(values) if values else NONE


def somewhere(values: Words) -> str:
    """Countries where there always is one; empty where that is not known."""
    if values == ():
        raise Unwritable("no country at all", "countries, or that they are not known")
    return words(values)


def some(values: Words) -> str:
    """Words of which one always holds, or codes; empty where it is not known which."""
    if values == ():
        raise Unwritable("no word at all", "words, or that they are not known")
    return words(values)


def references(values: Iterable[str]) -> str:
    """Ids parted by semicolons; empty where there is none."""
    found = tuple(values)
    return words(found) if found else ""


def facts(values: dict[str, Words]) -> str:
    """Facts as `name=value|value`."""
    written = []
    for name, value in values.items():
        for each in (name, *(value or ())):
            if not each or each != each.strip() or set(each) & set(";|=") or each == NONE:
                raise Unwritable(repr(each), "names and values without ; | = and blanks at their ends")
        if value is None:
            raise Unwritable(name, "a fact with its value")
        written.append(f"{name}={'|'.join(value) or NONE}")
    return "; ".join(written)


def number(value: Fraction) -> str:
    """A plain decimal."""
    written = as_decimal(value)
    if "/" in written or len(written) > LONGEST:
        raise Unwritable(written, f"a decimal of at most {LONGEST} characters")
    return written


def amount(value: Range | None) -> str:
    """A number or a range of numbers; empty where it is not known."""
    if value is None:
        return ""
    if value.high is None:
        raise Unwritable(f"{as_decimal(value.low)} or more", "a range with both ends")
    low, high = number(value.low), number(value.high)
    return low if low == high else f"{low}..{high}"


def ends(value: Range | None) -> tuple[str, str]:
    """A range as its low and its high cell; an end that is not known is empty."""
    if value is None:
        return "", ""
    return number(value.low), "" if value.high is None else number(value.high)


def day(value: date | None) -> str:
    """A day; empty where it is open."""
    return "" if value is None else value.isoformat()


def per(*amounts: Range | None) -> Fraction:
    """The least whole number that makes decimals of all these amounts: 3 for a third.

    >>> per(Range(Fraction(1, 6), Fraction(2, 7)))
    Fraction(21, 1)
    """
    found = 1
    for each in amounts:
        for end in () if each is None else (each.low, each.high):
            found = lcm(found, 1 if end is None else _odd(end.denominator))
    return Fraction(found)


def _odd(denominator: int) -> int:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator


def times(value: Range | None, factor: Fraction) -> Range | None:
    """The range, so many times."""
    if value is None:
        return None
    return Range(value.low * factor, None if value.high is None else value.high * factor)
