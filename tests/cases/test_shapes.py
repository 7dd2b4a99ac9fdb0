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


@pytest.mark.parametrize(
    ("product", "need", "forms"),
    [
        ("ceramic parts", "form = ceramic or finished good", ["ceramic", "finished_good"]),
        (
            "magnetic balls",
            "form = finished_good (toy) or permanent_magnet (loose)",
            ["finished_good", "permanent_magnet"],
        ),
        ("dysprosium metal", "form = ceramic or finished good", ["metal"]),
        ("dysprosium metal", "form = metal, not powder or oxide", ["metal"]),
    ],
)
def test_of_two_words_that_it_may_be_each_is_asked_unless_the_thing_is_another(
    product: str, need: str, forms: list[str]
) -> None:
    assert [each.said("item.form") for each in heard({"product": product}, (need,)).readings()] == forms


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
        ("bulk_density", "1.8 g/cm3", "item.facts.density_g_cm3", "1.8"),
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


def made_of(**composition: object) -> Situation:
    stated = {
        "product": "NdFeB magnets",
        "composition": composition,
        "destination": "DE",
        "date": "2025-12-01",
    }
    return ADAPTER.situation(Published("X", "CN", "invented", stated, "licence_required"))


@pytest.mark.parametrize(
    "found_nothing", ["none", "not detected", "below detection", "absent (ICP)", "0", "false"]
)
def test_what_a_test_does_not_find_is_not_there(found_nothing: str) -> None:
    key = "Tb_pct" if found_nothing == "0" else "Tb"
    assert made_of(**{key: found_nothing}).lacks == ["Tb"]
    assert not made_of(**{key: found_nothing}).has
    assert found_nothing == "0" or made_of(other_rare_earths=found_nothing).closed


@pytest.mark.parametrize(
    ("key", "said", "share"),
    [
        ("Dy_weight_pct", "0.05", "0.05 %"),
        ("Dy_ppm", "900", "0.090000 %"),
        ("Dy_pct_by_mass", "2", "2 %"),
        ("Dy_mol_pct", "3", ""),
    ],
)
def test_a_share_is_of_the_mass_unless_another_is_said(key: str, said: str, share: str) -> None:
    assert [(each["substance"], each.get("share_low", "")) for each in made_of(**{key: said}).has] == [
        ("Dy", share)
    ]


def test_a_source_in_china_is_what_is_tested_for_value() -> None:
    assert made_of(Tb_source="Chinese Tb oxide").chinese == "Tb4O7 oxide"
    assert made_of(Tb_source="CN").chinese == "Tb metal"
    assert not made_of(coating="zinc").chinese


@pytest.mark.parametrize(
    ("key", "said", "place"),
    [
        ("mixing_chamber_m3", "0.4", "item.facts.volume_m3"),
        ("aligning_field_T", "1.5", "item.facts.induction_t"),
        ("logic_nm", "12", "item.facts.node_nm"),
        ("bore_mm", "650", "item.facts.cylinder_bore_mm"),
        ("bending_MPa", "42", "item.facts.flexural_strength_mpa"),
    ],
)
def test_a_figure_is_heard_by_a_part_of_its_name_or_by_a_unit_that_no_other_has(
    key: str, said: str, place: str
) -> None:
    assert heard({key: said}).said(place) == said
    assert heard({"parameters": {key: said}}).said(place) == said
    assert heard(needs=(f"facts.{key} = {said}",)).said(place) == said


def test_a_size_that_no_law_asks_for_says_nothing_and_a_substance_is_more_than_a_size() -> None:
    assert heard({"thickness_mm": "3", "net_t": "20"}).facts.keys() == heard().facts.keys()
    with pytest.raises(UnmappedPhrase):
        heard({"Dy_kg": "3"})


@pytest.mark.parametrize(
    ("use", "word"),
    [
        ("civil satellite contraptions", "civil"),
        ("civil or other contraptions", ""),
        ("civil contraptions of the navy", "military"),
        ("contraptions, allegedly civil", ""),
    ],
)
def test_a_use_that_is_said_to_be_civil_is_civil_whatever_it_is_unless_in_doubt(use: str, word: str) -> None:
    stated = {"product": "SmCo magnets", "destination": "DE", "date": "2025-12-01", "end_use": use}
    case = Published("X", "CN", "invented", stated, "licence_required")
    assert ADAPTER.situation(case, half=True).said("shipment.end_use") == word


def test_what_is_strict_about_a_party_stays_whatever_else_is_said_of_it() -> None:
    it = heard({"end_user": "control-list company (2025 No. 1), Quaint Works"})
    assert it.said("end_user.lists") == "cn/control-list"
    it = heard({"end_user": "Ruritanian Navy", "end_use": "civil"})
    assert it.said("end_user.kind") == "military"


def test_bracketed_words_do_not_part_a_phrase() -> None:
    it = heard({"product": "cubic (large) press for diamond synthesis"})
    assert it.said("item.facts.equipment_type") == "six_face_press"


def test_what_a_thing_is_for_does_not_take_the_place_of_what_it_is() -> None:
    assert heard({"product": "hinge beam for cubic press"}).said("item.facts.equipment_type") == "hinge_beam"
    assert heard({"product": "NdFeB powder for dysprosium target"}).said("item.form") == "powder"


def test_a_ratio_of_nothing_is_a_thing_without_the_content() -> None:
    it = heard({"processing_country": "JP", "value_test": {"ratio_pct": "0"}})
    assert it.closed
    assert not it.ratios


def test_where_technology_is_all_that_is_spoken_of_it_is_what_is_exported() -> None:
    facts = {"activity": "lecture", "technology_origin": "CN", "destination": "AT", "date": "2025-10-20"}
    case = Published("X", "CN", "invented", facts, "licence_required")
    assert ADAPTER.situation(case).said("item.form") == "technology"
    assert heard({"technology_origin": "CN"}).said("item.form") == ""


def test_a_use_that_is_told_stays_told_whatever_the_thing_is_called() -> None:
    def use(product: str, **more: str) -> str:
        facts = {"product": product, "end_use": "kitchen", "destination": "DE", "date": "2025-12-01"} | more
        case = Published("X", "CN", "invented", facts, "licence_required")
        return ADAPTER.situation(case, half=True).said("shipment.end_use")

    assert use("quaint SmCo magnets") == "civil"
    assert use("quaint SmCo magnets of the navy") == ""
    assert use("quaint SmCo magnets", end_use="quaint kitchen") == ""
    assert use("SmCo magnets", knowledge="quaint things were heard") == ""


def test_that_nobody_is_listed_does_not_make_anybody_civil() -> None:
    facts = {"end_user": "builder of quaint frigates"}
    case = Published("X", "CN", "invented", facts, "licence_required", ("nobody is on a list",))
    assert not ADAPTER.situation(case, half=True).usual_said
    assert ADAPTER.situation(case, half=True).unlisted_said


@pytest.mark.parametrize(
    ("jurisdiction", "told", "word"),
    [
        ("EU", "right to appoint the majority of the board", "?"), ("EU", "true", "yes"), ("EU", "none", "no"),
        ("EU", "X appoints the management of A", "yes"),
        ("UK", "right to appoint the majority of the board", "yes"), ("UK", "board rights unknown", "?"),
    ],
)  # fmt: skip
def test_a_sign_of_control_settles_nothing_where_an_authority_has_to_find_it(
    jurisdiction: str, told: str, word: str
) -> None:
    holding = [{"owner": "X", "list": f"{jurisdiction} listed", "pct": "40", "of": "A"}]
    facts = {"ownership": holding, "control": told, "date": "2025-02-10"}
    it = ADAPTER.situation(Published("X", jurisdiction, "invented", facts, "ambiguous"))
    assert it.facts["owned.controlled_by_listed"][1] == word


@pytest.mark.parametrize("key", ["lines", "boxes"])
def test_of_several_goods_in_one_list_none_gives_the_others_its_form(key: str) -> None:
    goods = [{"product": "rotor with magnets fixed and shaft"}, {"product": "loose NdFeB tile magnets"}]
    assert heard({key: goods[:1]}).said("item.form") == "magnet_assembly"
    assert heard({key: goods}).said("item.form") == ""


def test_no_control_or_the_contrary_is_not_known_to_be_none() -> None:
    assert heard(needs=("control: none",)).said("owned.controlled_by_listed") == "no"
    assert heard(needs=("control: none, or the contrary",)).said("owned.controlled_by_listed") == ""
