"""The classes of the lines of a part, told by numbers: what `sql.classes` joins, without an engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from xenotime.dates import parse_day
from xenotime.screening.days import Days
from xenotime.screening.engine import AMOUNTS
from xenotime.screening.lines import Lines, Words
from xenotime.screening.loops import Codes, Ints, distinct, same, taken, worth
from xenotime.screening.values import DomainTable, GoodsTable


@dataclass
class Scoping:
    """The scopes that positions make: of a shipment by its name, of an item by what a cell calls it."""

    shipments: Mapping[str, int]
    item: Callable[[str], int]
    of_items: list[int] = field(default_factory=lambda: [0])
    """The scope of each text that was met in the item's column; the first is nothing."""


@dataclass(frozen=True)
class Classed:
    """For each line the stretch of days and the scope, and for each domain its state."""

    stretch: Codes
    scope: Codes
    same: Codes
    states: dict[str, Codes]
    values: dict[str, tuple[Codes, Codes | None]]
    """For each domain the numbers of its values, and which of these each line has; None where that is each its own."""

    def value(self, name: str) -> Codes:
        """For each line the number of its value in a domain."""
        numbers, place = self.values[name]
        return numbers if place is None else taken(numbers, place)


@dataclass
class Classes:
    """Numbers what stands in lines, and remembers it from part to part."""

    tables: Sequence[DomainTable]
    days: Days
    fact_days: Days
    on: date | None
    scoping: Scoping
    words: dict[str, Words]
    refuse: Callable[[date], None] = lambda _: None
    """Raises where a row cannot be answered for its day."""
    lock: Lock = field(default_factory=Lock)

    def of(self, lines: Lines) -> Classed:
        """The classes of some lines."""
        stretch, fact_stretch = self._days(lines.codes["date"])
        values: dict[str, tuple[Codes, Codes | None]] = {}
        states, opened = {}, []
        scope = self._scope(lines)
        # goods last: seeing them takes long, and the parts behind wait for it
        for table in sorted(self.tables, key=lambda each: isinstance(each, GoodsTable)):
            name = table.book.domain.name
            place, rows = self._rows(table, lines, fact_stretch)
            if isinstance(table, GoodsTable):
                numbers, states[name] = self._goods(table, lines, place, rows)
                values[name] = (numbers, None)
                continue
            with self.lock:
                table.add(rows)
                found = [table.known[row] for row in rows]
                parties = np.array([table.opened(each) for each in found], np.int32)
            values[name] = np.array([each.number for each in found], np.int32), place
            states[name] = taken(np.array([each.state for each in found], np.int32), place)
            if table.book.domain.role:
                opened.append(taken(parties, place))
        alike = same(np.array(opened)) if opened else np.zeros(lines.count, np.int32)
        return Classed(stretch, scope, alike, states, values)

    def _days(self, dates: Codes) -> tuple[Codes, Codes]:
        """The stretches of days that the law, and the facts, tell apart."""
        place, first = distinct(dates[np.newaxis])
        texts = (self.words["date"].texts[each] for each in dates[first].tolist())
        days = [self.on or parse_day(text.strip()) for text in texts]
        for day in set(days):
            self.refuse(day)
        own, of_facts = (
            np.array([known.stretch(day) for day in days], np.int32)[place]
            for known in (self.days, self.fact_days)
        )
        return own, of_facts

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
        ends = np.cumsum([0, *(len(each.stretches) for each in goods)])
        bare = [(each.factor, each.bare.number, each.bare.state) for each in goods]
        every = [part for each in goods for part in each.stretches]
        told = np.column_stack([np.array(bare, np.float64), ends[:-1], ends[1:]])
        value, quantity = (lines.amounts[name] for name in AMOUNTS)
        found = worth(place, value, quantity, told, np.array(every, np.float64))
        untold = np.flatnonzero(found[0] < 0)
        if len(untold):
            found[:, untold] = self._exactly(table, lines, place, rows, untold)
        return found[0], found[1]

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
        codes, known = lines.codes["item"], self.scoping.of_items
        with self.lock:
            # what stands in later lines may not be readable
            known += map(self.scoping.item, self.words["item"].texts[len(known) : int(codes.max()) + 1])
            found = taken(np.array(known, np.int32), codes)
        if self.scoping.shipments:
            names, numbers = zip(*self.scoping.shipments.items(), strict=True)
            at = pc.index_in(lines.texts["shipment"], pa.array(names)).fill_null(len(names))
            found += np.array([*numbers, 0], np.int32)[at.to_numpy()]
        return found
