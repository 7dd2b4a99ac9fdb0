"""A row of the results says of which shipment, item, destination and day it is, as the answer of a check does."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import KNOWN_ON, book_at, random_rows, results_in, write_rows
from screening.test_screen import in_a_warehouse
from xenotime.casework.cases import Asked
from xenotime.cli import main
from xenotime.desk import answering
from xenotime.desk.screening import Source, portable_sql, screen
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
LATE = date(2031, 1, 1)
"""Nothing is known to change after it."""


@pytest.mark.parametrize("on", [date(2025, 12, 15), LATE])
def test_a_row_is_of_the_day_that_is_asked_about(
    on: date, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file, words = write_rows(tmp_path / "rows.csv", random_rows(9, 6)), answering.book_words(lawbook)
    asked, out = replace(ASKED, on=on), tmp_path / "out"
    got = results_in(screen(lawbook, book, words, asked, Source(file, out)).parts)
    assert {row["day"] for row in got.values()} == {str(on)}
    with (out / "release.csv").open(encoding="utf-8", newline="") as opened:
        assert min(row["valid_until"] for row in csv.DictReader(opened)) >= str(on)
    text = portable_sql(lawbook, book, words, asked, Source(file, tmp_path / "sql"), "duckdb")
    assert in_a_warehouse(text, f"FROM read_csv('{file}', all_varchar = true)") == got


def test_a_change_between_two_runs_is_of_the_day_that_is_asked_about(
    lawbook: Lawbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book_at(tmp_path / "book", lawbook)
    file = write_rows(tmp_path / "rows.csv", random_rows(7, 30))
    words = ["screen", str(file), "--book", str(tmp_path / "book"), "--out", str(tmp_path / "out")]
    main(
        [
            *words,
            "--regime",
            "zz",
            "--on",
            "2026-03-01",
            "--compare",
            "known_on=2026-01-19,2026-11-24",
            "--json",
        ]
    )
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert {each["day"] for each in changes} == {"2026-03-01"}


def test_what_is_blank_around_a_cell_is_no_part_of_what_a_row_says(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = [row for row in random_rows(9, 12) if row[10]]
    odd = [tuple(f"\u00a0{cell} " if cell else "" for cell in row) for row in rows[::2]] + rows[1::2]
    words = answering.book_words(lawbook)
    one, other = (write_rows(tmp_path / f"{name}.csv", each) for name, each in (("a", rows), ("b", odd)))
    plain, got = (
        screen(lawbook, book, words, ASKED, Source(each, tmp_path / each.stem)) for each in (one, other)
    )
    assert results_in(got.parts) == results_in(plain.parts)
    assert got.totals == plain.totals
    text = portable_sql(lawbook, book, words, ASKED, Source(one, tmp_path / "sql"), "duckdb")
    told = in_a_warehouse(text, f"FROM read_csv('{other}', all_varchar = true)")
    assert {each[:2] for each in told} == {each[:2] for each in results_in(plain.parts)}
