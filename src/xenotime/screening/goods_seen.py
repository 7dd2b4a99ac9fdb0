"""What goods are seen to be, alone and by what a shipment says that one unit is worth."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from xenotime.casework.stated import per_unit
from xenotime.exact import Range, exactly
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import COMPUTED, Subject
from xenotime.screening.conditions import Asked
from xenotime.screening.desks import Desks, over_shipment
from xenotime.screening.domain import Sightings, Texts

VAST = Fraction(10**30)
"""A value of one unit at which no share is capped."""
NOTHING_LISTED = Fraction(0)


@dataclass(frozen=True)
class Stretch:
    """The values of one unit between two marks, in which everything is seen alike; `high` None has no end."""

    low: Fraction
    high: Fraction | None
    seen: Sightings


@dataclass(frozen=True)
class OverShipment:
    """A share as a function of what one unit is worth, told from how it is seen at a vast worth.

    `plain` is the share in the shipped item alone, `seen` the one asked: the highest over parts, perhaps.
    A share is listed / worth, capped at one; the parts' own shares do not depend on the worth.
    """

    plain: Seen
    seen: Seen
    limits: frozenset[Fraction]

    @cached_property
    def _listed(self) -> tuple[Fraction, Fraction | None]:
        amount = self.plain.amount
        if amount is None:
            return NOTHING_LISTED, None
        high = None if amount.high is None or amount.high >= 1 else amount.high * VAST
        return amount.low * VAST, high

    @cached_property
    def _of_parts(self) -> tuple[Fraction, Fraction | None]:
        """The bounds of the highest share of a part; nothing where no part's is told apart from the item's own."""
        (low, high), amount = self._listed, self.seen.amount
        if amount is None:
            return NOTHING_LISTED, None
        own = high is not None and amount.high is not None and amount.high * VAST <= high
        return (
            amount.low if amount.low * VAST > low else NOTHING_LISTED,
            NOTHING_LISTED if own else amount.high,
        )

    @cached_property
    def marks(self) -> set[Fraction]:
        """The worths at which the share crosses a number that the law compares it with, or that of a part, or is capped."""
        ends = [each for each in self._listed if each]
        crossed = {each for each in (*self.limits, *self._of_parts) if each}
        return {end / each for end in ends for each in crossed} | set(ends)

    @cached_property
    def anywhere(self) -> Seen | None:
        """What is seen at every worth alike, as where nothing is listed; None where it depends on it, or has to be asked."""
        return None if any(self._listed) else self.at(VAST)

    def at(self, worth: Fraction) -> Seen | None:
        """What is seen at a worth; None where that has to be asked."""
        low, high = self._listed
        amount = self.seen.amount
        if self.seen.contradiction or amount is None or amount.high is None or low > worth:
            return None
        parts_low, parts_high = self._of_parts[0], self._of_parts[1] or NOTHING_LISTED
        root_high = Fraction(1) if high is None else min(Fraction(1), high / worth)
        found = Range(max(low / worth, parts_low), max(root_high, parts_high))
        if not found.is_exact and amount.is_exact:
            return None
        missing = () if found.is_exact else self.seen.missing
        return replace(self.seen, amount=found, closed=found.is_exact, missing=missing, lines=())


@dataclass(frozen=True)
class SeenGoods:
    """What is seen of goods on a day: without a value of their own, and every share over the shipment's value."""

    bare: Sightings
    shares: dict[Subject, OverShipment]

    @property
    def identity(self) -> Hashable:
        """The same where everything is seen alike: what the desks see alike is one object."""
        shares = ((id(each.plain), id(each.seen)) for each in self.shares.values())
        return (*map(id, self.bare.values()), *shares)


@dataclass(frozen=True)
class Told:
    """What goods are without a value of their own, by which unit they are told, and the stretches of unit value."""

    bare: Sightings
    factor: Fraction | None
    stretches: list[Stretch]


class GoodsSeen:
    """Sees goods by the texts in some columns of a shipment."""

    def __init__(self, desks: Desks, asked: Asked, columns: Texts, subjects: Sequence[Subject]) -> None:
        self.desks, self.asked, self.columns, self.subjects = desks, asked, columns, subjects
        self.of_goods = [at for at, name in enumerate(columns) if name != "to"]
        """The columns that tell what goods are; where they go matters by what is seen of them for it."""
        self.shipments: dict[Texts, Shipment] = {}
        self.stated: dict[tuple[Texts, date], Sightings] = {}
        self.alike: dict[Hashable, tuple[SeenGoods, Told]] = {}
        """What is told of goods that are seen alike on several days; what was seen is kept with it."""

    def made(self) -> Callable[[Sequence[tuple[Texts, date]]], list[Told]]:
        """What tells of goods, where it was sent."""
        return self.told

    def told(self, goods: Sequence[tuple[Texts, date]]) -> list[Told]:
        """What is told of goods on days; of those that are seen alike it is one object."""
        return [self._told(texts, on) for texts, on in goods]

    def _told(self, texts: Texts, on: date) -> Told:
        seeing = self._on(texts, on)
        key = (tuple(texts[at] for at in self.of_goods), seeing.identity)
        if key not in self.alike:
            told = Told(seeing.bare, self._factor(texts, on), self._stretches(texts, seeing, on))
            self.alike[key] = seeing, told
        return self.alike[key][1]

    def _shipment(self, texts: Texts, on: date) -> Shipment:
        if texts not in self.shipments:
            self.shipments[texts] = self.desks.shipment(dict(zip(self.columns, texts, strict=True)), on)
        return replace(self.shipments[texts], day=on)

    def _factor(self, texts: Texts, on: date) -> Fraction | None:
        """How many base units one of the row's unit is; None where that is not one number."""
        cells = {**dict(zip(self.columns, texts, strict=True)), "quantity": "1"}
        quantity = self.desks.shipment(cells, on).quantity
        return quantity.low if quantity and quantity.is_exact and quantity.low > 0 else None

    def _on(self, texts: Texts, on: date) -> SeenGoods:
        """What is seen of goods on a day."""
        shipment, days = self._shipment(texts, on), self.desks.book_days
        since = days.first(days.stretch(on))
        if (texts, since) not in self.stated:
            self.stated[texts, since] = {
                each: self.desks.see(shipment, each, on)
                for each in self.subjects
                if each.kind not in COMPUTED
            }
        stated = self.stated[texts, since]
        bare = {each: stated.get(each) or self.desks.see(shipment, each, on) for each in self.subjects}
        return SeenGoods(bare, self._shares(_worth(shipment, VAST), on))

    def _shares(self, vast: Shipment, on: date) -> dict[Subject, OverShipment]:
        """Every share that is taken over what the shipment says one unit is worth."""
        shares, plain_seen = {}, {}
        for subject in filter(over_shipment, self.subjects):
            plain = replace(subject, options=tuple(each for each in subject.options if each[0] != "tier"))
            if plain not in plain_seen:
                plain_seen[plain] = self.desks.see(vast, plain, on)
            tiered = subject.option("tier", "shipped") != "shipped"
            seen = self.desks.see(vast, subject, on) if tiered else plain_seen[plain]
            limits = frozenset(self.asked[subject].amounts)
            shares[subject] = OverShipment(plain_seen[plain], seen, limits)
        return shares

    def _stretches(self, texts: Texts, seeing: SeenGoods, on: date) -> list[Stretch]:
        """The stretches of unit value between the marks at which something is seen otherwise."""
        shipment = self._shipment(texts, on)
        seen = {each: bare for each, bare in seeing.bare.items() if each not in seeing.shares}
        seen |= {each: share.anywhere for each, share in seeing.shares.items() if share.anywhere}
        turning = {each: share for each, share in seeing.shares.items() if each not in seen}
        marks = sorted({NOTHING_LISTED}.union(*(share.marks for share in seeing.shares.values())))
        found: list[Stretch] = []
        for low, high in zip(marks, [*marks[1:], None], strict=True):
            inside = low + 1 if high is None else (low + high) / 2
            seen = dict(seen)
            for subject, share in turning.items():
                if low in share.marks or not found:
                    seen[subject] = share.at(inside) or self.desks.see(_worth(shipment, inside), subject, on)
            found.append(Stretch(low, high, seen))
        return found

    def exactly(self, texts: Texts, amounts: dict[str, str], on: date) -> Sightings:
        """What is seen at the amounts that a row states; nothing of it is kept, for there may be many."""
        shipment = self.desks.shipment(dict(zip(self.columns, texts, strict=True)) | amounts, on)
        return {each: self.desks.on(on).see(shipment, each) for each in self.subjects}


def _worth(shipment: Shipment, each: Fraction) -> Shipment:
    made = replace(shipment, quantity=exactly(1), value=Range(each, each))
    assert per_unit(made) == exactly(each)  # noqa: S101  the desk divides one by the other
    return made
