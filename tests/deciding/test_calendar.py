"""The calendar of a regime says of each rule what the lawbook says of it on that day."""

from datetime import date, timedelta

import pytest

from xenotime.deciding.plan import plan_of
from xenotime.desk.answering import load_law

LAW = load_law()
KNOWN = (date(2025, 10, 9), date(2026, 11, 24))


@pytest.mark.parametrize("known_on", KNOWN)
@pytest.mark.parametrize("regime", sorted(LAW.regimes))
def test_every_rule_has_the_status_of_the_day_on_each_side_of_every_turn(regime: str, known_on: date) -> None:
    plan = plan_of(LAW, regime, known_on)
    entries = [entry for rule in LAW.rules for entry in rule.in_force]
    entries += [each.period for each in LAW.suspensions]
    turns = {day for each in entries for day in (each.start, each.until) if day and day < date.max}
    days = {turn + timedelta(days=number) for turn in turns for number in (-1, 0, 1)}
    assert len(days) > 1
    for day in sorted(days):
        assert plan.calendar.statuses(day) == tuple(
            LAW.status(each.rule, day, known_on) for each in plan.rules
        )
