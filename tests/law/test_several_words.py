"""What is let go for one word of a fact is let go only where no other word that is stated is caught."""

from dataclasses import replace

import pytest

from xenotime.casework.lawcases import run_case
from xenotime.deciding.plan import Plans
from xenotime.desk.answering import load_law
from xenotime.law.condition import leaves
from xenotime.law.provision import LawCase

LAW = load_law()
PLANS = Plans(LAW)
EXEMPT = "exempt, report"
LEFT_OUT = {
    "cn/uses-beside-relief": {"emergency_medical", "public_health", "disaster_relief", "other_humanitarian"},
    "us-ofac/uses-not-civil": {"civil"},
    "zz/uses-beside-relief": {"emergency_medical", "disaster_relief"},
}
SPOKEN_OF = {
    "permanent_magnet",
    "magnet_assembly",
    "part",
    "equipment",
    "finished_good",
    "phosphor",
    "powder",
    "mixture",
}
"""Forms of which the answers on No. 18 say whether they are outside; each rule names them."""


def members(group: str) -> set[str]:
    return {member.word for member in LAW.groups[group].members}


def exempted() -> list[LawCase]:
    return [
        each for each in LAW.cases if each.expect == EXEMPT and isinstance(each.facts.get("end_use"), str)
    ]


@pytest.mark.parametrize("group", LEFT_OUT)
def test_a_group_of_all_other_uses_leaves_no_use_out(group: str) -> None:
    every = set(LAW.vocabulary.facts["end_use"].words)
    assert members(group) == every - LEFT_OUT[group]


@pytest.mark.parametrize("other", ["civil", "military"])
def test_what_is_exempt_for_relief_is_not_where_it_serves_another_use_as_well(other: str) -> None:
    assert exempted()
    for case in exempted():
        both = replace(case, facts={**case.facts, "end_use": [case.facts["end_use"], other]})
        assert EXEMPT not in run_case(LAW, both, PLANS).answer.possible, case.name


def test_each_form_of_the_list_of_no_18_is_spoken_of_or_bars_what_the_answers_let_go() -> None:
    trees = [row.when for row in LAW.lists["cn/2025-18/items"].rows if row.when]
    asked = [one for tree in trees for one in leaves(tree) if one.subject.name == "form"]
    forms = {word for one in asked for word in one.value.words}
    assert forms - SPOKEN_OF == members("cn/18-forms-of-material")


def test_each_announcement_that_lists_parties_has_its_mark_in_the_groups_of_listings() -> None:
    lists = [each for each in LAW.parties if each.list_id == "cn/control-list"]
    announced = {f"cn/control-list#{each.announcement}" for found in lists for each in found.parties}
    over, standing = members("cn/listings-over"), members("cn/listings-standing")
    assert announced == over | standing
    assert announced == members("cn/listings-2025") | members("cn/listings-2026")
    assert not over & standing
