"""Whatever stands in a book, screening answers every row as the single case does."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from screening.random_books import RandomBook
from screening.screen_books import KNOWN_ON, decided, differences, screened, write_rows
from xenotime.casework.cases import Asked, Docket
from xenotime.deciding import diagram
from xenotime.desk import answering
from xenotime.desk.screening import Source
from xenotime.desk.shipment_cells import own_shipments
from xenotime.law.lawbook import Lawbook
from xenotime.screening.answers import as_row


@pytest.mark.parametrize(
    ("regimes", "seed"),
    [(("cn",), 1), (("cn", "us"), 2), (("us", "us-ofac"), 3), (("eu", "uk"), 4), (("zz", "qn"), 5)],
)
def test_every_row_of_a_random_book_is_answered_as_by_itself(
    regimes: tuple[str, ...], seed: int, lawbook: Lawbook, tmp_path: Path
) -> None:
    made = RandomBook(tmp_path / "book", Random(seed), lawbook)  # noqa: S311  a test's own chance
    book, rows = answering.open_book(made.folder, lawbook), made.rows(8)
    asked, file = Asked(KNOWN_ON, regimes, explain=False), write_rows(tmp_path / "rows.csv", rows)
    got = screened(lawbook, book, asked, Source(file, tmp_path / "out", part_rows=7))
    expected = dict(decided(lawbook, book, asked, rows))
    assert got.keys() == expected.keys()
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_the_own_shipments_of_a_random_book_are_answered_as_they_are_checked(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    made = RandomBook(tmp_path / "book", Random(7), lawbook)  # noqa: S311  a test's own chance
    write_rows(made.folder / "shipments.csv", made.rows(8))
    book, asked = answering.open_book(made.folder, lawbook), Asked(KNOWN_ON, ("cn", "us"), explain=False)
    file = own_shipments(book, tmp_path / "out")
    got = screened(lawbook, book, asked, Source(file, tmp_path / "out"))
    expected = {
        (each.shipment, each.line or "", each.regime): as_row(each)
        for each in Docket(book, lawbook, asked).answers()
    }
    assert got.keys() == expected.keys()
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_near_the_limit_of_what_can_be_worked_out_every_row_is_answered_as_by_itself(
    lawbook: Lawbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagram, "MOST_NODES", 100)
    made = RandomBook(tmp_path / "book", Random(8), lawbook)  # noqa: S311  a test's own chance
    book, rows = answering.open_book(made.folder, lawbook), made.rows(8)
    asked, file = Asked(KNOWN_ON, ("cn", "us"), explain=False), write_rows(tmp_path / "rows.csv", rows)
    got = screened(lawbook, book, asked, Source(file, tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, rows))
    assert {each["tight"] for each in got.values()} == {"yes", "no"}
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_before_the_law_was_known_there_is_no_answer_and_nothing_is_released(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    made = RandomBook(tmp_path / "book", Random(6), lawbook)  # noqa: S311  a test's own chance
    book, rows = answering.open_book(made.folder, lawbook), made.rows(5)
    first = lawbook.regimes["cn"].coverage_from
    asked = Asked(first - timedelta(days=1), ("cn",), explain=False)
    file = write_rows(tmp_path / "rows.csv", rows)
    got = screened(lawbook, book, asked, Source(file, tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    assert {(row["possible"], row["action"], row["reason"]) for row in got.values()} == {
        ("", "hold", "NOT-COVERED")
    }
