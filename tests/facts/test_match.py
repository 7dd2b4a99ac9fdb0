"""Of several decisions on one party and entry the latest counts, wherever it stands."""

from datetime import date

import pytest

from xenotime.facts.match import OTHER, SAME, Match, decided, in_force
from xenotime.facts.party import Party


def match(decision: str, on: date) -> Match:
    return Match("C", decision, ("zz/list",), "A", on, "7")


@pytest.mark.parametrize("turned", [False, True])
def test_the_decision_of_the_later_day_counts_wherever_it_stands_in_the_file(turned: bool) -> None:
    same, other = match(SAME, date(2026, 3, 1)), match(OTHER, date(2026, 2, 1))
    matches = (same, other)[:: -1 if turned else 1]
    assert in_force(matches) == (same,)
    assert decided(Party("C", lists=()), matches, lambda each: each.lists).lists == ("zz/list",)


def test_of_one_day_the_last_decision_counts() -> None:
    same, other = match(SAME, date(2026, 3, 1)), match(OTHER, date(2026, 3, 1))
    assert in_force((same, other)) == (other,)
