"""What a file of shipments is asked about, and what the book says of its rows by other ways than their cells."""

from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import (
    HEADER,
    KNOWN_ON,
    Row,
    book_at,
    decided,
    differences,
    results_in,
    write_rows,
)
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Screened, Source, screen
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

ZZ = Asked(KNOWN_ON, ("zz",), explain=False)
NOT_NAMED = Asked(KNOWN_ON, (), explain=False, chosen=False)
USUAL = {
    "item": "STAMPED", "quantity": "1", "value": "100", "currency": "EUR", "act": "export", "circumstance": "sale", "from": "ZZ",
    "to": "QN", "via": "none", "exporter": "P3", "consignee": "P1", "purchaser": "P1", "intermediary": "none",
    "end_user": "P1", "end_use": "civil",
}  # fmt: skip
DECIDED = """[[match]]
party = "P1"
decision = "same"
lists = ["zz/closed-door-list#2026-88"]
entry = "a name that no list of the law has"
by = "A. Reader"
on = 2026-08-01
"""
ANSWERED = """number,state,to,fact,about_kind,about,answer,answered_by,answered_on
Q1,answered,P5,end_use,shipment,S1,military,P5,2026-01-01
"""

RUNNING_OUT = {"items": "OPEN,,goods,QN,piece,1,100,EUR,,\n", "parties": "P9,Nine,QN,,civil\n"}
RUNS_OUT = """number,state,to,fact,about_kind,about,answer,answered_by,answered_on,valid_until
Q1,answered,P5,form,item,OPEN,magnet_assembly,P5,2026-01-01,2026-06-30
Q2,answered,P5,lists,party,P9,none,P5,2026-01-01,2026-03-31
"""


def rows_of(**cells: list[str]) -> list[Row]:
    """A row for each value of one column, the others alike."""
    ((name, values),) = cells.items()
    every = [
        {**USUAL, "date": "2026-01-01", "shipment": f"S{n}", name: each} for n, each in enumerate(values)
    ]
    return [tuple(row.get(column, "") for column in HEADER) for row in every]


def held(lawbook: Lawbook, book: Book, asked: Asked, rows: list[Row], folder: Path) -> Screened:
    """A run, every row of which is as for the case by itself."""
    source = Source(write_rows(folder / "rows.csv", rows), folder / "out")
    done = screen(lawbook, book, answering.book_words(lawbook), asked, source)
    got, expected = results_in(done.parts), dict(decided(lawbook, book, asked, rows))
    assert got.keys() == expected.keys()
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    return done


def test_where_no_regime_is_named_those_are_asked_that_the_book_or_the_file_mentions(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    left = []
    for country in ("QN", "US"):
        (tmp_path / country).mkdir()
        done = held(lawbook, book, NOT_NAMED, rows_of(**{"from": [country, "", "QN"]}), tmp_path / country)
        left.append({each for each in done.not_asked if each == "us"})
    assert left == [{"us"}, set()]


def test_a_party_that_was_decided_to_be_on_a_list_is_on_it_from_its_announcement(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    book_at(tmp_path / "book", lawbook)
    (tmp_path / "book" / "matches.toml").write_text(DECIDED, "utf-8")
    book = answering.open_book(tmp_path / "book", lawbook)
    done = held(lawbook, book, ZZ, rows_of(date=["2026-09-14", "2026-09-15", "2026-11-15"]), tmp_path)
    found = {key[0]: row["outcome"] for key, row in results_in(done.parts).items()}
    assert found["S0"] != "prohibited"
    assert found["S2"] == "prohibited"


def test_an_answer_about_a_shipment_of_the_file_is_not_lost_in_silence(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    book_at(tmp_path / "book", lawbook)
    (tmp_path / "book" / "requests.csv").write_text(ANSWERED, "utf-8")
    book = answering.open_book(tmp_path / "book", lawbook)
    with pytest.raises(UnreadableBook, match="S1") as refused:
        held(lawbook, book, ZZ, rows_of(date=["2026-01-01", "2026-01-02"]), tmp_path)
    assert "An answer is about a shipment of this file" in str(refused.value)


def test_an_answer_counts_up_to_its_last_day_in_a_file_as_in_the_book(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    book_at(folder, lawbook)
    for table, row in RUNNING_OUT.items():
        with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(row)
    (folder / "requests.csv").write_text(RUNS_OUT, "utf-8")
    book = answering.open_book(folder, lawbook)
    days = ["2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01"]
    shipped = [dict(zip(HEADER, each, strict=True)) for each in rows_of(date=days)]
    rows = [
        tuple({**each, "item": "OPEN", "consignee": "P9", "end_user": "P9"}[name] for name in HEADER)
        for each in shipped
    ]
    done = held(lawbook, book, ZZ, rows, tmp_path)
    found = [row["missing_facts"].split("; ") for _, row in sorted(results_in(done.parts).items())]
    assert [each.count("form") for each in found] == [0, 0, 0, 1]
    assert [each.count("lists") for each in found] == [0, 1, 1, 1]


def test_what_lies_before_the_law_is_told_of_each_row_by_its_own_reason(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    early = Asked(date(1985, 1, 1), ("us-ofac", "zz"), explain=False)
    held(lawbook, book, early, rows_of(date=["1980-01-01", "2026-01-01"]), tmp_path)
