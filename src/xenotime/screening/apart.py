"""A regime that is decided elsewhere, as in a process of its own: what goes there, and what comes back."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from xenotime.deciding.answer import Answer
from xenotime.screening.conditions import Gatherer
from xenotime.screening.domain import Book, Domain, Sightings, State, Texts
from xenotime.screening.kept import Kept
from xenotime.screening.lawview import LawView
from xenotime.screening.regime import Columns, Numbered, Regime

Ask = Callable[[str, object], "Future[Any]"]
"""Tells another place to make something under a name, or to call it with what it needs; what it returns comes back in time."""
Fresh = dict[str, list[State]]
"""For each domain the states that came up since the last time."""


@dataclass(frozen=True)
class Given:
    """What a regime is made of."""

    law: LawView
    name: str
    domains: tuple[Domain, ...]
    gatherer: Gatherer
    kept: Kept | None = None
    """What an earlier run kept of it."""

    def made(self) -> "Decider":
        """The regime itself, where it is decided."""
        return Decider(self)


@dataclass
class Apart:
    """Stands for a regime that is decided elsewhere; `answers` has each of its answers, as there."""

    ask: Ask
    given: Given
    books: Mapping[str, Book]
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sent = dict.fromkeys(self.books, 0)
        if self.given.kept:
            self.answers = self.given.kept["answers"]
        unseeing = tuple(replace(each, see=_unseeing) for each in self.given.domains)
        self.ask(self.given.name, replace(self.given, domains=unseeing))

    def kept(self) -> Kept:
        """What a later run, under the same law and over domains with the same states, can go on with."""
        marks: Kept = self.ask(self.given.name, ()).result()
        return {"answers": self.answers, **marks}

    def begun(self, keys: Columns) -> Callable[[], Numbered]:
        """Begin to number the answers to some keys; the numbers, when they are there."""
        fresh = {name: book.states[self.sent[name] :] for name, book in self.books.items()}
        self.sent = {name: len(book.states) for name, book in self.books.items()}
        found = self.ask(self.given.name, (fresh, keys))

        def numbers() -> Numbered:
            numbered: Numbered
            numbered, answers = found.result()
            self.answers += answers
            return numbered

        return numbers


class Decider:
    """The regime itself, where it is decided."""

    def __init__(self, given: Given) -> None:
        law = given.law.book
        self.books = {each.name: Book(each, given.gatherer.found, law.vocabulary) for each in given.domains}
        self.regime = Regime(given.law, given.name, self.books, given.gatherer)
        if given.kept:
            self.regime.take_up(given.kept)
        self.told = len(self.regime.answers)

    def __call__(self, *what: Any) -> object:
        """The answers to keys, or what can be kept where nothing is asked."""
        return self.numbers(*what) if what else self.regime.kept_marks()

    def numbers(self, fresh: Fresh, keys: Columns) -> tuple[Numbered, list[Answer]]:
        """The numbers of the answers to some keys, and the answers that came up since the last time."""
        for name, states in fresh.items():
            self.books[name].states += states
        found = self.regime.numbers(keys)
        answers = self.regime.answers[self.told :]
        self.told = len(self.regime.answers)
        return found, answers


def _unseeing(texts: Texts, on: date) -> Sightings:
    raise NotImplementedError(f"only states are told apart here, not {texts} on {on}")
