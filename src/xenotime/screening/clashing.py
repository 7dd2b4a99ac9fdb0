"""Where the laws of two regimes cannot both be obeyed, named beside the answers to keys: what decides tells one regime alone."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import ClassVar

import numpy as np

from xenotime.casework.clashes import beside, can_clash, clashes_among, clashing
from xenotime.deciding.answer import Answer, ClashNote
from xenotime.facts.seen import Seen
from xenotime.law.condition import Subject
from xenotime.screening.conditions import Gatherer
from xenotime.screening.days import clash_days, days_of
from xenotime.screening.domain import Book
from xenotime.screening.kept import Keeps
from xenotime.screening.lawview import LawView
from xenotime.screening.layers import LayerOf
from xenotime.screening.loops import Codes, distinct
from xenotime.screening.regime import SCOPE, STRETCH, Columns
from xenotime.screening.tables import Ints, each


class Clashing(Keeps):
    """Tells of keys which clashes stand or may stand in them, and makes of their answers those that name these."""

    OF_LAW: ClassVar = ("variants",)

    def __init__(
        self, law: LawView, regimes: tuple[str, ...], books: Mapping[str, Book], gatherer: Gatherer
    ) -> None:
        self.law, self.regimes, self.books = law, regimes, books
        self.clashes = clashes_among(law.book, regimes, law.known_on)
        asked = {subject for clash in self.clashes for subject in gatherer.touched(clash.when)}
        self.asked = {
            name: [subject for subject in book.domain.subjects if subject in asked]
            for name, book in books.items()
        }
        self.domains = tuple(name for name, subjects in self.asked.items() if subjects)
        self.days = days_of(clash_days(law.book, regimes, law.known_on))
        self.variants: list[dict[tuple[int, tuple[ClashNote, ...]], int]] = [{} for _ in regimes]
        """For each regime its answers that name clashes, by the number of the answer without them; numbered from 0."""
        self.naming: list[list[Answer]] = [[] for _ in regimes]
        """These answers themselves, as far as they were made."""
        self.tones: list[list[int]] = [[] for _ in regimes]
        """For each answer of each regime a number that stands for all that a clash looks at in it."""
        self.tone: dict[object, int] = {}
        self.of_tone: list[Answer] = []
        """For each tone an answer that has it."""
        self.able: dict[tuple[int, ...], bool] = {}
        """Whether anything can clash between answers of such tones."""
        self.notes: dict[tuple[int, ...], int] = {}
        self.noted: dict[tuple[ClashNote, ...], int] = {(): 0}
        self.mine: dict[tuple[int, int], tuple[ClashNote, ...]] = {}
        """What a regime, by its place, takes part in of what was noted under a number."""

    def of(self, keys: Columns, numbers: Ints, answers: Sequence[Sequence[Answer]]) -> Ints:
        """For each regime the number of the answer to every key: where laws clash, that of one which names it.

        These stand behind the regime's answers, in the order of `named`.
        """
        if not self.clashes:
            return numbers
        tones = np.array([self._tones(at, every)[numbers[at]] for at, every in enumerate(answers)], np.int32)
        places, first = distinct(tones)
        can = np.array([self._can(*each) for each in tones[:, first].T.tolist()], np.bool_)
        some = np.flatnonzero(can[places])
        if not len(some):
            return numbers
        states = [keys[name][some] for name in self.domains]
        noted = each([self._contexts(keys, some), *states, *tones[:, some]], self._noted)
        found, notes = numbers.copy(), [*self.noted]
        for at, every in enumerate(answers):

            def variant(number: int, note: int, at: int = at, every: Sequence[Answer] = every) -> int:
                if (at, note) not in self.mine:
                    self.mine[at, note] = beside(every[number], notes[note]).clashes
                return self._variant(at, len(every), number, self.mine[at, note])

            found[at, some] = each([numbers[at, some], noted], variant)
        return found

    def named(self, at: int, answers: Sequence[Answer]) -> list[Answer]:
        """Those of a regime's answers that name clashes, by their numbers."""
        found = self.naming[at]
        fresh = islice(self.variants[at], len(found), None)
        found += [beside(answers[number], notes) for number, notes in fresh]
        return [*found]

    def _variant(self, at: int, plain: int, number: int, mine: tuple[ClashNote, ...]) -> int:
        """The number of the answer that names what its regime takes part in; it stands behind the `plain` ones."""
        variants = self.variants[at]
        return plain + variants.setdefault((number, mine), len(variants)) if mine else number

    def _tones(self, at: int, answers: Sequence[Answer]) -> Codes:
        known = self.tones[at]
        for answer in answers[len(known) :]:
            tone = self.tone.setdefault((at, answer.standing, answer.possible), len(self.tone))
            if tone == len(self.of_tone):
                self.of_tone.append(answer)
            known.append(tone)
        return np.array(known, np.int32)

    def _answers(self, tones: Sequence[int]) -> dict[str, Answer]:
        return {name: self.of_tone[tone] for name, tone in zip(self.regimes, tones, strict=True)}

    def _can(self, *tones: int) -> bool:
        if tones not in self.able:
            answers = self._answers(tones)
            self.able[tones] = any(can_clash(clash, answers) for clash in self.clashes)
        return self.able[tones]

    def _contexts(self, keys: Columns, some: Ints) -> Codes:
        def context(stretch: int, scope: int) -> int:
            return self.law.context(stretch, scope, self.days)

        return each([keys[STRETCH][some], keys[SCOPE][some]], context)

    def _noted(self, *row: int) -> int:
        """The number of what clashes in a context, in some states of domains, and between answers of such tones."""
        if row not in self.notes:
            context, states, tones = row[0], row[1 : 1 + len(self.domains)], row[1 + len(self.domains) :]
            seen: dict[Subject, Seen] = {}
            for name, state in zip(self.domains, states, strict=True):
                of_state = self.books[name].states[state].seen
                seen |= {subject: of_state[subject] for subject in self.asked[name]}
            on, readings = self.law.contexts[context]
            layer = LayerOf(self.law.book, on, self.law.known_on, readings).layer(seen)
            found = clashing(self.clashes, self.law.book, layer, self._answers(tones))
            self.notes[row] = self.noted.setdefault(found, len(self.noted))
        return self.notes[row]
