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


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ("EAR99 office chairs", "no"),
        ("EAR99 antibiotics", "yes"),
        ("EAR99", ""),
        ("any item subject to the EAR", ""),
        ("EAR99 relief goods", ""),
    ],
)
def test_goods_that_are_named_as_something_else_are_no_food(item: str, word: str) -> None:
    assert heard({"item": item, "destination": "RU"}).said("shipment.facts.food_or_medicine") == word


@pytest.mark.parametrize(("told", "words"), [("MY 50 %, CN 50 %", ["MY", "CN"]), ("SG", [])])
def test_of_two_equal_headquarters_either_may_count(told: str, words: list[str]) -> None:
    assert (
        heard({"item": "4A090.a", "ultimate_parent_hq": told}).either.get("end_user.headquarters", [])
        == words
    )


def test_a_destination_that_is_one_of_two_is_either() -> None:
    assert heard({"item": "EAR99", "destination": "CN or DE"}).either["shipment.to"] == ["CN", "DE"]


@pytest.mark.parametrize(("told", "share"), [("1/2", "50"), ("75 of 150 shares", "50"), ("3 out of 5", "60")])
def test_a_share_is_told_as_a_part_of_a_whole(told: str, share: str) -> None:
    it = heard({"item": "EAR99", "ownership": [OWNED[0] | {"pct": told}]})
    assert it.owned[0].percent == share


def test_what_is_left_belongs_to_whoever_is_said_to_hold_the_rest() -> None:
    holders = {"ownership": [{"owner": "C", "list": "unlisted", "pct": "40", "of": "R"}]}
    it = heard(holders | {"remainder": "SDN"}, jurisdiction="US-OFAC")
    assert [(each.owner, each.percent) for each in it.owned] == [("C", "40"), ("the rest", "60")]
    assert it.said("the rest.lists") == "us/sdn"


def test_a_text_tells_which_part_of_the_deal_a_listed_party_has() -> None:
    it = heard({"item": "EAR99", "end_user": "unlisted", "haulage": "freight forwarder on the Entity List"})
    assert (it.said("intermediary.lists"), it.said("end_user.lists")) == ("us/entity-list", "none")


def test_a_chip_of_a_line_of_the_united_states_is_heard_in_passing() -> None:
    it = heard(
        {"item": "3B001.c", "made_in": "KR", "aside": "(holds one chip made on a line of US technology)"}
    )
    assert it.said("item.facts.contains_us_line_ic") == "yes"
    it = heard(
        {"item": "3B001.c", "made_in": "KR", "aside": "(holds no chip made on a line of US technology)"}
    )
    assert it.said("item.facts.contains_us_line_ic") != "yes"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("3A090.a (TPP 15000, memory bandwidth 4.8 TB/s)", {"item.facts.tpp": "15000", "item.facts.dram_bandwidth_gb_s": "4800"}),
        ("3A090.a", {"item.facts.tpp": ""}),
    ],
)  # fmt: skip
def test_figures_of_a_chip_are_heard_where_it_is_named(text: str, places: dict[str, str]) -> None:
    it = heard({"item": text, "destination": "CN"})
    assert {place: it.said(place) for place in places} == places


def test_whoever_names_a_manager_does_not_rule_and_whoever_names_most_of_the_board_does() -> None:
    owner = {"ownership": [{"owner": "Q", "list": "EU listed", "pct": "40", "of": "R"}]}
    assert (
        heard(owner | {"control": "names the managing director"}, jurisdiction="EU").facts[
            "owned.controlled_by_listed"
        ][1]
        == UNKNOWN
    )
    assert (
        heard(owner | {"control": "appoints most of the board"}, jurisdiction="EU").said(
            "owned.controlled_by_listed"
        )
        == "yes"
    )


def test_work_on_a_standard_is_heard_as_what_technology_is_released_for() -> None:
    it = heard(
        {"item": "technology, EAR99", "end_user": "Entity List", "activity": "standards-related activity"}
    )
    assert it.said("shipment.facts.standards_activity") == "yes"
    assert it.said("item.kind") == "technology"
    assert heard({"item": "EAR99 standard screws"}).said("shipment.facts.standards_activity") == ""


@pytest.mark.parametrize("told", ["not named", "undisclosed", "identity withheld"])
def test_whoever_is_not_named_may_be_on_a_list(told: str) -> None:
    assert (
        heard({"item": "EAR99", "destination": "VN", "end_user": told}).facts["end_user.lists"][1] == UNKNOWN
    )
