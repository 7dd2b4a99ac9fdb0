"""Some lines of a file of shipments, answered one by one: with the chain of findings and all that `check` says."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from xenotime.casework.cases import Asked
from xenotime.desk.answering import book_words
from xenotime.desk.odd_csv import plainly
from xenotime.desk.screening import all_reached, asked_of_file, told_in_full
from xenotime.desk.shipment_cells import Cells
from xenotime.desk.some_shipments import all_there
from xenotime.errors import refusal
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.duck import Duck
from xenotime.screening.readable import any_there

MOST_LINES = 5_000
"""More lines of a file are screened, not checked one by one."""


def with_lines_of(
    file: Path, book: Book, law: Lawbook, asked: Asked, only: Sequence[str] = ()
) -> tuple[Book, Asked]:
    """The book with lines of a file in place of its own shipments, and the question as the whole file brings it up.

    Where shipments are named, of these `only`. The lines are read, and the same regimes asked, as where the file is screened.
    Raises UnreadableBook where there are no lines, or one of these cannot be read (with all that is wrong in a CSV file), UnreadableRequest where a shipment is not there.
    """
    cells = Cells(book, book_words(law, asked))
    with TemporaryDirectory() as folder, told_in_full(cells, file), plainly(file, Path(folder)) as plain:
        engine = Duck(plain, Path(folder))
        any_there(engine.count, file)
        all_reached(book, engine, is_own=False)
        rows = engine.lines(only, MOST_LINES + 1)
        if len(rows) > MOST_LINES:
            do = "name shipments with --only, or use `screen`"
            found, allowed = f"{engine.count:,} lines", f"{MOST_LINES:,} lines"
            what = "So many lines are not checked one by one"
            raise refusal(what, file=str(file), found=found, allowed=allowed, do=do)
        shipments = cells.shipments(str(file), engine.columns, rows)
        asked = asked_of_file(law, book, cells, asked, engine)
        engine.close()
    all_there(only, shipments, str(file))
    return replace(book, shipments=shipments), asked
