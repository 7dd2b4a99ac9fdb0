"""Amounts without rounding: stated ones are exact decimals, computed ones fractions."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
MEASURED = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*([%\w/]*)\s*")
LONGEST = 40
"""Characters of a stated number: 18 digits on each side of the point, with room for a sign."""
PARTS = {"%": Fraction(1, 100), "ppm": Fraction(1, 1_000_000), "ppb": Fraction(1, 1_000_000_000)}
UNITS = {
    "kg": ("mass", Fraction(1)),
    "g": ("mass", Fraction(1, 1000)),
    "mg": ("mass", Fraction(1, 1_000_000)),
    "t": ("mass", Fraction(1000)),
    "lb": ("mass", Fraction("0.45359237")),
    "oz": ("mass", Fraction("0.45359237") / 16),
}
"""Units that change size only: what they measure, and how many of its base unit they are.

The pound is the avoirdupois pound of the international agreement of 1959, exact by definition."""


@dataclass(frozen=True, order=True)
class Range:
    """An amount between `low` and `high`, both included; `high` is None where no limit is known.

    >>> Range(Fraction(1), Fraction(2)) + Range(Fraction(3), None)
    Range(low=Fraction(4, 1), high=None)
    """

    low: Fraction
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.high is not None and self.high is not self.low and self.high < self.low:
            raise ValueError(f"a range runs upwards: {self.low} is above {self.high}")

    @property
    def is_exact(self) -> bool:
        """Whether the two ends are one."""
        return self.low is self.high or self.low == self.high

    def __add__(self, other: "Range") -> "Range":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(self.low + other.low, high)

    def times(self, other: "Range") -> "Range":
        """Multiply two amounts that are not negative; nothing times no limit is nothing."""
        return Range(self.low * other.low, _product(self.high, other.high))

    def hull(self, other: "Range") -> "Range":
        """The least range that holds both."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Range(min(self.low, other.low), high)

    @property
    def at_most(self) -> "Range":
        """The same without its low end: from nothing on."""
        return Range(Fraction(0), self.high)

    def meets(self, other: "Range") -> "Range | None":
        """What both ranges share, None where they share nothing."""
        low = max(self.low, other.low)
        highs = [high for high in (self.high, other.high) if high is not None]
        high = min(highs) if highs else None
        return None if high is not None and high < low else Range(low, high)


def _product(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    if one == 0 or other == 0:
        return Fraction(0)
    return None if one is None or other is None else one * other


NOTHING = Range(Fraction(0), Fraction(0))
ANYTHING = Range(Fraction(0), None)


def exactly(amount: Fraction | int) -> Range:
    """The range that holds one amount only."""
    one = Fraction(amount)
    return Range(one, one)


def parse_number(text: str) -> Fraction:
    """Read a plain decimal number exactly; ValueError for anything else.

    >>> parse_number("0.1")
    Fraction(1, 10)
    """
    text = text.strip()
    if len(text) > LONGEST or not PLAIN.fullmatch(text):
        raise ValueError(f"not a plain decimal number: {text!r}")
    return Fraction(text)


def parse_range(text: str) -> Range:
    """Read `5` or `5..7` exactly; ValueError for anything else."""
    low, dots, high = text.partition("..")
    return Range(parse_number(low), parse_number(high if dots else low))


def parse_share(text: str) -> Fraction:
    """Read a share: a fraction of one, or a number with its unit; ValueError for anything else.

    >>> parse_share("0.1 %"), parse_share("20000 ppm"), parse_share("0.03")
    (Fraction(1, 1000), Fraction(1, 50), Fraction(3, 100))
    """
    text = text.strip()
    for unit, part in PARTS.items():
        if text.endswith(unit):
            share = parse_number(text.removesuffix(unit)) * part
            break
    else:
        share = parse_number(text)
        if share > 1:
            raise ValueError(f"a share above 1 carries no unit: {text!r}")
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between nothing and all: {text!r}")
    return share


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> tuple[Fraction, str]:
    """Read a number with an optional unit; masses come back in kg, parts of one as fractions.

    >>> parse_amount("20 g"), parse_amount("0.1 %"), parse_amount("14")
    ((Fraction(1, 50), 'mass'), (Fraction(1, 1000), ''), (Fraction(14, 1), ''))
    """
    match = MEASURED.fullmatch(text)
    if not match:
        raise ValueError(f"not a number with a unit: {text!r}")
    number, unit = parse_number(match[1]), match[2]
    if unit in PARTS:
        return number * PARTS[unit], ""
    if unit in UNITS:
        measure, size = UNITS[unit]
        return number * size, measure
    return number, unit


def as_decimal(amount: Fraction) -> str:
    """Write an amount as a decimal where it ends, else as numerator over denominator.

    >>> as_decimal(Fraction(1, 8)), as_decimal(Fraction(1, 3)), as_decimal(Fraction(250))
    ('0.125', '1/3', '250')
    """
    rest, places = amount.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return f"{amount.numerator}/{amount.denominator}"
    digits = str(abs(amount.numerator) * 10**places // amount.denominator).rjust(places + 1, "0")
    sign = "-" if amount < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
