"""Figures and parts: told in what a thing is called, under keys of a method, as lists of parts, as names of salts."""

from fractions import Fraction

import pytest

from cases.adapter import Adapter
from cases.figures import told
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.situation import Situation

BOOK = phrasebook()
ADAPTER = Adapter(BOOK)


def heard(facts: dict[str, object]) -> Situation:
    stated = {
        "product": "pieces",
        "date": "2025-12-01",
        "exporter_country": "JP",
        "destination": "DE",
    } | facts
    return ADAPTER.situation(Published("X", "CN", "invented", stated, "licence_required"), half=True)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "microwave plasma unit, 12 kW, 2450 MHz",
            {"microwave_power_kw": "12", "microwave_frequency_mhz": "2450"},
        ),
        (
            "bar, elastic limit 820 MPa, tensile strength 1290 MPa",
            {"elastic_limit_mpa": "820", "tensile_strength_mpa": "1290"},
        ),
        ("anode powder with a density of 1.8 g/cm³", {"density_g_cm3": "1.8"}),
        ("press, cylinder bore over 480 mm", {}),
        ("press, cylinder bore 400-480 mm", {}),
        ("powder, 533 kg", {}),
        ("bar of 820 MPa", {}),
    ],
)
def test_a_figure_in_a_name_is_that_of_which_its_clause_speaks_or_none(
    text: str, figures: dict[str, str]
) -> None:
    assert dict(told(BOOK, text)) == {f"item.facts.{name}": number for name, number in figures.items()}


def test_a_share_that_is_not_detected_is_none_and_the_limit_of_the_method_is_no_share() -> None:
    it = heard({"composition": {"Dy_pct": "not detected", "Tb_ppm": "n.d.", "detection_limit_ppm": "10"}})
    assert it.lacks == ["Dy", "Tb"]
    assert not it.has
    assert not it.unheard


def test_what_is_said_of_all_rare_earths_together_closes_the_list_where_it_is_nothing() -> None:
    assert heard({"composition": {"total_rare_earth_content_pct": "0"}}).closed
    assert not heard({"composition": {"rare_earth_content_pct": "0.2"}}).closed


def test_a_figure_in_a_clause_of_its_own_is_no_other_thing() -> None:
    it = heard({"product": "LFP cathode powder, density 2.55 g/cm3, capacity 150 mAh/g"})
    assert it.said("item.facts.density_g_cm3") == "2.55"
    assert not it.unheard


def test_parts_of_a_tested_value_are_added() -> None:
    parts = [
        {"item": "dysprosium metal", "ratio_pct": "0.06"},
        {"item": "terbium metal", "ratio_pct": "0.05"},
    ]
    it = heard({"value_test": {"parts": parts, "sum_pct": "0.11", "threshold_pct": "0.1"}})
    assert it.ratios == {0: "0.11"}
    assert list(it.chinese_parts) == ["Dy metal", "Tb metal"]


@pytest.mark.parametrize(
    "parts",
    [
        {"Dy_ratio_pct": "0.06", "Tb_ratio_pct": "0.05"},
        {"dysprosium_share_pct": "0.06", "terbium_pct_of_value": "0.05"},
        {"Dy_pct": "0.06", "Tb_pct": "0.05"},
        {"Dy_metal_value_pct": "0.06", "Tb_metal_value_pct": "0.05"},
    ],
)
def test_a_substance_in_the_key_beside_a_sum_has_its_own_share_of_the_value(parts: dict[str, str]) -> None:
    it = heard({"value_test": {**parts, "sum_pct": "0.11", "threshold_pct": "0.1"}})
    assert it.ratios == {0: "0.11"}
    assert it.chinese_parts == {"Dy metal": Fraction("0.06"), "Tb metal": Fraction("0.05")}


def test_of_a_share_by_mass_that_no_sum_stands_beside_nothing_is_taken_for_value() -> None:
    it = heard({"value_test": {"Dy_pct": "2"}})
    assert not it.ratios
    assert it.unheard == [("value_test", "Dy_pct")]


def test_a_sum_of_parts_that_were_not_heard_is_no_share_of_the_value() -> None:
    it = heard({"value_test": {"quaint_pct": "0.06", "odd_pct": "0.05", "sum_pct": "0.11"}})
    assert not it.ratios
    assert [where for where, _ in it.unheard] == ["value_test", "value_test"]


def test_of_lots_that_were_tested_each_counts_by_what_was_found() -> None:
    lots = [{"declared": "NdFeB", "found": "samarium-cobalt"}, {"declared": "SmCo", "found": "NdFeB with Dy"}]
    it = heard({"product": "two consignments of magnets", "lots": lots})
    assert {"Sm", "Dy"} <= {*it.magnets, *(each["substance"] for each in it.has)}


@pytest.mark.parametrize(
    ("salt", "substances"),
    [
        ("strontium aluminate", ["Sr", "Al"]),
        ("yttrium orthosilicate", ["Y", "Si"]),
        ("barium titanate", ["Ba", "Ti"]),
    ],
)
def test_a_salt_names_what_is_in_it(salt: str, substances: list[str]) -> None:
    it = heard({"product": f"{salt} powder"})
    assert [each["substance"] for each in it.has] == substances
    assert not it.unheard


@pytest.mark.parametrize(("said", "codes"), [("false", ["cn:none"]), ("true", [])])
def test_where_only_a_truth_stands_under_a_thing_the_key_tells_what_is_true(
    said: str, codes: list[str]
) -> None:
    it = heard({"product": "office furniture", "listed_item": said})
    assert it.codes == codes
    assert not it.unheard or said == "true"


def test_whether_items_are_summed_asks_how_content_adds() -> None:
    found = BOOK.read("depends", "whether part 1 items are summed")
    asked = {each.effects["question"] for each in found if "question" in each.effects}
    assert "cn/61-sum-or-each" in asked
