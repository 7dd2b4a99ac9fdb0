"""Tables that others publish, whatever file they come in, as rows by plain column names."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.json import decoded, open_bytes
from xenotime.reading.tables.csv import takes_in_rows
from xenotime.reading.tables.workbook import Workbook, open_workbook, read_sheet

WORKBOOKS = (".xlsx", ".xlsm")
DELIMITERS = "\t,;|"
LONGEST = 131_072
FIRST_SHEET = "only its first sheet is read"
CORRECT = "get the file again, or correct the mark"
JAPANESE = "cp932"
OLDER_CODES = (JAPANESE, "cp1252")
KANA = re.compile(r"[\u3041-\u30fe]")
"""Signs that Japanese text has and Western text read in the wrong code has not."""
Rows = Iterator[tuple[int, dict[str, str]]]


def plain(name: str) -> str:
    r"""A column's name without case and marks.

    >>> plain("State/Province "), plain("Type of WMD\nconcern"), plain("_id")
    ('state_province', 'type_of_wmd_concern', 'id')
    """
    return "_".join(re.findall(r"\w+", name.casefold().replace("_", " ")))


def cells_of(path: Path, notes: Notes) -> list[tuple[int, list[str]]]:
    """Every row of the file as text, the header included; none and a problem where it cannot be read."""
    if path.suffix.lower() in WORKBOOKS:
        return _of_workbook(path, notes)
    raw = open_bytes(path, notes)
    text = None if raw is None else text_of_table(raw, path.name, notes)
    if text is None:
        return []
    if "\0" in text:
        notes.problem(
            "This is not a table of text", file=path.name, found="bytes of 0", do="save it as CSV in UTF-8"
        )
        return []
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text.replace("\x1a", "")), delimiter=delimiter)
    number, width = 0, 0
    while True:
        number, line = number + 1, reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            notes.problem("The row cannot be read", file=path.name, row=number, found=str(error), do=CORRECT)
            continue
        width = width or len(cells)
        if reader.line_num - line > 1 and takes_in_rows(cells, delimiter, width):
            what, found = "A quotation mark takes rows into one cell", f"{reader.line_num - line} lines"
            notes.problem(what, file=path.name, row=number, found=found, do=CORRECT)
        if any(cell.strip() for cell in cells):
            rows.append((number, [cell.strip() for cell in cells]))
    return rows


def text_of_table(raw: bytes, file: str, notes: Notes) -> str | None:
    """The bytes as text: UTF-8 or UTF-16, else an older code of Japanese or of Western Europe, which is remarked."""
    own = Notes()
    text = decoded(raw, file, own)
    if text is not None:
        return text
    for codec in OLDER_CODES:
        try:
            text = raw.decode(codec)
        except UnicodeError:
            continue
        if codec != JAPANESE or KANA.search(text):
            notes.remark(f"{file}: it is not UTF-8 and was read as {codec}")
            return text
    notes.problems += own.problems
    return None


def _is_filled(workbook: Workbook, name: str) -> bool:
    sheet = read_sheet(workbook, name, ".", Notes())
    return sheet is not None and any(True for _ in sheet.rows)


def _of_workbook(path: Path, notes: Notes) -> list[tuple[int, list[str]]]:
    workbook = open_workbook(path, path.name, notes)
    sheet = read_sheet(workbook, workbook.names[0], ".", notes) if workbook else None
    if sheet is None or workbook is None:
        return []
    filled = [each for each in workbook.names[1:] if _is_filled(workbook, each)]
    if others := ", ".join(filled):
        notes.remark(f"{path.name}: {FIRST_SHEET}; left out: {others}")
    header = (1, list(sheet.header))
    body = [(row, ["" if cell is None else str(cell).strip() for cell in cells]) for row, cells in sheet.rows]
    return [header, *body]


def rows_of(
    cells: list[tuple[int, list[str]]], synonyms: Mapping[str, str], file: str, notes: Notes
) -> tuple[frozenset[str], Rows]:
    """The columns by our own names, and each row as what stands in them.

    `synonyms` holds the plain names that a column may have. A row with too many cells is a problem (it may
    name somebody whom nobody would find then), one with too few is filled up.
    """
    if not cells:
        return frozenset(), iter(())
    names = [synonyms.get(plain(name), plain(name)) for name in cells[0][1]]

    def rows() -> Rows:
        for number, values in cells[1:]:
            if len(values) > len(names) and any(values[len(names) :]):
                notes.problem(
                    "The row has more cells than the header",
                    file=file,
                    row=number,
                    found=f"{len(values)} cells",
                    allowed=f"{len(names)}",
                    do="put the cell that holds a comma into quotation marks, or get the file again",
                )
                continue
            row: dict[str, str] = {}
            for name, value in zip(names, values, strict=False):
                row[name] = row.get(name) or value
            yield number, row

    return frozenset(names), rows()
