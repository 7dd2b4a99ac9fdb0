"""A solver searches the law, and every finding comes with an invented shipment."""

from dataclasses import replace
from datetime import date

import pytest

from xenotime.desk.answering import law_prove, load_law
from xenotime.law.lawbook import Lawbook
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


def test_a_provision_that_can_never_count_is_found() -> None:
    first = next(rule for rule in LAW.rules if rule.place.instrument.startswith("zz/"))
    dead = replace(first, upon=(first.id,), number=99, place=replace(first.place, paragraph="99"))
    dead = replace(
        dead,
        upon=("zz/nowhere 1",),
        in_force=tuple(replace(e, until=date(1900, 1, 1)) for e in first.in_force),
    )
    found = prove(replace(LAW, rules=(*LAW.rules, dead)), "zz", date(2099, 1, 1))
    assert dead.id in {each.provisions[0] for each in found}


def test_a_suspension_that_ends_in_silence_is_found() -> None:
    kept = tuple(each for each in LAW.suspensions if each.period.under is None)
    found = prove(replace(LAW, suspensions=kept), "cn", KNOWN)
    assert any("wakes" in each.claim for each in found)


def test_all_regimes_are_proved_where_none_is_named() -> None:
    loose = replace(LAW, suspensions=tuple(each for each in LAW.suspensions if each.period.under is None))
    found = law_prove(loose)
    assert {each.provisions[0].partition("/")[0] for each in found} >= {"cn", "zz"}
