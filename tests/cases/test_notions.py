"""Keys that nobody knows: read by what their words speak of and by the kind of value that stands under them."""

import pytest

from cases.adapter import Adapter
from cases.phrasebook import UnmappedPhrase, phrasebook
from cases.published import Published
from cases.situation import Situation
from cases.stories import only_tells

ADAPTER = Adapter(phrasebook())


def heard(facts: dict[str, object], needs: tuple[str, ...] = ()) -> Situation:
    return ADAPTER.situation(Published("X", "CN", "invented", facts, "licence_required", needs))


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("place_of_manufacture", "Thailand", "item.made_in"),
        ("assembled_in", "Hanoi, Vietnam", "item.made_in"),
        ("resold_from", "Brazil", "shipment.from"),
        ("dispatching_trader_location", "BR (Santos)", "shipment.from"),
        ("onward_supplier_country", "BR", "shipment.from"),
        ("reexporting_country", "BR", "shipment.from"),
        ("producing_nation", "Thailand", "item.made_in"),
        ("resold_to", "Chile", "shipment.to"),
        ("country_of_the_recipient", "CL", "shipment.to"),
        ("transhipment_at", "Singapore", "shipment.via"),
        ("buyer", "Acme AG", ""),
    ],
)
def test_a_key_whose_value_is_a_country_is_the_place_of_which_its_words_speak(
    key: str, value: str, place: str
) -> None:
    facts = {"product": "SmCo magnets", "date": "2025-12-01", key: value}
    places = ("item.made_in", "shipment.from", "shipment.to", "shipment.via")
    it = ADAPTER.situation(Published("X", "CN", "invented", facts, "licence_required"), half=True)
    plain = heard({"product": "SmCo magnets", "date": "2025-12-01"})
    assert [each for each in places if it.said(each) != plain.said(each)] == [place] * bool(place)


@pytest.mark.parametrize(
    "facts",
    [
        {"merchandise": "SmCo magnets", "dispatch_date": "2025-12-01"},
        {"description_of_goods": "SmCo magnets", "shipped_on": "2025-12-01", "contract_signed": "2025-10-02"},
        {"cargo": "SmCo magnets", "day": "2025-12-01", "taric_code": "8505111000"},
        {"article": "SmCo magnets", "seizure_date": "2025-12-01", "code_found": "8505111000"},
    ],
)
def test_goods_and_the_day_on_which_they_leave_have_many_names(facts: dict[str, object]) -> None:
    it = heard(facts)
    assert it.magnets == ["Sm", "Co"]
    assert it.said("shipment.date") == "2025-12-01"


def test_of_two_places_for_one_thing_the_second_is_not_understood() -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"product": "SmCo magnets", "exporter_country": "CN", "resold_from": "JP"})


def test_where_goods_were_bought_is_not_from_where_they_leave() -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"product": "SmCo magnets", "imported_from": "CN"})


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("outcome", "fined and released after two weeks", True),
        ("storage", "a warehouse in Busan", True),
        ("customs_remarks", "sold on to a drone maker", False),
        ("inspection_report", "found to be of Chinese make", False),
        ("background", "the customer asked for the navy", False),
        ("test_report", "loose magnets beside it", False),
    ],
)
def test_a_story_may_be_told_in_any_words_unless_one_of_them_may_state_a_fact(
    key: str, value: str, *, told: bool
) -> None:
    spoken = ADAPTER.notions.of(key)
    assert only_tells(ADAPTER.book, spoken, value) is told
