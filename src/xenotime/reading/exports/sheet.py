"""Open an export as lines of text: find its delimiter, its encoding, and what a workbook vouches for."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xenotime.reading.book.notes import Notes
from xenotime.reading.tables.workbook import BROKEN, open_workbook, plain_decimal

DELIMITERS = ";\t,|"
ENCODINGS = ("utf-8-sig", "cp1252", "gb18030")
WORKBOOKS = (".xlsx", ".xlsm")
SAMPLE = 60
LARGEST = 512 * 1024**2


class Exact(str):
    """A number that a workbook holds as one: its point is a decimal point."""

    __slots__ = ()


@dataclass(frozen=True)
class RawSheet:
    """Every line of a file or sheet, with the number that it has there."""

    file: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    said: str
    """How it was read."""
    framed: bool = False
    """Whether bars part its cells, so that a line without one is no line of the list."""


def open_export(path: Path, notes: Notes) -> tuple[RawSheet, ...]:
    """The sheets of a file; none and a problem where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            notes.problem(
                "The file is too large", file=path.name, allowed=f"{LARGEST:,} bytes", do="split it"
            )
            return ()
        if path.suffix.lower() in WORKBOOKS:
            return tuple(_sheets(path, notes))
        content = path.read_bytes()
    except OSError as wrong:
        notes.problem("The file cannot be opened", file=path.name, found=wrong.strerror or str(wrong))
        return ()
    if content[:2] == b"PK" or (
        b"\0" in content[:4096].replace(b"\xff\xfe", b"") and content[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        notes.problem(
            "This is neither text nor an XLSX workbook", file=path.name, do="export it as CSV or XLSX"
        )
        return ()
    text, encoding = _text(content)
    delimiter = _delimiter(text)
    return (
        RawSheet(
            path.name,
            tuple(_lines(text, delimiter)),
            f"{encoding}, cells parted by {delimiter!r}",
            delimiter == "|",
        ),
    )


def _text(content: bytes) -> tuple[str, str]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), "utf-16"
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def _delimiter(text: str) -> str:
    """The mark that parts most of the lines into the same number of cells, and into the most."""
    sample = [line for line in text.splitlines() if line.strip() and set(line.strip()) - set("-|+ ")][:SAMPLE]

    def score(mark: str) -> tuple[int, int]:
        try:
            counts = [len(row) for row in csv.reader(sample, delimiter=mark) if row]
        except csv.Error:
            return 0, 0
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=1)
        return (counts.count(usual) * (usual > 1), usual)

    return max(
        DELIMITERS,
        key=lambda mark: (score(mark)[1] > 1, score(mark)[0] * min(score(mark)[1], 4), score(mark)[1]),
    )


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines with their cells; a list in a frame of bars and dashes loses its frame."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        cells = [cell.strip() for cell in row]
        if delimiter == "|" and len(cells) > 1 and not cells[0] and not cells[-1]:
            cells = cells[1:-1]
        if any(cells) and not all(set(cell) <= set("-+=") for cell in cells):
            yield number, tuple(cells)


def _sheets(path: Path, notes: Notes) -> Iterator[RawSheet]:
    workbook = open_workbook(path, path.name, notes)
    if workbook is None:
        return
    for name in workbook.names:
        try:
            rows = workbook.book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except BROKEN as wrong:
            notes.problem("The sheet cannot be read", file=f"{path.name}, sheet {name}", found=str(wrong))
            continue
        lines = [(at, tuple(map(_cell, row))) for at, row in enumerate(rows, 1)]
        kept = tuple((at, cells) for at, cells in lines if any(cells))
        if kept:
            shown = path.name if len(workbook.names) == 1 else f"{path.name}, sheet {name}"
            yield RawSheet(shown, kept, "workbook")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "X" if value else ""
    if isinstance(value, (int, float)):
        return Exact(plain_decimal(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
