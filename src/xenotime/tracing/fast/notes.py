"""What is known of items besides their lines, as the compiled sums want it: laid out once, with room for more."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xenotime.tracing.fast.kernel import FREE, Notes
from xenotime.tracing.fast.sheets import ONLY_OPENED, Entry, EntrySheet, Sheets

Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Rows = NDArray[np.int32]
ROOM = 1024
"""Entries for which there is room from the start, and by which the room grows at least."""


class Used(NamedTuple):
    """How many entries there are in each of the arrays."""

    items: int
    supplies: int
    voices: int
    statements: int


def notes_of(sheets: Sheets, row_of: Rows, pairs: int) -> tuple[Notes, Used]:
    """The entries in the order of the rows, with room for more behind them."""
    made = sheets.entries
    order = np.argsort(row_of[np.asarray(sheets.noted, np.int32)], kind="stable")
    supplies, of_supply = _reordered(made.supplies, order)
    voices, of_voice = _reordered(made.voices, of_supply)
    statements, of_statement = _reordered(made.statements, of_voice)
    used = Used(len(order), len(of_supply), len(of_voice), len(of_statement))
    fates = _roomy(np.frombuffer(made.fates, np.uint8).reshape(-1, pairs), order)
    notes = Notes(
        fates,
        _roomy(np.frombuffer(made.closed, np.uint8), order),
        np.zeros(len(fates), np.uint8),
        _with_room(supplies),
        _with_room(voices),
        _with_room(statements),
        _roomy(np.asarray(made.said, np.float64).reshape(-1, 2 * pairs), of_statement),
        _roomy(np.frombuffer(made.adds, np.uint8).reshape(-1, pairs), of_statement),
        np.full(len(fates), -1, np.int32),
        np.zeros((0, 2 * pairs)),
        np.zeros((len(fates), 2 * pairs)),
    )
    notes.plain[: used.items] = _plain(fates[: used.items], supplies, voices, statements)
    return notes, used


def appended(notes: Notes, used: Used, entry: Entry) -> tuple[Notes, Used]:
    """The notes with one more entry behind the others."""
    sheet = EntrySheet()
    sheet.add(entry)
    counts = (1, len(sheet.voices), len(sheet.statements), sum(sheet.statements))
    after = Used(*(a + b for a, b in zip(used, counts, strict=True)))
    notes = _grown(notes, after)
    at, pairs = used.items, notes.fates.shape[1]
    notes.fates[at], notes.closed[at] = list(sheet.fates), sheet.closed[0]
    for pointers, start, own in (
        (notes.supplies, at, sheet.supplies),
        (notes.voices, used.supplies, sheet.voices),
        (notes.statements, used.voices, sheet.statements),
    ):
        for place, count in enumerate(own, start):
            pointers[place + 1] = pointers[place] + count
    for place in range(counts[3]):
        notes.said[used.statements + place] = sheet.said[place * 2 * pairs : (place + 1) * 2 * pairs]
        notes.adds[used.statements + place] = list(sheet.adds[place * pairs : (place + 1) * pairs])
    notes.plain[at] = set(entry.fates) == {ONLY_OPENED} and counts[1:] == (1, 1, 1)
    notes.fixed[at] = -1
    return notes, after


def with_more_fixes(notes: Notes) -> tuple[Notes, list[int]]:
    """The notes with room for more exact figures, and which rows of `fixes` are free now."""
    held = notes.fixes
    more = np.full((ROOM + len(held) // 4, held.shape[1]), FREE)
    free = range(len(held) + len(more) - 1, len(held) - 1, -1)
    return notes._replace(fixes=np.concatenate((held, more))), list(free)


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


def _reordered(held: Sequence[int], order: Longs) -> tuple[Longs, Longs]:
    """Where the children of each of `order` begin now, and which they are by their old numbers."""
    counts = np.asarray(held, np.int64)
    starts = np.cumsum(counts) - counts
    taken = counts[order]
    first = np.zeros(len(order) + 1, np.int64)
    np.cumsum(taken, out=first[1:])
    return first, np.repeat(starts[order] - first[:-1], taken) + np.arange(first[-1])


def _roomy(held: NDArray[Any], order: Longs) -> NDArray[Any]:
    """The entries in that order, with room behind them."""
    found = np.zeros((len(order) + ROOM, *held.shape[1:]), held.dtype)
    np.take(held, order, axis=0, out=found[: len(order)])
    return found


def _with_room(held: Longs) -> Longs:
    return np.concatenate((held, np.zeros(ROOM, held.dtype)))


def _grown(notes: Notes, used: Used) -> Notes:
    """The notes with room for so many entries; a quarter more where it lacks."""
    items = dict.fromkeys(("fates", "closed", "plain", "fixed", "inside"), used.items)
    pointers = {"supplies": used.items + 1, "voices": used.supplies + 1, "statements": used.voices + 1}
    wanted = items | pointers | dict.fromkeys(("said", "adds"), used.statements)
    made = {}
    for name, size in wanted.items():
        held = getattr(notes, name)
        if size > len(held):
            room = np.zeros((size + size // 4 + ROOM - len(held), *held.shape[1:]), held.dtype)
            made[name] = np.concatenate((held, room))
    return notes._replace(**made) if made else notes
