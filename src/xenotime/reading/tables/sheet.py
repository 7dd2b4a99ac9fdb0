"""A sheet: the raw rows of one table, whatever file they come from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from xenotime.reading.book.notes import Notes

LONGEST_CELL = 32_767
"""Characters, the most that a workbook can hold in a cell."""
MOST_ROWS = 5_000_000

Row = tuple[int, list[Any]]
"""The number of a row (the header is row 1) and its cells: text, or what a workbook holds."""


@dataclass(frozen=True)
class Joined:
    """What a workbook's number or day became when a template joined it with text: nothing to rely on."""

    parts: tuple[Any, ...]

    def __str__(self) -> str:
        return " + ".join(map(str, self.parts))


class Month(date):
    """A day of which a workbook shows the month or the year alone: which day is meant is not told."""

    def __str__(self) -> str:
        return f"{self:%Y-%m}"


@dataclass(frozen=True)
class Sheet:
    """A header and its rows; in a `typed` one (from a workbook) cells may be numbers and days."""

    file: str
    header: tuple[str, ...]
    rows: Iterable[Row]
    typed: bool = False
    decimal: str = "."
    by_name: bool = False
    """The header already says our own column names (a derived table)."""


def square(sheet: Sheet, notes: Notes, rejoin: str = "", delimiter: str = ",") -> Iterator[Row]:
    """The rows that have as many cells as the header; the others are problems, or rejoined into one column."""
    width = len(sheet.header)
    at = sheet.header.index(rejoin) if rejoin in sheet.header else None
    for row, cells in sheet.rows:
        if len(cells) == width:
            if (any(cells) or any(map(_filled, cells))) and _fits(sheet, row, cells, notes):
                yield row, cells
        elif not any(map(_filled, cells)):
            continue
        elif at is not None and len(cells) > width:
            surplus = len(cells) - width
            joined = delimiter.join(cells[at : at + surplus + 1])
            notes.remark(
                f"{sheet.file}, row {row}: {len(cells)} cells under {width} columns; joined as {joined!r}"
            )
            yield row, [*cells[:at], joined, *cells[at + surplus + 1 :]]
        else:
            _ragged(sheet, row, cells, notes)


def no_heading(sheet: Sheet, row: int, cells: list[Any], nameless: Iterable[int], notes: Notes) -> None:
    """A filled cell in one of the columns without a heading is a problem."""
    for at in nameless:
        if str(cells[at]).strip():
            notes.problem(
                "A cell stands under no heading",
                file=sheet.file,
                row=row,
                found=str(cells[at])[:200],
                do="name the column, or empty the cell",
            )


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _fits(sheet: Sheet, row: int, cells: list[Any], notes: Notes) -> bool:
    if row > MOST_ROWS:
        if row == MOST_ROWS + 1:
            do = "split the book"
            notes.problem(
                "The table has too many rows", file=sheet.file, row=row, allowed=f"{MOST_ROWS:,}", do=do
            )
        return False
    if sheet.typed or sum(map(len, cells)) <= LONGEST_CELL:
        return True
    longest = max(range(len(cells)), key=lambda at: len(cells[at]))
    if len(cells[longest]) <= LONGEST_CELL:
        return True
    notes.lost.update(cells)
    notes.problem(
        "A cell is too long; a quotation mark may be missing",
        file=sheet.file,
        row=row,
        column=sheet.header[longest],
        found=f"{len(cells[longest]):,} characters, from {cells[longest][:40]!r}",
        allowed=f"{LONGEST_CELL:,} characters",
        do="close the quotation mark, or shorten the text",
    )
    return False


def _ragged(sheet: Sheet, row: int, cells: list[Any], notes: Notes) -> None:
    notes.lost.update(str(cell).strip() for cell in cells)
    many = len(cells) > len(sheet.header)
    notes.problem(
        "The row has too many cells" if many else "The row has too few cells",
        file=sheet.file,
        row=row,
        found=f"{len(cells)} cells: {' | '.join(map(str, cells))[:200]}",
        allowed=f"{len(sheet.header)} cells, as in the header",
        do="put quotation marks around a text that holds the delimiter, or name the column to `rejoin`"
        if many
        else "complete the row; an empty cell still needs its delimiter",
    )
