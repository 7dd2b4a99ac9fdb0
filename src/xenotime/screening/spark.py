"""Spark: the same statements on a cluster, where one machine is too small."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import reduce
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import numpy as np
from numpy.typing import NDArray

from xenotime.errors import Problem, UnreadableBook
from xenotime.screening.duck import Duck
from xenotime.screening.engine import (
    ALL_OF_IT,
    BLANKS,
    DIGITS,
    DOUBLE,
    LONG_NAME,
    MOMENT,
    NAMES,
    NOT_STATED,
    ROW,
    SHIPMENT_COLUMNS,
    WRITTEN_OUT,
    Places,
    Rows,
)
from xenotime.screening.folders import is_csv, named_by_folders, parts_of, rows_in
from xenotime.screening.spark_session import PARTITIONS, cause_of, is_of_machine, session_of, working
from xenotime.screening.stores import ALONE

with suppress(ImportError):
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import DataFrame
    from pyspark.sql import functions as sql
    from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

NANOSECONDS, BILLION, DAY = "TIMESTAMP_NS", 1_000_000_000, 86_400
"""Moments as most data frames count them; how many of these a second has, and how many seconds a day."""
WRITTEN: dict[str, bool | str] = {
    "header": True,
    "quote": '"',
    "escape": '"',
    "multiLine": True,
    "mode": "FAILFAST",
}
"""How a CSV file is written."""
MOST_SENT = 1_000_000
"""Rows of a table up to which all of it is sent to every machine."""


class Spark:
    """The shipments of one file or folder, which Spark divides itself."""

    def __init__(self, shipments: Path, out: Path, *, master: str = "", partitions: int = PARTITIONS) -> None:
        self.session = session_of(master, partitions)
        self.file, self.out = shipments, out
        self.is_csv = is_csv(shipments) and shipments.is_dir()
        self.columns: tuple[str, ...] = ()
        self.frame = self._frame()
        self.count = self._counted()
        self.kept: dict[str, DataFrame] = {}

    def _frame(self) -> "DataFrame":
        """The cells of all lines as texts, beside the number of each in its file, and that file."""
        source = self.file
        if is_csv(self.file) and self.file.is_file():
            duck = Duck(self.file, self.out)
            source = duck.parquet
            duck.close()
        alike: dict[Any, list[Path]] = {}
        for part in parts_of(source, csv=self.is_csv):
            around = named_by_folders(part.file, self.file)
            alike.setdefault((part.kinds, part.stored, around), []).append(part.file)
        found = [self._lines(kinds, around, files) for (kinds, _, around), files in alike.items()]
        there = {name for frame in found for name in frame.columns}
        self.columns = tuple(name for name in SHIPMENT_COLUMNS if name in there)
        return reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), found)

    def _lines(
        self, kinds: Sequence[tuple[str, str]], around: Sequence[str], files: Sequence[Path]
    ) -> "DataFrame":
        """The lines of files that have the same columns, of the same types."""
        paths = [str(each.resolve()) for each in files]
        read = self.session.read.options(**ALONE)
        if self.file.is_dir():
            read = read.option("basePath", str(self.file.resolve()))
        with self._looked_at():
            if self.is_csv:
                names = [f"c{at}" for at in range(len(kinds))]
                types = StructType([StructField(each, StringType()) for each in names])
                frame = read.options(**WRITTEN).schema(types).csv(paths).na.drop("all", subset=names)
                self._refuse_nameless(frame, [f"c{at}" for at, (name, _) in enumerate(kinds) if not name])
            else:
                names = [name for name, _ in kinds]
                frame = read.parquet(*paths)
            told = [
                _text_in(sql.col(f"`{at}`"), kind).alias(name)
                for at, (name, kind) in zip(names, kinds, strict=True)
                if name
            ]
            number = sql.lit(0) if self.is_csv else sql.col("_metadata.row_index") + 1
            return frame.select(*told, *around, number.alias("n"), sql.col("_metadata.file_path").alias("at"))

    def _refuse_nameless(self, frame: "DataFrame", nameless: Sequence[str]) -> None:
        """Raise UnreadableBook where a cell stands under no heading."""
        filled = (
            frame.select("_metadata.file_path", *nameless).na.drop("all", subset=list(nameless))
            if nameless
            else None
        )
        if filled is not None and (first := filled.first()):
            what, do = "A cell stands under no heading", "name the column, or empty the cell"
            raise UnreadableBook([Problem(what, str(_path(first[0])), do=do)])

    def _counted(self) -> int:
        with self._looked_at():
            return self.frame.count()

    @contextmanager
    def _looked_at(self) -> Iterator[None]:
        """Raise UnreadableBook where the lines cannot be read, which comes out when something is asked of them."""
        what, do = "The shipments cannot be read", "write the file anew"
        with working(self.out):
            try:
                yield
            except (PySparkException, Py4JError) as refused:
                if is_of_machine(refused):
                    raise
                problem = Problem(what, str(self.file), found=cause_of(refused), do=do)
                raise UnreadableBook([problem]) from refused

    def every(self, column: str) -> set[str]:
        """The distinct texts of one column of all rows."""
        with self._looked_at():
            return {row[0] for row in self.frame.select(self._cell(column)).distinct().collect()}

    def shipped(self) -> None:
        """Make the table `ship` of all rows."""
        cells = [self._cell(each).alias(f"s_{each}") for each in SHIPMENT_COLUMNS]
        whole = self.frame.select("n", *cells)
        for name, short in (("value", "s_v"), ("quantity", "s_q")):
            text = sql.col(f"s_{name}")
            number = sql.when(text.rlike(ALL_OF_IT), text).cast("double")
            whole = whole.withColumn(short, sql.when(number > 0, number))
        self._keep("ship", whole)
        self._all_text([f"s_{each}" for each in self.columns])

    def _all_text(self, names: Sequence[str]) -> None:
        """Read all of `ship` now; UnreadableBook where the bytes of a cell are no text."""
        are_texts = [sql.min(sql.is_valid_utf8(sql.col(name))).alias(name) for name in names]
        with self._looked_at():
            found = self.kept["ship"].agg(*are_texts).collect()[0].asDict()
        what, do = "The column holds bytes that are no text", "write it in UTF-8"
        wrong = [name.removeprefix("s_") for name in names if found[name] is False]
        if wrong:
            raise UnreadableBook(
                [Problem(what, str(self.file), None, each, "", "UTF-8", do) for each in wrong]
            )

    def _keep(self, name: str, frame: "DataFrame") -> None:
        if name in self.kept:
            self.kept[name].unpersist()
        self.kept[name] = frame.persist()
        frame.createOrReplaceTempView(name)

    def table(self, name: str, columns: Sequence[str], rows: Rows) -> None:
        """Make a table, to be sent to every machine where it is small: Spark does not know how large it is."""
        types = {"t": StringType(), "i": LongType(), "f": DoubleType()}
        schema = StructType([StructField(each, types[each[0]], True) for each in columns])
        held = list(rows)
        frame = self.session.createDataFrame(held, schema)
        sent = sql.broadcast(frame) if len(held) <= MOST_SENT else frame
        sent.createOrReplaceTempView(name)

    def numbers(self, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
        """Make a table of whole columns of integers."""
        self.table(
            name, tuple(columns), list(zip(*(each.tolist() for each in columns.values()), strict=True))
        )

    def make(self, name: str, query: str) -> None:
        """Make a table of a query's rows."""
        self._keep(name, self.session.sql(query))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with working(self.out):
            return [tuple(row) for row in self.session.sql(query).collect()]

    def columns_of(self, query: str) -> list[NDArray[np.int64]]:
        """The columns of a query, all integers."""
        with working(self.out):
            frame = self.session.sql(query)
            rows = frame.collect()
        return [np.array([row[at] for row in rows], np.int64) for at in range(len(frame.columns))]

    def texts(self, names: Sequence[str]) -> dict[str, set[str]]:
        """The distinct texts of columns of `ship`; of value and quantity those that are no plain number, of names the long ones."""
        odd = {
            "value": "CASE WHEN s_v IS NULL THEN s_value END",
            "quantity": "CASE WHEN s_q IS NULL THEN s_quantity END",
        }
        odd |= {name: f"CASE WHEN length(s_{name}) > {LONG_NAME} THEN s_{name} END" for name in NAMES}
        sets = ", ".join(f"collect_set({odd.get(name, f's_{name}')}) AS s_{name}" for name in names)
        found = self.rows(f"SELECT {sets} FROM ship")[0]
        return {name: set(texts) for name, texts in zip(names, found, strict=True)}

    def twice(self) -> list[tuple[str, str]]:
        """Some shipments and lines that stand more than once among all rows."""
        lines = self.frame.select(*(self._cell(name).alias(name) for name in NAMES))
        with self._looked_at():
            found = lines.groupBy(*NAMES).count().where("count > 1").limit(5).collect()
        return [(row["shipment"], row["line"]) for row in found]

    def places(self, cells: Mapping[str, str], most: int, filled: str = "") -> Places:
        """The first of all rows with those texts in those columns, as the header's row 1 counts."""
        rows = self.frame
        for name, text in cells.items():
            rows = rows.where(self._cell(name) == text)
        if filled:
            rows = rows.where(self._cell(filled) != "")
        with self._looked_at():
            files = sorted(row["at"] for row in rows.select("at").distinct().collect())
            if not files:
                return Places()
            if not self.file.is_dir():
                return Places(self._numbers(rows, most))
            first, file = files[0], _path(files[0])
            if self.is_csv:
                return Places(rows_in(file, cells, most, filled), str(file), len(files) - 1)
            return Places(self._numbers(rows.where(sql.col("at") == first), most), str(file), len(files) - 1)

    def _numbers(self, rows: "DataFrame", most: int) -> list[int]:
        """The first numbers of some rows of one file."""
        return [int(row["n"]) + 1 for row in rows.select("n").orderBy("n").limit(most).collect()]

    def _cell(self, name: str) -> Any:
        if name not in self.columns:
            return sql.lit("")
        cell = sql.coalesce(sql.col(f"`{name}`"), sql.lit(""))
        return sql.btrim(cell, sql.lit(BLANKS)) if name in ROW else cell

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as Parquet files in one folder."""
        unfinished = path.with_suffix(".unfinished")
        with working(self.out):
            self.session.sql(query).write.mode("overwrite").parquet(str(unfinished.resolve()))
        unfinished.replace(path)

    def close(self) -> None:
        """Let the tables go; the session stays, it is slow to come."""
        for frame in self.kept.values():
            frame.unpersist()


def _path(uri: str) -> Path:
    """The file that Spark names by its address."""
    return Path(url2pathname(urlsplit(uri).path))


def _text_in(cell: Any, kind: str) -> Any:
    """The text of a cell: of a double the digits that say all, of a moment at the beginning of a day that day."""
    if DOUBLE.fullmatch(kind):
        text = sql.regexp_replace(sql.format_string(DIGITS, cell), "([.][0-9]*?)0+$", "$1")
        text = sql.regexp_replace(text, "[.]$", "")
        stated = text.rlike(WRITTEN_OUT) & (text.cast("double") == cell)
        other = sql.concat(cell.cast("string"), sql.lit(NOT_STATED))
        return sql.when(cell.isNull(), None).when(stated, text).otherwise(other)
    if kind == NANOSECONDS:
        return _moment_in(cell)
    if MOMENT.fullmatch(kind):
        moment, day = cell.cast("timestamp_ntz"), cell.cast("date")
        return sql.when(moment == day.cast("timestamp_ntz"), day.cast("string")).otherwise(
            moment.cast("string")
        )
    return cell.cast("string")


def _moment_in(count: Any) -> Any:
    """The text of a moment that is a count of nanoseconds, which Spark knows as a number alone."""
    rest = sql.pmod(count, sql.lit(BILLION))
    seconds = sql.call_function("div", count - rest, sql.lit(BILLION))
    moment = sql.timestamp_seconds(seconds).cast("timestamp_ntz")
    text = sql.concat(moment.cast("string"), sql.lit("."), sql.lpad(rest.cast("string"), 9, "0"))
    is_day = (rest == 0) & (sql.pmod(seconds, sql.lit(DAY)) == 0)
    bare = sql.regexp_replace(sql.regexp_replace(text, "0+$", ""), "[.]$", "")
    return sql.when(is_day, moment.cast("date").cast("string")).otherwise(bare)
