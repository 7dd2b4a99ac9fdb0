"""What screening asks of an engine: small tables in, portable joins, files out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from xenotime.errors import Problem, UnreadableBook

Rows = Sequence[tuple[Any, ...]]
SHIPMENT_COLUMNS = (
    "shipment", "line", "item", "quantity", "unit", "value", "currency", "act", "circumstance", "from", "to", "via",
    "exporter", "consignee", "purchaser", "intermediary", "end_user", "end_use", "lot", "date", "facts",
)  # fmt: skip
"""The columns of the shipments table, as format 1 of the book names them."""
ROW = ("shipment", "line", "item", "to", "date")
"""Columns that are handed on to the results: as everywhere else, what is blank around such a cell is no part of it."""
MUST = ("shipment", "item", "date")
NAMES = ("shipment", "line")
"""Columns that name a row."""
LONG_NAME = 10_000
"""Letters of a name from which on it is looked at like other cells, of which none holds texts without end."""
HELD = "text, whole numbers, decimals, days"
STATED = re.compile(
    r"VARCHAR|STRING|\"?NULL\"?|VOID|U?(TINY|SMALL|BIG)?INT(EGER)?|DECIMAL\([0-9]+,[0-9]+\)|DATE",
    re.IGNORECASE,
)
"""Types that hold this, by the names of every engine."""
BINARY = re.compile("FLOAT|DOUBLE", re.IGNORECASE)
AMOUNTS = ("value", "quantity")
DOUBLE = re.compile("DOUBLE", re.IGNORECASE)
WIDE = "DECIMAL of more than 38 digits"
STORED = "SELECT name, type FROM parquet_schema({})"
"""The query for how the columns of a Parquet file are stored."""
MOMENT = re.compile("TIMESTAMP(_S|_MS|_NS)?", re.IGNORECASE)
ALSO = dict.fromkeys(AMOUNTS, DOUBLE) | {"date": MOMENT}
"""What else columns may be: a double of which fifteen digits say all, a moment that is the beginning of a day."""
DIGITS = "%.15g"
"""So many digits every decimal keeps that was made a double: where they give the same double, they are what was stated."""
WRITTEN_OUT = "^-?[0-9]+([.][0-9]+)?$"
NOT_STATED = " as a binary fraction"
"""Stands behind what a double is otherwise, which is then no amount."""
PACKED = (".gz", ".zip", ".bz2", ".xz", ".zst")
SECOND = re.compile(r"_[0-9]+$")
BLANKS = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
STANDS_FOR_OTHERS = re.compile(r"[*?\[]")
"""What DuckDB reads in a path as a pattern."""
PLAIN = "^[0-9]{1,18}([.][0-9]{1,18})?$"
"""A number that every engine reads alike."""
ALL_OF_IT = PLAIN.removesuffix("$") + r"\z"
"""The same to Java, where what ends with `$` may have a line end behind it."""


@dataclass(frozen=True)
class Places:
    """Rows in which something stands, as the header's row 1 counts: of one file, of a folder the first that has it."""

    rows: Sequence[int] = ()
    file: str = ""
    """That file; empty where the shipments are one file."""
    others: int = 0
    """In how many other files of the folder it stands as well."""

    def __bool__(self) -> bool:
        """Whether it stands anywhere."""
        return bool(self.rows or self.file)


class Engine(Protocol):
    """Joins and groups; every statement is plain SQL that DuckDB and Spark read alike."""

    file: Path
    columns: tuple[str, ...]
    """The columns that the shipments have."""
    count: int
    """How many rows there are."""

    def every(self, column: str) -> set[str]:
        """The distinct texts of one column of all rows, of which no table has to be made before."""

    def shipped(self) -> None:
        """Make the table `ship` of all rows: `n` (from 1) and one column `s_<name>` for each column of the format.

        Texts are as they stand, empty for nothing. `s_v` and `s_q` are value and quantity as numbers above
        0 where they are plain ones, else NULL.
        """

    def table(self, name: str, columns: Sequence[str], rows: Rows) -> None:
        """Make a small table; a column's type follows its first letter (`t` text, `i` integer, `f` float)."""

    def numbers(self, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
        """Make a table of whole columns of integers."""

    def make(self, name: str, query: str) -> None:
        """Make a table of a query's rows, that is kept."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    def columns_of(self, query: str) -> list[NDArray[np.int64]]:
        """The columns of a query, all integers."""

    def texts(self, names: Sequence[str]) -> dict[str, set[str]]:
        """The distinct texts of columns of `ship`; of value and quantity those that are no plain number, of names the long ones."""

    def twice(self) -> list[tuple[str, str]]:
        """Some shipments and lines that stand more than once among all rows."""

    def places(self, cells: Mapping[str, str], most: int, filled: str = "") -> Places:
        """The first of all rows with those texts in those columns, as the header's row 1 counts.

        Where a column is named that has to be `filled`, only rows in which it is.
        """

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as one Parquet file, which is there whole or not at all."""

    def close(self) -> None:
        """Give back what the tables took; nothing is asked of the engine after that."""


def no_shipments(file: Path) -> Problem:
    """What is told where there is no file of shipments by that name, or one of another kind."""
    found, do = "nothing", "correct the path"
    if file.is_dir():
        found, do = "a folder", "name one file; `screen` reads a folder with --engine spark"
    elif file.suffix.lower() in PACKED:
        found, do = file.suffix, "unpack it"
    elif file.exists():
        found, do = file.suffix or "a file without an ending", "save its table as CSV, or as Parquet"
    allowed = "a .parquet or .csv file that is there"
    return Problem("The shipments cannot be read", str(file), found=found, allowed=allowed, do=do)


def columns_of(file: Path, kinds: Mapping[str, str]) -> tuple[str, ...]:
    """The columns of a file of shipments, in its order; `kinds` has the type of each, as the engine calls it.

    Raises UnreadableBook where one is not of the format, is missing, or is of a type of which no cell as stated comes.
    """
    place, there = (str(file), 1), ", ".join(kinds)
    unknown = [name for name in kinds if name not in SHIPMENT_COLUMNS]
    problems = [_unknown(place, name, kinds) for name in unknown]
    problems += [
        Problem(what, *place, name, kind.lower(), HELD, do)
        for name, kind in kinds.items()
        if name not in unknown
        if not (name in ALSO and ALSO[name].fullmatch(kind))
        for what, do in _of_kind(kind)
    ]
    problems += [
        Problem("A column that must be there is missing", *place, name, there, name, "add it")
        for name in MUST
        if name not in kinds
    ]
    if problems:
        raise UnreadableBook(problems)
    return tuple(kinds)


def _unknown(place: tuple[str, int], name: str, kinds: Iterable[str]) -> Problem:
    """What is told of a column that is not of the format; DuckDB numbers the second one of a name, big letters or small."""
    first = SECOND.sub("", name)
    if SECOND.search(name) and first.lower() in {each.lower() for each in kinds}:
        return Problem(
            "A column is there twice", *place, first, first, "each column once", "remove one of them"
        )
    meant = get_close_matches(name.strip().lower().replace(" ", "_"), SHIPMENT_COLUMNS, n=1)
    hint = f"did you mean {meant[0]!r}? " if meant else ""
    do = f"{hint}Rename it, or take it out of the file"
    return Problem("The column is not known", *place, name, name, ", ".join(SHIPMENT_COLUMNS), do)


def stated_kinds(described: Iterable[tuple[Any, ...]], stored: Iterable[tuple[Any, ...]]) -> dict[str, str]:
    """The type of each column of a Parquet file, as DuckDB calls it; none is called a double that is not `stored` as one.

    It makes doubles of decimals that are too wide for it: what was stated is lost.
    """
    as_stored = {name: kind for name, kind, *_ in stored}
    return {
        name: WIDE if DOUBLE.fullmatch(kind) and not DOUBLE.fullmatch(as_stored.get(name) or "") else kind
        for name, kind, *_ in described
    }


def _of_kind(kind: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a type, and what to do."""
    if BINARY.fullmatch(kind):
        do = "write the column as text or as decimals: a binary fraction is not the number that was stated"
        yield "The column holds binary fractions", do
    elif not STATED.fullmatch(kind):
        yield (
            "The column holds what no cell of the table can",
            "write it as in the book's own table: as text, or a day as a day",
        )


def quoted(text: str) -> str:
    """The text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def alone(*path: Path | str) -> str:
    """The path as a literal of DuckDB, that path alone: no letter in it stands for others; `*` in what is joined to it does."""
    place, *inside = map(str, path)
    return quoted("/".join([STANDS_FOR_OTHERS.sub(r"[\g<0>]", place), *inside]))


def parquet_at(*paths: str, numbered: bool = False) -> str:
    """What stands for the rows of Parquet files in a query of DuckDB, and for nothing that folders around them are called."""
    number = ", file_row_number = true" if numbered else ""
    return f"read_parquet([{', '.join(paths)}], hive_partitioning = false{number})"


def named(column: str) -> str:
    """The name of a column in SQL."""
    return '"' + column.replace('"', '""') + '"'
