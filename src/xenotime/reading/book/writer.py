"""Write a book as a folder of CSV files or as a workbook, so that reading it gives the same facts."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

from xenotime.errors import Problem, UnwritableBook, no_place
from xenotime.facts.book import Book, Position
from xenotime.reading.book.columns import FORMAT, NONE
from xenotime.reading.book.entries import quoted, quoted_list
from xenotime.reading.book.files import MAP, POSITIONS, WORKBOOKS
from xenotime.reading.book.matches import MATCHES
from xenotime.reading.book.matches import written as match_text
from xenotime.reading.book.rows import columns_of, facts_of, written_rows

Table = tuple[list[str], list[list[str]]]


def write_book(book: Book, path: Path) -> tuple[Path, ...]:
    """The files that now hold the book; reading `path` gives the same facts, apart from row numbers and remarks.

    `path` is a workbook where it ends so, else a folder. Nothing is written where one fact cannot be
    written: raises UnwritableBook with every one of them.
    """
    problems: list[Problem] = []
    tables = {
        table: _table(table, facts, make, problems)
        for table, (facts, make) in facts_of(book).items()
        if facts
    }
    if problems:
        raise UnwritableBook(problems)
    workbook = path.suffix.lower() in WORKBOOKS
    folder = path.parent if workbook else path
    texts = _texts(book, f"{path.stem}.toml" if workbook else MAP)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".xenotime-", dir=folder) as made:
            # Everything is made beside its place first: a book is never half written.
            new = Path(made)
            if workbook:
                _write_workbook(tables, new / path.name)
            else:
                for table, rows in tables.items():
                    with (new / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
                        _write_csv(rows, stream)
            for name, text in texts.items():
                (new / name).write_text(text, encoding="utf-8", newline="\n")
            written = tuple(folder / each.name for each in sorted(new.iterdir()))
            for each in written:
                (new / each.name).replace(each)
    except IllegalCharacterError as refused:
        what, do = (
            "A cell holds a character that no workbook can",
            "write a folder of CSV files, or correct it",
        )
        raise UnwritableBook([Problem(what, str(path), found=str(refused), do=do)]) from refused
    except OSError as refused:
        raise no_place("The book", path, refused) from refused
    return written


def shipments_text(book: Book) -> str:
    """The book's shipments as CSV, of which reading makes the same facts.

    Raises UnwritableBook with every one that cannot be written.
    """
    problems: list[Problem] = []
    found = _table("shipments", *facts_of(book)["shipments"], problems)
    if problems:
        raise UnwritableBook(problems)
    text = io.StringIO(newline="")
    _write_csv(found, text)
    return text.getvalue()


def _table(table: str, facts: list[Any], make: Any, problems: list[Problem]) -> Table:
    """The columns that some row fills, and every row."""
    rows = written_rows(table, facts, make, problems)
    header = columns_of(table, rows)
    return header, [[row.get(name, "") for name in header] for row in rows]


def _write_csv(table: Table, stream: TextIO) -> None:
    header, rows = table
    out = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    out.writerow(header)
    out.writerows(rows)


def _write_workbook(tables: dict[str, Table], path: Path) -> None:
    book = Workbook(write_only=True)
    for name, (header, rows) in tables.items():
        sheet = book.create_sheet(name)
        for row in (header, *rows):
            sheet.append([_text_cell(sheet, text) for text in row])
    if not tables:
        book.create_sheet("items").append(["item"])
    book.save(path)


def _text_cell(sheet: Any, text: str) -> Any:
    """A cell of text: neither a number, a day nor a formula, whatever it looks like."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _texts(book: Book, name: str) -> dict[str, str]:
    """The files beside the tables."""
    texts = {name: "\n".join(_map_lines(book)) + "\n"}
    if book.positions:
        texts[POSITIONS] = "\n\n".join("\n".join(_position_lines(each)) for each in book.positions) + "\n"
    if book.matches:
        texts[MATCHES] = "\n".join(match_text(each) for each in book.matches)
    return texts


def _map_lines(book: Book) -> Iterator[str]:
    yield f"format = {FORMAT}"
    if book.name:
        yield f"name = {quoted(book.name)}"
    if book.assumptions:
        yield "\n[assume]"
        for each in book.assumptions:
            yield f"{quoted(each.subject)} = {quoted('; '.join(each.value or ()) or NONE)}"


def _position_lines(position: Position) -> Iterator[str]:
    yield "[[position]]"
    for key in ("question", "reading", "reason", "document", "decided_by", "approved_by"):
        if text := getattr(position, key):
            yield f"{key} = {quoted(text)}"
    reach = {"shipments": position.shipments, "items": position.items}
    scope = ", ".join(f"{key} = {quoted_list(ids)}" for key, ids in reach.items() if ids)
    yield f"scope = {{ {scope} }}" if scope else 'scope = "book"'
    for key, day in (("from", position.start), ("until", position.until)):
        if day:
            yield f"{key} = {day}"
