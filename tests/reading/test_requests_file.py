"""The file of requests is read by its headings: each is known, and stands once."""

from pathlib import Path

import pytest

from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.words import BookWords, FactWord

HEADER = "number,state,to,fact,about_kind,about,answer,answered_by,answered_on"
ROW = "R1,answered,ACME,made_in,item,M,DE,ACME,2026-01-05"


WORDS = BookWords(
    facts={
        name: FactWord()
        for name in ("made_in", "date", "end_use", "exporter_knows", "party.lists", "party.headquarters")
    }
)


def book(folder: Path, requests: str, words: BookWords | None = None) -> Book:
    (folder / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (folder / "items.csv").write_text("item\nM\n", encoding="utf-8")
    (folder / "parties.csv").write_text("party,name\nP,Pan\n", encoding="utf-8")
    (folder / "shipments.csv").write_text("shipment,item,date\nS,M,2026-02-01\n", encoding="utf-8")
    (folder / "requests.csv").write_text(requests, encoding="utf-8")
    return read_book(folder, vocabulary=words)


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


@pytest.mark.parametrize(
    ("fact", "kind", "about", "hint"),
    [
        ("party.lists", "party", "P", "did you mean 'lists'?"),
        ("list", "party", "P", "did you mean 'lists'?"),
        ("owner_lists", "party", "P", "write it in the column owner (table holdings)"),
        ("lists", "item", "M", "name the fact"),
        ("headquarters", "shipment", "S", "name the fact"),
        ("consignee.kind", "shipment", "S", "name the fact"),
        ("date", "shipment", "S", "write it in the column date"),
        ("unit", "shipment", "S", "name the fact"),
    ],
)
def test_an_answer_that_tells_what_its_table_does_not_have_is_a_problem(
    fact: str, kind: str, about: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableBook) as refused:
        book(tmp_path, f"{HEADER}\nR1,answered,ACME,{fact},{kind},{about},x,ACME,2026-01-05\n", WORDS)
    (problem,) = refused.value.problems
    assert (problem.row, problem.column, problem.found) == (2, "fact", fact)
    assert problem.do.startswith(hint)


@pytest.mark.parametrize(
    ("fact", "kind", "about", "answer"),
    [
        ("end_use", "shipment", "S", "x"),
        ("consignee", "shipment", "S", "P"),
        ("exporter_knows", "shipment", "S", "x"),
        ("headquarters", "party", "P", "x"),
        ("holdings.others", "party", "P", "none"),
        ("others", "item", "M", "none"),
        ("has(Dy)", "item", "M", "yes"),
        ("content of zz/list", "item", "M", "none"),
    ],
)
def test_an_answer_that_tells_what_its_table_has_comes_to_stand_there(
    fact: str, kind: str, about: str, answer: str, tmp_path: Path
) -> None:
    row = f"R1,answered,ACME,{fact},{kind},{about},{answer},ACME,2026-01-05"
    assert book(tmp_path, f"{HEADER}\n{row}\n", WORDS).remarks == ()


def test_what_a_profile_asks_in_words_of_its_own_is_kept_with_its_request(tmp_path: Path) -> None:
    row = "R1,answered,ACME,licence number,item,M,L-1,ACME,2026-01-05,conclusions and bands"
    assert book(tmp_path, f"{HEADER},profile\n{row}\n", WORDS).requests[0].answer == "L-1"
