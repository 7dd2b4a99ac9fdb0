"""From keys to result rows: what is told of every answer, with the values of the rows that it is told of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xenotime.deciding.answer import BLOCK, ESCALATE, HOLD, RELEASE, Answer
from xenotime.screening import answers, sql
from xenotime.screening.domain import SHIPMENT, Book
from xenotime.screening.engine import Engine

STRICTEST = (RELEASE, HOLD, ESCALATE, BLOCK)
"""Actions from the mildest to the strictest: where several regimes answer, the strictest is told."""
MOST_KEPT = 100_000
"""Rows of what was told, with values in them, that are kept from part to part."""
TOLD = ("known_on", *answers.COLUMNS)
RESULT_COLUMNS = (*sql.ROW, "stretch", "strictest", *TOLD)
"""What a result file holds; destination and day stand for `to` and `date`."""
Numbers = NDArray[np.int64]


@dataclass
class Memory:
    """What was told in earlier parts, by regime, number of the answer and the values in it."""

    plains: dict[tuple[int, int], tuple[dict[str, str], tuple[str, ...]]] = field(default_factory=dict)
    filled: dict[tuple[int, int, tuple[tuple[str, int], ...]], tuple[str, ...]] = field(default_factory=dict)

    def plain(
        self, place: tuple[int, int], answer: Answer, names: tuple[str, ...]
    ) -> tuple[dict[str, str], tuple[str, ...]]:
        """What is told of an answer, with tokens where values belong, and the domains whose values do."""
        if place not in self.plains:
            self.plains[place] = answers.as_row(answer), answers.Needs.of(answer, names).domains
        return self.plains[place]


class Results:
    """The query for the results of one part, and the tables that it needs.

    `regimes` has the answers of each regime, and the number of the answer to each of the keys.
    """

    def __init__(
        self,
        engine: Engine,
        books: Mapping[str, Book],
        keys: Mapping[str, Numbers],
        regimes: Sequence[tuple[Sequence[Answer], Numbers]],
        memory: "Memory",
    ) -> None:
        self.engine, self.books, self.keys, self.memory = engine, books, keys, memory
        self.answers = [answer for every, _ in regimes for answer in every]
        self.places = [(at, number) for at, (every, _) in enumerate(regimes) for number in range(len(every))]
        every = zip(self.places, self.answers, strict=True)
        plain = [memory.plain(place, answer, tuple(books)) for place, answer in every]
        self.told = [told for told, _ in plain]
        firsts = np.cumsum([0, *(len(every) for every, _ in regimes)])
        self.numbers = [first + found for first, (_, found) in zip(firsts, regimes, strict=False)]
        needs = [domains for _, domains in plain]
        self.used = [name for name in books if any(name in each for each in needs)]
        self.marked: set[str] = set()
        """The columns in which some text has a token where the row's own id or day belongs."""
        self.needed = {name: np.array([name in each for each in needs], np.int64) for name in self.used}

    def query(self, known_on: str, day: str) -> str:
        """The rows of the results; `day` is the text of the day that an answer is given for."""
        self._answers()
        self._words(known_on)
        own = [f"k.s_{each} AS {_result_name(each)}" for each in sql.ROW]
        own += ["k.i_stretch AS stretch", self._strictest()]
        own += [f"{self._filled_in(each, day)} AS {each}" for each in TOLD]
        return f"SELECT {', '.join(own)} FROM {self._source()} JOIN x_told t ON {self._same()}"

    def _answers(self) -> None:
        """Make the table of keys with their answers, one row for each regime."""
        strictest = self._ranks().argmax(axis=0)
        columns = {f"i_{name}": np.tile(column, len(self.numbers)) for name, column in self.keys.items()}
        columns["i_answer"] = np.concatenate(self.numbers)
        columns["i_strictest"] = np.concatenate([strictest == at for at in range(len(self.numbers))]).astype(
            np.int64
        )
        columns |= {f"i_u_{name}": needed[columns["i_answer"]] for name, needed in self.needed.items()}
        self.engine.numbers("x_answer", columns)

    def _ranks(self) -> Numbers:
        """How strict the answer of each regime to each key is."""
        verdicts = [(STRICTEST.index(each["action"]), each["reason"]) for each in self.told]
        place = {verdict: at for at, verdict in enumerate(sorted(set(verdicts)))}
        ranks = np.array([place[each] for each in verdicts], np.int64)
        return np.stack([ranks[each] for each in self.numbers])

    def _strictest(self) -> str:
        told = "CASE WHEN x.i_strictest = 1 THEN 'yes' ELSE 'no' END" if len(self.numbers) > 1 else "'yes'"
        return f"{told} AS strictest"

    def _source(self) -> str:
        return f"keyed k JOIN x_answer x ON {' AND '.join(f'x.i_{key} = k.{key}' for key in self.keys)}"

    def _masked(self) -> list[str]:
        """For each domain, one more than the number of the row's value where the answer needs it, else 0."""
        return [f"(k.v_{each} + 1) * x.i_u_{each}" for each in self.used]

    def _same(self) -> str:
        tests = [f"t.i_v_{each} = {mask}" for each, mask in zip(self.used, self._masked(), strict=True)]
        return " AND ".join(["t.i_answer = x.i_answer", *tests])

    def _words(self, known_on: str) -> None:
        """Make the table of what is told, for every answer and all values that some row needs for it."""
        found = self.engine.columns_of(
            f"SELECT DISTINCT {', '.join(['x.i_answer', *self._masked()])} FROM {self._source()}"
        )
        rows = []
        for row in zip(*(each.tolist() for each in found), strict=True):
            told = (known_on, *self._told(row))
            marked = [name for name, text in zip(TOLD, told, strict=True) if _is_marked(text)]
            self.marked.update(marked)
            rows.append((*row, int(bool(marked)), *told))
        numbers = ("i_answer", *(f"i_v_{each}" for each in self.used), "i_marked")
        self.engine.words("x_told", (*numbers, *(f"t_{each}" for each in TOLD)), rows)

    def _told(self, row: tuple[int, ...]) -> Sequence[str]:
        """What is told of an answer, with the values of a row in the place of tokens."""
        number, *places = row
        answer, told = self.answers[number], self.told[number]
        needed = {each: place - 1 for each, place in zip(self.used, places, strict=True) if place}
        if not needed:
            return tuple(told.values())
        key = (*self.places[number], tuple(needed.items()))
        known = self.memory.filled.get(key)
        if known is None:
            known = self._filled(answer, told, needed)
            if len(self.memory.filled) < MOST_KEPT:
                self.memory.filled[key] = known
        return known

    def _filled(self, answer: Answer, told: dict[str, str], needed: dict[str, int]) -> tuple[str, ...]:
        values = {each: self.books[each].values[place] for each, place in needed.items()}
        missing = answers.filled(answer.missing, values)
        own = {
            "missing": answers.missing_text(missing),
            "missing_facts": answers.told(dict.fromkeys(each.fact for each in missing)),
            "policy_missing": answers.missing_text(answers.filled(answer.policy_missing, values)),
            "action_because": answers.counted(answer.action_because, len(answer.missing), len(missing)),
        }
        return tuple((told | own).values())

    def _filled_in(self, column: str, day: str) -> str:
        """The cell of a row, with its own id and day in the place of tokens."""
        text = f"t.t_{column}"
        if column not in self.marked:
            return text
        filled = (
            f"REPLACE(REPLACE(CAST({text} AS STRING), '{SHIPMENT}', k.s_shipment), '{answers.DAY}', {day})"
        )
        return f"CASE WHEN t.i_marked = 1 THEN {filled} ELSE CAST({text} AS STRING) END"


def _is_marked(text: str) -> bool:
    return SHIPMENT in text or answers.DAY in text


def _result_name(column: str) -> str:
    return {"to": "destination", "date": "day"}.get(column, column)
