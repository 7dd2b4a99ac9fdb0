"""The days from which on what is traced in an item stays the same: lines inside it, prices, rates, answers, and the law asked about."""

from collections.abc import Iterable, Iterator
from datetime import date

from xenotime.facts.book import Book
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook
from xenotime.screening.days import (
    Days,
    answer_days,
    bill_days,
    days_of,
    list_days,
    market_days,
    statement_days,
)
from xenotime.screening.reach import Reach


class TraceDays:
    """Of one book, under one law as known; positions, holdings and undertakings change no trace."""

    def __init__(self, book: Book, law: Lawbook, known_on: date) -> None:
        self.law, self.known_on = law, known_on
        self.market, self.answers = market_days(book), answer_days(book)
        self.own = statement_days(book)
        """Of each item the days on which its lines or what is said of it changes."""
        self.children: dict[str, set[str]] = {}
        for line in book.bill:
            self.own.setdefault(line.parent, set()).update(bill_days([line]))
            self.children.setdefault(line.parent, set()).add(line.child)
        self.of_subject: dict[Subject, set[date]] = {}
        self.known: dict[tuple[Subject, str], Days] = {}

    def since(self, subject: Subject, item: str, on: date) -> date:
        """The first of the days up to this one on which the trace comes to the same."""
        key = (subject, item)
        if key not in self.known:
            self.known[key] = self.of([subject], item)
        return self.known[key].since(on)

    def of(self, subjects: Iterable[Subject], item: str) -> Days:
        """The stretches of days in which no trace of these subjects in an item changes."""
        inside = (self.own.get(each, set()) for each in self._inside(item))
        return days_of(self.answers.union(*map(self._asked, subjects), *inside))

    def _asked(self, subject: Subject) -> set[date]:
        """The days on which what is asked for changes, whatever it is traced in."""
        if subject not in self.of_subject:
            reach = Reach(self.law).subjects([subject])
            market = self.market if reach.by_value else set()
            self.of_subject[subject] = list_days(self.law, self.known_on, reach) | market
        return self.of_subject[subject]

    def _inside(self, item: str) -> Iterator[str]:
        """The item, and all that some line on some day puts inside it."""
        seen, todo = {item}, [item]
        while todo:
            here = todo.pop()
            yield here
            fresh = self.children.get(here, set()) - seen
            seen |= fresh
            todo += fresh
