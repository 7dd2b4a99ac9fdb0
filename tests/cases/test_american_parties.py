"""Owners, banks and plants of cases under the law of the United States, in words that no given case has."""

from typing import Any

import pytest

from cases.adapter import Adapter
from cases.holding import other_holder
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.situation import UNKNOWN, Situation

BOOK = phrasebook()
OWNED = [{"owner": "Q", "list": "SDN", "pct": "70", "of": "R"}]


def heard(facts: dict[str, Any], *needs: str, jurisdiction: str = "US-EAR") -> Situation:
    case = Published("X", jurisdiction, "invented", {"date": "2025-10-15"} | facts, "not_required", needs)
    return Adapter(BOOK).situation(case, half=True)


@pytest.mark.parametrize(
    ("figures", "node"),
    [
        ({"cell_area_um2": "0.0026", "density_Gb_mm2": "0.20", "vias_per_die": "3000"}, "not_advanced"),
        ({"cell_area_um2": "0.0025", "density_Gb_mm2": "0.20", "vias_per_die": "3000"}, "advanced"),
        ({"cell_area_um2": "0.0026", "density_Gb_mm2": "0.21", "vias_per_die": "3000"}, "advanced"),
        ({"cell_area_um2": "0.0026", "density_Gb_mm2": "0.20", "vias_per_die": "3001"}, "advanced"),
        ({"cell_area_um2": "0.0030", "density_Gb_mm2": "0.10"}, UNKNOWN),
    ],
)
def test_memory_is_of_no_advanced_node_where_all_three_limits_were_looked_at_and_none_is_passed(
    figures: dict[str, str], node: str
) -> None:
    it = heard({"item": "EAR99", "destination": "CN", "memory": figures})
    assert it.facts["shipment.facts.facility_node"][1] == node


@pytest.mark.parametrize(
    ("need", "lists"),
    [
        ("programme of the SDN = not in 744.8(a)(1)", "us/sdn#other"),
        ("the owner's programme is not named in 744.8", "us/sdn#other"),
        ("programme of the owner is one of those in 744.8(a)(1)", "us/sdn#744.8"),
        ("no licence held", "us/sdn"),
    ],
)
def test_whether_a_rule_names_the_programme_of_an_owner_is_said_by_what_the_answer_rests_on(
    need: str, lists: str
) -> None:
    assert heard({"item": "EAR99", "ownership": OWNED}, need).said("Q.lists") == lists


@pytest.mark.parametrize(
    ("told", "lists"),
    [
        ("SDN [CYBER2]", "us/sdn#other"),
        ("SDN [SDNTK]", "us/sdn#744.8"),
        ("SDN [NPWMD][IFSR]", "us/sdn#744.8"),
        ("debarred by the State Department", "none"),
        ("Chinese military company (1260H)", "none"),
        ("on the NS-CMIC List", "us-ofac/ns-cmic"),
    ],
)
def test_a_list_that_a_rule_does_not_ask_for_is_told_from_one_that_it_does(told: str, lists: str) -> None:
    assert heard({"item": "EAR99", "ownership": [OWNED[0] | {"list": told}]}).said("Q.lists") == lists


def test_a_bank_that_opens_a_credit_may_be_a_party_or_none() -> None:
    bank = heard({"item": "EAR99", "roles": {"issuing_bank": "Entity List"}})
    assert bank.either["intermediary.lists"] == ["us/entity-list", "none"]
    order = heard({"item": "EAR99", "roles": {"issuing_bank": "Entity List, goods consigned to its order"}})
    assert order.said("intermediary.lists") == "us/entity-list"
    payer = heard({"item": "EAR99", "roles": {"issuing_bank": "Entity List, financing only"}})
    assert not payer.said("intermediary.lists")
    assert "intermediary.lists" not in payer.either


@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        ("pension fund on no list", True),
        ("the founders are unlisted", True),
        ("Q on no list", False),
        ("buyer on no list", False),
        ("issuing bank on no list", False),
        ("nobody on a list", False),
        ("pension fund on a list", False),
    ],
)
def test_whoever_is_on_no_list_and_named_nowhere_else_holds_the_rest(text: str, is_another: bool) -> None:
    assert other_holder(text, ["Q", "R"]) == is_another


def test_who_orders_the_goods_that_a_part_goes_into_is_no_seller_of_it() -> None:
    it = heard(
        {
            "item": "chip",
            "buyer": "unlisted maker",
            "knowledge": "built into racks ordered by a footnote 4 party",
        }
    )
    assert it.said("shipment.facts.goes_into_goods_of") == "footnote_4"
    assert it.said("exporter.lists") in {"", "none"}


def test_what_is_published_is_said_of_books_and_not_of_their_makers() -> None:
    assert heard({"item": "printed handbooks"}).said("item.facts.public_domain") == "yes"
    assert heard({"item": "EAR99 printing press"}).said("item.facts.public_domain") == ""


def test_no_rebuttal_leaves_the_control_that_signs_show() -> None:
    board = {
        "ownership": [{"owner": "Q", "list": "EU listed", "pct": "35", "of": "R"}],
        "control": "right to appoint most directors",
    }
    assert heard(board, jurisdiction="EU").facts["owned.controlled_by_listed"][1] == UNKNOWN
    assert heard(board, "rebuttal: none shown", jurisdiction="EU").said("owned.controlled_by_listed") == "yes"


@pytest.mark.parametrize(
    ("need", "word"),
    [
        ("the tool is within the wording of Supplement 2", "yes"),
        ("the spare is named in Supp. 2 to part 744", "yes"),
        ("part is outside the scope of Supplement No. 2", "no"),
    ],
)
def test_whether_a_thing_is_in_the_supplement_is_heard(need: str, word: str) -> None:
    assert heard({"item": "9A991", "destination": "CN"}, need).said("item.facts.in_744_supplement_2") == word
