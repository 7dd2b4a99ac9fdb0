"""Xenotime's fast trace on the same arrays."""

import time

import numpy as np
from trace_protocol import loaded, serve

from xenotime.tracing.fast import kernel
from xenotime.tracing.fast.memory import need, shown
from xenotime.tracing.fast.sheets import Entry, EntrySheet, Sheets
from xenotime.tracing.fast.table import Table

SILENT, DECLARED, COUNTS, STOPS = range(4)
OPENED = 2
PAIRS, WIDTH = 12, 24
CHANGES = 100

start = time.perf_counter()
bill = loaded()
parts, how = len(bill["worth"]), bill["how"]
wanted = need(parts, len(bill["child"]), PAIRS, len(how))


def sheets() -> Sheets:
    """The bill as arrays, as a book would be brought in."""
    noted = np.flatnonzero(how != SILENT)
    kinds, stated = how[noted], how[noted] == DECLARED
    floor, ceiling = bill["floor"][noted], bill["ceiling"][noted]
    fates = np.full((len(noted), PAIRS), OPENED, np.uint8)
    fates[kinds == STOPS] = kernel.STOPS
    fates[(kinds == COUNTS)[:, None] & (floor > 0)] = kernel.COUNTS
    blocks = np.stack([floor[stated].reshape(-1, 3, 4), ceiling[stated].reshape(-1, 3, 4)], axis=2)
    closed, source = np.ones(parts, np.uint8), np.zeros(parts, np.uint8)
    closed[bill["pinned"][how == SILENT]] = 0
    source[bill["pinned"][how != STOPS]] = 1
    count = int(stated.sum())
    ones = np.ones(count, np.int64)
    entries = EntrySheet(
        fates.reshape(-1), np.ones(len(noted), np.uint8), stated.astype(np.int64), ones, ones,
        blocks.reshape(-1), np.zeros(count * PAIRS, np.uint8),
    )  # fmt: skip
    return Sheets(
        range(parts), PAIRS, True, bill["parent"], bill["child"], bill["quantity"], bill["quantity"],
        np.arange(len(bill["child"]), dtype=np.int32), np.repeat(bill["worth"], 2), np.zeros(parts, np.uint8),
        closed, source, bill["pinned"][noted], entries,
    )  # fmt: skip


table = Table(sheets())
built = time.perf_counter() - start
rng = np.random.default_rng(11)


def changes() -> list[float]:
    """Seconds of a hundred declarations, each about two columns of an item drawn from all."""
    seconds = []
    for item in rng.integers(0, parts, CHANGES).tolist():
        columns = [int(rng.integers(0, PAIRS // 2)) * 2 + k for k in (0, 1)]
        said = []
        for column in range(PAIRS):
            low, high = table.figure(item, column)
            quarter = (high - low) / 4 or high / 8 or table.worth(item)[1] / 1000
            inner = item >= bill["heights"][1]
            said.append((low + quarter / 2, low + quarter, False) if column in columns else (0.0, 0.0, True) if inner else (low, high, False))  # fmt: skip
        entry = Entry(tuple(table.fates(item)), True, [[[said]]])
        begun = time.perf_counter()
        table.put(item, entry)
        table.change([item], columns)
        seconds.append(time.perf_counter() - begun)
    return seconds


def result(rows: np.ndarray) -> np.ndarray:
    """The figures of the rows asked for: what one of them counts for in a parent."""
    amounts = table.state.amounts.reshape(parts, 3, 2, 4)[table.bill.row_of[rows]]
    return np.concatenate([amounts[:, :, 0].reshape(-1, PAIRS), amounts[:, :, 1].reshape(-1, PAIRS)], axis=1)


def told() -> dict[str, float]:
    """How long the changes took; those before warm up what they use."""
    changes()
    found = sorted(changes())
    return {"p50": found[CHANGES // 2], "p99": found[CHANGES - 2], "worst": found[-1]}


table.run()
visited, lines = table.bill.visited
serve(
    table.run, result, built, {"changes": told}, needs=shown(wanted), error=table.error,
    visited=visited, visited_lines=lines, bound_bytes=lines * (WIDTH * 8 + 12) + visited * WIDTH * 8,
)  # fmt: skip
