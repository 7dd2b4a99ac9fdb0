"""Spark: the same statements on a cluster, where one machine is too small."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyarrow import ArrowException, parquet

from xenotime.errors import Problem, UnreadableBook, UnreadableRequest
from xenotime.screening.csv_lines import header_of
from xenotime.screening.duck import Duck
from xenotime.screening.engine import (
    BLANKS,
    DIGITS,
    DOUBLE,
    MOMENT,
    NAMES,
    NOT_STATED,
    PLAIN,
    SHIPMENT_COLUMNS,
    WRITTEN_OUT,
    Rows,
    columns_of,
)
from xenotime.screening.plain_csv import is_plain, is_text
from xenotime.screening.stores import ALONE

with suppress(ImportError):
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql import functions as sql
    from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

ANY_CORES = "local[*]"
PARTITIONS = 200
"""Pieces that a shuffle is cut into; small ones are put together again."""
ALL_OF_IT = PLAIN.removesuffix("$") + r"\z"
"""A plain number: to Java, what ends with `$` may have a line end behind it."""
KINDS = {"timestamp": "timestamp with time zone", "timestamp_ntz": "timestamp"}
"""What other engines call Spark's types."""
OF_SPARK = re.compile(r"_SUCCESS|_committed.*|_started.*|\..*\.crc")
"""Files beside the shipments that Spark writes itself."""
MOST_SENT = 1_000_000
"""Rows of a table up to which all of it is sent to every machine."""


def session_of(master: str, partitions: int = PARTITIONS) -> "SparkSession":
    """The session of this process, made where there is none; UnreadableRequest where Spark is not installed."""
    if "SparkSession" not in globals():
        do = "pip install 'xenotime[spark]'"
        raise UnreadableRequest(
            [Problem("The engine spark needs pyspark", "", None, "--engine", "spark", "", do)]
        )
    builder = SparkSession.builder.master(master or ANY_CORES).appName("xenotime")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.csv.parser.columnPruning.enabled": "false",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.log.level": "FATAL",
    }.items():
        builder = builder.config(key, value)
    try:
        made: SparkSession = builder.getOrCreate()
    except Exception as refused:
        said = (str(refused).splitlines() or [""])[0]
        raise UnreadableRequest(
            [Problem("Spark did not start", "", None, "--master", master, do=said or "look at its log")]
        ) from refused
    if (made.sparkContext.master or "").startswith("local"):
        made.sparkContext.pythonExec = sys.executable
    return made


class Spark:
    """The shipments of one file or folder, which Spark divides itself."""

    def __init__(self, shipments: Path, out: Path, *, master: str = "", partitions: int = PARTITIONS) -> None:
        self.session = session_of(master, partitions)
        self.file, self.out = shipments, out
        self.frame, number = self._frame()
        self.kinds = {name: KINDS.get(kind, kind) for name, kind in self.frame.dtypes}
        self.columns = columns_of(self.file, self.kinds)
        self.frame = self.frame.select("*", number.alias("n"))
        self.count = self._counted()
        self.kept: dict[str, DataFrame] = {}

    def _frame(self) -> "tuple[DataFrame, Any]":
        """The lines, and the number of each of them in its file."""
        csv, source = _is_csv(self.file), self.file
        problems = [*_left_out(self.file), *(_not_plain(self.file) if csv and self.file.is_dir() else ())]
        problems += _told_twice(self.file, csv=csv)
        if problems:
            raise UnreadableBook(problems)
        if csv and self.file.is_file():
            duck = Duck(self.file, self.out)
            csv, source = False, duck.parquet
            duck.close()
        try:
            if csv:
                return self._folder(), sql.monotonically_increasing_id() + 1
            files = self.session.read.options(mergeSchema=True, **ALONE)
            return files.parquet(str(source.resolve())), sql.col("_metadata.row_index") + 1
        except Exception as refused:
            raise self._unreadable(refused) from refused

    def _folder(self) -> "DataFrame":
        """The lines of a folder of CSV files."""
        wanted: dict[str, bool | str] = {
            "header": True,
            "quote": '"',
            "escape": '"',
            "multiLine": True,
            "mode": "FAILFAST",
            "enforceSchema": False,
            **ALONE,
        }
        frame = self.session.read.options(**wanted).csv(str(self.file.resolve())).na.drop("all")
        return frame.toDF(*(name.strip() for name in frame.columns))

    def _counted(self) -> int:
        with self._looked_at():
            return self.frame.count()

    @contextmanager
    def _looked_at(self) -> Iterator[None]:
        """Raise UnreadableBook where the lines cannot be read, which comes out when something is asked of them."""
        try:
            yield
        except Exception as refused:
            raise self._unreadable(refused) from refused

    def _unreadable(self, refused: Exception) -> UnreadableBook:
        """What Spark says, its deepest cause alone."""
        lines = str(refused).splitlines()
        causes = [
            line.partition(": ")[2].partition(": ")[2] for line in lines if line.startswith("Caused by: ")
        ]
        said = re.sub(r"^\[[A-Z_.]+\] | SQLSTATE: .*$", "", (causes or lines)[-1 if causes else 0])
        what, do = "The shipments cannot be read", "write the file anew"
        return UnreadableBook([Problem(what, str(self.file), found=said, do=do)])

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
        return [tuple(row) for row in self.session.sql(query).collect()]

    def columns_of(self, query: str) -> list[NDArray[np.int64]]:
        """The columns of a query, all integers."""
        frame = self.session.sql(query)
        rows = frame.collect()
        return [np.array([row[at] for row in rows], np.int64) for at in range(len(frame.columns))]

    def texts(self, names: Sequence[str]) -> dict[str, set[str]]:
        """The distinct texts of columns of `ship`; of value and quantity those that are no plain number."""
        odd = {
            "value": "CASE WHEN s_v IS NULL THEN s_value END",
            "quantity": "CASE WHEN s_q IS NULL THEN s_quantity END",
        }
        sets = ", ".join(f"collect_set({odd.get(name, f's_{name}')}) AS s_{name}" for name in names)
        found = self.rows(f"SELECT {sets} FROM ship")[0]
        return {name: set(texts) for name, texts in zip(names, found, strict=True)}

    def twice(self) -> list[tuple[str, str]]:
        """Some shipments and lines that stand more than once among all rows."""
        lines = self.frame.select(*(self._cell(name).alias(name) for name in NAMES))
        with self._looked_at():
            found = lines.groupBy(*NAMES).count().where("count > 1").limit(5).collect()
        return [(row["shipment"], row["line"]) for row in found]

    def places(self, cells: Mapping[str, str], most: int, filled: str = "") -> list[int]:
        """The first of all rows with those texts in those columns, as the header's row 1 counts."""
        rows = self.frame
        for name, text in cells.items():
            rows = rows.where(self._cell(name) == text)
        if filled:
            rows = rows.where(self._cell(filled) != "")
        with self._looked_at():
            found = rows.select("n").orderBy("n").limit(most).collect()
        return [int(row["n"]) + 1 for row in found]

    def _cell(self, name: str) -> Any:
        if name not in self.columns:
            return sql.lit("")
        cell = sql.coalesce(self._text_in(name), sql.lit(""))
        return sql.btrim(cell, sql.lit(BLANKS)) if name in NAMES else cell

    def _text_in(self, name: str) -> Any:
        """The text of a cell: of a double the digits that say all, of a moment at the beginning of a day that day."""
        cell = sql.col(f"`{name}`")
        if DOUBLE.fullmatch(self.kinds[name]):
            text = sql.regexp_replace(sql.format_string(DIGITS, cell), "([.][0-9]*?)0+$", "$1")
            text = sql.regexp_replace(text, "[.]$", "")
            stated = text.rlike(WRITTEN_OUT) & (text.cast("double") == cell)
            other = sql.concat(cell.cast("string"), sql.lit(NOT_STATED))
            return sql.when(cell.isNull(), None).when(stated, text).otherwise(other)
        if MOMENT.fullmatch(self.kinds[name]):
            day = cell.cast("date")
            return sql.when(cell == day.cast("timestamp_ntz"), day.cast("string")).otherwise(
                cell.cast("string")
            )
        return cell.cast("string")

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as Parquet files in one folder."""
        unfinished = path.with_suffix(".unfinished")
        self.session.sql(query).write.mode("overwrite").parquet(str(unfinished.resolve()))
        unfinished.replace(path)

    def close(self) -> None:
        """Let the tables go; the session stays, it is slow to come."""
        for frame in self.kept.values():
            frame.unpersist()


def _is_csv(shipments: Path) -> bool:
    """Whether it is a CSV file, or a folder that is named so or holds nothing else."""
    ends = {each.suffix.lower() for each in _files(shipments)} or {shipments.suffix.lower()}
    return ends == {".csv"} or shipments.suffix.lower() == ".csv"


def _left_out(folder: Path) -> Iterator[Problem]:
    """The files of a folder that Spark would not read, without a word."""
    every = sorted(each for each in folder.rglob("*") if each.is_file()) if folder.is_dir() else []
    inside = {
        file: file.relative_to(folder).parts[:-1] for file in every if not OF_SPARK.fullmatch(file.name)
    }
    is_divided = any(each and _are_values(each) for each in inside.values())
    allowed = "all files in the folder itself, or all in folders named column=value; no name that begins with _ or ."
    do = "move or rename it"
    for file, parts in inside.items():
        is_beside, is_hidden = is_divided and not parts, file.name.startswith(("_", "."))
        if is_beside or is_hidden or not _are_values(parts):
            what = "A file of the folder would not be read"
            yield Problem(what, str(file), None, "", "", allowed, do)
        elif not file.stat().st_size:
            what = "A file of the folder is empty"
            yield Problem(what, str(file), allowed="a file of shipments", do="write it anew, or take it out")


def _are_values(folders: Sequence[str]) -> bool:
    """Whether folders are named column=value, each of them, and none so that Spark leaves it out."""
    return all("=" in each and not each.startswith(("_", ".")) for each in folders)


def _told_twice(folder: Path, *, csv: bool) -> Iterator[Problem]:
    """The files of a folder that have a column which the folder around them names as well: Spark would drop what they say."""
    for file in _files(folder):
        around = {each.partition("=")[0].lower() for each in file.relative_to(folder).parts[:-1]}
        if not around:
            continue
        names = header_of(file) if csv else _columns_in(file)
        for name in (each for each in names if each.lower() in around):
            what, do = (
                "A column of the file is one that its folder names too",
                "move the file, or take the column out",
            )
            yield Problem(what, str(file), None, name, str(file.parent.relative_to(folder)), "", do)


def _columns_in(file: Path) -> list[str]:
    """The columns of a Parquet file; none of one that cannot be read, which is told where its lines are read."""
    try:
        return list(parquet.read_schema(file).names)
    except (ArrowException, OSError):
        return []


def _not_plain(folder: Path) -> Iterator[Problem]:
    """The CSV files of a folder that readers may read in different ways."""
    allowed = (
        "in each row as many cells as in the header, each of one line; quotation marks around whole cells only; "
        "lines that end alike"
    )
    do = "write it so; that file by itself is told row by row"
    for file in _files(folder):
        if not is_plain(file):
            what = "A file of the folder may be read in different ways"
            yield Problem(what, str(file), None, "", "", allowed, do)
        elif not is_text(file):
            yield Problem(
                "A file of the folder is not written in UTF-8", str(file), None, "", "", "UTF-8", "save it so"
            )


def _files(folder: Path) -> list[Path]:
    """The files of a folder with lines in them, whatever they are called."""
    every = (each for each in folder.rglob("*") if each.is_file())
    return sorted(each for each in every if not OF_SPARK.fullmatch(each.name))
