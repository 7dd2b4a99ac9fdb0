"""Where words have no phrase their shape may tell what they say; it settles nothing that they do not say."""

import pytest

from cases.adapter import Adapter
from cases.phrasebook import UnmappedPhrase, phrasebook
from cases.published import Published
from cases.situation import Situation

ADAPTER = Adapter(phrasebook())


def heard(facts: dict[str, object] | None = None, needs: tuple[str, ...] = ()) -> Situation:
    stated = {"product": "SmCo magnets", "destination": "DE", "date": "2025-12-01"} | (facts or {})
    return ADAPTER.situation(Published("X", "CN", "invented", stated, "licence_required", needs))


@pytest.mark.parametrize(
    ("need", "place", "word"),
    [
        ("form = alloy (ingot), not a target", "item.form", "alloy"),
        ("origin of the bearing = KR", "item.made_in", "KR"),
        ("end_user.kind = university", "end_user.kind", "university"),
        ("act = transfer inside DE", "shipment.act", "transfer"),
        ("removable = yes; principal element = no", "item.facts.principal_element", "no"),
        ("not for making missile parts, exporter in SG", "shipment.from", ""),
    ],
)
def test_a_need_of_the_shape_name_is_value_states_a_fact_of_the_law(need: str, place: str, word: str) -> None:
    if word:
        assert heard(needs=(need,)).said(place) == word
    else:
        assert heard(needs=(need,)).said("item.facts.missile_parts") == "no"


def test_of_two_words_that_it_may_be_a_need_states_none() -> None:
    assert heard({"product": "ceramic parts"}, ("form = ceramic or finished good",)).said("item.form") == ""
    assert (
        heard({"product": "dysprosium metal"}, ("form = ceramic or finished good",)).said("item.form")
        == "metal"
    )


@pytest.mark.parametrize(
    "need",
    ["no part 1 item of Chinese origin at all", "nobody of the armed forces has a hand in it"],
)
def test_what_a_need_denies_it_does_not_say(need: str) -> None:
    it = heard(needs=(need,))
    assert not it.chinese
    assert it.said("end_user.kind") == ""


@pytest.mark.parametrize(
    "need", ["the buyer is an arsenal", "the army buys it, nobody else", "not civil, as everybody knows"]
)
def test_a_need_without_a_known_shape_is_not_passed_over(need: str) -> None:
    with pytest.raises(UnmappedPhrase):
        heard(needs=(need,))


@pytest.mark.parametrize(
    ("key", "said", "place", "word"),
    [
        ("dislocations_per_cm2", "40", "item.facts.dislocation_density_cm2", "40"),
        ("tensile_MPa", "1290", "item.facts.tensile_strength_mpa", "1290"),
        ("mean_particle_um", "3", "item.facts.particle_size_um", "3"),
        ("purity_pct", "99.95 %", "item.facts.purity_percent", "99.95"),
        ("flexural_MPa", "none, it is a powder", "item.facts.flexural_strength_mpa", "0"),
    ],
)
def test_a_figure_is_known_by_the_name_that_the_law_gives_it(
    key: str, said: str, place: str, word: str
) -> None:
    assert heard({"product": "powder", "composition": {key: said}}).said(place) == word


def test_a_figure_that_is_not_stated_is_no_figure() -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"composition": {"density_g_cm3": "not stated by anybody"}})


def test_equipment_is_known_by_the_words_of_the_law() -> None:
    it = heard({"product": "jet mill for NdFeB powder"})
    assert it.said("item.form") == "equipment"
    assert it.said("item.facts.equipment_type") == "magnet_jet_mill"


@pytest.mark.parametrize(("product", "substance"), [("InSb substrates", "InSb"), ("CdZnTe wafers", "CdZnTe")])
def test_a_formula_is_what_it_is_made_of(product: str, substance: str) -> None:
    assert {"substance": substance} in heard({"product": product}).has


@pytest.mark.parametrize("product", ["CNC lathe", "USB PCB"])
def test_an_abbreviation_is_no_formula(product: str) -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"product": product})


def test_the_parts_of_a_price_are_shares_of_it() -> None:
    facts = {"us_parts": [{"kind": "6A003 camera", "usd": "30000"}], "machine_price_usd": "120000"}
    it = ADAPTER.situation(Published("X", "US-EAR", "invented", facts, "not_required"))
    assert it.american == [{"code": "us:6A003", "pct": "25.0", "through": ""}]


def test_what_a_thing_is_for_does_not_say_what_it_is() -> None:
    it = heard({"product": "SmCo magnets for portable ventilator blowers"})
    assert it.said("item.form") != "finished_good"
