"""The list by which another system blocks and releases, in the order of the results."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from xenotime.screening.days import Days
from xenotime.screening.in_order import in_order
from xenotime.screening.lines import Lines, name_marks, raw
from xenotime.screening.loops import Codes, Ints, cells, distinct, is_any_of

HEADER = b"document,line,action,reason_code,valid_until\n"
OWN, SHARED = ("shipment", "line"), ("action", "reason", "day")
COLUMNS = [*OWN, *SHARED, "stretch", "strictest"]
CODED = [*SHARED, "strictest"]
ROWS_AT_ONCE = 500_000
SPECIAL = ',"\r\n'
AT_ONCE = 4


class ReleaseList:
    """One row for each shipment line: its strictest action, why, and until which day that surely stays so.

    That is the last day before the law, the book or a list changes next in any way; the shipment's own day
    where no change is known.
    """

    def __init__(self, days: Days) -> None:
        self.ends = [str(days.last(number) or "") for number in range(len(days.starts))]

    def rows(self, results: Sequence[pa.Table], lines: Lines, order: Codes | Ints) -> memoryview:
        """The rows for the results of each regime, whose rows stand in the `order` in which it names lines; in that of the lines."""
        batches = [each.select(COLUMNS).combine_chunks().to_batches()[0] for each in results]
        names = [lines.texts[name] for name in OWN]
        row_of = np.empty(len(order), np.int64)
        row_of[order] = np.arange(len(order))
        return _rows(batches, self.ends, names, row_of)

    def rows_of(self, path: Path, lines: Lines) -> memoryview:
        """The rows for the results in a file that has a group of rows for each regime, all of the same lines."""
        file = parquet.ParquetFile(path, read_dictionary=CODED)
        results = [file.read_row_group(each, COLUMNS).combine_chunks() for each in range(file.num_row_groups)]
        named = name_marks(*(results[0][name].chunk(0) for name in OWN))
        order = np.empty(len(named), np.int64)
        order[np.argsort(named)] = np.argsort(lines.marks())
        return self.rows(results, lines, order)

    def mixed_rows_of(self, path: Path) -> Iterator[memoryview]:
        """The rows for the results in a file in which those of all regimes are mixed, in the order of the file."""
        file = parquet.ParquetFile(path, read_dictionary=CODED, pre_buffer=False)
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=COLUMNS, use_threads=False):
            yield _rows([batch], self.ends, [batch[name] for name in OWN], np.arange(len(batch)))


@contextmanager
def opened_list(file: Path) -> Iterator[BinaryIO]:
    """A file of release rows to write into, which is there whole at the end or not at all."""
    unfinished = file.with_suffix(".unfinished")
    with unfinished.open("wb") as opened:
        opened.write(HEADER)
        yield opened
    unfinished.replace(file)


def write_release_list(parts: Path, days: Days, file: Path) -> None:
    """The rows for all results in a folder, in their order."""
    of = ReleaseList(days)
    paths = (path for path in sorted(parts.rglob("*.parquet")) if path.is_file())
    with opened_list(file) as opened:
        for rows in in_order(lambda path: [*of.mixed_rows_of(path)], paths, AT_ONCE):
            opened.writelines(rows)


def _rows(
    results: Sequence[pa.RecordBatch], ends: list[str], names: Sequence[pa.Array], row_of: Ints
) -> memoryview:
    """The rows of the list for some results on the same lines; what many rows have in common is put together once.

    `names` has the shipment and the line of each line, `row_of` the row of the results that is of it.
    """
    places, rests = np.full(len(row_of), -1, np.int32), list[str]()
    for batch in results:
        strictest = batch["strictest"]
        is_told = np.array([each == "yes" for each in strictest.dictionary.to_pylist()], np.bool_)
        rows = np.flatnonzero(is_told[strictest.indices.to_numpy()])
        codes = [batch[name].indices.to_numpy()[rows] for name in SHARED] + [
            batch["stretch"].to_numpy()[rows]
        ]
        place, first = distinct(np.array(codes, np.int32))
        places[rows] = place + len(rests)
        actions, reasons, days = (batch[name].dictionary.to_pylist() for name in SHARED)
        rests += [
            f"{actions[action]},{reasons[reason]},{ends[stretch] or days[day].strip()}\n"
            for action, reason, day, stretch in zip(*(each[first].tolist() for each in codes), strict=True)
        ]
    found = places[row_of]
    listed = np.flatnonzero(found >= 0)
    one, other = (raw(_quoted(each)) for each in names)
    return memoryview(cells(*one, *other, listed, found[listed], *raw(pa.array(rests, pa.string()))))


def _quoted(texts: pa.Array) -> pa.Array:
    """The texts as cells of CSV."""
    if not is_any_of(*raw(texts), np.frombuffer(SPECIAL.encode(), np.uint8)):
        return texts
    special = pc.match_substring_regex(texts, f"[{SPECIAL}]")
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), texts)
