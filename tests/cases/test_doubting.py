"""What may be strict in a case of China stays open, whatever usual parties and uses its answer rests on."""

from typing import Any

import pytest

from cases.adapter import Adapter
from cases.named import name_listed
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.ratios import spelt
from cases.situation import NEED, UNKNOWN, Situation
from xenotime.desk import answering

ADAPTER = Adapter(phrasebook())
USUAL = ("usual-parties", "usual-use")


def heard(
    facts: dict[str, Any], needs: tuple[str, ...] = USUAL, day: str = "2025-12-10", **more: str
) -> Situation:
    stated = {"origin": "CN", "exporter_country": "CN", "destination": "JP", "date": day} | facts | more
    return ADAPTER.situation(Published("X", "CN", "invented", stated, "ambiguous", needs), half=True)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("end_user", "Japan Coast Guard"), ("buyer", "shipyard (80 % ferries, 20 % destroyers)"), ("note", "the works belong to the Ground Self-Defence Force"),
        ("remark", "(a military variant is conceivable, none is planned)"), ("product", "SmCo rings (the receiver is the repair yard of the navy)"),
    ],
)  # fmt: skip
def test_usual_parties_do_not_close_what_speaks_of_arms(key: str, said: str) -> None:
    it = heard({"product": "SmCo rings", key: said})
    kinds = {it.facts.get(place) for place in ("end_user.kind", "shipment.end_use")}
    assert (NEED, UNKNOWN) in kinds or it.said("end_user.kind") == "military"


@pytest.mark.parametrize(
    "said", ["no military customer", "not a defence supplier", "civil yard without naval work"]
)
def test_what_is_denied_raises_no_doubt(said: str) -> None:
    it = heard({"product": "SmCo rings", "note": said})
    assert (NEED, UNKNOWN) not in it.facts.values()


@pytest.mark.parametrize(
    ("said", "lacks", "has"),
    [("not stated", False, False), ("not found (limit 0.1, unit not given)", False, False), ("not found (limit 20 ppm)", True, False), ("0.2", False, True)],
)  # fmt: skip
def test_a_substance_of_which_nothing_is_told_is_neither_there_nor_absent(
    said: str, lacks: bool, has: bool
) -> None:
    it = heard({"product": "NdFeB magnets", "composition": {"Dy_pct": said}})
    there = {row["substance"] for row in it.has if row.get("share_low") != "0 %"}
    assert ("Dy" in it.lacks, "Dy" in there) == (lacks, has)


@pytest.mark.parametrize(
    ("key", "said", "place", "word"),
    [
        ("total_impurities_ppm", "70", "item.facts.purity_percent", "99.993"), ("density_kg_m3", "1790", "item.facts.density_g_cm3", "1.79"),
        ("tensile_GPa", "1.31", "item.facts.tensile_strength_mpa", "1310"), ("capacity_Ah_g", "0.16", "item.facts.specific_capacity_mah_g", "160"),
        ("form", "metal", "item.form", "metal"),
    ],
)  # fmt: skip
def test_a_figure_in_another_unit_is_the_one_that_the_law_asks_for(
    key: str, said: str, place: str, word: str
) -> None:
    assert heard({"product": "goods", "composition": {key: said}}).said(place) == word


def test_a_thing_that_is_not_free_of_a_substance_has_it() -> None:
    assert {"substance": "Dy"} in heard(
        {"product": "NdFeB magnets", "composition": {"free_of_Dy": "false"}}
    ).has
    assert "Dy" in heard({"product": "NdFeB magnets", "composition": {"Dy_free": "true"}}).lacks


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"ratio_per_mille": "1.0"}, {"ratio_pct": "0.1"}), ({"stage_2_pct": "0.3"}, {"tier2_ratio_pct": "0.3"}), ({"ratio_pct_of_motor": "0.2"}, {"ratio_pct": "0.2"}),
        ({"ratio_pct_of_magnet": "4"}, {"ratio_pct_of_magnet": "4"}), ({"Nd_CN_pct": "22"}, {"parts": [{"item": "Nd metal", "ratio_pct": "22"}]}), ({"Dy_CN_pct": "0"}, {"ratio_pct": "0"}),
        ({"shares_pct": {"Dy_metal": "0.06", "Tb_metal": "0.05"}}, {"parts": [{"item": "Dy metal", "ratio_pct": "0.06"}, {"item": "Tb metal", "ratio_pct": "0.05"}]}),
        ({"shares_pct": {"magnet": "4", "motor": "0.2"}}, {"shares_pct": {"magnet": "4", "motor": "0.2"}}),
    ],
)  # fmt: skip
def test_shares_are_read_in_whatever_way_they_are_written(
    value: dict[str, Any], read: dict[str, Any]
) -> None:
    assert spelt(value, "electric motor", lambda name: name[:2] in {"Dy", "Tb", "Nd"}) == read


def test_a_stop_that_nobody_knows_may_be_any() -> None:
    assert heard({"product": "lutetium oxide", "route": "VN > Qingdao bonded zone > ES"}).route == (
        "VN",
        "CN",
        "ES",
    )
    it = heard({"product": "lutetium oxide", "route": "VN > Zwischenlager > ES"})
    assert it.facts["shipment.via"] == (NEED, UNKNOWN)


def test_of_a_seller_and_a_buyer_their_countries_may_be_all_that_is_told() -> None:
    it = heard({"product": "SmCo blocks", "exporter_country": "unstated", "seller": "DE", "buyer": "DE"})
    assert (it.said("shipment.from"), it.said("exporter.country"), it.said("end_user.country")) == ("DE",) * 3


@pytest.mark.parametrize(
    ("activity", "step"),
    [
        ("transfer of NdFeB magnet-making process sheets", "magnet"), ("handing over solvent-extraction parameters", "separation"),
        ("know-how for recycling magnet scrap", "recycling"), ("sale of a lathe", ""),
    ],
)  # fmt: skip
def test_technology_is_for_the_step_that_it_is_named_after(activity: str, step: str) -> None:
    it = heard({"activity": activity, "technology_origin": "CN"})
    assert it.said("item.facts.technology_for") == step


def test_a_need_that_denies_is_no_thing() -> None:
    it = heard({"product": "tungsten alloy rod"}, ("not solid tungsten for missile parts (1C117.c)",))
    assert it.said("item.facts.missile_parts") == "no"
    assert not it.codes


def test_a_listed_name_that_nobody_reads_as_a_party_may_be_the_receiver() -> None:
    it = heard({"product": "SmCo blocks", "invoice_no": "1"}, day="2026-08-11")
    name_listed(it, answering.load_law(), "cn", {"freight_note": "for Rheinmetall AG"})
    assert it.facts["end_user.lists"] == (NEED, UNKNOWN)


def test_whoever_is_abroad_hands_over_where_he_is() -> None:
    told = {
        "activity": "lecture on magnet making",
        "technology_origin": "CN",
        "person": "Chinese citizen abroad",
    }
    it = heard({**told, "exporter_country": "unstated", "destination": "FR"})
    assert it.said("shipment.from") == "FR"


@pytest.mark.parametrize(
    ("figures", "kinds"),
    [({"particle_um": "3", "powder_recovery_pct": "99.5", "oxygen_ppm": "60"}, 1), ({"particle_um": "3"}, 3)],
)
def test_equipment_is_of_the_kind_all_of_whose_figures_are_told(figures: dict[str, str], kinds: int) -> None:
    it = heard({"product": "jet mill", "composition": figures})
    assert len(it.either["item.facts.equipment_type"]) == kinds


@pytest.mark.parametrize(("origin", "parts"), [("CN", 1), ("AU", 0)])
def test_parts_count_by_where_they_come_from(origin: str, parts: int) -> None:
    rows = [{"item": "Tb metal", "origin": origin, "value_pct": "1.5"}]
    it = heard({"product": "NdFeB magnet with Tb", "processing_country": "EE", "content": rows})
    assert len(it.chinese_parts) == parts


@pytest.mark.parametrize(
    ("product", "place", "word"),
    [
        ("germanium tetrachloride", "item.form", "compound"), ("gallium nitride power transistor", "item.form", "part"), ("hydrogen-storage material with erbium", "item.form", "hydrogen_storage"),
        ("technology for making indium phosphide", "item.facts.technology_for", "indium"), ("know-how for growing cadmium telluride crystals", "item.facts.technology_for", "tellurium"),
    ],
)  # fmt: skip
def test_listed_things_are_heard_by_name(product: str, place: str, word: str) -> None:
    assert heard({"product": product}).said(place) == word


@pytest.mark.parametrize(
    "who", ["air force workshop", "explosives factory", "arms dealer", "aircraft maker", "uranium mill", "tank factory", "barracks"]
)  # fmt: skip
def test_a_trade_is_civil_only_where_it_is_none_of_arms(who: str) -> None:
    assert heard({"product": "SmCo rings", "end_user": who}, ()).said("end_user.kind") != "civil"


def test_any_other_trade_is_civil() -> None:
    assert heard({"product": "SmCo rings", "end_user": "zither maker"}, ()).said("end_user.kind") == "civil"
