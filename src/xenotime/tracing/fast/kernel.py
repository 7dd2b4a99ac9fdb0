"""The compiled sums of the trace: the same algebra as `algebra`, in float64, for millions of parts at once.

Rows stand in the order of their height above the innermost parts, so that a row rests on rows before it only.
A row is summed by one thread in the order of its lines: the same bits come out, however many threads there are.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from xenotime.tracing.fast.lines import BLOCK, PAIRS, add_one, add_three
from xenotime.tracing.fast.order import Bill

OPEN, CLOSED, NOTED = 0, 1, 2
"""What `note` says of a row: nothing stated; nothing in it besides its lines; from here on an entry of `Notes`."""
COUNTS, OPENED, STOPS = 1, 2, 4
INFINITE = np.inf
ADDS, DENIED = 1, 2
FREE = -1.0
"""In a row of fixes: this column is not fixed."""
Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Bits = NDArray[np.uint64]


class Notes(NamedTuple):
    """The items of which more is known than their lines; entry 0 belongs to note `NOTED`.

    Supplies of an item, voices of a supply and statements of a voice lie one after the other. A statement's
    `said` is a row of lows and highs; to a high comes what the lines hold where the statement `adds` them (bit 1); a
    voice that leaves nothing is passed over where another one contradicts it (bit 2).
    `plain` marks an item with one statement that is opened in every column. `fixed` is the item's row of
    `fixes` (exact figures that replace computed ones), or -1. A run fills `inside`, but for plain items.
    """

    fates: Bytes
    closed: Bytes
    plain: Bytes
    supplies: Longs
    voices: Longs
    statements: Longs
    said: Floats
    adds: Bytes
    fixed: Ints
    fixes: Floats
    inside: Floats


class State(NamedTuple):
    """What a run works on: `amounts` has `width` figures for each row, in blocks of four pairs.

    `doubt` has the bit of each column in which rounding may have decided something; `holds` says that a
    part is worth at least what is inside it (not so for numbers of pieces).
    """

    amounts: Floats
    width: int
    worth: Floats
    note: Ints
    doubt: Bits
    slack: float
    holds: bool


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def low_at(column: int) -> int:
    """Where in its row a column's low end is; the high end stands PAIRS further on."""
    return (column // PAIRS) * BLOCK + column % PAIRS


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _sum(
    into: Floats, state: State, bill: Bill, start: int, stop: int, last: int, begin: int, end: int
) -> None:  # pragma: no cover  compiled
    """Sum the lines from `start` to `stop` in the blocks from `begin` to `end`; none after `last` is asked for."""
    block = begin
    while block + 3 * BLOCK <= end:
        add_three(into, state.amounts, bill.child, bill.quantity, (start, stop, last, state.width, block))
        block += 3 * BLOCK
    while block < end:
        add_one(into, state.amounts, bill.child, bill.quantity, (start, stop, last, state.width, block))
        block += BLOCK


@njit(cache=True, nogil=True, _nrt=False)
def _sum_ranged(
    into: Floats, hull: Floats, state: State, bill: Bill, row: int, begin: int, end: int
) -> None:  # pragma: no cover  compiled
    """As `_sum`, for lines with ranges; lines of one slot stand for each other."""
    start, stop = bill.first[row], bill.first[row + 1]
    shift = bill.ranged[row] - start
    for figure in range(begin, end):
        into[figure] = 0.0
    for line in range(start, stop):
        part, low, high = (
            np.int64(bill.child[line]) * state.width,
            bill.quantity[line],
            bill.tops[line + shift],
        )
        slot = bill.slots[line + shift]
        fresh = line == start or slot != bill.slots[line + shift - 1]
        last = line == stop - 1 or slot != bill.slots[line + shift + 1]
        for column in range(begin // 2, end // 2):
            at = low_at(column)
            least, most = low * state.amounts[part + at], state.amounts[part + at + PAIRS]
            most = 0.0 if high == 0.0 or most == 0.0 else high * most
            if not fresh:
                least, most = min(least, hull[at]), max(most, hull[at + PAIRS])
            hull[at], hull[at + PAIRS] = least, most
        if last:
            for figure in range(begin, end):
                into[figure] += hull[figure]


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _meet(
    low: float, high: float, other_low: float, other_high: float, slack: float
) -> tuple[float, float, bool]:  # pragma: no cover  compiled
    """What both ranges share, or their hull where they share nothing; and whether rounding may decide that."""
    if low > other_high * (1 + slack) or other_low > high * (1 + slack):
        return min(low, other_low), max(high, other_high), False
    near = (low > 0 and low >= other_high * (1 - slack)) or (
        other_low > 0 and other_low >= high * (1 - slack)
    )
    most = min(high, other_high)
    return min(max(low, other_low), most), most, near


@njit(cache=True, nogil=True, _nrt=False)
def _said(
    at: int, column: int, low: float, high: float, slack: float, notes: Notes
) -> tuple[float, float, bool]:  # pragma: no cover  compiled
    """What lines and statements leave together: voices of a supply agree, supplies are alternatives."""
    here = low_at(column)
    if notes.supplies[at] == notes.supplies[at + 1]:
        return low, high if notes.closed[at] else INFINITE, False
    least, most, near = INFINITE, 0.0, False
    for supply in range(notes.supplies[at], notes.supplies[at + 1]):
        one, other = low, INFINITE
        for voice in range(notes.voices[supply], notes.voices[supply + 1]):
            bottom, top, spans, denied = INFINITE, 0.0, one == low, False
            for each in range(notes.statements[voice], notes.statements[voice + 1]):
                bottom = min(bottom, notes.said[each, here])
                adds = notes.adds[each, column]
                top = max(top, notes.said[each, here + PAIRS] + (high if adds & ADDS else 0.0))
                denied |= adds & DENIED != 0
            if denied and low == 0.0 and top == 0.0:
                top = INFINITE
            spans &= top >= high
            one, other, close = _meet(one, other, bottom, max(bottom, top), slack)
            near |= close and not (spans and bottom <= one)
        least, most = min(least, one), max(most, other)
    return least, most, near


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _counted(
    fates: int, low: float, high: float, worth_low: float, worth_high: float, holds: bool
) -> tuple[float, float]:  # pragma: no cover  compiled
    """What one of it counts for in a parent: the hull over what can happen to it."""
    least, most = INFINITE, 0.0
    if fates & COUNTS:
        full = min(max(worth_low, low), worth_high) if holds else worth_low
        least, most = min(least, full), max(most, worth_high)
    if fates & OPENED:
        least, most = min(least, low), max(most, high)
    if fates & STOPS:
        least = 0.0
    return least, most


@njit(cache=True, nogil=True, _nrt=False)
def _settle_noted(
    row: int, sums: Floats, state: State, notes: Notes, begin: int, end: int
) -> int:  # pragma: no cover  compiled
    """Fill the row where statements, fates or a tight worth matter; give the columns in doubt."""
    note, base = state.note[row], np.int64(row) * state.width
    worth_low, worth_high = state.worth[row, 0], state.worth[row, 1]
    at, doubt = note - NOTED, np.uint64(0)
    for column in range(begin // 2, end // 2):
        here = low_at(column)
        low, high, near = sums[here], sums[here + PAIRS], False
        if note >= NOTED:
            low, high, near = _said(at, column, low, high, state.slack, notes)
        elif note == OPEN:
            high = INFINITE
        if state.holds:
            low, high, close = _meet(low, high, 0.0, worth_high, state.slack)
            near |= close
        if note >= NOTED:
            fix = notes.fixed[at]
            if fix >= 0 and notes.fixes[fix, here] >= 0:
                low, high, near = notes.fixes[fix, here], notes.fixes[fix, here + PAIRS], False
            notes.inside[at, here], notes.inside[at, here + PAIRS] = low, high
            low, high = _counted(notes.fates[at, column], low, high, worth_low, worth_high, state.holds)
        state.amounts[base + here], state.amounts[base + here + PAIRS] = low, high
        doubt |= np.uint64(near) << np.uint64(column)
    return doubt


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _settle_plain(
    row: int, sums: Floats, state: State, notes: Notes, begin: int, end: int
) -> bool:  # pragma: no cover  compiled
    """Fill the row where at most one statement matters and no two figures are near; else say False."""
    note, base = state.note[row], np.int64(row) * state.width
    ceiling = state.worth[row, 1] if state.holds else INFINITE
    sure, near = 1 - state.slack, 0
    limit = ceiling * sure
    if note < NOTED:
        for block in range(begin, end, BLOCK):
            for figure in range(block, block + PAIRS):
                low, high = sums[figure], sums[figure + PAIRS] if note == CLOSED else INFINITE
                near += (low >= limit) & (low > 0.0)
                state.amounts[base + figure] = low
                state.amounts[base + figure + PAIRS] = min(ceiling, high)
        return near == 0
    each = notes.statements[notes.voices[notes.supplies[note - NOTED]]]
    for block in range(begin, end, BLOCK):
        for figure in range(block, block + PAIRS):
            adds = notes.adds[each, block // 2 + figure - block] & ADDS
            high = notes.said[each, figure + PAIRS] + (sums[figure + PAIRS] if adds else 0.0)
            held, said = sums[figure], notes.said[each, figure]
            low = max(held, said)
            near += ((held >= high * sure) & (held > 0.0) & (not adds)) | ((low >= limit) & (low > 0.0))
            state.amounts[base + figure] = low
            state.amounts[base + figure + PAIRS] = min(ceiling, high)
    return near == 0


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _settle(
    row: int, sums: Floats, state: State, notes: Notes, begin: int, end: int
) -> int:  # pragma: no cover  compiled
    """Fill the row from the sums of its lines; give the columns in which rounding may have decided."""
    note = state.note[row]
    if note < NOTED or notes.plain[note - NOTED]:
        if _settle_plain(row, sums, state, notes, begin, end):
            return np.uint64(0)
    return _settle_noted(row, sums, state, notes, begin, end)


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def work_out_row(
    row: int,
    stop: int,
    last: int,
    sums: Floats,
    hull: Floats,
    state: State,
    bill: Bill,
    notes: Notes,
    begin: int,
    end: int,
) -> None:  # pragma: no cover  compiled
    """Work out one row in the blocks from `begin` to `end`, from its lines up to `stop`."""
    if bill.ranged[row] >= 0:
        _sum_ranged(sums, hull, state, bill, row, begin, end)
    else:
        _sum(sums, state, bill, bill.first[row], stop, last, begin, end)
    doubt = _settle(row, sums, state, notes, begin, end)
    if doubt or state.doubt[row]:
        mask = np.uint64(0)
        for column in range(begin // 2, end // 2):
            mask |= np.uint64(1) << np.uint64(column)
        state.doubt[row] = (state.doubt[row] & ~mask) | doubt


@njit(cache=True, nogil=True)
def work_out(
    start: int, stop: int, state: State, bill: Bill, notes: Notes
) -> None:  # pragma: no cover  compiled
    """Work out the rows from `start` to `stop`, all that they rest on being worked out."""
    sums, hull = np.empty(state.width), np.empty(state.width)
    last = len(bill.child) - 1
    for row in range(start, stop):
        work_out_row(row, bill.until[row], last, sums, hull, state, bill, notes, 0, state.width)


@njit(cache=True, nogil=True, _nrt=False)
def worths(worth: Floats, summed: Bytes, bill: Bill) -> None:  # pragma: no cover  compiled
    """Fill the worth of the rows whose worth is the sum of their lines."""
    for row in range(len(summed)):
        if not summed[row]:
            continue
        shift = bill.ranged[row] - bill.first[row]
        total_low, total_high, hull_low, hull_high = 0.0, 0.0, 0.0, 0.0
        for line in range(bill.first[row], bill.first[row + 1]):
            low, high, fresh = bill.quantity[line], bill.quantity[line], True
            if bill.ranged[row] >= 0:
                high = bill.tops[line + shift]
                fresh = line == bill.first[row] or bill.slots[line + shift] != bill.slots[line + shift - 1]
            least, most = low * worth[bill.child[line], 0], worth[bill.child[line], 1]
            most = 0.0 if high == 0.0 or most == 0.0 else high * most
            if fresh:
                total_low, total_high = total_low + hull_low, total_high + hull_high
                hull_low, hull_high = least, most
            else:
                hull_low, hull_high = min(hull_low, least), max(hull_high, most)
        worth[row, 0], worth[row, 1] = total_low + hull_low, total_high + hull_high


def aligned(rows: int, width: int) -> Floats:
    """Room for `width` figures in each row, all nought, where a block never straddles two cache lines."""
    room = np.zeros(rows * width + BLOCK)
    skip = (-room.ctypes.data // room.itemsize) % BLOCK
    return room[skip : skip + rows * width]
