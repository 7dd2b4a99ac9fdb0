"""The forms of a regime: decided here, elsewhere, or with what an earlier run kept, which is told as long as it serves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from xenotime.deciding.answer import Answer
from xenotime.screening.apart import Apart, Ask, Given, Spread
from xenotime.screening.conditions import Gatherer
from xenotime.screening.domain import Book
from xenotime.screening.kept import Kept
from xenotime.screening.lawview import LawView
from xenotime.screening.regime import Columns, Numbered, Regime
from xenotime.screening.tables import Ints

FEW = 60
"""So many keys at once are sooner decided here than elsewhere, where everything has to begin first."""


@dataclass(frozen=True)
class Making:
    """Makes regimes over some books: in the place that each has, or here."""

    view: Callable[[], LawView]
    books: Mapping[str, Book]
    gatherer: Gatherer
    places: Mapping[str, Ask]
    shared: Sequence[Ask] = ()
    """Places among which each of these regimes is shared out; none where a later run goes on with what is in one."""

    def made(self, name: str, before: Kept | None) -> "Regime | Apart | Spread | Resumed":
        """A regime, of which an earlier run may have kept something."""
        elsewhere = name in self.places
        if elsewhere and self.shared:
            return Spread([self._in(place, name) for place in self.shared])
        if before:
            return Resumed(before, partial(self.here, name), partial(self.apart, name) if elsewhere else None)
        return self.apart(name) if elsewhere else self.here(name)

    def here(self, name: str) -> Regime:
        """A regime that is decided here."""
        return Regime(self.view(), name, dict(self.books), self.gatherer)

    def apart(self, name: str, before: Kept | None = None) -> Apart:
        """A regime that is decided in its place."""
        return self._in(self.places[name], name, before)

    def _in(self, place: Ask, name: str, before: Kept | None = None) -> Apart:
        domains = tuple(book.domain for book in self.books.values())
        return Apart(place, Given(self.view(), name, domains, self.gatherer, before), self.books)


@dataclass
class Resumed:
    """Stands for a regime of which an earlier run kept something: `here` makes it, `elsewhere` where there is such a place.

    Nothing is made before the first key comes that is not known, and few keys are decided here.
    """

    before: Kept
    here: Callable[[], Regime]
    elsewhere: Callable[[Kept], Apart] | None = None
    now: Regime | Apart | None = None

    @property
    def answers(self) -> list[Answer]:
        """Every answer, those that were kept first."""
        found: list[Answer] = self.now.answers if self.now else self.before["answers"]
        return found

    def kept(self) -> Kept:
        """What a later run can go on with."""
        return self.now.kept() if self.now else self.before

    def begun(self, keys: Columns) -> Callable[[], Numbered]:
        """Begin to number the answers to some keys; the numbers, when they are there."""
        if not self.now:
            self.now = self.here()
            self.now.take_up(self.before)
        if isinstance(self.now, Apart):
            return self.now.begun(keys)
        found = self.now.known_numbers(keys)
        fresh = np.flatnonzero(found < 0)
        if not len(fresh):
            return lambda: found
        if len(fresh) > FEW and self.elsewhere:
            self.now = self.elsewhere(self.now.kept())
        some = {name: column[fresh] for name, column in keys.items()}
        return partial(_filled, found, fresh, self.now.begun(some))


def _filled(found: Numbered, fresh: Ints, numbers: Callable[[], Numbered]) -> Numbered:
    found[fresh] = numbers()
    return found
