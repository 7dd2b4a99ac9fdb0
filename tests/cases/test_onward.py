"""Where goods go in the end, and for whom somebody acts, is heard wherever it is told."""

from typing import Any

import pytest

from cases.adapter import Adapter
from cases.comparing import MILD
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.running import Run, run
from cases.situation import UNKNOWN, Situation
from xenotime.desk import answering

BOOK = phrasebook()
ADAPTER = Adapter(BOOK)


def published(
    facts: dict[str, Any], answer: str = "licence_required", needs: tuple[str, ...] = ()
) -> Published:
    stated = {"item": "EAR99", "date": "2024-06-01"} | facts
    return Published("X", "US-EAR", "invented", stated, answer, needs)


def heard(facts: dict[str, Any]) -> Situation:
    return ADAPTER.situation(published(facts), half=True)


def asked(facts: dict[str, Any], answer: str, needs: tuple[str, ...] = ()) -> Run:
    return run(published(facts, answer, needs), answering.load_law(), ADAPTER)


@pytest.mark.parametrize(
    "facts",
    [
        {"final_destination": "IR"}, {"reexport_to": "IR"}, {"knowledge": "will be re-exported to Iran"},
        {"end_use": "resale to Iran"}, {"red_flag": "buyer ships everything on to Iran"},
    ],
)  # fmt: skip
def test_goods_that_are_sent_on_are_asked_for_where_they_go_in_the_end(facts: dict[str, str]) -> None:
    it = heard({"destination": "AE"} | facts)
    assert (it.said("shipment.to"), it.said("shipment.via")) == ("IR", "AE")


@pytest.mark.parametrize(
    "facts", [{"knowledge": "may be re-exported to Iran"}, {"reexport_to": "somewhere warm"}]
)
def test_goods_that_may_be_sent_on_stay_where_they_are_sent_and_it_is_told(facts: dict[str, str]) -> None:
    it = heard({"destination": "AE"} | facts)
    assert it.unheard
    assert it.said("shipment.to") in {"", "AE"}


def test_a_subsidiary_of_a_company_in_a_city_has_its_parent_there() -> None:
    assert heard({"end_user": "subsidiary of a Beijing company"}).said("end_user.headquarters") == "CN"


@pytest.mark.parametrize(
    ("end_user", "lists"),
    [("unlisted subsidiary acting as agent of the listed parent", "us/entity-list"), ("unlisted firm, not acting for a listed one", UNKNOWN), ("unlisted agent", "none")],
)  # fmt: skip
def test_whoever_acts_for_a_listed_one_is_not_the_one_who_counts(end_user: str, lists: str) -> None:
    assert heard({"end_user": end_user}).facts["end_user.lists"][1] == lists


def test_a_half_of_a_venture_is_held_by_whoever_it_is_with() -> None:
    it = heard({"joint_venture": "50:50 with an Entity List firm"})
    assert [each.percent for each in it.owned] == ["50"]
    assert it.said(f"{it.owned[0].owner}.lists") == "us/entity-list"


@pytest.mark.parametrize("control", ["half held by an Entity List firm", "30 % with a listed owner"])
def test_a_share_that_is_told_of_control_is_not_passed_over(control: str) -> None:
    assert heard({"management": f"{control}, 50 %"}).unheard


def test_a_strict_answer_has_the_policy_of_what_is_said_and_no_more() -> None:
    facts = {"destination": "CN", "end_user": "Entity List, reviewed case by case"}
    assert asked(facts, "case_by_case").wrong == ""
    strange = {"destination": "CN", "end_user": "Entity List party of the Zephyr group"}
    assert asked(strange, "licence_required").wrong == ""


def test_who_is_not_known_to_be_listed_is_trusted_in_no_mild_answer() -> None:
    found = asked(
        {"destination": "AE", "end_use": "civil", "end_user": "Sandgrouse Trading LLC"}, "not_required"
    )
    assert found.answer is not None
    assert not set(found.answer.possible) <= MILD


@pytest.mark.parametrize(
    ("plant", "node"),
    [("DRAM at 17 nm half-pitch", "advanced"), ("line for 28 nm logic", "not_advanced"), ("US tools", "")],
)
def test_a_plant_of_which_the_node_is_told_is_that_where_a_thing_goes_to(plant: str, node: str) -> None:
    assert heard({"plant": plant}).said("shipment.facts.facility_node") == node
