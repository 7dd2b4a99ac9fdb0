"""A clause of a need that only explains is no reason for an answer, and whatever may be one is not taken for it."""

import pytest

from cases.adapter import Adapter
from cases.explaining import explains
from cases.phrasebook import phrasebook
from cases.published import Published

BOOK = phrasebook()
CASE = "{'product': 'NdFeB magnet with Chinese Dy', 'value_test': {'numerator': 'JPY 320'}, 'processing_country': 'JP', 'origin': 'CN'}"


@pytest.mark.parametrize(
    ("clause", "only"),
    [
        ("day counted by Beijing time", True),
        ("320 is all the Chinese part 1 content of the lot", True),
        ("rating is by mass as sold", True),
        ("321 is all the Chinese content of the lot", False),
        ("made with Korean furnaces", False),
        ("the magnet goes into drones", False),
        ("the ministry wrote before the shipment", False),
        ("sent on to the navy", False),
        ("terbium oxide of the same maker", False),
        ("the consignee resells at once", False),
        ("the listing binds persons abroad", False),
        ("knowledge = of the assembly", False),
        ("the magnet comes straight off the Chinese process", False),
        ("the product of that software", False),
        ("the plant is of that design", False),
        ("the magnet holds a Chinese chip", False),
        ("a part that is essential", False),
        ("a licence was needed", False),
    ],
)
def test_a_clause_only_explains_where_every_word_that_a_law_asks_for_is_the_cases_own(
    clause: str, *, only: bool
) -> None:
    assert explains(BOOK, clause, CASE) is only


def test_of_a_need_that_is_not_understood_as_a_whole_every_clause_is_heard_by_itself() -> None:
    need = "form = alloy (ingot); quaintly weighed on the quay"
    case = Published("X", "CN", "invented", {"product": "pieces", "date": "2025-12-01"}, "ambiguous", (need,))
    it = Adapter(BOOK).situation(case, half=True)
    assert it.said("item.form") == "alloy"
    assert it.unheard == [("aside", "quaintly weighed on the quay")]


def test_the_immediate_product_of_software_with_a_number_was_made_with_it() -> None:
    need = "part is the immediate product of the 3D991 software"
    case = Published("X", "US-EAR", "invented", {"item": "3A991", "date": "2024-06-01"}, "ambiguous", (need,))
    assert Adapter(BOOK).situation(case).said("item.made_with") == "technology:US:3D991"
