"""Read the rows of a CSV file that a spreadsheet has saved, by one column that is filled."""

import csv
import io
from pathlib import Path

from xenotime.errors import UnreadableRequest, refusal
from xenotime.reading.tables.csv import DELIMITERS

LARGEST = 256 * 1024**2
FORMULA = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"
"""What stands before a cell that a spreadsheet would take for a formula."""


def filled_rows(path: Path, name: str, option: str) -> tuple[dict[str, str], ...]:
    """The rows in which the column is filled, by their headers; with commas, semicolons or tabs between the cells.

    Raises UnreadableRequest where the file cannot be read, has no such column or nothing in it.
    """

    def wrong(what: str, found: str = "", do: str = "") -> UnreadableRequest:
        return refusal(what, option=option, file=str(path), found=found, do=do)

    try:
        if path.stat().st_size > LARGEST:
            raise wrong("The file is too large", f"{path.stat().st_size:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise wrong("The file cannot be opened", error.strerror or "") from None
    except UnicodeDecodeError:
        raise wrong("The file is not UTF-8", do="save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    try:
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
        )
    except csv.Error as error:
        raise wrong("The file is no CSV", str(error)) from None
    header = [each.strip() for each in rows[0]] if rows else []
    if name not in header:
        raise wrong(f"The file has no column {name}", ", ".join(header), "name the column in row 1")
    cells = (
        {head: _plain(cell.strip()) for head, cell in zip(header, row, strict=False)} for row in rows[1:]
    )
    if not (found := tuple(each for each in cells if each.get(name))):
        raise wrong(f"The column {name} is empty")
    return found


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith(FORMULA) else cell
