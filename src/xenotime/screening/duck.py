"""DuckDB in this process: no server, spills to disk, nothing is fetched from anywhere."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from xenotime.errors import Problem, UnreadableBook
from xenotime.screening.engine import PLAIN, SHIPMENT_COLUMNS, Rows

TYPES = {"t": "VARCHAR", "i": "BIGINT", "f": "DOUBLE"}
BINARY = ("FLOAT", "DOUBLE", "BLOB")
MUST = ("shipment", "item", "date")
SUFFIXES = (".parquet", ".csv")


class Duck:
    """The shipments of one file; a CSV file becomes Parquet beside the results first, as text."""

    def __init__(self, shipments: Path, out: Path, *, memory: str = "", threads: int = 0) -> None:
        self.db = duckdb.connect()
        self.db.execute("SET autoinstall_known_extensions = false")
        self.db.execute("SET autoload_known_extensions = false")
        self.db.execute("SET enable_progress_bar = false")
        self.db.execute("SET preserve_insertion_order = false")
        self.db.execute(f"SET temp_directory = {_quoted(str(out / 'spill'))}")
        if memory:
            self.db.execute(f"SET memory_limit = {_quoted(memory)}")
        if threads:
            self.db.execute(f"SET threads = {threads}")
        self.file = shipments
        self.source = self._source(shipments, out)
        self.columns = self._columns()
        found = self.db.execute(f"SELECT count(*) FROM {self.source}").fetchone()
        self.count = int(found[0]) if found else 0

    def _source(self, shipments: Path, out: Path) -> str:
        if not shipments.is_file() or shipments.suffix.lower() not in SUFFIXES:
            problem = Problem(
                "The shipments cannot be read",
                str(shipments),
                allowed="a .parquet or .csv file that is there",
            )
            raise UnreadableBook([problem])
        if shipments.suffix.lower() == ".parquet":
            return f"read_parquet({_quoted(str(shipments))}, file_row_number = true)"
        whole = out / "shipments.parquet"
        unfinished = out / "shipments.parquet.unfinished"
        read = (
            f"read_csv({_quoted(str(shipments))}, all_varchar = true, header = true, delim = ',', quote = '\"', "
            "escape = '\"', nullstr = '', strict_mode = true, null_padding = false, auto_detect = true)"
        )
        try:
            self.db.execute("SET preserve_insertion_order = true")
            self.db.execute(f"COPY (SELECT * FROM {read}) TO {_quoted(str(unfinished))} (FORMAT parquet)")
        except duckdb.Error as refused:
            said = str(refused).splitlines()[0]
            problem = Problem(
                "The shipments cannot be read", str(shipments), found=said, do="correct the file"
            )
            raise UnreadableBook([problem]) from refused
        finally:
            self.db.execute("SET preserve_insertion_order = false")
        unfinished.replace(whole)
        return f"read_parquet({_quoted(str(whole))}, file_row_number = true)"

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
        """Make the table `ship` of some rows."""
        cells = [
            f"COALESCE(CAST({_name(each)} AS VARCHAR), '') AS s_{each}"
            if each in self.columns
            else f"'' AS s_{each}"
            for each in SHIPMENT_COLUMNS
        ]
        where = f"file_row_number >= {first} AND file_row_number < {first + count}"
        raw = f"SELECT file_row_number + 1 AS n, {', '.join(cells)} FROM {self.source} WHERE {where}"
        number = "CASE WHEN regexp_full_match(s_{0}, '{1}') THEN NULLIF(CAST(s_{0} AS DOUBLE), 0) END AS {2}"
        numbers = ", ".join(
            number.format(name, PLAIN, short) for name, short in (("value", "s_v"), ("quantity", "s_q"))
        )
        self.make("ship", f"SELECT *, {numbers} FROM ({raw})")

    def table(self, name: str, columns: Sequence[str], rows: Rows) -> None:
        """Make a small table, copied into the engine."""
        typed = ", ".join(f"{each} {TYPES[each[0]]}" for each in columns)
        self.db.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({typed})")
        if rows:
            arrays = {
                each: np.array([row[at] for row in rows], object if each[0] == "t" else None)
                for at, each in enumerate(columns)
            }
            self._insert(name, columns, arrays)

    def _insert(self, name: str, columns: Sequence[str], arrays: dict[str, NDArray[Any]]) -> None:
        self.db.register("incoming", arrays)
        self.db.execute(f"INSERT INTO {name} SELECT {', '.join(columns)} FROM incoming")
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
            name: {row[0] for row in self.rows(f"SELECT DISTINCT s_{name} FROM ship {odd.get(name, '')}")}
            for name in names
        }

    def twice(self) -> list[tuple[str, str]]:
        """Some shipments and lines that stand more than once among all rows."""
        line = "COALESCE(CAST(line AS VARCHAR), '')" if "line" in self.columns else "''"
        found = self.db.execute(
            f"SELECT count(DISTINCT hash(shipment, {line})) FROM {self.source}"
        ).fetchone()
        if found and found[0] == self.count:
            return []
        return self.db.execute(
            f"SELECT CAST(shipment AS VARCHAR), {line} FROM {self.source} GROUP BY ALL HAVING count(*) > 1 LIMIT 5"
        ).fetchall()

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as one Parquet file."""
        unfinished = path.with_suffix(".unfinished")
        self.db.execute(f"COPY ({query}) TO {_quoted(str(unfinished))} (FORMAT parquet, COMPRESSION zstd)")
        unfinished.replace(path)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
