"""What is seen of parties once for many days is what is seen of them on each of these."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest

from screening.screen_books import KNOWN_ON, TABLES
from xenotime.casework.sightings import Desk
from xenotime.desk import answering
from xenotime.desk.shipment_cells import Cells
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook
from xenotime.screening.conditions import gathered
from xenotime.screening.desks import Desks
from xenotime.screening.people_days import tied

LISTED = date(2026, 9, 15)
"""The day from which on somebody called Quill Tinworks stands on a list of the invented country."""
PEOPLE = {
    "parties": """party,name,country,lists,kind,branch_of,ids
QUILL,Quill Tinworks,QN,none,civil,,
ARM,Arm of it,QN,none,civil,QUILL,
BELOW,Owned for a while,QO,none,civil,,
LOWER,Owned by that,QO,none,civil,,
FREE,On its own,QO,none,civil,,
SILENT,Nothing is known,QO,,,,
TWICE,In two records,QN,none,civil,,XI-LEI:1
AGAIN,In two records again,QN,none,civil,,XI-LEI:1
NOTED,Listed by an announcement,QN,cn/control-list#2026-11,civil,,
ASKED,Answers until a day,QN,,civil,,
""",
    "holdings": """owner,owned,share_low,share_high,from,until
QUILL,BELOW,0.6,0.6,,2026-10-20
others,BELOW,none,,,
BELOW,LOWER,0.7,0.8,,
others,LOWER,none,,,
QUILL,TWICE,0.3,0.6,2026-01-01,
others,FREE,none,,,
""",
}
REQUESTS = """number,state,to,fact,about_kind,about,answer,answered_by,answered_on,valid_until
Q1,answered,A,lists,party,ASKED,none,A,2025-02-15,2026-03-31
"""
ALL = ("QUILL", "ARM", "BELOW", "LOWER", "FREE", "SILENT", "TWICE", "AGAIN", "NOTED", "ASKED")
TURNS = (
    LISTED,
    date(2026, 10, 21),
    date(2026, 1, 1),
    date(2026, 4, 1),
    date(2025, 9, 29),
    date(2025, 11, 10),
)
DAYS = [turn + timedelta(more) for turn in TURNS for more in (0, -1, 7)]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, lawbook: Lawbook) -> Desks:
    folder = tmp_path_factory.mktemp("book")
    for name, text in (TABLES | PEOPLE).items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (folder / "requests.csv").write_text(REQUESTS, "utf-8")
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    book = answering.open_book(folder, lawbook)
    return Desks(book, lawbook, KNOWN_ON, Cells(book, answering.book_words(lawbook)).read)


@pytest.fixture(scope="module")
def fresh(desks: Desks, lawbook: Lawbook) -> Callable[[date], Desk]:
    """The desk of each day, made of nothing that another day knows."""
    return cache(lambda on: Desk(desks.book, lawbook, on, KNOWN_ON, sheets=False))


def subjects(lawbook: Lawbook) -> list[Subject]:
    found = gathered(lawbook, ("zz", "cn", "us", "us-ofac", "eu"), KNOWN_ON).found
    return [each for each in found if each.role == "end_user"]


@pytest.mark.parametrize("cell", [*ALL, "", "FREE;QUILL", "SILENT;BELOW"])
def test_what_is_seen_of_parties_on_the_day_that_stands_for_others_is_what_is_seen_on_each(
    cell: str, desks: Desks, fresh: Callable[[date], Desk], lawbook: Lawbook
) -> None:
    for on in DAYS:
        since = desks.people_since("end_user", (cell,), on)
        shipment = desks.shipment({"end_user": cell}, since)
        for subject in subjects(lawbook):
            assert desks.see(shipment, subject, since) == fresh(on).see(shipment, subject), (
                on,
                since,
                subject,
            )


def test_a_party_is_looked_at_anew_where_it_or_somebody_tied_to_it_changes_and_nowhere_else(
    desks: Desks,
) -> None:
    def changes(cell: str, on: date) -> bool:
        before = desks.people_since("end_user", (cell,), on - timedelta(1))
        return desks.people_since("end_user", (cell,), on) != before

    end = date(2026, 10, 21)
    assert {each for each in ALL if changes(each, LISTED)} == {
        "QUILL", "ARM", "BELOW", "LOWER", "TWICE", "AGAIN",
    }  # fmt: skip
    assert {each for each in ALL if changes(each, end)} == {
        "QUILL",
        "ARM",
        "BELOW",
        "LOWER",
        "TWICE",
        "AGAIN",
    }
    assert {each for each in ALL if changes(each, date(2026, 4, 1))} == {"ASKED"}
    assert not changes("FREE", LISTED)
    assert changes("FREE;QUILL", LISTED)


def test_who_is_tied_to_whom_is_told_by_holdings_branches_and_records(desks: Desks) -> None:
    found = tied(desks.book)
    assert found["LOWER"] == ("AGAIN", "ARM", "BELOW", "LOWER", "QUILL", "TWICE")
    assert found.keys().isdisjoint({"FREE", "SILENT", "others"})
