"""What a published answer says of content, steps and facilities is heard with its figures, and never as less than it is."""

from typing import Any

import pytest

from cases import american
from cases.adapter import Adapter
from cases.phrasebook import UnmappedPhrase, phrasebook
from cases.published import Published
from cases.situation import Situation

BOOK = phrasebook()


def heard(facts: dict[str, Any]) -> Situation:
    return Adapter(BOOK).situation(Published("invented", "US-EAR", "de_minimis", facts, "not_required"))


def test_no_content_is_heard_only_where_its_share_is_nothing() -> None:
    it = Situation()
    american.content(it, BOOK, {}, {"kind": "none", "pct": "0"})
    assert (it.closed, it.american) == (True, [])


def test_content_whose_code_nobody_names_is_not_understood() -> None:
    with pytest.raises(UnmappedPhrase):
        american.content(Situation(), BOOK, {}, {"kind": "NS2", "pct": "40"})


@pytest.mark.parametrize(
    ("what", "value", "node"),
    [
        ("logic", "16", "advanced"), ("logic", "17", "not_advanced"), ("nand", "128", "advanced"),
        ("nand", "127", "not_advanced"), ("dram", "18", "advanced"), ("dram", "19", "not_advanced"),
        ("planar", "FinFET", "advanced"), ("planar", "planar", ""),
    ],
)  # fmt: skip
def test_a_facility_is_told_by_the_figure_of_its_kind_of_chip(what: str, value: str, node: str) -> None:
    it = Situation()
    american.facility(it, what, value)
    assert it.said("shipment.facts.facility_node") == node


@pytest.mark.parametrize(
    ("key", "value", "step"),
    [
        ("plant_equipment", "3B992 tools, product of 3E991 technology", "plant:US:3E991"),
        ("design_technology", "US 3E001", "technology:US:3E001"),
        ("plant_equipment", "none", "none"),
    ],
)
def test_a_step_is_heard_by_its_number(key: str, value: str, step: str) -> None:
    assert heard({"item": "3A991", key: value}).said("item.made_with") == step


def test_equipment_of_which_no_country_and_no_number_is_told_is_not_understood() -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"item": "3A991", "plant_equipment": "old presses"})


def test_a_part_named_by_a_key_says_whether_it_is_sold_by_itself() -> None:
    content = [{"kind": "through French altimeters", "pct": "5"}]
    it = heard({"product": "aircraft", "us_content": content, "altimeter": "sold separately"})
    assert it.said("through.facts.discrete_product") == "yes"
    assert it.american == [{"code": american.CONTROLLED, "pct": "5", "through": "FR"}]


def test_parts_of_a_value_are_read_under_names_of_their_own_and_another_shape_is_not_understood() -> None:
    told = heard({"item": "EAR99", "end_user": {"name": "a foundry", "nand_layers": "96"}})
    assert told.said("shipment.facts.facility_node") == "not_advanced"
    with pytest.raises(UnmappedPhrase):
        heard({"item": "EAR99", "ownership": {"owner": "X"}})


@pytest.mark.parametrize(
    ("kind", "apart"),
    [
        ("US-origin software, not bundled", {"code": "", "kind": "software"}),
        ("4D001 software, shipped apart from the machine", {"code": "us:4D001", "kind": "software"}),
        ("EAR99 software on its own medium", {"code": "us:EAR99", "kind": "software"}),
        ("EAR99 (shipped separately)", {"code": "us:EAR99", "kind": "goods"}),
        ("US spare parts shipped separately", {"code": "", "kind": "goods"}),
    ],
)
def test_content_that_is_shipped_apart_is_an_item_of_its_own_of_which_the_answer_may_speak(
    kind: str, apart: dict[str, str]
) -> None:
    it = heard({"item": "machine", "processing_country": "JP", "us_content": [{"kind": kind, "pct": "6"}]})
    assert it.apart == [apart]
    assert not it.american
    alone = it.readings()[-1]
    assert (alone.said("item.made_in"), alone.said("item.kind")) == ("US", apart["kind"])
    assert alone.codes == [apart["code"]] * bool(apart["code"])


@pytest.mark.parametrize("kind", ["EAR99 software, bundled", "US software not incorporated"])
def test_what_is_in_the_item_or_no_content_is_no_item_of_its_own(kind: str) -> None:
    assert not heard({"item": "machine", "us_content": [{"kind": kind, "pct": "6"}]}).apart
