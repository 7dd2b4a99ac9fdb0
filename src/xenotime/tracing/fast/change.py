"""One change in the compiled sums: the rows that stand above it, height by height, each asked for before its turn.

The rows above one item lie scattered through memory, so that waiting for it is most of the work. Rows of one
height do not rest on each other: while one is summed, what the next ones need is on its way.
"""

from typing import Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from xenotime.tracing.fast.kernel import NOTED, Bits, Bytes, Floats, Ints, Longs, Notes, State, work_out_row
from xenotime.tracing.fast.lines import BLOCK, fetch
from xenotime.tracing.fast.order import Bill

BATCH = 16
"""Rows that are asked for together."""


MOVED, INSIDE, DOUBT = 1, 2, 4
"""What comes out of a row: what counts for a parent is another, what is inside is, rounding may have decided."""


class Room(NamedTuple):
    """What a change works with, kept from one to the next: `dirty` has a bit for every row, all nought between.

    `rows` takes the rows of one height and `came` what came out of each. `touched` takes the rows whose figures
    are others now, `doubtful` those in which rounding may have decided something.
    """

    dirty: Bits
    rows: Ints
    came: Bytes
    touched: Ints
    doubtful: Ints


class Where(NamedTuple):
    """How far a change is.

    The words of `dirty` that may hold bits; how many rows are waiting, were touched, are doubtful, were worked
    out in all.
    """

    word: int
    last: int
    waiting: int
    touched: int
    doubtful: int
    done: int


def room(parts: int) -> Room:
    """Room for changes of a bill of that many parts."""
    rows, touched, doubtful = (np.empty(parts, np.int32) for _ in range(3))
    return Room(np.zeros((parts >> 6) + 1, np.uint64), rows, np.empty(parts, np.uint8), touched, doubtful)


@intrinsic
def _lowest(_: Any, bits: Any) -> Any:
    """The number of the lowest bit that is set."""

    def code(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), code


@njit(cache=True, nogil=True, _nrt=False)
def _taken(room: Room, word: int, bound: int) -> int:  # pragma: no cover  compiled
    """Move the dirty rows before `bound` from their bits into `rows`; how many they are."""
    dirty, count = room.dirty, 0
    while word << 6 < bound:
        bits = dirty[word]
        if bound - (word << 6) < 64:
            bits &= (np.uint64(1) << np.uint64(bound - (word << 6))) - np.uint64(1)
        dirty[word] ^= bits
        while bits:
            room.rows[count] = (word << 6) + np.int64(_lowest(bits))
            bits &= bits - np.uint64(1)
            count += 1
        word += 1
    return count


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _ask_for_rows(rows: Ints, start: int, stop: int, state: State, bill: Bill) -> None:  # pragma: no cover
    for place in range(start, stop):
        row = np.int64(rows[place])
        fetch(bill.first, row)
        fetch(bill.up, row)
        fetch(bill.ranged, row)
        fetch(state.note, row)
        fetch(state.doubt, row)
        fetch(state.worth, 2 * row)


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _ask_for_lines(
    rows: Ints, start: int, stop: int, state: State, bill: Bill, notes: Notes, blocks: Longs
) -> None:  # pragma: no cover  compiled
    for place in range(start, stop):
        row = np.int64(rows[place])
        for line in range(bill.first[row], bill.first[row + 1], 8):
            fetch(bill.child, line)
            fetch(bill.quantity, line)
        for position in range(bill.up[row], bill.up[row + 1], 16):
            fetch(bill.above, position)
        for begin in blocks:
            fetch(state.amounts, row * state.width + begin)
        at = np.int64(state.note[row]) - NOTED
        if at >= 0:
            fetch(notes.plain, at)
            fetch(notes.supplies, at)
            for begin in blocks:
                fetch(notes.inside, at * state.width + begin)


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _ask_for_parts(
    rows: Ints, start: int, stop: int, state: State, bill: Bill, blocks: Longs
) -> None:  # pragma: no cover  compiled
    for place in range(start, stop):
        row = rows[place]
        for line in range(bill.first[row], bill.first[row + 1]):
            part = np.int64(bill.child[line]) * state.width
            for begin in blocks:
                fetch(state.amounts, part + begin)


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _differs(old: Floats, new: Floats, at: int, begin: int) -> bool:  # pragma: no cover  compiled
    other = 0
    for figure in range(begin, begin + BLOCK):
        other += old[figure] != new[at + figure]
    return other > 0


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _again(
    row: int, blocks: Longs, scratch: Floats, state: State, bill: Bill, notes: Notes
) -> int:  # pragma: no cover  compiled
    """Work the row out again; what came out of it."""
    sums, hull, old, before = scratch[0], scratch[1], scratch[2], scratch[3]
    inner, came = notes.inside.reshape(-1), 0
    at, base = np.int64(state.note[row] - NOTED) * state.width, np.int64(row) * state.width
    stop = bill.first[row + 1]
    for begin in blocks:
        for figure in range(begin, begin + BLOCK):
            old[figure] = state.amounts[base + figure]
            before[figure] = inner[at + figure] if at >= 0 else 0.0
        work_out_row(row, stop, stop - 1, sums, hull, state, bill, notes, begin, begin + BLOCK)
        if _differs(old, state.amounts, base, begin):
            came |= MOVED
        if at >= 0 and _differs(before, inner, at, begin):
            came |= INSIDE
    return came | (DOUBT if state.doubt[row] else 0)


@njit(cache=True, nogil=True)
def again(
    start: int, stop: int, blocks: Longs, room: Room, state: State, bill: Bill, notes: Notes
) -> None:  # pragma: no cover  compiled
    """Work the waiting rows from `start` to `stop` out again; all are of one height."""
    rows, scratch = room.rows, np.empty((4, state.width))
    for begin in range(start, stop + 3 * BATCH, BATCH):
        _ask_for_rows(rows, min(begin, stop), min(begin + BATCH, stop), state, bill)
        if begin - start >= BATCH:
            ahead, end = min(begin - BATCH, stop), min(begin, stop)
            _ask_for_lines(rows, ahead, end, state, bill, notes, blocks)
        if begin - start >= 2 * BATCH:
            ahead, end = min(begin - 2 * BATCH, stop), min(begin - BATCH, stop)
            _ask_for_parts(rows, ahead, end, state, bill, blocks)
        if begin - start >= 3 * BATCH:
            for place in range(begin - 3 * BATCH, min(begin - 2 * BATCH, stop)):
                room.came[place] = _again(rows[place], blocks, scratch, state, bill, notes)


@njit(cache=True, nogil=True, _nrt=False)
def _passed_on(where: Where, room: Room, bill: Bill) -> Where:  # pragma: no cover  compiled
    """What came out of the waiting rows is kept, and what stands on those that moved is dirty."""
    last, touched, doubtful = where.last, where.touched, where.doubtful
    for place in range(where.waiting):
        row, came = room.rows[place], room.came[place]
        if came & (MOVED | INSIDE):
            room.touched[touched] = row
            touched += 1
        if came & DOUBT:
            room.doubtful[doubtful] = row
            doubtful += 1
        if came & MOVED:
            for position in range(bill.up[row], bill.up[row + 1]):
                over = bill.above[position]
                room.dirty[over >> 6] |= np.uint64(1) << np.uint64(over & 63)
                last = max(last, over >> 6)
    return Where(where.word, last, 0, touched, doubtful, where.done + where.waiting)


@njit(cache=True, nogil=True)
def begun(changed: Ints, room: Room) -> Where:  # pragma: no cover  compiled
    """The start of a change of these rows."""
    word, last = len(room.dirty), -1
    for row in changed:
        room.dirty[row >> 6] |= np.uint64(1) << np.uint64(row & 63)
        word, last = min(word, row >> 6), max(last, row >> 6)
    return Where(word, last, 0, 0, 0, 0)


@njit(cache=True, nogil=True)
def change(
    where: Where, most: int, blocks: Longs, room: Room, state: State, bill: Bill, notes: Notes
) -> Where:  # pragma: no cover  compiled
    """Pass on what came out of the waiting rows, and go on with whatever stands on what came out otherwise.

    `blocks` says where the blocks begin that are worked out. Where `most` rows or more of one height are to be
    worked out, they are left waiting for `again`; none waits at the end.
    """
    where = _passed_on(where, room, bill)
    while where.word <= where.last:
        bits = room.dirty[where.word]
        if bits == 0:
            where = Where(where.word + 1, where.last, 0, where.touched, where.doubtful, where.done)
            continue
        row = (where.word << 6) + np.int64(_lowest(bits))
        bound = bill.levels[np.searchsorted(bill.levels, row, "right")]
        count = _taken(room, where.word, min(bound, (where.last + 1) << 6))
        where = Where((bound - 1) >> 6, where.last, count, where.touched, where.doubtful, where.done)
        if count >= most:
            return where
        again(0, count, blocks, room, state, bill, notes)
        where = _passed_on(where, room, bill)
    return where


@njit(cache=True, nogil=True)
def above(below: Ints, room: Room, bill: Bill) -> int:  # pragma: no cover  compiled
    """Put these rows and all that they are in, innermost first, into `touched`; how many they are."""
    where, count = begun(below, room), 0
    word, last = where.word, where.last
    while word <= last:
        bits = room.dirty[word]
        if bits == 0:
            word += 1
            continue
        row = (word << 6) + np.int64(_lowest(bits))
        room.dirty[word] = bits & (bits - np.uint64(1))
        room.touched[count] = row
        count += 1
        for position in range(bill.up[row], bill.up[row + 1]):
            over = bill.above[position]
            room.dirty[over >> 6] |= np.uint64(1) << np.uint64(over & 63)
            last = max(last, over >> 6)
    return count
