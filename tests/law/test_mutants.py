"""Cases of law notice when the law is changed: a fixed part of its mutants here, all of them with scripts/mutants."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from law.mutating.equal import Difference, difference
from law.mutating.gapped import of_gaps
from law.mutating.hearing import Court
from law.mutating.mutants import beside, mutants
from law.mutating.owned import of_adds, of_parties
from law.mutating.standing import matters
from law.mutating.steps import Mutant
from law.mutating.under import of_clashes, of_issue, of_lists, of_readings
from law.mutating.whole import TABLES, fate
from xenotime.desk.answering import load_law

LAW = load_law()
SAMPLED = {"zz": 9, "uk": 5, "us-ofac": 5, "qn": 2}
"""Of each regime every so-manieth mutant."""
FEW = 6
"""More facts than a case needs to show a provision removed; the law knows hundreds."""


@cache
def court(regime: str) -> Court:
    return Court(LAW, regime)


def every(regime: str) -> list[Mutant]:
    return [each for each in mutants(LAW, regime) if each.kind not in TABLES]


@pytest.mark.parametrize("regime", SAMPLED)
def test_a_changed_law_makes_some_case_fail(regime: str) -> None:
    sample = every(regime)[:: SAMPLED[regime]]
    told = [fate(court(regime), LAW, each, solve=True) for each in sample]
    alive = [each for each in told if each[2] == "survives"]
    killed = sum(each[2] == "killed" for each in told)
    assert killed
    assert killed / (killed + len(alive)) >= 0.95, alive


def test_a_law_that_is_not_changed_lets_every_case_pass() -> None:
    for hearing in court("zz").hearings:
        same = Mutant("provision", "nothing", "", LAW)
        assert hearing.got(same, hearing.plan, hearing.failing)[2], hearing.case.name


def test_a_day_before_coverage_begins_is_equal_and_a_removed_provision_is_shown_with_few_facts() -> None:
    named = {each.name: each for each in every("us-ofac")}
    early = next(each for name, each in named.items() if name.endswith("from 2014-08-13 moved to 2014-08-12"))
    removed = next(each for name, each in named.items() if name.endswith("removed"))
    assert difference(LAW, early, "us-ofac") is None
    shown = difference(LAW, removed, "us-ofac")
    assert isinstance(shown, Difference)
    assert 0 < len(shown.facts) < FEW, shown.facts


def test_how_shares_add_is_changed_by_every_least_step() -> None:
    names = {each.name.rpartition(": ")[2] for each in of_adds(LAW, "cn") if "either-list" in each.name}
    assert names == {
        "removed", "the line at its edge", "the line moved to 51 %", "the line moved to 49 %",
        "owners together", "owners each", "tiers direct", "tiers cascade", "tiers multiply",
        "lists without cn/control-list", "lists without cn/watch-list",
        "from 2025-10-09 moved to 2025-10-10", "from 2025-10-09 moved to 2025-10-08",
    }  # fmt: skip


def test_a_line_at_nothing_stays_above_it() -> None:
    lines = [each for each in of_adds(LAW, "uk") if "some-share" in each.name and "line" in each.name]
    assert [each.name.rpartition(": ")[2] for each in lines] == ["the line moved to 1 %"]


def test_a_listing_is_changed_by_announcement_and_a_name_is_a_row_of_a_table() -> None:
    every_one = list(of_parties(LAW, "zz"))
    names = [each.name for each in every_one if each.kind in TABLES]
    lists = [each for each in LAW.parties if each.place.instrument.startswith("zz/")]
    assert len(names) == sum(len(each.parties) for each in lists)
    assert "zz/closed-door-list#2026-88: paused until 2026-11-30 moved to 2026-12-01" in {
        each.name for each in every_one
    }


@pytest.mark.parametrize("regime", ["zz", "uk", "us-ofac"])
def test_every_change_of_how_shares_add_is_told_or_equal(regime: str) -> None:
    told = [fate(court(regime), LAW, each, solve=False) for each in of_adds(LAW, regime)]
    assert {each[2] for each in told} == {"killed", "equal"}, [e for e in told if e[2] == "survives"]


def test_every_change_of_a_listing_is_told() -> None:
    changed = [each for each in of_parties(LAW, "zz") if each.kind not in TABLES]
    told = [fate(court("zz"), LAW, each, solve=False) for each in changed]
    assert {each[2] for each in told} == {"killed"}, [each for each in told if each[2] != "killed"]


def test_a_listing_on_a_day_on_which_no_rule_asks_for_it_is_equal() -> None:
    named = {each.name: each for each in of_parties(LAW, "zz")}
    early = named["zz/closed-door-list#2026-88: from 2026-09-15 moved to 2026-09-14"]
    assert matters(LAW, early, "zz") == "end_user"
    before = replace(LAW, rules=tuple(each for each in LAW.rules if each.id != "zz/export-act 6"))
    assert matters(before, early, "zz") is None


@pytest.mark.parametrize("every_one", [of_readings, of_clashes, of_issue])
def test_readings_clashes_and_days_of_issue_are_told_or_equal(
    every_one: Callable[..., Iterator[Mutant]],
) -> None:
    told = [fate(court("zz"), LAW, each, solve=False) for each in every_one(LAW, "zz")]
    assert {each[2] for each in told} <= {"killed", "equal"}, [each for each in told if each[2] == "survives"]
    assert sum(each[2] == "killed" for each in told) >= len(told) - 1


def test_what_rows_ask_of_the_shipment_is_changed_wherever_it_stands() -> None:
    named = [each for each in of_lists(LAW, "us") if ": rows where " in each.name]
    assert named
    changed = named[0].law.lists[named[0].ref]
    before = LAW.lists[named[0].ref]
    gone = {old.where for old, new in zip(before.rows, changed.rows, strict=True) if old.where != new.where}
    assert len(gone) == 1
    assert not gone & {each.where for each in changed.rows}


def test_what_was_known_before_coverage_is_apart() -> None:
    early = next(each for each in of_issue(LAW, "us-ofac") if "2012-10-22" in each.name)
    assert fate(court("us-ofac"), LAW, early, solve=False)[2] == "apart"


def test_two_changes_of_one_name_are_each_held_against_the_cases() -> None:
    removed = [each for each in every("zz") if each.name.endswith("removed") and each.rule][:4]
    told = [court("zz").killed_by(each) for each in removed]
    assert [court("zz").killed_by(replace(each, name="one name")) for each in removed] == told


@pytest.mark.parametrize("regime", ["zz", "us-ofac"])
def test_every_change_of_a_gap_is_told_but_of_what_is_released_where_nothing_ever_is(regime: str) -> None:
    told = [fate(court(regime), LAW, each, solve=False) for each in of_gaps(LAW, regime)]
    alive = [each[1] for each in told if each[2] == "survives"]
    assert all(each.endswith("from being released") for each in alive), alive
    assert len(alive) <= 2, alive


def test_a_conclusion_is_changed_by_one_step_and_what_is_subject_alone_needs_no_licence() -> None:
    assert list(beside("subject")) == list(beside("no licence required")) == ["exempt, report"]
    assert list(beside("licence required")) == ["exempt, report", "prohibited"]
    assert list(beside("prohibited")) == ["licence required"]
    assert list(beside("presumption of denial")) == ["case by case"]
