"""A party that is stated with its announcement is listed from that announcement's first day on, and not before."""

from datetime import date

import pytest

from xenotime.casework.announced import announced_days, not_yet
from xenotime.casework.of_day import on_day
from xenotime.casework.owners import Owners
from xenotime.casework.stated import Stated
from xenotime.desk.answering import load_law
from xenotime.exact import exactly
from xenotime.facts.book import Book
from xenotime.facts.party import Holding, Party
from xenotime.facts.seen import Seen
from xenotime.law.lawbook import Lawbook

LIST, KNOWN_ON = "cn/control-list", date(2026, 11, 24)
ROW = f"{LIST}#2026-23"
EVE, FIRST = date(2026, 6, 21), date(2026, 6, 22)


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return load_law()


def seen_of(law: Lawbook, lists: tuple[str, ...], on: date, known_on: date = KNOWN_ON) -> Seen:
    book = on_day(Book(parties={"P": Party("P", "Invented Mill", lists=lists)}), law, on, known_on)
    return Stated(book, law.vocabulary).of_party(book.parties["P"], "lists")


def test_it_is_on_the_list_on_the_first_day(law: Lawbook) -> None:
    assert seen_of(law, (ROW,), FIRST).words == {ROW, LIST}


def test_it_is_not_on_the_list_the_day_before(law: Lawbook) -> None:
    seen = seen_of(law, (ROW,), EVE)
    assert seen.rules_out(ROW)
    assert seen.rules_out(LIST)


def test_it_is_not_on_the_list_by_what_was_known_the_day_before(law: Lawbook) -> None:
    assert seen_of(law, (ROW,), FIRST, EVE).words == frozenset()


def test_an_earlier_announcement_stands(law: Lawbook) -> None:
    assert seen_of(law, (f"{LIST}#2025-1", ROW), EVE).words == {f"{LIST}#2025-1", LIST}


@pytest.mark.parametrize("lists", [(LIST,), (LIST, ROW), (f"{LIST}#2026-99",)])
def test_who_is_stated_to_be_listed_otherwise_is_listed(law: Lawbook, lists: tuple[str, ...]) -> None:
    assert LIST in seen_of(law, lists, EVE).words


def test_what_it_owns_is_reached_from_that_day_on(law: Lawbook) -> None:
    parties = {"P": Party("P", "Invented Mill", lists=(ROW,)), "Q": Party("Q", "Invented Yard", lists=())}
    book = Book(parties=parties, holdings=(Holding("P", "Q", share=exactly(1)),))
    assert ROW in Owners(book, law, FIRST, KNOWN_ON).lists_of("Q").words
    assert not Owners(book, law, EVE, KNOWN_ON).lists_of("Q").words


def test_the_first_day_is_one_on_which_answers_may_turn(law: Lawbook) -> None:
    book = Book(parties={"P": Party("P", "Invented Mill", lists=(ROW, f"{LIST}#2026-99"))})
    assert announced_days(book, law, KNOWN_ON) == {FIRST}


@pytest.mark.parametrize(
    ("on", "known_on", "told"),
    [
        (FIRST, KNOWN_ON, []),
        (EVE, KNOWN_ON, [f"P is stated to be on {ROW}, on {EVE} not yet: it lists from {FIRST} on"]),
        (FIRST, EVE, [f"P is stated to be on {ROW}, on {FIRST} not yet: the announcement was not known"]),
    ],
)
def test_the_answer_says_that_a_stated_list_is_left_out(
    law: Lawbook, on: date, known_on: date, told: list[str]
) -> None:
    book = on_day(Book(parties={"P": Party("P", "Invented Mill", lists=(ROW,))}), law, on, known_on)
    assert not_yet(book, law, on, known_on, ("P", "nobody")) == told
