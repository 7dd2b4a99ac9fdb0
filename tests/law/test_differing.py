"""What differs between two days is all that can turn an answer: groups, parties, shares, duties and readings as well."""

from dataclasses import replace
from datetime import date

import pytest

from xenotime.desk.answering import law_difference, load_law
from xenotime.law.lawbook import Lawbook
from xenotime.law.question import Answered

LAW = load_law()
NOW = date(2026, 11, 24)
OPEN = "in force, or asleep where cn/after-70 = replaced or still suspended or suspended for another year"


def changed(before: str, after: str, regime: str, law: Lawbook = LAW) -> dict[tuple[str, str], list[str]]:
    """What changed, with its states before and after, and its note."""
    found = law_difference(law, (before, ""), (after, ""), NOW, [regime])
    return {(each.provision, each.what): [each.before, each.after, each.note] for each in found}


@pytest.mark.parametrize(
    ("before", "after", "regime", "group", "note"),
    [
        ("2026-02-02", "2026-02-03", "us", "us/740/d-5", "- KH"),
        ("2026-07-09", "2026-07-10", "us", "us/734.9/d-3-and-d-4", "- AE"),
        ("2024-03-14", "2024-03-15", "us", "us/744.21/countries", "+ NI"),
        ("2020-12-31", "2021-01-01", "eu", "eu/union", "- GB"),
    ],
)
def test_a_country_that_enters_or_leaves_a_group_overnight_is_a_difference(
    before: str, after: str, regime: str, group: str, note: str
) -> None:
    assert changed(before, after, regime)[group, "members"][2] == note
    assert (group, "members") not in changed(after, after, regime)


def test_who_is_listed_and_who_no_more_is_a_difference() -> None:
    assert changed("2026-07-23", "2026-07-24", "cn")["cn/control-list", "parties"][:2] == [
        "96 parties", "110 parties",
    ]  # fmt: skip
    assert "- Skydio, Inc." in changed("2025-11-09", "2025-11-10", "cn")["cn/control-list", "parties"][2]


@pytest.mark.parametrize(
    ("before", "after", "provision", "was", "now"),
    [
        ("2026-11-09", "2026-11-10", "us/744.21 (a)(3)",
         "in force, or asleep where us/stay-last-day = 9 November is stayed",
         "in force, or asleep where us/after-90-fr-50857 = still stayed"),
        ("2026-11-26", "2026-11-27", "cn/2024-46 2",
         "asleep", "in force, or asleep where cn/72-last-day = still suspended"),
        ("2027-01-10", "2027-01-11", "cn/2025-61 1(3)",
         f"{OPEN} or suspended to 2027-01-10", OPEN),
        ("2025-05-13", "2025-05-14", "cn/2025-22 1", "in force", "in force, or perhaps asleep"),
    ],
)  # fmt: skip
def test_a_provision_says_by_which_reading_it_sleeps_and_that_memory_only_may_put_it_to_sleep(
    before: str, after: str, provision: str, was: str, now: str
) -> None:
    assert changed(before, after, provision.partition("/")[0])[provision, "status"][:2] == [was, now]


def test_a_question_that_was_answered_hangs_over_nothing_any_more() -> None:
    answers = tuple(
        Answered("cn/after-70", reading, date(2026, 11, day), "cn/later 1")
        for day, reading in ((12, "still suspended"), (20, "revived"))
    )
    law = replace(LAW, answered=answers)
    day, rule, asked = "2026-12-01", ("cn/2025-57 1", "status"), ("cn/after-70", "question")

    def told(known_from: str, known_to: str) -> list[tuple[str, str]]:
        every = law_difference(law, (day, known_from), (day, known_to), NOW, ["cn"])
        found = {(each.provision, each.what): (each.before, each.after) for each in every}
        return [found[rule], found[asked]]

    assert [after for _, after in told("2026-11-11", "2026-11-12")] == ["asleep", "answered: still suspended"]
    assert told("2026-11-19", "2026-11-20") == [
        ("asleep", "in force"), ("answered: still suspended", "answered: revived"),
    ]  # fmt: skip


def test_shares_of_owners_duties_and_clashes_start_and_end_as_rules_do() -> None:
    since = changed("2025-09-28", "2025-09-29", "us")
    assert since["us/744.11 (a)(1)", "shares of owners"][:2] == ["not in force", "in force"]
    assert since["us/744.11 (a)(1)", "duty"][:2] == ["not in force", "in force"]
    assert changed("2026-05-01", "2026-05-02", "cn")["cn/2026-21 1", "clash"][:2] == [
        "not in force",
        "in force",
    ]
