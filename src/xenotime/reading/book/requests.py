"""Read and write requests.csv: the questions of a book that were put to somebody, and what became of them."""

import csv
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.errors import no_place
from xenotime.facts.request import STATES, Request
from xenotime.reading.book.answers import that_can_stand
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.words import BookWords
from xenotime.reading.tables.beside import named_rows
from xenotime.reading.tables.csv import CsvStyle, read_csv

REQUESTS = "requests.csv"
TEXTS = (
    "fact", "about_kind", "about", "to", "profile", "english", "chinese", "subject", "origin", "band",
    "answered_by", "answer", "licence", "comment", "override_by", "override_because",
)  # fmt: skip
DAYS = ("drafted_on", "sent_on", "due_on", "answered_on", "valid_until")
LISTS = ("answers", "orders", "wanted")
COLUMNS = (
    "number", "state", "to", "fact", "about_kind", "about", "answer", "licence", "answered_by", "answered_on",
    "valid_until", "comment", "drafted_on", "sent_on", "due_on", "profile", "override_by", "override_because",
    "answers", "subject", "origin", "band", "orders", "wanted", "english", "chinese",
)  # fmt: skip

NEEDED = ("number", "state", "fact", "about_kind", "about", "to")


def read_requests(path: Path, notes: Notes, words: BookWords | None = None) -> tuple[Request, ...]:
    """Every request of the file; none where there is no file; each that is not whole is a problem.

    So is an answer that could not stand in its table.
    """
    if not path.is_file():
        return ()
    sheet = read_csv(path, path.name, CsvStyle(), notes)
    if sheet is None:
        return ()
    found: dict[str, Request] = {}
    for row, cells in named_rows(sheet, NEEDED, COLUMNS, notes):
        request = _request(cells, path.name, row, notes)
        if request is not None and request.number in found:
            notes.problem(
                "The number stands twice",
                file=path.name,
                row=row,
                found=request.number,
                do="give one of the two another number",
            )
        elif request is not None:
            found[request.number] = request
    return tuple(that_can_stand(found.values(), path.name, words, notes))


def runs_backwards(answered: date | None, until: date | None) -> dict[str, str]:
    """What is wrong with an answer that ended before it was given; empty where nothing is."""
    if not answered or not until or answered <= until:
        return {}
    return {
        "what": "The answer ended before it was given",
        "found": f"given on {answered}, valid until {until}",
        "allowed": "a last day that is not before the first",
        "do": "correct the days, or ask anew",
    }


def _request(cells: Mapping[str, str], file: str, row: int, notes: Notes) -> Request | None:
    state, number = cells["state"].strip(), cells["number"].strip()
    if state not in STATES or not number:
        notes.problem(
            "The state is not known" if number else "A request needs its number",
            file=file, row=row, column="state", found=state, allowed=", ".join(STATES),
        do="write one of these, and a number")  # fmt: skip
        return None
    before = len(notes.problems)
    days = {name: notes.day(cells.get(name, "").strip(), file=file, row=row, column=name) for name in DAYS}
    if len(notes.problems) > before:
        return None
    if backwards := runs_backwards(days["answered_on"], days["valid_until"]):
        notes.problem(file=file, row=row, column="valid_until", **backwards)
        return None
    fields: dict[str, Any] = {
        **{name: cells.get(name, "").strip() for name in TEXTS},
        **days,
        **{name: _split(cells.get(name, "")) for name in LISTS},
    }
    return Request(number=number, state=state, row=row, **fields)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(";") if (part := each.strip()))


def write_requests(folder: Path, requests: Iterable[Request]) -> Path:
    """The file, which now holds exactly these requests; a reader never sees half of it."""
    path = folder / REQUESTS
    try:
        with tempfile.TemporaryDirectory(prefix=".xenotime-", dir=folder) as made:
            new = Path(made) / REQUESTS
            with new.open("w", encoding="utf-8", newline="") as stream:
                out = csv.writer(stream, lineterminator="\n")
                out.writerow(COLUMNS)
                out.writerows([_cell(getattr(each, name)) for name in COLUMNS] for each in requests)
            new.replace(path)
    except OSError as refused:
        raise no_place("The requests", path, refused) from refused
    return path


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)
