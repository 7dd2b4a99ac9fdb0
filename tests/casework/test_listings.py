"""On each list that a decision names, the law's own days of the entry go before those that the decision says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from xenotime.casework.listings import Listings, listing_days
from xenotime.desk.answering import load_law
from xenotime.facts.book import Book
from xenotime.facts.match import SAME, Match
from xenotime.law.lawbook import Lawbook

KNOWN_ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return load_law()


def decided(law: Lawbook, *lists: str) -> tuple[Match, date]:
    """A decision that some party is the first of China's control list, and the first day of its entry."""
    rows = next(each for each in law.parties if each.list_id == "cn/control-list")
    party = next(each for each in rows.parties if each.dated.start and not each.ended and not each.paused)
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


def test_of_two_announcements_the_one_that_the_law_does_not_hold_lists_on_its_own(law: Lawbook) -> None:
    rows = next(each for each in law.parties if each.list_id == "cn/control-list")
    ended = next(each for each in rows.parties if each.dated.until)
    first, again = (f"{rows.list_id}#{each}" for each in (ended.announcement, "2026-99"))
    assert ended.dated.start is not None
    assert ended.dated.until is not None
    on = ended.dated.until + timedelta(days=30)
    for lists in ((first, again), (again, first), (rows.list_id, again)):
        match = Match("P", SAME, lists, "B", KNOWN_ON, ended.name, ended.name)
        assert Listings(law, on, KNOWN_ON).standing(match) == (again,)
        assert set(Listings(law, ended.dated.start, KNOWN_ON).standing(match)) == {first, again}
