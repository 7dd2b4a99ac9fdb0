"""Read a CSV file as text, row by row, with each badly written row named."""

import csv
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xenotime.reading.book.notes import Notes
from xenotime.reading.tables.sheet import LONGEST_CELL, Row, Sheet

LARGEST_FILE = 2 * 1024**3
BLOCK = 1 << 20
FEWEST_CELLS = 3
"""From so many cells on a line with as many as the header is no text by chance."""
DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
ENCODINGS = ("utf-8", "cp1252", "latin-1", "iso-8859-15", "utf-16", "gb18030", "big5", "shift_jis", "euc_kr")


@dataclass(frozen=True)
class CsvStyle:
    """How the files are written, as [csv] of book.toml declares it."""

    delimiter: str = ","
    encoding: str = "utf-8"
    decimal: str = "."

    @property
    def codec(self) -> str:
        """The codec that also takes a byte order mark off."""
        return "utf-8-sig" if self.encoding == "utf-8" else self.encoding


def read_csv(path: Path, file: str, style: CsvStyle, notes: Notes) -> Sheet | None:
    """The file as a sheet whose rows are read as they are asked for; None where it cannot be read."""
    if not _is_text(path, file, style, notes):
        return None
    before = len(notes.problems)
    records = _records(path, file, style, notes)
    _, header = next(records, (0, None))
    if header is None or not any(header):
        if len(notes.problems) == before:
            notes.problem(
                "The file has no header row", file=file, do="name the columns in row 1, or remove the file"
            )
        return None
    other = next((mark for mark in DELIMITERS if mark != style.delimiter and mark in header[0]), None)
    if len(header) == 1 and other is not None:
        notes.problem(
            "The header is one cell: the file uses another delimiter",
            file=file,
            row=1,
            found=header[0][:200],
            allowed=f"{style.delimiter!r}, as declared",
            do=f"declare `[csv] delimiter = {_toml(other)}` in book.toml",
        )
        return None
    return Sheet(file, tuple(map(str.strip, header)), records, decimal=style.decimal)


def _toml(mark: str) -> str:
    return '"\\t"' if mark == "\t" else f'"{mark}"'


def _is_text(path: Path, file: str, style: CsvStyle, notes: Notes) -> bool:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(65_536)
    except OSError as error:
        notes.unopened("The file", file, error)
        return False
    if size > LARGEST_FILE:
        notes.too_large(file, size, LARGEST_FILE)
        return False
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"} and style.encoding != "utf-16":
        do = 'save it as UTF-8, or declare `[csv] encoding = "utf-16"` in book.toml'
        notes.problem(
            "The file is not UTF-8", file=file, row=1, found="UTF-16", allowed=style.encoding, do=do
        )
        return False
    if start[:2] == b"PK" or (b"\0" in start and style.encoding != "utf-16"):
        found = "a workbook or zip file" if start[:2] == b"PK" else "bytes of 0, which no text has"
        notes.problem("This is not a CSV file", file=file, found=found, do="save it as CSV in UTF-8")
        return False
    if not style.encoding.startswith("utf") and _is_utf_8(path):
        do = 'declare `[csv] encoding = "utf-8"` in book.toml, or save the file as it is declared'
        found = "letters beyond ASCII, all of which are UTF-8"
        notes.problem(
            f"The file is UTF-8 and not {style.encoding}",
            file=file,
            found=found,
            allowed=style.encoding,
            do=do,
        )
        return False
    return True


def _is_utf_8(path: Path) -> bool:
    """Whether the file has letters beyond ASCII, and every one of them is UTF-8: in no other encoding are they by chance."""
    decoder, beyond = getincrementaldecoder("utf-8")(), False
    with path.open("rb") as stream:
        try:
            while block := stream.read(BLOCK):
                beyond = beyond or not block.isascii()
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return beyond


def _records(path: Path, file: str, style: CsvStyle, notes: Notes) -> Iterator[Row]:
    """Each record with its number; one that cannot be parsed is a problem and is passed over."""
    with path.open(encoding=style.codec, newline="") as stream:
        reader = csv.reader(stream, delimiter=style.delimiter, strict=True)
        row, line, width = 0, 0, 0
        while True:
            row += 1
            line = reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                notes.broken.add(file)
                _badly_quoted(file, row, reader.line_num, error, notes)
            except UnicodeError:
                notes.broken.add(file)
                _wrong_encoding(path, file, style, notes)
                return
            else:
                width = width or len(cells)
                if reader.line_num - line > 1 and takes_in_rows(cells, style.delimiter, width):
                    notes.broken.add(file)
                    _takes_in(file, row, reader.line_num - line, notes)
                else:
                    yield row, cells


def takes_in_rows(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether several lines of a record each have as many cells as a row: a quotation mark has made one of them."""
    lines = delimiter.join(cells).replace("\r", "\n").split("\n")
    return width >= FEWEST_CELLS and sum(each.count(delimiter) == width - 1 for each in lines) > 1


def _takes_in(file: str, row: int, lines: int, notes: Notes) -> None:
    notes.problem(
        "A quotation mark takes rows into one cell",
        file=file,
        row=row,
        found=f"{lines} lines of the text, of which more than one is a row by itself",
        allowed='a text in "…", with "" for a quotation mark inside',
        do="correct the quotation marks of this row, or write its text in one line",
    )


def _badly_quoted(file: str, row: int, line: int, error: csv.Error, notes: Notes) -> None:
    unclosed = "unexpected end" in str(error)
    long = "field limit" in str(error)
    notes.problem(
        "A cell is too long; a quotation mark may be missing" if long else "The row is badly quoted",
        file=file,
        row=row,
        found="a quotation mark that nothing closes" if unclosed else f"{error} (line {line} of the text)",
        allowed=f"{LONGEST_CELL:,} characters"
        if long
        else 'a text in "…", with "" for a quotation mark inside',
        do="correct the quotation marks of this row",
    )


def _wrong_encoding(path: Path, file: str, style: CsvStyle, notes: Notes) -> None:
    """Name the first line, byte and place that are not in the encoding."""
    row, found = None, f"bytes that are not {style.encoding}"
    with path.open("rb") as stream:
        offset = 0
        for number, line in enumerate(stream, 1):
            try:
                line.decode("utf-8" if number > 1 and style.encoding == "utf-8" else style.codec)
            except UnicodeError as error:
                at = getattr(error, "start", 0)
                row, found = (
                    number,
                    f"byte 0x{line[at]:02x}, number {offset + at + 1} of the file, after {_near(line, at)}",
                )
                break
            offset += len(line)
    do = f'save the file as UTF-8, or declare its encoding: `[csv] encoding = "{"cp1252" if style.encoding == "utf-8" else "utf-8"}"`'
    notes.problem(
        f"The file is not {style.encoding.upper()}",
        file=file,
        row=row,
        found=found,
        allowed=style.encoding,
        do=do,
    )


def _near(line: bytes, at: int) -> str:
    return repr(re.sub(r"[^\x20-\x7e]", "", line[max(0, at - 20) : at].decode("ascii", "ignore")))
