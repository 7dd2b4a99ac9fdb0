"""Keys of a case and what stands under them: parts, figures, ways, what a key only tells, and what a need explains."""

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
    ("facts", "figures"),
    [
        ({"energy_density": {"cell": "310 Wh/kg", "pack": "245 Wh/kg"}}, ["310", "245"]),
        ({"energy_density": {"pack": "245 Wh/kg"}}, ["245"]),
        ({"energy_density": {"value": "260", "unit": "Wh/kg"}}, ["260"]),
        ({"test_report": {"density": "1.79 g/cm3", "lab": "a third party"}}, ["1.79"]),
        (
            {"composition": {"lot_1": {"density_g_cm3": "1.7"}, "lot_2": {"density_g_cm3": "1.8"}}},
            ["1.7", "1.8"],
        ),
        ({"composition": {"declared_density_g_cm3": "1.7", "found_density_g_cm3": "1.8"}}, ["1.8"]),
    ],
)
def test_of_two_figures_for_one_thing_each_is_asked_and_what_was_found_outranks_what_was_declared(
    facts: dict[str, object], figures: list[str]
) -> None:
    places = ("item.facts.energy_density_wh_kg", "item.facts.density_g_cm3")
    found = [it.said(place) for it in heard({"product": "powder"} | facts).readings() for place in places]
    assert [each for each in found if each] == figures


@pytest.mark.parametrize(
    ("composition", "substances"),
    [
        (
            {"declared_pct": {"Nd": "13.5", "Fe": "65"}, "tested": [{"model": "A1", "Dy_pct": "0.4"}]},
            ["Nd", "Fe", "Dy"],
        ),
        ({"tested_Dy_pct": ["0.2", "0.3"]}, ["Dy", "Dy"]),
        ({"line_1": {"declared": "with Tb", "found": "with Sm"}}, ["Sm"]),
    ],
)
def test_parts_of_a_composition_are_read_under_the_name_of_the_whole(
    composition: dict[str, object], substances: list[str]
) -> None:
    assert [
        each["substance"] for each in heard({"product": "powder", "composition": composition}).has
    ] == substances


@pytest.mark.parametrize(
    ("facts", "leg"),
    [
        ({"route": ["CN", "MX", "US"], "exporter_country": "MX", "destination": "US"}, ("MX", "none", "US")),
        ({"route": "CN > HK > DE", "exporter_country": "CN"}, ("CN", "HK", "DE")),
        (
            {"route": {"first": "CN", "then": "PL", "last": "DE"}, "exporter_country": "PL"},
            ("PL", "none", "DE"),
        ),
        ({"route": ["China", "Japan", "DE"], "exporter_country": "CN"}, ("CN", "JP", "DE")),
    ],
)
def test_of_a_way_the_stops_of_the_shipment_are_taken(facts: dict[str, object], leg: tuple[str, ...]) -> None:
    it = heard(facts)
    assert tuple(it.said(f"shipment.{each}") for each in ("from", "via", "to")) == leg


@pytest.mark.parametrize(
    "facts",
    [
        {"reported_on": "2025-11-12", "working_days_elapsed": "17", "contract_signed": "2025-10-01"},
        {"packing": ["box 1, toy cases", "box 2, 36 pieces a ring"], "examples": ["bracket", "spring"]},
        {"declared": {"specification": "Dy 3%", "release": "automatic"}, "found_by": "customs audit"},
    ],
)
def test_a_key_that_only_tells_a_day_a_count_or_plain_words_says_no_fact(facts: dict[str, object]) -> None:
    plain = heard()
    assert heard(facts).facts == plain.facts


@pytest.mark.parametrize(
    "facts", [{"military_sales_pct": "8"}, {"purchased_for": "the navy"}, {"dopant_pct": "2"}]
)
def test_a_key_that_nobody_knows_is_not_passed_over_where_it_may_say_a_fact(facts: dict[str, object]) -> None:
    with pytest.raises(UnmappedPhrase):
        heard(facts)


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("form = between permanent_magnet and magnet_assembly", {"permanent_magnet", "magnet_assembly"}),
        ("form = alloy paste counted as a product of bismuth", {"alloy"}),
        ("act = provision to a foreign person in the mainland", {"provide"}),
        ("end_use of the lot = mixed or not known", {"?"}),
        ("facts.knows_rare_earth_use = true (stated)", {"overseas_rare_earth"}),
    ],
)
def test_a_need_is_heard_by_the_word_that_its_explanation_follows(need: str, words: set[str]) -> None:
    it = heard({"product": "magnets" if "magnet" in need else "pieces"}, (need,))
    said = {word for _, word in it.facts.values()} | {word for each in it.either.values() for word in each}
    assert words <= said


def test_a_word_that_what_follows_may_turn_into_another_is_not_heard() -> None:
    with pytest.raises(UnmappedPhrase):
        heard(needs=("form = alloy until quaintly oxidised",))


@pytest.mark.parametrize(
    ("need", "forms"),
    [
        ("two lines: magnets (form = permanent_magnet) and cores", ["permanent_magnet"]),
        ("kit: magnets (form = permanent_magnet) and boards (form = part)", ["permanent_magnet", "part"]),
        ("form: finished good, or simple magnet", ["finished_good", "permanent_magnet"]),
    ],
)
def test_what_stands_in_brackets_or_is_named_by_a_thing_states_a_form(need: str, forms: list[str]) -> None:
    assert [each.said("item.form") for each in heard({"product": "pieces"}, (need,)).readings()] == forms


@pytest.mark.parametrize(
    ("product", "use", "types"),
    [
        ("jet mill", "ferrite magnets", ["magnet_jet_mill", "other"]),
        ("jet mill", "ceramics", ["magnet_jet_mill", "cathode_jet_mill", "other"]),
        ("Czochralski crystal-growth furnace", "LED lamps", ["czochralski_furnace"]),
    ],
)
def test_equipment_that_is_not_told_apart_may_be_each_of_those_with_its_name(
    product: str, use: str, types: list[str]
) -> None:
    it = heard({"product": product, "end_use": use})
    assert [each.said("item.facts.equipment_type") for each in it.readings()] == types


def test_a_use_of_a_part_of_the_goods_leaves_open_what_the_goods_are_for() -> None:
    it = heard({"end_use": "motors, part of the output for military drones"})
    assert it.facts["shipment.end_use"][1] == "?"


@pytest.mark.parametrize(
    ("needs", "facts"),
    [
        (("form = part with magnets quaintly beside it",), {}),
        ((), {"magnet_state": "loose"}),
        ((), {"moved_on": "loose"}),
    ],
)
def test_what_may_add_a_thing_or_turn_a_word_is_not_passed_over(
    needs: tuple[str, ...], facts: dict[str, object]
) -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"product": "parts"} | facts, needs)


@pytest.mark.parametrize(
    ("product", "codes"),
    [
        ("control system, on no list", ["cn:none"]),
        ("NdFeB magnets, not listed", []),
        ("control system, declared as not listed", []),
    ],
)
def test_a_thing_is_on_no_list_where_the_case_says_so_and_nobody_else(product: str, codes: list[str]) -> None:
    assert heard({"product": product}).codes == codes


def test_a_part_of_a_weapon_is_for_the_weapon() -> None:
    assert heard({"end_use": "parts of the missile guidance"}).said("shipment.end_use") == "military; wmd"


@pytest.mark.parametrize(
    ("left", "before"),
    [("2025-08", "yes"), ("2025-10-08", "yes"), ("2025-10-09", "no"), ("2025-11", "no"), ("2025-10", "")],
)
def test_goods_that_left_before_the_law_reached_them_are_told_by_the_day_on_which_they_left(
    left: str, before: str
) -> None:
    assert heard({"left_CN": left}).said("item.facts.abroad_before_no_61") == before


def test_a_day_of_leaving_that_is_no_day_is_not_understood() -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"left_CN": "some time ago"})
