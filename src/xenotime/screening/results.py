"""From keys to result rows: what is told of every answer, with the values of the rows that it is told of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from xenotime.deciding.answer import BLOCK, ESCALATE, HOLD, RELEASE, Answer
from xenotime.screening import answers
from xenotime.screening.domain import Book
from xenotime.screening.engine import ROW
from xenotime.screening.kept import Keeps
from xenotime.screening.told_texts import ToldTexts

STRICTEST = (RELEASE, HOLD, ESCALATE, BLOCK)
"""Actions from the mildest to the strictest: where several regimes answer, the strictest is told."""
MOST_KEPT = 100_000
"""Rows of what was told, with values in them, that are kept from part to part."""
TOLD = ("known_on", *answers.COLUMNS)
NAMES = {"to": "destination", "date": "day"}
RESULT_COLUMNS = (*(NAMES.get(each, each) for each in ROW), "stretch", "strictest", *TOLD)
"""What a result file holds; destination and day stand for `to` and `date`."""
Numbers = NDArray[np.int64]


@dataclass
class Memory(Keeps):
    """What was told in earlier parts, by regime, number of the answer and the values in it."""

    OF_LAW: ClassVar = ("plains",)
    OF_BOOK: ClassVar = ("filled",)
    plains: dict[tuple[int, int], tuple[dict[str, str], tuple[str, ...]]] = field(default_factory=dict)
    filled: dict[tuple[int, int, tuple[tuple[str, int], ...]], tuple[str, ...]] = field(default_factory=dict)
    texts: dict[int, ToldTexts] = field(default_factory=dict)
    used: dict[tuple[str, ...], int] = field(default_factory=dict)

    def texts_of(self, regime: int) -> ToldTexts:
        """The texts that came up in one regime."""
        return self.texts.setdefault(regime, ToldTexts(len(TOLD)))

    def used_as(self, names: tuple[str, ...]) -> int:
        """A number for the domains of which values are used; asked for by one thread at a time."""
        return self.used.setdefault(names, len(self.used))

    def plain(
        self, place: tuple[int, int], answer: Answer, names: tuple[str, ...]
    ) -> tuple[dict[str, str], tuple[str, ...]]:
        """What is told of an answer, with tokens where values belong, and the domains whose values do."""
        if place not in self.plains:
            self.plains[place] = answers.as_row(answer), answers.Needs.of(answer, names).domains
        return self.plains[place]


@dataclass(frozen=True)
class Answered:
    """The number of one regime's answer to each of some keys; those of `named` stand behind those of `answers`."""

    answers: Sequence[Answer]
    named: Sequence[Answer]
    """Those of the answers that name clashes with other laws."""
    numbers: Numbers

    @property
    def places(self) -> list[int]:
        """For every answer a number that it keeps while more come up."""
        return [*range(len(self.answers)), *(-1 - each for each in range(len(self.named)))]


class Telling:
    """What is told of some keys: `numbers` has for each regime the number of the answer to each of them."""

    def __init__(
        self, books: Mapping[str, Book], regimes: Sequence[Answered], memory: Memory, known_on: str
    ) -> None:
        self.books, self.memory, self.known_on = books, memory, known_on
        self.answers = [answer for each in regimes for answer in (*each.answers, *each.named)]
        self.places = [(at, place) for at, each in enumerate(regimes) for place in each.places]
        every = zip(self.places, self.answers, strict=True)
        plain = [memory.plain(place, answer, tuple(books)) for place, answer in every]
        self.told = [told for told, _ in plain]
        firsts = [0, *accumulate(len(each.answers) + len(each.named) for each in regimes)]
        self.numbers = [first + each.numbers for first, each in zip(firsts, regimes, strict=False)]
        needs = [domains for _, domains in plain]
        self.used = [name for name in books if any(name in each for each in needs)]
        self.used_as = memory.used_as(tuple(self.used))
        self.needed = {name: np.array([name in each for each in needs], np.bool_) for name in self.used}

    def strictest(self) -> NDArray[np.bool_]:
        """For each regime and key whether its answer is the strictest, the first one of several."""
        verdicts = [(STRICTEST.index(each["action"]), each["reason"]) for each in self.told]
        place = {verdict: at for at, verdict in enumerate(sorted(set(verdicts)))}
        ranks = np.array([place[each] for each in verdicts], np.int64)
        first = np.stack([ranks[each] for each in self.numbers]).argmax(axis=0)
        found: NDArray[np.bool_] = first == np.arange(len(self.numbers))[:, np.newaxis]
        return found

    def named(self, rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Names for what is told of rows of one regime, see `of`: they are the same in every part."""
        return [(self.used_as, self.places[number][1], *places) for number, *places in rows]

    def of(self, row: tuple[int, ...]) -> Sequence[str]:
        """What is told of an answer; behind its number one more than that of each used value, 0 for none."""
        number, *places = row
        answer, told = self.answers[number], self.told[number]
        needed = {each: place - 1 for each, place in zip(self.used, places, strict=True) if place}
        if not needed:
            return (self.known_on, *told.values())
        key = (*self.places[number], tuple(needed.items()))
        known = self.memory.filled.get(key)
        if known is None:
            known = self._filled(answer, told, needed)
            if len(self.memory.filled) < MOST_KEPT:
                self.memory.filled[key] = known
        return (self.known_on, *known)

    def _filled(self, answer: Answer, told: dict[str, str], needed: dict[str, int]) -> tuple[str, ...]:
        values = {each: self.books[each].values[place] for each, place in needed.items()}
        missing = answers.filled(answer.missing, values)
        waits = answers.filled(answer.waits_for, values)
        own = {
            "missing": answers.missing_text(missing, answer.shipment),
            "missing_facts": answers.facts_told(missing, waits),
            "policy_missing": answers.missing_text(
                answers.filled(answer.policy_missing, values), answer.shipment
            ),
            "not_told": answers.missing_text(waits, answer.shipment),
            "contradictions": answers.contradictions(answer.contradictions, values),
            "action_because": answers.counted(answer.action_because, len(answer.missing), len(missing)),
        }
        return tuple((told | own).values())
