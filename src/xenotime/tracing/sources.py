"""Where a range comes from: what kind of source, and the evidence behind it; what is only an estimate."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.declaration import ContentRow
from xenotime.facts.estimate import Estimates
from xenotime.facts.item import Item, Lot
from xenotime.facts.substance import elements_of, is_element, mass_share
from xenotime.tracing.sheet_words import written

DECLARATION, MEASUREMENT, RATIO, DERIVED = (
    "declaration",
    "measurement",
    "supplier's ratio at his own tier",
    "derived statement",
)
BILL, FORMULA, GRADE, PUBLISHED, ESTIMATE, OWN, NOTHING_SAID = (
    "bill below", "formula", "magnet grade", "published intensity", "estimate", "the item itself", "nobody says",
)  # fmt: skip
NEVER_SETTLE = frozenset({GRADE, PUBLISHED, ESTIMATE})
"""Kinds that are shown and change no figure."""
ESTIMATED = "estimated"
CLAIMS = {"measured": MEASUREMENT, "derived": DERIVED, ESTIMATED: ESTIMATE}


@dataclass(frozen=True)
class Source:
    """What a range rests on: its kind, the evidence as a reader would look for it, what it says."""

    kind: str
    evidence: str = ""
    says: str = ""

    @property
    def settles(self) -> bool:
        """Whether an answer may rest on it."""
        return self.kind not in NEVER_SETTLE


def source_of_row(row: ContentRow) -> Source:
    """The source that a declared row is, with who said it, when, and the document."""
    kind = CLAIMS.get(row.claim, DECLARATION)
    if kind == DERIVED and row.value is not None:
        kind = RATIO
    said = row.said_by or "the book"
    parts = [said + (f" on {row.said_on}" if row.said_on else ""), *row.evidence]
    if row.lot:
        parts.append(f"lot {row.lot}")
    return Source(kind, "; ".join(parts), _says(row))


def _says(row: ContentRow) -> str:
    if row.share is not None:
        return f"{row.substance}: {written(row.share)} of its mass"
    return f"{row.substance}: {written(row.value)}" if row.value is not None else row.substance


def by_formula(row: ContentRow, elements: frozenset[str]) -> Iterator[Source]:
    """How much of each sought element a compound holds, by its formula and the standard atomic weights."""
    if is_element(row.substance) or row.absent:
        return
    for element in sorted(elements_of(row.substance) & elements):
        share = mass_share(element, row.substance)
        if share is not None:
            of_all = (
                "" if row.share is None else f", {written(row.share.times(Range(share, share)))} of the item"
            )
            evidence = "standard atomic weights (IUPAC)"
            yield Source(
                FORMULA, evidence, f"{element} is {float(share):.4f} of {row.substance} by mass{of_all}"
            )


def estimates_of(item: Item, tables: Estimates, elements: frozenset[str]) -> Iterator[Source]:
    """What published figures and its grade make one expect of an item; none of it settles anything."""
    grade = tables.grade_of(item)
    if grade is not None and set(grade.ask) & elements:
        asked = ", ".join(each for each in grade.ask if each in elements)
        says = (
            f"grade suffix {grade.suffix}, {grade.means}: ask for {asked}; it does not say that any is there, and how "
            "much depends on how it was made"
        )
        yield Source(GRADE, grade.source, says)
    for each in tables.intensities:
        amount = each.of(item) if each.element in elements else None
        if amount is not None:
            says = f"{each.element}: {_short(amount)} kg, if it is like others of its kind ({each.what}, {each.year})"
            yield Source(PUBLISHED, each.source, says)


def _short(amount: Range) -> str:
    ends = [amount.low] if amount.is_exact or amount.high is None else [amount.low, amount.high]
    return " to ".join(f"{_three_digits(each):f}" for each in ends)


def _three_digits(amount: Fraction) -> Decimal:
    with localcontext(prec=3):
        return (Decimal(amount.numerator) / amount.denominator).normalize()


@dataclass(frozen=True)
class Vintage:
    """Stock of one item, told apart by a day: bought before it, from it on, and on a day that nobody states."""

    day: date
    before: tuple[Lot, ...] = ()
    after: tuple[Lot, ...] = ()
    undated: tuple[Lot, ...] = ()

    def says(self) -> str:
        """The lots on each side, as one sentence."""
        sides = (
            (f"before {self.day}", self.before),
            (f"from {self.day} on", self.after),
            ("on no stated day", self.undated),
        )
        return "; ".join(f"bought {side}: {', '.join(map(_of_lot, lots))}" for side, lots in sides if lots)


def _of_lot(lot: Lot) -> str:
    return lot.id + (f" ({written(lot.quantity)})" if lot.quantity else "")


def told_apart(lots: list[Lot], day: date) -> Vintage:
    """The lots by the day on which they were bought."""
    dated = [lot for lot in lots if lot.bought_on is not None]
    return Vintage(
        day,
        tuple(lot for lot in dated if lot.bought_on is not None and lot.bought_on < day),
        tuple(lot for lot in dated if lot.bought_on is not None and lot.bought_on >= day),
        tuple(lot for lot in lots if lot.bought_on is None),
    )
