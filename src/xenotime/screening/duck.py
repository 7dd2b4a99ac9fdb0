"""DuckDB in this process: no server, spills to disk, nothing is fetched from anywhere."""

from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from xenotime.errors import Problem, UnreadableBook, UnreadableRequest
from xenotime.screening.engine import PLAIN, SHIPMENT_COLUMNS, Rows

TYPES = {"t": "VARCHAR", "i": "BIGINT", "f": "DOUBLE"}
BINARY = ("FLOAT", "DOUBLE", "BLOB")
MUST = ("shipment", "item", "date")
FREE = ("shipment", "line", "value", "quantity")
FEW = 200_000
"""Distinct texts of a column up to which numbers stand for them."""
SUFFIXES = (".parquet", ".csv")


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
            problem = Problem("The memory is not written so", "", None, "--memory", memory, "3GB, 500MB")
            raise UnreadableRequest([problem]) from refused
    if threads:
        db.execute(f"SET threads = {threads}")
    return db


class Duck:
    """The shipments of one file; a CSV file becomes Parquet beside the results first, as text."""

    at_once = 2

    def __init__(self, shipments: Path, out: Path, *, memory: str = "", threads: int = 0) -> None:
        self.db = opened(out, memory=memory, threads=threads)
        self.db.execute(
            "SET GLOBAL disabled_optimizers = 'join_order'"
        )  # small tables are joined last, as written
        self.file = shipments
        self.source = self._source(shipments, out)
        self.columns = self._columns()
        found = self.db.execute(f"SELECT count(*) FROM {self.source}").fetchone()
        self.count = int(found[0]) if found else 0
        self.codes = dict[str, str]()
        self._code()

    def twin(self) -> "Duck":
        """The same shipments over a connection of its own: tables are its own, types are shared."""
        other = copy(self)
        other.db = self.db.cursor()
        return other

    def _source(self, shipments: Path, out: Path) -> str:
        if not shipments.is_file() or shipments.suffix.lower() not in SUFFIXES:
            problem = Problem(
                "The shipments cannot be read",
                str(shipments),
                allowed="a .parquet or .csv file that is there",
            )
            raise UnreadableBook([problem])
        if shipments.suffix.lower() == ".parquet":
            return f"read_parquet({quoted(str(shipments))}, file_row_number = true)"
        whole = out / "shipments.parquet"
        unfinished = out / "shipments.parquet.unfinished"
        read = (
            f"read_csv({quoted(str(shipments))}, all_varchar = true, header = true, delim = ',', quote = '\"', "
            "escape = '\"', nullstr = '', strict_mode = true, null_padding = false, auto_detect = true)"
        )
        try:
            self.db.execute("SET preserve_insertion_order = true")
            self.db.execute(f"COPY (SELECT * FROM {read}) TO {quoted(str(unfinished))} (FORMAT parquet)")
        except duckdb.Error as refused:
            said = str(refused).splitlines()[0]
            problem = Problem(
                "The shipments cannot be read", str(shipments), found=said, do="correct the file"
            )
            raise UnreadableBook([problem]) from refused
        finally:
            self.db.execute("SET preserve_insertion_order = false")
        unfinished.replace(whole)
        return f"read_parquet({quoted(str(whole))}, file_row_number = true)"

    def _columns(self) -> tuple[str, ...]:
        try:
            described = self.db.execute(
                f"DESCRIBE SELECT * EXCLUDE file_row_number FROM {self.source}"
            ).fetchall()
        except duckdb.Error as refused:
            said = str(refused).splitlines()[0]
            raise UnreadableBook(
                [Problem("The shipments cannot be read", str(self.file), found=said)]
            ) from refused
        problems = []
        for name, kind, *_ in described:
            place = (str(self.file), 1, name)
            if name not in SHIPMENT_COLUMNS:
                problems.append(
                    Problem(
                        "The column is not known",
                        *place,
                        name,
                        ", ".join(SHIPMENT_COLUMNS),
                        "rename or remove it",
                    )
                )
            elif kind in BINARY:
                do = "write the column as text or as decimals: a binary fraction is not the number that was stated"
                problems.append(
                    Problem("The column holds binary fractions", *place, kind, "VARCHAR, DECIMAL", do)
                )
        there = [name for name, *_ in described]
        problems += [
            Problem(
                "A column that must be there is missing",
                str(self.file),
                1,
                name,
                ", ".join(there),
                name,
                "add it",
            )
            for name in MUST
            if name not in there
        ]
        if problems:
            raise UnreadableBook(problems)
        return tuple(there)

    def part(self, first: int, count: int) -> None:
        """Make the table `ship` of some rows; columns with few texts hold numbers that stand for them."""
        where = f"file_row_number >= {first} AND file_row_number < {first + count}"
        cells = [f"{self._cell(each)} AS s_{each}" for each in SHIPMENT_COLUMNS]
        raw = f"SELECT file_row_number + 1 AS n, {', '.join(cells)} FROM {self.source} WHERE {where}"
        number = "CASE WHEN regexp_full_match(s_{0}, '{1}') THEN NULLIF(CAST(s_{0} AS DOUBLE), 0) END AS {2}"
        numbers = ", ".join(
            number.format(name, PLAIN, short) for name, short in (("value", "s_v"), ("quantity", "s_q"))
        )
        self.make("ship", f"SELECT *, {numbers} FROM ({raw})")

    def _cell(self, column: str) -> str:
        text = f"COALESCE(CAST({_name(column)} AS VARCHAR), '')" if column in self.columns else "''"
        return f"CAST({text} AS {self.codes[column]})" if column in self.codes else text

    def _code(self) -> None:
        """Make a type for each column of few texts."""
        for column in SHIPMENT_COLUMNS:
            if column in FREE:
                continue
            query = f"SELECT DISTINCT {self._cell(column)} AS t FROM {self.source}"
            self.make("distinct_texts", query if column in self.columns else "SELECT '' AS t")
            found = self.db.execute("SELECT count(*) FROM distinct_texts").fetchone()
            if found and found[0] <= FEW:
                name = f"e_{column}"
                self.db.execute(f"CREATE TYPE {name} AS ENUM (SELECT t FROM distinct_texts ORDER BY t)")
                self.codes[column] = name

    def table(self, name: str, columns: Sequence[str], rows: Rows) -> None:
        """Make a small table, copied into the engine; texts that no row has are left out."""
        kinds = {each: self.codes.get(each[2:]) or TYPES[each[0]] for each in columns}
        typed = ", ".join(f"{each} {kind}" for each, kind in kinds.items())
        self.db.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({typed})")
        if rows:
            arrays = {
                each: np.array([row[at] for row in rows], object if each[0] == "t" else None)
                for at, each in enumerate(columns)
            }
            coded = [each for each in columns if each[2:] in self.codes]
            cells = [f"TRY_CAST({each} AS {kinds[each]})" if each in coded else each for each in columns]
            there = " AND ".join(f"TRY_CAST({each} AS {kinds[each]}) IS NOT NULL" for each in coded)
            self.db.register("incoming", arrays)
            self.db.execute(
                f"INSERT INTO {name} SELECT {', '.join(cells)} FROM incoming {there and f'WHERE {there}'}"
            )
            self.db.unregister("incoming")

    def words(self, name: str, columns: Sequence[str], rows: Rows) -> None:
        """Make a small table whose texts come again and again in results."""
        self.table("incoming_words", columns, rows)
        cells = []
        for each in columns:
            kind = f"w_{name}_{each}"
            if each[0] == "t" and rows:
                self.db.execute(f"DROP TYPE IF EXISTS {kind}")
                self.db.execute(
                    f"CREATE TEMP TYPE {kind} AS ENUM (SELECT DISTINCT {each} FROM incoming_words)"
                )
            cells.append(f"CAST({each} AS {kind}) AS {each}" if each[0] == "t" and rows else each)
        self.make(name, f"SELECT {', '.join(cells)} FROM incoming_words")

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
        """The distinct texts of columns of `ship`; of value and quantity those that are no plain number."""
        odd = {"value": "WHERE s_v IS NULL", "quantity": "WHERE s_q IS NULL"}
        return {
            name: set(self.rows(f"SELECT enum_range(NULL::{self.codes[name]})")[0][0])
            if name in self.codes
            else {row[0] for row in self.rows(f"SELECT DISTINCT s_{name} FROM ship {odd.get(name, '')}")}
            for name in names
        }

    def twice(self) -> list[tuple[str, str]]:
        """Some shipments and lines that stand more than once among all rows."""
        line = "COALESCE(CAST(line AS VARCHAR), '')" if "line" in self.columns else "''"
        marks = self.db.execute(f"SELECT hash(shipment, {line}) AS mark FROM {self.source}").fetchnumpy()
        ordered = np.sort(np.ma.getdata(marks["mark"]))
        if not (ordered[1:] == ordered[:-1]).any():
            return []
        return self.db.execute(
            f"SELECT CAST(shipment AS VARCHAR), {line} FROM {self.source} GROUP BY ALL HAVING count(*) > 1 LIMIT 5"
        ).fetchall()

    def places(self, column: str, text: str, most: int) -> list[int]:
        """The first of all rows with that text in a column, as the header's row 1 counts."""
        cell = f"COALESCE(CAST({_name(column)} AS VARCHAR), '')"
        where = f"WHERE {cell} = {quoted(text)} ORDER BY 1 LIMIT {most}"
        return [int(row[0]) for row in self.rows(f"SELECT file_row_number + 2 FROM {self.source} {where}")]

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as one Parquet file."""
        unfinished = path.with_suffix(".unfinished")
        self.db.execute(f"COPY ({query}) TO {quoted(str(unfinished))} (FORMAT parquet, COMPRESSION zstd)")
        unfinished.replace(path)

    def close(self) -> None:
        """Give the memory back."""
        self.db.close()


def quoted(text: str) -> str:
    """The text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
