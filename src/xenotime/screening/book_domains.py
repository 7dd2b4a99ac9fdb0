"""The domains of a book's shipments: which columns each fact is read from, and how a value of them is seen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from xenotime.casework.promises import FACTS as PROMISED
from xenotime.casework.sightings import Desk
from xenotime.casework.stated import SHIPMENT_FIELDS, per_unit
from xenotime.exact import Range, exactly
from xenotime.facts.book import Book
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import COMPUTED, Subject
from xenotime.law.lawbook import Lawbook
from xenotime.screening.conditions import Asked
from xenotime.screening.days import DATE
from xenotime.screening.domain import Domain, Sightings, Texts

Read = Callable[[dict[str, str]], Shipment]
"""Reads one row of the shipments table, by column; only filled cells are given."""
COLUMN = {"destination": "to"}
AMOUNT = ("value", "quantity", "unit", "currency", "item")
GOODS = ("item", "lot", "unit", "currency", "facts")
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

    def _listed(self) -> tuple[Fraction, Fraction | None]:
        amount = self.plain.amount
        if amount is None:
            return NOTHING_LISTED, None
        high = None if amount.high is None or amount.high >= 1 else amount.high * VAST
        return amount.low * VAST, high

    @property
    def marks(self) -> set[Fraction]:
        """The worths at which the share crosses a number that the law compares it with, or is capped."""
        ends = [each for each in self._listed() if each]
        return {end / limit for end in ends for limit in self.limits if limit > 0} | set(ends)

    def at(self, worth: Fraction) -> Seen | None:
        """What is seen at a worth; None where that has to be asked."""
        low, high = self._listed()
        amount = self.seen.amount
        if self.seen.contradiction or amount is None or amount.high is None or low > worth:
            return None
        parts_low = amount.low if amount.low * VAST > low else NOTHING_LISTED
        parts_high = NOTHING_LISTED if high is not None and amount.high * VAST <= high else amount.high
        root_high = Fraction(1) if high is None else min(Fraction(1), high / worth)
        found = Range(max(low / worth, parts_low), max(root_high, parts_high))
        if not found.is_exact and amount.is_exact:
            return None
        missing = () if found.is_exact else self.seen.missing
        return replace(self.seen, amount=found, closed=found.is_exact, missing=missing, lines=())


class BookDomains:
    """The domains of one book under one law; the facts of each day are worked out once."""

    def __init__(self, book: Book, law: Lawbook, known_on: date, asked: Asked, read: Read) -> None:
        self.book, self.law, self.known_on, self.asked, self.read = book, law, known_on, asked, read
        self.desks: dict[date, Desk] = {}
        self.of_items = {name for item in book.items.values() for name in item.facts}
        self.goods = (*GOODS, *self._also_of_goods())

    def _also_of_goods(self) -> Iterator[str]:
        """What goods are seen by besides: where they go where a list's rows ask, their end use where one was promised."""
        asked = self._of_role("item")
        if any(each.kind in COMPUTED and self._by_destination(each.name) for each in asked):
            yield "to"
        if self.book.undertakings and any(each.name in PROMISED for each in asked):
            yield "end_use"

    def _by_destination(self, name: str) -> bool:
        known = self.law.lists.get(name)
        inside = known.includes if known else ()
        return known is not None and (
            any(row.where for row in known.rows) or any(map(self._by_destination, inside))
        )

    def desk(self, on: date) -> Desk:
        """The facts as they stand on a day."""
        if on not in self.desks:
            self.desks[on] = Desk(self.book, self.law, on, self.known_on)
        return self.desks[on]

    def domains(self) -> tuple[Domain, ...]:
        """Every domain that the law asks about."""
        return tuple(each for each in self._every() if each.subjects)

    def _every(self) -> Iterator[Domain]:
        for role in self.law.vocabulary.party_roles:
            yield self._domain(role, (role,), self._of_role(role), dated=True, role=role)
        yield self._domain("goods", self.goods, self._of_role("item"), dated=True)
        plain = [each for each in self._of_role("shipment") if each != DATE]
        for name in SHIPMENT_FIELDS:
            subjects = tuple(each for each in plain if each.name == name)
            columns = (COLUMN.get(name, name), *(("item",) if name in self.of_items else ()))
            yield self._domain(name, columns, subjects)
        amounts = tuple(each for each in plain if each.name in {"value", "quantity"})
        yield self._domain("amount", AMOUNT, amounts)
        rest = tuple(each for each in plain if each not in amounts and each.name not in SHIPMENT_FIELDS)
        yield self._domain("stated", self._stated(rest), rest)
        yield self._domain("day", (), tuple(each for each in (DATE,) if each in self.asked), dated=True)

    def _of_role(self, role: str) -> tuple[Subject, ...]:
        return tuple(sorted((each for each in self.asked if each.role == role), key=Subject.as_text))

    def _stated(self, subjects: tuple[Subject, ...]) -> tuple[str, ...]:
        """The columns that facts without a column of their own are read from: theirs, and what implies them."""
        columns = ["facts"]
        for subject in subjects:
            fact = self.law.vocabulary.fact(subject.role, subject.name)
            if fact and fact.follows:
                columns.append(COLUMN.get(fact.follows[0], fact.follows[0]))
            if subject.name in self.of_items:
                columns.append("item")
        return tuple(dict.fromkeys(columns))

    def _domain(
        self,
        name: str,
        columns: tuple[str, ...],
        subjects: tuple[Subject, ...],
        *,
        dated: bool = False,
        role: str = "",
    ) -> Domain:
        def see(texts: Texts, on: date) -> Sightings:
            return self.seen(self.shipment(dict(zip(columns, texts, strict=True)), on), on, subjects)

        return Domain(name, columns, subjects, see, dated, role)

    def shipment(self, cells: dict[str, str], on: date) -> Shipment:
        """The shipment that these cells make; an item that does not matter is any."""
        item = cells.get("item") or next(iter(self.book.items), "")
        filled = {name: text for name, text in cells.items() if text}
        return self.read({**filled, "item": item, "date": on.isoformat()})

    def seen(self, shipment: Shipment, on: date, subjects: tuple[Subject, ...]) -> Sightings:
        """What the desk of a day sees of the subjects."""
        desk = self.desk(on)
        return {each: desk.see(shipment, each) for each in subjects}

    def by_unit_value(self) -> bool:
        """Whether some share is taken over what the shipment says one unit is worth."""
        return any(_over_shipment(each) for each in self.asked)

    def factor(self, texts: Texts, on: date) -> Fraction | None:
        """How many base units one of the row's unit is; None where that is not one number."""
        cells = {**dict(zip(self.goods, texts, strict=True)), "quantity": "1"}
        quantity = self.shipment(cells, on).quantity
        return quantity.low if quantity and quantity.is_exact and quantity.low > 0 else None

    def stretches(self, domain: Domain, texts: Texts, bare: Sightings, on: date) -> list[Stretch]:
        """The stretches of unit value between the marks at which something is seen otherwise.

        `bare` is what is seen without a value.
        """
        shipment = self.shipment(dict(zip(self.goods, texts, strict=True)), on)
        shares = self._shares(domain, _worth(shipment, VAST), on)
        marks = sorted({NOTHING_LISTED} | {mark for each in shares.values() for mark in each.marks})
        rest = {each: seen for each, seen in bare.items() if each not in shares}
        found = []
        for low, high in zip(marks, [*marks[1:], None], strict=True):
            inside = low + 1 if high is None else (low + high) / 2
            seen = dict(rest)
            for subject, each in shares.items():
                seen[subject] = each.at(inside) or self.desk(on).see(_worth(shipment, inside), subject)
            found.append(Stretch(low, high, seen))
        return found

    def _shares(self, domain: Domain, vast: Shipment, on: date) -> dict[Subject, OverShipment]:
        """Every share that is taken over what the shipment says one unit is worth."""
        desk, shares, plain_seen = self.desk(on), {}, {}
        for subject in filter(_over_shipment, domain.subjects):
            plain = replace(subject, options=tuple(each for each in subject.options if each[0] != "tier"))
            if plain not in plain_seen:
                plain_seen[plain] = desk.see(vast, plain)
            tiered = subject.option("tier", "shipped") != "shipped"
            seen = desk.see(vast, subject) if tiered else plain_seen[plain]
            limits = frozenset(self.asked[subject].amounts)
            shares[subject] = OverShipment(plain_seen[plain], seen, limits)
        return shares

    def exactly_seen(self, domain: Domain, texts: Texts, amounts: dict[str, str], on: date) -> Sightings:
        """What is seen at the amounts that a row states."""
        cells = dict(zip(self.goods, texts, strict=True)) | amounts
        return self.seen(self.shipment(cells, on), on, domain.subjects)


def _over_shipment(subject: Subject) -> bool:
    by_value = subject.option("by", "value") == "value"
    return subject.kind == "share" and by_value and subject.option("of") != "item"


def _worth(shipment: Shipment, each: Fraction) -> Shipment:
    made = replace(shipment, quantity=exactly(1), value=Range(each, each))
    assert per_unit(made) == exactly(each)  # noqa: S101  the desk divides one by the other
    return made
