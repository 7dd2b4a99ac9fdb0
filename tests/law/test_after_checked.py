"""What leaves long after the law was last checked is not released; what it needs by that law stays as it was."""

from datetime import timedelta

import pytest

from one_answer import answered
from xenotime.deciding.answer import RELEASE
from xenotime.desk.answering import load_law

ROLES = ("consignee", "purchaser", "intermediary", "end_user")
PUMP = {
    "from": "DE", "destination": "FR", "via": "none", "made_in": "DE", "made_with": "none", "form": "equipment", "codes": "cn:none",
    "end_use": "civil", "exporter_knows": "no", "undertakings_kept": "yes", "has(cn/2025-18/magnets)": "no", "has(cn/2025-61/magnets)": "no",
} | {f"{role}.{name}": word for role in ROLES for name, word in {
    "lists": "none", "owner_lists": "none", "kind": "civil", "country": "FR", "nationality": "FR"}.items()}  # fmt: skip
CHINA = load_law().regimes["cn"]
LAST = CHINA.fresh_until(CHINA.checked)
ASKED_EARLY = CHINA.checked - timedelta(days=300)


def test_every_real_regime_has_a_limit_and_the_invented_ones_have_none() -> None:
    assert {each.id for each in load_law().regimes.values() if each.days_fresh is None} == {
        each.id for each in load_law().regimes.values() if each.invented
    }


@pytest.mark.parametrize(
    ("days", "released", "named"), [(None, True, False), (0, True, True), (1, False, True)]
)
def test_until_the_last_fresh_day_it_is_released_and_then_no_more(
    days: int | None, released: bool, named: bool
) -> None:
    assert LAST is not None
    on = CHINA.checked if days is None else LAST + timedelta(days=days)
    found = answered("cn", on, PUMP)
    assert found.possible == ("not subject",)
    assert (found.action == RELEASE) is released
    assert ("cn/after-checked" in [each.id for each in found.gaps]) is named


@pytest.mark.parametrize(
    ("days", "released", "named"), [(0, True, False), (1, True, True), (30, True, True), (31, False, True)]
)
def test_law_that_is_asked_as_it_was_known_on_an_earlier_day_lets_nothing_go_long_after_that_day(
    days: int, released: bool, named: bool
) -> None:
    found = answered("cn", ASKED_EARLY + timedelta(days=days), PUMP, ASKED_EARLY)
    assert found.possible == ("not subject",)
    assert (found.action == RELEASE) is released
    told = [each.what for each in found.gaps if each.id == "cn/after-checked"]
    assert bool(told) is named
    assert all(each.startswith(f"the law is asked as it was known on {ASKED_EARLY}; ") for each in told)


def test_law_that_is_asked_as_it_is_known_later_than_it_was_checked_is_fresh_no_longer_for_that() -> None:
    assert CHINA.fresh_until(CHINA.checked + timedelta(days=300)) == LAST
