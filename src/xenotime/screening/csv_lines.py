"""A CSV file of shipments as a query: every cell is text, and nothing about the file is guessed."""

import csv
from collections import Counter
from pathlib import Path

from xenotime.errors import Problem, UnreadableBook
from xenotime.screening.engine import alone, named


def header_of(path: Path) -> tuple[str, ...]:
    """The names in the first row. Raises UnreadableBook where it is empty, or is no CSV in UTF-8."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            names = tuple(each.strip() for each in next(csv.reader(opened, strict=True), ()))
    except (csv.Error, UnicodeError, OSError) as refused:
        what, do = "The shipments cannot be read", "save the file as CSV in UTF-8"
        raise UnreadableBook([Problem(what, str(path), 1, found=str(refused), do=do)]) from refused
    if not any(names):
        do = "name the columns in row 1"
        raise UnreadableBook([Problem("The file has no header row", str(path), 1, do=do)])
    twice = [name for name, count in Counter(names).items() if name and count > 1]
    if twice:
        found, do = ", ".join(twice), "remove one of them"
        raise UnreadableBook([Problem("A column is there twice", str(path), 1, twice[0], found, do=do)])
    return names


def lines_of(path: Path, names: tuple[str, ...]) -> str:
    """The query for all records but those of empty cells; columns without a name are left out."""
    told = [f"c{at} AS {named(name)}" for at, name in enumerate(names) if name]
    every = ", ".join(f"c{at}" for at in range(len(names)))
    return f"SELECT {', '.join(told)} FROM {_read(path, names)} WHERE COALESCE({every}, NULL) IS NOT NULL"


def nameless_of(path: Path, names: tuple[str, ...]) -> str:
    """The query for how many records have a cell under no heading; empty where every column has a name."""
    nameless = ", ".join(f"c{at}" for at, name in enumerate(names) if not name)
    return f"SELECT count(COALESCE({nameless}, NULL)) FROM {_read(path, names)}" if nameless else ""


def _read(path: Path, names: tuple[str, ...]) -> str:
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(names)))
    return (
        f"read_csv({alone(path)}, columns = {{{columns}}}, auto_detect = false, header = true, skip = 0, "
        "delim = ',', quote = '\"', escape = '\"', comment = '', nullstr = '', strict_mode = true, null_padding = false, "
        "hive_partitioning = false)"
    )
