"""Raw goods stay raw goods, whatever made thing is named beside them: no motor, lamp or box makes their answer mild."""

from functools import cache

import pytest

from cases.adapter import Adapter
from cases.comparing import MILD
from cases.phrasebook import UnmappedPhrase, phrasebook
from cases.published import Published
from cases.running import run
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook

ADAPTER = Adapter(phrasebook())
RAW = (
    "dysprosium oxide",
    "terbium metal",
    "NdFeB magnets with Dy",
    "yttrium oxide powder",
    "Dy-Fe alloy",
    "NdFeB segments with Tb",
)
BESIDE = (
    " for motors", " in bags", ", in boxes", " for a toy maker", " used in headphones", ", motor grade", " from recycled motors",
    " of a motor maker", ", together with a pump", " and a motor", " plus loudspeakers", ", in lamp glass jars", " to be built into motors",
    ", sold to a camera shop", " (motor project)", "; motors", ", out of a loudspeaker", ", declared as electronic components", ", kit",
    " in a gift box", ", phone shop goods", ", labelled as pump parts",
)  # fmt: skip
TOLD: tuple[dict[str, object], ...] = (
    {"composition": {"used_in": "motors"}}, {"composition": {"housing": "loudspeaker"}}, {"composition": ["Dy", "motor"]},
    {"composition": {"packaging": "lamp boxes"}}, {"composition": {"state": "built into motors"}}, {"component": "motor"},
    {"final_product": "wind turbine"}, {"shipment": "one pallet, motors"}, {"presentation": "in a toy box"}, {"packing": "tool boxes"},
    {"goes_into": "servo motors"}, {"condition": "spare part"}, {"declared_as": "motor parts"},
)  # fmt: skip


@cache
def law() -> Lawbook:
    return answering.load_law()


def is_mild(product: str, told: dict[str, object]) -> bool:
    facts = {
        "product": product,
        "origin": "CN",
        "exporter_country": "CN",
        "destination": "DE",
        "end_use": "civil",
    }
    case = Published(
        "X",
        "CN",
        "invented",
        told | facts | {"date": "2025-10-20"},
        "licence_required",
        ("usual-parties", "usual-use"),
    )
    try:
        found = run(case, law(), ADAPTER, explained=False)
    except UnmappedPhrase:
        return False
    return found.answer is not None and set(found.answer.possible) <= MILD


@pytest.mark.parametrize("beside", BESIDE)
def test_beside_raw_goods_a_made_thing_makes_no_answer_mild(beside: str) -> None:
    number = BESIDE.index(beside)
    assert not any(is_mild(f"{raw}{beside}", {}) for raw in (RAW[number % 6], RAW[(number + 3) % 6]))


@pytest.mark.parametrize("told", TOLD, ids=str)
def test_what_is_told_beside_raw_goods_makes_no_answer_mild(told: dict[str, object]) -> None:
    number = TOLD.index(told)
    assert not any(is_mild(raw, told) for raw in (RAW[number % 6], RAW[(number + 2) % 6]))


def test_goods_that_are_made_with_them_are_such_goods() -> None:
    assert is_mild("SmCo magnet motor", {})
    assert is_mild("servo motors with NdFeB magnets", {"composition": {"magnet": "NdFeB with Dy"}})
