"""Who acts in a deal, and who is only next to somebody, is not what the rest of the text speaks of."""

import pytest

from cases.adapter import Adapter
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.relations import actors, neighbours
from cases.situation import Situation

ADAPTER = Adapter(phrasebook())


def heard(facts: dict[str, object], jurisdiction: str = "US-EAR") -> Situation:
    stated = {"item": "EAR99 pump", "origin": "US", "destination": "CN", "date": "2024-02-12"} | facts
    return ADAPTER.situation(Published("X", jurisdiction, "invented", stated, "licence_required"), half=True)


@pytest.mark.parametrize(
    ("text", "rest", "who"),
    [
        ("contract signed by the SDN on behalf of A", "contract", "the SDN"),
        ("signature of the contract by X (SDN) for A", "", "X (SDN)"),
        ("the SDN signs the contract for A", "", "the SDN"),
        ("purchase of machines, which the SDN negotiated", "purchase of machines", "the SDN"),
    ],
)
def test_who_acts_in_a_deal_is_taken_out_of_what_is_said_of_it(text: str, rest: str, who: str) -> None:
    assert actors(text) == (rest, [who])


def test_whoever_is_next_to_somebody_is_not_that_one() -> None:
    assert neighbours("unlisted company at the address of an Entity List party")[0] == "unlisted company"
    assert neighbours("40 nm line on the same campus as a 14 nm fab")[0] == "40 nm line"
    assert neighbours("company at an address on the Entity List")[1] == []


def test_an_owner_who_signs_is_a_party_with_the_lists_that_he_is_on() -> None:
    holding = [{"owner": "X", "list": "SDN", "pct": "30", "of": "A"}]
    deals: tuple[dict[str, object], ...] = (
        {"transaction": "contract signed by X for A"},
        {"signatory": "X"},
        {"signed_by": "X"},
    )
    for deal in deals:
        it = heard({"ownership": holding} | deal, "US-OFAC")
        assert it.said("intermediary.lists") == "us/sdn"


@pytest.mark.parametrize(
    "facts",
    [
        {"end_user": "unlisted company next door to an Entity List company"},
        {"end_user": "unlisted", "shared_address": "true"},
    ],
)
def test_whoever_shares_a_place_with_a_listed_party_may_be_listed(facts: dict[str, object]) -> None:
    assert heard(facts).facts["end_user.lists"][1] == "?"


def test_lines_in_one_building_count_together_and_apart_it_is_left_open_which_is_meant() -> None:
    def node(**facility: object) -> str:
        return heard({"facility": facility}).facts.get("shipment.facts.facility_node", (0, ""))[1]

    assert node(lines_nm=["14", "40"], same_building="true") == "advanced"
    assert node(lines_nm=["14", "40"], same_building="false") == "?"
    assert node(lines_nm=["40"], own_building="true", campus="shared with a 14 nm fab") == "not_advanced"


@pytest.mark.parametrize(
    ("facility", "node"),
    [("NAND, 232 layers", "advanced"), ("NAND 96 layers", "not_advanced"), ("DRAM at 17 nm", "advanced")],
)
def test_memory_is_of_an_advanced_node_by_its_own_figure(facility: str, node: str) -> None:
    assert heard({"facility": facility}).said("shipment.facts.facility_node") == node


def test_a_person_of_the_united_states_supports_and_his_employer_is_heard() -> None:
    it = heard(
        {
            "activity": "servicing",
            "person": "US citizen",
            "employer": "company headquartered NL",
            "employer_owner": "none",
        }
    )
    assert it.said("shipment.facts.us_person_support") == "yes"
    assert it.said("shipment.facts.us_person_employer") == "NL"


@pytest.mark.parametrize(
    ("act", "word"), [("reexport", "re-export"), ("re-export", "re-export"), ("export", "export")]
)
def test_a_word_of_the_law_is_heard_with_a_hyphen_or_without(act: str, word: str) -> None:
    case = Published("X", "US-EAR", "invented", {"item": "EAR99"}, "licence_required", (f"act = {act}",))
    assert ADAPTER.situation(case).said("shipment.act") == word
