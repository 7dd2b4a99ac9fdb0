"""The results of a part as columns in which numbers stand for texts, and as one Parquet file."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from xenotime.screening.classed import Classed
from xenotime.screening.finish import COUNTED, Tally
from xenotime.screening.lines import Lines, Words, name_marks
from xenotime.screening.loops import Codes, Ints, distinct, needed, runs, taken
from xenotime.screening.results import NAMES, RESULT_COLUMNS, TOLD, Telling
from xenotime.screening.told_texts import Coded

WRITTEN_AT_ONCE = 1 << 16
PLAIN = ("shipment", "line")
"""Columns that may have a value of its own in every row: these are worth the time to be written as small as can be."""
UNREADABLE = (pa.ArrowException, OSError, UnicodeDecodeError, KeyError, IndexError)
"""What reading a file of results may end with that was damaged, or is none."""
MUCH = 1 << 20
"""So many bytes of different texts in a column are worth it, too."""


class Counts(NamedTuple):
    """For each group of lines where it goes, as a place in names, and how many they are."""

    to: Codes
    names: Sequence[str]
    many: Ints


def results(
    lines: Lines,
    words: Mapping[str, Words],
    classed: Classed,
    keys: Codes,
    telling: Telling,
    order: Codes,
    on: date | None = None,
) -> tuple[list[pa.Table], Tally]:
    """The results of each regime, a row for each line, and how many there are; `keys` has the key of each line.

    Rows stand in the `order` in which it names lines; `on` is the day asked about in place of each line's own. What
    is told of lines that stand in a row, and of which all that it hangs on is the same, is worked out once.
    """
    codes = {name: taken(lines.codes[name], order) for name in ("item", "to", "date")}
    shared = {name: lines.texts[name].take(pa.array(order)) for name in PLAIN}
    shared["stretch"] = pa.array(taken(classed.stretch, order).astype(np.int64))
    shared |= {NAMES.get(name, name): _coded(each, words[name].texts) for name, each in codes.items()}
    if on:
        shared["day"] = _coded(np.zeros(lines.count, np.int32), [str(on)])
    keys, values = taken(keys, order), [taken(classed.value(each), order) for each in telling.used]
    run, first = runs(np.array([keys, codes["to"], *values]))
    key_of, *values = [column[first] for column in (keys, *values)]
    used = np.array(values, np.int32).reshape(len(values), len(first))
    needs = np.array([telling.needed[each] for each in telling.used], np.bool_)
    needs = needs.reshape(len(values), len(telling.answers))
    counts = Counts(codes["to"][first], words["to"].texts, np.bincount(run))
    strictest, tables, tally = telling.strictest().astype(np.int32), [], Tally()
    for at, numbers in enumerate(telling.numbers):
        found = needed(key_of, numbers.astype(np.int32), used, needs)
        told, one = distinct(found)
        rows = [*zip(*found[:, one].tolist(), strict=True)]
        texts = telling.memory.texts_of(at).coded(telling.named(rows), rows, telling.of)
        columns = {
            **shared,
            **_told(texts, taken(told, run)),
            "strictest": _coded(taken(strictest[at], keys), ["no", "yes"]),
        }
        fields = [pa.field(name, columns[name].type, nullable=False) for name in RESULT_COLUMNS]
        tables.append(pa.table([columns[name] for name in RESULT_COLUMNS], pa.schema(fields)))
        tally.update(_counted(texts, told, counts))
    return tables, tally


def _told(rows: Coded, told: Codes) -> dict[str, pa.Array]:
    """The columns of what is told: `told` has the place of each in `rows`."""
    found, always = {}, pa.array(np.zeros_like(told))
    for number, name in enumerate(TOLD):
        codes, texts = rows.column(number)
        of_rows = always if codes is None else pa.array(taken(codes, told))
        found[name] = pa.DictionaryArray.from_arrays(of_rows, texts, safe=False)
    return found


def _counted(rows: Coded, told: Codes, lines: Counts) -> Tally:
    """The rows counted as `finish.counted` counts them: `told` has the place in `rows` for each group of lines."""
    columns = [TOLD.index(name) for name in COUNTED if name in TOLD]
    group, one = distinct(rows.codes[columns])
    groups = [
        tuple(rows.texts[column][code] for column, code in zip(columns, codes, strict=True))
        for codes in rows.codes[columns][:, one].T.tolist()
    ]
    each, first = distinct(np.stack([taken(group, told), lines.to]))
    at, found = COUNTED.index("destination"), Tally()
    for row, count in zip(first.tolist(), np.bincount(each, lines.many).tolist(), strict=True):
        texts = groups[group[told[row]]]
        found[*texts[:at], lines.names[lines.to[row]], *texts[at:]] = int(count)
    return found


def write(found: Sequence[pa.Table], path: Path) -> None:
    """Write tables into a Parquet file, each as a group of rows of its own; it is there whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    names = found[0].schema.names
    coded = [each for each in names if each not in PLAIN]
    small = {each for each in coded if not any(_is_much(table[each]) for table in found)}
    compression = {each: "none" if each in small else "zstd" for each in names}
    with parquet.ParquetWriter(
        unfinished, found[0].schema, compression=compression, use_dictionary=coded, write_statistics=False,
        write_batch_size=WRITTEN_AT_ONCE, store_schema=False, write_page_checksum=True,
    ) as file:  # fmt: skip
        for each in found:
            file.write_table(each, len(each))
    unfinished.replace(path)


def _is_much(column: pa.ChunkedArray) -> bool:
    """Whether the texts of a column by themselves take much room."""
    coded = pa.types.is_dictionary(column.type)
    return coded and any(each.dictionary.nbytes > MUCH for each in column.chunks)


def is_whole(path: Path, marks: NDArray[np.uint64], regimes: int) -> bool:
    """Whether a file of results has a group of rows for each regime, with one for each line that has one of the marks, all as it was written."""
    try:
        with parquet.ParquetFile(path, read_dictionary=TOLD, page_checksum_verification=True) as file:
            every = map(file.read_row_group, range(file.num_row_groups))
            found = [(tuple(each.column_names), _named(each)) for each in every]
    except UNREADABLE:
        return False
    named = np.sort(marks)
    are_there = (names == RESULT_COLUMNS and np.array_equal(of, named) for names, of in found)
    return len(found) == regimes and all(are_there)


def _named(found: pa.Table) -> NDArray[np.uint64]:
    """The marks of the lines of which a table has results, in order."""
    rows = found.select(PLAIN).combine_chunks()
    return np.sort(name_marks(*(rows[name].chunk(0) for name in PLAIN)))


def are_whole(parts: Path, rows: int) -> bool:
    """Whether the files of results in a folder have so many rows together, all as they were written."""
    try:
        return sum(map(_rows, (each for each in parts.rglob("*.parquet") if each.is_file()))) == rows
    except UNREADABLE:
        return False


def _rows(path: Path) -> int:
    with parquet.ParquetFile(path, page_checksum_verification=True, pre_buffer=False) as file:
        [file.schema_arrow.field(name) for name in RESULT_COLUMNS]
        return sum(map(len, file.iter_batches(WRITTEN_AT_ONCE)))


def _coded(codes: Codes, texts: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(texts, pa.string()), safe=False)
