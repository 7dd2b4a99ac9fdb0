"""On each list that a decision names, the law's own days of the entry go before those that the decision says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from xenotime.casework.listings import Listings, listing_days
from xenotime.desk.answering import load_law
from xenotime.facts.book import Book
from xenotime.facts.match import SAME, Match
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty, PartyList

KNOWN_ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return load_law()


def decided(law: Lawbook, *lists: str) -> tuple[Match, date]:
    """A decision that some party is the first of China's control list, and the first day of its entry."""
    rows = next(each for each in law.parties if each.list_id == "cn/control-list")
    party = next(each for each in rows.parties if each.dated.start and not each.ended and not each.pauses)
    assert party.dated.start is not None
    return Match("P", SAME, (rows.list_id, *lists), "B", KNOWN_ON, party.name, party.name), party.dated.start


def test_of_two_lists_the_one_without_an_entry_in_the_law_stays(law: Lawbook) -> None:
    match, first = decided(law, "us/entity-list#fn4")
    standing = Listings(law, first, KNOWN_ON).standing(match)
    assert [each.partition("#")[0] for each in standing] == ["cn/control-list", "us/entity-list"]
    assert Listings(law, first - timedelta(days=1), KNOWN_ON).standing(match) == ("us/entity-list#fn4",)


def test_it_stands_on_the_days_that_the_decision_says(law: Lawbook) -> None:
    match, first = decided(law, "us/entity-list#fn4")
    began = first + timedelta(days=9)
    later = replace(match, listed_from=began)
    assert len(Listings(law, first, KNOWN_ON).standing(later)) == 1
    assert len(Listings(law, began, KNOWN_ON).standing(later)) == 2
    assert began in listing_days(Book(matches=(later,)), law, KNOWN_ON)
    alone, _ = decided(law)
    assert began not in listing_days(Book(matches=(replace(alone, listed_from=began),)), law, KNOWN_ON)


def ended(law: Lawbook) -> tuple[PartyList, ListedParty, date, date]:
    """An entry of China's control list that has ended, with the list and its first and last day."""
    rows = next(each for each in law.parties if each.list_id == "cn/control-list")
    party = next(each for each in rows.parties if each.dated.until)
    assert party.dated.start is not None
    assert party.dated.until is not None
    return rows, party, party.dated.start, party.dated.until


def test_of_two_announcements_the_one_that_the_law_does_not_hold_lists_on_its_own(law: Lawbook) -> None:
    rows, party, start, until = ended(law)
    first, again = (f"{rows.list_id}#{each}" for each in (party.announcement, "2026-99"))
    on = until + timedelta(days=30)
    for lists in ((first, again), (again, first), (rows.list_id, again)):
        match = Match("P", SAME, lists, "B", KNOWN_ON, party.name, party.name)
        assert Listings(law, on, KNOWN_ON).standing(match) == (again,)
        assert set(Listings(law, start, KNOWN_ON).standing(match)) == {first, again}


@pytest.mark.parametrize("announcement", ["", "2025-13"])
def test_of_two_rows_of_one_name_each_stands_on_its_own_days(announcement: str, law: Lawbook) -> None:
    rows, party, start, until = ended(law)
    later = until + timedelta(days=30)
    twice = [
        replace(party, announcement=announcement),
        replace(
            party, announcement=announcement, ended=None, dated=replace(party.dated, start=later, until=None)
        ),
    ]
    word = f"{rows.list_id}#{announcement}" if announcement else rows.list_id
    match = Match("P", SAME, (word,), "B", KNOWN_ON, party.name, party.name)
    for every in (twice, twice[::-1]):
        told = replace(law, parties=(replace(rows, parties=tuple(every)),))
        for on, stands in ((start, True), (until + timedelta(days=1), False), (later, True)):
            assert Listings(told, on, KNOWN_ON).standing(match) == ((word,) if stands else ())
        assert {start, later} <= listing_days(Book(matches=(match,)), told, KNOWN_ON)
