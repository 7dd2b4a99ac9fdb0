"""Cases of law notice when the law is changed: a fixed part of its mutants here, all of them with scripts/mutants."""

from functools import cache

import pytest

from law.mutating.equal import Difference, difference
from law.mutating.hearing import Court
from law.mutating.mutants import Mutant, mutants
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
