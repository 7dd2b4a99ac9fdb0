"""One bill loaded for the compiled sums: run it, change it, read it."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numba import get_num_threads
from numpy.typing import NDArray

from xenotime.tracing import kernel
from xenotime.tracing.fast_memory import padded
from xenotime.tracing.fast_sheets import ONLY_OPENED, Entry, EntrySheet, FigureOutOfReach, Sheets
from xenotime.tracing.kernel import CLOSED, FREE, NOTED, OPEN, Notes, State
from xenotime.tracing.kernel_lines import BLOCK, PAIRS
from xenotime.tracing.kernel_order import Lines, lay_out

Rows = NDArray[np.int32]
Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]
UNIT = 2.0**-53
"""The most by which one rounding moves a figure, as a part of it."""
PIECE, PIECES = 4096, 8
"""Rows that a thread takes at once, at least; pieces of a height for each thread, at most."""
REACH = 900
"""Bits between the largest and the smallest product that a run may meet."""


@dataclass(frozen=True)
class Changed:
    """What one change did: the items whose figures are others now, and how many were worked out again."""

    items: Rows
    worked_out: int


class Table:
    """One bill with what is known of its items; `error` bounds every figure's distance from the exact one."""

    def __init__(self, sheets: Sheets) -> None:
        self.columns, self.pairs = sheets.columns, padded(sheets.columns)
        quantity, top = np.asarray(sheets.quantity, np.float64), np.asarray(sheets.top, np.float64)
        wide = bool(len(top)) and not np.array_equal(quantity, top)
        slot = np.asarray(sheets.slot, np.int32)
        wide = wide or (len(slot) > 1 and bool((slot[1:] == slot[:-1]).any()))
        none, nothing = np.zeros(0), np.zeros(0, np.int32)
        self.bill, self.stuck = lay_out(
            Lines(
                np.asarray(sheets.parent, np.int32),
                np.asarray(sheets.child, np.int32),
                quantity,
                top if wide else none,
                slot if wide else nothing,
            ),
            np.frombuffer(sheets.source, np.uint8),
        )
        if self.stuck:
            raise ValueError(f"{self.stuck} items hang on a loop of the bill")
        self.error = 2 * UNIT * self.bill.roundings
        self._refuse_what_is_out_of_reach(quantity, np.asarray(sheets.worth, np.float64))
        self.notes, self.used = self._notes(sheets)
        self.state = self._state(sheets)
        parts = len(sheets.items)
        self._fixed: list[int] = []
        self._settled = False
        self._dirty, self._touched = np.zeros((parts >> 6) + 1, np.uint64), np.empty(parts, np.int32)

    def _refuse_what_is_out_of_reach(self, *figures: NDArray[np.float64]) -> None:
        spans = []
        for each in figures:
            positive = each[(each > 0) & np.isfinite(each)]
            spans.append(float(np.abs(np.log2(positive)).max(initial=0.0)) if len(positive) else 0.0)
        if spans[0] * len(self.bill.live) + spans[1] > REACH:
            raise FigureOutOfReach("the products of quantities through the levels of this bill")

    def _state(self, sheets: Sheets) -> State:
        parts, order = len(sheets.items), self.bill.item_of
        note = np.where(np.frombuffer(sheets.closed, np.uint8)[order], CLOSED, OPEN).astype(np.int32)
        rows = np.sort(self.bill.row_of[np.asarray(sheets.noted, np.int32)])
        note[rows] = np.arange(len(rows), dtype=np.int32) + NOTED
        worth = np.ascontiguousarray(np.asarray(sheets.worth, np.float64).reshape(-1, 2)[order])
        kernel.worths(worth, np.frombuffer(sheets.summed, np.uint8)[order], self.bill)
        width = 2 * self.pairs
        return State(
            kernel.aligned(parts, width),
            width,
            worth,
            note,
            np.zeros(parts, np.uint64),
            2 * self.error,
            sheets.holds,
        )

    def run(self, threads: int = 0) -> None:
        """Work out every item that can hold content; the figures do not depend on the number of threads.

        Height by height; the threads take pieces of a height as they become free. No number means all. The
        innermost parts have no lines: what they hold is worked out once, and again where it was changed.
        """
        levels = zip(self.bill.levels[:-1].tolist(), self.bill.live.tolist(), strict=True)
        workers = threads or get_num_threads()
        with ThreadPoolExecutor(workers) as pool:
            for start, count in islice(levels, int(self._settled), None):
                piece = max(PIECE, -(-count // (PIECES * workers)))
                cuts = range(start, start + count, piece)
                if workers == 1 or len(cuts) == 1:
                    self._rows(start, start + count)
                else:
                    list(
                        pool.map(
                            lambda at, end=start + count, by=piece: self._rows(at, min(end, at + by)), cuts
                        )
                    )
        self._settled = True

    def _rows(self, start: int, stop: int) -> None:
        kernel.work_out(start, stop, self.state, self.bill, self.notes)

    def figures(self, column: int) -> tuple[Floats, Floats]:
        """What is inside one of every item, at least and at most, in the order of the items."""
        at = kernel.low_at(column)
        amounts = self.state.amounts.reshape(-1, self.state.width)
        low, high = amounts[:, at].copy(), amounts[:, at + PAIRS].copy()
        own = self._with_own_figures()
        low[own] = self.notes.inside[self.state.note[own] - NOTED, at]
        high[own] = self.notes.inside[self.state.note[own] - NOTED, at + PAIRS]
        return low[self.bill.row_of], high[self.bill.row_of]

    def figure(self, item: int, column: int) -> tuple[float, float]:
        """What is inside one of the item, at least and at most."""
        found, at = self._own_figures(int(self.bill.row_of[item])), kernel.low_at(column)
        return float(found[at]), float(found[at + PAIRS])

    def _own_figures(self, row: int) -> Floats:
        """What is inside one of the row, in all columns."""
        note = int(self.state.note[row]) - NOTED
        if note >= 0 and not self.notes.plain[note]:
            found = self.notes.inside[note]
        else:
            found = self.state.amounts[row * self.state.width : (row + 1) * self.state.width]
        return np.asarray(found)

    def worth(self, item: int) -> tuple[float, float]:
        """What one of the item is worth, at least and at most."""
        low, high = self.state.worth[self.bill.row_of[item]]
        return float(low), float(high)

    def doubts(self) -> list[tuple[int, int]]:
        """Items and columns in which rounding may have decided something, innermost items first."""
        rows = np.flatnonzero(self.state.doubt)
        return [
            (int(self.bill.item_of[row]), column)
            for row in rows
            for column in range(self.columns)
            if int(self.state.doubt[row]) >> column & 1
        ]

    def clear(self, item: int, column: int) -> None:
        """Let the item's figure stand: it was worked out exactly and is the same."""
        row = self.bill.row_of[item]
        self.state.doubt[row] &= ~(np.uint64(1) << np.uint64(column))

    def put(self, item: int, entry: Entry, worth: tuple[float, float] | None = None) -> None:
        """Let another entry hold for the item, from the next run or change on."""
        row = int(self.bill.row_of[item])
        if worth is not None:
            self.state.worth[row] = worth
        if entry.brings(float(self.state.worth[row, 1])):
            self._visit_all_if_new(row)
        self._settled = False
        figures, at = self._own_figures(row).copy(), self._append(entry)
        self.notes.inside[at] = figures
        self.state.note[row] = at + NOTED

    def fix(self, item: int, column: int, low: float, high: float) -> None:
        """Let an exact figure stand in the place of the computed one, until `release`."""
        row = int(self.bill.row_of[item])
        if self.state.note[row] < NOTED:
            closed = bool(self.state.note[row] == CLOSED)
            self.put(item, Entry((ONLY_OPENED,) * self.pairs, closed))
        note = int(self.state.note[row]) - NOTED
        fixes = self.notes.fixes
        if self.notes.fixed[note] < 0:
            self.notes.fixed[note] = len(fixes)
            self._fixed.append(item)
            fixes = np.vstack((fixes, np.full((1, 2 * self.pairs), FREE)))
        at = kernel.low_at(column)
        fixes[self.notes.fixed[note], [at, at + PAIRS]] = low, high
        self.notes.plain[note] = 0
        self.notes = self.notes._replace(fixes=fixes)

    def release(self) -> list[int]:
        """Let no exact figure stand any more; give the items that had one, to be changed."""
        released, self._fixed = self._fixed, []
        for item in released:
            self.notes.fixed[self.state.note[self.bill.row_of[item]] - NOTED] = -1
        self.notes = self.notes._replace(fixes=self.notes.fixes[:0])
        self._settled = self._settled and not released
        return released

    def fates(self, item: int) -> tuple[int, ...]:
        """What can happen to the item in each column."""
        note = int(self.state.note[self.bill.row_of[item]]) - NOTED
        return (
            tuple(int(each) for each in self.notes.fates[note]) if note >= 0 else (ONLY_OPENED,) * self.pairs
        )

    def above(self, items: Iterable[int]) -> list[int]:
        """These items and every one that they are in, innermost first."""
        todo = [int(self.bill.row_of[item]) for item in items]
        seen = set(todo)
        for row in todo:
            for over in self.bill.above[self.bill.up[row] : self.bill.up[row + 1]].tolist():
                if over not in seen:
                    seen.add(over)
                    todo.append(over)
        return [int(self.bill.item_of[row]) for row in sorted(seen)]

    def change(self, items: Iterable[int], columns: Iterable[int]) -> Changed:
        """Work out the items again, in the blocks of these columns, and what stands above and is moved."""
        rows = self.bill.row_of[np.fromiter(items, np.int64)]
        moved, done = [np.zeros(0, np.int32)], 0
        for block in sorted({column // PAIRS for column in columns}):
            count, worked = kernel.change(
                rows,
                self._dirty,
                self._touched,
                self.state,
                self.bill,
                self.notes,
                block * BLOCK,
                (block + 1) * BLOCK,
            )
            moved.append(self._touched[:count].copy())
            done += worked
        found = moved[-1] if len(moved) <= 2 else np.unique(np.concatenate(moved))
        return Changed(self.bill.item_of[found], done)

    def _with_own_figures(self) -> NDArray[np.int64]:
        """The rows of which what is inside and what counts may differ."""
        noted = np.flatnonzero(self.state.note >= NOTED)
        return np.asarray(noted[self.notes.plain[self.state.note[noted] - NOTED] == 0])

    def _visit_all_if_new(self, row: int) -> None:
        """From now on visit all, if the row could hold nothing when the rows were laid out."""
        level = int(np.searchsorted(self.bill.levels, row, "right")) - 1
        if row - self.bill.levels[level] >= self.bill.live[level]:
            self.bill = self.bill._replace(until=self.bill.first[1:], live=np.diff(self.bill.levels))

    def _append(self, entry: Entry) -> int:
        sheet = EntrySheet()
        sheet.add(entry)
        at, supply, voice, statement = self.used
        counts = (1, len(sheet.voices), len(sheet.statements), sum(sheet.statements))
        self.notes = _grown(self.notes, tuple(a + b for a, b in zip(self.used, counts, strict=True)))
        notes = self.notes
        notes.fates[at], notes.closed[at] = list(sheet.fates), sheet.closed[0]
        for pointers, start, own in (
            (notes.supplies, at, sheet.supplies),
            (notes.voices, supply, sheet.voices),
            (notes.statements, voice, sheet.statements),
        ):
            for place, count in enumerate(own, start):
                pointers[place + 1] = pointers[place] + count
        for place in range(counts[3]):
            notes.said[statement + place] = sheet.said[place * 2 * self.pairs : (place + 1) * 2 * self.pairs]
            notes.adds[statement + place] = list(sheet.adds[place * self.pairs : (place + 1) * self.pairs])
        notes.plain[at] = set(entry.fates) == {ONLY_OPENED} and counts[1:] == (1, 1, 1)
        notes.fixed[at] = -1
        self.used = (at + 1, supply + counts[1], voice + counts[2], statement + counts[3])
        return at

    def _notes(self, sheets: Sheets) -> tuple[Notes, tuple[int, int, int, int]]:
        """The entries in the order of the rows."""
        made, pairs = sheets.entries, self.pairs
        order = np.argsort(self.bill.row_of[np.asarray(sheets.noted, np.int32)], kind="stable")
        supplies, of_supply = _reordered(np.asarray(made.supplies, np.int64), order)
        voices, of_voice = _reordered(np.asarray(made.voices, np.int64), of_supply)
        statements, of_statement = _reordered(np.asarray(made.statements, np.int64), of_voice)
        fates = np.frombuffer(made.fates, np.uint8).reshape(-1, pairs)[order]
        notes = Notes(
            fates,
            np.frombuffer(made.closed, np.uint8)[order],
            _plain(fates, supplies, voices, statements),
            supplies,
            voices,
            statements,
            np.asarray(made.said, np.float64).reshape(-1, 2 * pairs)[of_statement],
            np.frombuffer(made.adds, np.uint8).reshape(-1, pairs)[of_statement],
            np.full(len(order), -1, np.int32),
            np.zeros((0, 2 * pairs)),
            np.zeros((len(order), 2 * pairs)),
        )
        return notes, (len(order), len(of_supply), len(of_voice), len(of_statement))


def _plain(fates: Bytes, supplies: Longs, voices: Longs, statements: Longs) -> Bytes:
    """Which items have one statement and are opened in every column."""
    one = np.diff(supplies) == 1
    one_voice, one_statement = (
        np.append(np.diff(voices) == 1, [False]),
        np.append(np.diff(statements) == 1, [False]),
    )
    one &= one_voice[supplies[:-1]]
    one &= one_statement[voices[supplies[:-1]]]
    return np.asarray(one & (fates == ONLY_OPENED).all(axis=1), np.uint8)


def _reordered(counts: Longs, order: Longs) -> tuple[Longs, Longs]:
    """Where the children of each of `order` begin now, and which they are by their old numbers."""
    starts = np.cumsum(counts) - counts
    taken = counts[order]
    first = np.zeros(len(order) + 1, np.int64)
    np.cumsum(taken, out=first[1:])
    return first, np.repeat(starts[order] - first[:-1], taken) + np.arange(first[-1])


def _grown(notes: Notes, used: tuple[int, ...]) -> Notes:
    """The notes with room for that many items, supplies, voices and statements; a quarter more where it lacks."""
    at, supply, voice, statement = used
    wanted = {
        **dict.fromkeys(("fates", "closed", "plain", "fixed", "inside"), at),
        **{
            "supplies": at + 1,
            "voices": supply + 1,
            "statements": voice + 1,
            "said": statement,
            "adds": statement,
        },
    }
    made = {}
    for name, size in wanted.items():
        held = getattr(notes, name)
        if size > len(held):
            room = np.zeros((size + size // 4 + 64 - len(held), *held.shape[1:]), held.dtype)
            made[name] = np.concatenate((held, room))
    return notes._replace(**made) if made else notes
