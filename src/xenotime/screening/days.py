"""The days on which the law or the book changes, and the stretches between them in which a day does not matter."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor

from xenotime.casework.announced import announced_days
from xenotime.casework.clashes import clashes_among
from xenotime.casework.listings import listing_days
from xenotime.casework.namesakes import namesake_days
from xenotime.dates import day_after
from xenotime.facts.answered import ESTIMATED
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.law.condition import DATE
from xenotime.law.lawbook import Lawbook, covers
from xenotime.law.provision import Dated
from xenotime.screening.conditions import Asked
from xenotime.screening.reach import Reach, reach_of


@dataclass(frozen=True)
class Days:
    """Stretches of days, numbered from 0; the first begins with the first day of all."""

    starts: tuple[date, ...]

    def stretch(self, day: date) -> int:
        """The number of the stretch that holds the day."""
        return bisect_right(self.starts, day) - 1

    def first(self, stretch: int) -> date:
        """The first day of a stretch."""
        return self.starts[stretch]

    def since(self, day: date) -> date:
        """The first day of the stretch that holds the day."""
        return self.starts[self.stretch(day)]

    def last(self, stretch: int) -> date | None:
        """The last day of a stretch, None for the one that does not end."""
        following = stretch + 1
        return (
            date.fromordinal(self.starts[following].toordinal() - 1) if following < len(self.starts) else None
        )


def days_of(turning: Iterable[date]) -> Days:
    """The stretches between turning days; each turning day begins one."""
    return Days((date.min, *sorted(set(turning) - {date.min})))


def _ends(start: date | None, until: date | None) -> Iterator[date]:
    if start:
        yield start
    if until and until < date.max:
        yield day_after(until)


def _entries(entries: Iterable[Dated], known_on: date) -> Iterator[date]:
    for entry in entries:
        if entry.issued <= known_on:
            yield from _ends(entry.start, entry.last(known_on))


def compared_days(amounts: Iterable[Fraction]) -> set[date]:
    """The days with which conditions compare the day of the shipment, as ordinals, and those after them."""
    marks = {floor(amount) + after for amount in amounts for after in (0, 1)}
    return {date.fromordinal(each) for each in marks if 0 < each <= date.max.toordinal()}


def list_days(law: Lawbook, known_on: date, reach: Reach) -> set[date]:
    """The days on which a list, a group, a threshold or a way of adding owners that is reached changes."""
    days: set[date] = set()
    for name in reach.lists:
        days |= set(_entries((row.dated for row in law.lists[name].rows), known_on))
    for name in reach.groups:
        days |= set(_entries((member.dated for member in law.groups[name].members), known_on))
    for threshold in law.thresholds:
        if threshold.name in reach.thresholds:
            days |= set(_entries(threshold.values, known_on))
    if reach.owners:
        for adds in law.adds:
            days |= set(_entries(adds.in_force, known_on))
    return days


def status_days(law: Lawbook, regimes: tuple[str, ...], known_on: date) -> set[date]:
    """The days on which a provision or a duty starts, ends, sleeps or wakes, or coverage begins or ends."""
    days: set[date] = set()
    for regime in regimes:
        for rule in law.rules_of(regime, known_on):
            days |= set(_entries(rule.in_force, known_on))
        known = law.regimes[regime]
        for duty in law.duties_of(regime, known_on):
            days |= set(_entries(duty.in_force, known_on))
        days |= {known.coverage_from, day_after(known.told_until(known_on))}
        days |= {day_after(last)} if (last := known.fresh_until(known_on)) else set()
        for each in law.suspensions:
            if any(covers(each.provisions, rule.place) for rule in law.rules_of(regime, known_on)):
                days |= set(_entries((each.period,), known_on))
    return days


def clash_days(law: Lawbook, regimes: Collection[str], known_on: date) -> set[date]:
    """The days on which a clash begins or ends that may be named among some regimes, or a list that its conditions come to changes."""
    clashes = clashes_among(law, regimes, known_on)
    days = list_days(law, known_on, Reach(law).trees(each.when for each in clashes))
    return days.union(*(_entries(each.in_force, known_on) for each in clashes))


def fact_days(book: Book, law: Lawbook, known_on: date, asked: Asked) -> set[date]:
    """The days on which what is seen of a book changes: by what it says, by lists, and by days that conditions compare."""
    days = book_days(book) | list_days(law, known_on, Reach(law).subjects(asked))
    days |= compared_days(asked[DATE].amounts if DATE in asked else ())
    days |= listing_days(book, law, known_on) | namesake_days(book, law, known_on)
    return days | announced_days(book, law, known_on)


def law_days(law: Lawbook, regimes: tuple[str, ...], known_on: date) -> set[date]:
    """The days on which what some regimes' law says changes, whatever is seen."""
    reached = (reach_of(law, name, known_on) for name in regimes)
    listed = (list_days(law, known_on, each) for each in reached)
    return status_days(law, regimes, known_on).union(clash_days(law, regimes, known_on), *listed)


def bill_days(lines: Iterable[BillLine]) -> set[date]:
    """The days on which a line of a bill begins or ends."""
    return {day for each in lines for day in _ends(each.start, each.until)}


def market_days(book: Book) -> set[date]:
    """The days on which a price or a rate begins."""
    return {rate.on for rate in book.rates} | {price.on for price in book.prices if price.on}


def answer_days(book: Book) -> set[date]:
    """The days after the last ones of answers."""
    return {
        day_after(each.valid_until)
        for each in book.waiting
        if each.valid_until and each.valid_until < date.max
    }


def statement_days(book: Book) -> dict[str, set[date]]:
    """Of each item the days on which what holds of it is another thing, where a speaker says several on several days.

    Of one lot the last word counts on every day, but an estimate only until something newer is said. Where answers wait,
    which may be words of a speaker as well, every day on which something is said.
    """
    told: dict[str, dict[tuple[str, str, str], dict[date, list[ContentRow]]]] = {}
    for row in book.contents:
        if row.said_on:
            speaker = told.setdefault(row.item, {}).setdefault((row.said_by, row.supplier, row.lot), {})
            speaker.setdefault(row.said_on, []).append(replace(row, said_on=None, row=0, evidence=()))
    found = {
        item: {
            day
            for (*_, lot), each in voices.items()
            if not lot or _is_any_guessed(each)
            for day in _turning(each)
        }
        for item, voices in told.items()
    }
    for each in book.waiting:
        spoken = {day for days in told.get(each.about, {}).values() for day in days}
        answered = {each.answered_on} if each.answered_on else set[date]()
        found[each.about] = found.get(each.about, set()) | spoken | answered
    return found


def _is_any_guessed(told: Mapping[date, list[ContentRow]]) -> bool:
    return any(row.claim == ESTIMATED for rows in told.values() for row in rows)


def _turning(told: Mapping[date, list[ContentRow]]) -> set[date]:
    """The days on which what holds is another thing than before, as long as the last of them is not reached."""
    held, turning = told[max(told)], set[date]()
    for day in sorted(told):
        if told[day] != held:
            turning.add(day)
        held = told[day]
    return turning


def promise_days(book: Book) -> set[date]:
    """The days after the last ones of undertakings, and those on which other parts, with promises of theirs, go in."""
    if not book.undertakings:
        return set()
    ends = {day_after(each.until) for each in book.undertakings if each.until and each.until < date.max}
    return ends | bill_days(book.bill)


def book_days(book: Book) -> set[date]:
    """The days on which a line of a bill, a holding, a price, a rate, a position, an undertaking, a statement or an answer begins or ends."""
    days = bill_days(book.bill) | market_days(book) | answer_days(book)
    days = days.union(*statement_days(book).values())
    periods = [(each.start, each.until) for each in book.holdings]
    periods += [(each.start, each.until) for each in book.positions]
    for start, until in periods:
        days |= set(_ends(start, until))
    return days | promise_days(book)
