"""The facts of a book as they stand on each day, and what is seen of shipments then: traced once while it stays the same."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from xenotime.casework.holding import that_hold
from xenotime.casework.sightings import Desk, measure
from xenotime.casework.stated import per_unit
from xenotime.errors import CircularBill
from xenotime.facts.book import Book
from xenotime.facts.item import Words
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import COMPUTED, Subject
from xenotime.law.lawbook import Lawbook
from xenotime.screening.people_days import PeopleDays
from xenotime.screening.trace_days import TraceDays
from xenotime.tracing.graph import Graph, circling

MANY_TRACES = 20_000
"""After so many traces what was worked out about parts is let go of: it would grow with the book."""

Read = Callable[[dict[str, str]], Shipment]
"""Reads one row of the shipments table, by column; only filled cells are given."""


class Desks:
    """One book under one law as known: for every day its desk, without calculation sheets."""

    def __init__(
        self, book: Book, law: Lawbook, known_on: date, read: Read, readings: Mapping[str, str] | None = None
    ) -> None:
        self.readings = readings
        self.book, self.law, self.known_on, self.read = book, law, known_on, read
        self.by_day: dict[date, Desk] = {}
        is_dated = any(each.start or each.until for each in book.bill)
        self.is_ever_circular = is_dated and bool(circling(book.bill))
        self.named: dict[tuple[str, str], tuple[str, ...]] = {}
        self.trace_days = TraceDays(book, law, known_on)
        self.that_hold = that_hold(law.vocabulary)
        self.traced: dict[tuple[date, Hashable], Seen] = {}
        self.bound_for: dict[tuple[str, Words, date], Hashable] = {}
        self.count = 0
        """The traces since parts were let go of."""
        self.alike: dict[Hashable, list[Seen]] = {}
        """What is traced alike on several days, by what was asked: it is one object then."""

    def on(self, day: date) -> Desk:
        """The facts as they stand on a day."""
        if day not in self.by_day:
            book = self._without_circles(day)
            self.by_day[day] = Desk(book, self.law, day, self.known_on, sheets=False, readings=self.readings)
        return self.by_day[day]

    def refuse_circles(self, day: date) -> None:
        """Raise CircularBill where an item contains itself on the day of a row."""
        if self.is_ever_circular:
            Graph(self.book.bill, day)

    def _without_circles(self, day: date) -> Book:
        """The book as it is looked at on a day; of one on which no row goes out, no row has what contains itself then."""
        try:
            self.refuse_circles(day)
        except CircularBill:
            lines = self.book.bill
            round_and_round = circling(each for each in lines if each.is_used_on(day))
            return replace(
                self.book, bill=tuple(each for each in lines if each.parent not in round_and_round)
            )
        return self.book

    @cached_property
    def people_days(self) -> PeopleDays:
        """The days on which the same is known of parties."""
        return PeopleDays(self.book, lambda day: self.on(day).owners)

    def people_since(self, role: str, texts: tuple[str, ...], day: date) -> date:
        """One of the days asked about on which of the parties in a role the same is known as on this one."""
        (text,) = texts
        if (role, text) not in self.named:
            shipment = self.shipment({role: text}, day)
            self.named[role, text] = self.on(day).stated.parties_in(shipment, role) or ()
        return self.people_days.since(self.named[role, text], day)

    def shipment(self, cells: dict[str, str], on: date) -> Shipment:
        """The shipment that these cells make; an item that does not matter is any."""
        item = cells.get("item") or next(iter(self.book.items), "")
        filled = {name: text for name, text in cells.items() if text}
        return self.read({**filled, "item": item, "date": on.isoformat()})

    def see(self, shipment: Shipment, subject: Subject, on: date) -> Seen:
        """What is seen of a subject on a day; a trace is made once for the days on which it is the same."""
        if subject.kind not in COMPUTED:
            return self.on(on).see(shipment, subject)
        since = self.trace_days.since(subject, shipment.item, on)
        asked = (
            subject, shipment.item, shipment.lot, self.destinations(subject.name, shipment.destination, since),
            (per_unit(shipment), shipment.currency) if over_shipment(subject) else None, self.stated(subject, shipment),
        )  # fmt: skip
        if (since, asked) not in self.traced:
            self.traced[since, asked] = self._one_of_alike(self.on(since).see(shipment, subject), asked)
        return self.traced[since, asked]

    def stated(self, subject: Subject, shipment: Shipment) -> Hashable:
        """What the shipment states of its goods that says whether a substance is in them; nothing of other subjects."""
        facts = self.that_hold.get(subject.name, ()) if subject.kind == "has" else ()
        return tuple((name, shipment.facts[name]) for name in facts if name in shipment.facts)

    def let_go(self) -> None:
        """Keep nothing of what was traced, as when an item is told; of its parts, that others may hold, for a while."""
        self.count += len(self.traced)
        self.traced.clear()
        self.alike.clear()
        if self.count > MANY_TRACES:
            self.count = 0
            for each in self.by_day.values():
                each.forget()

    def _one_of_alike(self, seen: Seen, asked: Hashable) -> Seen:
        before = self.alike.setdefault(asked, [])
        same = next((each for each in before if each == seen), None)
        if same is None:
            before.append(seen)
        return same or seen

    def destinations(self, name: str, to: Words, since: date) -> Hashable:
        """What a list tells apart in where goods go; nothing where it holds for all destinations."""
        key = (name, to, since)
        if key not in self.bound_for:
            told = self.on(since).columns.lists.destinations(name, to) if self.by_destination(name) else ()
            self.bound_for[key] = told
        return self.bound_for[key]

    def by_destination(self, name: str) -> bool:
        """Whether it is a list that holds for some destinations only, or includes one."""
        known = self.law.lists.get(name)
        inside = known.includes if known else ()
        return known is not None and (
            any(row.where for row in known.rows) or any(map(self.by_destination, inside))
        )


def over_shipment(subject: Subject) -> bool:
    """Whether a share is taken over what the shipment says that one unit is worth."""
    return subject.kind == "share" and measure(subject) == "value" and subject.option("of") != "item"
