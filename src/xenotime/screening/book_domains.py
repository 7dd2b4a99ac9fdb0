"""The domains of a book's shipments: which columns each fact is read from, and how a value of them is seen."""

from collections.abc import Iterator
from datetime import date

from xenotime.casework.promises import FACTS as PROMISED
from xenotime.casework.stated import SHIPMENT_FIELDS
from xenotime.facts.answered import answered_on
from xenotime.law.condition import COMPUTED, DATE, Subject
from xenotime.screening.conditions import Asked
from xenotime.screening.desks import Desks, over_shipment
from xenotime.screening.domain import Domain, Sightings, Texts

COLUMN = {"destination": "to"}
AMOUNT = ("value", "quantity", "unit", "currency", "item")
ITEM = "item"
GOODS = ("item", "lot", "unit", "currency", "facts")


class BookDomains:
    """The domains of one book under one law, seen by its desks."""

    def __init__(self, desks: Desks, asked: Asked) -> None:
        self.desks, self.asked = desks, asked
        self.book, self.law = desks.book, desks.law
        told = answered_on(self.book, None)
        self.of_items = {name for item in told.items.values() for name in item.facts}
        self.goods = (*GOODS, *self._also_of_goods())

    def _also_of_goods(self) -> Iterator[str]:
        """What goods are seen by besides: where they go where a list's rows ask, their end use where one was promised."""
        asked = self._of_role("item")
        if any(each.kind in COMPUTED and self.desks.by_destination(each.name) for each in asked):
            yield "to"
        if self.book.undertakings and any(each.name in PROMISED for each in asked):
            yield "end_use"

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
            yield self._domain(name, self._read_from(name), subjects)
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
                columns += self._read_from(fact.follows[0])
            if subject.name in self.of_items:
                columns.append("item")
        return tuple(dict.fromkeys(columns))

    def _read_from(self, name: str) -> tuple[str, ...]:
        """The columns that a fact with one of its own is read from: that one, and those of what speaks of it."""
        speaking = {each.name for each in self.law.vocabulary.speaking_of(name)}
        of_items = not self.of_items.isdisjoint({name, *speaking})
        return (COLUMN.get(name, name), *(("facts",) if speaking else ()), *(("item",) if of_items else ()))

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
            shipment = self.desks.shipment(dict(zip(columns, texts, strict=True)), on)
            return {each: self.desks.see(shipment, each, on) for each in subjects}

        dated = dated or (ITEM in columns and bool(self.book.waiting))
        return Domain(name, columns, subjects, see, dated, role)

    def by_unit_value(self) -> bool:
        """Whether some share is taken over what the shipment says one unit is worth."""
        return any(over_shipment(each) for each in self.asked)
