"""A solver searches the law, and every finding comes with an invented shipment."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from xenotime.desk.answering import law_prove, load_law
from xenotime.law.condition import TRUE
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Dated, Rule
from xenotime.proving.findings import Finding
from xenotime.proving.never import ALONE, ASLEEP, CLAIM, EXCEPTED
from xenotime.proving.prove import prove

LAW = load_law()
KNOWN = date(2026, 11, 24)


def without(law: Lawbook, rule_id: str) -> Lawbook:
    return replace(law, rules=tuple(rule for rule in law.rules if rule.id != rule_id))


def test_the_invented_country_is_free_of_holes() -> None:
    assert prove(LAW, "zz", date(2099, 1, 1)) == ()


@pytest.mark.parametrize("regime", sorted(set(LAW.regimes) - {"zz"}))
def test_no_law_has_a_hole_that_the_solver_finds(regime: str) -> None:
    assert prove(LAW, regime, KNOWN) == ()


def test_a_figure_without_a_value_is_found_on_its_first_day() -> None:
    ended = tuple(
        replace(each, values=tuple(replace(value, until=date(2025, 12, 31)) for value in each.values))
        for each in LAW.thresholds
    )
    found = prove(replace(LAW, thresholds=ended), "zz", date(2099, 1, 1))
    bare = [each for each in found if "figure" in each.claim]
    assert bare
    assert all(each.day > date(2025, 12, 31) for each in bare)
    assert all(each.shipment for each in bare)


def test_an_exception_that_names_nothing_is_found_with_a_shipment_that_shows_the_clash() -> None:
    loose = tuple(
        replace(rule, exception_to=())
        if rule.concludes == "no licence required" and rule.exception_to
        else rule
        for rule in LAW.rules
    )
    found = prove(replace(LAW, rules=loose), "zz", date(2099, 1, 1))
    clashes = [each for each in found if each.claim.startswith("no two")]
    assert clashes
    assert all(each.shipment for each in clashes)


FIRST = next(rule for rule in LAW.rules if rule.place.instrument.startswith("zz/") and rule.when != TRUE)
ASLEEP_ALWAYS = (Dated(until=date(1900, 1, 1)),)


def made(paragraph: str, **changed: Any) -> Rule:
    """A rule of the invented country, changed, in a paragraph of its own."""
    return replace(FIRST, number=99, place=replace(FIRST.place, paragraph=paragraph), **changed)


def never_counting(rule: Rule, *others: Rule) -> Finding:
    """What is found of a rule that cannot count, beside the rest of the law."""
    found = prove(replace(LAW, rules=(*LAW.rules, *others, rule)), "zz", date(2099, 1, 1))
    return next(each for each in found if each.provisions == (rule.id,) and each.claim == CLAIM)


def test_a_provision_that_sleeps_on_every_day_is_found_without_a_shipment() -> None:
    found = never_counting(made("99", in_force=ASLEEP_ALWAYS))
    assert (found.shipment, found.note) == ((), ASLEEP)


def test_of_a_provision_that_stands_upon_what_sleeps_the_shipment_meets_the_rest() -> None:
    gone = made("98", in_force=ASLEEP_ALWAYS)
    found = never_counting(made("99", upon=(gone.id,)), gone)
    assert found.shipment
    assert found.note == ALONE


def test_of_a_provision_that_is_always_excepted_the_shipment_meets_it() -> None:
    taken = made("99")
    found = never_counting(taken, made("98", exception_to=(taken.id,), concludes="no licence required"))
    assert found.shipment
    assert found.note == EXCEPTED


def test_a_suspension_that_ends_in_silence_is_found() -> None:
    kept = tuple(each for each in LAW.suspensions if each.period.under is None)
    found = prove(replace(LAW, suspensions=kept), "cn", KNOWN)
    silent = [each for each in found if "wakes" in each.claim]
    assert silent
    assert all(each.shipment for each in silent)


def test_all_regimes_are_proved_where_none_is_named() -> None:
    loose = replace(LAW, suspensions=tuple(each for each in LAW.suspensions if each.period.under is None))
    found = law_prove(loose)
    assert {each.provisions[0].partition("/")[0] for each in found} >= {"cn", "zz"}
