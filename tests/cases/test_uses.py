"""What a use is for: what may be military is not taken to be civil, and what is of war is military."""

import pytest

from cases.phrasebook import phrasebook
from cases.situation import Situation

BOOK = phrasebook()


def use(text: str) -> str:
    it = Situation()
    it.hear(BOOK.read("use", text))
    return it.facts.get("shipment.end_use", (0, ""))[1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("radar for destroyers", "military"), ("target drones", "military"), ("artillery shells", "military"), ("parts of frigates", "military"),
        ("drones", "?"), ("unmanned vessels", "?"), ("patrol boats of the coast guard", "?"), ("police vehicles", "?"), ("weather radar", "?"),
        ("aircraft engines", "?"), ("explosives", "?"), ("crop-spraying drones", "civil"), ("civil aircraft", "civil"),
    ],
)  # fmt: skip
def test_what_may_be_of_war_is_open_and_what_is_of_war_is_military(text: str, word: str) -> None:
    assert use(text) == word


def test_a_tank_is_one_of_war_only_where_it_holds_nothing() -> None:
    assert use("water tanks") == ""
    assert use("tank turrets") == "military"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("lab-grown stones for ornament", "item.facts.ornament", "yes"), ("synthetic diamond crystals, not for jewellery", "item.facts.ornament", "no"),
        ("cultivated diamonds for rings", "item.facts.synthetic_diamond", "yes"), ("drone motors", "item.facts.drone_related", "yes"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_stone_or_of_a_drone_is_a_fact_of_the_law(text: str, place: str, word: str) -> None:
    it = Situation()
    it.hear(BOOK.read("thing", text))
    assert it.said(place) == word
