"""A plant is an advanced one by its lines, its buildings and its figures; what is in doubt is left unknown."""

import pytest

from cases import figures, plants
from cases.adapter import Adapter
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.situation import UNKNOWN, Situation

ADAPTER = Adapter(phrasebook())


def node(text: str) -> str:
    it = Situation()
    plants.told(it, text)
    return it.facts.get(plants.PLACE, (0, ""))[1]


def heard(facts: dict[str, str], *needs: str) -> Situation:
    case = Published(
        "X", "US-EAR", "invented", {"date": "2024-05-02", "item": "EAR99"} | facts, "ambiguous", needs
    )
    return ADAPTER.situation(case)


@pytest.mark.parametrize(
    "text",
    [
        "fab with restricted and unrestricted lines in one building",
        "foundry (logic, 14 nm)",
        "chip plant that runs a 5 nm line beside a 40 nm line under the same roof",
        "advanced fab, legacy fab in another building",
        "facility with FinFET lines",
    ],
)
def test_a_building_with_one_advanced_line_is_advanced_as_a_whole(text: str) -> None:
    assert node(text) == "advanced"


@pytest.mark.parametrize(
    "text",
    [
        "legacy fab building, advanced fab in a separate building of the same company",
        "fab (28 nm); a 7 nm line in another building",
        "not an advanced-node facility",
        "fab without advanced lines",
    ],
)
def test_of_buildings_that_stand_apart_the_one_that_is_named_counts(text: str) -> None:
    assert node(text) == "not_advanced"


@pytest.mark.parametrize(
    "text",
    [
        "campus with one advanced and one legacy fab building",
        "legacy line, advanced line",
        "fab, perhaps an advanced one",
        "advanced line in a separate building, legacy line",
    ],
)
def test_which_of_two_lines_is_meant_is_left_unknown_where_it_is_not_said(text: str) -> None:
    assert node(text) == UNKNOWN


@pytest.mark.parametrize("text", ["advanced ceramics institute", "mature market research firm", "university"])
def test_what_is_no_plant_has_no_node(text: str) -> None:
    assert not node(text)


def test_a_civil_use_at_a_plant_is_still_the_making_of_chips() -> None:
    it = heard({"end_use": "civil", "end_user": "fab at 7 nm"})
    assert it.said("shipment.end_use") == "advanced_node_ic"
    assert (
        heard({"end_user": "site with a legacy and an advanced fab"}).said("shipment.end_use") == "logic_ic"
    )


def test_who_a_plant_belongs_to_is_heard_beside_its_node() -> None:
    it = heard({"end_user": "legacy-node fab of an Entity List company"})
    assert it.said("end_user.lists") == "us/entity-list"


@pytest.mark.parametrize(
    ("said", "several"),
    [
        ("below 100", ["99.9", "50", "10", "1", "0.1"]),
        ("at most 100", ["100", "50", "10", "1", "0.1"]),
        ("100 nm or less", ["100", "50", "10", "1", "0.1"]),
        ("> 100", ["100.1", "200", "1000", "10000", "100000"]),
        ("at least 99.9 %", ["99.9", "100"]),
        ("100", []),
        ("about 100", []),
    ],
)
def test_a_limit_stands_for_every_figure_on_its_side(said: str, several: list[str]) -> None:
    assert figures.within(said) == several


def test_a_figure_that_is_only_bounded_may_be_any_on_that_side() -> None:
    it = heard({"item": "3A090.a", "tpp": "below 20,000", "memory_bandwidth_GB_s": "less than 6000"})
    assert it.either["item.facts.tpp"][0] == "19980"
    assert it.either["item.facts.dram_bandwidth_gb_s"][0] == "5994"
    both = heard({"end_user": "DRAM maker", "dram_nm": "below 20"})
    assert both.facts[plants.PLACE][1] == UNKNOWN
    assert heard({"end_user": "foundry", "node_nm": "below 16"}).said(plants.PLACE) == "advanced"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("servicing of tools", "yes"),
        ("none", "no"),
        ("no US citizen involved", "no"),
        ("none but one green-card holder", UNKNOWN),
        ("unclear", UNKNOWN),
        ("clerical work", UNKNOWN),
    ],
)
def test_a_truth_in_words_is_denied_only_by_a_plain_denial(said: str, word: str) -> None:
    assert heard({"us_person_activity": said}).facts["shipment.facts.us_person_support"][1] == word


def test_whoever_goods_are_bought_from_is_the_seller() -> None:
    it = heard({"direction": "purchase of castings from an Entity List company"})
    assert it.said("exporter.lists") == "us/entity-list"
    assert not it.said("end_user.lists")


def test_of_two_grounds_of_which_one_is_enough_the_first_that_is_understood_is_taken() -> None:
    it = heard({"item": "foreign-made valve"}, "goods not subject to the EAR, or sent there with permission")
    assert it.said("item.made_with") == "none"


@pytest.mark.parametrize(
    "facts",
    [
        {"end_user": "fab with zorble and unrestricted lines in one building"},
        {"end_user": "advanced-node zorble"},
    ],
)
def test_of_a_plant_that_is_half_understood_the_node_is_unknown(facts: dict[str, str]) -> None:
    case = Published(
        "X", "US-EAR", "invented", {"date": "2024-05-02", "item": "EAR99"} | facts, "licence_required"
    )
    it = ADAPTER.situation(case, half=True)
    assert it.unheard
    assert it.facts[plants.PLACE][1] == UNKNOWN
