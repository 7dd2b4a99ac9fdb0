"""The fast twin of the trace: every item of a book at once, with the exact trace wherever rounding could decide.

Figures are float64 within `error` of the exact ones. Where two figures that must not be confused (a statement
and what the bill holds, content and the worth of the whole, a share and a threshold) lie nearer than that, the
item is worked out with fractions and the outcome goes on from there.
"""

# ruff: noqa: PLC0415  numpy and numba are loaded by the first fast trace, not by those who never make one

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.tracing.asking import Asker
from xenotime.tracing.column import By, Column
from xenotime.tracing.fast.memory import refuse_what_does_not_fit
from xenotime.tracing.fast.sheets import Entries, Sheets, nearest, sheets
from xenotime.tracing.ledgers import Ledgers
from xenotime.tracing.shares import Shares
from xenotime.tracing.worth import Measure

if TYPE_CHECKING:
    from xenotime.tracing.fast.table import Rows, Table


@dataclass(frozen=True)
class Figure:
    """What is inside one item, at least and at most; `near` says that it was worked out exactly."""

    low: float
    high: float
    near: bool = False


@dataclass(frozen=True)
class Marked:
    """The items that were declared and those whose figures that moved, and how many were worked out again."""

    names: Sequence[str] = field(repr=False)
    declared: Sequence[int]
    moved: Sequence["Rows"] = field(repr=False)
    worked_out: int

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Their ids: the declared ones first, then those that moved, innermost first."""
        found = dict.fromkeys(self.declared)
        for each in self.moved:
            found |= dict.fromkeys(each.tolist())
        return tuple(self.names[item] for item in found)


@dataclass(frozen=True)
class Reached:
    """Whether a share reaches a threshold (None: it may), and whether that was decided exactly."""

    truth: bool | None
    near: bool = False


class FastTrace:
    """The content of every item of one book, for some columns in one measure and one currency.

    Made, it knows the bytes that a run takes (`need`); BillTooLarge where that is more than `free`.
    """

    def __init__(
        self,
        book: Book,
        columns: Sequence[Column],
        *,
        by: By = "value",
        currency: str = "",
        day: date | None = None,
        free: int,
    ) -> None:
        self.ledgers, self.by, self.currency = Ledgers(book, day), by, currency
        self.columns, self.known = tuple(columns), self.ledgers.known
        parts, lines = len(book.items), len(book.bill)
        stated = len({row.item for row in book.contents})
        self.need = refuse_what_does_not_fit(parts, lines, len(self.columns), stated, free)
        self.entries = Entries(self.known, self.columns, Measure(self.ledgers.market, by, currency))
        made = sheets(self.known, self.entries)
        self.need = refuse_what_does_not_fit(
            len(made.items), len(made.child), len(self.columns), len(made.noted), free
        )
        self.items, self.number = made.items, {item: at for at, item in enumerate(made.items)}
        self.table = _table(made)
        self.error = self.table.error
        self.redone: set[tuple[int, int]] = set()

    def run(self, threads: int = 0) -> None:
        """Work out the whole book; then whatever lay too near for float64, exactly."""
        self.table.run(threads)
        self._redo(self.table.doubts())

    def figure(self, item_id: str, column: int) -> Figure:
        """What is inside one base unit of the item of the column with that number."""
        item = self.number[item_id]
        return Figure(*self.table.figure(item, column), (item, column) in self.redone)

    def reaches(self, item_id: str, column: int, threshold: Fraction) -> Reached:
        """Whether the listed share of the item is at or above the threshold, decided as the exact trace does."""
        figure, (least, most) = self.figure(item_id, column), self.table.worth(self.number[item_id])
        line, slack = float(threshold), 4 * self.error
        low = 0.0 if not most else min(1.0, figure.low / most)
        high = 0.0 if not figure.high else min(1.0, figure.high / least) if least else 1.0
        near = any(abs(end - line) <= slack * max(end, line) for end in (low, high))
        truth = True if low >= line else False if high < line else None
        summed = self.by == "value" and self.known.is_sum_of_lines(item_id) and truth is None
        weighed = self.by == "mass" and bool(self.known.rows.get(item_id))
        if not (near or summed or weighed):
            return Reached(truth)
        exact = Shares(self.ledgers, Asker(None), self.columns[column], self.by).of(item_id, None).amount
        top = exact.high
        return Reached(
            True if exact.low >= threshold else False if top is not None and top < threshold else None, True
        )

    def declare(self, rows: Iterable[ContentRow], columns: Sequence[Column] = ()) -> Marked:
        """Take new rows in, work out again what stands above them, and mark whatever they moved.

        Where being on a list depends on what is inside an item, give the columns made anew from the book
        with these rows: then every item above is asked again whether it is on the list.
        """
        new = tuple(rows)
        names = list(dict.fromkeys(row.item for row in new))
        before = {name: self.entries.of(name) for name in names}
        self.known.add(new)
        items, moved = self._taken_back(names, everything=bool(columns)), set[int]()
        if columns:
            self.columns = tuple(columns)
            self.entries = Entries(self.known, self.columns, self.entries.measure)
        if items or columns:
            moved = set(range(len(self.columns)))
        for name in names:
            entry = self.entries.of(name)
            moved |= entry.differs(before[name])
            self.table.put(self.number[name], entry)
            items.append(self.number[name])
        if columns:
            items += self._asked_again(items)
        changed = self.table.change(items, moved)
        further = self._redo(changed.doubts)
        return Marked(self.items, items, (changed.items, *further), changed.worked_out)

    def _taken_back(self, names: Sequence[str], *, everything: bool) -> list[int]:
        """Forget what was worked out exactly above these items; the items whose fast figures rest on it."""
        if everything:
            self.ledgers.forget()
        else:
            self.ledgers.forget_above(
                names, lambda item: [self.items[n] for n in self.table.over(self.number[item])]
            )
        if not self.redone:
            return []
        above = set(self.table.above(self.number[name] for name in names))
        stale = {each for each in self.redone if everything or each[0] in above}
        self.redone -= stale
        items = list(dict.fromkeys(item for item, _ in stale))
        self.table.release(items)
        return items

    def _asked_again(self, items: list[int]) -> list[int]:
        """The items above that are on other lists now, with their new entries put in."""
        found = []
        for item in self.table.above(items):
            entry = self.entries.of(self.items[item])
            if entry.fates != self.table.fates(item):
                self.table.put(item, entry)
                found.append(item)
        return found

    def _redo(self, doubts: list[tuple[int, int]]) -> list["Rows"]:
        """Work the doubtful figures out exactly, innermost first; where one comes out otherwise, go on from it.

        Gives the items that moved further.
        """
        further = []
        while doubts:
            item, column = doubts.pop(0)
            if not self.table.is_doubtful(item, column):
                continue
            ledger = self.ledgers.ledger(self.columns[column], self.by, self.currency)
            exact = ledger.node(self.items[item]).inside.listed
            self.redone.add((item, column))
            low, high = nearest(exact.low), nearest(exact.high)
            if self._is_same(self.table.figure(item, column), (low, high)):
                self.table.clear(item, column)
                continue
            self.table.fix(item, column, low, high)
            changed = self.table.change([item], [column])
            further.append(changed.items)
            doubts = self.table.in_order([*doubts, *changed.doubts])
        return further

    def _is_same(self, found: tuple[float, float], exact: tuple[float, float]) -> bool:
        return all(
            one == other or abs(one - other) <= self.error * other
            for one, other in zip(found, exact, strict=True)
        )


def _table(made: Sheets) -> "Table":
    from xenotime.tracing.fast.table import Table

    return Table(made)
