"""What an item and a content row are worth in the measure asked for, and what keeps that open."""

from dataclasses import dataclass, field
from fractions import Fraction

from xenotime.exact import ANYTHING, NOTHING, UNITS, Range, exactly
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.facts.substance import atoms_of
from xenotime.tracing.column import By, is_surely_not_there
from xenotime.tracing.money import UNNAMED, Market
from xenotime.tracing.sheet_words import written

Gap = tuple[str, dict[str, str]]
"""Kind of a missing fact, with the fields that its question needs."""
ALL = Range(Fraction(0), Fraction(1))


@dataclass(frozen=True)
class Worth:
    """An amount, how it was found, and the facts that keep it open."""

    amount: Range
    how: str = ""
    gaps: tuple[Gap, ...] = field(default=())


class Measure:
    """One measure: value in one currency, mass in kilograms, or pieces."""

    def __init__(self, market: Market, by: By, currency: str = "") -> None:
        self.market, self.by, self.currency = market, by, currency
        self.unit = {"value": _shown(currency), "mass": "kg", "pieces": "pieces"}[by]

    def of_item(self, item: Item) -> Worth:
        """What one base unit of the item is worth by its own statement."""
        if self.by == "pieces":
            return Worth(exactly(1), "one piece")
        if self.by == "mass":
            return _mass(item)
        if not is_stated(item.value):
            return Worth(ANYTHING, "value not known", (("value", {}),))
        return self._own_money(item.value or ANYTHING, item, "value", {})

    def of_row(self, row: ContentRow, item: Item) -> Worth:
        """What the substance of a row is worth in one base unit of the item, whether it counts or not."""
        if is_surely_not_there(row):
            return Worth(NOTHING, "none of it is there")
        if self.by == "pieces":
            if atoms_of(row.substance):
                return Worth(NOTHING, "a substance is no piece")
            return Worth(ANYTHING, "nobody says how many", (("content", {}),))
        if self.by == "value" and is_stated(row.value):
            return self._own_money(row.value or ANYTHING, item, "value of", {"substance": row.substance})
        share, mass = self._share(row), _mass(item)
        weight = share.amount.times(mass.amount)
        how, gaps = f"{share.how} × {mass.how}", (*share.gaps, *mass.gaps)
        if self.by == "mass":
            return Worth(weight, how, gaps)
        price = self.market.price(row, self.currency)
        if price.amount is None:
            return Worth(ANYTHING.times(weight), f"{how} × price not known", (*gaps, price.gap))
        amount = weight.times(price.amount)
        gaps = gaps if price.amount.is_exact else (*gaps, ("price", {"substance": row.substance}))
        return Worth(amount, f"{how} × {written(price.amount)} {self.unit}/kg [{price.note}]", gaps)

    def _share(self, row: ContentRow) -> Worth:
        gap = ("share of", {"substance": row.substance})
        if row.share is None:
            return Worth(ALL, "share not known", (gap,))
        share = row.share
        if row.detection_limit and share.high == 0:
            share = Range(share.low, row.detection_limit)
        return Worth(share, written(share), () if share.is_exact else (gap,))

    def _own_money(self, amount: Range, item: Item, kind: str, fields: dict[str, str]) -> Worth:
        """An amount in the item's own currency, in the one asked for."""
        money = self.market.convert(amount, currency_of(item), self.currency)
        if money.amount is None:
            return Worth(ANYTHING, f"{written(amount)} {item.currency} cannot be converted", (money.gap,))
        gaps: tuple[Gap, ...] = () if money.amount.is_exact else ((kind, fields),)
        note = f" [{money.note}]" if money.note else ""
        return Worth(money.amount, f"{written(money.amount)} {self.unit}{note}", gaps)


class ShareMeasure(Measure):
    """Shares by mass as they stand: every item weighs one, its rows are parts of that."""

    def __init__(self, market: Market) -> None:
        super().__init__(market, "mass")

    def of_item(self, item: Item) -> Worth:
        """One: the whole of it."""
        return Worth(exactly(1), item.id)

    def of_row(self, row: ContentRow, item: Item) -> Worth:
        """The share that the row states."""
        if is_surely_not_there(row):
            return Worth(NOTHING, f"none of it is in {item.id}")
        return self._share(row)


def _mass(item: Item) -> Worth:
    if item.mass_kg is None and UNITS.get(item.base_unit, ("",))[0] == "mass":
        return Worth(exactly(UNITS[item.base_unit][1]), f"one {item.base_unit}")
    if item.mass_kg is None:
        return Worth(ANYTHING, "mass not known", (("mass_kg", {}),))
    gaps: tuple[Gap, ...] = () if item.mass_kg.is_exact else (("mass_kg", {}),)
    return Worth(item.mass_kg, f"{written(item.mass_kg)} kg", gaps)


def is_stated(value: Range | None) -> bool:
    """Whether a value is known at all: a value of nothing reads as not known."""
    return value is not None and value.high != 0


def _shown(currency: str) -> str:
    return "" if currency.startswith(UNNAMED) else currency


def currency_of(item: Item) -> str:
    """The item's currency, or a mark of its own: what nobody named equals no other."""
    return item.currency or f"{UNNAMED}{item.id}"
