"""A book as the tables of the roll-up: items and lines with their heights, statements, fates.

`item`: i, height, worth_low, worth_high, summed (its worth is that of its lines), closed (nothing is in it besides).
`own`: i, c, height: the columns of which an item brings something that may not come from its lines.
`line`: parent, child, height of the parent, slot, size (lines of the slot), low, high. `said`: i, c, supply, voice,
low, high, adds (what the lines hold comes on top), denied (another voice contradicts that it leaves nothing). `fate`: i, c, counts, opened, stops, where not opened only.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xenotime.screening.level_sql import WORTH
from xenotime.tracing.fast.memory import PAIRS, padded
from xenotime.tracing.fast.reach import error_of, refuse_what_is_out_of_reach
from xenotime.tracing.fast.sheets import ADDS, BITS, DENIED, INFINITE, ONLY_OPENED, EntrySheet, Sheets

Table = dict[str, NDArray[Any]]
Longs = NDArray[np.int64]


@dataclass(frozen=True)
class Levels:
    """The tables by name; how many heights and voices there are, and how far a figure may lie from the exact one."""

    tables: dict[str, Table]
    heights: int
    voices: int
    error: float
    holds: bool
    rolled: bool


def levels_of(sheets: Sheets) -> Levels:
    """The tables of a book; its bill has no loops. Raises FigureOutOfReach where float64 would not carry."""
    parent, child = np.asarray(sheets.parent, np.int64), np.asarray(sheets.child, np.int64)
    count = len(sheets.items)
    height = heights(parent, child, count)
    line, item = _lines(sheets, parent, child, height[parent]), _items(sheets, height)
    longest = np.zeros(int(height.max(initial=0)) + 1, np.int64)
    np.maximum.at(longest, height, np.bincount(parent, minlength=count))
    worth = np.asarray(sheets.worth, np.float64)
    refuse_what_is_out_of_reach(len(longest), np.asarray(sheets.quantity, np.float64), worth)
    said, fate, rolled = _said(sheets), _fates(sheets), any(sheets.summed)
    own = _own(item, said, fate, sheets.columns, rolled=rolled)
    tables = {"item": item, "line": line, "own": own, "said": said, "fate": fate}
    voices = int(said["voice"].max(initial=0)) + 1
    return Levels(tables, len(longest), voices, error_of(longest), sheets.holds, rolled)


def _own(item: Table, said: Table, fate: Table, columns: int, *, rolled: bool) -> Table:
    """What is stated, what may count fully, everything of an item that may hold anything; and worths that are summed."""
    open_ = np.flatnonzero(item["closed"] == 0)
    counts = fate["counts"] == 1
    every = item["i"] if rolled else item["i"][:0]
    items = np.concatenate((said["i"], fate["i"][counts], np.repeat(open_, columns), every))
    each = np.tile(np.arange(columns), len(open_))
    column = np.concatenate((said["c"], fate["c"][counts], each, np.full(len(every), WORTH)))
    codes = np.unique(items * (columns + 1) + column - WORTH)
    found, column = np.divmod(codes, columns + 1)
    return {"i": found, "c": column + WORTH, "height": item["height"][found]}


def heights(parent: Longs, child: Longs, count: int) -> Longs:
    """How many levels each item stands above the innermost parts in it; the lines make no loop."""
    height = np.zeros(count, np.int64)
    while True:
        raised = height.copy()
        np.maximum.at(raised, parent, height[child] + 1)
        if np.array_equal(raised, height):
            return height
        height = raised


def _items(sheets: Sheets, height: Longs) -> Table:
    worth = np.asarray(sheets.worth, np.float64).reshape(-1, 2)
    closed = np.frombuffer(sheets.closed, np.uint8).astype(np.int64)
    supplied = np.asarray(sheets.entries.supplies, np.int64) > 0
    noted = np.frombuffer(sheets.entries.closed, np.uint8).astype(np.bool_)
    closed[np.asarray(sheets.noted, np.int64)] = noted | supplied
    return {
        "i": np.arange(len(height)),
        "height": height,
        "worth_low": worth[:, 0].copy(),
        "worth_high": worth[:, 1].copy(),
        "summed": np.frombuffer(sheets.summed, np.uint8).astype(np.int64),
        "closed": closed,
    }


def _lines(sheets: Sheets, parent: Longs, child: Longs, height: Longs) -> Table:
    slot = np.asarray(sheets.slot, np.int64)
    return {
        "parent": parent,
        "child": child,
        "height": height,
        "slot": slot,
        "size": np.bincount(slot)[slot] if len(slot) else slot,
        "low": np.asarray(sheets.quantity, np.float64),
        "high": np.asarray(sheets.top, np.float64),
    }


def _said(sheets: Sheets) -> Table:
    """Every statement; a supply of which nobody says anything says that anything may be in it.

    Columns of which all statements of an item say what being closed says are left out.
    """
    made, columns = sheets.entries, sheets.columns
    voices, statements = np.asarray(made.voices, np.int64), np.asarray(made.statements, np.int64)
    item_of = np.repeat(np.asarray(sheets.noted, np.int64), np.asarray(made.supplies, np.int64))
    supply = np.repeat(np.repeat(np.arange(len(voices)), voices), statements)
    voice = np.repeat(np.arange(len(statements)) - np.repeat(np.cumsum(voices) - voices, voices), statements)
    low, high, flags = _cells(made, len(supply), columns)
    silent = np.flatnonzero(voices == 0)
    nothing = np.zeros((len(silent), columns))
    supply, voice = np.append(supply, silent), np.append(voice, np.zeros(len(silent), np.int64))
    wide, flags = len(supply), np.concatenate((flags, nothing)).astype(np.int64).ravel()
    table = {
        "i": np.repeat(item_of[supply], columns),
        "c": np.tile(np.arange(columns), wide),
        "supply": np.repeat(supply, columns),
        "voice": np.repeat(voice, columns),
        "low": np.concatenate((low, nothing)).ravel(),
        "high": np.concatenate((high, nothing + INFINITE)).ravel(),
        "adds": (flags & ADDS != 0).astype(np.int64),
        "denied": (flags & DENIED != 0).astype(np.int64),
    }
    code = table["i"] * columns + table["c"]
    says = (table["high"] > 0) | (table["adds"] == 0)
    kept = np.isin(code, code[says])
    return {name: column[kept] for name, column in table.items()}


def _cells(made: EntrySheet, count: int, columns: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Lows, highs and what else holds of each, a row for each statement."""
    pairs = padded(columns)
    said = np.asarray(made.said, np.float64).reshape(count, pairs // PAIRS, 2, PAIRS)
    low, high = (said[:, :, end, :].reshape(count, pairs)[:, :columns] for end in (0, 1))
    return low, high, np.frombuffer(made.adds, np.uint8).reshape(count, pairs)[:, :columns]


def _fates(sheets: Sheets) -> Table:
    noted = np.asarray(sheets.noted, np.int64)
    fates = np.frombuffer(sheets.entries.fates, np.uint8).reshape(-1, padded(sheets.columns))
    fates = fates[:, : sheets.columns]
    row, column = np.nonzero(fates != ONLY_OPENED)
    may = {name: (fates[row, column] & bit != 0).astype(np.int64) for name, bit in BITS.items()}
    return {"i": noted[row], "c": column.astype(np.int64), **may}
