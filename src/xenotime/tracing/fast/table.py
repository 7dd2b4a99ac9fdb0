"""One bill loaded for the compiled sums: run it, change it, read it."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import numpy as np
from numba import get_num_threads
from numpy.typing import NDArray

from xenotime.tracing.fast import change as kernel_change
from xenotime.tracing.fast import kernel
from xenotime.tracing.fast.kernel import CLOSED, FREE, NOTED, OPEN, State
from xenotime.tracing.fast.lines import BLOCK, PAIRS
from xenotime.tracing.fast.memory import padded
from xenotime.tracing.fast.notes import appended, notes_of, with_more_fixes
from xenotime.tracing.fast.order import Lines, lay_out
from xenotime.tracing.fast.reach import error_of, refuse_what_is_out_of_reach
from xenotime.tracing.fast.sheets import ONLY_OPENED, Entry, Sheets

Rows = NDArray[np.int32]
Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]
PIECE, PIECES = 4096, 8
"""Rows that a thread takes at once, at least; pieces of a height for each thread, at most."""
MANY = 4_096
"""Rows of one height from which on the threads share a change."""


@dataclass(frozen=True)
class Changed:
    """What one change did: the items whose figures are others now, and how many were worked out again.

    `doubts` are the items and columns, of those worked out, in which rounding may have decided something.
    """

    items: Rows
    worked_out: int
    doubts: list[tuple[int, int]]


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
        self.error = error_of(self.bill.longest)
        worth = np.asarray(sheets.worth, np.float64)
        refuse_what_is_out_of_reach(len(self.bill.live), quantity, worth)
        self.notes, self.used = notes_of(sheets, self.bill.row_of, self.pairs)
        self._free: list[int] = []
        self.state = self._state(sheets)
        parts = len(sheets.items)
        self._settled = False
        self._room = kernel_change.room(parts)
        self._pool: ThreadPoolExecutor | None = None

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
        return self._doubts_of(np.flatnonzero(self.state.doubt))

    def _doubts_of(self, rows: NDArray[Any]) -> list[tuple[int, int]]:
        return [
            (int(self.bill.item_of[row]), column)
            for row in rows
            for column in range(self.columns)
            if int(self.state.doubt[row]) >> column & 1
        ]

    def is_doubtful(self, item: int, column: int) -> bool:
        """Whether rounding may have decided something in the item's figure."""
        return bool(int(self.state.doubt[self.bill.row_of[item]]) >> column & 1)

    def in_order(self, doubts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Items and columns, innermost items first."""
        return sorted(set(doubts), key=lambda each: (int(self.bill.row_of[each[0]]), each[1]))

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
        if self.notes.fixed[note] < 0:
            if not self._free:
                self.notes, self._free = with_more_fixes(self.notes)
            self.notes.fixed[note] = self._free.pop()
        at = kernel.low_at(column)
        self.notes.fixes[self.notes.fixed[note], [at, at + PAIRS]] = low, high
        self.notes.plain[note] = 0

    def release(self, items: Iterable[int]) -> None:
        """Let no exact figure stand any more on these items; they are to be changed."""
        for item in items:
            note = int(self.state.note[self.bill.row_of[item]]) - NOTED
            if note >= 0 and self.notes.fixed[note] >= 0:
                self.notes.fixes[self.notes.fixed[note]] = FREE
                self._free.append(int(self.notes.fixed[note]))
                self.notes.fixed[note] = -1
                self._settled = False

    def fates(self, item: int) -> tuple[int, ...]:
        """What can happen to the item in each column."""
        note = int(self.state.note[self.bill.row_of[item]]) - NOTED
        return (
            tuple(int(each) for each in self.notes.fates[note]) if note >= 0 else (ONLY_OPENED,) * self.pairs
        )

    def above(self, items: Iterable[int]) -> list[int]:
        """These items and every one that they are in, innermost first."""
        count = kernel_change.above(self._rows_of(items), self._room, self.bill)
        return [int(each) for each in self.bill.item_of[self._room.touched[:count]]]

    def over(self, item: int) -> list[int]:
        """The items that this one is directly in."""
        row = self.bill.row_of[item]
        return [
            int(each)
            for each in self.bill.item_of[self.bill.above[self.bill.up[row] : self.bill.up[row + 1]]]
        ]

    def _rows_of(self, items: Iterable[int]) -> Rows:
        return np.asarray(self.bill.row_of[np.fromiter(items, np.int64)])

    def change(self, items: Iterable[int], columns: Iterable[int], many: int = MANY) -> Changed:
        """Work out the items again, in the blocks of these columns, and what stands above and is moved.

        Where `many` items or more of one height are to be worked out, the threads share them.
        """
        rows = self._rows_of(items)
        blocks = np.array(sorted({column // PAIRS * BLOCK for column in columns}), np.int64)
        what = (blocks, self._room, self.state, self.bill, self.notes)
        found = kernel_change.change(kernel_change.begun(rows, self._room), many, *what)
        while found.waiting:
            self._shared(found.waiting, lambda start, stop: kernel_change.again(start, stop, *what))
            found = kernel_change.change(found, many, *what)
        doubts = np.sort(self._room.doubtful[: found.doubtful])
        moved = self.bill.item_of[self._room.touched[: found.touched]]
        return Changed(moved, found.done, self._doubts_of(doubts))

    def _shared(self, count: int, work: Callable[[int, int], None]) -> None:
        """Let every thread do its part of so many rows."""
        workers = get_num_threads()
        if self._pool is None and workers > 1:
            self._pool = ThreadPoolExecutor(workers - 1)
        cuts = [count * each // workers for each in range(workers + 1)]
        others = [self._pool.submit(work, *each) for each in pairwise(cuts[1:])] if self._pool else []
        work(0, cuts[1])
        for each in others:
            each.result()

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
        self.notes, self.used = appended(self.notes, self.used, entry)
        return self.used.items - 1
