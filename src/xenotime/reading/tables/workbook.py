"""Read the sheets of an XLSX workbook, with every cell that a workbook cannot vouch for named."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from xenotime.exact import PARTS, UNITS, as_decimal
from xenotime.reading.book.columns import Column
from xenotime.reading.book.notes import Notes
from xenotime.reading.tables.faults import (
    Fault,
    Sign,
    cell_name,
    content_of,
    faults_in,
    is_stale,
    shown_in,
    spanned,
)
from xenotime.reading.tables.marks import tell_notes, tell_struck
from xenotime.reading.tables.months import Places, months_in
from xenotime.reading.tables.numbers import CellError
from xenotime.reading.tables.sheet import Joined, Month, Row, Sheet
from xenotime.reading.tables.shown import limit_in

MOST_CELLS = 30_000_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, ValueError, NotImplementedError,
    RuntimeError, OverflowError, CalamineError,
)  # fmt: skip
"""What a damaged workbook makes the readers raise."""
LARGEST_UNPACKED = 1024**3
SHARES = frozenset({"share", "share range"})
NUMBER_KINDS = SHARES | {"number", "single number", "signed number", "factor", "money", "mass", "price"}
LABELS = frozenset({"line", "alternative", "revision"})
"""Columns of text that tell rows apart and nothing else: a whole number there says what its text would."""
SHOWN = {"mass": "kg", "price": "kg", "share": "%, ppm, ppb", "share range": "%, ppm, ppb"}
"""Kinds whose cells may be shown with a unit, and in which they are where none is declared."""
DIGITS = 15
"""How many digits of a number a workbook shows; what a formula leaves behind them is no part of it."""


class Shown(float):
    """A number that is shown with a sign: 0.6 as 60 %, 75 as 75 g."""

    sign: Sign = (0, "", "")


@dataclass(frozen=True)
class Workbook:
    """An open workbook."""

    path: Path
    file: str
    book: CalamineWorkbook

    @property
    def names(self) -> list[str]:
        """The names of its sheets."""
        return self.book.sheet_names


def open_workbook(path: Path, file: str, notes: Notes) -> Workbook | None:
    """The workbook, opened; None where it is not one or would unpack to too much."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
            honest = size > LARGEST_UNPACKED or packed.testzip() is None
        if size > LARGEST_UNPACKED:
            found, allowed = f"{size:,} bytes when unpacked", f"{LARGEST_UNPACKED:,} bytes"
            notes.problem(
                "The workbook is too large", file=file, found=found, allowed=allowed, do="use CSV files"
            )
            return None
        if not honest:
            raise zipfile.BadZipFile
        return Workbook(path, file, CalamineWorkbook.from_path(str(path)))
    except BROKEN:
        do = "save it as XLSX without a password, or as CSV files in a folder"
        notes.problem("This is not an XLSX workbook that can be read", file=file, do=do)
    except OSError as error:
        notes.unopened("The workbook", file, error)
    return None


def read_sheet(workbook: Workbook, name: str, decimal: str, notes: Notes) -> Sheet | None:
    """One sheet; None where it is empty or cannot be read."""
    file = f"{workbook.file}, sheet {name}"
    try:
        content = content_of(workbook.path, name)
        if (cells := spanned(content, MOST_CELLS)) > MOST_CELLS:
            do = "delete the far rows and columns that look empty, or use CSV files"
            found, allowed = f"{cells:,} cells up to the farthest one", f"{MOST_CELLS:,} cells"
            notes.problem("The sheet is too large", file=file, found=found, allowed=allowed, do=do)
            return None
        sheet = workbook.book.get_sheet_by_name(name)
        faults = [*faults_in(content, stale=is_stale(workbook.path))]
        shown, months = shown_in(workbook.path, content), months_in(workbook.path, content)
        tell_struck(workbook.path, content, file, notes)
        tell_notes(workbook.path, name, file, notes)
    except BROKEN as error:
        notes.problem("The sheet cannot be read", file=file, found=str(error), do="save the workbook again")
        return None
    if sheet.start is None:
        notes.problem(
            "The sheet has no header row", file=file, do="name the columns in row 1, or remove the sheet"
        )
        return None
    if not content:
        do = "save the workbook again as XLSX, or use CSV files"
        notes.problem("The sheet cannot be searched for cells without a value", file=file, do=do)
    _note_faults(faults, sheet, file, notes)
    rows = _rows(sheet, shown, months)
    header = [str(cell).strip() for cell in next(rows)[1]]
    return Sheet(file, tuple(header), rows, typed=True, decimal=decimal)


def _rows(sheet: CalamineSheet, shown: Mapping[int, Mapping[int, Sign]], months: Places) -> Iterator[Row]:
    for row, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
        for at in months.get(row, ()):
            if at < len(cells) and isinstance(cell := cells[at], date):
                cells[at] = Month(cell.year, cell.month, cell.day)
        for at, sign in shown.get(row, {}).items():
            if at < len(cells) and isinstance(cell := cells[at], float):
                cells[at] = number = Shown(cell)
                number.sign = sign
        yield row, cells


def _note_faults(faults: Iterable[Fault], sheet: CalamineSheet, file: str, notes: Notes) -> None:
    for cell, row, found in faults:
        do = "correct the formula, or write its value, or leave the cell empty if it is not known"
        notes.problem("A cell has no value", file=file, row=row, found=f"{found} in cell {cell}", do=do)
    for (top, left), _ in sheet.merged_cell_ranges or []:
        do = "unmerge the cells and fill in each row"
        notes.problem(
            "Cells are merged: only the first holds a value",
            file=file,
            row=top + 1,
            found=cell_name(top + 1, left),
            do=do,
        )


def as_text(cell: Any, column: Column, decimal: str, unit: str = "") -> str:
    """The cell as the text that the column would hold in a CSV file; CellError where it may have lost something."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Joined):
        raise _not_text("a number or day joined with text", str(cell))
    if isinstance(cell, bool):
        raise _not_text("a truth value", "TRUE" if cell else "FALSE")
    if isinstance(cell, (int, float)):
        written = plain_decimal(cell)
        if column.name in LABELS and float(cell).is_integer() and not isinstance(cell, Shown):
            return written
        if column.kind not in NUMBER_KINDS:
            raise _not_text("a number", written)
        if isinstance(cell, Shown):
            written = _as_shown(written, cell.sign, column, unit)
        return written.replace(".", decimal)
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0):
        cell = cell.date()
    if isinstance(cell, date) and not isinstance(cell, datetime) and column.kind == "day":
        return _day(cell)
    raise _not_text("a day or time", str(cell))


def _day(cell: date) -> str:
    if isinstance(cell, Month):
        what, do = (
            "The cell shows a month and not which day of it",
            "write the day, and format the cell to show it",
        )
        raise CellError(f"{what} ({cell})", "YYYY-MM-DD, for example 2025-12-01", do)
    return cell.isoformat()


def _as_shown(written: str, sign: Sign, column: Column, unit: str) -> str:
    """The number with the part of one that it is shown in, or in the unit of a column of masses.

    CellError where it is shown in what is no part or no mass, or a price of another unit: what it says is not known.
    """
    moved, _, word = sign
    if limit := limit_in(sign):
        do = "write both ends as a range (0..5), or show the number without it"
        raise CellError(f"The cell shows {limit!r} beside its number", "a number, or a range 5..7", do)
    number = Decimal(written).scaleb(moved)
    if column.kind in SHARES and word in PARTS:
        return f"{number:f} {word}"
    if column.kind == "mass" and word in UNITS:
        amount = as_decimal(Fraction(number) * UNITS[word][1] / UNITS[unit or "kg"][1])
        if "/" not in amount:
            return amount
    elif column.kind not in SHOWN or not _is_another(word, column, unit):
        return written
    do = "write the number in the unit of the column, and show it without a unit or with that one"
    raise CellError(
        f"The cell shows another unit than the column has: {word}", unit or SHOWN[column.kind], do
    )


def _is_another(word: str, column: Column, unit: str) -> bool:
    """Whether what is shown behind a number is a unit, and not that of its column."""
    named = word.rpartition("/")[2].strip() if column.kind == "price" else word
    if column.kind == "price" and "/" not in word:
        return False
    return named.casefold() != (unit or SHOWN[column.kind]).casefold() and any(
        each.isalpha() or each in "%\u2030" for each in named
    )


def plain_decimal(number: float) -> str:
    """The shortest decimal that a workbook's number stands for; a part of one has the digits that are shown.

    >>> plain_decimal(0.1), plain_decimal(10.0), plain_decimal(1e20), plain_decimal(1 - 0.9)
    ('0.1', '10', '100000000000000000000', '0.1')
    """
    exact = Decimal(repr(number) if float(number).is_integer() else f"{number:.{DIGITS}g}")
    return format(exact.to_integral_value() if exact == exact.to_integral_value() else exact, "f")


def _not_text(what: str, written: str) -> CellError:
    return CellError(
        f"The cell holds {what} ({written}) where text is needed: zeros in front or an E may be lost",
        "text",
        "format the column as text and enter the cell again",
    )
