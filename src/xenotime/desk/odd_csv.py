"""A CSV file that readers may read in different ways, written anew as a book's own tables are read."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xenotime.errors import UnreadableBook
from xenotime.reading.book.notes import Notes
from xenotime.reading.tables.csv import CsvStyle, read_csv
from xenotime.reading.tables.sheet import square
from xenotime.screening.plain_csv import is_plain


@contextmanager
def plainly(file: Path, folder: Path) -> Iterator[Path]:
    """The file itself, or one in the folder with the same rows where it is CSV that is not plainly written; gone afterwards.

    Raises UnreadableBook where a row of such a file cannot be read.
    """
    if file.suffix.lower() != ".csv" or not file.is_file() or is_plain(file):
        yield file
        return
    plain = folder / "plain.csv"
    try:
        _write(file, plain)
        yield plain
    finally:
        plain.unlink(missing_ok=True)


def _write(file: Path, plain: Path) -> None:
    notes = Notes()
    sheet = read_csv(file, str(file), CsvStyle(), notes)
    if sheet is not None:
        with plain.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, lineterminator="\n")
            writer.writerow(sheet.header)
            writer.writerows(cells for _, cells in square(sheet, notes))
    if notes.problems:
        raise UnreadableBook(notes.problems)
