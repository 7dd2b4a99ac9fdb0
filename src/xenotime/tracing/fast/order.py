"""The bill as the compiled sums want it: rows by height, parts near their parents, live lines first."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]


class Lines(NamedTuple):
    """The lines of a bill; `slot` and `top` are empty where every line has one quantity and its own place.

    Lines of one parent and one slot stand for each other and follow each other; quantities lie between
    `quantity` and `top`.
    """

    parent: Ints
    child: Ints
    quantity: Floats
    top: Floats
    slot: Ints


class Bill(NamedTuple):
    """Items as rows: `row_of` the item, `item_of` the row; the lines of a row from `first` to `first + 1`.

    Those up to `until` lead to parts that can bring content. `live` tells for each height, from `levels` on,
    how many rows can. `above` lists the parents of each row from `up` on. `ranged` is where the row's
    `tops` and `slots` begin, -1 for a row of plain quantities.
    """

    row_of: Ints
    item_of: Ints
    levels: Longs
    live: Longs
    first: Longs
    until: Longs
    child: Ints
    quantity: Floats
    ranged: Longs
    tops: Floats
    slots: Ints
    up: Longs
    above: Ints

    @property
    def visited(self) -> tuple[int, int]:
        """How many items and lines a run visits."""
        return int(self.live.sum()), int((self.until - self.first[:-1]).sum())

    @property
    def longest(self) -> Longs:
        """The most lines that an item of each height has: what the error bound rests on."""
        lines, spans = np.diff(self.first), zip(self.levels[:-1], self.levels[1:], strict=True)
        return np.array([lines[start:stop].max(initial=0) for start, stop in spans], np.int64)


@njit(cache=True, nogil=True)
def _grouped(keys: Ints, count: int) -> tuple[Longs, Ints]:  # pragma: no cover  compiled
    """Where each key begins, and the positions sorted by key, in their order."""
    first = np.zeros(count + 1, np.int64)
    for key in keys:
        first[key + 1] += 1
    for key in range(count):
        first[key + 1] += first[key]
    at, order = first[:-1].copy(), np.empty(len(keys), np.int32)
    for position in range(len(keys)):
        order[at[keys[position]]] = position
        at[keys[position]] += 1
    return first, order


@njit(cache=True, nogil=True)
def _heights(
    parent: Ints, child: Ints, up: Longs, rising: Ints, source: Bytes
) -> tuple[Ints, Bytes, int]:  # pragma: no cover  compiled
    """The height of every item, whether it can hold content, and how many items hang on a loop."""
    count = len(source)
    height, live = np.zeros(count, np.int32), source.copy()
    waiting, ready, done = np.zeros(count, np.int32), np.empty(count, np.int32), 0
    for line in range(len(parent)):
        waiting[parent[line]] += 1
    end = 0
    for item in range(count):
        if waiting[item] == 0:
            ready[end] = item
            end += 1
    while done < end:
        item = ready[done]
        done += 1
        for at in range(up[item], up[item + 1]):
            over = parent[rising[at]]
            height[over] = max(height[over], height[item] + 1)
            live[over] |= live[item]
            waiting[over] -= 1
            if waiting[over] == 0:
                ready[end] = over
                end += 1
    return height, live, count - end


@njit(cache=True, nogil=True)
def _rows(
    height: Ints, live: Bytes, child: Ints, down: Longs, falling: Ints, tops: int
) -> tuple[Ints, Ints, Longs, Longs]:  # pragma: no cover  compiled
    """Give each item a row: by height, those that can hold content first, then as one walks down from the highest.

    What is built into one thing stands together so, at every height.
    """
    count = len(height)
    levels, lively = np.zeros(tops + 2, np.int64), np.zeros(tops + 1, np.int64)
    for item in range(count):
        levels[height[item] + 1] += 1
        lively[height[item]] += live[item] > 0
    for level in range(tops + 1):
        levels[level + 1] += levels[level]
    row_of, item_of = np.full(count, -1, np.int32), np.empty(count, np.int32)
    next_live, next_dead = levels[:-1].copy(), levels[:-1] + lively
    way, at = np.empty(tops + 2, np.int32), np.empty(tops + 2, np.int64)
    _, risen = _grouped(height, tops + 1)
    for top in risen[::-1]:
        if row_of[top] >= 0:
            continue
        depth, part = 0, top
        while depth >= 0:
            if part >= 0:
                free = next_live if live[part] else next_dead
                row_of[part], item_of[free[height[part]]] = free[height[part]], part
                free[height[part]] += 1
                way[depth], at[depth] = part, down[part]
            part, here = -1, way[depth]
            while part < 0 and at[depth] < down[here + 1]:
                below = child[falling[at[depth]]]
                at[depth] += 1
                part = below if row_of[below] < 0 else -1
            depth += 1 if part >= 0 else -1
    return row_of, item_of, levels, lively


@njit(cache=True, nogil=True)
def _lines(
    row_of: Ints, item_of: Ints, live: Bytes, lines: Lines, down: Longs, falling: Ints
) -> tuple[Longs, Longs, Ints, Floats, Longs, Longs]:  # pragma: no cover  compiled
    """The lines in the order of the rows; those that lead to content first, but where lines are ranged."""
    count, size = len(row_of), len(lines.child)
    first, until = np.zeros(count + 1, np.int64), np.empty(count, np.int64)
    child, quantity = np.empty(size, np.int32), np.empty(size, np.float64)
    ranged, origin = np.full(count, -1, np.int64), np.empty(size if len(lines.top) else 0, np.int64)
    at, wide = 0, 0
    for row in range(count):
        item = item_of[row]
        plain = True
        if len(lines.top):
            for position in range(down[item], down[item + 1]):
                line = falling[position]
                same = position > down[item] and lines.slot[line] == lines.slot[falling[position - 1]]
                plain &= lines.top[line] == lines.quantity[line] and not same
        if not plain:
            ranged[row] = wide
        for turn in range(2):
            for position in range(down[item], down[item + 1]):
                line = falling[position]
                part = lines.child[line]
                if (turn == 0) == (not plain or live[part] > 0):
                    child[at], quantity[at] = row_of[part], lines.quantity[line]
                    at += 1
                    if not plain:
                        origin[wide] = line
                        wide += 1
            if turn == 0:
                until[row] = at
        first[row + 1] = at
    return first, until, child, quantity, ranged, origin[:wide]


def lay_out(lines: Lines, source: Bytes) -> tuple[Bill, int]:
    """The bill in the order of a run, and how many items hang on a loop (then there is no such order).

    `source` marks the items that can bring content of their own.
    """
    count = len(source)
    up, rising = _grouped(lines.child, count)
    height, live, stuck = _heights(lines.parent, lines.child, up, rising, source)
    down, falling = _grouped(lines.parent, count)
    row_of, item_of, levels, lively = _rows(
        height, live, lines.child, down, falling, int(height.max(initial=0))
    )
    first, until, child, quantity, ranged, origin = _lines(row_of, item_of, live, lines, down, falling)
    over, raised = _grouped(child, count)
    owner = np.repeat(np.arange(count, dtype=np.int32), np.diff(first))
    tops, slots = (
        (lines.top[origin], lines.slot[origin]) if len(origin) else (np.zeros(0), np.zeros(0, np.int32))
    )
    return Bill(
        row_of,
        item_of,
        levels,
        lively,
        first,
        until,
        child,
        quantity,
        ranged,
        tops,
        slots,
        over,
        owner[raised],
    ), stuck
