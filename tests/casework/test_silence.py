"""Whoever says less is not let go sooner: no cell of a book or a shipment clears anything by being left empty.

Only what the law puts under `stated` waits until an order says it: exceptions, and rules under an open question.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from screening.random_books import RandomBook
from screening.screen_books import HEADER, KNOWN_ON, law
from xenotime.casework.cases import Asked
from xenotime.deciding.answer import RELEASE, Answer
from xenotime.desk import answering
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

STRICT = {"licence required", "prohibited"}
CELLS = {
    "items": ("kind", "form", "made_in", "mass_kg", "value", "currency", "codes", "made_with", "facts"),
    "contents": ("form", "origin"),
    "parties": ("country", "nationality", "lists", "kind", "facts"),
    "shipments": ("quantity", "value", "currency", "act", "circumstance", "from", "to", "via", "exporter", "consignee",
                  "purchaser", "intermediary", "end_user", "end_use", "lot", "facts"),
}  # fmt: skip
"""Of each table the columns whose empty cell is not known."""
OFTEN = ("items", "contents", "parties", "shipments", "shipments", "shipments")
Answers = dict[tuple[str, str | None, str], Answer]


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def answers(book: Book, lawbook: Lawbook, regimes: tuple[str, ...]) -> Answers:
    found = answering.check(book, lawbook, Asked(KNOWN_ON, regimes, explain=False))
    return {(each.shipment, each.line, each.regime): each for each in found}


def touched(book: Book, before: Book) -> Book:
    """The book with the shipments alone of which something else is said; with all of them where the rest of it differs."""
    rest, rest_before = (replace(each, shipments=(), remarks=()) for each in (book, before))
    if rest != rest_before:
        return book
    return replace(book, shipments=tuple(each for each in book.shipments if each not in before.shipments))


def emptied(folder: Path, random: Random, times: int) -> Iterator[str]:
    """The book with one cell emptied, so often; what was emptied is written back afterwards."""
    for _ in range(times):
        table = random.choice(OFTEN)
        file = folder / f"{table}.csv"
        if not file.exists():
            continue
        whole = file.read_bytes()
        header, *rows = csv.reader(whole.decode().splitlines())
        names = [name for name in CELLS[table] if name in header]
        row, name = random.choice(rows), random.choice(names)
        said, row[header.index(name)] = row[header.index(name)], ""
        with file.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([header, *rows])
        yield f"{table} {row[0]}, {name} was {said!r}"
        file.write_bytes(whole)


@pytest.mark.parametrize(
    ("regimes", "seed"),
    [(("cn",), 1), (("cn",), 2), (("us", "us-ofac"), 3), (("us",), 4), (("eu", "uk", "zz"), 5)],
)
def test_an_empty_cell_rules_no_strict_outcome_out_and_releases_nothing(
    regimes: tuple[str, ...], seed: int, lawbook: Lawbook, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311  a test's own chance
    folder = tmp_path / "book"
    rows = RandomBook(folder, random, lawbook).rows(5)
    (folder / "book.toml").write_text("format = 1\n", "utf-8")  # nothing is assumed
    (folder / "positions.toml").unlink()
    with (folder / "shipments.csv").open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([HEADER, *rows])
    whole = answering.open_book(folder, lawbook)
    said, compared = answers(whole, lawbook, regimes), 0
    for what in emptied(folder, random, 10):
        try:
            unsaid = answers(touched(answering.open_book(folder, lawbook), whole), lawbook, regimes)
        except UnreadableBook:  # as where others, none stands beside what is no longer said
            continue
        for key, after in unsaid.items():
            before = said[key]
            compared += 1
            assert not STRICT & set(map(str, before.possible)) - set(map(str, after.possible)), (what, key)
            assert after.action != RELEASE or before.action == RELEASE, (what, key)
    assert compared
