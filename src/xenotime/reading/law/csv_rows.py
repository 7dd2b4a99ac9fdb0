"""Read the rows of a CSV file beside an instrument, each as a table, with every fault in them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xenotime.dates import parse_day
from xenotime.reading.law.frame import Frame
from xenotime.reading.law.names import Block
from xenotime.reading.law.tables import Sheet, Table


@dataclass(frozen=True)
class Columns:
    """The columns that a file may have: which must be there, which hold several texts, which hold a day."""

    allowed: tuple[str, ...]
    required: tuple[str, ...]
    several: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()


def csv_rows(block: Block, frame: Frame, columns: Columns) -> Iterator[Table]:
    """The rows of the file that a block names; nothing where it names none."""
    name = block.table.word("file")
    found = frame.beside(name, block.table) if name else None
    if found is None:
        return
    text, file = found
    faults, at = block.table.sheet.faults, block.table.sheet.at
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            sheet = Sheet(file, line, faults, at)
            line = reader.line_num + 1
            if not header:
                header = [cell.strip() for cell in cells]
                _check_header(header, sheet, columns)
            elif cells:
                yield _csv_row(header, cells, sheet, columns)
    except csv.Error as error:
        Sheet(file, reader.line_num, faults, at).fault(
            f"this is not CSV: {error}", do="close every quotation mark"
        )
    if not header:
        Sheet(file, 1, faults, at).fault("the file has no header", allowed=columns.allowed)


def _check_header(header: list[str], sheet: Sheet, columns: Columns) -> None:
    for name in header:
        if name not in columns.allowed:
            sheet.fault("unknown column", found=name, allowed=columns.allowed)
    for name in {one for one in header if header.count(one) > 1}:
        sheet.fault("a column stands there twice", found=name)
    for name in columns.required:
        if name not in header:
            sheet.fault(
                "a column is missing",
                found=", ".join(header),
                allowed=columns.allowed,
                do=f"add the column {name}",
            )


def _csv_row(header: list[str], cells: list[str], sheet: Sheet, columns: Columns) -> Table:
    if len(cells) != len(header):
        sheet.fault(
            "the row has another number of cells than the header", found=f"{len(cells)} cells",
            allowed=f"{len(header)} cells", do="put a cell that has a comma in it in double quotes",
        )  # fmt: skip
    data: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=False):
        text = cell.strip()
        if not text or name not in columns.allowed:
            continue
        if name in columns.days:
            try:
                data[name] = parse_day(text)
            except ValueError:
                sheet.fault(f"the cell {name!r} must be a day", found=text, allowed="a day, as 2025-12-01")
        elif name in columns.several:
            data[name] = [part.strip() for part in text.split(";") if part.strip()]
        else:
            data[name] = text
    return Table(data, sheet)
