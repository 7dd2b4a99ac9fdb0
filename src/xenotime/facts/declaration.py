"""A declaration: what somebody said is in an item, when, and how far it reaches."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.item import Words

OTHERS = "others"
"""The substance of a row that speaks of everything that no row names."""
CLAIMS = ("measured", "declared", "derived", "estimated")


@dataclass(frozen=True)
class ContentRow:
    """One substance in one item; shares are by mass of the item, values per base unit of it.

    `absent` marks a substance that is known not to be there (for `others`: nothing else is there).
    `present` marks one that surely is. `share` and `value` are None where they are not stated. `not_from` is where it
    is known not to come from, if it is there.
    """

    item: str
    substance: str
    form: Words = None
    share: Range | None = None
    value: Range | None = None
    origin: Words = None
    supplier: str = ""
    lot: str = ""
    said_by: str = ""
    said_on: date | None = None
    claim: str = ""
    detection_limit: Fraction | None = None
    evidence: tuple[str, ...] = ()
    absent: bool = False
    present: bool = False
    not_from: Words = None
    row: int = 0


@dataclass(frozen=True)
class Price:
    """What a kilogram of a substance costs."""

    substance: str
    form: Words
    currency: str
    per_kg: Range
    on: date | None = None
    market: str = ""
    source: str = ""
    row: int = 0


@dataclass(frozen=True)
class Rate:
    """How many units of `in_currency` one unit of `currency` is worth."""

    currency: str
    in_currency: str
    rate: Fraction
    on: date
    source: str = ""
    row: int = 0


@dataclass(frozen=True)
class Evidence:
    """A document that stands behind a statement."""

    id: str
    file: str = ""
    sha256: str = ""
    issuer: str = ""
    issued: date | None = None
    valid_until: date | None = None
    received: date | None = None
    language: str = ""
    row: int = 0
