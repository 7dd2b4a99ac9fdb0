"""The file of requests is read by its headings: each is known, and stands once."""

from pathlib import Path

import pytest

from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.reading.book.reader import read_book

HEADER = "number,state,to,fact,about_kind,about,answer,answered_by,answered_on"
ROW = "R1,answered,ACME,made_in,item,M,DE,ACME,2026-01-05"


def book(folder: Path, requests: str) -> Book:
    (folder / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (folder / "items.csv").write_text("item\nM\n", encoding="utf-8")
    (folder / "requests.csv").write_text(requests, encoding="utf-8")
    return read_book(folder)


@pytest.mark.parametrize(
    ("heading", "cell", "what", "column"),
    [
        ("valid_untill", "2026-02-01", "The column is not known", "valid_untill"),
        ("answer", "FR", "A column is there twice", "answer"),
        ("", "until February", "A cell stands under no heading", ""),
    ],
)
def test_a_heading_that_is_not_known_doubled_or_empty_is_a_problem(
    heading: str, cell: str, what: str, column: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableBook) as refused:
        book(tmp_path, f"{HEADER},{heading}\n{ROW},{cell}\n")
    (problem,) = refused.value.problems
    assert (problem.what, problem.file, problem.column) == (what, "requests.csv", column)


def test_headings_may_have_blanks_around_them_and_empty_columns_behind(tmp_path: Path) -> None:
    read = book(tmp_path, f"{HEADER.replace(',', ' , ')}, valid_until ,\n{ROW},,\n")
    assert read.items["M"].made_in == ("DE",)


def test_an_answer_that_ended_before_it_was_given_is_a_problem(tmp_path: Path) -> None:
    (kept,) = book(tmp_path, f"{HEADER},valid_until\n{ROW},2026-01-05\n").requests
    assert kept.valid_until == kept.answered_on
    with pytest.raises(UnreadableBook) as refused:
        book(tmp_path, f"{HEADER},valid_until\n{ROW},2026-01-04\n")
    (problem,) = refused.value.problems
    assert (problem.row, problem.column) == (2, "valid_until")
    assert problem.found == "given on 2026-01-05, valid until 2026-01-04"
