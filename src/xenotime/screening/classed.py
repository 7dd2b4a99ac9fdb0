"""The classes of the lines of a part, told by numbers: what `sql.classes` joins, without an engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from xenotime.dates import parse_day
from xenotime.screening.days import Days
from xenotime.screening.lines import AMOUNTS, Lines, Words
from xenotime.screening.loops import Codes, Ints, distinct, same, stretches
from xenotime.screening.values import DomainTable, GoodsTable

ScopeRows = Mapping[str, Sequence[tuple[str, int]]]
BARE, UNTOLD = -2, -1


@dataclass(frozen=True)
class Classed:
    """For each line the stretch of days and the scope; for each domain the number of its value and its state."""

    stretch: Codes
    scope: Codes
    same: Codes
    values: dict[str, Codes]
    states: dict[str, Codes]


@dataclass
class Classes:
    """Numbers what stands in lines, and remembers it from part to part."""

    tables: Sequence[DomainTable]
    days: Days
    fact_days: Days
    on: date | None
    scopes: ScopeRows
    words: dict[str, Words]
    lock: Lock = field(default_factory=Lock)

    def of(self, lines: Lines) -> Classed:
        """The classes of some lines."""
        stretch, fact_stretch = self._days(lines.codes["date"])
        values, states, opened = {}, {}, []
        for table in self.tables:
            name = table.book.domain.name
            place, rows = self._rows(table, lines, fact_stretch)
            if isinstance(table, GoodsTable):
                values[name], states[name] = self._goods(table, lines, place, rows)
                continue
            with self.lock:
                table.add(rows)
                found = [table.known[row] for row in rows]
                parties = np.array([table.opened(each) for each in found], np.int32)
            values[name] = np.array([each.number for each in found], np.int32)[place]
            states[name] = np.array([each.state for each in found], np.int32)[place]
            if table.book.domain.role:
                opened.append(parties[place])
        alike = same(np.array(opened)) if opened else np.zeros(lines.count, np.int32)
        return Classed(stretch, self._scope(lines), alike, values, states)

    def _days(self, dates: Codes) -> tuple[Codes, Codes]:
        """The stretches of days that the law, and the facts, tell apart."""
        there = np.unique(dates)
        days = [self.on or parse_day(self.words["date"].texts[each].strip()) for each in there.tolist()]
        found = []
        for known in (self.days, self.fact_days):
            stretch_of = np.zeros(int(there.max(initial=0)) + 1, np.int32)
            stretch_of[there] = [known.stretch(day) for day in days]
            found.append(stretch_of[dates])
        return found[0], found[1]

    def _rows(self, table: DomainTable, lines: Lines, dated: Codes) -> tuple[Codes, list[tuple[Any, ...]]]:
        """For each line the number of its value, and what each of these is, as `DomainTable.known` has it."""
        domain = table.book.domain
        codes = [self._codes(name, lines) for name in domain.columns] + ([dated] if domain.dated else [])
        if not codes:
            return np.zeros(lines.count, np.int32), [(0,)]
        place, first = distinct(np.array(codes))
        texts = [
            [self.words[name].texts[each] for each in column[first].tolist()]
            for name, column in zip(domain.columns, codes, strict=False)
        ]
        return place, list(zip(*texts, *([dated[first].tolist()] if domain.dated else []), strict=True))

    def _codes(self, name: str, lines: Lines) -> Codes:
        if name in lines.codes:
            return lines.codes[name]
        with self.lock:
            return self._coded(name, lines.texts[name])

    def _coded(self, name: str, texts: pa.StringArray) -> Codes:
        found = np.empty(len(texts), np.int32)
        self.words.setdefault(name, Words()).of(texts, found)
        return found

    def _goods(
        self, table: GoodsTable, lines: Lines, place: Codes, rows: list[tuple[Any, ...]]
    ) -> tuple[Codes, Codes]:
        """The goods by what a line says that one unit is worth."""
        with self.lock:
            table.add(rows)
            goods = [table.goods[row] for row in rows]
        firsts = np.cumsum([0, *(len(each.stretches) for each in goods)])
        every = (part for each in goods for part in each.stretches)
        lows, highs, inside, states = (np.array(each) for each in zip(*every, strict=True))
        factors = np.array([each.factor for each in goods], np.float64)
        value, quantity = (lines.amounts[name] for name in AMOUNTS)
        found = stretches(place, value, quantity, factors, firsts, lows, highs)
        bare = found == BARE
        numbers = np.where(
            bare, np.array([each.bare.number for each in goods])[place], inside.take(found, mode="clip")
        )
        of_state = np.where(
            bare, np.array([each.bare.state for each in goods])[place], states.take(found, mode="clip")
        )
        untold = np.flatnonzero(found == UNTOLD)
        if len(untold):
            numbers[untold], of_state[untold] = self._exactly(table, lines, place, rows, untold)
        return numbers.astype(np.int32), of_state.astype(np.int32)

    def _exactly(
        self, table: GoodsTable, lines: Lines, place: Codes, rows: list[tuple[Any, ...]], untold: Ints
    ) -> tuple[Ints, Ints]:
        """What amounts that lie near a mark, or are written so, come to."""
        stated = [lines.texts[name].take(pa.array(untold)) for name in AMOUNTS]
        coded = []
        for each in stated:
            coded.append(np.empty(len(untold), np.int32))
            Words().of(each, coded[-1])
        there, first = distinct(np.array([place[untold], *coded]))
        at = pa.array(first)
        texts = zip(*(each.take(at).to_pylist() for each in stated), strict=True)
        goods = (rows[each] for each in place[untold[first]].tolist())
        near = [(*row[:-1], *amounts, row[-1]) for row, amounts in zip(goods, texts, strict=True)]
        with self.lock:
            table.exactly(near)
            found = [table.near[each] for each in near]
        return (
            np.array([each.number for each in found], np.int64)[there],
            np.array([each.state for each in found], np.int64)[there],
        )

    def _scope(self, lines: Lines) -> Codes:
        """Under which positions each line is."""
        found = np.zeros(lines.count, np.int32)
        for name, number in self.scopes["item"]:
            if name in self.words["item"].number:
                found[lines.codes["item"] == self.words["item"].number[name]] += number
        if self.scopes["shipment"]:
            names, numbers = zip(*self.scopes["shipment"], strict=True)
            at = pc.index_in(lines.texts["shipment"], pa.array(names)).fill_null(len(names))
            found += np.array([*numbers, 0], np.int32)[at.to_numpy()]
        return found
