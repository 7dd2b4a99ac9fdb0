"""Open an export as lines: text as it is parted and encoded, sheets of a workbook with what it vouches for."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from python_calamine import SheetVisibleEnum

from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.text import decoded, delimiter_of, kind_of, lines_in
from xenotime.reading.tables.faults import PERCENT, Fault, Sign, content_of, faults_in, is_stale, shown_in
from xenotime.reading.tables.marks import tell_notes, tell_struck
from xenotime.reading.tables.months import months_in
from xenotime.reading.tables.padded import as_shown, padded_in
from xenotime.reading.tables.shown import limit_in, money_in
from xenotime.reading.tables.workbook import BROKEN, open_workbook, plain_decimal

WORKBOOKS = (".xlsx", ".xlsm")
NO_SIGN: Sign = (0, "", "")
LARGEST = 512 * 1024**2
A_LIST = "CSV, text in columns, XLSX"
NO_LIST = "bring twins in with `xenotime import catenax` and a material declaration with `xenotime import ipc1752`; export anything else as CSV or XLSX"


class Exact(str):
    """A number that a workbook holds as one: its point is a decimal point; `shown` is how it stands there."""

    __slots__ = ("shown",)
    shown: str

    def __new__(cls, text: str, shown: str = "") -> Self:
        """The number as text, and as its cell shows it."""
        number = super().__new__(cls, text)
        number.shown = shown
        return number


@dataclass(frozen=True)
class RawSheet:
    """Every line of a file or sheet, with the number that it has there."""

    file: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    said: str
    """How it was read."""
    framed: bool = False
    """Whether bars part its cells, so that a line without one is no line of the list."""
    mark: str = ""
    """The mark that parts its cells; empty in a workbook."""


def open_export(path: Path, notes: Notes, known: Collection[str] = ()) -> tuple[RawSheet, ...]:
    """The sheets of a file; none and a problem where it cannot be read. `known` headers tell its encoding."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            notes.too_large(path.name, size, LARGEST)
            return ()
        if path.suffix.lower() in WORKBOOKS:
            return tuple(_sheets(path, notes))
        content = path.read_bytes()
    except OSError as wrong:
        notes.unopened("The file", path.name, wrong)
        return ()
    if not content.strip():
        notes.problem("The file is empty", file=path.name, do="export it again")
        return ()
    read = decoded(content, known)
    if read is None:
        notes.problem(
            "This is neither text nor an XLSX workbook", file=path.name, do="export it as CSV or XLSX"
        )
        return ()
    text, encoding = read
    if not encoding:
        notes.problem(
            "The encoding of the file cannot be told", file=path.name, allowed="UTF-8 or UTF-16, or headers in the script of the cells",
            do="save it as UTF-8 (in Excel: CSV UTF-8), all of it in one encoding",
        )  # fmt: skip
        return ()
    if kind := kind_of(text):
        notes.problem("This is no list", file=path.name, found=kind, allowed=A_LIST, do=NO_LIST)
        return ()
    delimiter = delimiter_of(text)
    lines = tuple(lines_in(text, delimiter, path.name, notes))
    return (
        RawSheet(path.name, lines, f"{encoding}, cells parted by {delimiter!r}", delimiter == "|", delimiter),
    )


def _sheets(path: Path, notes: Notes) -> Iterator[RawSheet]:
    workbook = open_workbook(path, path.name, notes)
    if workbook is None:
        return
    every = workbook.book.sheets_metadata
    hidden = {each.name for each in every if each.visible != SheetVisibleEnum.Visible}
    for name in workbook.names:
        try:
            sheet = workbook.book.get_sheet_by_name(name)
            content = content_of(path, name)
            empty, signs = [*faults_in(content)], shown_in(path, content)
            padded, months = padded_in(path, content), months_in(path, content)
            faults = [*faults_in(content, stale=is_stale(path))]
            rows = sheet.to_python(skip_empty_area=False)
            tell_struck(path, content, f"{path.name}, sheet {name}", notes)
            tell_notes(path, name, f"{path.name}, sheet {name}", notes)
            _fill_down(rows, sheet.merged_cell_ranges or ())
        except BROKEN as wrong:
            notes.problem(
                "The sheet cannot be read",
                file=f"{path.name}, sheet {name}",
                found=str(wrong),
                do="save the workbook anew, or export the sheet as CSV",
            )
            continue
        _without_value(faults, empty, f"{path.name}, sheet {name}", notes)
        lines = [
            (
                at,
                tuple(
                    f"{cell:%Y-%m}"
                    if place in months.get(at, ()) and isinstance(cell, date)
                    else _cell(cell, signs.get(at, {}).get(place, NO_SIGN), padded.get(at, {}).get(place, ""))
                    for place, cell in enumerate(row)
                ),
            )
            for at, row in enumerate(rows, 1)
        ]
        kept = tuple((at, cells) for at, cells in lines if any(cells))
        if kept:
            what = "hidden sheet" if name in hidden else "sheet"
            shown = path.name if len(workbook.names) == 1 else f"{path.name}, {what} {name}"
            yield RawSheet(shown, kept, "workbook")


def _without_value(faults: Iterable[Fault], empty: Collection[Fault], file: str, notes: Notes) -> None:
    """Cells that are empty since they have no value are told; where something stands in one, it is none, and a problem."""
    for each in faults:
        cell, row, found = each
        if each in empty:
            notes.remark_row(file, row, "", f"{found} in cell {cell}: it reads as empty")
        else:
            do = "open the workbook, let it calculate, and save it"
            notes.problem("A cell has no value", file=file, row=row, found=f"{found} in cell {cell}", do=do)


def _fill_down(rows: list[list[Any]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Every line of words that were merged downwards says what the first one says; an amount stands once."""
    for (top, left), (bottom, _) in merged:
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if isinstance(rows[top][left], str) and left < len(rows[at]) and rows[at][left] in {"", None}:
                rows[at][left] = rows[top][left]


def _cell(value: Any, sign: Sign = NO_SIGN, padded: str = "") -> str:
    if isinstance(value, bool):
        return "X" if value else ""
    if padded and isinstance(value, (int, float)) and value >= 0 and value == int(value):
        return Exact(_cell(value, sign), as_shown(int(value), padded))
    if isinstance(value, (int, float)):
        written = plain_decimal(value)
        if limit_in(sign):
            return f"{sign[1]} {written} {sign[2]}".strip()
        if sign == PERCENT:
            return Exact(f"{Decimal(written).scaleb(2):f} %")
        return Exact(f"{written} {money_in(sign)}".strip())
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
