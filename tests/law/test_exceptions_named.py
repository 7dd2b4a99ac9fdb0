"""An answer that a licence is needed names the exceptions that may be open, and is never milder for them."""

from datetime import date

import pytest

from one_answer import answered

ROLES = ("consignee", "end_user", "purchaser", "intermediary")
LATE = date(2026, 9, 1)
BASE = {
    "from": "US",
    "via": "none",
    "made_in": "US",
    "end_use": "civil",
    "end_user.kind": "civil",
    "consignee.kind": "civil",
    "exporter.lists": "none",
    "end_user.headquarters": "none",
    "consignee.headquarters": "none",
    "food_or_medicine": "no",
    "goes_into_goods_of": "none",
    "us_person_support": "no",
    **{f"{role}.{lists}": "none" for role in ROLES for lists in ("lists", "owner_lists")},
}
GENERAL = "us/740 740.2"


def named(day: date, destination: str, code: str, **more: str) -> set[str]:
    """The exceptions that an answer names, each by its paragraph; the answer is that a licence is needed."""
    facts = BASE | {"destination": destination, "codes": f"us:{code}"} | more
    answer = answered("us", day, facts)
    assert answer.possible == ("licence required",)
    shown = {each.provision: each.what for each in answer.duties if each.provision.startswith("us/740")}
    assert all("check" in what for what in shown.values())
    return {each.removeprefix("us/740-exceptions ") for each in shown}


@pytest.mark.parametrize(
    ("destination", "code", "exceptions"),
    [
        ("CN", "3A001.b.2", {"740.3", "740.4"}),
        ("CN", "2E003", {"740.6"}),
        ("VN", "5A002.a", {"740.3", "740.17"}),
        ("IN", "3B001.c.1.a", {"740.3", "740.4", "740.20", "740.24"}),
        ("CN", "3A090.a", {"740.8", "740.27"}),
        ("CN", "3A090.c", {"740.25"}),
        ("VN", "3A090.b", {"740.8-aca"}),
        ("CN", "1C107", set()),
        ("IR", "3A001.b.2", set()),
    ],
)
def test_the_exceptions_that_an_entry_names_are_told(
    destination: str, code: str, exceptions: set[str]
) -> None:
    assert named(LATE, destination, code) == {GENERAL, *exceptions}


@pytest.mark.parametrize(
    ("day", "named_then", "unnamed"),
    [(date(2024, 4, 3), "740.8", "740.8-aca"), (date(2024, 4, 4), "740.8-aca", "740.8")],
)
def test_the_exceptions_for_advanced_chips_were_one_until_they_were_parted(
    day: date, named_then: str, unnamed: str
) -> None:
    shown = named(day, "VN", "3A090.b")
    assert named_then in shown
    assert unnamed not in shown


def test_a_firm_with_its_headquarters_in_china_is_told_of_the_one_that_is_notified() -> None:
    shown = named(LATE, "VN", "3A090.b", **{"end_user.headquarters": "CN"})
    assert "740.8" in shown
    assert "740.8-aca" not in shown


def test_the_rule_of_january_names_its_own_from_its_day_on() -> None:
    assert "740.27" not in named(date(2025, 1, 12), "CN", "3A090.a")
    assert "740.27" in named(date(2025, 1, 13), "CN", "3A090.a")


def test_an_unverified_party_is_told_of_none_that_an_entry_names() -> None:
    assert named(LATE, "VN", "3A090.b", **{"consignee.lists": "us/unverified-list"}) == {GENERAL}


def test_military_intelligence_is_told_of_the_one_for_governments_alone() -> None:
    assert named(LATE, "CN", "3A991", end_use="military_intelligence") == {"740.11"}


def test_syria_is_told_of_its_own_from_its_day_on() -> None:
    assert named(date(2025, 9, 1), "SY", "EAR99") == set()
    assert named(date(2025, 9, 2), "SY", "EAR99") == {"740.5"}
