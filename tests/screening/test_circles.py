"""Goods that contain themselves on some days are refused, or answered, where a check of the same rows does so."""

from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import KNOWN_ON, TABLES, book_at, decided, differences, screened, write_rows
from screening.test_by_query import by_query
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source
from xenotime.errors import CircularBill
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
RETURNED = f"""{TABLES["bill"].splitlines()[0]},from,until
MOTOR,MAGNET,2,piece,,
PUMP,MOTOR,1,piece,,
MOTOR,BELL,1,piece,2026-03-01,
BELL,MOTOR,1,piece,2026-04-01,2026-04-30
CELL,LENS,1,piece,,2024-12-31
LENS,CELL,1,piece,,2024-06-30
LENS,MOTOR,1,piece,2025-01-01,
"""
"""A motor goes back into what went into it, for a month; a lens and a cell hold each other in another year."""


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory, lawbook: Lawbook) -> Book:
    folder = tmp_path_factory.mktemp("book") / "book"
    book_at(folder, lawbook)
    (folder / "bill.csv").write_text(RETURNED, "utf-8")
    return answering.open_book(folder, lawbook)


def rows_on(*days: str) -> list[tuple[str, ...]]:
    items = ("PUMP", "MOTOR", "BELL", "CELL", "LENS", "BOX")
    return [
        (f"S{item}{day}", "", item, "1", "", "100", "EUR", "export", "sale", "ZZ", "QN", "none",
         *("P1", "P2", "P2", "none", "P2"), "civil", "", day, "")
        for day in days
        for item in items
    ]  # fmt: skip


def test_a_circle_on_days_on_which_nothing_goes_out_refuses_no_row(
    lawbook: Lawbook, returned: Book, tmp_path: Path
) -> None:
    rows = rows_on("2024-10-01", "2026-02-01", "2026-03-15", "2026-05-01")
    file = write_rows(tmp_path / "rows.csv", rows)
    got = screened(lawbook, returned, ASKED, Source(file, tmp_path / "out"))
    want = dict(decided(lawbook, returned, ASKED, rows))
    assert {key: found for key in want if (found := differences(got[key], want[key]))} == {}
    assert by_query(lawbook, returned, ASKED, file, tmp_path / "query")[0] == got


@pytest.mark.parametrize("day", ["2026-04-01", "2026-04-30", "2024-06-30"])
def test_a_circle_on_the_day_of_a_row_is_refused_as_in_a_check(
    day: str, lawbook: Lawbook, returned: Book, tmp_path: Path
) -> None:
    rows = [*rows_on("2026-02-01"), rows_on(day)[-1]]
    file, told = write_rows(tmp_path / "rows.csv", rows), []
    for each in (
        lambda: dict(decided(lawbook, returned, ASKED, rows)),
        lambda: screened(lawbook, returned, ASKED, Source(file, tmp_path / "out")),
        lambda: by_query(lawbook, returned, ASKED, file, tmp_path / "query"),
    ):
        with pytest.raises(CircularBill) as refused:
            each()
        told.append(refused.value.loop)
    assert told == [told[0]] * 3
    asked = Asked(KNOWN_ON, ("zz",), date(2026, 2, 1), explain=False)
    assert len(screened(lawbook, returned, asked, Source(file, tmp_path / "on"))) == len(rows)
