"""Shipments in files of which each says its own columns: a folder for a cluster, or one file; all that is wrong with any of them."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from xenotime.errors import Problem, UnreadableBook
from xenotime.screening.csv_lines import header_of
from xenotime.screening.engine import (
    BLANKS,
    ROW,
    STORED,
    alone,
    columns_of,
    no_shipments,
    parquet_at,
    stated_kinds,
)
from xenotime.screening.plain_csv import is_plain, is_text
from xenotime.screening.readable import MOST_PROBLEMS

CSV, PARQUET = ".csv", ".parquet"
OF_SPARK = re.compile(r"_SUCCESS|_committed.*|_started.*|\..*\.crc")
"""Files beside the shipments that Spark writes itself."""
HIDDEN = re.compile(r"[_.].*|.*\._COPYING_|.*:.*")
"""Names of files that Spark leaves out, or cannot open."""
BEYOND = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
"""Part of a letter beyond ASCII, written as its bytes: to Spark each of them is a letter, to others all are one."""
TEXT = "VARCHAR"
MAGIC = b"PAR1"
PACKED_BY = "SELECT DISTINCT compression FROM parquet_metadata({})"
"""The query for the ways in which the columns of a Parquet file are packed."""
UNPACKED = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW"}
"""Those that Spark unpacks as it is installed; DuckDB knows more."""


@dataclass(frozen=True)
class Part:
    """A file of shipments: the type of each of its columns, as DuckDB calls it, and how it is stored."""

    file: Path
    kinds: tuple[tuple[str, str], ...]
    stored: tuple[tuple[str, str], ...] = ()


def is_csv(shipments: Path) -> bool:
    """Whether it is a CSV file, or a folder that is named so or holds nothing else."""
    ends = {each.suffix.lower() for each in files_in(shipments)} or {shipments.suffix.lower()}
    return ends == {CSV} or shipments.suffix.lower() == CSV


def parts_of(shipments: Path, *, csv: bool) -> list[Part]:
    """The files of a folder, or the one file, each by itself; UnreadableBook with what is wrong with them."""
    if shipments.is_file():
        _refuse_name(shipments)
    files = [shipments] if shipments.is_file() else files_in(shipments)
    if not files:
        what, do = "There are no shipments", "put files of shipments into the folder"
        raise UnreadableBook([Problem(what, str(shipments), do=do)])
    problems = [*_left_out(shipments), *(_not_plain(files) if csv and shipments.is_dir() else ())]
    parts: list[Part] = []
    with duckdb.connect() as db:
        for file in files if not problems else ():
            try:
                part = Part(file, tuple((each, TEXT) for each in header_of(file))) if csv else _part(db, file)
                _fits(part, shipments)
                parts.append(part)
            except UnreadableBook as refused:
                problems += refused.problems
            if len(problems) >= MOST_PROBLEMS:
                break
    if problems:
        raise UnreadableBook(problems[:MOST_PROBLEMS])
    return parts


def _refuse_name(file: Path) -> None:
    """Raise UnreadableBook where a file is called as none that is read."""
    if file.suffix.lower() not in (CSV, PARQUET):
        raise UnreadableBook([no_shipments(file)])
    if HIDDEN.fullmatch(file.name):
        what, allowed = "Spark opens no file of this name", "no _ or . at the beginning, and no colon"
        raise UnreadableBook([Problem(what, str(file), None, "", file.name, allowed, "rename it")])


def _part(db: duckdb.DuckDBPyConnection, file: Path) -> Part:
    """A Parquet file with its columns; UnreadableBook where it is none, or damaged."""
    place = alone(file)
    try:
        described = db.execute(f"DESCRIBE SELECT * FROM {parquet_at(place)}").fetchall()
        stored = db.execute(STORED.format(place)).fetchall()
        packed = {str(row[0]) for row in db.execute(PACKED_BY.format(place)).fetchall()}
    except duckdb.Error as refused:
        if file.suffix.lower() != PARQUET and not _is_parquet(file):
            found, do = file.suffix or "a file without an ending", "move it, or write it anew"
            allowed = "files that are all Parquet, or all CSV and called .csv"
            raise UnreadableBook(
                [Problem("This is no Parquet file", str(file), None, "", found, allowed, do)]
            ) from None
        said, do = str(refused).splitlines()[0], "write the file anew"
        raise UnreadableBook(
            [Problem("The shipments cannot be read", str(file), found=said, do=do)]
        ) from None
    if strange := ", ".join(sorted(packed - UNPACKED)):
        what, do = "The file is packed in a way that Spark does not unpack", "write it anew, packed so or not"
        raise UnreadableBook([Problem(what, str(file), None, "", strange, ", ".join(sorted(UNPACKED)), do)])
    return Part(file, tuple(stated_kinds(described, stored).items()), tuple(stored))


def _is_parquet(file: Path) -> bool:
    """Whether a file ends as those of Parquet do, whole or damaged."""
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - len(MAGIC)))
        return opened.read() == MAGIC


def _fits(part: Part, shipments: Path) -> None:
    """Raise UnreadableBook where a file has other columns than those of shipments, or one that its folder names too."""
    around = named_by_folders(part.file, shipments)
    names = [name for name, _ in part.kinds]
    what, do = (
        "A column of the file is one that its folder names too",
        "move the file, or take the column out",
    )
    twice = [
        Problem(what, str(part.file), None, name, str(part.file.parent.relative_to(shipments)), "", do)
        for name in names
        if name.lower() in {each.lower() for each in around}
    ]
    if twice:
        raise UnreadableBook(twice)
    columns_of(part.file, {name: kind for name, kind in part.kinds if name} | dict.fromkeys(around, TEXT))


def named_by_folders(file: Path, shipments: Path) -> tuple[str, ...]:
    """The columns that the folders around a file say, none of them for one file by itself."""
    inside = file.relative_to(shipments).parts[:-1] if shipments.is_dir() else ()
    return tuple(each.partition("=")[0] for each in inside)


def rows_in(file: Path, cells: Mapping[str, str], most: int, filled: str = "") -> list[int]:
    """The first rows of a plainly written CSV file with those texts in those columns, and with one filled where it is named."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = csv.reader(opened)
        names = [each.strip() for each in next(lines, [])]
        wanted = [(names.index(name), name, text) for name, text in cells.items() if name in names]
        must = names.index(filled) if filled and filled in names else None
        rows: list[int] = []
        for row in filter(any, lines):
            is_there = all(_as_read(name, row[at]) == text for at, name, text in wanted)
            if is_there and (must is None or row[must]):
                rows.append(lines.line_num)
                if len(rows) == most:
                    break
    return rows


def _as_read(name: str, cell: str) -> str:
    return cell.strip(BLANKS) if name in ROW else cell


def files_in(folder: Path) -> list[Path]:
    """The files of a folder with lines in them, whatever they are called."""
    every = (each for each in folder.rglob("*") if each.is_file())
    return sorted(each for each in every if not OF_SPARK.fullmatch(each.name))


def _left_out(folder: Path) -> Iterator[Problem]:
    """The files of a folder that Spark would not read, without a word."""
    inside = {file: file.relative_to(folder).parts[:-1] for file in files_in(folder)}
    is_divided = any(each and _are_values(each) for each in inside.values())
    allowed = (
        "all files in the folder itself, or all in folders named column=value; no name that begins with _ or ., "
        "ends with ._COPYING_ or has a colon in it"
    )
    do = "move or rename it"
    for file, parts in inside.items():
        is_beside, is_hidden = is_divided and not parts, HIDDEN.fullmatch(file.name)
        if is_beside or is_hidden or not _are_values(parts):
            what = "A file of the folder would not be read"
            yield Problem(what, str(file), None, "", "", allowed, do)
        elif any(map(BEYOND.search, parts)):
            yield Problem(
                "What a folder is called may be read in different ways", str(file), None, "", "/".join(parts),
                "letters beyond ASCII as they are, and not as bytes behind %", "rename it",
            )  # fmt: skip
        elif not file.stat().st_size:
            what = "A file of the folder is empty"
            yield Problem(what, str(file), allowed="a file of shipments", do="write it anew, or take it out")


def _are_values(folders: Sequence[str]) -> bool:
    """Whether folders are named column=value, each of them, and none so that Spark leaves it out."""
    return all(re.fullmatch(r"[^_.:=][^:=]*=[^:]+", each) for each in folders)


def _not_plain(files: Sequence[Path]) -> Iterator[Problem]:
    """The CSV files of a folder that readers may read in different ways."""
    allowed = (
        "in each row as many cells as in the header, each of one line; quotation marks around whole cells only; "
        "lines that end alike"
    )
    do = "write it so; that file by itself is told row by row"
    for file in files:
        if not is_plain(file):
            what = "A file of the folder may be read in different ways"
            yield Problem(what, str(file), None, "", "", allowed, do)
        elif not is_text(file):
            yield Problem(
                "A file of the folder is not written in UTF-8", str(file), None, "", "", "UTF-8", "save it so"
            )
