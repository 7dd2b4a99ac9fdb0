"""A regime that is decided elsewhere, as in a process of its own: what goes there, and what comes back."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from xenotime.deciding.answer import Answer
from xenotime.screening.conditions import Gatherer
from xenotime.screening.domain import Book, Domain, Sightings, State, Texts
from xenotime.screening.kept import Kept
from xenotime.screening.lawview import LawView
from xenotime.screening.regime import STRETCH, Columns, Numbered, Regime
from xenotime.screening.tables import Ints

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


class Sharing:
    """Shares stretches of days out to places: those in a row to one, and each to the same for ever."""

    def __init__(self, count: int) -> None:
        self.place_of: dict[int, int] = {}
        self.loads = [0] * count
        """How much each place was given, the keys of every stretch counted when it first came up."""

    def of(self, stretches: Ints) -> Ints:
        """The place of each key's stretch; of new ones the first go where least was given so far."""
        every, at, counts = np.unique(stretches, return_inverse=True, return_counts=True)
        weighed = zip(every.tolist(), counts.tolist(), strict=True)
        fresh = [(stretch, count) for stretch, count in weighed if stretch not in self.place_of]
        least = sorted(range(len(self.loads)), key=self.loads.__getitem__)
        total, done = sum(count for _, count in fresh), 0
        for stretch, count in fresh:
            place = least[((2 * done + count) * len(least) - 1) // (2 * total)]
            self.place_of[stretch], done = place, done + count
            self.loads[place] += count
        return np.array([self.place_of[each] for each in every.tolist()], np.int64)[at]


@dataclass
class Spread:
    """Stands for a regime that is decided in several places, each on some of the days; `answers` has all of theirs.

    Days in a row are in one place: there is little that two of them answer alike.
    """

    places: Sequence[Apart]
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.number_of: list[list[int]] = [[] for _ in self.places]
        """For every place the number that each of its answers has here."""
        self.sharing = Sharing(len(self.places))

    def begun(self, keys: Columns) -> Callable[[], Numbered]:
        """Begin to number the answers to some keys; the numbers, when they are there."""
        place_of = self.sharing.of(keys[STRETCH])
        rows = [np.flatnonzero(place_of == at) for at in range(len(self.places))]
        asked = [
            place.begun({name: column[some] for name, column in keys.items()})
            for place, some in zip(self.places, rows, strict=True)
        ]

        def numbers() -> Numbered:
            found = np.empty(len(place_of), np.int32)
            for at, (some, told) in enumerate(zip(rows, asked, strict=True)):
                numbered = told()
                found[some] = self._numbered(at)[numbered]
            return found

        return numbers

    def _numbered(self, at: int) -> Numbered:
        """The numbers of a place's answers; those that came up there since the last time are put behind all others."""
        known = self.number_of[at]
        fresh = self.places[at].answers[len(known) :]
        known += range(len(self.answers), len(self.answers) + len(fresh))
        self.answers += fresh
        return np.array(known, np.int32)


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
