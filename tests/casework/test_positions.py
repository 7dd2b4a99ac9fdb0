"""Which readings positions of the company give a shipment."""

from datetime import date

import pytest

from screening.screen_books import law
from xenotime.casework.readings import taken_readings
from xenotime.deciding.action import Grounds, action_for
from xenotime.deciding.case import Taken
from xenotime.facts.book import Book, Position
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook

DAY, LATER = date(2026, 12, 15), date(2027, 2, 1)
QUESTION, MILD, HARSH = "cn/after-70", "still suspended", "revived"
S1 = Shipment("S1", "M", DAY)


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def position(reading: str, until: date = DAY, /, **scope: tuple[str, ...]) -> Position:
    return Position(QUESTION, reading, "why", "", "A", "B", None, until, **scope)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("scope", [{}, {"shipments": ("S1",)}, {"items": ("M",)}])
def test_of_two_live_positions_that_differ_none_counts_in_whatever_order(
    lawbook: Lawbook, scope: dict[str, tuple[str, ...]], turned: bool
) -> None:
    both = (position(MILD), position(HARSH, **scope))
    taken, live, lapsed = taken_readings(Book(positions=both[:: -1 if turned else 1]), lawbook, S1, DAY, {})
    assert (taken, live) == ({}, ())
    assert {(each.reading, each.differs, each.expired) for each in lapsed} == {
        (MILD, True, False),
        (HARSH, True, False),
    }
    action, why = action_for(
        Grounds(("not subject", "licence required"), (), (), lapsed, (), (), missing=0, open=1)
    )
    assert (action, why) == (
        "escalate",
        f"on hold: positions on {QUESTION} read it in different ways, and none counts",
    )


def test_two_live_positions_that_agree_count(lawbook: Lawbook) -> None:
    both = (position(MILD), position(MILD, LATER, items=("M",)))
    taken, live, lapsed = taken_readings(Book(positions=both), lawbook, S1, DAY, {})
    assert taken == {QUESTION: Taken(MILD, "position")}
    assert (len(live), lapsed) == (2, ())


def test_one_that_has_expired_or_speaks_of_other_goods_is_not_held_against_one_that_is_live(
    lawbook: Lawbook,
) -> None:
    both = (position(HARSH, LATER), position(MILD), position(MILD, LATER, items=("N",)))
    taken, live, _ = taken_readings(Book(positions=both), lawbook, S1, date(2027, 1, 1), {})
    assert taken == {QUESTION: Taken(HARSH, "position")}
    assert [each.reading for each in live] == [HARSH]


def test_a_reading_given_for_the_run_goes_before_positions_that_differ(lawbook: Lawbook) -> None:
    both = Book(positions=(position(MILD), position(HARSH)))
    taken, live, lapsed = taken_readings(both, lawbook, S1, DAY, {QUESTION: HARSH})
    assert (taken, live, lapsed) == ({QUESTION: Taken(HARSH, "given")}, (), ())
