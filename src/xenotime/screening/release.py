"""The list by which another system blocks and releases, in the order of the results."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from xenotime.screening.days import Days
from xenotime.screening.in_order import in_order
from xenotime.screening.lines import raw
from xenotime.screening.loops import cells, distinct, is_any_of

HEADER = b"document,line,action,reason_code,valid_until\n"
OWN, SHARED = ("shipment", "line"), ("action", "reason", "day")
COLUMNS = [*OWN, *SHARED, "stretch", "strictest"]
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

    def rows(self, results: pa.Table) -> list[memoryview]:
        """The rows for some results, as they stand in the list."""
        return [_rows(each, self.ends) for each in results.select(COLUMNS).to_batches()]

    def rows_of(self, path: Path) -> Iterator[memoryview]:
        """The rows for the results in a file."""
        file = parquet.ParquetFile(path, read_dictionary=[*SHARED, "strictest"])
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=COLUMNS, use_threads=False):
            yield _rows(batch, self.ends)


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
        for rows in in_order(lambda path: [*of.rows_of(path)], paths, AT_ONCE):
            opened.writelines(rows)


def _rows(batch: pa.RecordBatch, ends: list[str]) -> memoryview:
    """The rows of the list for some results; what many rows have in common is put together once."""
    strictest = batch["strictest"]
    is_told = np.array([each == "yes" for each in strictest.dictionary.to_pylist()], np.bool_)
    rows = np.flatnonzero(is_told[strictest.indices.to_numpy()])
    codes = [batch[name].indices.to_numpy()[rows] for name in SHARED] + [batch["stretch"].to_numpy()[rows]]
    place, first = distinct(np.array(codes, np.int32))
    some = batch.take(pa.array(rows[first]))
    rests = [
        f"{each['action']},{each['reason']},{ends[each['stretch']] or each['day']}\n"
        for each in some.to_pylist()
    ]
    one, other = (raw(_quoted(batch[name])) for name in OWN)
    return memoryview(cells(*one, *other, rows, place, *raw(pa.array(rests, pa.string()))))


def _quoted(texts: pa.Array) -> pa.Array:
    """The texts as cells of CSV."""
    if not is_any_of(*raw(texts), np.frombuffer(SPECIAL.encode(), np.uint8)):
        return texts
    special = pc.match_substring_regex(texts, f"[{SPECIAL}]")
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), texts)
