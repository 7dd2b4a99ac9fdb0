"""DuckDB in this process: no server, spills to disk, nothing is fetched from anywhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from xenotime.errors import Problem, UnreadableBook, UnreadableRequest
from xenotime.screening import csv_lines
from xenotime.screening.engine import (
    BLANKS,
    DIGITS,
    DOUBLE,
    LONG_NAME,
    MOMENT,
    NAMES,
    NOT_STATED,
    PLAIN,
    ROW,
    SHIPMENT_COLUMNS,
    STORED,
    WRITTEN_OUT,
    Places,
    Rows,
    alone,
    columns_of,
    named,
    no_shipments,
    parquet_at,
    quoted,
    stated_kinds,
)
from xenotime.screening.loops import is_twice

NO_PARQUET = "No magic bytes"
NO_PARQUET_DO = "write the file anew: it is cut off, or of another kind than its name says"
TYPES = {"t": "VARCHAR", "i": "BIGINT", "f": "DOUBLE"}
SUFFIXES = (".parquet", ".csv")
NO_SPACE = "No space left on device"
AS_TEXT = re.compile(r"\"NULL\"|VARCHAR|DATE|U?(TINY|SMALL|BIG)?INT(EGER)?|DECIMAL\([0-9]+,[0-6]\)")
"""Of the types that a column may have those of which every reader makes the same texts."""
BELOW_ONE = re.compile(r"DECIMAL\(([0-9]+),\1\)")
"""Decimals that this engine writes without the 0 in front."""


def opened(out: Path, *, memory: str = "", threads: int = 0) -> duckdb.DuckDBPyConnection:
    """A connection that fetches nothing, and spills into `out` what does not fit into `memory`.

    Raises UnreadableRequest where `memory` is no size.
    """
    db = duckdb.connect()
    db.execute("SET autoinstall_known_extensions = false")
    db.execute("SET autoload_known_extensions = false")
    db.execute("SET enable_progress_bar = false")
    db.execute("SET preserve_insertion_order = false")
    db.execute(f"SET temp_directory = {quoted(str(out / 'spill'))}")
    if memory:
        try:
            db.execute(f"SET memory_limit = {quoted(memory)}")
        except duckdb.Error as refused:
            what, do = "The memory cannot be read", "write a number with its unit"
            problem = Problem(what, "", None, "--memory", memory, "3GB, 500MB", do)
            raise UnreadableRequest([problem]) from refused
    if threads:
        db.execute(f"SET threads = {threads}")
    return db


@contextmanager
def in_memory(memory: str) -> Iterator[None]:
    """Raise UnreadableRequest where so much memory is too little."""
    try:
        yield
    except duckdb.OutOfMemoryException as refused:
        what, do = "The memory is too little for this file", "give more, or leave it out"
        problem = Problem(what, "", None, "--memory", memory, "500MB, 3GB", do)
        raise UnreadableRequest([problem]) from refused


class Duck:
    """The shipments of one file; a CSV file becomes Parquet beside the results first, as text."""

    def __init__(self, shipments: Path, out: Path, *, memory: str = "", threads: int = 0) -> None:
        self.db = opened(out, memory=memory, threads=threads)
        self.db.execute(
            "SET GLOBAL disabled_optimizers = 'join_order'"
        )  # small tables are joined last, as written
        self.file, self.out = shipments, out
        if not shipments.is_file() or shipments.suffix.lower() not in SUFFIXES:
            raise UnreadableBook([no_shipments(shipments)])
        self.parquet = shipments
        if shipments.suffix.lower() == ".csv":
            self._text(shipments)
        self.kinds = self._kinds()
        self.columns = columns_of(self.file, self.kinds)
        found = self._all(f"SELECT count(*) FROM {self.source}")
        self.count = int(found[0][0]) if found else 0

    @property
    def source(self) -> str:
        """What stands for all lines in a query."""
        return parquet_at(alone(self.parquet), numbered=True)

    def _text(self, shipments: Path) -> None:
        names = csv_lines.header_of(shipments)
        self._copied(f"({csv_lines.lines_of(shipments, names)})")
        if (query := csv_lines.nameless_of(shipments, names)) and self.rows(query)[0][0]:
            problem = Problem(
                "A cell stands under no heading", str(shipments), do="name the column, or empty the cell"
            )
            raise UnreadableBook([problem])

    def as_text(self) -> Path:
        """A Parquet file with the same lines, of whose cells every reader makes the texts that this engine makes."""
        if not all(map(AS_TEXT.fullmatch, self.kinds.values())):
            texts = ", ".join(f"{self._text_in(each)} AS {named(each)}" for each in self.columns)
            self._copied(f"(SELECT {texts} FROM {self.source})")
            self.kinds = dict.fromkeys(self.kinds, "VARCHAR")
        return self.parquet

    def _copied(self, lines: str) -> None:
        """Write lines, in their order, into a file of our own that stands for all lines from now on."""
        whole = self.out / "shipments.parquet"
        unfinished = whole.with_suffix(".unfinished")
        self.db.execute("SET preserve_insertion_order = true")
        try:
            with self._looked_at(do="correct the file"):
                self.db.execute(f"COPY (SELECT * FROM {lines}) TO {quoted(str(unfinished))} (FORMAT parquet)")
        finally:
            self.db.execute("SET preserve_insertion_order = false")
        unfinished.replace(whole)
        self.parquet = whole

    @contextmanager
    def _looked_at(self, do: str = "write the file anew") -> Iterator[None]:
        """Raise UnreadableBook where the shipments cannot be read, OSError where the disc is full."""
        try:
            yield
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as refused:
            said = str(refused).splitlines()[0]
            if NO_SPACE in said:
                raise OSError(ENOSPC, NO_SPACE, str(self.out)) from refused
            if NO_PARQUET in said:
                said, do = "no mark of Parquet at the end", NO_PARQUET_DO
            problem = Problem("The shipments cannot be read", str(self.file), found=said, do=do)
            raise UnreadableBook([problem]) from refused

    def _all(self, query: str) -> Rows:
        """The rows of a query over all lines, on a connection of its own."""
        with self._looked_at():
            return self.db.cursor().execute(query).fetchall()

    def _kinds(self) -> dict[str, str]:
        place = alone(self.parquet)
        described = self._all(f"DESCRIBE SELECT * FROM {parquet_at(place)}")
        return stated_kinds(described, self._all(STORED.format(place)))

    def every(self, column: str) -> set[str]:
        """The distinct texts of one column of all rows."""
        return {row[0] for row in self._all(f"SELECT DISTINCT {self._cell(column)} FROM {self.source}")}

    def shipped(self) -> None:
        """Make the table `ship` of all rows."""
        cells = [f"{self._cell(each)} AS s_{each}" for each in SHIPMENT_COLUMNS]
        raw = f"SELECT file_row_number + 1 AS n, {', '.join(cells)} FROM {self.source}"
        number = "CASE WHEN regexp_full_match(s_{0}, '{1}') THEN NULLIF(CAST(s_{0} AS DOUBLE), 0) END AS {2}"
        numbers = ", ".join(
            number.format(name, PLAIN, short) for name, short in (("value", "s_v"), ("quantity", "s_q"))
        )
        with self._looked_at():
            self.make("ship", f"SELECT *, {numbers} FROM ({raw})")

    def _cell(self, column: str) -> str:
        if column not in self.columns:
            return "''"
        cell = f"COALESCE({self._text_in(column)}, '')"
        return f"trim({cell}, {quoted(BLANKS)})" if column in ROW else cell

    def _text_in(self, column: str) -> str:
        """The text of a cell: of a double the digits that say all, of a moment at the beginning of a day that day."""
        cell, kind = named(column), self.kinds[column]
        if DOUBLE.fullmatch(kind):
            text = f"printf('{DIGITS}', {cell})"
            stated = f"regexp_full_match({text}, '{WRITTEN_OUT}') AND CAST({text} AS DOUBLE) = {cell}"
            return f"CASE WHEN {stated} THEN {text} ELSE CAST({cell} AS VARCHAR) || '{NOT_STATED}' END"
        if MOMENT.fullmatch(kind):
            day = f"CAST({cell} AS DATE)"
            return f"CASE WHEN {cell} = {day} THEN CAST({day} AS VARCHAR) ELSE CAST({cell} AS VARCHAR) END"
        text = f"CAST({cell} AS VARCHAR)"
        return f"regexp_replace({text}, '^(-?)[.]', '\\10.')" if BELOW_ONE.fullmatch(kind) else text

    def table(self, name: str, columns: Sequence[str], rows: Rows) -> None:
        """Make a small table, copied into the engine."""
        typed = ", ".join(f"{each} {TYPES[each[0]]}" for each in columns)
        self.db.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({typed})")
        if rows:
            arrays = {
                each: np.array([row[at] for row in rows], object if each[0] == "t" else None)
                for at, each in enumerate(columns)
            }
            self.db.register("incoming", arrays)
            self.db.execute(f"INSERT INTO {name} SELECT {', '.join(columns)} FROM incoming")
            self.db.unregister("incoming")

    def numbers(self, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
        """Make a table of whole columns of integers."""
        self.db.register("incoming", dict(columns))
        self.make(name, f"SELECT {', '.join(columns)} FROM incoming")
        self.db.unregister("incoming")

    def make(self, name: str, query: str) -> None:
        """Make a table of a query's rows."""
        self.db.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.db.execute(query).fetchall()

    def columns_of(self, query: str) -> list[NDArray[np.int64]]:
        """The columns of a query, all integers."""
        found = self.db.execute(query).fetchnumpy()
        return [np.ma.getdata(column).astype(np.int64) for column in found.values()]

    def texts(self, names: Sequence[str]) -> dict[str, set[str]]:
        """The distinct texts of columns of `ship`; of value and quantity those that are no plain number, of names the long ones."""
        odd = {"value": "WHERE s_v IS NULL", "quantity": "WHERE s_q IS NULL"}
        odd |= {name: f"WHERE length(s_{name}) > {LONG_NAME}" for name in NAMES}
        return {
            name: {row[0] for row in self.rows(f"SELECT DISTINCT s_{name} FROM ship {odd.get(name, '')}")}
            for name in names
        }

    def twice(self) -> list[tuple[str, str]]:
        """Some shipments and lines that stand more than once among all rows."""
        names, db = ", ".join(map(self._cell, NAMES)), self.db.cursor()
        with self._looked_at():
            marks = db.execute(f"SELECT hash({names}) AS mark FROM {self.source}").fetchnumpy()
            if not is_twice(np.ma.getdata(marks["mark"])):
                return []
            return db.execute(
                f"SELECT {names} FROM {self.source} GROUP BY ALL HAVING count(*) > 1 LIMIT 5"
            ).fetchall()

    def places(self, cells: Mapping[str, str], most: int, filled: str = "") -> Places:
        """The first of all rows with those texts in those columns, as the header's row 1 counts."""
        wanted = [f"{self._cell(name)} = {quoted(text)}" for name, text in cells.items()]
        wanted += [f"{self._cell(filled)} <> ''"] if filled else []
        where = f"WHERE {' AND '.join(wanted)} ORDER BY 1 LIMIT {most}"
        found = self._all(f"SELECT file_row_number + 2 FROM {self.source} {where}")
        return Places([int(row) for row, *_ in found])

    def lines(self, shipments: Sequence[str], most: int) -> list[tuple[int, list[str]]]:
        """The first lines of some shipments, all lines where none is named: the row of each, and its cells as texts."""
        among = (
            f"WHERE {self._cell('shipment')} IN ({', '.join(map(quoted, shipments))})" if shipments else ""
        )
        cells = ", ".join(map(self._cell, self.columns))
        query = f"SELECT file_row_number + 2, {cells} FROM {self.source} {among} ORDER BY 1 LIMIT {most}"
        return [(row, cells) for row, *cells in self._all(query)]

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as one Parquet file."""
        unfinished = path.with_suffix(".unfinished")
        self.db.execute(f"COPY ({query}) TO {quoted(str(unfinished))} (FORMAT parquet, COMPRESSION zstd)")
        unfinished.replace(path)

    def close(self) -> None:
        """Give the memory back."""
        self.db.close()
