"""What goods are seen to be, alone and by what a shipment says that one unit is worth."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise

from xenotime.casework.stated import per_unit
from xenotime.errors import UnreadableBook
from xenotime.exact import Range, exactly
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import COMPUTED, Subject
from xenotime.screening.conditions import Asked
from xenotime.screening.days import Days, answer_days, days_of, promise_days
from xenotime.screening.desks import Desks, over_shipment
from xenotime.screening.domain import Sightings, Texts
from xenotime.screening.over_worth import NOTHING_LISTED, VAST, OverShipment


@dataclass(frozen=True)
class Stretch:
    """The values of one unit between two marks, in which everything is seen alike.

    `seen` has what is seen otherwise than in the stretch before; everything in the first.
    """

    low: Fraction
    high: Fraction
    seen: Sightings


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


Key = Hashable
"""Goods on the first of the days, and for the first of the destinations, on which they are seen as they are."""


class GoodsSeen:
    """Sees goods by the texts in some columns of a shipment. What it looked at is kept for one item at a time."""

    def __init__(self, desks: Desks, asked: Asked, columns: Texts, subjects: Sequence[Subject]) -> None:
        self.desks, self.asked, self.columns, self.subjects = desks, asked, columns, subjects
        self.of_goods = [at for at, name in enumerate(columns) if name != "to"]
        """The columns that tell what goods are; where they go matters by what is seen of them for it."""
        self.shipments: dict[Texts, Shipment] = {}
        lists = dict.fromkeys(each.name for each in subjects)
        self.by_destination = [each for each in lists if desks.by_destination(each)]
        self.days: dict[str, Days] = {}
        """Of each item the stretches of days in which it is seen alike, as long as it goes to one destination."""
        self.promised = days_of(promise_days(desks.book) | answer_days(desks.book))
        self.stated: dict[tuple[Texts, date], Sightings] = {}
        self.keys: dict[Key, Key] = {}
        """Of goods that were told the key under which they were, that of others seen alike perhaps."""
        self.over: dict[Hashable, OverShipment] = {}
        """The shares over the shipment's value, each once as long as it is seen alike."""
        self.alike: dict[Hashable, tuple[SeenGoods, Key]] = {}
        """The key of goods by how they are seen, with what was seen of them."""

    def made(self) -> Callable[[Sequence[tuple[Texts, date]]], list[tuple[Key, Told | None]]]:
        """What tells of goods, where it was sent."""
        return self.told

    def told(self, goods: Sequence[tuple[Texts, date]]) -> list[tuple[Key, Told | None]]:
        """What is told of one item's goods on days, with its key; the key alone where it was told before."""
        found = [self._told(texts, on) for texts, on in goods]
        for kept in (self.shipments, self.stated, self.over, self.alike):
            kept.clear()
        self.desks.let_go()
        return found

    def _told(self, texts: Texts, on: date) -> tuple[Key, Told | None]:
        shipment = self._shipment(texts, on)
        if shipment.item not in self.days:
            traced = self.desks.trace_days.of(self.subjects, shipment.item)
            self.days[shipment.item] = days_of((*traced.starts, *self.promised.starts))
        since = self.days[shipment.item].since(on)
        goods = tuple(texts[at] for at in self.of_goods)
        bound_for = tuple(
            self.desks.destinations(each, shipment.destination, since) for each in self.by_destination
        )
        key = (goods, bound_for, since)
        if key in self.keys:
            return self.keys[key], None
        seeing = self._seeing(shipment, key[:2], on)
        _, self.keys[key] = self.alike.setdefault((goods, seeing.identity), (seeing, key))
        if self.keys[key] != key:
            return self.keys[key], None
        return key, Told(seeing.bare, self._factor(texts, on), self._stretches(shipment, seeing, on))

    def _shipment(self, texts: Texts, on: date) -> Shipment:
        if texts not in self.shipments:
            self.shipments[texts] = self.desks.shipment(dict(zip(self.columns, texts, strict=True)), on)
        return replace(self.shipments[texts], day=on)

    def _factor(self, texts: Texts, on: date) -> Fraction | None:
        """How many base units one of the row's unit is; None where that is not one number.

        A unit that does not measure the goods is no number either: it stands where no quantity is stated.
        """
        cells = {**dict(zip(self.columns, texts, strict=True)), "quantity": "1"}
        try:
            quantity = self.desks.shipment(cells, on).quantity
        except UnreadableBook:
            return None
        return quantity.low if quantity and quantity.is_exact and quantity.low > 0 else None

    def _seeing(self, shipment: Shipment, goods: tuple[Texts, Hashable], on: date) -> SeenGoods:
        """What is seen of goods on a day."""
        stated = self._stated(goods[0], shipment, on)
        bare = {each: stated.get(each) or self.desks.see(shipment, each, on) for each in self.subjects}
        shares = self._shares(_worth(shipment, VAST), goods, on) if shipment.currency else {}
        return SeenGoods(bare, shares)

    def _stated(self, goods: Texts, shipment: Shipment, on: date) -> Sightings:
        """What is not traced: of an item it changes with what was promised of it, and with answers that hold no longer."""
        key = (goods, self.promised.since(on))
        if key not in self.stated:
            plain = (each for each in self.subjects if each.kind not in COMPUTED)
            self.stated[key] = {each: self.desks.see(shipment, each, on) for each in plain}
        return self.stated[key]

    def _shares(self, vast: Shipment, goods: Hashable, on: date) -> dict[Subject, OverShipment]:
        """Every share that is taken over what the shipment says one unit is worth."""
        shares, plain_seen = {}, {}
        for subject in filter(over_shipment, self.subjects):
            plain = replace(subject, options=tuple(each for each in subject.options if each[0] != "tier"))
            if plain not in plain_seen:
                plain_seen[plain] = self.desks.see(vast, plain, on)
            tiered = subject.option("tier", "shipped") != "shipped"
            seen = self.desks.see(vast, subject, on) if tiered else plain_seen[plain]
            key = (goods, subject, id(plain_seen[plain]), id(seen))
            if key not in self.over:
                limits = frozenset(self.asked[subject].amounts)
                self.over[key] = OverShipment(plain_seen[plain], seen, limits)
            shares[subject] = self.over[key]
        return shares

    def _stretches(self, shipment: Shipment, seeing: SeenGoods, on: date) -> list[Stretch]:
        """The stretches of unit value between the marks at which something is seen otherwise, up to a vast one."""
        seen = {each: bare for each, bare in seeing.bare.items() if each not in seeing.shares}
        seen |= {each: share.anywhere for each, share in seeing.shares.items() if share.anywhere}
        turning = {each: share for each, share in seeing.shares.items() if each not in seen}
        marks = sorted({NOTHING_LISTED}.union(*(share.marks for share in turning.values())))
        found: list[Stretch] = []
        for low, high in pairwise([*marks, VAST]):
            for subject, share in turning.items():
                if low in share.marks:
                    seen[subject] = share.since(low, partial(self._over, shipment, subject, on))
            found.append(Stretch(low, high, seen))
            seen = {}
        return found

    def _over(self, shipment: Shipment, subject: Subject, on: date, worth: Fraction) -> Seen:
        return self.desks.see(_worth(shipment, worth), subject, on)

    def exactly(self, texts: Texts, amounts: dict[str, str], on: date) -> Sightings:
        """What is seen at the amounts that a row states; nothing of it is kept, for there may be many."""
        shipment = self.desks.shipment(dict(zip(self.columns, texts, strict=True)) | amounts, on)
        return {each: self.desks.on(on).see(shipment, each) for each in self.subjects}


def _worth(shipment: Shipment, each: Fraction) -> Shipment:
    made = replace(shipment, quantity=exactly(1), value=Range(each, each))
    assert per_unit(made) == exactly(each)  # noqa: S101  the desk divides one by the other
    return made
