"""What a thing is where several are named, and what is never taken for the milder of two."""

from typing import Any

import pytest

from cases import heads
from cases.adapter import Adapter
from cases.clauses import understood
from cases.phrasebook import Phrasebook, UnmappedPhrase, phrasebook
from cases.published import Published
from cases.situation import Situation

BOOK = phrasebook()
LOOSE = "permanent_magnet"


def form(text: str, book: Phrasebook = BOOK) -> str:
    """The form of a thing as a book has it: a magnet of no other form is one."""
    it = Situation()
    it.hear(book.read("thing", text))
    return it.said("item.form") or (LOOSE if it.magnet else "")


@pytest.mark.parametrize(
    "text",
    [
        "motor magnets", "rotor magnets of NdFeB", "loudspeaker ring magnets", "magnets from old motors", "magnets taken out of hard disks",
        "magnets to be built into rotors", "NdFeB blocks for cutting into motor magnets", "motors and spare magnets", "SmCo magnets and motors",
        "magnet assembly, core shipped apart from the magnets", "rotor core and loose magnets in separate boxes",
        "magnetic couplings, dismantled: magnets packed apart from the hub", "ring magnets instead of a motor", "magnets other than in motors",
    ],
)  # fmt: skip
def test_magnets_are_loose_where_they_are_the_last_noun_or_out_of_a_thing_or_beside_it(text: str) -> None:
    assert form(text) == LOOSE


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("motor with magnets", "part"), ("rotor with shaft, bearings and magnets", "magnet_assembly"), ("permanent-magnet motor", "part"),
        ("stator core with magnets fixed in the slots", "magnet_assembly"), ("magnets fixed in or on the core", "magnet_assembly"),
        ("fridge magnets", "finished_good"), ("rotor, not a motor", "magnet_assembly"),
    ],
)  # fmt: skip
def test_magnets_that_a_thing_holds_are_built_in(text: str, built: str) -> None:
    assert form(text) == built


@pytest.mark.parametrize(
    ("text", "is_form"),
    [
        ("solid, not powder", ""), ("phosphor raw material: Tb4O7", ""), ("gadolinium oxide, MRI contrast agent grade", "oxide"),
        ("phosphor-grade yttrium oxide", "oxide"), ("oxide instead of a phosphor", ""), ("unmagnetised rotor segments", ""), ("Sm2O3 powder, 99.9 %", "oxide"), ("gadolinium nitrate crystals", "compound"),
    ],
)  # fmt: skip
def test_neither_what_is_denied_nor_what_a_thing_becomes_is_what_it_is(text: str, is_form: str) -> None:
    try:
        assert form(text) == is_form
    except UnmappedPhrase:
        assert not is_form


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("form: simple magnetic part, or finished good", [LOOSE, "finished_good"]), ("form = oxide or gizmo", ["oxide", "?"]),
        ("end_use = civil or something else", ["civil", "?"]), ("form = finished_good or component (magnets built in)", ["finished_good", "part"]),
    ],
)  # fmt: skip
def test_of_two_things_that_it_may_be_the_first_is_not_taken_for_the_other(
    need: str, words: list[str]
) -> None:
    heard = understood(BOOK, need)
    assert heard is not None
    assert [*heard[0].effects["either"].values()] == [words]


@pytest.mark.parametrize(
    "test",
    [
        {"items": [{"item": "Dy metal, CN", "value": "60"}, {"item": "Tb oxide, CN", "value": "50"}], "denominator": "100000", "ratio_sum_pct": "0.11"},
        {"parts": [{"item": "Dy metal", "usd": "60"}, {"item": "Tb oxide", "usd": "50"}, {"item": "Dy metal, JP", "usd": "99"}], "magnet_value": "100000"},
        {"Dy_metal": "60", "Tb_oxide": "50", "denominator": "100000"},
        {"parts": [{"name": "Dy metal", "origin": "CN", "share_pct": "0.06"}, {"name": "Tb oxide", "origin": "CN", "share_pct": "0.05"}]},
    ],
)  # fmt: skip
def test_a_test_of_value_is_the_same_in_any_shape(test: dict[str, Any]) -> None:
    facts = {
        "product": "NdFeB magnet",
        "processing_country": "KR",
        "date": "2025-10-20",
        "value_test": {"threshold_pct": "0.1"} | test,
    }
    it = Adapter(BOOK).situation(Published("X", "CN", "invented", facts, "ambiguous"))
    assert it.ratios == {0: "0.11"}
    assert [float(each) for each in it.chinese_parts.values()] == [0.06, 0.05]


@pytest.mark.parametrize(
    "product",
    [
        "pot magnet with steel cup and hook",
        "NdFeB magnet with Dy on a yoke plate",
        "SmCo disc magnet pressed into a steel cup",
        "hook magnet with Dy",
    ],
)
def test_a_magnet_in_a_cup_on_a_plate_or_with_a_hook_may_be_a_magnet_an_assembly_or_goods(
    product: str,
) -> None:
    it = Adapter(BOOK).situation(Published("X", "CN", "invented", {"product": product}, "ambiguous"))
    assert it.said("item.form") == ""
    assert it.either["item.form"] == ["permanent_magnet", "magnet_assembly", "finished_good"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("SmCo blocks, later to be glued into stators", "SmCo blocks"),
        ("dysprosium oxide to be fired into ceramics", "dysprosium oxide"),
        ("dysprosium swarf from target machining", "dysprosium swarf from target"),
        ("parts to be built into missiles", "parts to be built into missiles"),
    ],
)
def test_neither_what_becomes_of_goods_nor_the_work_that_left_them_is_what_they_are(
    text: str, left: str
) -> None:
    assert heads.meant(BOOK, text) == left
