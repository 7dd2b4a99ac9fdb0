"""What is let go for one word of a fact is let go only where no other word that is stated is caught."""

from dataclasses import replace
from pathlib import Path

import pytest

from xenotime.casework.lawcases import run_case
from xenotime.casework.stated import Stated
from xenotime.deciding.plan import Plans
from xenotime.desk.answering import load_law
from xenotime.facts.book import Book
from xenotime.facts.party import Party
from xenotime.law.condition import leaves
from xenotime.law.provision import LawCase

LAW = load_law()
PLANS = Plans(LAW)
EXEMPT = "exempt, report"
ANOTHER = "cn/control-list#another"
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


@pytest.mark.parametrize("other", ["civil", "military"])
def test_what_is_exempt_for_relief_is_not_where_it_serves_another_use_as_well(other: str) -> None:
    assert exempted()
    for case in exempted():
        both = replace(case, facts={**case.facts, "end_use": [case.facts["end_use"], other]})
        assert EXEMPT not in run_case(LAW, both, PLANS).answer.possible, case.name


HOUSE_WORDS = '[shipment.end_use]\nwords = ["spare_parts"]\n\n[item.kind]\nwords = ["know_how"]\n'


def test_a_use_of_the_house_is_one_beside_which_nothing_is_exempt(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text(HOUSE_WORDS, "utf-8")
    law = load_law([tmp_path])
    plans = Plans(law)
    for case in exempted():
        both = replace(case, facts={**case.facts, "end_use": [case.facts["end_use"], "spare_parts"]})
        assert EXEMPT not in run_case(law, both, plans).answer.possible, case.name


def test_a_condition_that_all_words_are_among_some_names_all_others_that_the_fact_has(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text(HOUSE_WORDS, "utf-8")
    for law in (LAW, load_law([tmp_path])):
        [rule] = [each for each in law.rules if each.place.id == "zz/export-act 5"]
        asked = [each for each in leaves(rule.when) if each.subject.name == "end_use"]
        named = {word for each in asked for word in each.value.words}
        assert named == set(law.vocabulary.facts["end_use"].words)


def test_each_form_of_the_list_of_no_18_is_spoken_of_or_bars_what_the_answers_let_go() -> None:
    trees = [row.when for row in LAW.lists["cn/2025-18/items"].rows if row.when]
    asked = [one for tree in trees for one in leaves(tree) if one.subject.name == "form"]
    forms = {word for one in asked for word in one.value.words}
    assert forms - SPOKEN_OF == members("cn/18-forms-of-material")


def test_each_announcement_that_lists_parties_has_its_mark_in_the_groups_of_listings() -> None:
    lists = [each for each in LAW.parties if each.list_id == "cn/control-list"]
    announced = {f"cn/control-list#{each.announcement}" for found in lists for each in found.parties}
    over, standing = members("cn/listings-over"), members("cn/listings-standing")
    assert announced | {ANOTHER} == over | standing
    assert announced | {ANOTHER} == members("cn/listings-2025") | members("cn/listings-2026")
    assert not over & standing


@pytest.mark.parametrize("over", ["cn/control-list#2025-13", "cn/control-list#2025-22"])
def test_an_announcement_that_the_law_does_not_hold_lists_also_beside_one_that_is_over(over: str) -> None:
    stated = Stated(Book(), LAW.vocabulary, LAW.list_words)
    found = stated.of_party(Party("P", lists=(over, "cn/control-list#2099-1")), "lists").words
    assert found == {over, "cn/control-list#2099-1", "cn/control-list", ANOTHER}
    assert found & members("cn/listings-standing") == found & members("cn/listings-2026") == {ANOTHER}
    alone = stated.of_party(Party("P", lists=(over,)), "lists").words
    assert alone == {over, "cn/control-list"}
