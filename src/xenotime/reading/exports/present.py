"""Whether the tables of a book can be added to as they stand: nothing in them is dropped on the way."""

import csv
from pathlib import Path

from xenotime.reading.book.files import MAP
from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.merge import KEYS
from xenotime.reading.mapping.toml import BookMap, read_map
from xenotime.reading.tables.csv import CsvStyle
from xenotime.reading.tables.header import Layout

APART = "import into a new folder, and bring the two together by hand"


def check_present(folder: Path, notes: Notes) -> None:
    """A problem for each table that an import may write and that it could not keep as it is."""
    given = read_map(folder / MAP, None, Notes())
    if given is not None and given.style != CsvStyle():
        return
    for table in (*KEYS, "bill"):
        path = folder / f"{table}.csv"
        if path.is_file():
            _check(path, notes)


def _check(path: Path, notes: Notes) -> None:
    do = "correct the table of the book first; `xenotime check` names all that is wrong in it"
    what = "The book's own table cannot be read as it stands"
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
    except UnicodeDecodeError:
        notes.problem(what, file=path.name, found="another encoding", allowed="UTF-8", do="save it as UTF-8")
        return
    except csv.Error as wrong:
        notes.problem(what, file=path.name, found=str(wrong), do=do)
        return
    header = [name.strip() for name in rows[0]] if rows else []
    for name in sorted({each for each in header if each and header.count(each) > 1}):
        notes.problem(what, file=path.name, row=1, column=name, found="a column that stands twice", do=do)
    for at, row in enumerate(rows[1:], 2):
        nameless = [cell for name, cell in zip(header, row, strict=False) if not name]
        if any(map(str.strip, (*row[len(header) :], *nameless))):
            found = f"more cells than columns: {' | '.join(row)[:200]}"
            notes.problem(what, file=path.name, row=at, found=found, do=do)


def check_layout(table: str, given: BookMap | None, notes: Notes) -> None:
    """A problem where rows in the units of the format would be read in others, with constants, or in a style of the book's own."""
    if given is None:
        return
    layout = given.layout(table)
    what = f"The book's {table} cannot be added to"
    for section, said in (("units", layout.units), ("constants", layout.constants)):
        if said:
            at, found = f"{section}.{table}", ", ".join(said)
            notes.problem(what, file=MAP, column=at, found=found, do=APART)
            return
    derived = any(rule.table == table for rule in given.derivations)
    if derived or layout != Layout() or given.style != CsvStyle() or table in given.files:
        found = "rows that are derived" if derived else "a file, columns or a style of its own"
        notes.problem(what, file=MAP, column=table, found=found, do=APART)
