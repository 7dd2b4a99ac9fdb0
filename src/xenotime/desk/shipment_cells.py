"""Rows of shipments that stand outside a book, read exactly as the book's own are."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path

from xenotime.casework.mentioned import regime_of_fact
from xenotime.desk.result_folder import MARK, made, refuse_others, refuse_results, write_whole
from xenotime.desk.some_shipments import some_there
from xenotime.errors import Problem, UnreadableBook, XenotimeError, refusal
from xenotime.facts.answered_lines import line_on
from xenotime.facts.book import Book
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook
from xenotime.reading.book.aliases import Aliases
from xenotime.reading.book.links import Seen, check_references, is_first
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.parties import shipment
from xenotime.reading.book.words import BookWords
from xenotime.reading.book.writer import shipments_text
from xenotime.reading.tables.csv import CsvStyle, read_csv
from xenotime.reading.tables.header import Layout
from xenotime.reading.tables.rows import References, TableReader
from xenotime.reading.tables.sheet import MOST_ROWS, Row, Sheet
from xenotime.screening.plain_csv import lines_in
from xenotime.screening.readable import ANY_DAY, MOST_PROBLEMS

SHIPMENTS, OWN = "shipments", "shipments.csv"
ROWS_SAID = 5_000
"""After so many rows it is said how far the look for what is wrong has come."""
APART = Layout(is_apart=True)
IN_A_BOOK = ("book.toml", "[csv]", "`rejoin`")
"""What is told to do about a file of a book, and helps no other one."""
NO_BOOK = "write the file as UTF-8, with commas between its cells and points in its numbers, under the columns of the table `shipments`; a book's own shipments are screened where no file is named"


class Cells:
    """Reads rows of a shipments table for one book."""

    def __init__(self, book: Book, words: BookWords) -> None:
        self.book, self.words = book, words
        self.item = next(iter(book.items), "")
        self.aliases = Aliases.of(book.aliases)
        items = {*book.items, *self.aliases.parts}
        self.ids = {"items": items, "parties": set(book.parties), "lots": set(book.lots)}

    def read(self, cells: dict[str, str]) -> Shipment:
        """The shipment that one row makes; UnreadableBook where a cell cannot be read."""
        notes = Notes()
        row = {"shipment": "⟦shipment⟧", **cells}
        made = [*self._made(self._reader(tuple(row), [(2, list(row.values()))], notes, References()))]
        if notes.problems or not made:
            raise UnreadableBook(notes.problems)
        return made[0]

    def countries(self, column: str, texts: Iterable[str]) -> set[str]:
        """The countries that cells of `from` or `via` name; of one that cannot be read, none."""
        found: set[str] = set()
        for text in filter(None, texts):
            with suppress(UnreadableBook):
                made = self.read({"item": self.item, "date": ANY_DAY, column: text})
                found |= {*(made.origin or ()), *(made.via or ())}
        return found

    def check(self, column: str, texts: list[str]) -> dict[str, Problem]:
        """The problem of each text that cannot stand in that column."""
        notes, references = Notes(), References()
        filled = {"shipment": "x", "item": self.item, "date": ANY_DAY}
        header = (*(name for name in filled if name != column), column)
        rows = [
            (number, [*(filled[name] for name in header[:-1]), text]) for number, text in enumerate(texts)
        ]
        for _ in self._reader(header, rows, notes, references).rows():
            pass
        check_references(references, self.ids, (), notes)
        found: dict[str, Problem] = {}
        for problem in notes.problems:
            if problem.row is not None:
                found.setdefault(texts[problem.row], problem)
        return found

    def problems_of(
        self, path: Path, progress: Callable[[int, int], None] = lambda *_: None
    ) -> tuple[Problem, ...]:
        """The first problems of a CSV file, with the rows as the book's own tables have them."""
        notes, references = Notes(), References()
        sheet = read_csv(path, str(path), CsvStyle(), notes)
        if sheet is not None:
            looked_at = _counted(sheet.rows, lines_in(path), progress)
            few = takewhile(lambda row: len(notes.problems) < MOST_PROBLEMS and row[0] < MOST_ROWS, looked_at)
            reader = TableReader(SHIPMENTS, replace(sheet, rows=few), APART, self.words, notes, references)
            seen: Seen = {}
            for each in self._made(reader) if reader.is_readable else ():
                is_first(seen, (each.id, each.line), sheet.file, each.row or 0, "shipment", notes)
            check_references(references, self.ids, (), notes)
        return tuple(map(_apart, notes.problems))

    def shipments(self, file: str, columns: tuple[str, ...], rows: Iterable[Row]) -> tuple[Shipment, ...]:
        """The shipments that some rows of a file make; UnreadableBook with every problem of these rows."""
        notes, references = Notes(), References()
        reader = TableReader(SHIPMENTS, Sheet(file, columns, rows), APART, self.words, notes, references)
        seen: Seen = {}
        found = []
        for each in self._made(reader):
            is_first(seen, (each.id, each.line), file, each.row or 0, "shipment", notes)
            found.append(each)
        check_references(references, self.ids, (), notes)
        if notes.problems:
            raise UnreadableBook(notes.problems)
        return tuple(found)

    def _made(self, reader: TableReader) -> Iterator[Shipment]:
        for values in reader.rows():
            self.aliases.apply(SHIPMENTS, values)
            yield shipment(values, reader.teller, self.book.items, self.book.lots)

    def _reader(
        self, header: tuple[str, ...], rows: list[tuple[int, list[str]]], notes: Notes, references: References
    ) -> TableReader:
        return TableReader(SHIPMENTS, Sheet(SHIPMENTS, header, rows), APART, self.words, notes, references)


def _apart(problem: Problem) -> Problem:
    """The problem of a file outside of the book, with what can be done about such a one."""
    if not any(word in problem.do for word in IN_A_BOOK):
        return problem
    is_row = "`rejoin`" in problem.do
    return replace(problem, do=problem.do.partition(", or name the column")[0] if is_row else NO_BOOK)


def regimes_of_cells(law: Lawbook, texts: Iterable[str]) -> set[str]:
    """The regimes that alone ask for what cells of the column `facts` say."""
    parts = {part.strip() for text in texts if text for part in text.split(";")}
    stated = (part.partition("=") for part in parts)
    return {
        regime_of_fact(law, "shipment", name.strip(), (each.strip() for each in words.split("|")))
        for name, _, words in stated
    }


def _counted(rows: Iterable[Row], of: int, progress: Callable[[int, int], None]) -> Iterator[Row]:
    for row in rows:
        if row[0] % ROWS_SAID == 0:
            progress(row[0], max(row[0], of))
        yield row


def own_shipments(book: Book, folder: Path, on: date | None = None) -> Path:
    """A CSV file in the folder that has the book's own shipments; left alone where it has them already.

    Where they are asked about another day than their own, what was answered of them is what holds on that day.
    Raises UnreadableRequest where the book has none, and where the folder has results of other shipments, or a file
    of somebody else by that name.
    """
    some_there(book)
    lines = (replace(line_on(book, each, on), day=each.day) if on else each for each in book.shipments)
    text, file = shipments_text(replace(book, shipments=tuple(lines))), folder / OWN
    refuse_others(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not (file.is_file() and file.read_bytes() == text.encode()):
        refuse_results(folder)
        if file.exists() and not (folder / MARK).exists():
            what, do = "The folder has shipments of its own", "name another folder"
            raise refusal(what, option="--out", file=str(folder), found=file.name, do=do)
        write_whole(file, text)
    return file


@contextmanager
def written_out(book: Book, folder: Path, on: date | None = None) -> Iterator[Path]:
    """The file of `own_shipments` for one run; gone again where that is refused, and has left the folder to nobody."""
    before = (folder / OWN).exists()
    with made(folder):
        file = own_shipments(book, folder, on)
        try:
            yield file
        except XenotimeError:
            if not before and not (folder / MARK).exists():
                file.unlink(missing_ok=True)
            raise
