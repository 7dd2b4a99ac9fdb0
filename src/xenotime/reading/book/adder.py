"""Add facts to the CSV files of a book that stands already; what stands in them stays as it is."""

import csv
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from xenotime.errors import Problem, UnwritableBook, no_place
from xenotime.facts.book import Book
from xenotime.reading.book.files import MAP
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.rows import Cells, columns_of, facts_of, written_rows
from xenotime.reading.mapping.toml import BookMap, read_map
from xenotime.reading.tables.csv import CsvStyle
from xenotime.reading.tables.header import Layout


def missing_from(more: Book, present: Book) -> tuple[Book, tuple[str, ...]]:
    """What `more` says that `present` does not, and a remark on what was left because it stands already.

    The bill of an item that has one is left whole: two bills of one item would add.
    """
    remarks: list[str] = []

    def new(name: str, of: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
        remarks.extend(
            f"{name} {ident} stands in the book already; its row is kept as it is"
            for ident in of
            if ident in there and replace(of[ident], row=0) != replace(there[ident], row=0)
        )
        return {ident: each for ident, each in of.items() if ident not in there}

    parents = {line.parent for line in present.bill}
    remarks += [
        f"{parent} has a bill in the book already; it is kept as it is"
        for parent in sorted({line.parent for line in more.bill} & parents)
    ]
    went = {(each.lot, each.used) for each in present.used_lots}
    said = {replace(row, row=0) for row in present.contents}
    return (
        Book(
            items=new("item", more.items, present.items),
            bill=tuple(line for line in more.bill if line.parent not in parents),
            contents=tuple(row for row in more.contents if replace(row, row=0) not in said),
            parties=new("party", more.parties, present.parties),
            lots=new("lot", more.lots, present.lots),
            used_lots=tuple(each for each in more.used_lots if (each.lot, each.used) not in went),
            evidence=new("document", more.evidence, present.evidence),
        ),
        tuple(remarks),
    )


def add_to_book(more: Book, path: Path) -> tuple[Path, ...]:
    """The files to which the rows of `more` were added, behind those that were there.

    Raises UnwritableBook, and changes nothing, where a table of the book has columns of its own.
    """
    notes = Notes()
    given = read_map(path / MAP, None, notes)
    problems: list[Problem] = list(notes.problems)
    added = {
        table: rows
        for table, (facts, make) in facts_of(more).items()
        if facts and (rows := written_rows(table, facts, make, problems))
    }
    problems += [] if given is None else [each for table in added for each in _foreign(table, given)]
    if problems:
        raise UnwritableBook(problems)
    try:
        with tempfile.TemporaryDirectory(prefix=".xenotime-", dir=path) as made:
            for table, rows in added.items():
                _add(path / f"{table}.csv", Path(made) / f"{table}.csv", table, rows)
            for table in added:
                (Path(made) / f"{table}.csv").replace(path / f"{table}.csv")
    except OSError as refused:
        raise no_place("The book", path, refused) from refused
    return tuple(path / f"{table}.csv" for table in added)


def _foreign(table: str, given: BookMap) -> list[Problem]:
    """A problem where rows of our own layout would not be understood in the table's file."""
    derived = any(rule.table == table for rule in given.derivations)
    own = given.layout(table) == Layout() and given.style == CsvStyle() and table not in given.files
    if own and not derived:
        return []
    found = "rows that are derived" if derived else "columns, units, constants or a style of its own"
    do = "write into a new folder, and bring the two together by hand"
    return [Problem(f"The book's {table} cannot be added to", MAP, column=table, found=found, do=do)]


def _add(old: Path, new: Path, table: str, rows: list[Cells]) -> None:
    """The old rows as they stand, with the columns that the new ones need, and the new ones."""
    header, before = _read(old)
    whole = [*header, *(name for name in columns_of(table, rows) if name not in header)]
    with new.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(whole)
        out.writerows([*cells, *[""] * (len(whole) - len(cells))] for cells in before)
        out.writerows([row.get(name, "") for name in whole] for row in rows)


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    if not path.is_file():
        return [], []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.reader(stream, strict=True) if row]
    return (list(map(str.strip, rows[0])), rows[1:]) if rows else ([], [])
