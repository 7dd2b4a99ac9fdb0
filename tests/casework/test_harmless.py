import csv
from pathlib import Path

import pytest

from xenotime.casework.harmless import Recognised, recognised, unknown_words
from xenotime.facts.item import Item
from xenotime.reading.shipped.harmless_kinds import harmless_kinds
from xenotime.reading.shipped.part_kinds import part_kinds


def of(item: Item) -> Recognised | None:
    return recognised(item, harmless_kinds())


def kind_of(name: str) -> str:
    found = of(Item("P", name=name))
    return found.kind if found else ""


@pytest.mark.parametrize(
    "name",
    ["Hex bolt M6x20", "SCREW, CAP, M4", "Sechskantschraube DIN 933", "Scheibe 8,4 verzinkt", "内六角螺丝 M3x8", "六角ボルト M8", "Vis inox M4",
     "O-ring NBR 20x2", "Bracket for pump", "Halterung für Motor", "Dental cement", "10k 0603", "100nF 50V X7R", "STM32F103C8T6", "Resistor 10k RC0603FR-0710KL",
     "Kabel 3x1,5 mm² grau", "HalterBatterie", "Cable assembly 2 m", "Wheatstone bracket", "Bracket, left, of the Quillon"],
)  # fmt: skip
def test_what_its_own_words_name_is_of_a_harmless_kind(name: str) -> None:
    assert kind_of(name)


@pytest.mark.parametrize(
    "name",
    ["Paper shredder", "Label printer", "Hose winch", "Glass washer", "Cable and Quillon", "Bracket with Quillon", "Quillon X60, bracket", "Screw Quillon", "Quillon 3000",
     "Power steering", "Autopilot", "Electric knife", "Automatic door cover", "Tungsten plate", "Screwdriver", "螺丝 机器", "Front upper left", "12", "", "Kabel & Quillon"],
)  # fmt: skip
def test_an_unknown_word_that_could_name_the_thing_leaves_it_unrecognised(name: str) -> None:
    assert kind_of(name) == ""


def test_a_word_ends_a_longer_one_only_where_enough_stands_before_it() -> None:
    assert kind_of("Kunststoffgehäuse")
    assert kind_of("Steering") == ""


def test_the_makers_own_name_says_nothing_of_what_a_thing_is() -> None:
    assert of(Item("P", name="Screw Quillon")) is None
    assert of(Item("P", name="Screw Quillon", maker="Quillon Ltd"))


def test_a_customs_code_or_a_group_says_it_where_the_name_does_not() -> None:
    coded, grouped = (
        Item("P", name="Quillon", codes=("hs:73181500",)),
        Item("P", name="Quillon", group="Screws"),
    )
    assert (found := of(coded))
    assert found.what == "customs code 73181500 begins with 7318"
    assert (found := of(grouped))
    assert found.what == "group says 'screws'"
    assert of(Item("P", name="Quillon", group="Electronic goods")) is None


def test_a_word_of_what_is_controlled_for_itself_is_never_harmless_whatever_the_code() -> None:
    item = Item("P", name="Tungsten screw", codes=("hs:73181500",))
    assert of(item) is None
    assert unknown_words(item, harmless_kinds()) == ("tungsten",)


def test_few_carriers_would_be_called_harmless_if_their_own_words_were_not_known() -> None:
    """The harmless kinds are asked alone, as they are of a trade that no table has met."""
    labelled = Path(__file__).parents[1] / "stories" / "labelled_parts.csv"
    rows = csv.DictReader(labelled.read_text("utf-8").splitlines())
    carriers = [row["name"] for row in rows if row["label"] == "carrier"]
    assert sum(bool(kind_of(name)) for name in carriers) <= 0.015 * len(carriers)


def test_a_group_of_a_word_that_says_little_speaks_for_nothing() -> None:
    assert of(Item("P", name="Quillon 7", group="Case")) is None
    assert of(Item("P", name="Quillon 7", group="Gaskets"))


def test_a_word_that_says_of_what_a_thing_is_names_it_only_where_nothing_unknown_stands_before() -> None:
    assert kind_of("Quillon shaft") == ""
    assert kind_of("Montageplatte")
    assert kind_of("Quillonplatte") == ""
    assert kind_of("Stainless steel shaft 20 mm")


def test_nothing_with_a_drive_or_a_magnet_is_harmless_for_its_last_word() -> None:
    """Machines and devices of many trades that end, begin or are asked by a word for something that holds none."""
    names = (Path(__file__).parent / "seemingly_harmless.txt").read_text("utf-8").splitlines()
    assert len(names) > 400
    assert [name for name in names if kind_of(name)] == []


@pytest.mark.parametrize(
    ("thing", "harmless"),
    [("PC case", False), ("Case 200 mm", True), ("Power strut", False), ("Strut, left", True), ("Crate washer", False), ("Flat washer M4", True), ("Case, Quillon", False),
     ("Case for Quillon", True), ("Caixa de som", False), ("Tornillo de acero", True), ("Switch (reed)", False), ("语音模块", False), ("铝块", True), ("剃刀", False), ("固定座", True), ("歯ブラシ", False)],
)  # fmt: skip
def test_a_weak_word_names_a_thing_only_where_nothing_makes_another_of_it(
    thing: str,
    harmless: bool,
) -> None:
    assert bool(kind_of(thing)) == harmless


def test_what_has_a_voltage_or_a_power_is_no_mere_hose_or_gear() -> None:
    assert kind_of("Ball valve 24 VDC") == kind_of("Reducer 0.37 kW") == ""
    assert all(map(kind_of, ("Safety valve 20 mm", "Fuse 24 V", "Aluminium profile 20x20 4 V slot")))


def test_a_houses_own_number_says_nothing_of_a_type() -> None:
    assert of(Item("MIC500", name="500")) is None
    assert of(Item("7", name="500", maker_part="MIC5205"))


def test_traditional_signs_and_what_only_says_assembly_are_read_through() -> None:
    assert kind_of("內六角螺絲") == kind_of("内六角螺丝") == "fastener"
    assert kind_of("弹簧组件") == kind_of("弹簧")


def test_no_harmless_word_is_a_word_of_a_kind_that_usually_hides_such_material() -> None:
    hides = {word for kind in part_kinds() if not kind.seldom for word in kind.words}
    says = {word.lstrip("~") for kind in harmless_kinds().kinds for word in kind.words}
    assert says & hides == set()
